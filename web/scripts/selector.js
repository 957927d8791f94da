// @ts-check
/* The selector's arithmetic: which platform a set of requirements rules out and by which row, how the rest is ranked, what
   would change it. It touches no page; selector.test.js runs it with tests/topics/choose/selector_cases.json.

   Data: window.CMLP_SELECTOR (cloud_ml_platforms/topics/choose/script.py says what is in it). A choice: {weights: {criterion: 1 to 4}, previews,
   full, own: [signals]}; 4 is a requirement, which counts in the score as much as what decides; with `full` one that is
   met with a catch is not met. What is unknown is a range from 0 to 1, never a 0. */

import * as strict from "./strict.js";

export const REQUIRED = 4;
const DECIDES = 3;
export const SETTINGS = [0, 1, 2, DECIDES, REQUIRED];
const CLOSE = 5; /* points of a hundred within which two platforms are level */
const MANY_SIGNALS = 3;
const GRADES = ["yes", "partly", "open", "no"]; /* from best to worst, as they count */
/** @type {Record<string, number>} */
const LOW = { yes: 1, partly: 0.5, open: 0, no: 0 };
/** @type {Record<string, number>} */
const HIGH = { yes: 1, partly: 0.5, open: 1, no: 0 };
const EXACT = 1e-9;
const ROUND = 1e-5; /* points are rounded to a millionth */

// Verdicts --------------------------------------------------------------------------------------------------------

/** @type {(grade: string, previews: boolean) => string} */
function counted(grade, previews) {
  if (grade === "silent") return "open";
  if (grade !== "preview") return grade;
  return previews ? "partly" : "no";
}

/** The verdict of a criterion on one kind as it counts for this choice: {grade, silent, parts: [{key, row, grade, note}]}.

   `silent`: it is open only because no row speaks of this kind, not because somebody looked and did not find it.

   `suppose` is {platform, criterion, from, to}: what would follow if its grades `from` (or all) were `to` there.
    @type {(data: SelectorData, criterion: Criterion, platform: string, kind: string, choice: Choice, suppose?: Suppose) => Verdict} */
function verdict(data, criterion, platform, kind, choice, suppose) {
  const parts = criterion.grades[platform][kind].map(([key, row, grade, note]) => {
    const own = counted(grade, choice.previews);
    const other = suppose && suppose.platform === platform && suppose.criterion === criterion.id && (!suppose.from || suppose.from === own);
    return { key, row, grade: other ? suppose.to : own, note, silent: !other && grade === "silent" };
  });
  if (!suppose || suppose.platform !== platform || suppose.criterion !== criterion.id) parts.push(...clashes(data, criterion, platform, kind, choice));
  const grade = parts.map((part) => part.grade).reduce((a, b) => (GRADES.indexOf(a) > GRADES.indexOf(b) ? a : b));
  return { criterion: criterion.id, grade, silent: parts.every((part) => part.grade !== "open" || part.silent), parts };
}

/** What a criterion loses on a platform because another one is asked too, which weighs more: parts that are a no.

   Where the other one is not met anyway, nothing is lost to it.
    @type {(data: SelectorData, criterion: Criterion, platform: string, kind: string, choice: Choice) => Part[]} */
function clashes(data, criterion, platform, kind, choice) {
  return data.clashes.flatMap((clash) => {
    if (clash.platform !== platform || ![clash.keeps, clash.loses].includes(criterion.id)) return [];
    const other = data.criteria.find(({ id }) => id === (criterion.id === clash.keeps ? clash.loses : clash.keeps));
    if (!other) return [];
    const [own, theirs] = [choice.weights[criterion.id] || 0, choice.weights[other.id] || 0];
    if (!theirs || own > theirs || (own === theirs && criterion.id === clash.keeps)) return [];
    const kinds = other.on && other.on === criterion.on ? [kind] : Object.keys(other.grades[platform]);
    const met = kinds.some((one) => other.grades[platform][one].every(([, , grade]) => counted(grade, choice.previews) !== "no"));
    return met ? [{ key: clash.key, row: clash.row, grade: "no", note: `not together with “${other.name}”`, silent: false }] : [];
  });
}

