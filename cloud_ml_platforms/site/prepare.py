"""Before the build: write what pages link to and the menu does not hold.

Row pages go to `docs/r/`, question pages to `docs/q/`, those of partial platforms to `docs/p/`, data for scripts (rows opened in place, the cards of the
coach, the names that "Paste and check" looks for, the selector's verdicts, the calculator's formulas and prices) to
`docs/_gen/`, scripts and styles to `docs/assets/`, Anki decks to `docs/decks/`, the data API to `docs/api/`, feeds and calendars to `docs/feeds/`.
The folders are git-ignored. A file is written only when its content changed (an identical
rewrite would rebuild the site under `make serve`), and files of rows that are gone are removed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.compute import coach
from cloud_ml_platforms.exports.calendars import calendar_files
from cloud_ml_platforms.exports.decks import packages
from cloud_ml_platforms.exports.feeds import feed_files
from cloud_ml_platforms.exports.json_api import api_files
from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.site.web import bundles
from cloud_ml_platforms.site_url import site_url
from cloud_ml_platforms.text.references import question_page
from cloud_ml_platforms.text.words import INGREDIENT_WORDS
from cloud_ml_platforms.topics.choose.selector import PAGE, selector_data
from cloud_ml_platforms.topics.compare.views import row_view
from cloud_ml_platforms.topics.cost import views as cost_views
from cloud_ml_platforms.topics.data.content import FOLDER as API
from cloud_ml_platforms.topics.interview.decks import deck_path
from cloud_ml_platforms.topics.page import Page
from cloud_ml_platforms.topics.paste import names as paste_names
from cloud_ml_platforms.topics.samples.views import on_platforms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import ProcessPoolExecutor
    from pathlib import Path

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.compute.pairs import TermView

    Files = Mapping[str, str | bytes]  # contents by path below docs/

DOCS = ROOT / "docs"

GENERATED_PAGE = """---
title: "{title}"
description: "{description}"
search:
  exclude: true
hide: [navigation, toc]
---
{{{{ show("{view}", "{id}") }}}}
"""

GENERATED = (
    "r/*.md",
    "q/*.md",
    "p/*.md",
    "_gen/**/*.js",
    "assets/*.js",
    "assets/*.css",
    "decks/*.apkg",
    "api/**/*.*",
    "feeds/*",
)


def prepare(catalog: Catalog, docs: Path = DOCS, pool: ProcessPoolExecutor | None = None) -> list[Path]:
    """Write the generated files under `docs`; return those that changed or are gone.

    A pool is for the catalog of this project only: its processes have read it, or read it themselves.
    """
    pages = {docs / "r" / f"{row}.md": row_source(catalog, row) for row in catalog.rows}
    pages |= {docs / "p" / f"{name}.md": platform_source(catalog, name) for name in catalog.partial_platforms}
    pages |= {docs / "q" / f"{question}.md": question_source(catalog, question) for question in catalog.questions}
    changed = [path for path, text in pages.items() if write_if_changed(path, text)]
    # Cards, rows and decks link to the pages, which must be there.
    if pool is None:
        parts = [part(catalog, docs) for part in PARTS]
    else:
        parts = [future.result() for future in [pool.submit(part_of_project, part, docs) for part in PARTS]]
    files = {docs / name: content for part in parts for name, content in part.items()}
    changed += [path for path, content in files.items() if write_if_changed(path, content)]
    made = {*pages, *files}
    for pattern in GENERATED:
        for old in docs.glob(pattern):
            if old not in made:
                old.unlink()
                changed.append(old)
    return changed


def card_part(catalog: Catalog, _docs: Path) -> Files:
    """Return the coach's cards by path below docs/."""
    return {f"_gen/{name}": text for name, text in card_scripts(catalog).items()}


def code_part(catalog: Catalog, _docs: Path) -> Files:
    """Return the samples that scripts open in place."""
    return {f"_gen/{name}": text for name, text in code_scripts(catalog).items()}


