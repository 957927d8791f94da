// @ts-check
/* Practice: say it, reveal, tick the points you named, "again" or "got it". Cards come from a script per deck, progress
   stays in this browser. Keys, unless they are switched off: R reveal, 1 to 9 points, A again, G got it, N not now. */

import * as coach from "./coach.js";
import { download, element } from "./dom.js";
import { pair } from "./lens.js";
import { boxes as tickBoxes, deck, index as loadIndex, numberMarks, progress, stay } from "./progress.js";
import { load, parse, save, update } from "./state.js";

function start() {
  const form = document.querySelector("form.practice");
  if (!form) return;
  /** @type {(selector: string) => any} */
  const find = (selector) => document.querySelector(selector);
  /** @type {(name: string) => any} */
  const field = (name) => form.elements.namedItem(name);
  const output = form.querySelector("output");
  const folder = form.dataset.decks;
  const card = find(".card");
  const back = find(".card-back");
  const points = find(".card-points");
  const done = find(".card-done");
  /** @type {any} */
  let index = null;
  const BLOCK = 25; /* new cards in one sitting */
  const BACK = 5; /* cards after which one that was missed comes back */
  /** @type {string[]} */
  let queue = []; /* keys still to be practised in this sitting */
  let sitting = 0; /* how many there were */
  let passed = new Set(); /* keys that were answered at least once */
  /** @type {any} */
  let current = null; /* {key, card} */
  let only = ""; /* one question that a link asks for */

  // What there is ---------------------------------------------------------------------------------------------------

  const byId = new Map();

  /** @type {(found: CoachIndex) => void} */
  function know(found) {
    index = found;
    for (const one of index.questions) byId.set(one.id, one);
    for (const one of index.cases) byId.set(one.id, { ...one, deck: "cases" });
    for (const [deck, terms] of Object.entries(index.terms)) for (const one of terms) byId.set(`${one.id} ${deck}`, { ...one, deck });
  }

  /** What a key speaks of: {title, deck}; undefined for what this copy of the guide does not know.
      @type {(key: string) => any} */
  function about(key) {
    return byId.get(key) || byId.get(key.split(" ")[0]);
  }

  /** @type {(key: string) => string} */
  function place(key) {
    const name = key.split(" ")[1];
    return [index.platforms, index.decks].filter((names) => Object.hasOwn(names, name)).map((names) => names[name])[0] || name;
  }

  /** @type {(choice: { t: string, p: string, l: string, only: string }) => string[]} */
  function keysOf(choice) {
    if (choice.only) {
      const one = byId.get(choice.only);
      const platform = one && (one.platforms.includes(choice.p) ? choice.p : one.platforms[0]);
      return one ? [`${one.id} ${platform}`] : [];
    }
    if (choice.t === "due") return Object.keys(progress.get().cards).filter((key) => about(key));
    if (choice.t === "missed") return coach.missedOf(progress.get()).map(([key]) => key).filter((key) => about(key));
    if (index.terms[choice.t]) return index.terms[choice.t].map((/** @type {{ id: string }} */ one) => `${one.id} ${choice.t}`);
    const own = index.platforms[choice.t] ? choice.t : choice.p; /* what goes into depth on a platform is asked on it */
    const often = ["often", "sometimes", "rarely"];
    return /** @type {CoachIndex} */ (index).questions
      .filter((one) => (choice.t === "core" ? one.core : one.deck === choice.t))
      .filter((one) => one.platforms.includes(own) && (!choice.l || one.level === choice.l))
      .sort((a, b) => Number(b.core) - Number(a.core) || often.indexOf(a.asked) - often.indexOf(b.asked))
      .map((one) => `${one.id} ${own}`);
  }

  function choice() {
    return { t: field("t").value, p: field("p").value, l: field("l").value, only };
  }

  // The card --------------------------------------------------------------------------------------------------------

  function count() {
    const keys = keysOf(choice());
    const kept = progress.get();
    const today = progress.today();
    const waiting = coach.due(kept, keys, today).length;
    const fresh = coach.fresh(kept, keys).length;
    output.value = field("t").value === "missed" ? `${keys.length} missed` : `${waiting} due, ${fresh} new, ${keys.length - waiting - fresh} known for now`;
    field("p").closest("label").hidden = ["due", "missed"].includes(field("t").value) || Object.hasOwn(index.terms, field("t").value);
    field("l").closest("label").hidden = field("p").closest("label").hidden;
  }

  /** @type {(all: boolean) => Promise<void>} */
  function begin(all) {
    const { t } = choice();
    const keys = keysOf(choice());
    const kept = progress.get();
    const waiting = coach.due(kept, keys, progress.today());
    queue = all || only || t === "missed" ? [...keys] : [...waiting, ...coach.fresh(kept, keys).slice(0, BLOCK)];
    sitting = queue.length;
    passed = new Set();
    count();
    return next(false);
  }

  /** @type {(focus: boolean) => void} */
  function finish(focus) {
    current = null;
    card.hidden = true;
    done.hidden = false;
    const keys = keysOf(choice());
    const kept = progress.get();
    const fresh = coach.fresh(kept, keys).length;
    const days = keys.map((key) => kept.cards[key]).filter(Boolean).map((record) => record.due).sort();
    const words = done.querySelector("p");
    if (!keys.length) words.textContent = "Nothing here: choose another deck, platform or level.";
    else if (fresh) words.textContent = `That is a sitting. ${fresh} new ones are left in this deck.`;
    else words.textContent = `Nothing is due here. The next comes back on ${days[0] || progress.today()}.`;
    done.querySelector("button").textContent = fresh ? "Go on with new ones" : "Practise all of it again";
    done.querySelector("button").hidden = !keys.length;
    if (focus) find("#card-done-title").focus();
  }

  /** Say why there is no card; what was practised is kept.
      @type {(words: string) => void} */
  function fail(words) {
    current = null;
    card.hidden = true;
    done.hidden = false;
    done.querySelector("p").textContent = words;
    done.querySelector("button").hidden = false;
    done.querySelector("button").textContent = "Try again";
    find("#card-done-title").focus();
  }

  /** Show the next card; `focus` after an answer, so that keys and screen readers are where the reader is.
      @type {(focus: boolean) => Promise<void>} */
  async function next(focus) {
    if (!queue.length) return finish(focus);
    const key = queue[0];
    const known = about(key);
    let cards;
    try {
      cards = await deck(folder, known.deck);
    } catch (/** @type {any} */ error) {
      return fail(error.message);
    }
    if (queue[0] !== key) return undefined; /* the reader chose another deck meanwhile */
    const found = cards.find((one) => one.id === key.split(" ")[0]);
    if (!found) return fail("This page and its cards are of two versions of the guide: load the page again.");
    current = { key, card: found, points: coach.pointsFor(found.points, key.split(" ")[1]) };
    done.hidden = true;
    card.hidden = false;
    back.hidden = true;
    const repeats = queue.filter((one) => passed.has(one)).length;
    const where = passed.has(key) ? "Again" : `${passed.size + 1} of ${sitting}`;
    find("#card-title").textContent = `${where}: ${place(key)}` + (repeats && !passed.has(key) ? `; ${repeats} to repeat` : "");
    card.dataset.asked = key.split(" ")[1];
    find(".card-front").innerHTML = found.front;
    find(".card-facets").replaceChildren(
      ...[known.core ? "core" : "", known.level || "translation", known.asked ? `asked ${known.asked}` : ""].filter(Boolean).map((words) => {
        const span = element("span");
        span.textContent = words;
        return span;
      }),
    );
    find(".reveal").hidden = find(".skip").hidden = find(".card-say").hidden = false;
    if (focus) find("#card-title").focus();
    return undefined;
  }

  function reveal() {
    if (!current || !back.hidden) return;
    const { card: found } = current;
    find(".card-answer").innerHTML = found.answer;
    numberMarks(find(".card-answer"), current.points);
    const legend = points.querySelector("legend");
    points.replaceChildren(legend, ...tickBoxes(current.points, [], true));
    points.hidden = !current.points.length;
    find(".all-named").hidden = !current.points.length;
    const more = find(".card-more");
    more.hidden = !found.more;
    more.open = false;
    more.querySelector("div").innerHTML = found.more;
    find(".card-page").href = found.page;
    find(".card-page").textContent = found.points.length ? "Page of this question" : "In the translation";
    find(".reveal").hidden = find(".skip").hidden = find(".card-say").hidden = true;
    back.hidden = false;
    back.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
  }

  function boxes() {
    return [...points.querySelectorAll("input")];
  }

  /** @type {(how: "again" | "got") => void} */
  function grade(how) {
    if (!current || back.hidden) return;
    const { key } = current;
    const asked = boxes().map((one) => one.value);
    const named = boxes().filter((one) => one.checked).map((one) => one.value);
    const today = progress.today();
    current = null; /* the next card may take a moment: one answer counts once */
    back.hidden = true;
    progress.change((kept) => coach.grade(kept, key, how, { asked, named, today, last: coach.lastEvening(kept.plan) }));
    queue.shift();
    passed.add(key);
    if (how === "again") queue.splice(BACK, 0, key);
    next(true);
  }

  function skip() {
    if (!current || !back.hidden) return;
    queue.push(...queue.splice(0, 1));
    next(true);
  }

  find(".all-named").addEventListener("click", () => {
    for (const one of boxes()) one.checked = true;
  });

  find(".reveal").addEventListener("click", reveal);
  find(".skip").addEventListener("click", skip);
  find(".again").addEventListener("click", () => grade("again"));
  find(".got").addEventListener("click", () => grade("got"));
  find(".anyway").addEventListener("click", async () => {
    if (queue.length) await next(false);
    else await begin(!coach.fresh(progress.get(), keysOf(choice())).length);
    find("#card-title").focus();
  });

  /* In the capture phase: the theme takes N for the next page. */
  window.addEventListener("keydown", (event) => {
    if (!field("k").checked || event.ctrlKey || event.metaKey || event.altKey || !current) return;
    if (event.target.matches("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
    const key = event.key.toLowerCase();
    /** @type {Record<string, () => unknown>} */
    const actions = { r: reveal, n: skip, a: () => grade("again"), g: () => grade("got") };
    const box = /^[1-9]$/.test(key) && !back.hidden ? boxes()[Number(key) - 1] : null;
    if (actions[key]) actions[key]();
    else if (box) box.checked = !box.checked;
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  stay();

  // The lists -------------------------------------------------------------------------------------------------------

  /** @type {(key: string, words: string) => HTMLElement} */
  function item(key, words) {
    const li = element("li");
    const known = about(key);
    const link = element("a");
    link.textContent = known.title;
    link.href = known.page || `#?t=${known.deck}`;
    li.append(link, ` (${place(key)}${words})`);
    return li;
  }

  /** @type {(box: any, items: HTMLElement[], nothing: string) => void} */
  function fill(box, items, nothing) {
    const list = element(items.length ? "ul" : "p");
    list.append(...(items.length ? items : [nothing]));
    box.replaceChildren(list);
  }

  /** Add what each missed point says; its deck may have to come first.
      @type {(li: HTMLElement, key: string, missed: string[]) => Promise<void>} */
  async function tellMissed(li, key, missed) {
    if (!missed.length) return;
    try {
      const cards = await deck(folder, about(key).deck);
      const found = cards.find((one) => one.id === key.split(" ")[0]);
      const list = element("ul");
      for (const point of (found?.points || []).filter((one) => missed.includes(one.id))) {
        const words = element("li");
        words.innerHTML = point.says;
        list.append(words);
      }
      li.append(list);
    } catch {
      /* the title and its link stay */
    }
  }

  function lists() {
    if (!index) return;
    const kept = progress.get();
    const today = progress.today();
    const known = Object.keys(kept.cards).filter((key) => about(key));
    const missed = coach.missedOf(kept).filter(([key]) => about(key));
    for (const [box, own] of [
      [find(".missed-today"), missed.filter(([key]) => kept.cards[key].last === today)],
      [find(".missed-before"), missed.filter(([key]) => kept.cards[key].last !== today)],
    ]) {
      const entries = own.map((/** @type {[string, string[]]} */ [key, ids]) => {
        const li = item(key, "");
        tellMissed(li, key, ids);
        return li;
      });
      fill(box, entries, "Nothing.");
    }
    find("#missed-before").hidden = find(".missed-before").hidden = missed.every(([key]) => kept.cards[key].last === today);
    const waiting = coach.due(kept, known, today);
    const later = known.filter((key) => kept.cards[key].due > today).sort((a, b) => (kept.cards[a].due < kept.cards[b].due ? -1 : 1));
    fill(find(".due-list"), waiting.map((key) => item(key, "")), "Nothing. Cards come back after 1, 3, 7, 14 and 30 days, and no later than the last evening of your plan.");
    fill(find(".later-list"), later.slice(0, 10).map((key) => item(key, `, on ${kept.cards[key].due}`)), "Nothing.");
    find("#later").hidden = find(".later-list").hidden = !later.length;
    find(".practice-lists").hidden = false;
    const others = Object.keys(kept.cards).length - known.length;
    const more = others ? `, and ${others} that this copy of the guide does not know: they are kept` : "";
    find(".progress-count").textContent =
      `${known.length} cards practised${more}. It lives in this browser only; export it to keep it, or to move it.`;
    find(".progress-note").textContent = progress.note();
    const damaged = progress.damaged().length > 0;
    find(".damaged").hidden = find(".forget-damaged").hidden = !damaged;
    find(".progress-tools").hidden = false;
  }

  // Export, import, delete ------------------------------------------------------------------------------------------

  const result = find(".progress-result");

  find(".export").addEventListener("click", () => {
    download(`cloud-ml-platforms-progress-${progress.today()}.json`, coach.write(progress.get()), "application/json");
    result.textContent = "Exported. The file can be imported here, in another browser or in another copy of the guide.";
  });

  find(".import input").addEventListener("change", async (/** @type {any} */ event) => {
    const [file] = event.target.files;
    if (!file) return;
    result.textContent = ""; /* what was said of the step before is not said of this file */
    try {
      const most = 4 * coach.MOST_CHARACTERS; /* bytes */
      /** @type {any} */
      const found = file.size > most ? { problem: `found ${file.size} bytes, expected at most ${most}` } : coach.read(await file.text());
      const told = found.progress ? coach.merge(progress.get(), found.progress) : null;
      const problem = told ? coach.crowded(told.progress) : found.problem;
      if (problem || !told) {
        result.textContent = `Not imported, nothing was changed. ${file.name}: ${problem}.`;
        return;
      }
      progress.change(() => told.progress);
      result.textContent = `Imported: ${told.added} cards added, ${told.newer} newer than here, ${told.kept} as new or newer here and kept; ${told.ticks} ticks of plans.`;
      await begin(false);
      result.scrollIntoView({ block: "center" });
    } catch {
      result.textContent = `Not imported, nothing was changed. ${file.name}: found a file that cannot be read.`;
    } finally {
      event.target.value = ""; /* the same file may be chosen again */
    }
  });

  let sure = -Infinity;
  find(".forget").addEventListener("click", (/** @type {any} */ { detail, timeStamp }) => {
    const since = timeStamp - sure;
    if (detail > 1 || since < 700) return; /* the second half of a double click, however late the page comes to it */
    if (since > 8000) {
      sure = timeStamp;
      result.textContent = "This deletes all progress in this browser. Export it first, or press again to delete it.";
      return;
    }
    sure = -Infinity;
    result.textContent = progress.clear();
    save("mock", ""); /* an interview is progress too */
    begin(false);
  });

  find(".damaged").addEventListener("click", () => {
    for (const { key, text } of progress.damaged()) download(`${key.replace(/[^a-z0-9]+/g, "-")}.txt`, text || "", "text/plain");
  });
  find(".forget-damaged").addEventListener("click", () => {
    progress.forgetDamaged();
    lists();
    result.textContent = "Deleted.";
    find(".export").focus();
  });

  // The form and the address ----------------------------------------------------------------------------------------

  function restore() {
    const kept = parse(location.hash);
    const [, theirs] = pair();
    const { plan } = progress.get();
    /** @type {Record<string, any[]>} */
    const usual = { t: ["core"], p: [theirs, plan && plan.b], l: [] };
    for (const name in usual) {
      const options = [...field(name).options].map((one) => one.value);
      field(name).value = [kept[name], ...usual[name], options[0]].find((value) => options.includes(value));
    }
    only = byId.has(kept.q) && byId.get(kept.q).platforms ? kept.q : "";
    const one = find('option[value="one"]');
    one.hidden = one.disabled = !only;
    if (only) {
      const { platforms } = byId.get(only);
      if (!platforms.includes(field("p").value)) [field("p").value] = platforms;
      field("t").value = "one";
    }
  }

  function remember() {
    const { t, p, l } = choice();
    update({ t: ["core", "one"].includes(t) ? "" : t, p, l, q: only });
  }

  form.addEventListener("change", (/** @type {any} */ event) => {
    if (event.target === field("k")) {
      save("keys", field("k").checked ? "" : "off");
      return;
    }
    if (field("t").value !== "one") only = "";
    remember();
    begin(false);
  });
  form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  progress.onChange(() => {
    lists();
    count();
  });
  window.addEventListener("hashchange", () => {
    if (!location.hash.startsWith("#?")) return;
    restore();
    begin(false);
  });

  loadIndex(folder).then(
    (found) => {
      know(found);
      field("k").checked = load("keys") !== "off";
      restore();
      lists();
      begin(false);
    },
    (error) => { find(".progress-note").textContent = error.message; },
  );
}

start();
