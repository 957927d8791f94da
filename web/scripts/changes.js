// @ts-check
/* The journal, filtered by kind of change and platform; the address remembers both. Everything is in the page already. */

import { onFilter } from "./filter-form.js";
import { parse, update } from "./state.js";

const FEW = 40; /* entries that are left: so many are shown at once, of more the days say how many they hold */
const MONTH = 31 * 24 * 60 * 60 * 1000;
const form = /** @type {HTMLFormElement} */ (document.querySelector("form.journal"));
const kind = /** @type {HTMLSelectElement} */ (form.elements.namedItem("k"));
const platform = /** @type {HTMLSelectElement} */ (form.elements.namedItem("p"));
const output = form.querySelector("output");
/** @typedef {{ node: any, facts: string[][] }} Line What its facts name; one that names no platform is of all. */
/** @type {{ node: any, kind: string, date: string, platforms: string[], vendors: string[], lines: Line[], counts: { node: any, lines: Line[] }[], shown: boolean }[]} */
let entries = [];
/** @type {{ node: any, was: boolean, count: any, tally: any, entries: any[] }[]} */
let folds = [];
let filtered = false;

/** @type {(text: string | undefined) => string[]} */
const names = (text) => (text ?? "").split(" ").filter(Boolean);

/** Collect what can be hidden, once, when it is first needed. */
function collect() {
  if (entries.length) return;
  entries = [...document.querySelectorAll(".journal-day .change")].map((/** @type {any} */ node) => {
    const lines = [...node.querySelectorAll("[data-facts]")].map((line) => ({
      node: line,
      facts: line.dataset.facts.split(" ").map((/** @type {string} */ named) => (named === "all" ? [] : named.split("+"))),
    }));
    return {
      node,
      kind: node.dataset.kind,
      date: node.closest(".journal-day").dataset.date,
      platforms: names(node.dataset.platforms),
      vendors: names(node.dataset.vendors),
      lines,
      counts: [...node.querySelectorAll(".facts-left")].map((count) => {
        const holder = count.closest("li, details");
        return { node: count, lines: lines.filter((line) => holder.contains(line.node)) };
      }),
      shown: true,
    };
  });
  const of = new Map(entries.map((one) => [one.node, one]));
  folds = [...document.querySelectorAll(".journal-day, .journal-day > .topic")].map((node) => ({
    node,
    was: node.open,
    count: node.querySelector(".count"),
    tally: node.querySelector(":scope > summary > .breakdown"),
    entries: [...node.querySelectorAll(".change")].map((one) => of.get(one)),
  }));
}

/** @type {(count: number) => string} */
const entriesOf = (count) => `${count} entr${count === 1 ? "y" : "ies"}`;

/** @type {(left: number, all: number) => string} */
const leftOf = (left, all) => (left === all ? `${all}` : `${left} of ${all}`);

/** @type {(named: string[]) => boolean} */
const chosen = (named) => !platform.value || !named.length || named.includes(platform.value);

/** @type {(line: Line) => number} */
const factsLeft = (line) => line.facts.filter(chosen).length;

/** Show of an entry the lines that name the platform or none. @param {typeof entries[number]} entry */
function showLines({ lines, counts }) {
  for (const line of lines) line.node.hidden = !factsLeft(line);
  for (const count of counts) {
    const all = count.lines.reduce((sum, line) => sum + line.facts.length, 0);
    count.node.textContent = leftOf(count.lines.reduce((sum, line) => sum + factsLeft(line), 0), all);
  }
}

function run() {
  collect();
  const before = filtered;
  filtered = Boolean(kind.value || platform.value);
  const monthAgo = new Date(Date.now() - MONTH).toISOString().slice(0, 10);
  let found = 0;
  let recent = false;
  for (const one of entries) {
    /* A vendor's change may alter facts of another's platform: these are not changed by their vendor. */
    one.shown = (!kind.value || one.kind === kind.value) && chosen(kind.value === "vendor" ? one.vendors : one.platforms);
    if (one.node.hidden === one.shown) one.node.hidden = !one.shown;
    if (!one.shown) continue;
    found += 1;
    recent ||= one.date >= monthAgo;
    showLines(one);
  }
  for (const fold of folds) {
    const left = fold.entries.filter((one) => one.shown).length;
    if (filtered && !before) fold.was = fold.node.open;
    fold.node.hidden = !left;
    fold.count.textContent = filtered ? `${left} of ${entriesOf(fold.entries.length)}` : entriesOf(left);
    if (fold.tally) fold.tally.hidden = filtered;
    fold.node.open = filtered && found <= FEW ? true : fold.was;
  }
  output.value = filtered ? `${found} of ${entriesOf(entries.length)}${recent ? "" : "; none in the last month"}` : "";
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
