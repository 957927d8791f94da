// @ts-nocheck
import assert from "node:assert/strict";
import { test } from "node:test";
import { searchData } from "../../build/search-index.js";
import { addressOf, byAddress, hiddenBetween, linesAsked, marked, pairAsked, partAsked, partNaming, partOfKind, placeOf, shortened, sinceAsked, spokenIn, told, withKinds, wordsAsked } from "./answer.js";
import { fieldsOf } from "./fields.js";
import { searchIn } from "./find.js";
import { pack, unpack } from "./packed.js";
import { phrasesOf } from "./phrases.js";
import { MORE_IN_PHRASE, REASONS } from "./rules.js";
import { spellingOf } from "./spelling.js";
import { edits, Vocabulary } from "./vocabulary.js";
import { endsAsked, spanAsked } from "./window.js";
import { keysOf, rootOf, stem, wordsOf } from "./words.js";

const row = (id, title, more = {}) => ({ kind: "row", id, address: `r/${id}/`, title, ...more });
const BILLS = { label: "Bills meanwhile", asks: "Does the old version bill while it waits?", anchor: "back--bills", answers: [{ platform: "one", text: "yes" }] };
const WARM = { label: "Stays warm", asks: "How long does the old version stay warm?", anchor: "back--warm", answers: [{ platform: "one", text: "an hour" }] };
const LEAD = { label: "One call back", asks: "Does one call bring the old version back?", anchor: "back--call", answers: [{ platform: "one", text: "yes" }] };
const PARTS = [LEAD, WARM, BILLS];
const ASKS = ["Which call brings the old version back?", ...PARTS.flatMap(({ label, asks }) => [label, asks])].join(" ");
const SPOT = ["Who resubmits the job?", "Is the checkpoint restored for you?"];
const DOCUMENTS = [
  row("back", "Rollback", { asks: ASKS, names: ["undo a deployment"], code: ["UpdateEndpoint", "UpdateEndpoint"], parts: PARTS }),
  row("split", "Traffic split", { code: ["UpdateEndpoint"], body: "A rollback moves the traffic. No login." }),
  row("store", "Feature store", { asks: "Where do features lie?", body: "Who asks for pricing reads the price list." }),
  row("price", "Price", { asks: "What does it cost?" }),
  row("identity", "Identity of a step", { names: ["managed identity", "who is allowed to move a price"] }),
  { kind: "term", id: "g-identity", address: "reference/glossary/#g-identity", title: "Managed identity", text: "An account without a secret." },
  { kind: "term", id: "g-offline", address: "reference/glossary/#g-offline", title: "Offline store", text: "The history." },
  { kind: "term", id: "g-private", address: "reference/glossary/#g-private", title: "PSC", names: ["Private Service Connect"] },
  { kind: "thing", id: "one-store", address: "names/#one-store", title: "One Cloud Feature Store", platforms: ["one"] },
  { kind: "thing", id: "two-store", address: "names/#two-store", title: "Two Cloud Feature Store", platforms: ["two"] },
  { kind: "limit", id: "body", address: "limits/#body", title: "Request body", asks: "How large may a request be?", answers: [{ platform: "one", text: "25 MB", mark: "" }] },
  row("body-row", "Request body"),
  row("spot", "Interruptible capacity", { names: ["resume training"], asks: SPOT.join(" "), parts: SPOT.map((asks, at) => ({ label: `Part ${at}`, asks, anchor: `spot--${at}`, answers: [] })) }),
  { kind: "page", id: "home", address: "", title: "Home" },
  { kind: "page", id: "since", address: "since/", title: "Since you were away" },
  { kind: "page", id: "choose", address: "choose/", title: "Choose a platform" },
  { kind: "capability", id: "features", address: "compare/features/", title: "Feature store" },
  row("offline", "Offline store", { code: ["Feature store", "StoreConfig"] }),
  ...[["one", "two"], ["two", "one"]].map(([from, to]) => ({ kind: "page", id: `${from}-${to}`, address: `translate/${from}-to-${to}/`, title: `From ${from} to ${to}`, names: ["move from one cloud to another"] })),
];
const ASKED = [{ query: "where does the old price lie after a move of the feature store", answers: ["gone", "price", "store"] }];
const SOURCE = { documents: DOCUMENTS, asked: ASKED, labels: {}, platforms: { one: "one", uno: "one", two: "two" }, small: ["cloud"], folders: ["compare/"] };
const DATA = searchData(SOURCE);
const find = searchIn(DATA);
const ids = (query, without) => (without ? searchIn(DATA, new Set([without])) : find)(query).hits.map(({ entry }) => entry.id);

test("words: humps apart and whole, plurals without their s", () => {
  assert.deepEqual(wordsOf("UpdateEndpoint, g5.xlarge"), ["updateendpoint", "update", "endpoint", "g5", "xlarge"]);
  assert.deepEqual(["retries", "batches", "caches", "bias", "access", "gpus"].map(stem), ["retry", "batch", "cache", "bias", "access", "gpu"]);
  assert.deepEqual(keysOf("the UpdateEndpoint calls"), ["updateendpoint call", "update endpoint call"]);
  assert.equal(rootOf("pricing"), rootOf("price"));
  assert.deepEqual(["versions of my model", "version of a model", "of my"].map((name) => keysOf(name)[0]), ["version model", "version model", "of my"]);
});

