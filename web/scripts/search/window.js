// @ts-check
/* From when until when a query asks: "before summer", "in June 2027", "in the next six months". Days are as ISO 8601 writes them. */

export const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
/** The month, from 0, in which a season begins, of the north. @type {Record<string, number>} */
export const SEASONS = { spring: 2, summer: 5, autumn: 8, fall: 8, winter: 11 };
const SEASON = 3; // months
/** @type {Record<string, number>} */
const NUMBERS = { one: 1, a: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12 };

const NAME = `${Object.keys(SEASONS).join("|")}|(?:${MONTHS.map((name) => name.slice(0, 3)).join("|")})[a-z]*`;
const SPAN = new RegExp(`\\b(before|until|till|by|in|during|this|next)\\s+(?:the\\s+)?(end of\\s+)?(?:(${NAME})\\b(?:\\s+(?:of\\s+)?(20\\d\\d))?|(20\\d\\d)(?:-(\\d\\d)(?:-(\\d\\d))?)?)`);
const COMING = new RegExp(`\\b(?:next|coming|within)\\s+(\\d{1,3}|${Object.keys(NUMBERS).join("|")})?\\s*(day|week|month|year)s?\\b`);
const THIS = /\bthis (month|year)\b/;
const BEFORE = ["before", "until", "till", "by"];
const LATER = ["until", "till", "by"]; // of which what is named is a part

/** @typedef {{ from: string, to: string }} Span from a day until the day before `to` */

/** @type {(year: number, month: number, day?: number) => string} */
const dayOf = (year, month, day = 1) => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/** What a month, a season, a year or a day is, the next one of that name where no year is said; null if there is none.
    @type {(name: string | undefined, year: string | undefined, month: string | undefined, day: string | undefined, today: string) => Span | null} */
function named(name, year, month, day, today) {
  if (!name && !month) return { from: `${year}-01-01`, to: `${Number(year) + 1}-01-01` };
  const first = name ? SEASONS[name] ?? MONTHS.findIndex((one) => one.startsWith(name)) : Number(month) - 1;
  if (first < 0 || first > 11) return null;
  const months = name && name in SEASONS ? SEASON : 1;
  const own = Number(year ?? today.slice(0, 4));
  const next = year || dayOf(own, first + months) > today ? own : own + 1;
  return day ? { from: dayOf(next, first, Number(day)), to: dayOf(next, first, Number(day) + 1) } : { from: dayOf(next, first), to: dayOf(next, first + months) };
}

/** The days that a query asks about; null if it says none.
    @type {(text: string, today: string) => Span | null} */
export function spanAsked(text, today) {
  const plain = text.toLowerCase();
  const [year, month, day] = today.split("-").map(Number);
  const coming = plain.match(COMING);
  if (coming) {
    const count = Number(coming[1]) || NUMBERS[coming[1]] || 1;
    const to = { day: dayOf(year, month - 1, day + count), week: dayOf(year, month - 1, day + 7 * count), month: dayOf(year, month - 1 + count, day), year: dayOf(year + count, month - 1, day) };
    return { from: today, to: to[/** @type {"day"} */ (coming[2])] };
  }
  const now = plain.match(THIS);
  if (now) return { from: today, to: now[1] === "year" ? dayOf(year + 1, 0) : dayOf(year, month) };
  const found = plain.match(SPAN);
  if (!found) return null;
  const [, word, end, name, ofYear, alone, monthOf, dayIn] = found;
  const span = named(name, ofYear ?? alone, monthOf, dayIn, today);
  if (!span || !BEFORE.includes(word)) return span;
  return { from: today, to: end || LATER.includes(word) ? span.to : span.from };
}

/** The last day that a date may mean: of a month or a year, one near its end.
    @type {(date: string) => string} */
const lastDay = (date) => (date.length > 7 ? date : `${date}${date.length > 4 ? "" : "-12"}-28`);

const SHOWN = 8; // ends where no days are asked for
const MOST = 24; // where they are
const OPEN = /not confirmed$/; // of what was announced, and nobody saw
const LAW = /takes effect$/; // no end, but a day to know as well

/** @typedef {{ said: string, lines: string[], since: string }} Ends what is said of them, a line for each, from when on if that lies behind */

/** What a query asks of the ends that came lately or lie ahead: those in its days, else the next.
    @type {(ends: [due: string, text: string][], text: string, today: string) => Ends} */
export function endsAsked(ends, text, today) {
  const span = spanAsked(text, today);
  const ahead = ends.filter(([due]) => lastDay(due) >= today);
  const inSpan = span ? ends.filter(([due]) => lastDay(due) >= span.from && lastDay(due) < span.to) : ahead;
  const own = [...inSpan.filter(([, what]) => !OPEN.test(what)), ...inSpan.filter(([, what]) => OPEN.test(what))];
  const shown = own.slice(0, span ? MOST : SHOWN);
  const lines = shown.map(([due, what]) => `${due} ${what}`);
  const since = span && span.from < today ? span.from : "";
  if (!span) return { said: own.length > shown.length ? `The next ${shown.length} of ${own.length}:` : "", lines, since };
  const [year, month, day] = span.to.split("-").map(Number);
  const days = span.from === today ? `before ${span.to}` : `between ${span.from} and ${dayOf(year, month - 1, day - 1)}`;
  const last = own.length > 1 && OPEN.test(own[own.length - 1][1]) ? ", those not confirmed last" : "";
  const laws = own.filter(([, what]) => LAW.test(what)).length;
  const kinds = laws ? `, ${laws} of them ${laws === 1 ? "a law that takes" : "laws that take"} effect` : "";
  const count = own.length > shown.length ? `The first ${shown.length} of ${own.length}` : own.length;
  return { said: own.length ? `${count} ${days}${kinds}${last}:` : `None ${days}.`, lines, since };
}
