"""The words that are printed for a mark: a row that asks what is stated has no yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from macros import models as m

SUPPORT_WORDS = {"full": "yes", "partial": "partly", "none": "no", "unknown": "unknown"}
ANSWER_WORDS = {"full": "stated", "partial": "depends", "none": "none", "unknown": "unknown"}
MARK_WORDS = tuple(dict.fromkeys([*SUPPORT_WORDS.values(), *ANSWER_WORDS.values()]))


def mark_word(row: m.Row, support: str) -> str:
    """Return the printed word for a support of a row."""
    return (ANSWER_WORDS if row.describes else SUPPORT_WORDS)[support]
