// @ts-check
/* MiniSearch's index in fewer bytes: the build packs it, the page unpacks it. Words are sorted, each without the letters that it shares
   with the word before it; of documents only the distance from the one before is written; numbers are to the base 36. */

const BASE = 36;
const MOST = BASE - 1; // letters that are shared, in one digit

/** @type {(number: number) => string} */
const digits = (number) => number.toString(BASE);

/** @type {(text: string) => number} */
const number = (text) => Number.parseInt(text, BASE);

/** How many letters two words begin with.
    @type {(one: string, other: string) => number} */
function shared(one, other) {
  let count = 0;
  while (count < MOST && count < one.length && one[count] === other[count]) count += 1;
  return count;
}

/** @type {(stored: StoredIndex) => PackedIndex} */
export function pack({ index, documentIds, fieldIds, fieldLength, averageFieldLength, serializationVersion }) {
  let before = "";
  const sorted = [...index].sort(([one], [other]) => (one < other ? -1 : 1));
  const words = sorted.map(([word]) => {
    const count = shared(word, before);
    before = word;
    return digits(count) + word.slice(count);
  });
  const places = sorted.map(([, fields]) => Object.entries(fields).map(([field, documents]) => {
    let last = 0;
    const all = Object.entries(documents).map(([id, times]) => {
      const far = digits(Number(id) - last);
      last = Number(id);
      return times > 1 ? `${far}*${digits(times)}` : far;
    });
    return `${digits(Number(field))}:${all.join(",")}`;
  }).join(";"));
  const lengths = Object.keys(documentIds).map((id) => fieldLength[id].map((length) => digits(length || 0)).join(" "));
  return { words: words.join("\n"), places: places.join("\n"), lengths: lengths.join("\n"), averages: averageFieldLength, fields: fieldIds, version: serializationVersion };
}

/** As MiniSearch has it; documents are numbered in their order.
    @type {(packed: PackedIndex) => StoredIndex} */
export function unpack({ words, places, lengths, averages, fields, version }) {
  let word = "";
  const placed = places.split("\n");
  const index = words.split("\n").map((rest, at) => {
    word = word.slice(0, number(rest[0])) + rest.slice(1);
    return /** @type {[string, Record<string, Record<string, number>>]} */ ([word, Object.fromEntries(placed[at].split(";").map(documentsIn))]);
  });
  const fieldLength = Object.fromEntries(lengths.split("\n").map((line, at) => [at, line.split(" ").map(number)]));
  const count = Object.keys(fieldLength).length;
  const documentIds = Object.fromEntries(Object.keys(fieldLength).map((id) => [id, Number(id)]));
  return { documentCount: count, nextId: count, documentIds, fieldIds: fields, fieldLength, averageFieldLength: averages, storedFields: {}, dirtCount: 0, index, serializationVersion: version };
}

/** A field with its documents.
    @type {(text: string) => [string, Record<string, number>]} */
function documentsIn(text) {
  const [field, all] = text.split(":");
  /** @type {Record<string, number>} */
  const documents = {};
  let id = 0;
  for (const one of all.split(",")) {
    const [far, times] = one.split("*");
    id += number(far);
    documents[id] = times ? number(times) : 1;
  }
  return [String(number(field)), documents];
}
