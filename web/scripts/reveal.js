// @ts-check
/* A link into a closed answer opens it, one to a platform that the reader hides shows it, and one to a cell shows the
   heading above it too; where both do not fit, the cell says its name. */

import { allKnown, draw, forgetHeights } from "./far-parts.js";
import { showToo } from "./lens.js";

let shown = false;
function reveal() {
  /** @type {any} */
  let target = null;
  try {
    target = location.hash.startsWith("#?") ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
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
  if (moved) target.scrollIntoView();
}
reveal();
window.addEventListener("hashchange", reveal);
