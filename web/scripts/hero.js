// @ts-check
/* The search box of the home page. It hands over to the dialog of the search: from the first letter, from Enter, from a word to try.
   It does not do so on focus, which would load the index for who only passes by. */

import { openSearch } from "./search-box.js";

function start() {
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector("form.hero");
  if (!form) return;
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));

  /** @type {(event: Event, words: string) => void} */
  const hand = (event, words) => {
    event.preventDefault();
    field.value = "";
    openSearch(words);
  };
  field.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) hand(event, field.value);
  });
  form.addEventListener("submit", (event) => hand(event, field.value));
  form.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    if (link) hand(event, link.textContent ?? "");
  });
}

start();
