"""What is billed: the answers of a use in the order of its questions, and worked numbers of the calculator as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute import bill
from cloud_ml_platforms.model.choose import QUESTIONS

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.model.choose import Price, Use

WAITS = {
    "always": "Always",
    "kept": "If kept",
    "stored": "Storage",
    "nothing": "Nothing",
    "unknown": "Not known",
}

# Name, line of the calculator, inputs typed over the scenario's, texts by platform in place of numbers.
Row = tuple[str, str, dict[str, bill.Value], tuple[str, ...]]


def lines(catalog: Catalog, use: Use) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the questions that a use answers, each with the answers by platform, as inline Markdown."""
    return [
        (words, [(platform, use.answers[key][platform]) for platform in catalog.full_platforms])
        for key, words in QUESTIONS.items()
        if key in use.answers
    ]


@dataclass(frozen=True)
class Worked:
    """A worked number in USD a month, None where a price is blank, with the prices behind it; or a text in its place."""

    platform: str
    amount: bill.Amount = None
    prices: tuple[Price, ...] = ()
    text: str = ""

    @property
    def derived(self) -> bool:
        """Whether a price behind the number is arithmetic of ours."""
        return any(price.derived for price in self.prices)


def cells(catalog: Catalog, scenario: str, row: Row) -> list[Worked]:
    """Return the cells of a row of worked numbers; raise LookupError for what the calculator does not know."""
    name, line, changes, texts = row
    if line not in catalog.cost_lines:
        msg = f"found line {line!r} in the row {name!r}; expected one of {', '.join(catalog.cost_lines)}"
        raise LookupError(msg)
    if texts and len(texts) != len(catalog.full_platforms):
        msg = f"found {len(texts)} texts in the row {name!r}; expected none, or one for each platform"
        raise LookupError(msg)
    found = bill.bill(catalog, bill.typed(catalog, scenario, **changes)).cells[line]
    said = dict(zip(catalog.full_platforms, texts, strict=True)) if texts else {}
    return [
        Worked(platform, text=said[platform])
        if said.get(platform)
        else Worked(platform, found[platform].amount, () if found[platform].amount is None else found[platform].prices)
        for platform in catalog.full_platforms
    ]
