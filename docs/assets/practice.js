/* Practice: say it, reveal, tick the points you named, "again" or "got it". Cards come from a script per deck, progress
   stays in this browser. Keys work while the card has the focus: R reveal, 1 to 9 points, A again, G got it, K not now. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const { parse, update, load, coach, progress, download } = window.CMLP;
  const form = document.querySelector("form.practice");
  if (!form) return;
  const find = (selector) => document.querySelector(selector);
  const field = (name) => form.elements.namedItem(name);
  const output = form.querySelector("output");
  const folder = form.dataset.decks;
  const card = find(".card");
  const back = find(".card-back");
  const points = find(".card-points");
  const done = find(".card-done");
  let index = null;
  let queue = []; /* keys still to be practised in this sitting */
  let sitting = 0; /* how many there were */
  let current = null; /* {key, card} */
  let only = ""; /* one question that a link asks for */

  // What there is ---------------------------------------------------------------------------------------------------

  const byId = new Map();

  function know(found) {
    index = found;
    for (const one of index.questions) byId.set(one.id, one);
    for (const one of index.cases) byId.set(one.id, { ...one, deck: "cases" });
    for (const [deck, terms] of Object.entries(index.terms)) for (const one of terms) byId.set(`${one.id} ${deck}`, { ...one, deck });
  }

  /** What a key speaks of: {title, deck}; undefined for what this copy of the guide does not know. */
  function about(key) {
    return byId.get(key) || byId.get(key.split(" ")[0]);
  }

  function place(key) {
    const name = key.split(" ")[1];
    return index.platforms[name] || index.decks[name] || name;
  }

  function keysOf(choice) {
    if (choice.only) {
      const one = byId.get(choice.only);
      const platform = one && (one.platforms.includes(choice.p) ? choice.p : one.platforms[0]);
      return one ? [`${one.id} ${platform}`] : [];
    }
    if (choice.t === "due") return Object.keys(progress.get().cards).filter((key) => about(key));
    if (index.terms[choice.t]) return index.terms[choice.t].map((one) => `${one.id} ${choice.t}`);
    const own = index.platforms[choice.t] ? choice.t : choice.p; /* "SageMaker in depth" is asked on SageMaker */
    const often = ["often", "sometimes", "rarely"];
    return index.questions
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
    output.value = `${waiting} due, ${fresh} new, ${keys.length - waiting - fresh} known for now`;
  }

  function begin(all) {
    const keys = keysOf(choice());
    const kept = progress.get();
    queue = all || only ? [...keys] : [...coach.due(kept, keys, progress.today()), ...coach.fresh(kept, keys)];
    sitting = queue.length;
    count();
    return next(false);
  }

  function finish(focus) {
    current = null;
    card.hidden = true;
    done.hidden = false;
    const keys = keysOf(choice());
    const days = keys.map((key) => progress.get().cards[key]).filter(Boolean).map((record) => record.due).sort();
    done.querySelector("p").textContent = keys.length
      ? `Nothing is due here. The next comes back on ${days[0] || progress.today()}.`
      : "Nothing here fits: choose another deck, platform or level.";
    done.querySelector("button").hidden = !keys.length;
    if (focus) find("#card-done-title").focus();
  }

  /** Show the next card; `focus` after an answer, so that keys and screen readers are where the reader is. */
  async function next(focus) {
    if (!queue.length) return finish(focus);
    const key = queue[0];
    const known = about(key);
    let cards;
    try {
      cards = await window.CMLP.deck(folder, known.deck);
    } catch (error) {
      find(".progress-note").textContent = error.message;
      return undefined;
    }
    if (queue[0] !== key) return undefined; /* the reader chose another deck meanwhile */
    const found = cards.find((one) => one.id === key.split(" ")[0]);
    current = { key, card: found, points: coach.pointsFor(found.points, key.split(" ")[1]) };
    done.hidden = true;
    card.hidden = false;
    back.hidden = true;
    find("#card-title").textContent = `${sitting - queue.length + 1} of ${sitting}: ${place(key)}`;
    find(".card-front").innerHTML = found.front;
    find(".card-facets").replaceChildren(
      ...[known.core ? "core" : "", known.level || "translation", known.asked ? `asked ${known.asked}` : ""].filter(Boolean).map((words) => {
        const span = document.createElement("span");
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
    const legend = points.querySelector("legend");
    points.replaceChildren(legend, ...current.points.map((point, at) => box(point, at)));
    points.hidden = !current.points.length;
    const more = find(".card-more");
    more.hidden = !found.more;
    more.open = false;
    more.querySelector("div").innerHTML = found.more;
    find(".card-page").href = found.page;
    find(".card-page").textContent = found.points.length ? "Page of this question" : "In the translation";
    find(".reveal").hidden = find(".skip").hidden = find(".card-say").hidden = true;
    back.hidden = false;
    back.focus();
  }

  function box(point, at) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "checkbox";
    input.value = point.id;
    const words = document.createElement("span");
    words.innerHTML = `<b class="point-id">${point.id}</b> ${point.says}`;
    const key = document.createElement("kbd");
    key.textContent = String(at + 1);
    label.append(input, words, " ", key);
    return label;
  }

  function grade(how) {
    if (!current || back.hidden) return;
    const missed = [...points.querySelectorAll("input")].filter((one) => !one.checked).map((one) => one.value);
    const { key } = current;
    progress.change((kept) => coach.grade(kept, key, how, missed, progress.today()));
    queue.shift();
    if (how === "again") {
      queue.push(key);
      sitting += 1;
    }
    next(true);
  }

  function skip() {
    if (!current || !back.hidden) return;
    queue.push(queue.shift());
    next(true);
  }

  find(".reveal").addEventListener("click", reveal);
  find(".skip").addEventListener("click", skip);
  find(".again").addEventListener("click", () => grade("again"));
  find(".got").addEventListener("click", () => grade("got"));
  find(".anyway").addEventListener("click", async () => {
    await begin(true);
    find("#card-title").focus();
  });

  card.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    const actions = { r: reveal, k: skip, a: () => grade("again"), g: () => grade("got") };
    const action = actions[event.key.toLowerCase()];
    const box = /^[1-9]$/.test(event.key) ? points.querySelectorAll("input")[Number(event.key) - 1] : null;
    if (action) action();
    else if (box && !back.hidden) box.checked = !box.checked;
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // The lists -------------------------------------------------------------------------------------------------------

  function item(key, words) {
    const li = document.createElement("li");
    const known = about(key);
    const link = document.createElement("a");
    link.textContent = known.title;
    link.href = known.page || `#?t=${known.deck}`;
    li.append(link, ` (${place(key)}${words})`);
    return li;
  }

  function fill(box, items, nothing) {
    const list = document.createElement(items.length ? "ul" : "p");
    list.append(...(items.length ? items : [nothing]));
    box.replaceChildren(list);
  }

  /** Add what each missed point says; its deck may have to come first. */
  async function tellMissed(li, key, missed) {
    if (!missed.length) return;
    try {
      const cards = await window.CMLP.deck(folder, about(key).deck);
      const found = cards.find((one) => one.id === key.split(" ")[0]);
      const list = document.createElement("ul");
      for (const point of found.points.filter((one) => missed.includes(one.id))) {
        const words = document.createElement("li");
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
    const missed = coach.missedOn(kept, today).filter(([key]) => about(key));
    const entries = missed.map(([key, ids]) => {
      const li = item(key, "");
      tellMissed(li, key, ids);
      return li;
    });
    fill(find(".missed-list"), entries, "Nothing yet.");
    const waiting = coach.due(kept, known, today);
    const later = known.filter((key) => kept.cards[key].due > today).sort((a, b) => (kept.cards[a].due < kept.cards[b].due ? -1 : 1));
    const shown = [...waiting.map((key) => item(key, "")), ...later.slice(0, 10).map((key) => item(key, `, on ${kept.cards[key].due}`))];
    fill(find(".due-list"), shown, "Nothing yet: cards come back after 1, 3, 7, 14 and 30 days.");
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

  find(".import input").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    try {
      const found = coach.read(await file.text());
      if (found.problem) {
        result.textContent = `Not imported, nothing was changed. ${file.name}: ${found.problem}.`;
        return;
      }
      let told;
      progress.change((kept) => {
        told = coach.merge(kept, found.progress);
        return told.progress;
      });
      result.textContent = `Imported: ${told.added} cards added, ${told.newer} newer than here, ${told.kept} as new or newer here and kept.`;
      begin(false);
    } catch {
      result.textContent = `Not imported, nothing was changed. ${file.name}: found a file that cannot be read.`;
    } finally {
      event.target.value = ""; /* the same file may be chosen again */
    }
  });

  let sure = 0;
  find(".forget").addEventListener("click", () => {
    if (Date.now() - sure > 5000) {
      sure = Date.now();
      result.textContent = "This deletes all progress in this browser. Export it first, or press again to delete it.";
      return;
    }
    sure = 0;
    result.textContent = progress.clear();
    begin(false);
  });

  find(".damaged").addEventListener("click", () => {
    for (const { key, text } of progress.damaged()) download(`${key.replace(/[^a-z0-9]+/g, "-")}.txt`, text, "text/plain");
  });
  find(".forget-damaged").addEventListener("click", () => {
    progress.forgetDamaged();
    lists();
  });

  // The form and the address ----------------------------------------------------------------------------------------

  function restore() {
    const kept = parse(location.hash);
    const lens = (parse(location.hash).lens || load("lens") || "").split(".")[1];
    for (const [name, otherwise] of [["t", "core"], ["p", lens || "sagemaker"], ["l", ""]]) {
      const options = [...field(name).options].map((one) => one.value);
      field(name).value = [kept[name], otherwise, options[0]].find((value) => options.includes(value));
    }
    only = byId.has(kept.q) ? kept.q : "";
  }

  function remember() {
    const { t, p, l } = choice();
    update({ t: t === "core" ? "" : t, p, l, q: only });
  }

  form.addEventListener("change", () => {
    only = "";
    remember();
    begin(false);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  progress.onChange(() => {
    lists();
    count();
  });
  window.addEventListener("hashchange", () => {
    if (!location.hash.startsWith("#?")) return;
    restore();
    begin(false);
  });

  window.CMLP.index(folder).then(
    (found) => {
      know(found);
      restore();
      lists();
      begin(false);
    },
    (error) => { find(".progress-note").textContent = error.message; },
  );
});
