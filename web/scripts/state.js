// @ts-check
/* What outlives a page view: the state in the address (hash.js) and what this browser stores. */

import { format, parse } from "./hash.js";

export { format, parse };

/* All pages on disk share one storage: a copy's folder tells its keys from those of the copy beside it. */
const folder = location.protocol === "file:" && window.__md_scope ? window.__md_scope.pathname + ":" : "";
export const prefix = "cmlp:1:" + folder;

/** Read a stored value; storage may be full, switched off or hold nonsense.
    @type {(key: string) => string | null} */
export function load(key) {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

/** Store a value, or remove it when it is empty; returns whether it worked.
    @type {(key: string, value: string) => boolean} */
export function save(key, value) {
  try {
    if (value) localStorage.setItem(prefix + key, value);
    else localStorage.removeItem(prefix + key);
    return true;
  } catch {
    return false;
  }
}

/** Change the state in the address without a jump and without a new history entry.
    @type {(changes: Record<string, string>) => void} */
export function update(changes) {
    if (location.hash && !location.hash.startsWith("#?") && !Object.values(changes).some(Boolean)) return;
  const state = Object.assign(parse(location.hash), changes);
  const hash = format(state);
  if (hash !== location.hash) history.replaceState(history.state, "", hash || location.pathname + location.search);
}

/** Go to the place that a state names as `at`: beside a state there is no room for an anchor. */
export function arrive(within = document) {
  const { at } = parse(location.hash);
  const target = at && within.querySelector("#" + CSS.escape(at));
  if (!target) return;
  target.scrollIntoView();
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/* A page that is loaded again, or gone back to, stays where the reader was. */
const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
export const fresh = !visit || visit.type === "navigate";

/* What scripts of the page show is there when the place is looked for: this comes when all have run. */
document.addEventListener("DOMContentLoaded", () => {
  if (fresh) arrive();
  window.addEventListener("hashchange", () => arrive());
});
