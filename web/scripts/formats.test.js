/* The cases that tests/text/test_text.py holds Python to. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { csv } from "./csv.js";
import { dollars, escapeMarkdown, money, number, withUnit } from "./formats.js";

const CASES = JSON.parse(readFileSync(new URL("../../tests/text/format_cases.json", import.meta.url), "utf8"));

for (const one of CASES.numbers) {
  test(`${one.value} is shown as ${one.number}, ${one.money}, ${one.dollars}`, () => {
    assert.deepEqual([number(one.value), money(one.value), dollars(one.value)], [one.number, one.money, one.dollars]);
  });
}

for (const { cells, line } of CASES.csv) {
  test(`a line of CSV: ${JSON.stringify(line)}`, () => assert.equal(csv([cells]), line));
}

test("one of a unit is singular", () => {
  const units = ["replicas", "hours a month", "people", "registries", "machine hours a month", "replicas, on average", "GB", "a month", "%", "of up to 50 nodes", ""];
  assert.deepEqual(units.map((unit) => withUnit(1, unit)), ["1 replica", "1 hour a month", "1 person", "1 registry", "1 machine hour a month", "1 replica, on average", "1 GB", "1 a month", "1%", "1 of up to 50 nodes", "1"]);
  assert.deepEqual(units.slice(0, 3).map((unit) => withUnit(2, unit)), ["2 replicas", "2 hours a month", "2 people"]);
});

test("what Markdown would read as markup shows as it is written", () => {
  assert.equal(escapeMarkdown("a_b *c* [d](e) `f` | \\ <b> & ~g~\nh"), "a\\_b \\*c\\* \\[d\\](e) \\`f\\` \\| \\\\ &lt;b&gt; &amp; &#126;g&#126; h");
  assert.deepEqual(["- a", "# a", "1. a", "1) a", "1.5", "a - b"].map(escapeMarkdown), ["\\- a", "\\# a", "1\\. a", "1\\) a", "1.5", "a - b"]);
});
