// @ts-check
/* The coach's arithmetic: what is due, what may be imported, how a mock interview scores. It touches no page and no
   storage; coach.test.js runs it with tests/topics/interview/coach_cases.json.

   Progress: {format, version, cards: {"<question> <platform>" or "<term> <direction>": record}, ticks: {"<step> <platform>": day},
   plan: {a, b, n, day} or none}. A record: {last, due (days), step (0 to 5), grade ("again" or "got"), missed (ids of points
   that were not named when points were last ticked), times}.
   Ids survive rewording; records of ids that this copy of the site does not know are kept as they are. */

const FORMAT = "cloud-ml-platforms progress";
const VERSION = 1;
const DAYS = [1, 3, 7, 14, 30]; /* until a card that was known comes back; spaced repetition in earnest is Anki's job */
const KEY = /^[a-z][a-z0-9-]{0,79} [a-z][a-z0-9-]{0,79}$/;
const MOST_ENTRIES = 20000;
export const MOST_CHARACTERS = 4000000;
const MOST_TIMES = 1e6;
const DEEPEST = 20; /* levels of values within values; some browsers cannot write what has thousands */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu; /* what moves or hides other text */
/** @type {[string, number, number][]} */
const BANDS = [["strong hire", 4, 5], ["hire", 3, 5], ["lean no", 1, 3], ["no hire", 0, 1]]; /* from this share on */
const FEW = 2; /* a single point is no evidence */
const MINUTES = 7.5; /* for a question with its follow-ups */
const MINUTES_A_CARD = 1.5;

// Days ------------------------------------------------------------------------------------------------------------

/** The reader's own day, as 2026-11-26.
    @type {(date: Date) => string} */
