"""Documents of the limits of each capability: who asks for the limits of endpoints wants all of them, not the one that is named so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.search.documents import LONGEST, Document
from cloud_ml_platforms.text.words import cut_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms.catalog.types import Catalog

PAGE = "compare/limits/"
TYPED = ("{} limits", "limits of {}", "limits on {}", "limits for {}", "{} quotas", "quotas of {}", "quotas for {}")


def limits_documents(catalog: Catalog) -> Iterator[Document]:
    """Yield the board of limits as a filter by capability leaves it, for each capability that has any."""
    for capability in catalog.capabilities.values():
        names = [catalog.limits[name].name for name, home in catalog.limit_capability.items() if home == capability.id]
        if names:
            yield Document(
                kind="limits",
                id=f"limits-{capability.id}",
                address=f"{PAGE}#?c={capability.id}",
                title=f"Limits of {capability.name[:1].lower()}{capability.name[1:]}",
                text=cut_text("; ".join(names), LONGEST),
                names=tuple(words.format(capability.name) for words in TYPED),
            )
