"""Rules about limits: every number has a unit, every cell a headline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud_ml_platforms.check.faults import RecordFault
from cloud_ml_platforms.compute.headlines import LONGEST, headline
from cloud_ml_platforms.numbers import readable_value, with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


def limit_unit_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """A limit with a number says in which unit."""
    for limit in catalog.limits.values():
        numbers = [
            value for cell in limit.platforms.values() for value in cell.values if not isinstance(value.value, str)
        ]
        if numbers and limit.unit is None:
            yield RecordFault(
                limit.id, f"the value {numbers[0].value} without a unit", "unit: what the numbers count", ()
            )


def limit_headline_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """A platform's values come to a headline, and one that is written has no number that the values lack."""
    for limit in catalog.limits.values():
        for platform, cell in limit.platforms.items():
            path = ("platforms", platform)
            if cell.values and headline(cell, limit.unit) is None:
                expected = f"headline: at most {LONGEST} characters for its values"
                yield RecordFault(limit.id, f"{platform} without a headline", expected, path)
            elif cell.headline and len(cell.headline.replace("`", "")) > LONGEST:
                found = f"{platform} headline of {len(cell.headline.replace('`', ''))} characters"
                yield RecordFault(limit.id, found, f"at most {LONGEST}", (*path, "headline"))
            elif cell.headline and (unsupported := _numbers(cell.headline) - _numbers(_value_texts(cell, limit.unit))):
                found = f"{platform} headline with {min(unsupported)}"
                yield RecordFault(limit.id, found, "numbers that its values have", (*path, "headline"))


def _value_texts(cell: m.LimitCell, unit: str | None) -> str:
    return " ".join(
        f"{readable_value(value.value, unit)} {with_unit(value.value, unit)} {value.per} {value.note}"
        for value in cell.values
    )


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,.]*(?<![,.])", text))
