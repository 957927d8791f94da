"""Rules of the selector: criteria that rows can decide, kinds and ways that exist, presets that do not contradict themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.check.faults import RecordFault, missing_faults, unknown_id_faults
from cloud_ml_platforms.compute.criteria import cited_rows
from cloud_ml_platforms.text.references import REF

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlPath


def selector_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Yield what is wrong with criteria and presets. That their rows exist is a rule of all that names rows."""
    for criterion in catalog.criteria.values():
        yield from unknown_id_faults(
            criterion.id, "constraint", criterion.constraint, catalog.constraints, ("constraint",)
        )
        yield from unknown_id_faults(criterion.id, "capability", criterion.on, catalog.capabilities, ("on",))
        yield from _mark_faults(catalog, criterion)
        yield from _part_faults(catalog, criterion)
        yield from _way_faults(catalog, criterion)
        yield from _judgement_faults(catalog, criterion)
        yield from _kind_judgement_faults(catalog, criterion)
    yield from _clash_faults(catalog)
    for preset in catalog.presets.values():
        yield from _preset_faults(catalog, preset)


def _mark_faults(catalog: Catalog, criterion: m.Criterion) -> Iterator[RecordFault]:
    """A row without marks has no yes and no: only one of its parts, or a judgement, may decide."""
    for index, row in enumerate(criterion.rows):
        decided = criterion.judged is not None or row in criterion.parts
        if row in catalog.rows and catalog.rows[row].mark is None and not decided:
            expected = "a row with marks, a part of it in 'parts', or 'judged'"
            yield RecordFault(criterion.id, f"row {row!r}, which has no mark", expected, ("rows", index))


def _part_faults(catalog: Catalog, criterion: m.Criterion) -> Iterator[RecordFault]:
    """A part that decides is a yes-no part of a finished row, and not the one that the row's marks come from."""
    for name, part in criterion.parts.items():
        if name not in criterion.rows:
            yield RecordFault(
                criterion.id, f"a part of {name!r}", f"one of its rows: {', '.join(criterion.rows)}", ("parts", name)
            )
        elif name in catalog.rows:
            row = catalog.rows[name]
            other_parts = [key for key, spec in row.parts.items() if spec.type == "yes-no" and key != row.mark]
            if part not in other_parts:
                expected = f"a yes-no part of {name} other than its mark: {', '.join(other_parts) or 'it has none'}"
                yield RecordFault(criterion.id, f"part {part!r}", expected, ("parts", name))
            elif not row.finished:
                expected = "a row that is finished: every part answered and signed"
                yield RecordFault(criterion.id, f"a part of {name!r}, which is not finished", expected, ("parts", name))


def _way_faults(catalog: Catalog, criterion: m.Criterion) -> Iterator[RecordFault]:
    """Every kind is one of the capability's on that platform, and every way one that the row has there."""
    if criterion.ways and criterion.on is None:
        yield RecordFault(
            criterion.id, "ways without 'on'", "'on': the capability whose kinds they answer for", ("ways",)
        )
    kinds = catalog.capabilities[criterion.on].kinds if criterion.on in catalog.capabilities else {}
    for row, platforms in criterion.ways.items():
        if row not in criterion.rows:
            yield RecordFault(
                criterion.id, f"ways of {row!r}", f"one of its rows: {', '.join(criterion.rows)}", ("ways", row)
            )
            continue
        if row not in catalog.rows or not kinds:
            continue
        for platform, mapped in platforms.items():
            way_ids = [way.id for way in catalog.rows[row].platforms[platform].ways]
            for kind, way in mapped.items():
                path = ("ways", row, platform, kind)
                if kind not in kinds[platform]:
                    expected = f"one of the kinds of {criterion.on}: {', '.join(kinds[platform])}"
                    yield RecordFault(criterion.id, f"{platform} kind {kind!r}", expected, path)
                if way not in way_ids:
                    expected = f"a way of {row} there: {', '.join(way_ids) or 'it has none'}"
                    yield RecordFault(criterion.id, f"{platform} way {way!r}", expected, path)


