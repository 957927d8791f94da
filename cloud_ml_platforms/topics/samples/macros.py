"""Macros of the samples."""

from __future__ import annotations

from cloud_ml_platforms.topics.page import Page, platform_of
from cloud_ml_platforms.topics.samples.views import SampleView, in_containers, on_platform, on_platforms, steps_of


def step_code(page: Page, step: str) -> str:
    """Render one step of the workload, a tab per platform with its recommended sample."""
    shown = on_platforms(page.catalog, step)
    return page.render("step_tabs.html.j2", step=page.catalog.steps[step], steps=shown)


def in_code(page: Page, *, capability: str | None = None, theme: str | None = None) -> str:
    """`{{ in_code(theme="canary-rollout") }}`: the steps of a capability or theme, their samples opened in place."""
    found = steps_of(page.catalog, capability=capability, theme=theme)
    if not found:
        msg = f"found in_code(capability={capability!r}, theme={theme!r}); expected one that a step of samples/index.yml names"
        raise LookupError(msg)
    return page.render("in_code.md.j2", steps=found)


def workload(page: Page, platform: str) -> str:
    """`{{ workload("sagemaker") }}`: every step of the workload on one platform."""
    own = platform_of(page, platform)
    steps = [(step, on_platform(page.catalog, step.id, own.id)) for step in page.catalog.steps.values()]
    others = [other for other in page.catalog.platforms.values() if other is not own]
    return page.render("workload.md.j2", platform=own, steps=steps, others=others)


def container_code(page: Page) -> str:
    """Render the code that runs in the containers, by file."""
    files: dict[str, list[SampleView]] = {}
    for sample in in_containers(page.catalog):
        files.setdefault(sample.file, []).append(sample)
    return page.render("container_code.md.j2", files=files.items())
