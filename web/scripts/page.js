// @ts-check
/* Small mends and helps on every page: glossary tooltips for pointer, touch and keyboard; labels that the theme lacks. */

import { element } from "./dom.js";
import { bring } from "./later.js";
import { showToo } from "./lens.js";
import { load } from "./state.js";

/* What the theme leaves without a name or out of the keyboard's reach; parts of it are made after this script ran. */
function mend() {
  for (const search of document.querySelectorAll(".md-search[role=dialog]")) search.setAttribute("aria-label", "Search");
  document.querySelectorAll(".md-code__nav").forEach((tools, index) => {
    tools.setAttribute("aria-label", `Code block ${index + 1}`);
  });
  for (const box of document.querySelectorAll("pre > code, .md-typeset__scrollwrap")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }
}
window.addEventListener("load", () => setTimeout(mend)); /* not now: to measure is to lay out the page at once */

/* The share button next to a heading, and the first cell of a line that has an address, open the menu for sharing, whose style
   and data come with the first use. Without them the button is the link that it was. An entry without a heading gets its button here; the
   cells of a platform are in the menu of their row, and a row of the guide has its button when it is opened. */
for (const entry of document.querySelectorAll("table:not(.cells, .guide, .board) tr[id], li[id^=q-], .lacking > [id]")) {
  const shareButton = element("button", { type: "button", className: "headerlink" });
  if (entry.matches("li")) entry.prepend(shareButton);
  else entry.firstElementChild.append(shareButton);
}

/** What a share button shares, in the words of the page; an event by product and kind, its date alone names no entry.
    @type {(shareButton: any) => string} */
function nameOf(shareButton) {
  const entry = shareButton.closest("tr[id], li[id], h1, h2, h3, h4, h5, h6") || shareButton.parentElement;
  const copy = (entry.querySelector("th, summary") || shareButton.parentElement).cloneNode(true);
  for (const one of copy.querySelectorAll(".headerlink, .facets, .dates, .is, .old-names")) one.remove();
  const event = entry.querySelector(".ledger p > strong");
  const name = copy.textContent.replace(/\s+/g, " ").trim();
  return event ? `${event.textContent}${event.nextSibling.data.split(". ")[0]}, ${name}` : name;
}
for (const shareButton of document.querySelectorAll(".headerlink")) {
  shareButton.title = "Share";
  shareButton.setAttribute("aria-label", `Share: ${nameOf(shareButton)}`);
  shareButton.setAttribute("aria-haspopup", "dialog");
}

