// @ts-check
/* The address that a page has on the published site, for links that leave the page: records, exports, what is copied. */

/** The path of a page below the site's root as it is published, such as `compare/limits/`; of the home page it is empty.
    @type {(href: string) => string} */
export function pagePath(href) {
  const { base } = JSON.parse(document.getElementById("__config").textContent);
  const start = new URL(`${base}/`, location.href).href;
  const [page] = href.split(/[?#]/);
  return page.slice(start.length).replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, "/");
}

/** The published address of `href` when this copy is read from disk; `href` itself on a server.
    @type {(href: string, site: string | undefined) => string} */
export function publicAddress(href, site) {
  if (!href.startsWith("file:") || !site) return href;
  const [, hash] = href.split("#");
  return site.replace(/\/?$/, "/") + pagePath(href) + (hash ? `#${hash}` : "");
}