export function dayOf(date) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** @type {(day: string, count: number) => string} */
export function addDays(day, count) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** @type {(text: unknown) => boolean} */
function isDay(text) {
  if (typeof text !== "string" || !/^20\d\d-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

// Progress --------------------------------------------------------------------------------------------------------

/** @type {() => Progress} */
export function empty() {
  return { format: FORMAT, version: VERSION, cards: {}, ticks: {} };
}

/** @type {(value: unknown) => string} */
function shown(value) {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value).replace(UNSEEN, "\ufffd");
  return text.length > 40 ? text.slice(0, 39) + "…" : text;
}

/** @type {(value: unknown) => boolean} */
function isPlain(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @type {(plan: any) => [unknown, string] | null} */
function planFault(plan) {
  if (plan === undefined) return null;
  const slug = (/** @type {unknown} */ text, /** @type {number} */ least) => typeof text === "string" && text.length >= least && /^[a-z-]{0,20}$/.test(text);
  const good = isPlain(plan) && slug(plan.a, 0) && slug(plan.b, 1) && Number.isInteger(plan.n) && plan.n > 0 && plan.n < 100 && isDay(plan.day);
  return good ? null : [plan, "two platforms, a number of evenings and a day"];
}

/** Whether values lie within values deeper than any progress has them.
    @type {(value: unknown) => boolean} */
function isDeep(value) {
  let level = [value];
  for (let depth = 0; depth < DEEPEST && level.length; depth += 1) {
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return level.length > 0;
}

/** What is wrong with a record; null when nothing is.
    @type {(record: any) => [string, unknown, string] | null} */
function recordFault(record) {
  if (!isPlain(record)) return ["", record, "a record"];
  for (const key of ["last", "due"]) if (!isDay(record[key])) return [`.${key}`, record[key], "a day such as 2026-11-26"];
  for (const [key, most] of [["step", DAYS.length], ["times", MOST_TIMES]]) {
    if (!Number.isInteger(record[key]) || record[key] < 0 || record[key] > most) return [`.${key}`, record[key], `a number from 0 to ${most}`];
  }
  if (!["again", "got"].includes(record.grade)) return [".grade", record.grade, '"again" or "got"'];
  const good = Array.isArray(record.missed) && record.missed.length <= 26 && record.missed.every((/** @type {unknown} */ id) => typeof id === "string" && /^[a-z]$/.test(id));
  return good ? null : [".missed", record.missed, "a list of letters"];
}

/** Read stored or imported text: {progress}, or {problem, newer} with what was found and what was expected.
    @type {(text: string) => { progress: Progress, problem?: undefined, newer?: undefined } | { problem: string, newer: boolean, progress?: undefined }} */
export function read(text) {
  const fail = (/** @type {string} */ problem, newer = false) => ({ problem, newer });
  if (text.length > MOST_CHARACTERS) return fail(`found ${text.length} characters, expected at most ${MOST_CHARACTERS}`);
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return fail(`found ${shown(text.slice(0, 30))}, expected a progress file (JSON)`);
  }
  if (isDeep(found)) return fail(`found more than ${DEEPEST} levels of values within values, expected a progress file`);
  if (!isPlain(found) || found.format !== FORMAT) return fail(`found format ${shown(isPlain(found) ? found.format : found)}, expected "${FORMAT}"`);
  if (!Number.isInteger(found.version) || found.version < 1) return fail(`found version ${shown(found.version)}, expected ${VERSION}`);
  if (found.version > VERSION) return fail(`found version ${found.version}, this copy of the guide reads ${VERSION}: open it with a newer copy`, true);
  const progress = { ...found, cards: {}, ticks: {} }; /* what a later version added stays */
  for (const part of ["cards", "ticks"]) {
    if (!isPlain(found[part])) return fail(`${part}: found ${shown(found[part])}, expected a list of entries`);
    const entries = Object.entries(found[part]);
    if (entries.length > MOST_ENTRIES) return fail(`${part}: found ${entries.length} entries, expected at most ${MOST_ENTRIES}`);
    for (const [key, value] of entries) {
      if (!KEY.test(key)) return fail(`${part}: found the key ${shown(key)}, expected two ids with a blank between them`);
      const fault = part === "cards" ? recordFault(value) : isDay(value) ? null : ["", value, "a day such as 2026-11-26"];
      if (fault) return fail(`${part}[${shown(key)}]${fault[0]}: found ${shown(fault[1])}, expected ${fault[2]}`);
      progress[part][key] = value;
    }
  }
  const fault = planFault(found.plan);
  if (fault) return fail(`plan: found ${shown(fault[0])}, expected ${fault[1]}`);
  return { progress };
}

/** @type {(progress: Progress) => string} */
export function write(progress) {
  return JSON.stringify(progress, null, 1);
}

/** Put two states together: of each card the record practised last stays. Nothing of either is lost.
    @type {(mine: Progress, other: Progress) => { progress: Progress, added: number, newer: number, kept: number, ticks: number }} */
export function merge(mine, other) {
  const out = { ...other, ...mine, cards: { ...mine.cards }, ticks: { ...mine.ticks } };
  const counts = { added: 0, newer: 0, kept: 0, ticks: 0 };
  for (const [key, record] of Object.entries(other.cards)) {
    const own = out.cards[key];
    if (!own) counts.added += 1;
    else if (record.last > own.last || (record.last === own.last && record.times > own.times)) counts.newer += 1;
    else {
      counts.kept += 1;
      continue;
    }
    out.cards[key] = record;
  }
  for (const [key, day] of Object.entries(other.ticks)) {
    if (out.ticks[key]) continue;
    out.ticks[key] = day;
    counts.ticks += 1;
  }
  if (other.plan && (!out.plan || other.plan.day > out.plan.day)) out.plan = other.plan;
  return { progress: out, ...counts };
}

/** Why what was put together leaves no room for the practice of years; empty when it does.
    @type {(progress: Progress) => string} */
export function crowded(progress) {
  for (const part of /** @type {const} */ (["cards", "ticks"])) {
    const count = Object.keys(progress[part]).length;
    if (count > MOST_ENTRIES / 2) return `${part}: found ${count} entries with those that are here, expected at most ${MOST_ENTRIES / 2}`;
  }
  const { length } = JSON.stringify(progress);
  return length > MOST_CHARACTERS / 2 ? `found ${length} characters with those that are here, expected at most ${MOST_CHARACTERS / 2}` : "";
}

/** The state after one answer: `how` is "again" or "got"; `asked` and `named` are ids of points. With no point ticked
    nothing is said about points, unless `told` says that none was named. No card comes back later than `last`, the last evening before the interview.
    @type {(progress: Progress, key: string, how: "again" | "got", answer: { asked: string[], named: string[], told?: boolean, today: string, last?: string }) => Progress} */
export function grade(progress, key, how, { asked, named, told = named.length > 0, today, last = "" }) {
  const old = progress.cards[key];
  const step = how === "got" ? Math.min((old ? old.step : 0) + 1, DAYS.length) : 0;
  const due = how === "got" ? addDays(today, DAYS[step - 1]) : today;
  const before = old ? old.missed : [];
  const record = {
    ...old,
    last: today,
    due: last && last > today && due > last ? last : due,
    step,
    grade: how,
    missed: told ? asked.filter((id) => !named.includes(id)).sort() : before,
    times: Math.min((old ? old.times : 0) + 1, MOST_TIMES),
  };
  return { ...progress, cards: { ...progress.cards, [key]: record } };
}

/** The last evening of a plan that was made on a day; empty without a plan.
    @type {(plan: Progress["plan"]) => string} */
export function lastEvening(plan) {
  return plan ? addDays(plan.day, plan.n - 1) : "";
}

/** @type {(progress: Progress, key: string, day: string) => Progress} */
export function tick(progress, key, day) {
  const ticks = { ...progress.ticks };
  if (day) ticks[key] = day;
  else delete ticks[key];
  return { ...progress, ticks };
}

/** "new", "due", "again" or "got".
    @type {(record: CardRecord | undefined, today: string) => string} */
export function stateOf(record, today) {
  if (!record) return "new";
  if (record.due <= today) return record.grade === "again" ? "again" : "due";
  return record.grade;
}

/** The keys that are due, the longest waiting first.
    @type {(progress: Progress, keys: string[], today: string) => string[]} */
export function due(progress, keys, today) {
  const waiting = keys.filter((key) => progress.cards[key] && progress.cards[key].due <= today);
  const order = (/** @type {string} */ key) => progress.cards[key].due + progress.cards[key].last;
  return waiting.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}

/** @type {(progress: Progress, keys: string[]) => string[]} */
export function fresh(progress, keys) {
  return keys.filter((key) => !progress.cards[key]);
}

/** [key, missed] of what was not known the last time, or whose points were not all named; the newest first.
    @type {(progress: Progress) => [key: string, missed: string[]][]} */
export function missedOf(progress) {
  return Object.entries(progress.cards)
    .filter(([, record]) => record.grade === "again" || record.missed.length)
    .sort(([, one], [, other]) => (one.last > other.last ? -1 : one.last < other.last ? 1 : 0))
    .map(([key, record]) => [key, record.missed]);
}

/** How long it takes to practise so many cards.
    @type {(cards: number) => number} */
export function minutesOf(cards) {
  return Math.ceil(cards * MINUTES_A_CARD);
}

// The mock interview ----------------------------------------------------------------------------------------------

/** The points that count on a platform, each with its number among all.
    @type {(points: any[], platform: string) => any[]} */
export function pointsFor(points, platform) {
  return points.map((point, at) => ({ ...point, number: at + 1 })).filter((point) => !point.platforms.length || point.platforms.includes(platform));
}

/** @type {(count: { said: number, asked: number }) => string} */
function band({ said, asked }) {
  return BANDS.find(([, share, of]) => said * of >= share * asked)?.[0] ?? "";
}

/** Of points {shows, said}: per ingredient {asked, said, band}; `overall` over all points of the questions that were
    reached, of `questions` in all. A strong hire has no ingredient in the lowest band.
    @type {(points: { shows: string, said: boolean }[], ingredients: string[], reached?: number, questions?: number) => MockScore} */
export function score(points, ingredients, reached = 1, questions = 1) {
  const count = (/** @type {{ said: boolean }[]} */ own) => ({ asked: own.length, said: own.filter((point) => point.said).length });
  /** @type {Record<string, { asked: number, said: number, band: string }>} */
  const found = {};
  for (const name of ingredients) {
    const own = count(points.filter((point) => point.shows === name));
    found[name] = { ...own, band: !own.asked ? "not asked" : own.asked < FEW ? "too few points" : band(own) };
  }
  const all = count(points);
  let overall = !all.asked ? "not asked" : reached * 2 < questions ? "too few questions" : band(all);
  const weak = Object.values(found).some((one) => one.band === "no hire");
  if (overall === "strong hire" && weak) overall = "hire";
  return { ingredients: found, overall: { ...all, band: overall } };
}

/** @type {<T>(items: T[], random: () => number) => T[]} */
function shuffled(items, random) {
  const out = [...items];
  for (let last = out.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [out[last], out[other]] = [out[other], out[last]];
  }
  return out;
}

/** Choose questions for a mock interview: of every deck in turn, so that a short one is not all of one theme, and in
    each the one that shows most ingredients not yet asked for; then from the easier to the harder.
    @type {(questions: BankQuestion[], wish: { deck: string, level: string, platform: string, minutes: number }, random: () => number) => string[]} */
export function pick(questions, { deck, level, platform, minutes }, random) {
  const fits = questions.filter(
    (one) => one.platforms.includes(platform) && (!deck || one.deck === deck) && (!level || one.level === level),
  );
  /** @type {Map<string, BankQuestion[]>} */
  const byDeck = new Map();
  for (const one of shuffled(fits, random)) byDeck.set(one.deck, [...(byDeck.get(one.deck) || []), one]);
  const lists = shuffled([...byDeck.values()], random);
  const count = Math.min(Math.max(1, Math.round(minutes / MINUTES)), fits.length);
  const chosen = [];
  const shown = new Set();
  for (let turn = 0; chosen.length < count; turn += 1) {
    const list = lists[turn % lists.length];
    if (!list.length) continue;
    const fresh = (/** @type {BankQuestion} */ one) => one.shows.filter((name) => !shown.has(name)).length;
    const best = list.reduce((one, other) => (fresh(other) > fresh(one) ? other : one));
    list.splice(list.indexOf(best), 1);
    for (const name of best.shows) shown.add(name);
    chosen.push(best);
  }
  const levels = ["screen", "onsite", "senior"];
  return chosen.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level)).map((one) => one.id);
}

