"""What the guides of the platforms show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.capabilities import platform_of
from cloud_ml_platforms.topics.compare.views import row_views, services
from cloud_ml_platforms.topics.limits.views import limit_view
from cloud_ml_platforms.topics.names.views import contested_touching, events, months_from, things
from cloud_ml_platforms.topics.providers.cheatsheet import cheatsheet_view
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


@view
def provider_column(catalog: Catalog, platform: str) -> Values:
    """Return one platform's column of every capability."""
    groups = [(found, row_views(catalog, found.id)) for found in catalog.capabilities.values()]
    return {"platform": platform_of(catalog, platform), "groups": groups}


@view
def partial_platform(catalog: Catalog, platform: str) -> Values:
    """Return what a partial platform answers: its rows by capability, limits and ledger, and what is not compared yet."""
    info = platform_of(catalog, platform)
    groups = []
    for name in catalog.capabilities:
        own = next((one for one in services(catalog, name) if one.platform == platform), None)
        if own is not None:
            rows = [row for row in row_views(catalog, name) if row.cell(platform)]
            groups.append((catalog.capabilities[name], own, rows))
    limits = [(limit_view(catalog, limit.id)) for limit in catalog.limits.values() if platform in limit.platforms]
    return {
        "platform": info,
        "groups": groups,
        "limits": [(limit, limit.cell(platform)) for limit in limits],
        "things": [thing for thing in things(catalog) if thing.platform == platform],
        "events": events(catalog, platform=platform),
        "contested": contested_touching(catalog, platform=platform),
        "answered": sum(len(rows) for _, _, rows in groups),
        "left": len(catalog.rows) - sum(len(rows) for _, _, rows in groups),
        "limits_left": len(catalog.limits) - len(limits),
    }


@view
def provider_standing(catalog: Catalog, platform: str) -> Values:
    """Return how a platform stands on each capability: its services, and how many rows it answers how."""
    platform_of(catalog, platform)
    found = [
        (capability, next(one for one in services(catalog, capability.id) if one.platform == platform))
        for capability in catalog.capabilities.values()
    ]
    return {"platform": platform, "capabilities": found}


@view
def provider_head(catalog: Catalog, platform: str) -> Values:
    """Return a platform: its names, resource hierarchy, SDKs, strengths and weaknesses."""
    return {"platform": platform_of(catalog, platform)}


@view
def cheatsheet(catalog: Catalog, platform: str) -> Values:
    """Return one platform on one printed page, for the night before an interview."""
    own = platform_of(catalog, platform)
    return {"platform": own, "sheet": cheatsheet_view(catalog, own.id)}


@view
def provider_events(catalog: Catalog, platform: str) -> Values:
    """Return what changed on a platform in the last half year, and what lies ahead within a year, newest first."""
    platform_of(catalog, platform)
    found = events(catalog, platform=platform)
    first, last = months_from(catalog.as_of, -6), months_from(catalog.as_of, 12)
    near = [event for event in found if first <= (event.ends or event.date) <= last]
    return {
        "platform": platform,
        "events": near,
        "others": len(found) - len(near),
        "contested": contested_touching(catalog, platform=platform),
    }


@view
def provider_lifecycle(catalog: Catalog, platform: str) -> Values:
    """Return the platform for which the six questions are answered."""
    return {"platform": platform_of(catalog, platform)}
