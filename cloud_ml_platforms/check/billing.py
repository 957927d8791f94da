"""Rules about what is billed: every use answers for every platform, and every answer leads to the cell that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.check.faults import PartFault, of_record
from cloud_ml_platforms.model.billing import QUESTIONS
from cloud_ml_platforms.text.references import REF

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlPath
    from cloud_ml_platforms.check.faults import RecordFault
    from cloud_ml_platforms.model.billing import Use

OPTIONAL_QUESTIONS = frozenset({"rollout"})


def billing_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Yield the faults of every use."""
    for use in catalog.uses.values():
        for rule in (unanswered_question_faults, answer_reference_faults):
            yield from of_record(use.id, rule(catalog, use))


def unanswered_question_faults(catalog: Catalog, use: Use) -> Iterator[PartFault]:
    """A use answers every question but that of a rollout, and each of them for every full platform."""
    for question in QUESTIONS:
        if question not in use.answers and question not in OPTIONAL_QUESTIONS:
            yield PartFault(
                f"no {question!r}",
                f"all of {', '.join(key for key in QUESTIONS if key not in OPTIONAL_QUESTIONS)}",
                ("answers",),
            )
    answers_by_path: list[tuple[YamlPath, Container[str]]] = [
        (("waits",), use.waits),
        *((("answers", key), answers) for key, answers in use.answers.items()),
    ]
    for path, answers in answers_by_path:
        for platform in catalog.full_platforms:
            if platform not in answers:
                yield PartFault(f"{path[-1]} without {platform}", f"all of {', '.join(catalog.full_platforms)}", path)


def answer_reference_faults(catalog: Catalog, use: Use) -> Iterator[PartFault]:
    """An answer refers to a cell, a limit or a price of its own platform, and to none of another."""
    for question, answers in use.answers.items():
        for platform, line in answers.items():
            cited = [platforms for reference in REF.findall(line) if (platforms := _platforms(catalog, reference))]
            path: YamlPath = ("answers", question, platform)
            if not any(platform in platforms for platforms in cited):
                expected = f"a reference to a cell, limit or price of {platform}, such as [[cost-idle-list {platform}]]"
                yield PartFault("an answer that nothing holds", expected, path)
            for platforms in cited:
                if platform not in platforms:
                    yield PartFault(f"a reference to {platforms[0]}", f"references to {platform} only", path)


def _platforms(catalog: Catalog, reference: str) -> tuple[str, ...]:
    """Return the platforms that a reference speaks of, none when it speaks of all or of no fact."""
    record, *words = reference.partition("|")[0].split() or [""]
    if record in catalog.prices:
        return catalog.priced_for(catalog.prices[record].of)
    return tuple(words[:1]) if record in catalog.rows or record in catalog.limits else ()
