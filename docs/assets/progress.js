/* Where the reader's progress is kept: in this browser only. Every change reads what is stored first, so that two tabs do
   not undo each other; what cannot be read is set aside, never overwritten; what cannot be stored stays in memory and says so. */
"use strict";

(function (root) {
  const CMLP = root.CMLP; /* load and save come with state.js, which runs after this script */
  const { coach } = CMLP;
  const KEY = "progress";
  const DAMAGED = "progress-damaged";
  const listeners = [];
  let memory = null; /* what could not be stored */
  let locked = false; /* a newer copy of the guide wrote it: read by that one, not changed by this one */
  let trouble = ""; /* why what is done here is not stored */
  let damage = ""; /* what was wrong with what was set aside */

  function stored() {
    const text = CMLP.load(KEY);
    if (!text) {
      locked = false;
      return coach.empty();
    }
    const { progress, problem, newer } = coach.read(text);
    if (progress) {
      locked = false;
      return progress;
    }
    if (newer) {
      locked = true;
      trouble = `The progress in this browser was written by a newer copy of this guide (${problem}). It is left as it is; what you do here is kept until you close the page.`;
    } else if (CMLP.save(`${DAMAGED}-${Date.now()}`, text) && CMLP.save(KEY, "")) {
      damage = ` (${problem})`;
    } else {
      locked = true;
      trouble = `The stored progress could not be read (${problem}). It is left as it is; what you do here is kept until you close the page.`;
    }
    return coach.empty();
  }

  function get() {
    const now = stored();
    if (!memory) return now;
    return { ...coach.merge(memory, now).progress, ticks: memory.ticks, plan: memory.plan };
  }

  function put(next) {
    if (!locked && CMLP.save(KEY, JSON.stringify(next))) {
      memory = null;
      trouble = "";
      return;
    }
    memory = next;
    if (!locked) trouble = "This browser does not keep it (private mode, or its storage is full). It is here until you close the page: export it now.";
  }

  function change(edit) {
    put(edit(get()));
    tell();
  }

  function tell() {
    for (const listener of listeners) listener();
  }

  /** Keys of what was set aside, and of what an interrupted reading left there. */
  function damaged() {
    try {
      return Object.keys(root.localStorage).filter((key) => key.startsWith(CMLP.prefix + DAMAGED));
    } catch {
      return [];
    }
  }

  root.addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(CMLP.prefix + KEY)) tell();
  });

  CMLP.progress = {
    get,
    change,
    clear: () => {
      get(); /* what cannot be read is set aside, what is newer stays */
      if (locked || !CMLP.save(KEY, "")) {
        return "Nothing was deleted: this copy of the guide may not change what is stored here.";
      }
      memory = null;
      trouble = "";
      tell();
      return "Deleted.";
    },
    onChange: (listener) => listeners.push(listener),
    trouble: () => trouble,
    note: () => trouble || (damaged().length ? `Stored progress could not be read${damage}. It was set aside: download it below.` : ""),
    damaged: () => damaged().map((key) => ({ key, text: root.localStorage.getItem(key) })),
    forgetDamaged: () => damaged().forEach((key) => root.localStorage.removeItem(key)),
    today: () => coach.dayOf(new Date()),
  };

  /** Keep the theme's keys for the next and the previous page (N, P, comma, dot) out of a page in which readers type and tap. */
  CMLP.stay = () => {
    root.addEventListener("keydown", (event) => {
      const typing = event.target.matches("input:not([type=checkbox]), select, textarea, [contenteditable]");
      if (!typing && ["n", "p", ",", "."].includes(event.key.toLowerCase())) event.stopImmediatePropagation();
    }, true);
  };

  /** Offer text as a file. */
  CMLP.download = (name, text, type) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  /** Load a classic script once; it works on file:// where fetch does not. */
  const loading = new Map();
  CMLP.script = (address) => {
    if (!loading.has(address)) {
      loading.set(
        address,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = address;
          script.onload = resolve;
          script.onerror = () => {
            loading.delete(address);
            reject(new Error("found no answer for a part of this page; expected the network, or a whole copy of the guide"));
          };
          document.head.append(script);
        }),
      );
    }
    return loading.get(address);
  };

  /** Boxes to tick, one per point; with `keys` the number is a key as well. */
  CMLP.boxes = (points, said, keys) => points.map((point, at) => {
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", value: point.id, checked: said.includes(point.id) });
    const words = document.createElement("span");
    words.innerHTML = point.says;
    const number = Object.assign(document.createElement(keys ? "kbd" : "b"), { className: "point-id", textContent: String(at + 1) });
    label.append(box, number, words);
    return label;
  });

  /** Number the marks of an answer as the boxes are; marks of points that are not asked for here lose their sign. */
  CMLP.number = (answer, points) => {
    for (const mark of answer.querySelectorAll("mark.point")) {
      const at = points.findIndex((point) => point.id === mark.dataset.point);
      if (at >= 0) mark.querySelector("sup").textContent = String(at + 1);
      else {
        mark.querySelector("sup").remove();
        mark.classList.add("not-asked");
      }
    }
  };

  /** The cards of a deck, and the index of all. */
  CMLP.deck = async (folder, deck) => {
    await CMLP.script(`${folder}${deck}.js`);
    return root.CMLP_CARDS[deck];
  };
  CMLP.index = async (folder) => {
    await CMLP.script(`${folder}index.js`);
    return root.CMLP_INDEX;
  };
})(window);
