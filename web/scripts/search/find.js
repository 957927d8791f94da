// @ts-check
/* From a query to results: reads the query, asks the index, ranks by the rules. Touches no page, so that the build and `node --test`
   run it as well. */

import MiniSearch from "minisearch";
import { whoseWord } from "./answer.js";
import { isKey, KEYS, keyTerm, OPTIONS, TEXTS, UNSEEN } from "./fields.js";
import { unpack } from "./packed.js";
import { askedBefore, phrasesOf } from "./phrases.js";
import * as rules from "./rules.js";
import { spellingOf } from "./spelling.js";
import { Vocabulary } from "./vocabulary.js";
import { GENERIC, keyOf, plainWords, rootOf, STOP, stem } from "./words.js";

const LONGEST = 200; // characters of a query that count
const MOST_WORDS = 24;

/** @typedef {{ word: string, typed: string, last: boolean, family: string[] }} Word */
/** @typedef {{ words: Word[], all: string[], content: string[], platforms: string[], way: string, keys: { key: string, weight: number, whole: boolean }[], factor: Record<string, number> }} Query */
/** @typedef {{ entry: SearchEntry, at: number, score: number, covered: number, like: number, named: boolean, alike: number, said: number, before: number, words: string[], readable: string[] }} Hit */
/** @typedef {{ text: string, query: Query, hits: Hit[], meant: Record<string, string>, unknown: string[], typed: string[] }} Found */

/** A search in data of the build. `without` names rules that are left out, to see what they are worth. `hidden` are platforms that the
    reader has put aside.
    @type {(data: SearchData, without?: Set<string>) => (text: string, hidden?: string[]) => Found} */
