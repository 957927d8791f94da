"""Names of today, of which nothing has to be said.

Those of `data/api/`, of `sdk_names.txt` beside this file, of our own samples, and those that an entry of `data/code/`
says to write instead.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.topics.paste.old_names import PACKAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.topics.paste.old_names import OldNames

ROOTS = ("sagemaker", "azureml", "azure", "google", "vertexai", "kfp", "agentplatform")

# How the entries of `data/code/` shorten the names of today, as code does after the usual imports.
SHORT = {
    "aiplatform": "google.cloud.aiplatform",
    "aiplatform_v1": "google.cloud.aiplatform_v1",
    "dsl": "kfp.dsl",
    "genai": "google.genai",
}

QUOTED = re.compile(r"`([^`]+)`")
DOTTED_NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")

SDK_NAMES = Path(__file__).resolve().parent / "sdk_names.txt"


@dataclass(frozen=True)
class NamesOfToday:
    """Dotted names, in order, and the operations of AWS by service: what is in none of them cannot be judged.

    A name with a dot at its end is a module of which nothing is judged.
    """

    dotted: list[str]
    operations: dict[str, list[str]]

    def as_data(self) -> dict[str, Any]:
        """Return the names, by module and by service, as the reader of texts takes them."""
        by_module: defaultdict[str, list[str]] = defaultdict(list)
        for name in self.dotted:
            module, _, leaf = name.removesuffix(".").rpartition(".")
            by_module[module].append(leaf + "." * name.endswith("."))
        return {
            "known": {module: " ".join(leaves) for module, leaves in by_module.items()},
            "services": {service: " ".join(operations) for service, operations in self.operations.items()},
        }


def names_of_today(catalog: Catalog, old: OldNames, samples: Path = ROOT / "samples") -> NamesOfToday:
    """Return the names of today, without those that are old; names that the repository's own samples use are among them."""
    of_apis = set(_names_of_apis(catalog))
    judged_modules = {f"{name.rpartition('.')[0]}." for name in of_apis}
    of_sdks = set(_names_of_sdks()) - judged_modules
    dotted = {*of_apis, *of_sdks, *_recommended_names(catalog), *_imported_names(samples)}
    operations = {
        extract["api"]: sorted(extract["operations"])
        for extract in catalog.surface.extracts.values()
        if extract["sdk"] == "botocore" and extract["holds"] == "all" and extract["api"].startswith("sagemaker")
    }
    return NamesOfToday(sorted(name for name in dotted if not old.holds(name)), operations)


def _names_of_apis(catalog: Catalog) -> Iterator[str]:
    for extract in catalog.surface.extracts.values():
        for section in ("classes", "functions"):
            if extract["sdk"] in {"azure-ai-ml", "google-cloud-aiplatform"} and not extract["api"].endswith(".rest"):
                yield from extract.get(section, {})


def _names_of_sdks() -> Iterator[str]:
    """Yield the public names and modules of the SDKs; of a module with a dot at its end, nothing is judged."""
    for line in SDK_NAMES.read_text(encoding="utf-8").splitlines():
        module, colon, names = line.partition(":")
        if colon and not line.startswith("#"):
            yield from (f"{module}.{name}" for name in names.split())


def _recommended_names(catalog: Catalog) -> Iterator[str]:
    """Yield the dotted names that entries of `data/code/` say to write today."""
    for entry in catalog.code.values():
        for text in QUOTED.findall(f"{entry.today} {entry.note or ''}"):
            for name in DOTTED_NAME.findall(text):
                head, _, rest = name.partition(".")
                full_name = f"{SHORT.get(head, head)}.{rest}"
                if full_name.startswith(tuple(f"{root}." for root in PACKAGES)) and name != entry.found:
                    yield full_name


def _imported_names(samples: Path) -> Iterator[str]:
    """Yield what the samples import: they run against the SDKs of today."""
    for path in sorted(samples.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in ROOTS:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
