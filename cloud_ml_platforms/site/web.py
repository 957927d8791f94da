"""Before the build: the scripts and styles of web/, bundled and made small by esbuild, as files below docs/assets/.

A page loads one script: the bundle of its kind, `script` in the head of its source, else `site`. What comes later, when it
is asked for, holds no module of that bundle: there would be two states. The bundles are no modules, since browsers load
none from disk.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from cloud_ml_platforms.paths import ROOT

WEB = ROOT / "web"
FOLDER = "assets"
KINDS = "scripts/pages/*.js"  # a bundle for each
LATER = "scripts/later/*.js"  # what a page loads on demand; takes what it needs from `given.js`
ALONE = ("late-search", "search-worker", "iframe-worker")  # scripts that run beside a page's own
STYLES = "styles/*.css"

OPTIONS = (
    "--bundle",
    "--entry-names=[name]",
    "--minify",
    "--charset=utf8",
    "--target=es2022",
    "--log-level=warning",
    "--color=false",
)


class WebError(Exception):
    """The scripts and styles cannot be bundled."""


def bundles() -> dict[str, bytes]:
    """Return every script and style of the site by path below docs/; the same sources give the same bytes.

    Raises WebError with esbuild's own words, file and line among them.
    """
    program = find_esbuild()
    alone = [f"scripts/{name}.js" for name in ALONE]
    with tempfile.TemporaryDirectory() as folder:
        for options, entries in (
            (("--format=iife",), [*web_sources(KINDS), *web_sources(LATER), *alone]),
            ((), web_sources(STYLES)),
        ):
            command = [str(program), *OPTIONS, *options, f"--outdir={folder}", *entries]
            done = subprocess.run(command, cwd=WEB, capture_output=True, text=True, check=False)  # noqa: S603 - a locked program
            if done.returncode != 0 or done.stderr:
                msg = f"web/: esbuild stopped.\n{done.stderr.strip()}"
                raise WebError(msg)
        return {f"{FOLDER}/{path.name}": path.read_bytes() for path in sorted(Path(folder).iterdir())}


def web_sources(pattern: str) -> list[str]:
    """Return the files that a pattern finds below web/, in order."""
    return [path.relative_to(WEB).as_posix() for path in sorted(WEB.glob(pattern))]


def find_esbuild() -> Path:
    """Return the program of the package for this machine; it needs no Node.js. Raises WebError when there is none."""
    for found in sorted(WEB.glob("node_modules/@esbuild/*/bin/esbuild")):
        return found
    msg = "web/node_modules holds no esbuild: run `python scripts/node.py install web`, as `make site` does"
    raise WebError(msg)
