import assert from "node:assert/strict";
import { test } from "node:test";
import { format, parse } from "./hash.js";

test("a state comes back from its address, empty values left out", () => {
  const hash = format({ q: "a b&c", c: "", lens: "sagemaker.azure-ml" });
  assert.equal(hash, "#?lens=sagemaker.azure-ml&q=a+b%26c");
  assert.deepEqual({ ...parse(hash) }, { q: "a b&c", lens: "sagemaker.azure-ml" });
  assert.equal(format({}), "");
});

test("an anchor, a long address and odd keys are no state", () => {
  for (const hash of ["", "#ep-rollback", `#?q=${"x".repeat(2000)}`, "#?Q=1&a-b=2"]) assert.deepEqual(Object.keys(parse(hash)), []);
  assert.equal(parse("#?constructor=1").constructor, "1");
  assert.equal(parse("#?q=1").constructor, undefined);
});
