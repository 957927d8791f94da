// @ts-check
/* The mock interview: questions, a clock with pause, notes, and at the end the six ingredients in four bands. An interview
   that was begun is kept in this browser, and so is the last result, until the next one begins; its link holds question ids
   and data version. */

import { publicAddress } from "./address.js";
import { asked, cells, index, know, showFront } from "./cards.js";
import * as coach from "./coach.js";
import { copy, download, element } from "./dom.js";
import { pair } from "./lens.js";
import { bandsOf, cardOf, missedList, missedOf, overallOf, reportOf, titleOf, toDue } from "./mock-report.js";
import { boxes, markAsked, progress, stay } from "./progress.js";
import { format, load, parse, prefix, save, update } from "./state.js";

const KEY = "mock";
const DESIGN = 35; /* minutes that a system design takes */
const form = document.querySelector("form.mock");
const folder = form.dataset.decks;
/** @type {(selector: string) => any} */
const find = (selector) => document.querySelector(selector);
/** @type {(name: string) => any} */
const field = (name) => form.elements.namedItem(name);
const [waitingBox, cardBox, resultBox] = [".mock-waiting", ".mock-card", ".mock-result"].map(find);
const [back, points, notes, clock, pause, note, told] = [
  ".card-back", ".card-points", ".notes textarea", ".clock", ".pause", ".progress-note", ".mock-told",
].map(find);
const [reveal, finishNow] = [".mock-card .reveal", ".finish"].map(find);
/** @type {any} */
let interview = null; /* {ids, platform, minutes, version, at, seconds, notes, said, shown} */
/** @type {any} */
let waiting = null; /* an interview that is offered */
/** @type {any} */
let report = null;
let taken = false; /* another tab keeps an interview of its own */
/** @type {number | null} */
let running = null; /* when the clock was last read */
let current = ""; /* the id of the question that is shown: what is typed and ticked is its */
let sure = 0; /* when "Finish now" was first pressed */

/** @type {(section: any) => void} */
function show(section) {
  for (const one of [form, waitingBox, cardBox, resultBox]) one.hidden = one !== section;
}

/** @type {(text: string) => number} */
function minutesOf(text) {
  return Math.min(Math.max(Number.parseInt(text, 10) || 30, 5), 180);
}

// The interview that is kept ----------------------------------------------------------------------------------------

function keep() {
  if (taken || save(KEY, interview ? JSON.stringify(interview) : "")) return;
  note.textContent = "This browser does not keep the interview (private mode, or its storage is full): do not close the page before you have exported it.";
}

/** An interview from storage; null unless every part is what it must be. */
function kept() {
  try {
    const found = JSON.parse(load(KEY) || "");
    const texts = [found.platform, found.version, found.day || "", ...found.ids, ...Object.values(found.notes)];
    const numbers = [found.minutes, found.at, found.seconds];
    const lists = [found.ids, found.shown, ...Object.values(found.said)];
    const good =
      texts.every((one) => typeof one === "string") && numbers.every((one) => Number.isFinite(one) && one >= 0) &&
      found.ids.length > 0 && found.at < found.ids.length && Object.hasOwn(index.platforms, found.platform) &&
      [found.notes, found.said].every((one) => typeof one === "object") && lists.every(Array.isArray);
    return good ? found : null;
  } catch {
    return null;
  }
}

/** @type {(ids: string[], platform: string, minutes: number, version: string) => any} */
function fresh(ids, platform, minutes, version) {
  return { ids, platform, minutes, version, at: 0, seconds: 0, notes: {}, said: {}, shown: [] };
}

// The clock ---------------------------------------------------------------------------------------------------------

function read() {
  if (running === null || !interview) return;
  const now = performance.now();
  interview.seconds += (now - running) / 1000;
  running = now;
}

function tell() {
  read();
  const left = interview.minutes * 60 - interview.seconds;
  clock.textContent = coach.clock(left) + (left < 0 ? " over" : " left");
  clock.classList.toggle("over", left < 0);
}

/** @type {(yes: boolean) => void} */
function run(yes) {
  read();
  running = yes ? performance.now() : null;
  pause.textContent = yes ? "Pause" : "Go on";
}

function onPause() {
  run(running === null);
  tell();
  keep();
}

function onLeave() {
  if (!interview || cardBox.hidden) return;
  read();
  keep();
}

/** Two tabs share one place: the one that goes on wins, and the other says so instead of writing over it.
    @type {(event: StorageEvent) => void} */
function onOtherTab(event) {
  if (event.key !== prefix + KEY || !interview || cardBox.hidden || !event.newValue) return;
  run(false);
  taken = true;
  note.textContent = "An interview goes on in another tab. This one is paused and no longer kept: finish and export it here, or load the page again.";
}

// Questions ---------------------------------------------------------------------------------------------------------

/** Show a question; until its card is there the one before takes no input.
    @type {(at: number, focus: boolean) => Promise<void>} */
