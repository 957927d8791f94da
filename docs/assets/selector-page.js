/* The selector's page: form and address to a choice, the answer to headings, tables and lists; text only by textContent. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const { selector, selectorWords: words, selectorRecord, parse, update, coach, download, publicAddress, arrive, fresh } = window.CMLP;
  const box = document.querySelector(".selector");
  if (!box) return;
  const form = box.querySelector("form");
  const preset = form.querySelector("#selector-preset");
  const [short, notes, full, tools, readers] = [".selector-short", ".selector-notes", ".selector-full", ".selector-export", ".selector-readers"].map((one) => box.querySelector(one));
  const told = tools.querySelector(".told");
  const FEW = 3; /* reasons for a leader that are seen before the rest is unfolded */
  const opened = new Set(["won", "hurt", "unknown"]); /* lists that stand open, also after the next change */
  let data = null;
  let made = null; /* the journal's entry at which an opened link was made */

  /** Make an element; children are elements and texts, what is empty is left out. */
  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
    node.append(...children.flat(Infinity).filter((one) => one !== "" && one !== null && one !== undefined));
    return node;
  }

  function field(name) {
    return form.elements.namedItem(name);
  }

  // Form, address, choice -------------------------------------------------------------------------------------------

  function fromForm() {
    const weights = {};
    for (const { id } of data.criteria) {
      const weight = Number(field(id).value);
      if (weight) weights[id] = weight;
    }
    return { weights, previews: field("pv").checked, full: !field("catch").checked, own: Object.keys(data.signals).filter((name) => field(name).checked) };
  }

  function toForm(choice) {
    for (const { id } of data.criteria) field(id).value = String(choice.weights[id] || 0);
    for (const name of Object.keys(data.signals)) field(name).checked = choice.own.includes(name);
    field("pv").checked = choice.previews;
    field("catch").checked = !choice.full;
    /* What is set is to be seen, where there is room beside the answer. */
    if (!matchMedia("(min-width: 60em)").matches) return;
    for (const group of form.querySelectorAll(".selector-group")) if (count(group)) group.open = true;
  }

  function count(group) {
    const set = [...group.querySelectorAll("select")].filter((one) => one.value !== "0").length;
    return set + [...group.querySelectorAll("input")].filter((one) => one.checked !== one.defaultChecked).length;
  }

  function address(choice) {
    const gone = Object.fromEntries(Object.keys(parse(location.hash)).filter((key) => key !== "lens").map((key) => [key, ""]));
    update({ ...gone, ...selector.toState(data, choice, made ?? data.journal) });
  }

  function presetHash(link) {
    return link.getAttribute("href");
  }

  /** Name the preset that the choice is, if it is one. */
  function namePreset(choice) {
    const now = JSON.stringify(selector.toState(data, choice, 0));
    const links = [...document.querySelectorAll(".open-preset")];
    const found = links.find((link) => JSON.stringify(selector.toState(data, selector.fromHash(data, presetHash(link)).choice, 0)) === now);
    preset.value = found ? found.dataset.preset : "";
  }

  // The answer ------------------------------------------------------------------------------------------------------

  function pageOf(row, platform) {
    const [, page] = data.rows[row];
    return `${data.pages[box.dataset.directories][page]}#${row}` + (platform ? `--${platform}` : "");
  }

  function rowLink(row, platform) {
    return el("a", { href: pageOf(row, platform) }, data.rows[row][0]);
  }

  function criterionLink(id) {
    return el("a", { href: `#${id}` }, words.criterion(data, id).name);
  }

  function platformName(platform) {
    return el("span", { class: `platform platform-${platform}` }, data.platforms[platform]);
  }

  function reasonsOf(platform, one) {
    return selector.deciding(one).map((part) =>
      el("p", { class: "reason" }, part.note ? el("em", {}, part.note) : "", part.note ? "; " : "", data.words[part.key][0], " ", rowLink(part.row, platform)));
  }

  function item(platform, one) {
    const kind = words.kindName(data, one.on, platform, one.kind);
    return el("li", {},
      el("p", {}, el("span", { class: `support grade-${one.grade}` }, words.GRADE_WORDS[one.grade]), " ", criterionLink(one.criterion), " ",
        el("span", { class: "dates" }, [words.weight(one), kind].filter(Boolean).join(", "))),
      reasonsOf(platform, one));
  }

  function more(count, platform, items) {
    if (!count) return "";
    return el("details", { class: "column" }, el("summary", {}, `${count} more`, el("span", { class: "visually-hidden" }, `, ${data.platforms[platform]}`)), el("ul", {}, items));
  }

  /** Verdicts with their reasons under a heading that folds; `first` of them are seen when it is open. */
  function list(platform, key, title, found, first = Infinity) {
    if (!found.length) return "";
    const items = found.map((one) => item(platform, one));
    const rest = items.splice(first, Infinity);
    const node = el("details", { class: "column" }, el("summary", {}, `${title}: ${found.length}`, el("span", { class: "visually-hidden" }, `, ${data.platforms[platform]}`)),
      el("ul", {}, items), more(rest.length, platform, rest));
    node.open = opened.has(key);
    node.addEventListener("toggle", () => (node.open ? opened.add(key) : opened.delete(key)));
    return node;
  }

  function outOf(one) {
    const failed = (before, own, reasons) => el("li", {}, el("p", {}, el("strong", {}, before), " fails ", criterionLink(own.criterion)), reasons);
    const kindName = (part, kind) => words.kindName(data, part.on, one.platform, kind);
    const byKind = (part, own) => {
      if (own.by.length === 1) return reasonsOf(one.platform, own.by[0]);
      return el("ul", {}, own.by.map(({ kinds, parts }) =>
        el("li", {}, el("p", {}, el("strong", {}, kinds.map((kind) => kindName(part, kind)).join(", ")), ":"), reasonsOf(one.platform, { parts }))));
    };
    const several = (part) => part.on && Object.keys(data.kinds[part.on][one.platform]).length > 1;
    return selector.failures(one).map((part) => [
      el("p", {}, part.on ? `No kind of ${data.capabilities[part.on].toLowerCase()} meets all that is required of it together:` : "Required and not met:"),
      el("ul", {},
        part.everywhere.map((own) => failed(several(part) ? "Every kind" : data.platforms[one.platform], own, byKind(part, own))),
        part.kinds.map((kind) => kind.failed.map((own) => failed(kindName(part, kind.kind), own, reasonsOf(one.platform, own))))),
    ]);
  }

  function standing(one, result) {
    const found = selector.reasons(one);
    const leads = result.leaders.includes(one.platform);
    const lists = one.state === "out" ? outOf(one) : [
      list(one.platform, leads ? "won" : "helped", "Helped", found.helped, FEW),
      list(one.platform, "hurt", "Hurt", found.hurt),
      list(one.platform, "unknown", "Unknown", found.unknown),
    ];
    const none = one.state !== "out" && !Object.values(found).some((own) => own.length) ? el("p", {}, "Meets what is required, without a catch.") : "";
    return [el("h3", { id: `answer-${one.platform}` }, data.platforms[one.platform], one.state === "out" ? ", ruled out" : ""), lists, none];
  }

  /** A range with its middle as a small drawing; the numbers stand beside it. */
  function bar(one) {
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

  const MET = { pass: "requirements met", open: "requirements partly unknown", out: "ruled out" };

  function ranking(choice, result) {
    const scored = Object.values(choice.weights).some((weight) => weight < selector.REQUIRED);
    const rows = [...result.ranked, ...result.platforms.filter((one) => one.state === "out")].map((one) => {
      const shown = scored && one.state !== "out";
      return el("tr", {},
        el("th", { scope: "row" }, platformName(one.platform)),
        el("td", {}, shown ? [el("b", { class: "value" }, words.points(one.middle)), ` of 100 (${words.range(one)}) `, bar(one)] : "no score"),
        el("td", {}, one.state === "out" ? "not counted" : words.kindsOf(data, one) || "the platform as a whole"),
        el("td", {}, MET[one.state]));
    });
    const heads = ["Platform", "Score", "Counted on", "Requirements"].map((head) => el("th", { scope: "col" }, head));
    return el("table", { class: "plain ranking" }, el("caption", { class: "visually-hidden" }, "How the three stand"), el("thead", {}, el("tr", {}, heads)), el("tbody", {}, rows));
  }

  function turning(found) {
    const out = [el("h3", { id: "answer-turns" }, "What would turn it")];
    if (!found.length) return [...out, el("p", {}, "No other setting of a single criterion changes who leads.")];
    const lines = (list) => list.map((one) => el("li", {}, `${words.setting(data, one)}: ${words.becomes(data, one)}.`));
    const asked = lines(found.filter((one) => one.from));
    const unset = lines(found.filter((one) => !one.from));
    if (asked.length) out.push(el("p", {}, "The smallest change of a criterion that you set, the smallest first:"), el("ul", {}, asked));
    const rest = unset.splice(5, Infinity);
    if (unset.length) out.push(el("p", {}, asked.length ? "Of a criterion that you did not set:" : "Nothing that you set; of a criterion that you did not set:"), el("ul", {}, unset));
    if (rest.length) out.push(el("details", { class: "column" }, el("summary", {}, `and ${rest.length} more`), el("ul", {}, rest)));
    return out;
  }

  function otherwise(choice, result, others) {
    const found = selector.otherwise(data, choice, others);
    if (!found.length) return [];
    return [el("h3", { id: "answer-other" }, result.kind === "open" ? "What would settle it" : "What would have to be true for the other choice"),
      found.map((one) => {
        const lines = words.conditions(data, one).map((line) => el("li", {}, line));
        if (!lines.length) return el("p", {}, platformName(one.platform), ": no single change does it.");
        const rest = lines.splice(5, Infinity);
        return [el("p", {}, platformName(one.platform), ", any one of these:"), el("ul", {}, lines), more(rest.length, one.platform, rest)];
      })];
  }

  function besides() {
    return el("a", { href: box.dataset.instead }, "What stands beside the three");
  }

  function ownFirst(result) {
    if (!result.own.length) return result.kind === "none" ? [el("p", {}, besides(), ": what it does, and what it costs you.")] : [];
    return [el("p", {}, el("strong", {}, "None of them: look at a platform of your own first."), " ", besides(), " compares. Your reasons:"),
      el("ul", {}, result.own.map((name) => el("li", {}, el("strong", {}, data.signals[name][0]), `: ${data.signals[name][1]}`))),
      el("p", {}, "How the three stand all the same:")];
  }

  function since(choice) {
    if (made === null || made >= data.journal) return [];
    const found = selector.changedSince(data, choice, made);
    const day = made ? data.days[made - 1] : "the beginning";
    const out = [el("h3", { id: "answer-since" }, "Since this decision was made")];
    if (!found.length) return [...out, el("p", {}, `Nothing that it rests on has changed since ${day}.`)];
    out.push(el("p", {}, `Made with the guide of ${day}. What it rests on changed since:`));
    out.push(el("ul", {}, found.map((change) => el("li", {},
      el("p", {}, `${change.date}, ${change.kind}: ${change.why}`),
      el("ul", {}, change.facts.map(([record, platform]) => {
        const target = record in data.rows ? rowLink(record, platform in data.platforms ? platform : "") : criterionLink(record);
        return el("li", {}, target, platform in data.platforms ? `, ${data.platforms[platform]}` : "", record in data.rows ? "" : ", our judgement");
      }))))));
    return out;
  }

  /** Links to the parts of the answer. */
  function jumps(result, order) {
    const to = (id, text) => el("li", {}, el("a", { href: `#answer-${id}` }, text));
    return el("ul", { class: "selector-jumps", "aria-label": "Parts of the answer" },
      order.map((one) => to(one.platform, data.platforms[one.platform])), to("turns", "What would turn it"),
      result.kind === "open" ? to("other", "What would settle it") : "");
  }

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
      ...words.decision(data, result).map((one, index) => el("p", index ? {} : { class: "selector-decision" }, one)),
      el("p", { class: "firmness" }, words.firmness(data, choice, others)),
      ranking(choice, result),
      ...order.flatMap((one) => standing(one, result)).flat(Infinity).filter(Boolean),
      ...turning(turns),
      ...otherwise(choice, result, others).flat(Infinity).filter(Boolean),
    );
  }

  // What the reader does --------------------------------------------------------------------------------------------

  function tell(lines) {
    notes.replaceChildren(...lines.map((line) => el("p", {}, line)));
  }

  function changed() {
    made = null;
    tell([]);
    const choice = fromForm();
    address(choice);
    show(choice);
  }

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
    const href = (page, anchor) => publicAddress(new URL(data.pages[box.dataset.directories][page], location.href).href + `#${anchor}`, box.dataset.site);
    const instead = publicAddress(new URL(box.dataset.instead, location.href).href, box.dataset.site);
    const link = publicAddress(location.href, box.dataset.site);
    return selectorRecord(data, choice, { date: coach.dayOf(new Date()), link, href, instead, journal: data.journal, made });
  }

  async function copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = done;
    } catch {
      told.textContent = "Not copied: the browser refused. Download works.";
    }
  }

  function start() {
    data = window.CMLP_SELECTOR;
    form.addEventListener("change", (event) => {
      if (event.target !== preset) changed();
      else if (preset.value) {
        toForm(selector.fromHash(data, presetHash(document.querySelector(`.open-preset[data-preset="${preset.value}"]`))).choice);
        changed();
      }
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(changed));
    tools.querySelector(".copy").addEventListener("click", () => copy(record(), "Copied."));
    tools.querySelector(".copy-address").addEventListener("click", () => copy(publicAddress(location.href, box.dataset.site), "Copied."));
    tools.querySelector(".download").addEventListener("click", () => download("ml-platform-decision.md", record(), "text/markdown"));
    let come = false;
    document.addEventListener("click", (event) => {
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

  const script = Object.assign(document.createElement("script"), { src: box.dataset.verdicts });
  script.addEventListener("load", start);
  script.addEventListener("error", () => { short.textContent = "The verdicts could not be loaded; the tables below hold the same."; });
  document.head.append(script);
});