/** Criteria that are asked for, together where they must hold on one kind: [{on, required, weighed}].
    @type {(data: SelectorData, choice: Choice) => Group[]} */
function groups(data, choice) {
  const found = new Map();
  for (const criterion of data.criteria) {
    const weight = choice.weights[criterion.id] || 0;
    if (!weight) continue;
    const name = criterion.on || criterion.id;
    if (!found.has(name)) found.set(name, { on: criterion.on, required: [], weighed: [] });
    if (weight === REQUIRED) found.get(name).required.push(criterion);
    else found.get(name).weighed.push([criterion, weight]);
  }
  return [...found.values()];
}

// One platform ----------------------------------------------------------------------------------------------------

/** One kind of a group: what it requires and gets, whether it passes (pass, open, out), and what it scores.
    @type {(data: SelectorData, group: Group, platform: string, kind: string, choice: Choice, suppose?: Suppose) => OnKind} */
function onKind(data, group, platform, kind, choice, suppose) {
  const look = (/** @type {Criterion} */ criterion) => verdict(data, criterion, platform, kind, choice, suppose);
  const required = group.required.map(look).map((one) => ({ ...one, weight: DECIDES, required: true, failed: one.grade === "no" || (choice.full && one.grade === "partly") }));
  const weighed = group.weighed.map(([criterion, weight]) => ({ ...look(criterion), weight }));
  /** @type {Weighed[]} */
  const all = [...required, ...weighed];
  const sum = (/** @type {(one: Weighed) => number} */ worth) => all.reduce((total, one) => total + one.weight * worth(one), 0);
  const isOpen = (/** @type {Weighed} */ one) => one.grade === "open" && !one.silent;
  return {
    kind,
    required,
    weighed,
    all,
    silent: all.filter((one) => one.grade === "open" && one.silent).length,
    state: required.some((one) => one.failed) ? "out" : required.some((one) => one.grade === "open") ? "open" : "pass",
    low: sum((one) => LOW[one.grade]),
    high: sum((one) => HIGH[one.grade]),
    isOpen: all.some(isOpen),
    mayPass: !required.some((one) => one.failed || (one.grade === "open" && one.silent)),
    floor: sum((one) => (isOpen(one) ? 0 : (LOW[one.grade] + HIGH[one.grade]) / 2)),
  };
}

/** Whether b serves better than a: by its middle, then by what rows do speak of, then by fewer catches.
    @type {(a: OnKind, b: OnKind) => boolean} */
function better(a, b) {
  const catches = (/** @type {OnKind} */ one) => one.required.filter((own) => own.grade === "partly").length;
  const more = b.low + b.high - a.low - a.high;
  if (Math.abs(more) > EXACT) return more > 0;
  return b.silent !== a.silent ? b.silent < a.silent : catches(b) < catches(a);
}

/** The kind that serves best: of those that pass, else of those that may, else of all.

   `low` is what some kind is sure to score; `high` what this one may, or another one that would serve best if what somebody
   looked for in vain turned out well there, or badly here. What no row speaks of is no such hope.
    @type {(data: SelectorData, group: Group, platform: string, choice: Choice, suppose?: Suppose) => OnBestKind} */
function onBestKind(data, group, platform, choice, suppose) {
  const names = Object.keys((group.required[0] || group.weighed[0][0]).grades[platform]);
  const all = names.map((kind) => onKind(data, group, platform, kind, choice, suppose));
  const passing = all.filter((one) => one.state === "pass");
  const possible = all.filter((one) => one.state !== "out");
  const from = passing.length ? passing : possible.length ? possible : all;
  const best = from.reduce((a, b) => (better(a, b) ? b : a));
  const floor = Math.max(...from.map((one) => one.floor));
  const hopes = possible.filter((one) => (one.mayPass || !passing.length) && (one.isOpen || one.low + one.high > 2 * floor + EXACT));
  return {
    on: group.on,
    state: passing.length ? "pass" : possible.length ? "open" : "out",
    kind: best.kind,
    best,
    all,
    hopes,
    low: Math.max(...from.map((one) => one.low)),
    middle: (best.low + best.high) / 2,
    high: Math.max(best.high, ...hopes.map((one) => one.high)),
  };
}

