"""A fault in a data file stops everything with file, line, what was found and what was expected.

`PLANTED` has a fault for every rule of `check/run.py`, by the rule's name, and faults that reading itself finds.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil

import pytest
from conftest import fault_in, faults_of, plant, run_command

from cloud_ml_platforms.catalog.load import WORKLOAD, read_catalog, yaml_paths
from cloud_ml_platforms.catalog.yaml_files import MAX_BYTES
from cloud_ml_platforms.check import run
from cloud_ml_platforms.paths import ROOT

ENDPOINTS = "capabilities/online-endpoints.yml"
NAMES = "names/online-endpoints.yml"
LIMITS = "limits/online-endpoints.yml"
QUESTIONS = "questions/canary-rollout.yml"
TERMS = "translations/serving.yml"
CASE = "cases/fraud-scoring.yml"
CHEAT = "cheatsheets/alpha.yml"
DRAWING = "drawings/dr-canary-rollout.yml"
DESIGN = "drawings/dr-fraud-scoring.yml"
VERDICTS = "verdicts/vd-model-registry.yml"
BETA_VERDICT = re.compile(r"  beta:\n    headline(?:.*\n)+?(?=picks:)")
ALPHA_LANE = re.compile(r"  alpha:\n(?: {4,}.*\n)+")
SOURCES = "sources/alpha.yml"
OF_VENDORS = {"api_faults", "workload_faults"}  # about APIs and samples, which the small world has none of
NEW_SOURCE = """sources:
  - id: al-nobody-cites
    publisher: Alpha
    title: A page
    url: https://alpha.example/x.html
    kind: docs
    content_date: 2026-10
    read_from: dated copy
"""
WORDLESS = """terms:
  - id: tr-wordless
    idea: Nothing
    rows: [ep-kinds]
    platforms: {alpha: {nearest: x}, beta: {nearest: x}}
    pairs: {alpha+beta: {fit: none, hides: x}}
