// @ts-check
/* The learning plan: "I know A, interview on B, N evenings" in the address; every step with its links for these two
   platforms, ticks kept with the progress. Which step falls on which evening was worked out when the site was built. */

import * as coach from "./coach.js";
import { element } from "./dom.js";
import { pair, set as lens } from "./lens.js";
import { progress } from "./progress.js";
import { parse, update } from "./state.js";

const DAY = 86400000; /* milliseconds */
const KINDS = { read: "to read", say: "to say aloud", drill: "drills", design: "designs", mock: "mock interviews", print: "to print" };
const form = document.querySelector("form.plan");
const section = document.querySelector(".my-plan"); /* the home page has the form only */
/** @type {any[]} */
const steps = [...document.querySelectorAll(".my-plan .plan-steps > li[data-step]")];

// The form ------------------------------------------------------------------------------------------------------------

/** @type {(name: string) => any} */
function field(name) {
  return form.elements.namedItem(name);
}

/** @type {(kept: Record<string, any>) => void} */
function fillForm(kept) {
  for (const one of ["a", "b", "n"]) {
    const options = [...field(one).options].map((option) => option.value);
    if (options.includes(String(kept[one]))) field(one).value = String(kept[one]);
  }
}

function choice() {
  const [a, b, n] = ["a", "b", "n"].map((one) => field(one).value);
  return { a, b, n: Number(n), pair: a !== "" && a !== b };
}

/** The name of a platform.
    @type {(platform: string) => string} */
function nameOf(platform) {
  return [...field("b").options].find((one) => one.value === platform).textContent;
}

/** The form asks for "mine and theirs". */
function fillPair() {
  const [mine, theirs] = pair();
  fillForm({ a: mine, b: theirs });
}

/** The home page: who made a plan before goes on with it. */
function offerPlan() {
  const { plan } = progress.get();
  fillPair();
  if (!plan) {
    document.addEventListener("pair", fillPair);
    return;
  }
  fillForm(plan);
  form.querySelector("button").textContent = "Go on with my plan";
}

// The steps -----------------------------------------------------------------------------------------------------------

/** The evening on which a step falls when there are `n` of them; 0 for none.
    @type {(step: any, n: number) => number} */
function eveningOf(step, n) {
  return Number(step.dataset.evenings.split(" ")[n - 1]);
}

/** Put the reader's platforms into the words and links of a step.
    @type {(step: any, now: any) => void} */
function fillStep(step, now) {
  const names = { mine: now.a ? nameOf(now.a) : "your platform", theirs: nameOf(now.b) };
  const put = (/** @type {string} */ text) => text.replace(/\{(mine|theirs)\}/g, (_, /** @type {"mine" | "theirs"} */ which) => names[which]);
  const words = step.querySelector(".plan-words");
  const link = words.querySelector("a");
  if (words.firstChild.nodeType === Node.TEXT_NODE) words.firstChild.data = put(words.dataset.before);
  else words.prepend(put(words.dataset.before));
  link.textContent = put(words.dataset.link);
  words.lastChild.data = put(words.dataset.after) + ".";
  step.querySelector("label span").textContent = `Done: ${put(words.dataset.link)}`;
  fillLink(link, now);
}

