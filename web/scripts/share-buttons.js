// @ts-check
/* The share button next to a heading, and the first cell of a line that has an address, open the menu for sharing, whose style
   and data come with the first use. Without them the button is the link that it was. An entry without a heading gets its button here; the
   cells of a platform are in the menu of their row, and a row of the guide has its button when it is opened. */

import { button, element } from "./dom.js";
import { bring } from "./later.js";

const SHOWN = 2000; /* ms that a button says what it did */

for (const entry of document.querySelectorAll("table:not(.cells, .guide, .board) tr[id], li[id^=q-], .row-item > h3")) {
  const shareButton = element("button", { type: "button", className: "headerlink" });
  if (entry.matches("li")) entry.prepend(shareButton);
  else if (entry.matches("h3")) entry.append(shareButton);
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

/* Before the menu stands what most want of it, copied at once: the link of the page, and over each platform's column on the page of a
   row its answer, the spoken answer of a theme. Where that fails the menu offers it. */
const sign = document.querySelector("h1 > .headerlink");
if (sign) {
  const title = sign.parentElement;
  const said = element("span", { className: "visually-hidden", role: "status" });
  let rest = () => {}; /* what was copied last says no more that it was */
  /** @type {(words: string, done: string, copy: (share: any) => Promise<string>, values?: Record<string, string>) => HTMLElement} */
  const atOnce = (words, done, copy, values = {}) =>
    button(words, async (own) => {
      try {
        said.textContent = await copy(await bring("share"));
        rest();
        own.textContent = done;
        const timer = setTimeout(() => rest(), SHOWN);
        rest = () => {
          clearTimeout(timer);
          own.textContent = words;
        };
      } catch {
        sign.click();
      }
    }, { className: "copy-link", ...values });
  const tools = element("span", { className: "title-tools" });
  sign.before(" ", tools); /* a space, which a new line begins without */
  const answers = document.querySelector(".row-table") ? [atOnce("Copy answers", "Answers copied", (share) => share.answers())] : [];
  const spoken = document.querySelector(".aloud") ? [atOnce("Copy answer", "Answer copied", (share) => share.spoken())] : [];
  tools.append(atOnce("Copy link", "Link copied", (share) => share.link(title)), ...answers, ...spoken, sign, said);
  for (const cell of document.querySelectorAll(".row-table > tbody > .headline > td[id]")) {
    const { platform } = cell.dataset;
    const head = document.querySelector(`.row-table > thead th[data-platform="${platform}"]`);
    head.setAttribute("aria-label", PLATFORM_NAMES[platform]); /* said with every cell: without the button */
    const copyAnswer = (/** @type {string} */ className) =>
      atOnce("Copy", "Copied", (share) => share.answer(cell), { className, "aria-label": `Copy ${PLATFORM_NAMES[platform]}’s answer` });
    head.append(" ", copyAnswer("copy-link"));
    cell.append(copyAnswer("copy-link on-phone")); /* where no head stands above the columns */
  }
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
  bring("share").then(({ menu }) => menu(shareButton, last)).catch(follow);
});
