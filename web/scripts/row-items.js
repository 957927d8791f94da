// @ts-check
/* The rows of a capability: each opens in place. Its words are in the page: without scripts they are shown, with them closed, found by
   the browser's search where it can (`hidden=until-found`), and "Open all" shows them where it cannot. */

import { button, element } from "./dom.js";
import { fresh, parse, update } from "./state.js";

const items = [...document.querySelectorAll(".row-item")];

/** @type {(item: Element) => string} */
const idOf = (item) => item.querySelector("h3").id;

/** The numbers of an answer become links to its sources, once the row is opened.
    @type {(item: Element) => void} */
function linkSources(item) {
  for (const answer of item.querySelectorAll(".answer")) {
    const { platform } = answer.dataset;
    const place = `${idOf(item)}--${platform}`;
    const sources = [...answer.querySelectorAll(".evidence > li")];
    for (const source of sources) source.id = `${place}--${sources.indexOf(source) + 1}`;
    for (const notes of item.querySelectorAll(`[data-platform="${platform}"] .notes`)) {
      const numbers = notes.textContent.split(" ");
      notes.textContent = "";
      for (const number of numbers) {
        const link = element("a", { href: `#${place}--${number}`, "aria-label": `source ${number}, ${PLATFORM_NAMES[platform]}` }, number);
        notes.append(notes.firstChild ? " " : "", link);
      }
    }
  }
}

/** @type {(item: any, open: boolean) => void} */
function set(item, open) {
  const panel = item.querySelector(".row-panel");
  if (open && !item.querySelector(".notes a")) linkSources(item);
  if (open) panel.removeAttribute("hidden");
  else panel.setAttribute("hidden", "until-found");
  item.classList.toggle("open", open);
  item.querySelector("h3 > a").setAttribute("aria-expanded", String(open));
}

function remember() {
  update({ open: items.filter((item) => item.classList.contains("open")).map(idOf).join(".") });
}

for (const item of items) {
  set(item, false);
  item.classList.add("ready");
  item.querySelector(".row-panel").addEventListener("beforematch", () => set(item, true));
  item.addEventListener("click", (/** @type {any} */ event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const note = event.target.closest(".notes a");
    if (note) {
      event.preventDefault();
      showSource(note);
      return;
    }
    const other = event.target.closest("a, button");
    if (event.target.closest(".row-panel") || (other ? !other.matches("h3 > a:first-child") : String(getSelection()))) return;
    event.preventDefault();
    set(item, !item.classList.contains("open"));
    remember();
  });
}

/** A number leads to its source, which may be folded; the address keeps what stands in it.
    @type {(note: HTMLAnchorElement) => void} */
function showSource(note) {
  const source = document.getElementById(decodeURIComponent(note.hash.slice(1)));
  const fold = source.closest("details");
  if (fold) fold.open = true;
  source.tabIndex = -1;
  source.focus();
}

/** Open the row that an address leads to: `row`, `row--platform`, `row--part` or `row--part--platform`.
    @type {(go: boolean) => void} */
function arrive(go) {
  const state = parse(location.hash);
  const open = (state.open || "").split(".");
  for (const item of items) if (open.includes(idOf(item))) set(item, true);
  const place = location.hash.startsWith("#?") ? state.at || "" : location.hash.slice(1);
  const item = items.find((one) => idOf(one) === place.split("--")[0]);
  if (!item) return;
  set(item, true);
  const part = document.getElementById(place)?.closest("tr[id]");
  if (go) (part || item.querySelector("h3")).scrollIntoView(); /* a cell with its row's title */
}

const all = button("Open all rows", () => {
  const open = items.some((item) => !item.classList.contains("open"));
  for (const item of items) set(item, open);
  all.textContent = open ? "Close all rows" : "Open all rows";
  remember();
}, { className: "open-all" });
document.querySelector(".boards .find")?.prepend(all);
arrive(fresh);
window.addEventListener("hashchange", () => arrive(true));
