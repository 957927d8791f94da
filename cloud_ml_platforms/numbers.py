"""Numbers, alone and with their units, as they are printed.

web/scripts/formats.js writes numbers the same way; tests/text/format_cases.json has the cases for both.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

DECIMALS = 6  # as many as web/scripts/strict.js reads

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
    digits = Decimal(value).quantize(Decimal(1).scaleb(-6 if abs(value) >= 1 else -9), ROUND_HALF_UP)
    text = f"{digits:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number_word(count: int) -> str:
    """Return a small number in a word, as a sentence has it."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[count] if count < len(words) else str(count)


# From how many of a unit people speak of a larger one, if it comes out whole.
LARGER = {
    "s": ((172_800, 86_400, "days"), (3600, 3600, "h"), (120, 60, "min")),
    "h": ((48, 24, "days"),),
    "KB": ((1000, 1000, "MB"),),
    "MB": ((1000, 1000, "GB"),),
}


def spoken(value: float | str, unit: str | None) -> str:
    """Return a value as one says it in a sentence: 28,800 s as 8 h; tables keep the unit of the limit."""
    if isinstance(value, int):
        for least, size, name in LARGER.get(unit or "", ()):
            if value >= least and value % size == 0:
                return with_unit(value // size, name)
    return with_unit(value, unit)


def with_unit(value: float | str, unit: str | None) -> str:
    """Return a value with thousands separators and its unit."""
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
