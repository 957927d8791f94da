// @ts-check
/* Age is the reader's business, not the build's: a source that is older than its kind allows today gets a quiet mark. */

import { element } from "./dom.js";

const today = new Date().toISOString().slice(0, 10);

/** @type {(date: string) => string} */
function age(date) {
  const [year, month, day] = date.split("-").map(Number);
  const begun = (Number(today.slice(0, 4)) - year) * 12 + (month ? Number(today.slice(5, 7)) - month : 0);
  const months = begun - (day > Number(today.slice(8)) ? 1 : 0); /* whole ones */
  if (months < 24) return `${months} months`;
  return `${Math.floor(months / 12)} years`;
}

/** Mark what is old in a part of the page.
    @type {(part: ParentNode) => void} */
export function markOld(part) {
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (part.querySelectorAll("[data-old]"))) {
    if ((one.dataset.old ?? "") > today) continue;
    one.append(element("span", { className: "aged" }, ` (${age((one.textContent ?? "").trim())} old)`));
  }
}

markOld(document);
for (const cell of document.querySelectorAll("[data-olds]")) {
  cell.textContent = String(cell.dataset.olds.split(" ").filter((/** @type {string} */ day) => day && day <= today).length);
}
