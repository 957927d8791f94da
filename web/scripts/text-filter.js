// @ts-check
/* Filters by text: a record matches that has every word in its text; where the search comes, also one that it finds, as with a typo or
   by another name. */

import { bring } from "./later.js";
import { arrive, fresh } from "./state.js";

/** A filter of records, of which `ids` tells the ids. `again` is called when a better answer is there.
    @type {(ids: () => string[], again: () => void) => (text: string) => (id: string, words: string) => boolean} */
export function textFilter(ids, again) {
  /** @type {any} */
  let search = null;
  let asked = false;
  return (text) => {
    const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (typed.length && !asked) {
      asked = true;
      bring("search").then(async (come) => {
        await come.ready();
        search = come;
        again();
        if (fresh && document.activeElement === document.body) arrive(); /* the place of the address was hidden until now */
      }).catch(() => {}); /* the words of the page do */
    }
    const found = search?.matching(ids(), text);
    return (id, words) => found?.has(id) || typed.every((word) => words.includes(word));
  };
}
