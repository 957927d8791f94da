"""The macros that pages call. Each takes the page it stands on, asks a view, renders a template.

How a page uses them is in CONTRIBUTING. Wrong ids and arguments raise LookupError or
TypeError with what was found and what was expected.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import jinja2
from markupsafe import Markup

from macros import billing as billing_views
from macros import cheatsheet as cheat
from macros import choice_models as choice
from macros import (
    coach,
    cost_answer,
    cost_views,
    data_api,
    data_shapes,
    decks,
    downloads,
    freshness,
    history,
    inline,
    instead,
    paste,
    plan,
    selector,
    translate,
    views,
)
from macros import cost as cost_math
from macros import models as m
from macros import workload as workload_views
from macros.catalog import Catalog, load_catalog
from macros.code_html import sample_html
from macros.links import Links
from macros.marks import MARK_WORDS, SUPPORT_WORDS
from macros.refs import question_list
from macros.reviews import to_review

if TYPE_CHECKING:
    from macros.samples import Step

TEMPLATES = Path(__file__).resolve().parent / "templates"
DIAGRAMS = Path(__file__).resolve().parent.parent / "diagrams"


class Page:
    """The page being rendered: makes its links, renders templates with the catalog at hand."""

    def __init__(
        self,
        url: str,
        directory_urls: bool = True,  # noqa: FBT001, FBT002 - as MkDocs names it
        catalog: Catalog | None = None,
        *,
        repository: str = "",
        site: str = "",
        links: Links | None = None,
    ) -> None:
        self.catalog = catalog if catalog is not None else load_catalog()
        self.links = links or Links(url, directory_urls)
        self.repository = repository.rstrip("/")
        self.site = site

    def render(self, template: str, **values: Any) -> str:  # noqa: ANN401 - whatever the template needs
        """Render a template of macros/templates/."""
        return _environment().get_template(template).render(page=self, catalog=self.catalog, **values)

    # Used in templates
    def inline(self, text: str) -> Markup:
        """Render a line of inline Markdown, references linked."""
        return inline.to_html(text, self.catalog, self.links)

    def words(self, text: str) -> Markup:
        """Render a line of inline Markdown without links."""
        return inline.to_html(text, self.catalog, self.links, linked=False)

    def blocks(self, text: str) -> Markup:
        """Render paragraphs and lists."""
        return inline.to_blocks(text, self.catalog, self.links)

    def spoken(self, text: str, points: tuple[m.Point, ...] = (), *, linked: bool = True) -> Markup:
        """Render a spoken answer; sentences that speak of some platforms only are marked with them."""
        counts = {point.id: point.platforms for point in points}
        return inline.to_spoken(text, self.catalog, self.links, points=counts, linked=linked)

    def named(self, text: str) -> str:
        """Return the platforms that a text names, unless it names none or all."""
        found = inline.platforms_named(self.plain(text), self.catalog)
        return "" if len(found) == len(self.catalog.platforms) else " ".join(found)

    def plain(self, text: str) -> str:
        """Render to plain text."""
        return inline.to_text(text, self.catalog)

    def url(self, page: str, anchor: str | None = None) -> str:
        """Return the relative address of a page."""
        return self.links.to(page, anchor)

    def ref(self, reference: str) -> Markup:
        """Render a reference, linked."""
        return inline.reference(reference, self.catalog, self.links)

    def evidence(self, evidence: tuple[m.Evidence, ...]) -> Markup:
        """Render pieces of evidence as a list."""
        return Markup(self.render("evidence.html.j2", proofs=views.proofs(self.catalog, evidence)))  # noqa: S704 - a template of ours

    @property
    def cards(self) -> str:
        """The folder of the coach's cards, as seen from this page."""
        return self.links.untouched.asset("_gen/cards/" if self.links.directory_urls else "_gen/cards-from-disk/")

    def sample_html(self, snippet: str, language: str) -> Markup:
        """Render a file or section of samples/."""
        return sample_html(snippet, language)

    @property
    def code(self) -> str:
        """The folder of the samples that scripts open in place, as seen from this page."""
        return self.links.untouched.asset("_gen/code/" if self.links.directory_urls else "_gen/code-from-disk/")

    def report(self, row: str) -> str:
        """Return the address of an issue form that has the row filled in; empty when no repository is set."""
        if not self.repository:
            return ""
        query = urlencode({"template": "fact.yml", "row": row})
        return f"{self.repository}/issues/new?{query}"


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        extensions=["jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # define_env drops this module when a template was edited
        cache_size=-1,
    )
    environment.globals.update(
        views=views,
        coach=coach,
        plan=plan,
        translate=translate,
        freshness=freshness,
        platforms=m.PLATFORMS,
        support_words=SUPPORT_WORDS,
        mark_words=MARK_WORDS,
        cost_math=cost_math,
    )
    return environment


