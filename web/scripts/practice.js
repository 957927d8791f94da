// @ts-check
/* Practice: say it, reveal, tick the points you named, "again" or "got it". Cards come from a script per deck, progress
   stays in this browser. Keys, unless they are switched off: R reveal, 1 to 9 points, A again, G got it, N not now. */

import { about, asked, cells, index, keysOf, know, place, showFront } from "./cards.js";
import * as coach from "./coach.js";
import { element } from "./dom.js";
import { pair } from "./lens.js";
import { showLists } from "./practice-lists.js";
import { listenToTools } from "./practice-progress.js";
import { boxes as tickBoxes, deck, markAsked, progress, stay } from "./progress.js";
import { load, parse, save, update } from "./state.js";

const BLOCK = 25; /* new cards in one sitting */
const BACK = 5; /* cards after which one that was missed comes back */
const form = document.querySelector("form.practice");
const output = form.querySelector("output");
const folder = form.dataset.decks;
/** @type {(selector: string) => any} */
const find = (selector) => document.querySelector(selector);
/** @type {(name: string) => any} */
const field = (name) => form.elements.namedItem(name);
const [card, back, points, done] = [".card", ".card-back", ".card-points", ".card-done"].map(find);
/** @type {string[]} */
let queue = []; /* keys still to be practised in this sitting */
/** @type {string[]} */
let sitting = []; /* all of its keys */
let passed = new Set(); /* keys that were answered at least once */
/** @type {any} */
let current = null; /* {key, card, points} */
let only = ""; /* one question that a link asks for */
let arrived = false; /* the form shows what the address or the reader chose */

function choice() {
  return { t: field("t").value, p: field("p").value, l: field("l").value, only };
}

// The sitting -------------------------------------------------------------------------------------------------------

function count() {
  const { t } = choice();
  const keys = keysOf(choice());
  const kept = progress.get();
  const waiting = coach.due(kept, keys, progress.today()).length;
  const fresh = coach.fresh(kept, keys).length;
  output.value = t === "missed" ? `${keys.length} missed` : `${waiting} due, ${fresh} new, ${keys.length - waiting - fresh} known for now`;
  const ofAll = ["due", "missed"].includes(t) || Object.hasOwn(index.terms, t);
  for (const name of ["p", "l"]) field(name).closest("label").hidden = ofAll;
}

/** @type {(all: boolean) => Promise<void>} */
function begin(all) {
  const keys = keysOf(choice());
  const kept = progress.get();
  const waiting = coach.due(kept, keys, progress.today());
  queue = all || only || choice().t === "missed" ? [...keys] : [...waiting, ...coach.fresh(kept, keys).slice(0, BLOCK)];
  sitting = [...queue];
  passed = new Set();
  count();
  return next(false);
}

/** Say in place of a card why there is none, and what can be done.
    @type {(words: string, act: string, focus: boolean) => void} */
function instead(words, act, focus) {
  current = null;
  card.hidden = true;
  done.hidden = false;
  done.querySelector("p").textContent = words;
  done.querySelector("button").textContent = act;
  done.querySelector("button").hidden = !act;
  if (focus) find("#card-done-title").focus();
}

/** @type {(focus: boolean) => void} */
function finish(focus) {
  const keys = keysOf(choice());
  const kept = progress.get();
  const fresh = coach.fresh(kept, keys).length;
  const days = keys.map((key) => kept.cards[key]).filter(Boolean).map((record) => record.due).sort();
  if (!keys.length) instead("Nothing here: choose another deck, platform or level.", "", focus);
  else if (fresh) instead(`That is a sitting. ${fresh} new ones are left in this deck.`, "Go on with new ones", focus);
  else instead(`Nothing is due here. The next comes back on ${days[0] || progress.today()}.`, "Practise all of it again", focus);
}

// The card ----------------------------------------------------------------------------------------------------------

/** Show the next card; `focus` after an answer, so that keys and screen readers are where the reader is.
    @type {(focus: boolean) => Promise<void>} */
async function next(focus) {
  if (!queue.length) return finish(focus);
  const key = queue[0];
  let cards;
  try {
    cards = await deck(folder, about(key).deck);
  } catch (/** @type {any} */ error) {
    return instead(error.message, "Try again", true); /* what was practised is kept */
  }
  if (queue[0] !== key) return undefined; /* the reader chose another deck meanwhile */
  const found = cards.find((one) => one.id === key.split(" ")[0]);
  if (!found) return instead("This page and its cards are of two versions of the guide: load the page again.", "Try again", true);
  current = { key, card: found, points: coach.pointsFor(found.points, key.split(" ")[1]) };
  showCard();
  if (focus) find("#card-title").focus();
  return undefined;
}

function showCard() {
  const { key, card: found } = current;
  const known = about(key);
  done.hidden = back.hidden = true;
  card.hidden = false;
  const repeats = queue.filter((one) => passed.has(one)).length;
  const where = passed.has(key) ? "Again" : `${passed.size + 1} of ${sitting.length}`;
  find("#card-title").textContent = `${where}: ${place(key)}` + (repeats && !passed.has(key) ? `; ${repeats} to repeat` : "");
  const kinds = sitting.map((one) => (!passed.has(one) ? "" : queue.includes(one) ? "half" : "full"));
  find(".sitting").replaceChildren(...cells(kinds, sitting.indexOf(key)));
  card.dataset.asked = key.split(" ")[1];
  showFront(find(".card-front"), found);
  const facets = [known.core ? "core" : "", known.level || "translation", known.asked ? `asked ${known.asked}` : ""].filter(Boolean);
  find(".card-facets").replaceChildren(...facets.map((words) => element("span", {}, words)));
  find(".reveal").hidden = find(".skip").hidden = find(".card-say").hidden = false;
}

