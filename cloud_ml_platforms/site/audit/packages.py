"""The npm packages of the audit: pinned in package-lock.json, installed beside it when stale."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

from cloud_ml_platforms.site.audit.findings import MissingToolError

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
STAMP = MODULES / "locked"


def find_tool(name: str, advice: str) -> str:
    """Return the path of a command; raise MissingToolError with `advice` when it is missing."""
    path = shutil.which(name)
    if path is None:
        raise MissingToolError(f"no {name} on the PATH ({advice})")
    return path


def install_packages() -> None:
    """Run `npm ci` unless what is installed is what the lock file says. No package's script is run."""
    npm = find_tool("npm", "it comes with Node.js 22 or newer")
    digest = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == digest:
        return
    result = subprocess.run([npm, "ci", "--ignore-scripts"], cwd=HERE, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise MissingToolError("npm ci failed:\n" + "\n".join((result.stderr or result.stdout).splitlines()[:8]))
    STAMP.write_text(digest, encoding="utf-8")
