// @ts-check
/* Light, dark or as the system has it. The theme's own script would do it, but names the colours to the browser in an element of the
   head, twice, and each time the whole page is styled again; our style sheet says the same (`color-scheme`). The form, what is stored
   and the first colours of a page are the theme's (overrides/main.html). */

const SYSTEM = "(prefers-color-scheme)";
const LIGHT = "(prefers-color-scheme: light)";
const PARTS = ["media", "scheme", "primary", "accent"];

/** @type {HTMLInputElement[]} */
const choices = [...document.querySelectorAll("[data-palette] input")];
const light = matchMedia(LIGHT);
const bar = document.createElement("meta"); /* of the browser, on phones */
bar.name = "theme-color";

/** Colour the page by a choice; that of the system stands for one of the others.
    @type {(choice: HTMLInputElement) => void} */
function use(choice) {
  const follows = choice.getAttribute("data-md-color-media") === SYSTEM;
  const wanted = light.matches ? LIGHT : "(prefers-color-scheme: dark)";
  const from = (follows && choices.find((one) => one.getAttribute("data-md-color-media") === wanted)) || choice;
  const color = Object.fromEntries(PARTS.map((part) => [part, (part === "media" ? choice : from).getAttribute(`data-md-color-${part}`) ?? ""]));
  for (const [part, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${part}`, value);
  for (const one of choices) /** @type {any} */ (one.nextElementSibling).hidden = one !== choice;
  try {
    window.__md_set("__palette", { index: choices.indexOf(choice), color });
  } catch { /* nothing is kept: the page has its colours all the same */ }
  requestAnimationFrame(() => { bar.content = getComputedStyle(document.querySelector(".md-header")).backgroundColor; });
}

/** The number of the choice that was stored: another script may have put nonsense there. */
function stored() {
  try {
    return Number(window.__md_get("__palette")?.index) || 0;
  } catch {
    return 0;
  }
}

if (choices.length) {
  document.head.append(bar);
  let chosen = choices[stored()] ?? choices[0];
  use(chosen);
  for (const choice of choices) {
    choice.addEventListener("change", () => {
      chosen = choice;
      use(chosen);
    });
    choice.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      const next = choices[(choices.indexOf(chosen) + 1) % choices.length];
      next.click();
      next.focus();
    });
  }
  light.addEventListener("change", () => use(chosen));
}
