/* The cases that tests/text/test_text.py holds Python to. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { csv } from "./csv.js";
import { dollars, escapeMarkdown, money, number } from "./formats.js";

const CASES = JSON.parse(readFileSync(new URL("../../tests/text/format_cases.json", import.meta.url), "utf8"));

for (const one of CASES.numbers) {
  test(`${one.value} is shown as ${one.number}, ${one.money}, ${one.dollars}`, () => {
    assert.deepEqual([number(one.value), money(one.value), dollars(one.value)], [one.number, one.money, one.dollars]);
  });
}

for (const { cells, line } of CASES.csv) {
  test(`a line of CSV: ${JSON.stringify(line)}`, () => assert.equal(csv([cells]), line));
}

test("what Markdown would read as markup shows as it is written", () => {
  assert.equal(escapeMarkdown("a_b *c* [d](e) `f` | \\ <b> & ~g~\nh"), "a\\_b \\*c\\* \\[d\\](e) \\`f\\` \\| \\\\ &lt;b&gt; &amp; &#126;g&#126; h");
  assert.deepEqual(["- a", "# a", "1. a", "1) a", "1.5", "a - b"].map(escapeMarkdown), ["\\- a", "\\# a", "1\\. a", "1\\) a", "1.5", "a - b"]);
});