async function ask(at, focus) {
  const own = interview;
  const id = own.ids[at];
  cardBox.inert = true;
  current = "";
  try {
    const card = await cardOf(folder, id);
    if (interview !== own) return;
    note.textContent = "";
    current = id;
    interview.at = at;
    keep();
    show(cardBox);
    showQuestion(card);
    tell();
  } catch (/** @type {any} */ error) {
    note.textContent = `${error.message} What you wrote is kept.`;
    current = own.ids[own.at];
    focus = false;
  }
  cardBox.inert = false;
  if (focus) find("#mock-title").focus();
}

/** @type {(card: Card) => void} */
function showQuestion(card) {
  const { at, ids, platform, minutes } = interview;
  const own = coach.pointsFor(card.points, platform);
  find("#mock-title").textContent = `${at + 1} of ${ids.length}: ${index.platforms[platform]}, about ${Math.round(minutes / ids.length)} minutes`;
  cardBox.dataset.asked = platform;
  showFront(find(".card-front"), card);
  find(".mock-stages").replaceChildren(...(card.stages || []).map(stageOf));
  find(".card-answer").innerHTML = card.answer;
  markAsked(find(".card-answer"), own);
  find(".card-more").hidden = Boolean(card.stages);
  find(".card-more > div").innerHTML = card.more;
  for (const details of back.querySelectorAll("details")) details.open = false;
  notes.value = interview.notes[current] || "";
  points.replaceChildren(points.querySelector("legend"), ...boxes(own, interview.said[current] || [], false));
  find(".next").textContent = at + 1 < ids.length ? "Next question" : "Finish";
  showBack();
}

/** @type {(stage: { name: string, html: string }) => HTMLElement} */
function stageOf(stage) {
  return element("details", { className: "answer" }, element("summary", {}, stage.name), element("div", { innerHTML: stage.html }));
}

function showBack() {
  const { ids, shown, at } = interview;
  back.hidden = !shown.includes(current);
  reveal.hidden = !back.hidden;
  find(".sitting").replaceChildren(...cells(ids.map((/** @type {string} */ id) => (shown.includes(id) ? "full" : "")), at));
}

function onReveal() {
  if (!current) return;
  if (!interview.shown.includes(current)) interview.shown.push(current);
  showBack();
  back.focus();
  keep();
}

function onNotes() {
  if (!current) return;
  interview.notes[current] = notes.value.slice(0, 20000);
  keep();
}

function onTick() {
  if (!current) return;
  interview.said[current] = [...points.querySelectorAll("input:checked")].map((one) => one.value);
  keep();
}

function onNext() {
  if (!current) return;
  if (interview.at + 1 < interview.ids.length) ask(interview.at + 1, true);
  else finish();
}

function onFinishNow() {
  if (Date.now() - sure < 5000) {
    finish();
    return;
  }
  sure = Date.now();
  finishNow.textContent = "Press again to finish";
  setTimeout(() => { finishNow.textContent = "Finish now"; }, 5000);
}

// The result --------------------------------------------------------------------------------------------------------

/** The address of this interview, for a teammate. */
function link() {
  const { ids, platform, minutes, version } = interview;
  return publicAddress(location.href.split("#")[0], form.dataset.site) + format({ i: ids.join("."), p: platform, m: String(minutes), v: version });
}

async function finish() {
  run(false);
  try {
    report = await reportOf(interview, form);
  } catch (/** @type {any} */ error) {
    note.textContent = error.message;
    return;
  }
  interview.day = report.day;
  interview.finished = true;
  keep();
  find(".mock-overall").textContent = overallOf(report);
  find(".mock-bands tbody").replaceChildren(...bandsOf(report));
  find(".mock-missed").replaceChildren(missedList(report));
  find(".to-practice").hidden = !missedOf(report).length;
  find(".to-practice").disabled = false;
  told.textContent = "";
  show(resultBox);
  find("#mock-result-title").focus();
}

function onExport() {
  download(`mock-interview-${report.day}.md`, coach.markdown(report), "text/markdown");
  told.textContent = "Exported.";
}

async function onSameLink() {
  const done = await copy(link());
  told.textContent = done ? "Copied: whoever opens it gets the same questions." : `The browser refused to copy. The link: ${link()}`;
}

function onToPractice() {
  const number = toDue(report, interview.platform);
  find(".to-practice").disabled = true;
  if (progress.trouble()) told.textContent = progress.trouble();
  else told.replaceChildren(number === 1 ? "One question is " : `${number} questions are `, element("a", { href: form.dataset.practice }, "due in practice now"), ".");
}

function onAnother() {
  interview = null;
  keep();
  choose();
}

// Beginning ---------------------------------------------------------------------------------------------------------

/** Show the form; what was begun stays stored until another one begins. */
function choose() {
  interview = waiting = null;
  update({ i: "", v: "", c: "" });
  show(form);
  field("t").focus();
}

/** @type {(next: any) => void} */
function begin(next) {
  interview = next;
  update({ i: interview.ids.join("."), p: interview.platform, m: String(interview.minutes), v: interview.version, c: "" });
  run(true);
  keep();
  ask(interview.at, true);
}

