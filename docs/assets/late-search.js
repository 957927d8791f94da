/* The search worker starts when the search is used, not on every page view: 12 KB less per visit, and no work.
   Loaded in the head, before the theme creates its worker. */
"use strict";

(function () {
  if (location.protocol === "file:" || !window.Worker || /[?&]q=/.test(location.search)) return;
  const RealWorker = window.Worker;
  const QUERY = 2; // the theme's number of a message that carries a query
  const SMALL = new Set(
    ("a an and are as at be but by can do does for from has have how if in into is it its may no not of off on or " +
      "so than that the their then there these they this to was what when where which who whose why will with").split(" "),
  );

  const PARTS = /[\s\u200b\-_,:;!?=[\](){}`/]+/; // where the index splits words, as mkdocs.yml says
  const OPERATORS = /["*+^~]|(^|\s)-/; // a reader who uses these knows what they want

  /** Without small words, and each word exactly before it as a beginning: the theme takes every word as the beginning of
      one, so "AD" would find "additional" as well as itself, and "a" begins a word in every text. */
  function sharpened(message) {
    if (message.type !== QUERY || OPERATORS.test(message.data)) return message;
    const kept = message.data.split(PARTS).filter((word) => word && !SMALL.has(word.toLowerCase()));
    return kept.length ? { ...message, data: kept.map((word) => `${word}^2 ${word}`).join(" ") } : message;
  }

  /** Stands in for a worker: keeps what is sent until the search gets the focus, then hands it to the real one. */
  class LateWorker extends EventTarget {
    constructor(...parameters) {
      super();
      this.waiting = [];
      const start = (event) => {
        if (!(event.target instanceof Element) || !event.target.closest(".md-search, [for=__search]")) return;
        for (const name of ["focusin", "pointerdown"]) document.removeEventListener(name, start, true);
        this.real = new RealWorker(...parameters);
        this.real.addEventListener("message", (message) => {
          this.dispatchEvent(new MessageEvent("message", { data: message.data }));
        });
        for (const message of this.waiting.splice(0)) this.real.postMessage(sharpened(message));
      };
      for (const name of ["focusin", "pointerdown"]) document.addEventListener(name, start, true);
    }

    postMessage(message) {
      if (this.real) this.real.postMessage(sharpened(message));
      else this.waiting.push(message);
    }

    terminate() {
      if (this.real) this.real.terminate();
    }
  }

  window.Worker = LateWorker;
})();