test("edits: one for a letter added, dropped, changed or swapped with its neighbour", () => {
  assert.deepEqual(["store", "stor", "stroe", "stora", "storye"].map((word) => edits("store", word, 2)), [0, 1, 1, 1, 1]);
  assert.equal(edits("store", "elephant", 2), 3);
});

test("vocabulary: of words as near, the one that more documents have", () => {
  const words = new Vocabulary([["feature", 9], ["future", 1], ["store", 2]]);
  assert.equal(words.nearest("feture", 1), "feature");
  assert.equal(new Vocabulary([["each", 9], ["batch", 1]]).nearest("bach", 1), "batch", "a first letter is seldom wrong");
  assert.equal(words.nearest("zebra", 1), "");
  assert.deepEqual(new Vocabulary([["key", 9], ["keep", 2], ["bee", 5]]).near(["kee"], 1), ["key", "keep"], "of others those with its first letter");
  assert.deepEqual(new Vocabulary([["metric", 9]]).near(["metrcis", "metrci"], 1), ["metric"], "in any of its forms");
  assert.deepEqual([words.begins("feat"), words.begins("zeb")], [true, false]);
});

test("a packed index is the same when it is unpacked, but for the lengths of keys, which count nothing", () => {
  const index = [["store", { 11: { 2: 1, 40: 36 } }], ["=feature store", { 0: { 0: 1 } }], ["storage", { 5: { 1: 2 } }]];
  const lengths = { 0: [1, 0], 1: [2, 40], 2: [0, 1] };
  const more = { documentCount: 3, nextId: 3, documentIds: { 0: 0, 1: 1, 2: 2 }, fieldIds: { called: 0, title: 1 }, averageFieldLength: [0.5, 13.25], storedFields: {}, dirtCount: 0, serializationVersion: 2 };
  const sorted = [index[1], index[2], index[0]];
  const ofTitles = { 0: [0, 0], 1: [0, 40], 2: [0, 1] };
  assert.deepEqual(unpack(pack({ ...more, index, fieldLength: lengths })), { ...more, index: sorted, fieldLength: ofTitles });
});

test("a name in code is found in any case, with underscores and apart", () => {
  for (const query of ["UpdateEndpoint", "updateendpoint", "update_endpoint", "update endpoint"]) assert.equal(ids(query)[0], "back", query);
});

test("each rule has a reason, and can be left out", () => {
  const asked = new Set();
  const without = { has: (rule) => { asked.add(rule); return false; } };
  searchIn(DATA, without)("feture roll back");
  assert.deepEqual([...asked].sort(), Object.keys(REASONS).sort());
});

test("rules", () => {
  assert.equal(ids("managed identity")[0], "g-identity");
  assert.equal(ids("feture stroe")[0], "store");
  assert.deepEqual(ids("feture stroe", "fuzzy"), []);
  assert.ok(ids("pricings").includes("price"));
  assert.ok(!ids("pricings", "family").includes("price"));
  assert.deepEqual(ids("log in"), ["split"]);
  assert.deepEqual(ids("log in", "joined"), []);
  assert.deepEqual(find("zzqxv of the rollback").query.content, ["rollback"]);
  assert.deepEqual(find("counterpart of rollback").query.content, ["rollback"]);
  assert.ok(ids("two feature store").indexOf("two-store") < ids("two feature store").indexOf("one-store"));
  assert.equal(ids("how large may a request body be")[0], "body");
});

test("of the words of a query, a rare one counts more than one that many results have", () => {
  const covered = (without) => {
    const { hits } = searchIn(DATA, new Set(without))("feature secret");
    return ["g-identity", "store"].map((id) => hits.find(({ entry }) => entry.id === id).covered);
  };
  const [rare, common] = covered([]);
  assert.ok(rare > common);
  const [one, other] = covered(["rarity"]);
  assert.ok(one <= other);
});

test("two platforms named in an order lead from the first to the second", () => {
  for (const query of ["move from one to two", "move uno two", "move to two from one"]) assert.equal(ids(query)[0], "one-two", query);
  for (const query of ["move from two to one", "move to one from two", "what would it take to move from two to one"]) assert.equal(ids(query)[0], "two-one", query);
  assert.equal(ids("move from two to one", "direction")[0], "one-two"); // as they stand in the index
  for (const query of ["two word for the store of one", "what is the two equivalent of a one store"]) assert.equal(find(query).query.way, "one-to-two", query);
});

