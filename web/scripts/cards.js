// @ts-check
/* What the keys of progress speak of, "<question> <platform>" or "<term> <deck>", once the index of all cards is there. */

import * as coach from "./coach.js";
import { element } from "./dom.js";
import { index as loadIndex, progress } from "./progress.js";

/** @type {any} */
export let index = null;
const byId = new Map();

/** @type {(folder: string) => Promise<void>} */
export async function know(folder) {
  const found = await loadIndex(folder);
  for (const one of found.questions) byId.set(one.id, one);
  for (const one of found.cases) byId.set(one.id, { ...one, deck: "cases" });
  for (const [deck, terms] of Object.entries(found.terms)) for (const one of terms) byId.set(`${one.id} ${deck}`, { ...one, deck });
  index = found;
}

/** What a key speaks of: {title, deck}; undefined for what this copy of the guide does not know.
    @type {(key: string) => any} */
export function about(key) {
  return byId.get(key) || byId.get(key.split(" ")[0]);
}

/** A question or a worked design.
    @type {(id: string) => any} */
export function asked(id) {
  return id.includes(" ") ? undefined : byId.get(id);
}

/** @type {(key: string) => string} */
export function place(key) {
  const name = key.split(" ")[1];
  return [index.platforms, index.decks].filter((names) => Object.hasOwn(names, name)).map((names) => names[name])[0] || name;
}

/** The keys of a choice: of a deck `t` on a platform `p` at a level `l`, or of one question only.
    @type {(choice: { t: string, p: string, l: string, only: string }) => string[]} */
export function keysOf({ t, p, l, only }) {
  if (only) {
    const one = asked(only);
    return one ? [`${one.id} ${one.platforms.includes(p) ? p : one.platforms[0]}`] : [];
  }
  if (t === "due") return Object.keys(progress.get().cards).filter(about);
  if (t === "missed") return coach.missedOf(progress.get()).map(([key]) => key).filter(about);
  if (index.terms[t]) return index.terms[t].map((/** @type {{ id: string }} */ one) => `${one.id} ${t}`);
  const own = index.platforms[t] ? t : p; /* what goes into depth on a platform is asked on it */
  const often = ["often", "sometimes", "rarely"];
  return /** @type {CoachIndex} */ (index).questions
    .filter((one) => (t === "core" ? one.core : one.deck === t))
    .filter((one) => one.platforms.includes(own) && (!l || one.level === l))
    .sort((a, b) => Number(b.core) - Number(a.core) || often.indexOf(a.asked) - often.indexOf(b.asked))
    .map((one) => `${one.id} ${own}`);
}

/** Put what a card asks into its box; a system design is a text to read, no line to answer.
    @type {(box: any, card: Card) => void} */
export function showFront(box, card) {
  box.innerHTML = card.front;
  box.classList.toggle("design", Boolean(card.stages));
}

/** One cell a card: full, half or empty, and which is the present one.
    @type {(kinds: string[], now?: number) => HTMLElement[]} */
export function cells(kinds, now = -1) {
  return kinds.map((kind, at) => element("i", { className: at === now ? `${kind} now` : kind }));
}
