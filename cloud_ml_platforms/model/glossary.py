"""The glossary."""

from __future__ import annotations

from cloud_ml_platforms.model.base import Id, Line, Model


class Term(Model):
    """A glossary entry; `short` is its tooltip."""

    id: Id
    term: Line
    also: tuple[Line, ...] = ()
    short: Line
    more: Line | None = None
    rows: tuple[Id, ...] = ()


class GlossaryFile(Model):
    """data/glossary.yml."""

    terms: tuple[Term, ...]