export function searchIn(data, without = new Set()) {
  const stored = unpack(data.index);
  const index = MiniSearch.loadJS(stored, { ...OPTIONS, idField: "at", storeFields: [] });
  const vocabulary = new Vocabulary(countsIn(stored.index));
  const small = new Set(data.small);
  const has = (/** @type {string} */ rule) => !without.has(rule);
  const spelling = spellingOf(vocabulary, data.platforms, has);
  const titles = data.entries.map(({ title }) => new Set(plainWords(title).filter((word) => !STOP.has(word) && !GENERIC.has(word)).map(stem)));
  /** What a word counts for: more when few documents have it, least when none has it whole.
      @type {(word: string) => number} */
  const worth = (word) => rules.RARITY + (has("rarity") ? Math.log(data.entries.length / (vocabulary.counts.get(word) ?? data.entries.length)) : 0);
  const names = (/** @type {string} */ word) => word in data.platforms || small.has(word);
  const unnamed = titles.map((title) => [...title].filter((word) => !names(word)).length); // words of a title that name no platform
  const said = phrasesOf(stored, (word) => (names(word) ? 0 : worth(word) * (GENERIC.has(word) ? rules.GENERIC_IN_PHRASE : 1)));
  const answered = askedBefore(data.asked, worth);
  const isUnknown = (/** @type {Word} */ { word, typed, family }) => !vocabulary.has(word) && !vocabulary.begins(word) && !family.length && !names(typed);

  /** @type {(word: string) => string[]} */
  const familyOf = (word) => [...(has("family") ? vocabulary.family(word) : []), ...((has("same") && (rules.SAME.get(word) ?? rules.SAME.get(rootOf(word)))) || [])];

  /** A typed word as the index has it: its stem, else what it was meant to be.
      @type {(typed: string, last: boolean) => Word} */
  function meantBy(typed, last) {
    const stemmed = stem(typed);
    const word = stemmed !== typed && !vocabulary.has(stemmed) && vocabulary.has(`${typed}s`) ? `${typed}s` : stemmed; // "serverles"
    const family = familyOf(word);
    const asIs = { word, typed, last, family };
    if (vocabulary.has(word) || names(typed) || GENERIC.has(typed) || !has("fuzzy") || typed.length < rules.FUZZY_FROM || /\d/.test(typed)) return asIs;
    const begins = vocabulary.begins(word);
    const near = meantInstead(word, typed, begins || family.length > 0);
    if (!near.length) return asIs;
    const [most, ...others] = near;
    if (begins && last && most.length >= word.length) return { word, typed, last, family: [...family, ...near] };
    return { word: most, typed, last, family: [...familyOf(most), ...others] };
  }

  /** What a word that the index does not have was meant to be: one letter is wrong, or two in a long word that is neither the beginning
      nor of the family of any.
      @type {(word: string, typed: string, isLike: boolean) => string[]} */
  function meantInstead(word, typed, isLike) {
    const near = vocabulary.near(formsOf(word, typed), !isLike && typed.length >= rules.TWICE_FROM ? 2 : 1);
    return isLike ? near.filter((other) => other[0] === typed[0]) : near;
  }

  /** A word of three letters that the index does not have, as the word that lacks one of its letters.
      @type {(one: Word) => Word} */
  function completed(one) {
    const { typed, word, last, family } = one;
    if (!has("fuzzy") || typed.length !== rules.FUZZY_FROM - 1 || /\d/.test(typed) || STOP.has(typed) || vocabulary.has(word) || family.length || names(typed)) return one;
    const forms = formsOf(word, typed);
    const least = Math.min(...forms.map(({ length }) => length));
    const near = vocabulary.near(forms, 1).filter((other) => other.length > least && other[0] === typed[0] && !GENERIC.has(other));
    if (!near.length) return one;
    return last && vocabulary.begins(word) ? { ...one, family: near } : { ...one, word: near[0], family: [...familyOf(near[0]), ...near.slice(1)] };
  }

  /** A text with the words that its misspelt ones were meant to be: a way to speak is known by its words.
      @type {(text: string) => { text: string, meant: Record<string, string> }} */
  function respelt(text) {
    const plain = text.slice(0, LONGEST).toLowerCase();
    const typed = plainWords(plain).filter((word) => !STOP.has(word));
    const meant = Object.fromEntries(typed.map((word) => [word, meantBy(word, false).word]).filter(([word, other]) => other !== stem(word) && !other.startsWith(word)));
    const spelt = plain.replace(/[\p{L}\p{N}]+/gu, (word) => meant[word] ?? word);
    return rules.plainly(spelt) === spelt ? { text, meant: {} } : { text: spelt, meant };
  }

  /** @type {(text: string) => Query} */
  function read(text) {
    const plain = text.slice(0, LONGEST).toLowerCase();
    const spoken = has("idiom") ? rules.plainly(plain) : plain;
    const typed = plainWords(spoken.trim() ? spoken : plain).flatMap(spelling).slice(0, MOST_WORDS);
    const all = typed.map((word, at) => (STOP.has(word) ? { word, typed: word, last: false, family: [] } : meantBy(word, at === typed.length - 1)));
    const said = all.map(({ word, typed: own }) => (word === stem(own) ? own : word)).join(" ");
    const intents = has("intent") ? rules.INTENTS.filter(([pattern]) => pattern.test(said)) : [];
    const only = new Set(intents.flatMap(([pattern, , asks]) => (asks ? plainWords(said.match(pattern)?.[0] ?? "").map(stem) : [])));
    if (has("joined")) join(all);
    const spelt = all.map(completed);
    const used = spelt.filter(({ word }) => !STOP.has(word));
    const words = (used.length ? used : spelt).filter(({ word }, at, every) => every.findIndex((one) => one.word === word) === at);
    const about = words.filter((one) => !names(one.word) && !names(one.typed));
    const chooses = has("choice") && rules.CHOICE.test(said);
    const telling = has("generic") ? about.filter((one) => !GENERIC.has(one.typed) && !only.has(one.word) && !isUnknown(one) && !(chooses && [one.typed, one.word].some((word) => rules.CHOOSER.has(word) || /^\d+$/.test(word)))) : about;
    if (chooses && !telling.length) return read(`${rules.WHERE_CHOICES_ARE} ${words.filter(({ typed: own }) => names(own)).map(({ typed: own }) => own).join(" ")}`);
    if (has("news") && !telling.length && rules.NEWS.test(said)) return read(`${rules.WHERE_NEWS_ARE} ${words.filter(({ typed: own }) => names(own)).map(({ typed: own }) => own).join(" ")}`);
    const named = words.filter((one) => one.typed in data.platforms || one.word in data.platforms);
    const content = (telling.length ? telling : named.length ? named : about.length ? about : words).map(({ word }) => word);
    const platforms = [...new Set(spelt.flatMap(({ word, typed: own }) => data.platforms[own] ?? data.platforms[word] ?? []))];
    const order = has("direction") && rules.BACKWARDS.test(plain) ? [...platforms].reverse() : platforms;
    const way = has("direction") && order.length === 2 ? order.join("-to-") : ""; // as in the addresses of the pages that lead it
    /** @type {Record<string, number>} */
    const factor = {};
    for (const [, by] of intents) for (const kind in by) factor[kind] = (factor[kind] || 1) * by[kind];
    if (has("two") && platforms.length === 2) factor.translation = (factor.translation || 1) * rules.OF_TWO;
    return { words, all: typed, content, platforms, way, keys: has("keys") ? keysIn(spelt, content) : [], factor };
  }

  /** Let two words mean also one that the index has: "log in", "roll back".
      @type {(all: Word[]) => void} */
  function join(all) {
    for (const [at, one] of all.entries()) {
      const next = all[at + 1];
      const word = next && stem(one.typed + next.typed);
      if (!word || !vocabulary.has(word)) continue;
      for (const half of [one, next]) if (!STOP.has(half.word)) half.family = [...half.family, word];
    }
  }

  /** Every run of words in the query that may be a whole name.
      @type {(all: Word[], content: string[]) => { key: string, weight: number, whole: boolean }[]} */
  function keysIn(all, content) {
    const out = [];
    for (let length = Math.min(rules.LONGEST_KEY, all.length); length > 0; length -= 1) {
      for (let from = 0; from + length <= all.length; from += 1) {
        const run = all.slice(from, from + length);
        const says = run.some(({ word, typed }) => !STOP.has(word) && !GENERIC.has(typed) && !names(typed));
        if (!says && length < all.length) continue;
        const whole = from + length === all.length && rules.WHAT_IS.test(all.slice(0, from).map(({ typed }) => typed).join(" "));
        const share = run.filter(({ word }) => content.includes(word)).length / content.length;
        out.push({ key: keyOf(run.map(({ word }) => word).join(" ")), weight: whole ? rules.WHOLE_KEY : share === 1 ? rules.FULL_KEY : rules.PART_KEY * share, whole });
      }
    }
    return out;
  }

  /** @type {(query: Query) => any[]} */
  function ask({ words, content, keys }) {
    const { called, keys: alias, kins, codes, ...boost } = rules.BOOST;
    const asIs = (/** @type {string} */ text) => [text];
    const same = (/** @type {string} */ text) => text;
    const weigh = (/** @type {Word} */ { word, typed }) => {
      if (content.includes(word)) return 1;
      if (has("platform") && (typed in data.platforms || word in data.platforms)) return rules.PLATFORM_WORD;
      return small.has(typed) ? rules.SMALL_WORD : 1;
    };
    const asked = words.map((one) => ({
      queries: [one.word],
      fields: TEXTS,
      boost,
      tokenize: asIs,
      processTerm: same,
      prefix: has("prefix") && one.word.length >= (one.last ? rules.LAST_FROM : rules.PREFIX_FROM),
      fuzzy: false,
      weights: { fuzzy: 0, prefix: rules.BEGINNING },
      boostTerm: () => weigh(one),
    }));
    const families = words.filter(({ family }) => family.length).map((one) => ({
      queries: one.family,
      fields: TEXTS,
      boost,
      combineWith: /** @type {const} */ ("OR"),
      tokenize: asIs,
      processTerm: same,
      prefix: false,
      fuzzy: false,
      boostTerm: () => weigh(one) * rules.FAMILY,
    }));
    const runs = keys.map(({ key, weight, whole }) => ({
      queries: [keyTerm(key)],
      fields: KEYS,
      boost: { called: (whole ? called : alias) * weight, keys: alias * weight, kins: kins * weight, codes: codes * weight },
      tokenize: asIs,
      processTerm: same,
      prefix: false,
      fuzzy: false,
      bm25: rules.NAMES,
    }));
    return index.search({ combineWith: "OR", queries: [...asked, ...families, ...runs] });
  }

  /** How much of the words that count a result says, by what each is worth: a word that stands only in the body of its text is said in part.
      @type {(wanted: import("./phrases.js").Asked[]) => (match: Record<string, string[]>) => number} */
  const coverage = (wanted) => {
    const most = wanted.reduce((sum, one) => sum + one.worth, 0);
    return (match) => {
      let sum = 0;
      for (const { word, family, worth: own } of wanted) {
        let said = 0;
        for (const term in match) {
          if (!term.startsWith(word) && !family.includes(term)) continue;
          for (const field of match[term]) said = Math.max(said, has("depth") ? (rules.SAYS[field] ?? 1) : 1);
        }
        sum += said * own;
      }
      return most && sum / most;
    };
  };

  /** How much of a title and of the words that count are the same words. A platform's name in a title counts where nothing else is asked.
      @type {(wanted: import("./phrases.js").Asked[], content: string[]) => (at: number) => number} */
  const likeness = (wanted, content) => {
    const forms = wanted.map(({ word, family }) => [word, ...family]);
    const namesAlone = content.every(names);
    return (at) => {
      const both = forms.filter((one) => one.some((word) => titles[at].has(word))).length;
      return both / Math.max(1, (namesAlone ? titles[at].size : unnamed[at]) + content.length - both);
    };
  };

  /** The words of each row's name and of what its parts ask, once they were looked at.
      @type {Map<number, { name: Set<string>, parts: Set<string>[] }>} */
  const rows = new Map();
  const saying = (/** @type {string} */ text) => new Set(plainWords(text).filter((word) => !STOP.has(word) && !names(word)).map(stem));
  const rowOf = (/** @type {SearchEntry} */ { title, parts = [] }) => ({ name: saying(title), parts: parts.map(({ asks }) => saying(asks)) });

  /** How much of what a query asks, and of what a part of a row asks, are the same words, at best; all of it if it is the row's name.
      @type {(query: Query, at: number) => number} */
  function alikeness({ words, all }, at) {
    const own = words.filter(({ word, typed }) => !names(word) && !names(typed)).map(({ word }) => word);
    if (data.entries[at].kind !== "row" || all.length < rules.ALIKE_FROM || own.length < 2) return 0;
    if (!rows.has(at)) rows.set(at, rowOf(data.entries[at]));
    const { name, parts } = rows.get(at) ?? rowOf(data.entries[at]);
    const like = (/** @type {Set<string>} */ other) => {
      const both = own.filter((word) => other.has(word)).length;
      return both / (own.length + other.size - both);
    };
    return like(name) === 1 ? 1 : Math.max(0, ...parts.map(like));
  }

  /** The words of a query that a phrase should have.
      @type {(query: Query) => import("./phrases.js").Asked[]} */
  const told = ({ words, content }) => words.filter(({ word }) => content.includes(word)).map(({ word, family }) => ({ word, family, worth: worth(word) }));

  /** The words of a query by which it is compared with what readers asked before.
      @type {(query: Query) => import("./phrases.js").Asked[]} */
  const telling = ({ words }) => words.filter(({ word, typed }) => !GENERIC.has(word) && !names(word) && !names(typed)).map(({ word, family }) => ({ word, family, worth: worth(word) }));

  /** @type {(text: string, hidden?: string[]) => Found} */
  function find(text, hidden = []) {
    const spelt = has("idiom") && has("fuzzy") ? respelt(text) : { text, meant: {} };
    const query = read(spelt.text);
    const full = query.keys.filter(({ weight }) => weight >= rules.FULL_KEY).map(({ key }) => keyTerm(key));
    const whole = query.keys.filter((one) => one.whole).map(({ key }) => keyTerm(key));
    const together = has("phrase") && query.content.length >= rules.PHRASE_FROM ? said(told(query)) : new Map();
    const before = has("asked") && !query.way && query.all.length >= rules.ASKED_FROM ? answered(telling(query)) : new Map();
    const results = (query.words.length ? ask(query) : []).filter(({ id }, at) => at < rules.LOOKED_AT || together.has(id) || before.has(id));
    const covered = coverage(told(query));
    const like = likeness(told(query), query.content);
    const hits = results.map(({ id, score, match, queryTerms }) => ({
      entry: data.entries[id],
      at: id,
      score: score / queryTerms.length ** (has("counted") ? rules.COUNTED : 0),
      covered: covered(match),
      like: !has("title") ? 0 : data.entries[id].kind === "term" && whole.some((key) => match[key]?.some((/** @type {string} */ field) => field !== "kins")) ? 1 : like(id), // of "PSC" as well, where it is spelt out
      named: full.some((key) => key in match),
      alike: has("alike") ? alikeness(query, id) : 0,
      said: together.get(id) ?? 0,
      before: before.get(id) ?? 0,
      words: Object.keys(match).filter((term) => !isKey(term)),
      readable: Object.keys(match).filter((term) => !isKey(term) && match[term].some((/** @type {string} */ field) => !UNSEEN.includes(field))),
    }));
    const meant = query.words.filter(({ word, typed }) => word !== stem(typed)).map(({ word, typed }) => [typed, word]);
    const unknown = query.words.filter((one) => !GENERIC.has(one.typed) && isUnknown(one)).map(({ typed }) => typed);
    const ranked = rank(hits, query, has, hidden);
    return { text, query, hits: has("difference") ? toldApart(ranked, text) : ranked, meant: { ...Object.fromEntries(meant), ...spelt.meant }, unknown, typed: plainWords(text) };
  }

  /** Put what two ideas are, whose difference is asked, next to the best result.
      @type {(hits: Hit[], text: string) => Hit[]} */
  function toldApart(hits, text) {
    const ideas = Object.values(text.toLowerCase().match(rules.DIFFERENCE)?.groups ?? {}).filter(Boolean);
    const both = ideas.flatMap((idea) => find(`what is ${idea}`).hits.slice(0, rules.DEFINED_IN).find(({ entry, like }) => like > 0 && rules.DEFINING.has(entry.kind)) ?? []);
    const places = new Set(both.map(({ at }) => at));
    if (places.size !== 2) return hits;
    const others = hits.filter(({ at }) => !places.has(at));
    const first = places.has(hits[0]?.at) ? 0 : 1;
    return [...others.slice(0, first), ...both, ...others.slice(first)];
  }

  return find;
}

