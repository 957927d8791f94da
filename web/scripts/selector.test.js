/* Cases computed by hand; tests/topics/choose/test_selector.py holds what is true of any data, and of the site's own. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as selector from "./selector.js";
import * as words from "./selector-record.js";

const PLATFORMS = ["sagemaker", "vertex-ai", "azure-ml"]; /* of the cases */
const { cases: CASES } = JSON.parse(readFileSync(new URL("../../tests/topics/choose/selector_cases.json", import.meta.url), "utf8"));

/** The data of a case in the shape that the page loads. */
function made(one) {
  const kinds = {};
  const criteria = Object.entries(one.criteria).map(([name, { on = "", grades: given }]) => {
    const grades = {};
    PLATFORMS.forEach((platform, index) => {
      const own = given[index];
      const byKind = typeof own === "object" && !Array.isArray(own) ? own : { "": own };
      grades[platform] = Object.fromEntries(
        Object.entries(byKind).map(([kind, grade]) => [kind, [grade].flat().map((each) => [`${name} ${platform} ${kind}`, "row", each, ""])]),
      );
      if (on) kinds[on] = { ...kinds[on], [platform]: { ...kinds[on]?.[platform], ...Object.fromEntries(Object.keys(byKind).map((kind) => [kind, kind])) } };
    });
    return { id: name, name, asks: "?", on, rows: ["row"], grades };
  });
  const signals = { "own-a": ["A", "a", false], "own-b": ["B", "b", false], "own-c": ["C", "c", false], "own-d": ["D", "d", true] };
  const clashes = (one.clashes || []).map(([platform, keeps, loses]) => ({ platform, keeps, loses, key: "why", row: "row" }));
  return { platforms: Object.fromEntries(PLATFORMS.map((name) => [name, name])), criteria, clashes, kinds, signals };
}

const chosen = ({ weights, previews = false, full = false, own = [] }) => ({ weights, previews, full, own });
const close = (found, expected) => found.every((one, index) => Math.abs(one - expected[index]) < 1e-3);

/** What is found, by the keys of `expect`. */
function look(data, choice) {
  const found = selector.answer(data, choice);
  const stands = PLATFORMS.map((platform) => found.platforms.find((one) => one.platform === platform));
  const why = (name) => stands.map((one) => (one.state === "out" ? [] : selector.reasons(one)[name].map((own) => own.criterion)));
  return {
    ...found,
    states: stands.map((one) => one.state),
    giveUp: stands.map((one) => [...one.giveUp].sort()),
    kinds: stands.map((one) => one.parts[0]?.kind),
    caught: found.platforms.map((one) => (one.state === "out" ? [] : selector.catches(one))),
    hurt: why("hurt"),
    helped: why("helped"),
    unknown: why("unknown"),
    nearest: selector.nearest(found).map((one) => one.platform),
    mayCatchUp: found.ranked.length ? selector.mayCatchUp(found) : [],
    alike: found.alike.map((own) => own.criterion),
    middles: stands.map((one) => one.middle),
    lows: stands.map((one) => one.low),
    highs: stands.map((one) => one.high),
    fragility: selector.fragility(data, choice),
    sensitivity: selector.sensitivity(data, choice).map((one) => [one.criterion, one.to, one.leaders]),
  };
}

for (const [name, one] of Object.entries(CASES)) {
  test(`by hand: ${one.name || name}`, () => {
    const [data, choice] = [made(one), chosen(one)];
    const { failures = {}, otherwise = {}, ...expected } = one.expect;
    const found = look(data, choice);
    for (const [platform, kinds] of Object.entries(failures)) {
      const groups = selector.failures(found.platforms.find((own) => own.platform === platform));
      const failed = groups.flatMap((group) => group.kinds.map((kind) => [kind.kind, kind.failed.map((own) => own.criterion)]));
      assert.deepEqual(Object.fromEntries(failed), kinds);
    }
    for (const [platform, own] of Object.entries(otherwise)) {
      const other = selector.otherwise(data, choice).find((each) => each.platform === platform);
      const said = {
        ...other,
        settings: other.settings.map((each) => [each.criterion, each.to, each.alone]),
        against: other.against.map((each) => [each.platform, each.criterion]),
      };
      for (const key of Object.keys(own)) assert.deepEqual(said[key], own[key], `${platform} ${key}`);
    }
    for (const [key, value] of Object.entries(expected)) {
      if (["middles", "lows", "highs"].includes(key)) assert.ok(close(found[key], value), `${key}: ${found[key]}`);
      else assert.deepEqual(found[key], value, key);
    }
  });
}

for (const [own, counted] of [[[], false], [["own-a"], false], [["own-a", "own-b"], false], [["own-a", "own-b", "own-c"], true], [["own-d"], true]]) {
  test(`one strong signal or three speak for a platform of one's own: ${own}`, () => {
    const one = { criteria: { "cr-a": { grades: ["yes", "no", "no"] } }, weights: { "cr-a": 1 }, own };
    const found = selector.answer(made(one), chosen(one));
    assert.deepEqual(found.own, counted ? own : []);
    assert.equal(found.kind, "ahead", "the three are ranked all the same");
  });
}

/** The record of a case, and its decision in sentences. */
function told(one) {
  const data = { ...made(one), these: "the three", rows: { row: ["Row", "page"] }, words: {}, sources: {}, capabilities: {}, asOf: "2026-12-01", journal: 1, changes: [] };
  for (const criterion of data.criteria) {
    for (const kinds of Object.values(criterion.grades)) for (const [[key]] of Object.values(kinds)) data.words[key] = [key, []];
  }
  const facts = { date: "2026-12-01", link: "https://x/", href: () => "https://x/", instead: "https://x/", journal: 1, made: null };
  return { decision: words.decision(data, selector.answer(data, chosen(one))), record: words.record(data, chosen(one), facts) };
}

test("the first of which a requirement is unknown may be ruled out; nobody is said to come level who cannot", () => {
  const one = {
    criteria: { "cr-a": { grades: ["open", "partly", "no"] }, "cr-b": { grades: ["yes", "no", "no"] }, "cr-c": { grades: ["yes", "no", "no"] } },
    weights: { "cr-a": 4, "cr-b": 3, "cr-c": 3 },
  };
  const { decision, record } = told(one);
  assert.equal(decision[0], "No ranking. sagemaker is first by what is known; whether it meets “cr-a” is unknown, and it is ruled out if it does not.");
  assert.ok(!decision.some((line) => line.startsWith("sagemaker may be ruled out")), "it is said once");
  const [, risk] = record.match(/## For and against sagemaker[\s\S]*?- Risk: (.*)/);
  assert.match(risk, /^\*\*cr-a\*\* \(required, unknown\)/);
  assert.ok(!record.includes("none in what was asked for"));
});

test("of the risks what is not met stands before what is required and met in part, and those left out are counted", () => {
  const half = { grades: ["partly", "yes", "yes"] };
  const one = {
    criteria: { "cr-a": { grades: ["partly", "no", "no"] }, "cr-b": half, "cr-c": half, "cr-d": { grades: ["no", "no", "no"] } },
    weights: { "cr-a": 4, "cr-b": 4, "cr-c": 4, "cr-d": 3 },
  };
  const { record } = told(one);
  const risks = [...record.matchAll(/- Risk: (.*)/g)].map(([, risk]) => risk);
  assert.match(risks[0], /^\*\*cr-d\*\* \(decides, not met\)/);
  assert.ok(risks.at(-1).endsWith("; 1 more in the appendix"));
});
