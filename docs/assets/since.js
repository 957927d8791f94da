/* "Since you were away": platform and month in the address; shows only what changed for this reader, and the beliefs to test. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const { parse, update } = window.CMLP;
  const QUIZ = 8; /* beliefs shown at once, so that the quiz stays short */

  /** A date of any precision is not before a month when its last day is not: "2023" may be December. */
  function notBefore(date, month) {
    return (date.length === 4 ? date + "-12" : date.slice(0, 7)) >= month;
  }

  const form = document.querySelector("form.since");
  if (!form) return;
  const platform = form.elements.namedItem("a");
  const month = form.elements.namedItem("d");
  const output = form.querySelector("output");
  const news = [...document.querySelectorAll("table.news tbody tr")];
  const beliefs = [...document.querySelectorAll(".beliefs > li")];

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
    for (const table of document.querySelectorAll("table.news")) {
      const empty = ![...table.tBodies[0].rows].some((row) => !row.hidden);
      table.hidden = empty;
      if (table.previousElementSibling) table.previousElementSibling.hidden = empty;
    }
    /* Those that stopped being true while the reader was away come first; some that still hold keep the quiz honest. */
    const fits = beliefs.filter((one) => mine(one) && (!one.dataset.until || !month.value || notBefore(one.dataset.until, month.value)));
    const wrong = fits.filter((one) => one.dataset.until);
    const right = fits.filter((one) => !one.dataset.until);
    const chosen = platform.value || month.value
      ? [...wrong.slice(0, Math.max(QUIZ - 3, QUIZ - right.length)), ...right.slice(0, Math.max(3, QUIZ - wrong.length))]
      : beliefs;
    for (const one of beliefs) one.hidden = !chosen.includes(one);
    output.value = `${count} of ${news.length} changes, ${chosen.length} of ${beliefs.length} beliefs`;
    update({ a: platform.value, d: month.value });
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
    buttons.hidden = false;
    for (const button of buttons.querySelectorAll("button")) {
      button.addEventListener("click", () => {
        const right = (button.dataset.says === "yes") === !one.dataset.until;
        verdict.textContent = right ? "Right." : "Look again:";
        one.querySelector("details").open = true;
      });
    }
  }

  form.hidden = false;
  form.addEventListener("change", run);
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", () => {
    if (!location.hash.startsWith("#?")) return;
    restore();
    run();
  });
  restore();
  if (platform.value || month.value) run();
});
