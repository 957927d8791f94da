// @ts-check
/* How a mock interview went: its questions with what was said of each, the score, the table of bands, what was missed. */

import { publicAddress } from "./address.js";
import { asked, cells, index } from "./cards.js";
import * as coach from "./coach.js";
import { element } from "./dom.js";
import { deck, progress } from "./progress.js";

/** The card of a question. What is thrown is meant for the reader.
    @type {(folder: string, id: string) => Promise<Card>} */
export async function cardOf(folder, id) {
  const card = (await deck(folder, asked(id).deck)).find((one) => one.id === id);
  if (!card) throw new Error("This page and its cards are of two versions of the guide: load the page again.");
  return card;
}

/** @type {(html: string) => string} */
function text(html) {
  return element("div", { innerHTML: html }).textContent.replace(/\s+/g, " ").trim();
}

/** @type {(ids: string[]) => string} */
export function titleOf(ids) {
  const decks = new Set(ids.map((id) => asked(id).deck));
  if (ids.length === 1 && decks.has("cases")) return asked(ids[0]).title;
  return decks.size === 1 ? index.decks[[...decks][0]] : "all themes";
}

/** @type {(interview: any, id: string, card: Card, site: string) => any} */
function questionOf(interview, id, card, site) {
  const said = interview.said[id] || [];
  const points = coach.pointsFor(card.points, interview.platform);
  return {
    id,
    title: asked(id).title,
    link: publicAddress(new URL(card.page, location.href).href, site),
    page: card.page,
    notes: interview.notes[id] || "",
    points: points.map((point) => ({ id: point.id, shows: point.shows, html: point.says, text: text(point.says), said: said.includes(point.id) })),
  };
}

/** The report of an interview: of the questions whose points were seen.
    @type {(interview: any, form: HTMLFormElement) => Promise<any>} */
export async function reportOf(interview, form) {
  const questions = [];
  for (const id of interview.ids.filter((/** @type {string} */ one) => interview.shown.includes(one))) {
    questions.push(questionOf(interview, id, await cardOf(/** @type {string} */ (form.dataset.decks), id), /** @type {string} */ (form.dataset.site)));
  }
  const { ids, minutes, seconds, version, platform } = interview;
  const score = coach.score(questions.flatMap((one) => one.points), Object.keys(index.ingredients), questions.length, ids.length);
  const day = interview.day || progress.today();
  return { title: titleOf(ids), day, platform: index.platforms[platform], seconds, minutes, version, score, ingredients: index.ingredients, questions, of: ids.length };
}

/** The questions of a report of which a point was missed.
    @type {(report: any) => any[]} */
export function missedOf(report) {
  return report.questions.filter((/** @type {any} */ one) => one.points.some((/** @type {any} */ point) => !point.said));
}

/** @type {(report: any) => string} */
export function overallOf({ score, questions, of, seconds, minutes }) {
  const { overall } = score;
  const band = overall.asked ? overall.band : "nothing answered yet";
  const skipped = of - questions.length;
  return (
    `Overall: ${band}, ${overall.said} of ${overall.asked} points in ${coach.clock(seconds)} of ${minutes} minutes.` +
    (skipped ? ` ${skipped} of ${of} questions were not reached and do not count.` : "")
  );
}

/** The rows of the table of bands, with a cell for each point.
    @type {(report: any) => HTMLElement[]} */
export function bandsOf({ score, ingredients }) {
  return Object.entries(ingredients).map(([name, words]) => {
    const { band, asked, said } = score.ingredients[name];
    const kinds = Array.from({ length: asked }, (_, at) => (at < said ? "full" : ""));
    const points = element("span", { className: "card-cells", "aria-hidden": "true" }, ...cells(kinds));
    const count = asked ? `${said} of ${asked}` : "none asked";
    return element("tr", {}, element("th", { scope: "row" }, words), element("td", {}, band), element("td", {}, count, points));
  });
}

/** @type {(report: any) => HTMLElement} */
export function missedList(report) {
  const missed = missedOf(report);
  if (!missed.length) return element("p", {}, report.questions.length ? "Nothing: every point was named." : "No question was answered.");
  return element("ol", {}, ...missed.map((one) => {
    const points = one.points.filter((/** @type {any} */ point) => !point.said);
    const list = element("ul", {}, ...points.map((/** @type {any} */ point) => element("li", { innerHTML: point.html })));
    return element("li", {}, element("a", { href: one.page }, one.title), list);
  }));
}

/** Put what was missed on the due list; says of how many questions.
    @type {(report: any, platform: string) => number} */
export function toDue(report, platform) {
  const today = progress.today();
  const missed = missedOf(report);
  progress.change((now) => missed.reduce((/** @type {Progress} */ sum, /** @type {any} */ one) => {
    const ids = (/** @type {any[]} */ points) => points.map((point) => point.id);
    const named = ids(one.points.filter((/** @type {any} */ point) => point.said));
    return coach.grade(sum, `${one.id} ${platform}`, "again", { asked: ids(one.points), named, told: true, today });
  }, now));
  return missed.length;
}
