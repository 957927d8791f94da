// @ts-check
/* What the theme's script would do on a page as wide as the screen, which goes without it (overrides/wide.html): it is a third of what
   such a page weighs, and most of it waits for things that are not there. */

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

if (!document.querySelector('script[src*="/javascripts/bundle."]')) {
  document.addEventListener("focusin", ring);
  document.addEventListener("focusout", ring);
  document.addEventListener("keydown", turn);
  const drawer = document.getElementById("__drawer");
  window.addEventListener("hashchange", () => {
    if (drawer instanceof HTMLInputElement) drawer.checked = false;
  });
  for (const code of document.querySelectorAll("pre > code")) withButton(/** @type {HTMLElement} */ (code));
}
