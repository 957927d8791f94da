// @ts-check
/* Paste and check: what paste.js found, as elements and words. */

import { button, element } from "./dom.js";
import { LIMITS } from "./paste.js";

const SHOWN = 300; /* names */
const PLACES = 6; /* of a name */
const AROUND = 90; /* characters before and behind a place */
const OWN_PAGE = "reference/paste/";
const PAGES = String(!/\.html$/.test(location.pathname)); /* how addresses of pages end: as folders, or as files */

/** @type {(number: number, one: string, many: string) => string} */
export function some(number, one, many) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** The places of each record, the gravest level first.
    @type {(marks: PasteMark[], data: any) => PasteMark[][]} */
export function groupsOf(marks, data) {
  /** @type {Map<any, PasteMark[]>} */
  const groups = new Map();
  for (const mark of marks) {
    const group = groups.get(mark.record);
    if (group) group.push(mark);
    else groups.set(mark.record, [mark]);
  }
  /** @type {(group: PasteMark[]) => number} */
  const rank = (group) => data.levels.indexOf(levelOf(group, data));
  return [...groups.values()].sort((one, other) => rank(one) - rank(other) || one[0].line - other[0].line);
}

/** @type {(group: PasteMark[], data: any) => string} */
function levelOf(group, data) {
  return data.records[group[0].record][0];
}

/** The entries of the list; `goTo` shows a place in the box, `canShow` says whether it is there.
    @type {(text: string, groups: PasteMark[][], data: any, goTo: (mark: PasteMark) => void, canShow: (mark: PasteMark) => boolean) => HTMLElement[]} */
export function itemsOf(text, groups, data, goTo, canShow) {
  return groups.slice(0, SHOWN).map((marks) => {
    const [level, says, today, , links] = data.records[marks[0].record];
    const head = element("p", { className: "mark-head" });
    head.append(element("span", { className: "level" }, level), " ", element("code", {}, marks[0].text), " ", element("span", {}, says));
    const now = element("p", { className: "mark-today" }, element("strong", {}, level === "renamed" ? "Now: " : "Today: "), today);
    const foot = element("p", { className: "mark-foot" });
    for (const mark of marks.slice(0, PLACES)) foot.append(placeOf(mark, goTo, canShow), " ");
    if (marks.length > PLACES) foot.append(`and ${some(marks.length - PLACES, "more line", "more lines")} `);
    for (const link of links) foot.append(linkOf(link, data), " ");
    return element("li", { className: "mark-item", "data-level": level }, head, today ? now : "", excerptOf(text, marks[0]), foot);
  });
}

/** @type {(mark: PasteMark, goTo: (mark: PasteMark) => void, canShow: (mark: PasteMark) => boolean) => HTMLElement} */
function placeOf(mark, goTo, canShow) {
  const label = `Show ${mark.text} in line ${mark.line} of the paste`;
  return button(`line ${mark.line.toLocaleString("en")}`, () => goTo(mark), { "aria-label": label, disabled: !canShow(mark) });
}

/** A link to what proves it, in a new tab: the paste would be lost.
    @type {(link: [string, string, string], data: any) => HTMLElement} */
function linkOf([page, anchor, words], data) {
  const href = `${data.pages[PAGES][page]}#${anchor}`;
  if (page === OWN_PAGE) return element("a", { href }, words);
  return element("a", { href, target: "_blank", rel: "noopener" }, `${words} (new tab)`);
}

/** @type {(text: string, mark: PasteMark) => HTMLElement} */
function excerptOf(text, mark) {
  const lineEnd = text.indexOf("\n", mark.begin);
  const line = text.slice(mark.begin, lineEnd < 0 ? text.length : lineEnd);
  const from = Math.max(0, mark.column - 1 - AROUND);
  const end = mark.column - 1 + mark.text.length;
  const node = element("pre", { className: "excerpt" });
  node.append((from ? "…" : "") + line.slice(from, mark.column - 1), element("mark", {}, line.slice(mark.column - 1, end)), line.slice(end, end + AROUND));
  if (line.length > end + AROUND) node.append("…");
  return node;
}

/** @type {(result: PasteResult, groups: PasteMark[][], data: any) => string[]} */
export function summaryOf(result, groups, data) {
  /** @type {string[]} */
  const levels = data.levels;
  const counts = levels.map((level) => ({ level, number: groups.filter((group) => levelOf(group, data) === level).length }));
  const named = counts.filter((one) => one.number).map((one) => `${one.number} ${one.level}`);
  const silence = result.recognised
    ? "No dead, closed, ending, deprecated, renamed or preview name found."
    : `Nothing of the ${PLATFORM_COUNT} platforms recognised: nothing was judged.`;
  const parts = [named.length ? `${some(groups.length, "name", "names")}: ${named.join(", ")}.` : silence];
  if (result.unknown.size) parts.push(`${some(result.unknown.size + result.unknownMore, "name", "names")} that this page cannot judge.`);
  return parts;
}

/** What was left out of a text of which there is `more` than was read ("more than ").
    @type {(result: PasteResult, more: string) => string[]} */
export function leftOutOf(result, more) {
  if (!result.leftOut) return [];
  return [`Read to character ${LIMITS.chars.toLocaleString("en")}; ${more}${some(result.leftOut, "character was", "characters were")} left out.`];
}

/** What is found and not in the list.
    @type {(result: PasteResult, groups: PasteMark[][]) => string} */
export function notShownOf(result, groups) {
  const left = [];
  if (groups.length > SHOWN) left.push(some(groups.length - SHOWN, "more name", "more names"));
  if (result.more) left.push(some(result.more, "more place", "more places"));
  return left.length ? `Not shown: ${left.join(", ")}.` : "";
}

/** The names that cannot be judged.
    @type {(result: PasteResult) => HTMLElement[]} */
export function unknownOf(result) {
  const names = [...result.unknown].map(([name, line]) => element("li", {}, element("code", {}, name), ` (line ${line})`));
  if (result.unknownMore) names.push(element("li", {}, `and ${some(result.unknownMore, "more name", "more names")}`));
  for (const words of result.languages) names.push(element("li", {}, `${words}: only names that are the same everywhere were looked for`));
  return names;
}
