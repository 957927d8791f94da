// @ts-check
export * from "./site.js";
export { progress } from "../progress.js";
import "../mock.js";
