// @ts-check
/* The selector's answer as elements: headings, tables and lists; text only by textContent. */

import { element } from "./dom.js";
import * as selector from "./selector.js";
import * as words from "./selector-record.js";

const FIRST = 5; /* settings that are seen before the rest is unfolded */
/** @type {Record<string, string>} */
const MET = { pass: "requirements met", open: "requirements partly unknown", out: "ruled out" };
/** @type {Record<string, string>} */
const MARKS = { yes: "yes", partly: "partly", open: "not-documented", no: "no" };

/** What the answer needs to know of its page: the data, which addresses lead from it, the page on what stands beside.
    @typedef {{ data: any, directories: string, instead: string }} Place */

// Verdict: one line a platform, in view while one answers -----------------------------------------------------------

/** How a platform stands: a mark for each criterion that was asked, their counts, and what tells most.
    @type {(place: Place, one: Standing, result: Answer) => any[]} */
export function verdict(place, one, result) {
  if (result.kind === "nothing") return [];
  const counts = selector.tally(one);
  const marks = Object.entries(counts).flatMap(([grade, number]) =>
    Array.from({ length: number }, () => element("i", { class: `m m-${MARKS[grade]}` })));
  return [
    one.state === "out" ? element("b", { class: "standing" }, "out") : "",
    element("span", { class: "tally", "aria-hidden": "true" }, marks),
    element("span", { class: "counts" }, words.counts(counts)),
    element("span", { class: "tells" }, words.tells(place.data, one)),
  ];
}

// Links -------------------------------------------------------------------------------------------------------------

/** @type {(place: Place, row: string, platform: string) => HTMLElement} */
function rowLink({ data, directories }, row, platform) {
  const [name, page] = data.rows[row];
  return element("a", { href: `${data.pages[directories][page]}#${row}` + (platform ? `--${platform}` : "") }, name);
}

/** @type {(place: Place, id: string) => HTMLElement} */
function criterionLink({ data }, id) {
  return element("a", { href: `#${id}` }, words.criterion(data, id).name);
}

/** @type {(place: Place, platform: string) => HTMLElement} */
function platformName({ data }, platform) {
  return element("span", { class: `platform platform-${platform}` }, data.platforms[platform]);
}

/** @type {(place: Place) => HTMLElement} */
function besides({ data, instead }) {
  return element("a", { href: instead }, `What stands beside ${data.these}`);
}

// Reasons -----------------------------------------------------------------------------------------------------------

/** @type {(place: Place, platform: string, one: { grade?: string, parts: Part[] }) => HTMLElement[]} */
function reasonsOf(place, platform, one) {
  return selector.deciding(one).map((part) =>
    element("p", { class: "reason" }, part.note ? element("em", {}, part.note) : "", part.note ? "; " : "", place.data.words[part.key][0], " ", rowLink(place, part.row, platform)));
}

/** What is seen when it is unfolded.
    @type {(title: any[], ...inside: any[]) => any} */
function fold(title, ...inside) {
  return element("details", { class: "fold" }, element("summary", {}, title), inside);
}

/** Said to ears only: of which platform something is.
    @type {(place: Place, platform: string) => HTMLElement} */
function of({ data }, platform) {
  return element("span", { class: "visually-hidden" }, `, ${data.platforms[platform]}`);
}

/** A criterion with its mark, weight and kind; it opens to the reasons.
    @type {(place: Place, platform: string, one: Reason) => HTMLElement} */
function item(place, platform, one) {
  const kind = words.kindName(place.data, one.on, platform, one.kind);
  return element("li", {}, fold(
    [element("span", { class: `m m-${MARKS[one.grade]}` }, `${words.GRADE_WORDS[one.grade]}:`), " ", words.criterion(place.data, one.criterion).name, " ",
      element("span", { class: "dates" }, [words.weight(one), kind].filter(Boolean).join(", "))],
    reasonsOf(place, platform, one),
    element("p", {}, element("a", { href: `#${one.criterion}` }, "The criterion", element("span", { class: "visually-hidden" }, ` ${words.criterion(place.data, one.criterion).name}`)))));
}

/** @type {(place: Place, platform: string, title: string, found: Reason[]) => any} */
function list(place, platform, title, found) {
  return found.length ? [element("h4", {}, `${title}: ${found.length}`, of(place, platform)), element("ul", {}, found.map((one) => item(place, platform, one)))] : "";
}

