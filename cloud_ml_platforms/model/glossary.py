"""The glossary."""

from __future__ import annotations

from cloud_ml_platforms.model.base import Id, Line, Model

SPOKEN_FROM = 4  # words of what somebody says of it rather than calls it
QUESTIONS = ("what is ", "what are ", "what does ")


class Term(Model):
    """A glossary entry; `short` is its tooltip."""

    id: Id
    term: Line
    also: tuple[Line, ...] = ()
    short: Line
    more: Line | None = None
    rows: tuple[Id, ...] = ()

    @property
    def other_names(self) -> tuple[str, ...]:
        """What it is also called; what people say of it at greater length is for the search alone."""
        return tuple(name for name in self.also if len(name.split()) < SPOKEN_FROM and not name.startswith(QUESTIONS))


class GlossaryFile(Model):
    """data/glossary.yml."""

    terms: tuple[Term, ...]
