"""Every call that stands in a page, the same calls with wrong arguments, and what no page shows; without MkDocs."""

from __future__ import annotations

import re
from functools import cache
from types import SimpleNamespace

import pytest
from conftest import OF_MADE_PAGES, PLATFORMS, WORLD
from jinja2 import Environment
from markupsafe import escape

import macros
from cloud_ml_platforms.catalog.yaml_files import DataError, Fault
from cloud_ml_platforms.paths import DOCS, ROOT
from cloud_ml_platforms.site.prepare import GENERATED
from cloud_ml_platforms.topics import registry
from cloud_ml_platforms.topics.macros import MACROS
from cloud_ml_platforms.topics.page import Page

INDEXED = {"data_files", "data_tables", "data_versions"}  # of files that `prepare` writes: see test_data_page.py
FREE = {"text_filter", "hero"}  # their arguments are words of the page, not ids


def calls_of(source):
    """Return the macro calls of a page: name, arguments, named arguments."""
    out = []
    noting = {name: lambda *args, _name=name, **named: out.append((_name, args, named)) or "" for name in MACROS}
    Environment(autoescape=False).from_string(source).render(**noting)  # noqa: S701 - nothing is shown
    return out


def pages_of(docs):
    """Return the pages of a folder by their paths, without those that `prepare` writes."""
    made = {path for pattern in GENERATED for path in docs.glob(pattern)}
    return {path.relative_to(docs).as_posix(): path for path in sorted({*docs.rglob("*.md")} - made)}


@cache
def calls_in(docs):
    """Return the calls of every page of a folder by its path."""
    return {page: calls_of(path.read_text("utf-8")) for page, path in pages_of(docs).items()}


def shown_in(calls):
    """Return the names of the templates that pages show."""
    return {args[0] for found in calls.values() for name, args, _ in found if name == "show"}


def one_each():
    """Yield every macro and shown template once with its arguments, as a page of the small world or else of the site calls it."""
    found = {
        (name, *(args[:1] if name == "show" else ())): (name, args, named)
        for calls in (*calls_in(DOCS).values(), *calls_in(WORLD / "docs").values())
        for name, args, named in calls
    }
    return found.values()


def call(name, *arguments, url="compare/online-endpoints/", catalog=None, **named):
    return MACROS[name](Page(url, catalog=catalog), *arguments, **named)


# Calls that stand in pages ----------------------------------------------------------------------------------------------


def test_every_macro_is_called_by_a_page():
    assert {name for found in calls_in(DOCS).values() for name, _, _ in found} == set(MACROS)


@pytest.mark.site
def test_no_page_shows_a_call_or_a_value_that_is_missing(site):
    shown = {}
    for path in site.rglob("*.html"):
        article = path.read_text("utf-8").partition("<article")[2].partition("</article>")[0]
        text = re.sub(r"(?s:<(pre|script)\b.*?</\1>)|<code>.*?</code>|<[^>]+>", "", article)
        shown[path.relative_to(site).as_posix()] = [
            *re.findall(r"\{\{ .{20}", text),
            *re.findall(r"(?<!: )\bNone\b(?![:,;]? [a-z]).{20}", text),  # "None of them" is prose
        ]
    assert {page: found for page, found in shown.items() if found} == {}


def test_a_view_returns_values_and_no_functions(catalog, world):
    for name, arguments, named in one_each():
        if name == "show" and arguments[0] in registry.views().keys() - INDEXED:
            home = world if arguments[0] in shown_in(calls_in(WORLD / "docs")) else catalog
            values = registry.views()[arguments[0]](home, *arguments[1:], **named)
            assert not [key for key, value in values.items() if callable(value)], arguments


# Calls that are wrong ---------------------------------------------------------------------------------------------------


def with_ids_replaced(name, arguments, named):
    """Yield the calls in which one id is unknown: the first one by position, or one by name."""
    at = 1 if name == "show" else 0
    if len(arguments) > at:
        yield (*arguments[:at], "no-such", *arguments[at + 1 :]), named
    for key in named.keys() - {"caller"}:  # a block that a call is around
        yield arguments, {**named, key: "no-such"}


