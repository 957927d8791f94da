// @ts-check
/* "Mine and theirs": two platforms, kept in the browser and in shared links; tables show those columns. */

import { button, element } from "./dom.js";
import { PLATFORMS } from "./platforms.js";
import { load, parse, save, update } from "./state.js";

const NAME = "Mine and theirs";

/** Read "mine theirs" from two ids with a dot between them; null unless it names two different platforms.
    @type {(text: string | null | undefined) => string[] | null} */
function read(text) {
  const parts = (text || "").split(".");
  const good = parts.length === 2 && parts.every((part) => PLATFORMS.includes(part)) && parts[0] !== parts[1];
  return good ? parts : null;
}

let lens = read(parse(location.hash).lens) || read(load("lens"));
let also = ""; /* another that this page shows until the next choice, because a link led to it */

function apply() {
  const shown = lens;
  const hidden = shown ? PLATFORMS.filter((name) => !shown.includes(name) && name !== also) : [];
  const root = document.documentElement;
  if (hidden.length) root.setAttribute("data-hide", hidden.join(" "));
  else root.removeAttribute("data-hide");
}

/** @type {(next: string[] | null) => void} */
export function set(next) {
  lens = next;
  also = "";
  save("lens", lens ? lens.join(".") : "");
  update({ lens: lens ? lens.join(".") : "" });
  apply();
  label();
  document.dispatchEvent(new Event("pair"));
}

const config = document.getElementById("__config");
const base = config ? JSON.parse(config.textContent).base : ".";
const asFiles = /\.html$/.test(location.pathname); /* the offline build names files, the site folders */
const pages = element("p");
const panel = element("div", { className: "lens-panel", hidden: true });
const opener = button("", () => open(panel.hidden), { "aria-expanded": "false" });
const selects = [select("mine", "I know"), select("theirs", "They use")];

/** @type {(name: string, words: string) => HTMLSelectElement} */
function select(name, words) {
  const all = new Option(name === "mine" ? "any platform" : "all of them", "");
  const box = element("select", { name }, all, PLATFORMS.map((id) => new Option(PLATFORM_NAMES[id], id)));
  panel.append(element("label", {}, words, box));
  box.addEventListener("change", () => choose(box));
  return box;
}

/** @type {(changed: HTMLSelectElement) => void} */
function choose(changed) {
  const [mine, theirs] = selects.map((box) => box.value);
  if (mine && mine === theirs) {
    for (const box of selects) if (box !== changed) box.value = "";
    set(null);
  } else set(mine && theirs ? [mine, theirs] : null);
}

/** Lead from the pair to its translation and to the page to print. */
function lead() {
  pages.hidden = !lens;
  if (!lens) return;
  if (PARTIAL_PLATFORMS) pages.hidden = lens.some((name) => PARTIAL_PLATFORMS.includes(name));
  const folder = `${base}/translate/${lens.join("-to-")}/`;
  const link = (/** @type {string} */ words, /** @type {string} */ address) => element("a", { textContent: words, href: folder + address });
  pages.replaceChildren(
    link(`${PLATFORM_NAMES[lens[0]]} to ${PLATFORM_NAMES[lens[1]]}`, asFiles ? "index.html" : ""),
    ", ",
    link("one page to print", asFiles ? "sheet.html" : "sheet/"),
    also && `. A link led to ${PLATFORM_NAMES[also]}, so this page shows it too.`,
  );
}

function label() {
  lead();
  const more = also && ` + ${PLATFORM_NAMES[also]}`;
  const words = lens ? `${PLATFORM_NAMES[lens[0]]} → ${PLATFORM_NAMES[lens[1]]}${more}` : NAME;
  opener.replaceChildren(element("span", { className: "lens-text" }, `⇄ ${words}`), element("span", { className: "lens-name" }, NAME));
  opener.setAttribute("aria-label", lens ? `Shown: ${words.replace("→", "and")}. Change mine and theirs` : `${NAME}: choose two platforms`);
  opener.classList.toggle("set", Boolean(lens));
  selects.forEach((box, index) => { if (lens) box.value = lens[index]; });
}

/** @type {(yes: boolean) => void} */
function open(yes) {
  panel.hidden = !yes;
  opener.setAttribute("aria-expanded", String(yes));
}

function build() {
  const header = document.querySelector(".md-header__inner");
  if (!header) return;
  const note = element("p", {}, "Tables show these two. Kept in this browser; the link of a whole page shows the same.");
  const reset = button(`Show all ${PLATFORM_COUNT}`, () => {
    selects.forEach((one) => { one.value = ""; });
    set(null);
  });
  panel.append(pages, note, reset);
  const box = element("div", { className: "lens" }, opener, panel);
  const search = header.querySelector(".search-open");
  if (search) search.before(box);
  else header.append(box);
  for (const link of document.querySelectorAll("[data-lens]")) {
    link.addEventListener("click", (/** @type {Event} */ event) => {
      event.preventDefault();
      event.stopPropagation(); /* a click elsewhere closes it */
      open(true);
      selects[0].focus();
    });
  }
  box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && !panel.hidden) {
      open(false);
      opener.focus();
      event.stopPropagation();
    }
  });
  document.addEventListener("click", (event) => {
    if (panel.hidden || box.contains(event.target)) return;
    if (event.pointerType === "touch") event.preventDefault(); /* who taps beside it means to close it, not what lies there */
    open(false);
  }, { capture: true });
  label();
}

/** The two platforms, mine and theirs; none when all are shown.
    @type {() => string[]} */
export function pair() {
  return lens || [];
}

/** Show on this page what the choice hides; returns whether it did.
    @type {(name: string) => boolean} */
export function showToo(name) {
  if (!lens || lens.includes(name) || name === also || !PLATFORMS.includes(name)) return false;
  also = name;
  apply();
  label();
  return true;
}

build();
apply();
if (lens && !location.hash) update({ lens: lens.join(".") });
window.addEventListener("hashchange", () => {
  const next = read(parse(location.hash).lens);
  if (next && String(next) !== String(lens)) set(next);
});
