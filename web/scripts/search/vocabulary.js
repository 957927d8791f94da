// @ts-check
/* The words that the index has: what a misspelt word means, and the family of a word. */

import { rootOf } from "./words.js";

const ROWS = [0, 1, 2].map(() => new Uint16Array(512)); // of the table of edits, used again for every pair of words; a query has 200 characters at most

/** How many letters must be added, dropped, changed or swapped to make one word of the other; more than `most` is `most + 1`.
    @type {(one: string, other: string, most: number) => number} */
export function edits(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, row, next] = ROWS;
  for (let j = 0; j <= Math.min(most, other.length); j += 1) row[j] = j;
  for (let i = 1; i <= one.length; i += 1) {
    const from = Math.max(1, i - most); /* what is farther from the diagonal takes more edits than that */
    const to = Math.min(other.length, i + most);
    next[from - 1] = from === 1 ? i : most + 1;
    let least = next[from - 1];
    for (let j = from; j <= to; j += 1) {
      const above = j < i + most ? row[j] + 1 : most + 1;
      next[j] = Math.min(row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1), above, next[j - 1] + 1);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      least = Math.min(least, next[j]);
    }
    if (least > most) return most + 1;
    [before, row, next] = [row, next, before];
  }
  return row[other.length];
}

const MOST_MEANT = 3; // words that one misspelt word may mean

export class Vocabulary {
  /** @param {[word: string, documents: number][]} words */
  constructor(words) {
    this.counts = new Map(words);
    this.sorted = words.map(([word]) => word).sort();
    this.total = Math.max(...this.counts.values());
    this.spelt = words.filter(([word]) => word.length >= 3 && !/\d/.test(word));
    /** @type {Map<string, string[]>} */
    this.families = new Map();
    for (const [word] of words) {
      const root = rootOf(word);
      const family = this.families.get(root);
      if (family) family.push(word);
      else this.families.set(root, [word]);
    }
  }

  /** @param {string} word */
  has(word) {
    return this.counts.has(word);
  }

  /** Whether a word begins with this.
      @param {string} start */
  begins(start) {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle] < start) low = middle + 1;
      else high = middle;
    }
    return low < this.sorted.length && this.sorted[low].startsWith(start);
  }

  /** The other words of a word's family.
      @param {string} word */
  family(word) {
    return (this.families.get(rootOf(word)) || []).filter((one) => one !== word);
  }

  /** The words that a misspelt one may mean, the likeliest first: the fewest edits of one of its forms, then the same first letter,
      a letter that was left out before one that is wrong, the most documents. Nothing beyond `most` edits, and of others than the
      first only those with its first letter.
      @type {(forms: string[], most: number) => string[]} */
  near(forms, most) {
    const { total } = this;
    const [typed] = forms;
    let least = most;
    /** @type {{ word: string, far: number, worth: number }[]} */
    const found = [];
    for (const [word, documents] of this.spelt) {
      let far = least + 1;
      for (const form of forms) far = Math.min(far, edits(form, word, least));
      if (far > least) continue;
      least = far;
      found.push({ word, far, worth: documents + (word[0] === typed[0] ? total : 0) + (word.length > typed.length ? total / 4 : 0) });
    }
    const best = found.filter(({ far }) => far === least).sort((one, other) => other.worth - one.worth);
    return best.map(({ word }) => word).filter((word, at) => at === 0 || word[0] === typed[0]).slice(0, MOST_MEANT);
  }

  /** The word that a misspelt one most likely means, or none.
      @type {(word: string, most: number) => string} */
  nearest(word, most) {
    return this.near([word], most)[0] ?? "";
  }
}
