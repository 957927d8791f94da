/* Share: the address, Markdown and CSV of a page, section, table, row, cell, question or entry.

   page.js loads this file on the first use of a heading's sign. What is copied is read from the page as it is shown, so
   filters and the two chosen platforms hold for it too. */
"use strict";

(function (root) {
  const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/; /* as in macros/data_tables.py */
  const STATE = "#?";
  const HEADING = /^H[1-6]$/;
  const NEVER =
    "script, style, link, noscript, template, form, button, input, select, textarea, output, [aria-hidden=true], .headerlink, " +
    ".row-link, .visually-hidden, .on-phone, .report, .aged";
  /* As in publish/page_tree.py: what a screen sets apart by colour stands in brackets, by space alone after a dot. */
  const LINE = "em, span";
  const BRACKETED = ".dates, .facets, .fit, .fit-word, .ingredient, .level, .marks, .mark, .old-names, .stage, .standing, .worked";
  const DOTTED = ".facets, .marks, .way, .asks, .executed, td, th";
  const INVITES = "details.proof > summary, #the-answer-in-60-seconds + .answer > summary";
  const BLOCKS = "p, ul, ol, dl, table, pre, blockquote, details, div, figure, fieldset, section, h1, h2, h3, h4, h5, h6";
  const MOST_TABLES = 3;
  const MOST_TEXT = 200;
  const SECTION = "Section"; /* the column that says which of several tables a line is of */
  const here = document.currentScript.src;

  /* Text ---------------------------------------------------------------------------------------------------------- */

  /** A value as RFC 4180 wants it; a text that a spreadsheet would run as a formula gets a ' before it. */
  function csvField(text) {
    const safe = FORMULA.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  function csv(lines) {
    return lines.map((line) => line.map(csvField).join(",") + "\r\n").join("");
  }

  /** Text in which Markdown finds nothing but text. */
  function escaped(text) {
    return text.replace(/([\\`*_~[\]<|])/g, "\\$1").replace(/&(?=#?\w+;)/g, "\\&");
  }

  /** A paragraph whose beginning makes neither a heading, a list nor a quotation of it. */
  function begun(text) {
    return text.trim().replace(/^([#>+=-])/, "\\$1").replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2");
  }

  function squeezed(text) {
    return text.replace(/\s+/g, " ").trim();
  }

  /** The length of the longest run of backticks. */
  function ticks(text) {
    return Math.max(0, ...(text.match(/`+/g) || []).map((run) => run.length));
  }

  function fenced(text) {
    const fence = "`".repeat(Math.max(3, ticks(text) + 1));
    return `${fence}\n${text}\n${fence}`;
  }

  function code(text) {
    const words = squeezed(text);
    if (!words) return "";
    const longest = ticks(words);
    const fence = "`".repeat(longest + 1);
    const space = longest ? " " : "";
    return fence + space + words + space + fence;
  }

  /** Whether an element is shown, as far as it is its own affair: a filter or the choice of platforms hides it. */
  function shown(element) {
    return root.getComputedStyle(element).display !== "none";
  }

  function skipped(element) {
    if (element.matches(NEVER) || element.hidden || hiddenByLens(element)) return true;
    return element.matches(INVITES) || (element.matches("p") && Boolean(element.querySelector("button")) && /:\s*$/.test(ownText(element)));
  }

  function ownText(element) {
    return [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("").trim();
  }

  function hiddenByLens(element) {
    return element.hasAttribute("data-platform") && !shown(element);
  }

  /** What is read of an element on the page: its words without signs, buttons, and what is hidden or closed. */
  function plain(element) {
    const copy = (from) => {
      let out = "";
      for (const node of from.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) out += node.data;
        else if (node.nodeType === Node.ELEMENT_NODE && !skipped(node)) {
          const closed = node.matches("details") && !node.open;
          const summary = closed && node.querySelector("summary");
          const part = closed ? (summary && !skipped(summary) ? copy(summary) : "") : copy(node);
          if (node.matches("li") && out.trim() && part.trim()) out = out.trimEnd() + ";";
          out += node.matches("li, " + BLOCKS) ? ` ${part} ` : apart(node, part);
        }
      }
      return out;
    };
    return squeezed(copy(element));
  }

  /** The text of an element in a line, in brackets or after a dot where only the screen tells it from what is before it. */
  function apart(node, text) {
    const words = text.trim();
    if (!words || !node.matches("sup, " + LINE)) return text;
    if (node.matches("sup")) return ` (${words})`;
    if (/^\\?\(/.test(words)) return text;
    const outer = node.parentElement.closest(BRACKETED);
    if (node.matches(BRACKETED) && !(outer && outer.matches(LINE))) return ` (${words})`;
    const group = node.parentElement;
    if (!group.matches(DOTTED) || (group.matches("td, th") && !node.className)) return text;
    let before = node.previousSibling;
    while (before && (before.nodeType === Node.ELEMENT_NODE ? skipped(before) || !before.textContent.trim() : !before.textContent.trim())) before = before.previousSibling;
    return before && before.nodeType === Node.ELEMENT_NODE ? ` · ${words}` : text;
  }

  /* Addresses ----------------------------------------------------------------------------------------------------- */

  function published(href) {
    return root.CMLP.publicAddress(href, root.CMLP_SHARE.site);
  }

  function withHash(hash) {
    return published(root.location.href.split("#")[0] + hash);
  }

  /** The page's own address; what a form keeps in it stays. */
  function pageAddress() {
    const { hash } = root.location;
    const { parse, format } = root.CMLP;
    return withHash(!hash.startsWith(STATE) ? "" : parse(hash).at ? format({ ...parse(hash), at: "" }) : hash);
  }

  function within(id) {
    return withHash("#" + id);
  }

  /** A place of what a form shows: the state of the form comes with it. */
  function placed(id) {
    const { lens, at, ...state } = root.CMLP.parse(root.location.hash);
    return Object.keys(state).length ? withHash(root.CMLP.format({ lens, ...state, at: id })) : within(id);
  }

  function rowPage(element) {
    const link = element && element.querySelector('a[href*="r/"]:is(.row-link, th > a, .asks > a):not([href^="http"])');
    return link && /(^|\/)r\/[^/]+(\/|\.html)$/.test(link.getAttribute("href")) ? published(link.href) : "";
  }

  /** The permanent address of a heading, a row, a cell, a question or an entry. */
  function address(element) {
    if (element.tagName === "H1") return pageAddress();
    if (element.matches("table[data-capability] tr")) return rowPage(element) || within(element.id);
    if (HEADING.test(element.tagName)) {
      const next = element.nextElementSibling;
      const entry = element.tagName !== "H2" && document.querySelector("form.filters"); /* what a filter finds or not */
      return (next && next.matches(".asks") && rowPage(next)) || (entry ? within : placed)(element.id);
    }
    if (element.matches("tr[id*='--']")) {
      const context = document.querySelector(`h1 ~ p > a[href*="compare/"][href$="#${CSS.escape(element.id.split("--")[0])}"]`);
      if (context) return published(context.href.split("#")[0] + "#" + element.id);
    }
    if (element.matches("li[id^='q-']")) {
      const { base } = JSON.parse(document.getElementById("__config").textContent);
      const end = root.location.pathname.endsWith(".html") ? ".html" : "/";
      return published(new URL(`${base}/q/${element.id}${end}`, root.location.href).href);
    }
    return within(element.id);
  }

  /* Markdown ------------------------------------------------------------------------------------------------------ */

  function inline(element) {
    return [...element.childNodes].map(inlineNode).join("").replace(/ +/g, " ").replace(/ ; /g, "; ");
  }

  function inlineNode(node) {
    if (node.nodeType === Node.TEXT_NODE) return escaped(node.data.replace(/\s+/g, " "));
    if (node.nodeType !== Node.ELEMENT_NODE || skipped(node)) return "";
    if (node.matches("code")) return code(node.textContent);
    if (node.matches("a[href]")) return `[${inline(node).trim()}](<${target(node)}>)`;
    if (node.matches("strong, b, summary, .way-name")) return apart(node, wrapped("**", node));
    if (node.matches("em, i") && !node.matches(BRACKETED)) return wrapped("*", node);
    if (node.matches("q")) return `“${inline(node).trim()}”`;
    if (node.matches(".how")) return ` — ${inline(node)}`;
    if (node.matches("details.proof")) return ` Sources: ${inline(node)} `;
    if (node.matches("li + li")) return ` ; ${inline(node)} `;
    if (node.matches("br, li, " + BLOCKS)) return ` ${inline(node)} `;
    return apart(node, inline(node));
  }

  /** Where a link leads; within what a form made, the state of the form comes along. */
  function target(link) {
    const [sign, id] = [link.getAttribute("href")[0], link.hash.slice(1)];
    return sign === "#" && !link.hash.startsWith(STATE) && link.closest(".selector, .cost-tool") ? placed(decode(id)) : published(link.href);
  }

  function wrapped(sign, node) {
    const text = inline(node).trim();
    return text ? sign + text + sign : "";
  }

  /** The blocks of an element, each a text of one or more lines. */
  function blocks(element) {
    const out = [];
    let run = "";
    const flush = () => {
      if (run.trim()) out.push(begun(run.replace(/ +/g, " ")));
      run = "";
    };
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) run += escaped(node.data.replace(/\s+/g, " "));
      else if (node.nodeType === Node.ELEMENT_NODE && !skipped(node)) {
        if (node.matches(BLOCKS)) {
          flush();
          out.push(...block(node));
        } else if (node.querySelector("p, ul, ol, table, pre")) {
          flush();
          out.push(...blocks(node));
        } else run += inlineNode(node);
      }
    }
    flush();
    return out;
  }

  function block(node) {
    if (HEADING.test(node.tagName)) return ["#".repeat(Number(node.tagName[1])) + " " + inline(node).trim()];
    if (node.matches("p")) return [begun(inline(node))].filter(Boolean);
    if (node.matches("pre")) return [fenced(node.textContent.replace(/\n$/, ""))];
    if (node.matches("ul, ol")) return list(node);
    if (node.matches("blockquote")) return [blocks(node).join("\n\n").replace(/^/gm, "> ")];
    if (node.matches("table.cells")) return cells(node);
    if (node.matches("table")) return [grid(tableOf([node]))].filter(Boolean);
    if (node.matches("dl")) return [...node.querySelectorAll("dt, dd")].filter((one) => !skipped(one)).map((one) =>
      one.matches("dt") ? `**${inline(one).trim()}**` : blocks(one).join("\n\n"));
    if (node.matches("fieldset")) {
      const lines = [...node.querySelectorAll("label")].map((one) => "- " + [...one.children].map(inlineNode).filter(Boolean).join(" "));
      return [...[...node.querySelectorAll("legend")].map((one) => wrapped("**", one)), lines.join("\n")];
    }
    if (node.matches("details.proof") && node.querySelector("li")) return ["Sources:", ...blocks(node).filter(Boolean)];
    return blocks(node).filter(Boolean);
  }

  function list(node) {
    const items = [...node.children].filter((one) => one.matches("li") && !skipped(one));
    const lines = items.map((item, index) => {
      const letter = node.matches("[type=a]") ? `(${String.fromCharCode(96 + (item.value || index + 1))}) ` : "";
      const sign = node.matches("ol:not([type=a])") ? `${index + 1}. ` : "- ";
      return sign + letter + blocks(item).join("\n\n").replace(/\n(?=[^\n])/g, "\n" + " ".repeat(sign.length));
    });
    return lines.length ? [lines.join("\n")] : [];
  }

  /** A table with one platform a line is told platform by platform: its cells hold lists and sources. */
  function cells(table) {
    const heads = [...(table.tHead ? table.tHead.rows[0].cells : [])].map(plain);
    const out = [];
    for (const row of table.tBodies[0].rows) {
      if (!shown(row)) continue;
      const [name, ...rest] = row.cells;
      out.push(`#### ${escaped(plain(name))}`);
      rest.forEach((cell, index) => {
        const parts = blocks(cell);
        if (!parts.length) return;
        if (index < rest.length - 1) out.push(`${heads[index + 1] || ""}: ${parts.join(" ")}`);
        else out.push(...parts);
      });
    }
    return out;
  }

  /** A GitHub-flavoured table; nothing when there is no line in it. */
  function grid(table) {
    if (!table.lines.length) return "";
    const line = (fields) => `| ${fields.join(" | ")} |`;
    const heads = table.merged ? [SECTION, ...table.heads] : table.heads;
    const under = (one) => (table.merged ? [escaped(one.under)] : []);
    return [
      line(heads.map(escaped)),
      line(heads.map(() => "---")),
      ...table.lines.map((one) => line(under(one).concat(one.cells.map((cell) => inline(cell).trim().replace(/\n/g, " ").replace(/\\?\|/g, "\\|"))))),
    ].join("\n");
  }

  /* Tables -------------------------------------------------------------------------------------------------------- */

  function visible(cellsOf) {
    return [...cellsOf].filter((cell) => !cell.hidden && !hiddenByLens(cell));
  }

  /** Tables with the same heads as one: {heads, lines: [{id, address, under, cells}]}, of what is shown. Where tables come
      together, `under` is the heading that tells them apart. */
  function tableOf(tables) {
    const first = tables[0];
    const heads = first.tHead && first.tHead.rows.length ? visible(first.tHead.rows[0].cells).map(headOf) : [];
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

  /** A line that only says more about the one before it. */
  function unfolds(row) {
    return row.matches(".detail-row") || (row.cells.length === 1 && row.cells[0].colSpan > 1);
  }

  function headOf(cell, index) {
    return plain(cell) || squeezed(cell.textContent) || (index ? "" : "Name");
  }

  /** What tells tables apart: the heading that each stands under, or its caption; nothing for a table alone. */
  function namesOf(tables) {
    if (tables.length < 2) return [];
    const all = [...document.querySelectorAll("article :is(h1, h2, h3, h4, h5, h6)")];
    const names = tables.map((table) => {
      const before = all.filter((one) => one.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
      return before && before.tagName !== "H1" ? nameOf(before) : plainCaption(table);
    });
    return new Set(names).size > 1 ? names : tables.map((table, index) => plainCaption(table) || names[index]);
  }

  function rowAddress(row) {
    if (row.id) return address(row);
    const link = row.querySelector("th a[href], td:first-child a[href]");
    return link ? published(link.href) : "";
  }

  function identity(row) {
    if (row.id) return row.id;
    const link = row.querySelector("th a[href]");
    if (!link) return "";
    const [path, hash] = link.href.split("#");
    return hash || path.replace(/(\/|\.html|\/index\.html)$/, "").split("/").pop();
  }

  function tableCsv(tables, where = "") {
    const { heads, lines, merged } = tableOf(tables);
    const under = (name) => (merged ? [name] : []);
    return csv([
      ["id", ...under(SECTION), ...heads, "address"],
      ...lines.map((line) => [line.id, ...under(line.under), ...line.cells.map(value), line.address || where]),
    ]);
  }

  /** What a spreadsheet is given of a cell: a number without the commas and the marks that a reader sees. */
  function value(cell) {
    const text = plain(cell);
    const number = text.replace(/ yours$/, "");
    return /^\d{1,3}(,\d{3})+(\.\d+)?$|^\d+(\.\d+)?$/.test(number) ? number.replace(/,/g, "") : text;
  }

  function tableMarkdown(tables, where, name = document.title) {
    const caption = tables.length === 1 && tables[0].caption ? plainCaption(tables[0]) : name;
    return [escaped(caption), grid(tableOf(tables)), origin(where)].filter(Boolean).join("\n\n") + "\n";
  }

  function plainCaption(table) {
    return squeezed(table.caption ? table.caption.textContent : "");
  }

  /** The tables among `elements` that are shown, those with the same heads together. */
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

  /** The heading and what stands under it, down to the next heading of its rank. */
  function section(heading) {
    const out = [heading];
    for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
      if (HEADING.test(next.tagName) && next.tagName <= heading.tagName) break;
      out.push(next);
    }
    return out;
  }

  function origin(where) {
    return `Source: <${where}>, Cloud ML Platforms, data as of ${root.CMLP_SHARE.asOf}, CC BY 4.0`;
  }

  /** A copy of an evidence line says who published it: the page tells by the link only. */
  function withPublishers(nodes) {
    const { hosts, pages } = root.CMLP_SHARE.publishers;
    const marks = [];
    for (const node of nodes) {
      for (const link of node.querySelectorAll(".evidence > li > a[href]")) {
        const name = pages[`${link.getAttribute("href")} ${squeezed(link.textContent)}`] || hosts[link.hostname];
        if (!name) continue;
        const mark = document.createElement("span");
        mark.textContent = `, ${name === "other" ? link.hostname : name}`;
        link.after(mark);
        marks.push(mark);
      }
    }
    return () => marks.forEach((mark) => mark.remove());
  }

  function markdownOf(nodes, where) {
    const undo = withPublishers(nodes);
    try {
      const parts = nodes.filter((node) => !skipped(node)).flatMap((node) =>
        node.matches("tr") ? entry(node) : node.matches("li") ? question(node) : node.matches(BLOCKS) ? block(node) : blocks(node));
      return [...parts, origin(where)].filter(Boolean).join("\n\n") + "\n";
    } finally {
      undo();
    }
  }

  /** One line of a table as a text of its own: its first cell is the title, of an event what happened to what. */
  function entry(row) {
    const [first, ...rest] = visible(row.cells);
    const heads = row.closest("table").tHead ? visible(row.closest("table").tHead.rows[0].cells).map(plain) : [];
    return [
      `### ${row.matches(".ledger tr, .cells tr") ? escaped(nameOf(row)) : inline(first).trim()}`,
      ...rest.flatMap((cell, index) => {
        const parts = blocks(cell);
        if (!parts.length) return [];
        return parts.length === 1 && heads[index + 1] ? [`**${escaped(heads[index + 1])}:** ${parts[0]}`] : parts;
      }),
    ];
  }

  /** A question of the bank as a text of its own. */
  function question(item) {
    const [details, facets] = [item.querySelector("details"), item.querySelector(".facets")];
    const parts = details ? [...details.children].filter((one) => !one.matches("summary")).flatMap(block) : blocks(item);
    return [`### ${escaped(nameOf(item))}`, facets ? inline(facets).trim() : "", ...parts];
  }

  /** The page's Markdown twin where there is one; from disk, and where it cannot be had, the page is read. */
  async function pageMarkdown(h1) {
    const twin = root.location.hash.startsWith(STATE) ? "" : await twinOf(root.location.href);
    return twin || markdownOf([...h1.parentElement.children], pageAddress());
  }

  /** The Markdown twin of a page; empty from disk, without a network, and when the reader hides a platform. */
  async function twinOf(page) {
    if (root.location.protocol === "file:" || document.documentElement.dataset.hide) return "";
    try {
      const answer = await fetch(new URL("index.md", page));
      return answer.ok ? await answer.text() : "";
    } catch {
      return "";
    }
  }

  /** What the menu offers for an element: {name, href, acts: [[label, done, text or promise of it, file name?]]}. */
  function offer(element) {
    const href = address(element);
    const heading = HEADING.test(element.tagName);
    const whole = element.tagName === "H1";
    const nodes = heading ? section(element) : [element];
    const kind = whole ? "page" : heading ? "section" : "entry";
    const acts = [
      ["Copy link", "Link copied", () => href],
      [`Copy ${kind} as Markdown`, "Markdown copied", () => (whole ? pageMarkdown(element) : markdownOf(nodes, href))],
    ];
    const tables = heading ? nodes.flatMap((node) => (node.matches("table") ? [node] : [...node.querySelectorAll("table")])) : [];
    const found = groups(tables);
    for (const group of found.length > MOST_TABLES ? [] : found) {
      const count = tableOf(group).lines.length;
      const of = `${found.length > 1 ? "“" + (plainCaption(group[0]) || plain(group[0].tHead || group[0])) + "” " : ""}${count} row${count === 1 ? "" : "s"}`;
      acts.push([`Copy table as Markdown (${of})`, "Table copied as Markdown", () => tableMarkdown(group, href, nameOf(element))]);
      acts.push([`Copy table as CSV (${of})`, "Table copied as CSV", () => tableCsv(group, href)]);
      acts.push([`Save table as CSV (${of})`, "Table saved as CSV", () => tableCsv(group, href), `${element.id}.csv`]);
    }
    const byPlatform = tables.filter((table) => table.matches(".cells"));
    if (byPlatform.length === 1) {
      for (const row of byPlatform[0].tBodies[0].rows) {
        if (row.id && shown(row)) acts.push([`Copy link to ${plain(row.cells[0])}`, "Link copied", () => address(row)]);
      }
    }
    return { name: nameOf(element), text: gist(element), href, acts };
  }

  /** What is shared, as its sign says; the cell of a platform has none and is named with its row. */
  function nameOf(element) {
    const sign = element.querySelector(".headerlink[aria-label]");
    if (sign) return sign.getAttribute("aria-label").replace(/^Share: /, "");
    const table = element.closest("table.cells");
    const own = plain(element.matches("tr") ? element.cells[0] : element);
    const before = table && plainCaption(table).replace(/,? by platform$/, "");
    return before ? `${before}, ${own}` : own;
  }

  /** A sentence on what is shared, for those who get only a link: never its title again. */
  function gist(element) {
    const name = nameOf(element);
    let said = "";
    if (element.tagName === "H1") said = document.querySelector("meta[name=description]").content;
    else if (HEADING.test(element.tagName)) said = plain(section(element).slice(1).find((one) => one.matches("p, ul, ol")) || told);
    else if (element.matches("li")) said = `Interview question (${plain(element.querySelector(".facets") || told)})`;
    else if (element.cells) said = [...element.cells].slice(1).map(plain).join(". ");
    if (!said || said === name) said = document.title;
    return said.length > MOST_TEXT ? said.slice(0, MOST_TEXT - 1) + "…" : said;
  }

  /* The page ------------------------------------------------------------------------------------------------------- */

  const panel = document.createElement("div");
  const told = document.createElement("p");
  let opener = null;

  /** Put a text into the clipboard; without the right to, the reader gets it selected in a field. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      field.readOnly = true;
      field.setAttribute("aria-label", "Text to copy");
      told.before(field);
      field.select();
      let done = false;
      try {
        done = document.execCommand("copy");
      } catch {
        /* the field stays, and what is in it is selected */
      }
      if (done) field.remove();
      return done;
    }
  }

  function save(text, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff" + text], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  async function act([, done, make, file], button) {
    for (const field of panel.querySelectorAll("textarea")) field.remove();
    told.textContent = "";
    const text = await make();
    if (file) {
      save(text, file);
      told.textContent = done;
    } else if (await copy(text)) {
      told.textContent = done;
      button.focus();
    } else told.textContent = "The browser refused to copy. The text is selected: copy it by hand.";
  }

  async function give(what) {
    try {
      await navigator.share({ title: what.name, text: what.text, url: what.href });
    } catch (problem) {
      if (problem.name !== "AbortError") told.textContent = "The browser refused to share.";
    }
  }

  function button(label, run) {
    const one = document.createElement("button");
    one.type = "button";
    one.textContent = label;
    one.addEventListener("click", () => run(one));
    return one;
  }

  function part(what, label) {
    const group = document.createElement("div");
    group.setAttribute("role", "group");
    const name = document.createElement("p");
    name.className = "share-name";
    name.id = `${panel.id}-${panel.children.length}`;
    name.textContent = `${label}: ${what.name}`;
    group.setAttribute("aria-labelledby", name.id);
    group.append(name, ...what.acts.map((one) => button(one[0], (own) => act(one, own))));
    if (navigator.share) group.append(button("Share…", () => give(what)));
    return group;
  }

  function place(trigger) {
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

  function open(trigger, last) {
    const element = trigger.closest("tr[id], li[id^='q-'], .lacking > [id], h1, h2, h3, h4, h5, h6, .detail-row");
    if (!element) return;
    opener = (trigger.matches("th") && trigger.querySelector("button.headerlink")) || trigger;
    if (opener.tabIndex < 0) opener.tabIndex = -1; /* a bare cell takes the focus back too */
    const what = element.matches(".detail-row") ? element.previousElementSibling : element;
    panel.replaceChildren();
    panel.append(part(what.matches("[data-capability] tr") ? guideRow(what) : offer(what), "Share"));
    const target = document.getElementById(decode(root.location.hash.slice(1)));
    const near = last && last.isConnected ? last : target && target.matches("tr, li") ? target : null;
    if (near && what.contains && HEADING.test(what.tagName) && section(what).some((one) => one.contains(near))) {
      panel.append(part(near.matches("[data-capability] tr") ? guideRow(near) : offer(near), "Where you were"));
    }
    told.textContent = "";
    panel.append(told);
    panel.setAttribute("aria-label", `Share ${nameOf(what)}`);
    panel.hidden = false;
    place(trigger);
    panel.querySelector("button").focus({ preventScroll: true });
  }

  /** A row of the guide: what stands in the evidence under it belongs to it; while it is closed its page has that. */
  function guideRow(row) {
    const what = offer(row);
    const detail = row.nextElementSibling;
    const title = row.cells[0].querySelector("a");
    const short = what.acts[1][2];
    what.acts[1][2] = detail && detail.matches(".detail-row")
      ? () => `### ${inline(title).trim()}\n\n` + markdownOf([detail.cells[0]], what.href)
      : async () => await twinOf(title.href) || short();
    return what;
  }

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  }

  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  function build() {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("share.css", here).href;
    panel.id = "cmlp-share";
    panel.className = "share md-typeset";
    panel.hidden = true;
    panel.setAttribute("role", "dialog");
    told.setAttribute("role", "status");
    document.body.append(panel);
    panel.addEventListener("keydown", (event) => {
      const buttons = [...panel.querySelectorAll("button")];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
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
    panel.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !panel.contains(event.relatedTarget)) panel.hidden = true;
    });
    return new Promise((resolve) => {
      style.onload = style.onerror = resolve;
      document.head.append(style);
    });
  }

  root.CMLP = Object.assign(root.CMLP || {}, { csv, tableCsv, tableMarkdown, shareAddress: address });
  root.CMLP.sharing = Promise.all([
    build(),
    root.CMLP.publicAddress ? null : load(new URL("address.js", here).href),
    load(new URL("../_gen/share.js", here).href),
  ]).then(() => open);
})(window);
