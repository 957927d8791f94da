"""Before the build: the scripts and styles of web/, bundled and minified by esbuild, as files below docs/assets/.

A page loads one script: the bundle of its kind, `script` in the head of its source, else `site`. What comes later, when it
is asked for, holds no module of that bundle: there would be two states. The bundles are no modules, since browsers load
none from disk.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.numbers import number_word
from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.text.templates import text_templates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloud_ml_platforms import model as m

    Platforms = Mapping[str, m.PlatformInfo]

WEB = ROOT / "web"
FOLDER = "assets"
KINDS = "scripts/pages/*.js"  # a bundle for each
LATER = "scripts/later/*.js"  # what a page loads on demand; takes what it needs from `given.js`
STYLES = "styles/*.css"
PART = re.compile(r'^@import "([\w-]+\.css)";', re.MULTILINE)  # a style that others are made of: no file of its own
RULES = ".j2"  # what the name of a style's template ends with

OPTIONS = (
    "--bundle",
    "--entry-names=[name]",
    "--minify",
    "--charset=utf8",
    "--target=es2022",
    "--log-level=warning",
    "--color=false",
)


class WebError(UserError):
    """The scripts and styles cannot be bundled."""


def bundles(platforms: Platforms) -> dict[str, bytes]:
    """Return every script and style of the site by path below docs/; the same sources give the same bytes.

    Raises WebError with esbuild's own words, file and line among them.
    """
    constants = [f"--define:{name}={json.dumps(value)}" for name, value in script_constants(platforms).items()]
    with tempfile.TemporaryDirectory() as sources, tempfile.TemporaryDirectory() as target:
        run_esbuild(WEB, Path(target), "--format=iife", *constants, *web_sources(KINDS), *web_sources(LATER))
        write_styles(Path(sources), platforms)
        run_esbuild(Path(sources), Path(target), *style_entries())
        return {f"{FOLDER}/{path.name}": path.read_bytes() for path in sorted(Path(target).iterdir())}


def script_constants(platforms: Platforms) -> dict[str, object]:
    """Return what scripts know of the platforms by name; what one does not use is not in its bundle."""
    return {
        "PLATFORM_NAMES": {platform.id: platform.short for platform in platforms.values()},
        "PLATFORM_COUNT": number_word(len(platforms)),
        "PARTIAL_PLATFORMS": [platform.id for platform in platforms.values() if platform.scope == "partial"] or None,
    }


def write_styles(folder: Path, platforms: Platforms) -> None:
    """Write every style to `folder`, with the rules for each platform behind its own."""
    templates = text_templates(WEB / "styles")
    for source in web_sources(STYLES):
        text = (WEB / source).read_text(encoding="utf-8")
        if (WEB / f"{source}{RULES}").is_file():
            text += templates.get_template(f"{Path(source).name}{RULES}").render(platforms=platforms.values())
        (folder / source).parent.mkdir(exist_ok=True)
        (folder / source).write_text(text, encoding="utf-8")


def style_entries() -> list[str]:
    """Return the styles that pages can load: those that no other imports."""
    sources = web_sources(STYLES)
    parts = {
        f"styles/{name}" for source in sources for name in PART.findall((WEB / source).read_text(encoding="utf-8"))
    }
    return [source for source in sources if source not in parts]


def run_esbuild(folder: Path, target: Path, *arguments: str) -> None:
    """Bundle entries of `folder` into `target`. Raises WebError with what esbuild says."""
    command = [str(find_esbuild()), *OPTIONS, f"--outdir={target}", *arguments]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - a locked program
    if result.returncode != 0 or result.stderr:
        raise WebError(f"web/: esbuild stopped.\n{result.stderr.strip()}")


def web_sources(pattern: str) -> list[str]:
    """Return the files that a pattern finds below web/, in order."""
    return [path.relative_to(WEB).as_posix() for path in sorted(WEB.glob(pattern))]


def find_esbuild() -> Path:
    """Return the esbuild binary for this machine; it needs no Node.js. Raises WebError when it is missing."""
    for path in sorted(WEB.glob("node_modules/@esbuild/*/bin/esbuild")):
        return path
    raise WebError("web/node_modules holds no esbuild: run `python scripts/node.py install web`, as `make site` does")