def _judgement_faults(catalog: Catalog, criterion: m.Criterion) -> Iterator[RecordFault]:
    """A judgement speaks for every full platform, and its reason refers to one of the rows, on that platform."""
    if criterion.judged is None:
        return
    yield from missing_faults(criterion.id, catalog.full_platforms, criterion.judged, ("judged",))
    for platform, judged in criterion.judged.items():
        references = [match[1].partition("|")[0].split() for match in REF.finditer(judged.because)]
        if not any(parts[:1] == [row] and parts[1:] == [platform] for parts in references for row in criterion.rows):
            expected = f"a reference such as [[{criterion.rows[0]} {platform}]] to one of its rows"
            yield RecordFault(
                criterion.id,
                f"a reason for {platform} that refers to none",
                expected,
                ("judged", platform, "because"),
            )


def _kind_judgement_faults(catalog: Catalog, criterion: m.Criterion) -> Iterator[RecordFault]:
    """What is judged of a kind is of one that exists and that no row answers for, and its reason refers to a row."""
    if criterion.judged_kinds and criterion.on is None:
        yield RecordFault(
            criterion.id, "judged_kinds without 'on'", "'on': the capability whose kinds they are", ("judged_kinds",)
        )
    if criterion.on not in catalog.capabilities:
        return
    for platform, kinds in criterion.judged_kinds.items():
        capability_kinds = catalog.capabilities[criterion.on].kinds[platform]
        for kind, judged in kinds.items():
            path = ("judged_kinds", platform, kind)
            if kind not in capability_kinds:
                expected = f"one of the kinds of {criterion.on}: {', '.join(capability_kinds)}"
                yield RecordFault(criterion.id, f"{platform} kind {kind!r}", expected, path)
            for row in (catalog.rows[name] for name in criterion.rows if name in catalog.rows):
                way_id = criterion.ways.get(row.id, {}).get(platform, {}).get(kind, kind)
                if {way_id, "any"} & {way.id for way in row.platforms[platform].ways}:
                    yield RecordFault(
                        criterion.id,
                        f"{platform} {kind}, for which {row.id} answers",
                        "a kind that no row speaks of",
                        path,
                    )
            if not cited_rows(catalog, judged.because, platform):
                expected = f"a reference such as [[{criterion.rows[0]} {platform}]]"
                yield RecordFault(
                    criterion.id,
                    f"a reason for {platform} {kind} that refers to no row",
                    expected,
                    (*path, "because"),
                )


def _clash_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """A clash is between two known criteria, once on a platform, and a row there says why."""
    pairs: set[tuple[str, frozenset[str]]] = set()
    for clash in catalog.clashes.values():
        for name, criterion in (("keeps", clash.keeps), ("loses", clash.loses)):
            yield from unknown_id_faults(clash.id, "criterion", criterion, catalog.criteria, (name,))
        pair = (clash.platform, frozenset({clash.keeps, clash.loses}))
        if len(pair[1]) == 1:
            yield RecordFault(clash.id, "one criterion twice", "two criteria", ("loses",))
        if pair in pairs:
            yield RecordFault(
                clash.id, f"the same pair again on {clash.platform}", "each pair once on a platform", ("platform",)
            )
        pairs.add(pair)
        if not cited_rows(catalog, clash.because, clash.platform):
            expected = f"a reference to a row on {clash.platform} that says it"
            yield RecordFault(clash.id, f"a reason that refers to none on {clash.platform}", expected, ("because",))


def _preset_faults(catalog: Catalog, preset: m.Preset) -> Iterator[RecordFault]:
    uses: list[tuple[str, str, Collection[str], YamlPath]] = [
        *(("criterion", name, catalog.criteria, ("require", index)) for index, name in enumerate(preset.require)),
        *(("criterion", name, catalog.criteria, ("weigh", name)) for name in preset.weigh),
        *(("signal", name, catalog.signals, ("own", index)) for index, name in enumerate(preset.own)),
        *([("decision", preset.decision, catalog.decisions, ("decision",))] if preset.decision else []),
    ]
    for kind, name, ids, path in uses:
        yield from unknown_id_faults(preset.id, kind, name, ids, path)
    for index, name in enumerate(preset.require):
        if name in preset.weigh:
            yield RecordFault(preset.id, f"{name} both required and weighed", "one of the two", ("require", index))
        if name in preset.require[:index]:
            yield RecordFault(preset.id, f"{name} required twice", "each criterion once", ("require", index))
