"""What the data of "Why not …?" has to keep to: answers of a speakable length, rows named as such, numbers with a source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud_ml_platforms.catalog.types import texts_in
from cloud_ml_platforms.check.faults import RecordFault
from cloud_ml_platforms.text.references import REF, references_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog

SPOKEN = range(60, 101)  # words: half a minute to a minute
NUMBER = re.compile(r"\d")


def instead_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Yield what is wrong with alternatives and with what leaving costs."""
    for alternative in catalog.alternatives.values():
        count = len(answer_words(alternative.say))
        if count not in SPOKEN:
            expected = f"{SPOKEN.start} to {SPOKEN.stop - 1} words"
            yield RecordFault(alternative.id, f"{count} words to say", expected, ("say",))
        yield from _cited_row_faults(catalog, alternative)
        if len({evidence.source for fact in alternative.facts for evidence in fact.evidence}) == 1:
            yield RecordFault(alternative.id, "facts of one source", "evidence from at least two", ("facts",))
    for leaving in catalog.leaving.values():
        if NUMBER.search(REF.sub("", leaving.costs)) and not leaving.evidence:
            yield RecordFault(
                leaving.id, "a number of what leaving costs without evidence", "whose number it is", ("costs",)
            )


def _cited_row_faults(catalog: Catalog, alternative: m.Alternative) -> Iterator[RecordFault]:
    """The rows that an alternative rests on are those that its text names, no more and no fewer."""
    cited = {name for text in texts_in(alternative) for name, *_ in references_in(text) if name in catalog.rows}
    for name in sorted(cited - set(alternative.rows)):
        yield RecordFault(alternative.id, f"text that rests on {name}", f"{name} among its rows", ("rows",))
    for index, name in enumerate(alternative.rows):
        if name in catalog.rows and name not in cited:
            yield RecordFault(
                alternative.id, f"row {name!r}, which its text never names", "a reference to it", ("rows", index)
            )


def answer_words(text: str) -> list[str]:
    """Return the words of a spoken answer; a reference is spoken as its words, or as one."""
    return REF.sub(lambda match: match[1].partition("|")[2] or "it", text).split()
