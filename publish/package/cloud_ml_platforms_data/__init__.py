"""The data of Cloud ML Platforms, with types: AWS SageMaker, Google Vertex AI and Azure Machine Learning compared.

Every function returns records as dictionaries; `types` says what is in them. They are read from the package, not from the
network, and read once: treat them as read-only.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any, TypeVar

from cloud_ml_platforms_data import types

Record = TypeVar("Record")

__version__ = version("cloud-ml-platforms-data")


@cache
def load(name: str) -> Any:  # noqa: ANN401 - types.RowsFile for "rows", and so on
    """Return a whole file, such as `load("rows")`. Raises LookupError when there is no such file."""
    found = files(__name__).joinpath("data", f"{name}.json")
    if not found.is_file():
        known = sorted(path.name.removesuffix(".json") for path in files(__name__).joinpath("data").iterdir())
        raise LookupError(f"found {name!r}; expected one of {', '.join(known)}")
    return json.loads(found.read_text(encoding="utf-8"))


_ABOUT: types.File = load("platforms")
AS_OF = _ABOUT["as_of"]
DATA_VERSION = _ABOUT["data_version"]
SCHEMA_VERSION = _ABOUT["schema_version"]
LICENCE = _ABOUT["licence"]
ATTRIBUTION = _ABOUT["attribution"]


def _list(file: str, name: str, _: type[Record]) -> list[Record]:
    records: list[Record] = load(file)[name]
    return records


def platforms() -> list[types.PlatformRecord]:
    """Return the three platforms."""
    return _list("platforms", "platforms", types.PlatformRecord)


def capabilities() -> list[types.CapabilityRecord]:
    """Return every capability, those of the track first."""
    return _list("capabilities", "capabilities", types.CapabilityRecord)


def rows() -> list[types.Row]:
    """Return every row, by capability."""
    return _list("rows", "rows", types.Row)


def limits() -> list[types.Limit]:
    """Return every limit and contract, by capability."""
    return _list("limits", "limits", types.Limit)


def things() -> list[types.Thing]:
    """Return products, features and SDKs with the names they have had."""
    return _list("names", "things", types.Thing)


def events() -> list[types.Event]:
    """Return what happened to things, or is announced, the newest first."""
    return _list("names", "events", types.Event)


def lifecycle() -> list[types.LifecycleQuestion]:
    """Return the six "say where" questions."""
    return _list("lifecycle", "questions", types.LifecycleQuestion)


def contested() -> list[types.ContestedQuestion]:
    """Return the questions on which sources disagree."""
    return _list("contested", "questions", types.ContestedQuestion)


def beliefs() -> list[types.Belief]:
    """Return what people say of the platforms, and whether it still holds."""
    return _list("beliefs", "beliefs", types.Belief)


def terms() -> list[types.Term]:
    """Return the glossary."""
    return _list("glossary", "terms", types.Term)


def translations() -> list[types.Translation]:
    """Return what each platform calls an idea."""
    return _list("translations", "translations", types.Translation)


def questions() -> list[types.Question]:
    """Return every interview question."""
    return _list("questions", "questions", types.Question)


def sources() -> list[types.Source]:
    """Return every source, by publisher and title."""
    return _list("sources", "sources", types.Source)


def meters() -> list[types.Meter]:
    """Return what has a price."""
    return _list("prices", "meters", types.Meter)


def prices() -> list[types.Price]:
    """Return one price a record."""
    return _list("prices", "prices", types.Price)


def uses() -> list[types.Use]:
    """Return what each use is billed for."""
    return _list("billing", "uses", types.Use)


def constraints() -> list[types.Constraint]:
    """Return the five constraints of the selection framework."""
    return _list("selection", "constraints", types.Constraint)


def criteria() -> list[types.Criterion]:
    """Return what a reader may require or weigh."""
    return _list("selection", "criteria", types.Criterion)


def clashes() -> list[types.Clash]:
    """Return criteria that a platform does not meet together."""
    return _list("selection", "clashes", types.Clash)


def signals() -> list[types.Signal]:
    """Return what speaks for a platform of one's own."""
    return _list("selection", "signals", types.Signal)


def presets() -> list[types.Preset]:
    """Return realistic readers."""
    return _list("selection", "presets", types.Preset)


def decisions() -> list[types.Decision]:
    """Return worked decisions."""
    return _list("selection", "decisions", types.Decision)


def alternatives() -> list[types.Alternative]:
    """Return other ways to run models."""
    return _list("alternatives", "alternatives", types.Alternative)


def leaving() -> list[types.Leaving]:
    """Return what a team takes over when it leaves a platform."""
    return _list("alternatives", "leaving", types.Leaving)


def changes() -> list[types.Change]:
    """Return the journal, the newest entry first."""
    return _list("journal", "changes", types.Change)