/** Minutes and seconds of a number of seconds: 12:05.
    @type {(seconds: number) => string} */
export function clock(seconds) {
  const whole = Math.abs(Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** The record of a mock interview as Markdown. Notes are indented as quotes, so that they cannot break the document.
    @type {(report: MockReport) => string} */
export function markdown(report) {
  const lines = [`# Mock interview: ${report.title}`, ""];
  lines.push(`${report.day}, ${report.platform}, ${clock(report.seconds)} of ${report.minutes} minutes, ${report.questions.length} of ${report.of} questions reached. Data ${report.version}.`, "");
  lines.push(`**Overall: ${report.score.overall.band}** (${report.score.overall.said} of ${report.score.overall.asked} points)`, "");
  lines.push("| Ingredient | Band | Points |", "| --- | --- | --- |");
  for (const [name, words] of Object.entries(report.ingredients)) {
    const one = report.score.ingredients[name];
    lines.push(`| ${words} | ${one.band} | ${one.said} of ${one.asked} |`);
  }
  report.questions.forEach((question, index) => {
    lines.push("", `## ${index + 1}. ${question.title}`, "", question.link, "");
    lines.push(...question.points.map((point) => `- [${point.said ? "x" : " "}] ${point.text}`));
    if (question.notes.trim()) lines.push("", ...question.notes.trim().split("\n").map((line) => `> ${line}`));
  });
  return lines.join("\n") + "\n";
}
