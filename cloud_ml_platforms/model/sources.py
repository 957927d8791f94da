"""Sources and evidence."""

from __future__ import annotations

from typing import Literal

from cloud_ml_platforms.model.base import FullDate, Id, Line, Model, PartialDate, Shows, Url
from cloud_ml_platforms.model.known import Publisher

SourceKind = Literal["docs", "api-model", "sdk", "changelog", "notice", "price-list", "regulation", "report"]


class Source(Model):
    """A document, API model or package that was opened. `content_date` is its own date, the age of what it says.

    `gone`: the day on which a reader found that the page is no longer there.
    """

    id: Id
    publisher: Publisher
    title: Line
    url: Url
    kind: SourceKind
    content_date: PartialDate
    version: Line | None = None
    read_from: Literal["vendor page", "dated copy", "package", "report"]
    note: Line | None = None
    gone: FullDate | None = None


class Evidence(Model):
    """Where a statement comes from: which source, which section, when we read it, what it shows in our words."""

    source: Id
    at: Line
    read: FullDate
    shows: Shows


class SourceFile(Model):
    """data/sources/<publisher>.yml, sorted by id."""

    sources: tuple[Source, ...]
