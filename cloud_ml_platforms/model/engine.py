"""What the pages are made with: until when it is kept up, what differs under the engine that comes next (data/engine.yml)."""

from __future__ import annotations

from cloud_ml_platforms.model.base import FullDate, Id, Line, Model, Short, Url


class Read(Model):
    """Something about an engine that a source states: in our words, with the source's own date where it has one."""

    id: Id
    says: Line
    title: Short
    url: Url
    content_date: FullDate | None = None
    read: FullDate


class Difference(Model):
    """How a build by the next engine differs: what is seen, why, and what is to be done before the switch, if anything."""

    id: Id
    what: Line
    why: Line
    before_switch: Line | None = None


class EngineFile(Model):
    """data/engine.yml. `ends`: until when the theme gets security fixes; `switch_by`: the day of the switch at the latest."""

    ends: FullDate
    switch_by: FullDate
    facts: tuple[Read, ...]
    differences: tuple[Difference, ...]