def ref(page: Page, reference: str) -> str:
    """`{{ ref("lim-ep-timeout-s sagemaker real-time") }}`: a name, value or date of the data, linked (see refs.py)."""
    return str(page.ref(reference))


def as_of(page: Page) -> str:
    """`{{ as_of() }}`: the day the data speaks for."""
    return page.catalog.as_of


def engine_day(page: Page, which: str) -> str:
    """`{{ engine_day("ends") }}`: when the theme's maintenance ends; `switch_by`: when the switch is made at the latest."""
    if which not in {"ends", "switch_by"}:
        msg = f"found engine_day({which!r}); expected ends or switch_by"
        raise LookupError(msg)
    return str(getattr(page.catalog.engine, which))


def engine_facts(page: Page) -> str:
    """Render what sources state about the engines."""
    return page.render("engine_facts.html.j2", facts=page.catalog.engine.facts if page.catalog.engine else ())


def engine_differences(page: Page) -> str:
    """Render what a build by the next engine does differently, as the tests assert it."""
    return page.render("engine_differences.md.j2", found=page.catalog.engine.differences if page.catalog.engine else ())


def count(page: Page, what: str) -> str:
    """`{{ count("rows") }}`: how many rows, limits, sources, questions, events, cells or unknowns there are."""
    catalog = page.catalog
    cells = [cell for row in catalog.rows.values() for cell in row.platforms.values()]
    limit_cells = [cell for limit in catalog.limits.values() for cell in limit.platforms.values()]
    counts = {
        "rows": len(catalog.rows),
        "cells": len(cells),
        "unknown": sum(cell.support == "unknown" for cell in cells) + sum(c.state == "unknown" for c in limit_cells),
        "limits": len(catalog.limits),
        "sources": len(catalog.sources),
        "questions": len(catalog.questions),
        "core": sum(question.core for question in catalog.questions.values()),
        "cases": len(catalog.cases),
        "events": len(catalog.events),
        "capabilities": len(catalog.capabilities),
        "contested": len(catalog.contested),
        "translated": len(catalog.translated),
        "evidence": sum(1 for _ in catalog.evidence_by_record()),
    }
    if what not in counts:
        msg = f"found count({what!r}); expected one of {', '.join(counts)}"
        raise LookupError(msg)
    return f"{counts[what]:,}"


def building_blocks(page: Page) -> str:
    """Render the table of shared building blocks: capability, what it does, why interviewers care."""
    return page.render("building_blocks.html.j2")


def matrix(page: Page, part: str = "track") -> str:
    """`{{ matrix("beyond") }}`: capabilities by platforms, the service and its standing; of the track, or beyond it."""
    parts = {"track": page.catalog.track, "beyond": page.catalog.beyond}
    if part not in parts:
        msg = f"found matrix({part!r}); expected one of {', '.join(parts)}"
        raise LookupError(msg)
    return page.render("matrix.html.j2", part=part, capabilities=parts[part])


def capability_head(page: Page, capability: str) -> str:
    """Render what a capability does, why it is asked, and the services of the three platforms."""
    found = views.capability_of(page.catalog, capability)
    return page.render("capability_head.html.j2", capability=found, services=views.services(page.catalog, capability))


def capability_rows(page: Page, capability: str) -> str:
    """Render a section per row."""
    return page.render("capability_rows.md.j2", rows=views.capability_rows(page.catalog, capability))


def capability_limits(page: Page, capability: str) -> str:
    """Render the limits and contracts of one capability."""
    return page.render("limits_short.html.j2", limits=views.capability_limits(page.catalog, capability))


