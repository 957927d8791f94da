// @ts-check
/* Filters: the comparison guide (text, capability, platform, mark), the ledger (text, platform), limits and
   translations (text).
   Everything is in the page already; the filter hides, the address remembers. */

import { element, script } from "./dom.js";
import { parse, update } from "./state.js";

function start() {

  /** Lower-case words of a query. A row matches when it holds every word.
      @type {(text: string) => string[]} */
  function words(text) {
    return text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 12);
  }

  /** Short words match whole words only: "AD" is not the beginning of "added".
      @type {(haystack: string, wanted: string[]) => boolean} */
  function matches(haystack, wanted) {
    return wanted.every((word) =>
      word.length > 2 || /[^a-z0-9]/.test(word) ? haystack.includes(word) : ` ${haystack.replace(/[^a-z0-9]+/g, " ")} `.includes(` ${word} `),
    );
  }

  const form = document.querySelector("form.filters");
  if (!form) return;
  /** @type {(name: string) => any} */
  const field = (name) => form.elements.namedItem(name);
  const output = form.querySelector("output");
  const boxes = [...form.querySelectorAll('input[name="p"]')];

  const tables = [...document.querySelectorAll("table.guide[data-capability]")];
  const ledgers = [...document.querySelectorAll("table.ledger")];
  const terms = [...document.querySelectorAll("table.translate tbody tr, dl.lacking > div")];
  /** @type {any} */
  let items = null;

  /** Collect what can be hidden, once, when it is first needed. */
  function collect() {
    if (items) return items;
    items = [];
    for (const table of tables) {
      for (const row of table.tBodies[0].rows) {
        const cells = [...row.cells].slice(1);
        items.push({
          node: row,
          group: table.parentElement,
          capability: table.dataset.capability,
          text: (row.textContent + " " + (row.dataset.words || "") + " " + row.id).toLowerCase(),
          marks: cells.map((cell) => [cell.dataset.platform, cell.dataset.mark]),
        });
      }
    }
    for (const table of ledgers) {
      for (const row of table.tBodies[0].rows) {
        items.push({ node: row, text: row.textContent.toLowerCase(), platform: row.dataset.platform });
      }
    }
    for (const term of terms) {
      items.push({
        node: term,
        group: term.closest("table, dl"),
        text: (term.textContent + " " + term.dataset.words).toLowerCase(),
      });
    }
    for (const heading of document.querySelectorAll(tables.length || terms.length ? "x-none" : ".md-content h3[id]")) {
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
      c: field("c") ? field("c").value : "",
      s: field("s") ? field("s").value : "",
      p: shown.length && shown.length < boxes.length ? shown.join(".") : "",
    };
  }

  function run() {
    const now = state();
    const wanted = words(now.q);
    const platforms = now.p ? now.p.split(".") : null;
    const groups = new Map();
    let count = 0;
    for (const item of collect()) {
      const shown =
        matches(item.text, wanted) &&
        (!now.c || item.capability === now.c) &&
        (!platforms || !item.platform || item.platform === "all" || platforms.includes(item.platform)) &&
        (!now.s || !item.marks || item.marks.some((/** @type {[string, string]} */ [name, value]) => value === now.s && (!platforms || platforms.includes(name))));
      for (const node of item.nodes || [item.node]) if (node.hidden === shown) node.hidden = !shown;
      const next = item.node && item.node.nextElementSibling;
      if (next && next.classList.contains("detail-row")) next.hidden = !shown;
      if (item.group) groups.set(item.group, groups.get(item.group) || shown);
      if (shown) count += 1;
    }
    for (const [group, shown] of groups) {
      group.hidden = !shown;
      if (group.previousElementSibling) group.previousElementSibling.hidden = !shown;
    }
    /* A part of a page whose entries are all hidden has nothing to say. */
    for (const part of tables.length ? [] : document.querySelectorAll(".md-content h2[id]")) {
      const entries = [];
      for (let next = part.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) {
        if (next.matches("h3[id], table.translate, dl.lacking")) entries.push(next);
      }
      if (entries.length) part.hidden = entries.every((one) => one.hidden);
    }
    for (const one of document.querySelectorAll(".while-reading")) one.hidden = wanted.length > 0;
    if (tables.length) {
      const style = platforms ? boxes.filter((one) => !one.checked).map((one) => one.value).join(" ") : "";
      for (const table of tables) {
        if (style) table.setAttribute("data-hide", style);
        else table.removeAttribute("data-hide");
      }
    }
    output.value = `${count} of ${items.length}`;
    update(now);
  }

  /** Put the state of the address into the form. */
  function restore() {
    const kept = parse(location.hash);
    if (field("q")) field("q").value = kept.q || "";
    for (const name of ["c", "s"]) {
      const box = field(name);
      if (box) box.value = [...box.options].some((one) => one.value === kept[name]) ? kept[name] : "";
    }
    const chosen = (kept.p || "").split(".");
    const some = boxes.some((one) => chosen.includes(one.value));
    for (const one of boxes) one.checked = !some || chosen.includes(one.value);
    return kept;
  }

  const kept = restore();
  let wait = 0;
  form.addEventListener("input", () => {
    cancelAnimationFrame(wait);
    wait = requestAnimationFrame(run);
  });
  form.addEventListener("focusin", () => setTimeout(collect), { once: true });
  form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(run));
  window.addEventListener("hashchange", () => {
    if (location.hash.startsWith("#?")) {
      restore();
      run();
    }
  });
  if (kept.q || kept.c || kept.s || kept.p) run();
  else output.value = "";

  /* A row of the guide opens in place: the evidence comes from a classic script, which works on file:// too. */
  async function rowData() {
    await script(form.dataset.rows);
    return window.CMLP_ROWS[form.dataset.directories];
  }

  /** @type {(row: any, link: any) => Promise<void>} */
  async function toggle(row, link) {
    const next = row.nextElementSibling;
    if (next && next.classList.contains("detail-row")) {
      next.remove();
      link.setAttribute("aria-expanded", "false");
      return;
    }
    try {
      const html = (await rowData())[row.id];
      if (row.nextElementSibling && row.nextElementSibling.classList.contains("detail-row")) return;
      const detail = element("tr");
      detail.className = "detail-row";
      detail.hidden = row.hidden;
      const cell = element("td");
      cell.colSpan = row.cells.length;
      cell.innerHTML = html;
      detail.append(cell);
      row.after(detail);
      link.setAttribute("aria-expanded", "true");
    } catch {
      location.href = link.href;
    }
  }

  for (const table of tables) {
    for (const link of table.querySelectorAll("tbody th > a")) link.setAttribute("aria-expanded", "false");
    table.addEventListener("click", (/** @type {any} */ event) => {
      const link = event.target.closest("tbody th > a");
      if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      toggle(link.closest("tr"), link);
    });
  }
}

start();
