"""Numbers, alone and with their units, as they are printed.

web/scripts/formats.js writes numbers the same way; tests/text/format_cases.json has the cases for both.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

DECIMALS = 6  # as many as web/scripts/strict.js reads
DECIMALS_BELOW_ONE = 9

UNIT_SYMBOLS = {
    "hours": "h",
    "seconds": "s",
    "months": "months",
    "KB": "KB",
    "MB": "MB",
    "GB": "GB",
    "million": "million",
    "USD": "USD",
    "%": "%",
}


def number(value: float) -> str:
    """Return a number with thousands separators and up to six decimals, nine below one."""
    decimals = DECIMALS if abs(value) >= 1 else DECIMALS_BELOW_ONE
    digits = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{digits:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number_word(count: int) -> str:
    """Return a small number in a word, as a sentence has it."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[count] if count < len(words) else str(count)


# Per unit: from how many of it people speak of a larger one, how many of it make one of those, and its name.
LARGER = {
    "s": ((365 * 86_400, 365 * 86_400, "years"), (172_800, 86_400, "days"), (3600, 3600, "h"), (120, 60, "min")),
    "min": ((365 * 1440, 365 * 1440, "years"), (2880, 1440, "days"), (60, 60, "h")),
    "minutes": ((365 * 1440, 365 * 1440, "years"), (2880, 1440, "days"), (60, 60, "h")),
    "h": ((365 * 24, 365 * 24, "years"), (48, 24, "days")),
    "days": ((365, 365, "years"),),
    "months": ((12, 12, "years"),),
    "KB": ((1000, 1000, "MB"),),
    "MB": ((1_000_000, 1_000_000, "TB"), (1000, 1000, "GB")),
    "GB": ((1000, 1000, "TB"),),
}
SMALLER = {"MB": (1000, "KB"), "GB": (1000, "MB")}  # below one of the unit


def readable_value(value: float | str, unit: str | None) -> str:
    """Return a value as people say it: 28,800 s as 8 h, 0.128 MB as 128 KB. It is converted only where that is exact."""
    return with_unit(*in_readable_unit(value, unit))


def in_readable_unit(value: float | str, unit: str | None) -> tuple[float | str, str | None]:
    """Return number and unit as people say them: (28800, "s") as (8, "h")."""
    if isinstance(value, str) or unit is None:
        return value, unit
    exact = Decimal(str(value))
    for least, size, name in LARGER.get(unit, ()):
        if exact >= least and exact % size == 0:
            return int(exact) // size, name
    if unit in SMALLER and 0 < exact < 1:
        size, name = SMALLER[unit]
        smaller = exact * size
        return int(smaller) if smaller == int(smaller) else float(smaller), name
    return value, unit


def with_unit(value: float | str, unit: str | None) -> str:
    """Return a value with thousands separators and the unit that it is stored in."""
    if isinstance(value, str):
        return value
    digits = f"{value:,}"
    if not unit:
        return digits
    if unit == "%":
        return f"{digits}%"
    is_word = unit.isalpha() and unit.islower() and unit not in {"s", "ms"}
    return f"{digits} {_singular(unit) if value == 1 and is_word else unit}"


def _singular(unit: str) -> str:
    return unit.removesuffix("ies") + "y" if unit.endswith("ies") else unit.removesuffix("s")
