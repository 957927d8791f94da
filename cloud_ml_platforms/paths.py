"""The folders of the project."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
DOCS = ROOT / "docs"
SAMPLES = ROOT / "samples"
MKDOCS = ROOT / "mkdocs.yml"
REQUIREMENTS = ROOT / "requirements"
PINS = REQUIREMENTS / "sdk.txt"
