// @ts-check
/* The board: a line per row. A line opens in place, and filters hide lines; the address remembers both. Everything but what a
   line opens to is in the page already; that comes by capability from a classic script, which works on file:// too. */

import { markOld } from "./ages.js";
import { button, element, script } from "./dom.js";
import { onFilter } from "./filter-form.js";
import { bring } from "./later.js";
import { fresh, parse, update } from "./state.js";
import { textFilter } from "./text-filter.js";

const MARKS = ["yes", "partly", "by-kind", "no", "not-documented"];
/** @type {Record<string, number>} */
const AT = Object.fromEntries(MARKS.map((mark, at) => [mark, at]));
const form = document.querySelector("form.board-filters");
const boards = document.querySelector(".boards");
/** @type {(name: string) => any} */
const field = (name) => form.elements.namedItem(name);
const output = form.querySelector("output");
const lensed = [form, boards, ...document.querySelectorAll(".ahead")]; /* what hides the platforms that are not chosen */
/** @type {HTMLElement | null} */
const line = document.querySelector(".timeline");
/** @type {(name: string) => HTMLInputElement[]} */
const boxes = (name) => [...form.querySelectorAll(`input[name="${name}"]`)];
const platforms = boxes("p");
const facets = boxes("f");

/* Rows that open ------------------------------------------------------------------------------------------------- */

/** @type {Set<string>} */
const opened = new Set();

/** @type {(row: any) => Promise<string>} */
async function panelOf(row) {
  const { capability } = row.closest("table").dataset;
  await script(`${form.dataset.rows}${capability}.js`);
  return window.CMLP_ROWS[capability][row.id];
}

/** Open a row; without its panel, its page.
    @type {(row: any) => Promise<void>} */
async function open(row) {
  if (opened.has(row.id)) return;
  opened.add(row.id);
  const link = row.querySelector("th > a");
  try {
    const cell = element("td", { colSpan: row.cells.length });
    cell.innerHTML = await panelOf(row);
    markOld(cell);
    if (!opened.has(row.id)) return; /* closed meanwhile */
    const detail = element("tr", { className: "detail-row", hidden: row.hidden }, cell);
    row.after(detail);
    row.classList.add("open");
    link.setAttribute("aria-expanded", "true");
  } catch {
    opened.delete(row.id);
    location.href = link.href;
  }
}

/** @type {(row: any) => void} */
function close(row) {
  opened.delete(row.id);
  row.classList.remove("open");
  row.querySelector("th > a").setAttribute("aria-expanded", "false");
  const next = row.nextElementSibling;
  if (next && next.matches(".detail-row")) next.remove();
}

for (const link of boards.querySelectorAll(".board tbody th > a")) link.setAttribute("aria-expanded", "false");

boards.addEventListener("click", (/** @type {any} */ event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const note = event.target.closest(".notes a");
  if (note) {
    event.preventDefault();
    showSource(note);
    return;
  }
  const row = event.target.closest("tr");
  if (!row || !row.id || !row.parentElement.parentElement.matches(".board")) return;
  const link = row.querySelector("th > a");
  const other = event.target.closest("a, button");
  if (other ? other !== link : String(getSelection())) return;
  event.preventDefault();
  if (opened.has(row.id)) close(row);
  else open(row);
  update({ open: [...opened].join(".") });
});

/** A number leads to its source, which may be folded; the address keeps what stands in it.
    @type {(note: HTMLAnchorElement) => void} */
function showSource(note) {
  const source = document.getElementById(decodeURIComponent(note.hash.slice(1)));
  const fold = source.closest("details");
  if (fold) fold.open = true;
  source.tabIndex = -1;
  source.focus();
}

/* Groups, which small screens begin with closed ------------------------------------------------------------------ */

/** @type {(group: Element, yes: boolean) => void} */
function unfold(group, yes) {
  group.classList.toggle("open", yes);
  group.querySelector("button.unfold").setAttribute("aria-expanded", String(yes));
}

const groups = [...boards.querySelectorAll(".group")];
for (const group of groups) {
  const heading = group.querySelector("h2");
  const label = `Rows: ${heading.querySelector("a").textContent}`;
  heading.after(button("", () => unfold(group, !group.classList.contains("open")), { className: "unfold", "aria-expanded": "false", "aria-label": label }));
}

/* Filters -------------------------------------------------------------------------------------------------------- */

