// @ts-check
/**
 * A form of filters: what is typed is applied once a frame, the lists are read when a reader first comes to it.
 * @param {HTMLFormElement} form
 * @param {() => void} run applies the filters
 * @param {() => void} collect reads what is filtered
 */
export function onFilter(form, run, collect) {
  let wait = 0;
  form.addEventListener("input", () => {
    cancelAnimationFrame(wait);
    wait = requestAnimationFrame(run);
  });
  form.addEventListener("focusin", () => setTimeout(collect), { once: true });
  form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(run));
}
