"""Which questions belong to a theme, a platform or a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.model.interview import question_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


def questions_of(catalog: Catalog, *, theme: str, platform: str | None = None) -> list[m.Question]:
    """Return the questions of a theme, of one platform alone where it is named, as the files order them."""
    own = [question for question in catalog.questions.values() if question.theme == theme]
    return [question for question in own if platform is None or question.platforms == (platform,)]


OFTEN = ("often", "sometimes", "rarely")


def questions_on_rows(catalog: Catalog, rows: Iterable[str]) -> list[tuple[m.Question, str]]:
    """Return the questions that rely on any of the rows, the most asked and most related first, with their pages.

    Questions on one platform's depth are in its guide and come last.
    """
    wanted = set(rows)
    found = [question for question in catalog.questions.values() if wanted & set(question.rows)]
    found.sort(key=lambda q: (q.theme == "platform-depth", OFTEN.index(q.asked), -len(wanted & set(q.rows))))
    return [(question, question_address(question.id)) for question in found]
