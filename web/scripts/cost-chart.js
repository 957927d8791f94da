// @ts-check
/* The bars of the calculator: a column per platform with the amount and the name beside each part. Your own Kubernetes is a bar of its
   own scale: most of it is work. */

import { barsOf, OWN, places, sumOf } from "./cost-bars.js";
import { element } from "./dom.js";
import { dollars, number } from "./formats.js";

/** @type {(item: any, parts: BarPart[], most: number, people: string) => void} */
function showBar(item, parts, most, people) {
  const sum = sumOf(parts);
  /** @type {(part: BarPart) => string} */
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
  const { parts, work, alike } = barsOf(tool, found);
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
