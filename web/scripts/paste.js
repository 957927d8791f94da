// @ts-check
/* Paste and check: reads a text as cloud_ml_platforms/topics/paste/reader.py does, token by token, with the lists of _gen/paste.js;
   tests/topics/paste/paste_cases.yml holds both to the same marks. */

const MANY = 256; /* lines in which there may be nothing to read */
const KNOWN_LINE = "paste: known";
const BLANKS = " \t\u00a0";
const INSTALLERS = new Set(["pip", "pip3", "conda", "mamba", "uv", "poetry"]);
const CLIENT_METHODS = new Set(["can_paginate", "close", "generate_presigned_url", "get_paginator", "get_waiter", "exceptions", "meta"]);
const GOOGLE = ["aiplatform", "vertexai", "Vertex AI", "google.cloud"];

const WORD = /[A-Za-z0-9_]+(?:[.+-][A-Za-z0-9_]+)*/g;
const DOTTED = /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/g;
const STRINGS = { '"': /[^"\\]*(?:\\[\s\S][^"\\]*)*"/y, "'": /[^'\\]*(?:\\[\s\S][^'\\]*)*'/y };
const FROM = /^([ \t]*(?:>>>[ \t]*)?from[ \t]+)([A-Za-z_.][A-Za-z0-9_.]*)([ \t]+import(?![A-Za-z0-9_]))([^#]*)/;
const IMPORT = /^([ \t]*(?:>>>[ \t]*)?import[ \t]+)([^#]*)/;
const ITEM = /([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)(?:[ \t]+as[ \t]+([A-Za-z_][A-Za-z0-9_]*))?/g;
const ASSIGN = /^[ \t]*(?:>>>[ \t]*)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*(?::[^=()]*)?=(?!=)[ \t]*(?:await[ \t]+)?([A-Za-z_][A-Za-z0-9_.]*)?[ \t]*(\(?)/;
const CLIENT = /\bclient\([ \t]*(?:service_name[ \t]*=[ \t]*)?["']([a-z0-9-]+)["']/;
const QUOTED_KEY = /(["'])([A-Za-z_$][A-Za-z0-9_$.-]*)\1[ \t]*:[ \t]*/g;
const FLOW_KEY = /([{,][ \t]*)([A-Za-z_$][A-Za-z0-9_$.-]*)[ \t]*:[ \t]+/g;
const PLAIN_KEY = /^([ \t]*(?:-[ \t]+)?)([A-Za-z_$][A-Za-z0-9_$.-]*)[ \t]*:(?:[ \t]+|$)/;
const VALUE = /["']?([^"',}\]#]*)/y;
const VERSIONS = /(?:\[[A-Za-z0-9_, -]*\])?[ \t]*((?:(?:===?|~=|[<>]=?|!=|=)[ \t]*[0-9][0-9A-Za-z.*]*[ \t]*,?[ \t]*){0,4})/y;
const VERSION = /(===?|~=|[<>]=?|!=|=)[ \t]*([0-9]{1,9})/g;

const KIND = /(Request|Response|Command|Input|Output)$/;
const SIZE = "standard_";
const NOTEBOOK = /^([ \t]*")([^"\\]*(?:\\[\s\S][^"\\]*)*)",?[ \t]*$/;

/** @type {(name: string) => string} */
const snake = (name) => name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/([A-Z])([A-Z][a-z])/g, "$1_$2").toLowerCase();
/** @type {(word: string) => string} */
const small = (word) => (word.slice(0, SIZE.length).toLowerCase() === SIZE ? word.toLowerCase() : word);
/** @type {(word: string) => string} */
const spelled = (word) => (word === "Sagemaker" ? "SageMaker" : small(word));
/** @type {(gap: string) => string} */
const between = (gap) => gap.replace(/[ \t\u00a0]/g, "").replace(/'/g, '"') || " ";
/** @type {(object: Record<string, any>) => Map<string, any>} */
const map = (object) => new Map(Object.entries(object));
/** @type {(text: string, left: string, right: string) => [string, number]} */
const strip = (text, left, right) => {
  let [from, to] = [0, text.length];
  while (from < to && left.includes(text[from])) from += 1;
  while (to > from && right.includes(text[to - 1])) to -= 1;
  return [text.slice(from, to), from];
};
/** @type {(pattern: RegExp, text: string, index: number) => any} */
const at = (pattern, text, index) => {
  pattern.lastIndex = index;
  return pattern.exec(text);
};
/** @type {(phrases: Phrase[] | undefined) => number} */
const alone = (phrases) => {
  const found = (phrases || []).find(([rest]) => !rest.length);
  return found ? found[1] : -1;
};
/** @type {(text: string, sign: string) => number} */
const count = (text, sign) => text.split(sign).length - 1;

/** A line of a notebook's cell as code, every sign in its column; any other line as it is.
    @type {(line: string) => string} */
function ofCell(line) {
  const cell = NOTEBOOK.exec(line);
  return cell ? " ".repeat(cell[1].length) + cell[2].replace(/\\n$/, "").replace(/\\"/g, ' "') : line;
}

/** Pieces of a line with their offsets; one with more than `most` characters is cut where no name is.
    @type {(line: string, most: number) => [number, string][]} */
function pieces(line, most) {
  /** @type {[number, string][]} */
  const out = [];
  let start = 0;
  while (line.length - start > most) {
    let cut = -1;
    for (let index = start + most - 1; index >= start + Math.floor(most / 2); index -= 1) {
      if (" ,;{".includes(line[index])) {
        cut = index;
        break;
      }
    }
    const end = cut > 0 ? cut + 1 : start + most;
    out.push([start, line.slice(start, end)]);
    start = end;
  }
  out.push([start, line.slice(start)]);
  return out;
}

/** Statements of a line, the rest in one after `most`, each with blanks for what stands before it.
    @type {(line: string, most: number) => string[]} */
function statements(line, most) {
  if (!line.includes(";")) return [line];
  const out = [];
  let [start, quote] = [0, ""];
  for (let index = 0; index < line.length; index += 1) {
    const sign = line[index];
    if (quote) {
      if (sign === quote) quote = "";
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === "#" || out.length === most) break;
    else if (sign === ";") {
      out.push(" ".repeat(start) + line.slice(start, index));
      start = index + 1;
    }
  }
  out.push(" ".repeat(start) + line.slice(start));
  return out;
}

/** Where a mark ends that would end before the quote or bracket that closes what it opens.
    @type {(piece: string, start: number, end: number) => number} */
function closing(piece, start, end) {
  let last = end;
  for (; last < piece.length; last += 1) {
    const [text, sign] = [piece.slice(start, last), piece[last]];
    const opened = (sign === '"' || sign === "'") && count(text, sign) % 2;
    if (!opened && !(sign === ")" && count(text, "(") > count(text, ")"))) break;
  }
  return last;
}

/** @type {(pairs: string[][], below: number) => boolean} */
function isBelow(pairs, below) {
  for (const [sign, major] of pairs) {
    if (["==", "===", "~=", "=", "<="].includes(sign) && Number(major) < below) return true;
    if (sign === "<" && Number(major) <= below) return true;
  }
  return false;
}

/** Whether a command's words follow one another, and its options anywhere after them.
    @type {(words: [string, ...unknown[]][], index: number, rest: string[], most: number) => boolean} */
function runs(words, index, rest, most) {
  let next = index + 1;
  if (next < words.length && ["alpha", "beta"].includes(words[next][0]) && !["alpha", "beta"].includes(rest[0])) next += 1;
  for (const want of rest) {
    if (want.startsWith("-")) {
      if (!words.slice(next, next + most).some(([word]) => word.split("=")[0] === want)) return false;
    } else {
      if (next >= words.length || words[next][0] !== want) return false;
      next += 1;
    }
  }
  return true;
}

/** Make a reader of the lists; `read(text)` returns what it holds, `steps(text)` the same in small steps.
    @type {(data: any) => { read: (text: string) => PasteResult, steps: (whole: string) => Generator<PasteResult, PasteResult> }} */
export function reader(data) {
  const most = data.limits; /* numbers that both readers keep to: cloud_ml_platforms/topics/paste/names.py */
  const python = map(data.python);
  const args = new Map(Object.entries(data.arguments).map(([owner, names]) => [owner, map(names)]));
  const fields = new Map(Object.entries(data.fields).map(([key, values]) => [key, map(values)]));
  const [commands, packages, phrases, operations, beta] = [data.commands, data.packages, data.words, data.operations, data.beta].map(map);
  const anyCase = map(data.phrases);
  const known = new Set(data.known);
  const modules = new Set();
  for (const name of data.known) {
    for (let dot = name.indexOf("."); dot >= 0; dot = name.indexOf(".", dot + 1)) modules.add(name.slice(0, dot));
  }
  const roots = new Set([...python.keys(), ...args.keys(), ...data.roots].map((name) => name.split(".")[0]));
  const methods = new Map([...operations].map(([name, found]) => [snake(name), found]));
  const kebab = new Map([...methods].map(([name, found]) => [name.replace(/_/g, "-"), found]));
  const services = new Map(Object.entries(data.services).map(([name, names]) => [name, new Set(names.map(snake))]));
  const betaArguments = new Map([...beta].filter(([name]) => /^[a-z]/.test(name)).map(([name, record]) => [snake(name), record]));

  /** @type {(whole: string) => Generator<PasteResult, PasteResult>} */
  function* steps(whole) {
    const text = whole.slice(0, most.chars).replace(/\r\n?/g, "\n");
    /** @type {PasteResult} */
    const result = { text, marks: [], more: 0, unknown: new Map(), unknownMore: 0, languages: [], leftOut: Math.max(0, whole.length - most.chars), recognised: false };
    const aliases = new Map();
    const instances = new Set();
    const seen = new Set();
    const said = new Set();
    const noted = new Set();
    let importing = "";
    /** @type {string[]} */
    let stack = [];
    /** @type {[word: string, line: number, from: number, column: number][]} */
    let command = [];
    /** @type {[from: number, to: number][]} */
    let spans = [];
    let [number, from, offset, piece] = [0, 0, 0, ""];
    const lower = text.toLowerCase();
    const sagemaker = lower.includes("sagemaker");
    const notebook = text.includes('"cell_type"');
    const google = GOOGLE.some((word) => text.includes(word));

    /** @type {(line: number, begin: number, column: number, words: string, record: number) => void} */
    function add(line, begin, column, words, record) {
      const key = `${line} ${record}`;
      if (seen.has(key) || (data.records[record][4] && said.has(record))) return;
      seen.add(key);
      said.add(record);
      result.recognised = true;
      if (result.marks.length >= most.marks) result.more += 1;
      else result.marks.push({ line, column, text: words, record, begin });
    }

    /** @type {(start: number, end: number, record: number) => void} */
    function hit(start, end, record) {
      if (record < 0 || spans.some(([from, to]) => start < to && from < end)) return;
      const closed = closing(piece, start, end);
      spans.push([start, closed]);
      add(number, from, offset + start + 1, piece.slice(start, closed), record);
    }

    /** Mark a span; one whose record is said already is done with, whatever else is listed for its words.
        @type {(start: number, end: number, record: number, told: number) => void} */
    function hitUnless(start, end, record, told) {
      if (record === told) spans.push([start, end]);
      else hit(start, end, record);
    }

    /* Python */

    /** @type {(dotted: string) => number} */
    function lookup(dotted) {
      if (dotted.length > 2 * most.name) return -1;
      for (let name = dotted; name; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
        if (python.has(name)) return python.get(name);
        if (known.has(name)) return -1;
      }
      return -1;
    }

    /** Note a name once, also when parts of it follow later; those past the limit are only counted.
        @type {(name: string) => void} */
    function cannot(name) {
      for (let one = name; one; one = one.slice(0, Math.max(0, one.lastIndexOf(".")))) {
        if (noted.has(one)) return;
      }
      noted.add(name);
      if (result.unknown.size >= most.names) result.unknownMore += 1;
      else result.unknown.set(name, number);
    }

    /** @type {(dotted: string) => void} */
    function judge(dotted) {
      if (dotted.length > 2 * most.name) return;
      if (data.roots.includes(dotted) || !data.roots.some((/** @type {string} */ one) => dotted.startsWith(one + ".")) || modules.has(dotted)) return;
      for (let name = dotted; name; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
        if (known.has(name + ".") || (known.has(name) && !modules.has(name))) return;
      }
      cannot(dotted);
    }

    /** @type {(dotted: string, start: number, end: number, marked: number) => void} */
    function imported(dotted, start, end, marked) {
      const record = lookup(dotted);
      if (record < 0) judge(dotted);
      else hitUnless(start, end, record, marked);
    }

    /** @type {(module: string, start: number, words: string) => void} */
    function items(module, start, words) {
      const ofModule = lookup(module);
      for (const item of words.split(")")[0].matchAll(ITEM)) {
        const full = `${module}.${item[1]}`;
        name(item[2] || item[1], full);
        imported(full, start + item.index, start + item.index + item[1].length, ofModule);
      }
    }

    /** @type {(alias: string, full: string) => void} */
    function name(alias, full) {
      aliases.set(alias, full);
      instances.delete(alias);
    }

    function imports() {
      if (importing) {
        items(importing, 0, piece.split("#")[0]);
        if (piece.includes(")")) importing = "";
        return true;
      }
      const from = FROM.exec(piece);
      if (from) {
        const [, lead, module, between, rest] = from;
        if (!module.startsWith(".")) {
          const opens = rest.includes("(") && !rest.includes(")");
          importing = opens || strip(rest, "", BLANKS)[0].endsWith("\\") ? module : "";
          hit(lead.length, lead.length + module.length, lookup(module));
          items(module, lead.length + module.length + between.length, rest);
        }
        return true;
      }
      const plain = IMPORT.exec(piece);
      if (!plain) return false;
      for (const item of plain[2].matchAll(ITEM)) {
        const start = plain[1].length + item.index;
        imported(item[1], start, start + item[1].length, -1);
        const alias = item[2] || item[1].split(".")[0];
        name(alias, item[2] ? item[1] : alias);
      }
      return true;
    }

    /** @type {(dotted: string) => string} */
    function resolve(dotted) {
      if (dotted.length > most.name) return "";
      const dot = dotted.indexOf(".");
      const head = dot < 0 ? dotted : dotted.slice(0, dot);
      if (aliases.has(head)) {
        const base = aliases.get(head);
        return base ? base + dotted.slice(head.length) : "";
      }
      return dot >= 0 && roots.has(head) ? dotted : "";
    }

    /** @type {(start: number, end: number) => void} */
    function plainNames(start, end) {
      for (const found of piece.slice(start, end).matchAll(DOTTED)) {
        if (found[0].includes(".") && roots.has(found[0].split(".")[0])) {
          hit(start + found.index, start + found.index + found[0].length, lookup(found[0]));
        }
      }
    }

    /** @type {(word: string, start: number, end: number) => void} */
    function argument(word, start, end) {
      const owner = stack.length ? stack[stack.length - 1] : "";
      const values = fields.get(word);
      if (owner && args.get(owner)?.has(word)) hit(start, end, args.get(owner)?.get(word));
      else if (values?.has("") && /[a-z0-9][A-Z]/.test(word)) hit(start, end, values.get(""));
      else if (google && betaArguments.has(word)) hit(start, end, betaArguments.get(word));
    }

    /** @type {(word: string, start: number, end: number, before: string) => string} */
    function dottedName(word, start, end, before) {
      if ((word === "def" || word === "class") && start === 0) stack = [];
      let next = end;
      while (next < piece.length && (piece[next] === " " || piece[next] === "\t")) next += 1;
      const follows = piece[next];
      const resolved = before === "." ? "" : resolve(word);
      const head = word.split(".")[0];
      const last = word.slice(word.lastIndexOf(".") + 1);
      const service = resolved.startsWith("boto3#") ? resolved.slice(6).split(".")[0] : "";
      if (follows === "=" && piece[next + 1] !== "=" && !word.includes(".")) argument(word, start, end);
      else if (service) {
        if (methods.has(last) && methods.get(last)[0] === service) hit(start, end, methods.get(last)[1]);
        else if (follows === "(" && services.has(service) && word.includes(".")) {
          if (!services.get(service)?.has(last) && !CLIENT_METHODS.has(last)) cannot(`${service} client: ${last}`);
        }
      } else if (resolved) {
        const record = lookup(resolved);
        if (record >= 0) hitUnless(start, end, record, aliases.has(head) ? lookup(aliases.get(head)) : -1);
        else if (aliases.has(head) && !instances.has(head)) judge(resolved);
      } else if ((word.includes(".") || before === ".") && methods.has(last)) {
        if (count(last, "_") >= most.snake - 1 && !aliases.get(head)) hit(start, end, methods.get(last)[1]);
      }
      return follows === "(" ? resolved : "";
    }

    function code() {
      const token = /([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)|[0-9][A-Za-z0-9_.]*|[^ \t]/g;
      const closes = { '"': true, "'": true };
      let [before, called] = ["", ""];
      for (let found = token.exec(piece); found; found = token.exec(piece)) {
        const sign = found[0];
        if (found[1]) called = dottedName(sign, found.index, token.lastIndex, before);
        else if ((sign === '"' || sign === "'") && closes[sign]) {
          const inside = at(STRINGS[sign], piece, token.lastIndex);
          if (inside) {
            plainNames(token.lastIndex, STRINGS[sign].lastIndex - 1);
            token.lastIndex = STRINGS[sign].lastIndex;
          } else closes[sign] = false;
          called = "";
        } else if (sign === "#") {
          plainNames(token.lastIndex, piece.length);
          return;
        } else {
          if ("([{".includes(sign)) {
            if (stack.length < most.depth) stack.push(sign === "(" && args.has(called) ? called : "");
          } else if (")]}".includes(sign)) stack.pop();
          called = "";
        }
        before = sign;
      }
    }

    function assignment() {
      const found = ASSIGN.exec(piece);
      if (!found) return;
      const [, target, value = "", calls] = found;
      const client = CLIENT.exec(piece);
      const resolved = value.includes(".") ? resolve(value) : aliases.get(value) || "";
      const upper = /^[A-Z]/.test(resolved.slice(resolved.lastIndexOf(".") + 1));
      instances.delete(target);
      if (client) aliases.set(target, `boto3#${client[1]}`);
      else if (resolved && calls && upper) {
        aliases.set(target, resolved);
        instances.add(target);
      } else if (resolved && !calls) aliases.set(target, resolved);
      else if (aliases.has(target) || roots.has(target)) aliases.set(target, "");
    }

    /* Keys, packages, words */

    function keys() {
      /** @type {[key: string, start: number, end: number][]} */
      const found = [...piece.matchAll(QUOTED_KEY)].map((one) => [one[2], one.index + 1, one.index + one[0].length]);
      for (const one of piece.matchAll(FLOW_KEY)) found.push([one[2], one.index + one[1].length, one.index + one[0].length]);
      const plain = PLAIN_KEY.exec(piece);
      if (plain) found.push([plain[2], plain[1].length, plain[0].length]);
      for (const [key, start, end] of found) {
        const values = fields.get(key);
        if (values) {
          const value = strip(at(VALUE, piece, end)[1], BLANKS, BLANKS)[0];
          const any = values.has("") ? values.get("") : -1;
          hit(start, start + key.length, values.has(value) ? values.get(value) : any);
        } else if (google && beta.has(key)) hit(start, start + key.length, beta.get(key));
      }
    }

    /** @type {(words: Word[]) => void} */
    function installed(words) {
      const texts = words.map(([word]) => word);
      const installs = texts.some((word) => INSTALLERS.has(word)) && (texts.includes("install") || texts.includes("add"));
      words.forEach(([word, start, end], index) => {
        const one = word.toLowerCase().replace(/_/g, "-");
        if (!packages.has(one)) return;
        const pairs = [...at(VERSIONS, piece, end)[1].matchAll(VERSION)].map((found) => [found[1], found[2]]);
        const single = index === 0 || piece[start - 1] === '"' || piece[start - 1] === "'";
        if (!one.includes("-") && !installs && !(single && pairs.length)) return;
        const old = packages.get(one).find((/** @type {[number, number]} */ [below]) => below === 0 || isBelow(pairs, below));
        if (old) hit(start, end, old[1]);
      });
    }

    /** Whether an operation has words enough to be nobody else's.
        @type {(operation: string) => boolean} */
    function isLong(operation) {
      return count(snake(operation), "_") >= most.snake - 1;
    }

    /** @type {(words: Word[]) => void} */
    function operationNames(words) {
      words.forEach(([word, start, end], index) => {
        if (operations.has(word) && (sagemaker || isLong(word))) hit(start, end, operations.get(word)[1]);
        else if (kebab.has(word)) {
          const [service, record] = kebab.get(word);
          const ofService = index > 0 && words[index - 1][0] === service;
          if (ofService || count(word, "-") >= most.snake - 1) hit(start, end, record);
        } else if (word.length <= most.name) {
          /* as other SDKs have it: client.createLabelingJob, CreateLabelingJobCommand */
          for (const part of word.split(".")) {
            const name = part.replace(KIND, "").replace(/^[a-z]/, (/** @type {string} */ sign) => sign.toUpperCase());
            if (operations.has(name) && isLong(name)) hit(start, end, operations.get(name)[1]);
          }
        }
      });
    }

    /** @type {(words: Word[], first: number, rest: string[], spell: (word: string) => string) => number} */
    function matches(words, first, rest, spell) {
      let index = first;
      for (let part = 0; part < rest.length; part += 2) {
        index += 1;
        if (index >= words.length) return -1;
        const gap = piece.slice(words[index - 1][2], words[index][1]);
        if (between(gap) !== rest[part] || spell(words[index][0]) !== rest[part + 1]) return -1;
      }
      return index;
    }

    /** @type {(word: string) => number} */
    function single(word) {
      if (word.length > most.name) return -1;
      if (/[0-9]/.test(word)) {
        let short = word;
        for (let cut = Math.max(short.lastIndexOf("-"), short.lastIndexOf(".")); cut > 0; cut = Math.max(short.lastIndexOf("-"), short.lastIndexOf("."))) {
          short = short.slice(0, cut);
          const record = /[0-9]/.test(short) ? alone(phrases.get(short)) : -1;
          if (record >= 0) return record;
        }
      }
      const parts = word.split(".");
      for (const part of parts) {
        if (parts.length > 1 && /[a-z0-9][A-Z]|[a-z]_/.test(part)) {
          const record = alone(phrases.get(part));
          if (record >= 0) return record;
        }
        if (google && beta.has(part) && /^[A-Z]/.test(part)) return beta.get(part);
      }
      return -1;
    }

    /** @type {(words: Word[]) => void} */
    function wordNames(words) {
      for (let index = 0; index < words.length; index += 1) {
        const [word, start, end] = words[index];
        let [last, found] = [-1, -1];
        for (const [rest, record] of phrases.get(spelled(word)) || []) {
          last = matches(words, index, rest, spelled);
          if (last >= 0) {
            found = record;
            break;
          }
        }
        for (const [rest, record, ofGoogle] of anyCase.get(word.toLowerCase()) || []) {
          const other = google || !ofGoogle ? matches(words, index, rest, (/** @type {string} */ one) => one.toLowerCase()) : -1;
          if (other > last) [last, found] = [other, record];
        }
        if (last >= 0) {
          result.recognised = true;
          hit(start, words[last][2], found);
          index = last;
        } else {
          const record = single(spelled(word));
          if (record >= 0) hit(start, end, record);
        }
      }
    }

    /* Commands */

    function runCommand() {
      const words = command;
      command = [];
      words.forEach(([word, line, begin, column], index) => {
        const found = (commands.get(word) || []).find((/** @type {Phrase} */ [rest]) => runs(words, index, rest, most.options));
        if (found) add(line, begin, column, [word, ...found[0]].join(" "), found[1]);
      });
    }

    function collect() {
      for (const found of piece.matchAll(/[^ \t]+/g)) {
        const [word, shift] = strip(found[0], "\"'`($>*|!%", "\"'`),.;:*|");
        if (word && word !== "\\" && command.length < most.piece) command.push([word, number, from, offset + found.index + shift + 1]);
      }
      if (!strip(piece, "", BLANKS)[0].endsWith("\\")) runCommand();
    }

    result.recognised = data.signs.some((/** @type {string} */ sign) => lower.includes(sign));
    for (const [needle, words] of data.languages) {
      if (text.includes(needle) && !result.languages.includes(words)) result.languages.push(words);
      yield result;
    }
    for (let end = -1; end < text.length; ) {
      from = end + 1;
      end = text.indexOf("\n", from);
      if (end < 0) end = text.length;
      const line = text.slice(from, end);
      number += 1;
      if (number % MANY === 0) yield result;
      if (!line) {
        runCommand();
        continue;
      }
      if (line.includes(KNOWN_LINE)) continue;
      for (const part of pieces(notebook ? ofCell(line) : line, most.piece)) {
        [offset, piece] = part;
        spans = [];
        /** @type {Word[]} */
        const words = [...piece.matchAll(WORD)].map((found) => [found[0], found.index, found.index + found[0].length]);
        for (piece of statements(part[1], most.statements)) {
          if (!imports()) {
            const depth = stack.length;
            code();
            if (depth === 0) assignment();
          }
        }
        piece = part[1];
        keys();
        installed(words);
        operationNames(words);
        wordNames(words);
        collect();
        yield result;
      }
    }
    runCommand();
    result.marks.sort((one, other) => one.line - other.line || one.column - other.column);
    return result;
  }

  /** @type {(text: string) => PasteResult} */
  function read(text) {
    const run = steps(text);
    for (;;) {
      const { done, value } = run.next();
      if (done) return value;
    }
  }

  return { read, steps };
}
