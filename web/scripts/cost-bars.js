// @ts-check
/* What the bars of the calculator are made of, by group. Working time that every platform needs alike is left out of the bars of the
   platforms: it would hide what differs. */

export const OWN = "own";
const APART = 7; /* percent of a bar's room: names closer than that would lie on each other */

/** Where the names of parts stand beside a bar, in percent from its foot: at the middle of each, but never closer than APART.
    @type {(middles: number[]) => number[]} */
export function places(middles) {
  /** @type {number[]} */
  const out = [];
  for (const middle of middles) out.push(Math.max(middle, APART / 2, ...out.slice(-1).map((last) => last + APART)));
  return out.map((place, index) => Math.min(place, 100 - APART / 2 - APART * (out.length - 1 - index)));
}

/** The parts of each column's bar, its work, and whether that is the same on every platform and so in none of their bars.
    @type {(tool: Calculator, found: Bill) => { parts: Record<string, BarPart[]>, work: Record<string, number>, alike: boolean }} */
export function barsOf({ data }, found) {
  /** @type {Record<string, BarPart[]>} */
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

/** @type {(parts: BarPart[]) => number} */
export const sumOf = (parts) => parts.reduce((all, part) => all + part.amount, 0);
