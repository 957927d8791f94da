/* What the page of the search loads: MiniSearch's index of all documents, and of each what its result shows; apart from that, what rows
   answer to the parts of their questions, and what a translation hides between two platforms. */
import MiniSearch from "minisearch";
import { askedOf, fieldsOf, OPTIONS } from "../scripts/search/fields.js";
import { pack } from "../scripts/search/packed.js";

/** @type {(source: SearchSource) => SearchData & SearchParts} */
export function searchData(source) {
  const index = new MiniSearch({ ...OPTIONS, idField: "at", storeFields: [] });
  index.addAll(fieldsOf(source).map((fields, at) => ({ at, ...fields })));
  const entries = source.documents.map(({ kind, id, address, title, place, text, answers, parts, ends, platforms }) => ({
    kind,
    id,
    address,
    title,
    place,
    text,
    answers: answers?.map(({ platform, text: said, mark }) => /** @type {[string, string, string?]} */ (mark ? [platform, said, mark] : [platform, said])),
    parts: parts?.map(({ label, asks, anchor }) => ({ label, asks, anchor })),
    ends,
    platforms,
  }));
  const apart = source.documents.flatMap(({ parts = [] }) => parts.map(({ anchor, answers: own }) => [anchor, own.map(({ platform, text }) => [platform, text])]));
  const pairs = source.documents.filter((one) => one.pairs).map(({ id, pairs: own }) => [id, own]);
  const { labels, platforms, small, kinds, folders } = source;
  return { index: pack(JSON.parse(JSON.stringify(index))), asked: askedOf(source), entries, labels, platforms, small, kinds, folders, answers: Object.fromEntries(apart), pairs: Object.fromEntries(pairs) };
}
