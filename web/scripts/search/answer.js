// @ts-check
/* What a result shows of its entry, for a query: which part of a row is asked for, where it leads, which words are marked. */

import { MARK_ALONE, markInWords } from "../mark-words.js";
import { KINDS, SAME, UNSET } from "./rules.js";
import { MONTHS, SEASONS } from "./window.js";
import { GENERIC, plainWords, STOP, stem } from "./words.js";

/** What the forms of a verb have in common: bill, bills, billed and billing; stop and stopped.
    @type {(word: string) => string} */
function family(word) {
  const begins = stem(word).replace(/(ing|ed|e)$/, "").replace(/([bdgmnprt])\1$/, "$1");
  return begins.length >= 3 ? begins : stem(word);
}

/** @type {(text: string) => Set<string>} */
const families = (text) => new Set(plainWords(text).filter((word) => !STOP.has(word)).map(family));

const ALONE = 0.3; // of a word that one part alone has
const ASKS_ALIKE = 0.5; // of a part that asks who, where or when, as the query does
const ASKING = new Set(["who", "whose", "whom", "where", "when"]);

/** The part of a row that a query asks for rather than for the whole: it has more of the words than the row's name and its first part,
    and two at least, or all of them beside the name's, of which those of its label count twice, and a little more those that no other part has. A default is asked for in
    a way of its own.
    @type {(entry: SearchEntry, query: { content: string[], all: string[] }) => SearchPart | null} */
export function partAsked({ title, parts = [] }, { content, all }) {
  const said = parts.map((part) => ({ label: families(part.label), words: families(`${part.label} ${part.asks}`) }));
  const named = families(title);
  const small = all.filter((word) => GENERIC.has(word) && !content.includes(word) && said.some(({ label }) => label.has(family(word)))); // "kept" tells parts apart, if not rows
  const asked = [...content, ...small].map((word) => [word, ...(SAME.get(word) ?? [])].map(family)).map((forms) => ({ word: forms[0], forms, by: said.filter(({ words }) => forms.some((one) => words.has(one))).length }));
  const others = asked.filter(({ word }) => !named.has(word)); // than the name says
  const telling = others.filter(({ by }) => by);
  const worth = (/** @type {number} */ at) => {
    const { label, words } = said[at];
    const own = telling.filter(({ forms }) => forms.some((one) => words.has(one)));
    const unset = all.some((word) => UNSET.asked.test(word)) && UNSET.said.test(parts[at].asks);
    const alone = own.length > 1 ? own.filter(({ by }) => by === 1).length : 0;
    const [asking] = plainWords(parts[at].asks);
    const alike = own.length > 0 && ASKING.has(asking) && all.includes(asking);
    return own.length + own.filter(({ forms }) => forms.some((one) => label.has(one) && (at === 0 || !said[0].words.has(one)))).length + ALONE * alone + (alike ? ASKS_ALIKE : 0) + (unset ? UNSET.worth : 0);
  };
  const worths = parts.map((_, at) => worth(at));
  const saysRest = (/** @type {number} */ at) => others.length < asked.length && others.length > 0 && others.every(({ forms }) => forms.some((one) => said[at].words.has(one)));
  const most = Math.max(...worths.slice(1));
  const found = worths.indexOf(most, 1);
  return most > worths[0] && (most > 1 || saysRest(found)) ? parts[found] : null;
}

/** The kinds that a line of an answer is of, in words.
    @type {(line: string) => string} */
const kindsOf = (line) => line.slice(0, Math.max(line.indexOf(": "), 0));

/** The first part of a row, which has an answer by kind, where a query names a kind that neither the row's name nor its capability's
    says; null without its answer, unless the answers to parts are still to come. `kinds` are those of each capability, in words.
    @type {(entry: SearchEntry, query: { content: string[] }, kinds: Record<string, string>, answers: SearchParts["answers"] | undefined) => SearchPart | null} */
export function partOfKind({ title, place = "", parts = [] }, { content }, kinds, answers) {
  const [first] = parts;
  const known = families(`${title} ${place}`);
  const named = content.map(family).filter((word) => !known.has(word));
  const isNamed = (/** @type {string} */ text) => named.some((word) => families(text).has(word));
  if (!first || !isNamed(kinds[place] ?? "")) return null;
  const lines = answers?.[first.anchor]?.flatMap(([, text]) => text.split("\n"));
  return !lines || lines.some((line) => isNamed(kindsOf(line))) ? first : null;
}

