// @ts-check
/*! With MiniSearch, Copyright 2022 Luca Ongaro, MIT License: https://github.com/lucaong/minisearch/blob/master/LICENSE.txt */
/* The search at work: results in the dialog (search-box.js), which rows and questions a filter shows (text-filter.js). */

import { asset, brought, button, copy, element, load, pair, publicAddress, save, script } from "../given.js";
import { addressOf, byAddress, hiddenBetween, linesAsked, marked, NEWS, pairAsked, partAsked, partNaming, partOfKind, placeOf, shortened, sinceAsked, spokenIn, told, withKinds, wordsAsked } from "../search/answer.js";
import { searchIn } from "../search/find.js";
import { endsAsked } from "../search/window.js";

const SHOWN = 12;
const RECENT = 8;
const ALSO = 3; /* words that a result has where it does not show them */
const SAYS_LITTLE = new Set("ask address big call change end find go job less let look more move need open put read run say see set show size start stop take time try turn write".split(" ")); /* there */
const TRY = ["scale to zero", "request timeout", "ResourceLimitExceeded", "what ends next", "who reads our prompts"]; /* where nothing was searched before */
const KEY = "searches"; /* in this browser alone */
const LEAST_SEEN = 24; /* px of a result that is in sight */
const COPIED = 2000; /* ms that the button says so */
const BEGIN = ["compare/", "compare/names/", "reference/glossary/", "interview/questions/"]; /* where nothing is found */

/** @type {(text: string, hidden?: string[]) => import("../search/find.js").Found} */
let find;
/** @type {SearchData} */
let data;

/** What rows answer to parts of their questions, what translations hide: nothing until it comes, false when it does not.
    @type {SearchParts | false | undefined} */
let partAnswers;

const NO_PARTS = /** @type {SearchParts} */ ({ answers: {}, pairs: {} });

/** Bring it, once: most searches need none of it. */
async function withParts() {
  try {
    await script(asset("_gen/search-parts.js"));
    partAnswers = window.CMLP_SEARCH_PARTS;
  } catch {
    partAnswers = false;
  }
}

/** The part of a row that is asked for, or whose answer has the name in code that is, or the first where a kind is; none if its answers
    cannot be had.
    @type {(found: import("../search/find.js").Found, entry: SearchEntry) => SearchPart | null} */
function partOf({ query, text }, entry) {
  if (partAnswers === false) return null;
  const answers = partAnswers?.answers;
  return partAsked(entry, query) ?? partNaming(entry, text, answers) ?? partOfKind(entry, query, data.kinds, answers);
}

/** The two platforms between which a translation is asked for.
    @type {(found: import("../search/find.js").Found, entry: SearchEntry) => string[]} */
const between = ({ query }, entry) => (entry.kind === "translation" ? pairAsked(query, pair(), entry) : []);

/** What a translation hides between the two platforms that are asked for.
    @type {(found: import("../search/find.js").Found, entry: SearchEntry) => string} */
function breaksIn(found, entry) {
  const two = between(found, entry);
  return two.length ? hiddenBetween(entry, two, (partAnswers || NO_PARTS).pairs) : "";
}

let withAll = false; /* the dialog was asked to show what the choice of two platforms hides */

/** The platforms that the reader has put aside and the query does not name.
    @type {(named: string[]) => string[]} */
const aside = (named) => (pair().length && !withAll ? Object.keys(PLATFORM_NAMES).filter((one) => !pair().includes(one) && !named.includes(one)) : []);

/** Make the index, once. */
async function ready() {
  if (data) return;
  await script(asset("_gen/search.js"));
  find = searchIn(window.CMLP_SEARCH);
  data = window.CMLP_SEARCH;
}

