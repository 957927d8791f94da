"""Numbers as they are printed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

DECIMALS = 6  # as many as web/scripts/strict.js reads

SIGNS = {
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

# Numbers as they are shown ----------------------------------------------------------------------------------------


def number(value: float) -> str:
    """Return a number with thousands separators and up to six decimals, nine below one."""
    digits = Decimal(value).quantize(Decimal(1).scaleb(-6 if abs(value) >= 1 else -9), ROUND_HALF_UP)
    text = f"{digits:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