/** Requirements to give up so that a platform comes back: in each group those of the kind that fails the fewest.
    @type {(parts: OnBestKind[]) => string[]} */
function toGiveUp(parts) {
  return parts.flatMap((part) => {
    const failed = part.all.map((one) => one.required.filter((own) => own.failed).map((own) => own.criterion));
    return failed.reduce((a, b) => (b.length < a.length ? b : a));
  });
}

/** How a platform stands: {platform, state, low, middle, high (points of a hundred), parts, giveUp}.
    @type {(data: SelectorData, found: Group[], platform: string, choice: Choice, suppose?: Suppose) => Standing} */
function stand(data, found, platform, choice, suppose) {
  const parts = found.map((group) => onBestKind(data, group, platform, choice, suppose));
  const total = found.reduce((sum, group) => sum + DECIDES * group.required.length + group.weighed.reduce((own, [, weight]) => own + weight, 0), 0);
  /* Rounded, so that the order of a sum does not tell two equal ones apart. */
  const points = (/** @type {"low" | "middle" | "high"} */ name) => (total ? Math.round((1e8 * parts.reduce((sum, part) => sum + part[name], 0)) / total) / 1e6 : 0);
  const has = (/** @type {string} */ state) => parts.some((part) => part.state === state);
  return {
    platform,
    state: has("out") ? "out" : has("open") ? "open" : "pass",
    low: points("low"),
    middle: points("middle"),
    high: points("high"),
    parts,
    giveUp: has("out") ? toGiveUp(parts) : [],
  };
}

// The answer ------------------------------------------------------------------------------------------------------

/** Criteria that tell none of some platforms apart: the same grade on all, and it is known.

   They are looked up on the kinds that serve best. While something is unknown another kind may come to serve best, so then
   on all that may.
    @type {(ranked: Standing[]) => { criterion: string, weight: number }[]} */
function alike(ranked) {
  const possible = (/** @type {OnBestKind} */ part) => part.all.filter((one) => one.state !== "out");
  const parts = ranked.flatMap((stood) => stood.parts);
  const isOpen = parts.some((part) => possible(part).some((one) => one.all.some((own) => own.grade === "open" && !own.silent)));
  /** @type {Map<string, Weighed[]>} */
  const found = new Map();
  for (const one of parts.flatMap((part) => (isOpen ? possible(part) : [part.best])).flatMap((kind) => kind.all)) {
    found.set(one.criterion, [...(found.get(one.criterion) || []), one]);
  }
  const same = (/** @type {Weighed[]} */ [first, ...rest]) => first.grade !== "open" && rest.every((one) => one.grade === first.grade);
  return [...found.values()].filter(same).map(([one]) => ({ criterion: one.criterion, weight: one.weight }));
}

/** How many points of all are close: five of a hundred of what tells the platforms apart.
    @type {(ranked: Standing[], same: { weight: number }[]) => number} */
function closeness(ranked, same) {
  const sum = (/** @type {{ weight: number }[]} */ list) => list.reduce((total, one) => total + one.weight, 0);
  const total = sum(ranked[0].parts.flatMap((part) => part.best.all));
  return (CLOSE * (total - sum(same))) / total;
}

/** How the first of two stands to the second: ahead whatever the unknown turns out to be, level, or open.
    @type {(first: Standing, second: Standing, close?: number) => string} */
function between(first, second, close = CLOSE) {
  const least = first.low - second.high;
  const most = first.high - second.low;
  if (least > close + ROUND) return first.state === "open" ? "open" : "ahead";
  if (most <= close + ROUND && least >= -close - ROUND) return first.state === "open" || second.state === "open" ? "open" : "level";
  return "open";
}

/** Rank the platforms for a choice.

   `kind`: nothing, none (all ruled out), left (only requirements), one, ahead, tie or open. `leaders` are those that no other
   is sure to beat; `ranked` are all that are not ruled out, the best middle first; `alike` are criteria that do not tell these apart; `own` are the
   signals that count.
    @type {(data: SelectorData, choice: Choice, suppose?: Suppose) => Answer} */
