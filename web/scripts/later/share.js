// @ts-check
/* Share: the address and Markdown of a page, section, row, cell, question or entry; tables as CSV.

   Markdown is what the build made of the page (cloud_ml_platforms/exports/twins.py), with all platforms. A table is read from the page as it is
   shown, so filters and the two chosen platforms hold for it; the sources of a board's lines come with what these open to. */

import { asset, brought, button, copy, csv, download, element as make, format, pagePath, parse, publicAddress, script, style } from "../given.js";
import { MARK_ALONE, markInWords } from "../mark-words.js";

const STATE = "#?";
const ASKED = "tr[id*='--']"; /* what is asked of a row */
const PART = `${ASKED}, td[id*='--']`; /* that, or a platform's answer to it */
const HEADING = /^H[1-6]$/;
const NEVER =
  "script, style, link, noscript, template, form, button, input, select, textarea, output, [aria-hidden=true], .headerlink, " +
  ".row-link, .visually-hidden, .on-phone, .report, .aged, .controls";
/* As in cloud_ml_platforms/exports/page_tree.py: what a screen sets apart by colour stands in brackets, by space alone after a comma (there a dot). */
const LINE = "em, span";
const BRACKETED = ".beside, .dates, .facets, .fit, .fit-word, .ingredient, .level, .marks, .mark, .old-names, .stage, .standing, .worked";
const LISTED = ".facets, .marks, .way, .asks, .executed, td, th";
const INVITES = "details.proof > summary";
const BLOCKS = "p, ul, ol, dl, table, pre, blockquote, details, div, figure, fieldset, section, h1, h2, h3, h4, h5, h6";
const MOST_TABLES = 3;
const PLAIN_MARK = /^(yes|no|partly)$/; /* one that tells apart: "depends on the kind" does not */
const MESSAGE = 90; /* words that a message to a chat stays below */
const MOST_SHOWN = 2; /* what is offered besides link and Markdown, before it folds */
const MOST_TEXT = 200;
const SECTION = "Section"; /* the column that says which of several tables a line is of */

/* Text ---------------------------------------------------------------------------------------------------------- */

/** @type {(text: string) => string} */
function squeezed(text) {
  return text.replace(/\s+/g, " ").trim();
}

/** Whether an element is shown, as far as it is its own affair: a filter or the choice of platforms hides it.
    @type {(element: Element) => boolean} */
function shown(element) {
  return getComputedStyle(element).display !== "none";
}

/** @type {(element: any) => boolean} */
function skipped(element) {
  if (element.matches(NEVER) || element.hidden || hiddenByLens(element)) return true;
  return element.matches(INVITES) || (element.matches("p") && Boolean(element.querySelector("button")) && /:\s*$/.test(ownText(element)));
}

/** @type {(element: any) => string} */
function ownText(element) {
  return [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("").trim();
}

/** @type {(element: Element) => boolean} */
function hiddenByLens(element) {
  return element.hasAttribute("data-platform") && !shown(element);
}

/** What is read of an element on the page: its words without signs, buttons, and what is hidden or closed.
    @type {(element: any) => string} */
function plain(element) {
  /** @type {(from: any) => string} */
  const copy = (from) => {
    let out = "";
    for (const node of from.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) out += node.data;
      else if (node.nodeType === Node.ELEMENT_NODE && !skipped(node)) {
        const closed = node.matches("details") && !node.open;
        const summary = closed && node.querySelector("summary");
        const part = closed ? (summary && !skipped(summary) ? copy(summary) : "") : copy(node);
        if (node.matches("li") && out.trim() && part.trim()) out = out.trimEnd() + ";";
        const words = node.matches("li, " + BLOCKS) ? ` ${part} ` : apart(node, part);
        out = words.startsWith(",") ? out.trimEnd() + words : out + words;
      }
    }
    return out;
  };
  return squeezed(copy(element));
}

/** The text of an element in a line, in brackets or after a comma where only the screen tells it from what is before it.
    @type {(node: any, text: string) => string} */
function apart(node, text) {
  const words = text.trim();
  if (!words || !node.matches("sup, " + LINE)) return text;
  if (node.matches("sup")) return ` (${words})`;
  if (words.startsWith("(")) return text;
  const outer = node.parentElement.closest(BRACKETED);
  if (node.matches(BRACKETED) && !(outer && outer.matches(LINE))) return ` (${words})`;
  const group = node.parentElement;
  if (!group.matches(LISTED) || (group.matches("td, th") && !node.className)) return text;
  let before = node.previousSibling;
  while (before && (before.nodeType === Node.ELEMENT_NODE ? skipped(before) || !before.textContent.trim() : !before.textContent.trim())) before = before.previousSibling;
  return before && before.nodeType === Node.ELEMENT_NODE ? `, ${words}` : text;
}

