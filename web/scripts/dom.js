// @ts-check
/* Helpers that touch the page: elements, files to save, the clipboard, scripts and styles that come when they are needed. */

/* The bundle that this stands in: what comes later lies beside it. */
const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;

/** The address of a file of the site, such as `assets/share.css` or `_gen/share.js`.
    @type {(path: string) => string} */
export function asset(path) {
  return new URL(`../${path}`, here).href;
}

/** Make an element. What it has no property for becomes an attribute; of the children, what is empty is left out.
    @type {(tag: string, values?: Record<string, unknown>, ...children: any[]) => any} */
export function element(tag, values = {}, ...children) {
  /** @type {any} */
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(values)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((one) => one !== "" && one !== null && one !== undefined));
  return node;
}

/** Make a button that does something; `act` is given the button.
    @type {(words: string, act: (own: HTMLButtonElement) => unknown, values?: Record<string, unknown>) => HTMLButtonElement} */
export function button(words, act, values = {}) {
  const node = element("button", { type: "button", ...values }, words);
  node.addEventListener("click", () => act(node));
  return node;
}

/** Offer text as a file.
    @type {(name: string, text: string, type: string) => void} */
export function download(name, text, type) {
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Put a text into the clipboard; says whether that worked. Where it did not, a field with the text is left before `place`,
    all of it selected, when there is such a place.
    @param {string} text
    @param {Element | null} place */
export async function copy(text, place = null) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const field = element("textarea", { value: text, readOnly: true, "aria-label": "Text to copy" });
    if (place) place.before(field);
    else document.body.append(field);
    field.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      /* the field stays, and what is in it is selected */
    }
    if (done || !place) {
      field.remove();
      focused?.focus({ preventScroll: true });
    }
    return done;
  }
}

/** Load a classic script once; it works on file:// where fetch does not. Asked again after it failed, it tries again. */
const loading = new Map();
/** @type {(from: string) => Promise<unknown>} */
export function script(from) {
  if (!loading.has(from)) {
    const come = new Promise((resolve, reject) => {
      const failed = () => {
        loading.delete(from);
        reject(new Error("found no answer for a part of this page; expected the network, or a whole copy of the guide"));
      };
      document.head.append(element("script", { src: from, onload: resolve, onerror: failed }));
    });
    loading.set(from, come);
  }
  return loading.get(from);
}

/** Load a style sheet once; what waits for it goes on without it when it does not come.
    @type {(from: string) => Promise<unknown>} */
export function style(from) {
  if ([...document.styleSheets].some((one) => one.href === from)) return Promise.resolve();
  return new Promise((resolve) => {
    document.head.append(element("link", { rel: "stylesheet", href: from, onload: resolve, onerror: resolve }));
  });
}