export function answer(data, choice, suppose) {
  const found = groups(data, choice);
  const platforms = Object.keys(data.platforms).map((platform) => stand(data, found, platform, choice, suppose));
  const ranked = platforms.filter((one) => one.state !== "out").sort((a, b) => b.middle - a.middle || a.state.localeCompare(b.state) * -1 || b.low - a.low);
  const own = choice.own.some((name) => data.signals[name][2]) || choice.own.length >= MANY_SIGNALS ? choice.own : [];
  /** @type {{ platforms: any[], ranked: any[], own: string[], leaders: string[], alike: any[], kind: string }} */
  const out = { platforms, ranked, own, leaders: [], alike: [], kind: "nothing" };
  if (!found.length) return out;
  const weighed = found.some((group) => group.weighed.length);
  out.leaders = ranked.map((one) => one.platform);
  if (!ranked.length) out.kind = "none";
  else if (ranked.length === 1) out.kind = ranked[0].state === "open" ? "open" : "one";
  else if (!weighed) out.kind = "left";
  else {
    out.alike = alike(ranked);
    const close = closeness(ranked, out.alike);
    const relations = ranked.slice(1).map((one) => between(ranked[0], one, close));
    out.leaders = ranked.filter((_, index) => !index || relations[index - 1] !== "ahead").map((one) => one.platform);
    out.kind = relations.includes("open") ? "open" : relations.includes("level") ? "tie" : "ahead";
  }
  return out;
}

// What would change the answer ----------------------------------------------------------------------------------------------

/** @type {(choice: Choice, criterion: string, setting: number) => Choice} */
function withSetting(choice, criterion, setting) {
  return { ...choice, weights: { ...choice.weights, [criterion]: setting } };
}

/** @type {(a: string[], b: string[]) => boolean} */
function same(a, b) {
  return a.length === b.length && a.every((one) => b.includes(one));
}

/** The requirements of which it is unknown whether a platform meets them.
    @type {(stood: Standing) => string[]} */
export function unknownRequired(stood) {
  return [...new Set(reasons(stood).unknown.filter((one) => one.required).map((one) => one.criterion))];
}

/** Who leads an answer, and what is required of them and not known.
    @type {(found: Answer) => Outcome} */
function outcome({ leaders, kind, ranked }) {
  const unknown = ranked.filter((one) => one.state === "open" && leaders.includes(one.platform)).flatMap(unknownRequired);
  return { leaders, kind, unknown: [...new Set(unknown)] };
}

/** The platforms that are ruled out, the nearest first: which misses fewest, then of which least is unknown, then which meets more.
    @type {(result: Answer) => Standing[]} */
export function nearest(result) {
  return result.platforms
    .filter((one) => one.state === "out")
    .sort((a, b) => a.giveUp.length - b.giveUp.length || unknownRequired(a).length - unknownRequired(b).length || b.middle - a.middle);
}

/** Who may come level with the first of an open answer, or pass it, by points; the others come first only if it is ruled out.
    @type {(result: Answer) => string[]} */
export function mayCatchUp({ ranked: [first, ...others], leaders, alike: same }) {
  const close = closeness([first, ...others], same) + ROUND;
  return others.filter((one) => leaders.includes(one.platform) && first.low - one.high <= close).map((one) => one.platform);
}

/** The two options, where to turn one alters who leads: {option, to} and what follows.
    @type {(data: SelectorData, choice: Choice) => OtherOption[]} */
export function otherOptions(data, choice) {
  const { kind, leaders } = answer(data, choice);
  if (kind === "nothing") return [];
  return /** @type {("previews" | "full")[]} */ (["previews", "full"])
    .map((option) => ({ option, to: !choice[option], ...outcome(answer(data, { ...choice, [option]: !choice[option] })) }))
    .filter((one) => !same(one.leaders, leaders));
}

