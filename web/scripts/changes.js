// @ts-check
/* The journal, or a day of it, filtered by kind of change and platform; the address remembers both. Entries that stand on the page of
   their day are counted here, and the link to it takes the filter along. */

import { onFilter } from "./filter-form.js";
import { format, parse, update } from "./state.js";

const FEW = 40; /* entries that are left: so many are shown at once, of more the days say how many they hold */
const MONTH = 31 * 24 * 60 * 60 * 1000;
const form = /** @type {HTMLFormElement} */ (document.querySelector("form.journal"));
const kind = /** @type {HTMLSelectElement} */ (form.elements.namedItem("k"));
const platform = /** @type {HTMLSelectElement} */ (form.elements.namedItem("p"));
const output = form.querySelector("output");
/** @typedef {{ node: any, facts: string[][] }} Line What its facts name; one that names no platform is of all. */
/** @type {{ node: any, kind: string, date: string, platforms: string[], vendors: string[], lines: Line[], counts: { node: any, lines: Line[] }[], shown: boolean }[]} */
let entries = [];
/** @type {{ node: any, was: boolean, count: any, tally: any, entries: any[], rest: Rest | undefined }[]} */
let folds = [];
/** @typedef {{ node: any, link: any, page: string, date: string, count: any, tally: any, left: Record<string, Record<string, number>>, found: number }} Rest */
/** @type {Rest[]} */
let rests = [];
let filtered = false;

/** @type {(text: string | undefined) => string[]} */
const names = (text) => (text ?? "").split(" ").filter(Boolean);

/** Collect what can be hidden, once, when it is first needed. */
function collect() {
  if (folds.length) return;
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
  rests = [...document.querySelectorAll(".journal-day > .rest")].map((/** @type {any} */ line) => {
    const day = line.parentElement;
    const link = linkOf(line);
    return {
      node: day.matches("details") ? line : day,
      link,
      page: link.href,
      date: day.dataset.date,
      count: line.querySelector(".count"),
      tally: line.querySelector(".breakdown"),
      left: JSON.parse(line.dataset.left),
      found: 0,
    };
  });
  const of = new Map(entries.map((one) => [one.node, one]));
  folds = [...document.querySelectorAll("details.journal-day, .journal-day > .topic")].map((node) => ({
    node,
    was: node.open,
    count: node.querySelector(":scope > summary > .count"),
    tally: node.querySelector(":scope > summary > .breakdown"),
    entries: [...node.querySelectorAll(".change")].map((one) => of.get(one)),
    rest: rests.find((rest) => rest.node.parentElement === node),
  }));
}

/** The link of a day to its page. @type {(rest: Element) => any} */
const linkOf = (rest) => rest.parentElement?.querySelector(":scope > :is(.rest, h2) > a");

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
  const here = found;
  let all = entries.length;
  for (const rest of rests) {
    rest.found = rest.left[kind.value]?.[platform.value] ?? 0;
    found += rest.found;
    all += rest.left[""][""];
    recent ||= rest.found > 0 && rest.date >= monthAgo;
    rest.node.hidden = !rest.found;
    showCount(rest, rest.found, rest.left[""][""]);
  }
  for (const fold of folds) {
    const left = fold.entries.filter((one) => one.shown).length;
    if (filtered && !before) fold.was = fold.node.open;
    fold.node.hidden = !left && !fold.rest?.found;
    showCount(fold, left + (fold.rest?.found ?? 0), fold.entries.length + (fold.rest?.left[""][""] ?? 0));
    fold.node.open = filtered && left && here <= FEW ? true : fold.was;
  }
  const long = !recent && document.querySelector("details.journal-day") ? "; none in the last month" : "";
  output.value = filtered ? `${found} of ${entriesOf(all)}${long}` : "";
  update({ k: kind.value, p: platform.value });
  for (const rest of rests) rest.link.href = filtered ? rest.page + format({ k: kind.value, p: platform.value }) : rest.page;
}

/** @type {(place: { count: any, tally: any }, left: number, all: number) => void} */
function showCount({ count, tally }, left, all) {
  count.textContent = filtered ? `${left} of ${entriesOf(all)}` : entriesOf(all);
  if (tally) tally.hidden = filtered;
}

/** Put the state of the address into the form. */
function restore() {
  const kept = parse(location.hash);
  for (const box of [kind, platform]) {
    box.value = [...box.options].some((one) => one.value === kept[box.name]) ? kept[box.name] : "";
  }
  if (kind.value || platform.value || filtered) run();
}

/** Lead on to an entry that stands on the page of its day: its address on this page was given once, and stays.
    An entry is called by its day and time; the first ones by numbers, which grew by day. */
function leadOn() {
  const id = parse(location.hash).at || location.hash.slice(1);
  const [, number, date] = /^change-(?:(\d+)$|(\d{4}-\d\d-\d\d)-)/.exec(id) || [];
  if (!(number || date) || document.getElementById(id)) return;
  const days = [...document.querySelectorAll(".journal-day > .rest")]; /* the newest first */
  const day = days.reverse().find((/** @type {any} */ rest) => (date ? rest.parentElement.dataset.date === date : Number(number) <= Number(rest.dataset.last)));
  if (day) location.replace(linkOf(day).href.split("#")[0] + location.hash);
}

onFilter(form, run, collect);
restore();
leadOn();
window.addEventListener("hashchange", () => {
  if (location.hash.startsWith("#?")) restore();
  leadOn();
});
