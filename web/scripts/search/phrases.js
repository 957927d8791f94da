// @ts-check
/* What people say for an entry, phrase by phrase, and what readers asked before, question by question. The index counts the words of an
   entry wherever they stand; here the words of a query count where one phrase has them together. The phrases are the index's keys:
   nothing more is loaded for them. */

import { isKey } from "./fields.js";
import { KIN_IN_PHRASE, LATER_ANSWER, MORE_IN_PHRASE, TOGETHER } from "./rules.js";
import { STOP } from "./words.js";

const NAMES = ["called", "keys"]; // what an entry is called and what people type for it

/** @typedef {{ word: string, family: string[], worth: number }} Asked */

/** How alike a query and each of some phrases are: the share that their common words have of the worth of both. `worth` is what a word of
    a phrase counts for; a phrase that has fewer words than `TOGETHER` of the query is left out.
    @type {(phrases: string[][], worth: (word: string) => number) => (asked: Asked[]) => Map<number, number>} */
function likenessTo(phrases, worth) {
  /** @type {Map<string, number[]>} */
  const places = new Map();
  const worths = phrases.map((words, at) => {
    for (const word of new Set(words)) {
      const known = places.get(word);
      if (known) known.push(at);
      else places.set(word, [at]);
    }
    return words.reduce((sum, word) => sum + worth(word), 0);
  });

  return (asked) => {
    const wanted = asked.reduce((sum, { worth: own }) => sum + own, 0);
    /** @type {Map<number, { words: number, worth: number }>} */
    const said = new Map();
    for (const { word, family, worth: own } of asked) {
      const seen = new Set();
      for (const one of [word, ...family]) {
        for (const at of places.get(one) ?? []) {
          if (seen.has(at)) continue;
          seen.add(at);
          const { words, worth: before } = said.get(at) ?? { words: 0, worth: 0 };
          said.set(at, { words: words + 1, worth: before + own * (one === word ? 1 : KIN_IN_PHRASE) });
        }
      }
    }
    const together = [...said].filter(([, { words }]) => words >= TOGETHER);
    return new Map(together.map(([at, { worth: both }]) => [at, wanted && both / (wanted + MORE_IN_PHRASE * Math.max(0, worths[at] - both))]));
  };
}

/** For a query, by entry, how alike the best phrase is that stands for it.
    @type {(stored: StoredIndex, worth: (word: string) => number) => (asked: Asked[]) => Map<number, number>} */
export function phrasesOf({ index, fieldIds }, worth) {
  /** @type {string[][]} */
  const phrases = [];
  /** @type {number[]} */
  const entries = [];
  for (const [key, fields] of index) {
    const words = isKey(key) ? key.slice(1).split(" ").filter((word) => !STOP.has(word)) : [];
    if (words.length < TOGETHER) continue;
    for (const entry of NAMES.flatMap((field) => Object.keys(fields[fieldIds[field]] ?? {}))) {
      phrases.push(words);
      entries.push(Number(entry));
    }
  }
  const likeness = likenessTo(phrases, worth);
  return (asked) => most([...likeness(asked)].map(([at, like]) => [entries[at], like]));
}

/** For a query, by entry, how alike the question is that readers asked before and that it answers. Of a question's answers the first
    counts most.
    @type {(asked: AskedQuestions, worth: (word: string) => number) => (asked: Asked[]) => Map<number, number>} */
export function askedBefore({ questions, answers }, worth) {
  const places = answers.split("\n").map((line) => line.split(" ").filter(Boolean).map(Number));
  const likeness = likenessTo(questions.split("\n").map((line) => line.split(" ")), worth);
  return (asked) => most([...likeness(asked)].flatMap(([at, like]) => places[at].map((entry, rank) => /** @type {[number, number]} */ ([entry, like / (1 + LATER_ANSWER * rank)]))));
}

/** The most that each entry has.
    @type {(likes: [entry: number, like: number][]) => Map<number, number>} */
function most(likes) {
  const best = new Map();
  for (const [entry, like] of likes) if (like > (best.get(entry) ?? 0)) best.set(entry, like);
  return best;
}
