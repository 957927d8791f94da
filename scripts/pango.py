"""Find the libraries with which WeasyPrint sets the PDFs, or get them; says what to do when they cannot be had.

They come with Debian's Chromium; where the browser came from elsewhere, Debian's packages are installed (as root on
Debian; it says so). Exit code 1 under CI=true when they are missing.
"""

from __future__ import annotations

import ctypes.util
import os
import sys

from browser import install_packages, may_install_package, say

LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def missing() -> list[str]:
    """Return the libraries that the system does not have."""
    return [name for name in LIBRARIES if ctypes.util.find_library(name) is None]


def main() -> int:
    """See to it that the libraries are there."""
    if missing() and may_install_package():
        say(f"no Pango found; installing Debian's packages {', '.join(PACKAGES)} with apt-get, as root")
        install_packages(*PACKAGES)
    absent = missing()
    if not absent:
        return 0
    say(
        f"no {', '.join(absent)}: the PDFs cannot be made. Install Pango (Debian: apt-get install {' '.join(PACKAGES)}; macOS: brew install pango)"
    )
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
