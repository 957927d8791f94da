// @ts-check
/* The selector's page: form and address to a choice, and back; selector-answer.js shows what follows from it. */

import { publicAddress } from "./address.js";
import { dayOf } from "./coach.js";
import { copy, download, element, script } from "./dom.js";
import * as selector from "./selector.js";
import { ownFirst, verdict, whole } from "./selector-answer.js";
import * as words from "./selector-record.js";
import { arrive, fresh, parse, update } from "./state.js";

const box = document.querySelector(".selector");
const form = box.querySelector("form");
const finder = box.querySelector("input[type=search]");
const head = box.querySelector(".selector-verdict");
const steps = [...box.querySelectorAll(".selector-step")];
const [short, notes, full, tools, beginning, told] = ["short", "notes", "full", "export", "begin", "export .told"].map((one) => box.querySelector(`.selector-${one}`));
box.classList.toggle("answering", location.hash.startsWith("#?")); /* a decision is opened: nothing moves when its verdicts come */
/** @type {any} */
let data = null;
/** @type {any} */
let made = null; /* the journal's entry at which an opened link was made */

function place() {
  return { data, directories: box.dataset.directories, instead: box.dataset.instead };
}

/** @type {(name: string) => any} */
function field(name) {
  return form.elements.namedItem(name);
}

// Form, address, choice ---------------------------------------------------------------------------------------------

/** @type {() => Choice} */
function fromForm() {
  /** @type {Record<string, number>} */
  const weights = {};
  for (const { id } of data.criteria) {
    const weight = Number(field(id).value);
    if (weight) weights[id] = weight;
  }
  return { weights, previews: field("pv").checked, full: !field("catch").checked, own: Object.keys(data.signals).filter((name) => field(name).checked) };
}

/** @type {(choice: Choice) => void} */
function toForm(choice) {
  for (const { id } of data.criteria) field(id).value = String(choice.weights[id] || 0);
  for (const name of Object.keys(data.signals)) field(name).checked = choice.own.includes(name);
  field("pv").checked = choice.previews;
  field("catch").checked = !choice.full;
}

/** @type {(choice: Choice) => void} */
function address(choice) {
  const gone = Object.fromEntries(Object.keys(parse(location.hash)).filter((key) => key !== "lens").map((key) => [key, ""]));
  update({ ...gone, ...selector.toState(data, choice, made ?? data.journal) });
}

/** Name the reader that the choice is, if it is one.
    @type {(choice: Choice) => void} */
