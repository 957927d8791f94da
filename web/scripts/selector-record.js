// @ts-check
/* The selector's answer in words, and as an architecture decision record in Markdown. Touches no page. */

import { escapeMarkdown as md } from "./formats.js";
import * as selector from "./selector.js";

const WEIGHTS = ["Does not matter", "A little", "Matters", "Decides", "Required"];
/** @type {Record<string, string>} */
export const GRADE_WORDS = { yes: "yes", partly: "partly", open: "unknown", no: "no" };

/** @type {(list: string[]) => string} */
function joined(list) {
  return list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} and ${list[list.length - 1]}`;
}

/** @type {(data: SelectorData, platforms: string[]) => string} */
function names(data, platforms) {
  return joined(platforms.map((platform) => data.platforms[platform]));
}

/** @type {(data: SelectorData, id: string) => Criterion} */
export function criterion(data, id) {
  return /** @type {Criterion} */ (data.criteria.find((one) => one.id === id));
}

/** @type {(data: SelectorData, ids: string[]) => string} */
function quoted(data, ids) {
  return joined(ids.map((id) => `“${criterion(data, id).name}”`));
}

/** @type {(data: SelectorData, on: string, platform: string, kind: string) => string} */
export function kindName(data, on, platform, kind) {
  return on ? data.kinds[on][platform][kind] : "";
}

/** The kinds that a platform is scored on, where it has several: "Real-time endpoint, Training job".
    @type {(data: SelectorData, stand: Standing) => string} */
export function kindsOf(data, stand) {
  const several = stand.parts.filter((part) => part.on && part.all.length > 1);
  return several.map((part) => kindName(data, part.on, stand.platform, part.kind)).join(", ");
}

/** The platforms that perhaps do not meet what is required.
    @type {(result: Answer) => string[]} */
function unknown(result) {
  return result.platforms.filter((one) => one.state === "open").map((one) => one.platform);
}

/** @type {(result: Answer) => string[]} */
function out(result) {
  return result.platforms.filter((one) => one.state === "out").map((one) => one.platform);
}

/** The leaders by name; those that meet a requirement only in part, or perhaps not, say so.
    @type {(data: SelectorData, result: Answer) => string} */
function withCatch(data, result) {
  const caught = result.ranked.filter((one) => selector.catches(one).length).map((one) => one.platform);
  const open = unknown(result);
  if (result.leaders.every((platform) => caught.includes(platform) && !open.includes(platform))) {
    return names(data, result.leaders) + (result.leaders.length > 1 ? ", each with a catch" : ", with a catch");
  }
  const said = (/** @type {string} */ platform) => (open.includes(platform) ? " (a requirement is unknown)" : caught.includes(platform) ? " (with a catch)" : "");
  return joined(result.leaders.map((platform) => data.platforms[platform] + said(platform)));
}

/** How firm a lead is, as the end of the short answer; `turning` are the changes that end it, one for each criterion. Those that leave
    nobody say nothing against it.
    @type {(result: Answer, turning: Setting[] | undefined) => string} */
function fragility(result, turning) {
  if (!turning || !["ahead", "one"].includes(result.kind)) return "";
  const rivals = turning.filter(({ leaders }) => leaders.some((one) => !result.leaders.includes(one))).length;
  if (!rivals) return " No single change brings another platform level.";
  return rivals === 1 ? " One criterion set otherwise would bring another platform level." : ` Any of ${rivals} criteria set otherwise would bring another platform level.`;
}

/** Whether a lead ends with one criterion set one step higher or lower.
    @type {(turning: Setting[] | undefined) => boolean} */
function narrow(turning) {
  return Boolean(turning?.some((one) => Math.abs(one.to - one.from) === 1));
}

/** That no platform meets what is required, by how much that is.
    @type {(result: Answer) => string} */
function noneMeets({ platforms: [{ parts }] }) {
  const number = parts.reduce((sum, part) => sum + part.best.required.length, 0);
  return `No platform meets ${number === 1 ? "this requirement" : number === 2 ? "both requirements" : `all ${number} requirements`}.`;
}

/** Who is left and does not share a tie, and by what it loses most, as the end of the short answer.
    @type {(data: SelectorData, result: Answer) => string} */
function behind(data, result) {
  const others = result.ranked.filter((one) => !result.leaders.includes(one.platform));
  return others.map((one) => ` Behind: ${data.platforms[one.platform]}${weakness(data, one)}.`).join("");
}

/** What a platform loses most by, after its name; nothing where it meets all that is asked.
    @type {(data: SelectorData, stand: Standing) => string} */
function weakness(data, stand) {
  const { hurt } = selector.reasons(stand);
  if (!hurt.length) return "";
  const worst = weakestOf(hurt);
  return `, with ${quoted(data, [worst.criterion])} ${COUNTED[worst.grade]}`;
}

/** The answer in one short line: what a screen reader says after each change. `turning` (selector.sensitivity) may be left out.
    @type {(data: SelectorData, result: Answer, turning?: Setting[]) => string} */
export function short(data, result, turning) {
  const gone = out(result).length ? ` Ruled out: ${names(data, out(result))}.` : "";
  const own = result.own.length ? `First look beyond ${data.these}. ` : "";
  const several = result.leaders.length ? withCatch(data, result) : "";
  const single = several.slice(names(data, result.leaders).length);
  const lead = {
    nothing: "Nothing is asked yet.",
    none: `${noneMeets(result)} Nearest: ${names(data, selector.nearest(result).slice(0, 1).map((one) => one.platform))}.`,
    left: `Not ruled out: ${several}.${result.leaders.length > 1 ? " Nothing was asked that ranks them." : ""}${gone}`,
    one: `Only ${names(data, result.leaders)} is left${single}.`,
    ahead: `${names(data, result.leaders)} leads${narrow(turning) ? " narrowly" : ""}${single}.${gone}`,
    tie: `A tie: ${several}.${behind(data, result)}${gone}`,
    open: result.ranked.length === 1 ? `Perhaps ${several}: what is unknown decides.` : `No clear leader: what is unknown could change the order. Possible: ${several}.${gone}`,
  }[result.kind];
  return own + lead + fragility(result, turning);
}

/** @type {Record<string, string>} */
export const COUNTED = { yes: "met", partly: "partly", open: "unknown", no: "not met" };

/** How many criteria have each grade: "6 met, 1 partly, 1 unknown".
    @type {(counts: Record<string, number>) => string} */
export function counts(counts) {
  return Object.entries(counts).filter(([, number]) => number).map(([grade, number]) => `${number} ${COUNTED[grade]}`).join(", ");
}

/** Which requirements rule a platform out: the fewest without which it comes back.
    @type {(data: SelectorData, platform: Standing) => string} */
export function misses(data, { giveUp }) {
  return `Required and not met: ${giveUp.map((id) => criterion(data, id).name).join("; ")}`;
}

/** What tells most about a platform, in one line: what rules it out, else the heaviest that is not met.
    @type {(data: SelectorData, platform: Standing) => string} */
export function tells(data, platform) {
  const named = (/** @type {string} */ id) => criterion(data, id).name;
  if (platform.state === "out") return misses(data, platform);
  const { hurt, unknown } = selector.reasons(platform);
  if (hurt.length) return `Weakest: ${named(weakestOf(hurt).criterion)}`;
  return unknown.length ? `Unknown: ${named(unknown[0].criterion)}` : "Meets all that is asked";
}

/** @type {(data: SelectorData) => string} */
const beside = (data) => `Give up a requirement, or look at what stands beside ${data.these}.`;

/** That of what is required something is not known, as the end of a sentence.
    @type {(data: SelectorData, ids: string[]) => string} */
function asFarAsKnown(data, ids) {
  return ids.length ? `; whether it meets ${quoted(data, ids)} is unknown` : "";
}

/** Of the platforms that are ruled out, what each misses, in sentences; the nearest is named where no other is left to come second.
    @type {(data: SelectorData, result: Answer) => string[]} */
function ruledOut(data, result) {
  const behind = result.kind === "none" ? "Nearest" : result.ranked.length === 1 ? "Nearest of the others" : "";
  return selector.nearest(result).map((one, index) => {
    const name = data.platforms[one.platform];
    const who = behind && !index ? `${behind}: ${name}, which is ruled out` : `${name} is ruled out`;
    const unknown = selector.unknownRequired(one).filter((id) => !one.giveUp.includes(id));
    return `${who} and comes back without ${quoted(data, one.giveUp)}${asFarAsKnown(data, unknown)}.`;
  });
}

/** Who comes second, and what it loses most by.
    @type {(data: SelectorData, result: Answer) => string[]} */
function runnerUp(data, result) {
  const [first, second] = result.ranked;
  if (result.kind !== "ahead" || !second) return [];
  const lost = weakestOf(selector.reasons(second).hurt);
  return [`Runner-up: ${data.platforms[second.platform]}, with ${points(second.middle)} points of a hundred to ${points(first.middle)}${lost ? `; its weakest is ${quoted(data, [lost.criterion])}` : ""}.`];
}

/** The decision in sentences.
    @type {(data: SelectorData, result: Answer) => string[]} */
export function decision(data, result) {
  const [first] = result.ranked;
  const lines = [];
  if (result.kind === "none") {
    lines.push(`${noneMeets(result)} ${beside(data)}`);
  } else if (result.kind === "left") {
    const open = unknown(result);
    const met = result.leaders.filter((platform) => !open.includes(platform));
    const who = met.length ? `${names(data, met)} meet${met.length === 1 ? "s" : ""} what is required` : "Of none that is left is it known that it meets what is required";
    lines.push(`${who}. Nothing else was said to matter, so there is no ranking.`);
  } else if (result.kind === "one") {
    lines.push(`${names(data, result.leaders)} is the only one of ${data.these} that meets what is required.`);
  } else if (result.kind === "ahead") {
    const on = kindsOf(data, first);
    const known = result.ranked.every((one) => one.low === one.high);
    const firm = known ? "Nothing that you asked for is unknown." : "Whatever the unknown turns out to be, it stays ahead.";
    lines.push(`${names(data, result.leaders)} leads${on ? ", on: " : ""}${on}. ${firm}`, ...runnerUp(data, result));
  } else if (result.kind === "tie") {
    lines.push(`A tie between ${names(data, result.leaders)}: so few points apart are no difference. Let what you have not asked for yet decide.${behind(data, result)}`);
  } else if (result.kind === "open" && result.ranked.length === 1) {
    lines.push(`${names(data, result.leaders)} is the only one that is not ruled out${asFarAsKnown(data, selector.unknownRequired(first))}.`);
  } else if (result.kind === "open") {
    const reach = names(data, selector.mayCatchUp(result));
    const failing = `whether it meets ${quoted(data, selector.unknownRequired(first))} is unknown, and it is ruled out if it does not`;
    const ends = [first.state === "open" ? failing : "", reach ? `what is unknown could put ${reach} level or in front` : ""];
    lines.push(`No ranking. ${[`${data.platforms[first.platform]} is first by what is known`, ...ends.filter(Boolean)].join("; ")}.`);
  }
  for (const one of result.ranked.filter((own) => result.leaders.includes(own.platform))) {
    const found = selector.catches(one);
    if (found.length) lines.push(`${data.platforms[one.platform]} meets ${quoted(data, found)} with a catch.`);
  }
  if (result.alike.length) lines.push(`The same on all that are left, so no reason for either: ${quoted(data, result.alike.map((one) => one.criterion))}.`);
  lines.push(...ruledOut(data, result));
  for (const one of result.platforms) {
    if (one.state === "open" && result.ranked.length > 1 && !(result.kind === "open" && one === first)) lines.push(`${data.platforms[one.platform]} may be ruled out: something that is required is unknown there.`);
  }
  return lines;
}

/** How firm the answer is, in a sentence.
    @type {(data: SelectorData, choice: Choice, others?: Setting[]) => string} */
export function firmness(data, choice, others) {
  if (selector.answer(data, choice).kind === "left") return "What else matters to you ranks them: set it to “a little”, “matters” or “decides”.";
  const { all, turning, overtaking, leaderless, shared } = selector.fragility(data, choice, others);
  if (!turning) return `How firm: set any one of the ${all} criteria otherwise, and the answer stays as it is.`;
  const some = turning === 1 ? `one of the ${all} criteria would` : `${turning} of the ${all} criteria would each`;
  if (leaderless) return `How firm: ${some} bring a platform back if you set it otherwise.`;
  const first = turning === 1 ? "and put another platform first" : `${overtaking} of these would put another platform first`;
  const end = overtaking ? `${turning === 1 ? "," : ";"} ${first}` : shared ? "" : ": it is then shared, or nobody is left";
  return `How firm: ${some} ${shared ? "change who leads" : "end the lead"} if you set it otherwise${end}.`;
}

/** That a platform meets what is required, and how much of it with a catch.
    @type {(words: string, stand: Standing) => string} */
export function met(words, stand) {
  const caught = selector.catches(stand).length;
  return caught ? `${words}, ${caught} with a catch` : words;
}

/** @type {(number: number) => string} */
export function points(number) {
  return String(Math.round(number));
}

/** @type {(stand: Standing) => string} */
export function range(stand) {
  const [low, high] = [points(stand.low), points(stand.high)];
  return low === high ? "nothing unknown" : `${low} to ${high}`;
}

/** What a criterion was set to, of a verdict.
    @type {(one: Weighed) => string} */
export function weight(one) {
  if (!one.required) return WEIGHTS[one.weight].toLowerCase();
  return one.grade === "partly" ? "required, met with a catch" : "required";
}

/** @type {(data: SelectorData, one: Setting) => string} */
export function setting(data, one) {
  return `Set “${criterion(data, one.criterion).name}” to “${WEIGHTS[one.to]}” instead of “${WEIGHTS[one.from]}”`;
}

/** @type {(one: OtherOption) => string} */
export function option({ option, to }) {
  if (option === "previews") return to ? "Tick “Count previews as half”" : "Untick “Count previews as half”";
  return to ? "Accept no requirements met with a catch" : "Accept requirements met with a catch";
}

/** What a change makes of the answer.
    @type {(data: SelectorData, one: Outcome) => string} */
export function becomes(data, one) {
  if (one.kind === "nothing") return "nothing is asked any more";
  if (one.kind === "none") return `none of ${data.these} is left`;
  const who = names(data, one.leaders);
  if (one.kind === "ahead") return `${who} leads`;
  if (one.kind === "one") return `only ${who} is left`;
  if (one.kind === "tie") return `a tie: ${who}`;
  if (one.kind === "left") return `${who} ${one.leaders.length > 1 ? "are" : "is"} not ruled out`;
  return one.leaders.length > 1 ? `what is unknown decides between ${who}` : `only ${who} is left${asFarAsKnown(data, one.unknown)}`;
}

/** What would have to be true for a platform that does not lead, in sentences.
    @type {(data: SelectorData, one: Otherwise) => string[]} */
export function conditions(data, one) {
  const name = data.platforms[one.platform];
  const place = (/** @type {Setting} */ own) => {
    const others = names(data, own.leaders.filter((other) => other !== one.platform));
    if (own.kind === "open") return others ? `may be first, and so may ${others}` : "is perhaps the only one left";
    if (own.kind === "left") return others ? `is not ruled out, nor ${own.leaders.length > 2 ? "are" : "is"} ${others}` : "is not ruled out";
    if (own.kind === "tie") return others ? `is level with ${others}` : "is first";
    return own.kind === "one" ? "is the only one left" : "leads";
  };
  const lines = one.settings.map((own) => `${setting(data, own)}: then ${name} ${place(own)}.`);
  const anyOf = (/** @type {string[]} */ ids) => (ids.length > 1 ? "any one of " : "") + quoted(data, ids);
  if (one.unknowns.length) lines.push(`${name} turns out to meet ${anyOf(one.unknowns)}, which is unknown today.`);
  if (one.yes.length) lines.push(`${name} comes to meet ${anyOf(one.yes)} in full.`);
  for (const own of one.against) lines.push(`${data.platforms[own.platform]} turns out not to meet ${quoted(data, [own.criterion])}, which is unknown today.`);
  return lines;
}

// Markdown --------------------------------------------------------------------------------------------------------

/** @type {(words: string, url: string) => string} */
function link(words, url) {
  return `[${md(words)}](<${url.replace(/[<>\s\\]/g, encodeURIComponent)}>)`;
}

const FEW = 3; /* reasons for a platform that stands alone, and as many risks */
const NEAREST = 5; /* changes that would turn the answer, before the appendix */

/** What speaks for a platform, what tells it from the others first: verdicts as of selector.reasons.
    @type {(result: Answer, one: Standing) => Reason[]} */
function speaksFor(result, one) {
  const gradeOf = (/** @type {Standing} */ other, /** @type {string} */ id) => other.parts.flatMap((part) => part.best.all).find((own) => own.criterion === id)?.grade;
  const apart = (/** @type {Reason} */ own) => result.platforms.some((other) => other !== one && gradeOf(other, own.criterion) !== own.grade);
  return selector.reasons(one).helped.sort((a, b) => Number(apart(b)) - Number(apart(a)));
}

/** Of what hurts, the first that is not met at all, else the first.
    @type {(hurt: Reason[]) => Reason} */
const weakestOf = (hurt) => hurt.find((one) => one.grade === "no") || hurt[0];

/** What speaks against a platform, each criterion once: what is required and unknown, then what is not met, met in part, unknown.
    @type {(one: Standing) => Reason[]} */
function risksOf(one) {
  const { hurt, unknown } = selector.reasons(one);
  const worth = (/** @type {Reason} */ own) => (own.grade === "open" ? (own.required ? 0 : 3) : own.grade === "no" ? 1 : 2);
  const all = [...hurt, ...unknown].sort((a, b) => worth(a) - worth(b));
  return all.filter((own, index) => all.findIndex((other) => other.criterion === own.criterion) === index);
}

/** @type {(list: Reason[]) => string[]} */
function unique(list) {
  return [...new Set(list.map((own) => own.criterion))];
}

/** What choosing a platform means, in sentences.
    @type {(data: SelectorData, one: Standing) => string} */
function consequences(data, one) {
  const found = selector.reasons(one);
  const name = data.platforms[one.platform];
  const lacks = unique(found.hurt.filter((own) => own.grade === "no"));
  const half = unique(found.hurt.filter((own) => own.grade === "partly")).filter((id) => !lacks.includes(id));
  const ask = unique(found.unknown);
  const lines = [];
  if (lacks.length) lines.push(`With ${name} we do without ${quoted(data, lacks)}: whatever stands in for it is ours to find and to run.`);
  if (half.length) lines.push(`${name} gives us only a part of ${quoted(data, half)}: the rest stays our work.`);
  if (ask.length) lines.push(`Before we sign for ${name} we find out what nobody could tell us here: ${quoted(data, ask)}.`);
  return lines.join(" ") || `With ${name} nothing that was asked for is missing.`;
}

/** A decision as an architecture decision record: one page for who decides, then an appendix with every verdict and source.

   `facts`: {date: the reader's day, link: of this very decision, href(page, anchor): absolute address, instead: address of
   what stands beside the platforms, journal: entries of today, made: the entry at which an opened link was made, or null}.
    @type {(data: SelectorData, choice: Choice, facts: { date: string, link: string, href: (page: string, anchor: string) => string, instead: string, journal: number, made: number | null }) => string} */
export function record(data, choice, facts) {
  const { deciding } = selector;
  const result = selector.answer(data, choice);
  const order = [...result.ranked, ...selector.nearest(result)];
  const leaders = result.ranked.filter((one) => result.leaders.includes(one.platform));
  const others = selector.otherSettings(data, choice);
  const turning = selector.sensitivity(data, choice, others);
  const old = facts.made !== null && facts.made < facts.journal;
  const changes = facts.made !== null && old ? selector.changedSince(data, choice, facts.made) : [];
  /** @type {string[]} */
  const lines = [];
  const say = (/** @type {string[]} */ ...more) => lines.push(...more);
  const cited = new Map();
  const numbers = (/** @type {string[]} */ keys) => [...new Set(keys.flatMap((key) => data.words[key][1].map((item) => {
    const name = JSON.stringify(item.slice(0, 2));
    if (!cited.has(name)) cited.set(name, { number: cited.size + 1, item });
    return cited.get(name).number;
  })))];
  const asked = (/** @type {number} */ weight) => data.criteria.filter(({ id }) => choice.weights[id] === weight);
  const bold = (/** @type {string} */ id) => `**${md(criterion(data, id).name)}**`;

  const place = (/** @type {string} */ platform, /** @type {Part} */ part) => link(data.rows[part.row][0], facts.href(data.rows[part.row][1], `${part.row}--${platform}`));
  const because = (/** @type {Part} */ part) => (part.note ? `${md(part.note)}; ` : "") + md(data.words[part.key][0]);
  const reason = (/** @type {string} */ platform, /** @type {Part} */ part) => {
    const shows = numbers([part.key]).map((number) => `\\[${number}\\]`).join(" ");
    return `${because(part)} (${place(platform, part)}) ${shows}`.trimEnd();
  };
  const where = (/** @type {string} */ platform, /** @type {Reason} */ one, /** @type {string[]} */ ...more) => [weight(one), ...more, md(kindName(data, one.on, platform, one.kind))].filter(Boolean).join(", ");
  const failedBy = (/** @type {Standing} */ one) => selector.failures(one).flatMap((part) => {
    const kind = (/** @type {string} */ id) => kindName(data, part.on, one.platform, id);
    const several = part.on && Object.keys(data.kinds[part.on][one.platform]).length > 1;
    const every = several ? `Every kind of ${data.capabilities[part.on].toLowerCase()}` : "The platform as a whole";
    return [
      ...part.everywhere.map((own) => ({ who: every, criterion: own.criterion, by: own.by.map(({ kinds, parts }) => ({ who: several && own.by.length > 1 ? kinds.map(kind).join(", ") : "", parts })) })),
      ...part.kinds.flatMap((found) => found.failed.map((own) => ({ who: kind(found.kind), criterion: own.criterion, by: [{ who: "", parts: deciding(own) }] }))),
    ];
  });

  // The page for who decides

  say(`# Which managed ML platform: ${md(short(data, result).replace(/\.$/, ""))}`, "");
  say("- Status: proposed", `- Date: ${facts.date}`, `- Data: as of ${data.asOf}, journal entry ${facts.journal}`);
  if (old) {
    const day = facts.made && data.days ? ` (${data.days[facts.made - 1]})` : "";
    const records = [...new Set(changes.flatMap((change) => change.facts.map(([name]) => name)))];
    const changed = records.map((name) => md(name in data.rows ? data.rows[name][0] : criterion(data, name).name));
    const more = changed.splice(NEAREST, Infinity).length;
    const what = !data.days ? "what changed could not be loaded" : changed.length ? "these rows changed: " + changed.join("; ") : "nothing that it rests on has changed";
    say(`- This decision was first made at entry ${facts.made}${day}; since then ${what}` + (more ? `; and ${more} more, in the appendix` : ""));
  } else if (facts.made !== null && facts.made > facts.journal) {
    say(`- This decision was first made at entry ${facts.made}, with a newer copy of the guide than this one`);
  }
  say(`- This decision: ${link("open it with its evidence", facts.link)}`, "");

  say("## Decision", "");
  if (result.own.length) say(`- First look beyond ${data.these}, for a platform of our own (${link(`what stands beside ${data.these}`, facts.instead)}): ${result.own.map((name) => md(data.signals[name][0])).join(" ")} Of ${data.these}:`);
  for (const line of decision(data, result)) say(`- ${md(line)}`);
  if (result.kind === "none") say(`- ${link(`What stands beside ${data.these}`, facts.instead)}`);
  const firm = fragility(result, turning).trim();
  if (firm) say(`- ${narrow(turning) && result.kind === "ahead" ? "A narrow lead. " : ""}${firm}`);

  const few = leaders.length > 1 ? FEW - 1 : FEW;
  for (const one of leaders) {
    const risks = risksOf(one);
    const platform = one.platform;
    say("", `## ${leaders.length > 1 ? "For and against" : "Why"} ${md(data.platforms[platform])}`, "");
    for (const own of speaksFor(result, one).slice(0, few)) {
      const [part] = deciding(own);
      say(`- For it: ${bold(own.criterion)} (${where(platform, own)}): ${because(part)} (${place(platform, part)})`);
    }
    const more = risks.length > few ? `; ${risks.length - few} more in the appendix` : "";
    for (const [at, own] of risks.slice(0, few).entries()) {
      const [part] = deciding(own);
      const how = own.grade === "open" ? "unknown" : own.grade === "no" ? "not met" : own.required ? "" : "met in part";
      say(`- Risk: ${bold(own.criterion)} (${where(platform, own, how)}): ${because(part)}. What to do: ${place(platform, part)}${at === few - 1 ? more : ""}`);
    }
    if (!risks.length) say("- Risk: none in what was asked for");
  }

  say("", `## ${result.ranked.length ? "Ranking" : "What rules them out"}`);
  if (result.ranked.length) say("", "| Platform | Points of a hundred | Range | Counted on | Requirements |", "| --- | --- | --- | --- | --- |");
  const scored = data.criteria.some(({ id }) => (choice.weights[id] || 0) % selector.REQUIRED);
  for (const one of result.ranked.length ? order : []) {
    const met = { pass: "met", open: "unknown", out: "not met" }[one.state];
    const shown = scored && one.state !== "out";
    const on = one.state === "out" ? "not counted" : md(kindsOf(data, one)) || "the platform as a whole";
    say(`| ${md(data.platforms[one.platform])} | ${shown ? points(one.middle) : "none"} | ${shown ? md(range(one)) : "none"} | ${on} | ${met} |`);
  }
  const behind = order.filter((one) => !leaders.includes(one));
  if (behind.length) say("");
  for (const one of behind) {
    const name = md(data.platforms[one.platform]);
    if (one.state === "out") {
      for (const failure of failedBy(one).slice(0, FEW)) {
        const [part] = failure.by[0].parts;
        const kinds = failure.by[0].who && `${md(failure.by[0].who)}: `;
        const more = failure.by.length > 1 ? "; the other kinds in the appendix" : "";
        say(`- ${name} is ruled out: ${md(failure.who)} fails ${bold(failure.criterion)}: ${kinds}${because(part)} (${place(one.platform, part)})${more}`);
      }
    } else {
      const lost = unique(selector.reasons(one).hurt).slice(0, FEW);
      say(`- ${name} is behind` + (lost.length ? ` because of ${md(quoted(data, lost))}` : ""));
    }
  }

  say("", "## What would change the answer", "");
  const nearest = turning.slice(0, leaders.length > 1 ? FEW : NEAREST);
  const options = selector.otherOptions(data, choice);
  if (!turning.length) say("No other setting of a single criterion changes who leads.");
  for (const one of options) say(`- ${md(option(one))}: ${md(becomes(data, one))}`);
  for (const one of nearest) say(`- ${md(setting(data, one))}: ${md(becomes(data, one))}`);
  if (turning.length > nearest.length) say(`- ${turning.length - nearest.length} more in the appendix`);

  say("", "## Consequences", "");
  for (const one of leaders) say(`- ${md(consequences(data, one))}`);
  if (!leaders.length) say(`- ${beside(data)}`);
  if (choice.previews) say("- We count on previews, which may still change: we look again before we depend on one.");
  say("- We open the link above again when the platform or our requirements change; it says which rows changed since.");

  say("", "## Context", "");
  for (const weight of [...selector.SETTINGS].reverse()) if (weight && asked(weight).length) say(`- ${WEIGHTS[weight]}: ${asked(weight).map((one) => md(one.name)).join("; ")}`);
  const strict = choice.full ? "what is required must be met in full" : "what is required may be met with a catch";
  say((choice.previews ? "- Previews count as half" : "- Previews do not count") + (asked(selector.REQUIRED).length ? `; ${strict}` : ""));
  if (choice.own.length) say(`- For a platform of our own: ${choice.own.map((name) => md(data.signals[name][0])).join(" ")}`);

  // The appendix

  say("", "## Appendix", "", "### What was asked", "");
  for (const weight of [...selector.SETTINGS].reverse()) {
    for (const one of weight ? asked(weight) : []) {
      const joint = weight === selector.REQUIRED && one.on ? ` (on one and the same kind of ${md(data.capabilities[one.on].toLowerCase())} as the others that say so)` : "";
      say(`- **${md(one.name)}**, ${WEIGHTS[weight].toLowerCase()}${joint}: ${md(one.asks)}`);
    }
  }
  for (const name of choice.own) say(`- **${md(data.signals[name][0])}**, for a platform of our own: ${md(data.signals[name][1])}`);

  const lists = (/** @type {string} */ platform, /** @type {string} */ title, /** @type {Reason[]} */ found) => {
    if (!found.length) return;
    say("", `${title}:`, "");
    for (const one of found) {
      say(`- ${bold(one.criterion)}, ${where(platform, one)}: ${GRADE_WORDS[one.grade]}`);
      for (const part of deciding(one)) say(`    - ${reason(platform, part)}`);
    }
  };
  for (const one of order) {
    const platform = one.platform;
    say("", `### ${md(data.platforms[platform])}`);
    if (one.state === "out") {
      say("", "Ruled out:", "");
      for (const failure of failedBy(one)) {
        say(`- ${md(failure.who)} fails ${bold(failure.criterion)}`);
        for (const by of failure.by) for (const part of by.parts) say(`    - ${by.who && md(by.who) + ": "}${reason(platform, part)}`);
      }
      continue;
    }
    const found = selector.reasons(one);
    lists(platform, "Helped", found.helped);
    lists(platform, "Hurt", found.hurt);
    lists(platform, "Unknown", found.unknown);
  }

  say("", "### How sensitive it is", "", firmness(data, choice, others), "");
  for (const one of turning) say(`- ${md(setting(data, one))}: ${md(becomes(data, one))}`);

  const rest = selector.otherwise(data, choice, others);
  if (rest.length) say("", `### ${result.kind === "open" ? "What would settle it" : "What would have to be true for another answer"}`);
  for (const one of rest) {
    const told = conditions(data, one);
    say("", `${md(data.platforms[one.platform])}${told.length > 1 ? ", any one of these:" : told.length ? ":" : ": no single change does it."}`, "");
    for (const line of told) say(`- ${md(line)}`);
  }

  if (changes.length) say("", `### What changed since entry ${facts.made}`, "");
  for (const change of changes) {
    say(`- Entry ${change.n}, ${change.date}, ${md(change.kind)}: ${md(change.why)}`);
    for (const [name, platform] of change.facts) {
      const what = name in data.rows ? data.rows[name][0] : criterion(data, name).name;
      say(`    - ${md(what)}` + (platform in data.platforms ? `, ${md(data.platforms[platform])}` : "") + (name in data.rows ? "" : ", our judgement"));
    }
  }

  say("", "### Evidence", "");
  for (const { number, item: [source, at, read] } of cited.values()) {
    const [title, url, date] = data.sources[source];
    say(`${number}. ${link(title, url)}, section ${md(at)}; of ${date}, read ${read}`);
  }
  if (!cited.size) say("None: nothing was asked.");
  return lines.join("\n") + "\n";
}
