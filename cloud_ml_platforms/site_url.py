"""The addresses of the published site and of its repository, as mkdocs.yml says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.utils.yaml import yaml_load

from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.paths import MKDOCS

if TYPE_CHECKING:
    from pathlib import Path


class AddressError(UserError, LookupError):
    """Nothing says at which address the site is published."""


def site_url(config: Path = MKDOCS) -> str:
    """Return the site's address with a slash at its end, for links in what is read away from the site.

    The offline build has no address of its own: its cards lead to the published site. Raises AddressError when
    mkdocs.yml (or SITE_URL, which it reads) names none.
    """
    address = yaml_load(config.read_text(encoding="utf-8")).get("site_url")
    if not isinstance(address, str) or not address.startswith(("https://", "http://")):
        raise AddressError(
            f"{config.name}: found site_url {address!r}; expected the address of the published site (or set SITE_URL)"
        )
    return address.rstrip("/") + "/"


def repository_url() -> str:
    """Return the repository's address (REPOSITORY_URL, or what mkdocs.yml names), for links that report a mistake; empty when there is none."""
    return str(yaml_load(MKDOCS.read_text(encoding="utf-8")).get("extra", {}).get("repository") or "")
