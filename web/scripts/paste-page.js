// @ts-check
/* Paste and check: reads the box and shows what paste.js found. Nothing leaves the page: a paste is text, is never stored
   and never put into the address. */

import { script } from "./dom.js";
import { groupsOf, itemsOf, leftOutOf, notShownOf, some, summaryOf, unknownOf } from "./paste-found.js";
import { LIMITS, reader } from "./paste.js";

const SLICE = 12; /* milliseconds of work before the page may answer */
const WAIT = 350; /* milliseconds after the last key */
const LINE_END = /\r\n?|\n/;
const IN_BOX = 100000; /* characters; browsers take seconds to lay out a box with more, */
const LINES_IN_BOX = 5000; /* or with as many lines */
const FIRST = "Clear the box first, or select all of it.";
const REPLACES = `Not put in: it would take the place of the text in the box. ${FIRST}`;
const form = document.querySelector("form.paste");
const section = document.querySelector(".paste-result");
/** @type {any} */
const box = document.querySelector("form.paste textarea");
const summary = document.querySelector(".paste-summary");
/** @type {any} */
let loading = null;
/** @type {any} */
let data = null; /* the lists, once they are there */
/** @type {any} */
let steps = null;
/** @type {string | null} */
let held = null; /* the text that is too long for the box, */
let whole = 0; /* the lines before this one are in the box as a whole, */
let more = ""; /* "more than " when it was cut */
let placed = ""; /* what the page put into the box */
let [run, timer] = [0, 0];

/** Load the lists when the box is first used; a script, since a page from disk may load nothing else. */
function loadLists() {
  loading = loading || script(form.dataset.lists).then(() => {
    data = window.CMLP_PASTE;
    steps = reader(data).steps;
  }, () => {
    loading = null;
    throw new Error("no lists");
  });
  return loading;
}

// The box -------------------------------------------------------------------------------------------------------------

/** @type {(text: string) => boolean} */
function fits(text) {
  return text.length <= IN_BOX && text.split(LINE_END, LINES_IN_BOX + 1).length <= LINES_IN_BOX;
}

/** Whether nothing is lost when the text in the box goes. */
function isFree() {
  return !box.value || box.value === placed || (box.selectionStart === 0 && box.selectionEnd === box.value.length);
}

/** Put a text into the box. One that is too long is read as a whole, only its beginning is shown.
    @type {(text: string, cut?: boolean) => void} */
function put(text, cut) {
  held = fits(text) ? null : text;
  more = cut ? "more than " : "";
  const lines = held === null ? [] : text.slice(0, IN_BOX).split(LINE_END);
  box.value = held === null ? text : lines.slice(0, LINES_IN_BOX).join("\n");
  whole = Math.min(lines.length, LINES_IN_BOX + 1);
  placed = box.value;
  box.readOnly = held !== null;
  check();
}

/** @type {(file: File) => Promise<void>} */
async function putFile(file) {
  try {
    await loadLists();
    const most = 4 * LIMITS.chars; /* bytes: enough for all that is read */
    const text = await file.slice(0, most).text();
    if (isFree()) put(text, file.size > most);
    else check(REPLACES);
  } catch {
    check(data ? "That could not be read: drop a text file, no folder." : "");
  }
}

/** @type {(mark: PasteMark) => boolean} */
function isInBox(mark) {
  return held === null || mark.line < whole || (mark.line === 1 && mark.column + mark.text.length < IN_BOX);
}

/** Select a place in the box, so that the reader sees it where it stands.
    @type {(mark: PasteMark) => void} */
function select(mark) {
  const lines = box.value.split("\n");
  let start = 0;
  for (let index = 0; index < mark.line - 1; index += 1) start += lines[index].length + 1;
  start += mark.column - 1;
  box.focus();
  box.setSelectionRange(start, start + mark.text.length);
  box.scrollTop = (box.scrollHeight / lines.length) * Math.max(0, mark.line - 3);
}

// What was found ------------------------------------------------------------------------------------------------------

/** Say how much of a text that is too long the box shows. */
function heldWords() {
  if (held === null) return [];
  const beginning = whole > LINES_IN_BOX ? `${LINES_IN_BOX.toLocaleString("en")} lines` : IN_BOX.toLocaleString("en");
  return [`The box shows the first ${beginning} of ${more}${some(held.length, "character", "characters")}; clear it to write.`];
}

/** @type {(result: PasteResult, note: string) => void} */
function showFound(result, note) {
  const groups = groupsOf(result.marks, data);
  const unknown = unknownOf(result);
  section.querySelector(".paste-marks").replaceChildren(...itemsOf(result.text, groups, data, select, isInBox));
  section.querySelector(".marks-rest").textContent = notShownOf(result, groups);
  section.querySelector(".unknown").replaceChildren(...unknown);
  section.querySelector("#cannot-judge").hidden = !unknown.length;
  section.hidden = false;
  summary.textContent = note + [...summaryOf(result, groups, data), ...heldWords(), ...leftOutOf(result, more)].join(" ");
}

/** Read the box in slices: a new check ends the one before. A note is said before what was found. */
async function check(note = "") {
  clearTimeout(timer);
  try {
    await loadLists();
  } catch {
    summary.textContent = "The lists could not be loaded. Try again when you are online.";
    return;
  }
  const text = held === null ? box.value : held;
  run += 1;
  if (text.trim()) {
    readSlice(steps(text), run, note);
    return;
  }
  section.hidden = true;
  summary.textContent = note || (text ? "Nothing to read. Clear the box to go on." : "");
}

/** @type {(work: Iterator<void, PasteResult>, own: number, note: string) => void} */
function readSlice(work, own, note) {
  if (own !== run) return;
  const until = performance.now() + SLICE;
  while (performance.now() <= until) {
    const { done, value } = work.next();
    if (done) return showFound(value, note && `${note} `);
  }
  summary.textContent = "Reading …";
  setTimeout(() => readSlice(work, own, note));
}

// What a reader does --------------------------------------------------------------------------------------------------

/** @type {(event: any) => void} */
function onPaste(event) {
  const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
  const rest = held === null ? box.value.slice(0, box.selectionStart) + box.value.slice(box.selectionEnd) : "";
  if (fits(text) && fits(rest + text)) return;
  event.preventDefault();
  if (isFree()) put(text);
  else check(`Not put in: the box cannot hold so much beside the text in it. ${FIRST}`);
}

/** @type {(event: any) => void} */
function onDrop(event) {
  const [file] = event.dataTransfer.files;
  const text = event.dataTransfer.getData("text/plain");
  if (!file && fits(text)) return;
  event.preventDefault();
  if (!isFree()) check(REPLACES);
  else if (file) putFile(file);
  else put(text);
}

async function onExample() {
  await loadLists().catch(() => null);
  if (data) put(data.example);
  else check();
}

function listen() {
  box.addEventListener("paste", onPaste);
  box.addEventListener("drop", onDrop);
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, WAIT);
  });
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    check();
  });
  form.querySelector(".example").addEventListener("click", onExample);
  form.querySelector(".clear").addEventListener("click", () => {
    put("");
    box.focus();
  });
  form.addEventListener("focusin", () => loadLists().catch(() => null));
}

if (form) listen();
