/* State in the address as `#?key=value&key=value`; `at` names a place of the page. A bare `#id` is always an anchor; it gives way when a reader sets a state. */
"use strict";

(function (root) {
  /* All pages on disk share one storage: a copy's folder tells its keys from those of the copy beside it. */
  const folder = root.location.protocol === "file:" && root.__md_scope ? root.__md_scope.pathname + ":" : "";
  const prefix = "cmlp:1:" + folder;

  /** Parse a location hash to a plain map of strings; anything that is not `#?…` is empty. */
  function parse(hash) {
    const out = Object.create(null);
    if (!hash.startsWith("#?") || hash.length > 2000) return out;
    for (const [key, value] of new URLSearchParams(hash.slice(2))) {
      if (/^[a-z]+$/.test(key)) out[key] = value;
    }
    return out;
  }

  /** Return the hash for a map; empty values are left out, keys are sorted. */
  function format(state) {
    const query = new URLSearchParams();
    for (const key of Object.keys(state).sort()) {
      if (state[key]) query.set(key, state[key]);
    }
    const text = query.toString();
    return text ? "#?" + text : "";
  }

  /** Read a stored value; storage may be full, switched off or hold nonsense. */
  function load(key) {
    try {
      return root.localStorage.getItem(prefix + key);
    } catch {
      return null;
    }
  }

  /** Store a value, or remove it when it is empty; returns whether it worked. */
  function save(key, value) {
    try {
      if (value) root.localStorage.setItem(prefix + key, value);
      else root.localStorage.removeItem(prefix + key);
      return true;
    } catch {
      return false;
    }
  }

  /** Change the state in the address without a jump and without a new history entry. */
  function update(changes) {
    const { location, history } = root;
    if (location.hash && !location.hash.startsWith("#?") && !Object.values(changes).some(Boolean)) return;
    const state = Object.assign(parse(location.hash), changes);
    const hash = format(state);
    if (hash !== location.hash) history.replaceState(history.state, "", hash || location.pathname + location.search);
  }

  /** Go to the place that a state names as `at`: beside a state there is no room for an anchor. */
  function arrive(within = root.document) {
    const { at } = parse(root.location.hash);
    const target = at && within.querySelector("#" + CSS.escape(at));
    if (!target) return;
    target.scrollIntoView();
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }

  /* A page that is loaded again, or gone back to, stays where the reader was. */
  const [visit] = performance.getEntriesByType("navigation");
  const fresh = !visit || visit.type === "navigate";

  /* Scripts that stand in a page run before this one; what they show is there when the place is looked for. */
  root.CMLP = Object.assign(root.CMLP || {}, { parse, format, load, save, update, prefix, arrive, fresh });
  root.document.addEventListener("DOMContentLoaded", () => {
    if (fresh) arrive();
    root.addEventListener("hashchange", () => arrive());
  });
})(window);
