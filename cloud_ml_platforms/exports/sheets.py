"""The sheets: each cheat sheet and each translation sheet as a PDF of one page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from cloud_ml_platforms.exports.page_tree import element_text
from cloud_ml_platforms.exports.pdf import PdfError, render, write_pdf
from cloud_ml_platforms.exports.print_article import article_markup, clean_article, read_article, relink
from cloud_ml_platforms.site_url import site_url

if TYPE_CHECKING:
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog

SIZES = (10.0, 9.5, 9.0, 8.6, 8.2, 7.8, 7.4, 7.0, 6.6)  # of a sheet's type in points, the largest that fits is taken


def write_sheets(site: Path, catalog: Catalog, folder: Path) -> list[Path]:
    """Write each cheat sheet and each translation sheet as a PDF of one page. Raises PdfError when one takes more."""
    pages = {
        f"cheatsheet-{path.parent.parent.name}.pdf": path for path in site.glob("providers/*/cheatsheet/index.html")
    }
    pages |= {f"{path.parent.parent.name}.pdf": path for path in site.glob("translate/*/sheet/index.html")}
    if not pages:
        raise PdfError(f"found no sheets in {site}; expected providers/*/cheatsheet/ and translate/*/sheet/: make site")
    return [write_sheet(path, site, catalog, folder / name) for name, path in sorted(pages.items())]


def write_sheet(page: Path, site: Path, catalog: Catalog, target: Path) -> Path:
    """Write one page as one sheet of paper: in the largest of a few sizes at which it fits."""
    address = f"{page.parent.relative_to(site).as_posix()}/"
    article = read_article(page)
    base = site_url() + address
    relink(article, lambda link: urljoin(base, link))
    clean_article(article)
    title = element_text(article.xpath(".//h1")[0])
    for size in SIZES:
        text = render("sheet.html.j2", title=title, article=article_markup(article), size=size, catalog=catalog)
        if write_pdf(text, target, "sheet.css", most_pages=1):
            return target
    raise PdfError(f"{address}: found more than one page at the smallest size; expected a sheet that fits A4")
