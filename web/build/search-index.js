/* What the page of the search loads: MiniSearch's index of all documents, and of each what its result shows. */
import MiniSearch from "minisearch";
import { fieldsOf, OPTIONS } from "../scripts/search/fields.js";

/** @type {(source: SearchSource) => SearchData} */
export function searchData(source) {
  const index = new MiniSearch({ ...OPTIONS, idField: "at", storeFields: [] });
  index.addAll(fieldsOf(source).map((fields, at) => ({ at, ...fields })));
  const entries = source.documents.map(({ kind, id, address, title, place, text, answers, parts, platforms }) => ({
    kind,
    id,
    address,
    title,
    place,
    text,
    answers: answers?.map(({ platform, text: said, mark }) => /** @type {[string, string, string?]} */ (mark ? [platform, said, mark] : [platform, said])),
    parts: parts?.map(({ label, asks, anchor, answers: own }) => ({ label, asks, anchor, answers: own.map(({ platform, text: said }) => /** @type {[string, string]} */ ([platform, said])) })),
    platforms,
  }));
  const { labels, platforms, small, folders } = source;
  return { index: JSON.stringify(index), entries, labels, platforms, small, folders };
}
