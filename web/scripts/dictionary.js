// @ts-check
/* The words of all platforms, and the list of sources: a filter by text. Everything is in the page already; the filter hides and opens, the address remembers. */

import { onFilter } from "./filter-form.js";
import { parse, update } from "./state.js";
import { textFilter } from "./text-filter.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("form.dictionary-filters"));
const text = /** @type {HTMLInputElement} */ (form.querySelector("[name=q]"));
const output = form.querySelector("output");
const openAll = form.querySelector(".open-all");
const groups = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(".word-group"))];
/** @type {{ group: HTMLDetailsElement, count: Element, was: boolean, lines: { node: HTMLElement, id: string, text: string }[] }[]} */
let items = [];
let filtered = false;

/** Collect what can be hidden, once, when it is first needed. */
function collect() {
  if (items.length) return;
  items = groups.map((group) => ({
    group,
    count: group.querySelector("[data-count]"),
    was: group.open,
    lines: [.../** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll(".word-line"))].map((node) => ({
      node,
      id: node.id || node.querySelector("h3").id,
      text: (node.querySelector("summary") ?? node).textContent.toLowerCase(),
    })),
  }));
}

const matching = textFilter(() => {
  collect();
  return items.flatMap(({ lines }) => lines.map(({ id }) => id));
}, () => run());

function run() {
  collect();
  const matches = matching(text.value);
  const before = filtered;
  filtered = text.value.trim() !== "";
  let found = 0;
  for (const item of items) {
    if (filtered && !before) item.was = item.group.open;
    const shown = item.lines.filter((line) => matches(line.id, line.text));
    for (const line of item.lines) line.node.hidden = !shown.includes(line);
    item.count.textContent = String(shown.length);
    item.group.hidden = !shown.length;
    if (filtered || before) item.group.open = filtered || item.was;
    found += shown.length;
  }
  output.value = `${found} of ${items.reduce((sum, { lines }) => sum + lines.length, 0)}`;
  update({ q: text.value.trim() });
}

/** Put the state of the address into the form. */
function restore() {
  text.value = parse(location.hash).q || "";
  if (text.value || filtered) run();
}

/** @type {() => boolean} */
const allOpen = () => groups.every((group) => group.open);
openAll?.addEventListener("click", () => {
  const yes = !allOpen();
  for (const group of groups) group.open = yes;
});
for (const group of openAll ? groups : []) {
  group.addEventListener("toggle", () => { openAll.textContent = allOpen() ? "Close every group" : "Open every group"; });
}
onFilter(form, run, collect);
restore();
window.addEventListener("hashchange", () => {
  if (location.hash.startsWith("#?")) restore();
});
