"""What a platform's values of a limit come to, in a few words: the headline of a limit's cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.numbers import in_readable_unit, readable_value, with_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cloud_ml_platforms import model as m

LONGEST = 40  # characters, of code without its backticks
CEILINGS = {"hard", "max", "quota"}


def headline(cell: m.LimitCell, unit: str | None) -> str | None:
    """Return a cell's values in at most LONGEST characters; None where no rule gives them and the cell must say it.

    What the cell says itself comes first; one short text is its own headline. Numbers are put together by rule: of each
    kind the smallest ceiling (a new account's quota counts where it is below what the service allows), as a range
    where kinds differ; without a ceiling the default, and without that the least allowed. Values of another `per` than
    the first one's are left out, and then the headline says its own.
    """
    if cell.headline or not cell.values:
        return cell.headline
    first = cell.values[0]
    if any(isinstance(value.value, str) for value in cell.values):
        return _short(str(first.value)) if len(cell.values) == 1 else None
    alike = [value for value in cell.values if value.per == first.per]
    text = _numbers(alike, unit)
    if len(alike) < len(cell.values) and first.per:
        text += f" per {first.per}" if unit else f", {first.per}"
    return _short(text)


def is_contested(cell: m.LimitCell) -> bool:
    """Return whether documentation and API model give different values of one kind."""
    return any(value.differs or _second_opinion(value, cell.values) for value in cell.values)


def _numbers(values: Sequence[m.LimitValue], unit: str | None) -> str:
    ceilings = _by_kind([value for value in values if value.rule in CEILINGS and not _second_opinion(value, values)])
    defaults = _by_kind([value for value in values if value.rule == "default"])
    least = _by_kind([value for value in values if value.rule == "min"])
    contested = ", contested" if any(_second_opinion(value, values) for value in values) else ""
    if ceilings and least and not defaults and len(ceilings) == 1:
        return _span(min(least.values()), max(ceilings.values()), unit) + contested
    if ceilings and defaults and set(defaults.values()) != set(ceilings.values()):
        text = f"{_range(defaults, unit)} unless set, at most {_range(ceilings, unit)}"
        return text if len(text) <= LONGEST else f"at most {_range(ceilings, unit)}{contested}"
    if ceilings:
        return _range(ceilings, unit) + contested
    if defaults and least:
        return f"{_range(defaults, unit)} unless set, at least {_range(least, unit)}"
    if defaults:
        return f"{_range(defaults, unit)} by default"
    return f"at least {_range(least, unit)}" if least else _range(_by_kind(values), unit)


def _second_opinion(value: m.LimitValue, values: Sequence[m.LimitValue]) -> bool:
    """Return whether the API model says another number of a kind than the documentation, which is quoted."""
    return value.says == "api" and any(
        documented.says == "docs"
        and documented.way == value.way
        and documented.value != value.value
        and {documented.rule, value.rule} <= CEILINGS
        for documented in values
    )


def _by_kind(values: Sequence[m.LimitValue]) -> dict[str, float]:
    """Return the smallest number of each kind."""
    smallest: dict[str, float] = {}
    for value in values:
        if not isinstance(value.value, str):
            smallest[value.way] = min(value.value, smallest.get(value.way, value.value))
    return smallest


def _range(values: dict[str, float], unit: str | None) -> str:
    low, high = min(values.values()), max(values.values())
    if low == high:
        return readable_value(low, unit)
    unlike = " or " if {low, high}.issuperset(values.values()) else " to "
    return f"{_span(low, high, unit, '–', unlike)} by kind"


def _span(low: float, high: float, unit: str | None, alike: str = " to ", unlike: str = " to ") -> str:
    """Return "1.5–10 MB", and both units where they are said in different ones: "15 min to 3 days"."""
    if low == high:
        return readable_value(low, unit)
    (low_number, low_unit), (_, high_unit) = in_readable_unit(low, unit), in_readable_unit(high, unit)
    if low_unit == high_unit:
        return f"{with_unit(low_number, None)}{alike}{readable_value(high, unit)}"
    return f"{readable_value(low, unit)}{unlike}{readable_value(high, unit)}"


def _short(text: str) -> str | None:
    return text if len(text.replace("`", "")) <= LONGEST else None
