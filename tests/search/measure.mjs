/* node tests/search/measure.mjs DATA [--open | --blind] [--missed | --json] [--without RULE]: how often what is wanted comes first, and
   among three. DATA is what the page loads; `--open` and `--blind` take two thirds of the queries, and the third that is kept for the end. */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { questionWords } from "../../web/scripts/search/fields.js";
import { searchIn } from "../../web/scripts/search/find.js";

const QUERIES = new URL("queries/", import.meta.url);
const ASKED = new URL("../../data/asked.txt", import.meta.url);

/** A third of the queries is kept for the end: which, their text decides. */
export const isBlind = (query) => createHash("sha256").update(query).digest()[0] % 3 === 0;

/** The queries of a file: text, results that may be first, results that may be among three. */
export function queriesOf(name) {
  return queriesIn(readFileSync(new URL(name, QUERIES), "utf8"));
}

function queriesIn(text) {
  const lines = text.split("\n").filter((line) => line && !line.startsWith("#"));
  return lines.map((line) => {
    const [query, first, also = ""] = line.split(" |").map((part) => part.trim());
    return { query, first: first.split(/\s+/), also: also.split(/\s+/).filter(Boolean) };
  });
}

export const dataOf = (path) => JSON.parse(readFileSync(path, "utf8").replace(/^window\.CMLP_SEARCH = /, "").replace(/;\s*$/, ""));

/** What strangers asked, set by set: the search ranks by it, so that each is judged by one that does not know its set. */
function strangers(data, without) {
  const sets = readFileSync(ASKED, "utf8").split(/^# Set.*$/m).map(queriesIn);
  const questions = data.asked.questions.split("\n");
  const answers = data.asked.answers.split("\n");
  return sets.flatMap((queries) => {
    const own = new Set(queries.map(({ query }) => questionWords(query, data)));
    const ofOthers = (lines) => lines.filter((_, at) => !own.has(questions[at])).join("\n");
    const find = searchIn({ ...data, asked: { questions: ofOthers(questions), answers: ofOthers(answers) } }, without);
    return queries.map((query) => ({ ...query, find }));
  });
}

/** Rates of a list of queries, and those that miss. */
export function measure(find, queries) {
  const missed = [];
  const times = [];
  let top1 = 0;
  let top3 = 0;
  for (const { query, first, also, find: own } of queries) {
    const started = performance.now();
    const ids = (own ?? find)(query).hits.slice(0, 3).map(({ entry }) => entry.id);
    times.push(performance.now() - started);
    const isFirst = first.includes(ids[0]);
    const isThere = ids.some((id) => first.includes(id) || also.includes(id));
    top1 += isFirst;
    top3 += isThere;
    if (!isFirst) missed.push({ query, ids, among: isThere });
  }
  const took = times.sort((one, other) => one - other)[Math.floor(times.length * 0.95)];
  return { top1: top1 / queries.length, top3: top3 / queries.length, missed, took };
}

/** Every list with what it measures; rows are found by their names, the limits of a capability by its name. */
export function measureAll(data, flags = [], without = new Set()) {
  const find = searchIn(data, without);
  const wanted = (query) => (flags.includes("--open") ? !isBlind(query) : flags.includes("--blind") ? isBlind(query) : true);
  const lists = Object.fromEntries(readdirSync(QUERIES).sort().map((name) => [name, queriesOf(name).filter(({ query }) => wanted(query))]));
  const rows = data.entries.filter(({ kind }) => kind === "row").map(({ id, title }) => ({ query: title, first: [id], also: [] }));
  const limits = data.entries.filter(({ kind }) => kind === "limits").flatMap(({ id, title }) => [title, `${title.replace(/^Limits of /, "")} limits`].map((query) => ({ query, first: [id], also: [] })));
  lists.strangers = strangers(data, without).filter(({ query }) => wanted(query));
  return Object.fromEntries(Object.entries({ ...lists, rows, limits }).map(([name, queries]) => [name, { count: queries.length, ...measure(find, queries) }]));
}

function main([path, ...flags]) {
  const without = new Set(flags.flatMap((flag, at) => (flag === "--without" ? [flags[at + 1]] : [])));
  const found = measureAll(dataOf(path), flags, without);
  if (flags.includes("--json")) {
    console.log(JSON.stringify(found));
    return;
  }
  for (const [name, { count, top1, top3, missed, took }] of Object.entries(found)) {
    console.log(`${name}: ${count} queries, top 3 ${(100 * top3).toFixed(1)} %, top 1 ${(100 * top1).toFixed(1)} %, ${took.toFixed(1)} ms at the 95th percentile`);
    if (flags.includes("--missed")) for (const { query, ids, among } of missed) console.log(`  ${among ? "  " : "✗ "}${query}: ${ids.join(" ")}`);
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) main(process.argv.slice(2));
