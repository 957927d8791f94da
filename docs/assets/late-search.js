/* The search worker starts when the search is used, not on every page view: 12 KB less per visit, and no work.
   Loaded in the head, before the theme creates its worker. */
"use strict";

(function () {
  if (location.protocol === "file:" || !window.Worker || /[?&]q=/.test(location.search)) return;
  const RealWorker = window.Worker;

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
        for (const data of this.waiting.splice(0)) this.real.postMessage(data);
      };
      for (const name of ["focusin", "pointerdown"]) document.addEventListener(name, start, true);
    }

    postMessage(data) {
      if (this.real) this.real.postMessage(data);
      else this.waiting.push(data);
    }

    terminate() {
      if (this.real) this.real.terminate();
    }
  }

  window.Worker = LateWorker;
})();
