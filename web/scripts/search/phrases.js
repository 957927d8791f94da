// @ts-check
/* What people say for an entry, phrase by phrase. The index counts the words of an entry wherever they stand; here the words of a
   query count where one phrase has them together. The phrases are the index's keys: nothing more is loaded for them. */

import { isKey } from "./fields.js";
import { KIN_IN_PHRASE, MORE_IN_PHRASE, TOGETHER } from "./rules.js";
import { STOP } from "./words.js";

const FIELDS = ["called", "keys"]; // what an entry is called and what people type for it

/** @typedef {{ word: string, family: string[], worth: number }} Asked */

/** Words that phrases of one entry say together: for a query, by entry, the share of its worth that the best phrase says.
    `worth` is what a word of a phrase counts for.
    @type {(stored: StoredIndex, worth: (word: string) => number) => (asked: Asked[]) => Map<number, number>} */
export function phrasesOf({ index, fieldIds }, worth) {
  /** @type {{ entry: number, worth: number }[]} */
  const phrases = [];
  /** @type {Map<string, number[]>} */
  const places = new Map();
  for (const [key, fields] of index) {
    const words = isKey(key) ? key.slice(1).split(" ").filter((word) => !STOP.has(word)) : [];
    if (words.length < TOGETHER) continue;
    const most = words.reduce((sum, word) => sum + worth(word), 0);
    for (const entry of FIELDS.flatMap((field) => Object.keys(fields[fieldIds[field]] ?? {}))) {
      for (const word of new Set(words)) {
        const known = places.get(word);
        if (known) known.push(phrases.length);
        else places.set(word, [phrases.length]);
      }
      phrases.push({ entry: Number(entry), worth: most });
    }
  }

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
    /** @type {Map<number, number>} */
    const best = new Map();
    for (const [at, { words, worth: both }] of said) {
      if (words < TOGETHER) continue;
      const { entry, worth: all } = phrases[at];
      const share = both / (wanted + MORE_IN_PHRASE * Math.max(0, all - both));
      if (share > (best.get(entry) ?? 0)) best.set(entry, share);
    }
    return best;
  };
}