"""


@pytest.fixture
def data(world_data):
    return world_data


@pytest.fixture
def real_data(shared_data):
    """The copy of the real data with the index of the samples beside it, as the rules about them look for it there."""
    index = shared_data.parent / WORKLOAD
    index.parent.mkdir()
    shutil.copy2(ROOT / WORKLOAD, index)
    yield shared_data
    shutil.rmtree(index.parent)


def faults_with_rules(data):
    """Return every fault with the name of the rule that found it, `reading` where no rule was asked."""
    catalog, files, faults = read_catalog(data, yaml_paths(data))
    return [("reading", fault) for fault in faults] or list(run.faults_by_rule(catalog, files))


PLANTED = {
    "search_word_faults": {
        "a title": (ENDPOINTS, "search: [roll back]", "search: [Rollback]", "'Rollback', which its title has"),
        "a word twice": (ENDPOINTS, "search: [roll back]", "search: [undo, UNDO]", "'UNDO', which its list has"),
    },
    "reading": {
        "a scope that lacks a platform": (
            ENDPOINTS,
            "id: online-endpoints\n",
            "scope: {alpha: Live endpoints.}\nid: online-endpoints\n",
            "a scope that differs from `kinds` at beta",
        ),
        "verdict on a partial platform": (
            VERDICTS,
            "  beta:\n    headline",
            "  gamma:\n    headline",
            "one of alpha, beta",
        ),
        "unknown key": (ENDPOINTS, "    asks:", "    askes:", r"an unknown key 'askes'.*only known keys"),
        "unknown platform": (
            ENDPOINTS,
            "      beta:\n        value:",
            "      betta:\n        value:",
            r"'betta'; expected one of alpha, beta, gamma; nearest: beta",
        ),
        "platform of a term": (TERMS, "      alpha+beta:", "      alpha+betta:", r"nearest: alpha\+beta"),
        "publisher of a source": (
            SOURCES,
            "publisher: Alpha",
            "publisher: Alfa",
            "'Alfa'; expected one of Alpha, Beta",
        ),
        "owner of a price": ("prices.yml", "of: east", "of: eats", "'eats'; expected one of alpha.*nearest: east"),
        "letter that is none": (ENDPOINTS, "          a: {source", "          aa: {source", "'aa'; expected"),
        "type of a part": (
            ENDPOINTS,
            "type: yes-no}",
            "type: boolean}",
            "'boolean'; expected 'yes-no', 'value' or 'list'",
        ),
        "part that asks nothing": (
            ENDPOINTS,
            'kinds are there?", type',
            'kinds are there", type',
            r"parts\.which\.asks: found",
        ),
        "label that is too long": (
            ENDPOINTS,
            "label: Kinds",
            "label: Kinds of endpoint that one can have",
            "at most 24",
        ),
        "bad stage": (ENDPOINTS, "stage: preview", "stage: beta", r"'beta'; expected 'ga', 'preview' or 'restricted'"),
        "not a date": (
            ENDPOINTS,
            "read: 2026-11-",
            "read: 2026-31-",
            r"alpha\.evidence\.a\.read: found '2026-31-\d\d'; expected a day of the calendar",
        ),
        "words of a node": (DRAWING, "words: Alarm", "words: An alarm that says all of it", "at most 24 char"),
        "way back that leads on": (DRAWING, "from: 2, to: 1", "from: 1, to: 2", "a column before 1"),
        "stage without a node": (
            DRAWING,
            "platforms:",
            "  - {name: More}\nplatforms:",
            "a node of alpha for each of the 3 stages",
        ),
        "nodes out of order": (DESIGN, "at: 3}", "at: 1}", "in the order of their columns, found 1 after 1"),
        "way back from nowhere": (DESIGN, "from: 3, to: 2", "from: 4, to: 2", "columns that have a node, found 4"),
        "column beside the paper": (DESIGN, "at: 3}", "at: 6}", "at most 5 columns, found 6"),
        "link to nothing": (DESIGN, "to: Log,", "to: Logs,", "between words of nodes, found 'Logs'"),
        "link within a lane": (DESIGN, "to: Log,", "to: Endpoint,", "a link between neighbouring lanes"),
        "node of the same words": (DESIGN, "words: Labels", "words: Log", "other words for each node"),
        "lanes beside platforms": (
            DRAWING,
            "platforms:",
            "lanes: [{name: X, nodes: [{by: you, words: X, line: X}]}]\nplatforms:",
            "one of the two",
        ),
        "link where platforms are compared": (
            DRAWING,
            "platforms:",
            "links: [{from: Alarm, to: traffic}]\nplatforms:",
            "stages and no links",
        ),
        "capability id unlike the file": (
            ENDPOINTS,
            "id: online-endpoints",
            "id: endpoints",
            r"'endpoints'; expected 'online-endpoints', as the file",
        ),
        "tab": (ENDPOINTS, "    asks: ", "\tasks: ", r"text that is not YAML"),
        "too many words": (ENDPOINTS, "shows: ", "shows: " + "word " * 21, r"\d\d words, at most 20 of our own"),
        "task of a cheat sheet": (CHEAT, "  train: {", "  trains: {", "'trains'"),
        "cheat sheet named unlike its file": (CHEAT, "platform: alpha", "platform: beta", "'beta'; expected 'alpha'"),
        "date that is a number": (
            NAMES,
            'since: "2025-05"',
            "since: 2024",
            r'found 2024; expected text: write it in quotes, "2024"',
        ),
        "a step of the plan that leads twice": (
            "plan.yml",
            "page: compare/lifecycle/}",
            "page: compare/lifecycle/, mock: {m: '5'}}",
            "exactly one of page",
        ),
    },
    "platform_faults": {
        "cloud of a platform": ("platforms/alpha.yml", "cloud: east", "cloud: eats", "'eats'; expected one of.*: east"),
        "place of a platform": ("platforms/gamma.yml", "order: 3", "order: 1", "order 1, as alpha; expected a place"),
    },
    "colour_faults": {
        "colour on light ground": (
            "platforms/beta.yml",
            'light: "#1d63d8"',
            'light: "#82b1ff"',
            r"#82b1ff, a contrast of 1\.\d\d:1 on #f4f0ed; expected at least 3:1",
        ),
        "colour on dark ground": (
            "platforms/beta.yml",
            'dark: "#82b1ff"',
            'dark: "#1d43a8"',
            r"#1d43a8, a contrast of \d\.\d\d:1 on #201a25; expected at least 3:1",
        ),
        "colour like a mark's": (
            "platforms/beta.yml",
            'light: "#1d63d8"',
            'light: "#24704a"',
            r"#24704a, 0\.0\d from #24774a, the mark of 'yes'; expected at least 0\.1",
        ),
    },
    "missing_platform_faults": {
        "capability without services of a platform": (
            ENDPOINTS,
            "  beta: [be-services]\n",
            "",
            "no beta; expected all of alpha",
        ),
        "capability without kinds of a platform": (
            ENDPOINTS,
            "  beta:\n    any: Any kind\n    live: Service\n",
            "",
            "no beta; expected all of alpha",
        ),
        "row without a platform": (
            ENDPOINTS,
            re.compile(r"      beta:\n(?:        .*\n)+"),
            "",
            "no beta; expected all of alpha",
        ),
        "limit without a platform": (
            LIMITS,
            re.compile(r"      beta:\n(?:        .*\n)+"),
            "",
            "no beta; expected all of alpha",
        ),
        "constraint without a platform": (
            "selection.yml",
            "      beta: What comes\n",
            "",
            "no beta; expected all of alpha",
        ),
        '"say where" answer without a platform': (
            "lifecycle.yml",
            re.compile(r"      beta: .*\n"),
            "",
            "no beta; expected all of alpha",
        ),
    },
    "unknown_kind_faults": {
        "way that is no kind": (ENDPOINTS, "          - id: queue", "          - id: queu", "way 'queu'"),
        "limit way that is no kind": (LIMITS, "- way: queue", "- way: queu", "way 'queu'"),
    },
    "row_faults": {
        "part called like a kind": (
            ENDPOINTS,
            "      which: {",
            "      live: {",
            "part 'live', which is the id of a kind",
        ),
        "part called like a word": (ENDPOINTS, "      which: {", "      value: {", "part 'value'; expected an id that"),
        "number that stands nowhere else": (
            ENDPOINTS,
            '        value: "One kind"\n',
            '        value: "7 kinds"\n',
            "beta value with 7; expected numbers that its kinds, its evidence or a limit of the row have",
        ),
        "mark that is no yes or no": (
            ENDPOINTS,
            "    mark: both",
            "    mark: share",
            "mark 'share'; expected a yes-no part: both",
        ),
        "answer to no part": (
            ENDPOINTS,
            "          back: {live",
            "          bak: {live",
            "alpha answers 'bak'; .*nearest: back",
        ),
        "answer of no kind": (
            ENDPOINTS,
            'queue: "no {c}"',
            'queues: "no {c}"',
            "an answer for 'queues'; expected is, or one of",
        ),
        "answer for the rest where no kind is left": (
            ENDPOINTS,
            'queue: "no {c}"',
            'queue: "no {c}", is: "no {c}"',
            "alpha back: 'is' beside a line for each kind",
        ),
        "yes or no without a state": (
            ENDPOINTS,
            'back: "no {a}"',
            'back: "nothing {a}"',
            "an answer that begins with yes",
        ),
        "value that is too long": (
            ENDPOINTS,
            '"Live and queue"',
            '"A live endpoint, or a queue of it"',
            "at most 28 as displayed",
        ),
        "answer that is too long": (
            ENDPOINTS,
            '"percent {a}"',
            f'"{"percent " * 6}{{a}}"',
            "of 47 characters: .*at most 40",
        ),
        "letter of no evidence": (
            ENDPOINTS,
            "Answers at once {a}",
            "Answers at once {a c}",
            "letter 'c'; expected one of",
        ),
        "evidence of nothing": (
            ENDPOINTS,
            "Answers at once {a}",
            "Answers at once",
            "evidence 'a', on which nothing rests",
        ),
        "answer without evidence": (ENDPOINTS, 'live: "yes {a b}"', 'live: "yes"', "back: no evidence after 'yes'"),
        "mark that is open": (
            ENDPOINTS,
            'queue: "no {c}"',
            "queue: open",
            "alpha back: no answer for queue; expected yes, partly",
        ),
        "nothing that it follows from": (
            ENDPOINTS,
            'queue: "no {c}"}',
            'queue: "partly {c}"}',
            "warm: does not apply: back; expected does not apply: <a part that is answered with no>",
        ),
        "way that says nothing": (
            ENDPOINTS,
            '            how: "Answers at once {a}"\n',
            "",
            "alpha live without 'how'",
        ),
        "nothing in one line": (
            ENDPOINTS,
            "        short: Live, and",
            "        nearest: Live, and",
            "2 ways and without 'short'",
        ),
        "signed and open": (
            ENDPOINTS,
            'share: "percent {a}"',
            "share: open",
            "share: no answer for live; .*the row is signed",
        ),
        "signed and too strong": (ENDPOINTS, "By weights", "By weights only", "'only', which no evidence bears"),
        "signed without evidence": (ENDPOINTS, '"Percent {a}"', '"Percent"', "beta value: no evidence after 'Percent'"),
        "signed and in one line": (
            ENDPOINTS,
            '        value: "Percent {a}"\n',
            '        value: "Percent {a}"\n        short: In percent\n',
            "short in a signed row",
        ),
    },
    "unknown_event_faults": {
        "unknown event": (
            ENDPOINTS,
            "    platforms:\n      alpha:\n",
            "    platforms:\n      alpha:\n        event: al-no-such\n",
            r"event 'al-no-such'; expected the id of an event",
        ),
        "event of a way": (
            ENDPOINTS,
            "          - id: live\n",
            "          - id: live\n            event: al-gat-deprecated\n",
            "event 'al-gat-deprecated'.*nearest: al-gate-deprecated",
        ),
    },
    "beta_name_faults": {
        "names of the beta API for a way that is ga": (
            ENDPOINTS,
            "            stage: preview\n",
            '            stage: ga\n            api: [{ref: "alpha.v1beta1:Queue.zero", expect: beta-only}]\n',
            "ga, with names of the beta API only; expected stage: preview",
        ),
    },
    "ending_without_event_faults": {
        "end without an event": (
            ENDPOINTS,
            "            how: ",
            "            how: Closed to new customers; #",
            "a feature that ends, without an event",
        ),
        "end in the line of a cell": (
            ENDPOINTS,
            "short: Live, and a queue",
            "short: Live, and a retired queue",
            "alpha: a feature that ends, without an event",
        ),
    },
    "signature_faults": {
        "signature before its evidence was read": (
            ENDPOINTS,
            "    signed: {by: A second reader, day: 2026-11-20}",
            "    signed: {by: A second reader, day: 2026-11-19}",
            "signed on 2026-11-19, before evidence that was read on 2026-11-20; expected 2026-11-20 or later",
        ),
        "row that changed after it was signed": (
            "journal/2026-11-21-000002-ep-rollback.yml",
            "fact: ep-rollback alpha",
            "fact: ep-split alpha",
            "signed on 2026-11-20, before the journal's 2026-11-21-000002-ep-rollback changed it",
        ),
    },
    "unknown_service_faults": {
        "service": (
            ENDPOINTS,
            "beta: [be-services]",
            "beta: [be-service]",
            "service 'be-service'; .*nearest: be-services",
        ),
    },
    "unused_source_faults": {
        "source that nothing cites": (SOURCES, "sources:\n", NEW_SOURCE, "a source that nothing cites"),
    },
    "misplaced_source_faults": {
        "source out of order": (
            SOURCES,
            "sources:\n",
            NEW_SOURCE,
            r"al-nobody-cites: found a source out of order; expected it after al-log",
        ),
        "source of another publisher": (
            "sources/other.yml",
            "publisher: other",
            "publisher: Alpha",
            "found a source of Alpha; expected it in data/sources/alpha.yml",
        ),
    },
    "unknown_row_faults": {
        "unknown related row": (
            ENDPOINTS,
            "    related: [",
            "    related: [ep-no-such, ",
            r"row 'ep-no-such'; expected the id of a row",
        ),
        "related row": (ENDPOINTS, "related: [ep-zero", "related: [ep-zer", "nearest: ep-zero"),
        "row of a question": (QUESTIONS, "rows: [ep-", "rows: [epp-", "row 'epp-"),
        "row of a translation": (TERMS, "rows: [ep-split", "rows: [ep-splt", "nearest: ep-split"),
    },
    "unused_row_faults": {
        "row that nothing uses": (
            ENDPOINTS,
            "- id: ep-split",
            "- id: ep-spilt",
            "ep-spilt: found a row that nothing uses",
        ),
    },
    "unknown_thing_faults": {
        "thing of an event": (
            NAMES,
            "thing: be-services",
            "thing: be-service",
            "thing 'be-service'; .*nearest: be-services",
        ),
        "thing of a platform": ("platforms/alpha.yml", "sdks: [al-sdk", "sdks: [al-sd", "nearest: al-sdk"),
    },
    "done_ahead_faults": {
        "done before it came": (
            "names/platform-alpha.yml",
            'ends: "2027-03-01"\n    carried_out: announced\n',
            'ends: "2027-03-01"\n    carried_out: done\n',
            "carried_out: done, but .* lies ahead",
        ),
    },
    "limit_unit_faults": {
        "number without a unit": (
            LIMITS,
            "    unit: MB\n",
            "",
            "the value 25 without a unit; expected unit: what the numbers count",
        ),
    },
    "limit_headline_faults": {
        "texts that no rule puts together": (
            LIMITS,
            "            value: 25\n",
            '            value: "25 to a hundred"\n',
            "alpha without a headline; expected headline: at most 40 characters",
        ),
        "a headline too long": (
            LIMITS,
            "      alpha:\n        values:\n          - way: live\n            value: 25",
            f"      alpha:\n        headline: {'a' * 41}\n        values:\n          - way: live\n            value: 25",
            "alpha headline of 41 characters; expected at most 40",
        ),
        "a number that no value has": (
            LIMITS,
            "      alpha:\n        values:\n          - way: live\n            value: 25",
            "      alpha:\n        headline: 26 MB, or more\n        values:\n          - way: live\n            value: 25",
            "alpha headline with 26; expected numbers that its values have",
        ),
    },
    "incomplete_translation_faults": {
        "a pair twice, in both orders": (
            TERMS,
            "      alpha+beta:",
            "      beta+alpha: {fit: close, hides: Nothing}\n      alpha+beta:",
            "alpha\\+beta twice; expected each pair once",
        ),
        "term without a pair": (
            TERMS,
            re.compile(r"    pairs:\n(?:      .*\n)+"),
            "    pairs: {}\n",
            r"no alpha\+beta; expected all of",
        ),
    },
    "translation_support_faults": {
        "word that rests on nothing": (
            TERMS,
            "    rows: [ep-split, ep-kinds]\n",
            "",
            "alpha without rows and evidence; expected rows that show it",
        ),
        "term that no platform has": (
            TERMS,
            "terms:\n",
            WORDLESS,
            "no platform with a word for it; expected 'say' for at least one",
        ),
    },
    "incomplete_sheet_faults": {
        "nineteen terms": (TERMS, "    sheet: true\n", "", "19 terms with sheet: true; expected 20 of them"),
        "number without a platform": (
            "sheet.yml",
            '      beta: "[[lim-ep-mb beta live]]"\n',
            "",
            "number 'Request body' without beta; expected all of",
        ),
        "no traps for a pair": (
            "sheet.yml",
            re.compile(r"traps:\n  alpha\+beta:\n(?:    - .*\n)+"),
            "traps: {}\n",
            r"no traps for alpha\+beta; expected all of",
        ),
        "no sayings for a platform": (
            "sheet.yml",
            re.compile(r"(?<=sayings:\n)  alpha:\n(?:    .*\n)+"),
            "",
            "no sayings for alpha; expected all of",
        ),
    },
    "cheatsheet_faults": {
        "question of a cheat sheet": (CHEAT, "  data-enters: ", "  data-entrs: ", "places with 'data-entrs'"),
        "kind of endpoint of a cheat sheet": (CHEAT, "  queue: ", "  queu: ", "kinds with 'queu'"),
        "row of a cheat sheet": (CHEAT, "rests_on: [reg-unit", "rests_on: [reg-unt", "nearest: reg-unit"),
        "limit where a cheat sheet leads": (CHEAT, "[ep-split, lim-ep-mb,", "[lim-ep-mb,", "the id of a row"),
        "name that no row of a cheat sheet holds": (
            CHEAT,
            "how to train",
            "`StartJob`",
            r"`StartJob`; expected words of ep-split \(alpha\), not StartJob",
        ),
        "event of a cheat sheet": (CHEAT, "- al-labels-closed", "- al-labls-closed", "nearest: al-labels-closed"),
        "event of another platform": (CHEAT, "- al-labels-closed", "- be-labels-closed", "expected an event of alpha"),
        "event that ends nothing": (
            CHEAT,
            "- al-labels-closed",
            "- al-renamed",
            "kind renamed; expected one of the kinds",
        ),
        "event a second time": (CHEAT, "- al-labels-closed", "- al-gate-deprecated", "a second time"),
        "call where there is none": (
            "cheatsheets/beta.yml",
            "rollback: {nearest: ",
            "rollback: {say: ",
            "'say' where ep-rollback says no; expected nearest",
        ),
        "nothing where there is a call": (
            CHEAT,
            "train: {say: ",
            "train: {nearest: ",
            "'nearest' where ep-split does not say no",
        ),
        "end that a cheat sheet hides": (
            "cheatsheets/beta.yml",
            "[[be-gate-deprecated ends]]",
            "some day",
            "no word of be-gate-deprecated",
        ),
    },
    "unknown_capability_faults": {
        "capability of a contested question": (
            "contested.yml",
            "capabilities: [online-endpoints]",
            "capabilities: [online-endpoint]",
            "nearest: online-endpoints",
        ),
    },
    "belief_faults": {
        "event of a belief": (
            "beliefs.yml",
            "event: be-labels-closed",
            "event: be-labls-closed",
            "nearest: be-labels-closed",
        ),
        "end of a belief": (
            "beliefs.yml",
            "    until: 2026-07-30",
            "    until: 2026-07-31",
            "until 2026-07-31; expected",
        ),
    },
    "watch_faults": {
        "watch that ends before it begins": (
            "recheck.yml",
            "ends: 2027-04",
            "ends: 2027-03",
            "ends 2027-03; expected 2027-04",
        ),
    },
    "missing_age_faults": {
        "kind of source without an age": ("recheck.yml", "sdk: 180, ", "", "ages without sdk; expected sdk: days"),
    },
    "old_code_faults": {
        "event of old code": (
            "code/alpha.yml",
            "event: al-v1-deprecated",
            "event: al-v1-deprecate",
            "nearest: al-v1-deprecated",
        ),
    },
    "coach_faults": {
        "point of another platform": (
            "questions/others.yml",
            "{id: a, says",
            "{id: a, platforms: [beta], says",
            "platform beta of point 'a'; expected one of alpha",
        ),
        "a letter twice": (QUESTIONS, "{id: b, says", "{id: a, says", "a second point 'a'; expected each id once"),
        "a review after an entry that is not there": (
            QUESTIONS,
            re.compile(r"journal: \S+\}"),
            "journal: 2099-12-31-000000-x}",
            "a review after '2099-12-31-000000-x'; expected the id of an entry",
        ),
        "event of an old key": (
            "questions/training-to-deployment.yml",
            "event: be-gate-deprecated",
            "event: be-gat-deprecated",
            "nearest: be-gate-deprecated",
        ),
        "a step of the plan to no deck": (
            "plan.yml",
            "practise: {t: core}",
            "practise: {t: cores}",
            "deck 'cores'; expected one of",
        ),
        "point that the answer does not make": (
            QUESTIONS,
            "{a|The old version answers again}",
            "The old version answers again",
            r"point 'a' not marked; expected \{a\|the words",
        ),
        "mark without a point": (QUESTIONS, "{a|", "{z|", r"\{z\|...\} in the answer; expected a point"),
        "a point that is made twice": (QUESTIONS, "{b|", "{a|", "point 'a' marked 2 times"),
        "a design without an ingredient": (
            CASE,
            "  rollback: ",
            "  # rollback: ",
            "no rollback; expected all of storage",
        ),
        "a design without a platform": (CASE, "      beta: ", "      # beta: ", "no beta; expected all of alpha"),
        "a sum that does not add up": (CASE, "is: 463 requests/s", "is: 493 requests/s", "= 493 .*expected 462.9"),
        "a sum that is none": (CASE, "sum: 40 million payments ÷", "sum: × 40 million payments ÷", "numbers with × ÷"),
        "an answer that is a lecture": (
            QUESTIONS,
            "    answer: |-\n",
            "    answer: |-\n      " + "so " * 200 + "\n",
            "words; expected 80 to 200",
        ),
        "platform with fewer than two points": (
            QUESTIONS,
            "b, says",
            "b, platforms: [alpha], says",
            "1 points for beta; expected at least 2",
        ),
    },
    "bank_faults": {
        "a core of twenty-four": (QUESTIONS, "    core: true\n", "", "24 questions with core: true; expected 25"),
    },
    "workload_faults": {
        "row of a step": (
            "../samples/index.yml",
            "rows: [prep-warehouse-read,",
            "rows: [prep-warehouse-rea,",
            "row 'prep-warehouse-rea'.*nearest: prep-warehouse-read",
        ),
    },
    "billing_faults": {
        "answer that no cell holds": (
            "billing.yml",
            "[[ep-zero alpha|Hours of a machine]]",
            "Hours of a machine",
            "an answer that nothing holds",
        ),
    },
    "cost_faults": {
        "group of an input": (
            "cost.yml",
            "group: grp-serving, name: Hours up",
            "group: grp-servin, name: Hours up",
            "group 'grp-servin'; expected one of",
        ),
        "input that a group names": (
            "cost.yml",
            "{id: grp-serving, name: Serving",
            '{id: grp-serving, in_short: "{hour} h", name: Serving',
            "input 'hour'; expected the id of an input",
        ),
    },
    "selector_faults": {
        "constraint of a criterion": (
            "selection.yml",
            "constraint: budget",
            "constraint: budgt",
            "constraint 'budgt'; .*nearest: budget",
        ),
        "signal of a preset": (
            "selection.yml",
            "own: [own-team]",
            "own: [no-such]",
            "signal 'no-such'; expected the id of a signal",
        ),
        "decision of a preset": (
            "selection.yml",
            "decision: dec-1",
            "decision: dec-9",
            "decision 'dec-9'; .*nearest: dec-",
        ),
    },
    "drawing_faults": {
        "row": (DRAWING, "row: ep-split}", "row: ep-splt}", "row 'ep-splt'; .*nearest: ep-split"),
        "no row": (DRAWING, ", row: ep-split}", "}", "'SplitTraffic' without a row; expected the row that says"),
        "no lane": (DRAWING, ALPHA_LANE, "", "no alpha; expected all of alpha, beta"),
        "work that a platform lacks": (
            DRAWING,
            "by: you, words: Your",
            "by: platform, words: Your",
            "'Your pipeline' by the platform, where ep-rollback of beta has none; expected by: call, you or others",
        ),
    },
    "verdict_faults": {
        "no verdict": (VERDICTS, BETA_VERDICT, "", "no beta; expected all of alpha, beta"),
        "no choice": (VERDICTS, re.compile(r"      beta: .*The gate.*\n"), "", "no beta; expected all of alpha, beta"),
        "row that is not signed": (
            "capabilities/model-registry.yml",
            "    signed: {by: A second reader, day: 2026-11-24}\n",
            "",
            "of which reg-unit is not signed; expected every row signed",
        ),
        "long headline": (VERDICTS, "Approval is a field", "Who may approve is in a field", "a headline of 7 words"),
        "long line": (VERDICTS, "An image is part of it", "An image " + "and more " * 9, "characters: .*at most 60"),
        "long situation": (VERDICTS, "A model of many files", "A model " * 9, "characters: .*at most 50"),
        "absolute word": (VERDICTS, "|Many files in", "|Any files in", "'Any' in 'Any files in one version'; expected"),
        "absolute choice": (VERDICTS, ", while it lasts", ", always", "'always' in 'The gate, always'"),
        "clause that rests on nothing": (
            VERDICTS,
            "stands in the version itself]].",
            "stands in the version]]; it is never lost.",
            "'it is never lost.', which rests on nothing",
        ),
        "rests on the other platform": (
            VERDICTS,
            "[[reg-unit alpha|One archive]]",
            "[[reg-unit beta|One archive]]",
            r"which rests on nothing; expected \[\[<row> alpha",
        ),
        "row of another capability": (
            VERDICTS,
            "[[reg-unit alpha|One archive]]",
            "[[reg-unit alpha|One archive]] [[ep-split alpha|split]]",
            "ep-split, which lies elsewhere",
        ),
    },
    "instead_faults": {
        "answer too long to say": (
            "instead.yml",
            '    say: "',
            '    say: "' + "so " * 60,
            "words to say; expected 60 to 100 words",
        ),
    },
    "api_faults": {
        "name in code": (
            ENDPOINTS,
            "`RetainAllVariantProperties",
            "`RetainAllVariantPropertys",
            "no name 'RetainAllVariantPropertys'; nearest: RetainAllVariantProperties",
        ),
    },
    "evidence_faults": {
        "source": (
            ENDPOINTS,
            "{source: al-docs",
            "{source: al-doc",
            "source 'al-doc'; expected the id of a source.*nearest: al-docs",
        ),
        "section that is none": (ENDPOINTS, "at: Kinds", 'at: "-"', "at '-'; expected the section"),
        "read before the source was written": (
            ENDPOINTS,
            re.compile(r"read: 2026-\d\d-\d\d"),
            "read: 2020-01-01",
            "read 2020-01-01, before the source's own date",
        ),
    },
    "spaced_percent_faults": {
        "space before a percent sign": (
            ENDPOINTS,
            "    asks: ",
            "    asks: Is 5 % enough, and ",
            "'?5 %'?; expected 5%",
        ),
    },
    "unresolved_reference_faults": {
        "reference that leads nowhere": (
            ENDPOINTS,
            "    asks: ",
            "    asks: See [[ep-no-such]]. ",
            r"\[\[ep-no-such\]\]; expected the id of",
        ),
        "reference in a way": (
            ENDPOINTS,
            "            how: ",
            "            how: See [[ep-rolback]], #",
            "nearest: ep-rollback",
        ),
        "reference in a translation": (TERMS, 'hides: "', 'hides: "[[ep-zer]] ', "nearest: ep-zero"),
        "reference in a block of text": (
            QUESTIONS,
            "{b|On Alpha",
            "{b|[[ep-rolback]] On Alpha",
            "nearest: ep-rollback",
        ),
        "reference on the sheet": ("sheet.yml", '    - "', '    - "[[ep-rolback]] ', "nearest: ep-rollback"),
        "reference on a cheat sheet": (CHEAT, "[[lim-ep-mb alpha live]]", "[[lim-ep-m x]]", "lim-ep-m"),
    },
    "future_date_faults": {
        "date in the future": (ENDPOINTS, "read: 2026-", "read: 2036-", r"2036-\d\d-\d\d, a day in the future"),
    },
}
# What a record lacks, or what two of its lines disagree on, is found at another line of it than the one changed.
ELSEWHERE = {
    "no verdict",
    "no choice",
    "row that is not signed",
    "stage without a node",
    "nodes out of order",
    "way back from nowhere",
    "column beside the paper",
    "link to nothing",
    "link within a lane",
    "node of the same words",
    "lanes beside platforms",
    "link where platforms are compared",
    "no lane",
    "evidence of nothing",
    "nothing that it follows from",
    "way that says nothing",
    "nothing in one line",
    "row that changed after it was signed",
    "row without a platform",
    "limit without a platform",
    "constraint without a platform",
    '"say where" answer without a platform',
    "capability without services of a platform",
    "capability without kinds of a platform",
    "row that nothing uses",
    "number without a unit",
    "texts that no rule puts together",
    "term without a pair",
    "word that rests on nothing",
    "nineteen terms",
    "number without a platform",
    "a pair twice, in both orders",
    "no traps for a pair",
    "no sayings for a platform",
    "point that the answer does not make",
    "mark without a point",
    "a point that is made twice",
    "a design without an ingredient",
    "a design without a platform",
    "a sum that does not add up",
    "an answer that is a lecture",
    "platform with fewer than two points",
    "a core of twenty-four",
}


@pytest.mark.parametrize(
    ("rule", "case"),
    [
        pytest.param(rule, case, marks=[pytest.mark.data] if rule in OF_VENDORS else [])
        for rule, cases in PLANTED.items()
        for case in cases
    ],
)
def test_a_planted_fault_is_found_by_its_rule_at_its_line(request, monkeypatch, rule, case):
    """The other rules are not asked: that all of them are is the business of the tests below."""
    data = request.getfixturevalue("real_data" if rule in OF_VENDORS else "world_data")
    for rules in ("RECORD_RULES", "FILE_RULES"):
        monkeypatch.setattr(run, rules, [function for function in getattr(run, rules) if function.__name__ == rule])
    file, old, new, pattern = PLANTED[rule][case]
    line = plant(data / file, old, new)
    faults = [(name, fault) for name, fault in faults_with_rules(data) if re.search(pattern, str(fault))]
    assert {name for name, _ in faults} == {rule}
    assert all(fault.line >= 1 for _, fault in faults)
    if case not in ELSEWHERE:
        places = {(fault.file.removeprefix("data/"), fault.line) for _, fault in faults}
        assert (file.removeprefix("../"), line) in places


def test_every_rule_is_seen_to_find_a_planted_fault():
    rules = [*run.RECORD_RULES, *run.FILE_RULES, run.future_date_faults]
    assert PLANTED.keys() - {"reading"} == {rule.__name__ for rule in rules}


def test_a_key_that_is_missing_is_named_at_its_record(data):
    plant(data / ENDPOINTS, "    asks:", "    # asks:")
    fault_in(data, ENDPOINTS, "found nothing; expected the key 'asks'")


def test_a_theme_without_a_level_is_a_fault(data):
    path = data / "questions" / "drift-monitoring.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("level: screen", "level: onsite"), encoding="utf-8")
    fault_in(data, "themes.yml", "no screen question for")


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        ("  models-promoted: ", "places without models-promoted"),
        ("  lock: {", "calls without lock"),
        ("  queue: ", "kinds without queue"),
    ],
)
def test_a_cheat_sheet_that_lacks_a_line_is_a_fault(data, old, expected):
    plant(data / CHEAT, old, f"  # {old.strip()} ")
    assert fault_in(data, CHEAT, expected).line > 1


def test_a_platform_without_a_cheat_sheet_is_a_fault(data):
    (data / CHEAT).unlink()
    assert any("no cheat sheet; expected data/cheatsheets/alpha.yml" in str(fault) for fault in faults_of(data))


def test_the_same_evidence_twice_is_a_fault(data):
    text = (data / ENDPOINTS).read_text()
    item = re.search(r"          a: (\{source.*\}\n)", text)[1]
    plant(data / ENDPOINTS, f"          a: {item}", f"          a: {item}          z: {item.replace('-20,', '-21,')}")
    fault = fault_in(data, ENDPOINTS, "a second time; expected each piece of evidence once")
    assert fault.line == text[: text.index(item)].count("\n") + 2


def test_a_limit_file_of_no_capability_is_one_fault(data):
    line = plant(data / LIMITS, "capability: online-endpoints", "capability: online-endpoint")
    faults = [fault for fault in faults_of(data) if "capability" in str(fault)]
    assert [(fault.file, fault.line) for fault in faults] == [(f"data/{LIMITS}", line)]
    assert "nearest: online-endpoints" in str(faults[0])


def test_duplicate_key_names_both_lines(data):
    line = plant(data / ENDPOINTS, "    asks:", "    name: Twice\n    asks:")
    fault = fault_in(data, ENDPOINTS, r"a second 'name' \(first on line \d+\); expected each key once")
    assert fault.line == line


def test_duplicate_id_names_both_places(data):
    text = (data / ENDPOINTS).read_text()
    first = re.search(r"^  - id: (\S+)", text, re.MULTILINE)[1]
    second = re.findall(r"^  - id: (\S+)", text, re.MULTILINE)[1]
    plant(data / ENDPOINTS, f"  - id: {second}\n", f"  - id: {first}\n")
    fault_in(data, ENDPOINTS, rf"a second '{first}' \(first in data/capabilities/online-endpoints.yml:\d+\)")


def test_an_id_is_unique_across_kinds_of_records(data):
    first = re.search(r"^  - id: (\S+)", (data / ENDPOINTS).read_text(), re.MULTILINE)[1]
    term = re.search(r"^  - id: (\S+)", (data / "glossary.yml").read_text(), re.MULTILINE)[1]
    plant(data / "glossary.yml", f"  - id: {term}\n", f"  - id: {first}\n")
    fault_in(data, "glossary.yml", f"a second '{first}'")


def test_a_cell_without_evidence_is_a_fault(data):
    text = (data / ENDPOINTS).read_text()
    block = re.search(r"        evidence:\n(?:          .*\n)+", text)[0]
    plant(data / ENDPOINTS, block, "")
    fault_in(data, ENDPOINTS, r"expected the key 'evidence'")


def test_a_cell_with_no_piece_of_evidence_is_a_fault(data):
    text = (data / ENDPOINTS).read_text()
    block = re.search(r"        evidence:\n(?:          .*\n)+", text)[0]
    plant(data / ENDPOINTS, block, "        evidence: {}\n")
    fault_in(data, ENDPOINTS, r"\{\}; expected dictionary should have at least 1 item")


def test_an_alias_is_a_fault(data):
    plant(data / "glossary.yml", "terms:\n", "x: &a [1]\ny: *a\nterms:\n")
    fault_in(data, "glossary.yml", r"an alias \(\*a\)")


def test_a_file_that_no_model_describes_is_a_fault(data):
    (data / "prizes.yml").write_text("a: 1\n")
    fault_in(data, "prizes.yml", "a file that no model describes; expected one of")


def test_a_missing_file_is_a_fault(data):
    (data / "themes.yml").unlink()
    fault_in(data, "themes.yml", "no such file")


def test_a_huge_file_is_a_fault(data):
    (data / "glossary.yml").write_text("#" * (MAX_BYTES + 1))
    fault_in(data, "glossary.yml", "at most 2000000 bytes")


def test_deep_nesting_is_a_fault_and_no_traceback(data):
    (data / "glossary.yml").write_text("terms: " + "[" * 3000 + "]" * 3000)
    assert faults_of(data)


def test_all_faults_come_at_once(data):
    plant(data / ENDPOINTS, "type: list", "type: lists")
    plant(data / "glossary.yml", "    short: ", "    shorts: ")
    files = {fault.file for fault in faults_of(data)}
    assert files >= {f"data/{ENDPOINTS}", "data/glossary.yml"}


def test_the_day_of_the_check_decides_what_is_the_future(data):
    catalog, files, _ = read_catalog(data, sorted(data.rglob("*.yml")))
    assert not run.check_rules(catalog, files, dt.date(2030, 1, 1))
    assert any("in the future" in str(fault) for fault in run.check_rules(catalog, files, dt.date(2026, 1, 1)))


def test_the_build_stops_and_the_last_good_site_stays(small_project):
    (small_project / "site").mkdir()
    (small_project / "site" / "index.html").write_text("the last good site")
    plant(small_project / "data" / ENDPOINTS, "type: list", "type: lists")
    done = run_command(small_project, "site")
    assert done.returncode == 1
    assert re.search(r"data/capabilities/online-endpoints\.yml:\d+: .*found 'lists'; expected 'yes-no'", done.stderr)
    assert "Traceback" not in done.stderr
    assert (small_project / "site" / "index.html").read_text() == "the last good site"
