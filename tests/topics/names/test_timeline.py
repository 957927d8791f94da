"""What lies ahead, drawn: every day stands on its platform's line, and no label lies on another."""

from __future__ import annotations

from cloud_ml_platforms.topics.names.timeline import LETTER, Mark, timeline

LANES = {"a": "Alpha", "b": "Beta", "c": "Gamma"}
MARKS = [
    Mark("a", "2027-01-31", "PyTorch 2.10 images"),
    Mark("a", "2027-02-01", "PyTorch 2.11 images"),
    Mark("a", "2027-02", "A feature whose name is far too long for a label of the drawing"),
    Mark("b", "2028-12-31", "An end at the edge of all"),
]


def spans(dot):
    start = dot.x - len(dot.label) * LETTER if dot.to_left else dot.x
    return start, start + len(dot.label) * LETTER


def test_every_day_ahead_stands_on_its_line_and_lines_without_one_are_left_out():
    found = timeline(MARKS, LANES, "2026-11-30")
    assert [(lane.id, len(lane.dots)) for lane in found.lanes] == [("a", 3), ("b", 1)]
    assert [dot.x for dot in found.lanes[0].dots] == sorted(dot.x for dot in found.lanes[0].dots)
    assert all(lane.y < found.height for lane in found.lanes)


def test_no_label_lies_on_another_or_leaves_the_drawing():
    found = timeline(MARKS, LANES, "2026-11-30")
    for lane in found.lanes:
        for dot in lane.dots:
            start, end = spans(dot)
            assert start >= 0
            assert end <= found.width
            beside = [other for other in lane.dots if other is not dot and other.label_y == dot.label_y]
            assert all(end <= spans(other)[0] or spans(other)[1] <= start for other in beside)
