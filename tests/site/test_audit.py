"""The audit finds what is planted, in the modes in which it shows, and nothing else."""

from __future__ import annotations

import os
import shutil

import pytest

from cloud_ml_platforms.site.audit.__main__ import serving
from cloud_ml_platforms.site.audit.axe import SAMPLED, check_axe, choose_pages

PAGE = """<!doctype html><html lang="en"><head><title>x</title><meta name="viewport" content="width=device-width">
<style>{style}</style></head><body><main><h1>x</h1>{body}</main></body></html>"""
ALL = ("light, 1440", "dark, 390", "dark, 1440", "light, 390")
CASES = {
    "whole": ("", "<p>x</p>", set()),
    "no name": ("", '<img src="x.png">', {("image-alt", mode) for mode in ALL}),
    "pale in the dark": (
        "@media (prefers-color-scheme: dark) { p { color: #ddd } }",
        "<p>Some words of a text.</p>",
        {("color-contrast", "dark, 1440"), ("color-contrast", "dark, 390")},
    ),
    "link like its text on phones": (
        "a { color: #00f } @media (max-width: 400px) { a { color: #420; text-decoration: none } }",
        '<p>Some words of a text and <a href="#x">a link</a> among them.</p>',
        {("link-in-text-block", "light, 390"), ("link-in-text-block", "dark, 390")},
    ),
    "too small to hit": (
        "button { display: inline-block; width: 9px; height: 9px; padding: 0; border: 0; font-size: 8px }",
        '<p><button aria-label="a"></button><button aria-label="b"></button></p>',
        {("target-size", mode) for mode in ALL},
    ),
}


@pytest.mark.browser
def test_axe_finds_what_is_planted(browser, tmp_path):
    for name, (style, body, _) in CASES.items():
        (tmp_path / f"{name.replace(' ', '-')}.html").write_text(PAGE.format(style=style, body=body))
    pages = [f"/{name.replace(' ', '-')}.html" for name in CASES]
    with serving(tmp_path) as base_url:
        findings = check_axe(base_url, pages, os.environ.get("CHROMIUM") or shutil.which("chromium"), thorough=True)
    expected = {
        (f"/{name.replace(' ', '-')}.html ({mode} px)", rule)
        for name, (*_, faults) in CASES.items()
        for rule, mode in faults
    }
    assert {(finding.page, finding.rule) for finding in findings} == expected


def test_of_pages_that_one_template_makes_some_are_looked_at_and_of_others_all():
    days = [f"/reference/changes/2026-11-{day:02}/" for day in range(1, 29)]
    pages = ["/", "/compare/", *(f"/r/row-{n}/" for n in range(25)), "/reference/changes/", *days]
    chosen = choose_pages(pages, all_rows=False)
    assert {"/", "/compare/", "/reference/changes/"} <= {*chosen}
    assert sum(page.startswith("/r/") for page in chosen) == SAMPLED
    assert len(set(days) & {*chosen}) == SAMPLED
    assert choose_pages(pages, all_rows=True) == pages
