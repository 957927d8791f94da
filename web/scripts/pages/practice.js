// @ts-check
export * from "./site.js";
export * as coach from "../coach.js";
export { progress } from "../progress.js";
import "../practice.js";
