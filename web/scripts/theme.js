// @ts-check
/* What pages need of the theme's script, which stays away (overrides/main.html). */

import { copy, element } from "./dom.js";

/** @type {Record<string, string>} */
const PAGES = { p: "prev", ",": "prev", n: "next", ".": "next" };
const TYPED_INTO = "input, select, textarea, [contenteditable], dialog *";

/** A ring around what has the focus by keyboard: the theme's styles ask for a class.
    @type {(event: FocusEvent) => void} */
function ring({ type, target }) {
  if (target instanceof Element) target.classList.toggle("focus-visible", type === "focusin" && target.matches(":focus-visible"));
}

/** Keys lead to the page before and to the next.
    @type {(event: KeyboardEvent) => void} */
function turn({ target, key, ctrlKey, metaKey, altKey }) {
  if (!(key in PAGES) || ctrlKey || metaKey || altKey || (target instanceof Element && target.matches(TYPED_INTO))) return;
  const link = document.querySelector(`link[rel=${PAGES[key]}]`);
  if (link instanceof HTMLLinkElement) location.assign(link.href);
}

/** What is wider than its box can be scrolled by keys, whenever a fold shows it. */
const sizes = new ResizeObserver((seen) => {
  for (const { target } of seen) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});

/** Code with a button that copies it.
    @type {(code: HTMLElement) => void} */
function withButton(code) {
  sizes.observe(code);
  const button = element("button", { class: "md-code__button", type: "button", title: "Copy to clipboard", "data-md-type": "copy" });
  button.addEventListener("click", async () => {
    await copy(code.textContent ?? "");
    button.title = "Copied to clipboard";
    setTimeout(() => { button.title = "Copy to clipboard"; }, 2000);
  });
  code.before(element("nav", { class: "md-code__nav" }, button));
}

/** The table of contents marks the section that is being read: the last whose heading has passed the upper quarter of the screen.
    @type {(contents: Element) => void} */
function follow(contents) {
  /** @type {Map<Element, HTMLAnchorElement>} */
  const links = new Map();
  for (const link of contents.querySelectorAll("a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const passed = new Set();
  const watch = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) passed[isIntersecting ? "add" : "delete"](target);
    const current = links.get([...links.keys()].findLast((heading) => passed.has(heading)) ?? contents);
    for (const link of links.values()) link.classList.toggle("md-nav__link--active", link === current);
    current?.scrollIntoView({ block: "nearest" });
  }, { rootMargin: "1000000px 0px -75% 0px" });
  for (const heading of links.keys()) watch.observe(heading);
}

document.addEventListener("focusin", ring);
document.addEventListener("focusout", ring);
document.addEventListener("keydown", turn);
const drawer = document.getElementById("__drawer");
window.addEventListener("hashchange", () => {
  if (drawer instanceof HTMLInputElement) drawer.checked = false;
});
for (const code of document.querySelectorAll("pre > code")) withButton(/** @type {HTMLElement} */ (code));
for (const table of document.querySelectorAll(".md-typeset table:not([class])")) sizes.observe(table);
const contents = document.querySelector(".md-sidebar--secondary");
if (contents) follow(contents);
