// @ts-check
export * from "./site.js";
import "../since.js";
