// @ts-check
/* The rules of ranking, each with its reason. `tests/search/ablation.mjs` leaves out one after the other and says what each is worth. */

/** What each rule is for.
    @type {Record<string, string>} */
export const REASONS = {
  keys: "a whole name that stands in the query is what it asks for, whatever else shares a word with it",
  coverage: "a result that has all words of the query is better than one that has a rare one of them often",
  rarity: "of the words that a result should have, a rare one says more about what is asked than one that many have",
  counted: "MiniSearch multiplies by how many words and names match, which coverage counts already: long rows would win by it",
  prior: "who types a name wants the answer first, then what compares it, then places that only mention it",
  fuzzy: "a word that the index does not have was misspelt: one edit, two in a long word",
  prefix: "a word may still be typed, or have an ending that its stem lacks",
  platform: "a platform that is named narrows what is asked and is not what is asked for",
  unnamed: "a product of one platform answers who names no platform if the query is its name; else what compares them does",
  pair: "who has chosen two platforms asks of them, unless another is named",
  difference: "who asks how two ideas differ wants what each of them is, one below the other",
  theirs: "who says one platform's name and means another platform wants the other's name for it, and no definition of the first",
  two: "who names two platforms may ask what the word of one is on the other",
  direction: "who names two platforms in an order comes from the first and goes to the second; \"to\" before \"from\", or the word of one for what is the other's, turns it",
  intent: "the words of a question say which kind of answer it wants: a number, a price, an end, a translation",
  news: "who asks what is new, and of nothing but a platform, wants what happened lately",
  choice: "who asks which platform is best, and of nothing but who they are, wants to be led through the choice",
  vague: "where nothing says most of the query, a chapter or an idea helps more than a row that shares a word with it",
  variety: "ten results of one page are one answer",
  generic: "\"which\", \"longest\" or \"supported\" are not what a result must have, nor is a word that none has",
  family: "who asks for pricing means prices",
  idiom: "what a question says around what it asks for counts nothing; some say in other words what the index calls by a name",
  same: "who asks what is cheap asks what it costs, who wants to continue wants the state restored: everyday words stand for the field's",
  joined: "roll back and rollback, time out and timeout are one word, as are healthcheck and health check",
  phrase: "words that stand together in what people say for an entry tell more than words scattered over all of it",
  asked: "what answered a question that readers asked before answers one that is nearly the same",
  title: "a title that is nearly the query is what it asks for",
  alike: "who asks nearly what a part of a row asks wants that row",
  depth: "what a result only mentions deep in its text it hardly says",
};

/** What a word is worth by the field in which it stands: a name above what is said, what is said above what is mentioned. */
export const BOOST = { called: 12, keys: 6, kins: 4.5, codes: 5, title: 5, names: 3, spoken: 3, kin: 2, code: 1.7, asks: 3.2, shown: 0.6, standing: 1.5, body: 0.2, part: 0.5 };

/** By kind, before the words count: a row answers for all platforms, a section only mentions.
    @type {Record<string, number>} */
export const PRIOR = {
  capability: 1.35,
  row: 1.4,
  theme: 1.3,
  platform: 1.3,
  limit: 1.4,
  thing: 1.35,
  case: 1.6,
  page: 1.15,
  contested: 1.15,
  alternative: 1.1,
  translation: 0.85,
  term: 1.3,
  lifecycle: 1,
  use: 0.55,
  question: 0.6,
  belief: 0.8,
  leaving: 0.8,
  price: 0.8,
  section: 0.7,
  ahead: 0.7,
  limits: 0.7,
  changes: 1,
  criterion: 0.6,
  constraint: 0.8,
  scenario: 0.9,
};

const BY_WHEN = "(before|by|within|in|this|next) ((the|end|rest|of|this|next) )*(spring|summer|autumn|fall|winter|week|month|quarter|year|20\\d\\d|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\w*)";

