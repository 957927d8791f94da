// @ts-check
/* The search box of the home page. It hands over to the search of the header: from the first letter, from Enter, from a word to try.
   It does not do so on focus, which would load the index for who only passes by. */

/** Open the search of the header with these words.
    @param {string} words
    @returns whether there is one */
function search(words) {
  /** @type {HTMLInputElement | null} */
  const field = document.querySelector(".md-search__input");
  /** @type {HTMLInputElement | null} */
  const toggle = document.querySelector("#__search");
  if (!field || !toggle) return false;
  if (!toggle.checked) toggle.click();
  field.focus();
  field.value = words;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  return true;
}

function start() {
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector("form.hero");
  if (!form) return;
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));

  /** @param {Event} event
      @param {string} words */
  const hand = (event, words) => {
    if (search(words)) event.preventDefault();
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