def capability_foot(page: Page, capability: str) -> str:
    """Render related themes, questions that rely on the rows, and what changed in two years and lies ahead."""
    found = views.capability_of(page.catalog, capability)
    asked = views.questions_on_rows(page.catalog, [row.id for row in found.rows])
    changed = views.events(page.catalog, capability=capability)
    near = [event for event in changed if (event.ends or event.date) >= views.months_from(page.catalog.as_of, -24)]
    return page.render(
        "capability_foot.md.j2",
        capability=found,
        questions=asked,
        events=near,
        others=len(changed) - len(near),
        contested=views.contested(page.catalog, capability=capability),
    )


def comparison(page: Page) -> str:
    """Render the comparison guide: every row and platform, support and the answer in one line."""
    groups = [(found, views.capability_rows(page.catalog, found.id)) for found in page.catalog.capabilities.values()]
    return page.render("comparison.md.j2", groups=groups)


def guide_filters(page: Page) -> str:
    """Render the filter form of the comparison guide; without scripts the style sheet hides it."""
    return page.render("guide_filters.html.j2")


def text_filter(page: Page, what: str) -> str:
    """Render a form that filters the page's entries by text and platform."""
    return page.render("text_filter.html.j2", what=what)


def row_page(page: Page, row: str) -> str:
    """Render the page of one row."""
    view = views.row_view(page.catalog, row)
    limits = [limit for limit in page.catalog.limits.values() if row in limit.rows]
    return page.render(
        "row_page.md.j2",
        row=view,
        limits=limits,
        questions=views.questions_on_rows(page.catalog, [row]),
        history=history.row_history(page.catalog, row),
        events=views.row_events(page.catalog, row),
        contested=views.contested(page.catalog, row=row),
        code=[(step, workload_views.on_platforms(page.catalog, step.id)) for step in _steps(page, row=row)],
    )


def step_code(page: Page, step: str) -> str:
    """Render one step of the workload, a tab per platform with its recommended sample."""
    shown = workload_views.on_platforms(page.catalog, step)
    return page.render("step_tabs.html.j2", step=page.catalog.steps[step], steps=shown)


def in_code(page: Page, *, capability: str | None = None, theme: str | None = None) -> str:
    """`{{ in_code(theme="canary-rollout") }}`: the steps of a capability or theme, their samples opened in place."""
    found = _steps(page, capability=capability, theme=theme)
    if not found:
        msg = f"found in_code(capability={capability!r}, theme={theme!r}); expected one that a step of samples/index.yml names"
        raise LookupError(msg)
    return page.render("in_code.md.j2", steps=found)


def workload(page: Page, platform: str) -> str:
    """`{{ workload("sagemaker") }}`: every step of the workload on one platform."""
    own = _platform(page, platform)
    steps = [(step, workload_views.on_platform(page.catalog, step.id, own.id)) for step in page.catalog.steps.values()]
    others = [other for other in page.catalog.platforms.values() if other is not own]
    return page.render("workload.md.j2", platform=own, steps=steps, others=others)


def container_code(page: Page) -> str:
    """Render the code that runs in the containers, by file."""
    files: dict[str, list[workload_views.SampleView]] = {}
    for sample in workload_views.in_containers(page.catalog):
        files.setdefault(sample.file, []).append(sample)
    return page.render("container_code.md.j2", files=files.items())


def _steps(page: Page, **belongs_to: str | None) -> list[Step]:
    return workload_views.steps_of(page.catalog, **belongs_to)


def provider_column(page: Page, platform: str) -> str:
    """Render one platform's column of every capability."""
    groups = [(found, views.capability_rows(page.catalog, found.id)) for found in page.catalog.capabilities.values()]
    return page.render("provider_column.md.j2", platform=_platform(page, platform), groups=groups)


def provider_standing(page: Page, platform: str) -> str:
    """Render how a platform stands on each capability: its services, and how many rows it answers how."""
    _platform(page, platform)
    found = [
        (capability, next(one for one in views.services(page.catalog, capability.id) if one.platform == platform))
        for capability in page.catalog.capabilities.values()
    ]
    return page.render("provider_standing.html.j2", platform=platform, capabilities=found)


def provider_head(page: Page, platform: str) -> str:
    """Render a provider's names, resource hierarchy, SDKs, strengths and weaknesses."""
    return page.render("provider_head.html.j2", platform=_platform(page, platform))


def cheatsheet(page: Page, platform: str) -> str:
    """`{{ cheatsheet("sagemaker") }}`: one platform on one printed page, for the night before an interview."""
    own = _platform(page, platform)
    return page.render("cheatsheet.html.j2", platform=own, sheet=cheat.sheet(page.catalog, own.id))


