"""Which installed packages differ from what requirements/sdk.txt pins."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def installed_version(package: str) -> str | None:
    """Return the version of a package in this environment."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def differences_from_pins(sdks: Iterable[str], pins: dict[str, str]) -> Iterator[str]:
    """Yield a line for every SDK that is missing and for every package of another version than the pinned one.

    Other packages may be missing: some are pinned for other systems only.
    """
    for package in sorted({*sdks, *pins}):
        version, pin = installed_version(package), pins.get(package, "no version")
        if version is None and package in sdks:
            yield f"{package} is not installed, requirements/sdk.txt pins {pin}"
        elif version is not None and version != pin:
            yield f"{package} {version} is installed, requirements/sdk.txt pins {pin}"
