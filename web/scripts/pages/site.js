// @ts-check
/* What every page has; other kinds of pages add their own. What is exported stands on `CMLP`: browser tests ask it. */

export { pair, set as lens } from "../lens.js";
export { load, prefix, save } from "../state.js";
import "../page.js";
