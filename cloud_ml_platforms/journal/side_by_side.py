"""The neighbours' sheet: what a row claims beside what its neighbours claim, per platform, for a person to read.

Neighbours of a row are the rows that it names and that name it, the limits that it shares, and the rows that rest on the
same names of an API; of rows with a part of the same topic the headlines follow. Scored pairs of claims were tried and do not pay; reading them side by side does. Above them stand findings:
pairs that a rule can see but only a person can judge.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud_ml_platforms.check.rows import ABSOLUTE
from cloud_ml_platforms.compute.standing import status_of
from cloud_ml_platforms.journal.facts import record_of
from cloud_ml_platforms.journal.waiting import CHANGES_NOTHING
from cloud_ml_platforms.model.answers import plain
from cloud_ml_platforms.numbers import readable_value
from cloud_ml_platforms.text.references import REF, references_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


SAYS_OVER = re.compile(r"\b(closed|ended|removed|retired|gone|no longer)\b")
SAYS_END = re.compile(r"\b(closed|end|ends|ended|existing|retired|no new|restricted)\b")


def neighbours_of(catalog: Catalog, row: m.Row) -> list[str]:
    """Return the ids of a row's near neighbours, rows and limits: linked either way, or resting on the same API names."""
    neighbours = [*row.related, *(other.id for other in catalog.rows.values() if row.id in other.related)]
    neighbours += [limit.id for limit in catalog.limits.values() if row.id in limit.rows]
    neighbours += [record for record in _cited_records(row) if record in catalog.rows or record in catalog.limits]
    neighbours += [other.id for other in catalog.rows.values() if _api_names(row) & _api_names(other)]
    return [record for record in dict.fromkeys(neighbours) if record != row.id]


def same_topic(catalog: Catalog, row: m.Row) -> list[str]:
    """Return the ids of the other rows that have a part of one of its topics."""
    topics = _topics(row)
    return [other.id for other in catalog.rows.values() if other.id != row.id and topics & _topics(other)]


def _topics(row: m.Row) -> set[str]:
    return {part.topic for part in row.parts.values() if part.topic is not None}


def _api_names(row: m.Row) -> set[str]:
    return {ref.ref for cell in row.platforms.values() for way in cell.ways for ref in way.api}


def _cited_records(row: m.Row) -> Iterator[str]:
    for cell in row.platforms.values():
        for _, text in cell.texts():
            yield from (record for record, *_ in references_in(text))


def sheet(catalog: Catalog, row_id: str) -> str:
    """Return the sheet of a row in Markdown: per platform its claims, then each neighbour's."""
    row = catalog.rows[row_id]
    near = neighbours_of(catalog, row)
    far = [name for name in same_topic(catalog, row) if name not in near]
    findings_lines = [f"- {catalog.platforms[platform].short}: {text}" for platform, text in findings(catalog, row)]
    lines = [
        f"# {row.id}: {row.name}",
        "",
        row.asks,
        *(["", "## To judge", "", *findings_lines] if findings_lines else []),
    ]
    for platform in catalog.answering(row.platforms):
        lines += ["", f"## {catalog.platforms[platform].short}", "", f"### {row.id}", *_row_claims(row, platform)]
        for name in near:
            claims = [*_claims(catalog, name, platform)]
            if claims:
                lines += ["", f"### {name}: {_name(catalog, name)}", *claims]
        topic_rows = [catalog.rows[name] for name in far if platform in catalog.rows[name].platforms]
        if topic_rows:
            lines += [
                "",
                "### Of the same topic",
                *(f"- {topic_row.id}: {topic_row.headline(platform)}" for topic_row in topic_rows),
            ]
    return "\n".join(lines) + "\n"


def _name(catalog: Catalog, record: str) -> str:
    return (catalog.rows.get(record) or catalog.limits[record]).name


def _claims(catalog: Catalog, record: str, platform: str) -> Iterator[str]:
    if record in catalog.rows:
        if platform in catalog.rows[record].platforms:
            yield from _row_claims(catalog.rows[record], platform)
    elif cell := catalog.limits[record].platforms.get(platform):
        yield from _limit_claims(catalog.limits[record], cell)


