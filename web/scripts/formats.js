// @ts-check
/* How numbers are written, and text within Markdown. cloud_ml_platforms/numbers.py writes numbers the same way;
   tests/text/format_cases.json has the cases for both. */

/** @type {(text: string) => string} */
function separated(text) {
  const [whole, rest] = text.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? "." + rest : "");
}

/** A number with thousands separators and up to six decimals, nine below one, rounded halves up.
    @type {(value: number) => string} */
export function number(value) {
  const text = value.toFixed(Math.abs(value) >= 1 ? 6 : 9);
  return separated(text.replace(/\.?0+$/, "") || "0");
}

/** A number with its unit, if it has one; a percent sign stands without a space. One of what is counted is singular.
    @type {(value: number, unit: string) => string} */
export function withUnit(value, unit) {
  return `${number(value)}${unit && unit !== "%" ? " " : ""}${value === 1 ? singular(unit) : unit}`;
}

/** A unit of one: "hours a month" as "hour a month".
    @type {(unit: string) => string} */
function singular(unit) {
  return unit.replace(/^people\b/, "person").replace(/^((?:machine )?[a-z]+?)(ie)?s\b/, (_, word, y) => word + (y ? "y" : ""));
}

/** @type {(value: number) => string} */
export function money(value) {
  return separated(value.toFixed(2));
}

/** An amount as a page shows it: whole dollars from 100 on, below that with cents.
    @type {(value: number) => string} */
export function dollars(value) {
  const cents = money(value);
  return cents.length > "99.99".length ? separated(value.toFixed(0)) : cents;
}

/** A text as Markdown that shows it as it is, also in a cell of a table; entities where some readers know no backslash.
    @type {(text: string) => string} */
export function escapeMarkdown(text) {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]|]/g, "\\$&")
    .replace(/^([-+#]|\d+(?=[.)](?:\s|$)))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/~/g, "&#126;");
}