def script_part(catalog: Catalog, _docs: Path) -> Files:
    """Return the other scripts with data."""
    return {
        **row_scripts(catalog),
        "_gen/paste.js": paste_script(catalog),
        "_gen/cost.js": cost_script(catalog),
        "_gen/selector.js": selector_script(catalog),
        "_gen/share.js": share_script(catalog, site_url()),
    }


def deck_part(catalog: Catalog, docs: Path) -> Files:
    """Return the Anki decks."""
    return {deck_path(name): content for name, content in packages(catalog, site_url(), docs).items()}


def api_part(catalog: Catalog, docs: Path) -> Files:
    """Return the data API."""
    return {f"{API}/{name}": content for name, content in api_files(catalog, site_url(), docs).items()}


def news_part(catalog: Catalog, docs: Path) -> Files:
    """Return feeds and calendars."""
    return {**feed_files(catalog, site_url(), docs), **calendar_files(catalog, site_url(), docs)}


def web_part(catalog: Catalog, _docs: Path) -> Files:
    """Return scripts and styles."""
    return bundles(catalog.platforms)


def write_bundles(catalog: Catalog, docs: Path = DOCS) -> None:
    """Write scripts and styles alone: enough after an edit of one."""
    for name, content in bundles(catalog.platforms).items():
        write_if_changed(docs / name, content)


PARTS = (card_part, api_part, script_part, code_part, deck_part, news_part, web_part)  # the longest first


def part_of_project(part: Callable[[Catalog, Path], Files], docs: Path) -> Files:
    """Make a part from the project's own catalog: what a process of a pool does."""
    return part(load_catalog(), docs)


def write_if_changed(path: Path, content: str | bytes) -> bool:
    """Write `content` unless the file holds it already; return whether it was written."""
    wanted = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == wanted:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(wanted)
    return True


def row_source(catalog: Catalog, row_id: str) -> str:
    """Return the source of a row's page."""
    row = catalog.rows[row_id]
    names = ", ".join(catalog.platforms[platform].short for platform in catalog.answering(row.platforms))
    page = Page("r/x/", directory_urls=True, catalog=catalog)
    return _page("row_page", row_id, f"{row.name}: {names}", page.plain(row.asks))


def platform_source(catalog: Catalog, platform: str) -> str:
    """Return the source of a partial platform's page."""
    info = catalog.platforms[platform]
    answers = sum(platform in row.platforms for row in catalog.rows.values())
    said = f"What the guide compares of {info.long} so far: {answers} rows, with limits and names, and what is not compared yet."
    return _page("partial_platform", platform, f"{info.short}: compared so far", said)


LONGEST_DESCRIPTION = 155


def question_source(catalog: Catalog, question_id: str) -> str:
    """Return the source of a question's page."""
    question = catalog.questions[question_id]
    page = Page("q/x/", directory_urls=True, catalog=catalog)
    asked = page.plain(question.question)
    names = ", ".join(catalog.platforms[platform].short for platform in question.platforms)
    description = cut_text(f"{question.level} question on {names}: {asked}", LONGEST_DESCRIPTION)
    return _page("question_page", question_id, asked, description)


def _page(view: str, record: str, title: str, description: str) -> str:
    return GENERATED_PAGE.format(view=view, id=record, title=_quoted(title), description=_quoted(description))


