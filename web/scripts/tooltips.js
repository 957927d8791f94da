// @ts-check
/* Glossary: hover or focus shows the tooltip, the first tap shows it, the second follows the link. */

import { element } from "./dom.js";

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
