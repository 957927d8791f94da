// @ts-check
/* Scripts that a page can do without at first: the menu for sharing, samples in place, the copy on this device. Each comes when
   it is needed and holds nothing that the page's own script holds: it is given that (given.js). */

import { pagePath, publicAddress } from "./address.js";
import { csv } from "./csv.js";
import { asset, button, copy, download, element, script, style } from "./dom.js";
import { pair } from "./lens.js";
import { platformOf } from "./platforms.js";
import { format, load, parse, save } from "./state.js";

/** What those that came have to offer, by name.
    @type {Record<string, any>} */
const brought = {};
export const given = { asset, brought, button, copy, csv, download, element, format, load, pagePath, pair, parse, platformOf, publicAddress, save, script, style };
window.CMLP_GIVEN = given;

/** Bring a script of `later/`, once; what it has to offer.
    @type {(name: "offline" | "samples" | "search" | "share") => Promise<any>} */
export async function bring(name) {
  await script(asset(`assets/${name}.js`));
  return brought[name];
}
