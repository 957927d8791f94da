"""Every macro, on good and bad arguments, without MkDocs."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

import macros
from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.yaml_files import DataError, Fault
from cloud_ml_platforms.topics.page import Page
from cloud_ml_platforms.topics.registry import MACROS

GOOD = {
    "all_limits": [()],
    "alternatives": [()],
    "anki_decks": [()],
    "as_of": [()],
    "billing": [()],
    "building_blocks": [()],
    "capability_foot": [("online-endpoints",), ("security",)],
    "capability_head": [("online-endpoints",)],
    "capability_limits": [("online-endpoints",)],
    "capability_rows": [("online-endpoints",)],
    "case": [("fraud-scoring",)],
    "cases": [()],
    "changes": [()],
    "cheatsheet": [("sagemaker",), ("vertex-ai",), ("azure-ml",)],
    "comparison": [()],
    "constraints": [()],
    "constraints_short": [()],
    "container_code": [()],
    "contested": [()],
    "core_questions": [()],
    "cost": [
        ("sc-pilot", "azure-ml"),
        ("sc-llm-tuning", "vertex-ai", "ln-training"),
        ("sc-llm-tuning", "own", "ln-training-spot", {"spotshare": 100}),
    ],
    "cost_calculator": [()],
    "cost_formulas": [()],
    "cost_prices": [()],
    "cost_scenarios": [()],
    "count": [("rows",), ("unknown",), ("core",)],
    "data_fields": [()],
    "installed_copy": [()],
    "offered": [("zip",), ("book",), ("cheatsheets",), ("translations",)],
    "decisions": [()],
    "diagram": [("canary-rollout",)],
    "dictionary": [()],
    "directions": [()],
    "engine_day": [("ends",), ("switch_by",)],
    "engine_differences": [()],
    "engine_facts": [()],
    "fresh": [()],
    "glossary": [()],
    "guide_filters": [()],
    "in_code": [{"capability": "online-endpoints"}, {"theme": "canary-rollout"}],
    "ingredient": [("rollback",)],
    "instead_signals": [()],
    "learning_plan": [()],
    "leaving": [()],
    "ledger": [()],
    "lifecycle": [()],
    "matrix": [(), ("beyond",)],
    "mock": [()],
    "old_code": [(), ("sagemaker",)],
    "paste_form": [()],
    "paste_levels": [()],
    "plan_form": [()],
    "practice": [()],
    "practise": [("canary-rollout", "Practise these"), ("sagemaker-to-azure-ml", "Drill")],
    "provider_column": [("sagemaker",)],
    "provider_events": [("azure-ml",)],
    "provider_head": [("vertex-ai",)],
    "provider_lifecycle": [("sagemaker",)],
    "provider_standing": [("azure-ml",)],
    "question_bank": [()],
    "question_page": [("q-canary-way-back",)],
    "questions": [{"theme": "canary-rollout"}, {"platform": "sagemaker"}],
    "ref": [("ep-kinds",), ("ep-kinds sagemaker",), ("sm",), ("online-endpoints",), ("canary-rollout",)],
    "row_page": [("ep-kinds",)],
    "rows": [("ep-kinds", "reg-alias")],
    "selector_criteria": [()],
    "selector_form": [()],
    "selector_presets": [()],
    "selector_signals": [()],
    "since": [()],
    "site_address": [()],
    "six_questions": [()],
    "sources": [()],
    "step_code": [("train-job",)],
    "text_filter": [("limits",)],
    "theme_head": [("canary-rollout",)],
    "theme_rows": [("canary-rollout",)],
    "themes": [()],
    "translation": [("sagemaker", "azure-ml")],
    "translation_sheet": [("vertex-ai", "sagemaker")],
    "worked": [
        (
            "sc-llm-tuning",
            "Two ways",
            [
                ("On demand", "ln-training", {"spotshare": 0}, ()),
                ("In words", "ln-training", {}, ("[[lim-commit sagemaker any]]", "", "No rate")),
            ],
        )
    ],
    "workload": [("sagemaker",), ("vertex-ai",), ("azure-ml",)],
}
BAD = {
    "capability_foot": ("no-such",),
    "capability_head": ("no-such",),
    "capability_limits": ("no-such",),
    "capability_rows": ("no-such",),
    "case": ("no-such",),
    "cheatsheet": ("gcp",),
    "cost": ("sc-pilot", "gcp"),
    "count": ("apples",),
    "diagram": ("no-such",),
    "in_code": {"capability": "notebooks"},
    "ingredient": ("luck",),
    "provider_column": ("gcp",),
    "provider_events": ("gcp",),
    "provider_head": ("gcp",),
    "provider_lifecycle": ("gcp",),
    "provider_standing": ("gcp",),
    "practise": ("no-such", "Practise these"),
    "question_page": ("q-no-such",),
    "questions": {"theme": "no-such"},
    "ref": ("no-such",),
    "row_page": ("no-such",),
    "rows": ("no-such",),
    "theme_head": ("no-such",),
    "theme_rows": ("no-such",),
    "translation": ("sagemaker", "gcp"),
    "translation_sheet": ("sagemaker", "sagemaker"),
    "worked": ("sc-llm-tuning", "Two ways", [("In words", "ln-training", {}, ("one text",))]),
    "workload": ("gcp",),
}


def call(name, arguments, url="compare/online-endpoints/"):
    page = Page(url)
    if isinstance(arguments, dict):
        return MACROS[name](page, **arguments)
    return MACROS[name](page, *arguments)


INDEXED = {"data_files", "data_tables", "data_versions"}  # of files that `prepare` writes: see test_data_api.py


def test_every_macro_is_tried():
    assert {*GOOD, *INDEXED} == set(MACROS)


@pytest.mark.parametrize("name", GOOD)
def test_good_arguments_make_text(name):
    for arguments in GOOD[name]:
        text = call(name, arguments)
        assert text.strip()
        assert "{{ " not in text
        assert not re.search(
            r"(?<!: )\bNone\b(?!:? [a-z])", re.sub(r"(?s:<pre>.*?</pre>)|<code>.*?</code>|<[^>]+>|`[^`]+`", "", text)
        )  # "None of them" is prose


@pytest.mark.parametrize("name", BAD)
def test_a_bad_argument_is_a_readable_error(name):
    with pytest.raises(LookupError, match=r"found .*expected"):
        call(name, BAD[name])


@pytest.mark.parametrize("name", sorted(MACROS))
def test_an_unknown_argument_is_an_error(name):
    with pytest.raises(TypeError, match="colour"):
        MACROS[name](Page(""), colour="red")


def test_questions_takes_one_of_theme_and_platform():
    with pytest.raises(LookupError, match="exactly one"):
        call("questions", {})
    with pytest.raises(LookupError, match="exactly one"):
        call("questions", {"theme": "canary-rollout", "platform": "sagemaker"})


def test_define_env_registers_and_links_from_the_page_at_hand():
    registered = {}
    env = SimpleNamespace(
        conf={"use_directory_urls": True},
        variables={"page": SimpleNamespace(url="r/ep-kinds/")},
        macro=lambda function, name: registered.update({name: function}),
    )
    macros.define_env(env)
    assert set(registered) == set(MACROS)
    assert 'href="../../compare/online-endpoints/#ep-kinds"' in registered["ref"]("ep-kinds")
    env.variables["page"] = SimpleNamespace(url="")
    assert 'href="compare/online-endpoints/#ep-kinds"' in registered["ref"]("ep-kinds")


@pytest.mark.parametrize("capability", ["online-endpoints", "feature-store"])
def test_a_row_section_has_heading_question_three_platforms_and_evidence(catalog, capability):
    text = call("capability_rows", (capability,))
    for row in catalog.capabilities[capability].rows:
        assert f"### {row.name} {{ #{row.id} }}" in text
        for platform in m.PLATFORMS:
            assert f'id="{row.id}--{platform}"' in text
    assert text.count("<details") == 3 * len(catalog.capabilities[capability].rows)
    assert text.count("<summary") == text.count("<details"), "one tab stop per cell"


def test_search_does_not_glue_cells():
    """Every cell starts on a line of its own."""
    for name in ("capability_rows", "capability_limits", "capability_head"):
        text = call(name, ("online-endpoints",))
        assert not re.search(r"</t[dh]><t[dh]", text)


def fake_env():
    found = {}
    variables = {"page": SimpleNamespace(url="compare/"), "repository": None, "published": None}
    env = SimpleNamespace(
        conf={"use_directory_urls": True},
        variables=variables,
        macro=lambda function, name: found.__setitem__(name, function),
    )
    return env, found


def test_a_build_looks_at_the_data_once_and_the_next_one_again(monkeypatch, catalog):
    asked = []
    monkeypatch.setattr("cloud_ml_platforms.check.load.load_catalog", lambda: asked.append(1) or catalog)
    for build in (1, 2):
        env, found = fake_env()
        macros.define_env(env)
        assert found["as_of"]() == found["as_of"]() == catalog.as_of
        assert len(asked) == build


def test_faults_of_the_data_are_found_once_a_build_and_told_by_every_macro(monkeypatch):
    asked = []

    def load():
        asked.append(1)
        raise DataError([Fault("data/x.yml", 3, "id", "a", "b")])

    monkeypatch.setattr("cloud_ml_platforms.check.load.load_catalog", load)
    env, found = fake_env()
    macros.define_env(env)
    for _ in range(3):
        with pytest.raises(DataError, match=r"data/x\.yml:3: id: found a; expected b"):
            found["as_of"]()
    assert len(asked) == 1
