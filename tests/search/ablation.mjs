/* node tests/search/ablation.mjs DATA [--open]: what each rule is worth, in points of a hundred queries that come first and among three. */
import { REASONS } from "../../web/scripts/search/rules.js";
import { dataOf, measureAll } from "./measure.mjs";

const data = dataOf(process.argv[2]);
const flags = process.argv.slice(3);
const whole = measureAll(data, flags);
const told = ({ top1, top3 }) => `${(100 * top3).toFixed(1)} / ${(100 * top1).toFixed(1)}`;
console.log("all rules:", Object.entries(whole).map(([name, found]) => `${name} ${told(found)}`).join(", "));
for (const [rule, reason] of Object.entries(REASONS)) {
  const without = measureAll(data, flags, new Set([rule]));
  const lost = Object.entries(whole).map(([name, found]) => {
    const points = (key) => (100 * (found[key] - without[name][key])).toFixed(1);
    return `${name} ${points("top3")} / ${points("top1")}`;
  });
  console.log(`${rule} (${reason}): ${lost.join(", ")}`);
}
