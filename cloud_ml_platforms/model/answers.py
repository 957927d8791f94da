"""What the texts of a row are made of: words, the letters of the evidence that bears them, and states of answers.

`{a c!}`: evidence a and c bear the words before it, since the letters before; c bears an absolute word ("only", "no") as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

State = Literal["yes", "partly", "no", "not stated", "does not apply", "open"]
Mark = Literal["yes", "partly", "by-kind", "no", "not-documented"]
MARK_OF_STATE: dict[State | None, Mark] = {"yes": "yes", "partly": "partly", "no": "no", "not stated": "not-documented"}
GRADED: tuple[State, ...] = ("yes", "partly", "no")  # what only a yes-no part is answered with

LETTERS = re.compile(r"(?P<code>`+.+?`+)|\s*\{(?P<letters>[a-z][0-9]?!?(?: [a-z][0-9]?!?)*)\}")
STATE = re.compile(r"(?P<state>yes|partly|no|not stated|does not apply|open)(?=$|[,;:]|\s*\{)[,;:]?\s*(?P<words>.*)$")


@dataclass(frozen=True)
class Answer:
    """The answer to one part for one kind: its state, where it begins with one, and the words after it with their letters."""

    state: State | None
    words: str

    @property
    def moot(self) -> str | None:
        """The part that answers with no, so that this one does not apply; None when evidence says that it does not, and why."""
        return self.words if self.state == "does not apply" and self.words and not letters_in(self.words) else None


def answer_of(text: str, *, graded: bool) -> Answer:
    """Return an answer as written; only one to a yes-no part, which is `graded`, may begin with yes, partly or no."""
    match = STATE.match(text)
    if match is None or (match["state"] in GRADED and not graded):
        return Answer(None, text)
    return Answer(cast("State", match["state"]), match["words"])


def plain(text: str) -> str:
    """Return a text without its letters."""
    return LETTERS.sub(lambda match: match["code"] or "", text)


def letters_in(text: str) -> dict[str, bool]:
    """Return the letters of a text, and of each whether it bears an absolute word."""
    letters_found: dict[str, bool] = {}
    for _, letters in segments(text):
        for letter, absolute in letters.items():
            letters_found[letter] = letters_found.get(letter, False) or absolute
    return letters_found


def segments(text: str) -> Iterator[tuple[str, dict[str, bool]]]:
    """Yield the words with the letters that bear them; the last words may have none."""
    start = 0
    for match in LETTERS.finditer(text):
        if match["letters"] is not None:
            marks = match["letters"].split()
            yield text[start : match.start()], {mark.rstrip("!"): mark.endswith("!") for mark in marks}
            start = match.end()
    if text[start:].strip(" .;,"):
        yield text[start:], {}
