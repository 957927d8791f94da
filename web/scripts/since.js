// @ts-check
/* "Since you were away": platform and month in the address; shows only what changed for this reader, and the beliefs to test. */

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
  const beliefs = [...document.querySelectorAll(".beliefs > li")];

  /** @type {(node: any) => boolean} */
  function mine(node) {
    return !platform.value || node.dataset.platform === platform.value || node.dataset.platform === "all";
  }

  function run() {
    let count = 0;
    for (const row of news) {
      const shown = mine(row) && (!month.value || notBefore(row.dataset.date, month.value) || notBefore(row.dataset.until, month.value));
      row.hidden = !shown;
      if (shown) count += 1;
    }
    for (const cell of document.querySelectorAll(".news :is(th, td)[data-platform]")) cell.hidden = !mine(cell);
    for (const row of document.querySelectorAll(".news tbody tr")) row.hidden = !row.querySelector(".item:not([hidden])");
    for (const heading of document.querySelectorAll('h2[id^="news-"]')) {
      let some = false;
      for (let part = heading.nextElementSibling; part && part.tagName !== "H2"; part = part.nextElementSibling) {
        const left = part.querySelectorAll(".item:not([hidden])").length;
        part.hidden = !left;
        some ||= left > 0;
        if (part.matches("details")) part.querySelector("summary").firstChild.data = `Show ${left}${part.matches(".more") ? " earlier" : ""}`;
      }
      heading.hidden = !some;
    }
    /* All that stopped being true while the reader was away, among a few that still hold; the page has them mixed. */
    const fits = beliefs.filter((one) => mine(one) && (!one.dataset.until || !month.value || notBefore(one.dataset.until, month.value)));
    const right = fits.filter((one) => !one.dataset.until).slice(0, platform.value || month.value ? HOLDING : Infinity);
    const chosen = fits.filter((one) => one.dataset.until || right.includes(one));
    for (const one of beliefs) one.hidden = !chosen.includes(one);
    /* Of a month's news and sentences none is folded; of all there are, most are. */
    for (const fold of document.querySelectorAll("details.more")) {
      fold.open = Boolean(month.value && platform.value);
      const left = fold.querySelectorAll(".beliefs > li:not([hidden])").length;
      if (fold.querySelector(".beliefs")) {
        fold.hidden = !left;
        fold.querySelector("summary").textContent = `${left} more sentence${left === 1 ? "" : "s"}`;
      }
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
      box.value = [...box.options].some((one) => one.value === kept[box.name]) ? kept[box.name] : "";
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
