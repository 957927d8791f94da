// @ts-check
/* Filters by text: a record matches that has every word in its text; where the search comes, also one that it finds, as with a typo or
   by another name. */

import { bring } from "./later.js";
import { arrive, fresh } from "./state.js";

const PAUSE = 120; /* milliseconds without a key; the words of the page answer at once */

/** A filter of records, of which `ids` tells the ids. `again` is called when a better answer is there.
    @type {(ids: () => string[], again: () => void) => (text: string) => (id: string, words: string) => boolean} */
export function textFilter(ids, again) {
  /** @type {Set<string> | null} */
  let found = null;
  let came = false;
  let timer = 0;
  let asked = "";
  /** @type {(text: string) => Promise<void>} */
  async function look(text) {
    const search = await bring("search");
    await search.ready();
    if (text !== asked) return; /* more was typed while it came */
    found = search.matching(ids(), text);
    again();
    if (!came && fresh && document.activeElement === document.body) arrive(); /* the place of the address was hidden until now */
    came = true;
  }
  return (text) => {
    const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
    const words = typed.join(" ");
    if (words !== asked) {
      clearTimeout(timer);
      asked = words;
      found = null;
      if (words) timer = setTimeout(() => look(words).catch(() => {}), came ? PAUSE : 0); /* without it, the words of the page do */
    }
    return (id, said) => found?.has(id) || typed.every((word) => said.includes(word));
  };
}
