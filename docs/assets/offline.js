/* The copy of the site on this device: registers the service worker, says when a newer release is ready, takes the copy away.
   Brought by page.js on the published site only; reads and sets the switch on "Take it with you". */
"use strict";

(function () {
  const { load, save } = window.CMLP;
  const KEY = "offline"; /* "on" or "off"; empty: kept unless the connection asks to save data */
  const HOUR = 3600 * 1000;
  const manifest = document.querySelector("link[rel=manifest]").href;
  const root = new URL("./", manifest);
  const script = new URL("sw.js", root).href;
  const workers = navigator.serviceWorker;
  const panel = document.querySelector("[data-offline]");
  let filling = "";
  let trouble = "";

  /** Whether to bring the copy without being asked. */
  function wanted() {
    const set = load(KEY);
    if (set) return set === "on";
    const { saveData, effectiveType } = navigator.connection || {};
    return !saveData && !/2g|3g/.test(effectiveType || "");
  }

  const ours = (name) => name.startsWith(`cmlp ${root.pathname} `);

  async function forget() {
    const registration = await workers.getRegistration(root.href);
    if (registration) await registration.unregister();
    for (const name of await caches.keys()) if (ours(name)) await caches.delete(name);
  }

  /** What the kept releases say of themselves, that of the working one first. */
  async function kept() {
    for (const name of await caches.keys()) {
      if (!ours(name)) continue;
      const said = await (await caches.open(name)).match(new URL("__cmlp/release", root).href);
      if (said) return said.json();
    }
    return null;
  }

  function button(words, act) {
    const one = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    one.addEventListener("click", act);
    return one;
  }

  /** Bring the styles, once. */
  function dress() {
    const href = new URL("assets/offline.css", root).href;
    if (![...document.styleSheets].some((one) => one.href === href)) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  }

  /** Ask the waiting worker to begin until it has; then load this page anew. */
  function useNow(registration) {
    const coming = registration.waiting;
    const go = () => location.reload();
    if (!coming) {
      go();
      return;
    }
    workers.addEventListener("controllerchange", go, { once: true });
    coming.addEventListener("statechange", () => { if (coming.state === "activated") go(); });
    const ask = () => coming.postMessage("use now");
    ask();
    setInterval(ask, 1000);
  }

  /** A line at the foot of the page; it moves nothing. */
  function notice(registration) {
    if (document.querySelector(".newer") || !workers.controller) return;
    dress();
    const bar = Object.assign(document.createElement("div"), { className: "newer" });
    bar.setAttribute("role", "status");
    const words = Object.assign(document.createElement("span"), { textContent: "A newer release of this guide is ready." });
    bar.append(words, button("Load it", () => useNow(registration)), button("Later", () => bar.remove()));
    document.body.append(bar);
  }

  async function show() {
    if (!panel) return;
    const registration = await workers.getRegistration(root.href);
    const state = panel.querySelector("output");
    const buttons = panel.querySelector(".buttons");
    const on = button("Keep a copy on this device", async () => { save(KEY, "on"); trouble = ""; await start(); });
    const off = button("Remove the copy", async () => { save(KEY, "off"); filling = ""; await forget(); await show(); });
    if (!registration) {
      state.value = `No copy is kept on this device. ${trouble}`;
      buttons.replaceChildren(on);
    } else if (registration.waiting) {
      state.value = "A copy is kept, and a newer release is ready.";
      buttons.replaceChildren(button("Load it", () => useNow(registration)), off);
    } else if (registration.active) {
      const said = await kept();
      const data = said ? `, with data of ${said.asOf}` : "";
      state.value = filling ? `A copy is kept; a newer release is coming: ${filling}.` : `A copy is kept${data}. It works without a network.`;
      buttons.replaceChildren(off);
    } else {
      state.value = `The copy is being made: ${filling || "it begins"}. You can read on.`;
      buttons.replaceChildren(off);
    }
  }

  function watch(registration) {
    const follow = (coming) => coming?.addEventListener("statechange", () => {
      if (coming.state === "installed" && registration.waiting) notice(registration);
      if (coming.state !== "installing") filling = "";
      show();
    });
    if (registration.waiting) notice(registration);
    follow(registration.installing);
    registration.addEventListener("updatefound", () => follow(registration.installing));
  }

  async function start() {
    const registration = await workers.register(script, { scope: root.pathname, updateViaCache: "none" });
    watch(registration);
    await show();
  }

  /** Once an hour the worker asks for a newer one. */
  function check(registration) {
    if (!registration.active || Date.now() - Number(load("offline-asked") || 0) < HOUR) return;
    save("offline-asked", String(Date.now()));
    registration.active.postMessage("check");
  }

  workers.addEventListener("message", ({ data }) => {
    if (data.all) filling = `${data.filled} of ${data.all} files`;
    if (data.trouble) trouble = "The last attempt stopped, and is made again on your next visit.";
    show();
  });
  workers.startMessages();
  if (panel) dress();

  (async () => {
    const registration = await workers.getRegistration(root.href);
    if (load(KEY) === "off") await forget();
    else if (registration) {
      watch(registration);
      document.addEventListener("visibilitychange", () => { if (!document.hidden) check(registration); });
      check(registration);
    } else if (wanted()) await start();
    await show();
  })().catch(() => show());
})();
