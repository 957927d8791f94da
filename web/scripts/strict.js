// @ts-check
/* Read a state that a stranger may have written: by its fields, strictly. What is not understood takes its standard value,
   and a note says so; notes are plain text for `textContent`. Pure: touches no page. */

const LONGEST = 2000;
const MOST_NOTES = 8;

/** A stranger's text, short and without what moves or hides other text.
    @type {(text: string) => string} */
export function shown(text) {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, "\ufffd");
  const marks = [...plain];
  return `“${marks.length > 40 ? marks.slice(0, 39).join("") + "…" : plain}”`;
}

/** Read a location hash by `fields`: {name: {standard, read(text) to a value or undefined, expected, label}}.

   Returns {values, notes}: a value for every field. `others` are keys that belong to other scripts of the page.
    @type {(hash: string, fields: Record<string, Field>, others?: string[]) => { values: Record<string, any>, notes: string[] }} */
export function read(hash, fields, others = ["lens", "at"]) {
  /** @type {Record<string, any>} */
  const values = {};
  /** @type {string[]} */
  const notes = [];
  for (const name of Object.keys(fields)) values[name] = fields[name].standard;
  if (!hash.startsWith("#?")) return { values, notes };
  if (hash.length > LONGEST) {
    notes.push(`The address holds ${hash.length} characters, more than the ${LONGEST} that are read: nothing of it was taken.`);
    return { values, notes };
  }
  const seen = new Set();
  for (const [name, text] of new URLSearchParams(hash.slice(2))) {
    if (others.includes(name)) continue;
    if (!Object.hasOwn(fields, name)) notes.push(`${shown(name)} is nothing that this page knows: left out.`);
    else if (seen.has(name)) notes.push(`${fields[name].label || name} stands there twice: the first was taken.`);
    else {
      seen.add(name);
      const value = fields[name].read(text);
      if (value === undefined) notes.push(`${fields[name].label || name}: found ${shown(text)}, expected ${fields[name].expected}; the standard value was taken.`);
      else values[name] = value;
    }
  }
  if (notes.length > MOST_NOTES) notes.splice(MOST_NOTES, Infinity, `And ${notes.length - MOST_NOTES} more.`);
  return { values, notes };
}

/** Digits with at most six decimals, from 0 to `most`; undefined for everything else.
    @type {(text: string, most: number, whole?: boolean) => number | undefined} */
export function number(text, most, whole = false) {
  if (!(whole ? /^\d{1,12}$/ : /^\d{1,12}(\.\d{1,6})?$/).test(text)) return undefined;
  const value = Number(text);
  return value <= most ? value : undefined;
}

/** Ids of `known`, joined by dots, each once; undefined when one of them is not known.
    @type {(text: string, known: string[]) => string[] | undefined} */
export function ids(text, known) {
  const list = text === "" ? [] : text.split(".");
  return list.every((id) => known.includes(id)) && new Set(list).size === list.length ? list : undefined;
}
