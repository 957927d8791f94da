"""What a page is in the words of schema.org, for search engines and readers of links: JSON in the page's head.

A question page is a learning resource, not a QAPage: that type is for answers that visitors give.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.data.content import read_index

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog

LICENSE = "https://creativecommons.org/licenses/by/4.0/"

PARTS = (
    "compare",
    "providers",
    "translate",
    "choose",
    "interview",
    "learn",
    "about",
)  # pages of the menu's first level

FILES = (
    ("api/v1/index.json", "application/json"),
    ("api/v1/rows.json", "application/json"),
    ("api/v1/rows.csv", "text/csv"),
    ("feeds/changes.xml", "application/atom+xml"),
)


@dataclass(frozen=True)
class PageSummary:
    """What is known of a page: `page` is its path (`r/ep-rollback`), `home` the site's address, `day` that of its facts."""

    page: str
    home: str
    title: str
    description: str
    picture: str
    day: str | None


def json_ld(summary: PageSummary, site_name: str, catalog: Catalog) -> str:
    """Return the script element of a page; nothing in it can end the element."""
    publisher = {"@type": "Organization", "name": site_name, "url": summary.home}
    address = page_address(summary)
    page: dict[str, object] = {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": summary.title,
        "description": summary.description,
        "image": summary.picture,
        "inLanguage": "en",
        "license": LICENSE,
        "publisher": publisher,
        "isPartOf": {"@type": "WebSite", "name": site_name, "url": summary.home},
    }
    if summary.day:
        page["dateModified"] = summary.day
    trail = breadcrumbs(summary, catalog)
    if len(trail) > 1:
        page["breadcrumb"] = {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": name, "item": summary.home + path}
                for place, (path, name) in enumerate(trail, 1)
            ],
        }
    if summary.page.startswith("q/"):
        question = catalog.questions[summary.page.removeprefix("q/")]
        page["@type"] = ["WebPage", "LearningResource"]
        page |= {"learningResourceType": "interview question", "educationalLevel": question.level}
    entity = main_entity(summary, catalog, publisher)
    if entity:
        page["mainEntity"] = entity
    facts = {name: value for name, value in page.items() if value}
    text = json.dumps({"@context": "https://schema.org", **facts}, ensure_ascii=False, separators=(",", ":"))
    return f'<script type="application/ld+json">{text.replace("<", chr(92) + "u003c")}</script>\n'


def page_address(summary: PageSummary) -> str:
    """Return the page's address."""
    return f"{summary.home}{summary.page}/" if summary.page else summary.home


def breadcrumbs(summary: PageSummary, catalog: Catalog) -> list[tuple[str, str]]:
    """Return the trail from the home page to a page: address from the site's root, name."""
    first, _, name = summary.page.partition("/")
    trail = [("", "Home")]
    if first == "r":
        capability = catalog.row_capability[name]
        trail += [("compare/", "Compare"), (f"compare/{capability.id}/", capability.name)]
    elif first == "q":
        trail += [("interview/", "Interview"), ("interview/questions/", "Question bank")]
    elif first in PARTS and name:
        trail.append((f"{first}/", first.capitalize()))
    return [*trail, (f"{summary.page}/", summary.title)] if summary.page else trail


def main_entity(summary: PageSummary, catalog: Catalog, publisher: dict[str, str]) -> dict[str, object] | None:
    """Return what a page is about when schema.org has a word for it: the data set, the glossary."""
    if summary.page == "reference/data":
        return {
            "@type": "Dataset",
            "name": f"{publisher['name']}: data",
            "description": summary.description,
            "url": page_address(summary),
            "license": LICENSE,
            "creator": publisher,
            "dateModified": catalog.as_of,
            "version": read_index().data_version,
            "isAccessibleForFree": True,
            "distribution": [
                {"@type": "DataDownload", "contentUrl": summary.home + name, "encodingFormat": kind}
                for name, kind in FILES
            ],
        }
    if summary.page == "reference/glossary":
        return {"@type": "DefinedTermSet", "name": summary.title, "url": page_address(summary)}
    return None
