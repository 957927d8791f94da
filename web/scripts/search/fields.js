// @ts-check
/* What the index holds of a document, and how: the build writes it (web/build/search-index.js), the page loads it. */

import { ASKED_FROM, MOST_ANSWERS, plainly } from "./rules.js";
import { GENERIC, keyOf, keysOf, plainWords, STOP, stem, wordsOf } from "./words.js";

export const KEYS = ["called", "keys", "kins", "codes"]; // whole names: what it is called, what people type for it, names of its kin, in code
export const TEXTS = ["title", "names", "spoken", "kin", "code", "asks", "shown", "standing", "body", "part"];
export const UNSEEN = ["names", "spoken", "kin"]; // what people type for it: its page need not have the word
export const FIELDS = [...KEYS, ...TEXTS];
const RARE = 6; // documents at most that have a word of a body: of a body only words that are rare are indexed
const IDEAS = ["capability", "term"]; // kinds whose title is the field's word for something: in code it names no more than that
const SPOKEN_FROM = 5; // words of what somebody asks in sentences
const KEY = "="; // before a key, which is a whole name and no word

/** How MiniSearch reads fields: keys are lines, texts are words without those that every question has. */
export const OPTIONS = {
  fields: FIELDS,
  /** @type {(text: string, field?: string) => string[]} */
  tokenize: (text, field) => (KEYS.includes(field || "") ? text.split("\n").filter(Boolean) : wordsOf(text)),
  /** @type {(term: string, field?: string) => string | null} */
  processTerm: (term, field) => (KEYS.includes(field || "") ? KEY + term : STOP.has(term) ? null : stem(term)),
};

/** @type {(key: string) => string} */
export const keyTerm = (key) => KEY + key;

/** @type {(term: string) => boolean} */
export const isKey = (term) => term.startsWith(KEY);

/** The names of a product without the words of its vendor and platform, which people leave out: "(preview)" is none of a name.
    @type {(name: string, vendor: Set<string>) => string} */
function bare(name, vendor) {
  const words = name.replace(/\([^)]*\)/g, " ").split(/\s+/).filter(Boolean);
  const isVendor = (/** @type {string} */ word) => vendor.has(word.toLowerCase());
  while (words.length > 1 && isVendor(words[0])) words.shift();
  const on = words.findIndex((word, at) => at > 0 && /^(on|of|in|for)$/.test(word) && isVendor(words[at + 1] || ""));
  return (on > 0 ? words.slice(0, on) : words).join(" ");
}

/** Whether this is how somebody asks, and no name.
    @type {(name: string) => boolean} */
const isSpoken = (name) => name.split(" ").length >= SPOKEN_FROM;

/** The fields of all documents, in their order.
    @type {(source: SearchSource) => Record<string, string>[]} */
export function fieldsOf({ documents, platforms, small }) {
  const vendor = new Set([...Object.keys(platforms), ...small, "managed"]);
  const common = commonWords(documents);
  const general = documents.filter(({ kind }) => IDEAS.includes(kind));
  const ideas = new Set(general.flatMap(({ title }) => keysOf(title)));
  const words = new Set(general.flatMap(({ title, names = [] }) => [title, ...names].flatMap(keysOf)));
  return documents.map((one) => {
    const { called: others = [], names = [], kin = [], code = [], answers = [], parts = [], body = "" } = one;
    const both = (/** @type {string[]} */ all) => all.flatMap((name) => [name, bare(name, vendor)]).flatMap(keysOf);
    const own = [one.title, ...others];
    const called = new Set([...own.flatMap(keysOf), ...both(own).filter((key) => IDEAS.includes(one.kind) || !words.has(key))]); // without its vendor a name may be the field's word
    const keys = new Set([...both([...own, ...names]), ...names.map(plainly).map(keyOf), keyOf(one.id)].filter((key) => key && !called.has(key)));
    const said = [one.asks?.includes(one.text || "") ? "" : one.text, ...answers.map(({ text }) => text)]; // what is asked is a field of its own
    const rare = new Set(plainWords(body).filter((word) => word.length > 2 && !/^\d+$/.test(word) && !common.has(word)));
    return {
      called: [...called].join("\n"),
      keys: [...keys].join("\n"),
      kins: [...new Set(both(kin))].join("\n"),
      codes: code.flatMap(keysOf).filter((key) => !ideas.has(key)).join("\n"), // as often as it is there: where a name is explained it stands often
      title: one.title,
      names: [...others, ...names.filter((name) => !isSpoken(name))].join(" | "),
      spoken: names.filter(isSpoken).join(" | "),
      kin: kin.join(" | "),
      code: code.join(" | "),
      asks: [one.asks, one.place].join(" "),
      shown: said.join(" "),
      part: [...new Set(parts.flatMap(({ answers: own }) => own.flatMap(({ text }) => wordsOf(text))))].join(" "), // long in a finished row: apart and each word once, or it would win by it
      standing: one.standing || "",
      body: [...rare].join(" "),
    };
  });
}

/** A question as the search compares it with another: its words, without those that say little, and without platforms' names.
    @type {(query: string, names: { platforms: Record<string, string>, small: string[] }) => string} */
export function questionWords(query, { platforms, small }) {
  const words = plainWords(plainly(query)).filter((word) => !STOP.has(word) && !GENERIC.has(word) && !(word in platforms) && !small.includes(word));
  return [...new Set(words.map(stem))].join(" ");
}

/** What readers asked and which documents answer it, the best first, a line for a question: by answers, for alike lines pack well.
    @type {(source: SearchSource) => AskedQuestions} */
export function askedOf({ asked, documents, platforms, small }) {
  const places = new Map(documents.map(({ id }, at) => [id, at]));
  const questions = asked.filter(({ query }) => plainWords(query).length >= ASKED_FROM).map(({ query, answers }) => ({
    words: questionWords(query, { platforms, small }),
    answers: answers.slice(0, MOST_ANSWERS).flatMap((id) => places.get(id) ?? []).join(" "),
  }));
  questions.sort((one, other) => (one.answers < other.answers ? -1 : 1));
  return { questions: questions.map(({ words }) => words).join("\n"), answers: questions.map(({ answers }) => answers).join("\n") };
}

/** The words that more than a few bodies have.
    @type {(documents: SearchDocument[]) => Set<string>} */
function commonWords(documents) {
  const counts = new Map();
  for (const { body = "" } of documents) for (const word of new Set(plainWords(body))) counts.set(word, (counts.get(word) || 0) + 1);
  return new Set([...counts].filter(([, count]) => count > RARE).map(([word]) => word));
}