/** Every single other setting of one criterion: {criterion, from, to, leaders, kind, unknown}.
    @type {(data: SelectorData, choice: Choice) => Setting[]} */
export function otherSettings(data, choice) {
  return data.criteria.flatMap(({ id }) => {
    const from = choice.weights[id] || 0;
    return SETTINGS.filter((to) => to !== from).map((to) => {
      return { criterion: id, from, to, ...outcome(answer(data, withSetting(choice, id, to))) };
    });
  });
}

/** @type {(a: Setting, b: Setting) => number} */
function byDistance(a, b) {
  return Math.abs(a.to - a.from) - Math.abs(b.to - b.from);
}

/** The smallest change of each criterion that alters who leads: of those that are asked first, then the smallest first.
    @type {(data: SelectorData, choice: Choice, others?: Setting[]) => Setting[]} */
export function sensitivity(data, choice, others = otherSettings(data, choice)) {
  const { kind, leaders } = answer(data, choice);
  if (kind === "nothing") return [];
  const asked = (/** @type {Setting} */ one) => (choice.weights[one.criterion] ? 0 : 1);
  const turning = others.filter((one) => !same(one.leaders, leaders)).sort((a, b) => asked(a) - asked(b) || byDistance(a, b));
  return turning.filter((one, index) => turning.findIndex((other) => other.criterion === one.criterion) === index);
}

/** What would have to be true for each platform that does not lead to be first, alone or beside others; while the unknown
   leaves it open, for each that is possible to be first for sure. One change each:

   {platform, settings: [{criterion, from, to, kind, leaders, alone}], unknowns: [criterion], yes: [criterion], against: [{platform, criterion}]};
   `unknowns` turn out well, `against` badly for another one, `yes` are not met in full today.
    @type {(data: SelectorData, choice: Choice, others?: Setting[]) => Otherwise[]} */
export function otherwise(data, choice, others = otherSettings(data, choice)) {
  const now = answer(data, choice);
  if (now.kind === "nothing") return [];
  const isOpen = now.kind === "open";
  const leads = (/** @type {string} */ platform, /** @type {{ leaders: string[], kind: string }} */ found) => found.leaders.includes(platform) && found.kind !== "nothing" && !(isOpen && found.kind === "open");
  const asked = data.criteria.filter(({ id }) => choice.weights[id]);
  const has = (/** @type {Criterion} */ criterion, /** @type {string} */ platform, /** @type {(grade: string) => boolean} */ test) => Object.keys(criterion.grades[platform]).some((kind) => test(verdict(data, criterion, platform, kind, choice).grade));
  const ids = (/** @type {string} */ platform, /** @type {(grade: string) => boolean} */ test, /** @type {(one: { criterion: string }) => boolean} */ suppose) => asked
    .filter((criterion) => has(criterion, platform, test))
    .map(({ id }) => id)
    .filter((criterion) => suppose({ criterion }));
  const isUnknown = (/** @type {string} */ grade) => grade === "open";
  return Object.keys(data.platforms).filter((platform) => isOpen || !now.leaders.includes(platform)).map((platform) => {
    const turns = (/** @type {Suppose} */ suppose) => leads(platform, answer(data, choice, suppose));
    const settings = others
      .filter((one) => leads(platform, one))
      .map((one) => ({ criterion: one.criterion, from: one.from, to: one.to, kind: one.kind, leaders: one.leaders, unknown: one.unknown, alone: one.leaders.length === 1 }))
      .sort((a, b) => byDistance(a, b) || Number(b.alone) - Number(a.alone));
    const unknowns = ids(platform, isUnknown, (one) => turns({ ...one, platform, from: "open", to: "yes" }));
    const rivals = isOpen && now.leaders.includes(platform) ? now.leaders.filter((other) => other !== platform) : [];
    return {
      platform,
      settings: settings.filter((one, index) => settings.findIndex((other) => other.criterion === one.criterion) === index),
      unknowns,
      yes: ids(platform, (grade) => grade !== "yes" && grade !== "open", (one) => turns({ ...one, platform, to: "yes" })).filter((id) => !unknowns.includes(id)),
      against: rivals.flatMap((other) => ids(other, isUnknown, (one) => turns({ ...one, platform: other, from: "open", to: "no" })).map((criterion) => ({ platform: other, criterion }))),
    };
  });
}

