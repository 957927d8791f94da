// @ts-check
/* The bars of the calculator: each column's sum, what it is made of by group, and beside it the working time that every platform
   needs alike, which would hide what differs. Your own Kubernetes is a bar of its own scale: mostly work. */

import { element } from "./dom.js";
import { dollars, number } from "./formats.js";

const OWN = "own";
const APART = 7; /* percent of a bar's room: names closer than that would lie on each other */

/** Where the names of parts stand beside a bar, in percent from its foot: at the middle of each, but never closer than APART.
    @type {(middles: number[]) => number[]} */
export function places(middles) {
  /** @type {number[]} */
  const out = [];
  for (const middle of middles) out.push(Math.max(middle, APART / 2, ...out.slice(-1).map((last) => last + APART)));
  return out.map((place, index) => Math.min(place, 100 - APART / 2 - APART * (out.length - 1 - index)));
}

/** What stands in the bars: the amounts by group of each column, and the work that all platforms pay alike, if they do.
    @typedef {{ group: string, name: string, index: number, amount: number }} Part
    @type {(tool: Calculator, found: Bill) => { parts: Record<string, Part[]>, work: Record<string, number>, alike: boolean }} */
function drawn({ data }, found) {
  /** @type {Record<string, Part[]>} */
  const parts = {};
  for (const column of data.columns) {
    parts[column] = data.groups.map(({ id, name }, index) => {
      const lines = data.lines.filter((line) => line.group === id && !line.within);
      return { group: id, name, index, amount: lines.reduce((all, line) => all + (found.cells[line.id][column].amount || 0), 0) };
    });
  }
  const work = Object.fromEntries(data.columns.map((column) => [column, parts[column].find((part) => part.group === data.people)?.amount || 0]));
  const platforms = data.columns.filter((column) => column !== OWN).map((column) => work[column]);
  const alike = Math.max(...platforms) - Math.min(...platforms) < data.cent;
  for (const column of data.columns) {
    parts[column] = parts[column].filter((part) => part.amount >= data.cent && !(alike && column !== OWN && part.group === data.people));
  }
  return { parts, work, alike };
}

/** @type {(parts: Part[]) => number} */
const sumOf = (parts) => parts.reduce((all, part) => all + part.amount, 0);

/** @type {(item: any, parts: Part[], most: number, people: string) => void} */
function showBar(item, parts, most, people) {
  const sum = sumOf(parts);
  /** @type {(part: Part) => string} */
  const look = ({ index, group }) => `piece-${index + 1}${group === people ? " piece-people" : ""}`;
  const bar = item.querySelector(".bar");
  bar.style.setProperty("--part", `${most ? (100 * sum) / most : 0}%`);
  bar.replaceChildren(...parts.map((part) => {
    const piece = element("span", { className: `piece ${look(part)}` });
    piece.style.flexGrow = String(part.amount / sum);
    return piece;
  }));
  let below = 0;
  const at = places(parts.map(({ amount }) => {
    below += amount;
    return (100 * (below - amount / 2)) / most;
  }));
  item.querySelector(".bar-parts").replaceChildren(...parts.map((part, index) => {
    const shown = element("li", {}, element("b", { className: `key ${look(part)}` }), element("strong", {}, dollars(part.amount)), ` ${part.name}`);
    shown.style.setProperty("--at", `${at[index]}%`);
    return shown;
  }));
}

/** @type {(chart: HTMLElement, tool: Calculator, found: Bill) => void} */
export function showBars(chart, tool, found) {
  const { data } = tool;
  const { parts, work, alike } = drawn(tool, found);
  const platforms = data.columns.filter((column) => column !== OWN);
  const sums = platforms.map((column) => sumOf(parts[column]));
  const most = Math.max(...sums);
  const totals = platforms.filter((column) => found.totals[column] !== null).map((column) => sumOf(parts[column]));
  const least = Math.min(...totals);
  for (const column of data.columns) {
    const item = chart.querySelector(`li[data-column="${column}"]`);
    const sum = sumOf(parts[column]);
    const blanks = found.blanks[column].length;
    /** @type {(where: string, words: string) => void} */
    const say = (where, words) => { item.querySelector(where).textContent = words; };
    say(".bar-sum", found.totals[column] === null ? "no total" : `${dollars(sum)} USD`);
    item.querySelector(".bar").classList.toggle("bar-open", blanks > 0);
    const open = `${number(blanks)} price${blanks === 1 ? "" : "s"} not known; the rest is ${dollars(sum)} USD`;
    if (column === OWN) {
      const cloud = `on ${tool.shownInput(tool.inputs.get(data.cloud), found.values)}`;
      say(".bar-more", blanks ? `${cloud}; ${open}` : cloud);
      say(".bar-work", work[OWN] ? `${number(Math.round((100 * work[OWN]) / sum))} % of it is working time` : "");
      showBar(item, parts[OWN], sum, data.people);
      continue;
    }
    const more = sum - least;
    say(".bar-work", alike && work[column] ? `plus ${dollars(work[column])} USD of working time` : "");
    if (blanks) say(".bar-more", open);
    else if (more < data.cent) say(".bar-more", totals.length > 1 ? "the lowest sum" : "");
    else say(".bar-more", `${dollars(more)} USD more${least ? `, ${number(Math.round((100 * more) / least))} %` : ""}`);
    showBar(item, parts[column], most, data.people);
  }
}
