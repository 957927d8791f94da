// @ts-check
/* The spoken answer of a theme, in general or in a platform's words. The page has them all; one is shown: of the platform that
   the address names, else of the one where the interview is. */

import { pair } from "./lens.js";
import { update } from "./state.js";

const spoken = document.querySelector(".aloud");
/** @type {HTMLElement[]} */
const answers = spoken ? [...spoken.querySelectorAll(":scope > :is(blockquote, section)")] : [];
/** @type {HTMLButtonElement[]} */
const buttons = spoken ? [...spoken.querySelectorAll(".whose-words > button")] : [];

/** Show the answer in a platform's words; of none that has one, the general answer.
    @type {(platform: string | undefined) => void} */
function show(platform) {
  const shown = answers.find((one) => platform && one.dataset.platform === platform) || answers[0];
  for (const one of answers) {
    if (one === shown) one.removeAttribute("hidden");
    else one.setAttribute("hidden", "until-found");
  }
  for (const one of buttons) one.setAttribute("aria-pressed", String(one.dataset.platform === shown.dataset.platform));
}

/** The platform whose words the address names.
    @type {() => string | undefined} */
function named() {
  return answers.find((one) => one.querySelector(":scope > h3")?.id === location.hash.slice(1))?.dataset.platform;
}

/** @type {(platform: string | undefined) => void} */
function choose(platform) {
  show(platform);
  if (platform) history.replaceState(history.state, "", `#${platform}`);
  else if (named()) history.replaceState(history.state, "", location.pathname + location.search);
  if (!platform) update({ lens: pair().join(".") });
}

if (spoken && buttons.length) {
  for (const one of buttons) {
    one.hidden = !answers.some((answer) => answer.dataset.platform === one.dataset.platform);
    one.addEventListener("click", () => choose(one.dataset.platform));
  }
  for (const one of answers) one.addEventListener("beforematch", () => show(one.dataset.platform));
  document.addEventListener("pair", () => show(pair()[1]));
  window.addEventListener("hashchange", () => { if (named()) show(named()); });
  show(named() || pair()[1]);
  spoken.classList.add("chosen");
}