def _row_claims(row: m.Row, platform: str) -> Iterator[str]:
    cell = row.platforms[platform]
    yield f"- **{cell.value}**"
    for part, spec in row.parts.items():
        for kind, text in cell.written(part).items():
            yield f"- {spec.label}{'' if kind == 'is' else f', {kind}'}: {text}"
    if cell.short:
        yield f"- {cell.short}"
    for way in cell.ways:
        yield f"- {way.id}{'' if way.stage == 'ga' else f' ({way.stage})'}: {way.how or ''}".rstrip(": ")
    if cell.nearest:
        yield f"- nearest: {cell.nearest}"


def _limit_claims(limit: m.Limit, cell: m.LimitCell) -> Iterator[str]:
    if cell.state != "values":
        yield f"- {cell.state}: {cell.note}"
    for value in cell.values:
        per = f", {value.per}" if value.per else ""
        yield f"- {value.way} {value.rule}{per}: {readable_value(value.value, limit.unit)}{f'; {value.note}' if value.note else ''}"


def sheets(catalog: Catalog) -> str:
    """Return the sheets of all rows, by capability."""
    return "\n".join(sheet(catalog, row.id) for capability in catalog.capabilities.values() for row in capability.rows)


def unread_counts(catalog: Catalog) -> dict[str, int]:
    """Count, by capability, the rows whose neighbours nobody has read as they are: not signed, or changed since."""
    changed_on: dict[str, str] = {}
    for change in catalog.changes:
        if change.kind not in CHANGES_NOTHING:
            changed_on.update({record_of(fact.fact): change.date for fact in change.facts})
    return {
        capability.id: sum(
            row.signed is None or any(changed_on.get(name, "") > row.signed.day for name in neighbours_of(catalog, row))
            for row in capability.rows
        )
        for capability in catalog.capabilities.values()
    }


def findings(catalog: Catalog, row: m.Row) -> Iterator[tuple[str, str]]:
    """Yield, by platform, what may contradict a neighbour or say more than the ledger does."""
    for platform, cell in row.platforms.items():
        yield from ((platform, text) for text in _other_stages(catalog, row, platform))
        yield from ((platform, text) for text in _unlike_limits(catalog, row, platform))
        headline, kinds = plain(row.headline(platform)), " ".join(way.how or "" for way in cell.ways)
        if len(cell.ways) > 1 and (word := ABSOLUTE.search(headline)) and not ABSOLUTE.search(kinds):
            yield platform, f"the headline says {word[0]!r}, no kind does: {headline}"
        yield from ((platform, text) for text in _unlike_ledger(catalog, platform, cell))


def _other_stages(catalog: Catalog, row: m.Row, platform: str) -> Iterator[str]:
    for way in row.platforms[platform].ways:
        stages = {
            other_way.stage
            for near_row in catalog.row_capability[row.id].rows
            for other_way in (near_row.platforms[platform].ways if platform in near_row.platforms else ())
            if other_way.id == way.id
        }
        if way.stage != "ga" and stages - {way.stage}:
            yield f"{way.id} is {way.stage} here, {' or '.join(sorted(stages - {way.stage}))} in other rows"


def _unlike_limits(catalog: Catalog, row: m.Row, platform: str) -> Iterator[str]:
    mark = row.mark_of(platform)
    for limit in catalog.limits.values():
        state = limit.platforms[platform].state if row.id in limit.rows and platform in limit.platforms else None
        if (mark, state) in {("no", "unknown"), ("not-documented", "none")}:
            yield f"{mark} here, {state} in {limit.id}"


def _unlike_ledger(catalog: Catalog, platform: str, cell: m.Cell) -> Iterator[str]:
    text = " ".join(plain(text) for _, text in cell.texts())
    cited = {record for record, *_ in references_in(text)} | {cell.event, *(way.event for way in cell.ways)}
    for match in REF.finditer(text):
        event = catalog.events.get(match[1].split()[0])
        over = SAYS_OVER.search(text[max(0, match.start() - 60) : match.end() + 40])
        if event and event.carried_out != "done" and over:
            yield f"says {over[0]!r} of {event.id}, which the ledger has as {event.carried_out}"
    for event in catalog.events.values():
        thing, status = catalog.things[event.thing], status_of(event, catalog.as_of) or ""
        if thing.platform == platform and event.id not in cited and not event.part and not SAYS_END.search(text):
            names = {name.name for name in thing.names} | ({thing.common} if thing.common else set())
            offered = next((name for name in names if re.search(rf"\b{re.escape(name)}\b", text)), None)
            if offered and status.startswith(("ended", "closed to")):
                yield f"speaks of {offered}, which is {status} ({event.id})"
