/* A page or section that moved: lead on, with the fragment and the question mark that the old address had. */
"use strict";

(function () {
  const link = document.querySelector(document.querySelector(":target") ? ":target .leads-on" : "h1 + p .leads-on");
  if (!link) return;
  const to = new URL(link.href);
  to.search = location.search;
  to.hash ||= location.hash;
  location.replace(to.href);
})();