const { base } = JSON.parse(document.getElementById("__config").textContent);
const root = new URL(base.replace(/\/*$/, "/"), location.href).href;
const fromDisk = /\.html$/.test(location.pathname) && !document.querySelector("link[rel=manifest]");

/** @type {() => string[]} */
function recent() {
  try {
    return JSON.parse(load(KEY) || "[]").filter((/** @type {unknown} */ one) => typeof one === "string").slice(0, RECENT);
  } catch {
    return []; /* what another page put there */
  }
}

/** @type {(words: string) => void} */
function remember(words) {
  if (words) save(KEY, JSON.stringify([words, ...recent().filter((one) => one !== words)].slice(0, RECENT)));
}

/* Results --------------------------------------------------------------------------------------------------------- */

/** @type {(text: string, words: string[]) => any[]} */
function withMarks(text, words) {
  return marked(text, words).map((piece, at) => (at % 2 ? element("mark", {}, piece) : piece));
}

/** @type {(answers: [string, string, string?][], platforms: string[], words: string[]) => any} */
function answersOf(answers, platforms, words) {
  const lines = answers.map(([platform, text, mark]) => element(
    "span",
    { className: `search-answer${platforms.includes(platform) ? " asked" : ""}` },
    element("span", { className: `platform platform-${platform}` }, PLATFORM_NAMES[platform]),
    " ",
    element("span", {}, mark ? [element("span", { className: `m m-${mark}` }, mark.replace("-", " ")), " "] : "", withMarks(text, words)),
    " ",
  ));
  return lines.length ? element("span", { className: "search-answers" }, lines) : "";
}

/** Words that were typed, and tell something, which a result has where it does not show them.
    @type {(shown: string, found: import("../search/find.js").Found, hit: import("../search/find.js").Hit) => string[]} */
function elsewhere(shown, { query, typed: own }, { readable }) {
  const has = new Set(readable);
  const said = shown.toLowerCase();
  const tells = (/** @type {{ word: string, typed: string }} */ { word, typed }) => !SAYS_LITTLE.has(word) && query.content.includes(word) && own.includes(typed) && !(typed in data.platforms);
  const isShown = (/** @type {{ word: string, family: string[] }} */ { word, family }) => [word, ...family].some((one) => said.includes(one));
  return query.words.filter((one) => has.has(one.word) && !isShown(one) && tells(one)).map(({ word, typed }) => (typed.startsWith(word) ? typed : word));
}

/** The answers of an entry, or of the part that is asked for.
    @type {(entry: SearchEntry, part: SearchPart | null) => NonNullable<SearchEntry["answers"]>} */
const answersIn = ({ answers = [] }, part) => (part ? (partAnswers || NO_PARTS).answers[part.anchor] || [] : answers);

/** Those of them that are not put aside, each in a line that `joined` makes of those of its kinds.
    @type {(found: import("../search/find.js").Found, entry: SearchEntry, part: SearchPart | null, joined: (lines: string[]) => string) => NonNullable<SearchEntry["answers"]>} */
function answersShown({ query }, entry, part, joined) {
  const hidden = aside(query.platforms);
  return answersIn(entry, part).filter(([platform]) => !hidden.includes(platform)).map(([platform, text, mark]) => [platform, joined(linesAsked(text, query.content)), mark]);
}

const today = () => new Date().toISOString().slice(0, 10);

/** What of the ends that an entry lists is asked for.
    @type {(found: import("../search/find.js").Found, entry: SearchEntry) => import("../search/window.js").Ends | null} */
const endsIn = ({ text }, { ends }) => (ends ? endsAsked(ends, text, today()) : null);

/** What an entry is called; the ends otherwise where some are asked for that came.
    @type {(found: import("../search/find.js").Found, entry: SearchEntry) => string} */
const titleOf = (found, entry) => (endsIn(found, entry)?.since ? entry.title.replace("What ends next", WHAT_ENDED) : entry.title);
const WHAT_ENDED = "What ended, and what ends";

/** What an entry says: of a theme how its answer of a minute begins, in the words of the platform that is asked for or chosen.
    @type {(found: import("../search/find.js").Found, entry: SearchEntry) => string} */
function textOf({ query }, entry) {
  const spoken = entry.kind === "theme" && `${entry.address}#${wordsAsked(entry, query, pair()) ?? SPOKEN}`;
  return (spoken && data.entries.find(({ id }) => id === spoken)?.text) || entry.text || "";
}
const SPOKEN = "the-answer-in-60-seconds"; /* the section of a theme's page, in no platform's words */

/** What is told of an entry to a chat: of a theme its spoken answer, in the words of the platform that is asked for or chosen.
    @type {(found: import("../search/find.js").Found, entry: SearchEntry) => Promise<{ title: string, text?: string }>} */
async function toTell(found, entry) {
  const { query } = found;
  const ends = endsIn(found, entry);
  const title = titleOf(found, entry);
  if (ends) return { title, text: [ends.said, ...ends.lines.map((line) => `- ${line}`)].filter(Boolean).join("\n") };
  if (entry.kind === "translation") return { title, text: breaksIn(found, entry) };
  if (entry.kind !== "theme") return entry;
  await script(asset(`_gen/md/${entry.address.replace(/\/$/, "")}.js`));
  const [markdown, places] = window.CMLP_MARKDOWN[entry.address];
  const platform = wordsAsked(entry, query, pair());
  return { title: platform ? `${title}, ${PLATFORM_NAMES[platform]}` : title, text: spokenIn(markdown, places, platform) };
}

/** The address of what an entry says to a query; of ends that came, the page of what happened since.
    @type {(found: import("../search/find.js").Found, entry: SearchEntry, part: SearchPart | null) => string} */
function hrefOf(found, entry, part) {
  const since = endsIn(found, entry)?.since;
  const place = since ? `${NEWS}#?${new URLSearchParams({ ...(entry.platforms && { a: entry.platforms[0] }), d: since.slice(0, 7) })}` : placeOf(entry, part, found.query, pair());
  return root + addressOf(place, fromDisk ? data.folders : null);
}

/** @type {(found: import("../search/find.js").Found, hit: import("../search/find.js").Hit, at: number) => HTMLElement} */
function resultOf(found, hit, at) {
  const { entry } = hit;
  const { kind, id, place } = entry;
  const part = partOf(found, entry);
  const ends = endsIn(found, entry);
  const title = titleOf(found, entry);
  const text = ends ? (at ? ends.said.replace(/:$/, ".") : ends.said) : textOf(found, entry); /* one list is enough to read */
  const shown = answersShown(found, entry, part, shortened);
  const breaks = breaksIn(found, entry);
  const news = sinceAsked(entry, found.query);
  const since = news && [news.a && PLATFORM_NAMES[news.a], news.d && `since ${news.d}`].filter(Boolean).join(", ");
  const href = hrefOf(found, entry, part);
  const also = ends ? [] : elsewhere([title, place, text, part?.asks, breaks, ...shown.map(([, said]) => said)].join(" "), found, hit);
  return element(
    "a",
    { role: "option", id: `search-${at}`, tabIndex: -1, href, "data-result": `${kind}:${id}`, "aria-selected": "false" },
    element("span", { className: "search-copy", "aria-hidden": "true" }, "Copy"),
    element("b", { className: "search-title" }, withMarks(title, hit.words)),
    " ",
    element("span", { className: "search-kind" }, [data.labels[kind], place, since].filter(Boolean).join(" · ")),
    " ",
    part || text ? element("span", { className: "search-text" }, withMarks(part ? part.asks : text, hit.words), " ") : "",
    ends && at === 0 ? ends.lines.map((line) => element("span", { className: "search-text" }, line, " ")) : "",
    answersOf(shown, found.query.platforms, hit.words),
    breaks ? element("span", { className: "search-text" }, withMarks(breaks, hit.words), " ") : "",
    also.length ? element("span", { className: "search-also" }, `Also in it: ${also.slice(0, ALSO).join(", ")}`) : "",
  );
}

/** What was understood, in a sentence or two.
    @type {(found: import("../search/find.js").Found, count: number) => string} */
function saidOf({ meant, unknown }, count) {
  const spelt = Object.entries(meant).map(([typed, word]) => `“${word}” for “${typed}”`);
  const none = unknown.length ? `Nothing here has ${unknown.map((word) => `“${word}”`).join(", ")}.` : "";
  const results = count ? `${count === SHOWN ? `The best ${count}` : count} result${count === 1 ? "" : "s"}` : "";
  const taken = spelt.length && count ? `, taking ${spelt.join(", ")}` : "";
  return [results && `${results}${taken}.`, none, !count && "Try another word, or begin with one of these."].filter(Boolean).join(" ");
}

/* The dialog ------------------------------------------------------------------------------------------------------ */

/** @type {WeakSet<object>} */
const used = new WeakSet();

/** Let the address of this page have a query, or none.
    @type {(words: string) => void} */
function keep(words) {
  const { pathname, search, hash } = location;
  const said = words && `?${new URLSearchParams({ q: words })}`;
  if (search !== said && (words || new URLSearchParams(search).has("q"))) history.replaceState(history.state, "", pathname + said + hash);
}

/** Bring a dialog to life, and answer what is in its field.
    @type {(box: import("../search-box.js").Box) => Promise<void>} */
async function use({ dialog, field, said, list, copier }) {
  await ready();
  let active = -1;
  let kept = -1; /* what is chosen again when the mouse has left the list: on its way to the button it crosses other results */
  let asked = "";
  /** What is found, as it is shown.
      @type {{ found: import("../search/find.js").Found, entries: SearchEntry[] } | null} */
  let shownNow = null;
  /** @type {() => any[]} */
  const options = () => [...list.querySelectorAll("[role=option]")];

  /** Choose a result, of which there is always one: what Enter opens, and the button at the foot copies; under the mouse until it leaves the list.
      @type {(at: number, scrolls?: boolean, stays?: boolean) => void} */
  function choose(at, scrolls = true, stays = true) {
    const all = options();
    active = all.length ? (at + all.length) % all.length : -1;
    if (stays) kept = active;
    for (const [place, one] of all.entries()) one.setAttribute("aria-selected", String(place === active));
    if (active < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", all[active].id);
      if (scrolls) all[active].scrollIntoView({ block: "nearest" });
    }
    nameCopier();
  }

  let rest = () => {}; /* what was copied last says no more that it was */

  function nameCopier() {
    const chosen = shownNow?.entries[active];
    copier.hidden = !chosen;
    copier.textContent = chosen && shownNow ? `Copy ${chosen.kind === "theme" ? "the answer to " : ""}“${titleOf(shownNow.found, chosen)}”` : "";
  }

  /** Copy what a result says, as one tells it to a chat.
      @type {(at: number) => Promise<void>} */
  async function copyResult(at) {
    const entry = shownNow?.entries[at];
    if (!shownNow || !entry) return;
    choose(at);
    await script(asset("_gen/share.js"));
    const { found } = shownNow;
    const part = partOf(found, entry);
    const href = publicAddress(hrefOf(found, entry, part), window.CMLP_SHARE.site);
    const lead = part ? null : entry.parts?.find(({ asks }) => asks === entry.text); /* the part that the marks answer */
    if (lead && partAnswers === undefined) await withParts();
    const joined = (/** @type {string[]} */ lines) => lines.join("; ");
    const byKind = lead ? answersShown(found, entry, lead, joined) : [];
    const answers = withKinds(answersShown(found, entry, part, joined), byKind);
    const done = await copy(told(await toTell(found, entry), part, answers, PLATFORM_NAMES, `Data as of ${window.CMLP_SHARE.asOf}\n${href}`), list);
    rest();
    copier.textContent = done ? "Copied" : "The browser refused to copy: do it by hand";
    const beside = options()[at]?.querySelector(".search-copy");
    if (beside && done) beside.textContent = "Copied";
    const timer = setTimeout(() => rest(), COPIED);
    rest = () => {
      clearTimeout(timer);
      if (beside) beside.textContent = "Copy";
      nameCopier();
    };
  }

  /** @type {(nodes: any[], words: string) => void} */
  function show(nodes, words) {
    list.replaceChildren(...nodes);
    list.scrollTop = 0;
    field.setAttribute("aria-expanded", String(nodes.length > 0));
    said.setAttribute("role", "status");
    said.textContent = words;
    choose(0);
  }

  function showRecent() {
    shownNow = null;
    const words = recent();
    const nodes = (words.length ? words : TRY).map((one, at) => button(one, () => ask(one), { role: "option", id: `search-${at}`, className: "search-recent", tabIndex: -1, "aria-selected": "false" }));
    show(nodes, words.length ? "Searched before, in this browser: " : "Rows, limits, products by any name, API calls, error codes, terms, or a question in plain words. For example:");
    if (words.length) said.append(button("Forget these", () => { save(KEY, ""); showRecent(); field.focus(); }));
  }

  /** @type {(words: string) => void} */
  function ask(words) {
    if (field.value !== words) field.value = words;
    asked = words.trim();
    if (!asked) {
      showRecent();
      return;
    }
    if (partAnswers === false) partAnswers = undefined; /* they may come now */
    const found = find(asked, aside([]));
    const hits = found.hits.slice(0, SHOWN);
    const others = hits.length ? [] : data.entries.filter(({ id }) => BEGIN.includes(id));
    const shown = hits.length ? hits : others.map((entry) => ({ entry, at: 0, score: 0, covered: 0, like: 0, named: false, alike: 0, said: 0, before: 0, words: [], readable: [] }));
    const draw = () => {
      shownNow = { found, entries: shown.map(({ entry }) => entry) };
      show(shown.map((hit, at) => resultOf(found, hit, at)), saidOf(found, hits.length));
      const hidden = aside(found.query.platforms).filter((one) => hits.some(({ entry }) => answersIn(entry, null).some(([platform]) => platform === one)));
      if (hidden.length) said.append(` ${hidden.map((one) => PLATFORM_NAMES[one]).join(", ")} hidden, as you chose. `, button("Show", () => { withAll = true; ask(field.value); field.focus(); }));
    };
    draw();
    if (partAnswers !== undefined || !hits.some(({ entry }) => partOf(found, entry) || between(found, entry).length)) return;
    withParts().then(() => {
      if (field.value !== words) return; /* something else is asked by now */
      const chosen = active;
      const { scrollTop } = list;
      draw();
      choose(chosen);
      list.scrollTop = scrollTop;
    });
  }

  if (!used.has(dialog)) {
    used.add(dialog);
    dialog.addEventListener("close", () => {
      keep("");
      withAll = false;
    });
    copier.addEventListener("click", () => copyResult(active));
    field.addEventListener("input", () => ask(field.value));
    field.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.isComposing) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        choose(active + step);
      } else if (event.key === "Enter") {
        event.preventDefault();
        options()[active]?.click();
      }
    });
    list.addEventListener("scroll", () => {
      const { top, bottom } = list.getBoundingClientRect();
      const isSeen = (/** @type {any} */ one) => one.getBoundingClientRect().bottom > top + LEAST_SEEN && one.getBoundingClientRect().top < bottom - LEAST_SEEN;
      const all = options();
      if (kept >= 0 && !isSeen(all[kept])) kept = all.findIndex(isSeen); /* what is copied is in sight */
      if (active >= 0 && !isSeen(all[active])) choose(kept, false);
    });
    list.addEventListener("pointermove", (/** @type {any} */ event) => {
      const at = options().indexOf(event.target.closest("[role=option]"));
      if (event.pointerType === "mouse" && at >= 0 && at !== active) choose(at, false, false); /* one result is chosen, not two */
    });
    list.addEventListener("pointerleave", () => choose(kept, false));
    list.addEventListener("click", (/** @type {any} */ event) => {
      const link = event.target.closest("a");
      if (!link) return;
      if (event.target.closest(".search-copy")) {
        event.preventDefault();
        copyResult(options().indexOf(link));
        return;
      }
      remember(asked);
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (link.pathname === location.pathname) dialog.close();
      else keep(asked); /* who comes back finds the results again */
    });
  }
  ask(field.value);
}

