/* Formulas by hand; tests/topics/cost/months.test.mjs has whole months over the project's own data. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { evaluate, text } from "./cost.js";
import { number } from "./formats.js";

const CASES = JSON.parse(readFileSync(new URL("../../tests/topics/cost/cost_cases.json", import.meta.url), "utf8"));

for (const one of CASES.expressions) {
  test(`by hand: ${one.name}`, () => {
    assert.equal(evaluate(one.expression, (name) => one.values[name]), one.amount);
    assert.equal(text(one.expression, (name) => (one.values[name] === null ? "?" : number(one.values[name]))), one.text);
  });
}
