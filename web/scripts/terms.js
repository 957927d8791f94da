// @ts-check
/* A translation: a line per word, which opens in place; filters by text and likeness; groups that fold. The address remembers open
   lines and filters. Everything is in the page already; what a closed line hides is found by the browser's own search. */

import { onFilter } from "./filter-form.js";
import { fresh, parse, update } from "./state.js";
import { textFilter } from "./text-filter.js";

const PHONE = "(max-width: 44.98em)";
const form = document.querySelector("form.board-filters");
const boards = document.querySelector(".boards");
/** @type {HTMLInputElement} */
const text = form.querySelector("[name=q]");
/** @type {HTMLInputElement[]} */
const fits = [...form.querySelectorAll("[name=f]")];
const output = form.querySelector("output");
const openAll = form.querySelector(".open-all");
const groups = [...boards.querySelectorAll(".terms")].map((node) => ({ node, fold: node.querySelector("details"), was: false }));
let filtered = false;

/* Lines that open ------------------------------------------------------------------------------------------------ */

/** @type {(row: any, yes: boolean) => void} */
function open(row, yes) {
  row.classList.toggle("open", yes);
  row.querySelector("th > a").setAttribute("aria-expanded", String(yes));
  row.querySelector(".more").hidden = yes ? false : "until-found";
}

function keep() {
  update({ open: [...boards.querySelectorAll("tr.open")].map((row) => row.id).join(".") });
}

boards.addEventListener("click", (/** @type {any} */ event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const row = event.target.closest("tbody > tr");
  if (!row) return;
  const other = event.target.closest("a, summary");
  if (other ? other !== row.querySelector("th > a") : String(getSelection())) return;
  event.preventDefault();
  open(row, !row.classList.contains("open"));
  keep();
});

boards.addEventListener("beforematch", (/** @type {any} */ event) => open(event.target.closest("tr"), true));

/* Filters -------------------------------------------------------------------------------------------------------- */

/** @type {any} */
let items = null;

/** Collect what can be hidden, once, when it is first needed. */
function collect() {
  items ||= groups.map((group) => ({
    group,
    rows: [...group.node.querySelectorAll("tbody > tr")].map((row) => ({
      row,
      text: row.textContent.toLowerCase(),
    })),
    tallies: [...group.fold.querySelectorAll("summary > [data-fit]")],
  }));
  return items;
}

const matching = textFilter(() => collect().flatMap((/** @type {any} */ { rows }) => rows.map((/** @type {any} */ { row }) => row.id)), () => run());

function run() {
  const matches = matching(text.value);
  const chosen = fits.filter((one) => one.checked).map((one) => one.value);
  const before = filtered;
  filtered = text.value.trim() !== "" || chosen.length > 0;
  let found = 0;
  let all = 0;
  for (const { group, rows, tallies } of collect()) {
    if (filtered && !before) group.was = group.fold.open;
    const shown = rows.filter((/** @type {any} */ one) => matches(one.row.id, one.text) && (!chosen.length || chosen.includes(one.row.dataset.fit)));
    for (const one of rows) one.row.hidden = !shown.includes(one);
    for (const one of tallies) {
      const count = shown.filter((/** @type {any} */ { row }) => row.dataset.fit === one.dataset.fit).length;
      one.hidden = !count;
      one.querySelector("b").textContent = count;
    }
    const said = tallies.filter((/** @type {any} */ one) => !one.hidden);
    for (const one of said) one.querySelector(".comma").hidden = one === said.at(-1);
    group.node.hidden = !shown.length;
    group.node.querySelector("h2").dataset.count = shown.length;
    if (filtered !== before || filtered) group.fold.open = filtered || group.was;
    found += shown.length;
    all += rows.length;
  }
  output.value = `${found} of ${all}`;
  update({ q: text.value.trim(), f: chosen.join(".") });
}

/** Put the state of the address into the form, and open its lines. */
function restore() {
  const kept = parse(location.hash);
  text.value = kept.q || "";
  const chosen = (kept.f || "").split(".");
  for (const one of fits) one.checked = chosen.includes(one.value);
  for (const id of (kept.open || "").split(".")) arrive(id, false);
  if (kept.q || kept.f) run();
  return kept;
}

/* Where an address leads ------------------------------------------------------------------------------------------ */

/** Open the line of a place and its group, and go there.
    @type {(id: string, go: boolean) => void} */
function arrive(id, go) {
  /** @type {any} */
  const row = id && document.getElementById(id);
  if (!row || !row.matches(".boards tbody > tr")) return;
  row.closest("details").open = true;
  open(row, true);
  if (go) row.scrollIntoView();
}

/** @type {() => string} */
function place() {
  if (location.hash.startsWith("#?")) return parse(location.hash).at || "";
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ""; /* a fragment that is no text names no line */
  }
}

/** @type {() => boolean} */
function allOpen() {
  return groups.every((group) => group.fold.open);
}

if (matchMedia(PHONE).matches) for (const { fold } of groups) fold.open = false;
for (const row of boards.querySelectorAll("tbody > tr")) open(row, false);
openAll.addEventListener("click", () => {
  const yes = !allOpen();
  for (const { fold } of groups) fold.open = yes;
});
boards.addEventListener("toggle", () => { openAll.textContent = allOpen() ? "Close every group" : "Open every group"; }, true);
onFilter(form, run, collect);
restore();
arrive(place(), fresh);
window.addEventListener("hashchange", () => {
  if (location.hash.startsWith("#?")) restore();
  arrive(place(), true);
});
