"""Addresses that are no more, and where they lead."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from cloud_ml_platforms.model.base import Model

Address = Annotated[str, StringConstraints(pattern=r"^(/|[a-z0-9][a-z0-9._/-]*)(#[a-z0-9][a-z0-9_-]*)?$")]


class RedirectsFile(Model):
    """data/redirects.yml: where addresses lead that are no more, from the site's root."""

    redirects: dict[Address, Address]
