"""How wide text is and where it wraps: by the widths of Arial, with some room for wider fonts."""

from __future__ import annotations

import re

SIZE = 12.0
OTHER = 556  # thousandths of the size; what stands in no group below
GROUPS = {
    191: "'",
    222: "ijl",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    500: "Jcksvxyz",
    584: "+<=>×÷−",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "…→↩",
}
WIDTHS = {letter: width for width, letters in GROUPS.items() for letter in letters}
ROOM, BOLD = 1.03, 1.09  # other fonts of the list are a little wider than Arial, bold is wider still
JOINTS = re.compile(r"(?<=[._/-])(?=.)|(?<=[a-z])(?=[A-Z])")


def width_of(text: str, *, bold: bool = False, size: float = SIZE) -> float:
    """Return the width of a line of text."""
    return sum(WIDTHS.get(letter, OTHER) for letter in text) * size / 1000 * (BOLD if bold else ROOM)


def wrap(text: str, room: float, *, bold: bool = False, size: float = SIZE) -> tuple[str, ...]:
    """Return the lines of a text; a name that is too long for one breaks where its parts meet."""
    lines = [""]
    for word in text.split():
        whole = width_of(word, bold=bold, size=size) <= room
        for index, piece in enumerate([word] if whole else JOINTS.split(word)):
            longer = f"{lines[-1]} {piece}" if index == 0 and lines[-1] else lines[-1] + piece
            if lines[-1] and width_of(longer, bold=bold, size=size) > room:
                lines.append(piece)
            else:
                lines[-1] = longer
    return tuple(lines)
