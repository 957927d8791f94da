"""samples/index.yml as the tests read it: which file is checked by whom, and the calls that it lists."""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml
from harness import ROOT, SAMPLES

if TYPE_CHECKING:
    from pathlib import Path

# Who checks what is written in which way; None: nothing can, and the page says so.
LEAN = {
    "boto3": "aws",
    "aws-cli": "aws",
    "vertex-sdk": "google_cloud",
    "kfp": "google_cloud",
    "google-genai": "google_cloud",
    "google-rest": "google_cloud",
    "azure-sdk": "azure_ml",
    "azure-featurestore": None,  # runs with the other sections of its file
    "azure-yaml": "azure_ml",
    "gcloud": None,
    "az-cli": None,
}
HEAVY = {"sagemaker-sdk": "sagemaker_sdk", "container": "container", "container-file": "container"}
CHECKERS = HEAVY if importlib.util.find_spec("sagemaker") else LEAN
KNOWN = LEAN | HEAVY


@dataclass(frozen=True)
class Listed:
    """One file of samples/: the way it is written in, and every call that the index lists for it."""

    path: Path
    way: str
    calls: frozenset[str]

    def made(self, path: Path | None = None) -> set[str]:
        """Run or parse the file, or another in its place; return the calls that it made."""
        checker = importlib.import_module(CHECKERS[self.way])
        return checker.check(path or self.path, self.way)


def read() -> dict[str, Any]:
    """Return the index as it stands in the file."""
    return yaml.safe_load((SAMPLES / "index.yml").read_text(encoding="utf-8"))


def listed() -> list[Listed]:
    """Return every file of the index once, in its order."""
    calls: dict[tuple[str, str], set[str]] = {}
    index = read()
    groups = [index["container"]]
    groups += [step.get("samples", ()) for steps in index["platforms"].values() for step in steps.values()]
    for samples in groups:
        for sample in samples:
            calls.setdefault((sample["file"], sample["way"]), set()).update(sample.get("calls", ()))
    return [Listed(SAMPLES / file, way, frozenset(found)) for (file, way), found in calls.items()]


def mutations() -> list[dict[str, Any]]:
    """Return the planted mistakes of tests/samples/mutations/."""
    folder = ROOT / "tests" / "samples" / "mutations"
    return [item for path in sorted(folder.glob("*.yml")) for item in yaml.safe_load(path.read_text(encoding="utf-8"))]
