"""Find a Chromium for the browser tests, or get one; prints its path.

Order: $CHROMIUM, one on the PATH, Playwright's own, Debian's package (as root on Debian; it says so),
Playwright's download. Exit code 1 with a clear message when none can be had.

The headless shell comes first: the same engine without windows opens a page in a third of the processor time. In CI
Debian's package of it is installed even where another Chromium is there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def say(text: str) -> None:
    """Print a progress line."""
    sys.stderr.write(f"setup: {text}\n")


def find() -> str | None:
    """Return the path of a browser that is there already."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return chosen if Path(chosen).exists() else None
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return playwrights_own()


def playwrights_own() -> str | None:
    """Return the path of Playwright's own Chromium when it was downloaded."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only when needed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def is_debian() -> bool:
    """Return whether Debian's packages are at hand."""
    release = Path("/etc/os-release")
    return shutil.which("apt-get") is not None and release.exists() and "debian" in release.read_text().lower()


def may_install_package() -> bool:
    """Return whether this is root on Debian."""
    return is_debian() and os.geteuid() == 0


def install_packages(*names: str) -> None:
    """Install Debian's packages, as root."""
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", *names], check=False, **quiet)


def lacks_shell() -> bool:
    """Return whether CI should install the headless shell beside the browser that is there."""
    wants_shell = os.environ.get("CI") == "true" and not os.environ.get("CHROMIUM")
    return wants_shell and may_install_package() and shutil.which(SHELL) is None


def install() -> str | None:
    """Install a browser; return its path, or None."""
    if may_install_package():
        say(f"installing Debian's package {SHELL} with apt-get, as root")
        install_packages(SHELL)
    else:
        say("no Chromium found; downloading Playwright's own")
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"], check=False, stdout=subprocess.DEVNULL
        )
    return find()


def main() -> int:
    """Print the path of a browser."""
    path = install() if lacks_shell() else find() or install()
    if path is None:
        sys.stderr.write(
            "No Chromium: none on the PATH, and neither Debian's package nor Playwright's own could be had.\n"
            "Install Chromium, or name one: CHROMIUM=/path/to/chromium make test\n",
        )
        if os.environ.get("CI") == "true":
            return 1
        sys.stderr.write("The browser tests are skipped.\n")
        return 0
    sys.stdout.write(path + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
