"""What lies ahead in the ledger, drawn on a line of time: a lane per platform, each dot labelled with what ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, START, END = 1376, 110, 1340  # of the drawing, and where its first and last month stand
TRACK, LINE, TOP = 14, 12, 20  # heights: of a line of labels, of a lane's own line, of the months
LETTER = 6.2  # average width of a letter


@dataclass(frozen=True)
class Mark:
    """One day ahead: of which lane, its date as far as it is known, what it is called."""

    lane: str
    date: str
    name: str


@dataclass(frozen=True)
class Dot:
    """A mark, placed: its label stands above it, to its left where the drawing ends."""

    x: float
    label_y: float
    label: str
    to_left: bool


@dataclass(frozen=True)
class Lane:
    """A platform's line, and the dots on it."""

    id: str
    name: str
    y: float
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Timeline:
    """The drawing: its size, the months that are named, the lanes."""

    width: int
    height: float
    months: tuple[tuple[float, str], ...]
    lanes: tuple[Lane, ...]


def timeline(marks: Sequence[Mark], lanes: dict[str, str], today: str) -> Timeline:
    """Place the marks from this month to the last one's; `lanes` are named by id, those without a mark are left out."""
    first, last = int(_month(today)), int(max(_month(mark.date) for mark in marks)) + 1
    scale = (END - START) / (last - first)

    def x(date: str) -> float:
        return round(START + (_month(date) - first) * scale, 1)

    lanes_drawn, y = [], float(TOP)
    for lane, name in lanes.items():
        placed = sorted((x(mark.date), mark.name) for mark in marks if mark.lane == lane)
        if placed:
            tracks = _tracks(placed)
            y += TRACK * (max(tracks) + 1) + LINE
            dots = tuple(
                Dot(at, y - 9 - TRACK * track, label, _to_left(at, label))
                for (at, label), track in zip(placed, tracks, strict=True)
            )
            lanes_drawn.append(Lane(lane, name, y, dots))
    quarters = tuple(
        (round(START + (month - first) * scale, 1), _month_name(month))
        for month in range(first, last + 1)
        if month % 3 == 0
    )
    return Timeline(WIDTH, y + LINE, quarters, tuple(lanes_drawn))


def _month(date: str) -> float:
    """Return the months since year 0; what is known to the month or year only stands at its beginning."""
    year, month, day = (int(part) for part in [*date.split("-"), "1", "1"][:3])
    return year * 12 + month - 1 + (day - 1) / 31


def _month_name(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02}"


def _to_left(at: float, label: str) -> bool:
    return at + len(label) * LETTER > WIDTH


def _tracks(placed: list[tuple[float, str]]) -> list[int]:
    """Return, per dot from left to right, the lowest line on which its label touches no other."""
    taken: list[list[tuple[float, float]]] = []
    tracks = []
    for at, label in placed:
        size = (len(label) + 2) * LETTER
        start, end = (at - size, at) if _to_left(at, label) else (at, at + size)
        track = next((n for n, spans in enumerate(taken) if all(end <= s or e <= start for s, e in spans)), len(taken))
        if track == len(taken):
            taken.append([])
        taken[track].append((start, end))
        tracks.append(track)
    return tracks
