"""What a picture consists of: boxes with text, lines, rails and bars, all in its own units; 12 of them are a line's size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud_ml_platforms.model.drawings import By

LINE = 15.0
PAD = 7.0
HEAD = 4.5  # of an arrow


@dataclass(frozen=True)
class Text:
    """A line of text by its baseline; `look` is what a style knows it by."""

    x: float
    y: float
    text: str
    look: str = "line"
    anchor: str = "start"
    row: str | None = None  # that it leads to, where the text itself is a node: a way back
    aria_label: str = ""

    @property
    def bold(self) -> bool:
        """Return whether it is set bold."""
        return self.look in {"words", "head", "lane"}


@dataclass(frozen=True)
class Box:
    """A node: where it stands, its lines, whose work it is, what is said of it, the row that it leads to."""

    x: float
    y: float
    width: float
    height: float
    by: By
    words: tuple[str, ...]
    lines: tuple[str, ...]
    aria_label: str
    row: str | None
    name: str
    look: str = "node"

    @property
    def texts(self) -> tuple[Text, ...]:
        """The lines of text in it."""
        looks = [*((text, "words") for text in self.words), *((text, "line") for text in self.lines)]
        return tuple(
            Text(self.x + PAD, self.y + PAD + 11 + index * LINE, text, look) for index, (text, look) in enumerate(looks)
        )

    @property
    def middle(self) -> float:
        """Its middle from left to right."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.y + self.height


@dataclass(frozen=True)
class Arrow:
    """A line that ends in a head, through points; dashed where you build what it stands for."""

    points: tuple[tuple[float, float], ...]
    look: str = "flow"

    @property
    def paths(self) -> tuple[tuple[str, str], ...]:
        """The line and its head, each with its look: no head is dashed."""
        (x0, y0), (x, y) = self.points[-2:]
        dx, dy = _sign(x - x0), _sign(y - y0)
        wing, other_wing = ((x - HEAD * dx + side * HEAD * dy, y - HEAD * dy + side * HEAD * dx) for side in (1, -1))
        return (self.look, _line(self.points)), (self.look.removesuffix("-you"), _line((wing, (x, y), other_wing)))


@dataclass(frozen=True)
class Bar:
    """A filled area: a lane's rail, a band over stages, a share of traffic."""

    x: float
    y: float
    width: float
    height: float
    look: str


@dataclass(frozen=True)
class LanePicture:
    """A lane: the platform whose colour it has, its parts in the order in which they are read."""

    platform: str | None
    texts: tuple[Text, ...]
    bars: tuple[Bar, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True)
class Picture:
    """A drawing laid out for one width."""

    width: float
    height: float
    texts: tuple[Text, ...]
    bars: tuple[Bar, ...]
    lanes: tuple[LanePicture, ...]
    arrows: tuple[Arrow, ...] = ()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Every node of it."""
        return tuple(box for lane in self.lanes for box in lane.boxes)


def box_height(words: tuple[str, ...], lines: tuple[str, ...]) -> float:
    """Return the height of a box with these lines."""
    return 2 * PAD + LINE * (len(words) + len(lines)) - 1


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _line(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_coordinate(x)} {_coordinate(y)}" for x, y in points)


def _coordinate(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