/** Kinds that a query asks for by its words: pattern, the factor of each kind, whether these words do nothing else.
    @type {[RegExp, Record<string, number>, boolean?][]} */
export const INTENTS = [
  [/\b(limits?|quotas?)\b/, { limit: 1.5 }],
  [/^(?!.*\b(longest|largest|biggest|shortest|max|maximum|how (long|many|large|big|soon))\b).*\b(limits?|quotas?)\b/, { limits: 5 }], // those of a capability, where it is named and no one limit
  [/\b(limits?|max|maximum|min|minimum|how (long|many|large|big|often|fast|soon|much)|quotas?|sizes?|timeouts?|longest|largest|biggest)\b/, { limit: 2.4 }],
  [/\b(costs?|prices?|pricing|bill(s|ed|ing)?|charges?|fees?|cheap\w*|expensive|pay|pays|paid|usd|how much)\b/, { use: 4, price: 1.3, contested: 1.3, page: 1.3, scenario: 2 }],
  [/\b(costs?|prices?|pricing|fees?|cheap\w*|expensive)\b/, { limit: 0.5 }],
  [/(?=.*\b(price|prices|pricing|costs?|hour|hourly)\b).*\b[a-z]{1,2}\d{1,4}[a-z]*\b/, { price: 2.5 }], // of a machine or chip that is named
  [/\b(renam\w*|retir\w*|deprecat\w*|closed?|discontinu\w*|sunset|replac\w*|removed|new customers|successor|eol|gone|still|no longer|called now)\b/, { thing: 1.4, belief: 1.4 }],
  [/\b(ends?|ending|eol|end of life|deprecat\w*|sunset\w*|retir\w*|discontinu\w*|shut ?down)\b/, { ahead: 2 }],
  [/\bchang(e|es|ed)\b/, { changes: 2 }],
  [new RegExp(`\\b(ends?|ending|clos\\w*|retir\\w*|deprecat\\w*|sunset\\w*|shut\\w*|stops?|going away|goes away)\\b.*\\b(soon|20\\d\\d|${BY_WHEN})`), { ahead: 24 }],
  [/\blimits?\b.*\b(csv|spreadsheet|excel)\b|\b(csv|spreadsheet|excel)\b.*\blimits?\b/, { limit: 0.25, limits: 2, section: 4 }], // the table as a file
  [/(?<!\bwho )\bcalled\b|\btranslate\b/, { translation: 3.2 }, true],
  [/(?<=\bwhat was .*)\bbefore\b|\bformerly\b/, { thing: 1.8 }, true],
  [/\b(equivalent|counterpart|analog\w*|vs(?! code)|versus|version of)\b/, { translation: 2.8, thing: 0.6 }, true], // the reader knows it by name
  [/^which\b|\bwhich (one|platform|cloud|service|vendor|provider|of)\b/, { thing: 0.7, term: 0.7 }], // of all three
  [/^(what is|what s|what are)\b/, { term: 2, translation: 1.2, thing: 0.7, capability: 1.3, limit: 0.6 }],
  [/\bdifferences? between\b/, { question: 4.5 }], // what an interviewer asks as well
  [/^why (use|do (i|we|you) (need|want)|would (i|we|you) (need|want|use)|bother)\b/, { term: 2, capability: 1.5, thing: 0.5 }],
  [/\bdefine\b/, { term: 4 }, true], // as "what does ... mean" is read
  [/\b(which|compare|difference|who|can|does|is there|do)\b/, { row: 1.15 }],
  [/\b(interview\w*|asked|prepare)\b/, { theme: 1.7, page: 1.2 }],
  [/^(explain|walk me through|how (would|do) you|(when|why) would you|tell me about|describe)\b/, { theme: 1.5, question: 1.5 }], // as an interviewer says it
  [/\bin (a|one|two) minutes?\b|\b(60|sixty) seconds?\b|\baloud\b/, { theme: 5 }, true], // as a theme's answer is to be spoken
];

