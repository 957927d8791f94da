"""The words that are printed for a mark: a row that asks what is stated has no yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud_ml_platforms import model as m

INGREDIENT_WORDS: dict[m.Ingredient, str] = {
    "storage": "storage layers",
    "versioning": "model versioning",
    "approval": "approval",
    "observability": "observability",
    "rollback": "rollback",
    "cost": "cost controls",
}

CHANGE_WORDS = {
    "vendor": "the vendor changed it",
    "correction": "corrected",
    "wording": "said more clearly",
    "new": "new in this guide",
}


def join_words(words: Iterable[str]) -> str:
    """Return words as a sentence lists them: `one, other and third`."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


SUPPORT_WORDS = {"full": "yes", "partial": "partly", "none": "no", "unknown": "unknown"}
ANSWER_WORDS = {"full": "stated", "partial": "depends", "none": "none", "unknown": "unknown"}
NOT_COMPARED = "not compared yet"  # of a partial platform that a row does not answer for; `unknown` is not documented
EVERY_PLATFORM = "all platforms"
MARK_WORDS = tuple(dict.fromkeys([*SUPPORT_WORDS.values(), *ANSWER_WORDS.values()]))


def mark_word(row: m.Row, support: str) -> str:
    """Return the printed word for a support of a row."""
    return (ANSWER_WORDS if row.describes else SUPPORT_WORDS)[support]


FIT_WORDS = {"same": "same", "close": "near match", "partial": "partial match", "none": "no equal"}

FIT_MEANINGS = {
    "same": "what you know of one holds for the other",
    "close": "the same purpose, other details",
    "partial": "a part of it only, or by another way: say where it ends",
}

STAGE_WORDS = {"ga": "", "preview": "preview", "restricted": "restricted access"}

RULE_WORDS = {
    "hard": "hard limit",
    "quota": "quota",
    "default": "default",
    "min": "minimum",
    "max": "maximum",
    "contract": "contract",
}

KIND_WORDS = {
    "renamed": "renamed",
    "closed": "closed to new customers",
    "deprecated": "deprecated",
    "retired": "retired",
    "added": "new",
    "generation": "new generation",
    "regulation": "regulation",
}