function reveal() {
  if (!current || !back.hidden) return;
  const { card: found } = current;
  find(".card-answer").innerHTML = found.answer;
  markAsked(find(".card-answer"), current.points);
  points.replaceChildren(points.querySelector("legend"), ...tickBoxes(current.points, [], true));
  points.hidden = find(".all-named").hidden = !current.points.length;
  const more = find(".card-more");
  more.hidden = !found.more;
  more.open = false;
  more.querySelector("div").innerHTML = found.more;
  find(".card-page").href = found.page;
  find(".card-page").textContent = found.points.length ? "Page of this question" : "In the translation";
  find(".reveal").hidden = find(".skip").hidden = find(".card-say").hidden = true;
  back.hidden = false;
  back.focus({ preventScroll: true });
  card.scrollIntoView({ block: "start" });
}

function boxes() {
  return [...points.querySelectorAll("input")];
}

/** @type {(how: "again" | "got") => void} */
function grade(how) {
  if (!current || back.hidden) return;
  const { key } = current;
  const points = boxes().map((one) => one.value);
  const named = boxes().filter((one) => one.checked).map((one) => one.value);
  current = null; /* the next card may take a moment: one answer counts once */
  back.hidden = true;
  progress.change((kept) => coach.grade(kept, key, how, { asked: points, named, today: progress.today(), last: coach.lastEvening(kept.plan) }));
  queue.shift();
  passed.add(key);
  if (how === "again") queue.splice(BACK, 0, key);
  next(true);
}

function skip() {
  if (!current || !back.hidden) return;
  queue.push(...queue.splice(0, 1));
  next(true);
}

async function goOn() {
  if (queue.length) await next(false);
  else await begin(!coach.fresh(progress.get(), keysOf(choice())).length);
  find("#card-title").focus();
}

/** @type {(event: KeyboardEvent & { target: any }) => void} */
function onKey(event) {
  if (!field("k").checked || event.ctrlKey || event.metaKey || event.altKey || !current) return;
  if (event.target.matches("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
  const key = event.key.toLowerCase();
  /** @type {Record<string, () => unknown>} */
  const actions = { r: reveal, n: skip, a: () => grade("again"), g: () => grade("got") };
  const box = /^[1-9]$/.test(key) && !back.hidden ? boxes()[current.points.findIndex((/** @type {CardPoint} */ point) => point.number === Number(key))] : null;
  if (actions[key]) actions[key]();
  else if (box) box.checked = !box.checked;
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

// The form and the address ------------------------------------------------------------------------------------------

function restore() {
  const kept = parse(location.hash);
  const [, theirs] = pair();
  const { plan } = progress.get();
  const chosen = arrived && field("p").value; /* a link to what is due names no platform: the one that was chosen stays */
  /** @type {Record<string, any[]>} */
  const usual = { t: ["core"], p: [theirs, plan && plan.b], l: [] };
  for (const name in usual) {
    const options = [...field(name).options].map((one) => one.value);
    field(name).value = [kept[name], name === "p" && chosen, ...usual[name], options[0]].find((value) => options.includes(value));
  }
  const platforms = asked(kept.q || "")?.platforms;
  only = platforms ? kept.q : "";
  const one = find('option[value="one"]');
  one.hidden = one.disabled = !only;
  if (!only) return;
  if (!platforms.includes(field("p").value)) [field("p").value] = platforms;
  field("t").value = "one";
}

/** @type {(event: any) => void} */
function onChoice(event) {
  if (event.target === field("k")) {
    save("keys", field("k").checked ? "" : "off");
    return;
  }
  if (field("t").value !== "one") only = "";
  const { t, p, l } = choice();
  update({ t: ["core", "one"].includes(t) ? "" : t, p, l, q: only });
  lists();
  begin(false);
}

function lists() {
  if (index) showLists(folder, choice());
}

function listen() {
  find(".all-named").addEventListener("click", () => {
    for (const one of boxes()) one.checked = true;
  });
  find(".reveal").addEventListener("click", reveal);
  find(".skip").addEventListener("click", skip);
  find(".again").addEventListener("click", () => grade("again"));
  find(".got").addEventListener("click", () => grade("got"));
  find(".anyway").addEventListener("click", goOn);
  window.addEventListener("keydown", onKey, true); /* in the capture phase: the theme takes N for the next page */
  stay();
  form.addEventListener("change", onChoice);
  form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  progress.onChange(() => {
    lists();
    count();
  });
  window.addEventListener("hashchange", async () => {
    if (!location.hash.startsWith("#?")) return;
    restore();
    lists();
    await begin(false);
    form.scrollIntoView({ block: "nearest" });
  });
  listenToTools(lists, () => begin(false));
}

async function arrive() {
  listen();
  try {
    await know(folder);
  } catch (/** @type {any} */ error) {
    find(".progress-note").textContent = error.message;
    return;
  }
  field("k").checked = load("keys") !== "off";
  restore();
  arrived = true;
  lists();
  begin(false);
}

arrive();