test("words are spelt before they are looked up: small ones, platforms that are begun, two written as one", () => {
  const words = new Vocabulary([["wish", 9], ["health", 3], ["check", 2], ["healthcheckpath", 1], ["feature", 2], ["vertical", 1]]);
  const spelling = (...without) => spellingOf(words, { vertex: "v", vertexai: "v", azure: "a" }, (rule) => !without.includes(rule));
  const cases = { wich: ["which"], longst: ["longest"], healthcheck: ["health", "check"], healthchecks: ["health", "checks"], azur: ["azure"], verte: ["vertex"], feature: ["feature"], feture: ["feture"], v5: ["v5"] };
  for (const [typed, spelt] of Object.entries(cases)) assert.deepEqual(spelling()(typed), spelt, typed);
  assert.deepEqual([spelling("fuzzy")("wich"), spelling("joined")("healthcheck"), spelling("prefix")("azur")], [["wich"], ["healthcheck"], ["azur"]]);
  assert.deepEqual(find("longst rollback").unknown, []);
});

test("what is cheap is a question of price", () => {
  for (const query of ["cheap", "cheapest", "cheepest", "expensive"]) assert.equal(ids(query)[0], "price", query);
  assert.deepEqual(ids("cheapest", "same"), []);
});

test("everyday words stand for the field's", () => {
  assert.equal(ids("undo it")[0], "back");
  assert.equal(ids("cheaply")[0], "price", "in any form of the word");
  assert.equal(searchIn(DATA)("what does money say").query.words.find(({ word }) => word === "money").family[0], "cost");
});

test("a question of choice leads to the choice, unless it is about something", () => {
  for (const query of ["which one is best for a beginner", "which platform should a small team pick", "should I use one or two", "which fits a startup that knows python", "when would you pick one over another"]) assert.equal(ids(query)[0], "choose", query);
  assert.notEqual(ids("which one is best for a beginner", "choice")[0], "choose");
  assert.equal(ids("which one has the best feature store")[0], "store");
});

test("where nothing says most of a query, what is wide comes before a row", () => {
  const wide = { kind: "translation", id: "idea", address: "translate/#idea", title: "Rate" };
  const data = searchData({ ...SOURCE, documents: [row("narrow", "Rate"), wide, row("oven", "Bake oven"), row("pot", "Clay pot")] });
  const first = (query, ...without) => searchIn(data, new Set(without))(query).hits.map(({ entry }) => entry.id).find((id) => ["narrow", "idea"].includes(id));
  assert.deepEqual([first("rate"), first("rate bake clay"), first("rate bake clay", "vague")], ["narrow", "idea", "narrow"]);
});

test("who asks what a word means wants the term", () => {
  for (const query of ["what does the word identity mean", "what does identity stand for", "meaning of the term identity"]) {
    assert.equal(ids(query)[0], "g-identity", query);
    assert.deepEqual(find(query).query.content, ["identity"]);
    assert.ok(find(query).query.factor.term > 2);
  }
});

test("who asks for one limit wants that one, who asks for limits all of them", () => {
  assert.ok(find("request body limits").query.factor.limits > 1);
  assert.equal(find("largest request body limit").query.factor.limits, undefined);
});

test("a name in code that is the field's word for something leads to that", () => {
  const { codes } = fieldsOf(SOURCE).find((_, at) => DOCUMENTS[at].id === "offline");
  assert.deepEqual(codes.split("\n"), ["storeconfig", "store config"]);
});

test("a slip in a word of a known family is a slip first", () => {
  const words = searchData({ ...SOURCE, documents: [row("a", "Management"), row("b", "Managed")] });
  assert.equal(searchIn(words)("managment").hits[0].entry.id, "a");
});

test("a name that has all words that count is worth more than one that has some", () => {
  const weights = (query) => Object.fromEntries(find(query).query.keys.map(({ key, weight }) => [key, weight]));
  const { "feature store": all, store: some } = weights("which has a feature store");
  assert.ok(all > 2 * some);
});

test("a word asks for a kind only where it means that", () => {
  const { factor } = find("limits as CSV").query;
  assert.ok(factor.section > 1 && factor.limit < 1);
  assert.ok(find("limits").query.factor.limit > 1);
  assert.deepEqual(find("which rollback by default").query.content, ["rollback"]);
  assert.deepEqual(find("what is a feature store called").query.content, ["feature", "store"]);
  assert.deepEqual(find("who called the feature store").query.content, ["called", "feature", "store"]);
});

test("a product of one platform answers who names none only where it is named; a term is what is called by any of its names", () => {
  const score = (query, id, without = "") => searchIn(DATA, new Set([without]))(query).hits.find(({ entry }) => entry.id === id).score;
  assert.ok(score("store price", "one-store") < score("store price", "one-store", "unnamed"));
  for (const query of ["one store price", "feature store"]) assert.equal(score(query, "one-store"), score(query, "one-store", "unnamed"), query); // it, or its platform, is named
  const like = (query) => find(query).hits.find(({ entry }) => entry.id === "g-private").like;
  assert.deepEqual(["private service connect", "private service price"].map(like), [1, 0]);
});

