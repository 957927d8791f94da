"""Rules about the platforms: every full one answers, a partial one answers where it says so, their colours can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.check.faults import missing
from cloud_ml_platforms.model.known import nearest_hint

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.check.faults import RecordFault

# The backgrounds of a platform's name, the palest and the darkest of a page: its paper and a shaded row.
GROUNDS = {"light": ("#ffffff", "#f5f5f5"), "dark": ("#1e2329", "#292e34")}
CONTRAST = 4.5  # WCAG 2.2, 1.4.3: of text


def platforms_stand(catalog: Catalog) -> Iterator[RecordFault]:
    """There is a full platform; each has a place of its own and runs on a cloud of the list."""
    if not catalog.full_platforms:
        yield "platforms", "no full platform", "a file in data/platforms with scope: full", ()
    places: dict[int, str] = {}
    for info in catalog.platforms.values():
        if info.cloud not in catalog.clouds:
            expected = f"one of {', '.join(catalog.clouds)}{nearest_hint(info.cloud, catalog.clouds)}"
            yield info.id, f"cloud {info.cloud!r}", expected, ("cloud",)
        if info.order in places:
            yield info.id, f"order {info.order}, as {places[info.order]}", "a place of its own", ("order",)
        places.setdefault(info.order, info.id)


def colours_readable(catalog: Catalog) -> Iterator[RecordFault]:
    """A platform's name can be read in its colour, in both schemes."""
    for info in catalog.platforms.values():
        for scheme, grounds in GROUNDS.items():
            colour = getattr(info.colours, scheme)
            ratio, ground = min((contrast(colour, ground), ground) for ground in grounds)
            if ratio < CONTRAST:
                found = f"{colour}, a contrast of {ratio:.2f}:1 on {ground}"
                yield info.id, found, f"at least {CONTRAST}:1, so that the name can be read", ("colours", scheme)


def platforms_complete(catalog: Catalog) -> Iterator[RecordFault]:
    """Every row, limit, 'say where' question, constraint and capability answers for every full platform."""
    for record, key, answers in _to_answer(catalog):
        yield from missing(record, catalog.full_platforms, answers, (key,))


def _to_answer(catalog: Catalog) -> Iterable[tuple[str, str, Container[str]]]:
    compared: list[m.Row | m.Limit | m.LifecycleQuestion] = [
        *catalog.rows.values(),
        *catalog.limits.values(),
        *catalog.lifecycle.values(),
    ]
    yield from ((record.id, "platforms", record.platforms) for record in compared)
    yield from ((constraint.id, "favours", constraint.favours) for constraint in catalog.constraints.values())
    for capability in catalog.capabilities.values():
        yield capability.id, "services", capability.services
        yield capability.id, "kinds", capability.kinds


def contrast(colour: str, ground: str) -> float:
    """Return the contrast of two colours as WCAG computes it, 1 to 21."""
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]  # noqa: PLR2004 - sRGB
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