def provider_events(page: Page, platform: str) -> str:
    """Render what changed on a platform in the last half year, and what lies ahead within a year, newest first."""
    _platform(page, platform)
    found = views.events(page.catalog, platform=platform)
    first, last = views.months_from(page.catalog.as_of, -6), views.months_from(page.catalog.as_of, 12)
    near = [event for event in found if first <= (event.ends or event.date) <= last]
    return page.render(
        "provider_events.md.j2",
        platform=platform,
        events=near,
        others=len(found) - len(near),
        contested=views.contested(page.catalog, platform=platform),
    )


def provider_lifecycle(page: Page, platform: str) -> str:
    """Render the six questions, answered for one platform."""
    return page.render("provider_lifecycle.md.j2", platform=_platform(page, platform))


def _platform(page: Page, platform: str) -> m.PlatformInfo:
    if platform not in page.catalog.platforms:
        msg = f"found platform {platform!r}; expected one of {', '.join(m.PLATFORMS)}"
        raise LookupError(msg)
    return page.catalog.platforms[platform]


def lifecycle(page: Page) -> str:
    """Render the six 'say where' questions with an answer per platform."""
    return page.render("lifecycle.md.j2", questions=page.catalog.lifecycle)


def six_questions(page: Page) -> str:
    """Render the six questions in short."""
    return page.render("six_questions.html.j2", questions=page.catalog.lifecycle)


def all_limits(page: Page) -> str:
    """Render every limit and contract, by capability."""
    groups = [
        (found, limits)
        for found in page.catalog.capabilities.values()
        if (limits := views.capability_limits(page.catalog, found.id))
    ]
    return page.render("limits.md.j2", groups=groups)


def ledger(page: Page) -> str:
    """Render the ledger: what lies ahead, what happened, then every thing with its names."""
    found = views.events(page.catalog)
    ahead = [event for event in found if views.lies_ahead(event, page.catalog.as_of)]
    return page.render(
        "ledger.md.j2",
        ahead=sorted(ahead, key=lambda event: (event.ends or event.date, event.id)),
        past=[event for event in found if event not in ahead],
        things=views.things(page.catalog),
    )


def constraints(page: Page) -> str:
    """Render the five constraints of the selection framework."""
    return page.render("constraints.md.j2", constraints=page.catalog.constraints)


def constraints_short(page: Page) -> str:
    """Render the five constraints, a line each."""
    return page.render("constraints_short.html.j2", constraints=page.catalog.constraints)


def decisions(page: Page) -> str:
    """Render the worked decisions."""
    return page.render("decisions.md.j2", decisions=page.catalog.decisions)


def themes(page: Page) -> str:
    """Render the seven interview themes as a table."""
    return page.render("themes.html.j2", themes=page.catalog.themes.values())


def theme_head(page: Page, theme: str) -> str:
    """Render a theme's question and what is being tested."""
    return page.render("theme_head.html.j2", theme=_theme(page, theme))


def theme_rows(page: Page, theme: str) -> str:
    """Render the rows of a theme: how it looks on each platform."""
    found = _theme(page, theme)
    rows = [views.row_view(page.catalog, row) for row in found.rows]
    return page.render("rows_table.html.j2", rows=rows, caption=f"{found.name}: how it looks on each platform")


def rows(page: Page, *ids: str) -> str:
    """`{{ rows("ep-rollback", "reg-alias") }}`: a small table of the named rows."""
    return page.render("rows_table.html.j2", rows=[views.row_view(page.catalog, row) for row in ids], caption="Rows")


def _theme(page: Page, theme: str) -> m.ThemeInfo:
    if theme not in page.catalog.themes:
        msg = f"found theme {theme!r}; expected one of {', '.join(page.catalog.themes)}"
        raise LookupError(msg)
    return page.catalog.themes[theme]


def questions(page: Page, *, theme: str | None = None, platform: str | None = None) -> str:
    """Render the questions of a theme, or those of one platform's depth, answers closed; in a long guide without follow-ups."""
    if (theme is None) == (platform is None):
        msg = f"found questions(theme={theme!r}, platform={platform!r}); expected exactly one of the two"
        raise LookupError(msg)
    if platform is not None:
        _platform(page, platform)
    found = views.questions_of(page.catalog, theme=theme or "platform-depth", platform=platform)
    if not found:
        msg = f"found no question for theme={theme!r}, platform={platform!r}; expected some in data/questions"
        raise LookupError(msg)
    return page.render("questions.md.j2", questions=found, brief=platform is not None)


