"""The Python data package: the JSON of the API and its shapes as types, in one wheel without dependencies.

The same data makes the same bytes. flit_core builds it, as the locks pin it and without a network.
"""

from __future__ import annotations

import ast
import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

from macros import data_shapes as s
from macros.catalog import ROOT
from macros.data_api import FOLDER
from macros.links import DOCS

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "cloud-ml-platforms-data"
MODULE = "cloud_ml_platforms_data"
SOURCE = Path(__file__).resolve().parent / "package"
INIT = SOURCE / MODULE / "__init__.py"
LICENCES = ("LICENSE", "LICENSE-content")
BUILD = "import sys; from flit_core.buildapi import build_wheel; build_wheel(sys.argv[1])"


class PackageError(Exception):
    """The wheel could not be built."""


def wheel_name(version: str) -> str:
    """Return the file name of the wheel."""
    return f"{MODULE}-{version}-py3-none-any.whl"


def wheel(files: Mapping[str, bytes], version: str, as_of: str, site: str) -> bytes:
    """Return the wheel that holds `files`, the API's JSON by file name. Raises PackageError when it cannot be built."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        write_project(project, files, version, as_of, site)
        day = dt.datetime.fromisoformat(as_of).replace(tzinfo=dt.UTC)
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-c", BUILD, folder],
            cwd=project,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(int(day.timestamp()))},
            capture_output=True,
            text=True,
            check=False,
        )
        built = Path(folder) / wheel_name(version)
        if done.returncode != 0 or not built.is_file():
            msg = f"The data package was not built: {done.stderr.strip() or 'found no ' + built.name}"
            raise PackageError(msg)
        return built.read_bytes()


def write_wheel(target: Path) -> Path:
    """Copy the wheel that `prepare` wrote to the folder `target`; return its path."""
    (built,) = (DOCS / FOLDER / "python").glob("*.whl")
    target.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(built, target))


def write_project(project: Path, files: Mapping[str, bytes], version: str, as_of: str, site: str) -> None:
    """Write the source of the package to the folder `project`."""
    shutil.copytree(SOURCE / MODULE, project / MODULE, ignore=shutil.ignore_patterns("__pycache__"))
    values = {"name": NAME, "version": version, "as_of": as_of, "site": site}
    for name in ("pyproject.toml", "README.md"):
        (project / name).write_text(_template(name, **values), encoding="utf-8")
    (project / MODULE / "types.py").write_text(types_module(), encoding="utf-8")
    (project / MODULE / "py.typed").touch()
    for name in LICENCES:
        shutil.copyfile(ROOT / name, project / name)
    data = project / MODULE / "data"
    data.mkdir()
    for name, text in files.items():
        (data / name).write_bytes(text)


def functions() -> dict[str, str]:
    """Return what each public function of the package takes and returns, by name: `() -> list[types.Row]`."""
    found = [node for node in ast.parse(INIT.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)]
    return {
        node.name: f"({ast.unparse(node.args)}) -> {ast.unparse(node.returns or ast.Constant(None))}"
        for node in found
        if not node.name.startswith("_")
    }


def types_module() -> str:
    """Return the source of the module that has a TypedDict per shape."""
    return _template(
        "types.py",
        schema_version=s.SCHEMA_VERSION,
        enumerations={name: s.values(name) for name in s.ENUMERATIONS},
        shapes=[_typed(shape) for shape in s.shapes()],
    )


def _typed(shape: type[s.Shape]) -> dict[str, Any]:
    base, own = shape.__bases__[0], s.fields(shape)
    return {
        "name": shape.__name__,
        "base": "TypedDict" if base is s.Shape else base.__name__,
        "what": shape.__doc__,
        "fields": [field for field in own if field.name.isidentifier()],
        "unspeakable": [field for field in own if not field.name.isidentifier()],
    }


def _template(template: str, **values: object) -> str:
    environment = jinja2.Environment(  # noqa: S701 - Python, TOML and Markdown, no HTML
        loader=jinja2.FileSystemLoader(SOURCE),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(f"{template}.j2").render(**values)
