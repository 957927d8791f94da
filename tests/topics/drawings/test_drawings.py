"""Drawings: nothing overlaps, every text fits, and a page has a link, a word and a colour for each node."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from lxml import html

from cloud_ml_platforms.check.drawings import drawing_faults
from cloud_ml_platforms.model.drawings import Drawing
from cloud_ml_platforms.text.links import Links
from cloud_ml_platforms.tokens import colours
from cloud_ml_platforms.topics.drawings.layout import TALL, WIDE, named_lanes, tall_picture, wide_picture
from cloud_ml_platforms.topics.drawings.measure import width_of, wrap
from cloud_ml_platforms.topics.drawings.paint import print_rules
from cloud_ml_platforms.topics.macros import show
from cloud_ml_platforms.topics.page import Page

SLACK = 0.5


def pictures(drawing, names):
    """Every layout of a drawing by its name, each platform's lane alone among them."""
    lanes = named_lanes(drawing, names)
    out = {"wide": wide_picture(drawing, lanes), "tall": tall_picture(drawing, lanes)}
    for platform in drawing.platforms:
        alone = named_lanes(drawing, {platform: names[platform]})
        out |= {f"wide {platform}": wide_picture(drawing, alone), f"tall {platform}": tall_picture(drawing, alone)}
    return out


def faults(picture):
    """What is wrong with a layout, in words."""
    return [
        *boxes_over_boxes(picture),
        *texts_out_of_boxes(picture),
        *texts_over_others(picture),
        *arrows_into(picture),
    ]


def boxes_over_boxes(picture):
    for one, other in combinations(picture.boxes, 2):
        if meet(edges(one), edges(other)):
            yield f"{one.name} over {other.name}"


def texts_out_of_boxes(picture):
    for box in picture.boxes:
        for text in box.texts:
            if text.x + width_of(text.text, bold=text.bold) > box.x + box.width - 3 or text.y > box.bottom - 3:
                yield f"{text.text!r} out of its box"


def texts_over_others(picture):
    apart = [*picture.texts, *(text for lane in picture.lanes for text in lane.texts)]
    others = [(f"the box {box.name}", edges(box)) for box in picture.boxes]
    arrows = [*picture.arrows, *(arrow for lane in picture.lanes for arrow in lane.arrows)]
    others += [("an arrow", line) for arrow in arrows for line in lines(arrow)]
    for text in apart:
        left, top, right, bottom = area(text)
        if left < -SLACK or right > picture.width + SLACK or top < -SLACK or bottom > picture.height + 4:
            yield f"{text.text!r} out of the picture"
        yield from (f"{text.text!r} over {name}" for name, other in others if meet(area(text), other))
    for one, other in combinations(apart, 2):
        if meet(area(one), area(other)):
            yield f"{one.text!r} over {other.text!r}"


def arrows_into(picture):
    for arrow in picture.arrows:
        for line in lines(arrow):
            yield from (f"an arrow into {box.name}" for box in picture.boxes if meet(line, edges(box)))


def meet(one, other):
    """Whether two areas, by left, top, right and bottom, have a part in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def edges(box):
    return box.x, box.y, box.x + box.width, box.bottom


def lines(arrow):
    """The areas of an arrow's lines."""
    for (x0, y0), (x1, y1) in pairwise(arrow.points):
        yield min(x0, x1) - SLACK, min(y0, y1) - SLACK, max(x0, x1) + SLACK, max(y0, y1) + SLACK


def area(text):
    """The area of a line of text: left, top, right, bottom."""
    wide_ = width_of(text.text, bold=text.bold)
    left = text.x - (wide_ if text.anchor == "end" else 0)
    return left, text.y - 9, left + wide_, text.y + 2


def shorts(catalog):
    return {platform.id: platform.short for platform in catalog.full_platforms.values()}


def test_no_drawing_has_boxes_or_words_over_each_other(each):
    found = {
        f"{drawing.id} {layout}": (faults(picture))
        for drawing in each.drawings.values()
        for layout, picture in pictures(drawing, shorts(each)).items()
    }
    assert found
    assert not {name: said for name, said in found.items() if said}


def compared(names, words="A node", line="What it does", back=None):
    """A drawing of two stages with a lane for each name."""
    nodes = ({"by": "you", "words": words, "line": line}, {"by": "call", "words": "Another", "line": line})
    lane = {"nodes": nodes, **({"back": back} if back else {})}
    stages = ({"name": "First", "share": 10}, {"name": "Second", "share": 100})
    made = {"id": "dr-x", "name": "X", "says": "X", "stages": stages, "platforms": dict.fromkeys(names, lane)}
    return Drawing.model_validate(made)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_there_is_a_lane_for_each_platform(count):
    names = {f"p{number}": f"Platform {number}" for number in range(count)}
    back = {"from": 2, "to": 1, "by": "you", "words": "By a pipeline of yours that patches it back"}
    for picture in pictures(compared(names, back=back), names).values():
        assert not (faults(picture))
        assert {lane.platform for lane in picture.lanes} <= set(names)
    assert len(wide_picture(compared(names), named_lanes(compared(names), names)).lanes) == count


