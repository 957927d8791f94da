// @ts-check
/* What every page has; other kinds of pages add their own. What stands on `CMLP` is for the tests in a browser. */

import { pair, set as lens } from "../lens.js";
import { load, prefix, save } from "../state.js";
import "../page.js";
import "../search-box.js";
import "../spoken.js";

window.CMLP = { lens, load, pair, prefix, save };