test("who asks what a part of a row asks, or types its name, wants that row", () => {
  assert.equal(ids("does the old version bill while it waits")[0], "back");
  const alike = (query, id) => find(query).hits.find(({ entry }) => entry.id === id).alike;
  assert.deepEqual([alike("does the old version bill while it waits", "back"), alike("old price", "back") ], [1, 0]);
  assert.equal(alike("what is the identity of a step", "identity"), 1);
  assert.ok(alike("how long does the old version stay warm and bill", "back") < 1);
});

test("a way to speak is known by its words, however they are spelt", () => {
  const [slip, right] = ["which platfrom for a small team", "which platform for a small team"].map((query) => find(query));
  assert.deepEqual([slip.query.all, slip.hits[0].entry.id], [right.query.all, "choose"]);
  assert.deepEqual([slip.meant, right.meant], [{ platfrom: "platform" }, {}]);
});

test("a search says what it understood", () => {
  const { meant, unknown, query } = find("feture zzqxv uno");
  assert.deepEqual([meant, unknown, query.platforms], [{ feture: "feature" }, ["zzqxv"], ["one"]]);
  assert.deepEqual(find("zzqxv").hits, []);
  assert.deepEqual(find("").hits, []);
  for (const word of Object.getOwnPropertyNames(Object.prototype)) assert.deepEqual(find(`${word} constructor`).hits, [], word);
  assert.deepEqual(find("<img src=x> \" ' \\ ^ ~ * +").hits.length >= 0, true);
});

test("a part of a row is shown where the query asks for it", () => {
  const { entries } = DATA;
  const asked = (query) => partAsked(entries[0], find(query).query)?.label;
  assert.equal(asked("how long does the old version stay warm"), "Stays warm");
  assert.equal(asked("does the old version bill while it waits"), "Bills meanwhile");
  assert.equal(asked("billing of the old version in the meantime, while waiting"), "Bills meanwhile");
  assert.equal(asked("is the old version expensive"), "Bills meanwhile", "a word that means the same");
  assert.equal(asked("rollback"), undefined);
  assert.equal(asked("one call back"), undefined);
});

test("who asks what holds by default is shown the part that says it", () => {
  const parts = [{ label: "Screened", asks: "Are prompts and answers screened?", anchor: "a" }, { label: "On by default", asks: "Is it on if nothing is set?", anchor: "b" }];
  const entry = { kind: "row", id: "guardrail", title: "Blocking harmful prompts", address: "a/", parts };
  const asked = (query) => partAsked(entry, find(query).query)?.anchor;
  for (const query of ["are prompts and answers screened by default", "prompts screened out of the box", "are prompts screened if nothing is set", "which one screens answers if I change nothing"]) assert.equal(asked(query), "b", query);
  assert.equal(asked("are prompts and answers screened"), undefined);
});

test("who asks whether work continues where it stopped is led to the part that says what is restored", () => {
  const asked = (query) => partAsked(DATA.entries.find(({ id }) => id === "spot"), find(query).query)?.asks;
  for (const query of ["can training continue where it stopped", "does the job pick up where it left off", "is training resumed after a reclaim or continued"]) assert.equal(asked(query), "Is the checkpoint restored for you?", query);
  assert.equal(asked("who starts the job again when it is stopped"), undefined);
});

test("who asks who is led to the part that asks it", () => {
  const parts = [{ label: "Wired", asks: "What is wired to an alert?" }, { label: "Told", asks: "Who is told of it?" }, { label: "Back", asks: "Does a drift alert bring it back?" }];
  const asked = (all) => partAsked({ kind: "row", id: "a", address: "a/", title: "Action", parts }, { content: ["drift", "notified"], all })?.label;
  assert.equal(asked(["drift", "who", "is", "notified"]), "Told");
  assert.equal(asked(["is", "drift", "notified"]), "Back");
});

test("a result is told to a chat: what is asked, each answer with its mark, where all of it is", () => {
  const entry = { kind: "row", id: "a", title: "Rollback", text: "By one call?", address: "a/" };
  const names = { one: "One", two: "Two" };
  assert.equal(told(entry, null, [["one", "yes, one call", "yes"], ["two", "if shared", "by-kind"]], names, "x/a/"), "Rollback\nBy one call?\n- One (yes): yes, one call\n- Two (depends on the kind): if shared\nx/a/");
  assert.equal(told(entry, { label: "Warm", asks: "How long?", anchor: "b" }, [["one", "an hour"]], names, "x/a/#b"), "Rollback\nHow long?\n- One: an hour\nx/a/#b");
  assert.deepEqual(withKinds([["one", "yes", "yes"], ["two", "no"]], [["one", "Shared: if asked"]]), [["one", "yes. Shared: if asked", "yes"], ["two", "no", undefined]]);
  assert.equal(told({ ...entry, text: undefined }, null, undefined, names, "x/a/"), "Rollback\nx/a/");
});

