"""What the pages are made with: until when it is kept up, what differs under the engine that comes next (data/engine.yml)."""

from __future__ import annotations

from macros import models as m


class Read(m.Model):
    """Something about an engine that a source states: in our words, with the source's own date where it has one."""

    id: m.Id
    says: m.Line
    title: m.Short
    url: m.Url
    content_date: m.FullDate | None = None
    read: m.FullDate


class Difference(m.Model):
    """How a build by the next engine differs: what is seen, why, and what is to be done before the switch, if anything.

    `items`: what a test counts, such as the searches that miss.
    """

    id: m.Id
    what: m.Line
    why: m.Line
    before_switch: m.Line | None = None
    items: tuple[m.Short, ...] = ()


class EngineFile(m.Model):
    """data/engine.yml. `ends`: until when the theme gets security fixes; `switch_by`: the day of the switch at the latest."""

    ends: m.FullDate
    switch_by: m.FullDate
    facts: tuple[Read, ...]
    differences: tuple[Difference, ...]
