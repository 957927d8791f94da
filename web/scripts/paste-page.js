// @ts-check
/* Paste and check: shows what paste.js found. Nothing leaves the page: a paste is text, is never stored and never put into
   the address. */

import { element, script } from "./dom.js";
import { LIMITS, reader } from "./paste.js";

function start() {
  const form = document.querySelector("form.paste");
  if (!form) return;
  const SLICE = 12; /* milliseconds of work before the page may answer */
  const LINE_END = /\r\n?|\n/;
  const SHOWN = 300;
  const PLACES = 6;
  const AROUND = 90;
  const IN_BOX = 100000; /* characters; browsers take seconds to lay out a box with more, */
  const LINES_IN_BOX = 5000; /* or with as many lines */
  const WAIT = 350;
  const FIRST = "Clear the box first, or select all of it.";
  const REPLACES = `Not put in: it would take the place of the text in the box. ${FIRST}`;
  const OWN_PAGE = "reference/paste/";
  const box = form.querySelector("textarea");
  const summary = form.querySelector(".paste-summary");
  const section = document.querySelector(".paste-result");
  const list = section.querySelector(".paste-marks");
  const rest = section.querySelector(".marks-rest");
  const unknown = section.querySelector(".unknown");
  const asFolders = String(!/\.html$/.test(location.pathname));
  let [run, timer] = [0, 0];
  /** @type {any} */
  let loading = null;
  /** @type {any} */
  let data = null;
  /** @type {any} */
  let steps = null;
  /** @type {string[]} */
  let LEVELS = [];
  /** @type {string | null} */
  let held = null;
  let [whole, placed, more] = [0, "", ""]; /* the text that is too long for the box; what the page put there */

  /** Load the lists when the box is first used; a script, since a page from disk may load nothing else. */
  function lists() {
    loading = loading || script(form.dataset.lists).then(() => {
      data = window.CMLP_PASTE;
      LEVELS = data.levels;
      steps = reader(data).steps;
    }, () => {
      loading = null;
      throw new Error("no lists");
    });
    return loading;
  }

  /** @type {(tag: string, words?: string, className?: string) => any} */
  const make = (tag, words = "", className = "") => element(tag, className ? { className } : {}, words);

  /** @type {(number: number, one: string, many: string) => string} */
  function some(number, one, many) {
    return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
  }

  /** @type {(text: string) => boolean} */
  function fits(text) {
    return text.length <= IN_BOX && text.split(LINE_END, LINES_IN_BOX + 1).length <= LINES_IN_BOX;
  }

  /** Whether nothing is lost when the text in the box goes. */
  function free() {
    return !box.value || box.value === placed || (box.selectionStart === 0 && box.selectionEnd === box.value.length);
  }

  /** Put a text into the box. One that is too long is read as a whole, only its beginning is shown.
      @type {(text: string, cut?: boolean) => void} */
  function put(text, cut) {
    held = fits(text) ? null : text;
    more = cut ? "more than " : "";
    const lines = held === null ? [] : text.slice(0, IN_BOX).split(LINE_END);
    box.value = held === null ? text : lines.slice(0, LINES_IN_BOX).join("\n");
    whole = Math.min(lines.length, LINES_IN_BOX + 1); /* lines before this one are in the box as a whole */
    placed = box.value;
    box.readOnly = held !== null;
    check();
  }

  /** @type {(file: File) => Promise<void>} */
  async function read(file) {
    try {
      await lists();
      const most = 4 * LIMITS.chars; /* bytes: enough for all that is read */
      const text = await file.slice(0, most).text();
      if (free()) put(text, file.size > most);
      else check(REPLACES);
    } catch {
      check(data ? "That could not be read: drop a text file, no folder." : "");
    }
  }

  /** @type {(mark: PasteMark) => boolean} */
  function shown(mark) {
    return held === null || mark.line < whole || (mark.line === 1 && mark.column + mark.text.length < IN_BOX);
  }

  /** Select a place in the box, so that the reader sees it where it stands.
      @type {(mark: PasteMark) => void} */
  function show(mark) {
    const lines = box.value.split("\n");
    let start = 0;
    for (let index = 0; index < mark.line - 1; index += 1) start += lines[index].length + 1;
    start += mark.column - 1;
    box.focus();
    box.setSelectionRange(start, start + mark.text.length);
    box.scrollTop = (box.scrollHeight / lines.length) * Math.max(0, mark.line - 3);
  }

  /** @type {(line: string, mark: PasteMark) => HTMLElement} */
  function excerpt(line, mark) {
    const from = Math.max(0, mark.column - 1 - AROUND);
    const end = mark.column - 1 + mark.text.length;
    const node = make("pre", "", "excerpt");
    node.append((from ? "…" : "") + line.slice(from, mark.column - 1), make("mark", line.slice(mark.column - 1, end)), line.slice(end, end + AROUND));
    if (line.length > end + AROUND) node.append("…");
    return node;
  }

  /** One entry of the list: a record with all its places.
      @type {(text: string, marks: PasteMark[]) => HTMLElement} */
  function item(text, marks) {
    const [level, says, today, , links] = data.records[marks[0].record];
    const node = make("li", "", "mark-item");
    node.dataset.level = level;
    const head = make("p", "", "mark-head");
    head.append(make("span", level, "level"), " ", make("code", marks[0].text), " ", make("span", says));
    node.append(head);
    if (today) {
      const now = make("p", "", "mark-today");
      now.append(make("strong", level === "renamed" ? "Now: " : "Today: "), today);
      node.append(now);
    }
    const end = text.indexOf("\n", marks[0].begin);
    node.append(excerpt(text.slice(marks[0].begin, end < 0 ? text.length : end), marks[0]));
    const foot = make("p", "", "mark-foot");
    for (const mark of marks.slice(0, PLACES)) {
      const button = make("button", `line ${mark.line.toLocaleString("en")}`);
      button.type = "button";
      button.setAttribute("aria-label", `Show ${mark.text} in line ${mark.line} of the paste`);
      button.addEventListener("click", () => show(mark));
      button.disabled = !shown(mark);
      foot.append(button, " ");
    }
    if (marks.length > PLACES) foot.append(`and ${some(marks.length - PLACES, "more line", "more lines")} `);
    for (const [page, anchor, words] of links) {
      const here = page === OWN_PAGE;
      const link = make("a", here ? words : `${words} (new tab)`);
      link.href = `${data.pages[asFolders][page]}#${anchor}`;
      if (!here) {
        link.target = "_blank"; /* the paste would be lost */
        link.rel = "noopener";
      }
      foot.append(link, " ");
    }
    node.append(foot);
    return node;
  }

  /** @type {(marks: PasteMark[]) => PasteMark[][]} */
  function grouped(marks) {
    const groups = new Map();
    for (const mark of marks) {
      if (!groups.has(mark.record)) groups.set(mark.record, []);
      groups.get(mark.record).push(mark);
    }
    /** @type {(group: PasteMark[]) => number} */
    const rank = (group) => LEVELS.indexOf(data.records[group[0].record][0]);
    return [...groups.values()].sort((one, other) => rank(one) - rank(other) || one[0].line - other[0].line);
  }

  /** @type {(result: PasteResult, groups: PasteMark[][]) => string} */
  function tell(result, groups) {
    const counts = LEVELS.map((level) => [level, groups.filter((group) => data.records[group[0].record][0] === level).length]);
    const named = counts.filter(([, number]) => number).map(([level, number]) => `${number} ${level}`);
    const silence = result.recognised
      ? "No dead, closed, ending, deprecated, renamed or preview name found."
      : `Nothing of the ${PLATFORM_COUNT} platforms recognised: nothing was judged.`;
    const parts = [named.length ? `${some(groups.length, "name", "names")}: ${named.join(", ")}.` : silence];
    if (result.unknown.size) parts.push(`${some(result.unknown.size + result.unknownMore, "name", "names")} that this page cannot judge.`);
    if (held !== null) {
      const beginning = whole > LINES_IN_BOX ? `${LINES_IN_BOX.toLocaleString("en")} lines` : IN_BOX.toLocaleString("en");
      parts.push(`The box shows the first ${beginning} of ${more}${some(held.length, "character", "characters")}; clear it to write.`);
    }
    if (result.leftOut) parts.push(`Read to character ${LIMITS.chars.toLocaleString("en")}; ${more}${some(result.leftOut, "character was", "characters were")} left out.`);
    return parts.join(" ");
  }

  /** @type {(result: PasteResult) => void} */
  function judge(result) {
    const names = [...result.unknown].map(([name, line]) => {
      const node = make("li");
      node.append(make("code", name), ` (line ${line})`);
      return node;
    });
    if (result.unknownMore) names.push(make("li", `and ${some(result.unknownMore, "more name", "more names")}`));
    for (const words of result.languages) names.push(make("li", `${words}: only names that are the same everywhere were looked for`));
    unknown.replaceChildren(...names);
    unknown.previousElementSibling.hidden = !names.length;
  }

  /** @type {(result: PasteResult, note: string) => void} */
  function finish(result, note) {
    const groups = grouped(result.marks);
    list.replaceChildren(...groups.slice(0, SHOWN).map((group) => item(result.text, group)));
    const left = [];
    if (groups.length > SHOWN) left.push(some(groups.length - SHOWN, "more name", "more names"));
    if (result.more) left.push(some(result.more, "more place", "more places"));
    rest.textContent = left.length ? `Not shown: ${left.join(", ")}.` : "";
    judge(result);
    section.hidden = false;
    summary.textContent = note + tell(result, groups);
  }

  /** Read the box in slices: a new check ends the one before. A note is said before what was found. */
  async function check(note = "") {
    clearTimeout(timer);
    try {
      await lists();
    } catch {
      summary.textContent = "The lists could not be loaded. Try again when you are online.";
      return;
    }
    const text = held === null ? box.value : held;
    run += 1;
    const mine = run;
    if (!text.trim()) {
      section.hidden = true;
      summary.textContent = note || (text ? "Nothing to read. Clear the box to go on." : "");
      return;
    }
    const work = steps(text);
    const slice = () => {
      if (mine !== run) return;
      const until = performance.now() + SLICE;
      for (;;) {
        const { done, value } = work.next();
        if (done) return finish(value, note && `${note} `);
        if (performance.now() > until) break;
      }
      summary.textContent = "Reading …";
      setTimeout(slice);
    };
    slice();
  }

  box.addEventListener("paste", (/** @type {any} */ event) => {
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    const rest = held === null ? box.value.slice(0, box.selectionStart) + box.value.slice(box.selectionEnd) : "";
    if (fits(text) && fits(rest + text)) return;
    event.preventDefault();
    if (free()) put(text);
    else check(`Not put in: the box cannot hold so much beside the text in it. ${FIRST}`);
  });
  box.addEventListener("drop", (/** @type {any} */ event) => {
    const [file] = event.dataTransfer.files;
    const text = event.dataTransfer.getData("text/plain");
    if (!file && fits(text)) return;
    event.preventDefault();
    if (!free()) check(REPLACES);
    else if (file) read(file);
    else put(text);
  });
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    check();
  });
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, WAIT);
  });
  form.querySelector(".example").addEventListener("click", async () => {
    await lists().catch(() => null);
    if (data) put(data.example);
    else check();
  });
  form.querySelector(".clear").addEventListener("click", () => {
    put("");
    box.focus();
  });
  form.addEventListener("focusin", () => lists().catch(() => null));
  form.hidden = false;
}

start();
