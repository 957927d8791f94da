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
    questions = [question for question in catalog.questions.values() if question.theme == theme]
    return [question for question in questions if platform is None or question.platforms == (platform,)]


OFTEN = ("often", "sometimes", "rarely")


def questions_on_rows(catalog: Catalog, rows: Iterable[str]) -> list[tuple[m.Question, str]]:
    """Return the questions that rely on any of the rows, the most asked and most related first, with their pages.

    Questions on one platform's depth are in its guide and come last.
    """
    row_ids = set(rows)
    questions = [question for question in catalog.questions.values() if row_ids & set(question.rows)]
    questions.sort(
        key=lambda question: (
            question.theme == "platform-depth",
            OFTEN.index(question.asked),
            -len(row_ids & set(question.rows)),
        )
    )
    return [(question, question_address(question.id)) for question in questions]
