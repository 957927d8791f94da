"""The sheets, read back: one page each, in type that can be read."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

from cloud_ml_platforms.exports import sheets
from cloud_ml_platforms.exports.pdf import PdfError

pytestmark = pytest.mark.site


def test_each_sheet_is_one_page_that_can_be_read(site, catalog, tmp_path):
    paths = sheets.write_sheets(site, catalog, tmp_path)
    assert len(paths) == 9
    for path in paths:
        pdf = PdfReader(path)
        assert len(pdf.pages) == 1, path.name
        text = " ".join(pdf.pages[0].extract_text().split())
        assert catalog.as_of in text
        assert len(text) > 2000
        sizes = []
        pdf.pages[0].extract_text(
            visitor_text=lambda _text, _cm, tm, _font, size, into=sizes: into.append(abs(tm[3]) * (size or 0))
        )
        assert min(size for size in sizes if size) >= 5.4, path.name
        if path.name.startswith("cheatsheet-"):
            first = next(iter(catalog.cheatsheets[path.stem.removeprefix("cheatsheet-")].bites)).say
            assert first.split("`")[0].strip()[:25] in text


def test_a_sheet_that_does_not_fit_is_told(catalog, tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "SIZES", sheets.SIZES[-1:])
    page = tmp_path / "providers/x/cheatsheet/index.html"
    page.parent.mkdir(parents=True)
    page.write_text(
        f"<article><h1>X</h1><div class='sheet'>{'<p>word word word</p>' * 2000}</div></article>", encoding="utf-8"
    )
    with pytest.raises(PdfError, match="more than one page"):
        sheets.write_sheet(page, tmp_path, catalog, tmp_path / "x.pdf")


def test_a_folder_without_sheets_is_told(catalog, tmp_path):
    with pytest.raises(PdfError, match="found no sheets"):
        sheets.write_sheets(tmp_path, catalog, tmp_path)
