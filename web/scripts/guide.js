// @ts-check
/* Filters: the ledger (text, platform), limits and the words of all platforms (text). The comparison guide has its own: board.js.
   Everything is in the page already; the filter hides, the address remembers. */

import { onFilter } from "./filter-form.js";
import { parse, update } from "./state.js";
import { textFilter } from "./text-filter.js";

function start() {

  const form = document.querySelector("form.filters");
  if (!form) return;
  /** @type {(name: string) => any} */
  const field = (name) => form.elements.namedItem(name);
  const output = form.querySelector("output");
  const boxes = [...form.querySelectorAll('input[name="p"]')];

  const ledgers = [...document.querySelectorAll("table.ledger")];
  /** @type {any} */
  let items = null;

  /** Collect what can be hidden, once, when it is first needed. */
  function collect() {
    if (items) return items;
    items = [];
    for (const table of ledgers) {
      for (const row of table.tBodies[0].rows) {
        items.push({ node: row, text: row.textContent.toLowerCase(), platform: row.dataset.platform });
      }
    }
    for (const heading of document.querySelectorAll(".md-content h3[id]")) {
      const nodes = [heading];
      const texts = [heading.id];
      for (let next = heading.nextElementSibling; next && !/^H[123]$/.test(next.tagName); next = next.nextElementSibling) {
        texts.push(next.textContent);
        if (!next.hidden) nodes.push(next); /* words for the search stay hidden, and count */
      }
      const platform = heading.nextElementSibling && heading.nextElementSibling.querySelector(".platform");
      items.push({
        nodes,
        text: (heading.textContent + " " + texts.join(" ")).toLowerCase(),
        platform: ledgers.length && platform ? [...platform.classList].find((name) => name.startsWith("platform-")).slice(9) : undefined,
      });
    }
    return items;
  }

  function state() {
    const shown = boxes.filter((one) => one.checked).map((one) => one.value);
    return {
      q: field("q") ? field("q").value.trim() : "",
      p: shown.length && shown.length < boxes.length ? shown.join(".") : "",
    };
  }

  const matching = textFilter(() => collect().map((/** @type {any} */ item) => (item.nodes ? item.nodes[0] : item.node).id), () => run());

  function run() {
    const now = state();
    const matches = matching(now.q);
    const platforms = now.p ? now.p.split(".") : null;
    let count = 0;
    for (const item of collect()) {
      const shown =
        matches((item.nodes ? item.nodes[0] : item.node).id, item.text) &&
        (!platforms || !item.platform || item.platform === "all" || platforms.includes(item.platform));
      for (const node of item.nodes || [item.node]) if (node.hidden === shown) node.hidden = !shown;
      if (shown) count += 1;
    }
    /* A part of a page whose entries are all hidden has nothing to say. */
    for (const part of document.querySelectorAll(".md-content h2[id]")) {
      const entries = [];
      for (let next = part.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) {
        if (next.matches("h3[id]")) entries.push(next);
      }
      if (entries.length) part.hidden = entries.every((one) => one.hidden);
    }
    for (const one of document.querySelectorAll(".while-reading")) one.hidden = Boolean(now.q);
    output.value = `${count} of ${items.length}`;
    update(now);
  }

  /** Put the state of the address into the form. */
  function restore() {
    const kept = parse(location.hash);
    if (field("q")) field("q").value = kept.q || "";
    const chosen = (kept.p || "").split(".");
    const some = boxes.some((one) => chosen.includes(one.value));
    for (const one of boxes) one.checked = !some || chosen.includes(one.value);
    return kept;
  }

  const kept = restore();
  onFilter(form, run, collect);
  window.addEventListener("hashchange", () => {
    if (location.hash.startsWith("#?")) {
      restore();
      run();
    }
  });
  if (kept.q || kept.p) run();
  else output.value = "";
}

start();