def cut_text(text: str, most: int) -> str:
    """Return a text, cut between words when it is longer than `most` characters."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def card_scripts(catalog: Catalog) -> dict[str, str]:
    """Return the classic scripts that hold the coach's cards: a file per deck and kind of address, and an index of all.

    `cards/` is for the site, `cards-from-disk/` for the offline build, whose pages have other addresses.
    """
    out = {}
    for folder, url, directory_urls in (
        ("cards", "interview/practice/", True),
        ("cards-from-disk", "interview/practice.html", False),
    ):
        page = Page(url, directory_urls, catalog)
        for deck in coach.decks(catalog):
            out[f"{folder}/{deck.id}.js"] = _deck_script(deck.id, [_question_card(page, q) for q in deck.questions])
        for drill in coach.term_decks(catalog):
            cards = [_term_card(page, drill, term) for term in drill.terms]
            out[f"{folder}/{drill.id}.js"] = _deck_script(drill.id, cards)
        cases = [_case_card(page, case) for case in catalog.cases.values()]
        out[f"{folder}/{coach.CASES}.js"] = _deck_script(coach.CASES, cases)
        out[f"{folder}/index.js"] = _script("CMLP_INDEX", _index(page))
    return out


def _script(name: str, value: object) -> str:
    return f"window.{name} = {json.dumps(value, ensure_ascii=False)};\n"


def _deck_script(deck: str, cards: list[dict[str, object]]) -> str:
    return f"(window.CMLP_CARDS = window.CMLP_CARDS || {{}})[{json.dumps(deck)}] = {json.dumps(cards, ensure_ascii=False)};\n"


def _points(page: Page, points: tuple[m.Point, ...]) -> list[dict[str, object]]:
    return [
        {"id": point.id, "says": page.inline(point.says), "shows": point.shows or "", "platforms": point.platforms}
        for point in points
    ]


def _question_card(page: Page, question: m.Question) -> dict[str, object]:
    return {
        "id": question.id,
        "front": f"<p>{page.words(question.question)}</p>",
        "answer": page.spoken(question.answer, question.points),
        "points": _points(page, question.points),
        "list": page.render("question_points.html.j2", question=question),
        "more": page.render("question_more.html.j2", question=question),
        "page": page.url(question_page(question.id)),
    }


STAGES = {
    "ask": "Ask, 5 minutes; then see what each answer changes",
    "numbers": "Numbers, 8 minutes; then compare",
    "draw": "Draw and walk through it, 12 minutes; then compare",
    "push": "The push, 10 minutes: answer each before you open it",
}


def _case_card(page: Page, case: m.Case) -> dict[str, object]:
    return {
        "id": case.id,
        "front": page.blocks(case.brief),
        "stages": [
            {"name": name, "html": page.render("case_stage.html.j2", case=case, stage=stage)}
            for stage, name in STAGES.items()
        ],
        "answer": page.blocks(case.design),
        "points": _points(page, case.score),
        "more": page.render("case_more.html.j2", case=case),
        "page": page.url(f"interview/cases/{case.id}/"),
    }


def _term_card(page: Page, deck: coach.TermDeck, term: TermView) -> dict[str, object]:
    values = {"term": term, "mine": deck.mine, "theirs": deck.theirs}
    return {
        "id": term.id,
        "front": page.render("card_term_front.html.j2", **values),
        "answer": page.render("card_term_back.html.j2", **values),
        "points": [],
        "more": "",
        "page": page.url(f"translate/{deck.id}/", term.id),
    }


def _index(page: Page) -> dict[str, object]:
    """Return what the coach must know of every card before a deck is loaded: `title` is plain text."""
    catalog = page.catalog
    questions = [
        {
            "id": question.id,
            "deck": deck.id,
            "level": question.level,
            "core": question.core,
            "asked": question.asked,
            "shows": sorted({point.shows for point in question.points if point.shows}),
            "platforms": question.platforms,
            "title": page.plain(question.question),
            "page": page.url(question_page(question.id)),
        }
        for deck in coach.decks(catalog)
        for question in deck.questions
    ]
    terms = {
        deck.id: [{"id": term.id, "title": page.plain(term.mine.say or "")} for term in deck.terms]
        for deck in coach.term_decks(catalog)
    }
    cases = [
        {"id": case.id, "title": case.name, "page": page.url(f"interview/cases/{case.id}/")}
        for case in catalog.cases.values()
    ]
    return {
        "version": coach.coach_version(catalog),
        "questions": questions,
        "terms": terms,
        "cases": cases,
        "decks": {deck.id: deck.name for deck in coach.all_decks(catalog)},
        "platforms": {platform.id: platform.short for platform in catalog.full_platforms.values()},
        "ingredients": INGREDIENT_WORDS,
    }


def code_scripts(catalog: Catalog) -> dict[str, str]:
    """Return a classic script per step of the workload with the HTML of its samples, a tab per platform.

    Pages of capabilities and themes lie equally deep and in other folders than `x/`, so that one text serves both.
    """
    out = {}
    for folder, url, directory_urls in (("code", "x/x/", True), ("code-from-disk", "x/x.html", False)):
        page = Page(url, directory_urls, catalog)
        for step in catalog.steps.values():
            html = page.render("step_tabs.html.j2", step=step, steps=on_platforms(catalog, step.id))
            out[f"{folder}/{step.id}.js"] = (
                f"(window.CMLP_CODE = window.CMLP_CODE || {{}})[{json.dumps(step.id)}] = {json.dumps(html, ensure_ascii=False)};\n"
            )
    return out


def row_scripts(catalog: Catalog) -> dict[str, str]:
    """Return the classic scripts that hold, per row, the HTML that the comparison guide opens in place.

    `rows.js` is for the site, `rows-from-disk.js` for the offline build, whose pages have other addresses.
    """
    out = {}
    for name, url, directory_urls in (("rows", "compare/", True), ("rows-from-disk", "compare/index.html", False)):
        page = Page(url, directory_urls, catalog)
        rows = {row: page.render("row_detail.html.j2", row=row_view(catalog, row)) for row in sorted(catalog.rows)}
        out[f"_gen/{name}.js"] = _script("CMLP_ROWS", {str(directory_urls).lower(): rows})
    return out


def share_script(catalog: Catalog, site: str) -> str:
    """Return a classic script that holds what a shared text says and no page does: the site's address, the data's day."""
    return _script("CMLP_SHARE", {"asOf": catalog.as_of, "site": site})


def paste_script(catalog: Catalog) -> str:
    """Return a classic script that holds what "Paste and check" looks for, and the addresses that its marks lead to."""
    names = paste_names.names_to_find(catalog)
    data = paste_names.data_of(names) | paste_names.today_of(names)
    for record, one in zip(data["records"].values(), names.records.values(), strict=True):
        record.append(one.links)
    targets = sorted({page for one in names.records.values() for page, _, _ in one.links})
    here = {
        "true": Page(paste_names.OWN_PAGE, directory_urls=True, catalog=catalog),
        "false": Page("reference/paste.html", directory_urls=False, catalog=catalog),
    }
    pages = {name: {target: page.url(target) for target in targets} for name, page in here.items()}
    data |= {"pages": pages, "example": paste_names.EXAMPLE.read_text(encoding="utf-8")}
    return f"window.CMLP_PASTE = {json.dumps(data, ensure_ascii=False, separators=(',', ':'), sort_keys=True)};\n"


def cost_script(catalog: Catalog) -> str:
    """Return a classic script that holds the calculator's inputs, formulas, prices and scenarios."""
    data = cost_views.calculator_data(catalog)
    return f"window.CMLP_COST = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def selector_script(catalog: Catalog) -> str:
    """Return a classic script that holds what the selector scores, and the addresses of the pages that its rows stand on."""
    data = selector_data(catalog)
    targets = sorted({page for _, page in data["rows"].values()})  # type: ignore[attr-defined]
    here = {"true": Page(PAGE, True, catalog), "false": Page("choose/selector.html", False, catalog)}  # noqa: FBT003 - as MkDocs names it
    data["pages"] = {name: {target: page.url(target) for target in targets} for name, page in here.items()}
    return f"window.CMLP_SELECTOR = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"