test("of an answer by kinds those come first that a query names, as many whole ones as there is room for", () => {
  const text = "Compute cluster: yours\nManaged online endpoint, Batch endpoint: the system's\nKubernetes: none";
  const [first, ...others] = linesAsked(text, ["endpoint", "identity"]);
  assert.equal(first, "Managed online endpoint, Batch endpoint: the system's");
  assert.deepEqual(others, text.split("\n").filter((line) => line !== first), "the others keep their order");
  assert.deepEqual(linesAsked(text, ["yours", "system"]), text.split("\n"), "what an answer says is no name of its kind");
  assert.deepEqual(linesAsked(": yes, by a field: x", ["field"]), ["yes, by a field: x"], "one answer for all has no kinds before it");
  assert.deepEqual(linesAsked("Endpoint: no\nWorkbench instance: yes", ["notebook"]), ["Workbench instance: yes", "Endpoint: no"], "which is one");
  assert.deepEqual(linesAsked("Queue and others: yes\nBatch endpoint: no", ["batch"]), ["Batch endpoint: no", "Queue and others: yes"]);
  assert.equal(shortened(["a", "b"]), "a; b");
  const long = "x".repeat(100);
  assert.equal(shortened(["a", long, long]), `a; ${long}…`);
  assert.equal(shortened([`${"word ".repeat(40)}`]), `${"word ".repeat(31).trim()}…`);
  assert.equal(shortened([`${"word ".repeat(20).trim()}, ${"more ".repeat(30)}`]), `${"word ".repeat(20).trim()}…`);
});

test("who names a kind gets what the row answers by kind, unless it does not answer by that", () => {
  const kinds = { Training: "Training job Warm pool Kubernetes compute" };
  const entry = { kind: "row", id: "a", address: "a/", title: "Retries of a pool", place: "Training", parts: [{ label: "Who", asks: "Who retries?", anchor: "a--who" }] };
  const answers = { "a--who": /** @type {[string, string][]} */ ([["one", "Training job and others: the service\nKubernetes compute: you"], ["two", ": nobody: see the warm job"]]) };
  const asked = (content, own = entry, said = answers) => partOfKind(own, { content }, kinds, said)?.anchor;
  assert.equal(asked(["retry", "kubernetes"]), "a--who");
  assert.equal(asked(["retry", "kubernetes"], entry, undefined), "a--who", "until the answers are there");
  assert.equal(asked(["retry"]), undefined);
  assert.equal(asked(["warm"]), undefined, "no answer is of that kind");
  assert.equal(asked(["pool"]), undefined, "the row's name says it");
  assert.equal(asked(["kubernetes"], { ...entry, parts: undefined }), undefined);
  assert.equal(asked(["kubernetes"], { ...entry, place: "Cost" }), undefined);
});

test("who types an HTTP code gets the part whose answers have it most often", () => {
  const parts = ["queue", "codes"].map((anchor) => ({ label: anchor, asks: anchor, anchor }));
  const answers = { queue: [["one", "429 at once"], ["two", "yes"]], codes: [["one", "429"], ["two", "503, 429"]] };
  assert.equal(partNaming({ parts }, "when does it answer 429", answers).anchor, "codes");
  assert.equal(partNaming({ parts }, "when does it answer 418", answers), null);
  assert.equal(partNaming({ parts }, "at most 4290 requests", answers), null);
});

test("what is told of an answer and its kinds does not say it twice", () => {
  const byKind = [["one", "no"], ["two", "yes, by a call"], ["three", "as said"]];
  const told = withKinds([["one", "No mirroring", "no"], ["two", "By one call", "yes"], ["three", "as said", ""]], byKind).map(([, said]) => said);
  assert.deepEqual(told, ["No mirroring", "By one call. Yes, by a call", "as said"]);
});

test("who types a name in code gets the part whose answer has it", () => {
  const parts = ["share", "pick"].map((one) => ({ label: one, asks: `${one}?`, anchor: `a--${one}` }));
  const answers = { "a--share": /** @type {[string, string][]} */ ([["one", ": by weights"]]), "a--pick": /** @type {[string, string][]} */ ([["one", ": TargetVariant"], ["two", ": header azureml-model-deployment"]]) };
  const named = (text, said = answers, own = parts) => partNaming({ kind: "row", id: "a", address: "a/", title: "Split", parts: own }, text, said)?.label;
  assert.equal(named("what is TargetVariant for"), "pick");
  assert.equal(named("azureml-model-deployment"), "pick");
  assert.equal(named("min_replica_count"), undefined);
  assert.equal(named("target variant"), undefined);
  assert.equal(named("training-serving skew"), undefined, "two words with a hyphen are no name in code");
  assert.equal(partNaming({ kind: "row", id: "a", address: "a/", title: "Split", parts }, "TargetVariant", undefined)?.label, "share", "until the answers are there");
  assert.equal(named("TargetVariant", answers, []), undefined);
});

test("the spoken answer of a theme is taken from its Markdown, without links, in a platform's words where it has them", () => {
  const markdown = "# T\n## The answer in 60 seconds\n> I split [it](u).\n>\n>\n>\n> In two.\n\n### On One\n\n> By `call`.\n\n## More\nx";
  const places = /** @type {Record<string, [number, number][]>} */ ({ "the-answer-in-60-seconds": [[1, 11]], one: [[8, 11]], more: [[11, 13]] });
  assert.equal(spokenIn(markdown, places, undefined), "I split it.\n\nIn two.");
  assert.equal(spokenIn(markdown, places, "one"), "By `call`.");
  assert.equal(spokenIn(markdown, places, "two"), "I split it.\n\nIn two.");
  assert.equal(spokenIn(markdown, {}, "two"), "");
});

