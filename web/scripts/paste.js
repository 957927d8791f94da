// @ts-check
/* Paste and check: reads a text and marks the names of cloud_ml_platforms/topics/paste/old_names.py in it; nothing is executed. The page
   and the command (paste-command.js) read with it; tests/topics/paste/paste_cases.yml says what is marked.

   It is a scan in one direction: tokens are looked up in maps, no pattern goes back more than its own line. What it resolves:
   `import sagemaker as sm` and `from x import y as z` (also over several lines), instances (`job = ModelTrainer(...)`, then
   `job.fit`), clients (`sm = boto3.client("sagemaker")`), keyword arguments of a known call, command lines with their
   continuation lines, versions of packages, keys of YAML and JSON, cells of notebooks, names in prose. */

/* How far it goes. */
export const LIMITS = {
  chars: 5000000,
  piece: 20000 /* a longer line is read in pieces */,
  marks: 2000,
  names: 40 /* that cannot be judged */,
  depth: 200 /* of brackets */,
  statements: 20 /* of one line */,
  name: 200 /* characters of a name */,
  options: 100 /* words in which a command's options are looked for */,
  snake: 3 /* `create_app` is everybody's method, `create_monitoring_schedule` is not */,
};

/* What shows that a text is in a language whose names are not listed. */
const LANGUAGES = [
  ["com.amazonaws", "the AWS SDK for Java"],
  ["software.amazon.awssdk", "the AWS SDK for Java"],
  ["@aws-sdk/", "the AWS SDK for JavaScript"],
  ["aws-sdk-go", "the AWS SDK for Go"],
  ["using Amazon.", "the AWS SDK for .NET"],
  ["AWS::SageMaker::", "CloudFormation"],
  ["aws_cdk", "the AWS CDK"],
  ["aws-cdk-lib", "the AWS CDK"],
  ["com.google.cloud", "Google's client libraries for Java"],
  ["@google-cloud/", "Google's client libraries for JavaScript"],
  ["cloud.google.com/go", "Google's client libraries for Go"],
  ["com.azure", "the Azure SDK for Java"],
  ["@azure/", "the Azure SDK for JavaScript"],
  ["using Azure.", "the Azure SDK for .NET"],
  ['resource "aws_', "Terraform"],
  ['resource "google_', "Terraform"],
  ['resource "azurerm_', "Terraform"],
  ["Microsoft.MachineLearningServices/", "ARM and Bicep templates"],
  ["library(", "R"],
  ["paws::", "R"],
  ["libraryDependencies", "Scala"],
  [" extends App", "Scala"],
  ["aws_sdk_", "the AWS SDK for Rust"],
  ["aws-sdk-sagemaker", "the AWS SDK for Rust"],
];

/* In lower case: one of them, a package, or the name of a product, shows that a text speaks of a platform at all. */
const SPEAKS_OF_ONE = [
  ...["aiplatform", "vertex ai", "agent platform", "gcloud ai", "google-genai", "google import genai", "kubeflow"],
  ...["azure-ai-ml", "azure ml", "azure machine learning", "az ml", "machinelearningservices", "azuremlschemas"],
];

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

