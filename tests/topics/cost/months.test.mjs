/* The calculator over the formulas and prices of data/: cases worked out by hand, what holds for any month, and what is said.
   test_cost.py runs this; the file that COST_DATA names holds what web/build/bills.js takes. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bills } from "../../../web/build/bills.js";
import { calculator } from "../../../web/scripts/cost.js";
import { money } from "../../../web/scripts/formats.js";
import * as strict from "../../../web/scripts/strict.js";

const { months: CASES } = JSON.parse(readFileSync(new URL("cost_cases.json", import.meta.url), "utf8"));
const GIVEN = JSON.parse(readFileSync(process.env.COST_DATA, "utf8"));
const TOOL = calculator(GIVEN.data);
const { data } = TOOL;
const { columns } = data;
const PRICES = Object.keys(data.prices);
const SCENARIOS = Object.keys(data.scenarios);
const NUMBERS = data.inputs.filter((one) => one.kind !== "choice");
/* Inputs of which more can cost less: hours move to Spot, a move is spread over longer, components fall to zero. */
const FALLS = new Set(["spotshare", "horizon", "components"]);
const TAKEN_OVER = new Set(["least ln-serverless", "needed ln-serverless"]); /* a replica that is up takes the requests */

const all = (names, value) => Object.fromEntries(names.map((name) => [name, value]));
const typed = (set) => ({ ...TOOL.standard(), ...set });
const cellsOf = (found) => data.lines.flatMap((line) => columns.map((column) => [line, column, found.cells[line.id][column]]));
const blank = (...ids) => calculator({ ...data, prices: { ...data.prices, ...Object.fromEntries(ids.map((id) => [id, { ...data.prices[id], usd: null }])) } });

// By hand -------------------------------------------------------------------------------------------------------------

for (const one of CASES) {
  test(`by hand: ${one.name}`, () => {
    for (const [id, value] of Object.entries(one.set)) assert.equal(TOOL.readInput(TOOL.inputs.get(id), String(value)), value, id);
    for (const id of Object.keys(one.own)) assert.ok(id in data.prices, id);
    const cells = TOOL.bill(typed(one.set), one.own).cells[one.line];
    for (const [column, amount] of Object.entries(one.amounts)) assert.equal(money(cells[column].amount), amount, column);
  });
}

/** The formulas, each with the columns that share it, of which no case computes an amount above zero. */
function unproven(cases) {
  const done = new Set(cases.flatMap((one) => Object.keys(one.amounts).filter((column) => one.amounts[column] !== "0.00").map((column) => `${one.line} ${column}`)));
  return data.lines.flatMap((line) => {
    const shared = Map.groupBy(columns.filter((column) => column in line.formulas), (column) => JSON.stringify(line.formulas[column]));
    return [...shared.values()].filter((some) => !some.some((column) => done.has(`${line.id} ${column}`))).map((some) => `${line.id}: ${some}`);
  });
}

test("every formula of every line is computed by hand once", () => {
  assert.deepEqual(unproven(CASES), []);
  assert.equal(unproven(CASES.filter((one) => one.line !== "ln-runs")).length, 1);
});

// Any month -----------------------------------------------------------------------------------------------------------

