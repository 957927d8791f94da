// @ts-check
export * from "./site.js";
export { format } from "../state.js";
export * as strict from "../strict.js";
export * as selector from "../selector.js";
export * as selectorWords from "../selector-record.js";
export { record as selectorRecord } from "../selector-record.js";
import "../selector-page.js";
