"""Lay a drawing out: wide, with the stages as columns, and tall, with one stage or node below the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.drawings.measure import width_of, wrap
from cloud_ml_platforms.topics.drawings.picture import (
    LINE,
    PAD,
    Arrow,
    Bar,
    Box,
    LanePicture,
    Picture,
    Text,
    box_height,
)

if TYPE_CHECKING:
    from cloud_ml_platforms.model.drawings import Back, By, Drawing, Lane, Link, Node

WIDE, TALL = 760.0, 358.0
RAIL = 3.0
INDENT = 12.0  # of what has a rail at its left
NAMES = 106.0  # the column with the names of lanes, where no platforms are compared
GAP = 16.0  # between boxes: an arrow stands in it
BESIDE = 3  # platforms that stand side by side on a phone

BY_WORDS: dict[By, str] = {
    "platform": "the platform does it",
    "call": "one call of yours",
    "you": "you build and run it",
    "others": "",
}


@dataclass(frozen=True)
class NamedLane:
    """A lane with the name that it is shown by, and its platform."""

    name: str
    platform: str | None
    lane: Lane


def named_lanes(drawing: Drawing, names: dict[str, str]) -> tuple[NamedLane, ...]:
    """Return the lanes in the order of `names`, the platforms' names by id; named lanes as they are in the file."""
    platforms = [
        NamedLane(name, platform, drawing.platforms[platform])
        for platform, name in names.items()
        if platform in drawing.platforms
    ]
    return (*platforms, *(NamedLane(lane.name, None, lane) for lane in drawing.lanes))


def node_aria_label(drawing: Drawing, lane: NamedLane, node: Node, column: int, drawn: tuple[str, str]) -> str:
    """Return what is said of a node aloud: lane, stage, words and line as they are drawn, whose work it is."""
    stage = f", {drawing.stages[column - 1].name}" if drawing.stages else ""
    after = [f"Then {link.to}" + (f": {link.words}" if link.words else "") for link in links_of(drawing, node)]
    return ". ".join([f"{lane.name}{stage}: {drawn[0]}", drawn[1] + _owner_in_brackets(node), *after]) + "."


def back_aria_label(lane: NamedLane, back: Back) -> str:
    """Return what is said of a way back aloud."""
    return f"{lane.name}, the way back: {back.words}{_owner_in_brackets(back)}."


def _owner_in_brackets(part: Node | Back) -> str:
    return f" ({BY_WORDS[part.by]})" if BY_WORDS[part.by] else ""


def links_of(drawing: Drawing, node: Node) -> list[Link]:
    """Return the links that begin at a node."""
    return [link for link in drawing.links if link.from_ == node.words]


def row_of(part: Node | Back, lane: NamedLane) -> str | None:
    """Return the reference to the row behind a part, to the platform's cell where it is a platform's."""
    return f"{part.row} {lane.platform}" if part.row and lane.platform else part.row


Place = tuple[float, float, float]  # where a box begins, from the left and from the top, and how wide it is


# Wide ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Columns:
    """Where the columns stand."""

    left: float
    count: int
    width: float

    @property
    def room(self) -> float:
        """How wide a box is."""
        return (self.width - self.left + GAP) / self.count - GAP

    def x(self, column: int) -> float:
        """Return where a column begins, the first being 1."""
        return self.left + (column - 1) * (self.room + GAP)


def wide_picture(drawing: Drawing, lanes: tuple[NamedLane, ...], width: float = WIDE) -> Picture:
    """Return the picture for a wide page."""
    compares = bool(drawing.platforms)
    count = len(drawing.stages) or max(lane.lane.columns[-1] for lane in lanes)
    columns = Columns(INDENT if compares else NAMES, count, width)
    texts, bars, y = _heads(drawing, columns)
    pictures: list[LanePicture] = []
    arrows: list[Arrow] = []
    for index, lane in enumerate(lanes):
        picture, y = _wide_lane(drawing, lane, columns, y)
        if pictures:
            links = [link for link in drawing.links if _joins_lanes(link, lanes[index - 1], lane)]
            down = _gutter_height(links) if links else 0
            picture, y = _moved_down(picture, down), y + down
            routes, labels = _routes(links, pictures[-1], picture, width)
            arrows += routes
            texts = (*texts, *labels)
        pictures.append(picture)
        y += 18
    return Picture(width, y - 16, texts, bars, tuple(pictures), tuple(arrows))


