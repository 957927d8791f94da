// @ts-check
/* The words that the index has: what a misspelt word means, and the family of a word. */

import { rootOf } from "./words.js";

/** How many letters must be added, dropped, changed or swapped to make one word of the other; more than `most` is `most + 1`.
    @type {(one: string, other: string, most: number) => number} */
export function edits(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = /** @type {number[]} */ ([]);
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const changed = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      next[j] = Math.min(changed, row[j] + 1, next[j - 1] + 1);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      least = Math.min(least, next[j]);
    }
    if (least > most) return most + 1;
    before = row;
    row = next;
  }
  return row[other.length];
}

const MOST_MEANT = 3; // words that one misspelt word may mean

export class Vocabulary {
  /** @param {[word: string, documents: number][]} words */
  constructor(words) {
    this.counts = new Map(words);
    this.sorted = words.map(([word]) => word).sort();
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
    const total = Math.max(...this.counts.values());
    const [typed] = forms;
    let least = most;
    /** @type {{ word: string, far: number, worth: number }[]} */
    const found = [];
    for (const [word, documents] of this.counts) {
      if (/\d/.test(word) || word.length < 3) continue;
      const far = Math.min(...forms.map((form) => edits(form, word, least)));
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
