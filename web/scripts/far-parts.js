// @ts-check
/* What is far from the screen is not drawn (board.css). In spare moments each such part is drawn once, few elements at a
   time, so that the browser knows how high it is; all at once where an address leads into the page. A part near the
   screen stays drawn: without its content for a moment, the page would move. */

const parts = document.querySelectorAll(".md-content .group");
const unknown = new Set(parts);
const spare = window.requestIdleCallback || ((work) => setTimeout(work, 50));

/** @type {(part: Element) => boolean} */
function isFar(part) {
  const { top, bottom } = part.getBoundingClientRect();
  return bottom < -innerHeight || top > 2 * innerHeight;
}

/** Draw parts of which the height is not known yet, until they hold `most` elements.
    @type {(most: number, after?: () => void) => void} */
export function draw(most, after) {
  /** @type {Element[]} */
  const drawn = [];
  let size = 0;
  for (const one of unknown) {
    if (size >= most) break;
    unknown.delete(one);
    drawn.push(one);
    size += one.getElementsByTagName("*").length;
  }
  for (const one of drawn) one.classList.add("drawn");
  requestAnimationFrame(() => setTimeout(() => {
    for (const one of drawn.filter(isFar)) one.classList.remove("drawn");
    if (after) after();
  }));
}
/** Whether the height of each part is known. */
export function allKnown() {
  return unknown.size === 0;
}

/** Forget the heights: each part is another height now. */
export function forgetHeights() {
  for (const one of parts) unknown.add(one);
}

function drawOn() {
  if (unknown.size) draw(100, () => spare(drawOn));
}
window.addEventListener("load", () => spare(drawOn));