/** @type {(link: any, now: any) => void} */
function fillLink(link, now) {
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

/** Which evening of the kept plan it is today, the first being 1. */
function tonight() {
  const { plan } = progress.get();
  return plan ? Math.round((Date.parse(progress.today()) - Date.parse(plan.day)) / DAY) + 1 : 1;
}

/** @type {(evening: number, minutes: number, now: any) => HTMLElement} */
function headingOf(evening, minutes, now) {
  const isTonight = evening === tonight();
  const name = now.n === 1 ? "Tonight" : `Evening ${evening}${isTonight ? ", tonight" : ""}`;
  const title = element("h3", {}, `${name}, ${minutes} minutes`);
  return element("li", { className: "plan-evening" }, title, evening > 1 ? dueFirst(isTonight) : "");
}

/** @type {(isTonight: boolean) => HTMLElement} */
function dueFirst(isTonight) {
  const kept = progress.get();
  const waiting = coach.due(kept, Object.keys(kept.cards), progress.today()).length;
  const count = waiting && isTonight ? `: ${waiting} cards today, about ${coach.minutesOf(waiting)} minutes.` : ".";
  return element("p", {}, "Start with ", element("a", { href: form.dataset.practice }, "what is due from the evenings before"), count);
}

/** @type {(taken: any[], now: any) => string} */
function summaryOf(taken, now) {
  const whose = now.pair ? `From ${nameOf(now.a)} to ${nameOf(now.b)}` : nameOf(now.b);
  const long = now.n === 1 ? "one evening" : `${now.n} evenings`;
  const counts = Object.entries(KINDS).map(([kind, words]) => {
    const count = taken.filter((one) => one.dataset.kind === kind).length;
    return count ? `${count} ${count === 1 ? words.replace(/s$/, "") : words}` : "";
  });
  return `${whose} in ${long}: ${counts.filter(Boolean).join(", ")}.`;
}

function showPlan() {
  const now = choice();
  for (const heading of section.querySelectorAll(".plan-evening")) heading.remove();
  for (const step of steps) step.hidden = eveningOf(step, now.n) === 0 || ("pair" in step.dataset && !now.pair) || ("new" in step.dataset && now.a !== "");
  const taken = steps.filter((step) => !step.hidden);
  let evening = 0;
  for (const step of taken) {
    fillStep(step, now);
    const on = eveningOf(step, now.n);
    if (on === evening) continue;
    evening = on;
    const own = taken.filter((one) => eveningOf(one, now.n) === on);
    step.before(headingOf(on, own.reduce((sum, one) => sum + Number(one.dataset.minutes), 0), now));
  }
  section.querySelector(".plan-summary").textContent = summaryOf(taken, now);
  section.hidden = false;
  hideOthers(true);
  showTicks();
}

/** The plans for everybody give way to the reader's own, in the page and in its table of contents, which stands in the menu too.
    @type {(hidden: boolean) => void} */
function hideOthers(hidden) {
  for (const one of document.querySelectorAll(".any-plan")) {
    one.hidden = hidden;
    if (!one.id) continue;
    for (const entry of document.querySelectorAll(`.md-nav--secondary a[href$="#${one.id}"]`)) entry.closest("li").hidden = hidden;
  }
}

/** The heading of a plan for everybody that a plain anchor asks for. */
function forEverybody() {
  return location.hash.startsWith("#?") ? null : document.querySelector(`h2.any-plan[id="${CSS.escape(location.hash.slice(1))}"]`);
}

/** A plan for everybody that an anchor asks for becomes that of the chosen two platforms; returns whether it did.
    @type {(heading: any) => boolean} */
function forPair(heading) {
  const [mine, theirs] = pair();
  if (!heading || !theirs) return false;
  fillForm({ a: mine, b: theirs, n: heading.dataset.evenings });
  showPlan();
  document.getElementById("my-plan").scrollIntoView();
  return true;
}

// Ticks ---------------------------------------------------------------------------------------------------------------

/** @type {(step: any) => string} */
function keyOf(step) {
  return `${step.dataset.step} ${field("b").value}`;
}

function showTicks() {
  const kept = progress.get().ticks;
  for (const step of steps) step.querySelector("input").checked = Object.hasOwn(kept, keyOf(step));
  const shown = steps.filter((step) => !step.hidden);
  const done = shown.filter((step) => step.querySelector("input").checked).length;
  form.querySelector("output").value = `${done} of ${shown.length} steps done`;
  section.querySelector(".progress-note").textContent = progress.note();
}

/** @type {(step: any) => void} */
function keepTick(step) {
  const day = step.querySelector("input").checked ? progress.today() : "";
  progress.change((/** @type {Progress} */ kept) => coach.tick(kept, keyOf(step), day));
}

// The address and what is kept ----------------------------------------------------------------------------------------

function putIntoAddress() {
  const { a, b, n } = choice();
  update({ a, b, n: String(n) });
}

function keepPlan() {
  const { a, b, n, pair } = choice();
  putIntoAddress();
  progress.change((/** @type {Progress} */ kept) => {
    const old = kept.plan;
    const same = old && old.a === a && old.b === b && old.n === n;
    return same ? kept : { ...kept, plan: { a, b, n, day: progress.today() } };
  });
  if (pair) lens([a, b]);
}

/** Fill the form from the address, else from what is kept. `shown`: a plan is asked for; `came`: by the home page's form,
    which leads here with ?a=...; the address then keeps it as all pages do. From another site it is a link. */
function restore() {
  const asked = Object.fromEntries(new URLSearchParams(location.search));
  const kept = parse(location.hash);
  const [mine, theirs] = pair();
  const { plan } = progress.get();
  fillForm({ a: mine, b: theirs });
  if (plan) fillForm(plan);
  fillForm(asked);
  fillForm("b" in kept ? { a: "", ...kept } : kept);
  if ("b" in asked) history.replaceState(history.state, "", location.pathname + location.hash);
  const ours = location.protocol === "file:" || document.referrer.startsWith(`${location.origin}/`);
  return { shown: "b" in asked || "b" in kept || Boolean(plan && !forEverybody()), came: "b" in asked && (ours || !plan) };
}

/** Somebody's link shows their plan; the reader's own stays until the form is used. */
function arrive() {
  const { shown, came } = restore();
  if (!shown) {
    forPair(forEverybody());
    return;
  }
  if (came) keepPlan();
  else putIntoAddress();
  showPlan();
  if (came) document.getElementById("my-plan").focus();
}

/** @type {(event: Event) => void} */
function onSubmit(event) {
  event.preventDefault();
  keepPlan();
  showPlan();
  document.getElementById("my-plan").focus();
}

function onChoice() {
  if (section.hidden) return;
  keepPlan();
  showPlan();
}

function onHash() {
  if (location.hash.startsWith("#?")) {
    fillForm(parse(location.hash));
    showPlan();
  } else if (forEverybody() && !forPair(forEverybody())) {
    section.hidden = true;
    hideOthers(false);
    forEverybody().scrollIntoView();
  }
}

function listen() {
  for (const step of steps) step.querySelector("input").addEventListener("change", () => keepTick(step));
  form.addEventListener("submit", onSubmit);
  form.addEventListener("change", onChoice);
  progress.onChange(() => { if (!section.hidden) showTicks(); });
  window.addEventListener("hashchange", onHash);
}

if (form && section) {
  listen();
  arrive();
} else if (form) offerPlan();
