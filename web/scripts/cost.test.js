/* tests/topics/cost/test_cost.py holds the same cases against Python, and any month against both. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dollars, evaluate, money, number, text } from "./cost.js";

const CASES = JSON.parse(readFileSync(new URL("../../tests/topics/cost/cost_cases.json", import.meta.url), "utf8"));

for (const one of CASES.expressions) {
  test(`by hand: ${one.name}`, () => {
    assert.equal(evaluate(one.expression, (name) => one.values[name]), one.amount);
    assert.equal(text(one.expression, (name) => (one.values[name] === null ? "?" : number(one.values[name]))), one.text);
  });
}

for (const one of CASES.numbers) {
  test(`${one.value} is shown as ${one.number}, ${one.money}, ${one.dollars}`, () => {
    assert.deepEqual([number(one.value), money(one.value), dollars(one.value)], [one.number, one.money, one.dollars]);
  });
}
