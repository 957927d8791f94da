/* The coach's arithmetic: days, cards, progress files, mock interviews. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as coach from "./coach.js";

const CASES = JSON.parse(readFileSync(new URL("../../tests/topics/interview/coach_cases.json", import.meta.url), "utf8"));
const RECORD = { last: "2026-11-26", due: "2026-11-27", step: 1, grade: "got", missed: [], times: 1 };
const FORMAT = { format: "cloud-ml-platforms progress", version: 1 };
const progress = (cards, ticks = {}) => ({ ...FORMAT, cards, ticks });

// Arithmetic

for (const [day, count, then] of CASES.addDays) test(`days are of the calendar: ${day} and ${count}`, () => assert.equal(coach.addDays(day, count), then));
for (const [seconds, text] of CASES.clock) test(`the clock reads minutes and seconds: ${text}`, () => assert.equal(coach.clock(seconds), text));
for (const [record, today, state] of CASES.state) test(`the state of a card: ${state} on ${today}`, () => assert.equal(coach.stateOf(record, today), state));

for (const one of CASES.grade) {
  test(`an answer moves the card: ${one.name}`, () => {
    const before = progress(one.before ? { "q-a azure-ml": one.before } : {}, { "plan-x azure-ml": "2026-11-20" });
    const { asked, named, today, last } = one;
    const after = coach.grade(before, "q-a azure-ml", one.how, { asked, named, today, last });
    assert.deepEqual(after, { ...before, cards: { "q-a azure-ml": one.after } });
  });
}

test("due come first that wait longest", () => {
  const cards = {
    "q-a azure-ml": { ...RECORD, due: "2026-11-26" },
    "q-b azure-ml": { ...RECORD, due: "2026-11-20" },
    "q-c azure-ml": { ...RECORD, due: "2026-11-27" },
  };
  const keys = [...Object.keys(cards), "q-d azure-ml"];
  assert.deepEqual(coach.due(progress(cards), keys, "2026-11-26"), ["q-b azure-ml", "q-a azure-ml"]);
  assert.deepEqual(coach.fresh(progress(cards), keys), ["q-d azure-ml"]);
});

test("what was missed stays until it is named", () => {
  const cards = {
    "q-a azure-ml": { ...RECORD, last: "2026-11-24", grade: "again" },
    "q-b azure-ml": { ...RECORD, missed: ["b"] },
    "q-c azure-ml": RECORD,
  };
  assert.deepEqual(coach.missedOf(progress(cards)), [["q-b azure-ml", ["b"]], ["q-a azure-ml", []]]);
});

test("the last evening of a plan", () => {
  assert.equal(coach.lastEvening({ a: "", b: "azure-ml", n: 3, day: "2026-11-26" }), "2026-11-28");
  assert.equal(coach.lastEvening(undefined), "");
});

// Progress files

for (const one of CASES.read) {
  test(`a bad file is refused with what is wrong: ${one.name}`, () => {
    let { text } = one;
    if (one.record) text = JSON.stringify(progress({ "q-a azure-ml": { ...RECORD, ...one.record } }));
    else if (one.part) text = JSON.stringify({ ...FORMAT, ...one.part });
    const found = coach.read(text);
    assert.equal(found.progress, undefined);
    assert.ok(found.problem.includes(one.says), found.problem);
    assert.equal(found.newer, one.newer || false);
  });
}

test("a file that is too long is refused", () => {
  assert.match(coach.read(" ".repeat(4_000_001)).problem, /expected at most/);
  const cards = Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`q-${i} azure-ml`, RECORD]));
  assert.match(coach.read(JSON.stringify(progress(cards))).problem, /found 20001 entries/);
});

test("what is written is read back, and what a later version added stays", () => {
  const cards = { "q-a azure-ml": { ...RECORD, ease: 2.5 }, "t-b sagemaker-to-azure-ml": RECORD };
  const kept = { ...progress(cards, { "plan-x azure-ml": "2026-11-26" }), goals: { any: "thing" } };
  assert.deepEqual(coach.read(coach.write(kept)), { progress: kept });
  assert.deepEqual(coach.merge(progress({}), kept).progress.goals, { any: "thing" });
});

test("none named can be told", () => {
  const given = { asked: ["a", "b"], named: [], told: true, today: "2026-11-26" };
  assert.deepEqual(coach.grade(progress({}), "q-a azure-ml", "again", given).cards["q-a azure-ml"].missed, ["a", "b"]);
});

test("a prototype cannot be written", () => {
  const found = coach.read('{"format": "cloud-ml-platforms progress", "version": 1, "ticks": {}, "cards": {"__proto__": {"x": 1}}}');
  assert.match(found.problem, /expected two ids/);
  assert.equal({}.x, undefined);
});

test("two states are put together and nothing is lost", () => {
  const mine = progress({ "q-a azure-ml": { ...RECORD, last: "2026-11-26" }, "q-b azure-ml": RECORD }, { "plan-x azure-ml": "2026-11-20" });
  const other = progress(
    { "q-a azure-ml": { ...RECORD, last: "2026-11-20" }, "q-b azure-ml": { ...RECORD, times: 4 }, "q-new vertex-ai": RECORD },
    { "plan-x azure-ml": "2026-11-25", "plan-y azure-ml": "2026-11-25" },
  );
  const { progress: both, ...counts } = coach.merge(mine, other);
  assert.deepEqual(both.cards, { ...mine.cards, "q-b azure-ml": other.cards["q-b azure-ml"], "q-new vertex-ai": RECORD });
  assert.deepEqual(both.ticks, { "plan-x azure-ml": "2026-11-20", "plan-y azure-ml": "2026-11-25" });
  assert.deepEqual(counts, { added: 1, newer: 1, kept: 1, ticks: 1 });
  assert.equal(mine.cards["q-b azure-ml"].times, 1);
});

test("the newer plan stays", () => {
  const [three, five] = [3, 5].map((n) => ({ a: "", b: "azure-ml", n, day: `2026-11-2${n}` }));
  for (const [mine, other] of [[three, five], [five, three], [null, five]]) {
    const [one, two] = [mine, other].map((plan) => (plan ? { ...progress({}), plan } : progress({})));
    assert.deepEqual(coach.merge(one, two).progress.plan, five);
    assert.deepEqual(coach.read(coach.write(two)), { progress: two });
  }
});

// Mock interviews

const INGREDIENTS = ["cost", "rollback", "storage", "versioning", "security", "observability"];
const points = (...counts) => counts.flatMap(([shows, said, times]) => Array.from({ length: times }, () => ({ shows, said })));

for (const one of CASES.bands) {
  test(`a band is a share of what was asked: ${one.said} of ${one.asked}`, () => {
    const found = coach.score(points(["cost", true, one.said], ["cost", false, one.asked - one.said]), INGREDIENTS);
    assert.deepEqual(found.ingredients.cost, one);
    assert.equal(found.ingredients.storage.band, "not asked");
  });
}

test("a strong hire has no ingredient at no hire", () => {
  assert.deepEqual(coach.score(points(["cost", false, 2], ["rollback", true, 9]), INGREDIENTS).overall, { asked: 11, said: 9, band: "hire" });
  assert.equal(coach.score(points(["cost", true, 1], ["cost", false, 1], ["rollback", true, 9]), INGREDIENTS).overall.band, "strong hire");
});

test("one point alone takes nothing, and half the questions are needed", () => {
  const given = points(["cost", false, 1], ["rollback", true, 9]);
  assert.equal(coach.score(given, INGREDIENTS).overall.band, "strong hire");
  assert.equal(coach.score(given, INGREDIENTS, 1, 3).overall.band, "too few questions");
  assert.equal(coach.score(given, INGREDIENTS, 2, 4).overall.band, "strong hire");
});

test("points without an ingredient count overall", () => {
  assert.deepEqual(coach.score(points(["", true, 1], ["", false, 1]), INGREDIENTS).overall, { asked: 2, said: 1, band: "lean no" });
});

test("only points of the platform count, and they keep their numbers", () => {
  const given = [["a", []], ["b", ["sagemaker"]], ["c", ["azure-ml"]]].map(([id, platforms]) => ({ id, platforms }));
  assert.deepEqual(coach.pointsFor(given, "azure-ml").map((point) => [point.id, point.number]), [["a", 1], ["c", 3]]);
});

const LEVELS = ["screen", "onsite", "senior"];

function pick(wish) {
  const questions = ["x", "y", "z"].flatMap((deck) => LEVELS.flatMap((level) => [0, 1, 2].map((i) => ({
    id: `q-${deck}-${level}-${i}`,
    shows: deck === "x" ? INGREDIENTS.slice(Math.floor(i / 2) * 2, Math.floor(i / 2) * 2 + 2) : ["cost"],
    deck,
    level,
    platforms: deck === "x" ? ["azure-ml"] : ["sagemaker", "azure-ml"],
  }))));
  let seed = 7;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  return coach.pick(questions, { deck: "", level: "", platform: "azure-ml", minutes: 45, ...wish }, random);
}

test("a mixed interview takes of every theme, harder questions later", () => {
  const found = pick({}).map((id) => id.split("-"));
  for (const deck of ["x", "y", "z"]) assert.equal(found.filter((one) => one[1] === deck).length, 2);
  const levels = found.map((one) => LEVELS.indexOf(one[2]));
  assert.deepEqual(levels, [...levels].sort());
});

test("what was not asked for yet comes first", () => {
  assert.ok(pick({ deck: "x", minutes: 15 }).some((id) => id.endsWith("2")));
});

test("level, theme and platform are kept", () => {
  assert.ok(pick({ level: "senior" }).every((id) => id.includes("-senior-")));
  assert.ok(pick({ deck: "y" }).every((id) => id.startsWith("q-y-")));
  assert.ok(!pick({ platform: "sagemaker" }).some((id) => id.startsWith("q-x-")));
  assert.deepEqual(pick({ deck: "x", platform: "sagemaker" }), []);
});

for (const [minutes, count] of [[15, 2], [30, 4], [45, 6], [60, 8]]) {
  test(`length decides how many: ${minutes} minutes`, () => assert.equal(pick({ minutes }).length, count));
}

test("the Markdown holds what was said and what not", () => {
  const band = { asked: 2, said: 1, band: "lean no" };
  const text = coach.markdown({
    title: "Canary rollout", day: "2026-11-26", platform: "Azure ML", seconds: 725, minutes: 30, version: "2026-11-26.abc", of: 2,
    ingredients: { cost: "cost controls" },
    score: { overall: band, ingredients: { cost: band } },
    questions: [{ title: "Why?", link: "https://x.example/q/q-a/", notes: "# mine\nno", points: [{ text: "One", said: true }, { text: "Two", said: false }] }],
  });
  assert.ok(text.includes("2026-11-26, Azure ML, 12:05 of 30 minutes, 1 of 2 questions reached. Data 2026-11-26.abc."));
  assert.ok(text.includes("| cost controls | lean no | 1 of 2 |"));
  assert.ok(text.includes("- [x] One\n- [ ] Two\n\n> # mine\n> no\n"));
});
