// @ts-check
/* Samples: a closed step loads its code when it is opened; tabs of platforms follow "mine and theirs" and each other. */

import { asset, button, copy, element, pair, platformOf, script, style } from "../given.js";

/** The tabs of one set: `{ input, label, platform }`; empty where the tabs are no platforms.
    @type {(set: Element) => { input: HTMLInputElement, label: HTMLElement, platform: string | undefined }[]} */
function tabs(set) {
  const inputs = set.querySelectorAll(":scope > input");
  const labels = set.querySelectorAll(":scope > .tabbed-labels > label");
  return [...labels]
    .map((label, index) => ({ input: inputs[index], label, platform: platformOf(label.textContent) }))
    .filter((tab) => tab.platform);
}

const sets = () => [...document.querySelectorAll(".tabbed-set")].map(tabs).filter((found) => found.length);

/** Show one platform in every set that has it.
    @type {(platform: string | undefined) => void} */
function show(platform) {
  for (const found of sets()) {
    const tab = found.find((one) => one.platform === platform);
    if (tab) tab.input.checked = true;
  }
}

/** The platform whose tab the reader took last; at first the one to whose answer the link leads.
    @type {any} */
let chosen = Object.keys(PLATFORM_NAMES).find((one) => location.hash.endsWith(`--${one}`)) ?? null;

/** Hide and skip the tabs of what the reader does not compare; show the chosen platform, else "theirs". */
function follow() {
  const chosenPair = pair();
  for (const found of sets()) {
    for (const tab of found) {
      tab.label.dataset.platform = tab.platform;
      tab.input.disabled = chosenPair.length > 0 && !chosenPair.includes(tab.platform || "");
    }
  }
  if (chosenPair.length && !chosenPair.includes(chosen)) chosen = null;
  for (const platform of chosen ? [chosen] : chosenPair) show(platform); /* "theirs" last: it stays where it has samples */
}

/** @type {(block: Element, of: string) => HTMLElement} */
function copyButton(block, of) {
  /** @type {(own: HTMLElement) => Promise<void>} */
  const act = async (own) => {
    own.textContent = await copy(block.textContent) ? "Copied" : "Not copied: the browser refused";
    setTimeout(() => { own.textContent = "Copy"; }, 2000);
  };
  return button("Copy", act, { className: "copy-code", title: `Copy: ${of}`, "aria-live": "polite", hidden: !navigator.clipboard });
}

/** @type {(step: any, html: string) => void} */
function fill(step, html) {
  const box = element("div", { className: "in-place", innerHTML: html }); /* ours: made at build time from samples/ */
  const name = step.querySelector("summary").textContent;
  const labels = box.querySelectorAll(".tabbed-labels > label");
  box.querySelectorAll(".tabbed-block").forEach((/** @type {Element} */ tab, /** @type {number} */ index) => {
    const blocks = tab.querySelectorAll("pre > code");
    blocks.forEach((/** @type {any} */ code, /** @type {number} */ part) => {
      const of = `${name}, ${labels[index].textContent.trim()}` + (blocks.length > 1 ? `, part ${part + 1}` : "");
      code.tabIndex = 0;
      code.setAttribute("role", "region");
      code.setAttribute("aria-label", of);
      code.parentElement.before(copyButton(code, of));
    });
  });
  step.querySelector("p").remove(); /* its links stand under each sample now */
  step.append(box);
  follow();
}

/** Bring the samples of a step; without them its links stay.
    @type {(step: any) => Promise<void>} */
async function load(step) {
  step.dataset.asked = "yes";
  style(asset("assets/samples.css"));
  await script(`${step.parentElement.dataset.scripts}${step.dataset.step}.js`);
  fill(step, window.CMLP_CODE[step.dataset.step]);
}

function start() {
  document.addEventListener("change", (event) => {
    const set = event.target.closest(".tabbed-set");
    const tab = set && tabs(set).find((one) => one.input === event.target);
    if (!tab) return;
    const before = set.getBoundingClientRect().top;
    chosen = tab.platform;
    show(chosen);
    scrollBy(0, set.getBoundingClientRect().top - before); /* sets above may have grown */
  });
  for (const step of document.querySelectorAll("details.step")) {
    const once = () => { if (step.open && !step.dataset.asked) load(step).catch(() => {}); };
    step.addEventListener("toggle", once);
    once();
  }
  follow();
  new MutationObserver(() => { chosen = null; follow(); }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-hide"] });
}

start();
