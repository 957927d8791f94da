"""Find nginx for the tests of the site as it is served, or get it; prints its path.

Order: $NGINX, one on the PATH, Debian's package (as root on Debian; it says so). Exit code 1 under CI=true when none can
be had.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from browser import install_packages, may_install_package, say

PACKAGES = ("nginx", "libnginx-mod-http-brotli-static")
STARTS = Path("/usr/sbin/policy-rc.d")  # asks whether an installed service may start


def find() -> str | None:
    """Return the path of nginx when it is there already."""
    chosen = os.environ.get("NGINX")
    if chosen:
        return chosen if Path(chosen).exists() else None
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")  # which not everyone's PATH has


def install() -> None:
    """Install Debian's packages, as root; the service does not start."""
    say(f"nginx is missing; installing Debian's packages {', '.join(PACKAGES)} with apt-get, as root")
    created = not STARTS.exists()
    if created:
        STARTS.write_text("#!/bin/sh\nexit 101\n")
        STARTS.chmod(0o755)
    try:
        install_packages(*PACKAGES)
    finally:
        if created:
            STARTS.unlink()


def main() -> int:
    """Print the path of nginx."""
    if find() is None and may_install_package():
        install()
    path = find()
    if path is None:
        say(
            "no nginx: the tests that need a server are skipped. Install it (Debian: apt-get install nginx; macOS: brew"
        )
        say("install nginx), or name one: NGINX=/path/to/nginx make test")
        return 1 if os.environ.get("CI") == "true" else 0
    sys.stdout.write(path + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
