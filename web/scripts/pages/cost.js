// @ts-check
export * from "./site.js";
export * as cost from "../cost.js";
export * as strict from "../strict.js";
import "../cost-page.js";
