// @ts-check
/* "Since you were away": platform and month in the address; shows only what changed for this reader, and the beliefs to test. */

import { pair, showToo } from "./lens.js";
import { PLATFORMS } from "./platforms.js";
import { parse, update } from "./state.js";

function start() {
  const HOLDING = 3; /* beliefs that still hold, shown to keep the quiz honest */

  /** A date of any precision is not before a month when its last day is not: "2023" may be December.
      @type {(date: string, month: string) => boolean} */
  function notBefore(date, month) {
    return (date.length === 4 ? date + "-12" : date.slice(0, 7)) >= month;
  }

  const form = document.querySelector("form.since");
  if (!form) return;
  const platform = form.elements.namedItem("a");
  const month = form.elements.namedItem("d");
  const output = form.querySelector("output");
  const score = document.querySelector(".score");
  const news = [...document.querySelectorAll(".news .item")];
  const most = document.getElementById("most");
  /** @type {any[]} */
  const matters = [...document.querySelectorAll(".matters > li")];
  const MOST = matters.filter((one) => !one.hidden).length;
  const groups = [...document.querySelectorAll('h2[id^="news-"]')].map((heading) => {
    const first = heading.nextElementSibling;
    const next = first.nextElementSibling;
    const fold = next && next.matches("details.more:has(.item)") ? next : null;
    return { heading, first, fold, items: [first, fold].flatMap((part) => (part ? [...part.querySelectorAll(".item")] : [])) };
  });
  const beliefs = [...document.querySelectorAll(".beliefs > li")];

  /** @type {(node: any) => boolean} */
  function mine(node) {
    return !platform.value || node.dataset.platform === platform.value || node.dataset.platform === "all";
  }

  /** @type {(node: any) => boolean} */
  function fits(node) {
    return mine(node) && (!month.value || notBefore(node.dataset.date, month.value) || notBefore(node.dataset.until, month.value));
  }

  function run() {
    let count = 0;
    for (const name of platform.value ? [platform.value] : PLATFORMS) showToo(name); /* what is asked for is not hidden */
    for (const one of [...news, ...matters]) one.hidden = !fits(one);
    for (const one of matters.filter((item) => !item.hidden).slice(MOST)) one.hidden = true;
    for (const { heading, first, fold, items } of groups) {
      const shown = items.filter((one) => !one.hidden);
      const few = Number(first.dataset.few);
      /* The first of what is left stand open, whichever they are. */
      if (fold) {
        const open = shown.slice(0, few);
        first.replaceChildren(...open);
        fold.querySelector(".news").replaceChildren(...items.filter((one) => !open.includes(one)));
        fold.querySelector(".count").textContent = shown.length - open.length;
        fold.hidden = shown.length <= few;
      }
      first.hidden = heading.hidden = !shown.length;
      heading.dataset.count = shown.length;
      count += shown.length;
    }
    most.hidden = !matters.some((one) => !one.hidden);
    for (let part = /** @type {any} */ (most.nextElementSibling); part && part.tagName !== "H2"; part = part.nextElementSibling) part.hidden = most.hidden;
    /* All that stopped being true while the reader was away, among a few that still hold; the page has them mixed. */
    const told = beliefs.filter((one) => mine(one) && (!one.dataset.until || !month.value || notBefore(one.dataset.until, month.value)));
    const right = told.filter((one) => !one.dataset.until).slice(0, platform.value || month.value ? HOLDING : Infinity);
    const chosen = told.filter((one) => one.dataset.until || right.includes(one));
    for (const one of beliefs) one.hidden = !chosen.includes(one);
    /* Of a month's sentences none is folded; of all there are, most are. */
    const fold = document.querySelector("details.more:has(.beliefs)");
    if (fold) {
      const left = fold.querySelectorAll(".beliefs > li:not([hidden])").length;
      fold.open = Boolean(month.value && platform.value);
      fold.hidden = !left;
      fold.querySelector("summary").textContent = `${left} more sentence${left === 1 ? "" : "s"}`;
    }
    output.value = `${count} of ${news.length} changes, ${chosen.length} sentences to test`;
    update({ a: platform.value, d: month.value });
  }

  /** How the quiz stands, of the sentences that are shown. */
  function tell() {
    /** @type {(answer: string) => number} */
    const counted = (answer) => beliefs.filter((one) => !one.hidden && one.dataset.answered === answer).length;
    const [right, wrong] = [counted("right"), counted("wrong")];
    const again = wrong ? `, ${wrong} to look at again` : "";
    score.textContent = right + wrong ? `${right} right${again}, of ${right + wrong} answered.` : "";
  }

  function restore() {
    const kept = parse(location.hash);
    for (const box of [platform, month]) {
      const asked = kept[box.name] ?? (box === platform ? pair()[0] : ""); /* what "mine and theirs" says I know */
      box.value = [...box.options].some((one) => one.value === asked) ? asked : "";
    }
  }

  for (const one of beliefs) {
    const buttons = one.querySelector(".verdict-buttons");
    const verdict = one.querySelector(".verdict");
    for (const button of buttons.querySelectorAll("button")) {
      button.addEventListener("click", () => {
        for (const other of buttons.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
        const right = (button.dataset.says === "yes") === !one.dataset.until;
        verdict.textContent = right ? "Right." : "Not so:";
        one.dataset.answered = right ? "right" : "wrong";
        one.querySelector("details").open = true;
        tell();
      });
    }
  }

  form.addEventListener("change", run);
  form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  window.addEventListener("hashchange", () => {
    if (!location.hash.startsWith("#?")) return;
    restore();
    run();
  });
  restore();
  if (platform.value || month.value) run();
}

start();