def changed(picture, **given):
    """A picture with its first lane changed."""
    return replace(picture, lanes=(replace(picture.lanes[0], **given), *picture.lanes[1:]))


def test_a_layout_that_goes_wrong_is_seen():
    names = {"p0": "P0", "p1": "P1"}
    drawing = compared(names)
    lanes = named_lanes(drawing, names)
    picture = wide_picture(drawing, lanes)
    one, other = picture.lanes[0].boxes
    (arrow,) = picture.lanes[0].arrows
    assert not (faults(picture))
    assert "'Another' out of its box" in faults(wide_picture(drawing, lanes, 90.0))
    assert "A node over Another" in faults(changed(picture, boxes=(one, replace(other, x=one.x + 20))))
    assert "'P0' over the box A node" in faults(
        changed(picture, boxes=(replace(one, y=picture.lanes[0].texts[0].y - 8), other))
    )
    through = picture.lanes[0].texts[0].y - 4
    crossing = replace(arrow, points=((0.0, through), (40.0, through)))
    assert "'P0' over an arrow" in faults(changed(picture, arrows=(crossing,)))
    into = replace(arrow, points=((one.middle, 0.0), (one.middle, one.bottom)))
    assert "an arrow into A node" in faults(replace(picture, arrows=(into,)))
    assert "'P0' over 'P0'" in faults(changed(picture, texts=picture.lanes[0].texts * 2))
    assert "'1 First' out of the picture" in faults(replace(picture, texts=(replace(picture.texts[0], x=-9.0),)))


def test_no_arrow_leads_to_what_starts_anew_nor_between_choices(world):
    (drawing,) = (item for item in world.drawings.values() if item.lanes)
    for layout, picture in pictures(drawing, {}).items():
        first, second = ([arrow.look for arrow in lane.arrows] for lane in picture.lanes)
        assert first.count("flow") == second.count("flow") == 1, layout
    choices = drawing.model_copy(update={"flow": False})
    assert not [
        arrow
        for lane in wide_picture(choices, named_lanes(choices, {})).lanes
        for arrow in lane.arrows
        if arrow.look == "flow"
    ]


def test_each_worked_design_has_a_drawing(world):
    assert not list(drawing_faults(world))
    assert [(fault[0], fault[1]) for fault in drawing_faults(replace(world, drawings={}))] == [
        (case, f"drawing 'dr-{case}'") for case in world.cases
    ]


def test_long_words_break_where_their_parts_meet():
    assert wrap("RetryPipelineExecution now", 60) == ("Retry", "Pipeline", "Execution", "now")
    assert wrap("get_offline_features", 70) == ("get_offline_", "features")
    assert wrap("a few words", 1000) == ("a few words",)


# On a page -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def shown(world, world_docs):
    page = Page("x/", catalog=world, links=Links("x/", docs=world_docs))
    return lambda *given: html.fromstring(show(page, "drawing", *given))


def test_each_node_is_a_link_to_its_row_and_says_whose_work_it_is(world, shown):
    drawing = next(item for item in world.drawings.values() if item.platforms)
    figure = shown(drawing.id).xpath("//figure")[0]
    for picture in figure.xpath("./svg"):
        links = picture.xpath(".//a[@aria-label]")
        nodes = [node for lane in drawing.platforms.values() for node in lane.nodes]
        assert len(links) >= len(nodes)
        for link in links:
            assert "#ep-" in link.get("href")
            assert link.get("aria-label").startswith(("Alpha", "Beta"))
        said = " ".join(link.get("aria-label") for link in links)
        assert all(f"{node.words}. {node.line} (" in said for node in nodes)
        assert "(you build and run it)." in said
        assert "Alpha, the way back: The alarm shifts the traffic back (the platform does it)." in said
    (wide_, tall_) = figure.xpath("./svg/@viewbox | ./svg/@viewBox")
    assert (wide_.split()[2], tall_.split()[2]) == (f"{WIDE + 2}", f"{TALL + 2}")


def test_the_lane_of_one_platform_stands_alone(world, shown):
    drawing = next(item for item in world.drawings.values() if item.platforms)
    assert {lane.get("class") for lane in shown(drawing.id, "beta").xpath("//svg/g")} == {"drawing-of platform-beta"}
    with pytest.raises(LookupError, match="expected one of alpha, beta"):
        shown(drawing.id, "gamma")


def test_a_drawing_that_is_not_there_is_named(shown):
    with pytest.raises(LookupError, match="found drawing 'dr-no'; expected one of dr-"):
        shown("dr-no")


def test_the_book_gets_every_colour_put_in(world):
    rules = print_rules(world.platforms.values())
    assert "var(" not in rules
    assert f".platform-alpha .drawing-rail{{fill: {world.platforms['alpha'].colours.light}}}" in rules
    assert colours()["ink2"].light in rules
