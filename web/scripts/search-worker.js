// @ts-check
/* The search: an index of words, asked and answering in the messages of the theme, whose own takes longer than a reader's
   next key. Runs in a worker, and in a frame where pages are read from disk (iframe-worker.js). */

(function () {
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]; // the theme's numbers of messages
  const SMALL = new Set(
    ("a an and are as at be but by can do does for from has have how if in into is it its may no not of off on or " +
      "so than that the their then there these they this to was what when where which who whose why will with").split(" "),
  );
  const WORDS = 30; // of a query that count: a bit of a number each
  const PAGES = 100; // of an answer, the best
  const TEASERS = 12; // of a page of an answer; its other sections come with their titles alone
  const BLOCKS = 2; // of a section that are shown
  const HALF = 1.2; // a word that stands this often in a text has half the weight that it can get

  /** @type {any} */
  let index;

  /** Return the index of `docs`: all words in order and, in that order, where each stands with its weight there.
      A beginning of words is a range of the words, and so of the places.
      @type {(given: any) => any} */
  function build({ config, docs }) {
    const separator = new RegExp(config.separator);
    const cut = new RegExp("(?:<[^>]*>|" + config.separator + ")+");
    const fields = Object.entries(config.fields);
    const numbers = new Map(); // of the words, in the order of their first places
    /** @type {number[]} */
    const fieldsWith = []; // by number: in how many fields of docs a word stands
    /** @type {Record<string, number[]>} */
    const found = { word: [], doc: [], weight: [] };
    for (const [doc, entry] of docs.entries()) {
      const weights = new Map();
      for (const [field, { boost = 1 }] of fields) {
        const counts = new Map();
        for (const word of String(entry[field] ?? "").toLowerCase().split(cut)) {
          if (word && !SMALL.has(word)) counts.set(word, (counts.get(word) || 0) + 1);
        }
        for (const [word, count] of counts) {
          if (!numbers.has(word)) numbers.set(word, fieldsWith.push(0) - 1);
          const number = numbers.get(word);
          fieldsWith[number] += 1;
          const weight = (boost * (entry.boost ?? 1) * (HALF + 1) * count) / (HALF + count);
          weights.set(number, (weights.get(number) || 0) + weight);
        }
      }
      for (const [number, weight] of weights) {
        found.word.push(number);
        found.doc.push(doc);
        found.weight.push(weight);
      }
    }

    const words = [...numbers.keys()].sort();
    const ranks = new Uint32Array(words.length);
    for (const [rank, word] of words.entries()) ranks[numbers.get(word)] = rank;
    const starts = new Uint32Array(words.length + 1);
    for (const number of found.word) starts[ranks[number] + 1] += 1;
    for (let rank = 0; rank < words.length; rank += 1) starts[rank + 1] += starts[rank];
    const places = { doc: new Uint32Array(found.doc.length), weight: new Float32Array(found.doc.length) };
    const next = starts.slice();
    found.word.forEach((number, i) => {
      const place = next[ranks[number]]++;
      const rare = Math.log(1 + Math.abs((docs.length - fieldsWith[number] + 0.5) / (fieldsWith[number] + 0.5)));
      places.doc[place] = found.doc[i];
      places.weight[place] = found.weight[i] * rare;
    });

    const pages = new Map(); // the first entry of a page is the page's own
    const pageOf = docs.map((/** @type {{ location: string }} */ { location }, /** @type {number} */ doc) => {
      const path = location.split("#")[0];
      if (!pages.has(path)) pages.set(path, doc);
      return pages.get(path);
    });
    return { docs, words, starts, places, pageOf, separator };
  }

  /** Return where `word` would stand among the words.
      @type {(word: string) => number} */
  function rankOf(word) {
    let [low, high] = [0, index.words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.words[middle] < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Return the words of a query, each with its operator: "+" must be there (so must all in quotes), "-" must not. Small words
      do not count beside others.
      @type {(query: string) => any[]} */
  function read(query) {
    const operators = new Map();
    const parts = query.toLowerCase().replace(/[<>&*^~]/g, " ").matchAll(/([+-](?=[^\s+-]))?(?:"([^"]*)"|([^\s"]+))/g);
    for (const [, operator, quoted, plain] of parts) {
      for (const word of (quoted ?? plain).split(index.separator)) {
        if (word) operators.set(word, operator ?? (quoted ? "+" : ""));
      }
    }
    const all = [...operators].slice(0, WORDS);
    const kept = all.filter(([word]) => !SMALL.has(word));
    return kept.length ? kept : all;
  }

  /** Return the theme's answer: pages, the best first, each a list of its entries that match and its own.
      @type {(query: string) => any} */
  function search(query) {
    const asked = read(query);
    const { docs, words, starts, places, pageOf } = index;
    const scores = new Float64Array(docs.length);
    const bits = new Uint32Array(docs.length); // which words of the query an entry has
    const barred = new Uint8Array(docs.length);
    let needed = 0;
    asked.forEach(([word, operator], i) => {
      const first = rankOf(word);
      const isWord = words[first] === word;
      const end = starts[isWord ? first + 1 : first]; // of the word itself, which comes before all that begin with it
      if (operator === "-") {
        for (let place = starts[first]; place < end; place += 1) barred[places.doc[place]] = 1;
        return;
      }
      if (operator === "+") needed |= 1 << i;
      for (let place = starts[first], last = starts[rankOf(word + "\uffff")]; place < last; place += 1) {
        const doc = places.doc[place];
        // Every word counts as the beginning of one, or "AD" would not find "ADLS"; the word itself counts thrice.
        scores[doc] += places.weight[place] * (place < end ? 3 : 1);
        bits[doc] |= 1 << i;
      }
    });

    const wanted = asked.map(([word, operator], i) => ({ word, bit: 1 << i, operator })).filter(({ operator }) => operator !== "-");
    /** @type {number[]} */
    const found = [];
    for (let doc = 0; doc < docs.length; doc += 1) {
      if (!bits[doc] || barred[doc] || (bits[doc] & needed) !== needed) continue;
      const share = wanted.filter(({ bit }) => bits[doc] & bit).length / wanted.length;
      scores[doc] *= 1 + ((pageOf[doc] === doc ? 1 : 0) + share) ** 2;
      found.push(doc);
    }
    found.sort((a, b) => scores[b] - scores[a] || a - b);

    const groups = new Map();
    for (const doc of found) {
      const page = pageOf[doc];
      if (!groups.has(page)) groups.set(page, []);
      groups.get(page).push(doc);
    }
    const hits = pattern(wanted.filter(({ bit }) => found.some((doc) => bits[doc] & bit)).map(({ word }) => word));
    /** @type {(doc: number, place: number) => any} */
    const item = (doc, place) => ({
      ...docs[doc],
      title: marked(docs[doc].title, hits),
      text: place < TEASERS ? teaser(docs[doc].text, hits) : "",
      score: scores[doc],
      terms: Object.fromEntries(wanted.map(({ word, bit }) => [word, Boolean(bits[doc] & bit)])),
    });
    const items = [...groups].slice(0, PAGES).map(([page, group]) => {
      const own = group.includes(page) ? [] : [{ ...docs[page], text: "", score: 0, terms: {} }];
      return [...group.map(item), ...own];
    });
    return { items };
  }

  /** Return what matches tags and, between them, words that begin with one of `words`.
      @type {(words: string[]) => RegExp} */
  function pattern(words) {
    const begin = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|") || "(?!)";
    const before = "(?<=(?:^|>|" + index.separator.source + ")(?:" + begin + "))";
    return new RegExp("<[^>]*>|(?:" + begin + ")" + before + "(?:(?!<|" + index.separator.source + ").)*", "gis");
  }

  /** Return `html` with its hits in marks.
      @type {(html: string, hits: RegExp) => string} */
  function marked(html, hits) {
    return html.replace(hits, (hit) => (hit[0] === "<" || SMALL.has(hit.toLowerCase()) ? hit : "<mark>" + hit + "</mark>"));
  }

  /** Return the first blocks of `html` that have hits, or the first of all: a block ends with the tag that closes it.
      @type {(html: string, hits: RegExp) => string} */
  function teaser(html, hits) {
    /** @type {string[][]} */
    const [found, others] = [[], []];
    let [start, depth] = [0, 0];
    /** @type {(end?: number) => void} */
    const take = (end) => {
      const block = html.slice(start, end);
      const shown = marked(block, hits);
      (shown === block ? others : found).push(shown);
      start = end ?? html.length;
    };
    for (const { 0: tag, index: at } of html.matchAll(/<[^>]*>/g)) {
      depth += tag[1] === "/" ? -1 : 1;
      if (depth === 0) take(at + tag.length);
      if (found.length === BLOCKS) break;
    }
    if (found.length < BLOCKS && start < html.length) take();
    return (found.length ? found : others).slice(0, BLOCKS).join("");
  }

  /** Make the index of what the theme gives or, where that names an address, of what lies there.
      @type {(given: any) => Promise<void>} */
  async function setup({ config, docs }) {
    index = build(config.index ? await load(config.index) : { config, docs });
    postMessage({ type: READY });
  }

  /** @type {(address: string) => Promise<any>} */
  async function load(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
    return answer.json();
  }

  addEventListener("message", ({ data: { type, data } }) => {
    if (type === SETUP) setup(data).catch(reportError); // late-search.js tells the reader
    if (type === QUERY) postMessage({ type: RESULT, data: search(data) });
  });
})();
