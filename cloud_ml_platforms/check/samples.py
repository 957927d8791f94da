"""Rules about the workload: every step on every platform, every file and section there, every row known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud_ml_platforms.api_surface.extract_names import snake
from cloud_ml_platforms.api_surface.references import nearest_names
from cloud_ml_platforms.check.faults import PartFault, of_record
from cloud_ml_platforms.model.known import nearest_hint
from cloud_ml_platforms.model.samples import SAMPLE_WAYS
from cloud_ml_platforms.paths import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlPath
    from cloud_ml_platforms.check.faults import RecordFault
    from cloud_ml_platforms.model.samples import PlatformStep, Sample

SECTION = re.compile(r"--8<-- \[start:(\w+)\]")
BETA = re.compile(r"\bv1beta1\b")
GONE_STATES = frozenset({"closed", "removed"})  # states of old code that no sample may show


def workload_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Yield the faults of samples/index.yml."""
    if not catalog.steps:
        return
    for rule in (step_support_faults, missing_step_faults, platform_step_faults, container_faults):
        yield from of_record("samples index", rule(catalog))


def step_support_faults(catalog: Catalog) -> Iterator[PartFault]:
    """A step names a known capability, known themes and known rows."""
    for index, step in enumerate(catalog.steps.values()):
        for key, kind, names, records in (
            ("capability", "capability", (step.capability,), catalog.capabilities),
            ("themes", "theme", step.themes, catalog.themes),
            ("rows", "row", step.rows, catalog.rows),
        ):
            for name in names:
                if name not in records:
                    yield PartFault(
                        f"{kind} {name!r}", f"the id of a {kind}{nearest_hint(name, records)}", ("steps", index, key)
                    )


def missing_step_faults(catalog: Catalog) -> Iterator[PartFault]:
    """Every platform has every step, and no other."""
    for platform in catalog.full_platforms:
        platform_steps = catalog.workload.get(platform, {})
        for step in catalog.steps:
            if step not in platform_steps:
                yield PartFault(f"no {platform} {step}", "every step on every platform", ("platforms", platform))
        for step in platform_steps:
            if step not in catalog.steps:
                expected = f"the id of a step{nearest_hint(step, catalog.steps)}"
                yield PartFault(f"step {step!r}", expected, ("platforms", platform, step))


def platform_step_faults(catalog: Catalog) -> Iterator[PartFault]:
    """The row that says why is known; every sample is there, of its platform, and marked when it uses a preview."""
    for platform, steps in catalog.workload.items():
        for name, step in steps.items():
            step_path: YamlPath = ("platforms", platform, name)
            if step.row is not None and step.row not in catalog.rows:
                yield PartFault(
                    f"row {step.row!r}", f"the id of a row{nearest_hint(step.row, catalog.rows)}", (*step_path, "row")
                )
            yield from _preview_fit_faults(step, step_path)
            yield from _checked_file_faults(step, step_path)
            yield from _repeated_section_faults(step, step_path)
            for index, sample in enumerate(step.samples):
                sample_path = (*step_path, "samples", index)
                yield from _sample_faults(platform, sample, sample_path)
                yield from _call_faults(catalog, sample, (*sample_path, "calls"))


def container_faults(catalog: Catalog) -> Iterator[PartFault]:
    """What runs in containers is there, and belongs to no platform."""
    for index, sample in enumerate(catalog.container):
        yield from _sample_faults("all", sample, ("container", index))


def _repeated_section_faults(step: PlatformStep, step_path: YamlPath) -> Iterator[PartFault]:
    """No section of a file stands twice in a step."""
    sections = set()
    for index, sample in enumerate(step.samples):
        section = (sample.file, sample.section, sample.way)
        if section in sections:
            yield PartFault(
                f"{sample.file} {sample.section} a second time", "each section once", (*step_path, "samples", index)
            )
        sections.add(section)


def _preview_fit_faults(step: PlatformStep, step_path: YamlPath) -> Iterator[PartFault]:
    """A step whose first sample is a preview is not the same as one that is generally available."""
    if step.fit == "same" and step.samples and step.samples[0].stage == "preview":
        yield PartFault(
            "fit same with a preview as the recommended sample",
            "fit: nearest, row and note",
            (*step_path, "samples", 0),
        )


def _checked_file_faults(step: PlatformStep, step_path: YamlPath) -> Iterator[PartFault]:
    """What is run lists calls, in one of its sections at least; what cannot be run lists none."""
    for index, sample in enumerate(step.samples):
        checked = SAMPLE_WAYS[sample.way].proof is not None
        same_file = [other for other in step.samples if (other.file, other.way) == (sample.file, sample.way)]
        called = any(other.calls for other in same_file)
        if called != checked and sample.way != "container":
            expected = "the calls that it makes" if checked else "none: nothing can check them"
            yield PartFault(
                f"{'calls' if called else 'no call'} of {sample.file}", expected, (*step_path, "samples", index)
            )


def _sample_faults(platform: str, sample: Sample, path: YamlPath) -> Iterator[PartFault]:
    file = SAMPLES / sample.file
    if not file.is_file():
        names = [other.relative_to(SAMPLES).as_posix() for other in SAMPLES.glob("*/*")]
        expected = f"a file of samples/{nearest_hint(sample.file, names)}"
        yield PartFault(f"{sample.file}, which is not there", expected, (*path, "file"))
        return
    sections = SECTION.findall(file.read_text(encoding="utf-8"))
    if sample.section != "all" and sample.section not in sections:
        expected = f"one of {', '.join(sections) or 'none: leave it out'}"
        yield PartFault(f"section {sample.section!r}", expected, (*path, "section"))
    if SAMPLE_WAYS[sample.way].platform not in {platform, "all"}:
        yield PartFault(f"way {sample.way!r} under {platform}", f"a way of {platform}", (*path, "way"))
    if sample.stage == "ga" and any(BETA.search(call) for call in sample.calls):
        yield PartFault("a call of v1beta1 without a stage", "stage: preview", (*path, "calls"))


def _call_faults(catalog: Catalog, sample: Sample, path: YamlPath) -> Iterator[PartFault]:
    """Every call is an operation of its API where the whole of that is known, and none that is closed or gone."""
    gone = {entry.found: entry for entry in catalog.code.values() if entry.state in GONE_STATES}
    for call in sample.calls:
        api, _, operation = call.partition(":")
        extract = catalog.surface.extracts.get(api, {})
        operations = extract.get("operations") if extract.get("holds") == "all" else None
        grpc = "Service." in operation  # the discovery documents have no such names
        if operations and not grpc and operation not in operations:
            yield PartFault(f"call {call!r}", nearest_names(operation, operations), path)
        entry = gone.get(snake(operation))
        if entry is not None:
            yield PartFault(f"call {call!r}, which is {entry.state}", entry.today, path)
