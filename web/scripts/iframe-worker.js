// @ts-check
/* A Worker for pages opened from disk, where browsers refuse real workers: the script runs in a hidden frame.
   The offline build's search needs it. The file's name matters: it keeps the offline plugin from adding a script of a CDN. */

(function () {
  if (location.protocol !== "file:") return;

  class FrameWorker extends EventTarget {
    /** @param {string} url */
    constructor(url) {
      super();
      /** @type {any} */
      this.onmessage = null;
      /** @type {unknown[]} */
      this.queue = [];
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.title = "search";
      document.body.append(this.frame);
      /** @type {any} */
      const inner = this.frame.contentWindow;
      inner.postMessage = (/** @type {unknown} */ data) => this.answer(data);
      const script = inner.document.createElement("script");
      script.src = new URL(url, document.baseURI).href;
      script.onerror = () => this.dispatchEvent(new Event("error"));
      script.onload = () => {
        this.ready = true;
        for (const data of this.queue.splice(0)) this.deliver(data);
      };
      inner.document.body.append(script);
    }

    /** @param {unknown} data */
    answer(data) {
      setTimeout(() => {
        const event = new MessageEvent("message", { data: structuredClone(data) }); // each side has its own, as with a real one
        if (typeof this.onmessage === "function") this.onmessage(event);
        this.dispatchEvent(event);
      });
    }

    /** @param {unknown} data */
    deliver(data) {
      /** @type {Window} */ (this.frame.contentWindow).dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }));
    }

    /** @param {unknown} data */
    postMessage(data) {
      if (this.ready) this.deliver(data);
      else this.queue.push(data);
    }

    terminate() {
      this.frame.remove();
    }
  }

  window.Worker = /** @type {any} */ (FrameWorker);
})();
