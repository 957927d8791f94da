#!/usr/bin/env python3
"""Write `cloud_ml_platforms/topics/paste/sdk_names.txt`: the public names of the SDKs whose surface `data/api/` does not hold.

"Paste and check" takes them for names of today. Nothing is imported: the files of installed packages are parsed.

    python scripts/sdk_names.py [--check] SITE_PACKAGES ...

with the folders of the environments that run `samples/`; `make sdk-names` and `make sdk-names-check` call it so. Of the packages in
`WHOLE` every name is listed, so that an unknown one is noticed; of every other module only that it is there, with a dot.
"""

from __future__ import annotations

import argparse
import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).resolve().parent.parent / "cloud_ml_platforms" / "topics" / "paste" / "sdk_names.txt"
WHOLE = (
    *("sagemaker.core", "sagemaker.core.helper", "sagemaker.core.image_uris", "sagemaker.core.resources"),
    *("sagemaker.core.helper.session_helper", "sagemaker.core.training.configs", "sagemaker.core.processing"),
    *("sagemaker.train", "sagemaker.serve", "sagemaker.mlops", "sagemaker.mlops.workflow"),
    *("sagemaker.mlops.feature_store", "kfp", "kfp.dsl", "kfp.compiler", "kfp.components"),
    *("google.genai", "google.cloud.aiplatform", "vertexai", "vertexai.preview", "agentplatform"),
    *("azure.ai.ml", "azure.ai.ml.constants"),
)
SHARED = ("google", "azure")  # folders that hold the packages of others as well
HEADER = """\
# The public names of the SDKs that the samples run with, module by module, for "Paste and check".
# Written by `make sdk-names`, never by hand; `make sdk-names-check` compares.
# With a dot: a module whose names are not listed, so that nothing is said of them.
"""


def names_of(sites: list[Path]) -> str:
    """Return the text of the file."""
    lines = []
    spine = {".".join(name.split(".")[:end]) for name in WHOLE for end in range(1, name.count(".") + 2)}
    for module in sorted(spine):
        parts = module.split(".")
        folders = [site.joinpath(*parts) for site in sites]
        files = [folder / "__init__.py" for folder in folders] + [folder.with_suffix(".py") for folder in folders]
        is_ours = module in WHOLE or parts[0] not in SHARED
        names = {f"{name}." for folder in folders for name in _modules(folder)} if is_ours else set()
        if module in WHOLE:
            sources = [file for file in files if file.is_file()]
            if not sources:
                raise SystemExit(f"found no {module} in {', '.join(map(str, sites))}; expected it installed")
            names |= {name for file in sources for name in _public(ast.parse(file.read_bytes()), parts[0], file)}
        names -= {name.removesuffix(".") for name in names if name.endswith(".")}
        names = {name.removesuffix(".") if f"{module}.{name[:-1]}" in spine else name for name in names}
        if names:
            lines.append(f"{module}: {' '.join(sorted(names))}\n")
    return HEADER + "".join(lines)


def _modules(folder: Path) -> Iterator[str]:
    """Yield the public modules and packages in a package's folder."""
    for path in folder.glob("*"):
        name = path.stem
        is_module = path.suffix == ".py" or (path.is_dir() and any(path.glob("*.py")))
        if is_module and name.isidentifier() and not name.startswith("_") and "test" not in name:
            yield name


def _public(tree: ast.Module, root: str, file: Path) -> Iterator[str]:
    """Yield what a module defines and, where it is a package, what it takes from its own parts."""
    nodes = list(tree.body)
    for node in nodes:
        nodes += [
            *getattr(node, "orelse", ()),
            *(node.body if isinstance(node, (ast.If, ast.Try)) else ()),
            *(statement for handler in getattr(node, "handlers", ()) for statement in handler.body),
        ]
        match node:
            case ast.FunctionDef(name="__getattr__"):  # what is loaded when it is first asked for
                names = [name for part in ast.walk(node) if isinstance(part, ast.Compare) for name in _strings(part)]
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names = [name]
            case ast.ImportFrom() if file.name == "__init__.py" and (
                node.level or (node.module or "").startswith(root)
            ):
                names = [alias.asname or alias.name for alias in node.names]
            case ast.Assign(targets=[ast.Name(id=name)]):
                names = _strings(node.value) if name == "__all__" else [name]
            case _:
                names = []
        yield from (name for name in names if not name.startswith("_") and name != "*")


def _strings(node: ast.expr) -> list[str]:
    return [part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def main() -> int:
    """Write the file, or compare it; return 1 when it is stale."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file is stale")
    parser.add_argument("sites", nargs="+", type=Path, metavar="SITE_PACKAGES")
    arguments = parser.parse_args()
    text = names_of(arguments.sites)
    if text == (TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""):
        return 0
    if arguments.check:
        sys.stderr.write(f"{TARGET.name} is not what the SDKs say; run `make sdk-names`\n")
        return 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
