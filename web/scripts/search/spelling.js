// @ts-check
/* A typed word as the words that it stands for, before any is looked up: small words misspelt, platforms begun, two words written as one. */

import { FUZZY_FROM, PREFIX_FROM, SAME } from "./rules.js";
import { edits } from "./vocabulary.js";
import { GENERIC, STOP, stem } from "./words.js";

const SMALL = [...STOP, ...GENERIC, ...SAME.keys()].filter((word) => word.length >= FUZZY_FROM);
const HALF = 4; // letters of each of two words that were written as one

/** @typedef {(typed: string) => string[]} Spelling */

/** What a misspelt "which" or "cheapest" is, which the index need not have; a first letter is seldom wrong.
    @type {Spelling} */
const small = (typed) => SMALL.filter((word) => word[0] === typed[0] && edits(typed, word, 1) === 1).slice(0, 1);

/** The shortest word of the one platform whose words begin so.
    @type {(platforms: Record<string, string>) => Spelling} */
const begun = (platforms) => (typed) => {
  const found = Object.keys(platforms).filter((word) => word.startsWith(typed));
  return new Set(found.map((word) => platforms[word])).size === 1 ? found.sort((one, other) => one.length - other.length).slice(0, 1) : [];
};

/** Two words of the index, of which the rarer is in the most documents.
    @type {(vocabulary: import("./vocabulary.js").Vocabulary) => Spelling} */
const apart = (vocabulary) => (typed) => {
  const count = (/** @type {string} */ word) => vocabulary.counts.get(stem(word)) ?? 0;
  const worth = (/** @type {string[]} */ halves) => Math.min(...halves.map(count));
  const places = Array.from({ length: Math.max(0, typed.length - 2 * HALF + 1) }, (_, at) => at + HALF);
  const halves = places.map((at) => [typed.slice(0, at), typed.slice(at)]).filter((both) => worth(both) > 0);
  return halves.sort((one, other) => worth(other) - worth(one))[0] ?? [];
};

/** How a search spells: what the index has, or is likely to be meant, stays as it was typed. `has` says which rules are used.
    @type {(vocabulary: import("./vocabulary.js").Vocabulary, platforms: Record<string, string>, has: (rule: string) => boolean) => Spelling} */
export function spellingOf(vocabulary, platforms, has) {
  const asBegun = begun(platforms);
  const asTwo = apart(vocabulary);
  return (typed) => {
    const word = stem(typed);
    if (typed.length < FUZZY_FROM || /\d/.test(typed) || STOP.has(typed) || GENERIC.has(typed) || typed in platforms || vocabulary.has(word)) return [typed];
    const platform = has("prefix") && typed.length >= PREFIX_FROM ? asBegun(typed) : [];
    if (platform.length) return platform;
    const slip = has("fuzzy") && typed.length >= 2 * HALF ? vocabulary.nearest(word, 1) : ""; /* with a letter put right it is one word */
    const two = has("joined") && slip[0] !== word[0] ? asTwo(typed) : [];
    if (two.length) return two;
    if (!has("fuzzy") || vocabulary.begins(word) || vocabulary.family(word).length) return [typed];
    const [meant = typed] = small(typed);
    const known = STOP.has(meant) ? "" : vocabulary.nearest(word, 1); // "keeys" may be "keeps", and more likely is "keys"
    return [known && !GENERIC.has(known) && !SAME.has(known) ? typed : meant];
  };
}
