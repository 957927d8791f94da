// @ts-check
/* The question bank: filters by text, theme, level, platform and state; links, points and follow-ups come when a question is opened. */

import * as coach from "./coach.js";
import { element } from "./dom.js";
import { pair } from "./lens.js";
import { deck, progress } from "./progress.js";
import { parse, update } from "./state.js";
import { textFilter } from "./text-filter.js";

function start() {
  const form = document.querySelector("form.bank");
  if (!form) return;
  /** @type {(name: string) => any} */
  const field = (name) => form.elements.namedItem(name);
  const NAMES = ["q", "t", "l", "p", "s"];
  const output = form.querySelector("output");
  const lists = document.querySelectorAll("ul.bank");
  let wasFiltered = false; /* groups open when a filter is set, and close when it is taken back */
  const items = [...document.querySelectorAll("ul.bank > li")].map((node) => ({
    node,
    deck: node.parentElement.dataset.deck,
    level: node.dataset.level,
    core: "core" in node.dataset,
    platforms: node.dataset.platforms.split(" "),
  }));

  /** @type {(item: any) => string} */
  function textOf(item) {
    item.text ||= item.node.textContent.toLowerCase() + " " + item.node.id;
    return item.text;
  }

  /** The state of a question on a platform; without a platform, the one that needs most work.
      @type {(item: any, kept: Progress, today: string, platform: string) => string[]} */
  function states(item, kept, today, platform) {
    const wanted = platform ? [platform] : item.platforms;
    return wanted.map((/** @type {string} */ name) => coach.stateOf(kept.cards[`${item.node.id} ${name}`], today));
  }

  /** @type {Record<string, string[]>} */
  const SHOWS = { due: ["due", "again"], again: ["again"], got: ["got", "due"], new: ["new"] };

  /** @type {(item: any, now: any, matches: (id: string, words: string) => boolean, kept: Progress, today: string) => boolean} */
  function fits(item, now, matches, kept, today) {
    if (now.t && item.deck !== now.t) return false;
    if (now.l && item.level !== now.l) return false;
    if (now.p && !item.platforms.includes(now.p)) return false;
    if (now.s === "core" && !item.core) return false;
    if (now.s && now.s !== "core") {
      const found = states(item, kept, today, now.p);
      const good = now.s === "new" ? found.every((one) => one === "new") : found.some((one) => SHOWS[now.s].includes(one));
      if (!good) return false;
    }
    return matches(item.node.id, textOf(item));
  }

  /** @type {Record<string, string>} */
  const WORDS = { again: "missed last time", due: "due", got: "got it" };

  /** Show on each question how it stands, once anything was practised.
      @type {(item: any, kept: Progress, today: string, platform: string) => void} */
  function mark(item, kept, today, platform) {
    const found = states(item, kept, today, platform);
    const state = ["again", "due", "got"].find((one) => found.includes(one));
    const facets = item.node.querySelector("summary .facets");
    let chip = facets.querySelector(".state");
    if (!chip && !state) return;
    if (!chip) {
      chip = element("span");
      chip.className = "state";
      facets.append(" ", chip);
    }
    chip.textContent = state ? WORDS[state] : "";
    chip.hidden = !state;
  }

  const matching = textFilter(() => items.map(({ node }) => node.id), () => run());

  function run() {
    const now = Object.fromEntries(NAMES.map((name) => [name, field(name).value.trim()]));
    const matches = matching(now.q);
    items.forEach(textOf); /* before chips and follow-ups add words of their own */
    const kept = progress.get();
    const today = progress.today();
    for (const list of lists) {
      const asked = now.p || theirs();
      if (asked) list.dataset.asked = asked;
      else delete list.dataset.asked;
    }
    const filtered = NAMES.some((name) => now[name]);
    let count = 0;
    for (const item of items) {
      mark(item, kept, today, now.p);
      item.node.hidden = !fits(item, now, matches, kept, today);
      if (!item.node.hidden) count += 1;
    }
    for (const list of lists) {
      const empty = [...list.children].every((one) => one.hidden);
      const group = list.closest("details");
      group.hidden = empty;
      if (filtered !== wasFiltered) group.open = filtered;
    }
    wasFiltered = filtered;
    output.value = `${count} of ${items.length} questions`;
    update(now);
  }

  function restore() {
    const kept = parse(location.hash);
    field("q").value = kept.q || "";
    for (const name of NAMES.slice(1)) {
      const box = field(name);
      box.value = [...box.options].some((one) => one.value === kept[name]) ? kept[name] : "";
    }
    return NAMES.some((name) => kept[name]);
  }

  /** The platform of the interview, from "mine and theirs". */
  function theirs() {
    return pair().slice(1).find((name) => items.some((item) => item.platforms.includes(name))) || "";
  }
  for (const list of lists) if (theirs()) list.dataset.asked = theirs();

  let wait = 0;
  form.addEventListener("input", () => {
    cancelAnimationFrame(wait);
    wait = requestAnimationFrame(run);
  });
  form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(run));
  progress.onChange(run);
  window.addEventListener("hashchange", () => {
    if (!location.hash.startsWith("#?")) return;
    restore();
    run();
  });
  if (restore() || Object.keys(progress.get().cards).length) run();

  /* Follow-ups, the wrong answer and the rows come when a question is opened; without them the link to its page stays. */
  for (const details of document.querySelectorAll("details[data-question]")) {
    details.addEventListener("toggle", async () => {
      const link = details.querySelector(":scope > p:last-child");
      if (!details.open || !link || !link.classList.contains("more-link")) return;
      try {
        const cards = await deck(form.dataset.decks, details.closest("ul").dataset.deck);
        const card = cards.find((one) => one.id === details.dataset.question);
        if (!card || !link.isConnected) return;
        items.forEach(textOf);
        details.querySelector(".spoken").innerHTML = card.answer; /* with its links */
        link.insertAdjacentHTML("beforebegin", card.list + card.more);
        link.classList.remove("more-link");
        link.firstElementChild.textContent = "Page of this question";
      } catch {
        /* the link leads there */
      }
    });
  }
}

start();