/* `last` is the entry that was used last; focus that only passes through is no use, a new address counts more. */
/** @type {any} */
let last = null;
window.addEventListener("hashchange", () => { last = null; });
document.addEventListener("click", (event) => {
  last = event.target.closest("tr[id], li[id]") || last;
  const shareButton = event.target.closest(".headerlink, tr[id] > th:not(.board *)");
  if (!shareButton || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (shareButton.matches("th") && (event.target.closest("a, summary") || String(getSelection()))) return;
  event.preventDefault();
  const follow = () => { location.href = shareButton.href || `#${shareButton.closest("[id]").id}`; };
  bring("share").then((menu) => menu(shareButton, last)).catch(follow);
});

/* The published site can keep a copy of itself on the device; a page's own files come first. */
const copies = document.querySelector("link[rel=manifest]") && navigator.serviceWorker;
if (copies && (copies.controller || load("offline") || document.querySelector("[data-offline]"))) {
  window.addEventListener("load", () => setTimeout(() => bring("offline")));
}

/* Samples: a step that is opened loads them, tabs follow the two platforms. */
for (const step of document.querySelectorAll("details.step")) step.addEventListener("toggle", () => bring("samples"), { once: true });
if (document.querySelector("details.step[open], .step-name")) bring("samples");

/* Age is the reader's business, not the build's: a source that is older than its kind allows today gets a quiet mark. */
const today = new Date().toISOString().slice(0, 10);

/** @type {(date: string) => string} */
function age(date) {
  const [year, month] = date.split("-").map(Number);
  const months = (Number(today.slice(0, 4)) - year) * 12 + (month ? Number(today.slice(5, 7)) - month : 0);
  if (months < 24) return `${months} months`;
  return `${Math.floor(months / 12)} years`;
}

for (const one of document.querySelectorAll("[data-old]")) {
  if (one.dataset.old > today) continue;
  const mark = element("span");
  mark.className = "aged";
  mark.textContent = ` (${age(one.textContent.trim())} old)`;
  one.append(mark);
}
for (const cell of document.querySelectorAll("[data-olds]")) {
  cell.textContent = String(cell.dataset.olds.split(" ").filter((/** @type {string} */ day) => day && day <= today).length);
}

/* What is far from the screen is not drawn (site.css). In spare moments each such part is drawn once, few elements at a
   time, so that the browser knows how high it is; all at once where an address leads into the page. A part near the
   screen stays drawn: without its content for a moment, the page would move. */
const kinds = matchMedia("(max-width: 44.98em)").matches ? ".group, table.cells, table.plain, table.limits, table.small" : ".group";
const parts = document.querySelectorAll(`.md-content :is(${kinds})`);
const unknown = new Set(parts);
const spare = window.requestIdleCallback || ((work) => setTimeout(work, 50));

/** @type {(part: Element) => boolean} */
function isFar(part) {
  const { top, bottom } = part.getBoundingClientRect();
  return bottom < -innerHeight || top > 2 * innerHeight;
}

/** @type {(most: number, after?: () => void) => void} */
function draw(most, after) {
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
function drawOn() {
  if (unknown.size) draw(100, () => spare(drawOn));
}
window.addEventListener("load", () => spare(drawOn));

/* A link into a closed answer opens it, one to a platform that the reader hides shows it, and one to a cell shows the
   heading above it too; where both do not fit, the cell says its name. */
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
  let moved = unknown.size > 0 && !shown; /* later the browser knows the place, also on the way back */
  shown = true;
  const part = target.closest("[data-platform]");
  if (part && showToo(part.dataset.platform)) {
    moved = true;
    for (const one of parts) unknown.add(one); /* each is higher now */
  }
  draw(Infinity);
  const inside = target.closest("details") || target.querySelector(":scope > details");
  if (inside) inside.open = true;
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

window.addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details.answer, details.column, details.fold")) one.open = true;
});

/* Glossary: hover or focus shows the tooltip, the first tap shows it, the second follows the link. */
/** @type {any} */
let tip = null;
/** @type {any} */
let owner = null;

function hide() {
  if (tip) tip.remove();
  if (owner) owner.removeAttribute("aria-describedby");
  tip = owner = null;
}

/** @type {(link: HTMLElement) => void} */
function show(link) {
  if (owner === link) return;
  hide();
  owner = link;
  tip = element("div");
  tip.className = "tip";
  tip.id = "cmlp-tip";
  tip.setAttribute("role", "tooltip");
  tip.textContent = link.dataset.tip;
  document.body.append(tip);
  link.setAttribute("aria-describedby", tip.id);
  const box = link.getBoundingClientRect();
  const width = tip.offsetWidth;
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${box.bottom + scrollY + 6}px`;
}

for (const link of document.querySelectorAll("a.term[data-tip]")) {
  let touched = false;
  let stays = false; /* shown by a tap: a browser may move its mouse away right after it */
  link.addEventListener("mouseenter", () => { stays = false; show(link); });
  link.addEventListener("mouseleave", () => { if (!stays) hide(); });
  link.addEventListener("focus", () => show(link));
  link.addEventListener("blur", hide);
  link.addEventListener("touchstart", () => { touched = owner !== link; }, { passive: true });
  link.addEventListener("click", (/** @type {Event} */ event) => {
    if (!touched) return;
    touched = false;
    stays = true;
    event.preventDefault();
    show(link);
  });
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
document.addEventListener("click", (event) => { if (owner && !owner.contains(event.target)) hide(); });
