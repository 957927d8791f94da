/* Addresses that strangers wrote: read strictly, shown as text, defaulted with a note. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as strict from "./strict.js";

const read = (text) =>
  strict.read(text, {
    n: { standard: 5, read: (one) => strict.number(one, 1000), expected: "a number from 0 to 1000", label: "Hours" },
    w: { standard: 1, read: (one) => strict.number(one, 9, true), expected: "a whole number" },
    k: { standard: [], read: (one) => strict.ids(one, ["cr-a", "cr-b"]), expected: "criteria" },
  });

test("nothing asked is no fault", () => {
  for (const text of ["", "#", "#anchor", "#?"]) assert.deepEqual(read(text), { values: { n: 5, w: 1, k: [] }, notes: [] });
});

test("what is understood is taken", () => {
  const found = read("#?n=12.5&w=3&k=cr-b.cr-a&lens=sagemaker.azure-ml");
  assert.deepEqual(found, { values: { n: 12.5, w: 3, k: ["cr-b", "cr-a"] }, notes: [] });
});

const NO_NUMBERS = ["-1", "1e3", "1000.0001", "NaN", "Infinity", "0x10", "1,5", " 1", "1 ", "1.", ".5", "1".repeat(13), "\u0663", "\uff11\uff12", "1.1234567", ""];
for (const text of NO_NUMBERS) {
  test(`a number is digits in its range: ${JSON.stringify(text)}`, () => {
    const { values, notes } = read(`#?n=${text}`);
    assert.equal(values.n, 5);
    assert.equal(notes.length, 1);
    assert.match(notes[0], /^Hours: found “.*expected a number from 0 to 1000/);
  });
}

for (const text of ["cr-c", "cr-a.cr-a", "cr-a.", ".", "cr-a,cr-b", "__proto__", "constructor"]) {
  test(`a list holds known ids once: ${text}`, () => {
    const { values, notes } = read(`#?k=${text}`);
    assert.deepEqual(values.k, []);
    assert.equal(notes.length, 1);
  });
}

test("unknown keys and twice the same are told", () => {
  const { values, notes } = read("#?x=1&__proto__=2&n=1&n=2&toString=3");
  assert.equal(values.n, 1);
  assert.deepEqual(notes.map((note) => note.split(" ")[0]), ["“x”", "“__proto__”", "Hours", "“toString”"]);
});

test("markup stays text and what turns text around goes", () => {
  const { notes } = read("#?n=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%E2%80%AE&w=%00%FF");
  assert.ok(notes[0].includes("<img src=x onerror=alert(1)>\ufffd"));
  assert.ok(!notes[0].includes("\u202e"));
  assert.ok(!notes[1].includes("\0"));
});

for (const mark of ["x", "\u{1f600}"]) {
  test(`what is shown of a stranger ends after forty characters as a reader sees them: ${mark}`, () => {
    const [whole, cut] = [40, 41].map((length) => read(`#?n=${mark.repeat(length)}`).notes[0]);
    assert.ok(whole.includes(`found “${mark.repeat(40)}”,`));
    assert.ok(cut.includes(`found “${mark.repeat(39)}…”,`));
  });
}

test("a long address is left alone", () => {
  const { values, notes } = read(`#?n=1&w=${"9".repeat(3000)}`);
  assert.equal(values.n, 5);
  assert.match(notes[0], /more than the 2000/);
});

test("many faults are counted, not listed", () => {
  const { notes } = read(`#?${Array.from({ length: 20 }, (_, i) => `x${i}=1`).join("&")}`);
  assert.equal(notes.length, 9);
  assert.equal(notes.at(-1), "And 12 more.");
});
