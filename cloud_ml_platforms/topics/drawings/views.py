"""What a drawing shows: the whole, or the lane of one platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.drawings.layout import BY_WORDS, NamedLane, named_lanes, tall_picture, wide_picture
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


@view
def drawing(catalog: Catalog, name: str, platform: str | None = None) -> Values:
    """Return a drawing, wide and tall, with the words for whose work its nodes are."""
    if name not in catalog.drawings:
        raise LookupError(f"found drawing {name!r}; expected one of {', '.join(catalog.drawings)}")
    record = catalog.drawings[name]
    names = {info.id: info.short for info in catalog.full_platforms.values()}
    if platform is not None:
        if platform not in record.platforms:
            raise LookupError(f"found no lane of {platform!r} in {name}; expected one of {', '.join(record.platforms)}")
        names = {platform: names[platform]}
    lanes = named_lanes(record, names)
    return {
        "drawing": record,
        "pictures": {"wide": wide_picture(record, lanes), "tall": tall_picture(record, lanes)},
        "key": {by: words for by, words in BY_WORDS.items() if words and by in owners_in(lanes)},
    }


def owners_in(lanes: tuple[NamedLane, ...]) -> set[str]:
    """Return who does the work of the nodes of lanes."""
    return {node.by for lane in lanes for node in lane.lane.nodes}
