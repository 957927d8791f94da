"""Two texts side by side: which of their words the other lacks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Piece:
    """A part of a fact's text, and whether the other text lacks it."""

    text: str
    changed: bool


def compare_texts(was: str | None, now: str | None) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces, those that the other text lacks marked; a text that is not there has none."""
    if was is None or now is None:
        return _whole(was), _whole(now)
    old, new = (re.findall(r"\s*\S+", text) for text in (was, now))
    before, after = [], []
    for kind, i, j, k, l in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():  # noqa: E741
        before += [Piece("".join(old[i:j]), kind != "equal")] if j > i else []
        after += [Piece("".join(new[k:l]), kind != "equal")] if l > k else []
    return tuple(before), tuple(after)


def _whole(text: str | None) -> tuple[Piece, ...]:
    return (Piece(text, changed=False),) if text else ()
