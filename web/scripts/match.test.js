import assert from "node:assert/strict";
import { test } from "node:test";

import { matches, words } from "./match.js";

test("words are lower case, without blanks, twelve at most", () => {
  assert.deepEqual(words("  Scale\tto  ZERO "), ["scale", "to", "zero"]);
  assert.deepEqual(words(" "), []);
  assert.equal(words("a ".repeat(20)).length, 12);
});

test("a text matches when it holds every word", () => {
  assert.ok(matches("scale to zero", ["zero", "scal"]));
  assert.ok(!matches("scale to zero", ["zero", "one"]));
  assert.ok(matches("anything", []));
});

test("a short word matches whole words only, unless it holds a sign", () => {
  assert.ok(!matches("added", ["ad"]));
  assert.ok(matches("sign in with ad.", ["ad"]));
  assert.ok(matches("c++ and c#", ["c#"]));
});