def error_of(kind, name, arguments, named, **options):
    """Return what the error of a call says, or nothing when there is none."""
    try:
        call(name, *arguments, **named, **options)
    except kind as error:
        return str(error)
    return ""


def test_an_unknown_id_is_a_readable_error(world):
    wrong = [
        (name, *one)
        for name, args, own in one_each()
        if not FREE & {*args[:1]}
        for one in with_ids_replaced(name, args, own)
    ]
    assert wrong
    told = {str(one): error_of(LookupError, *one, catalog=world) for one in wrong}
    assert {one: text for one, text in told.items() if not re.search(r"found .*expected", text)} == {}


def test_an_argument_that_nobody_takes_is_an_error(world):
    wrong = {"colour": "red", "catalog": world}
    told = {
        (name, *arguments): error_of(LookupError if name == "show" else TypeError, name, arguments, named, **wrong)
        for name, arguments, named in one_each()
    }
    assert {one: text for one, text in told.items() if "colour" not in text} == {}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("ledgr",), r"found show\('ledgr'\); expected the name of a template .*nearest: ledger"),
        (
            ("constraints", "sagemaker"),
            r"found show\('constraints'\) with too many .*; expected show\('constraints'\)$",
        ),
        (("capability_rows",), r"with missing a required .*; expected show\('capability_rows', capability\)$"),
        (("questions", "canary-rollout"), r"expected show\('questions', \*, theme=None, platform=None\)$"),
        (("row_detail",), r"found show\('row_detail'\) where 'row' is undefined; expected a view row_detail\(\)"),
    ],
)
def test_a_wrong_show_says_what_was_found_and_expected(world, arguments, expected):
    with pytest.raises(LookupError, match=expected):
        call("show", *arguments, catalog=world)


def test_questions_takes_one_of_theme_and_platform(world):
    for named in ({}, {"theme": "canary-rollout", "platform": "alpha"}):
        with pytest.raises(LookupError, match="exactly one"):
            call("show", "questions", **named, catalog=world)


# What nobody shows ------------------------------------------------------------------------------------------------------


def unseen():
    """Return the templates that no page, template or module shows, and the views that have no template."""
    folders = [path.read_text("utf-8") for folder in registry.FOLDERS for path in folder.glob("*.j2")]
    modules = [path.read_text("utf-8") for path in (ROOT / "cloud_ml_platforms").rglob("*.py")]
    used = set(re.findall(r'(?:include|import|from|render\()\s*"(\w+)\.', "\n".join([*folders, *modules])))
    shown = shown_in(calls_in(DOCS)) | OF_MADE_PAGES
    return set(registry.templates()) - shown - used, set(registry.views()) - set(registry.templates())


def test_every_template_is_shown_and_every_view_has_one():
    assert unseen() == (set(), set())


def test_a_template_that_no_page_shows_and_a_view_without_one_are_found(tmp_path, monkeypatch):
    (tmp_path / "forgotten.md.j2").write_text("Nobody reads this.")
    monkeypatch.setattr(registry, "FOLDERS", (*registry.FOLDERS, tmp_path))
    monkeypatch.setattr(registry, "_registered", {**registry.views()})
    registry.templates.cache_clear()
    registry.views.cache_clear()

    @registry.view
    def lonely(catalog):
        return {}

    try:
        assert unseen() == ({"forgotten"}, {"lonely"})
        with pytest.raises(ValueError, match="found two views 'lonely'"):
            registry.view(lonely)
    finally:
        registry.templates.cache_clear()
        registry.views.cache_clear()


def test_no_two_templates_have_one_name():
    assert len(registry.templates()) == sum(len([*folder.glob("*.j2")]) for folder in registry.FOLDERS)


MARKDOWN = re.compile(r"^(?:#{1,6}|-|>|\d+\.|```|\|) ?|\]\(|\*\*| markdown>", re.MULTILINE)


