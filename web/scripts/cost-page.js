// @ts-check
/* The calculator of choose/cost/: reads what is typed and shows the bill that cost.js computes. */

import { publicAddress } from "./address.js";
import { showBars } from "./cost-chart.js";
import { calculator } from "./cost.js";
import { copy, download, element } from "./dom.js";
import { dollars, number } from "./formats.js";
import { arrive, format, fresh, parse, update } from "./state.js";
import * as strict from "./strict.js";

function start() {
  const form = document.querySelector("form.cost");
  if (!form || !window.CMLP_COST) return;
  const LONGEST = 2000; /* characters of an address that are read */
  const tool = calculator(window.CMLP_COST);
  const { data } = tool;
  const place = document.querySelector(".cost-tool");
  const result = document.querySelector(".cost-result");
  const told = result.querySelector(".told");
  const scenarios = [...place.querySelectorAll("button[data-scenario]")];
  const table = result.querySelector("table");
  const chart = form.querySelector(".cost-chart");
  const notes = document.querySelector(".cost-notes");
  const priceRows = [...document.querySelectorAll("tr[data-price]")];
  const allPrices = document.querySelector(".all-prices");
  let values = tool.standard();
  /** @type {Own} */
  let own = {};
  let saying = 0;

  /** @type {(name: string) => any} */
  const field = (id) => form.elements.namedItem(id);
  /** @type {(id: string) => any} */
  const ownField = (id) => document.getElementById(`own-${id}`);

  /* What is typed */

  /** @type {(box: HTMLElement, fault: boolean, said: string) => void} */
  function mark(box, fault, said) {
    box.setAttribute("aria-invalid", String(fault));
    const message = document.getElementById(box.getAttribute("aria-errormessage") || "");
    message.textContent = fault ? said : "";
    message.hidden = !fault;
  }

  /** Whether a dot may stand between thousands: "1.000" is a thousand to many.
      @type {(written: string) => boolean} */
  const twoWays = (written) => /^[1-9]\d{0,2}\.\d{3}$/.test(written);

  /** @type {(one: CostInput) => void} */
  function take(one) {
    const box = field(one.id);
    const written = box.value.trim();
    const value = tool.readInput(one, written);
    if (one.kind === "choice") {
      values[one.id] = value;
      return;
    }
    const unclear = value !== undefined && twoWays(written);
    const hint = unclear ? ` “${written}” can be read in two ways: type ${value} or ${written.replace(".", "")}.` : "";
    mark(box, value === undefined || unclear, `Expected ${tool.expected(one)}.${hint} Still counted: ${number(values[one.id])}.`);
    if (value !== undefined && !unclear) values[one.id] = value;
  }

  /** @type {(id: string) => void} */
  function takeOwn(id) {
    const box = ownField(id);
    const written = box.value.trim();
    const value = written === "" ? null : strict.number(written, data.mostUsd);
    mark(box, value === undefined, `Expected a number from 0 to ${number(data.mostUsd)}.`);
    if (value === null) delete own[id];
    else if (value !== undefined) own[id] = value;
  }

  function fill() {
    for (const one of data.inputs) {
      field(one.id).value = String(values[one.id]);
      if (one.kind !== "choice") mark(field(one.id), false, "");
    }
    for (const row of priceRows) {
      const id = row.dataset.price;
      ownField(id).value = Object.hasOwn(own, id) ? String(own[id]) : "";
      mark(ownField(id), false, "");
    }
  }

  /* What is shown */

  /** @type {(name: string, words: string, className?: string) => any} */
  const made = (name, words, className = "") => element(name, className ? { className } : {}, words);

  /** Open every fold that something stands in.
      @type {(place: HTMLElement) => void} */
  function openAround(place) {
    for (let fold = place.closest("details"); fold; fold = /** @type {HTMLElement} */ (fold.parentElement).closest("details")) fold.open = true;
  }

  /** Words that lead to a price, where it can be replaced; the address stays.
      @type {(price: Price, words: string, className: string) => HTMLElement} */
  function toPrice(price, words, className) {
    const out = made("a", words, className);
    out.href = `#${price.id}`;
    out.addEventListener("click", (/** @type {Event} */ event) => {
      event.preventDefault();
      openAround(ownField(price.id));
      ownField(price.id).focus();
    });
    return out;
  }

  /** @type {(one: Cell) => boolean} */
  const isYours = (one) => one.prices.some((price) => Object.hasOwn(own, price.id));

  /** Put words into a cell, marked where a price of the reader's counts in them.
      @type {(box: HTMLElement, words: string, cells: Cell[]) => void} */
  function put(box, words, cells) {
    box.textContent = words;
    if (cells.some(isYours)) box.append(made("span", " yours", "yours"));
  }

  /** @type {(box: HTMLElement, one: Cell) => void} */
  function showCell(box, one) {
    put(box, tool.amountText(one, dollars), [one]);
    if (one.blanks.length) box.replaceChildren(toPrice(one.blanks[0], "price not known: enter yours", "not-known"));
  }

  /** What a price is of, of which day, and how sure: as much as fits behind a formula.
      @type {(price: Price) => string} */
  function originText(price) {
    const amount = tool.usd(price, own);
    if (amount === null) return `${data.meters[price.meter].name}, not known`;
    if (Object.hasOwn(own, price.id)) return `${number(amount)} USD, yours`;
    const marks = [price.sku, price.region, `as of ${price.asOf}`, price.derived && "derived", price.secondHand && "second-hand"];
    return `${number(amount)} USD: ${marks.filter(Boolean).join(", ")}`;
  }

  /** The prices behind an amount, each with its origin, leading to its row.
      @type {(one: Cell) => (string | HTMLElement)[]} */
  function origins(one) {
    return one.prices.flatMap((price) => ["; ", toPrice(price, originText(price), "origin")]);
  }

  /** @type {(found: Bill) => void} */
  function showLines(found) {
    for (const row of table.querySelectorAll("tr[data-line]")) {
      const line = tool.lines.get(row.dataset.line);
      const cells = found.cells[line.id];
      const hows = row.nextElementSibling; /* of the same line: how it comes about */
      row.hidden = hows.hidden = data.columns.every((column) => cells[column].amount === 0);
      for (const column of data.columns) {
        showCell(row.querySelector(`td[data-column="${column}"]`), cells[column]);
        const how = hows.querySelector(`li[data-column="${column}"] .worked`);
        if (how) how.replaceChildren(`${tool.worked(line, column, values, own)} = ${tool.comesTo(cells[column], dollars)}`, ...origins(cells[column]));
      }
    }
  }

  /** @type {(found: Bill, lines: CostLine[], column: string) => Cell[]} */
  function cellsOf(found, lines, column) {
    return lines.filter((line) => !line.within).map((line) => found.cells[line.id][column]);
  }

  /** @type {(cells: Cell[]) => number} */
  const known = (cells) => cells.reduce((all, one) => all + (one.amount || 0), 0);
  /** @type {(group: { id: string }) => CostLine[]} */
  const inGroup = (group) => data.lines.filter((line) => line.group === group.id);

  /** @type {(found: Bill) => void} */
  function showGroups(found) {
    for (const group of data.groups) {
      const row = table.querySelector(`tr[data-group="${group.id}"]`);
      const sums = data.columns.map((column) => cellsOf(found, inGroup(group), column));
      row.hidden = sums.every((cells) => cells.every((one) => one.amount === 0));
      data.columns.forEach((column, index) => {
        const blank = sums[index].some((one) => one.amount === null);
        put(row.querySelector(`td[data-column="${column}"]`), blank ? "not known in all" : dollars(known(sums[index])), sums[index]);
      });
    }
    const months = values[data.horizon];
    const basis = tool.compared(found);
    for (const column of data.columns) {
      const total = found.totals[column];
      const cells = cellsOf(found, data.lines, column);
      const some = cellsOf(found, basis.lines, column);
      /** @type {(which: string) => any} */
      const cell = (which) => table.querySelector(`tr.${which} td[data-column="${column}"]`);
      put(cell("cost-total"), total === null ? "no total" : dollars(total), cells);
      put(cell("cost-horizon"), total === null ? "no total" : dollars(total * months), cells);
      put(cell("cost-part"), basis.columns.includes(column) ? dollars(known(some)) : "not compared", some);
    }
    table.querySelector(".horizon-months").textContent = number(months);
    table.querySelector("tr.cost-part").hidden = basis.left.length === 0;
    table.querySelector(".part-lines").textContent = basis.left.map((line) => line.name).join(", ");
  }

  /** @type {(found: Bill) => void} */
  function showPrices(found) {
    const used = new Set(tool.used(found).map((price) => price.id));
    for (const row of priceRows) {
      const id = row.dataset.price;
      const mine = Object.hasOwn(own, id);
      row.hidden = !allPrices.checked && !used.has(id) && !mine && document.activeElement !== ownField(id);
      row.classList.toggle("in-use", used.has(id));
      row.querySelector(".price-yours").textContent = mine ? `yours: ${number(own[id])} USD` : "";
    }
    for (const meter of document.querySelectorAll("details[data-meter]")) {
      meter.hidden = ![...meter.querySelectorAll("tr[data-price]")].some((row) => !row.hidden);
    }
  }

  /** Tell those who do not see the page who is cheapest, once typing rests.
      @type {(words: string) => void} */
  function say(words) {
    clearTimeout(saying);
    saying = setTimeout(() => { result.querySelector(".cost-said").textContent = words; }, 800);
  }

  /** How many inputs of a folded group differ from the standard, and how many prices are the reader's. */
  function showCounts() {
    for (const group of form.querySelectorAll(".cost-inputs")) {
      const set = data.inputs.filter((one) => group.contains(field(one.id)) && values[one.id] !== one.standard).length;
      group.querySelector(".set").textContent = set ? `${set} set` : "";
    }
    const yours = Object.keys(own).length;
    document.querySelector(".cost-prices .set").textContent = yours ? `${yours} of yours` : "";
  }

  function show() {
    const found = tool.bill(values, own);
    const says = tool.answer(values, own);
    result.querySelector(".cost-answer").replaceChildren(...says.map((said) => made("li", said)));
    place.querySelector(".cost-short").textContent = tool.short(found);
    chart.previousElementSibling.textContent = tool.typedInShort(found);
    told.textContent = "";
    say(says[0]);
    showCounts();
    showLines(found);
    showGroups(found);
    showBars(chart, tool, found);
    showPrices(found);
    for (const button of scenarios) {
      const wanted = tool.scenario(button.dataset.scenario);
      const same = data.inputs.every((one) => wanted[one.id] === values[one.id]);
      button.setAttribute("aria-pressed", String(same));
    }
  }

  /** @type {(said: string[]) => void} */
  function tell(said) {
    notes.firstElementChild.replaceChildren(...said.map((one) => made("li", one)));
    notes.hidden = said.length === 0;
  }

  function remember() {
    const state = tool.state(values, own);
    const fits = format(state).length <= LONGEST;
    update(fits ? state : { ...state, p: "" });
    tell(fits ? [] : ["Too many prices of yours for an address: a link or reload keeps the inputs only. Export them."]);
  }

  function changed() {
    show();
    remember();
  }

  function restore() {
    const { values: read, notes: said } = strict.read(location.hash, tool.fields());
    const { p, ...typed } = read;
    values = typed;
    own = { ...p };
    fill();
    tell(said);
    show();
  }

  /* What leaves the page */

  function link() {
    const hash = format(tool.state(values, own));
    return publicAddress(location.href.split("#")[0] + (hash || "#?"), place.dataset.site);
  }

  result.querySelector(".as-csv").addEventListener("click", () => {
    download("cost.csv", "\ufeff" + tool.csv(values, own, link()), "text/csv;charset=utf-8");
  });
  result.querySelector(".as-markdown").addEventListener("click", () => {
    download("cost.md", tool.markdown(values, own, link(), new Date().toISOString().slice(0, 10)), "text/markdown;charset=utf-8");
  });

  result.querySelector(".copy-link").addEventListener("click", async () => {
    told.textContent = await copy(link()) ? "Copied." : "Not copied: the browser refused. The address of this page is the link.";
  });

  /* An anchor would take the place of what is typed in the address. */
  place.querySelector(".answer-bar a").addEventListener("click", (/** @type {any} */ event) => {
    event.preventDefault();
    result.scrollIntoView();
    result.focus({ preventScroll: true });
  });

  form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  form.addEventListener("input", (/** @type {any} */ event) => {
    const one = tool.inputs.get(event.target.name);
    if (!one) return;
    take(one);
    changed();
  });
  for (const button of scenarios) {
    button.addEventListener("click", () => {
      values = tool.scenario(button.dataset.scenario);
      fill();
      changed();
    });
  }
  place.querySelector("button.reset").addEventListener("click", () => {
    values = tool.standard();
    own = {};
    fill();
    changed();
  });
  for (const row of priceRows) {
    ownField(row.dataset.price).addEventListener("input", () => {
      takeOwn(row.dataset.price);
      changed();
    });
  }
  allPrices.addEventListener("change", () => showPrices(tool.bill(values, own)));

  /** A price that an anchor names is shown, in use or not; a heading with one fold below it opens that. */
  function reveal() {
    const named = parse(location.hash).at || location.hash.slice(1);
    const row = priceRows.find((one) => one.dataset.price === named);
    if (row) {
      allPrices.checked = true;
      showPrices(tool.bill(values, own));
      openAround(row);
      row.scrollIntoView();
      return;
    }
    const folds = [];
    for (let one = document.querySelector(`h2[id="${CSS.escape(named)}"]`)?.nextElementSibling; one && !one.matches("h2"); one = one.nextElementSibling) {
      if (one.matches("details")) folds.push(one);
    }
    if (folds.length === 1) folds[0].open = true;
  }

  /** Numbers that come with a link are in view, or what was not understood of them, unless it names another place. */
  function toNumbers() {
    if (!parse(location.hash).at) document.getElementById("calculator").scrollIntoView();
  }

  window.addEventListener("hashchange", () => {
    if (location.hash.startsWith("#?")) {
      restore();
      toNumbers();
    } else reveal();
  });
  /* A link within the page goes to its place and keeps the month in the address. */
  document.addEventListener("click", (/** @type {any} */ event) => {
    const within = event.target.closest('a[href^="#"]:not([href^="#?"])');
    if (!within || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !location.hash.startsWith("#?")) return;
    event.preventDefault();
    update({ at: within.hash.slice(1) });
    reveal();
    arrive();
  });
  for (const one of document.querySelectorAll(".cost-scripted")) one.hidden = false;
  restore();
  reveal();
  if (fresh && (!notes.hidden || Object.values(tool.state(values, own)).some(Boolean))) toNumbers();
}

start();
