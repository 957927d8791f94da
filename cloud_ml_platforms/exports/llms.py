"""After the build: llms.txt, an overview of the site for language models, and llms-full.txt, its main pages in one file.

The form of llms.txt is that of llmstxt.org: title, summary, notes, then lists of links under headings, of which the
last, "Optional", may be skipped. Links lead to the pages' Markdown twins.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from itertools import groupby
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.exports.menu import MenuPage, menu_pages, site_settings
from cloud_ml_platforms.exports.twins import NAME, Twin

if TYPE_CHECKING:
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog

LARGEST = 2_000_000  # bytes of llms-full.txt: about half a million tokens

OPTIONAL = (
    *("compare/since/", "providers/*/workload/", "providers/container/", "translate/*-to-*/"),
    *("interview/questions/", "interview/practice/", "interview/mock/", "interview/cases/*", "learn/"),
    *("reference/paste/", "reference/sources/", "reference/changes/", "reference/freshness/"),
)

IN_SHORT = ("compare/limits/", "compare/names/")  # with the capabilities' pages: they hold all evidence

DATA = (
    ("feeds/changes.xml", "Feed of changes", "Atom: old and new words of every fact that changed; also one a platform"),
    ("feeds/names.xml", "Feed of the ledger", "Atom: what was renamed, closed, deprecated, retired or added"),
    ("feeds/ahead.ics", "Calendar of what lies ahead", "iCalendar: announced ends and rules; also one a platform"),
    ("sitemap.xml", "Every page", "with the row pages under r/ and the question pages under q/"),
)

OVERVIEW = """# {name}

> {description}

- The data speaks for {as_of}. A fact stands with its sources; the date in brackets is the source's own.
- A row that asks whether has marks: *yes*, *partly*, *no*, or *by kind* where the kinds differ. *No* means that the vendor says so or the API shows it, *not documented* that nothing was found. Other rows have values only.
- Names change: [the ledger]({site}compare/names/{twin}) has former names, and what is closed, deprecated or retired. A name that still exists in an API does not prove that a feature is still offered.
- Every page has a twin in Markdown: add `{twin}` to its address. One row of the comparison is `{site}r/<row>/{twin}`, one interview question `{site}q/<question>/{twin}`.
- [llms-full.txt]({site}llms-full.txt), {size} kB, has in one file: {full}.
- Text and data are CC BY 4.0; please name the page and its date.
"""


def write_llms(site: Path, catalog: Catalog, twins: dict[str, Twin]) -> None:
    """Write both files into a built site whose twins are given by page."""
    config = site_settings()
    nav = list(menu_pages(config["nav"]))
    main = [menu_page.page for menu_page in nav if not is_optional(menu_page.page)]
    short = {*IN_SHORT, *(f"compare/{capability}/" for capability in catalog.capabilities)}
    text, included = joined_twins(config["site_name"], [twins[page] for page in main if page not in short])
    (site / "llms-full.txt").write_text(text, encoding="utf-8")
    overview = llms_overview(config, catalog.as_of, twins, nav, size=len(text.encode()) // 1000, included=included)
    (site / "llms.txt").write_text(overview, encoding="utf-8")


def is_optional(page: str) -> bool:
    """Return whether a page may be skipped."""
    return any(fnmatchcase(page, pattern) for pattern in OPTIONAL)


def joined_twins(name: str, twins: list[Twin]) -> tuple[str, list[Twin]]:
    """Return the text of the twins in one, as many as fit in LARGEST, and those that are in it; the rest is named."""
    included: list[Twin] = []
    left_out: list[Twin] = []
    size = 0
    for twin in twins:
        size += len(twin.text.encode())
        (included if size <= LARGEST else left_out).append(twin)
    parts = [f"# {name}: the main pages in one file\n", *(f"{twin.text}" for twin in included)]
    if left_out:
        parts.append("# Left out for their size\n\n" + "".join(f"- {twin_link(twin)}\n" for twin in left_out))
    return "\n---\n\n".join(parts), included


def llms_overview(
    config: dict[str, Any],
    as_of: str,
    twins: dict[str, Twin],
    nav: list[MenuPage],
    *,
    size: int,
    included: list[Twin],
) -> str:
    """Return llms.txt: `size` is that of llms-full.txt in kB, `included` its pages."""
    site = twins[""].address
    main = groupby(
        (menu_page for menu_page in nav if not is_optional(menu_page.page)), key=lambda menu_page: menu_page.part
    )
    parts = {part: link_list(twins, [menu_page.page for menu_page in pages]) for part, pages in main}
    parts["Data"] = "".join(f"- [{title}]({site}{path}): {description}\n" for path, title, description in DATA)
    parts["Optional"] = link_list(twins, [menu_page.page for menu_page in nav if is_optional(menu_page.page)])
    head = OVERVIEW.format(
        name=config["site_name"],
        description=config["site_description"].strip(),
        as_of=as_of,
        site=site,
        twin=NAME,
        size=f"{size:,}",
        full="; ".join(twin.title for twin in included),
    )
    return "\n".join([head, *(f"## {label}\n\n{text}" for label, text in parts.items() if text)])


def link_list(twins: dict[str, Twin], pages: list[str]) -> str:
    """Return a list of links to twins, each with its page's description."""
    return "".join(f"- {twin_link(twins[page])}: {twins[page].description}\n" for page in pages)


def twin_link(twin: Twin) -> str:
    """Return a link to a twin."""
    return f"[{twin.title}]({twin.address}{NAME})"
