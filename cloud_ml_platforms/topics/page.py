"""The page being rendered: it makes links and renders templates with the catalog at hand."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode

from markupsafe import Markup

from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.compute.ages import stale_days, unread_conferences
from cloud_ml_platforms.compute.pairs import pairs_with, value_of_pair
from cloud_ml_platforms.compute.proofs import proofs
from cloud_ml_platforms.compute.standing import capitalised, standing_class
from cloud_ml_platforms.model.interview import question_address
from cloud_ml_platforms.numbers import number
from cloud_ml_platforms.text import inline
from cloud_ml_platforms.text.code_html import sample_html
from cloud_ml_platforms.text.links import Links
from cloud_ml_platforms.text.references import resolve_reference
from cloud_ml_platforms.text.templates import html_templates
from cloud_ml_platforms.text.words import (
    FIT_MEANINGS,
    FIT_WORDS,
    INGREDIENT_WORDS,
    LIMIT_WORDS,
    MARK_WORDS,
    NOT_COMPARED,
)
from cloud_ml_platforms.topics.registry import FOLDERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog

GIVEN = ("page", "catalog", "platforms")  # what `Page.render` gives every template


class Noted(Protocol):
    """An answer with numbered sources: where they stand, whose they are, the number of each letter."""

    @property
    def anchor(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def notes(self) -> Mapping[str, int]: ...


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
        """Render a template of cloud_ml_platforms/topics/<topic>/templates/."""
        return (
            environment()
            .get_template(template)
            .render(page=self, catalog=self.catalog, platforms=self.catalog.known.full, **values)
        )

    # Used in templates
    def inline(self, text: str) -> Markup:
        """Render a line of inline Markdown, references linked."""
        return inline.to_html(text, self.catalog, self.links)

    def words(self, text: str) -> Markup:
        """Render a line of inline Markdown without links."""
        return inline.to_html(text, self.catalog, self.links, linked=False)

    def noted(self, text: str, cell: Noted, *, linked: bool = True) -> Markup:
        """Render a line of an answer, the letters of its evidence as numbers that lead to its sources.

        On a page with many rows a script makes the numbers links (web/scripts/row-items.js): in HTML they weigh too much.
        """

        def notes(letters: str) -> Markup:
            numbers = sorted({cell.notes[letter.rstrip("!")] for letter in letters.split()})
            link = Markup('<a href="#{0}--{1}" aria-label="source {1}, {2}">{1}</a>') if linked else Markup("{1}")
            made = Markup(" ").join(link.format(cell.anchor, number, cell.label) for number in numbers)
            return Markup('<sup class="notes">{}</sup>').format(made)

        return inline.to_html(text, self.catalog, self.links, notes=notes)

    def blocks(self, text: str) -> Markup:
        """Render paragraphs and lists."""
        return inline.to_blocks(text, self.catalog, self.links)

    def spoken_answer(self, text: str, points: tuple[m.Point, ...] = (), *, linked: bool = True) -> Markup:
        """Render a spoken answer; sentences that speak of some platforms only are marked with them."""
        counts = {point.id: point.platforms for point in points}
        return inline.answer_html(text, self.catalog, self.links, points=counts, linked=linked)

    def platforms_in(self, text: str) -> str:
        """Return the platforms that a text names, unless it names none or all."""
        platforms = inline.platforms_named(self.plain(text), self.catalog)
        return "" if set(self.catalog.full_platforms) <= set(platforms) else " ".join(platforms)

    def plain(self, text: str) -> str:
        """Render to plain text."""
        return inline.to_text(text, self.catalog)

    def url(self, page: str, anchor: str | None = None) -> str:
        """Return the relative address of a page."""
        return self.links.to(page, anchor)

    def ref(self, reference: str) -> Markup:
        """Render a reference, linked."""
        return inline.reference_html(reference, self.catalog, self.links)

    def evidence(self, evidence: tuple[m.Evidence, ...]) -> Markup:
        """Render pieces of evidence as a list."""
        return Markup(self.render("evidence.html.j2", proofs=proofs(self.catalog, evidence)))  # noqa: S704 - a template of ours

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

    def address_of(self, reference: str) -> str:
        """Return the address that a reference leads to."""
        target = resolve_reference(self.catalog, reference)
        if target.page is None:
            raise LookupError(f"found [[{reference}]]; expected {target.problem or 'a reference to a place'}")
        return self.url(target.page, target.anchor)

    def report(self, row: str) -> str:
        """Return the address of an issue form that has the row filled in; empty when no repository is set."""
        if not self.repository:
            return ""
        query = urlencode({"template": "fact.yml", "row": row})
        return f"{self.repository}/issues/new?{query}"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates of all topics."""
    env = html_templates(*FOLDERS)
    env.globals.update(
        question_address=question_address,
        ingredient_words=INGREDIENT_WORDS,
        fit_words=FIT_WORDS,
        fit_meanings=FIT_MEANINGS,
        standing_class=standing_class,
        capitalised=capitalised,
        pairs_with=pairs_with,
        value_of_pair=value_of_pair,
        unread_conferences=unread_conferences,
        stale_days=stale_days,
        mark_words=MARK_WORDS,
        limit_words=LIMIT_WORDS,
        not_compared=NOT_COMPARED,
        as_number=number,
    )
    env.filters["whole_dates"] = inline.whole_dates
    return env
