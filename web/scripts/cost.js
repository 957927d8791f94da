// @ts-check
/* The calculator: a month's bill, the sentences on it, its exports and its address, from the formulas and prices of data/
   (cloud_ml_platforms/compute/calculator.py). The page of choose/cost/ runs it on what is typed, and web/build/bills.js once
   for what pages show without scripts. An amount is USD a month, or null where a price is blank; what is not used costs
   nothing, whether its price is known or not. Where a column has no total, columns are compared by the lines that each of
   them knows, and the sentences say so: that is never called a total. A tie is measured on what differs: what every column
   pays alike neither makes nor breaks one. */

import { csv as written } from "./csv.js";
import { dollars, escapeMarkdown as md, money, number, withUnit } from "./formats.js";
import * as strict from "./strict.js";

const OPERATIONS = ["sum", "times", "less", "most", "over", "any"];
const PRICE = "price ";
const MISSING = "a price that is not known";

/** @type {(words: string[]) => string} */
function listed(words) {
  return words.length === 1 ? words[0] : words.slice(0, -1).join(", ") + " and " + words[words.length - 1];
}

/** @type {(value: number) => number} */
const roundHalf = (value) => Math.floor(value + 0.5);

/* Formulas */

/** @type {(expression: Expression) => [string | null | undefined, Expression[]]} */
function partsOf(expression) {
  if (typeof expression !== "object") return [null, []];
  const operation = OPERATIONS.find((one) => Object.hasOwn(expression, one));
  return [operation, operation ? expression[operation] : []];
}

/** @type {(expression: Expression) => string[]} */
function namesIn(expression) {
  if (typeof expression === "string") return [expression];
  return partsOf(expression)[1].flatMap(namesIn);
}

/** @type {(amounts: number[]) => number} */
function sum(amounts) {
  let out = 0;
  for (const amount of amounts) out += amount;
  return out;
}

/** @type {(amounts: (number | null)[]) => number | null} */
function times(amounts) {
  if (amounts.includes(0)) return 0;
  let out = 1;
  for (const amount of amounts) {
    if (amount === null) return null;
    out *= amount;
  }
  return out;
}

/** What an expression comes to; `value` gives inputs and prices, null for a blank one. Zero times a blank is zero.
    @type {(expression: Expression, value: (leaf: string) => number | null) => number | null} */
export function evaluate(expression, value) {
  if (typeof expression === "string") return value(expression);
  if (typeof expression === "number") return expression;
  const [operation, parts] = partsOf(expression);
  const amounts = parts.map((part) => evaluate(part, value));
  if (operation === "times") return times(amounts);
  if (operation === "any") return amounts[0] === null ? null : Number(amounts[0] > 0);
  if ((operation === "less" || operation === "over") && amounts[0] === 0) return 0;
  if (amounts.includes(null)) return null;
  const known = /** @type {number[]} */ (amounts);
  if (operation === "sum") return sum(known);
  if (operation === "most") return Math.max(...known);
  const [first, second] = known;
  if (operation === "less") return Math.max(0, first - second);
  return second ? first / second : 0;
}

/** An expression as text; what stands within another operation is in brackets, except products in sums.
    @type {(expression: Expression, name: (leaf: string) => string, inner?: boolean) => string} */
export function text(expression, name, inner = false) {
  if (typeof expression === "string") return name(expression);
  if (typeof expression === "number") return number(expression);
  const [operation, parts] = partsOf(expression);
  const one = parts.map((part) => text(part, name, operation !== "sum" || partsOf(part)[0] !== "times"));
  /** @type {Record<string, () => string>} */
  const say = {
    sum: () => one.join(" + "),
    times: () => one.join(" × "),
    less: () => one.join(" − "),
    over: () => one.join(" ÷ "),
    most: () => "the larger of " + one.join(" and "),
    any: () => `1 if any ${one[0]}, else 0`,
  };
  const joined = say[operation || ""]();
  return inner ? `(${joined})` : joined;
}

/** The calculator over the data of _gen/cost.js: `values` by input, `own` prices by the id of the price.
    @type {(data: CostData) => Calculator} */
