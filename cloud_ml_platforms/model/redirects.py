"""Addresses that are no more, and where they lead."""

from __future__ import annotations

from cloud_ml_platforms.model.base import Address, Model


class RedirectsFile(Model):
    """data/redirects.yml: where addresses lead that are no more, from the site's root."""

    redirects: dict[Address, Address]
