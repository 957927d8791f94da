"""Platforms: hierarchy, SDKs, strengths and weaknesses."""

from __future__ import annotations

from cloud_ml_platforms.model.base import Id, Line, Model, Platform

# Platforms, lifecycle, selection, glossary -----------------------------------------------------------------------------


class Level(Model):
    """One level of a platform's resource hierarchy."""

    name: Line
    holds: Line


class PlatformInfo(Model):
    """data/platforms/<slug>.yml: one of the three platforms."""

    id: Platform
    thing: Id
    vendor: Line
    short: Line
    hierarchy: tuple[Level, ...]
    sdks: tuple[Id, ...]
    good_at: tuple[Line, ...]
    weak_at: tuple[Line, ...]
