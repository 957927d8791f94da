// @ts-check
/* A link into a closed answer opens it, one to a part of a row its kinds, one to a platform that the reader hides shows it, and one to a cell shows its line, or the
   heading above it too; where both do not fit, the cell says its name. */

import { allKnown, draw, forgetHeights } from "./far-parts.js";
import { showToo } from "./lens.js";

/** A platform's cell in a line that has an address, as `row--part--platform`: the cell has none until the browser is sent there.
    @type {(id: string) => any} */
function cellOf(id) {
  const at = id.lastIndexOf("--");
  const cell = document.getElementById(id.slice(0, at))?.querySelector(`:scope > [data-platform="${CSS.escape(id.slice(at + 2))}"]`);
  if (cell) {
    cell.id = id;
    location.replace(location.hash);
  }
  return cell;
}

let shown = false;
function reveal() {
  /** @type {any} */
  let target = null;
  try {
    const id = decodeURIComponent(location.hash.slice(1));
    target = id[0] === "?" ? null : document.getElementById(id) || cellOf(id);
  } catch {
    /* a fragment that is no text names no element */
  }
  if (!target) return;
  let moved = !allKnown() && !shown; /* later the browser knows the place, also on the way back */
  shown = true;
  const part = target.closest("[data-platform]");
  if (part && showToo(part.dataset.platform)) {
    moved = true;
    forgetHeights(); /* each part is higher now */
  }
  draw(Infinity);
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    moved ||= !fold.open;
    fold.open = true;
  }
  const own = target.querySelector(":scope > details");
  if (own) own.open = true;
  for (const kinds of target.closest(".row-table")?.querySelectorAll(".kinds details") ?? []) kinds.open = true; /* what the answer is by kind */
  const table = target.cells && target.closest("table.cells");
  let head = table;
  while (head && !/^H[123]$/.test(head.tagName)) head = head.previousElementSibling;
  if (head && !target.cells[0].dataset.of && !target.style.scrollMarginTop) {
    const { top, height } = target.getBoundingClientRect();
    const margin = parseFloat(getComputedStyle(target).scrollMarginTop) + top - head.getBoundingClientRect().top;
    if (margin + Math.min(height, innerHeight / 3) < innerHeight) target.style.scrollMarginTop = `${margin}px`;
    else target.cells[0].dataset.of = table.caption.textContent.replace(/,? by platform$/, "");
    moved = true;
  }
  const line = target.matches("tr[id] > td") && target.parentElement;
  const bottom = (line || target).getBoundingClientRect().bottom + scrollY;
  if (target.closest(".row-table") && bottom <= innerHeight) {
    for (const one of [target, line]) if (one) one.style.scrollMarginTop = `${bottom}px`; /* the name of its row is above it */
    moved = true;
  }
  const go = () => (line || target).scrollIntoView();
  if (moved || line) go();
  if (line) window.addEventListener("load", go); /* until then the browser comes back to the cell */
}
reveal();
window.addEventListener("hashchange", reveal);
