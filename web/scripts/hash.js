// @ts-check
/* State in the address as `#?key=value&key=value`; `at` names a place of the page. A bare `#id` is always an anchor; it gives way when a reader sets a state. */

/** Parse a location hash to a plain map of strings; anything that is not `#?…` is empty.
    @type {(hash: string) => Record<string, string>} */
export function parse(hash) {
  const out = Object.create(null);
  if (!hash.startsWith("#?") || hash.length > 2000) return out;
  for (const [key, value] of new URLSearchParams(hash.slice(2))) {
    if (/^[a-z]+$/.test(key)) out[key] = value;
  }
  return out;
}

/** Return the hash for a map; empty values are left out, keys are sorted.
    @type {(state: Record<string, string | undefined>) => string} */
export function format(state) {
  const query = new URLSearchParams();
  for (const key of Object.keys(state).sort()) {
    if (state[key]) query.set(key, state[key]);
  }
  const text = query.toString();
  return text ? "#?" + text : "";
}
