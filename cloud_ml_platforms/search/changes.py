"""Documents of what vendors changed, on each platform: who asks what Google changed wants those entries, not the page of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.search.documents import LONGEST, Document
from cloud_ml_platforms.text.words import cut_text
from cloud_ml_platforms.topics.changes.history import change_views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms.catalog.types import Catalog

PAGE = "reference/changes/"
TYPED = ("{} changes", "what did {} change", "what has {} changed", "changed by {}")
ALSO = ("vendor changes", "what vendors changed")


def changes_documents(catalog: Catalog) -> Iterator[Document]:
    """Yield the journal as its filters leave what vendors changed on a platform, for each of which they changed something."""
    entries = [change for change in change_views(catalog) if change.kind == "vendor"]
    for platform in catalog.platforms.values():
        found = [change for change in entries if platform.id in change.subjects]
        if found:
            names = (platform.short, *platform.words)
            yield Document(
                kind="changes",
                id=f"changes-{platform.id}",
                address=f"{PAGE}#?k=vendor&p={platform.id}",
                title=f"What vendors changed on {platform.short}",
                text=cut_text("; ".join(f"{change.date} {change.why}" for change in found), LONGEST),
                platforms=(platform.id,),
                names=(*ALSO, *(words.format(name) for words in TYPED for name in names)),
            )