/* Addresses ----------------------------------------------------------------------------------------------------- */

/** @type {(href: string) => string} */
function published(href) {
  return publicAddress(href, window.CMLP_SHARE.site);
}

/** @type {(hash: string) => string} */
function withHash(hash) {
  return published(location.href.split("#")[0] + hash);
}

/** The page's own address; what a form keeps in it stays, and on the page of a row the part or platform that it names. */
function pageAddress() {
  const { hash } = location;
  if (!hash.startsWith(STATE)) return withHash(place()?.matches(".row-table [id], .aloud [id]") ? hash : "");
  return withHash(parse(hash).at ? format({ ...parse(hash), at: "" }) : hash);
}

/** What the address names on this page.
    @type {() => any} */
function place() {
  return document.getElementById(decode(location.hash.slice(1)));
}

/** @type {(id: string) => string} */
function within(id) {
  return withHash("#" + id);
}

/** A place of what a form shows: the state of the form comes with it.
    @type {(id: string) => string} */
function placed(id) {
  const { lens, at, ...state } = parse(location.hash);
  return Object.keys(state).length ? withHash(format({ lens, ...state, at: id })) : within(id);
}

/** What holds the link of the row that a cell or part belongs to; nothing on the page of a row.
    @type {(element: any) => any} */
function rowOf(element) {
  return element.closest(".row-item") || element.closest(".board tr");
}

/** The address of a row's page, from this page.
    @type {(element: any) => string} */
function rowHref(element) {
  const link = element && element.querySelector('a[href*="r/"]:is(.row-link, th > a, h3 > a):not([href^="http"])');
  return link && /(^|\/)r\/[^/]+(\/|\.html)$/.test(link.getAttribute("href")) ? link.href : "";
}

/** @type {(element: any) => string} */
function rowPage(element) {
  return published(rowHref(element));
}

/** The address on the published site, wherever this copy is read: Markdown goes on being read elsewhere.
    @type {(href: string) => string} */
function lasting(href) {
  const { site } = window.CMLP_SHARE;
  const [, hash] = href.split("#");
  return href.startsWith(site) ? href : site + pagePath(href) + (hash ? `#${hash}` : "");
}

/** The permanent address of a heading, a row, a cell, a question or an entry.
    @type {(element: any) => string} */
function address(element) {
  if (element.tagName === "H1") return pageAddress();
  if (element.matches("table[data-capability] tr")) return rowPage(element) || within(element.id);
  if (HEADING.test(element.tagName)) {
    const entry = element.tagName !== "H2" && document.querySelector("form:is(.filters, .dictionary-filters)"); /* what a filter finds or not */
    return rowPage(element) || (entry ? within : placed)(element.id);
  }
  if (element.matches(PART)) { /* a part or platform of a row is read on the row's page, below its name */
    const row = published(rowHref(rowOf(element)));
    if (row) return `${row}#${element.id}`;
  }
  if (element.matches("li[id^='q-']")) {
    const { base } = JSON.parse(document.getElementById("__config").textContent);
    const end = location.pathname.endsWith(".html") ? ".html" : "/";
    return published(new URL(`${base}/q/${element.id}${end}`, location.href).href);
  }
  return within(element.id);
}

/* Tables -------------------------------------------------------------------------------------------------------- */

/** @type {(cells: any) => any[]} */
function visible(cellsOf) {
  return [...cellsOf].filter((cell) => !cell.hidden && !hiddenByLens(cell));
}

/** Tables with the same heads as one: {heads, lines: [{id, address, under, cells}]}, of what is shown. Where tables come
    together, `under` is the heading that tells them apart.
    @type {(tables: HTMLTableElement[]) => { heads: string[], lines: TableLine[], merged: boolean }} */
function tableOf(tables) {
  const first = tables[0];
  const heads = first.tHead && first.tHead.rows.length ? visible(first.tHead.rows[0].cells).map(headOf) : [];
  /** @type {TableLine[]} */
  const lines = [];
  const names = namesOf(tables);
  tables.forEach((table, index) => {
    for (const body of table.tBodies) {
      for (const row of body.rows) {
        if (unfolds(row) || !shown(row)) continue;
        lines.push({ id: identity(row), address: rowAddress(row), under: names[index], cells: visible(row.cells) });
      }
    }
  });
  const most = Math.max(heads.length, ...lines.map((line) => line.cells.length));
  while (heads.length < most) heads.push("");
  return { heads, lines, merged: names.length > 0 };
}

/** A line that only says more about the one before it.
    @type {(row: HTMLTableRowElement) => boolean} */
function unfolds(row) {
  return row.matches(".detail-row") || (row.cells.length === 1 && row.cells[0].colSpan > 1);
}

