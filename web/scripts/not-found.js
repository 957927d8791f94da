// @ts-check
/* The page for an address that leads nowhere: what the words of the address find. */

import { element } from "./dom.js";
import { bring } from "./later.js";

const MOST_WORDS = 8;
const LONGEST = 400; // characters of an address that count
const SHOWN = 6;
const NOISE = new Set(["index", "html", "htm", "md", "php", "aspx", "www", "en", "docs", "r", "q"]);

/** @type {(part: string) => string} */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray % or bytes that are no text
  }
}

/** The words of an asked path, without the part under which the site stands.
    @type {(path: string, base: string) => string} */
function wordsOf(path, base) {
  const own = path.startsWith(base) ? path.slice(base.length) : path;
  const words = own.slice(0, LONGEST).split("/").map(decoded).join(" ").toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words.filter((word) => word && !NOISE.has(word)))].slice(0, MOST_WORDS).join(" ");
}

async function start() {
  const place = document.getElementById("not-found");
  const base = new URL(JSON.parse(document.getElementById("__config").textContent).base.replace(/\/*$/, "/"), location.href).pathname;
  const words = wordsOf(location.pathname, base);
  if (!words) return;
  place.querySelector("[data-asked]").textContent = words;
  const opener = place.querySelector("[data-search]");
  opener.dataset.search = words;
  opener.href = `${base}?q=${encodeURIComponent(words)}`;
  place.hidden = false;
  const list = place.querySelector("[data-nearest]");
  const search = await bring("search");
  await search.ready();
  for (const link of search.links(words, SHOWN)) list.append(element("li", {}, link));
  list.previousElementSibling.hidden = list.hidden = !list.children.length;
}

start().catch(() => {}); /* the places to begin are there */