def question_page(page: Page, question: str) -> str:
    """Render the page of one question, its answer closed."""
    if question not in page.catalog.questions:
        msg = f"found question {question!r}; expected the id of a question in data/questions"
        raise LookupError(msg)
    found = page.catalog.questions[question]
    before, after = coach.neighbours(page.catalog, found)
    return page.render(
        "question_page.md.j2",
        question=found,
        deck=next(deck for deck in coach.decks(page.catalog) if deck.id == coach.deck_of(found)),
        home=question_list(found),
        before=before,
        after=after,
    )


def question_bank(page: Page) -> str:
    """Render every question by deck, answers closed, with the form that filters them."""
    return page.render("question_bank.md.j2", decks=coach.decks(page.catalog), levels=m.LEVELS)


def core_questions(page: Page) -> str:
    """Render the core set as a list of links."""
    core = [question for question in page.catalog.questions.values() if question.core]
    return page.render("core_questions.html.j2", questions=core)


def practice(page: Page) -> str:
    """Render the form, the card and the lists of the practice page; scripts fill them."""
    return page.render("practice.html.j2", **_coach_forms(page))


def anki_decks(page: Page) -> str:
    """Render the Anki decks as a list of files to download, with what is in each."""
    return page.render("anki_decks.html.j2", files=decks.deck_files(page.catalog))


def practise(page: Page, deck: str, words: str) -> str:
    """`{{ practise("canary-rollout", "Practise these") }}`: a link to the practice of one deck."""
    known = [found.id for found in [*coach.decks(page.catalog), *coach.term_decks(page.catalog)]]
    if deck not in known:
        msg = f"found deck {deck!r}; expected one of {', '.join(known)}"
        raise LookupError(msg)
    return page.render("practise.html.j2", deck=deck, words=words).strip()


def mock(page: Page) -> str:
    """Render the forms of the mock interview; scripts fill them."""
    return page.render("mock.html.j2", **_coach_forms(page))


def _coach_forms(page: Page) -> dict[str, Any]:
    return {
        "decks": coach.decks(page.catalog),
        "translations": coach.term_decks(page.catalog),
        "cases": page.catalog.cases.values(),
        "levels": m.LEVELS,
    }


def case(page: Page, name: str) -> str:
    """Render one worked system design."""
    if name not in page.catalog.cases:
        msg = f"found case {name!r}; expected one of {', '.join(page.catalog.cases)}"
        raise LookupError(msg)
    picture = Markup(diagram(page, f"case-{name}"))  # noqa: S704 - a drawing of ours
    return page.render("case.md.j2", case=page.catalog.cases[name], picture=picture)


def cases(page: Page) -> str:
    """Render the list of worked system designs."""
    return page.render("cases.html.j2", cases=page.catalog.cases.values())


PLAN_TITLES = {1: "Tonight", 3: "Three evenings", 7: "Seven evenings", 14: "Fourteen evenings"}


def learning_plan(page: Page) -> str:
    """Render the form of the plan, its steps for scripts to choose from, and four plans that need none."""
    return page.render(
        "plan.md.j2",
        views=plan.step_views(page),
        plans=plan.shown_plans(page),
        titles=PLAN_TITLES,
        anchors={count: title.lower().replace(" ", "-") for count, title in PLAN_TITLES.items()},
        longest=plan.LONGEST,
    )


def plan_form(page: Page) -> str:
    """Render the form that leads to the plan."""
    return page.render("plan_form.html.j2", action=page.links.untouched.to("learn/"), home=True, longest=plan.LONGEST)


def contested(page: Page) -> str:
    """Render the questions on which sources disagree, both sides dated."""
    return page.render("contested.md.j2", questions=page.catalog.contested.values())


def changes(page: Page) -> str:
    """Render the journal of this guide's facts, newest first."""
    return page.render("changes.md.j2", changes=history.changes(page.catalog))


FIRST_MONTH = "2023-01"