def _heads(drawing: Drawing, columns: Columns) -> tuple[tuple[Text, ...], tuple[Bar, ...], float]:
    """Return bands, names and shares of the stages, and where the lanes begin."""
    texts: list[Text] = []
    bars: list[Bar] = []
    y = 0.0
    banded = [(stage.band, column) for column, stage in enumerate(drawing.stages, 1)]
    for band, group in groupby(banded, key=lambda item: item[0]):
        if band:
            over = [column for _, column in group]
            end = columns.x(over[-1]) + columns.room
            bars.append(Bar(columns.x(over[0]), 0, end - columns.x(over[0]), 22, "band"))
            texts.append(Text(columns.x(over[0]) + PAD, 15, band, "head"))
            y = 32.0
    heads = [(f"{number} " if drawing.flow else "") + stage.name for number, stage in enumerate(drawing.stages, 1)]
    lines = [
        [(text, "head") for text in wrap(head, columns.room, bold=True)]
        + [(text, "note") for text in (wrap(stage.says, columns.room) if stage.says else ())]
        for head, stage in zip(heads, drawing.stages, strict=True)
    ]
    for column, stage_lines in enumerate(lines, 1):
        texts += [
            Text(columns.x(column), y + 12 + LINE * at, text, look) for at, (text, look) in enumerate(stage_lines)
        ]
    y += LINE * max(map(len, lines), default=0) + (6 if lines else 0)
    if any(stage.share is not None for stage in drawing.stages):
        bars += _shares(
            drawing, [(columns.x(column), columns.room) for column in range(1, columns.count + 1)], [y] * columns.count
        )
        y += 16
    return tuple(texts), tuple(bars), y + (4 if drawing.stages else 0)


def _shares(drawing: Drawing, places: list[tuple[float, float]], tops: list[float]) -> list[Bar]:
    """Return the bars that show the share of live traffic that the new version has."""
    bars: list[Bar] = []
    for stage, (x, room), y in zip(drawing.stages, places, tops, strict=True):
        if stage.share is not None:
            bars += [Bar(x, y, room, 6, "rest"), Bar(x, y, room * stage.share / 100, 6, "share")]
    return [bar for bar in bars if bar.width]


def _wide_lane(drawing: Drawing, lane: NamedLane, columns: Columns, top: float) -> tuple[LanePicture, float]:
    """Return a lane whose name stands above its nodes where it is a platform, else before them, and where it ends."""
    y = top + (22 if lane.platform else 0)
    boxes = tuple(_box(drawing, lane, column, (columns.x(column), y, columns.room)) for column in lane.lane.columns)
    height = max(box.height for box in boxes)
    boxes = tuple(replace(box, height=height) for box in boxes)
    arrows = [_arrow_across(before, after) for before, after in _steps(drawing, lane, boxes)]
    names = (lane.name,) if lane.platform else wrap(lane.name, NAMES - INDENT - 8, bold=True)
    first = top + 12 if lane.platform else y + PAD + 11
    texts = [Text(INDENT, first + LINE * at, text, "lane") for at, text in enumerate(names)]
    y += height
    if lane.lane.back:
        arrow, label = _way_back(lane, lane.lane.back, boxes, columns)
        arrows.append(arrow)
        texts.append(label)
        y += 14 + LINE
    rail = Bar(0, top, RAIL, y - top, "rail")
    return LanePicture(lane.platform, tuple(texts), (rail,), boxes, tuple(arrows)), y


def _box(drawing: Drawing, lane: NamedLane, column: int, at: Place) -> Box:
    """Return the node of a lane in a column as a box of the height that its lines need."""
    node = lane.lane.nodes[lane.lane.columns.index(column)]
    x, y, width = at
    words, lines = wrap(node.words, width - 2 * PAD, bold=True), wrap(node.line, width - 2 * PAD)
    aria_label = node_aria_label(drawing, lane, node, column, (" ".join(words), " ".join(lines)))
    return Box(x, y, width, box_height(words, lines), node.by, words, lines, aria_label, row_of(node, lane), node.words)


def _steps(drawing: Drawing, lane: NamedLane, boxes: tuple[Box, ...]) -> list[tuple[Box, Box]]:
    """Return the neighbours in a lane between which an arrow leads."""
    after = pairwise(zip(lane.lane.nodes, boxes, strict=True))
    return [(before, box) for (_, before), (node, box) in after if drawing.flow and not node.starts]


def _arrow_across(before: Box, after: Box) -> Arrow:
    y = before.y + before.height / 2
    return Arrow(((before.x + before.width + 2, y), (after.x - 2, y)))


