/* On the page for an address that leads nowhere: what was asked, in words; the nearest pages; a search for the words.
   Loaded by 404.html only, after _gen/addresses.js, which holds path and title of every page. */
"use strict";

(function () {
  const SHOWN = 6;
  const MOST_WORDS = 8;
  const LONGEST = 40; // of a word, in letters
  const ENOUGH = 0.45; // of 1, which a page has whose words are all that was asked
  const NOISE = new Set(["index", "html", "htm", "md", "php", "aspx", "www", "en", "docs"]);

  function decoded(part) {
    try {
      return decodeURIComponent(part);
    } catch {
      return part; // a stray % or bytes that are no text
    }
  }

  /** The words of a text, in small letters; long words and many of them are cut. */
  function wordsOf(text) {
    const parts = text.slice(0, 400).toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return [...new Set(parts.filter((word) => word && !NOISE.has(word)).map((word) => word.slice(0, LONGEST)))];
  }

  /** The words of an asked path, without the part under which the site stands. */
  function asked(path, base) {
    const own = path.startsWith(base) ? path.slice(base.length) : path;
    return wordsOf(own.slice(0, 400).split("/").map(decoded).join(" ")).slice(0, MOST_WORDS);
  }

  /** How many letters must be added, dropped or changed to make one word of the other. */
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

  /** How alike two words are: 1 when equal, less when one begins with the other or few letters differ, else 0. */
  function alike(one, other) {
    if (one === other) return 1;
    const [short, long] = one.length < other.length ? [one, other] : [other, one];
    if (short.length > 2 && long.startsWith(short)) return 0.6 + (0.35 * short.length) / long.length;
    const most = Math.floor(long.length / 4);
    if (most === 0 || long.length - short.length > most) return 0;
    const found = distance(one, other);
    return found > most ? 0 : 1 - found / long.length;
  }

  function best(word, words) {
    return words.reduce((most, other) => Math.max(most, alike(word, other)), 0);
  }

  /** The pages nearest to the words: most of the words in a page's path or title, then least else in its path. */
  function nearest(words, pages) {
    if (!words.length) return [];
    const scored = pages.map(([path, title]) => {
      const own = wordsOf(path);
      const all = [...own, ...wordsOf(title)];
      const met = words.reduce((sum, word) => sum + best(word, all), 0) / words.length;
      const back = own.length ? own.reduce((sum, word) => sum + best(word, words), 0) / own.length : 0;
      return { path, title, met, score: met + 0.3 * back };
    });
    return scored
      .filter((page) => page.met >= ENOUGH)
      .sort((a, b) => b.score - a.score || a.path.length - b.path.length || (a.path < b.path ? -1 : 1))
      .slice(0, SHOWN);
  }

  window.CMLP_NOT_FOUND = { asked, nearest };

  const place = document.getElementById("not-found");
  const config = document.getElementById("__config");
  if (!place || !config) return;
  const base = new URL(JSON.parse(config.textContent).base.replace(/\/*$/, "/"), location.href).pathname;
  const words = asked(location.pathname, base);
  if (!words.length) return;
  place.querySelector("[data-asked]").textContent = words.join(" ");
  place.querySelector("[data-search]").href = base + "?q=" + encodeURIComponent(words.join(" "));
  const list = place.querySelector("[data-nearest]");
  const found = nearest(words, window.CMLP_ADDRESSES || []);
  for (const page of found) {
    const link = document.createElement("a");
    link.href = base + page.path;
    link.textContent = page.title;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  if (!found.length) {
    list.previousElementSibling.remove();
    list.remove();
  }
  place.hidden = false;
})();
