// @ts-check
export * from "./site.js";
import "../not-found.js";