def since(page: Page) -> str:
    """Render what changed for a reader who was away: beliefs to test, then all dated news by group."""
    found = history.since(page.catalog)
    return page.render(
        "since.md.j2",
        beliefs=history.mixed(page.catalog.beliefs.values()),
        groups=history.grouped([item for item in found if item.until >= FIRST_MONTH[:4]], page.catalog.as_of),
        names=history.GROUPS,
        months=history.months(FIRST_MONTH, page.catalog.as_of),
    )


OLDEST_SHOWN = 60


def fresh(page: Page) -> str:
    """Render how old the evidence is by capability, mark and kind of source, the oldest answers, and questions to review."""
    return page.render(
        "freshness.md.j2",
        capabilities=freshness.by_capability(page.catalog),
        totals=freshness.totals(page.catalog),
        marks=freshness.by_mark(page.catalog),
        kinds=freshness.by_kind(page.catalog),
        oldest=freshness.aged_cells(page.catalog)[:OLDEST_SHOWN],
        watches=page.catalog.watches,
        reviews=to_review(page.catalog),
    )


def directions(page: Page) -> str:
    """Render the table of the six translations."""
    return page.render("directions.html.j2")


def dictionary(page: Page) -> str:
    """Render every translated term in the words of the three platforms, with links to where each pair is compared."""
    return page.render("dictionary.html.j2")


def translation(page: Page, mine: str, theirs: str) -> str:
    """`{{ translation("sagemaker", "azure-ml") }}`: every term of one platform in the words of another."""
    own, other = _two_platforms(page, mine, theirs)
    return page.render(
        "translation.md.j2",
        mine=own,
        theirs=other,
        groups=translate.groups(page.catalog, own.id, other.id),
        sheet=translate.sheet(page.catalog, own.id, other.id),
    )


def translation_sheet(page: Page, mine: str, theirs: str) -> str:
    """Render the one-page sheet of one direction."""
    own, other = _two_platforms(page, mine, theirs)
    sheet = translate.sheet(page.catalog, own.id, other.id)
    return page.render("sheet.html.j2", mine=own, theirs=other, sheet=sheet)


def paste_form(page: Page) -> str:
    """Render the form and the lists of "Paste and check"; scripts fill them."""
    return page.render("paste.html.j2", levels=paste.LEVEL_WORDS)


def paste_levels(page: Page) -> str:
    """Render the levels of marks with what each means."""
    return page.render("paste_levels.html.j2", levels=paste.LEVEL_WORDS)


def old_code(page: Page, platform: str | None = None) -> str:
    """`{{ old_code("sagemaker") }}`: the tables of code one finds and code of today, of one platform or of all."""
    files = page.catalog.code_files
    if platform is not None:
        _platform(page, platform)
        files = {name: file for name, file in files.items() if name == platform}
    return page.render("old_code.md.j2", files=files.values(), told=paste.told, anchors=platform is None)


def _two_platforms(page: Page, mine: str, theirs: str) -> tuple[m.PlatformInfo, m.PlatformInfo]:
    if mine == theirs:
        msg = f"found {mine!r} twice; expected two different platforms"
        raise LookupError(msg)
    return _platform(page, mine), _platform(page, theirs)


def glossary(page: Page) -> str:
    """Render every term."""
    ordered = sorted(page.catalog.terms.values(), key=lambda term: term.term.lower())
    return page.render("glossary.md.j2", terms=[{"letter": term.term[0].upper(), "term": term} for term in ordered])


def sources(page: Page) -> str:
    """Render every source with its dates and the records that cite it."""
    return page.render("sources.md.j2", sources=views.source_uses(page.catalog))


def ingredient(page: Page, name: str) -> str:  # noqa: ARG001 - all macros take the page
    """`{{ ingredient("rollback") }}`: marks where an answer names one of the six ingredients."""
    if name not in coach.INGREDIENT_WORDS:
        msg = f"found ingredient {name!r}; expected one of {', '.join(coach.INGREDIENT_WORDS)}"
        raise LookupError(msg)
    return f'<span class="ingredient">{coach.INGREDIENT_WORDS[name]}</span>'


def diagram(page: Page, name: str) -> str:  # noqa: ARG001 - all macros take the page
    """`{{ diagram("sagemaker") }}`: a diagram of diagrams/, inline, with its text alternative."""
    path = DIAGRAMS / f"{name}.svg"
    if not path.is_file():
        known = ", ".join(sorted(found.stem for found in DIAGRAMS.glob("*.svg")))
        msg = f"found diagram {name!r}; expected one of {known}"
        raise LookupError(msg)
    return f'<figure class="diagram" data-search-exclude>\n{path.read_text(encoding="utf-8").strip()}\n</figure>'


