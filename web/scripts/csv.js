// @ts-check
/* Tables as CSV: RFC 4180, and a text that a spreadsheet would run as a formula gets a ' before it. The data API's are written
   so by cloud_ml_platforms/topics/data/tables.py; tests/text/format_cases.json has the cases for both. */

const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** @type {(value: string | number) => string} */
function field(value) {
  const safe = typeof value === "string" && FORMULA.test(value) ? "'" + value : String(value);
  return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
}

/** @type {(lines: (string | number)[][]) => string} */
export function csv(lines) {
  return lines.map((line) => line.map(field).join(",") + "\r\n").join("");
}
