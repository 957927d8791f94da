// @ts-check
/* The dialog of the search, as every page has it: a field, and room for results. It opens at once; the index and what makes
   results of it come with the first opening (later/search.js). */

import { button, element } from "./dom.js";
import { bring } from "./later.js";

const MARKS = ["yes", "partly", "no", "by-kind", "not-documented"]; /* before an answer, each with its word */

/** @typedef {{ dialog: any, field: HTMLInputElement, said: HTMLElement, list: HTMLElement, copier: HTMLButtonElement }} Box */

/** @type {Box | null} */
let box = null;

/** @type {() => Box} */
function build() {
  const field = element("input", {
    type: "text",
    role: "combobox",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: false,
    enterKeyHint: "go",
    placeholder: "A question, a name, a limit, an API call",
    "aria-label": "Search",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "search-results",
  });
  const said = element("p", { className: "search-said", role: "status" });
  const list = element("div", { id: "search-results", className: "search-results", role: "listbox", "aria-label": "Results" });
  const close = button("Close", () => dialog.close());
  const legend = MARKS.map((mark) => element("span", {}, element("i", { className: `m m-${mark}` }), ` ${mark.replace("-", " ")} `));
  const keys = element("p", { "aria-hidden": "true" }, element("span", {}, "↑ ↓ to choose, Enter to open, Esc to close"), element("span", { className: "search-marks" }, legend));
  const copier = element("button", { type: "button", hidden: true });
  const foot = element("div", { className: "search-foot" }, copier, keys);
  const dialog = element("dialog", { className: "search", "aria-label": "Search" }, element("div", { className: "search-head" }, field, close), said, list, foot);
  dialog.addEventListener("click", (/** @type {Event} */ { target }) => { if (target === dialog) dialog.close(); }); /* beside it */
  document.body.append(dialog);
  return { dialog, field, said, list, copier };
}

/** A page that was open while the site changed asks for files of the release before, which not every host keeps.
    @type {(said: HTMLElement) => void} */
function tell(said) {
  const again = button("Load the page again", () => location.reload());
  said.setAttribute("role", "alert");
  said.replaceChildren("The search could not be loaded. ", again);
}

/** Open the search, with words in its field.
    @type {(words?: string) => void} */
export function openSearch(words = "") {
  box ||= build();
  const { dialog, field, said } = box;
  if (!dialog.open) dialog.showModal();
  if (words) field.value = words;
  field.focus();
  if (words) field.setSelectionRange(words.length, words.length); /* its first letters may be typed elsewhere */
  else field.select();
  if (!said.textContent) said.textContent = "Loading …";
  const now = box;
  bring("search").then(({ use }) => use(now)).catch(() => tell(said));
}

/** Whether a key is typed into something.
    @type {(target: any) => boolean} */
function isField(target) {
  return target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio], [type=button]), textarea, select");
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-search]");
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openSearch(opener.dataset.search);
});
document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isField(event.target);
  const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!slash && !k) return;
  event.preventDefault();
  openSearch();
});

const asked = new URLSearchParams(location.search).get("q");
if (asked) openSearch(asked);
