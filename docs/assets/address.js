/* The address that a page has on the published site, for links that leave the page: records, exports, what is copied. */
"use strict";

(function (root) {
  /** The published address of `href` when this copy is read from disk; `href` itself on a server. */
  function publicAddress(href, site) {
    if (!href.startsWith("file:") || !site) return href;
    const { base } = JSON.parse(root.document.getElementById("__config").textContent);
    const start = new URL(base + "/", root.location.href).href;
    const [page, hash] = href.split("#");
    const path = page.slice(start.length).replace(/(^|\/)index\.html$/, "$1").replace(/\.html$/, "/");
    return site.replace(/\/?$/, "/") + path + (hash ? `#${hash}` : "");
  }

  root.CMLP = Object.assign(root.CMLP || {}, { publicAddress });
})(window);
