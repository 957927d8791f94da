"""Capabilities and platforms by id, with an error that names the known ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cloud_ml_platforms.text.words import EVERY_PLATFORM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


class OnPlatform(Protocol):
    """An answer of one platform."""

    @property
    def platform(self) -> str: ...


class Answered(Protocol):
    """A row of a table with the answers of platforms."""

    @property
    def cells(self) -> Sequence[OnPlatform]: ...


def answering_platforms(catalog: Catalog, rows: Iterable[Answered]) -> list[m.PlatformInfo]:
    """Return the platforms that are columns of a table with these rows: those that answer at least one."""
    return [
        catalog.platforms[platform_id]
        for platform_id in catalog.answering({cell.platform for row in rows for cell in row.cells})
    ]


def platform_label(catalog: Catalog, platform: str) -> str:
    """Return the common name of a platform, or of `all`."""
    return EVERY_PLATFORM if platform == "all" else catalog.platforms[platform].short


def platform_of(catalog: Catalog, platform_id: str) -> m.PlatformInfo:
    """Return a platform. Raises LookupError for an unknown id."""
    platform = catalog.platforms.get(platform_id)
    if platform is None:
        raise LookupError(f"found platform {platform_id!r}; expected one of {', '.join(catalog.platforms)}")
    return platform


def capability_of(catalog: Catalog, capability_id: str) -> m.Capability:
    """Return a capability. Raises LookupError for an unknown id."""
    capability = catalog.capabilities.get(capability_id)
    if capability is None:
        raise LookupError(f"found capability {capability_id!r}; expected one of {', '.join(catalog.capabilities)}")
    return capability
