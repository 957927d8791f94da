// @ts-check
/* Words, as the index of the search holds them and as a query is read. Both sides use this module, or they would not meet. */

/** Words that a question has and an answer need not have. */
export const STOP = new Set(
  ("a am an and are as at be been but by can could do does did doing for from get gets going had has have how i if in into is it its let lets me my no " +
    "not of off on or our so than that the their them then there these they this to up was we were what whats when where which while who " +
    "whose why will with between across within during about among against via would should shall must may you your happen happens use used uses using itself themselves happened happening said says need needs want wants make makes any much many " +
    "just also instead please tell explain one ones some someone something everything anything per s t re ve d ll don dont doesn doesnt didn didnt isn isnt aren arent wasn wont won cant couldn").split(" "),
);

/** Words that ask for a number, or say little beside others: they count, but not as something that a result must have. */
export const GENERIC = new Set(
  ("limit limits max maximum min minimum long longest large largest big biggest fast fastest short shortest available supported supports support possible work " +
    "works working difference best way often new still allowed offer offers offered give gives platform platforms cloud clouds thing things like built automatically " +
    "natively handle handles handled handling explained overview basics own allow allows allowing lets see news good bad whole all same every now today currently name named each other another second next two default number keep keeps kept ready without knowledge summer autumn winter").split(" "),
);

const BETWEEN = /[\s\u200b\-_,:;!?=[\](){}"'’‘“”`/<>|*+&%$#@^~\\…–—·×÷→≤≥]+|\.(?!\d)/;
const HUMPS = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;
const MOST_HUMPS = 7;

/** @type {(text: string) => string[]} */
const split = (text) => text.split(BETWEEN).filter(Boolean);

/** The words of a query or a name, in small letters.
    @type {(text: string) => string[]} */
export const plainWords = (text) => split(text.toLowerCase());

/** The words of a text; a name in CamelCase is there whole and in its parts.
    @type {(text: string) => string[]} */
export function wordsOf(text) {
  return split(text).flatMap((word) => {
    const parts = word.split(HUMPS);
    const own = parts.length > 1 && parts.length <= MOST_HUMPS ? parts.filter((part) => part.length > 1) : [];
    return [word, ...own].map((one) => one.toLowerCase());
  });
}

/** A word without its plural. Endings beyond that are found as beginnings of words.
    @type {(word: string) => string} */
export function stem(word) {
  if (word.length < 4 || !/[a-z]/.test(word) || /(ss|[^p]us|is|ias)$/.test(word)) return word;
  if (/ies$/.test(word)) return word.length > 4 ? word.slice(0, -3) + "y" : word;
  if (/([^a]ches|shes|xes|sses|iases)$/.test(word)) return word.slice(0, -2);
  return word.replace(/s$/, "");
}

/** What spellings of a name have in common: its words in small letters without plurals. The small words of a name of several are
    none of it: "versions of my model" and "versions of a model" are one.
    @type {(name: string) => string} */
export function keyOf(name) {
  const words = plainWords(name).filter((word) => !ARTICLES.has(word));
  const telling = words.filter((word) => !STOP.has(word));
  return (telling.length > 1 ? telling : words).map(stem).join(" ");
}
const ARTICLES = new Set(["a", "an", "the"]);

/** Ways in which a name may be typed: as it is and, in CamelCase, in its parts.
    @type {(name: string) => string[]} */
export function keysOf(name) {
  const apart = split(name).flatMap((word) => word.split(HUMPS)).join(" ");
  return [...new Set([keyOf(name), keyOf(apart)])].filter(Boolean);
}

const ENDINGS = /(izations?|isons?|isations?|ations?|itions?|ions?|[ai]bilit(?:y|ie)|[ai]ble|ments?|ances?|ences?|ings?|als?|ers?|ors?|ed|es|ly|e)$/;
const ROOT = 4; // letters that are left at least

/** What words of one family begin with: price and pricing, explain and explanation. Only for words that are not found as typed.
    @type {(word: string) => string} */
export function rootOf(word) {
  const root = word.replace(ENDINGS, "");
  return root.length >= ROOT ? root.replace(/([bdgmnprt])\1$/, "$1") : word;
}