/** Links to what the words of an address may have meant: pages of addresses like it, then the best results.
    @type {(words: string, most: number) => HTMLElement[]} */
function links(words, most) {
  const { query, hits } = find(words);
  const results = hits.filter(({ covered }) => covered > 0).map(({ entry }) => entry);
  const pages = results.filter(({ kind }) => ["page", "capability", "theme", "case"].includes(kind));
  const near = byAddress(data.entries, query.words.map(({ word }) => word), data.platforms);
  const found = new Set([...near.slice(0, 2), ...pages.slice(0, 1), ...near, ...results]); /* a platform's pages are like many addresses */
  return [...found].slice(0, most).map((entry) => {
    const { kind, id, title, place, address } = entry;
    const link = element("a", { href: root + addressOf(address, fromDisk ? data.folders : null), "data-result": `${kind}:${id}` }, title);
    return element("span", {}, link, ` (${[data.labels[kind], place].filter(Boolean).join(", ")})`);
  });
}

/** Which of some records match a text: those that have nearly as many of its words as the best; null without words.
    @type {(ids: string[], text: string) => Set<string> | null} */
function matching(ids, text) {
  if (!text.trim()) return null;
  const among = new Set(ids);
  const hits = find(text).hits.filter(({ entry }) => among.has(entry.id));
  const most = Math.max(0, ...hits.map(({ covered }) => covered));
  return new Set(hits.filter(({ covered }) => covered > 0 && covered >= most * ENOUGH).map(({ entry }) => entry.id));
}
const ENOUGH = 0.9; /* of what the best result covers */

brought.search = { links, matching, ready, use };
