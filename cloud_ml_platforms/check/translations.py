"""Rules about translated terms and the printed sheet: they speak for everyone, and have support."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cloud_ml_platforms.check.faults import RecordFault, missing_faults
from cloud_ml_platforms.compute.pairs import pairs_in_site_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloud_ml_platforms.catalog.types import Catalog


def incomplete_translation_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Every translated term speaks for every full platform and every pair of them."""
    for term in catalog.translated.values():
        for key, required, answers in (
            ("platforms", catalog.full_platforms, term.platforms),
            ("pairs", catalog.pairs, pairs_in_site_order(catalog, term.pairs)),
        ):
            yield from (
                RecordFault(term.id, f"{name} twice", "each pair once", (key,)) for name in _duplicates(answers)
            )
            yield from missing_faults(term.id, required, answers, (key,))


def _duplicates(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter([*names]).items() if count > 1]


def translation_support_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Every word of a translated term rests on rows or on evidence of its own."""
    for term in catalog.translated.values():
        if not any(word.say for word in term.platforms.values()):
            yield RecordFault(term.id, "no platform with a word for it", "'say' for at least one", ())
        for platform, word in term.platforms.items():
            if not (term.rows or word.rows or word.evidence):
                found = f"{platform} without rows and evidence"
                yield RecordFault(term.id, found, "rows that show it, or evidence", ("platforms", platform))


SHEET_TERMS = 20


def incomplete_sheet_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """The printed sheet has twenty terms, and its numbers and traps speak for everyone."""
    if catalog.sheet is None:
        return
    marked = [term.id for term in catalog.translated.values() if term.sheet]
    if len(marked) != SHEET_TERMS:
        yield RecordFault("sheet", f"{len(marked)} terms with sheet: true", f"{SHEET_TERMS} of them", ())
    for index, number in enumerate(catalog.sheet.numbers):
        prefix = f"number {number.name!r} without"
        yield from missing_faults("sheet", catalog.full_platforms, number.says, ("numbers", index, "says"), prefix)
    for field, required, answers in (
        ("traps", catalog.pairs, pairs_in_site_order(catalog, catalog.sheet.traps)),
        ("sayings", catalog.full_platforms, catalog.sheet.sayings),
    ):
        yield from (
            RecordFault("sheet", f"{field} for {key} twice", "each pair once", (field,)) for key in _duplicates(answers)
        )
        yield from missing_faults("sheet", required, answers, (field,), f"no {field} for")