// What a platform's place rests on ----------------------------------------------------------------------------------

/** What helped, hurt and is unknown on a platform's kinds: {helped, hurt, unknown} of verdicts with `kind` and `on`.
    @type {(platform: Standing) => { helped: Reason[], hurt: Reason[], unknown: Reason[] }} */
export function reasons(platform) {
  /** @type {{ helped: Reason[], hurt: Reason[], unknown: Reason[] }} */
  const out = { helped: [], hurt: [], unknown: [] };
  for (const part of platform.parts) {
    for (const one of part.best.all) {
      const list = one.grade === "yes" ? out.helped : one.grade === "open" ? out.unknown : out.hurt;
      list.push({ ...one, on: part.on, kind: part.kind });
    }
    /* A kind that may do better once something is known makes the range wider. */
    for (const other of part.hopes) {
      if (other === part.best || other.high <= part.best.high + EXACT) continue;
      for (const one of other.all) {
        if (one.grade === "open" && !one.silent) out.unknown.push({ ...one, on: part.on, kind: other.kind });
      }
    }
  }
  const heavy = (/** @type {Reason} */ a, /** @type {Reason} */ b) => Number(b.required || false) - Number(a.required || false) || b.weight - a.weight;
  for (const list of Object.values(out)) list.sort(heavy);
  return out;
}

/** How many of the criteria that were asked have each grade, on the kinds that serve best.
    @type {(platform: Standing) => Record<string, number>} */
export function tally(platform) {
  const all = platform.parts.flatMap((part) => part.best.all);
  return Object.fromEntries(GRADES.map((grade) => [grade, all.filter((one) => one.grade === grade).length]));
}

/** The parts that decide a verdict: the worst of them.
    @type {(one: { grade?: string, parts: Part[] }) => Part[]} */
export function deciding(one) {
  return one.grade ? one.parts.filter((part) => part.grade === one.grade) : one.parts;
}

/** The required criteria that a platform meets with a catch.
    @type {(platform: Standing) => string[]} */
export function catches(platform) {
  return platform.parts.flatMap((part) => part.best.required.filter((one) => one.grade === "partly").map((one) => one.criterion));
}

/** Why a platform is out, per group that no kind passes: {on, everywhere: what every kind fails, kinds: the rest by kind}.

   Every failure of `everywhere` is {criterion, by: [{kinds, parts}]}: kinds that fail for the same reasons together.
    @type {(platform: Standing) => Failures[]} */
export function failures(platform) {
  const why = (/** @type {Weighed} */ one) => JSON.stringify(deciding(one).map(({ key, note }) => [key, note]));
  return platform.parts.filter((part) => part.state === "out").map((part) => {
    const fails = (/** @type {OnKind} */ one) => one.required.filter((own) => own.failed);
    const ids = fails(part.all[0]).map((own) => own.criterion).filter((id) => part.all.every((one) => fails(one).some((own) => own.criterion === id)));
    const everywhere = ids.map((criterion) => {
      /** @type {Map<string, { kinds: string[], parts: Part[] }>} */
      const by = new Map();
      for (const one of part.all) {
        for (const failed of fails(one).filter((own) => own.criterion === criterion)) {
          const same = by.get(why(failed)) || { kinds: [], parts: deciding(failed) };
          by.set(why(failed), same);
          same.kinds.push(one.kind);
        }
      }
      return { criterion, by: [...by.values()] };
    });
    const kinds = part.all.map((one) => ({ kind: one.kind, failed: fails(one).filter((own) => !ids.includes(own.criterion)) }));
    return { on: part.on, everywhere, kinds: kinds.filter((one) => one.failed.length) };
  });
}

// The address -----------------------------------------------------------------------------------------------------

/** @type {Record<string, number>} */
const KEYS = { need: REQUIRED, most: 3, more: 2, some: 1 };

