"""The numbers that a description states: the facts of a text without its sentences."""

from __future__ import annotations

import re

TAG = re.compile(r"<[^>]*>")

NOISE = re.compile(
    r"https?://\S+"  # addresses
    r"|\b\d{4}-\d{2}(?:-\d{2})?\S*"  # dates
    r"|\barn:\S+"
    r"|\brfc\s*\d+",
    re.IGNORECASE,
)

NUMBER = re.compile(
    r"(?<![\w.:/^$])(?<![A-Za-z]-)"  # not inside a word, a version, a path or a pattern
    r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?"
    r"(?=(?:[KMGT]i?B|ms|s|min|m|h|d|%)?(?![\w^])(?!\.\d))",  # a unit may be glued on
)

MOST_DIGITS = 12  # longer ones are account numbers and examples


def numbers_in_texts(*texts: str | None) -> list[int | float]:
    """Return the numbers in the texts, each once, ascending; thousands separators are read."""
    numbers: set[int | float] = set()
    for text in texts:
        plain = NOISE.sub(" ", TAG.sub(" ", text or ""))
        for whole, fraction in NUMBER.findall(plain):
            digits = whole.replace(",", "")
            if len(digits) > MOST_DIGITS:
                continue
            value = float(digits + fraction) if fraction else int(digits)
            numbers.add(int(value) if value == int(value) else value)
    return sorted(numbers)
