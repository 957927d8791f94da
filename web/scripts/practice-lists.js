// @ts-check
/* Below the card: what is due today and how long it takes, a cell for each card of each deck, and the lists. */

import { about, cells, index, keysOf, place } from "./cards.js";
import * as coach from "./coach.js";
import { element } from "./dom.js";
import { deck, progress } from "./progress.js";

/** @type {(selector: string) => any} */
const find = (selector) => document.querySelector(selector);
const KINDS = { got: "full", again: "half", due: "half", new: "" };

/** @type {(key: string, words: string) => HTMLElement} */
function item(key, words) {
  const known = about(key);
  const link = element("a", { href: known.page || `#?t=${known.deck}` }, known.title);
  return element("li", {}, link, ` (${place(key)}${words})`);
}

/** @type {(box: any, items: HTMLElement[], nothing: string) => void} */
function fill(box, items, nothing) {
  box.replaceChildren(items.length ? element("ul", {}, ...items) : element("p", {}, nothing));
}

/** A card with what each missed point says; its deck may have to come first.
    @type {(folder: string, key: string, missed: string[]) => HTMLElement} */
function missedItem(folder, key, missed) {
  const li = item(key, "");
  if (missed.length) tellMissed(folder, li, key, missed).catch(() => { /* the title and its link stay */ });
  return li;
}

/** @type {(folder: string, li: HTMLElement, key: string, missed: string[]) => Promise<void>} */
async function tellMissed(folder, li, key, missed) {
  const cards = await deck(folder, about(key).deck);
  const found = cards.find((one) => one.id === key.split(" ")[0]);
  const points = (found?.points || []).filter((one) => missed.includes(one.id));
  li.append(element("ul", {}, ...points.map((one) => element("li", { innerHTML: one.says }))));
}

/** @type {(kept: Progress, known: string[]) => void} */
function showDue(kept, known) {
  const today = progress.today();
  const number = coach.due(kept, known, today).length;
  const tomorrow = known.filter((key) => kept.cards[key].due === coach.addDays(today, 1)).length;
  const minutes = coach.minutesOf(number);
  find(".due-number").textContent = number.toLocaleString("en");
  find(".due-minutes").textContent = (number ? `about ${minutes} minute${minutes === 1 ? "" : "s"}` : "nothing to repeat") + `; ${tomorrow} tomorrow`;
  find(".due-link").hidden = !number;
}

/** A line for each deck: of questions on the chosen platform always, of a translation once a card of it was practised.
    @type {(kept: Progress, choice: { p: string }) => void} */
function showKnown(kept, { p }) {
  const today = progress.today();
  for (const line of document.querySelectorAll(".known-decks > li")) {
    const t = line.dataset.deck;
    const keys = keysOf({ t, p, l: "", only: "" });
    const states = keys.map((key) => coach.stateOf(kept.cards[key], today));
    const of = (/** @type {string[]} */ ...names) => states.filter((one) => names.includes(one)).length;
    line.hidden = !keys.length || (Object.hasOwn(index.terms, t) && of("new") === keys.length);
    const order = Object.keys(KINDS);
    states.sort((one, other) => order.indexOf(one) - order.indexOf(other));
    line.querySelector("a").href = `#?t=${t}&p=${p}`;
    const row = line.querySelector(".card-cells");
    row.setAttribute("aria-label", `${of("got")} known, ${of("again", "due")} learning, ${of("new")} not seen`);
    row.replaceChildren(...cells(states.map((one) => KINDS[/** @type {keyof typeof KINDS} */ (one)])));
    line.querySelector(".of").textContent = `${of("got")} of ${keys.length}`;
  }
}

/** @type {(folder: string, kept: Progress) => void} */
function showMissed(folder, kept) {
  const today = progress.today();
  const missed = coach.missedOf(kept).filter(([key]) => about(key));
  const now = missed.filter(([key]) => kept.cards[key].last === today);
  const before = missed.filter(([key]) => kept.cards[key].last !== today);
  for (const [box, own] of [[find(".missed-today"), now], [find(".missed-before"), before]]) {
    fill(box, own.map((/** @type {[string, string[]]} */ [key, ids]) => missedItem(folder, key, ids)), "Nothing.");
  }
  find("#missed-before").hidden = find(".missed-before").hidden = !before.length;
}

/** @type {(kept: Progress, known: string[]) => void} */
function showComing(kept, known) {
  const today = progress.today();
  const waiting = coach.due(kept, known, today);
  const later = known.filter((key) => kept.cards[key].due > today).sort((a, b) => (kept.cards[a].due < kept.cards[b].due ? -1 : 1));
  fill(find(".due-list"), waiting.map((key) => item(key, "")), "Nothing. Cards come back after 1, 3, 7, 14 and 30 days, and no later than the last evening of your plan.");
  fill(find(".later-list"), later.slice(0, 10).map((key) => item(key, `, on ${kept.cards[key].due}`)), "Nothing.");
  find("#later").hidden = find(".later-list").hidden = !later.length;
}

/** @type {(kept: Progress, known: string[]) => void} */
function showState(kept, known) {
  const others = Object.keys(kept.cards).length - known.length;
  const more = others ? `, and ${others} that this copy of the guide does not know: they are kept` : "";
  find(".progress-count").textContent = `${known.length} cards practised${more}. It lives in this browser only; export it to keep it, or to move it.`;
  find(".progress-note").textContent = progress.note();
  find(".damaged").hidden = find(".forget-damaged").hidden = !progress.damaged().length;
}

/** @type {(folder: string, choice: { p: string }) => void} */
export function showLists(folder, choice) {
  const kept = progress.get();
  const known = Object.keys(kept.cards).filter(about);
  showDue(kept, known);
  showKnown(kept, choice);
  showMissed(folder, kept);
  showComing(kept, known);
  showState(kept, known);
}
