// @ts-check
/* What the page's own script gives to those that come later (later.js). They import it from here and never the modules
   themselves, which would then be in a page twice, each with a state of its own. */

export const { asset, brought, button, copy, csv, download, element, format, load, pagePath, pair, parse, platformOf, publicAddress, save, script, style } =
  window.CMLP_GIVEN;