function namePreset(choice) {
  const now = JSON.stringify(selector.toState(data, choice, 0));
  for (const link of box.querySelectorAll(".chip[data-preset]")) {
    const is = JSON.stringify(selector.toState(data, selector.fromHash(data, link.getAttribute("href")).choice, 0)) === now;
    if (is) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// Steps -------------------------------------------------------------------------------------------------------------

/** Show one step; the others are found by the browser's search, which opens them.
    @type {(step: any) => void} */
function showStep(step) {
  for (const one of steps) {
    if (one === step) one.hidden = false;
    else one.setAttribute("hidden", "until-found");
  }
  for (const link of box.querySelectorAll(".selector-steps a")) {
    if (link.getAttribute("href") === `#criteria-${step.dataset.constraint}`) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
}

/** Whether a text has words that begin with all of some.
    @type {(text: string, wanted: string[]) => boolean} */
function says(text, wanted) {
  const said = ` ${text} `.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");
  return wanted.every((word) => said.includes(word.length > 2 ? ` ${word}` : ` ${word} `));
}

/** Show, of all steps, the criteria that ask with the words of a text, else those that have them in their own words or in
    those of what decides them; without a text, the step that is current. */
function find() {
  const wanted = finder.value.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  box.classList.toggle("finding", wanted.length > 0);
  const criteria = steps.flatMap((step) => [...step.querySelectorAll("tbody")]);
  const asking = criteria.filter((one) => says(one.querySelector(".asks").textContent, wanted));
  const found = new Set(asking.length ? asking : criteria.filter((one) => says(`${one.dataset.find} ${one.textContent}`, wanted)));
  for (const one of criteria) one.hidden = !found.has(one);
  for (const step of steps) step.hidden = !step.querySelector("tbody:not([hidden])");
  const count = found.size;
  finder.closest("p").querySelector("output").value = wanted.length ? `${count} of ${data.criteria.length}` : "";
  if (!wanted.length) showStep(steps.find((one) => box.querySelector(`[aria-current="step"][href="#criteria-${one.dataset.constraint}"]`)));
}

/** Lead to a place of this page without its anchor, which would take the decision's place in the address.
    @type {(id: string) => void} */
function goTo(id) {
  const target = document.getElementById(id);
  if (finder.value) {
    finder.value = "";
    find();
  }
  const step = target.closest(".selector-step");
  if (step) showStep(step);
  const isStep = target.matches(".selector-step > h2");
  const fold = target.closest("tr")?.nextElementSibling?.querySelector("details");
  if (fold) fold.open = true;
  target.tabIndex = -1;
  const goal = isStep ? box.querySelector(".selector-steps") : target;
  if (isStep || target.id === "answer") goal.style.scrollMarginBlockStart = `${head.offsetHeight + 4}px`; /* what stands before it is wholly under the head */
  goal.scrollIntoView();
  target.focus({ preventScroll: true });
}

// The answer --------------------------------------------------------------------------------------------------------

/** How much is set, in each step and of what speaks for a platform of one's own.
    @type {(choice: Choice) => void} */
function showCounts(choice) {
  const set = (/** @type {string} */ name) =>
    name === "own" ? choice.own.length : data.criteria.filter((/** @type {Criterion} */ one) => one.constraint === name && choice.weights[one.id]).length;
  for (const place of box.querySelectorAll(".set")) {
    const number = set(place.dataset.set);
    place.textContent = number ? `${number} set` : "";
  }
  for (const line of box.querySelectorAll(".criterion")) line.classList.toggle("asked", Boolean(choice.weights[line.querySelector("h3").id]));
}

/** What each criterion that is asked comes to with this choice, on the kinds that serve best: said in its line, as it is counted above.
    @type {(result: Answer) => void} */
function showCounted(result) {
  for (const old of box.querySelectorAll(".counted")) old.remove();
  for (const { platform, parts } of result.platforms) {
    for (const one of parts.flatMap((part) => part.best.all)) {
      const cell = box.querySelector(`tr:has(> td > #${one.criterion})`).querySelector(`td[data-platform="${platform}"]`);
      cell.append(element("span", { className: "counted" }, `counts as ${words.COUNTED[one.grade]}`));
    }
  }
}

/** @type {(choice: Choice) => void} */
function show(choice) {
  const result = selector.answer(data, choice);
  const others = selector.otherSettings(data, choice);
  const turns = selector.sensitivity(data, choice, others);
  const line = words.short(data, result, turns);
  if (short.textContent !== line) short.textContent = line;
  for (const one of result.platforms) {
    const cell = box.querySelector(`[data-verdict="${one.platform}"]`);
    cell.replaceChildren(...verdict(place(), one, result).filter(Boolean));
    cell.classList.toggle("out", one.state === "out");
  }
  showCounts(choice);
  showCounted(result);
  namePreset(choice);
  told.textContent = "";
  const nothing = result.kind === "nothing";
  box.classList.toggle("answering", !nothing);
  tools.hidden = nothing;
  beginning.hidden = !nothing;
  full.replaceChildren(...(nothing ? ownFirst(place(), result) : whole(place(), choice, result, others, turns, made)));
}

// What the reader does ----------------------------------------------------------------------------------------------

/** @type {(lines: string[]) => void} */
function tell(lines) {
  notes.replaceChildren(...lines.map((line) => element("p", {}, line)));
}

function changed() {
  made = null;
  tell([]);
  const choice = fromForm();
  address(choice);
  show(choice);
}

/** Have what changed since, if the decision was made with an earlier entry of the journal.
    @type {(journal: number | null) => Promise<void>} */
async function withChanges(journal) {
  if (journal === null || journal >= data.journal || data.days) return;
  try {
    await script(box.dataset.changes);
    Object.assign(data, window.CMLP_SELECTOR_CHANGES);
  } catch {
    /* the answer says that they could not be loaded */
  }
}

/** @type {(hash: string) => Promise<void>} */
async function open(hash) {
  const { choice, journal, notes: found } = selector.fromHash(data, hash);
  await withChanges(journal);
  made = journal;
  if (journal !== null && journal > data.journal) found.push(`This link was made with a newer copy of this guide: it counts ${journal} journal entries, this copy ${data.journal}.`);
  toForm(choice);
  tell(found);
  if (journal === null && !found.length) address(choice);
  show(choice);
}

function record() {
  /** @type {(page: string, anchor: string) => string} */
  const href = (page, anchor) => publicAddress(new URL(data.pages[box.dataset.directories][page], location.href).href + `#${anchor}`, box.dataset.site);
  const instead = publicAddress(new URL(box.dataset.instead, location.href).href, box.dataset.site);
  const link = publicAddress(location.href, box.dataset.site);
  return words.record(data, fromForm(), { date: dayOf(new Date()), link, href, instead, journal: data.journal, made });
}

/** @type {(text: string) => Promise<void>} */
async function copied(text) {
  told.textContent = await copy(text) ? "Copied." : "Not copied: the browser refused. Download works.";
}

/** A link inside the selector leads to its place and leaves the decision in the address; that of a reader opens a decision.
    @type {(event: any) => void} */
function follow(event) {
  const link = event.target.closest("a");
  const href = link?.getAttribute("href") || "";
  if (!link || event.defaultPrevented || link.matches(".headerlink") || !href.startsWith("#")) return;
  if (href.startsWith("#?")) {
    if (href === location.hash) box.scrollIntoView();
    return;
  }
  if (!box.contains(link)) return;
  event.preventDefault();
  goTo(href.slice(1));
}

function listen() {
  box.addEventListener("change", (/** @type {Event} */ event) => { if (event.target !== finder) changed(); });
  finder.addEventListener("input", find);
  form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  tools.querySelector(".copy").addEventListener("click", () => copied(record()));
  tools.querySelector(".copy-address").addEventListener("click", () => copied(publicAddress(location.href, box.dataset.site)));
  tools.querySelector(".download").addEventListener("click", () => download("ml-platform-decision.md", record(), "text/markdown"));
  for (const step of steps) step.addEventListener("beforematch", () => showStep(step));
  document.addEventListener("click", follow);
  window.addEventListener("hashchange", () => {
    if (location.hash.startsWith("#?")) open(location.hash);
    else toAnchor();
  });
}

/** An anchor of a criterion or a step shows its step. */
function toAnchor() {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.closest(".selector-step")) goTo(target.id);
}

async function begin() {
  data = window.CMLP_SELECTOR;
  listen();
  await open(location.hash);
  if (fresh) {
    toAnchor();
    arrive(full);
  }
  box.dataset.ready = "true";
}

script(box.dataset.verdicts).then(begin, () => { short.textContent = "The verdicts could not be loaded; the tables below hold the same."; });