/** Two ideas that are to be told apart. */
export const DIFFERENCE = /\bdifferences? between (?<one>.+?) and (?<other>.+)|\bhow (?:is|are|does|do) (?<this>.+?) (?:different|differ) from (?<that>.+)|^(?<left>.+?) (?:vs\.?|versus) (?<right>.+)/;
export const DEFINING = new Set(["term", "capability"]); // kinds that say what an idea is
export const DEFINED_IN = 8; // results of which one says it
export const NEWS = /\b(new|news|latest|recent|recently)\b/;
export const WHERE_NEWS_ARE = "since you were away"; // the page's name
export const CHOICE = /\b(which|what|who)\b.*\b(best|better|easiest|easier|simplest|right|suits?|suited|fits?|pick|choose|chose|recommend\w*|prefer|start with|go (with|for))\b|\bshould (i|we|you|they|an?|my|our)\b.*\b(use|choose|pick|take|start with|go with|prefer)\b|\b(use|choose|pick|take|go with|prefer)\b.*\b(over|instead of|rather than)\b/;
/** What a question of choice says of the choice, and of who asks. */
export const CHOOSER = new Set(
  ("best better easiest easier simplest right suit suits suited fit fits pick choose chose recommend recommended prefer start go take live lives living already only just know knows python " +
    "beginner beginners newbie would over instead rather why when student students startup startups company companies enterprise enterprises business team teams person people engineer engineers scientist scientists school university shop devops admin admins organisation organization project projects hobby small tiny solo ops people staff without never before ever model models trained built newcomer newcomers").split(" "),
);
export const WHERE_CHOICES_ARE = "choose a platform"; // the page's name
export const SMALL_WORD = 0.15; // the weight of "AI" and "ML", which half of all names have
export const PLATFORM_WORD = 0.4; // the weight of a platform's name beside what is asked
export const ON_PLATFORM = 1.25; // of a record of the platform that is named
export const OFF_PLATFORM = 0.25; // of a record of another one
export const UNNAMED = 0.65; // of a product of one platform where none is named and the query is not its name
export const PUT_ASIDE = 0.4; // of a record of the platform that the reader's pair hides
export const OF_TWO = 3; // of a translation, where two platforms are named
export const TERM_ON_PLATFORM = 0.35; // of a definition where a platform is named: what it has is asked, not what the word means
export const THEIR_NAME = { named: 2, chosen: 8 }; // of one in which what is asked is one platform's name for it, where another is named or chosen
export const BACKWARDS = /\bto\b.*\bfrom\b(?!.*\bto\b)|\b(word|name|term|equivalent|counterpart|analogue?|alternative|version)s? (for|of|to)\b/;
export const ON_THE_WAY = 10; // of a page from one platform to another that are named in this order
export const RARITY = 1; // what every word counts for in coverage, beside its rarity, which goes from 0 to 8: a rare one counts nine times at most
export const COVERED = { least: 0.15, power: 2.4 }; // of a result with none of the words that count; how fast it grows
export const VAGUE = 0.7; // coverage that no result of a vague query reaches
export const WIDE = new Set(["capability", "theme", "translation"]); // kinds of what is wider than a row
export const WIDER = 2.5; // what they then count more
export const COUNTED = 0.35; // power of the number of words and names by which a score is divided again
export const NEXT_OF_PAGE = 0.45; // of each further result of a page
export const MOST_OF_PAGE = 3; // further results after which it falls no more
export const BEGINNING = 0.25; // the weight of a word that only begins with the one typed
export const FAMILY = 0.25; // of a word of the same family
/** Ways to speak: pattern, what is read instead.
    @type {[RegExp, string][]} */
