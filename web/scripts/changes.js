// @ts-check
/* The journal, filtered by kind of change and platform; the address remembers both. Everything is in the page already. */

import { onFilter } from "./filter-form.js";
import { parse, update } from "./state.js";

const FEW = 40; /* entries that are left: so many are shown at once, of more the days say how many they hold */
const form = /** @type {HTMLFormElement} */ (document.querySelector("form.journal"));
const kind = /** @type {HTMLSelectElement} */ (form.elements.namedItem("k"));
const platform = /** @type {HTMLSelectElement} */ (form.elements.namedItem("p"));
const output = form.querySelector("output");
/** @type {{ node: any, kind: string, platforms: string[], shown: boolean }[]} */
let entries = [];
/** @type {{ node: any, was: boolean, count: any, tally: any, entries: any[] }[]} */
let folds = [];
let filtered = false;

/** Collect what can be hidden, once, when it is first needed. */
function collect() {
  if (entries.length) return;
  entries = [...document.querySelectorAll(".journal-day .change")].map((node) => ({
    node,
    kind: node.dataset.kind,
    platforms: node.dataset.platforms.split(" ").filter(Boolean),
    shown: true,
  }));
  const of = new Map(entries.map((one) => [one.node, one]));
  folds = [...document.querySelectorAll(".journal-day, .journal-day > .topic")].map((node) => ({
    node,
    was: node.open,
    count: node.querySelector(".count"),
    tally: node.querySelector(":scope > summary > .tally"),
    entries: [...node.querySelectorAll(".change")].map((one) => of.get(one)),
  }));
}

/** @type {(count: number) => string} */
const entriesOf = (count) => `${count} entr${count === 1 ? "y" : "ies"}`;

function run() {
  collect();
  const before = filtered;
  filtered = Boolean(kind.value || platform.value);
  let found = 0;
  for (const one of entries) {
    /* What names no platform is of all. */
    one.shown = (!kind.value || one.kind === kind.value) && (!platform.value || !one.platforms.length || one.platforms.includes(platform.value));
    if (one.node.hidden === one.shown) one.node.hidden = !one.shown;
    if (one.shown) found += 1;
  }
  for (const fold of folds) {
    const left = fold.entries.filter((one) => one.shown).length;
    if (filtered && !before) fold.was = fold.node.open;
    fold.node.hidden = !left;
    fold.count.textContent = filtered ? `${left} of ${entriesOf(fold.entries.length)}` : entriesOf(left);
    if (fold.tally) fold.tally.hidden = filtered;
    fold.node.open = filtered && found <= FEW ? true : fold.was;
  }
  output.value = filtered ? `${found} of ${entriesOf(entries.length)}` : "";
  update({ k: kind.value, p: platform.value });
}

/** Put the state of the address into the form. */
function restore() {
  const kept = parse(location.hash);
  for (const box of [kind, platform]) {
    box.value = [...box.options].some((one) => one.value === kept[box.name]) ? kept[box.name] : "";
  }
  if (kind.value || platform.value || filtered) run();
}

onFilter(form, run, collect);
restore();
window.addEventListener("hashchange", () => {
  if (location.hash.startsWith("#?")) restore();
});
