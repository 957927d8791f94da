// @ts-check
/* The copy of the site on this device, for a reader who asks for one on "Take it with you": registers the service worker, says
   when a newer release is ready, takes the copy away. Until it is asked for, nothing is fetched. Brought by page.js on the
   published site, where there is something to look after or to offer. */

import { asset, button, element, load, save, style } from "../given.js";

function keepCopy() {
  const KEY = "offline"; /* "on" once a reader asked for the copy, "off" once it was removed */
  const HOUR = 3600 * 1000;
  const manifest = document.querySelector("link[rel=manifest]").href;
  const root = new URL("./", manifest);
  const script = new URL("sw.js", root).href;
  const workers = navigator.serviceWorker;
  const styles = asset("assets/offline.css");
  const panel = document.querySelector("[data-offline]");
  let filling = "";
  let trouble = "";
  let turns = 0; /* how often the state was looked at */

  const prefix = `cmlp ${root.pathname} `; /* of the names of our caches, as in the worker */
  const notes = `${prefix}notes`;
  /** @type {(name: string) => boolean} */
  const ours = (name) => name.startsWith(prefix);

  /** The name of the release that came last. */
  async function newest() {
    return (await caches.keys()).filter((name) => ours(name) && name !== notes).pop();
  }

  /** Is the release that came last the one that the reader chose, though its worker waits? */
  async function isChosen() {
    const name = await newest();
    const note = await caches.match(new URL("__cmlp/chosen", root).href, { cacheName: notes });
    return note ? name === prefix + await note.json() : false;
  }

  async function forget() {
    const registration = await workers.getRegistration(root.href);
    registration?.installing?.postMessage("stop"); /* its removal waits for the end of an installation */
    if (registration) await registration.unregister();
    for (const name of await caches.keys()) if (ours(name)) await caches.delete(name);
  }

  /** What the release says of itself that came last and whole. */
  async function kept() {
    for (const name of (await caches.keys()).filter(ours).reverse()) {
      const said = await (await caches.open(name)).match(new URL("__cmlp/release", root).href);
      if (said) return said.json();
    }
    return null;
  }

  /** Ask the waiting worker that its release be read until it says that it is; then this page is loaded anew.
      @type {(registration: any) => void} */
  function useNow(registration) {
    const ask = () => { /* a newer one may take its place, or begin by itself */
      if (registration.waiting) registration.waiting.postMessage("use now");
      else location.reload();
    };
    ask();
    setInterval(ask, 1000);
  }

  /** A line at the foot of the page; it moves nothing. Who said "Later" hears of this release no more.
      @type {(registration: any) => Promise<void>} */
  async function notice(registration) {
    const release = await newest();
    if (load("offline-later") === release || await isChosen()) return;
    if (document.querySelector(".newer") || !workers.controller) return;
    style(styles);
    const bar = element("div", { className: "newer" });
    bar.setAttribute("role", "status");
    const words = element("span", { textContent: "A newer release of this guide is ready." });
    bar.append(words, button("Load it", () => useNow(registration)), button("Later", () => { save("offline-later", release || ""); bar.remove(); }));
    document.body.append(bar);
  }

  const on = button(`Keep a copy on this device (${panel?.dataset.size})`, async () => {
    save(KEY, "on");
    trouble = "";
    await start().catch(explain);
  });
  const off = button("Remove the copy", async () => { save(KEY, "off"); filling = trouble = ""; await forget(); await show(); });
  const use = button("Load it", async () => useNow(await workers.getRegistration(root.href)));

  /** Say the state and offer what can be done; what stays the same is not touched, so that it is not read out again.
      @type {(words: string, ...wanted: HTMLElement[]) => void} */
  function offer(words, ...wanted) {
    const state = panel.querySelector("output");
    const box = panel.querySelector(".buttons");
    if (state.value !== words) state.value = words;
    if (wanted.length === box.children.length && wanted.every((one, index) => one === box.children[index])) return;
    const focused = box.contains(document.activeElement);
    box.replaceChildren(...wanted);
    if (focused) wanted[0].focus();
  }

  async function show() {
    if (!panel) return;
    const turn = ++turns;
    const registration = await workers.getRegistration(root.href);
    const said = registration?.active && await kept();
    const chosen = registration?.waiting && await isChosen();
    if (turn !== turns) return; /* a later look knows better */
    if (!registration) offer(`No copy is kept on this device. ${trouble}`, on);
    else if (registration.waiting && !chosen) offer("A copy is kept, and a newer release is ready.", use, off);
    else if (registration.active) {
      const data = said ? `, with data of ${said.asOf}` : "";
      const coming = registration.installing && filling; /* the last word of a worker may come after its own end */
      offer(coming ? `A copy is kept; a newer release is coming: ${coming}.` : `A copy is kept${data}. It works without a network.`, off);
    } else offer(`The copy is being made: ${filling || "it begins"}. You can read on.`, off);
  }

  /** Say why no copy could be begun. */
  async function explain() {
    const status = await fetch(script, { method: "HEAD", cache: "no-store" }).then((answer) => answer.status, () => 0);
    if (status === 0) trouble = "The site did not answer: making a copy takes a network. It is made on your next visit with one.";
    else if (status === 200) trouble = "This browser refused to keep one; private windows often do.";
    else trouble = `The site offers none now (status ${status}).`;
    await show();
  }

  /** @type {(registration: ServiceWorkerRegistration) => void} */
  function watch(registration) {
    /** @type {(coming: ServiceWorker | null) => void} */
    const follow = (coming) => coming?.addEventListener("statechange", () => {
      if (coming.state === "installed" && registration.waiting) notice(registration);
      if (coming.state !== "installing") filling = "";
      show();
    });
    if (registration.waiting) notice(registration);
    follow(registration.installing || registration.waiting);
    registration.addEventListener("updatefound", () => follow(registration.installing));
  }

  async function start() {
    const registration = await workers.register(script, { scope: root.pathname, updateViaCache: "none" });
    watch(registration);
    await show();
  }

  /** Once an hour the worker asks for a newer one.
      @type {(registration: ServiceWorkerRegistration) => void} */
  function check(registration) {
    const since = Date.now() - Number(load("offline-asked") || 0);
    if (!registration.active || (since >= 0 && since < HOUR)) return; /* a clock may have been ahead */
    save("offline-asked", String(Date.now()));
    registration.active.postMessage("check");
  }

  workers.addEventListener("message", (event) => {
    const data = Object(event.data);
    if (data.chosen) {
      location.reload();
      return;
    }
    const quarter = Math.floor((4 * data.filled) / data.all) * 25; /* a screen reader hears each change */
    if (quarter) filling = `${quarter}% of ${data.all} files`;
    if (data.gone) trouble = "The site took it back.";
    if (data.trouble) trouble = "The last attempt stopped, and is made again on your next visit.";
    show();
  });
  workers.startMessages();
  if (panel) style(styles);

  /* A file to download is not in the copy, and without a network a browser says nothing about it. */
  document.addEventListener("click", async ({ target }) => {
    const link = target.closest("a[download]");
    if (!link || !link.href.startsWith(root.href)) return;
    const there = await fetch(link.href, { method: "HEAD", cache: "no-store" }).then(() => true, () => false);
    const said = link.nextElementSibling?.matches("output.stage") ? link.nextElementSibling : null;
    if (there) said?.remove();
    else if (!said) {
      const line = element("output", { className: "stage" });
      link.after(" ", line);
      line.value = "Not in the copy: this file needs a network";
    }
  });

  (async () => {
    const registration = await workers.getRegistration(root.href);
    if (load(KEY) === "off") await forget();
    else if (registration) {
      watch(registration);
      document.addEventListener("visibilitychange", () => { if (!document.hidden) check(registration); });
      check(registration);
    } else if (load(KEY) === "on") await start();
    await show();
  })().catch(() => show());
}

keepCopy();