const STATUS = /\b[45]\d\d\b/g; // an HTTP code
const CODE = /\b[a-z]\w*[A-Z_]\w*\b|\b[A-Z]\w*[a-z]\w*[A-Z]\w*\b|\b[\w]+(?:-[\w]+){2,}\b/g; // as APIs write names: camelCase, under_scores, a-header-name

/** The part of a row in whose answers a name in code, or an HTTP code, stands most often that was typed; the first while the answers are still to come.
    @type {(entry: SearchEntry, text: string, answers: SearchParts["answers"] | undefined) => SearchPart | null} */
export function partNaming({ parts = [] }, text, answers) {
  const names = [...(text.match(CODE) ?? []), ...(text.match(STATUS) ?? [])].map((name) => name.toLowerCase());
  if (!names.length || !parts.length) return null;
  if (!answers) return parts[0];
  const counts = parts.map(({ anchor }) => answers[anchor]?.filter(([, said]) => names.some((name) => said.toLowerCase().includes(name))).length ?? 0);
  const most = Math.max(...counts);
  return most ? parts[counts.indexOf(most)] : null;
}

/** The lines of an answer, one for each kind or several: those first whose kind a query names. One that begins without a kind is of all.
    @type {(text: string, content: string[]) => string[]} */
export function linesAsked(text, content) {
  const asked = content.map((word) => [word, ...(KINDS.get(word) ?? [])].map(family));
  const worth = (/** @type {string} */ line) => asked.filter((forms) => forms.some((one) => families(kindsOf(line)).has(one))).length;
  const lines = text.split("\n").map((line) => ({ line, own: worth(line) })).sort((one, other) => other.own - one.own);
  return lines.map(({ line }) => (line.startsWith(": ") ? line.slice(2) : line));
}

const LONGEST = 160; // characters of an answer in a result

const CLAUSE = new RegExp(`^.{${LONGEST / 2},}(?=[,;.] )`); // as many of a line's clauses as make more than half of that

/** Lines in one: as many whole ones as there is room for, the first cut after a clause, or between words, if it needs more.
    @type {(lines: string[]) => string} */
export function shortened(lines) {
  const all = lines.join("; ");
  if (all.length <= LONGEST) return all;
  let kept = "";
  for (const line of lines) {
    const more = kept ? `${kept}; ${line}` : line;
    if (more.length >= LONGEST) break;
    kept = more;
  }
  const cut = all.slice(0, LONGEST - 1);
  return `${kept || cut.match(CLAUSE)?.[0] || cut.replace(/[,;:]*\s+\S*$/, "")}…`;
}

/** The platforms whose word for it, in a translation, has all that a query says.
    @type {(entry: SearchEntry, content: string[]) => string[]} */
export function whoseWord({ answers = [] }, content) {
  const says = (/** @type {string} */ text) => content.every((word) => families(text).has(family(word)));
  return answers.filter(([, text]) => says(text)).map(([platform]) => platform);
}

/** The two platforms between which a query asks for a translation: those that it names, in its order, else the one whose word it says
    and the one that it names, else those that the reader has chosen; empty if nothing says.
    @type {(query: { platforms: string[], way: string, content: string[] }, chosen: string[], entry: SearchEntry) => string[]} */
export function pairAsked({ platforms, way, content }, chosen, entry) {
  if (way) return way.split("-to-");
  const [named, ...others] = platforms;
  const whose = named && !others.length ? whoseWord(entry, content).filter((platform) => platform !== named) : [];
  if (whose.length === 1) return [whose[0], named];
  return platforms.length && !platforms.every((one) => chosen.includes(one)) ? [] : chosen;
}

/** What a translation hides between two platforms.
    @type {(entry: SearchEntry, pair: string[], pairs: Record<string, Record<string, string>>) => string} */
export function hiddenBetween({ id }, [mine, theirs], pairs) {
  const own = pairs[id] ?? {};
  return own[`${mine}+${theirs}`] ?? own[`${theirs}+${mine}`] ?? "";
}

/** In whose words a theme is to be answered: of the platform that the query names, else of theirs; undefined for other entries.
    @type {(entry: SearchEntry, query: { platforms: string[] }, chosen: string[]) => string | undefined} */
export function wordsAsked({ kind }, { platforms }, [, theirs]) {
  if (kind === "theme") return platforms.length === 1 ? platforms[0] : theirs;
}