/** Offer an interview that a link holds or that was begun before.
    @type {(found: any, words: string, button: string, mine?: boolean) => void} */
function offer(found, words, button, mine = false) {
  waiting = found;
  find(".mine").hidden = !mine;
  find(".mock-waiting-words").textContent = words;
  find(".go-on").textContent = button;
  show(waitingBox);
}

/** @type {(event: Event) => void} */
function onSubmit(event) {
  event.preventDefault();
  const [theme, level, platform, minutes] = ["t", "l", "p", "m"].map((name) => field(name).value);
  const wanted = { deck: theme, level, platform, minutes: Number(minutes) };
  const ids = asked(theme) ? [theme] : coach.pick(index.questions, wanted, Math.random);
  if (ids.length) begin(fresh(ids, platform, Number(minutes), index.version));
  else form.querySelector("output").value = "No question fits: choose another theme, level or platform.";
}

/** @type {(found: any) => boolean} */
function isKnown(found) {
  return Boolean(found) && found.ids.every(asked);
}

/** @type {(state: Record<string, string>) => boolean} */
function fromLink(state) {
  if (!state.i) return false;
  const ids = [...new Set(state.i.split("."))].slice(0, 20);
  const there = ids.filter(asked);
  if (!there.length) {
    form.querySelector("output").value = "The link holds no question that this copy of the guide knows.";
    return false;
  }
  const platform = Object.hasOwn(index.platforms, state.p) ? state.p : Object.keys(index.platforms)[0];
  const minutes = minutesOf(state.m);
  const gone = ids.length - there.length;
  const other = state.v && state.v !== index.version;
  const before = kept();
  const mine = isKnown(before) && !before.finished;
  const words = [
    `${there.length} question${there.length === 1 ? "" : "s"} on ${index.platforms[platform]}, ${minutes} minutes: ${titleOf(there)}.`,
    gone ? `${gone} more that the link names ${gone === 1 ? "is" : "are"} not in this copy of the guide.` : "",
    other ? `The link was made with the data of ${state.v}; this copy has ${index.version}, so a question may read differently.` : "",
    mine ? `You also began an interview here (${titleOf(before.ids)}, question ${before.at + 1} of ${before.ids.length}): to begin this one discards it.` : "",
  ];
  offer(fresh(there, platform, minutes, index.version), words.filter(Boolean).join(" "), "Begin it", mine);
  return true;
}

/** @type {(state: Record<string, string>) => void} */
function toForm(state) {
  const [, theirs] = pair();
  const { plan } = progress.get();
  const options = [...field("p").options].map((one) => one.value);
  field("p").value = [state.p, theirs, plan && plan.b, options[0]].find((value) => options.includes(value));
  const minutes = String(minutesOf(state.m));
  if ([...field("m").options].some((one) => one.value === minutes)) field("m").value = minutes;
  if (!asked(state.c || "")) return;
  field("t").value = state.c;
  field("m").value = String(DESIGN);
}

/** What the address and the storage hold: a result, an interview that was begun or that a link holds, or nothing. */
function restore() {
  const state = parse(location.hash);
  toForm(state);
  const before = kept();
  const same = isKnown(before) && (!state.i || state.i === before.ids.join("."));
  if (same && before.finished && (state.i || (!state.c && !state.m))) {
    interview = before;
    finish();
  } else if (same && !before.finished) {
    const words = `You began an interview (${titleOf(before.ids)}) on ${index.platforms[before.platform]}: question ${before.at + 1} of ${before.ids.length}, ${coach.clock(before.seconds)} of ${before.minutes} minutes gone.`;
    offer(before, words, "Go on with it");
  } else if (!fromLink(state)) show(form);
}

function listen() {
  setInterval(() => { if (interview && running !== null) tell(); }, 500);
  setInterval(() => { if (interview && running !== null) keep(); }, 10000);
  window.addEventListener("pagehide", onLeave);
  window.addEventListener("storage", onOtherTab);
  pause.addEventListener("click", onPause);
  reveal.addEventListener("click", onReveal);
  notes.addEventListener("input", onNotes);
  points.addEventListener("change", onTick);
  find(".next").addEventListener("click", onNext);
  finishNow.addEventListener("click", onFinishNow);
  resultBox.querySelector(".export").addEventListener("click", onExport);
  find(".same-link").addEventListener("click", onSameLink);
  find(".to-practice").addEventListener("click", onToPractice);
  find(".another").addEventListener("click", onAnother);
  stay();
  find(".go-on").addEventListener("click", () => begin(waiting));
  find(".mine").addEventListener("click", () => begin(kept()));
  find(".discard").addEventListener("click", choose);
  field("t").addEventListener("change", () => {
    if (asked(field("t").value)) field("m").value = String(DESIGN);
  });
  form.addEventListener("submit", onSubmit);
  window.addEventListener("hashchange", () => {
    if (location.hash.startsWith("#?") && index && !interview) restore();
  });
}

listen();
know(folder).then(restore, (/** @type {any} */ error) => { note.textContent = error.message; });
