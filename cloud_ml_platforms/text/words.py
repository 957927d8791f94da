"""The words that are printed for marks, stages, rules and other closed lists."""

from __future__ import annotations

import re
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
    "wording": "reworded",
    "new": "new in this guide",
    "shape": "restructured",
}

CHANGE_TALLY = {
    "vendor": "changed by a vendor",
    "new": "new",
    "correction": "corrected",
    "wording": "reworded",
    "shape": "restructured",
}


def join_words(words: Iterable[str]) -> str:
    """Return words as a sentence lists them: `one, other and third`."""
    *leading, last = words
    return f"{', '.join(leading)} and {last}" if leading else last


def cut_text(text: str, most: int) -> str:
    """Return a text, cut between words when it is longer than `most` characters."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


ENDS = re.compile(r"[.!?](?= )|;(?= )")  # of what can stand without the rest


def cut_sentences(text: str, most: int) -> str:
    """Return a text, cut after a sentence or a clause when it is longer than `most` characters; between words if none ends in time."""
    if len(text) <= most:
        return text
    ends = [match.end() for match in ENDS.finditer(text[:most])]
    return f"{text[: ends[-1]].rstrip(';')} …" if ends and ends[-1] * 2 > most else cut_text(text, most)


MARK_WORDS: dict[m.Mark, str] = {
    "yes": "yes",
    "partly": "partly",
    "by-kind": "by kind",
    "no": "no",
    "not-documented": "not documented",
}
NO_MARK = "no mark"  # of an answer to a row that asks what or how, in tallies
NOT_COMPARED = "not compared yet"  # of a partial platform that a row does not answer for
EVERY_PLATFORM = "all platforms"
LIMIT_WORDS = {"none": "not offered", "unknown": MARK_WORDS["not-documented"]}


def mark_word(row: m.Row, platform: str) -> str:
    """Return the printed word for the mark of a platform's answer; empty where it has none."""
    mark = row.mark_of(platform)
    return "" if mark is None else MARK_WORDS[mark]


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
    "generation": "changed",
    "regulation": "regulation",
}

COMING_WORDS = {
    "renamed": "is renamed",
    "closed": "closes to new customers",
    "deprecated": "is deprecated",
    "retired": "ends",
    "added": "comes",
    "generation": "changes",
    "regulation": "takes effect",
}