def billing(page: Page) -> str:
    """Render what is billed: what bills while nobody works at a glance, then each use by platform."""
    return page.render(
        "billing.md.j2", uses=page.catalog.uses.values(), waits=billing_views.WAITS, lines=billing_views.lines
    )


def cost(
    page: Page,
    scenario: str,
    column: str,
    line: str | None = None,
    changes: dict[str, cost_math.Value] | None = None,
) -> str:
    """`{{ cost("sc-llm-tuning", "vertex-ai", "ln-training-spot", {"spotshare": 100}) }}`: a scenario's line, or its total, in USD a month.

    `changes` are inputs typed over the scenario's. What a blank price leaves open is "not known", linked to the scenario.
    """
    if column not in choice.COLUMNS:
        msg = f"found column {column!r}; expected one of {', '.join(choice.COLUMNS)}"
        raise LookupError(msg)
    if line is not None and line not in page.catalog.cost_lines:
        msg = f"found line {line!r}; expected one of {', '.join(page.catalog.cost_lines)}"
        raise LookupError(msg)
    found = cost_math.bill(page.catalog, cost_math.typed(page.catalog, scenario, **(changes or {})))
    amount = found.totals[column] if line is None else found.cells[line][column].amount
    return page.render("cost.html.j2", scenario=scenario, amount=amount).strip()


def worked(page: Page, scenario: str, caption: str, rows: list[billing_views.Row]) -> str:
    """`{{ worked("sc-llm-tuning", "Two ways", [("On demand", "ln-training", dict(spotshare=0), ()), ...]) }}`: worked numbers.

    A row is its name, a line of the calculator with inputs typed over the scenario's, and for each platform a text that
    stands in place of the number; no texts, or an empty one, leave the number.
    """
    shown = [(row[0], billing_views.cells(page.catalog, scenario, row)) for row in rows]
    prices = {price.id: price for _, found in shown for one in found for price in one.prices}
    return page.render("billing_worked.html.j2", scenario=scenario, caption=caption, rows=shown, prices=prices.values())


def cost_calculator(page: Page) -> str:
    """Render the calculator's form, bars and bill; scripts fill them."""
    return page.render("cost_calculator.html.j2", groups=cost_views.grouped(page.catalog), **_columns(page))


def cost_scenarios(page: Page) -> str:
    """Render every scenario as a month worked out, for readers with and without scripts."""
    return page.render("cost_scenarios.md.j2", scenarios=cost_views.scenarios(page.catalog), **_columns(page))


def cost_formulas(page: Page) -> str:
    """Render every line of the bill with its formula in each column, or why it is not billed."""
    lines = [(line, cost_views.formulas(page.catalog, line)) for line in page.catalog.cost_lines.values()]
    return page.render("cost_lines.html.j2", lines=lines)


def cost_prices(page: Page) -> str:
    """Render every price with its machine, date and evidence."""
    return page.render(
        "cost_prices.html.j2",
        meters=list(cost_views.prices(page.catalog)),
        of_names=cost_views.OF_NAMES,
        second_hand=cost_views.second_hand,
    )


def _columns(page: Page) -> dict[str, Any]:
    names = cost_answer.column_names(page.catalog)
    return {"columns": choice.COLUMNS, "names": names, "of_names": cost_views.OF_NAMES}


def selector_form(page: Page) -> str:
    """Render the selector's form and the places of its answer; scripts fill them."""
    return page.render(
        "selector_form.html.j2",
        groups=selector.by_constraint(page.catalog),
        weights=selector.WEIGHTS,
        state_of=selector.state_of,
    )


def selector_presets(page: Page) -> str:
    """Render the presets: who it is, what they require and weigh, a link that opens the decision."""
    return page.render(
        "selector_presets.md.j2",
        presets=page.catalog.presets.values(),
        weights=selector.WEIGHTS,
        state_of=selector.state_of,
    )