/** @type {(cell: any, index: number) => string} */
function headOf(cell, index) {
  return plain(cell) || squeezed(cell.textContent) || (index ? "" : "Name");
}

/** The title of the section that a table stands in.
    @type {(table: any) => string} */
function titleOver(table) {
  const before = [...document.querySelectorAll("article h2")].filter((one) => one.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING);
  return before.length ? nameOf(before.pop()) : "";
}

/** What tells tables apart: the heading that each stands under, or its caption; nothing for a table alone.
    @type {(tables: HTMLTableElement[]) => string[]} */
function namesOf(tables) {
  if (tables.length < 2) return [];
  const all = [...document.querySelectorAll("article :is(h1, h2, h3, h4, h5, h6)")];
  const names = tables.map((table) => {
    const before = all.filter((one) => one.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
    return before && before.tagName !== "H1" ? nameOf(before) : plainCaption(table);
  });
  return new Set(names).size > 1 ? names : tables.map((table, index) => plainCaption(table) || names[index]);
}

/** @type {(row: HTMLTableRowElement) => string} */
function rowAddress(row) {
  if (row.id) return address(row);
  const item = row.closest(".row-item");
  if (item) return rowPage(item);
  const cell = row.querySelector("td[id*='--']");
  if (cell) return within(cell.id.split("--")[0]);
  const link = row.querySelector("th a[href], td:first-child a[href]");
  return link ? published(link.href) : "";
}

/** @type {(row: HTMLTableRowElement) => string} */
function identity(row) {
  if (row.id) return row.id;
  const item = row.closest(".row-item");
  if (item) return item.querySelector("h3").id;
  const cell = row.querySelector("td[id*='--']");
  if (cell) return cell.id.split("--")[0];
  const link = row.querySelector("th a[href]");
  if (!link) return "";
  const [path, hash] = link.href.split("#");
  return hash || path.replace(/(\/|\.html|\/index\.html)$/, "").split("/").pop();
}

/** @type {(tables: HTMLTableElement[], where?: string) => Promise<string>} */
async function tableCsv(tables, where = "") {
  const { heads, lines, merged } = tableOf(tables);
  const sources = await sourceColumns(lines);
  /** @type {(name: string) => string[]} */
  const under = (name) => (merged ? [name] : []);
  return csv([
    ["id", ...under(SECTION), ...heads, ...sources.heads, "address"],
    ...lines.map((line) => [line.id, ...under(line.under), ...line.cells.map(value), ...sources.of(line), line.address || where]),
  ]);
}

/** Of a board's lines the sources of each platform's answer, and their dates: titles and addresses, from what the lines open to.
    @type {(lines: TableLine[]) => Promise<{ heads: string[], of: (line: TableLine) => string[] }>} */
async function sourceColumns(lines) {
  const form = document.querySelector("form.board-filters[data-rows]");
  const platforms = form && lines.length ? lines[0].cells.map((/** @type {any} */ cell) => cell.dataset.platform).filter(Boolean) : [];
  if (!platforms.length) return { heads: [], of: () => [] };
  /** @type {(line: { cells: any[] }) => string} */
  const groupOf = ({ cells: [cell] }) => cell.closest("table").dataset.capability;
  await Promise.all([...new Set(lines.map(groupOf))].map((name) => script(`${form.dataset.rows}${name}.js`)));
  return {
    heads: platforms.flatMap((name) => [`${PLATFORM_NAMES[name]}: source`, `${PLATFORM_NAMES[name]}: source date`]),
    of: (line) => {
      const panel = document.createElement("template");
      panel.innerHTML = window.CMLP_ROWS[groupOf(line)][line.id];
      return platforms.flatMap((name) => sourcesIn(panel.content.querySelector(`.answer[data-platform="${name}"]`)));
    },
  };
}

/** The sources of an answer, each once for a date, and in the same order their dates.
    @type {(answer: Element | null) => string[]} */
function sourcesIn(answer) {
  const found = new Map();
  for (const proof of answer ? answer.querySelectorAll(".evidence > li") : []) {
    const title = proof.querySelector("a");
    const both = [`${squeezed(title.textContent)} <${title.getAttribute("href")}>`, squeezed(proof.querySelector(".dates").textContent)];
    found.set(both.join(), both);
  }
  return [0, 1].map((at) => [...found.values()].map((both) => both[at]).join("; "));
}

/** The name of a table's file: of what it is, and what a board's filters leave of it.
    @type {(element: Element) => string} */
function fileName(element) {
  const { q, c, s, f, p } = document.querySelector("form.board-filters") ? parse(location.hash) : {};
  const words = [element.id, q, c, s, f, p].flatMap((text) => (text || "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || []);
  return `${words.join("-")}.csv`;
}

/** What a spreadsheet is given of a cell: a number without the commas and the marks that a reader sees.
    @type {(cell: any) => string} */
function value(cell) {
  const text = plain(cell);
  const number = text.replace(/ yours$/, "");
  return /^\d{1,3}(,\d{3})+(\.\d+)?$|^\d+(\.\d+)?$/.test(number) ? number.replace(/,/g, "") : text;
}

/** @type {(table: HTMLTableElement) => string} */
function plainCaption(table) {
  return squeezed(table.caption ? table.caption.textContent : "");
}

/** The tables among `elements` that are shown, those with the same heads together.
    @type {(elements: HTMLTableElement[]) => HTMLTableElement[][]} */
function groups(elements) {
  const found = new Map();
  for (const table of elements) {
    if (!table.tBodies.length || table.closest("[hidden], .detail-row") || table.closest(".highlighttable")) continue;
    const { heads, lines } = tableOf([table]);
    if (!lines.length) continue;
    const key = JSON.stringify([heads, table.className]);
    found.set(key, [...(found.get(key) || []), table]);
  }
  return [...found.values()];
}

/* What is shared ------------------------------------------------------------------------------------------------ */

/** The heading and what stands under it, down to the next heading of its rank.
    @type {(heading: any) => any[]} */
function section(heading) {
  const out = [heading];
  for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
    if (HEADING.test(next.tagName) && next.tagName <= heading.tagName) break;
    out.push(next);
  }
  return out;
}

/** The page that holds the Markdown of an element: of a line of a board the page that its title leads to, of a row's part the
    row's, which has the sources, else this one.
    @type {(element: any) => string} */
function markdownPage(element) {
  const own = element.matches("[data-capability] tr") && element.querySelector("th > a");
  return pagePath(own ? own.href : (element.matches(PART) && rowHref(rowOf(element))) || location.href);
}

/** A row's page without the history of its wording, which is most of it: a link leads there.
    @type {(text: string, parts: Parts, href: string) => string} */
function withoutHistory(text, parts, href) {
  if (!parts.history) return text;
  const [[from, to]] = parts.history;
  const lines = text.split("\n");
  return [...lines.slice(0, from), `History: <${lasting(href).split("#")[0]}#history>`, "", ...lines.slice(to)].join("\n");
}

/** The Markdown of a page, and which lines of it each part takes.
    @type {(page: string) => Promise<[string, Parts]>} */
async function builtMarkdown(page) {
  await script(asset(`_gen/md/${page.replace(/\/$/, "") || "index"}.js`));
  return window.CMLP_MARKDOWN[page];
}

/** Some lines of a text, and where they are from.
    @type {(text: string, ranges: [number, number][], href: string) => string} */
function excerpt(text, ranges, href) {
  const lines = text.split("\n");
  const own = ranges.flatMap(([from, to]) => lines.slice(from, to)).join("\n").trim();
  return `${own}\n\nSource: <${lasting(href)}>, Cloud ML Platforms, data as of ${window.CMLP_SHARE.asOf}, CC BY 4.0\n`;
}

/** A platform's answer to a row, with the sources that it cites.
    @type {(cell: any) => Promise<string>} */
async function answerOf(cell) {
  const row = rowHref(rowOf(cell)) || location.href.split("#")[0];
  const [text, parts] = await builtMarkdown(pagePath(row));
  const name = text.split("\n", 1)[0].replace(/^# /, "");
  const answer = excerpt(text, parts[cell.id], address(cell));
  return `# [${name}](${lasting(row)}): ${PLATFORM_NAMES[cell.dataset.platform]}\n\n${answer}`;
}

/* In a chat ----------------------------------------------------------------------------------------------------- */

/** The kind, mark and words of an answer.
    @type {(said: any) => string[]} */
function partsOf(said) {
  const words = said.cloneNode(true);
  const [kind, mark] = [".way-name", ".m"].map((one) => words.querySelector(one)?.textContent || "");
  for (const one of words.querySelectorAll(".way-name, .m, .notes, .short")) one.remove();
  return [kind, mark, plain(words)];
}

/** @type {(answers: string[][]) => string} */
const joined = (answers) => answers.map(([kind, ...words]) => (kind && `${kind}: `) + words.filter(Boolean).join(", ")).join("; ");

/** @type {(cell: any) => string[][]} */
const saidIn = (cell) => [...cell.querySelectorAll(".said")].map(partsOf);

/** The answers of a cell in a line.
    @type {(cell: any) => string} */
const inLine = (cell) => joined(saidIn(cell));

/** @type {(line: any) => string} */
const question = (line) => plain(line.cells[0]);

/** @type {(line: any, platform: string) => any} */
const cellOf = (line, platform) => line.querySelector(`[data-platform="${platform}"]`);

/** @type {() => any[]} */
const partLines = () => [...document.querySelectorAll(".row-table tr[id]")];

/** A platform's answer in one line, with what its mark says to the question.
    @type {(cell: any) => string} */
function headlineOf(cell) {
  const [, mark, value] = partsOf(cell);
  return `${PLATFORM_NAMES[cell.dataset.platform]}${mark && ` (${markInWords(mark)})`}: ${value}`;
}

/** What a row that is not in parts asks.
    @type {() => string} */
const asked = () => (partLines().length ? "" : question(document.querySelector(".row-table .headline")));

/** What a row that is not in parts says of a platform below its headline.
    @type {(cell: any) => string[]} */
const shortOf = (cell) => [...cell.querySelectorAll(".short")].map(plain);

/** When the sources of some platforms' answers on the page of a row were read.
    @type {(platforms: string[]) => string} */
function readOn(platforms) {
  const said = platforms.flatMap((name) => [...document.querySelectorAll(`.row-table [data-platform="${name}"] .evidence .dates`)]);
  const days = said.map((one) => one.textContent.match(/read (\d{4}-\d\d-\d\d)/)?.[1] || "").filter(Boolean).sort();
  const [first, last] = [days[0], days[days.length - 1]];
  return days.length ? `Sources read ${first === last ? first : `${first} to ${last}`}` : "";
}

/** What one says of a platform's answer, on the page of its row: headline, each part in a line, when it was read, where all of it is.
    @type {(cell: any) => string} */
function shortAnswer(cell) {
  const { platform } = cell.dataset;
  const parts = partLines().map((line) => `${question(line)} ${inLine(cellOf(line, platform))}`);
  return [asked(), `${nameOf(document.querySelector("h1"))}, ${headlineOf(cell)}`, ...shortOf(cell), ...parts, readOn([platform]), address(cell)].filter(Boolean).join("\n");
}

/** The cells with the answers that are shown, on the page of their row.
    @type {() => any[]} */
const headlines = () => [...document.querySelectorAll(".row-table .headline > td[id]")].filter(shown);

/** What the first part of a row says of a platform: each kind, or what mark and headline alone leave out: on what the one answer for all
    depends, and kinds that are marked otherwise.
    @type {(cell: any, whole: boolean) => string[]} */
function byKind(cell, whole) {
  const [lead] = partLines();
  const [, own, value] = partsOf(cell);
  const answers = lead ? saidIn(cellOf(lead, cell.dataset.platform)) : [];
  const isOther = (/** @type {string[]} */ [, mark]) => PLAIN_MARK.test(own) && PLAIN_MARK.test(mark) && mark !== own;
  const said = joined(whole || answers.length === 1 ? answers : answers.filter(isOther));
  return !said || MARK_ALONE.test(said) || said === value ? [] : [said[0].toUpperCase() + said.slice(1)];
}

/** What one tells a chat of the answers that are shown, on the page of their row: name, what the headlines answer, a line for each, what else
    is answered there, of which day, where. By kind, and with what else, if a message holds it.
    @type {() => string} */
function shortAnswers() {
  const [lead, ...others] = partLines();
  const asks = question(lead ?? document.querySelector(".row-table .headline"));
  const more = others.length ? [`Also answered there: ${others.map(question).join(" ")}`] : [];
  const told = (/** @type {boolean} */ whole, /** @type {string[]} */ rest) => {
    const lines = headlines().map((cell) => `- ${[headlineOf(cell), ...shortOf(cell), ...byKind(cell, whole)].join(". ")}`);
    return [nameOf(document.querySelector("h1")), asks, ...lines, ...rest, `Data as of ${window.CMLP_SHARE.asOf}`, withHash("")].join("\n");
  };
  const texts = [told(true, more), told(true, []), told(false, more)];
  return texts.find((text) => text.split(/\s+/).length < MESSAGE) ?? told(false, []);
}

/** All that one says of the answers that are shown, on the page of their row: the headlines, and to each part a line for a platform.
    @type {() => string} */
function allAnswers() {
  const parts = partLines().flatMap((line) => ["", ...answersTo(line)]);
  return [nameOf(document.querySelector("h1")), ...headlines().map(headlineOf), ...parts, "",
    readOn(headlines().map((cell) => cell.dataset.platform)), withHash("")].join("\n");
}

/** The spoken answer of a theme as it is shown, in general or in a platform's words; null elsewhere.
    @type {() => any} */
const spoken = () => /** @type {any[]} */ ([...document.querySelectorAll(".aloud > :is(blockquote, section)")]).find((one) => !one.hidden && shown(one)) || null;

/** It as one sends it: the theme, in whose words, each paragraph, where it is.
    @type {() => string} */
function spokenAnswer() {
  const whose = spoken().dataset.platform;
  const paragraphs = [...spoken().querySelectorAll("p")].map(plain);
  return [[nameOf(document.querySelector("h1")), PLATFORM_NAMES[whose]].filter(Boolean).join(", "), ...paragraphs, pageAddress()].join("\n\n");
}

/** A part of a row, and a line for each platform that is shown and answers it.
    @type {(line: any) => string[]} */
function answersTo(line) {
  const cells = [...line.cells].filter((cell) => cell.dataset.platform && shown(cell) && cell.querySelector(".said"));
  return [question(line), ...cells.map((cell) => `- ${PLATFORM_NAMES[cell.dataset.platform]}: ${inLine(cell)}`)];
}

/** What one says of the answers to a part of a row that are shown.
    @type {(line: any) => string} */
const shortPart = (line) => [...answersTo(line), address(line)].join("\n");

/** What the build made of an element, as Markdown; null when it is no part of what was built.
    @type {(element: any, href: string) => Promise<string | null>} */
async function markdownOf(element, href) {
  const page = markdownPage(element);
  const [text, parts] = await builtMarkdown(page);
  const part = Object.hasOwn(parts, element.id);
  if (element.tagName === "H1" || (!part && page !== pagePath(location.href))) return withoutHistory(text, parts, href);
  if (!part) return null;
  const own = excerpt(text, parts[element.id], href);
  return element.matches(PART) ? own.replace(/^( *)(\d+)\. /gm, "$1- ($2) ") : own; /* some of a list: readers of Markdown would count it anew */
}

/** What the menu offers for an element: {name, href, acts: [[label, done, text or promise of it, file name?]]};
    `answers` and `csvs` are acts that few want.
    @type {(element: any) => Shared} */
function offer(element) {
  const href = address(element);
  const heading = HEADING.test(element.tagName);
  const whole = element.tagName === "H1";
  const nodes = heading ? section(element) : [element];
  const kind = whole ? "page" : heading ? "section" : "entry";
  const all = document.documentElement.dataset.hide ? `, all ${PLATFORM_COUNT} platforms` : "";
  const shows = inPair(href);
  /** @type {Shared["acts"]} */
  const acts = [
    [`Copy link${shows}`, `Link copied${shows}`, () => href],
    ...(element.matches(ASKED) ? [/** @type {Shared["acts"][0]} */ (["Copy answers", "Answers copied", () => shortPart(element)])] : []),
    ...(whole && document.querySelector(".row-table") ? [/** @type {Shared["acts"][0]} */ (["Copy answers", "Answers copied", shortAnswers])] : []),
    ...(whole && partLines().length ? [/** @type {Shared["acts"][0]} */ (["Copy answers, every part", "Answers copied", allAnswers])] : []),
    ...(whole && spoken() ? [/** @type {Shared["acts"][0]} */ (["Copy answer", "Answer copied", spokenAnswer])] : []),
    [`Copy ${kind} as Markdown${all}`, `Markdown copied${all}`, () => markdownOf(element, href)],
  ];
  /** @type {Shared["acts"]} */
  const answers = [];
  /** @type {Shared["acts"]} */
  const csvs = [];
  const line = element.matches(".board tr") ? element : whole ? document.querySelector(".row-table .headline") : element.closest(".row-item")?.querySelector(".values");
  for (const cell of line ? line.cells : []) {
    if (!cell.id || !shown(cell)) continue;
    const whose = `${PLATFORM_NAMES[cell.dataset.platform]}’s answer`;
    answers.push([`Copy ${whose} with sources`, "Answer copied as Markdown", () => answerOf(cell)], [`Copy link to ${whose}`, "Link copied", () => address(cell)]);
  }
  const tables = heading ? nodes.flatMap((node) => (node.matches("table") ? [node] : [...node.querySelectorAll("table")])) : [];
  const found = groups(tables);
  for (const group of found.length > MOST_TABLES ? [] : found) {
    const count = tableOf(group).lines.length;
    const many = group.length > 1 && titleOver(group[0]); /* the caption of the first is not the name of all */
    const of = `${found.length > 1 ? "“" + (many || plainCaption(group[0]) || plain(group[0].tHead || group[0])) + "” " : ""}${count} row${count === 1 ? "" : "s"}`;
    csvs.push([`Copy table as CSV (${of})`, "Table copied as CSV", () => tableCsv(group, href)]);
    csvs.push([`Save table as CSV (${of})`, "Table saved as CSV", () => tableCsv(group, href), fileName(element)]);
  }
  const byPlatform = tables.filter((table) => table.matches(".cells"));
  if (byPlatform.length === 1) {
    for (const row of byPlatform[0].tBodies[0].rows) {
      if (row.id && shown(row)) answers.push([`Copy link to ${plain(row.cells[0])}`, "Link copied", () => address(row)]);
    }
  }
  return { name: nameOf(element), text: gist(element), href, acts, answers, csvs };
}

/** The two platforms that a link shows, in brackets; nothing for one that shows all.
    @type {(href: string) => string} */
function inPair(href) {
  const { lens } = parse(new URL(href).hash);
  return lens ? ` (shows ${lens.split(".").map((id) => PLATFORM_NAMES[id]).join(" and ")})` : "";
}

/** What is shared, as its sign says; the cell of a platform has none and is named with its row.
    @type {(element: any) => string} */
function nameOf(element) {
  const sign = element.querySelector(".headerlink[aria-label]");
  if (sign) return sign.getAttribute("aria-label").replace(/^Share: /, "");
  const table = element.closest("table.cells");
  const own = plain(element.matches("tr") ? element.cells[0] : element);
  const before = table && plainCaption(table).replace(/,? by platform$/, "");
  return before ? `${before}, ${own}` : own;
}

/** A sentence on what is shared, for those who get only a link: never its title again.
    @type {(element: any) => string} */
function gist(element) {
  const name = nameOf(element);
  let said = "";
  if (element.tagName === "H1") said = document.querySelector("meta[name=description]").content;
  else if (element.matches(".row-item > h3")) said = plain(element.parentElement.querySelector(".asks"));
  else if (HEADING.test(element.tagName)) said = plain(section(element).slice(1).find((one) => one.matches("p, ul, ol")) || told);
  else if (element.matches("li")) said = `Interview question (${plain(element.querySelector(".facets") || told)})`;
  else if (element.cells) said = [...element.cells].slice(1).map(plain).join(". ");
  if (!said || said === name) said = document.title;
  return said.length > MOST_TEXT ? said.slice(0, MOST_TEXT - 1) + "…" : said;
}

/** @type {(file: string, text: string) => void} */
function save(file, text) {
  download(file, "\ufeff" + text, "text/csv;charset=utf-8");
}

/* The page ------------------------------------------------------------------------------------------------------- */

const panel = make("div", { id: "cmlp-share", className: "share md-typeset", hidden: true, role: "dialog" });
const told = make("p", { role: "status" });
/** @type {any} */
let trigger = null;
/** @type {any} */
let opener = null; /* what the focus goes back to */

/** @type {(one: Shared["acts"][0], button: HTMLElement) => Promise<void>} */
async function act([, done, make, file], button) {
  for (const field of panel.querySelectorAll("textarea")) field.remove();
  told.textContent = "";
  const text = await Promise.resolve(make()).catch(() => "");
  if (text === "") told.textContent = "It could not be loaded: it takes a network, or a whole copy of the guide.";
  else if (text === null) told.textContent = "This part is made in the browser: the Markdown of the page is all there is.";
  else if (file) {
    save(file, text);
    told.textContent = done;
  } else if (await copy(text, told)) {
    told.textContent = done;
    button.focus();
  } else told.textContent = "The browser refused to copy. The text is selected: copy it by hand.";
}

/** @type {(what: Shared) => Promise<void>} */
async function give(what) {
  try {
    await navigator.share({ title: what.name, text: what.text, url: what.href });
  } catch (/** @type {any} */ problem) {
    if (problem.name !== "AbortError") told.textContent = "The browser refused to share.";
  }
}

/** @type {(what: Shared, label: string) => HTMLElement} */
function part(what, label) {
  const id = `${panel.id}-${panel.children.length}`;
  const name = make("p", { className: "share-name", id }, `${label}: ${what.name}`);
  const buttons = (/** @type {Shared["acts"]} */ acts) => acts.map((one) => button(one[0], (own) => act(one, own)));
  const group = make("div", { role: "group", "aria-labelledby": id }, name, buttons(what.acts));
  if ("share" in navigator) group.append(button("Share…", () => give(what)));
  const rest = buttons([...what.answers, ...what.csvs]);
  group.append(...(rest.length > MOST_SHOWN ? folded(foldName(what), rest) : rest));
  return group;
}

/** What the fold holds: answers, tables or both.
    @type {(what: Shared) => string} */
function foldName({ answers, csvs }) {
  if (!answers.length) return "Tables as CSV";
  return `One platform’s answer${csvs.length ? ", tables as CSV" : ""}`;
}

/** A button, and what it shows.
    @type {(name: string, rest: HTMLElement[]) => HTMLElement[]} */
function folded(name, rest) {
  const fold = make("div", { hidden: true }, rest);
  const show = (/** @type {HTMLElement} */ own) => {
    fold.hidden = !fold.hidden;
    own.setAttribute("aria-expanded", String(!fold.hidden));
  };
  return [button(name, show, { "aria-expanded": "false" }), fold];
}

/** Put the menu below what opened it, or above it where there is no room. */
function settle() {
  if (panel.hidden) return;
  const box = trigger.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.max(8, Math.min(box.left, clientWidth - panel.offsetWidth - 8));
  const below = box.bottom + 4;
  const top = below + panel.offsetHeight > clientHeight ? Math.max(8, box.top - panel.offsetHeight - 4) : below;
  panel.style.left = `${left}px`;
  panel.style.top = `${Math.min(top, Math.max(8, clientHeight - panel.offsetHeight - 8))}px`;
}

/** Close, and give the focus back to what opened the menu. */
function close() {
  panel.hidden = true;
  opener.focus({ preventScroll: true });
}

/** @type {(by: any, last: any) => void} */
function open(by, last) {
  trigger = by;
  const element = trigger.closest("tr[id], li[id^='q-'], h1, h2, h3, h4, h5, h6, .detail-row");
  if (!element) return;
  opener = (trigger.matches("th") && trigger.querySelector("button.headerlink")) || trigger;
  if (opener.tabIndex < 0) opener.tabIndex = -1; /* a bare cell takes the focus back too */
  const what = element.matches(".detail-row") ? element.previousElementSibling : element;
  panel.replaceChildren();
  const offered = offer(what);
  panel.append(part(offered, "Share"));
  const target = place();
  const near = last && last.isConnected ? last : target && target.matches("tr, li") ? target : null;
  if (near && address(near) !== offered.href && HEADING.test(what.tagName) && section(what).some((one) => one.contains(near))) {
    panel.append(part(offer(near), "Where you were"));
  }
  told.textContent = "";
  panel.append(told);
  panel.setAttribute("aria-label", `Share ${nameOf(what)}`);
  panel.hidden = false;
  settle();
  panel.querySelector("button").focus({ preventScroll: true });
}

/** @type {(text: string) => string} */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function build() {
  document.body.append(panel);
  new ResizeObserver(settle).observe(panel);
  panel.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const buttons = [...panel.querySelectorAll("button")].filter((one) => one.checkVisibility());
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) {
      event.preventDefault();
      buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length].focus();
    }
    /* The menu stands at the end of the page: who leaves it goes on where it was opened. */
    if (event.key === "Tab" && document.activeElement === (event.shiftKey ? buttons[0] : buttons[buttons.length - 1])) {
      if (event.shiftKey) event.preventDefault();
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    close();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", (event) => { if (!panel.contains(event.target)) panel.hidden = true; });
  panel.addEventListener("focusout", (/** @type {FocusEvent} */ event) => {
    if (event.relatedTarget && !panel.contains(event.relatedTarget)) panel.hidden = true;
  });
}

let built = false;

/* The style of the menu, and what a shared text says and no page does, come with the first use. */
const FACTS = asset("_gen/share.js");

brought.share = {
  menu: async (/** @type {any} */ by, /** @type {any} */ last) => {
    await Promise.all([style(asset("assets/share.css")), script(FACTS)]);
    if (!built) build();
    built = true;
    open(by, last);
  },
  /** Copy the link of a page without the menu; what was done.
      @type {(title: Element) => Promise<string>} */
  link: async (title) => {
    await script(FACTS);
    const href = address(title);
    if (!(await copy(href))) throw new Error("the browser refused to copy");
    return `Link copied${inPair(href)}`;
  },
  /** Copy a platform's answer in short, on the page of a row, without the menu; what was done.
      @type {(cell: any) => Promise<string>} */
  answer: async (cell) => {
    await script(FACTS);
    if (!(await copy(shortAnswer(cell)))) throw new Error("the browser refused to copy");
    return `${PLATFORM_NAMES[cell.dataset.platform]}’s answer copied`;
  },
  /** Copy the answers that are shown in short, on the page of a row; what was done.
      @type {() => Promise<string>} */
  answers: async () => {
    await script(FACTS);
    if (!(await copy(shortAnswers()))) throw new Error("the browser refused to copy");
    return "Answers copied";
  },
  /** Copy the spoken answer of a theme as it is shown; what was done.
      @type {() => Promise<string>} */
  spoken: async () => {
    await script(FACTS);
    if (!(await copy(spokenAnswer()))) throw new Error("the browser refused to copy");
    return "Answer copied";
  },
  /** Save what is shown of a board, under the name of its page.
      @type {(boards: Element) => Promise<void>} */
  saveBoard: async (boards) => {
    await script(FACTS);
    const title = document.querySelector("h1");
    for (const group of groups([...boards.querySelectorAll("table.board")])) save(fileName(title), await tableCsv(group, pageAddress()));
  },
};