const KIND = /(Request|Response|Command|Input|Output)$/; /* what other SDKs hang on the name of an operation */
const SIZE = "standard_"; /* Azure's machine sizes are written in any case */
const NOTEBOOK = /^([ \t]*")([^"\\]*(?:\\[\s\S][^"\\]*)*)",?[ \t]*$/;

/** @type {(name: string) => string} */
const snake = (name) => name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/([A-Z])([A-Z][a-z])/g, "$1_$2").toLowerCase();
/** @type {(word: string) => string} */
const lower = (word) => word.toLowerCase();
/** A word as it is looked up.
    @type {(word: string) => string} */
const spelled = (word) => (word === "Sagemaker" ? "SageMaker" : lower(word.slice(0, SIZE.length)) === SIZE ? lower(word) : word);
/** @type {(gap: string) => string} */
const between = (gap) => gap.replace(/[ \t\u00a0]/g, "").replace(/'/g, '"') || " ";
/** @type {(object: Record<string, any> | undefined) => Map<string, any>} */
const map = (object) => new Map(Object.entries(object ?? {}));
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
/** @type {(phrases: Phrase[] | undefined) => string} */
const alone = (phrases) => (phrases || []).find(([rest]) => !rest.length)?.[1] ?? "";
/** @type {(text: string, character: string) => number} */
const count = (text, character) => text.split(character).length - 1;

/** Names of the data by their first part, each with the rest of it and its record; `split` takes a name apart.
    @type {<T>(names: Record<string, string> | undefined, split: (name: string) => [string, T]) => Map<string, [T, string][]>} */
function byFirst(names, split) {
  const out = new Map();
  for (const [name, record] of Object.entries(names ?? {})) {
    const [first, rest] = split(name);
    out.set(first, [...(out.get(first) ?? []), [rest, record]]);
  }
  return out;
}

/** The same for what consists of words: the longest first.
    @type {(names: Record<string, string> | undefined, split: (name: string) => string[]) => Map<string, Phrase[]>} */
function byFirstWord(names, split) {
  const out = byFirst(names, (name) => {
    const [first, ...rest] = split(name);
    return [first, rest];
  });
  for (const phrases of out.values()) phrases.sort((one, other) => other[0].length - one[0].length);
  return out;
}

/** A phrase as a text is read: word, what stands between, word, ...
    @type {(phrase: string, spell: (word: string) => string) => string[]} */
function phraseParts(phrase, spell) {
  const out = [];
  let end = 0;
  for (const found of phrase.matchAll(WORD)) {
    if (out.length) out.push(between(phrase.slice(end, found.index)));
    out.push(spell(found[0]));
    end = found.index + found[0].length;
  }
  return out;
}

/** `sagemaker<3` as its name and the major version below which it is old; 0 for every version.
    @type {(name: string) => [string, number]} */
function packageParts(name) {
  const [plain, below] = name.split("<");
  return [lower(plain).replace(/_/g, "-"), Number(below ?? 0)];
}

/** `a.b(name)` as `a.b` and `name`.
    @type {(name: string) => [string, string]} */
function argumentParts(name) {
  const [owner, argument] = name.slice(0, -1).split("(");
  return [owner, argument];
}

/** `key: value`, with or without quotes, as both; the value is empty where any is meant.
    @type {(name: string) => [string, string]} */
function fieldParts(name) {
  const [key, ...value] = name.split(":");
  const [own, other] = [key, value.join(":")].map((part) => part.trim().replace(/^["']+|["']+$/g, ""));
  return [own, other];
}

/** A line of a notebook's cell as code, every character in its column; any other line as it is.
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
    const character = line[index];
    if (quote) {
      if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "#" || out.length === most) break;
    else if (character === ";") {
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
    const [text, character] = [piece.slice(start, last), piece[last]];
    const opened = (character === '"' || character === "'") && count(text, character) % 2;
    if (!opened && !(character === ")" && count(text, "(") > count(text, ")"))) break;
  }
  return last;
}

/** @type {(pairs: string[][], below: number) => boolean} */
function isBelow(pairs, below) {
  for (const [character, major] of pairs) {
    if (["==", "===", "~=", "=", "<="].includes(character) && Number(major) < below) return true;
    if (character === "<" && Number(major) <= below) return true;
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

/** Make a reader of the data; `read(text)` returns what it holds, `steps(text)` the same in small steps.
    @type {(data: PasteData, most?: typeof LIMITS) => { read: (text: string) => PasteResult, steps: (whole: string) => Generator<PasteResult, PasteResult> }} */
export function reader(data, most = LIMITS) {
  const [python, operations, beta] = [map(data.python), map(data.operations), map(data.beta)];
  const args = new Map([...byFirst(data.argument, argumentParts)].map(([owner, names]) => [owner, new Map(names)]));
  const fields = new Map([...byFirst(data.field, fieldParts)].map(([key, values]) => [key, new Map(values)]));
  const packages = byFirst(data.package, packageParts);
  const commands = byFirstWord(data.command, (name) => name.split(" "));
  const phrases = byFirstWord(data.word, (name) => phraseParts(name, spelled));
  const anyCase = byFirstWord(data.phrase, (name) => phraseParts(name, lower));
  const ofGoogle = byFirstWord(data.google_phrase, (name) => phraseParts(name, lower));
  const known = new Set();
  const modules = new Set(); /* and packages */
  for (const [module, names] of map(data.known)) {
    for (const name of names.split(" ")) known.add(`${module}.${name}`);
    for (let part = module; part && !modules.has(part); part = part.slice(0, Math.max(0, part.lastIndexOf(".")))) modules.add(part);
  }
  const roots = new Set([...python.keys(), ...args.keys(), ...data.roots].map((name) => name.split(".")[0]));
  const methods = new Map([...operations].map(([name, found]) => [snake(name), found]));
  const kebab = new Map([...methods].map(([name, found]) => [name.replace(/_/g, "-"), found]));
  const services = new Map([...map(data.services)].map(([name, names]) => [name, new Set(names.split(" ").map(snake))]));
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
    const small = lower(text);
    const sagemaker = small.includes("sagemaker");
    const notebook = text.includes('"cell_type"');
    const google = GOOGLE.some((word) => text.includes(word));
    const inAnyCase = google ? [anyCase, ofGoogle] : [anyCase];

    /** @type {(line: number, begin: number, column: number, words: string, record: string) => void} */
    function add(line, begin, column, words, record) {
      const key = `${line} ${record}`;
      if (seen.has(key) || (data.records[record][3] && said.has(record))) return;
      seen.add(key);
      said.add(record);
      result.recognised = true;
      if (result.marks.length >= most.marks) result.more += 1;
      else result.marks.push({ line, column, text: words, record, begin });
    }

    /** @type {(start: number, end: number, record: string) => void} */
    function hit(start, end, record) {
      if (!record || spans.some(([from, to]) => start < to && from < end)) return;
      const closed = closing(piece, start, end);
      spans.push([start, closed]);
      add(number, from, offset + start + 1, piece.slice(start, closed), record);
    }

    /** Mark a span; one whose record is said already is done with, whatever else is listed for its words.
        @type {(start: number, end: number, record: string, said: string) => void} */
    function hitUnless(start, end, record, said) {
      if (record === said) spans.push([start, end]);
      else hit(start, end, record);
    }

    /* Python */

    /** The record of a dotted name, or of the longest part of it that is listed; empty for none.
        @type {(dotted: string) => string} */
    function lookup(dotted) {
      if (dotted.length > 2 * most.name) return "";
      for (let name = dotted; name; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
        if (python.has(name)) return python.get(name);
      }
      return "";
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

    /** Note a name of a known package that is neither listed nor known.
        @type {(dotted: string) => void} */
    function judge(dotted) {
      if (dotted.length > 2 * most.name) return;
      if (data.roots.includes(dotted) || !data.roots.some((/** @type {string} */ one) => dotted.startsWith(one + ".")) || modules.has(dotted)) return;
      for (let name = dotted; name; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
        if (known.has(name + ".") || (known.has(name) && !modules.has(name))) return;
      }
      cannot(dotted);
    }

    /** Mark or judge an imported name, unless its module is marked with the same.
        @type {(dotted: string, start: number, end: number, marked: string) => void} */
    function imported(dotted, start, end, marked) {
      const record = lookup(dotted);
      if (record) hitUnless(start, end, record, marked);
      else judge(dotted);
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
        imported(item[1], start, start + item[1].length, "");
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
      if (owner && args.get(owner)?.has(word)) hit(start, end, args.get(owner)?.get(word) ?? "");
      else if (values?.has("") && /[a-z0-9][A-Z]/.test(word)) hit(start, end, values.get("") ?? "");
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
        if (record) hitUnless(start, end, record, aliases.has(head) ? lookup(aliases.get(head)) : "");
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
        const character = found[0];
        if (found[1]) called = dottedName(character, found.index, token.lastIndex, before);
        else if ((character === '"' || character === "'") && closes[character]) {
          const inside = at(STRINGS[character], piece, token.lastIndex);
          if (inside) {
            plainNames(token.lastIndex, STRINGS[character].lastIndex - 1);
            token.lastIndex = STRINGS[character].lastIndex;
          } else closes[character] = false;
          called = "";
        } else if (character === "#") {
          plainNames(token.lastIndex, piece.length);
          return;
        } else {
          if ("([{".includes(character)) {
            if (stack.length < most.depth) stack.push(character === "(" && args.has(called) ? called : "");
          } else if (")]}".includes(character)) stack.pop();
          called = "";
        }
        before = character;
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
          hit(start, start + key.length, values.get(value) ?? values.get("") ?? "");
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
        const old = packages.get(one)?.find(([below]) => below === 0 || isBelow(pairs, below));
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
            const name = part.replace(KIND, "").replace(/^[a-z]/, (/** @type {string} */ character) => character.toUpperCase());
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

    /** The record of a word without its last parts (`gemini-1.5-pro-002`), of a part, or of the beta API; empty for none.
        @type {(word: string) => string} */
    function single(word) {
      if (word.length > most.name) return "";
      if (/[0-9]/.test(word)) {
        let short = word;
        for (let cut = Math.max(short.lastIndexOf("-"), short.lastIndexOf(".")); cut > 0; cut = Math.max(short.lastIndexOf("-"), short.lastIndexOf("."))) {
          short = short.slice(0, cut);
          const record = /[0-9]/.test(short) ? alone(phrases.get(short)) : "";
          if (record) return record;
        }
      }
      const parts = word.split(".");
      for (const part of parts) {
        if (parts.length > 1 && /[a-z0-9][A-Z]|[a-z]_/.test(part)) {
          const record = alone(phrases.get(part));
          if (record) return record;
        }
        if (google && beta.has(part) && /^[A-Z]/.test(part)) return beta.get(part);
      }
      return "";
    }

    /** @type {(words: Word[]) => void} */
    function wordNames(words) {
      for (let index = 0; index < words.length; index += 1) {
        const [word, start, end] = words[index];
        let [last, found] = [-1, ""];
        for (const [rest, record] of phrases.get(spelled(word)) || []) {
          last = matches(words, index, rest, spelled);
          if (last >= 0) {
            found = record;
            break;
          }
        }
        for (const lists of inAnyCase) {
          for (const [rest, record] of lists.get(lower(word)) || []) {
            const other = matches(words, index, rest, lower);
            if (other > last) [last, found] = [other, record];
          }
        }
        if (last >= 0) {
          result.recognised = true;
          hit(start, words[last][2], found);
          index = last;
        } else {
          hit(start, end, single(spelled(word)));
        }
      }
    }

    /* Commands */

    function runCommand() {
      const words = command;
      command = [];
      words.forEach(([word, line, begin, column], index) => {
        const found = commands.get(word)?.find(([rest]) => runs(words, index, rest, most.options));
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

    result.recognised = [...data.roots, ...SPEAKS_OF_ONE].some((words) => small.includes(words));
    for (const [needle, words] of LANGUAGES) {
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
