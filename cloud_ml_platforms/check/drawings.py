"""Rules about drawings: nodes rest on rows that exist, one that compares has a lane for each platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.check.faults import RecordFault, missing_faults, unknown_id_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlPath


LACKING_MARKS = frozenset({"no", "not-documented"})


def drawing_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Yield what is wrong with drawings beyond what one can know about itself."""
    for case in catalog.cases:
        yield from unknown_id_faults(case, "drawing", f"dr-{case}", catalog.drawings, (), folder="data/drawings")
    for drawing in catalog.drawings.values():
        if drawing.platforms:
            yield from missing_faults(drawing.id, catalog.full_platforms, drawing.platforms, ("platforms",))
        for path, part, platform in _parts(drawing):
            yield from unknown_id_faults(
                drawing.id, "row", part.row, catalog.rows, (*path, "row"), folder="data/capabilities"
            )
            if part.row is None and _needs_row(part, platform):
                yield RecordFault(
                    drawing.id, f"{part.words!r} without a row", "the row that says whose work it is", path
                )
            for name in _platforms_without_way(catalog, part, platform):
                found = f"{part.words!r} by the platform, where {part.row} of {name} has none"
                yield RecordFault(drawing.id, found, "by: call, you or others", (*path, "by"))


def _parts(drawing: m.Drawing) -> Iterator[tuple[YamlPath, m.Node | m.Back, str | None]]:
    homes: list[tuple[YamlPath, m.Lane, str | None]] = [
        *((("platforms", name), lane, name) for name, lane in drawing.platforms.items()),
        *((("lanes", index), lane, None) for index, lane in enumerate(drawing.lanes)),
    ]
    for path, lane, platform in homes:
        yield from (((*path, "nodes", index), node, platform) for index, node in enumerate(lane.nodes))
        if lane.back:
            yield (*path, "back"), lane.back, platform


def _needs_row(part: m.Node | m.Back, platform: str | None) -> bool:
    """Return whether a part says something of platforms: of one of them always, else where one does the work."""
    return platform is not None or part.by in {"platform", "call"}


def _platforms_without_way(catalog: Catalog, part: m.Node | m.Back, platform: str | None) -> Iterator[str]:
    """Yield the platforms whose cell has no way at all, and says no or that nothing is documented."""
    row = catalog.rows.get(part.row or "")
    if row and part.by == "platform":
        for name in (platform,) if platform else catalog.full_platforms:
            if name in row.platforms and not row.platforms[name].ways and row.mark_of(name) in LACKING_MARKS:
                yield name
