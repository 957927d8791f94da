/* "Mine and theirs": two platforms, kept in the browser and in shared links; tables show those columns. */
"use strict";

(function () {
  const { parse, load, save, update } = window.CMLP;
  const NAMES = { sagemaker: "SageMaker", "vertex-ai": "Vertex AI", "azure-ml": "Azure ML" };
  const PLATFORMS = Object.keys(NAMES);

  /** Read "mine theirs" from text such as `sagemaker.azure-ml`; null unless it names two different platforms. */
  function pair(text) {
    const parts = (text || "").split(".");
    const good = parts.length === 2 && parts.every((part) => PLATFORMS.includes(part)) && parts[0] !== parts[1];
    return good ? parts : null;
  }

  let lens = pair(parse(location.hash).lens) || pair(load("lens"));
  let also = ""; /* a third that this page shows until the next choice, because a link led to it */

  function apply() {
    const hidden = lens ? PLATFORMS.filter((name) => !lens.includes(name) && name !== also) : [];
    const root = document.documentElement;
    if (hidden.length) root.setAttribute("data-hide", hidden.join(" "));
    else root.removeAttribute("data-hide");
  }

  function set(next) {
    lens = next;
    also = "";
    save("lens", lens ? lens.join(".") : "");
    update({ lens: lens ? lens.join(".") : "" });
    apply();
    label();
  }

  const config = document.getElementById("__config");
  const base = config ? JSON.parse(config.textContent).base : ".";
  const asFiles = /\.html$/.test(location.pathname); /* the offline build names files, the site folders */
  const button = document.createElement("button");
  const pages = document.createElement("p");
  const panel = document.createElement("div");
  const selects = [select("mine", "I know"), select("theirs", "They use")];

  function select(name, words) {
    const label = document.createElement("label");
    label.textContent = words;
    const box = document.createElement("select");
    box.name = name;
    box.append(new Option(name === "mine" ? "any platform" : "all of them", ""));
    for (const id of PLATFORMS) box.append(new Option(NAMES[id], id));
    label.append(box);
    panel.append(label);
    box.addEventListener("change", () => choose(box));
    return box;
  }

  function choose(changed) {
    const [mine, theirs] = selects.map((box) => box.value);
    if (mine && mine === theirs) {
      for (const box of selects) if (box !== changed) box.value = "";
      set(null);
    } else if (mine && theirs) set([mine, theirs]);
    else set(null);
  }

  /** Lead from the pair to its translation and to the page to print. */
  function lead() {
    pages.hidden = !lens;
    if (!lens) return;
    const folder = `${base}/translate/${lens.join("-to-")}/`;
    const link = (words, address) => Object.assign(document.createElement("a"), { textContent: words, href: folder + address });
    pages.replaceChildren(
      link(`${NAMES[lens[0]]} to ${NAMES[lens[1]]}`, asFiles ? "index.html" : ""),
      ", ",
      link("one page to print", asFiles ? "sheet.html" : "sheet/"),
      also && `. A link led to ${NAMES[also]}, so this page shows it too.`,
    );
  }

  function label() {
    lead();
    const more = also && ` + ${NAMES[also]}`;
    const words = lens ? `${NAMES[lens[0]]} → ${NAMES[lens[1]]}${more}` : "Mine and theirs";
    button.replaceChildren();
    const short = document.createElement("span");
    short.setAttribute("aria-hidden", "true");
    short.textContent = "⇄ ";
    const long = document.createElement("span");
    long.className = "lens-text";
    long.textContent = words;
    button.append(short, long);
    button.setAttribute("aria-label", lens ? `Shown: ${NAMES[lens[0]]} and ${NAMES[lens[1]]}${more}. Change` : "Mine and theirs: choose two platforms");
    if (lens) selects.forEach((box, index) => { box.value = lens[index]; });
  }

  function open(yes) {
    panel.hidden = !yes;
    button.setAttribute("aria-expanded", String(yes));
  }

  function build() {
    const header = document.querySelector(".md-header__inner");
    if (!header) return;
    const box = document.createElement("div");
    box.className = "lens";
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    panel.className = "lens-panel";
    panel.hidden = true;
    const note = document.createElement("p");
    note.textContent = "Tables show these two. Kept in this browser; the link of a whole page shows the same.";
    const reset = document.createElement("button");
    reset.type = "button";
    reset.textContent = "Show all three";
    reset.addEventListener("click", () => {
      selects.forEach((one) => { one.value = ""; });
      set(null);
    });
    panel.append(pages, note, reset);
    box.append(button, panel);
    const search = header.querySelector(".md-search");
    if (search) search.before(box);
    else header.append(box);
    button.addEventListener("click", () => open(panel.hidden));
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !panel.hidden) {
        open(false);
        button.focus();
        event.stopPropagation();
      }
    });
    document.addEventListener("click", (event) => { if (!box.contains(event.target)) open(false); });
    label();
  }

  /** Show on this page what the choice hides; returns whether it did. */
  function showToo(name) {
    if (!lens || lens.includes(name) || name === also || !PLATFORMS.includes(name)) return false;
    also = name;
    apply();
    label();
    return true;
  }

  window.CMLP.showToo = showToo;
  window.CMLP.lens = set;
  window.CMLP.pair = () => lens || [];
  build();
  apply();
  if (lens && !location.hash) update({ lens: lens.join(".") });
  window.addEventListener("hashchange", () => {
    const next = pair(parse(location.hash).lens);
    if (next && String(next) !== String(lens)) set(next);
  });
})();