test("a theme is answered in the words of the platform that is named, else of theirs", () => {
  const whose = (query, chosen, kind = "theme") => wordsAsked({ kind }, find(query).query, chosen);
  assert.equal(whose("store of one", ["one", "two"]), "one");
  assert.equal(whose("store", ["one", "two"]), "two");
  assert.equal(whose("store", []), undefined);
  assert.equal(whose("store of one", ["one", "two"], "row"), undefined);
});

test("who says one platform's name for it and means another is led to the translation", () => {
  const pool = { kind: "translation", id: "tr-pool", address: "translate/#tr-pool", title: "A machine that stays", names: ["Warm pool", "Idle cluster"], answers: [{ platform: "one", text: "Warm pool" }, { platform: "two", text: "Idle cluster" }] };
  const term = { kind: "term", id: "g-pool", address: "reference/glossary/#g-pool", title: "Warm pool" };
  const data = searchData({ ...SOURCE, documents: [...DOCUMENTS, pool, term] });
  const first = (query, hidden, ...without) => searchIn(data, new Set(without))(query, hidden).hits[0].entry.id;
  assert.equal(first("warm pool on two"), "tr-pool");
  assert.equal(first("warm pool on two", [], "theirs"), "g-pool");
  assert.equal(first("warm pool", ["three"]), "tr-pool", "the two that are left are one, whose name it is, and another");
  assert.equal(first("warm pool", ["one"]), "g-pool", "whose name it is, is put aside");
  assert.equal(first("warm pool"), "g-pool");
});

test("a translation hides something between two platforms: those of the query, else the reader's", () => {
  const entry = { kind: "translation", id: "a", title: "A machine that stays", address: "", answers: [["one", "Warm pool"], ["two", "Idle time of a cluster"]] };
  const pair = (query, chosen) => pairAsked(find(query).query, chosen, entry);
  assert.deepEqual(pair("warm pools on two", []), ["one", "two"], "a word of one, and the name of the other");
  assert.deepEqual(pair("warm pools on one", []), [], "its own word");
  assert.deepEqual(pair("from two to one", []), ["two", "one"]);
  assert.deepEqual(pair("store", ["one", "two"]), ["one", "two"]);
  assert.deepEqual(pair("store of one", ["one", "two"]), ["one", "two"]);
  assert.deepEqual(pair("store of three", []), []);
  assert.deepEqual(pair("store of one", ["two", "three"]), [], "another platform is named");
  const pairs = { a: { "one+two": "a gap" } };
  assert.equal(hiddenBetween({ id: "a" }, ["two", "one"], pairs), "a gap");
  assert.equal(hiddenBetween({ id: "b" }, ["two", "one"], pairs), "");
});

test("what is new on a platform is what happened since; what is new of a thing is the thing", () => {
  assert.equal(ids("what is new on one")[0], "since");
  assert.equal(ids("what's new in the one cloud")[0], "since");
  assert.equal(ids("new feature store on one")[0], "store");
  assert.notEqual(ids("what is new on one", "news")[0], "since");
});

test("what people type for an entry is read as a query is", () => {
  const { keys } = fieldsOf(SOURCE).find((_, at) => DOCUMENTS[at].id === "identity");
  assert.ok(keys.split("\n").includes("permission move price"));
  assert.equal(ids("who may move a price")[0], "identity");
  assert.deepEqual(["the biggest graphics card", "a larger GPU"].map((text) => find(text).query.all.join(" ")), ["the largest gpu", "a largest gpu"]);
});

test("of the phrases for an entry one alone is compared with a query, and words far apart count nothing", () => {
  const key = (name, field, ...entries) => [`=${name}`, { [field]: Object.fromEntries(entries.map((entry) => [entry, 1])) }];
  const index = [key("close laptop training", 1, 0), key("close door", 1, 1), key("laptop bag", 0, 1), key("train", 1, 1), key("training close laptop", 2, 2), ["close", { 1: { 3: 1 } }]];
  const said = phrasesOf({ index, fieldIds: { called: 0, keys: 1, kins: 2 } }, () => 1);
  const asked = (...words) => words.map((word) => ({ word, family: word === "training" ? ["train"] : [], worth: 1 }));
  assert.deepEqual([...said(asked("close", "laptop", "training"))], [[0, 1]], "not 1, which has them in three phrases; not 2, whose kin is called so");
  assert.equal(said(asked("close", "laptop", "day", "night")).get(0), 2 / (4 + MORE_IN_PHRASE));
  assert.deepEqual([...said(asked("close", "bag"))], [], "a word alone is no phrase");
});

