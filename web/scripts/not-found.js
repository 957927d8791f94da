// @ts-check
/* The page for an address that leads nowhere. _gen/addresses.js comes before and holds path and title of every page, of larger
   pages more words too. */

import { element } from "./dom.js";
import { asked, corrected, nearest } from "./nearest.js";

function start() {
  const place = document.getElementById("not-found");
  const config = document.getElementById("__config");
  if (!place || !config) return;
  const base = new URL(JSON.parse(config.textContent).base.replace(/\/*$/, "/"), location.href).pathname;
  const words = asked(location.pathname, base);
  if (!words.length) return;
  place.querySelector("[data-asked]").textContent = words.join(" ");
  const pages = window.CMLP_ADDRESSES || [];
  const meant = corrected(words, pages).join(" ");
  const search = place.querySelector("[data-search]");
  search.href = base + "?q=" + encodeURIComponent(meant);
  if (meant !== words.join(" ")) search.textContent = `Search for “${meant}”`;
  const list = place.querySelector("[data-nearest]");
  const found = nearest(words, pages);
  for (const page of found) {
    const link = element("a");
    link.href = base + page.path;
    link.textContent = page.title;
    const item = element("li");
    item.append(link);
    list.append(item);
  }
  if (!found.length) {
    list.previousElementSibling.remove();
    list.remove();
  }
  place.hidden = false;
}

start();
