import assert from "node:assert/strict";
import { test } from "node:test";
import { barsOf, places } from "./cost-bars.js";

const close = (found, wanted) => assert.ok(found.length === wanted.length && found.every((one, index) => Math.abs(one - wanted[index]) < 1e-9), `${found}`);

test("names stand at the middle of their parts where there is room", () => {
  close(places([20, 50, 90]), [20, 50, 90]);
  close(places([]), []);
});

test("names of thin parts are pushed apart, and never out of the room", () => {
  close(places([0.5, 1, 2]), [3.5, 10.5, 17.5]);
  close(places([50, 98, 99, 100]), [50, 82.5, 89.5, 96.5]);
});

/** Two platforms and a column of one's own: machines, of which a part is shown again, and work. */
function barsWith(work, up = [5, 4, 2]) {
  const columns = ["alpha", "beta", "own"];
  const data = {
    columns,
    people: "people",
    cloud: "cloud",
    cent: 0.01,
    groups: [{ id: "machines", name: "Machines" }, { id: "people", name: "People" }],
    lines: [{ id: "up", group: "machines" }, { id: "idle", group: "machines", within: "up" }, { id: "work", group: "people" }],
  };
  const cells = (amounts) => Object.fromEntries(columns.map((column, index) => [column, { amount: amounts[index] }]));
  const found = {
    cells: { up: cells(up), idle: cells([4, 4, 0]), work: cells(work) },
    totals: Object.fromEntries(columns.map((column, index) => [column, up[index] === null ? null : up[index] + work[index]])),
    blanks: Object.fromEntries(columns.map((column, index) => [column, up[index] === null ? ["pr-x"] : []])),
  };
  return barsOf({ data, inputs: new Map(), shownInput: () => "a cloud" }, found);
}
const told = (bars) => Object.values(bars).map(({ sum, work, more }) => [sum, work, more]);

test("work that platforms need alike stands beside their bars; what is within a line is not added", () => {
  const bars = barsWith([7, 7, 9]);
  assert.deepEqual(told(bars), [
    ["5.00 USD", "plus 7.00 USD of working time", "1.00 USD more, 25%"],
    ["4.00 USD", "plus 7.00 USD of working time", "the lowest"],
    ["11.00 USD", "82% of it is working time", "on a cloud"],
  ]);
  assert.deepEqual(Object.values(bars).map(({ share }) => share), [100, 80, 100]);
});

test("work that differs is in every bar", () => {
  const bars = barsWith([7, 9, 9]);
  assert.deepEqual(told(bars).slice(0, 2), [["12.00 USD", "", "the lowest"], ["13.00 USD", "", "1.00 USD more, 8%"]]);
  assert.deepEqual(bars.beta.parts.map(({ name, amount }) => [name, amount]), [["Machines", 4], ["People", 9]]);
});

test("a column with a blank has no total, and nobody is said to be the lowest of one", () => {
  const bars = barsWith([7, 7, 9], [5, null, 2]);
  assert.deepEqual(told(bars).slice(0, 2), [
    ["5.00 USD", "plus 7.00 USD of working time", ""],
    ["no total", "plus 7.00 USD of working time", "1 price not known; the rest is 0.00 USD"],
  ]);
  assert.deepEqual([bars.alpha.open, bars.beta.open], [false, true]);
});

test("nothing used is bars of nothing", () => {
  assert.deepEqual(told(barsWith([0, 0, 0], [0, 0, 0])).map(([sum, work]) => [sum, work]), [["0.00 USD", ""], ["0.00 USD", ""], ["0.00 USD", ""]]);
});
