"""Records and catalogs that tests make, and what counts as typed by hand."""

from __future__ import annotations

import re
from dataclasses import replace

from cloud_ml_platforms import model as m

LATER = "2099-12-31"  # a day after all that the data speaks of

# A fact typed by hand in prose: a size, a duration or rate with its unit, or a day. Rows and limits hold these.
HAND_TYPED = re.compile(
    r"\b\d[\d,.]*\s?(?:KB|MB|GB|TB|KiB|MiB|GiB|TiB)\b|\b20\d\d-\d\d(?:-\d\d)?\b|[$€]\s?\d|\b\d[\d,.]*\s?USD\b",
)


def with_(model, **values):
    return model.model_copy(update=values)


def journaled(catalog, *told, kind="vendor", why="They changed it", ids=(), date=LATER):
    """Return the catalog with one more entry in its journal; each fact is address, was, now."""
    facts = tuple(m.FactChange(fact=fact, was=was, now=now) for fact, was, now in told)
    change = m.Change(id=f"{date}-{len(catalog.changes):06}-a-test", kind=kind, why=why, ids=ids, facts=facts)
    return replace(catalog, changes=(*catalog.changes, change))
