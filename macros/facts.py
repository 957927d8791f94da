"""Every fact of the data as one line of text under one address: what the journal compares and remembers.

`ep-rollback sagemaker`             a cell: its mark, the event that ends it, the answer in one line
`ep-rollback sagemaker real-time`   one way of a cell: mark, stage, event, since, how
`lim-ep-request-mb sagemaker real-time max docs`   one value of a limit
`sm-model-monitor-closed`           an event: kind, dates, whether it was carried out, what
`sm-model-monitor`                  a thing: its names, stage

Evidence is no fact: reading a source again changes nothing that the reader was told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.refs import with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros import models as m
    from macros.catalog import Catalog


def facts(catalog: Catalog) -> dict[str, str]:
    """Return the text of every fact by its address, in the order of the data."""
    out: dict[str, str] = {}
    for row in catalog.rows.values():
        for platform, cell in row.platforms.items():
            out.update(_cell(f"{row.id} {platform}", cell))
    for limit in catalog.limits.values():
        for platform, limit_cell in limit.platforms.items():
            for name, text in _limit(limit, limit_cell):
                address = f"{limit.id} {platform}{name}"
                out[address] = f"{out[address]}; {text}" if address in out else text
    for event in catalog.events.values():
        out[event.id] = _joined(
            event.kind, event.date, event.ends and f"ends {event.ends}", event.carried_out, event.what
        )
    for thing in catalog.things.values():
        names = ", then ".join(f"{name.name} ({name.since})" if name.since else name.name for name in thing.names)
        out[thing.id] = _joined(names, None if thing.stage == "ga" else thing.stage)
    return out


def record_of(address: str) -> str:
    """Return the id of the record that a fact belongs to."""
    return address.split(maxsplit=1)[0]


def _cell(address: str, cell: m.Cell) -> Iterator[tuple[str, str]]:
    yield address, _joined(cell.support, cell.event, cell.short, cell.nearest and f"nearest: {cell.nearest}")
    for way in cell.ways:
        stage = None if way.stage == "ga" else way.stage
        yield f"{address} {way.id}", _joined(way.support, stage, way.event, way.since and f"since {way.since}", way.how)


def _limit(limit: m.Limit, cell: m.LimitCell) -> Iterator[tuple[str, str]]:
    if cell.state != "values":
        yield "", _joined(cell.state, cell.note)
    for value in cell.values:
        number = with_unit(value.value, limit.unit)
        per = value.per and f"per {value.per}"
        raisable = {True: "can be raised", False: "cannot be raised", None: None}[value.raisable]
        yield f" {value.way} {value.rule} {value.says}", _joined(number, per, raisable, value.note)


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
