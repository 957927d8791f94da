// @ts-check
/* What every page has: what the theme's script would do, labels that the theme lacks, sharing, ages, places in long pages, tooltips; the copy on the device, samples
   and paper. */

import "./colours.js";
import "./theme.js";
import "./labels.js";
import "./share-buttons.js";
import "./ages.js";
import "./far-parts.js";
import "./reveal.js";
import "./tooltips.js";
import { bring } from "./later.js";
import { load } from "./state.js";

/* A board's head offers search and menu once the page's own header has scrolled away. */
if (document.querySelector(".reach")) {
  new IntersectionObserver(([{ isIntersecting }]) => document.body.classList.toggle("head-seen", isIntersecting)).observe(document.querySelector(".md-header"));
}

/* The published site can keep a copy of itself on the device; a page's own files come first. */
const copies = document.querySelector("link[rel=manifest]") && navigator.serviceWorker;
if (copies && (copies.controller || load("offline") || document.querySelector("[data-offline]"))) {
  window.addEventListener("load", () => setTimeout(() => bring("offline")));
}

/* Samples: a step that is opened loads them, tabs follow the two platforms. */
for (const step of document.querySelectorAll("details.step")) step.addEventListener("toggle", () => bring("samples"), { once: true });
if (document.querySelector("details.step[open], .step-code")) bring("samples");

/* On the page of a row, where the kinds of the platforms stand beside each other, they open together. */
const beside = matchMedia("(min-width: 45em)");
const kinds = [...document.querySelectorAll(".row-table .kinds details")];
for (const fold of kinds) {
  fold.addEventListener("toggle", () => {
    if (beside.matches) for (const one of kinds) one.open = fold.open;
  });
}

window.addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("details.answer, details.column, details.fold")) one.open = true;
});
