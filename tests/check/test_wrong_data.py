"""A fault in a data file stops everything with file, line, what was found and what was expected."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from conftest import plant

from cloud_ml_platforms.catalog.yaml_files import MAX_BYTES, DataError
from cloud_ml_platforms.check.load import load_catalog

ENDPOINTS = "capabilities/online-endpoints.yml"


@pytest.fixture
def data(shared_data):
    return shared_data


def faults(data):
    with pytest.raises(DataError) as caught:
        load_catalog(data)
    return caught.value.faults


def one(data, file, pattern):
    """Return the fault of `file` whose text matches; every fault must name a line."""
    found = faults(data)
    assert all(fault.line >= 1 for fault in found)
    matching = [fault for fault in found if fault.file == f"data/{file}" and re.search(pattern, str(fault))]
    assert matching, "\n".join(map(str, found))
    return matching[0]


def test_the_data_as_it_is_has_no_fault(data):
    assert load_catalog(data).rows


CASES = {
    "unknown key": ("    asks:", "    askes:", r"an unknown key 'askes'.*only known keys"),
    "missing key": ("    asks:", "    # asks:", r"found nothing; expected the key 'asks'"),
    "missing platform": (
        "      vertex-ai:\n        support:",
        "      vertex-a:\n        support:",
        r"'vertex-a'; expected one of sagemaker, vertex-ai, azure-ml; nearest: vertex-ai",
    ),
    "bad support value": (
        "support: partial",
        "support: partly",
        r"'partly'; expected 'full', 'partial', 'none' or 'unknown'",
    ),
    "yes for support": ("support: partial", "support: yes", r"'yes'; expected 'full'"),
    "bad stage": ("stage: preview", "stage: beta", r"'beta'; expected 'ga', 'preview' or 'restricted'"),
    "unknown source": ("source: aws-", "source: awz-", r"source 'awz-[\w-]+'; expected the id of a source"),
    "date in the future": ("read: 2026-", "read: 2036-", r"2036-\d\d-\d\d, a day in the future"),
    "not a date": ("read: 2026-11-", "read: 2026-31-", r"'2026-31-\d\d'; expected a day of the calendar"),
    "unknown event": (
        "    platforms:\n      sagemaker:\n",
        "    platforms:\n      sagemaker:\n        event: sm-no-such\n",
        r"event 'sm-no-such'; expected the id of an event",
    ),
    "unknown related row": (
        "    related: [",
        "    related: [ep-no-such, ",
        r"row 'ep-no-such'; expected the id of a row",
    ),
    "reference that leads nowhere": (
        "    asks: ",
        "    asks: See [[ep-no-such]]. ",
        r"\[\[ep-no-such\]\]; expected the id of",
    ),
    "way that is no kind": ("          - id: ", "          - id: x-", r"way 'x-[\w-]+'; expected one of the kinds"),
    "capability id unlike the file": (
        "id: online-endpoints",
        "id: endpoints",
        r"'endpoints'; expected 'online-endpoints', as the file",
    ),
    "tab": ("    asks: ", "\tasks: ", r"text that is not YAML"),
    "too many words": ('shows: "', 'shows: "' + "word " * 21, r"\d\d words, at most 20 of our own"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_named_with_its_place(data, case):
    old, new, pattern = CASES[case]
    plant(data / ENDPOINTS, old, new)
    one(data, ENDPOINTS, pattern)


def test_the_line_is_the_line_of_the_fault(data):
    line = plant(data / ENDPOINTS, "support: partial", "support: partly")
    assert one(data, ENDPOINTS, "'partly'").line == line


NAMES = "names/online-endpoints.yml"
LIMITS = "limits/online-endpoints.yml"
QUESTIONS = "questions/canary-rollout.yml"
TERMS = "translations/registry.yml"
CASE = "cases/fraud-scoring.yml"
CHEAT = "cheatsheets/sagemaker.yml"
AT_THEIR_LINE = {
    "source": (ENDPOINTS, "{source: aws-", "{source: awz-", "source 'awz-.*nearest: aws-"),
    "source in a block": (LIMITS, "{source: api-sagemaker, at", "{source: api-sagemakr, at", "nearest: api-sagemaker"),
    "way that is no kind": (ENDPOINTS, "          - id: serverless", "          - id: serverles", "way 'serverles'"),
    "limit way that is no kind": (LIMITS, "- way: serverless", "- way: serverles", "way 'serverles'"),
    "mark": (
        ENDPOINTS,
        "        support: partial",
        "        support: none",
        "support none with a way that is not none",
    ),
    "event of a way": (
        "capabilities/monitoring.yml",
        "            event: sm-",
        "            event: sn-",
        "event 'sn-.*nearest: sm-",
    ),
    "service": (
        ENDPOINTS,
        "azure-ml: [az-online-endpoints]",
        "azure-ml: [az-online-endpoint]",
        "service 'az-online-endpoint'; .*nearest: az-online-endpoints",
    ),
    "related row": (ENDPOINTS, "related: [ep-scale-to-zero", "related: [ep-scal-to-zero", "nearest: ep-scale-to-zero"),
    "row of a question": (QUESTIONS, "rows: [ep-", "rows: [epp-", "row 'epp-"),
    "row of a translation": (TERMS, "rows: [reg-version-unit", "rows: [reg-versio-unit", "nearest: reg-version-unit"),
    "thing of an event": (
        NAMES,
        "thing: vx-endpoints",
        "thing: vx-endpoint",
        "thing 'vx-endpoint'; .*nearest: vx-endpo",
    ),
    "platform of a term": (
        "translations/serving.yml",
        "      sagemaker+vertex-ai:",
        "      sagemaker+vertex:",
        "nearest: sagemaker",
    ),
    "publisher of a source": ("sources.yml", "publisher: AWS", "publisher: AWZ", "'AWZ'; expected one of AWS, Google"),
    "owner of a price": ("prices.yml", "of: aws", "of: awz", "'awz'; expected one of sagemaker.*nearest: aws"),
    "thing of a platform": ("platforms/sagemaker.yml", "sdks: [sm-boto3", "sdks: [sm-boto", "nearest: sm-boto3"),
    "capability of a contested question": (
        "contested.yml",
        "capabilities: [governance, delivery]",
        "capabilities: [goverance, delivery]",
        "nearest: governance",
    ),
    "event of a belief": ("beliefs.yml", "event: sm-clarify-closed", "event: sm-clarfy-closed", "nearest: sm-clarify"),
    "end of a belief": ("beliefs.yml", "    until: 2026-07-30", "    until: 2026-07-31", "until 2026-07-31; expected"),
    "reference in a way": (
        ENDPOINTS,
        "            how: ",
        "            how: See [[ep-rolback]], #",
        "nearest: ep-rollback",
    ),
    "reference in a translation": (TERMS, 'hides: "', 'hides: "[[reg-byte]] ', "nearest: reg-bytes"),
    "reference in a block of text": (
        QUESTIONS,
        "      {b|SageMaker runs the last three",
        "      {b|[[ep-rolback]] runs the last three",
        "nearest: ep-rollback",
    ),
    "reference on the sheet": ("sheet.yml", '    - "', '    - "[[ep-rolback]] ', "nearest: ep-rollback"),
    "question of a cheat sheet": (CHEAT, "  data-enters: ", "  data-entrs: ", "places with 'data-entrs'"),
    "kind of endpoint of a cheat sheet": (CHEAT, "  serverless: ", "  serverles: ", "kinds with 'serverles'"),
    "task of a cheat sheet": (CHEAT, "  train: {", "  trains: {", "'trains'"),
    "row of a cheat sheet": (CHEAT, "rests_on: [train-unit", "rests_on: [train-unt", "nearest: train-unit"),
    "limit where a cheat sheet leads": (CHEAT, "[fs-online-engine, lim-fs-read]", "[lim-fs-read]", "the id of a row"),
    "name that no row of a cheat sheet holds": (
        CHEAT,
        "`CreateTrainingJob`: image",
        "`StartTrainingJob`: image",
        r"`StartTrainingJob`; expected words of train-unit.* \(sagemaker\), not StartTrainingJob",
    ),
    "event of a cheat sheet": (CHEAT, "- sm-clarify-closed", "- sm-clarfy-closed", "nearest: sm-clarify-closed"),
    "event of another platform": (
        CHEAT,
        "- sm-clarify-closed",
        "- az-nebula-removed",
        "expected an event of sagemaker",
    ),
    "event that ends nothing": (
        CHEAT,
        "- sm-clarify-closed",
        "- sm-renamed",
        "kind renamed; expected one of the kinds",
    ),
    "event a second time": (CHEAT, "- sm-clarify-closed", "- sm-sdk-v2-ends", "a second time"),
    "call where there is none": (
        "cheatsheets/vertex-ai.yml",
        "approve: {nearest: ",
        "approve: {say: ",
        "'say' where reg-approval is none; expected nearest",
    ),
    "nothing where there is a call": (
        CHEAT,
        "train: {say: ",
        "train: {nearest: ",
        "'nearest' where train-unit is full",
    ),
    "end that a cheat sheet hides": (
        "cheatsheets/azure-ml.yml",
        "[[az-cache-for-redis-deprecated ends]]",
        "some day",
        "no word of az-cache-for-redis-deprecated",
    ),
    "cheat sheet named unlike its file": (
        CHEAT,
        "platform: sagemaker",
        "platform: azure-ml",
        "'azure-ml'; expected 'sagemaker'",
    ),
    "reference on a cheat sheet": (CHEAT, "[[lim-fs-read sagemaker standard]]", "[[lim-fs-reed x]]", "lim-fs-read"),
    "date that is a number": (
        NAMES,
        "since: 2026-04-22",
        "since: 2024",
        r'found 2024; expected text: write it in quotes, "2024"',
    ),
    "names of the beta API for a way that is ga": (
        ENDPOINTS,
        re.compile(r'stage: preview\n +how: ".*\n +api: (?=.*expect: beta-only)'),
        "stage: ga\n            how: X\n            api: ",
        "ga, with names of the beta API only; expected stage: preview",
    ),
    "section that is none": (ENDPOINTS, 'at: "Prerequisites, Note"', 'at: "-"', "at '-'; expected the section"),
    "watch that ends before it begins": (
        "recheck.yml",
        "ends: 2027-04",
        "ends: 2027-03",
        "ends 2027-03; expected 2027-04",
    ),
    "point of another platform": (
        "questions/sagemaker.yml",
        "      - id: a\n",
        "      - id: a\n        platforms: [azure-ml]\n",
        "platform azure-ml of point 'a'; expected one of sagemaker",
    ),
    "a letter twice": (QUESTIONS, "      - id: b\n", "      - id: a\n", "a second point 'a'; expected each id once"),
    "a review of the future": (
        QUESTIONS,
        re.compile(r"journal: \d+\}"),
        "journal: 9999}",
        "a review after 9999 journal entries",
    ),
    "event of an old key": (
        "questions/training-serving-skew.yml",
        "event: sm-model-monitor-closed",
        "event: sm-model-monitor-close",
        "nearest: sm-model-monitor-closed",
    ),
    "a step of the plan to no deck": (
        "plan.yml",
        "practise: {t: core}",
        "practise: {t: cores}",
        "deck 'cores'; expected one of",
    ),
    "a step of the plan that leads twice": (
        "plan.yml",
        "page: compare/lifecycle/}",
        "page: compare/lifecycle/, mock: {m: '5'}}",
        "exactly one of page",
    ),
    "kind of source without an age": ("recheck.yml", "sdk: 180, ", "", "ages without sdk; expected sdk: days"),
}


COACH = {
    "point that the answer does not make": (
        QUESTIONS,
        "{a|Shadow asks whether the new version can carry real requests}",
        "Shadow asks whether the new version can carry real requests",
        r"point 'a' not marked; expected \{a\|the words",
    ),
    "mark without a point": (QUESTIONS, "{a|", "{z|", r"\{z\|...\} in the answer; expected a point"),
    "a point that is made twice": (QUESTIONS, "{b|", "{a|", "point 'a' marked 2 times"),
    "a core of twenty-four": (QUESTIONS, "    core: true\n", "", "24 questions with core: true; expected 25"),
    "a theme without a level": (
        "questions/drift-monitoring.yml",
        "level: screen",
        "level: onsite",
        "no screen question for",
    ),
    "a design without an ingredient": (CASE, "  rollback: ", "  # rollback: ", "no rollback; expected all of storage"),
    "a design without a platform": (
        CASE,
        "      azure-ml: ",
        "      # azure-ml: ",
        "no azure-ml; expected all of sagemaker",
    ),
    "a sum that does not add up": (CASE, "is: 2,315 requests/s", "is: 2,515 requests/s", "= 2,515 .*expected 2,314.8"),
    "a sum that is none": (CASE, "sum: 40 million payments ÷", "sum: × 40 million payments ÷", "numbers with × ÷"),
    "an answer that is a lecture": (
        QUESTIONS,
        "    answer: |-\n",
        "    answer: |-\n      " + "so " * 200 + "\n",
        "words; expected 80 to 200",
    ),
}


@pytest.mark.parametrize("case", COACH)
def test_what_the_coach_cannot_use_is_a_fault(data, case):
    file, old, new, pattern = COACH[case]
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    everywhere = case == "a theme without a level"
    path.write_text(text.replace(old, new) if everywhere else text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=pattern):
        load_catalog(data)


@pytest.mark.parametrize("case", AT_THEIR_LINE)
def test_a_fault_stands_at_its_line(data, case):
    file, old, new, pattern = AT_THEIR_LINE[case]
    line = plant(data / file, old, new)
    assert one(data, file, pattern).line == line


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        ("  models-promoted: ", "places without models-promoted"),
        ("  lock: {", "calls without lock"),
        ("  async: ", "kinds without async"),
    ],
)
def test_a_cheat_sheet_that_lacks_a_line_is_a_fault(data, old, expected):
    plant(data / CHEAT, old, f"  # {old.strip()} ")
    assert one(data, CHEAT, expected).line > 1


def test_a_platform_without_a_cheat_sheet_is_a_fault(data):
    (data / CHEAT).unlink()
    assert any("no cheat sheet; expected data/cheatsheets/sagemaker.yml" in str(fault) for fault in faults(data))


def test_the_same_evidence_twice_is_a_fault(data):
    text = (data / ENDPOINTS).read_text()
    item = re.search(r"            evidence:\n(              - \{source.*\}\n)", text)[1]
    line = plant(data / ENDPOINTS, item, item + item.replace("read: 2026-11-25", "read: 2026-11-26"))
    fault = one(data, ENDPOINTS, "a second time; expected each piece of evidence once")
    assert fault.line == line


def test_unknown_with_a_way_that_is_known_is_a_fault(data):
    text = (data / ENDPOINTS).read_text()
    at = text.index("        support: full\n")
    line = plant(data / ENDPOINTS, "        support: full\n", "        support: unknown\n")
    assert line == text[:at].count("\n") + 1
    fault = one(data, ENDPOINTS, "support unknown with a way that is not unknown; expected partial")
    assert fault.line == line


def test_a_limit_file_of_no_capability_is_one_fault(data):
    line = plant(data / LIMITS, "capability: online-endpoints", "capability: online-endpoint")
    found = [fault for fault in faults(data) if "capability" in str(fault)]
    assert [(fault.file, fault.line) for fault in found] == [(f"data/{LIMITS}", line)]
    assert "nearest: online-endpoints" in str(found[0])


def test_duplicate_key_names_both_lines(data):
    line = plant(data / ENDPOINTS, "    asks:", "    name: Twice\n    asks:")
    fault = one(data, ENDPOINTS, r"a second 'name' \(first on line \d+\); expected each key once")
    assert fault.line == line


def test_duplicate_id_names_both_places(data):
    text = (data / ENDPOINTS).read_text()
    first = re.search(r"^  - id: (\S+)", text, re.MULTILINE)[1]
    second = re.findall(r"^  - id: (\S+)", text, re.MULTILINE)[1]
    plant(data / ENDPOINTS, f"  - id: {second}\n", f"  - id: {first}\n")
    one(data, ENDPOINTS, rf"a second '{first}' \(first in data/capabilities/online-endpoints.yml:\d+\)")


def test_an_id_is_unique_across_kinds_of_records(data):
    first = re.search(r"^  - id: (\S+)", (data / ENDPOINTS).read_text(), re.MULTILINE)[1]
    term = re.search(r"^  - id: (\S+)", (data / "glossary.yml").read_text(), re.MULTILINE)[1]
    plant(data / "glossary.yml", f"  - id: {term}\n", f"  - id: {first}\n")
    one(data, "glossary.yml", f"a second '{first}'")


def test_a_way_without_evidence_is_a_fault(data):
    text = (data / ENDPOINTS).read_text()
    block = re.search(r"            evidence:\n(?:              .*\n)+", text)[0]
    plant(data / ENDPOINTS, block, "")
    one(data, ENDPOINTS, r"expected the key 'evidence'")


def test_an_empty_evidence_list_is_a_fault(data):
    text = (data / ENDPOINTS).read_text()
    block = re.search(r"            evidence:\n(?:              .*\n)+", text)[0]
    plant(data / ENDPOINTS, block, "            evidence: []\n")
    one(data, ENDPOINTS, r"\(\); expected tuple should have at least 1 item")


def test_an_ending_without_an_event_is_a_fault(data):
    plant(data / ENDPOINTS, "            how: ", "            how: Closed to new customers; #")
    one(data, ENDPOINTS, "a feature that ends, without an event")


def test_an_empty_cell_is_a_fault(data):
    text = (data / ENDPOINTS).read_text()
    cell = re.search(r"      azure-ml:\n(?:        .*\n)+", text)[0]
    plant(data / ENDPOINTS, cell, "      azure-ml:\n        support: full\n")
    one(data, ENDPOINTS, "support full needs at least one way with evidence")


def test_full_with_a_kind_that_lacks_it_is_a_fault(data):
    text = (data / ENDPOINTS).read_text()
    found = re.search(
        r"        support: full\n(?:        .*\n)*?        ways:\n          - id: \S+\n(?!            support)", text
    )
    plant(data / ENDPOINTS, found[0], found[0] + "            support: partial\n")
    one(data, ENDPOINTS, "support full with a way that is not full; expected partial")


def test_unknown_must_say_where_we_looked(data):
    text = (data / ENDPOINTS).read_text()
    cell = re.search(r"      azure-ml:\n(?:        .*\n)+", text)[0]
    plant(data / ENDPOINTS, cell, "      azure-ml:\n        support: unknown\n        short: Not found.\n")
    one(data, ENDPOINTS, "needs 'evidence'")


def test_an_unused_source_is_a_fault(data):
    entry = (
        "  - id: aws-nobody-cites\n    publisher: AWS\n    title: A page\n    url: https://docs.aws.amazon.com/x.html\n"
        "    kind: docs\n    content_date: 2026-10\n    read_from: dated copy\n"
    )
    plant(data / "sources.yml", "sources:\n", "sources:\n" + entry)
    one(data, "sources.yml", "a source that nothing cites")


def test_a_row_that_nothing_uses_is_a_fault(data):
    rows = re.findall(r"^  - id: (\S+)", (data / ENDPOINTS).read_text(), re.MULTILINE)
    for path in data.rglob("*.yml"):
        if path.parent.name in {"questions", "cases", "limits", "translations"} or path.name in {
            "themes.yml",
            "selection.yml",
            "lifecycle.yml",
            "glossary.yml",
            "contested.yml",
            "beliefs.yml",
            "recheck.yml",
        }:
            text = path.read_text()
            path.write_text(re.sub(rf"\b{rows[3]}\b", rows[0], text))
    one(data, ENDPOINTS, "a row that nothing uses")


def test_an_alias_is_a_fault(data):
    plant(data / "glossary.yml", "terms:\n", "x: &a [1]\ny: *a\nterms:\n")
    one(data, "glossary.yml", r"an alias \(\*a\)")


def test_a_file_that_no_model_describes_is_a_fault(data):
    (data / "prizes.yml").write_text("a: 1\n")
    one(data, "prizes.yml", "a file that no model describes; expected one of")


def test_a_missing_file_is_a_fault(data):
    (data / "themes.yml").unlink()
    one(data, "themes.yml", "no such file")


def test_a_huge_file_is_a_fault(data):
    (data / "glossary.yml").write_text("#" * (MAX_BYTES + 1))
    one(data, "glossary.yml", "at most 2000000 bytes")


def test_deep_nesting_is_a_fault_and_no_traceback(data):
    (data / "glossary.yml").write_text("terms: " + "[" * 3000 + "]" * 3000)
    assert faults(data)


def test_all_faults_come_at_once(data):
    plant(data / ENDPOINTS, "support: partial", "support: partly")
    plant(data / "glossary.yml", "    short: ", "    shorts: ")
    files = {fault.file for fault in faults(data)}
    assert files >= {f"data/{ENDPOINTS}", "data/glossary.yml"}


def test_done_before_it_came_is_a_fault(data):
    path = next(
        p
        for p in sorted((data / "names").glob("*.yml"))
        if "carried_out: announced" in p.read_text() and "ends: 2027" in p.read_text()
    )
    text = path.read_text()
    block = re.search(
        r"  - id: (\S+)\n(?:    (?!evidence).*\n)*?    ends: 2027.*\n(?:    .*\n)*?    carried_out: announced\n", text
    )
    plant(path, block[0], block[0].replace("carried_out: announced", "carried_out: done"))
    one(data, f"names/{path.name}", "carried_out: done, but .* lies ahead")


def test_the_day_of_the_check_decides_what_is_the_future(data):
    from cloud_ml_platforms.catalog.load import read_catalog
    from cloud_ml_platforms.check.run import check_rules

    catalog, files, _ = read_catalog(data, sorted(data.rglob("*.yml")))
    assert not check_rules(catalog, files, dt.date(2030, 1, 1))
    assert any("in the future" in str(fault) for fault in check_rules(catalog, files, dt.date(2026, 1, 1)))


def test_the_build_stops_and_the_last_good_site_stays(project, publish):
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("the last good site")
    plant(project / "data" / ENDPOINTS, "support: partial", "support: partly")
    done = publish("site")
    assert done.returncode == 1
    assert re.search(r"data/capabilities/online-endpoints\.yml:\d+: .*found 'partly'; expected 'full'", done.stderr)
    assert "Traceback" not in done.stderr
    assert (project / "site" / "index.html").read_text() == "the last good site"
