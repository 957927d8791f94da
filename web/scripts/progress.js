// @ts-check
/* Where the reader's progress is kept: in this browser only. Every change reads what is stored first, so that two tabs do
   not undo each other; what cannot be read is set aside, never overwritten; what cannot be stored stays in memory and says so. */

import * as coach from "./coach.js";
import { element, script } from "./dom.js";
import { load, prefix, save } from "./state.js";

const KEY = "progress";
const DAMAGED = "progress-damaged";
/** @type {(() => void)[]} */
const listeners = [];
/** @type {any} */
let memory = null; /* what could not be stored */
let locked = false; /* a newer copy of the guide wrote it: read by that one, not changed by this one */
let trouble = ""; /* why what is done here is not stored */
let damage = ""; /* what was wrong with what was set aside */

/** @type {() => Progress} */
function stored() {
  const text = load(KEY);
  if (!text) {
    locked = false;
    return coach.empty();
  }
  const { progress, problem, newer } = coach.read(text);
  if (progress) {
    locked = false;
    return progress;
  }
  if (newer) {
    locked = true;
    trouble = `The progress in this browser was written by a newer copy of this guide (${problem}). It is left as it is; what you do here is kept until you close the page.`;
  } else if (save(`${DAMAGED}-${Date.now()}`, text) && save(KEY, "")) {
    damage = ` (${problem})`;
  } else {
    locked = true;
    trouble = `The stored progress could not be read (${problem}). It is left as it is; what you do here is kept until you close the page.`;
  }
  return coach.empty();
}

/** @type {() => Progress} */
function get() {
  const now = stored();
  if (!memory) return now;
  return { ...coach.merge(memory, now).progress, ticks: memory.ticks, plan: memory.plan };
}

/** @type {(next: Progress) => void} */
function put(next) {
  if (!locked && save(KEY, JSON.stringify(next))) {
    memory = null;
    trouble = "";
    return;
  }
  memory = next;
  if (!locked) trouble = "This browser does not keep it (private mode, or its storage is full). It is here until you close the page: export it now.";
}

/** @type {(edit: (now: Progress) => Progress) => void} */
function change(edit) {
  put(edit(get()));
  tell();
}

function tell() {
  for (const listener of listeners) listener();
}

/** Keys of what was set aside, and of what an interrupted reading left there. */
function damaged() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix + DAMAGED));
  } catch {
    return [];
  }
}

window.addEventListener("storage", (event) => {
  if (event.key === null || event.key.startsWith(prefix + KEY)) tell();
});

export const progress = {
  get,
  change,
  clear: () => {
    get(); /* what cannot be read is set aside, what is newer stays */
    if (locked || !save(KEY, "")) {
      return "Nothing was deleted: this copy of the guide may not change what is stored here.";
    }
    memory = null;
    trouble = "";
    tell();
    return "Deleted.";
  },
  onChange: (/** @type {() => void} */ listener) => listeners.push(listener),
  trouble: () => trouble,
  note: () => trouble || (damaged().length ? `Stored progress could not be read${damage}. It was set aside: download it below.` : ""),
  damaged: () => damaged().map((key) => ({ key, text: localStorage.getItem(key) })),
  forgetDamaged: () => {
    for (const key of damaged()) localStorage.removeItem(key);
  },
  today: () => coach.dayOf(new Date()),
};

/** Keep the theme's keys for the next and the previous page (N, P, comma, dot) out of a page in which readers type and tap. */
export function stay() {
  window.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if (!typing && ["n", "p", ",", "."].includes(event.key.toLowerCase())) event.stopImmediatePropagation();
  }, true);
}

/** Boxes to tick, one per point; with `keys` the number is a key as well.
    @type {(points: Card["points"], said: string[], keys: boolean) => HTMLElement[]} */
export function boxes(points, said, keys) {
  return points.map((point) => {
    const label = element("label");
    const box = element("input", { type: "checkbox", value: point.id, checked: said.includes(point.id) });
    const words = element("span");
    words.innerHTML = point.says;
    const number = element(keys ? "kbd" : "b", { className: "point-id", textContent: String(point.number) });
    label.append(box, number, words);
    return label;
  });
}

/** Marks of an answer lose their number where their point is not asked for here.
    @type {(answer: Element, points: Card["points"]) => void} */
export function markAsked(answer, points) {
  for (const mark of answer.querySelectorAll("mark.point")) {
    if (points.some((point) => point.id === mark.dataset.point)) continue;
    mark.querySelector("sup").remove();
    mark.classList.add("not-asked");
  }
}

/** The cards of a deck, and the index of all.
    @type {(folder: string, deck: string) => Promise<Card[]>} */
export async function deck(folder, deck) {
  await script(`${folder}${deck}.js`);
  return window.CMLP_CARDS[deck];
}

/** @type {(folder: string) => Promise<CoachIndex>} */
export async function index(folder) {
  await script(`${folder}index.js`);
  return window.CMLP_INDEX;
}
