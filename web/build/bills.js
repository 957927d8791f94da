// @ts-check
/* The months that pages show, as the calculator works them out: what the model `Bills` of
   cloud_ml_platforms/topics/cost/bills.py names. */
import { barsOf } from "../scripts/cost-bars.js";
import { calculator } from "../scripts/cost.js";
import { dollars, money, withUnit } from "../scripts/formats.js";
import { format } from "../scripts/hash.js";

/** The calculator's data, and the tables of worked numbers as data/cost.yml has them.
    @typedef {{ id: string, scenario: string, numbers: Record<string, { line: string, set: Values }> }} Worked
    @type {(given: { data: CostData, worked: Worked[] }) => object} */
export function bills({ data, worked }) {
  const tool = calculator(data);

  /** @type {<T>(names: string[], value: (name: string) => T) => Record<string, T>} */
  const table = (names, value) => Object.fromEntries(names.map((name) => [name, value(name)]));
  /** @type {(records: { id: string }[]) => string[]} */
  const ids = (records) => records.map((record) => record.id);

  /** @type {(found: Bill, id: string, show: (amount: number) => string) => object} */
  function lineOf(found, id, show) {
    return table(data.columns, (column) => {
      const { amount, free, prices, blanks } = found.cells[id][column];
      return {
        amount: amount === null ? null : show(amount),
        free: free !== null,
        worked: tool.worked(tool.lines.get(id), column, found.values),
        prices: amount === null ? [] : ids(prices),
        blanks: ids(blanks),
      };
    });
  }

  /** @type {(id: string) => object} */
  function month(id) {
    const values = tool.scenario(id);
    const found = tool.bill(values);
    const lines = data.groups.flatMap((group) => tool.inUse(found).filter((line) => line.group === group.id));
    const typed = data.inputs.filter((one) => values[one.id] !== 0);
    return {
      address: format(tool.state(values, {})) || "#?",
      typed: Object.fromEntries(typed.map((one) => [one.id, one.kind === "choice" ? tool.shownInput(one, values) : withUnit(values[one.id], one.unit)])),
      says: tool.answer(values),
      lines: table(ids(lines), (line) => lineOf(found, line, dollars)),
      totals: table(data.columns, (column) => (found.totals[column] === null ? null : dollars(found.totals[column]))),
      prices: ids(tool.used(found)),
    };
  }

  /** What the calculator shows before anything is typed. */
  function standard() {
    const values = tool.standard();
    const found = tool.bill(values);
    const bars = barsOf(tool, found);
    return {
      short: tool.short(found),
      typed: tool.typedInShort(found),
      says: tool.answer(values),
      lines: ids(tool.inUse(found)),
      bars: table(data.columns, (column) => {
        const { sum, work, more, parts } = bars[column];
        return { sum, work, more, parts: parts.map(({ group, name, index, amount }) => ({ group, name, index, amount: dollars(amount) })) };
      }),
    };
  }

  /** @type {(one: Worked) => object} */
  function numbersOf({ scenario, numbers }) {
    return table(Object.keys(numbers), (name) => {
      const { line, set } = numbers[name];
      return lineOf(tool.bill({ ...tool.scenario(scenario), ...set }), line, money);
    });
  }

  return {
    words: Object.fromEntries(data.lines.map((line) => [line.id, table(Object.keys(line.formulas), (column) => tool.inWords(line, column))])),
    standard: standard(),
    scenarios: table(Object.keys(data.scenarios), month),
    worked: Object.fromEntries(worked.map((one) => [one.id, numbersOf(one)])),
  };
}