def selector_criteria(page: Page) -> str:
    """Render every criterion by constraint: what it asks, and per platform and kind the verdict with its reason."""
    return page.render(
        "selector_criteria.md.j2",
        groups=selector.by_constraint(page.catalog),
        answers=lambda criterion: selector.criterion_view(page.catalog, criterion),
        sharing=lambda criterion: selector.sharing(page.catalog, criterion),
        words=selector.GRADE_WORDS,
    )


def selector_signals(page: Page) -> str:
    """Render what speaks for running a platform of one's own."""
    return page.render("selector_signals.html.j2", signals=page.catalog.signals.values())


def instead_signals(page: Page) -> str:
    """Render the table of signals: what is measured, and which other way to run models it leads to."""
    return page.render("instead_signals.html.j2", alternatives=page.catalog.alternatives.values())


def alternatives(page: Page) -> str:
    """Render a section per other way to run models: signal, when to take it, what to say, the facts with evidence."""
    return page.render("instead_alternatives.md.j2", alternatives=instead.alternative_views(page.catalog))


def leaving(page: Page) -> str:
    """Render the table of what a team takes over when it leaves the managed platform."""
    return page.render("instead_leaving.html.j2", leaving=instead.leaving_views(page.catalog))


def site_address(page: Page) -> str:
    """`{{ site_address() }}`: the address of the published site, with a slash at its end."""
    return page.site.rstrip("/") + "/"


def data_files(page: Page) -> str:
    """Render the JSON files of the data API with what is in them and their sizes."""
    return page.render("data_files.html.j2", index=data_api.listed(), folder=data_api.FOLDER)


def data_tables(page: Page) -> str:
    """Render the CSV tables of the data API with their columns."""
    return page.render("data_tables.html.j2", index=data_api.listed(), folder=data_api.FOLDER)


def data_fields(page: Page) -> str:
    """Render the fields of every shape of the data API."""
    shapes = [(shape.__name__, shape.__doc__, data_shapes.fields(shape)) for shape in data_shapes.shapes()]
    values = {name: data_shapes.values(name) for name in data_shapes.ENUMERATIONS}
    return page.render("data_fields.html.j2", shapes=shapes, enumerations=values)


def data_versions(page: Page) -> str:
    """Render the versions of shape and data as they are today."""
    return page.render("data_versions.html.j2", index=data_api.listed())


def installed_copy(page: Page) -> str:
    """Render how a phone keeps the site, with the switch that web/scripts/offline.js brings to life."""
    return page.render("installed_copy.html.j2")


def offered(page: Page, group: str) -> str:
    """Render the place of a release's downloads: `zip`, `book`, `cheatsheets` or `translations`.

    The release puts links, sizes and checksums there (publish/downloads.py); a plain build says that it has none.
    """
    known = list(dict.fromkeys(download.group for download in downloads.downloads(page.catalog)))
    if group not in known:
        msg = f"found the downloads {group!r}; expected one of {', '.join(known)}"
        raise LookupError(msg)
    return page.render("downloads.html.j2", group=group)


MACROS = (
    all_limits,
    alternatives,
    anki_decks,
    as_of,
    billing,
    building_blocks,
    capability_foot,
    capability_head,
    capability_limits,
    capability_rows,
    case,
    cases,
    changes,
    cheatsheet,
    comparison,
    constraints,
    constraints_short,
    container_code,
    contested,
    core_questions,
    cost,
    cost_calculator,
    cost_formulas,
    cost_prices,
    cost_scenarios,
    count,
    decisions,
    diagram,
    dictionary,
    directions,
    engine_day,
    engine_differences,
    engine_facts,
    fresh,
    glossary,
    guide_filters,
    in_code,
    ingredient,
    instead_signals,
    learning_plan,
    leaving,
    ledger,
    lifecycle,
    matrix,
    mock,
    installed_copy,
    offered,
    old_code,
    paste_form,
    paste_levels,
    plan_form,
    practice,
    practise,
    provider_column,
    provider_events,
    provider_head,
    provider_lifecycle,
    provider_standing,
    question_bank,
    question_page,
    questions,
    ref,
    row_page,
    rows,
    selector_criteria,
    selector_form,
    selector_presets,
    selector_signals,
    since,
    six_questions,
    sources,
    text_filter,
    theme_head,
    theme_rows,
    themes,
    translation,
    translation_sheet,
    worked,
    workload,
    data_fields,
    data_files,
    data_tables,
    data_versions,
    site_address,
)