export function calculator(data) {
  const inputs = /** @type {Known<CostInput>} */ (new Map(data.inputs.map((one) => [one.id, one])));
  const lines = /** @type {Known<CostLine>} */ (new Map(data.lines.map((one) => [one.id, one])));
  const counted = data.lines.filter((line) => !line.within);
  const prices = new Map(Object.entries(data.prices).map(([id, price]) => [id, { id, ...price }]));
  const byMeter = /** @type {Known<Price>} */ (new Map([...prices.values()].map((price) => [`${price.meter} ${price.of}`, price])));
  const { columns, names } = data;

  /** @type {() => Values} */
  const standard = () => Object.fromEntries(data.inputs.map((one) => [one.id, one.standard]));
  /** @type {(id: string) => Values} */
  const scenario = (id) => ({ ...standard(), ...data.scenarios[id].set });

  /** @type {(column: string, values: Values, leaf: string) => Price} */
  function priceFor(column, values, leaf) {
    const [first, part] = leaf.slice(PRICE.length).split(" ");
    const meter = part ? inputs.get(first).options.find((one) => one.id === values[first])?.meters[part] : first;
    if (column === "own") return byMeter.get(`${meter} ${values[data.cloud]}`);
    return byMeter.get(`${meter} ${column}`) || byMeter.get(`${meter} ${data.clouds[column]}`);
  }

  /** @type {(price: Price, own: Own) => number | null} */
  const usd = (price, own) => (Object.hasOwn(own, price.id) ? own[price.id] : price.usd);

  /** @type {(line: CostLine, column: string, values: Values, own: Own) => Cell} */
  function cell(line, column, values, own) {
    const expression = line.formulas[column];
    if (expression === undefined) return { amount: 0, free: line.free[column], prices: [], blanks: [] };
    const value = (/** @type {string} */ leaf) => {
      if (leaf.startsWith(PRICE)) return usd(priceFor(column, values, leaf), own);
      return inputs.get(leaf).kind === "share" ? values[leaf] / 100 : values[leaf];
    };
    const needed = new Set(namesIn(expression).filter((leaf) => leaf.startsWith(PRICE)).map((leaf) => priceFor(column, values, leaf)));
    const amount = evaluate(expression, value);
    const blanks = amount === null ? [...needed].filter((price) => usd(price, own) === null) : [];
    return { amount, free: null, prices: amount === 0 ? [] : [...needed], blanks };
  }

  /** @type {(values: Values, own?: Own) => Bill} */
  function bill(values, own = {}) {
    /** @type {Bill} */
    const out = { values, own, cells: {}, totals: {}, known: {}, blanks: {} };
    for (const line of data.lines) {
      out.cells[line.id] = Object.fromEntries(columns.map((column) => [column, cell(line, column, values, own)]));
    }
    for (const column of columns) {
      const cells = counted.map((line) => out.cells[line.id][column]);
      const known = cells.map((one) => one.amount).filter((amount) => amount !== null);
      out.known[column] = sum(known);
      out.totals[column] = known.length === cells.length ? out.known[column] : null;
      out.blanks[column] = [...new Set(cells.flatMap((one) => one.blanks))];
    }
    return out;
  }

  /** The cells in which an input or a price has a part, by its id.
      @type {(values: Values) => Map<string, [CostLine, string][]>} */
  function partIn(values) {
    /** @type {Map<string, [CostLine, string][]>} */
    const found = new Map();
    for (const line of data.lines) {
      for (const column of columns) {
        const ids = new Set(column === "own" ? [data.cloud] : []);
        for (const leaf of namesIn(line.formulas[column] ?? 0)) {
          if (!leaf.startsWith(PRICE)) ids.add(leaf);
          else {
            ids.add(leaf.slice(PRICE.length).split(" ")[0]); /* a meter, or the choice that names one */
            ids.add(priceFor(column, values, leaf).id);
          }
        }
        for (const id of ids) found.set(id, [...(found.get(id) ?? []), [line, column]]);
      }
    }
    return found;
  }

  /** The cells of a bill after a change that touches some of them: the others stay as they are.
      @type {(found: Bill, touched: [CostLine, string][] | undefined, values: Values, own: Own) => Pick<Bill, "cells">} */
  function after(found, touched, values, own) {
    const cells = { ...found.cells };
    for (const [line, column] of touched ?? []) cells[line.id] = { ...cells[line.id], [column]: cell(line, column, values, own) };
    return { cells };
  }

  /** The formula of a line in a column with what is typed and priced put in; empty where nothing is billed.
      @type {(line: CostLine, column: string, values: Values, own?: Own) => string} */
  function worked(line, column, values, own = {}) {
    const expression = line.formulas[column];
    if (expression === undefined) return "";
    return text(expression, (/** @type {string} */ leaf) => {
      if (!leaf.startsWith(PRICE)) return withUnit(values[leaf], inputs.get(leaf).unitSymbol);
      const price = priceFor(column, values, leaf);
      const amount = usd(price, own);
      if (amount === null) return MISSING;
      return `${number(amount)} ${data.meters[price.meter].unit}${Object.hasOwn(own, price.id) ? " (yours)" : ""}`;
    });
  }

  /** The formula of a line in a column with the names of its inputs and prices; empty where nothing is billed.
      @type {(line: CostLine, column: string) => string} */
  function inWords(line, column) {
    const expression = line.formulas[column];
    if (expression === undefined) return "";
    return text(expression, (/** @type {string} */ leaf) => {
      if (!leaf.startsWith(PRICE)) return inputs.get(leaf).small;
      const [first, part] = leaf.slice(PRICE.length).split(" ");
      return part ? `price of ${inputs.get(first).small} (${part})` : `price of ${data.meters[first].small}`;
    });
  }

  /* What the bill says */

  /** What can be compared: small lines that a column cannot price are left out, and columns that lack a large one.
      @type {(found: Bill) => Basis} */
  function compared(found) {
    const open = counted.filter((line) => columns.some((column) => found.cells[line.id][column].amount === null));
    const without = new Set();
    for (const line of open) {
      const cells = found.cells[line.id];
      if (columns.some((column) => (cells[column].amount || 0) > data.large * found.known[column])) {
        for (const column of columns) if (cells[column].amount === null) without.add(column);
      }
    }
    const taken = columns.filter((column) => !without.has(column));
    const left = open.filter((line) => taken.some((column) => found.cells[line.id][column].amount === null));
    return { columns: taken, lines: counted.filter((line) => !left.includes(line)), left };
  }

  /** @type {(found: Pick<Bill, "cells">, basis: Basis, column: string) => number} */
  const sumOf = (found, basis, column) => sum(basis.lines.map((line) => found.cells[line.id][column].amount || 0));
  /** @type {(found: Pick<Bill, "cells">, basis: Basis) => Sums} */
  const sums = (found, basis) => /** @type {Sums} */ (new Map(basis.columns.map((column) => [column, sumOf(found, basis, column)])));
  /** @type {(of: Sums) => string[]} */
  const order = (of) => [...of.keys()].sort((a, b) => of.get(a) - of.get(b));

  /** What every compared column pays alike: lines that are equal in all of them, and the work that all need.
      @type {(found: Pick<Bill, "cells">, basis: Basis) => number} */
  function alike(found, basis) {
    return sum(basis.lines.map((line) => {
      const amounts = basis.columns.map((column) => found.cells[line.id][column].amount || 0);
      const least = Math.min(...amounts);
      return line.group === data.people || Math.max(...amounts) - least < data.cent ? least : 0;
    }));
  }

  /** The cheapest: within 5% of the least, without what all pay alike.
      @type {(of: Sums, common: number) => string[]} */
  function leaders(of, common) {
    const least = Math.min(...of.values());
    return order(of).filter((column) => of.get(column) - common <= (least - common) * data.tie + data.cent);
  }

  /** @type {(basis: Basis) => string} */
  const leftLines = (basis) => listed(basis.left.map((line) => `“${line.name}”`));
  /** @type {(of: Sums) => boolean} */
  const anything = (of) => [...of.values()].some((amount) => amount !== 0);

  /** @type {(least: number, other: number) => string} */
  const moreText = (least, other) => number(roundHalf(100 * (other / least - 1)));

  /** By how many percent the second is dearer, without what all pay alike; nothing where that leaves no share to tell.
      @type {(of: Sums, common: number) => string} */
  function moreApart(of, common) {
    const [first, second] = order(of).map((column) => of.get(column) - common);
    return common >= data.cent && first >= data.cent ? moreText(first, second) : "";
  }

  /** @type {(found: Bill, basis: Basis, of: Sums) => string} */
  function cheapest(found, basis, of) {
    const common = alike(found, basis);
    const [first, second] = order(of);
    const tied = leaders(of, common);
    const lead = basis.left.length ? `Without ${leftLines(basis)}: ` : "";
    const low = dollars(of.get(first));
    if (tied.length > 1) {
      const high = dollars(of.get(tied[tied.length - 1]));
      const besides = common >= data.cent ? ` without the ${dollars(common)} USD that every column pays alike` : "";
      return `${lead}${lead ? "a" : "A"} tie. ${listed(tied.map((one) => names[one]))} are within 5%${besides}, at ${low} to ${high} USD a month.`;
    }
    const next = `${lead}${names[first]} is cheapest at ${low} USD a month. Next is ${names[second]} at ${dollars(of.get(second))} USD`;
    const more = of.get(first) ? `${moreText(of.get(first), of.get(second))}% more` : "";
    const apart = moreApart(of, common);
    if (apart) return `${next}: ${apart}% more without the ${dollars(common)} USD that every column pays alike, ${more} with it.`;
    return more ? `${next}, ${more}.` : `${next}.`;
  }

  /** Every input that is used, halved and doubled, within what it takes.
      @type {(values: Values) => [CostInput, number][]} */
  function changes(values) {
    return data.inputs.flatMap((one) => {
      const value = values[one.id];
      if (typeof value === "string" || value <= 0) return [];
      const half = one.kind === "whole" ? Math.floor(value / 2) : value / 2;
      return [Math.max(half, one.min), Math.min(value * 2, one.max)].filter((changed) => changed !== 0 && changed !== value).map((changed) => [one, changed]);
    });
  }

  /** @type {(other: string, gap: number) => string} */
  const gapText = (other, gap) => (gap >= 0 ? `${dollars(gap)} USD` : `${dollars(-gap)} USD in favour of ${other}`);

  /** @returns {[Sums, number]}
      @type {(found: Pick<Bill, "cells">, basis: Basis) => [Sums, number]} */
  const sumsAndAlike = (found, basis) => [sums(found, basis), alike(found, basis)];

  /** Every price behind what is compared, halved and doubled, within what is taken of a reader.
      @type {(found: Bill, basis: Basis, own: Own) => [Price, number, number][]} */
  function priceChanges(found, basis, own) {
    const taken = new Set(basis.lines.flatMap((line) => basis.columns.flatMap((column) => found.cells[line.id][column].prices)));
    return [...prices.values()].filter((price) => taken.has(price)).flatMap((price) => {
      const old = usd(price, own);
      if (!old) return [];
      return [old / 2, Math.min(old * 2, data.mostUsd)].filter((changed) => changed !== old).map((changed) => [price, old, changed]);
    });
  }

  /** Which inputs, and which prices, halved or doubled, change who is cheapest; else what moves the gap most.
      @type {(values: Values, own: Own, basis: Basis, found: Bill) => string[]} */
  function deciders(values, own, basis, found) {
    const touched = partIn(values);
    /** @type {[string, string, Sums, number][]} */
    const inputsTried = changes(values).map(([one, changed]) => {
      const said = `with “${one.name}” at ${number(changed)} instead of ${withUnit(values[one.id], one.unit)}`;
      return [one.id, said, ...sumsAndAlike(after(found, touched.get(one.id), { ...values, [one.id]: changed }, own), basis)];
    });
    /** @type {[string, string, Sums, number][]} */
    const pricesTried = priceChanges(found, basis, own).map(([price, old, changed]) => {
      const meter = data.meters[price.meter];
      const said = `with the price of “${meter.name}” of ${data.of[price.of]} at ${number(Number(changed.toPrecision(3)))} instead of ${number(Number(old.toPrecision(3)))} ${meter.unit}`;
      return [price.id, said, ...sumsAndAlike(after(found, touched.get(price.id), values, { ...own, [price.id]: changed }), basis)];
    });
    const now = sumsAndAlike(found, basis);
    return [decider(now, inputsTried, "your inputs"), ...(pricesTried.length ? [decider(now, pricesTried, "the vendors’ prices")] : [])];
  }

  /** What of the inputs or prices that were tried decides, or that none does and which moves the gap most.
      @type {(now: [Sums, number], tried: [string, string, Sums, number][], what: string) => string} */
  function decider([of, common], tried, what) {
    const before = leaders(of, common);
    const [first, second] = order(of);
    const gap = of.get(second) - of.get(first);
    /** @type {{ id: string, shared: number, widest: number, said: string }[]} */
    const turns = [];
    /** @type {[number, string]} */
    let most = [0, ""];
    for (const [id, said, after, commonAfter] of tried) {
      const other = after.get(second) - after.get(first);
      const moved = Math.abs(other - gap);
      const now = anything(after) ? leaders(after, commonAfter) : before;
      const same = now.length === before.length && now.every((column) => before.includes(column));
      if (!same) {
        const who = `${listed(now.map((column) => names[column]))} ${now.length === 1 ? "is cheapest" : "are within 5%"}`;
        const widest = Math.max(...[...of.keys()].map((column) => Math.abs(after.get(column) - after.get(first) - of.get(column) + of.get(first))));
        turns.push({ id, shared: Number(now.some((column) => before.includes(column))), widest, said: `${said}, ${who}` });
      }
      if (moved > most[0]) most = [moved, `${said}, to ${gapText(names[second], other)}`];
    }
    if (turns.length) {
      turns.sort((a, b) => a.shared - b.shared || b.widest - a.widest);
      const best = turns.filter((turn, index) => turns.findIndex((other) => other.id === turn.id) === index); /* of halved and doubled, what does more */
      return `Among ${what}, halved or doubled, what decides it: ${best.slice(0, data.deciders).map((turn) => turn.said).join("; ")}.`;
    }
    const none = `None of ${what}, halved or doubled, ${before.length > 1 ? "breaks the tie" : "changes who is cheapest"}`;
    if (!most[0]) return `${none} or moves the gap.`;
    return `${none}. The gap between ${names[first]} and ${names[second]}, ${dollars(gap)} USD, moves most ${most[1]}.`;
  }

  /** Whether work costs more than the whole gap between the platforms.
      @type {(found: Bill, basis: Basis, of: Sums) => string[]} */
  function people(found, basis, of) {
    const lines = counted.filter((line) => line.group === data.people);
    const work = (/** @type {string} */ column) => sum(lines.map((line) => found.cells[line.id][column].amount || 0));
    const platforms = [...of.keys()].filter((column) => column !== "own");
    if (platforms.length < 2 || [...of.values()].some((amount) => amount === 0)) return [];
    const amounts = platforms.map((column) => of.get(column));
    const gap = Math.max(...amounts) - Math.min(...amounts);
    const least = Math.min(...platforms.map(work));
    if (least <= gap) return [];
    const shares = [...of.keys()].map((column) => roundHalf((100 * work(column)) / of.get(column)));
    const [low, high] = [Math.min(...shares), Math.max(...shares)];
    const span = low === high ? number(low) : `${number(low)} to ${number(high)}`;
    const what = basis.left.length ? "what is compared" : "each total";
    const part = number(roundHalf((100 * gap) / least));
    const said = `Engineering is ${span}% of ${what}, ${dollars(least)} USD or more; what lies between the platforms, ${dollars(gap)} USD, is ${part}% of that.`;
    return [gap <= data.small * least ? `${said} This is not a price decision.` : said];
  }

  /** @type {(found: Bill, basis: Basis, of: Sums) => string[]} */
  function leftOut(found, basis, of) {
    if (!basis.left.length) return [];
    const [first, second] = order(of);
    const gap = of.get(second) - of.get(first);
    const most = sum(basis.left.map((line) => Math.max(...columns.map((column) => found.cells[line.id][column].amount || 0))));
    if (!most) return [`No column knows the price of ${leftLines(basis)}.`];
    const known = `What is left out comes to ${dollars(most)} USD at most where it is known`;
    if (most > gap) return [`${known}, more than the ${dollars(gap)} USD between the first two: it can turn the order.`];
    return [`${known}, less than the ${dollars(gap)} USD between the first two: it would have to differ a lot to turn the order.`];
  }

  /** @type {(found: Bill, basis: Basis, of: Sums) => string[]} */
  function blanks(found, basis, of) {
    return columns.filter((column) => found.totals[column] === null).map((column) => {
      const missing = found.blanks[column].map((price) => data.meters[price.meter].name).join("; ");
      let said = `${names[column]} has no total. Price not known: ${missing}. The lines that are known come to ${dollars(found.known[column])} USD`;
      if (!basis.columns.includes(column) && of.size) {
        const [least] = order(of);
        const left = of.get(least) - sumOf(found, basis, column);
        said += left <= 0 ? `, without the blank more than ${names[least]} already: it cannot be cheapest` : `: it would be cheapest if the blank came to less than ${dollars(left)} USD`;
      }
      return `${said}.`;
    });
  }

  /** The sentences on a month, the most important first.
      @type {(values: Values, own?: Own) => string[]} */
  function answer(values, own = {}) {
    const found = bill(values, own);
    const basis = compared(found);
    const of = sums(found, basis);
    let out;
    if (of.size < 2) out = ["No two columns can be compared: each lacks a price that most of its bill depends on."];
    else if (!anything(of)) out = ["Nothing is used, so nothing costs anything."];
    else out = [cheapest(found, basis, of), ...deciders(values, own, basis, found), ...people(found, basis, of), ...leftOut(found, basis, of)];
    return [...out, ...blanks(found, basis, of)];
  }

  /** The answer in a line, for the bar that stays in view.
      @type {(found: Bill) => string} */
  function short(found) {
    const basis = compared(found);
    const of = sums(found, basis);
    if (of.size < 2) return "No two columns can be compared.";
    if (!anything(of)) return "Nothing is used yet.";
    const common = alike(found, basis);
    const tied = leaders(of, common);
    const work = counted.some((line) => line.group === data.people && found.cells[line.id][tied[0]].amount);
    const some = (basis.left.length ? ", in part" : "") + (work ? ", working time included" : "");
    const said = (/** @type {string} */ column) => `${names[column]} ${dollars(of.get(column))}`;
    if (tied.length > 1) return `A tie: ${tied.map(said).join(", ")} USD a month${some}`;
    const apart = moreApart(of, common);
    return `Cheapest: ${said(tied[0])} USD a month${some}. Next: ${said(order(of)[1])} USD${apart && `, ${apart}% more where they differ`}`;
  }

  /** The prices that a bill uses, in the order of the page.
      @type {(found: Bill) => Price[]} */
  function used(found) {
    const all = data.lines.flatMap((line) => columns.flatMap((column) => found.cells[line.id][column].prices));
    return [...prices.values()].filter((price) => all.includes(price));
  }

  /* What leaves the page */

  /** @type {(one: CostInput, values: Values) => string} */
  const shownInput = (one, values) => (one.kind === "choice" ? one.options.find((option) => option.id === values[one.id])?.name || "" : number(values[one.id]));
  /** @type {(found: Bill) => CostLine[]} */
  const inUse = (found) => data.lines.filter((line) => columns.some((column) => found.cells[line.id][column].amount !== 0));
  /** What the sums are of, in a line: of each group that bills, what is typed. A choice begins small, within the line.
      @type {(found: Bill) => string} */
  function typedInShort(found) {
    const billed = new Set(inUse(found).map(({ group }) => group));
    /** @type {(named: string, id: string, word?: string) => string} */
    const said = (_, id, word) => {
      const shown = shownInput(inputs.get(id), found.values).replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
      return word ? `${shown} ${word}${found.values[id] === 1 ? "" : "s"}` : shown;
    };
    return data.groups.flatMap(({ id, short }) => (short && billed.has(id) ? [short.replace(/\{([^ }]+)(?: ([^}]+))?\}/g, said)] : [])).join("; ");
  }

  /** @type {(price: Price) => string} */
  const priceName = (price) => `${data.meters[price.meter].name}, ${data.of[price.of]}`;

  /** @type {(price: Price, own: Own) => string} */
  function priceText(price, own) {
    const amount = usd(price, own);
    return amount === null ? "not known" : number(amount);
  }

  /** @type {(price: Price, own: Own) => string} */
  function origin(price, own) {
    if (Object.hasOwn(own, price.id)) return "yours";
    if (price.usd === null) return price.note;
    return [price.sku, price.region, `of ${price.asOf}`, price.secondHand && "second-hand", price.derived && `derived: ${price.derived}`, price.note].filter(Boolean).join("; ");
  }

  /** How a line comes about in each column, equal texts once.
      @type {(line: CostLine, found: Bill) => string[]} */
  function howTexts(line, found) {
    return columns.map((column) => {
      const { amount, free } = found.cells[line.id][column];
      if (free !== null) return `${names[column]}: not billed. ${free}`;
      return `${names[column]}: ${worked(line, column, found.values, found.own)} = ${comesTo({ amount })}`;
    });
  }

  /** @type {(one: { amount: number | null }, show?: (amount: number) => string) => string} */
  const comesTo = (one, show = money) => (one.amount === null ? "not known" : `${show(one.amount)} USD`);

  /** @type {(one: Cell, show: (amount: number) => string) => string} */
  function amountText(one, show) {
    if (one.free !== null) return "not billed";
    return one.amount === null ? "price not known" : show(one.amount);
  }

  /** @type {(found: Bill, column: string, show: (amount: number) => string) => string} */
  const totalText = (found, column, show) => (found.totals[column] === null ? "no total" : show(found.totals[column]));
  /** @type {(line: CostLine) => string} */
  const lineName = (line) => (line.within ? `${line.name} (in "${lines.get(line.within).name}", not added)` : line.name);

  /** @type {(values: Values, own: Own, link: string) => string} */
  function csv(values, own, link) {
    const found = bill(values, own);
    const plain = (/** @type {number} */ amount) => amount.toFixed(2);
    const none = columns.map(() => "");
    /** @type {(string | number)[][]} */
    const rows = [["section", "item", "unit", "value", ...columns.map((column) => names[column]), "how", "source"]];
    for (const one of data.inputs) rows.push(["input", one.name, one.unit, one.kind === "choice" ? shownInput(one, values) : values[one.id], ...none, "", ""]);
    for (const line of inUse(found)) {
      const words = columns.filter((column) => line.formulas[column] !== undefined).map((column) => `${names[column]}: ${inWords(line, column)}`);
      const how = [...new Set(words), ...howTexts(line, found)].join("\n");
      rows.push(["line", lineName(line), "USD a month", "", ...columns.map((column) => amountText(found.cells[line.id][column], plain)), how, ""]);
    }
    rows.push(["total", "Total", "USD a month", "", ...columns.map((column) => totalText(found, column, plain)), "", ""]);
    for (const price of used(found)) {
      const sources = Object.hasOwn(own, price.id) ? [] : price.sources.map(([title, url]) => `${title} ${url}`);
      rows.push(["price", priceName(price), data.meters[price.meter].unit, usd(price, own) ?? "not known", ...none, origin(price, own), sources.join("\n")]);
    }
    for (const said of answer(values, own)) rows.push(["answer", said, "", "", ...none, "", ""]);
    rows.push(["link", link, "", "", ...none, "", ""]);
    return written(rows);
  }

  /** @type {(values: Values, own: Own, link: string, day: string) => string} */
  function markdown(values, own, link, day) {
    const found = bill(values, own);
    const out = ["# What a month costs", "", `Made on ${day} with <${link}>. USD a month. An estimate from dated prices, no offer.`, ""];
    const table = (/** @type {string[]} */ head, /** @type {string[][]} */ rows) => {
      out.push(`| ${head.map(md).join(" | ")} |`, `|${head.map(() => " --- |").join("")}`);
      for (const row of rows) out.push(`| ${row.join(" | ")} |`);
      out.push("");
    };
    for (const said of answer(values, own)) out.push(`- ${md(said)}`);
    out.push("", "## Lines", "");
    const cells = (/** @type {CostLine} */ line) => columns.map((column) => md(amountText(found.cells[line.id][column], money)));
    table(["Line", ...columns.map((column) => names[column])], [
      ...inUse(found).map((line) => [md(lineName(line)), ...cells(line)]),
      ["**Total**", ...columns.map((column) => `**${md(totalText(found, column, money))}**`)],
    ]);
    out.push("## Formulas", "");
    for (const line of inUse(found)) {
      out.push(`### ${md(line.name)}`, "");
      for (const words of new Set(columns.map((column) => inWords(line, column)).filter(Boolean))) out.push(`- ${md(words)}`);
      for (const how of howTexts(line, found)) out.push(`- ${md(how)}`);
      out.push("");
    }
    out.push("## Inputs", "");
    table(["Input", "Value", "Unit"], data.inputs.map((one) => [md(one.name), md(shownInput(one, values)), md(one.unit)]));
    out.push("## Prices", "");
    table(["Price", "USD", "Unit", "Origin", "Source"], used(found).map((price) => {
      const sources = Object.hasOwn(own, price.id) ? [] : price.sources.map(([title, url]) => `${md(title)} <${url}>`);
      return [md(priceName(price)), md(priceText(price, own)), md(data.meters[price.meter].unit), md(origin(price, own)), sources.join("; ")];
    }));
    return out.join("\n");
  }

  /* The address */

  const SEPARATOR = "*";

  /** @type {(written: string) => Own | undefined} */
  function readOwn(written) {
    /** @type {Own} */
    const out = {};
    for (const one of written.split(SEPARATOR)) {
      const [id, amount, ...more] = one.split("_");
      const value = amount === undefined || more.length ? undefined : strict.number(amount, data.mostUsd);
      if (value === undefined || !prices.has(id) || Object.hasOwn(out, id)) return undefined;
      out[id] = value;
    }
    return out;
  }

  /** @type {(one: CostInput, written: string) => any} */
  function readInput(one, written) {
    if (one.kind === "choice") return one.options.some((option) => option.id === written) ? written : undefined;
    const value = strict.number(written, one.max, one.kind === "whole");
    return value === undefined || value < one.min ? undefined : value;
  }

  /** @type {(one: CostInput) => string} */
  function expected(one) {
    if (one.kind === "choice") return "one of " + one.options.map((option) => option.id).join(", ");
    return `${one.kind === "whole" ? "a whole number" : "a number"} from ${number(one.min)} to ${number(one.max)}`;
  }

  /** Fields for strict.read: every input, and the reader's own prices as `p`.
      @type {() => Record<string, Field>} */
  function fields() {
    const out = Object.fromEntries(data.inputs.map((one) => [one.id, { standard: one.standard, read: (/** @type {string} */ written) => readInput(one, written), expected: expected(one), label: one.name }]));
    out.p = { standard: {}, read: readOwn, expected: "prices as pr-x_0.5, joined by *", label: "Your prices" };
    return out;
  }

  /** What the address holds: what differs from the standard, the rest empty.
      @type {(values: Values, own: Own) => Record<string, string>} */
  function state(values, own) {
    const out = Object.fromEntries(data.inputs.map((one) => [one.id, values[one.id] === one.standard ? "" : String(values[one.id])]));
    out.p = Object.keys(own).sort().map((id) => `${id}_${own[id]}`).join(SEPARATOR);
    return out;
  }

  return { data, inputs, lines, standard, scenario, bill, partIn, after, worked, inWords, answer, short, compared, used, inUse, usd, shownInput, typedInShort, csv, markdown, readInput, expected, fields, state, amountText, comesTo };
}