/** @type {any} */
let items = null;

/** Collect what can be hidden, once, when it is first needed. */
function collect() {
  items ||= groups.map((group) => ({
    group,
    rows: [...group.querySelectorAll(".board > tbody > tr[id]")].map((row) => ({
      node: row,
      text: `${row.textContent} ${row.id}`.toLowerCase(),
      is: row.dataset.is.split(" "),
      platform: row.dataset.platform,
      marks: [...row.cells].slice(1).map((cell) => [cell.dataset.platform, cell.dataset.mark]),
    })),
    tallies: [...group.querySelectorAll(".group-tally")].map((one) => ({
      platform: one.dataset.platform,
      said: one.querySelector(".visually-hidden"),
      drawn: MARKS.map((mark) => [...one.querySelectorAll(`.m-${mark}`)]),
    })),
  }));
  return items;
}

const matching = textFilter(() => collect().flatMap((/** @type {any} */ { rows }) => rows.map((/** @type {any} */ { node }) => node.id)), () => {
  run();
  come(); /* a place of the address may be among them */
});

/** What a select chooses; not every board has each.
    @type {(name: string) => string} */
const pick = (name) => (field(name) ? field(name).value : "");

function state() {
  const shown = platforms.filter((one) => one.checked).map((one) => one.value);
  return {
    q: field("q").value.trim(),
    c: pick("c"),
    s: pick("s"),
    f: facets.filter((one) => one.checked).map((one) => one.value).join("."),
    p: shown.length && shown.length < platforms.length ? shown.join(".") : "",
  };
}

/** Show the marks of a platform's tally that count rows that are shown.
    @type {(tally: any, rows: any[]) => void} */
function count(tally, rows) {
  const counts = MARKS.map(() => 0);
  for (const row of rows) {
    for (const [platform, mark] of row.marks) if (platform === tally.platform && mark in AT) counts[AT[mark]] += 1;
  }
  for (const [at, marks] of tally.drawn.entries()) {
    for (const [index, one] of marks.entries()) if (one.hidden !== index >= counts[at]) one.hidden = index >= counts[at];
  }
  tally.said.textContent = MARKS.map((mark, at) => counts[at] && `${counts[at]} ${mark.replace("-", " ")}`).filter(Boolean).join(", ");
}

/** Show rows, or hide them, with what they have opened to.
    @type {(rows: any[], hidden: boolean) => void} */
function put(rows, hidden) {
  for (const { node } of rows) {
    node.hidden = hidden;
    const next = node.nextElementSibling;
    if (next && next.matches(".detail-row")) next.hidden = hidden;
  }
}

const IN_SIGHT = 40; /* rows that fill a screen */
const closed = matchMedia("(max-width: 44.98em)"); /* where groups begin closed: a filter opens them */
let filtered = false;
/** Groups with rows below the screen, and the rows of them that come back: they wait until the screen is drawn.
    @type {{ group: any, back: any[] }[]} */
let coming = [];

/** Show a group that has rows, hide another.
    @type {(group: any, has: boolean) => void} */
function reveal(group, has) {
  if (group.hidden === has) group.hidden = !has;
  group.classList.toggle("found", has && filtered);
}

/** Show the groups that wait; the browser draws none that is far (far-parts.js). */
function come() {
  for (const { group, back } of coming) {
    if (closed.matches && !group.hidden) group.classList.remove("drawn");
    reveal(group, true);
    put(back, false);
  }
  coming = [];
  boards.removeAttribute("aria-busy");
}

