/* Runs the pure scripts of web/ for tests that hold them beside Python. A line is a question: {source, argument} with the
   text of a function, or of an expression; the answer is a line too: {value} or {error}. */
import { createInterface } from "node:readline";
import * as coach from "../web/scripts/coach.js";
import * as cost from "../web/scripts/cost.js";
import * as formats from "../web/scripts/formats.js";
import { format } from "../web/scripts/hash.js";
import * as paste from "../web/scripts/paste.js";
import * as selector from "../web/scripts/selector.js";
import * as selectorWords from "../web/scripts/selector-record.js";
import * as strict from "../web/scripts/strict.js";

globalThis.window = globalThis;
globalThis.CMLP = { coach, cost, format, formats, paste, selector, selectorRecord: selectorWords.record, selectorWords, strict };

for await (const line of createInterface({ input: process.stdin })) {
  const { source, argument } = JSON.parse(line);
  try {
    const found = (0, eval)(`(${source}\n)`);
    const value = await (typeof found === "function" ? found(argument) : found);
    process.stdout.write(JSON.stringify({ value: value === undefined ? null : value }) + "\n");
  } catch (error) {
    process.stdout.write(JSON.stringify({ error: String(error) }) + "\n");
  }
}
