// @ts-check
/* The learning plan: "I know A, interview on B, N evenings" in the address; every step with its links for these two
   platforms, ticks kept with the progress. Which step falls on which evening was worked out when the site was built. */

import * as coach from "./coach.js";
import { element } from "./dom.js";
import { pair, set as lens } from "./lens.js";
import { progress } from "./progress.js";
import { parse, update } from "./state.js";

function start() {
  const form = document.querySelector("form.plan");
  const section = document.querySelector(".my-plan");
  if (!form) return;
  /** @type {(name: string) => any} */
  const field = (name) => form.elements.namedItem(name);

  /** @type {(kept: Record<string, any>) => void} */
  function set(kept) {
    for (const one of ["a", "b", "n"]) {
      const options = [...field(one).options].map((option) => option.value);
      if (options.includes(String(kept[one]))) field(one).value = String(kept[one]);
    }
  }

  /* The home page has the form only; who made a plan before goes on with it. */
  if (!section) {
    const [mine, theirs] = pair();
    const { plan } = progress.get();
    set({ a: mine, b: theirs });
    if (!plan) return;
    set(plan);
    form.querySelector("button").textContent = "Go on with my plan";
    return;
  }
  const list = section.querySelector(".plan-steps");
  const steps = [...list.querySelectorAll("li[data-step]")];

  /** @type {(value: string) => string} */
  function name(value) {
    return [...field("b").options].find((one) => one.value === value).textContent;
  }

  function choice() {
    const [a, b, n] = ["a", "b", "n"].map((one) => field(one).value);
    return { a, b, n: Number(n), pair: a !== "" && a !== b };
  }

  /** Put the reader's platforms into the words and links of a step.
      @type {(step: any, now: any) => void} */
  function fill(step, now) {
    const names = { mine: now.a ? name(now.a) : "your platform", theirs: name(now.b) };
    const put = (/** @type {string} */ text) => text.replace(/\{(mine|theirs)\}/g, (_, /** @type {"mine" | "theirs"} */ which) => names[which]);
    const words = step.querySelector(".plan-words");
    const link = words.querySelector("a");
    if (words.firstChild.nodeType === Node.TEXT_NODE) words.firstChild.data = put(words.dataset.before);
    else words.prepend(put(words.dataset.before));
    link.textContent = put(words.dataset.link);
    words.lastChild.data = put(words.dataset.after) + ".";
    step.querySelector("label span").textContent = `Done: ${put(words.dataset.link)}`;
    /** @type {Record<string, string>} */
    const by = { mine: now.a, theirs: now.b, pair: `${now.a}-to-${now.b}` };
    if (link.dataset.by) {
      const found = JSON.parse(link.dataset.hrefs)[by[link.dataset.by]];
      if (found) link.href = found;
    }
    if (link.dataset.state) {
      const state = link.dataset.state.replace(/\{mine\}/g, now.a).replace(/\{theirs\}/g, now.b);
      link.href = link.href.split("#")[0] + "#?" + state;
    }
  }

  /** @type {(step: any) => string} */
  function key(step) {
    return `${step.dataset.step} ${field("b").value}`;
  }

  function ticks() {
    const kept = progress.get().ticks;
    let done = 0;
    const shown = steps.filter((step) => !step.hidden);
    for (const step of steps) {
      const box = step.querySelector("input");
      box.checked = key(step) in kept && Object.hasOwn(kept, key(step));
      if (box.checked && !step.hidden) done += 1;
    }
    form.querySelector("output").value = `${done} of ${shown.length} steps done`;
    section.querySelector(".progress-note").textContent = progress.note();
  }

  function show() {
    const now = choice();
    for (const heading of list.querySelectorAll(".plan-evening")) heading.remove();
    const taken = steps.filter((step) => {
      const evening = Number(step.dataset.evenings.split(" ")[now.n - 1]);
      step.hidden = evening === 0 || ("pair" in step.dataset && !now.pair);
      return !step.hidden;
    });
    const { plan } = progress.get();
    const tonight = plan ? Math.round((Date.parse(progress.today()) - Date.parse(plan.day)) / 86400000) + 1 : 1;
    let evening = 0;
    for (const step of taken) {
      fill(step, now);
      const on = Number(step.dataset.evenings.split(" ")[now.n - 1]);
      if (on === evening) continue;
      evening = on;
      const minutes = taken.filter((one) => Number(one.dataset.evenings.split(" ")[now.n - 1]) === on).reduce((sum, one) => sum + Number(one.dataset.minutes), 0);
      const heading = element("li");
      heading.className = "plan-evening";
      const title = element("h3");
      title.textContent = (now.n === 1 ? "Tonight" : `Evening ${on}${on === tonight ? ", tonight" : ""}`) + `, ${minutes} minutes`;
      heading.append(title);
      if (on > 1) {
        const due = element("a");
        due.href = form.dataset.practice;
        due.textContent = "what is due from the evenings before";
        const words = element("p");
        words.append("Begin with ", due);
        const kept = progress.get();
        const waiting = coach.due(kept, Object.keys(kept.cards), progress.today()).length;
        words.append(waiting && on === tonight ? `: ${waiting} cards today, about ${coach.minutesOf(waiting)} minutes.` : ".");
        heading.append(words);
      }
      step.before(heading);
    }
    /** @type {(kind: string) => number} */
    const of = (kind) => taken.filter((one) => one.dataset.kind === kind).length;
    const whose = now.pair ? `From ${name(now.a)} to ${name(now.b)}` : name(now.b);
    const long = now.n === 1 ? "one evening" : `${now.n} evenings`;
    section.querySelector(".plan-summary").textContent =
      `${whose} in ${long}: ` +
      /** @type {[string, string][]} */ ([["read", "to read"], ["say", "to say aloud"], ["drill", "drills"], ["design", "designs"], ["mock", "mock interviews"], ["print", "to print"]])
        .map(([kind, words]) => /** @type {[number, string]} */ ([of(kind), words]))
        .filter(([count]) => count)
        .map(([count, words]) => `${count} ${count === 1 ? words.replace(/s$/, "") : words}`)
        .join(", ") + ".";
    section.hidden = false;
    others(true);
    ticks();
  }

  function address() {
    const { a, b, n } = choice();
    update({ a, b, n: String(n) });
  }

  /** The plans for everybody give way to the reader's own, in the page and in its table of contents.
      @type {(hidden: boolean) => void} */
  function others(hidden) {
    for (const one of document.querySelectorAll(".any-plan")) {
      one.hidden = hidden;
      const entry = one.id && document.querySelector(`.md-nav--secondary a[href$="#${one.id}"]`);
      if (entry) entry.closest("li").hidden = hidden;
    }
  }

  function remember() {
    const { a, b, n, pair } = choice();
    address();
    progress.change((/** @type {Progress} */ kept) => {
      const old = kept.plan;
      const same = old && old.a === a && old.b === b && old.n === n;
      return same ? kept : { ...kept, plan: { a, b, n, day: progress.today() } };
    });
    if (pair) lens([a, b]);
  }

  for (const step of steps) {
    step.querySelector("input").addEventListener("change", (/** @type {any} */ event) => {
      const day = event.target.checked ? progress.today() : "";
      progress.change((/** @type {Progress} */ kept) => coach.tick(kept, key(step), day));
    });
  }

  /** The heading of a plan for everybody that a plain anchor asks for. */
  function forEverybody() {
    return location.hash.startsWith("#?") ? null : document.querySelector(`h2.any-plan[id="${CSS.escape(location.hash.slice(1))}"]`);
  }

  /* The form of the home page leads here with ?a=...; the address then keeps it as all pages do. From another site it is a link. */
  function restore() {
    const asked = Object.fromEntries(new URLSearchParams(location.search));
    const kept = parse(location.hash);
    const [mine, theirs] = pair();
    const { plan } = progress.get();
    set({ a: mine, b: theirs });
    if (plan) set(plan);
    set(asked);
    if ("b" in kept) set({ a: "", ...kept });
    else set(kept);
    if ("b" in asked) history.replaceState(history.state, "", location.pathname + location.hash);
    const ours = location.protocol === "file:" || document.referrer.startsWith(`${location.origin}/`);
    return { shown: "b" in asked || "b" in kept || Boolean(plan && !forEverybody()), came: "b" in asked && (ours || !plan) };
  }

  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    remember();
    show();
    document.getElementById("my-plan").focus();
  });
  form.addEventListener("change", () => {
    if (section.hidden) return;
    remember();
    show();
  });
  progress.onChange(() => { if (!section.hidden) ticks(); });
  window.addEventListener("hashchange", () => {
    if (location.hash.startsWith("#?")) {
      set(parse(location.hash));
      show();
    } else if (forEverybody()) {
      section.hidden = true;
      others(false);
      forEverybody().scrollIntoView();
    }
  });
  /* Somebody's link shows their plan; the reader's own stays until the form is used. */
  const { shown, came } = restore();
  if (shown) {
    if (came) remember();
    else address();
    show();
    if (came) document.getElementById("my-plan").focus();
  }
}

start();