def _way_back(lane: NamedLane, back: Back, boxes: tuple[Box, ...], columns: Columns) -> tuple[Arrow, Text]:
    """Return the arrow under a lane, and its words below."""
    at = dict(zip(lane.lane.columns, boxes, strict=True))
    start, end = (at[column].middle - columns.room / 4 for column in (back.from_, back.to))
    bottom = boxes[0].bottom
    look = "back-you" if back.by == "you" else "back"
    arrow = Arrow(((start, bottom), (start, bottom + 11), (end, bottom + 11), (end, bottom + 2)), look)
    long = width_of(back.words)
    x = max(columns.left, min((start + end - long) / 2, columns.width - long))
    return arrow, Text(
        x, bottom + 24, back.words, "way", row=row_of(back, lane), aria_label=back_aria_label(lane, back)
    )


# Links between lanes -------------------------------------------------------------------------------------------------


def _joins_lanes(link: Link, upper: NamedLane, lower: NamedLane) -> bool:
    words = [{node.words for node in lane.lane.nodes} for lane in (upper, lower)]
    return (link.from_ in words[0] and link.to in words[1]) or (link.to in words[0] and link.from_ in words[1])


def _gutter_height(links: list[Link]) -> float:
    return 8 + 18.0 * len(links)


def _moved_down(picture: LanePicture, down: float) -> LanePicture:
    """Return a lane that many units lower."""
    return LanePicture(
        picture.platform,
        tuple(replace(text, y=text.y + down) for text in picture.texts),
        tuple(replace(bar, y=bar.y + down) for bar in picture.bars),
        tuple(replace(box, y=box.y + down) for box in picture.boxes),
        tuple(Arrow(tuple((x, y + down) for x, y in arrow.points), arrow.look) for arrow in picture.arrows),
    )


def _routes(links: list[Link], upper: LanePicture, lower: LanePicture, width: float) -> tuple[list[Arrow], list[Text]]:
    """Return the arrows between two lanes, each with a level of its own between them, and their words."""
    above, below = ({box.name: box for box in picture.boxes} for picture in (upper, lower))
    ends = [(above[first], below[second]) for first, second in (_downward(link, above) for link in links)]
    bottom = max(bar.y + bar.height for bar in upper.bars)
    arrows: list[Arrow] = []
    texts: list[Text] = []
    for index, (link, (up, down)) in enumerate(zip(links, ends, strict=True)):
        start, end = _port(up, index, ends, 0), _port(down, index, ends, 1)
        start, end = _straightened(start, end, up, down, ends)
        level = bottom + 18.0 * (index + 1)
        points = [(start, up.bottom + 2), (start, level), (end, level), (end, down.y - 2)]
        points = [points[0], points[3]] if start == end else points
        arrows.append(Arrow(tuple(points if link.from_ == up.name else reversed(points)), "link"))
        if link.words:
            x = min(start, end) + 6
            over = x + width_of(link.words) > width
            texts.append(
                Text(max(start, end) - 6 if over else x, level - 4, link.words, "note", "end" if over else "start")
            )
    return arrows, texts


def _downward(link: Link, above: dict[str, Box]) -> tuple[str, str]:
    """Return the ends of a link, the upper first."""
    return (link.from_, link.to) if link.from_ in above else (link.to, link.from_)


def _port(box: Box, index: int, ends: list[tuple[Box, Box]], side: int) -> float:
    """Return where a link meets a box: its middle, or beside it where others meet it too, so that they do not cross."""
    mine = [at for at, pair in enumerate(ends) if pair[side] is box]
    mine.sort(key=lambda at: ends[at][1 - side].middle)
    return box.middle + (mine.index(index) - (len(mine) - 1) / 2) * 20


def _straightened(start: float, end: float, up: Box, down: Box, ends: list[tuple[Box, Box]]) -> tuple[float, float]:
    """Return the two ends of a link in one line, where a box that no other link meets reaches below or above the other."""
    lone = [sum(pair[side] is box for pair in ends) == 1 for side, box in ((0, up), (1, down))]
    if lone[1] and down.x < start < down.x + down.width:
        return start, start
    if lone[0] and up.x < end < up.x + up.width:
        return end, end
    return start, end


# Tall ----------------------------------------------------------------------------------------------------------------


def tall_picture(drawing: Drawing, lanes: tuple[NamedLane, ...], width: float = TALL) -> Picture:
    """Return the picture for a phone: the platforms side by side under each stage, or one node below the other."""
    return _tall_stages(drawing, lanes, width) if drawing.platforms else _tall_lanes(drawing, lanes, width)


