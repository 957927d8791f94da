"""Promises about the content as a whole: what must be there, and how much."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from macros import models as m
from macros.catalog import ROOT

NINE = (
    "notebooks",
    "training-jobs",
    "pipelines",
    "model-registry",
    "online-endpoints",
    "batch-inference",
    "feature-store",
    "monitoring",
    "security",
)
DOCS = ROOT / "docs"

# Rows that decide a choice (D) or that interviewers probe (P), per capability, that the catalogue of the design names.
CORE_ROWS = [
    "nb-open-kinds",
    "nb-identity",
    "nb-idle-stop",
    "nb-stopped-bill",
    "nb-private-access",
    "nb-exfil-controls",
    "nb-to-job",
    "train-unit",
    "train-compute-origin",
    "train-data-path",
    "train-artifact-path",
    "train-spot",
    "train-no-capacity",
    "train-retry",
    "train-egress",
    "train-identity",
    "train-reproduce",
    "pipe-definition",
    "pipe-portability",
    "pipe-cache",
    "pipe-data-passing",
    "pipe-resume",
    "pipe-trigger",
    "pipe-version",
    "pipe-approval",
    "pipe-step-overhead",
    "pipe-private-deps",
    "pipe-step-identity",
    "reg-version-unit",
    "reg-approval",
    "reg-sod",
    "reg-alias",
    "reg-promote",
    "reg-bytes",
    "reg-lineage",
    "reg-event",
    "reg-integrity",
    "ep-kinds",
    "ep-traffic-split",
    "ep-rollout-auto",
    "ep-rollback",
    "ep-shadow",
    "ep-autoscale-signal",
    "ep-update-keeps-scale",
    "ep-scale-to-zero",
    "ep-multi-model",
    "ep-async-serverless",
    "ep-private",
    "ep-contract",
    "ep-failed-deploy",
    "ep-overload",
    "batch-unit",
    "batch-input",
    "batch-output-join",
    "batch-bad-record",
    "batch-same-container",
    "batch-rerun",
    "batch-in-warehouse",
    "fs-computes",
    "fs-offline-engine",
    "fs-online-engine",
    "fs-point-in-time",
    "fs-write-path",
    "fs-freshness",
    "fs-backfill",
    "fs-on-demand",
    "fs-share-scope",
    "fs-erasure",
    "fs-sunset",
    "mon-offer-today",
    "mon-capture",
    "mon-coverage",
    "mon-drift-skew",
    "mon-label-join",
    "mon-segments",
    "mon-alert-action",
    "mon-ops-metrics",
    "mon-request-trace",
    "sec-workload-identity",
    "sec-user-passthrough",
    "sec-caller-scope",
    "sec-keys-off",
    "sec-private-control",
    "sec-default-egress",
    "sec-egress-allowlist",
    "sec-perimeter",
    "sec-cmk-coverage",
    "sec-one-way-doors",
    "sec-secrets",
    "sec-audit-planes",
    "sec-guardrail",
    "sec-image-patching",
]


def test_the_nine_capabilities_are_there(catalog):
    assert tuple(catalog.capabilities) == NINE


def test_every_core_row_is_there(catalog):
    assert set(CORE_ROWS) <= set(catalog.rows)


def test_core_rows_are_marked(catalog):
    for row in CORE_ROWS:
        assert catalog.rows[row].decides or catalog.rows[row].probed, row


def test_every_row_has_search_words(catalog):
    assert all(row.search for row in catalog.rows.values())


def test_there_are_seventy_questions_and_more(catalog):
    assert len(catalog.questions) >= 70


def test_every_provider_has_ten_questions(catalog):
    for platform in m.PLATFORMS:
        own = [q for q in catalog.questions.values() if q.theme == "platform-depth" and q.platforms == (platform,)]
        assert len(own) >= 10, platform


def test_every_theme_covers_all_levels_and_platforms(catalog):
    for theme in catalog.themes:
        found = [q for q in catalog.questions.values() if q.theme == theme]
        assert {q.level for q in found} == {"screen", "onsite", "senior"}, theme
        assert {platform for q in found for platform in q.platforms} == set(m.PLATFORMS), theme


def test_answers_have_the_length_of_speech(catalog):
    for question in catalog.questions.values():
        words = len(question.answer.split())
        assert 70 <= words <= 220, f"{question.id}: {words} words"


def test_descriptions_are_there_and_short():
    for path in DOCS.rglob("*.md"):
        if path.is_relative_to(DOCS / "r"):
            continue
        found = re.search(r'^description: "?(.+?)"?$', path.read_text(encoding="utf-8"), re.MULTILINE)
        assert found, path
        assert 40 <= len(found[1]) <= 160, f"{path}: {len(found[1])} characters"


UNFINISHED = re.compile(r"coming soon|\bTBD\b|lorem ipsum|\bTO[D]O\b|\bFIX[M]E\b", re.IGNORECASE)


def text_files():
    for folder in ("docs", "data", "macros", "publish", "samples"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".md", ".yml", ".py", ".j2", ".js", ".css", ".dot"}:
                yield path


def test_nothing_is_unfinished():
    for path in text_files():
        found = UNFINISHED.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path}: {found[0]}"


# A fact typed by hand in prose: a size, a duration or rate with its unit, or a day. Rows and limits hold these.
HAND_TYPED = re.compile(
    r"\b\d[\d,.]*\s?(?:KB|MB|GB|TB|KiB|MiB|GiB|TiB)\b|\b20\d\d-\d\d(?:-\d\d)?\b|[$€]\s?\d|\b\d[\d,.]*\s?USD\b",
)
MACRO = re.compile(r"\{\{.*?\}\}", re.DOTALL)
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)


def prose(path):
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\A---.*?---\n", "", text, flags=re.DOTALL)
    return MACRO.sub("", CODE.sub("", text))


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(DOCS.rglob("*.md")) if not path.is_relative_to(DOCS / "r")],
    ids=lambda path: path.relative_to(DOCS).as_posix(),
)
def test_prose_holds_no_size_day_or_price_of_its_own(path):
    found = HAND_TYPED.findall(prose(path))
    assert not found, f"{found}: pull it from a row, limit or event by ref()"


def test_answers_hold_no_size_day_or_price_of_their_own(catalog):
    for question in catalog.questions.values():
        texts = [question.answer, *(f.answer for f in question.follow_ups), question.wrong.why, *question.points]
        for text in texts:
            plain = re.sub(r"\[\[.*?\]\]|`[^`]*`", "", text)
            assert not HAND_TYPED.findall(plain), f"{question.id}: {HAND_TYPED.findall(plain)}"


def test_the_check_for_hand_typed_facts_can_fail():
    assert HAND_TYPED.findall("at most 25 MB since 2026-07-30, for $3")
    assert not HAND_TYPED.findall("three replicas, half an hour, 10 percent")


def test_no_question_is_asked_twice(catalog):
    texts = Counter(re.sub(r"\W+", " ", q.question.lower()).strip() for q in catalog.questions.values())
    assert max(texts.values()) == 1