/** The forms in which a misspelt word may be near one of the index: its stem, as it was typed, without its last s.
    @type {(word: string, typed: string) => string[]} */
const formsOf = (word, typed) => [...new Set([word, typed, typed.replace(/s$/, "")])];

/** The words of a stored index, each with the documents that have it in one field: enough to tell common from rare.
    @type {(terms: [string, Record<string, Record<string, number>>][]) => [string, number][]} */
function countsIn(terms) {
  return terms
    .filter(([term]) => !isKey(term))
    .map(([term, fields]) => [term, Math.max(...Object.values(fields).map((documents) => Object.keys(documents).length))]);
}

/** Order hits by the rules.
    @type {(hits: Hit[], query: Query, has: (rule: string) => boolean, hidden: string[]) => Hit[]} */
function rank(hits, query, has, hidden) {
  const narrowed = has("platform") && query.platforms.length > 0;
  const vague = has("vague") && hits.every(({ covered }) => covered < rules.VAGUE);
  for (const hit of hits) {
    const { kind, address, platforms = [] } = hit.entry;
    if (has("prior")) hit.score *= rules.PRIOR[kind] ?? 1;
    if (vague && rules.WIDE.has(kind)) hit.score *= rules.WIDER;
    if (has("coverage")) hit.score *= (rules.COVERED.least + hit.covered) ** rules.COVERED.power;
    hit.score *= (1 + rules.LIKE_TITLE * hit.like + rules.LIKE_PHRASE * hit.said ** rules.PHRASE_POWER) * (1 + rules.LIKE_ASKED * hit.alike ** rules.ALIKE_POWER) * (query.factor[kind] ?? 1) * rules.ASKED ** (hit.before ** rules.ASKED_POWER);
    if (narrowed && platforms.length) hit.score *= platforms.some((one) => query.platforms.includes(one)) ? rules.ON_PLATFORM : rules.OFF_PLATFORM;
    else if (has("platform") && kind === "ahead" && platforms.length) hit.score *= rules.OFF_PLATFORM; // the list of all platforms has it
    else if (has("pair") && platforms.length && platforms.every((one) => hidden.includes(one))) hit.score *= rules.PUT_ASIDE;
    if (has("unnamed") && !query.platforms.length && kind === "thing" && platforms.length === 1 && !hit.named) hit.score *= rules.UNNAMED;
    if (query.way && address.includes(query.way)) hit.score *= rules.ON_THE_WAY;
    if (narrowed && kind === "translation") hit.score *= rules.ON_PLATFORM;
    if (has("theirs") && narrowed && kind === "term") hit.score *= rules.TERM_ON_PLATFORM;
    if (has("theirs") && kind === "translation" && asksForTheirs(query, hit.entry, hidden)) hit.score *= narrowed ? rules.THEIR_NAME.named : rules.THEIR_NAME.chosen;
  }
  hits.sort((one, other) => other.score - one.score || one.at - other.at);
  return has("variety") ? varied(hits) : hits;
}