test("who says it in one phrase comes before who has the same words in several", () => {
  const rows = [row("apart", "Night work", { names: ["close the door as you leave", "their laptop is on the table", "no training on a sunday night"] }), row("together", "Day work", { names: ["close my laptop and training goes on", "a table and a door there"] })];
  const data = searchData({ ...SOURCE, documents: [...rows, ...DOCUMENTS] });
  const lead = (query, without = []) => {
    const [one, other] = ["together", "apart"].map((id) => searchIn(data, new Set(without))(query).hits.find(({ entry }) => entry.id === id).score);
    return one / other;
  };
  assert.ok(lead("can i close the laptop while training") > 2 * lead("can i close the laptop while training", ["phrase"]));
});

test("what the reader has put aside comes later, unless it is named", () => {
  const first = (query, hidden, without) => searchIn(DATA, new Set(without))(query, hidden).hits.map(({ entry }) => entry.id).find((id) => /-store$/.test(id));
  assert.equal(first("feature store", ["one"]), "two-store");
  assert.equal(first("feature store", ["two"]), "one-store");
  assert.equal(first("one feature store", ["one"]), "one-store");
  assert.equal(first("feature store", ["one"], ["pair"]), "one-store");
});

test("a result leads to its place, on a server and from disk", () => {
  assert.equal(addressOf("r/back/", null), "r/back/");
  assert.equal(addressOf("r/back/#back--warm", null), "r/back/#back--warm");
  assert.equal(addressOf("reference/glossary/#g-identity", ["compare/"]), "reference/glossary.html#g-identity");
  assert.equal(addressOf("compare/", ["compare/"]), "compare/index.html");
  assert.equal(addressOf("", []), "index.html");
});

test("a query that names one platform leads to what that platform answers: to a row, a part of it, a limit", () => {
  const [back, term] = ["back", "g-identity"].map((id) => DATA.entries.find((entry) => entry.id === id));
  const limit = DATA.entries.find(({ id }) => id === "body");
  const answered = { ...back, answers: [["one", "yes"], ["two", "no"]] };
  const place = (entry, part, query, chosen = []) => placeOf(entry, part, find(query).query, chosen);
  assert.equal(place(answered, null, "rollback"), "r/back/");
  assert.equal(place(answered, WARM, "rollback"), "r/back/#back--warm");
  assert.equal(place(answered, null, "rollback on one"), "r/back/#back--one");
  assert.equal(place(answered, WARM, "rollback on one"), "r/back/#back--warm--one");
  assert.equal(place(answered, WARM, "rollback on one or two"), "r/back/#back--warm");
  assert.equal(place(limit, null, "largest request on one"), "limits/#body--one");
  assert.equal(place(limit, null, "largest request on two"), "limits/#body", "it answers nothing there");
  assert.equal(place(term, null, "identity on one"), "reference/glossary/#g-identity");
  assert.equal(place({ kind: "theme", id: "t", address: "interview/t/" }, null, "drift", ["one", "two"]), "interview/t/#two");
  const word = { kind: "translation", id: "tr-store", address: "translate/#tr-store" };
  assert.equal(place(word, null, "store", ["one", "two"]), "translate/one-to-two/#tr-store");
  assert.equal(place(word, null, "store on one"), "translate/#tr-store");
});

test("a query that names a platform and a month leads to what changed there since then", () => {
  const news = { kind: "page", id: "compare/since/", title: "Since", address: "compare/since/" };
  const place = (query) => placeOf(news, null, find(query).query, []);
  assert.equal(place("what changed on one since march 2025"), "compare/since/#?a=one&d=2025-03");
  assert.equal(place("i last used one in 2023"), "compare/since/#?a=one&d=2023-01", "a year from its first month");
  assert.equal(place("what changed since September 2024"), "compare/since/#?d=2024-09");
  assert.equal(place("one since summer 2024"), "compare/since/#?a=one&d=2024-06", "a season from its first month");
  assert.equal(place("changed on one since marketing 2024"), "compare/since/#?a=one&d=2024-01", "no month");
  assert.equal(place("changed on one or two"), "compare/since/", "of both");
  assert.equal(place("may i see what is new"), "compare/since/", "a month without its year");
  assert.equal(sinceAsked({ address: "r/back/" }, find("one since 2025").query), null);
  assert.equal(addressOf(place("one since 2025"), []), "compare/since.html#?a=one&d=2025-01");
});

test("what answered a question comes first for one that is nearly the same, the first answer most; no name is such a question", () => {
  const score = (query, id, without = []) => searchIn(DATA, new Set(without))(query).hits.find(({ entry }) => entry.id === id).score;
  const grows = (query, id) => score(query, id) / score(query, id, ["asked"]);
  const question = "after the feature store moved, where is my old price";
  assert.ok(grows(question, "price") > grows(question, "store"));
  assert.ok(grows(question, "store") > 1);
  assert.equal(grows(question, "back"), 1, "another's answer");
  assert.equal(grows("price feature store", "price"), 1, "a name");
  assert.ok(grows(question, "price") > grows("where does a price lie if the region is full", "price"), "less alike");
  assert.deepEqual(DATA.asked.answers.split(" ").map((at) => DATA.entries[at].id), ["price", "store"], "an entry that is no more");
});