def _tall_stages(drawing: Drawing, lanes: tuple[NamedLane, ...], width: float) -> Picture:
    beside = len(lanes) if len(lanes) <= BESIDE else 2
    gap = 8.0
    room = (width - gap * (beside - 1)) / beside
    places = [(index % beside) * (room + gap) for index in range(len(lanes))]
    texts: list[Text] = []
    bars: list[Bar] = []
    rails = [
        (Bar(x, 0, room, RAIL, "rail"), Text(x, 18, lane.name, "lane")) for x, lane in zip(places, lanes, strict=True)
    ]
    named_once = beside == len(lanes)
    boxes: list[list[Box]] = [[] for _ in lanes]
    labels: list[list[Text]] = [[] for _ in lanes]
    y = 34.0 if named_once else 0.0
    heads = [
        ((f"{number} " if drawing.flow else "") + stage.name, stage.says or stage.band)
        for number, stage in enumerate(drawing.stages, 1)
    ]
    heads += [("The way back", None)] if any(lane.lane.back for lane in lanes) else []
    for column, (head, note) in enumerate(heads, 1):
        texts.append(Text(0, y + 12, head, "head"))
        texts += [Text(width, y + 12, note, "note", "end")] if note else []
        y += 20
        if column <= len(drawing.stages) and drawing.stages[column - 1].share is not None:
            share = drawing.stages[column - 1].share or 0
            bars += [
                bar
                for bar in (Bar(0, y - 2, width, 5, "rest"), Bar(0, y - 2, width * share / 100, 5, "share"))
                if bar.width
            ]
            y += 9
        for start in range(0, len(lanes), beside):
            row = range(start, min(start + beside, len(lanes)))
            if not named_once:
                for index in row:
                    labels[index].append(Text(places[index], y + 12, lanes[index].name, "lane"))
                y += 18
            row_boxes = {
                index: box
                for index in row
                if (box := _tall_box(drawing, lanes[index], column, (places[index], y, room)))
            }
            height = max((box.height for box in row_boxes.values()), default=0)
            for index, box in row_boxes.items():
                boxes[index].append(replace(box, height=height))
            y += height + 8
        y += 8
    pictures = tuple(
        LanePicture(
            lane.platform,
            (text, *label) if named_once else tuple(label),
            (rail,) if named_once else (),
            tuple(lane_boxes),
            (),
        )
        for lane, (rail, text), label, lane_boxes in zip(lanes, rails, labels, boxes, strict=True)
    )
    return Picture(width, y - 16, tuple(texts), tuple(bars), pictures)


def _tall_box(drawing: Drawing, lane: NamedLane, column: int, at: Place) -> Box | None:
    """Return the node of a stage; behind the last stage the way back, if there is one."""
    if column <= len(drawing.stages):
        return _box(drawing, lane, column, at)
    return _back_box(lane, lane.lane.back, at) if lane.lane.back else None


def _back_box(lane: NamedLane, back: Back, at: Place) -> Box:
    x, y, width = at
    lines = wrap(back.words, width - 2 * PAD)
    aria_label = back_aria_label(lane, back)
    return Box(x, y, width, box_height((), lines), back.by, (), lines, aria_label, row_of(back, lane), "", "node-back")


def _tall_lanes(drawing: Drawing, lanes: tuple[NamedLane, ...], width: float) -> Picture:
    pictures: list[LanePicture] = []
    y = 0.0
    for lane in lanes:
        top = y
        texts = [Text(INDENT, y + 12, lane.name, "lane")]
        y += 22
        boxes: list[Box] = []
        for column, node in zip(lane.lane.columns, lane.lane.nodes, strict=True):
            box = _box(drawing, lane, column, (INDENT, y, width - INDENT))
            boxes.append(box)
            y = box.bottom
            for link in links_of(drawing, node):
                texts.append(
                    Text(INDENT + PAD, y + 14, f"→ {link.to}" + (f": {link.words}" if link.words else ""), "note")
                )
                y += 17
            y += GAP
        arrows = [_arrow_down(before, after) for before, after in _steps(drawing, lane, tuple(boxes))]
        if lane.lane.back:
            back = _back_box(lane, lane.lane.back, (INDENT, y - 6, width - INDENT))
            boxes.append(back)
            y = back.bottom + GAP
        y -= GAP
        pictures.append(
            LanePicture(None, tuple(texts), (Bar(0, top, RAIL, y - top, "rail"),), tuple(boxes), tuple(arrows))
        )
        y += 20
    return Picture(width, y - 18, (), (), tuple(pictures))


def _arrow_down(before: Box, after: Box) -> Arrow:
    x = after.x + after.width - 24
    return Arrow(((x, before.bottom + 2), (x, after.y - 2)))
