"""What pages show of the workload: pure functions from the index of the samples to steps with proof."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cloud_ml_platforms.api_surface.pins import pinned
from cloud_ml_platforms.compute.capabilities import platform_of
from cloud_ml_platforms.model.samples import SAMPLE_WAYS
from cloud_ml_platforms.paths import REQUIREMENTS
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.model.samples import PlatformStep, Sample, SampleFit, SampleWay, Step

LOCKS = ("sdk.txt", "sagemaker-sdk.txt")  # the environments that samples run in
LANGUAGES = {"py": "python", "yml": "yaml", "yaml": "yaml", "sh": "bash", "json": "json", "Dockerfile": "dockerfile"}
SAMPLE_FIT_WORDS: dict[SampleFit, str] = {"same": "", "nearest": "No equal; the nearest", "none": "No equal"}


@dataclass(frozen=True, kw_only=True)
class SampleView:
    """One sample as a page shows it. `snippet` is what is put in, `proof` what was done with it, `checked` or not."""

    file: str
    snippet: str
    language: str
    proof: str
    checked: bool
    calls: tuple[str, ...]
    part: bool
    preview: bool
    note: str | None


@dataclass(frozen=True)
class SampleWayView:
    """The samples of a step that are written in one way, in their order."""

    name: str
    samples: tuple[SampleView, ...]


@dataclass(frozen=True)
class PlatformStepView:
    """One step on one platform: its samples by way, the recommended way first."""

    platform: str
    fit: SampleFit
    fit_word: str
    row: str | None
    note: str | None
    ways: tuple[SampleWayView, ...]


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Return the version of every package of the environments in which samples run."""
    return {name: version for lock in LOCKS for name, version in pinned(REQUIREMENTS / lock).items()}


def platform_step_view(catalog: Catalog, step: str, platform: str) -> PlatformStepView:
    """Return one step on one platform."""
    platform_step: PlatformStep = catalog.workload[platform][step]
    samples_by_way: dict[SampleWay, list[SampleView]] = {}
    for sample in platform_step.samples:
        samples_by_way.setdefault(sample.way, []).append(_sample_view(sample))
    ways = tuple(SampleWayView(SAMPLE_WAYS[way].name, tuple(samples)) for way, samples in samples_by_way.items())
    return PlatformStepView(
        platform, platform_step.fit, SAMPLE_FIT_WORDS[platform_step.fit], platform_step.row, platform_step.note, ways
    )


def platform_step_views(catalog: Catalog, step: str) -> list[PlatformStepView]:
    """Return one step on every platform."""
    return [platform_step_view(catalog, step, platform) for platform in catalog.full_platforms]


def in_containers(catalog: Catalog) -> list[SampleView]:
    """Return what runs in the containers of every platform."""
    return [_sample_view(sample) for sample in catalog.container]


def steps_of(
    catalog: Catalog, *, capability: str | None = None, theme: str | None = None, row: str | None = None
) -> list[Step]:
    """Return the steps that belong to a capability, a theme or a row."""
    return [
        step
        for step in catalog.steps.values()
        if step.capability == capability or theme in step.themes or row in step.rows
    ]


def call_names(calls: Iterable[str]) -> list[str]:
    """Return calls as a reader looks them up: the part after the name of the API, each once."""
    return list(dict.fromkeys(call.partition(":")[2] or call for call in calls))


def _sample_view(sample: Sample) -> SampleView:
    way = SAMPLE_WAYS[sample.way]
    return SampleView(
        file=sample.file,
        snippet=sample.file if sample.section == "all" else f"{sample.file}:{sample.section}",
        language=LANGUAGES[sample.file.rpartition(".")[2]],
        proof=way.proof.format(versions()[way.package]) if way.proof else way.unchecked,
        checked=way.proof is not None,
        calls=tuple(call_names(sample.calls)),
        part=way.proof is not None and not sample.calls and way.platform != "all",
        preview=sample.stage != "ga",
        note=sample.note,
    )


@view
def in_code(catalog: Catalog, *, capability: str | None = None, theme: str | None = None) -> Values:
    """Return the steps of a capability or theme; scripts open their samples in place."""
    steps = steps_of(catalog, capability=capability, theme=theme)
    if not steps:
        raise LookupError(
            f"found in_code(capability={capability!r}, theme={theme!r}); expected one that a step of samples/index.yml names"
        )
    return {"steps": steps}


@view
def workload(catalog: Catalog, platform: str) -> Values:
    """Return every step of the workload on one platform."""
    info = platform_of(catalog, platform)
    return {
        "platform": info,
        "steps": [(step, platform_step_view(catalog, step.id, info.id)) for step in catalog.steps.values()],
        "others": [other for other in catalog.full_platforms.values() if other is not info],
    }


@view
def container_code(catalog: Catalog) -> Values:
    """Return the code that runs in the containers, by file."""
    files: dict[str, list[SampleView]] = {}
    for sample in in_containers(catalog):
        files.setdefault(sample.file, []).append(sample)
    return {"files": files.items()}
