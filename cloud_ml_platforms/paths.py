"""The folders of the project, and what is kept between builds."""

from __future__ import annotations

import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
DOCS = ROOT / "docs"
SAMPLES = ROOT / "samples"
MKDOCS = ROOT / "mkdocs.yml"
REQUIREMENTS = ROOT / "requirements"
PINS = REQUIREMENTS / "sdk.txt"


def keep_file(path: Path, content: bytes) -> None:
    """Write a file below .build/; whoever reads or writes it at the same time has all of one content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)
