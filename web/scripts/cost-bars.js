// @ts-check
/* The bars of the calculator: what each is made of, by group, and the words beside it. Working time that every platform needs alike is
   left out of the bars of the platforms: it would hide what differs. Your own Kubernetes is a bar of its own scale: most of it is work. */

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

/** @type {(parts: BarPart[]) => number} */
const sumOf = (parts) => parts.reduce((all, part) => all + part.amount, 0);

/** @type {(part: number, of: number) => string} */
const percent = (part, of) => `${number(Math.round((100 * part) / of))}%`;

/** The bar of each column.
    @type {(tool: Pick<Calculator, "data" | "inputs" | "shownInput">, found: Bill) => Record<string, Bar>} */
export function barsOf({ data, inputs, shownInput }, found) {
  const groups = data.groups.map(({ id, name }, index) => ({ group: id, name, index }));
  /** @type {(column: string) => BarPart[]} */
  const all = (column) => groups.map((one) => {
    const lines = data.lines.filter((line) => line.group === one.group && !line.within);
    return { ...one, amount: lines.reduce((sum, line) => sum + (found.cells[line.id][column].amount || 0), 0) };
  }).filter((part) => part.amount >= data.cent);
  /** @type {(column: string) => number} */
  const work = (column) => sumOf(all(column).filter((part) => part.group === data.people));

  const platforms = data.columns.filter((column) => column !== OWN);
  const works = platforms.map(work);
  const alike = Math.max(...works) - Math.min(...works) < data.cent;
  /** @type {(column: string) => BarPart[]} */
  const drawn = (column) => all(column).filter((part) => !(alike && column !== OWN && part.group === data.people));
  const most = Math.max(...platforms.map((column) => sumOf(drawn(column))));
  const whole = platforms.filter((column) => found.totals[column] !== null).map((column) => sumOf(drawn(column)));
  const least = Math.min(...whole);

  /** @type {(column: string, sum: number) => string} */
  function moreText(column, sum) {
    const blanks = found.blanks[column].length;
    const open = `${number(blanks)} price${blanks === 1 ? "" : "s"} not known; the rest is ${dollars(sum)} USD`;
    if (column === OWN) {
      const cloud = `on ${shownInput(inputs.get(data.cloud), found.values)}`;
      return blanks ? `${cloud}; ${open}` : cloud;
    }
    if (blanks) return open;
    if (sum - least < data.cent) return whole.length > 1 ? "the lowest" : "";
    return `${dollars(sum - least)} USD more${least ? `, ${percent(sum - least, least)}` : ""}`;
  }

  /** @type {(column: string, sum: number) => string} */
  function workText(column, sum) {
    if (!work(column)) return "";
    if (column === OWN) return `${percent(work(OWN), sum)} of it is working time`;
    return alike ? `plus ${dollars(work(column))} USD of working time` : "";
  }

  return Object.fromEntries(data.columns.map((column) => {
    const parts = drawn(column);
    const sum = sumOf(parts);
    const room = column === OWN ? sum : most;
    return [column, {
      parts,
      share: room ? (100 * sum) / room : 0,
      open: found.totals[column] === null,
      sum: found.totals[column] === null ? "no total" : `${dollars(sum)} USD`,
      work: workText(column, sum),
      more: moreText(column, sum),
    }];
  }));
}
