/* The shapes that pure scripts take and give. */

/** A field of an address that strict.js reads: `read` gives undefined for a text that it does not take. */
interface Field {
  standard: unknown;
  read: (text: string) => unknown;
  expected: string;
  label?: string;
}

/** How a card stands; see coach.js. */
interface CardRecord {
  last: string;
  due: string;
  step: number;
  grade: "again" | "got";
  missed: string[];
  times: number;
}

/** What a reader practised; `cards` by "<question> <platform>", `ticks` by "<step> <platform>". */
interface Progress {
  format: string;
  version: number;
  cards: Record<string, CardRecord>;
  ticks: Record<string, string>;
  plan?: { a: string; b: string; n: number; day: string };
}

/** A question as the index of the bank lists it. */
interface BankQuestion {
  id: string;
  deck: string;
  level: string;
  platforms: string[];
  shows: string[];
}

interface Band {
  asked: number;
  said: number;
  band: string;
}

interface MockScore {
  overall: Band;
  ingredients: Record<string, Band>;
}

/** A mock interview that is over. */
interface MockReport {
  title: string;
  day: string;
  platform: string;
  seconds: number;
  minutes: number;
  version: string;
  of: number;
  score: MockScore;
  ingredients: Record<string, string>;
  questions: { title: string; link: string; notes: string; points: { text: string; said: boolean }[] }[];
}

/* The selector (cloud_ml_platforms/topics/choose/selector.py writes SelectorData) ------------------------------------------------------------ */

interface Criterion {
  id: string;
  name: string;
  asks: string;
  constraint: string;
  on: string;
  judged: boolean;
  rows: string[];
  /** By platform and kind: [key of the words, row, grade, note]. */
  grades: Record<string, Record<string, [key: string, row: string, grade: string, note: string][]>>;
}

interface Change {
  n: number;
  date: string;
  kind: string;
  why: string;
  facts: [record: string, platform: string][];
}

interface SelectorData {
  asOf: string;
  these: string; /* "the three" */
  platforms: Record<string, string>;
  constraints: Record<string, string>;
  kinds: Record<string, Record<string, Record<string, string>>>;
  capabilities: Record<string, string>;
  criteria: Criterion[];
  clashes: { platform: string; keeps: string; loses: string; key: string; row: string }[];
  signals: Record<string, [says: string, because: string, alone: boolean]>;
  words: Record<string, [text: string, evidence: [source: string, at: string, read: string][]]>;
  rows: Record<string, [name: string, page: string]>;
  sources: Record<string, [title: string, url: string, date: string]>;
  journal: number;
  changes?: Change[]; /* once a decision of an earlier entry is opened */
  days?: string[];
}

/** What a reader asks for: weights 1 to 4 by criterion, 4 is required. */
interface Choice {
  weights: Record<string, number>;
  previews: boolean;
  full: boolean;
  own: string[];
}

/** What would follow if the grades `from` (or all) of a criterion were `to` on a platform. */
interface Suppose {
  platform: string;
  criterion: string;
  from?: string;
  to: string;
}

interface Part {
  key: string;
  row: string;
  grade: string;
  note: string;
  silent: boolean;
}

interface Verdict {
  criterion: string;
  grade: string;
  silent: boolean;
  parts: Part[];
}

interface Weighed extends Verdict {
  weight: number;
  required?: boolean;
  failed?: boolean;
}

/** A verdict with the kind it is of. */
interface Reason extends Weighed {
  on: string;
  kind: string;
}

interface Group {
  on: string;
  required: Criterion[];
  weighed: [Criterion, number][];
}

interface OnKind {
  kind: string;
  required: Weighed[];
  weighed: Weighed[];
  all: Weighed[];
  silent: number;
  state: string;
  low: number;
  high: number;
  isOpen: boolean;
  mayPass: boolean;
  floor: number;
}

interface OnBestKind {
  on: string;
  state: string;
  kind: string;
  best: OnKind;
  all: OnKind[];
  hopes: OnKind[];
  low: number;
  middle: number;
  high: number;
}

interface Standing {
  platform: string;
  state: string;
  low: number;
  middle: number;
  high: number;
  parts: OnBestKind[];
  giveUp: string[];
}

interface Answer {
  platforms: Standing[];
  ranked: Standing[];
  own: string[];
  leaders: string[];
  alike: { criterion: string; weight: number }[];
  kind: string;
}

/** Another setting of one criterion, and who leads then. */
/** Who leads; of requirements, those that nobody knows of them. */
interface Outcome {
  leaders: string[];
  kind: string;
  unknown: string[];
}

interface Setting extends Outcome {
  criterion: string;
  from: number;
  to: number;
}

interface OtherOption extends Outcome {
  option: "previews" | "full";
  to: boolean;
}

interface Failures {
  on: string;
  everywhere: { criterion: string; by: { kinds: string[]; parts: Part[] }[] }[];
  kinds: { kind: string; failed: Weighed[] }[];
}