test("pages are found by the words of their addresses", () => {
  const entries = ["compare/online-endpoints/", "providers/vertex-ai/", "r/back/", "names/#back"].map((address) => ({ kind: "page", id: address, title: "", address }));
  const found = (...words) => byAddress(entries, words, { vertexai: "vertex-ai" }).map(({ address }) => address);
  assert.deepEqual(found("compare", "online", "endpoint"), ["compare/online-endpoints/"]);
  assert.deepEqual(found("vertexai", "foo"), ["providers/vertex-ai/"]);
  assert.deepEqual(found("back"), ["r/back/"]);
  assert.deepEqual(found("other"), []);
});

test("words of the query are marked, whole", () => {
  assert.deepEqual(marked("The features, a feature-store and featured", ["feature"]), ["The ", "features", ", a ", "feature", "-store and featured"]);
});

test("span: a season, a month, a year or a count of them, the next one of its name", () => {
  const today = "2026-12-02";
  const spans = {
    "what ends before summer": [today, "2027-06-01"],
    "what ends before the end of summer": [today, "2027-09-01"],
    "ends by june": [today, "2027-07-01"],
    "ends in december": ["2026-12-01", "2027-01-01"],
    "in feb 2028": ["2028-02-01", "2028-03-01"],
    "what is retired in 2027": ["2027-01-01", "2028-01-01"],
    "before 2027-03-15": [today, "2027-03-15"],
    "next six months": [today, "2027-06-02"],
    "within 90 days": [today, "2027-03-02"],
    "this year": [today, "2027-01-01"],
    "next winter": ["2026-12-01", "2027-03-01"],
  };
  for (const [text, [from, to]] of Object.entries(spans)) assert.deepEqual(spanAsked(text, today), { from, to }, text);
  for (const text of ["what ends next", "before the deployment", "in marching order", "before 2027-13"]) assert.equal(spanAsked(text, today), null, text);
});

test("ends: those in the days that are asked, past ones too, else the next, and how many there are", () => {
  const ends = [["2026-07-30", "closed"], ["2026-12-01", "gone"], ["2026-12-09", "soon"], ["2027-05", "a month"], ["2027-06", "later"], ["2028", "last"]];
  const asked = (text, today = "2026-12-02") => endsAsked(ends, text, today);
  assert.deepEqual(asked("what ends before summer"), { said: "2 before 2027-06-01:", lines: ["2026-12-09 soon", "2027-05 a month"], since: "" });
  assert.deepEqual(asked("ends in 2028"), { said: "1 between 2028-01-01 and 2028-12-31:", lines: ["2028 last"], since: "" });
  assert.deepEqual(asked("what was closed in 2026"), { said: "3 between 2026-01-01 and 2026-12-31:", lines: ["2026-07-30 closed", "2026-12-01 gone", "2026-12-09 soon"], since: "2026-01-01" });
  assert.deepEqual(asked("ends this month", "2026-12-10"), { said: "None before 2027-01-01.", lines: [], since: "" });
  assert.deepEqual(asked("what ends"), { said: "", lines: ["2026-12-09 soon", "2027-05 a month", "2027-06 later", "2028 last"], since: "" });
  const open = [["2026-03", "was to end, not confirmed"], ["2026-07-30", "closed"]];
  assert.deepEqual(endsAsked(open, "closed in 2026", "2026-12-02"), { said: "2 between 2026-01-01 and 2026-12-31, those not confirmed last:", lines: ["2026-07-30 closed", "2026-03 was to end, not confirmed"], since: "2026-01-01" });
  const many = Array.from({ length: 40 }, (_, at) => [`2027-01-${at + 10}`, "x"]);
  const laws = /** @type {[string, string][]} */ ([["2027-01-01", "An act takes effect"], ["2027-02-17", "A store ends"]]);
  assert.equal(endsAsked(laws, "ends in 2027", "2026-12-02").said, "2 between 2027-01-01 and 2027-12-31, 1 of them a law that takes effect:");
  assert.deepEqual([endsAsked(many, "what ends", "2026-12-02").said, endsAsked(many, "", "2026-12-02").lines.length], ["The next 8 of 40:", 8]);
  assert.deepEqual([endsAsked(many, "ends in 2027", "2026-12-02").said, endsAsked(many, "ends in 2027", "2026-12-02").lines.length], ["The first 24 of 40 between 2027-01-01 and 2027-12-31:", 24]);
});

test("difference: what each of two ideas is stands next to the best result", () => {
  for (const query of ["difference between managed identity and an offline store", "managed identity vs offline store"]) {
    const found = ids(query);
    assert.deepEqual([found.indexOf("g-offline") - found.indexOf("g-identity"), found.indexOf("g-identity") < 2], [1, true], query);
    assert.notDeepEqual(ids(query, "difference"), found, query);
  }
  assert.deepEqual(ids("difference between price and rollback"), ids("difference between price and rollback", "difference")); // rows, no ideas
});
