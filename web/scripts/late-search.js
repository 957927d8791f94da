// @ts-check
/* The search starts when it is used, not on every page view: no index and no worker before, and then our own worker.
   Loaded in the head, before the theme asks for its index and creates its worker; leaves other themes alone. */

(function () {
  const RealWorker = window.Worker;
  const RealRequest = window.XMLHttpRequest;
  const script = new URL("search-worker.js", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const isTheme = () => document.querySelector(".md-search [data-md-component=search-query]") !== null;

  const [READY, QUERY, RESULT] = [1, 2, 3]; // the theme's numbers of messages

  /** Say that there is no search: the script or the index did not come. A page that was open while the site changed asks
      for files of the release before, which not every host keeps. */
  function tell() {
    const place = document.querySelector(".md-search-result__meta");
    const again = Object.assign(document.createElement("a"), { href: location.href, textContent: "Load the page again" });
    again.addEventListener("click", (event) => { /* not followed: an address with a fragment would load nothing */
      event.preventDefault();
      location.reload();
    });
    place.setAttribute("role", "alert");
    place.replaceChildren("The search could not be loaded. ", again);
  }

  /** Stands in for a worker: keeps what is sent until the search gets the focus, then hands it to our worker. An answer
      that comes after the next question is dropped: the theme would make a list that nobody reads. */
  class LateWorker extends EventTarget {
    constructor() {
      super();
      /** @type {any[]} */
      this.waiting = [];
      this.unanswered = 0;
      const names = ["focusin", "pointerdown"];
      const start = (/** @type {Event} */ { target }) => {
        if (!(target instanceof Element) || !target.closest(".md-search, [for=__search]")) return;
        for (const name of names) document.removeEventListener(name, start, true);
        this.start();
      };
      for (const name of names) document.addEventListener(name, start, true);
    }

    start() {
      this.real = new RealWorker(script);
      this.real.addEventListener("error", () => {
        if (!this.ready) tell();
        this.unanswered = 0;
      });
      this.real.addEventListener("message", ({ data }) => {
        if (data.type === READY) this.ready = true;
        if (data.type === RESULT) this.unanswered = Math.max(0, this.unanswered - 1);
        if (data.type !== RESULT || !this.unanswered) this.dispatchEvent(new MessageEvent("message", { data }));
      });
      for (const message of this.waiting.splice(0)) this.postMessage(message);
    }

    /** @param {any} message */
    postMessage(message) {
      if (!this.real) {
        this.waiting.push(message);
        return;
      }
      if (message.type === QUERY) this.unanswered += 1;
      this.real.postMessage(message);
    }

    terminate() {
      this.real?.terminate();
    }
  }

  window.Worker = /** @type {any} */ (function (/** @type {[string]} */ ...parameters) {
    return isTheme() ? new LateWorker() : new RealWorker(...parameters);
  });

  /** Answers the theme's request for the index with an empty one that tells the worker where the real one lies. The
      separator is what the theme marks words on a page by: ours come with blanks between. */
  window.XMLHttpRequest = class extends RealRequest {
    open(/** @type {string} */ method, /** @type {string} */ url, /** @type {any[]} */ ...rest) {
      const { href, pathname } = new URL(url, document.baseURI);
      if (pathname.endsWith("/search/search_index.json") && isTheme()) this.index = href;
      else super.open(.../** @type {[string, string]} */ ([method, url, ...rest]));
    }

    send(/** @type {any[]} */ ...parameters) {
      if (this.index) queueMicrotask(() => this.dispatchEvent(new Event("load")));
      else super.send(...parameters);
    }

    get status() {
      return this.index ? 200 : super.status;
    }

    get response() {
      if (!this.index) return super.response;
      return new Blob([JSON.stringify({ config: { separator: "\\s+", index: this.index }, docs: [] })]);
    }
  };
})();
