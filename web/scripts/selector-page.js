// @ts-check
/* The selector's page: form and address to a choice, the answer to headings, tables and lists; text only by textContent. */

import { publicAddress } from "./address.js";
import { dayOf } from "./coach.js";
import { copy, download, element, script } from "./dom.js";
import * as selector from "./selector.js";
import * as words from "./selector-record.js";
import { arrive, fresh, parse, update } from "./state.js";

function start() {
  const box = document.querySelector(".selector");
  if (!box) return;
  const form = box.querySelector("form");
  const preset = form.querySelector("#selector-preset");
  const [short, notes, full, tools, readers] = [".selector-short", ".selector-notes", ".selector-full", ".selector-export", ".selector-readers"].map((one) => box.querySelector(one));
  const told = tools.querySelector(".told");
  const FEW = 3; /* reasons for a leader that are seen before the rest is unfolded */
  const opened = new Set(["won", "hurt", "unknown"]); /* lists that stand open, also after the next change */
  /** @type {any} */
  let data = null;
  /** @type {any} */
  let made = null; /* the journal's entry at which an opened link was made */

  /** @type {(name: string) => any} */
  function field(name) {
    return form.elements.namedItem(name);
  }

  // Form, address, choice -------------------------------------------------------------------------------------------

  /** @type {() => Choice} */
  function fromForm() {
    /** @type {Record<string, number>} */
    const weights = {};
    for (const { id } of data.criteria) {
      const weight = Number(field(id).value);
      if (weight) weights[id] = weight;
    }
    return { weights, previews: field("pv").checked, full: !field("catch").checked, own: Object.keys(data.signals).filter((name) => field(name).checked) };
  }

  /** @type {(choice: Choice) => void} */
  function toForm(choice) {
    for (const { id } of data.criteria) field(id).value = String(choice.weights[id] || 0);
    for (const name of Object.keys(data.signals)) field(name).checked = choice.own.includes(name);
    field("pv").checked = choice.previews;
    field("catch").checked = !choice.full;
    /* What is set is to be seen, where there is room beside the answer. */
    if (!matchMedia("(min-width: 60em)").matches) return;
    for (const group of form.querySelectorAll(".selector-group")) if (count(group)) group.open = true;
  }

  /** @type {(group: any) => number} */
  function count(group) {
    const set = [...group.querySelectorAll("select")].filter((one) => one.value !== "0").length;
    return set + [...group.querySelectorAll("input")].filter((one) => one.checked !== one.defaultChecked).length;
  }

  /** @type {(choice: Choice) => void} */
  function address(choice) {
    const gone = Object.fromEntries(Object.keys(parse(location.hash)).filter((key) => key !== "lens").map((key) => [key, ""]));
    update({ ...gone, ...selector.toState(data, choice, made ?? data.journal) });
  }

  /** @type {(link: any) => string} */
  function presetHash(link) {
    return link.getAttribute("href");
  }

  /** Name the preset that the choice is, if it is one.
      @type {(choice: Choice) => void} */
  function namePreset(choice) {
    const now = JSON.stringify(selector.toState(data, choice, 0));
    const links = [...document.querySelectorAll(".open-preset")];
    const found = links.find((link) => JSON.stringify(selector.toState(data, selector.fromHash(data, presetHash(link)).choice, 0)) === now);
    preset.value = found ? found.dataset.preset : "";
  }

  // The answer ------------------------------------------------------------------------------------------------------

  /** @type {(row: string, platform: string) => string} */
  function pageOf(row, platform) {
    const [, page] = data.rows[row];
    return `${data.pages[box.dataset.directories][page]}#${row}` + (platform ? `--${platform}` : "");
  }

  /** @type {(row: string, platform: string) => HTMLElement} */
  function rowLink(row, platform) {
    return element("a", { href: pageOf(row, platform) }, data.rows[row][0]);
  }

  /** @type {(id: string) => HTMLElement} */
  function criterionLink(id) {
    return element("a", { href: `#${id}` }, words.criterion(data, id).name);
  }

  /** @type {(platform: string) => HTMLElement} */
  function platformName(platform) {
    return element("span", { class: `platform platform-${platform}` }, data.platforms[platform]);
  }

  /** @type {(platform: string, one: { grade?: string, parts: Part[] }) => HTMLElement[]} */
  function reasonsOf(platform, one) {
    return selector.deciding(one).map((part) =>
      element("p", { class: "reason" }, part.note ? element("em", {}, part.note) : "", part.note ? "; " : "", data.words[part.key][0], " ", rowLink(part.row, platform)));
  }

  /** @type {(platform: string, one: Reason) => HTMLElement} */
  function item(platform, one) {
    const kind = words.kindName(data, one.on, platform, one.kind);
    return element("li", {},
      element("p", {}, element("span", { class: `support grade-${one.grade}` }, words.GRADE_WORDS[one.grade]), " ", criterionLink(one.criterion), " ",
        element("span", { class: "dates" }, [words.weight(one), kind].filter(Boolean).join(", "))),
      reasonsOf(platform, one));
  }

  /** @type {(count: number, platform: string, items: HTMLElement[]) => HTMLElement | ""} */
  function more(count, platform, items) {
    if (!count) return "";
    return element("details", { class: "column" }, element("summary", {}, `${count} more`, element("span", { class: "visually-hidden" }, `, ${data.platforms[platform]}`)), element("ul", {}, items));
  }

  /** Verdicts with their reasons under a heading that folds; `first` of them are seen when it is open.
      @type {(platform: string, key: string, title: string, found: Reason[], first?: number) => HTMLElement | ""} */
  function list(platform, key, title, found, first = Infinity) {
    if (!found.length) return "";
    const items = found.map((one) => item(platform, one));
    const rest = items.splice(first, Infinity);
    const node = element("details", { class: "column" }, element("summary", {}, `${title}: ${found.length}`, element("span", { class: "visually-hidden" }, `, ${data.platforms[platform]}`)),
      element("ul", {}, items), more(rest.length, platform, rest));
    node.open = opened.has(key);
    node.addEventListener("toggle", () => (node.open ? opened.add(key) : opened.delete(key)));
    return node;
  }

  /** @type {(one: Standing) => any} */
  function outOf(one) {
    /** @type {(before: string, own: { criterion: string }, reasons: any) => HTMLElement} */
    const failed = (before, own, reasons) => element("li", {}, element("p", {}, element("strong", {}, before), " fails ", criterionLink(own.criterion)), reasons);
    /** @type {(part: Failures, kind: string) => string} */
    const kindName = (part, kind) => words.kindName(data, part.on, one.platform, kind);
    /** @type {(part: Failures, own: Failures["everywhere"][0]) => any} */
    const byKind = (part, own) => {
      if (own.by.length === 1) return reasonsOf(one.platform, own.by[0]);
      return element("ul", {}, own.by.map(({ kinds, parts }) =>
        element("li", {}, element("p", {}, element("strong", {}, kinds.map((kind) => kindName(part, kind)).join(", ")), ":"), reasonsOf(one.platform, { parts }))));
    };
    /** @type {(part: Failures) => unknown} */
    const several = (part) => part.on && Object.keys(data.kinds[part.on][one.platform]).length > 1;
    return selector.failures(one).map((part) => [
      element("p", {}, part.on ? `No kind of ${data.capabilities[part.on].toLowerCase()} meets all that is required of it together:` : "Required and not met:"),
      element("ul", {},
        part.everywhere.map((own) => failed(several(part) ? "Every kind" : data.platforms[one.platform], own, byKind(part, own))),
        part.kinds.map((kind) => kind.failed.map((own) => failed(kindName(part, kind.kind), own, reasonsOf(one.platform, own))))),
    ]);
  }

  /** @type {(one: Standing, result: Answer) => any[]} */
  function standing(one, result) {
    const found = selector.reasons(one);
    const leads = result.leaders.includes(one.platform);
    const lists = one.state === "out" ? outOf(one) : [
      list(one.platform, leads ? "won" : "helped", "Helped", found.helped, FEW),
      list(one.platform, "hurt", "Hurt", found.hurt),
      list(one.platform, "unknown", "Unknown", found.unknown),
    ];
    const none = one.state !== "out" && !Object.values(found).some((own) => own.length) ? element("p", {}, "Meets what is required, without a catch.") : "";
    return [element("h3", { id: `answer-${one.platform}` }, data.platforms[one.platform], one.state === "out" ? ", ruled out" : ""), lists, none];
  }

  /** A range with its middle as a small drawing; the numbers stand beside it.
      @type {(one: Standing) => SVGElement} */
  function bar(one) {
    /** @type {(tag: string, attributes: Record<string, unknown>) => any} */
    const make = (tag, attributes) => {
      const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
      return node;
    };
    const svg = make("svg", { class: "range", viewBox: "0 0 104 8", "aria-hidden": "true" });
    svg.append(
      make("rect", { class: "range-all", x: 2, y: 3, width: 100, height: 2 }),
      make("rect", { class: "range-open", x: 2 + one.low, y: 1, width: Math.max(one.high - one.low, 0.5), height: 6 }),
      make("rect", { class: "range-middle", x: 1 + one.middle, y: 0, width: 2, height: 8 }),
    );
    return svg;
  }

  /** @type {Record<string, string>} */
  const MET = { pass: "requirements met", open: "requirements partly unknown", out: "ruled out" };

  /** @type {(choice: Choice, result: Answer) => HTMLElement} */
  function ranking(choice, result) {
    const scored = Object.values(choice.weights).some((weight) => weight < selector.REQUIRED);
    const rows = [...result.ranked, ...result.platforms.filter((one) => one.state === "out")].map((one) => {
      const shown = scored && one.state !== "out";
      return element("tr", {},
        element("th", { scope: "row" }, platformName(one.platform)),
        element("td", {}, shown ? [element("b", { class: "value" }, words.points(one.middle)), ` of 100 (${words.range(one)}) `, bar(one)] : "no score"),
        element("td", {}, one.state === "out" ? "not counted" : words.kindsOf(data, one) || "the platform as a whole"),
        element("td", {}, MET[one.state]));
    });
    const heads = ["Platform", "Score", "Counted on", "Requirements"].map((head) => element("th", { scope: "col" }, head));
    return element("table", { class: "plain ranking" }, element("caption", { class: "visually-hidden" }, `How ${data.these} stand`), element("thead", {}, element("tr", {}, heads)), element("tbody", {}, rows));
  }

  /** @type {(found: Setting[]) => HTMLElement[]} */
  function turning(found) {
    const out = [element("h3", { id: "answer-turns" }, "What would turn it")];
    if (!found.length) return [...out, element("p", {}, "No other setting of a single criterion changes who leads.")];
    /** @type {(list: Setting[]) => HTMLElement[]} */
    const lines = (list) => list.map((one) => element("li", {}, `${words.setting(data, one)}: ${words.becomes(data, one)}.`));
    const asked = lines(found.filter((one) => one.from));
    const unset = lines(found.filter((one) => !one.from));
    if (asked.length) out.push(element("p", {}, "The smallest change of a criterion that you set, the smallest first:"), element("ul", {}, asked));
    const rest = unset.splice(5, Infinity);
    if (unset.length) out.push(element("p", {}, asked.length ? "Of a criterion that you did not set:" : "Nothing that you set; of a criterion that you did not set:"), element("ul", {}, unset));
    if (rest.length) out.push(element("details", { class: "column" }, element("summary", {}, `and ${rest.length} more`), element("ul", {}, rest)));
    return out;
  }

  /** @type {(choice: Choice, result: Answer, others: Setting[]) => any[]} */
  function otherwise(choice, result, others) {
    const found = selector.otherwise(data, choice, others);
    if (!found.length) return [];
    return [element("h3", { id: "answer-other" }, result.kind === "open" ? "What would settle it" : "What would have to be true for the other choice"),
      found.map((one) => {
        const lines = words.conditions(data, one).map((line) => element("li", {}, line));
        if (!lines.length) return element("p", {}, platformName(one.platform), ": no single change does it.");
        const rest = lines.splice(5, Infinity);
        return [element("p", {}, platformName(one.platform), ", any one of these:"), element("ul", {}, lines), more(rest.length, one.platform, rest)];
      })];
  }

  function besides() {
    return element("a", { href: box.dataset.instead }, `What stands beside ${data.these}`);
  }

  /** @type {(result: Answer) => HTMLElement[]} */
  function ownFirst(result) {
    if (!result.own.length) return result.kind === "none" ? [element("p", {}, besides(), ": what it does, and what it costs you.")] : [];
    return [element("p", {}, element("strong", {}, "None of them: look at a platform of your own first."), " ", besides(), " compares. Your reasons:"),
      element("ul", {}, result.own.map((name) => element("li", {}, element("strong", {}, data.signals[name][0]), `: ${data.signals[name][1]}`))),
      element("p", {}, `How ${data.these} stand all the same:`)];
  }

  /** @type {(choice: Choice) => HTMLElement[]} */
  function since(choice) {
    if (made === null || made >= data.journal) return [];
    const found = selector.changedSince(data, choice, made);
    const day = made ? data.days[made - 1] : "the beginning";
    const out = [element("h3", { id: "answer-since" }, "Since this decision was made")];
    if (!found.length) return [...out, element("p", {}, `Nothing that it rests on has changed since ${day}.`)];
    out.push(element("p", {}, `Made with the guide of ${day}. What it rests on changed since:`));
    out.push(element("ul", {}, found.map((change) => element("li", {},
      element("p", {}, `${change.date}, ${change.kind}: ${change.why}`),
      element("ul", {}, change.facts.map(([record, platform]) => {
        const target = record in data.rows ? rowLink(record, platform in data.platforms ? platform : "") : criterionLink(record);
        return element("li", {}, target, platform in data.platforms ? `, ${data.platforms[platform]}` : "", record in data.rows ? "" : ", our judgement");
      }))))));
    return out;
  }

  /** Links to the parts of the answer.
      @type {(result: Answer, order: Standing[]) => HTMLElement} */
  function jumps(result, order) {
    /** @type {(id: string, text: string) => HTMLElement} */
    const to = (id, text) => element("li", {}, element("a", { href: `#answer-${id}` }, text));
    return element("ul", { class: "selector-jumps", "aria-label": "Parts of the answer" },
      order.map((one) => to(one.platform, data.platforms[one.platform])), to("turns", "What would turn it"),
      result.kind === "open" ? to("other", "What would settle it") : "");
  }

  /** @type {(choice: Choice) => void} */
  function show(choice) {
    const result = selector.answer(data, choice);
    const others = selector.otherSettings(data, choice);
    const turns = selector.sensitivity(data, choice, others);
    const line = words.short(data, result, turns);
    if (short.textContent !== line) short.textContent = line;
    for (const group of form.querySelectorAll(".selector-group")) {
      const set = count(group);
      group.querySelector(".set").textContent = set ? `${set} set` : "";
    }
    namePreset(choice);
    told.textContent = "";
    tools.hidden = result.kind === "nothing";
    readers.hidden = result.kind !== "nothing";
    if (result.kind === "nothing") {
      full.replaceChildren(...ownFirst(result));
      return;
    }
    const order = [...result.ranked, ...result.platforms.filter((one) => one.state === "out")];
    full.replaceChildren(
      jumps(result, order),
      ...since(choice),
      ...ownFirst(result),
      ...words.decision(data, result).map((one, index) => element("p", index ? {} : { class: "selector-decision" }, one)),
      element("p", { class: "firmness" }, words.firmness(data, choice, others)),
      ranking(choice, result),
      ...order.flatMap((one) => standing(one, result)).flat(Infinity).filter(Boolean),
      ...turning(turns),
      ...otherwise(choice, result, others).flat(Infinity).filter(Boolean),
    );
  }

  // What the reader does --------------------------------------------------------------------------------------------

  /** @type {(lines: string[]) => void} */
  function tell(lines) {
    notes.replaceChildren(...lines.map((line) => element("p", {}, line)));
  }

  function changed() {
    made = null;
    tell([]);
    const choice = fromForm();
    address(choice);
    show(choice);
  }

  /** @type {(hash: string) => void} */
  function open(hash) {
    const { choice, journal, notes: found } = selector.fromHash(data, hash);
    made = journal;
    if (journal !== null && journal > data.journal) found.push(`This link was made with a newer copy of this guide: it counts ${journal} journal entries, this copy ${data.journal}.`);
    toForm(choice);
    tell(found);
    if (journal === null && !found.length) address(choice);
    show(choice);
  }

  function record() {
    const choice = fromForm();
    /** @type {(page: string, anchor: string) => string} */
    const href = (page, anchor) => publicAddress(new URL(data.pages[box.dataset.directories][page], location.href).href + `#${anchor}`, box.dataset.site);
    const instead = publicAddress(new URL(box.dataset.instead, location.href).href, box.dataset.site);
    const link = publicAddress(location.href, box.dataset.site);
    return words.record(data, choice, { date: dayOf(new Date()), link, href, instead, journal: data.journal, made });
  }

  /** @type {(text: string) => Promise<void>} */
  async function copied(text) {
    told.textContent = await copy(text) ? "Copied." : "Not copied: the browser refused. Download works.";
  }

  function begin() {
    data = window.CMLP_SELECTOR;
    form.addEventListener("change", (/** @type {any} */ event) => {
      if (event.target !== preset) changed();
      else if (preset.value) {
        toForm(selector.fromHash(data, presetHash(document.querySelector(`.open-preset[data-preset="${preset.value}"]`))).choice);
        changed();
      }
    });
    form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(changed));
    tools.querySelector(".copy").addEventListener("click", () => copied(record()));
    tools.querySelector(".copy-address").addEventListener("click", () => copied(publicAddress(location.href, box.dataset.site)));
    tools.querySelector(".download").addEventListener("click", () => download("ml-platform-decision.md", record(), "text/markdown"));
    let come = false;
    document.addEventListener("click", (/** @type {any} */ event) => {
      const link = event.target.closest("a");
      if (!link) return;
      come = link.matches(".open-preset, .selector-readers a");
      const href = link.getAttribute("href") || "";
      if (come && href === location.hash) form.scrollIntoView();
      /* An anchor would take the decision's place in the address. */
      if (!box.contains(link) || !href.startsWith("#") || href.startsWith("#?")) return;
      event.preventDefault();
      const target = document.getElementById(href.slice(1));
      target.tabIndex = -1;
      target.scrollIntoView();
      target.focus({ preventScroll: true });
    });
    window.addEventListener("hashchange", () => {
      if (!location.hash.startsWith("#?")) return;
      open(location.hash);
      if (come) box.querySelector(".selector-answer").focus();
      come = false;
    });
    open(location.hash);
    if (fresh) arrive(full);
    box.dataset.ready = "true";
  }

  script(box.dataset.verdicts).then(begin, () => { short.textContent = "The verdicts could not be loaded; the tables below hold the same."; });
}

start();