export const NEWS = "compare/since/"; // the page that takes platform and month
/** Of which platform and since which month a query asks what is new, as the page of news has it in its address: since the first
    month of a season, or of a year that it names alone; null for other entries, and where it names neither.
    @type {(entry: SearchEntry, query: { platforms: string[], all: string[] }) => { a?: string, d?: string } | null} */
export function sinceAsked({ address }, { platforms, all }) {
  if (address !== NEWS) return null;
  const at = all.findIndex((word) => /^20\d\d$/.test(word));
  const before = all[at - 1] ?? "";
  const named = before.length > 2 ? MONTHS.findIndex((name) => name.startsWith(before)) : -1; // "sept"
  const season = before === "winter" ? undefined : SEASONS[before]; // it lies in two years
  const month = (season ?? Math.max(named, 0)) + 1;
  const day = at < 0 ? undefined : `${all[at]}-${String(month).padStart(2, "0")}`;
  const state = { ...(platforms.length === 1 && { a: platforms[0] }), ...(day && { d: day }) };
  return Object.keys(state).length ? state : null;
}

/** Where an entry leads for a query: the news to those of a platform and month, a translation to the page of its pair, a theme to the
    words of a platform; a row, a part of it or a limit to what the one platform answers that is named.
    @type {(entry: SearchEntry, part: SearchPart | null, query: { platforms: string[], way: string, content: string[], all: string[] }, chosen: string[]) => string} */
export function placeOf(entry, part, query, chosen) {
  const { kind, id, address, answers = [] } = entry;
  const news = sinceAsked(entry, query);
  if (news) return `${address}#?${new URLSearchParams(Object.entries(news))}`; // as hash.js reads it
  const two = kind === "translation" ? pairAsked(query, chosen, entry) : [];
  if (two.length) return `translate/${two.join("-to-")}/#${id}`;
  const [path, own] = address.split("#");
  const [only, ...others] = query.platforms;
  const ofOne = ["row", "limit"].includes(kind) && !others.length && answers.some(([platform]) => platform === only);
  const anchor = ofOne ? `${part?.anchor ?? id}--${only}` : part?.anchor ?? own ?? wordsAsked(entry, query, chosen);
  return anchor ? `${path}#${anchor}` : path;
}

/** A place as seen from the site's root. Pages on disk are files, of which some are a folder's.
    @type {(place: string, folders: string[] | null) => string} */
export function addressOf(place, folders) {
  const [path, anchor] = place.split("#");
  const file = path === "" || folders?.includes(path) ? `${path}index.html` : `${path.replace(/\/$/, "")}.html`;
  return (folders ? file : path) + (anchor ? `#${anchor}` : "");
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

/** Answers in short, each with what a part of the row says of its kinds, where an exception is; not with what the mark says already.
    @type {(answers: NonNullable<SearchEntry["answers"]>, byKind: NonNullable<SearchEntry["answers"]>) => NonNullable<SearchEntry["answers"]>} */
export function withKinds(answers, byKind) {
  const kinds = new Map(byKind.map(([platform, text]) => [platform, text]));
  return answers.map(([platform, said, mark]) => {
    const more = kinds.get(platform) ?? said;
    return [platform, more === said || MARK_ALONE.test(more) ? said : `${said}. ${more[0].toUpperCase()}${more.slice(1)}`, mark];
  });
}

/** What one tells a chat of a result: its title, what is asked, each platform's answer with what its mark says, and where all of it is.
    @type {(entry: { title: string, text?: string }, part: SearchPart | null, answers: SearchEntry["answers"], names: Record<string, string>, href: string) => string} */
export function told({ title, text = "" }, part, answers = [], names, href) {
  const lines = answers.map(([platform, said, mark]) => `- ${names[platform]}${mark ? ` (${markInWords(mark)})` : ""}: ${said}`);
  return [title, part ? part.asks : text, ...lines, href].filter(Boolean).join("\n");
}

/** The answer of a minute in a theme's Markdown: in general, or in a platform's words where it has them; empty without one.
    @type {(markdown: string, parts: Record<string, [number, number][]>, platform: string | undefined) => string} */
export function spokenIn(markdown, parts, platform = "") {
  const lines = markdown.split("\n");
  const [[from, to]] = parts[platform] ?? parts["the-answer-in-60-seconds"] ?? [[0, 0]];
  const [, ...below] = lines.slice(from, to);
  const next = below.findIndex((line) => line.startsWith("#"));
  const own = below.slice(0, next < 0 ? undefined : next).map((line) => line.replace(/^> ?/, "")).join("\n");
  return own.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\n{2,}/g, "\n\n").trim();
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
