"""The search as classic scripts, which pages opened from disk load as well; web/build/write-search.js makes what they hold."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.compute.keywords import key_of
from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.paths import DOCS, ROOT
from cloud_ml_platforms.search.ahead import ahead_documents
from cloud_ml_platforms.search.asked import asked_before
from cloud_ml_platforms.search.changes import changes_documents
from cloud_ml_platforms.search.documents import LOOKS, record_documents
from cloud_ml_platforms.search.limits import limits_documents
from cloud_ml_platforms.search.pages import page_documents, page_words

if TYPE_CHECKING:
    from pathlib import Path

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog

SCRIPT = "web/build/write-search.js"
INDEX = "_gen/search.js"  # index and results: what the first opening of the search loads
PARTS = "_gen/search-parts.js"  # what rows answer to parts of their questions, what translations hide: loaded when a result shows it
COMMAND = (sys.executable, str(ROOT / "scripts" / "node.py"), "run", str(ROOT / SCRIPT))


class SearchError(UserError):
    """The index of the search cannot be made."""


def search_source(catalog: Catalog, docs: Path = DOCS) -> dict[str, Any]:
    """Return what the index is made of: documents, what readers asked, labels of kinds, words that name a platform or a kind of workload, folders with a page."""
    words = page_words(docs)
    records = [
        replace(document, names=(*document.names, *words.get(document.address, ())))
        for document in record_documents(catalog)
    ]
    documents = [
        *records,
        *ahead_documents(catalog),
        *limits_documents(catalog),
        *changes_documents(catalog),
        *page_documents(catalog, docs),
    ]
    labels = {look.kind: look.label for look in LOOKS.values()}
    return {
        "documents": [document.as_json() for document in documents],
        "asked": asked_before(),
        "labels": {
            **labels,
            "page": "Page",
            "section": "Section",
            "ahead": "Ahead",
            "limits": "Limits",
            "changes": "Changes",
        },
        "platforms": {word: item.id for item in catalog.platforms.values() for word in item.search},
        "small": sorted(platform_words(catalog)),
        "kinds": {
            item.name: kind_words(item)
            for item in catalog.capabilities.values()
            if any(row.finished for row in item.rows)
        },
        "folders": sorted(f"{path.parent.relative_to(docs).as_posix()}/" for path in docs.glob("*/**/index.md")),
    }


def platform_words(catalog: Catalog) -> set[str]:
    """Return the words of the platforms' short names that do not tell which one is meant, such as "ML"."""
    platform_terms = {word for item in catalog.platforms.values() for word in item.search}
    return {word for item in catalog.platforms.values() for word in key_of(item.short).split()} - platform_terms


def kind_words(capability: m.Capability) -> str:
    """Return the words for the kinds that a capability's rows answer by, each once."""
    return " ".join(
        dict.fromkeys(" ".join(name for names in capability.kinds.values() for name in names.values()).split())
    )


def search_scripts(source: dict[str, Any]) -> dict[str, str]:
    """Return the scripts of the search by their addresses. Raises SearchError with what Node.js says."""
    request = json.dumps(source, ensure_ascii=False)
    done = subprocess.run(COMMAND, input=request, capture_output=True, text=True, check=False, encoding="utf-8")  # noqa: S603 - our own
    if done.returncode != 0:
        raise SearchError(f"{SCRIPT} stopped.\n{done.stderr.strip()}")
    data = json.loads(done.stdout)
    parts = {name: data.pop(name) for name in ("answers", "pairs")}
    return {
        INDEX: f"window.CMLP_SEARCH = {_compact(data)};\n",
        PARTS: f"window.CMLP_SEARCH_PARTS = {_compact(parts)};\n",
    }


def _compact(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