/** Whether a query is one platform's name for what a translation is of, and another platform is named, or the other of the two that are
    not put aside. A word alone is seldom a name: all of them have endpoints.
    @type {(query: Query, entry: SearchEntry, hidden: string[]) => boolean} */
function asksForTheirs({ platforms, content }, entry, hidden) {
  const [named, ...others] = platforms;
  if (others.length || content.length < 2 || (!named && !hidden.length)) return false;
  const whose = whoseWord(entry, content).filter((platform) => !hidden.includes(platform));
  return named ? whose.length > 0 && !whose.includes(named) : whose.length === 1;
}

/** Put results of pages that have one already behind, the first of them least.
    @type {(hits: Hit[]) => Hit[]} */
function varied(hits) {
  const pool = hits.slice(0, rules.POOL).map((hit) => ({ hit, page: hit.entry.address.split("#")[0] }));
  const out = [];
  const seen = new Map();
  while (pool.length) {
    const worth = pool.map(({ hit, page }) => hit.score * rules.NEXT_OF_PAGE ** Math.min(rules.MOST_OF_PAGE, seen.get(page) || 0));
    const [{ hit, page }] = pool.splice(worth.indexOf(Math.max(...worth)), 1);
    seen.set(page, (seen.get(page) || 0) + 1);
    out.push(hit);
  }
  return [...out, ...hits.slice(rules.POOL)];
}