/** Read a choice from a location hash that a stranger may have written: {choice, journal, notes}.
    @type {(data: SelectorData, hash: string) => { choice: Choice, journal: number | null, notes: string[] }} */
export function fromHash(data, hash) {
  const known = data.criteria.map(({ id }) => id);
  const list = (/** @type {string[]} */ names, /** @type {string} */ label, /** @type {string} */ expected) => ({ standard: [], read: (/** @type {string} */ text) => strict.ids(text, names), expected, label });
  /** @type {Record<string, Field>} */
  const fields = {
    need: list(known, "Required", "ids of criteria, joined by dots"),
    most: list(known, "Decides", "ids of criteria, joined by dots"),
    more: list(known, "Matters", "ids of criteria, joined by dots"),
    some: list(known, "A little", "ids of criteria, joined by dots"),
    own: list(Object.keys(data.signals), "For a platform of your own", "ids of signals, joined by dots"),
    full: { standard: false, read: (text) => (text === "1" ? true : undefined), expected: "1", label: "Required in full" },
    pv: { standard: false, read: (text) => (text === "1" ? true : undefined), expected: "1", label: "Previews count" },
    j: { standard: null, read: (text) => strict.number(text, 1e6, true), expected: "the number of a journal entry", label: "Made after entry" },
  };
  const { values, notes } = strict.read(hash, fields);
  /** @type {Record<string, number>} */
  const weights = {};
  for (const { id, name } of data.criteria) {
    const found = Object.keys(KEYS).filter((key) => values[key].includes(id));
    if (found.length === 1) weights[id] = KEYS[found[0]];
    else if (found.length > 1) notes.push(`“${name}” stands under ${found.map((key) => fields[key].label).join(" and ")}: expected once; it does not matter now.`);
  }
  return { choice: { weights, previews: values.pv, full: values.full, own: values.own }, journal: values.j, notes };
}

/** The keys of the address for a choice; empty ones are left out by whoever writes it.
    @type {(data: SelectorData, choice: Choice, journal: number) => Record<string, string>} */
export function toState(data, choice, journal) {
  /** @type {Record<string, string>} */
  const out = {};
  for (const [key, weight] of Object.entries(KEYS)) {
    out[key] = data.criteria.filter(({ id }) => choice.weights[id] === weight).map(({ id }) => id).join(".");
  }
  out.own = choice.own.join(".");
  out.full = choice.full ? "1" : "";
  out.pv = choice.previews ? "1" : "";
  out.j = Object.values(out).some(Boolean) ? String(journal) : "";
  return out;
}

/** What the journal says since entry `journal` of the rows and judgements that a choice rests on.
    @type {(data: SelectorData, choice: Choice, journal: number) => Change[]} */
export function changedSince(data, choice, journal) {
  const asked = data.criteria.filter(({ id }) => choice.weights[id]);
  const clashing = data.clashes.filter((clash) => choice.weights[clash.keeps] && choice.weights[clash.loses]);
  const records = new Set([...asked.flatMap(({ id, rows }) => [id, ...rows]), ...clashing.map(({ row }) => row)]);
  return (data.changes ?? [])
    .filter((change) => change.n > journal)
    .map((change) => ({ ...change, facts: change.facts.filter(([record]) => records.has(record)) }))
    .filter((change) => change.facts.length);
}

/** How many criteria could turn the answer by one other setting: {all, turning: of them, overtaking: to others alone, leaderless, shared: by several}.
    @type {(data: SelectorData, choice: Choice, others?: Setting[]) => { all: number, turning: number, overtaking: number, leaderless: boolean, shared: boolean }} */
export function fragility(data, choice, others = otherSettings(data, choice)) {
  const { leaders } = answer(data, choice);
  const count = (/** @type {(one: Setting) => unknown} */ test) => new Set(others.filter(test).map((one) => one.criterion)).size;
  return {
    all: data.criteria.length,
    leaderless: !leaders.length,
    shared: leaders.length > 1,
    turning: count((one) => !same(one.leaders, leaders)),
    overtaking: count((one) => one.leaders.length && !one.leaders.some((name) => leaders.includes(name))),
  };
}