interface Otherwise {
  platform: string;
  settings: (Setting & { alone: boolean })[];
  unknowns: string[];
  yes: string[];
  against: { platform: string; criterion: string }[];
}

/* The calculator (cloud_ml_platforms/compute/calculator.py makes CostData) ------------------------------------------------------------- */

/** A number, the name of an input or price, or {operation: [expressions]}; see cost.js. */
type Expression = number | string | { [operation: string]: Expression[] };

interface CostInput {
  id: string;
  name: string;
  small: string;
  group: string;
  kind: string;
  unit: string;
  unitSymbol: string;
  min: number;
  max: number;
  standard: any;
  options: { id: string; name: string; meters: Record<string, string> }[];
}

interface CostLine {
  id: string;
  group: string;
  name: string;
  within: string | null;
  formulas: Record<string, Expression>;
  free: Record<string, string>;
}

interface Price {
  id: string;
  meter: string;
  of: string;
  sku: string;
  region: string;
  usd: number | null;
  asOf: string;
  derived: string;
  secondHand: boolean;
  note: string;
  sources: [title: string, url: string][];
}

interface CostData {
  inputs: CostInput[];
  lines: CostLine[];
  prices: Record<string, Omit<Price, "id">>;
  columns: string[];
  names: Record<string, string>;
  of: Record<string, string>;
  clouds: Record<string, string>;
  cloud: string;
  meters: Record<string, { name: string; small: string; unit: string }>;
  scenarios: Record<string, { set: Record<string, number | string> }>;
  groups: { id: string; name: string; short: string | null }[];
  people: string;
  horizon: string;
  large: number;
  small: number;
  tie: number;
  cent: number;
  deciders: number;
  mostUsd: number;
}

/** What is typed: numbers, and the ids of what is chosen. */
type Values = Record<string, any>;
/** A reader's own prices by id. */
type Own = Record<string, number>;

/** What a line comes to in a column: null where a price is blank. */
interface Cell {
  amount: number | null;
  free: string | null;
  prices: Price[];
  blanks: Price[];
}

interface Bill {
  values: Values;
  own: Own;
  cells: Record<string, Record<string, Cell>>;
  totals: Record<string, number | null>;
  known: Record<string, number>;
  blanks: Record<string, Price[]>;
}

/** What can be compared: the columns, the lines, and the lines that are left out. */
interface Basis {
  columns: string[];
  lines: CostLine[];
  left: CostLine[];
}

/** What each compared column comes to. */
interface Sums extends Map<string, number> {
  get(column: string): number;
}

/** A table whose every key that is asked for is there. */
interface Known<T> extends Map<string, T> {
  get(key: string): T;
}

/* "Paste and check" (cloud_ml_platforms/topics/paste/old_names.py makes the data) ---------------------------------------------------------------- */

/** A word of a line with where it begins and ends. */
type Word = [word: string, start: number, end: number];
/** Words that follow a first one, with what stands between, and the record that they mean. */
type Phrase = [rest: string[], record: string];

/** Names to look for, by how they are found, each with the key of its record; empty for a name of today. */
interface PasteData {
  levels: string[];
  records: Record<string, [level: string, says: string, today: string, quiet: boolean, links?: [page: string, anchor: string, words: string][]]>;
  roots: string[];
  operations: Record<string, [service: string, record: string]>;
  python?: Record<string, string>;
  argument?: Record<string, string>;
  command?: Record<string, string>;
  package?: Record<string, string>;
  field?: Record<string, string>;
  word?: Record<string, string>;
  phrase?: Record<string, string>;
  google_phrase?: Record<string, string>;
  beta?: Record<string, string>;
  known?: Record<string, string>;
  services?: Record<string, string>;
}

interface PasteMark {
  line: number;
  column: number;
  text: string;
  record: string;
  begin: number;
}

interface PasteResult {
  text: string;
  marks: PasteMark[];
  more: number;
  unknown: Map<string, number>;
  unknownMore: number;
  languages: string[];
  leftOut: number;
  recognised: boolean;
}

/** A group's part of a column's bar; `index` is that of the group. */
interface BarPart {
  group: string;
  name: string;
  index: number;
  amount: number;
}

/** A column's bar: `share` of its room in percent, `open` where a price is not known, and the words beside it. */
interface Bar {
  parts: BarPart[];
  share: number;
  open: boolean;
  sum: string;
  work: string;
  more: string;
}

