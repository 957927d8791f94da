"""Lists whose entries are a line that opens: as high as their lines, and a link opens its own."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.site, pytest.mark.browser]


@pytest.mark.parametrize(
    ("address", "lines", "height"),
    [
        ("compare/contested/", "details.contested", (550, 65)),
        ("compare/lifecycle/", "section.lifecycle", (500, 185)),
        ("translate/", ".word-group > summary, .word-group[open] .word-line", (900, 60)),
    ],
)
def test_a_list_is_as_high_as_its_lines(open_page, base_url, address, lines, height):
    rest, line = height
    page = open_page(base_url + address, width=1440)
    assert page.evaluate("document.documentElement.scrollHeight") <= rest + line * page.locator(lines).count()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("compare/contested/#{contested}", "details.contested:has(#{contested}) .sides"),
        ("compare/lifecycle/#{asked}--{platform}", "#{asked}--{platform}"),
        ("translate/#{word}", "#{word}"),
    ],
)
def test_a_link_opens_its_line(open_page, base_url, catalog, address, shown):
    names = {
        "contested": list(catalog.contested)[-1],
        "asked": list(catalog.lifecycle)[-1],
        "platform": next(iter(catalog.full_platforms)),
        "word": list(catalog.translated)[-1],
    }
    page = open_page(base_url + address.format(**names))
    page.locator(shown.format(**names)).wait_for()
    assert page.problems == []


def test_two_columns_take_the_room_of_the_third_beside_an_open_line(open_page, base_url, catalog):
    mine, *_, theirs = catalog.full_platforms
    row = next(iter(catalog.rows))
    page = open_page(f"{base_url}compare/#?lens={mine}.{theirs}&open={row}", width=1440)
    page.locator(f".board tr.open[id='{row}'] + .detail-row").wait_for()
    last = page.locator(f".board tr[id='{row}'] > td:visible").last.bounding_box()
    board = page.locator(f".board:has(tr[id='{row}'])").bounding_box()
    assert abs(last["x"] + last["width"] - board["x"] - board["width"]) < 2
