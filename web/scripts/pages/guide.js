// @ts-check
export * from "./site.js";
import "../guide.js";