/** @type {(place: Place, one: Standing, part: Failures) => any[]} */
function failed(place, one, part) {
  const { data } = place;
  const { platform } = one;
  const name = (/** @type {string} */ kind) => words.kindName(data, part.on, platform, kind);
  const line = (/** @type {string} */ who, /** @type {string} */ criterion, /** @type {any} */ reasons) =>
    element("li", {}, element("p", {}, element("strong", {}, who), " fails ", criterionLink(place, criterion)), reasons);
  const byKind = (/** @type {Failures["everywhere"][0]} */ own) => {
    if (own.by.length === 1) return reasonsOf(place, platform, own.by[0]);
    return element("ul", {}, own.by.map(({ kinds, parts }) =>
      element("li", {}, element("p", {}, element("strong", {}, kinds.map(name).join(", ")), ": not met."), reasonsOf(place, platform, { parts }))));
  };
  const every = part.on && Object.keys(data.kinds[part.on][platform]).length > 1 ? "Every kind" : data.platforms[platform];
  return [
    element("p", {}, part.on ? `No kind of ${data.capabilities[part.on].toLowerCase()} meets all that is required of it together:` : "Required and not met:"),
    element("ul", {},
      part.everywhere.map((own) => line(every, own.criterion, byKind(own))),
      part.kinds.map((kind) => kind.failed.map((own) => line(name(kind.kind), own.criterion, reasonsOf(place, platform, own))))),
  ];
}

/** @type {(place: Place, one: Standing) => any} */
function standing(place, one) {
  const { platform } = one;
  const found = selector.reasons(one);
  const lists = one.state === "out" ? selector.failures(one).map((part) => failed(place, one, part)) : [
    list(place, platform, "Helped", found.helped),
    list(place, platform, "Hurt", found.hurt),
    list(place, platform, "Unknown", found.unknown),
  ];
  const none = one.state !== "out" && !Object.values(found).some((own) => own.length) ? element("p", {}, "Meets what is required, without a catch.") : "";
  return element("div", { class: `verdict-of platform-${platform}`, "data-platform": platform },
    element("h3", { id: `answer-${platform}`, class: "platform" }, place.data.platforms[platform], one.state === "out" ? ", ruled out" : ""), lists, none);
}

// Ranking -----------------------------------------------------------------------------------------------------------

/** A range with its middle as a small drawing; the numbers stand beside it.
    @type {(one: Standing) => SVGElement} */
function bar(one) {
  /** @type {(tag: string, attributes: Record<string, unknown>) => any} */
  const make = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
    return node;
  };
  const svg = make("svg", { class: "range", viewBox: "0 0 104 8", "aria-hidden": "true" });
  svg.append(
    make("rect", { class: "range-all", x: 2, y: 3, width: 100, height: 2 }),
    make("rect", { class: "range-open", x: 2 + one.low, y: 1, width: Math.max(one.high - one.low, 0.5), height: 6 }),
    make("rect", { class: "range-middle", x: 1 + one.middle, y: 0, width: 2, height: 8 }),
  );
  return svg;
}

/** How the platforms stand; the decision says it all where none is left, and a score is shown where something is weighed.
    @type {(place: Place, choice: Choice, order: Standing[]) => HTMLElement | ""} */
function ranking(place, choice, order) {
  const { data } = place;
  const scored = Object.values(choice.weights).some((weight) => weight < selector.REQUIRED);
  const required = Object.values(choice.weights).includes(selector.REQUIRED);
  if (order.every((one) => one.state === "out")) return "";
  const rows = order.map((one) => {
    const shown = scored && one.state !== "out";
    return element("tr", {},
      element("th", { scope: "row" }, platformName(place, one.platform)),
      scored ? element("td", {}, shown ? [element("b", { class: "value" }, words.points(one.middle)), ` of 100 (${words.range(one)}) `, bar(one)] : "no score") : "",
      element("td", {}, one.state === "out" ? "not counted" : words.kindsOf(data, one) || "the platform as a whole"),
      element("td", {}, one.state === "pass" && !required ? "nothing is required" : one.state === "out" ? `${MET.out}. ${words.misses(data, one)}` : words.met(MET[one.state], one)));
  });
  const heads = ["Platform", ...(scored ? ["Score"] : []), "Counted on", "Requirements"].map((head) => element("th", { scope: "col" }, head));
  return element("table", { class: "plain ranking" }, element("caption", { class: "visually-hidden" }, `How ${data.these} stand`), element("thead", {}, element("tr", {}, heads)), element("tbody", {}, rows));
}

// What would change the answer ------------------------------------------------------------------------------------------------

/** Where nothing ranks the platforms whatever is set next does: only what was set already is worth a line.
    @type {(place: Place, result: Answer, options: OtherOption[], turns: Setting[]) => any[]} */