/** The calculator over its data: what cost.js makes. */
interface Calculator {
  data: CostData;
  inputs: Known<CostInput>;
  lines: Known<CostLine>;
  standard: () => Values;
  scenario: (id: string) => Values;
  bill: (values: Values, own?: Own) => Bill;
  partIn: (values: Values) => Map<string, [CostLine, string][]>;
  after: (found: Bill, touched: [CostLine, string][] | undefined, values: Values, own: Own) => Pick<Bill, "cells">;
  worked: (line: CostLine, column: string, values: Values, own?: Own) => string;
  inWords: (line: CostLine, column: string) => string;
  answer: (values: Values, own?: Own) => string[];
  short: (found: Bill) => string;
  compared: (found: Bill) => Basis;
  used: (found: Bill) => Price[];
  inUse: (found: Bill) => CostLine[];
  usd: (price: Price, own: Own) => number | null;
  shownInput: (one: CostInput, values: Values) => string;
  typedInShort: (found: Bill) => string;
  csv: (values: Values, own: Own, link: string) => string;
  markdown: (values: Values, own: Own, link: string, day: string) => string;
  readInput: (one: CostInput, written: string) => number | string | undefined;
  expected: (one: CostInput) => string;
  fields: () => Record<string, Field>;
  state: (values: Values, own: Own) => Record<string, string>;
  amountText: (one: Cell, show: (amount: number) => string) => string;
  comesTo: (one: { amount: number | null }, show?: (amount: number) => string) => string;
}

/* The coach's pages (topics/interview/cards.py writes the decks and their index) --------------------------------------------- */

/** A point of an answer; it has its number among all once it is known which are asked for. */
interface CardPoint {
  id: string;
  says: string;
  shows: string;
  platforms: string[];
  number?: number;
}

interface Card {
  id: string;
  front: string;
  answer: string;
  points: CardPoint[];
  more: string;
  list?: string;
  page: string;
  stages?: { name: string; html: string }[];
}

interface CoachIndex {
  version: string;
  questions: (BankQuestion & { core: boolean; asked: string; title: string; page: string })[];
  terms: Record<string, { id: string; title: string }[]>;
  cases: { id: string; title: string; page: string }[];
  decks: Record<string, string>;
  platforms: Record<string, string>;
  ingredients: Record<string, string>;
}

/** A line of a table as it is shared: `under` tells tables apart that come together. */
interface TableLine {
  id: string;
  address: string;
  under: string;
  cells: unknown[];
}

/** Which lines of a page's Markdown each part takes, by its id. */
type Parts = Record<string, [from: number, to: number][]>;

/** What the menu offers for an element; an act: its label, what is said when it is done, the text, the name of a file. */
interface Shared {
  name: string;
  text: string;
  href: string;
  acts: [label: string, done: string, make: () => string | null | Promise<string | null>, file?: string][];
  answers: Shared["acts"];
  csvs: Shared["acts"];
}

/* The search (cloud_ml_platforms/search/): what the build is given, and what the page loads. */
interface SearchDocument {
  kind: string;
  id: string;
  address: string;
  title: string;
  place?: string;
  text?: string;
  answers?: { platform: string; text: string; mark: string }[];
  parts?: { label: string; asks: string; anchor: string; answers: { platform: string; text: string }[] }[];
  pairs?: Record<string, string>;
  ends?: [due: string, text: string][];
  platforms?: string[];
  called?: string[];
  names?: string[];
  kin?: string[];
  code?: string[];
  asks?: string;
  standing?: string;
  body?: string;
}
interface SearchSource {
  documents: SearchDocument[];
  asked: { query: string; answers: string[] }[];
  labels: Record<string, string>;
  platforms: Record<string, string>;
  small: string[];
  kinds: Record<string, string>; /* words for the kinds of workload, by the name of their capability */
  folders: string[];
}
interface SearchPart {
  label: string;
  asks: string;
  anchor: string;
}
interface SearchParts {
  answers: Record<string, [platform: string, text: string][]>; /* to parts of rows, by anchor; a line for kinds that differ */
  pairs: Record<string, Record<string, string>>; /* what a translation hides, by its id and `a+b` */
}
interface SearchEntry {
  kind: string;
  id: string;
  address: string;
  title: string;
  place?: string;
  text?: string;
  answers?: [platform: string, text: string, mark?: string][];
  parts?: SearchPart[];
  ends?: [due: string, text: string][]; /* of what lies ahead */
  platforms?: string[];
}
interface StoredIndex {
  documentCount: number;
  nextId: number;
  documentIds: Record<string, number>;
  fieldIds: Record<string, number>;
  fieldLength: Record<string, number[]>;
  averageFieldLength: number[];
  storedFields: Record<string, never>;
  dirtCount: number;
  index: [word: string, fields: Record<string, Record<string, number>>][];
  serializationVersion: number;
}
interface PackedIndex {
  words: string;
  places: string;
  lengths: string;
  averages: number[];
  fields: Record<string, number>;
  version: number;
}
interface AskedQuestions {
  questions: string; /* the words of one, line by line */
  answers: string; /* the places of the entries that answer it, the best first */
}
interface SearchData {
  index: PackedIndex;
  asked: AskedQuestions;
  entries: SearchEntry[];
  labels: Record<string, string>;
  platforms: Record<string, string>;
  small: string[];
  kinds: Record<string, string>; /* words for the kinds of workload, by the name of their capability */
  folders: string[];
}
