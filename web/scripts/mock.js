// @ts-check
/* The mock interview: questions, a clock with pause, notes, and at the end the six ingredients in four bands. An interview
   that was begun is kept in this browser, and so is the last result, until the next one begins; its link holds question ids
   and data version. */

import { publicAddress } from "./address.js";
import * as coach from "./coach.js";
import { copy, download, element } from "./dom.js";
import { pair } from "./lens.js";
import { boxes, deck, index as loadIndex, numberMarks, progress, stay } from "./progress.js";
import { format, load, parse, prefix, save, update } from "./state.js";

const OTHER = "This page and its cards are of two versions of the guide: load the page again.";

function start() {
  const form = document.querySelector("form.mock");
  if (!form) return;
  const KEY = "mock";
  const DESIGN = 35; /* minutes that a system design takes */
  /** @type {(selector: string) => any} */
  const find = (selector) => document.querySelector(selector);
  /** @type {(name: string) => any} */
  const field = (name) => form.elements.namedItem(name);
  const folder = form.dataset.decks;
  const sections = [form, find(".mock-waiting"), find(".mock-card"), find(".mock-result")];
  const back = find(".card-back");
  const points = find(".card-points");
  const notes = find(".notes textarea");
  const clock = find(".clock");
  const pause = find(".pause");
  const note = find(".progress-note");
  /** @type {any} */
  let index = null;
  /** @type {any} */
  let interview = null; /* {ids, platform, minutes, version, at, seconds, notes, said, shown} */
  let taken = false; /* another tab keeps an interview of its own */
  /** @type {any} */
  let running = null; /* when the clock was last read */
  const byId = new Map();

  /** @type {(section: any) => void} */
  function show(section) {
    for (const one of sections) one.hidden = one !== section;
  }

  // The interview that is kept ----------------------------------------------------------------------------------------

  function keep() {
    if (taken) return;
    if (!save(KEY, interview ? JSON.stringify(interview) : "")) {
      note.textContent = "This browser does not keep the interview (private mode, or its storage is full): do not close the page before you have exported it.";
    }
  }

  /** An interview from storage; null unless every part is what it must be. */
  function kept() {
    try {
      const found = JSON.parse(load(KEY) || "");
      const texts = [found.platform, found.version, found.day || "", ...found.ids, ...Object.values(found.notes)];
      const numbers = [found.minutes, found.at, found.seconds];
      const lists = [found.ids, found.shown, ...Object.values(found.said)];
      const good =
        texts.every((one) => typeof one === "string") && numbers.every((one) => Number.isFinite(one) && one >= 0) &&
        found.ids.length > 0 && found.at < found.ids.length && Object.hasOwn(index.platforms, found.platform) &&
        [found.notes, found.said].every((one) => typeof one === "object") && lists.every(Array.isArray);
      return good ? found : null;
    } catch {
      return null;
    }
  }

  /** @type {(ids: string[], platform: string, minutes: number, version: string) => any} */
  function fresh(ids, platform, minutes, version) {
    return { ids, platform, minutes, version, at: 0, seconds: 0, notes: {}, said: {}, shown: [] };
  }

  // The clock -------------------------------------------------------------------------------------------------------

  function read() {
    if (running === null || !interview) return;
    const now = performance.now();
    interview.seconds += (now - running) / 1000;
    running = now;
  }

  function tell() {
    read();
    const left = interview.minutes * 60 - interview.seconds;
    clock.textContent = coach.clock(left) + (left < 0 ? " over" : " left");
    clock.classList.toggle("over", left < 0);
  }

  /** @type {(yes: boolean) => void} */
  function run(yes) {
    read();
    running = yes ? performance.now() : null;
    pause.textContent = yes ? "Pause" : "Go on";
  }

  setInterval(() => { if (interview && running !== null) tell(); }, 500);
  setInterval(() => { if (interview && running !== null) keep(); }, 10000);
  window.addEventListener("pagehide", () => {
    if (!interview || find(".mock-card").hidden) return;
    read();
    keep();
  });
  /* Two tabs share one place: the one that goes on wins, and the other says so instead of writing over it. */
  window.addEventListener("storage", (event) => {
    if (event.key !== prefix + "mock" || !interview || find(".mock-card").hidden || !event.newValue) return;
    run(false);
    taken = true;
    note.textContent = "An interview goes on in another tab. This one is paused and no longer kept: finish and export it here, or load the page again.";
  });
  pause.addEventListener("click", () => {
    run(running === null);
    tell();
    keep();
  });

  // Questions -------------------------------------------------------------------------------------------------------

  /** @type {(id: string) => Promise<Card | undefined>} */
  async function cardOf(id) {
    const cards = await deck(folder, byId.get(id).deck);
    return cards.find((one) => one.id === id);
  }

  /** @type {(card: Card) => Card["points"]} */
  function own(card) {
    return coach.pointsFor(card.points, interview.platform);
  }

  let current = ""; /* the id of the question that is shown: what is typed and ticked is its */

  /** Show a question; until its card is there the one before takes no input.
      @type {(at: number, focus: boolean) => Promise<void>} */
  async function ask(at, focus) {
    const asked = interview;
    const id = asked.ids[at];
    find(".mock-card").inert = true;
    current = "";
    let card;
    try {
      card = await cardOf(id);
      if (!card) throw new Error(OTHER);
    } catch (/** @type {any} */ error) {
      note.textContent = `${error.message} What you wrote is kept.`;
      find(".mock-card").inert = false;
      current = asked.ids[asked.at];
      return;
    }
    if (interview !== asked) return;
    note.textContent = "";
    find(".mock-card").inert = false;
    current = id;
    interview.at = at;
    keep();
    show(find(".mock-card"));
    const each = Math.round(interview.minutes / interview.ids.length);
    find("#mock-title").textContent = `${interview.at + 1} of ${interview.ids.length}: ${index.platforms[interview.platform]}, about ${each} minutes`;
    find(".mock-card").dataset.asked = interview.platform;
    find(".card-front").innerHTML = card.front;
    find(".mock-stages").replaceChildren(...(card.stages || []).map((stage) => {
      const details = element("details");
      details.className = "answer";
      const summary = element("summary", { textContent: stage.name });
      const body = element("div");
      body.innerHTML = stage.html;
      details.append(summary, body);
      return details;
    }));
    find(".card-answer").innerHTML = card.answer;
    numberMarks(find(".card-answer"), own(card));
    find(".card-more").hidden = Boolean(card.stages);
    find(".card-more > div").innerHTML = card.more;
    for (const details of back.querySelectorAll("details")) details.open = false;
    notes.value = interview.notes[id] || "";
    const legend = points.querySelector("legend");
    points.replaceChildren(legend, ...boxes(own(card), interview.said[id] || [], false));
    const shown = interview.shown.includes(id);
    back.hidden = !shown;
    find(".mock-card .reveal").hidden = shown;
    find(".next").textContent = interview.at + 1 < interview.ids.length ? "Next question" : "Finish";
    tell();
    if (focus) find("#mock-title").focus();
  }

  find(".mock-card .reveal").addEventListener("click", () => {
    if (!current) return;
    if (!interview.shown.includes(current)) interview.shown.push(current);
    find(".mock-card .reveal").hidden = true;
    back.hidden = false;
    back.focus();
    keep();
  });
  notes.addEventListener("input", () => {
    if (!current) return;
    interview.notes[current] = notes.value.slice(0, 20000);
    keep();
  });
  points.addEventListener("change", () => {
    if (!current) return;
    interview.said[current] = [...points.querySelectorAll("input:checked")].map((one) => one.value);
    keep();
  });
  find(".next").addEventListener("click", () => {
    if (!current) return;
    if (interview.at + 1 < interview.ids.length) ask(interview.at + 1, true);
    else finish();
  });
  let sure = 0;
  find(".finish").addEventListener("click", () => {
    const button = find(".finish");
    if (Date.now() - sure < 5000) {
      finish();
      return;
    }
    sure = Date.now();
    button.textContent = "Press again to finish";
    setTimeout(() => { button.textContent = "Finish now"; }, 5000);
  });

  // The result ------------------------------------------------------------------------------------------------------

  /** @type {any} */

  let report = null;

  /** @type {(html: string) => string} */
  function text(html) {
    const box = element("div");
    box.innerHTML = html;
    return box.textContent.replace(/\s+/g, " ").trim();
  }

  /** The address of this interview, for a teammate. */
  function link() {
    const { ids, platform, minutes, version } = interview;
    return publicAddress(location.href.split("#")[0], form.dataset.site) + format({ i: ids.join("."), p: platform, m: String(minutes), v: version });
  }

  async function finish() {
    run(false);
    const asked = interview.ids.filter((/** @type {string} */ id) => interview.shown.includes(id));
    const questions = [];
    try {
      for (const id of asked) {
        const card = await cardOf(id);
        if (!card) throw new Error(OTHER);
        const said = interview.said[id] || [];
        questions.push({
          id,
          title: byId.get(id).title,
          link: publicAddress(new URL(card.page, location.href).href, form.dataset.site),
          page: card.page,
          notes: interview.notes[id] || "",
          points: own(card).map((point) => ({ id: point.id, shows: point.shows, html: point.says, text: text(point.says), said: said.includes(point.id) })),
        });
      }
    } catch (/** @type {any} */ error) {
      note.textContent = error.message;
      return;
    }
    interview.day ||= progress.today();
    const score = coach.score(questions.flatMap((one) => one.points), Object.keys(index.ingredients), questions.length, interview.ids.length);
    report = {
      title: titleOf(interview.ids), day: interview.day, platform: index.platforms[interview.platform], seconds: interview.seconds,
      minutes: interview.minutes, version: interview.version, score, ingredients: index.ingredients, questions, of: interview.ids.length,
    };
    interview.finished = true;
    keep();
    showReport();
  }

  /** @type {(ids: string[]) => string} */
  function titleOf(ids) {
    const decks = new Set(ids.map((id) => byId.get(id).deck));
    if (ids.length === 1 && decks.has("cases")) return byId.get(ids[0]).title;
    return decks.size === 1 ? index.decks[[...decks][0]] : "all themes";
  }

  function showReport() {
    const { overall } = report.score;
    const skipped = interview.ids.length - report.questions.length;
    const band = overall.asked ? overall.band : "nothing answered yet";
    find(".mock-overall").textContent =
      `Overall: ${band}, ${overall.said} of ${overall.asked} points in ${coach.clock(report.seconds)} of ${report.minutes} minutes.` +
      (skipped ? ` ${skipped} of ${interview.ids.length} questions were not reached and do not count.` : "");
    find(".mock-bands tbody").replaceChildren(...Object.entries(report.ingredients).map(([name, words]) => {
      const one = report.score.ingredients[name];
      const row = element("tr");
      const head = element("th", { scope: "row", textContent: words });
      row.append(head);
      for (const [label, cell] of [["Band", one.band], ["Points named", one.asked ? `${one.said} of ${one.asked}` : "none asked"]]) {
        const box = element("td", { textContent: cell });
        box.dataset.label = label;
        row.append(box);
      }
      return row;
    }));
    const missed = report.questions.filter((/** @type {any} */ one) => one.points.some((/** @type {any} */ point) => !point.said));
    const list = element(missed.length ? "ol" : "p");
    if (!missed.length) list.textContent = report.questions.length ? "Nothing: every point was named." : "No question was answered.";
    for (const one of missed) {
      const item = element("li");
      item.append(element("a", { href: one.page, textContent: one.title }));
      const inner = element("ul");
      for (const point of one.points.filter((/** @type {any} */ found) => !found.said)) {
        const words = element("li");
        words.innerHTML = point.html;
        inner.append(words);
      }
      item.append(inner);
      list.append(item);
    }
    find(".mock-missed").replaceChildren(list);
    find(".to-practice").hidden = !missed.length;
    find(".to-practice").disabled = false;
    find(".mock-told").textContent = "";
    show(find(".mock-result"));
    find("#mock-result-title").focus();
  }

  const told = find(".mock-told");
  find(".mock-result .export").addEventListener("click", () => {
    download(`mock-interview-${report.day}.md`, coach.markdown(report), "text/markdown");
    told.textContent = "Exported.";
  });
  find(".same-link").addEventListener("click", async () => {
    const done = await copy(link());
    told.textContent = done ? "Copied: whoever opens it gets the same questions." : `The browser refused to copy. The link: ${link()}`;
  });
  find(".to-practice").addEventListener("click", () => {
    const today = progress.today();
    const missed = report.questions.filter((/** @type {any} */ one) => one.points.some((/** @type {any} */ point) => !point.said));
    progress.change((/** @type {Progress} */ now) => missed.reduce(
      (/** @type {Progress} */ sum, /** @type {any} */ one) => {
        const [asked, named] = [one.points, one.points.filter((/** @type {any} */ point) => point.said)].map((list) => list.map((/** @type {any} */ point) => point.id));
        return coach.grade(sum, `${one.id} ${interview.platform}`, "again", { asked, named, told: true, today });
      },
      now,
    ));
    const link = element("a", { href: form.dataset.practice, textContent: "due in practice now" });
    find(".to-practice").disabled = true;
    if (progress.trouble()) told.textContent = progress.trouble();
    else told.replaceChildren(`${missed.length} of them are `, link, ".");
  });
  find(".another").addEventListener("click", () => {
    interview = null;
    keep();
    update({ i: "", v: "", c: "" });
    show(form);
    field("t").focus();
  });

  stay();

  // Beginning -------------------------------------------------------------------------------------------------------

  /** @type {(next: any) => void} */
  function begin(next) {
    interview = next;
    update({ i: interview.ids.join("."), p: interview.platform, m: String(interview.minutes), v: interview.version, c: "" });
    run(true);
    keep();
    ask(interview.at, true);
  }

  /** @type {any} */

  let waiting = null;

  /** Offer an interview that a link holds or that was begun before.
      @type {(found: any, words: string, button: string, mine?: boolean) => void} */
  function offer(found, words, button, mine) {
    waiting = found;
    find(".mine").hidden = !mine;
    find(".mock-waiting-words").textContent = words;
    find(".go-on").textContent = button;
    show(find(".mock-waiting"));
  }

  find(".go-on").addEventListener("click", () => begin(waiting));
  find(".mine").addEventListener("click", () => begin(kept()));
  /* What was begun stays stored until another one begins. */
  find(".discard").addEventListener("click", () => {
    interview = waiting = null;
    update({ i: "", v: "", c: "" });
    show(form);
    field("t").focus();
  });

  field("t").addEventListener("change", () => {
    if (byId.has(field("t").value)) field("m").value = String(DESIGN);
  });
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    const [theme, level, platform, minutes] = ["t", "l", "p", "m"].map((name) => field(name).value);
    const design = byId.get(theme);
    const wanted = { deck: theme, level, platform, minutes: Number(minutes) };
    const ids = design ? [theme] : coach.pick(index.questions, wanted, Math.random);
    if (!ids.length) {
      form.querySelector("output").value = "No question fits: choose another theme, level or platform.";
      return;
    }
    begin(fresh(ids, platform, Number(minutes), index.version));
  });

  /** @type {(state: Record<string, string>) => boolean} */
  function fromLink(state) {
    if (!state.i) return false;
    const ids = [...new Set(state.i.split("."))].slice(0, 20);
    const there = ids.filter((id) => byId.has(id));
    const platform = Object.hasOwn(index.platforms, state.p) ? state.p : Object.keys(index.platforms)[0];
    const minutes = Math.min(Math.max(Number.parseInt(state.m, 10) || 30, 5), 180);
    if (!there.length) {
      form.querySelector("output").value = "The link holds no question that this copy of the guide knows.";
      return false;
    }
    const gone = ids.length - there.length;
    const other = state.v && state.v !== index.version;
    const words = [
      `${there.length} question${there.length === 1 ? "" : "s"} on ${index.platforms[platform]}, ${minutes} minutes: ${titleOf(there)}.`,
      gone ? `${gone} more that the link names ${gone === 1 ? "is" : "are"} not in this copy of the guide.` : "",
      other ? `The link was made with the data of ${state.v}; this copy has ${index.version}, so a question may read differently.` : "",
    ];
    const before = kept();
    const mine = before && !before.finished && before.ids.every((/** @type {string} */ id) => byId.has(id));
    if (mine) words.push(`You also began an interview here (${titleOf(before.ids)}, question ${before.at + 1} of ${before.ids.length}): to begin this one discards it.`);
    offer(fresh(there, platform, minutes, index.version), words.filter(Boolean).join(" "), "Begin it", mine);
    return true;
  }

  function start() {
    const state = parse(location.hash);
    const [, theirs] = pair();
    const { plan } = progress.get();
    const options = [...field("p").options].map((one) => one.value);
    field("p").value = [state.p, theirs, plan && plan.b, options[0]].find((value) => options.includes(value));
    const minutes = Math.min(Math.max(Number.parseInt(state.m, 10) || 30, 5), 180);
    if ([...field("m").options].some((one) => one.value === String(minutes))) field("m").value = String(minutes);
    if (byId.has(state.c)) {
      field("t").value = state.c;
      field("m").value = String(DESIGN);
    }
    const before = kept();
    const same = before && before.ids.every((/** @type {string} */ id) => byId.has(id)) && (!state.i || state.i === before.ids.join("."));
    if (same && before.finished && (state.i || (!state.c && !state.m))) {
      interview = before;
      finish();
    } else if (same && !before.finished) {
      const words = `You began an interview (${titleOf(before.ids)}) on ${index.platforms[before.platform]}: question ${before.at + 1} of ${before.ids.length}, ${coach.clock(before.seconds)} of ${before.minutes} minutes gone.`;
      offer(before, words, "Go on with it");
    } else if (!fromLink(state)) show(form);
  }

  window.addEventListener("hashchange", () => {
    if (location.hash.startsWith("#?") && index && !interview) start();
  });

  loadIndex(folder).then(
    (found) => {
      index = found;
      for (const one of index.questions) byId.set(one.id, one);
      for (const one of index.cases) byId.set(one.id, { ...one, deck: "cases" });
      start();
    },
    (error) => { note.textContent = error.message; },
  );
}

start();