function run() {
  const now = state();
  const matches = matching(now.q);
  const only = now.p ? now.p.split(".") : null;
  const facet = now.f ? now.f.split(".") : [];
  filtered = Boolean(now.q || now.c || now.s || now.f);
  let found = 0;
  let all = 0;
  coming = [];
  for (const { group, rows, tallies } of collect()) {
    const shown = rows.filter((/** @type {any} */ row) =>
      (!now.c || now.c === group.dataset.capability) &&
      facet.every((one) => (one === "differ" ? !row.is.includes("alike") : row.is.includes(one))) &&
      (!now.s || row.marks.some((/** @type {string[]} */ [name, value]) => value === now.s && (!only || only.includes(name)))) &&
      (!only || !row.platform || row.platform === "all" || only.includes(row.platform)) &&
      matches(row.node.id, row.text));
    const opens = group.hidden || (closed.matches && filtered && !group.classList.contains("found"));
    const back = shown.filter((/** @type {any} */ row) => row.node.hidden);
    if (shown.length && (opens || back.length) && found > IN_SIGHT) coming.push({ group, back });
    else {
      reveal(group, shown.length > 0);
      put(back, false);
    }
    if (shown.length) { /* the rows of a hidden group wait */
      const kept = new Set(shown);
      const gone = rows.filter((/** @type {any} */ row) => !row.node.hidden && !kept.has(row));
      put(gone, true);
      if (gone.length || back.length) {
        group.querySelector("h2").dataset.count = shown.length;
        for (const one of tallies) count(one, shown);
      }
    }
    found += shown.length;
    all += rows.length;
  }
  const hidden = only ? platforms.filter((one) => !one.checked).map((one) => one.value) : [];
  for (const part of lensed) {
    if (hidden.length) part.setAttribute("data-hide", hidden.join(" "));
    else part.removeAttribute("data-hide");
  }
  hideLine();
  for (const fold of boards.querySelectorAll(":scope > details")) fold.open = filtered;
  output.value = `${found} of ${all}`;
  update(now);
  if (coming.length) {
    boards.setAttribute("aria-busy", "true");
    requestAnimationFrame(() => setTimeout(come));
  }
}

/** Hide the line of time, which has all platforms, where the form or "mine and theirs" shows some. */
function hideLine() {
  const away = [document.documentElement, boards].flatMap((one) => (one.dataset.hide || "").split(" "));
  if (line) line.hidden = away.some(Boolean);
}

/** Put the state of the address into the form. */
function restore() {
  const kept = parse(location.hash);
  field("q").value = kept.q || "";
  for (const box of [field("c"), field("s")].filter(Boolean)) {
    const { name } = box;
    box.value = [...box.options].some((one) => one.value === kept[name]) ? kept[name] : "";
  }
  const asked = (kept.f || "").split(".");
  for (const one of facets) one.checked = asked.includes(one.value);
  const chosen = (kept.p || "").split(".");
  const some = platforms.some((one) => chosen.includes(one.value));
  for (const one of platforms) one.checked = !some || chosen.includes(one.value);
  for (const id of (kept.open || "").split(".")) {
    const row = rowOf(id);
    if (row) open(row);
  }
  return kept;
}

onFilter(form, run, collect);
form.querySelector(".as-csv").addEventListener("click", () => {
  bring("share").then(({ saveBoard }) => saveBoard(boards)).catch(() => { output.value = "could not be loaded"; });
});
window.addEventListener("beforeprint", come);

/* Where an address leads ------------------------------------------------------------------------------------------ */

/** The row of a place: `row`, `row--platform`, `row--part`, `row--part--platform`, or what stands in a row.
    @type {(id: string) => any} */
function rowOf(id) {
  const found = id && document.getElementById(id.split("--")[0]);
  return found && found.closest(".board > tbody > tr[id]");
}

/** Go to a row, its cell or its part, and open it.
    @type {(id: string, go: boolean) => Promise<void>} */
async function arrive(id, go) {
  if (id) come();
  const row = rowOf(id);
  if (!row) return;
  const fold = row.closest("details");
  if (fold) fold.open = true;
  unfold(row.closest(".group"), true);
  await open(row);
  const part = document.getElementById(id) || document.getElementById(id.slice(0, id.lastIndexOf("--")));
  const event = row.nextElementSibling?.querySelector(`[data-event="${CSS.escape(id)}"]`);
  if (event) {
    for (const one of boards.querySelectorAll(".way.asked")) one.classList.remove("asked");
    event.classList.add("asked");
  }
  if (go) (event || (part && part.matches("tr") ? part : row)).scrollIntoView(); /* a cell with its row's title */
}

/** @type {() => string} */
function place() {
  if (location.hash.startsWith("#?")) return parse(location.hash).at || "";
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ""; /* a fragment that is no text names no row */
  }
}

const kept = restore();
if (kept.q || kept.c || kept.s || kept.f || kept.p) run();
else output.value = "";
hideLine();
document.addEventListener("pair", hideLine);
arrive(place(), fresh);
window.addEventListener("hashchange", () => {
  if (location.hash.startsWith("#?")) {
    restore();
    run();
  }
  arrive(place(), true);
});
