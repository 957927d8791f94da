"""The project with its data several times over, in a folder of its own: what times and weighs pages works on it."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from cloud_ml_platforms.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

COPIED = (
    "data",
    "docs",
    "macros",
    "cloud_ml_platforms",
    "overrides",
    "samples",
    "scripts",
    "web",
    "requirements",
    "mkdocs.yml",
    "mkdocs.offline.yml",
    "LICENSE",
    "LICENSE-content",
)


def copy_project(folder: Path) -> Path:
    """Copy what a build needs into `folder`; what npm installed is only linked."""
    folder.mkdir(exist_ok=True)
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        else:
            shutil.copy(source, folder / name)
    for installed in ("web/node_modules", ".venv-node"):
        if (ROOT / installed).exists():
            (folder / installed).symlink_to(ROOT / installed)
    return folder


def multiply_data(project: Path, times: int) -> None:
    """Grow the data: every capability file and its page again under new ids, `times` in all."""
    for file in list((project / "data" / "capabilities").glob("*.yml")):
        text, name = file.read_text(encoding="utf-8"), file.stem
        page = (project / "docs" / "compare" / f"{name}.md").read_text(encoding="utf-8")
        for number in range(2, times + 1):
            grown = re.sub(r"(?m)^(id: \S+)", rf"\1-n{number}", text)
            grown = re.sub(r"(?m)^(name: .+)", rf"\1 {number}", grown)
            grown = re.sub(r"(?m)^    because: .+\n(?:      .*\n)*", "", grown)
            grown = re.sub(
                r"(?m)^  - id: (\S+)", rf"  - id: \1-n{number}\n    because: It makes the data larger.", grown
            )
            file.with_name(f"{name}-n{number}.yml").write_text(grown, encoding="utf-8")
            copy = re.sub(r'(\{\{ show\("capability_(?:head|rows|foot)", "[\w-]+)', rf"\1-n{number}", page)
            copy = re.sub(r'(?m)^.*\{\{ show\("capability_limits".*\n', "", copy)
            (project / "docs" / "compare" / f"{name}-n{number}.md").write_text(copy, encoding="utf-8")
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("not_in_nav: |\n", "not_in_nav: |\n  /compare/*-n*.md\n"), encoding="utf-8")
