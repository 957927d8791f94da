// @ts-check
/* MiniSearch's index in fewer bytes: the build packs it, the page unpacks it. Words with the same places stand together, which compresses
   better than the alphabet, to which the page returns; of documents only the distance from the one before is written; numbers are to the
   base 36. Lengths are written field by field, but for keys: of these the rules count none. */

import { KEYS } from "./fields.js";

const BASE = 36;

/** @type {(number: number) => string} */
const digits = (number) => number.toString(BASE);

/** @type {(text: string) => number} */
const number = (text) => Number.parseInt(text, BASE);

/** @type {(one: [string, ...unknown[]], other: [string, ...unknown[]]) => number} */
const byFirst = ([one], [other]) => Number(one > other) - Number(one < other);

/** The places of a word in a line.
    @type {(fields: Record<string, Record<string, number>>) => string} */
const lineOf = (fields) => Object.entries(fields).map(([field, documents]) => {
  let last = 0;
  const all = Object.entries(documents).map(([id, times]) => {
    const far = digits(Number(id) - last);
    last = Number(id);
    return times > 1 ? `${far}*${digits(times)}` : far;
  });
  return `${digits(Number(field))}:${all.join(",")}`;
}).join(";");

/** @type {(stored: StoredIndex) => PackedIndex} */
export function pack({ index, documentIds, fieldIds, fieldLength, averageFieldLength, serializationVersion }) {
  const words = [...index].sort(byFirst);
  const lines = words.map(([word, fields]) => /** @type {[string, string]} */ ([lineOf(fields), word])).sort(byFirst);
  const lengths = measured(fieldIds).map((field) => Object.keys(documentIds).map((id) => digits(fieldLength[id][field] || 0)).join(" "));
  return { words: lines.map(([, word]) => word).join("\n"), places: lines.map(([places]) => places).join("\n"), lengths: lengths.join("\n"), averages: averageFieldLength, fields: fieldIds, version: serializationVersion };
}

/** The fields whose lengths count, in their order.
    @type {(fieldIds: Record<string, number>) => number[]} */
const measured = (fieldIds) => Object.entries(fieldIds).filter(([field]) => !KEYS.includes(field)).map(([, id]) => id).sort((one, other) => one - other);

/** As MiniSearch has it; documents are numbered in their order. It is read as JSON: objects that grow by one number after the other
    take a browser four times as long.
    @type {(packed: PackedIndex) => StoredIndex} */
export function unpack({ words, places, lengths, averages, fields, version }) {
  const placed = places.split("\n");
  const index = words.split("\n").map((word, at) => /** @type {[string, string]} */ ([word, placed[at]])).sort(byFirst).map(([word, line]) => `[${JSON.stringify(word)},${placesIn(line)}]`);
  const columns = lengths.split("\n").map((line) => line.split(" ").map(number));
  const count = columns[0].length;
  const own = measured(fields);
  const lengthsAt = (/** @type {number} */ at) => averages.map((_, field) => (own.includes(field) ? columns[own.indexOf(field)][at] : 0));
  const fieldLength = Object.fromEntries(columns[0].map((_, at) => [at, lengthsAt(at)]));
  const documentIds = Object.fromEntries(Object.keys(fieldLength).map((id) => [id, Number(id)]));
  return { documentCount: count, nextId: count, documentIds, fieldIds: fields, fieldLength, averageFieldLength: averages, storedFields: {}, dirtCount: 0, index: JSON.parse(`[${index.join()}]`), serializationVersion: version };
}

const [STAR, COMMA, COLON, SEMICOLON] = [..."*,:;"].map((mark) => mark.charCodeAt(0));
const LETTER = "a".charCodeAt(0) - 10;
const NINE = "9".charCodeAt(0);
const ZERO = "0".charCodeAt(0);

/** The places of a word as JSON, read letter by letter: there are many, and a browser that cuts them apart has much to throw away.
    @type {(line: string) => string} */
function placesIn(line) {
  let out = "{";
  let [value, id, far] = [0, 0, -1];
  for (let at = 0; at <= line.length; at += 1) {
    const code = at < line.length ? line.charCodeAt(at) : SEMICOLON;
    if (code !== STAR && code !== COMMA && code !== COLON && code !== SEMICOLON) {
      value = value * BASE + code - (code > NINE ? LETTER : ZERO);
      continue;
    }
    if (code === COLON) {
      out += `"${value}":{`;
      id = 0;
    } else if (code === STAR) {
      far = value;
    } else {
      id += far < 0 ? value : far;
      out += `"${id}":${far < 0 ? 1 : value}${code === COMMA ? "," : at < line.length ? "}," : "}}"}`;
      far = -1;
    }
    value = 0;
  }
  return out;
}