def test_the_ending_of_a_template_says_whether_it_holds_markdown():
    for path in (path for folder in registry.FOLDERS for path in folder.rglob("*.j2")):
        written = re.sub(r"(?s:\{#.*?#\})", "", path.read_text("utf-8"))
        assert bool(MARKDOWN.search(written)) == path.name.endswith(".md.j2"), path


# Content ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("capability", ["online-endpoints", "feature-store"])
def test_a_row_section_has_heading_question_three_platforms_and_evidence(catalog, capability):
    text = call("show", "capability_rows", capability)
    for row in catalog.capabilities[capability].rows:
        assert f'<h3 id="{row.id}"><a href="../../r/{row.id}/">{escape(row.name)}</a>' in text
        for platform in PLATFORMS:
            assert f'id="{row.id}--{platform}"' in text
    assert text.count("<details") == sum(len(row.platforms) for row in catalog.capabilities[capability].rows)
    assert text.count("<summary") == text.count("<details"), "one tab stop per cell"


def test_what_the_rows_answer_for_stands_below_them_and_the_page_of_a_row_leads_there(catalog):
    scope = catalog.capabilities["online-endpoints"].scope
    assert scope.keys() == set(PLATFORMS)
    below = call("show", "capability_rows", "online-endpoints").split('id="kinds"')[1]
    for said in scope.values():
        assert escape(said) in below
    assert '#kinds"' in call("show", "row_page", "ep-rollback")
    assert "#kinds" not in call("show", "row_page", "nb-idle-stop"), "its file says no scope"


def test_a_capability_lists_every_source_and_the_page_of_a_row_what_it_shows(catalog):
    row = catalog.rows["ep-rollback"]
    listed, whole = call("show", "capability_rows", "online-endpoints"), call("show", "row_page", row.id)
    for item in (item for cell in row.platforms.values() for item in cell.all_evidence):
        address = f'<a href="{escape(catalog.sources[item.source].url)}">'
        assert address in listed
        assert address in whole
        assert Page("r/").words(item.shows) in whole


# Registered with MkDocs -------------------------------------------------------------------------------------------------


def registered(url="compare/"):
    """Return the macros as MkDocs has them, and its variables."""
    found = {}
    variables = {"page": SimpleNamespace(url=url), "repository": None, "published": None}
    env = SimpleNamespace(
        conf={"use_directory_urls": True},
        variables=variables,
        macro=lambda function, name: found.__setitem__(name, function),
    )
    macros.define_env(env)
    return found, variables


@pytest.mark.data
def test_define_env_registers_and_links_from_the_page_at_hand():
    found, variables = registered("r/ep-kinds/")
    assert set(found) == set(MACROS)
    assert 'href="../../compare/online-endpoints/#ep-kinds"' in found["ref"]("ep-kinds")
    variables["page"] = SimpleNamespace(url="")
    assert 'href="compare/online-endpoints/#ep-kinds"' in found["ref"]("ep-kinds")


def test_a_build_looks_at_the_data_once_and_the_next_one_again(monkeypatch, catalog):
    asked = []
    monkeypatch.setattr("cloud_ml_platforms.check.load.load_catalog", lambda: asked.append(1) or catalog)
    for build in (1, 2):
        found, _ = registered()
        assert found["as_of"]() == found["as_of"]() == catalog.as_of
        assert len(asked) == build


def test_faults_of_the_data_are_found_once_a_build_and_told_by_every_macro(monkeypatch):
    asked = []

    def load():
        asked.append(1)
        raise DataError([Fault("data/x.yml", 3, "id", "a", "b")])

    monkeypatch.setattr("cloud_ml_platforms.check.load.load_catalog", load)
    found, _ = registered()
    for _ in range(3):
        with pytest.raises(DataError, match=r"data/x\.yml:3: id: found a; expected b"):
            found["as_of"]()
    assert len(asked) == 1