let seed = 6;
function random() { /* mulberry32: the same months in every run */
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const pick = (some) => some[Math.floor(random() * some.length)];
const rounded = (one, value) => (one.kind === "whole" ? Math.round(value) : Math.round(value * 1e6) / 1e6);

/** Inputs at random; many are nothing, some are the most that is taken. */
function anyValues() {
  return Object.fromEntries(data.inputs.map((one) => [one.id, one.kind === "choice" ? pick(one.options).id : rounded(one, pick([one.min, one.standard, one.max, random() * one.max, random() * Math.min(one.max, 50)]))]));
}
/** Own prices at random: of none, some or all. */
function anyPrices() {
  const part = pick([0, 0.05, 0.3, 1]);
  return Object.fromEntries(PRICES.filter(() => random() < part).map((id) => [id, pick([0, random() * 100, data.mostUsd])]));
}
const property = (name, holds, runs = 100) => test(name, () => {
  for (let run = 0; run < runs; run++) holds(anyValues(), anyPrices());
});

property("an amount is a number from zero, or open with the prices that it lacks", (values, own) => {
  const found = TOOL.bill(values, own);
  for (const [line, column, cell] of cellsOf(found)) {
    assert.ok(cell.amount === null || (Number.isFinite(cell.amount) && cell.amount >= 0), `${line.id} ${column}`);
    assert.equal(cell.amount === null, cell.blanks.length > 0, `${line.id} ${column}`);
  }
  for (const column of columns) assert.equal(found.totals[column] === null, found.blanks[column].length > 0);
});

property("more of an input never costs less", (values, own) => {
  const one = pick(NUMBERS.filter((input) => !FALLS.has(input.id)));
  const more = values[one.id] + (one.max - values[one.id]) * random();
  const [before, after] = [TOOL.bill(values, own), TOOL.bill({ ...values, [one.id]: one.kind === "whole" ? Math.floor(more) : more }, own)];
  for (const [line, column, { amount }] of cellsOf(before)) {
    const then = after.cells[line.id][column].amount;
    const excused = line.within || TAKEN_OVER.has(`${one.id} ${line.id}`) || amount === null || then === null;
    assert.ok(excused || then >= amount * (1 - 1e-9), `${line.id} ${column} ${one.id}`);
  }
}, 300);

property("a higher price never costs less", (values, own) => {
  const [price, usd] = [pick(PRICES), random() * 1000];
  const [before, after] = [TOOL.bill(values, { ...own, [price]: usd }), TOOL.bill(values, { ...own, [price]: usd * 2 + 1 })];
  for (const [line, column, { amount }] of cellsOf(before)) {
    const then = after.cells[line.id][column].amount;
    assert.equal(amount === null, then === null);
    assert.ok(amount === null || then >= amount, `${line.id} ${column} ${price}`);
  }
}, 300);

property("after one change the touched cells alone make the whole bill", (values, own) => {
  const [before, touched, other] = [TOOL.bill(values, own), TOOL.partIn(values), anyValues()];
  for (const { id } of data.inputs) {
    const now = { ...values, [id]: other[id] };
    assert.deepEqual(TOOL.after(before, touched.get(id), now, own).cells, TOOL.bill(now, own).cells, id);
  }
  const price = pick(PRICES);
  const prices = { ...own, [price]: random() * 100 };
  assert.deepEqual(TOOL.after(before, touched.get(price), values, prices).cells, TOOL.bill(values, prices).cells, price);
}, 20);

property("where nothing is used nothing costs anything, blank prices or not", (values) => {
  const nothing = { ...values, ...all(NUMBERS.map((one) => one.id), 0) };
  assert.deepEqual(TOOL.bill(nothing).totals, all(columns, 0));
  assert.deepEqual(TOOL.answer(nothing), ["Nothing is used, so nothing costs anything."]);
});

property("the bar says what the answer says, and no sentence calls a part a total", (values, own) => {
  const [found, says] = [TOOL.bill(values, own), TOOL.answer(values, own)];
  const bar = TOOL.short(found);
  if (bar.includes("USD")) {
    assert.equal(bar.startsWith("A tie: "), says[0].includes(" tie. "), bar);
    if (bar.startsWith("Cheapest: ")) for (const [amount] of bar.matchAll(/[\d,.]*\d(?=,| USD|$)/g)) assert.ok(says[0].includes(amount), bar);
  }
  const whole = TOOL.compared(found).columns.every((column) => found.totals[column] !== null);
  for (const said of says) assert.doesNotMatch(said, whole ? /(?<!no |each )\btotal\b/ : /(?<!no )\btotal\b/);
});

const MOST = typed(Object.fromEntries(NUMBERS.map((one) => [one.id, one.max])));

test("the most that can be typed is still shown in digits: toFixed gives up at 1e21", () => {
  const { totals } = TOOL.bill(MOST, all(PRICES, data.mostUsd));
  for (const column of columns) assert.ok(totals[column] < 1e21);
});

test("a blank price that is used leaves no total", () => {
  const seen = new Set();
  const own = all(PRICES, 1);
  for (const option of TOOL.inputs.get("machine").options) {
    const values = { ...MOST, machine: option.id, spotshare: 50 };
    const needed = new Set(cellsOf(TOOL.bill(values, own)).flatMap(([, column, cell]) => cell.prices.map((price) => `${column} ${price.id}`)));
    for (const one of needed.difference(seen)) {
      const [column, price] = one.split(" ");
      const { [price]: _, ...known } = own;
      const found = blank(price).bill(values, known);
      assert.equal(found.totals[column], null);
      assert.deepEqual(found.blanks[column].map((record) => record.id), [price]);
      seen.add(one);
    }
  }
  assert.ok(seen.size > 40);
});

test("every machine can be chosen everywhere", () => {
  for (const { id } of TOOL.inputs.get("machine").options) {
    for (const cloud of Object.values(data.clouds)) {
      const takes = data.inputs.filter((one) => one.id !== data.cloud && one.options.some((option) => option.id === id));
      TOOL.bill(typed({ cloud, ...all(takes.map((one) => one.id), id) }));
    }
  }
});

test("no interruptible machine of Azure ML has a price: new clusters get none", () => {
  const spot = PRICES.filter((id) => data.prices[id].of === "azure-ml" && data.prices[id].meter.endsWith("-spot"));
  assert.ok(spot.length > 0);
  for (const id of spot) assert.equal(data.prices[id].usd, null, id);
});

test("no machine is counted that nobody sells: one H100 on demand on Azure ML only, queued on Vertex AI only", () => {
  const known = (machine) => Object.entries(TOOL.bill({ ...TOOL.scenario("sc-llm-tuning"), machine }).cells["ln-training"]).filter(([column, { amount }]) => column !== "own" && amount !== null);
  assert.deepEqual(["h100-one", "h100-queued"].map((machine) => known(machine).map(([column]) => column)), [["azure-ml"], ["vertex-ai"]]);
});

test("every scenario has a total in every column: scenarios are there to be compared", () => {
  for (const id of SCENARIOS) for (const column of columns) assert.notEqual(TOOL.bill(TOOL.scenario(id)).totals[column], null, id);
});

// The address ---------------------------------------------------------------------------------------------------------

test("the link of a scenario opens it", () => {
  for (const [id, { address }] of Object.entries(bills(GIVEN).scenarios)) {
    const { values, notes } = strict.read(address, TOOL.fields());
    assert.deepEqual([values, notes], [{ ...TOOL.scenario(id), p: {} }, []]);
  }
});

test("the page takes all inputs, the reader's prices and the lens, and no other key", () => {
  assert.deepEqual(Object.keys(TOOL.fields()), [...data.inputs.map((one) => one.id), "p"]);
  assert.deepEqual(strict.read("#?lens=sagemaker.azure-ml", TOOL.fields()).notes, []);
});

test("own prices are taken once each and whole, or not at all", () => {
  const [one, other] = PRICES;
  const { read } = TOOL.fields().p;
  assert.deepEqual(read(`${one}_0.5*${other}_2`), { [one]: 0.5, [other]: 2 });
  for (const wrong of [`${one}_0.5*${one}_0.5`, `${one}_0.5*${one}_1`, `${one}_0.5_1`, `${one}_0.5_`, one, `${one}_`, `${one}_0.5*`, `${one}_0.5*pr-nothing_1`, ""]) assert.equal(read(wrong), undefined, wrong);
});

// What is said --------------------------------------------------------------------------------------------------------

const training = (set = {}) => typed({ ...all(NUMBERS.map((one) => one.id), 0), hours: 100, machines: 1, ...set });
/** A month in which every price is known: those of machines of the platforms as given, all others one dollar. */
const priced = (cpus, more = {}) => ({ ...all(PRICES, 1), ...Object.fromEntries(Object.entries(cpus).map(([of, usd]) => [`pr-${of}-cpu`, usd])), ...more });
const meter = (id) => data.meters[id].name;

test("the cheapest is named with what decides it", () => {
  const says = TOOL.answer(training(), priced({ sagemaker: 2, "vertex-ai": 1, "azure-ml": 3, aws: 4 }));
  assert.equal(says[0], "Vertex AI is cheapest at 100 USD a month. Next is SageMaker at 200 USD, 100% more.");
  assert.match(says[1], /“Training time” at 200 instead of 100 hours a month, to 200 USD/);
});

test("what turns the order is named first", () => {
  /* Vertex AI trains cheaper and serves dearer; twice the training makes it the cheapest. */
  const own = priced({ "vertex-ai": 0.5, "azure-ml": 9, aws: 9 }, { "pr-vertex-ai-t4": 2 });
  const says = TOOL.answer(training({ hours: 150, least: 1, servehours: 100, server: "t4" }), own);
  assert.match(says[0], /^SageMaker is cheapest/);
  assert.match(says[1], /^Among your inputs, halved or doubled, what decides it: .*“Training time” at 300 instead of 150 hours a month, Vertex AI is cheapest/);
});

test("a price that turns the order is named once", () => {
  /* Logs on Azure ML at half their price make it the cheapest; doubled they change nothing. */
  const cpus = { sagemaker: 1, "vertex-ai": 2, "azure-ml": 0.2, aws: 4 };
  const says = TOOL.answer(training({ logs: 100 }), priced(cpus, { "pr-azure-ml-logs": 2.3 }));
  assert.ok(says[0].startsWith("SageMaker is cheapest at 200 USD a month. Next is Azure ML at 250 USD"));
  const name = `with the price of “${meter("mt-logs")}” of Azure ML`;
  assert.ok(says[2].startsWith(`Among the vendors’ prices, halved or doubled, what decides it: ${name} at 1.15 instead of 2.3 USD per GB, Azure ML is cheapest; `));
  assert.equal(says[2].split(name).length, 2);
  const firm = TOOL.answer(training({ logs: 100 }), priced({ ...cpus, "vertex-ai": 9 }, { "pr-azure-ml-logs": 9 }));
  assert.ok(firm[2].startsWith(`None of the vendors’ prices, halved or doubled, changes who is cheapest. The gap between SageMaker and Your own Kubernetes, 300 USD, moves most with the price of “${meter("mt-cpu")}” of AWS, plain at 8 instead of 4 USD per hour`));
});

test("what the sums are of is said in a line: of groups that bill, with counted words", () => {
  assert.equal(TOOL.typedInShort(TOOL.bill(TOOL.scenario("sc-gpu-endpoint"))), "1 replica on one T4 GPU, up 730 h");
  const said = TOOL.typedInShort(TOOL.bill(training({ least: 2, servehours: 10, people: 1, notehours: 5 })));
  assert.match(said, /^100 h of training on .+; 2 replicas on .+, up 10 h; 1 notebook for 5 h each$/);
});

test("five percent is a tie", () => {
  let says = TOOL.answer(training(), priced({ sagemaker: 1.05, "vertex-ai": 1, "azure-ml": 2, aws: 2 }));
  assert.equal(says[0], "A tie. Vertex AI and SageMaker are within 5%, at 100 to 105 USD a month.");
  assert.match(says[1], /^None of your inputs, halved or doubled, breaks the tie\./);
  says = TOOL.answer(training(), priced({ sagemaker: 1.06, "vertex-ai": 1, "azure-ml": 2, aws: 2 }));
  assert.match(says[0], /^Vertex AI is cheapest at 100 USD a month. Next is SageMaker at 106 USD, 6% more\./);
});

test("what every column pays alike makes and breaks no tie, and decides nothing", () => {
  const cpus = { sagemaker: 1, "vertex-ai": 1.2, "azure-ml": 1.4, aws: 2 };
  let says;
  for (const engineering of [0, 20, 200, 20_000]) {
    says = TOOL.answer(training({ rate: 10, engineering }), priced(cpus));
    assert.match(says[0], /SageMaker is cheapest/);
    assert.doesNotMatch(says[1], /Engineering/);
  }
  assert.match(says[0], /USD: 20% more without the 200,000 USD that every column pays alike, 0% more with it\.$/);
  assert.match(TOOL.short(TOOL.bill(training({ rate: 10, engineering: 20 }), priced(cpus))), /Next: Vertex AI 320 USD, 20% more where they differ$/);
  says = TOOL.answer(training({ rate: 10, engineering: 20 }), priced({ ...cpus, "vertex-ai": 1.04 }));
  assert.equal(says[0], "A tie. SageMaker and Vertex AI are within 5% without the 200 USD that every column pays alike, at 300 to 304 USD a month.");
});

test("more work of one's own is no part of what all pay alike", () => {
  const own = priced({ sagemaker: 1, "vertex-ai": 1, "azure-ml": 1, aws: 1 });
  assert.match(TOOL.answer(training({ rate: 10, engineering: 100 }), own)[0], /Your own Kubernetes/);
  assert.doesNotMatch(TOOL.answer(training({ rate: 10, engineering: 100, ownhours: 20 }), own)[0], /Your own Kubernetes/);
});

test("work above the gap is said plainly", () => {
  const said = (engineering) => TOOL.answer(training({ rate: 10, engineering }), priced({ sagemaker: 1, "vertex-ai": 2, "azure-ml": 1.5, aws: 1 })).join(" ");
  assert.match(said(100), /Engineering is 83 to 91% of each total, 1,000 USD or more; what lies between the platforms, 100 USD, is 10% of that\. This is not a price decision\./);
  assert.match(said(20), /is 50% of that\./);
  assert.doesNotMatch(said(20), /not a price decision/);
  assert.doesNotMatch(said(5), /Engineering/);
});

test("a small blank leaves out its line and says whether it can turn the order", () => {
  const tool = blank("pr-azure-ml-logs");
  const says = (vertex) => {
    const { "pr-azure-ml-logs": _, ...own } = priced({ sagemaker: 1, "vertex-ai": vertex, "azure-ml": 3, aws: 4 });
    return tool.answer(training({ logs: 10 }), own);
  };
  assert.equal(says(2)[0], "Without “Logs”: SageMaker is cheapest at 100 USD a month. Next is Vertex AI at 200 USD, 100% more.");
  assert.ok(says(2).includes("What is left out comes to 10.00 USD at most where it is known, less than the 100 USD between the first two: it would have to differ a lot to turn the order."));
  assert.equal(says(2).at(-1), `Azure ML has no total. Price not known: ${meter("mt-logs")}. The lines that are known come to 300 USD.`);
  assert.ok(says(1.06).includes("What is left out comes to 10.00 USD at most where it is known, more than the 6.00 USD between the first two: it can turn the order."));
});

test("a large blank leaves out its column and says what it would have to be", () => {
  const { "pr-sagemaker-cpu": _, ...own } = priced({ "vertex-ai": 2, "azure-ml": 3, aws: 4 });
  const says = blank("pr-sagemaker-cpu").answer(training({ storage: 40 }), own);
  assert.match(says[0], /^Vertex AI is cheapest at 240 USD/);
  assert.equal(says.at(-1), `SageMaker has no total. Price not known: ${meter("mt-cpu")}. The lines that are known come to 40.00 USD: it would be cheapest if the blank came to less than 200 USD.`);
});
