"""Rules about the platforms: every full one answers, a partial one answers where it says so, their colours can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.check.faults import RecordFault, missing_faults
from cloud_ml_platforms.model.known import nearest_hint
from cloud_ml_platforms.tokens import colours, contrast, distance

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog

GROUNDS = ("paper", "card", "sunk")
LEAST_CONTRAST = 3  # WCAG 2.2, 1.4.11: of what is no text; a platform's colour is a rail, a square or a stroke
MARKS = ("yes", "partly", "no")
LEAST_DISTANCE = 0.1  # in OKLab, where equal distances look equally large


def platform_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """There is a full platform; each has a place of its own and runs on a cloud of the list."""
    if not catalog.full_platforms:
        yield RecordFault("platforms", "no full platform", "a file in data/platforms with scope: full", ())
    places: dict[int, str] = {}
    for platform in catalog.platforms.values():
        if platform.cloud not in catalog.clouds:
            expected = f"one of {', '.join(catalog.clouds)}{nearest_hint(platform.cloud, catalog.clouds)}"
            yield RecordFault(platform.id, f"cloud {platform.cloud!r}", expected, ("cloud",))
        if platform.order in places:
            yield RecordFault(
                platform.id, f"order {platform.order}, as {places[platform.order]}", "a place of its own", ("order",)
            )
        places.setdefault(platform.order, platform.id)


def colour_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """A platform's colour stands out from every ground and is taken for no mark, in both schemes."""
    for platform in catalog.platforms.values():
        for scheme in ("light", "dark"):
            colour = getattr(platform.colours, scheme)
            tokens = {name: getattr(token, scheme) for name, token in colours().items()}
            ratio, ground = min((contrast(colour, tokens[name]), tokens[name]) for name in GROUNDS)
            if ratio < LEAST_CONTRAST:
                found = f"{colour}, a contrast of {ratio:.2f}:1 on {ground}"
                yield RecordFault(
                    platform.id, found, f"at least {LEAST_CONTRAST}:1, so that a line is seen", ("colours", scheme)
                )
            apart, mark = min((distance(colour, tokens[name]), name) for name in MARKS)
            if apart < LEAST_DISTANCE:
                found = f"{colour}, {apart:.2f} from {tokens[mark]}, the mark of {mark!r}"
                yield RecordFault(
                    platform.id,
                    found,
                    f"at least {LEAST_DISTANCE}, so that it is taken for no mark",
                    ("colours", scheme),
                )


def missing_platform_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Every row, limit, 'say where' question, constraint and capability answers for every full platform."""
    for record, key, answers in _answered_records(catalog):
        yield from missing_faults(record, catalog.full_platforms, answers, (key,))


def _answered_records(catalog: Catalog) -> Iterable[tuple[str, str, Container[str]]]:
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
