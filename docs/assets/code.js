/* Samples: a closed step loads its code when it is opened; tabs of platforms follow "mine and theirs" and each other. */
"use strict";

(function () {
  const PLATFORMS = { SageMaker: "sagemaker", "Vertex AI": "vertex-ai", "Azure ML": "azure-ml" };

  /** The tabs of one set: `{ input, label, platform }`; empty where the tabs are no platforms. */
  function tabs(set) {
    const inputs = set.querySelectorAll(":scope > input");
    const labels = set.querySelectorAll(":scope > .tabbed-labels > label");
    return [...labels]
      .map((label, index) => ({ input: inputs[index], label, platform: PLATFORMS[label.textContent.trim()] }))
      .filter((tab) => tab.platform);
  }

  const sets = () => [...document.querySelectorAll(".tabbed-set")].map(tabs).filter((found) => found.length);

  /** Show one platform in every set that has it. */
  function show(platform) {
    for (const found of sets()) {
      const tab = found.find((one) => one.platform === platform);
      if (tab) tab.input.checked = true;
    }
  }

  let chosen = null; /* the platform whose tab the reader took last */

  /** Hide and skip the tabs of what the reader does not compare; show the chosen platform, else "theirs". */
  function follow() {
    const pair = window.CMLP.pair();
    for (const found of sets()) {
      for (const tab of found) {
        tab.label.dataset.platform = tab.platform;
        tab.input.disabled = pair.length > 0 && !pair.includes(tab.platform);
      }
    }
    if (pair.length && !pair.includes(chosen)) chosen = null;
    if (chosen || pair[1]) show(chosen || pair[1]);
  }

  document.addEventListener("change", (event) => {
    const set = event.target.closest(".tabbed-set");
    const tab = set && tabs(set).find((one) => one.input === event.target);
    if (!tab) return;
    const before = set.getBoundingClientRect().top;
    chosen = tab.platform;
    show(chosen);
    scrollBy(0, set.getBoundingClientRect().top - before); /* sets above may have grown */
  });

  function copyButton(block, of) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-code";
    button.title = `Copy: ${of}`;
    button.textContent = "Copy";
    button.setAttribute("aria-live", "polite");
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(block.textContent);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Not copied: the browser refused";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    return button;
  }

  function fill(step, html) {
    const box = document.createElement("div");
    box.className = "in-place";
    box.innerHTML = html; /* ours: made at build time from samples/ */
    const name = step.querySelector("summary").textContent;
    const labels = box.querySelectorAll(".tabbed-labels > label");
    box.querySelectorAll(".tabbed-block").forEach((tab, index) => {
      const blocks = tab.querySelectorAll("pre > code");
      blocks.forEach((code, part) => {
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

  function load(step) {
    step.dataset.asked = "yes";
    const script = document.createElement("script");
    script.src = `${step.parentElement.dataset.scripts}${step.dataset.step}.js`;
    script.addEventListener("load", () => fill(step, window.CMLP_CODE[step.dataset.step]));
    document.head.append(script);
  }

  function start() {
    for (const step of document.querySelectorAll("details.step")) {
      const once = () => { if (step.open && !step.dataset.asked) load(step); };
      step.addEventListener("toggle", once);
      once();
    }
    follow();
    new MutationObserver(() => { chosen = null; follow(); }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-hide"] });
  }

  /* Where steps are closed, page.js brings this script when one is opened; the style comes along. */
  const style = document.currentScript.src.replace(/\.js$/, ".css");
  if (![...document.styleSheets].some((sheet) => sheet.href === style)) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));
  }
  /* Pages of rows name it before lens.js: start when all deferred scripts ran. */
  if (window.CMLP?.pair) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
