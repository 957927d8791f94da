import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = { currentScript: { src: "" } }; /* dom.js asks where it comes from */
const { places } = await import("./cost-bars.js");

const close = (found, wanted) => assert.ok(found.length === wanted.length && found.every((one, index) => Math.abs(one - wanted[index]) < 1e-9), `${found}`);

test("names stand at the middle of their parts where there is room", () => {
  close(places([20, 50, 90]), [20, 50, 90]);
  close(places([]), []);
});

test("names of thin parts are pushed apart, and never out of the room", () => {
  close(places([0.5, 1, 2]), [3.5, 10.5, 17.5]);
  close(places([50, 98, 99, 100]), [50, 82.5, 89.5, 96.5]);
});
