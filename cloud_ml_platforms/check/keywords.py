"""Lists of search words hold what only a person knows: what the data says anyway is derived from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.check.faults import RecordFault
from cloud_ml_platforms.compute.keywords import repeated_words, shared_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms.catalog.types import Catalog


def search_word_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """No search word repeats what a record is called, has in code, or stands twice."""
    for kind in catalog.kinds:
        if kind.search is None:
            continue
        field = "search" if "search" in kind.model.model_fields else "also"
        shared = shared_keys(catalog, kind)
        for record in catalog.of(kind).values():
            for word, place in repeated_words(catalog, kind, record, shared):
                yield RecordFault(
                    record.id,
                    f"the search word {word!r}, which its {place} has",
                    "words that only a person knows",
                    (field,),
                )