export const IDIOMS = [
  [/\bwhat (?:do|does|did|is) (?:an? |the )?(?:(?:word|term|abbreviation|acronym|name) )?(.+?) (?:mean|means|meant|stand for|stands for)\b/g, "define $1"],
  [/\b(?:meaning|definition) of\b(?: (?:the )?(?:word|term)\b)?/g, "define"],
  [/\b(in|for) (machine learning|ml|mlops|the cloud)$/g, " "],
  [/(?<=\w) of (ml )?models$/g, " "],
  [/\bcicd\b/g, "ci cd"],
  [/\bwhat counts as\b/g, "what is"],
  [/^(please )?(send|tell|give) (a|my|your|the) (friend|teammate|colleague|team|boss) (the )?((short )?answer )?((on|about|to|for) )?/g, ""],
  [/\bside by side\b/g, "compare"],
  [/\b(what|anything|much) (has |have |is )?(chang\w+|new|different|happened)\b(.{0,40}?)\bsince\b(?=.*\b20\d\d\b)/g, "since you were away $4"],
  [/\bcalled (something|anything) (else|new|different)\b|\bcalled (differently|otherwise)\b/g, "renamed"],
  [/\bnew (customer|account|user)s? (cannot|can ?not|can'?t|may not|are not allowed to)( (use|have|get|start))?\b/g, "closed to new customers"],
  [/\blast (used|touched|tried|worked (with|on|in))\b/g, "since you were away"],
  [/\b(if|when) (nothing (is|was) (set|changed|configured)|(\w+ ){1,2}(sets?|changes?|do|does) nothing|(nobody|no one) (sets|changes|does) (anything|it))\b/g, "by default"],
  [/\b(taken|takes?|took) (\w+ ){0,3}away\b/g, "reclaim"],
  [/\bend(s|ed)? up\b/g, "output lands"],
  [/\b(start|begin)(s|ing)? (again|over|anew|(again )?from (zero|scratch|the beginning|the start))\b( from zero)?/g, "resume restore checkpoint"],
  [/\bout of the box\b/g, "by default"],
  [/\b(step by step|in plain english|at the moment|right now|these days|all the time)\b/g, " "],
  [/\b(which|what) (platform|cloud|one) (is |would be )?for (?=(an?|my|our|us|small|two|three|four|five|\d+)\b)/g, "which platform is best for "],
  [/\b(max|maximum|longest) (inference|prediction|request|response|call|invocation) (time|duration)\b/g, "longest request timeout"],
  [/\b(\d+|ten|twenty|thirty|sixty|long)[ -](second|minute|min|hour)s? (inference|prediction|request|call)s?\b/g, "long request timeout"],
  [/\bhow many (people|engineers|persons)\b|\b(people|staff|engineers) (needed|required)\b|\b(staffing|headcount)\b/g, "team maturity"],
  [/\bfor (a|my|our) (small |big |large |tiny )?(team|company|start-?up)\b/g, " "],
  [/\b(what (do|should|can) i (say|answer) )?when (they|people|someone|somebody) asks?( me)?( about)?\b/g, " "],
  [/\bwithout (me|us|having to)\b/g, "without"],
  [/\b(large )?language models?\b/g, "llm"],
  [/\b(find|figure|finds?) out\b|\bkeep(ing)? (\w+ ){0,2}up\b|\bturns? out\b/g, " "],
  [/\bwho (may|can|could|is allowed to|are allowed to|has the right to)\b/g, "who can"],
  [/\bwho can (see|view|look at)\b/g, "who can read"],
  [/\bwho can\b/g, "who can permission"],
  [/\bwho (changed|deleted|created|deployed|did|touched)\b/g, "who $1 audit"],
  [/\bget (hold of )?(an? |any |some |enough |more )?(gpu|tpu|accelerator|chip)s?\b/g, "$3 capacity"],
  [/\bhow (do|can|would|should|to) (i |we |you |one )?(deploy|serve|host|run) (a|my|our|the|your) (finished |trained |ml )?models?$/g, "online endpoint"],
  [/\b(deploy|serve|host)(ing)? (a|my|our|the|your) (finished |trained )?models?$/g, "model serving"],
  [/\bgo(es|ing)? live\b/g, "deployment"],
  [/\bdata ?cent(er|re)s?\b/g, "premises"],
  [/\bwhat (do|does|did) (\w+( ai| ml)?) call\b/g, "$2 called"],
  [/\b(used?|once) to be called\b/g, "old name"],
  [/\b(turn(ed|s)? into|became what|what became of)\b/g, "renamed"],
  [/\b(name|word|term) for\b|\bcalls? it\b/g, "called"],
  [/\bwhere (it|they|i|we) (was |were |had )?(stopped|interrupted|left off|broke off)\b/g, "resume checkpoint"],
  [/\bsa(id|ys?) no\b|\bturn(s|ed)? (\w+ )?down\b/g, "no decision"],
  [/\b(no|without( any| writing)?)[ -](code|coding|programming)( skills)?\b/g, "automl"],
  [/\bvscode\b/g, "vs code"],
  [/\bscikit[ -]?learn\b/g, "scikit"],
  [/\beuropean union\b/g, "eu"],
  [/\bgraphics? cards?\b/g, "gpu"],
  [/\bfree (trial|tier|plan)\b/g, "free try"],
  [/\block[ -]?ins?\b/g, "lock in exit"],
  [/\b(big|bigger|biggest|large|larger)\b/g, "largest"],
];
/** A text, in small letters, without ways to speak: a query, and what people type for an entry.
    @type {(text: string) => string} */
export const plainly = (text) => IDIOMS.reduce((said, [pattern, instead]) => said.replace(pattern, instead), text.toLowerCase());
/** Who asks for a default is shown the part that says what holds if nothing is set: it counts more than other words. */
export const UNSET = { asked: /^defaults?$/, said: /if nothing is set|by default/, worth: 10 };
/** Everyday words, and those of the index that mean the same.
    @type {[string, string][]} */
const EVERYDAY = [
  ["cheap cheaper cheapest costly expensive charge spend spent pay paying paid money", "cost price bill"],
  ["cost costs", "bill price"],
  ["cmek cmk", "key encryption"],
  ["price prices", "bill cost"],
  ["retry retries retried", "resubmit restart"],
  ["restart restarts restarted", "resubmit retry"],
  ["taken", "reclaim"],
  ["continue continued resume resumed resuming", "resume restore"],
  ["crash crashe crashed die dies died dy break broke broken", "fail failed failure"],
  ["undo", "rollback revert"],
  ["interrupt interrupted interruption preempt preempted preemption evict evicted eviction", "reclaim"],
  ["unfair unfairly", "bias fairness"],
  ["internet web", "public"],
  ["computer computers", "machine"],
  ["nobody forget forgot forgotten pause paused sleep", "idle zero"],
  ["leave leaving cancel quit", "exit migrate"],
  ["send sent sending", "request"],
  ["answer reply guess", "response prediction"],
  ["prediction predictions scoring", "inference"],
  ["chat chatbot", "llm"],
  ["teach", "train training"],
  ["disappear vanish", "deprecation retired removed"],
  ["hospital patient doctor", "regulated hipaa medical"],
  ["germany europe country abroad", "region residency"],
  ["rush spike peak", "burst autoscaling"],
  ["promise promised guarantee guaranteed", "sla"],
  ["steal stealing stolen thief hacker", "exfiltration"],
  ["lose losing lost", "survive persist"],
  ["spreadsheet excel", "csv table"],
  ["people person", "user"],
  ["warn warns notify notified", "alert told"],
  ["worse", "drift"],
  ["picture pictures photo photos", "image"],
  ["learn learns learning", "training"],
  ["proof prove proves", "evidence audit"],
  ["watch watches watching", "monitoring"],
  ["mail mails email emails", "alert notification"],
  ["push pushes pushed ship ships shipped", "deploy release"],
  ["forbid forbidden ban prevent", "deny policy"],
  ["permission permissions", "role"],
  ["password passwords", "secret"],
  ["catalogue catalogues", "catalog"],
  ["silicon", "chip"],
  ["node nodes server servers", "machine"],
  ["erase erased erasing wipe wiped remove removing", "delete"],
  ["removed", "delete retired"],
  ["buy buying bought", "reservation commitment"],
  ["boss manager", "approval"],
  ["trap traps pitfall pitfalls gotcha gotchas drawback drawbacks downside downsides caveat caveats", "lose lost lack"],
  ["accelerator accelerators", "gpu"],
  ["occasional occasionally rarely seldom sporadic", "few idle zero serverless"],
  ["concurrent concurrently simultaneous simultaneously", "parallel"],
  ["document documents", "rag retrieval"],
  ["colleague colleagues teammate teammates coworker", "team"],
];
/** @type {Map<string, string[]>} */
export const SAME = new Map(EVERYDAY.flatMap(([words, same]) => words.split(" ").map((word) => /** @type {[string, string[]]} */ ([word, same.split(" ")]))));
/** What a word names among the kinds of an answer: no platform calls all of its notebooks so.
    @type {Map<string, string[]>} */
export const KINDS = new Map([["notebook", ["workbench", "colab", "studio", "instance"]]]);
/** How far a word is said where this field alone has it; in those of the name and the question it is said in full.
    @type {Record<string, number>} */
export const SAYS = { spoken: 0.9, shown: 0.95, standing: 0.95, kin: 0.85, code: 0.75, body: 0.5, part: 0.8 };
export const LIKE_TITLE = 1.25; // what a title adds that is the query, word by word
export const LIKE_PHRASE = 3; // what a phrase adds that says all of a query
export const LIKE_ASKED = 10; // what a part adds that asks just what a query asks
export const ALIKE_POWER = 3; // how fast that falls where it asks something else too
export const ALIKE_FROM = 4; // words of a query that asks something: a shorter one is a name
export const PHRASE_POWER = 2.2; // how fast that falls where it says less
export const PHRASE_FROM = 3; // words of a query that phrases judge: a shorter one is a name, which keys judge
export const TOGETHER = 2; // words that a phrase and a query have in common at least
export const KIN_IN_PHRASE = 0.7; // of a word of the same family, beside the word itself
export const GENERIC_IN_PHRASE = 0.3; // of "which" and "longest" in a phrase, beside other words
export const MORE_IN_PHRASE = 0.5; // how far it counts against a phrase that it says more than the query
export const ASKED = 40; // what an entry's score grows by that answers just this question
export const ASKED_POWER = 1.25; // how fast that falls where the questions are less alike
export const ASKED_FROM = 5; // words of a query that is a question: a shorter one is a name
export const LATER_ANSWER = 0.1; // how much less each further answer of a question counts
export const MOST_ANSWERS = 5; // answers of a question that are kept: more say no more
export const FUZZY_FROM = 4; // letters of a word that may be misspelt; one of three may lack one
export const TWICE_FROM = 8; // letters of one that may be so twice
export const PREFIX_FROM = 4; // letters of a word that may begin another one
export const LAST_FROM = 2; // of the last word, which may still be typed
export const WHAT_IS = /^(what (is|s|are)( an?| the)?)?$/; // what may stand before a name that is all that is asked
export const WHOLE_KEY = 2.5; // of a key that is all of the query
export const NAMES = { k: 1.2, b: 0, d: 0.5 }; // a record is no less meant by one name because it has many
export const FULL_KEY = 1; // of one that has all of its words that count
export const PART_KEY = 0.75; // of one that has some of them, times their share
export const LONGEST_KEY = 9; // words of a key
export const LOOKED_AT = 2000; // results, the best by their words alone, that the rules look at; what a phrase or a question names, always
export const POOL = 60; // results that the last rule, variety, looks at
