import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, corrected, nearest } from "./nearest.js";

const PAGES = [
  ["compare/online-endpoints/", "Online endpoints", "rollback traffic"],
  ["compare/feature-store/", "Feature store", "offline"],
  ["r/ep-scale-to-zero/", "Scale to zero: SageMaker, Vertex AI, Azure ML"],
  ["choose/cost/", "Cost", "calculator prices month"],
];
const found = (path) => nearest(corrected(asked(path, "/site/"), PAGES), PAGES).map((page) => page.path);

test("what is asked is words, without the site's own path and what every address has", () => {
  assert.deepEqual(asked("/site/docs/Feature_store.html", "/site/"), ["feature", "store"]);
  assert.deepEqual(asked("/site/%E0%A4%A/x", "/site/"), ["e0", "a4", "a", "x"]);
  assert.ok(asked(`/${"a/".repeat(900)}${"b".repeat(900)}`, "/site/").every((word) => word.length <= 40));
});

test("a misspelt address finds its page, a stranger's none", () => {
  assert.equal(found("/site/compare/online-endpoint/")[0], "compare/online-endpoints/");
  assert.equal(found("/site/r/ep-scale-to-zro/")[0], "r/ep-scale-to-zero/");
  assert.equal(found("/site/pricing/")[0], "choose/cost/");
  assert.deepEqual(found("/site/wp-login.php"), []);
  assert.deepEqual(nearest([], PAGES), []);
});
