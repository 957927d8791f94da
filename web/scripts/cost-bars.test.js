import assert from "node:assert/strict";
import { test } from "node:test";
import { barsOf, places, sumOf } from "./cost-bars.js";

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
function barsWith(work) {
  const data = {
    columns: ["alpha", "beta", "own"],
    people: "people",
    cent: 0.01,
    groups: [{ id: "machines", name: "Machines" }, { id: "people", name: "People" }],
    lines: [{ id: "up", group: "machines" }, { id: "idle", group: "machines", within: "up" }, { id: "work", group: "people" }],
  };
  const cells = {
    up: { alpha: { amount: 5 }, beta: { amount: null }, own: { amount: 2 } },
    idle: { alpha: { amount: 4 }, beta: { amount: 4 }, own: { amount: 0 } },
    work: Object.fromEntries(data.columns.map((column, index) => [column, { amount: work[index] }])),
  };
  return barsOf({ data }, { cells });
}

test("work that platforms need alike is in the bar of one's own only; what is within a line is not added", () => {
  const { parts, work, alike } = barsWith([7, 7, 9]);
  assert.equal(alike, true);
  assert.deepEqual(work, { alpha: 7, beta: 7, own: 9 });
  assert.deepEqual(Object.values(parts).map(sumOf), [5, 0, 11]);
});

test("work that differs is in every bar", () => {
  const { parts, alike } = barsWith([7, 8, 9]);
  assert.equal(alike, false);
  assert.deepEqual(Object.values(parts).map(sumOf), [12, 8, 11]);
});
