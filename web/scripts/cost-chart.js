// @ts-check
/* Draws the bars of the calculator: pieces, and the amount and the name beside each. */

import { barsOf, places } from "./cost-bars.js";
import { element } from "./dom.js";
import { dollars } from "./formats.js";

/** @type {(item: any, bar: Bar, people: string) => void} */
function showBar(item, { parts, share, open, sum, work, more }, people) {
  item.querySelector(".bar-sum").textContent = sum;
  item.querySelector(".bar-work").textContent = work;
  item.querySelector(".bar-more").textContent = more;
  /** @type {(part: BarPart) => string} */
  const look = ({ index, group }) => `piece-${index + 1}${group === people ? " piece-people" : ""}`;
  const bar = item.querySelector(".bar");
  bar.style.setProperty("--part", `${share}%`);
  bar.classList.toggle("bar-open", open);
  bar.replaceChildren(...parts.map((part) => {
    const piece = element("span", { className: `piece ${look(part)}` });
    piece.style.flexGrow = String(part.amount);
    return piece;
  }));
  const all = parts.reduce((sum, part) => sum + part.amount, 0);
  let below = 0;
  const at = places(parts.map(({ amount }) => {
    below += amount;
    return (share * (below - amount / 2)) / all;
  }));
  item.querySelector(".bar-parts").replaceChildren(...parts.map((part, index) => {
    const named = element("li", {}, element("b", { className: `key ${look(part)}` }), element("strong", {}, dollars(part.amount)), ` ${part.name}`);
    named.style.setProperty("--at", `${at[index]}%`);
    return named;
  }));
}

/** @type {(chart: HTMLElement, tool: Calculator, found: Bill) => void} */
export function showBars(chart, tool, found) {
  const bars = barsOf(tool, found);
  for (const column of tool.data.columns) showBar(chart.querySelector(`li[data-column="${column}"]`), bars[column], tool.data.people);
}
