// @ts-check
/* What a result shows of its entry, for a query: which part of a row is asked for, where it leads, which words are marked. */

import { plainWords, STOP, stem } from "./words.js";

/** @type {(text: string) => Set<string>} */
const stems = (text) => new Set(plainWords(text).filter((word) => !STOP.has(word)).map(stem));

/** The part of a row that a query asks for rather than for the whole: it has more of the words than the name of the row.
    @type {(entry: SearchEntry, content: string[]) => SearchPart | null} */
export function partAsked({ title, parts = [] }, content) {
  const named = stems(title);
  let [found, most] = [/** @type {SearchPart | null} */ (null), 0];
  for (const part of parts.slice(1)) {
    const label = stems(part.label);
    const asks = stems(part.asks);
    const own = content.filter((word) => !named.has(word) && (label.has(word) || asks.has(word)));
    const worth = own.length + own.filter((word) => label.has(word)).length;
    if (worth > most && worth > 1) [found, most] = [part, worth];
  }
  const lead = parts[0] && stems(`${parts[0].label} ${parts[0].asks}`);
  return found && content.filter((word) => !named.has(word) && lead.has(word)).length < most ? found : null;
}

/** Where an entry leads, as seen from the site's root. Pages on disk are files, of which some are a folder's.
    @type {(entry: SearchEntry, part: SearchPart | null, folders: string[] | null) => string} */
export function addressOf({ address }, part, folders) {
  const [path, anchor] = address.split("#");
  const fragment = part ? part.anchor : anchor;
  const file = path === "" || folders?.includes(path) ? `${path}index.html` : `${path.replace(/\/$/, "")}.html`;
  return (folders ? file : path) + (fragment ? `#${fragment}` : "");
}

/** A text in pieces, every second of which is a word of the query.
    @type {(text: string, words: string[]) => string[]} */
export function marked(text, words) {
  const wanted = new Set(words);
  const isWanted = (/** @type {string} */ word) => !STOP.has(word.toLowerCase()) && plainWords(word).some((one) => wanted.has(stem(one)));
  const pieces = [""];
  for (const piece of text.split(/([\p{L}\p{N}]+)/u)) {
    if (piece && isWanted(piece)) pieces.push(piece, "");
    else pieces[pieces.length - 1] += piece;
  }
  return pieces;
}

const NOISE = new Set(["r", "q", "p"]); // folders of pages that are made
const LEAST = 0.2; // how alike an address is at least

/** Entries that are pages, whose addresses are most like some words; a platform's name means the words of its id.
    @type {(entries: SearchEntry[], words: string[], platforms: Record<string, string>) => SearchEntry[]} */
export function byAddress(entries, words, platforms) {
  const wanted = new Set(words.flatMap((word) => plainWords(platforms[word] ?? word)).map(stem));
  const like = entries.filter(({ address }) => address && !address.includes("#")).map((entry) => {
    const own = new Set(plainWords(entry.address).filter((word) => !NOISE.has(word)).map(stem));
    const both = [...wanted].filter((word) => own.has(word)).length;
    return { entry, worth: both / (wanted.size + own.size - both) };
  });
  return like.filter(({ worth }) => worth >= LEAST).sort((one, other) => other.worth - one.worth).map(({ entry }) => entry);
}
