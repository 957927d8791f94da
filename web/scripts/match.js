// @ts-check
/* Filters by text: what matches. */

/** Lower-case words of a query. A row matches when it holds every word.
    @type {(text: string) => string[]} */
export function words(text) {
  return text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 12);
}

/** Short words match whole words only: "AD" is not the beginning of "added".
    @type {(haystack: string, wanted: string[]) => boolean} */
export function matches(haystack, wanted) {
  return wanted.every((word) =>
    word.length > 2 || /[^a-z0-9]/.test(word) ? haystack.includes(word) : ` ${haystack.replace(/[^a-z0-9]+/g, " ")} `.includes(` ${word} `),
  );
}
