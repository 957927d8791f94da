// @ts-check
/* What was asked by an address that leads nowhere, in words, and the pages nearest to it. */

const SHOWN = 6;
const MOST_WORDS = 8;
const LONGEST = 40; // of a word, in letters
const ENOUGH = 0.45; // of 1, which a page has whose words are all that was asked
const UNKNOWN = 0.01; // the weight of a word that no page has, of 1, which a word has that one page has
const SMALL = 0.15; // what a page of one row or question stands behind one that tells more
const ELSEWHERE = 0.7; // what a word is worth that stands neither in a page's path nor in its title
const ENDING = 0.7; // how alike words are of which only the endings differ, such as pricing and prices
const NOISE = new Set(["index", "html", "htm", "md", "php", "aspx", "www", "en", "docs", "r", "q"]);

/** @type {(part: string) => string} */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray % or bytes that are no text
  }
}

/** The words of a text, in small letters; long words and many of them are cut.
    @type {(text: string) => string[]} */
function wordsOf(text) {
  const parts = text.slice(0, 400).toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [...new Set(parts.filter((word) => word && !NOISE.has(word)).map((word) => word.slice(0, LONGEST)))];
}

/** The words of an asked path, without the part under which the site stands.
    @type {(path: string, base: string) => string[]} */
export function asked(path, base) {
  const own = path.startsWith(base) ? path.slice(base.length) : path;
  return wordsOf(own.slice(0, 400).split("/").map(decoded).join(" ")).slice(0, MOST_WORDS);
}

/** How many letters must be added, dropped or changed to make one word of the other.
    @type {(one: string, other: string) => number} */
function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[other.length];
}

/** How alike two words are of which one may be misspelt: less than 1 by the letters that differ; 0 when they are many.
    @type {(one: string, other: string) => number} */
function misspelt(one, other) {
  const long = Math.max(one.length, other.length);
  const most = Math.floor(long / 4);
  if (most === 0 || 2 * long - one.length - other.length > most) return 0;
  const found = distance(one, other);
  return found > most ? 0 : 1 - found / long;
}

/** @type {(word: string) => string} */
const stem = (word) => word.replace(/(ing|ers?|e?s|e)$/, "");

/** How alike two words are: 1 when equal, less when one begins with the other, few letters or the endings differ, else 0.
    @type {(one: string, other: string) => number} */
function alike(one, other) {
  if (one === other) return 1;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length > 2 && long.startsWith(short)) return 0.6 + (0.35 * short.length) / long.length;
  return misspelt(one, other) || (short.length > 3 && stem(one) === stem(other) ? ENDING : 0);
}

/** @type {(word: string, words: string[]) => number} */
function best(word, words) {
  return words.reduce((most, other) => Math.max(most, alike(word, other)), 0);
}

/** Pages with their words: those of the path, those of path and title, and others.
    @type {(pages: ListedPage[]) => { path: string, title: string, own: string[], all: string[], more: string[] }[]} */
function readPages(pages) {
  return pages.map(([path, title, more = ""]) => {
    const own = wordsOf(path);
    return { path, title, own, all: [...own, ...wordsOf(title)], more: more.split(" ") };
  });
}

/** The words, each that is unknown and nearly a known one as that one.
    @type {(words: string[], pages: ListedPage[]) => string[]} */
export function corrected(words, pages) {
  const known = new Set(readPages(pages).flatMap(({ all, more }) => [...all, ...more]));
  return words.map((word) => {
    if (known.has(word)) return word;
    let [meant, most] = [word, 0];
    for (const other of known) {
      const now = misspelt(word, other);
      if (now > most) [meant, most] = [other, now];
    }
    return meant;
  });
}

/** The pages nearest to the words: the rare words among them, most in a page's path or title, then least else in its path.
    A word that many pages have, such as a platform's name, tells little.
    @type {(words: string[], pages: ListedPage[]) => { path: string, title: string, met: number, score: number }[]} */
export function nearest(words, pages) {
  if (!words.length) return [];
  const read = readPages(pages);
  const met = words.map((word) => read.map(({ all, more }) => Math.max(best(word, all), ELSEWHERE * best(word, more))));
  const weights = met.map((row) => {
    const count = row.filter(Boolean).length;
    return count ? (Math.log(1 + read.length / count) / Math.log(1 + read.length)) ** 2 : UNKNOWN;
  });
  const sum = weights.reduce((one, other) => one + other);
  return read
    .map(({ path, title, own }, index) => {
      const share = words.reduce((part, _, word) => part + weights[word] * met[word][index], 0) / sum;
      const back = own.length ? own.reduce((part, word) => part + best(word, words), 0) / own.length : 0;
      return { path, title, met: share, score: share + 0.3 * back - (/^[rq]\//.test(path) ? SMALL : 0) };
    })
    .filter((page) => page.met >= ENOUGH)
    .sort((a, b) => b.score - a.score || a.path.length - b.path.length || (a.path < b.path ? -1 : 1))
    .slice(0, SHOWN);
}