function turning(place, result, options, turns) {
  const unranked = result.kind === "left";
  const found = unranked ? turns.filter((one) => one.from) : turns;
  if (unranked && !found.length && !options.length) return [];
  const title = [
    element("h3", { id: "answer-turns" }, "What would change the answer"),
    options.map((one) => element("p", {}, `${words.option(one)}: ${words.becomes(place.data, one)}.`)),
  ];
  if (!found.length) return unranked ? [title] : [title, element("p", {}, "No other setting of a single criterion changes who leads.")];
  const lines = (/** @type {Setting[]} */ list) => list.map((one) => element("li", {}, `${words.setting(place.data, one)}: ${words.becomes(place.data, one)}.`));
  const asked = lines(found.filter((one) => one.from));
  const unset = lines(found.filter((one) => !one.from));
  const rest = unset.splice(FIRST, Infinity);
  return [
    title,
    asked.length ? [element("p", {}, "The smallest change of a criterion that you set, the smallest first:"), element("ul", {}, asked)] : "",
    unset.length ? [element("p", {}, asked.length ? "Of a criterion that you did not set:" : "Nothing that you set; of a criterion that you did not set:"), element("ul", {}, unset)] : "",
    rest.length ? fold([`and ${rest.length} more`], element("ul", {}, rest)) : "",
  ];
}

/** @type {(place: Place, choice: Choice, result: Answer, others: Setting[]) => any[]} */
function otherwise(place, choice, result, others) {
  const found = selector.otherwise(place.data, choice, others);
  if (!found.length) return [];
  return [element("h3", { id: "answer-other" }, result.kind === "open" ? "What would settle it" : "What would have to be true for another answer"),
    element("div", { class: "evidence-line" }, found.map((one) => {
      const lines = words.conditions(place.data, one).map((line) => element("li", {}, line));
      const rest = lines.splice(FIRST, Infinity);
      const name = platformName(place, one.platform);
      return element("div", { class: `verdict-of platform-${one.platform}` },
        lines.length ? [element("p", {}, name, lines.length > 1 ? ", any one of these:" : ":"), element("ul", {}, lines)] : element("p", {}, name, ": no single change does it."),
        rest.length ? fold([`${rest.length} more`, of(place, one.platform)], element("ul", {}, rest)) : "");
    }))];
}

// Around it ---------------------------------------------------------------------------------------------------------

/** @type {(place: Place, result: Answer) => HTMLElement[]} */
export function ownFirst(place, result) {
  const { data } = place;
  if (!result.own.length) return result.kind === "none" ? [element("p", {}, besides(place), ": what it does, and what it costs you.")] : [];
  return [element("p", {}, element("strong", {}, "None of them: look at a platform of your own first."), " ", besides(place), " compares. Your reasons:"),
    element("ul", {}, result.own.map((name) => element("li", {}, element("strong", {}, data.signals[name][0]), `: ${data.signals[name][1]}`))),
    element("p", {}, `How ${data.these} stand all the same:`)];
}

/** What changed since a decision was made with the guide of an earlier entry of the journal.
    @type {(place: Place, choice: Choice, made: number | null) => HTMLElement[]} */
function since(place, choice, made) {
  const { data } = place;
  if (made === null || made >= data.journal) return [];
  const title = element("h3", { id: "answer-since" }, "Since this decision was made");
  if (!data.days) return [title, element("p", {}, "What has changed could not be loaded.")];
  const found = selector.changedSince(data, choice, made);
  const day = made ? data.days[made - 1] : "the beginning";
  if (!found.length) return [title, element("p", {}, `Nothing that it rests on has changed since ${day}.`)];
  const touched = (/** @type {string[]} */ [record, platform]) => {
    const isRow = record in data.rows;
    const isOne = platform in data.platforms;
    const target = isRow ? rowLink(place, record, isOne ? platform : "") : criterionLink(place, record);
    return element("li", {}, target, isOne ? `, ${data.platforms[platform]}` : "", isRow ? "" : ", our judgement");
  };
  return [title, element("p", {}, `Made with the guide of ${day}. What it rests on changed since:`),
    element("ul", {}, found.map((change) => element("li", {},
      element("p", {}, `${change.date}, ${change.kind}: ${change.why}`), element("ul", {}, change.facts.map(touched)))))];
}

/** The whole answer to a choice.
    @type {(place: Place, choice: Choice, result: Answer, others: Setting[], turns: Setting[], made: number | null) => any[]} */
export function whole(place, choice, result, others, turns, made) {
  const order = [...result.ranked, ...selector.nearest(result)];
  return [
    since(place, choice, made),
    result.own.length ? ownFirst(place, result) : [],
    words.decision(place.data, result).map((one, index) => element("p", index ? {} : { class: "selector-decision" }, one)),
    result.own.length ? [] : ownFirst(place, result),
    element("p", { class: "firmness" }, words.firmness(place.data, choice, others)),
    ranking(place, choice, order),
    element("div", { class: "evidence-line" },
      element("div", { class: "about" }, turning(place, result, selector.otherOptions(place.data, choice), turns)), result.platforms.map((one) => standing(place, one))),
    otherwise(place, choice, result, others),
  ].flat(Infinity).filter(Boolean);
}
