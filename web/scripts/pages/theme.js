// @ts-check
import "../theme.js";
export * from "./site.js";
