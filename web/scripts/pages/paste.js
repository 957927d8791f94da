// @ts-check
export * from "./site.js";
export * as paste from "../paste.js";
import "../paste-page.js";
