"""Rules about verdicts: of finished capabilities, whole, short, each line resting on rows of its platform."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud_ml_platforms.check.faults import PartFault, missing_faults, of_record, unknown_id_faults
from cloud_ml_platforms.check.rows import ABSOLUTE
from cloud_ml_platforms.text.inline import to_text
from cloud_ml_platforms.text.references import REF, resolve_reference

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlPath
    from cloud_ml_platforms.check.faults import RecordFault

HEADLINE_WORDS = 6
LONGEST_LINES = {
    "headline": 44,
    "says": 150,
    "but": 150,
    "take": 130,
    "plus": 60,
    "minus": 60,
}  # characters as displayed
LONGEST_WHEN, LONGEST_USE = 50, 50
NAMES = re.compile(r"`+.+?`+|\"[^\"]*\"")  # in code and in quotes a word claims nothing
CLAUSES = re.compile(r"(?<=[;.]) (?![^\[]*\]\])")  # but within the words of a reference


def verdict_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Yield what is wrong with verdicts and picks beyond what one can know about itself."""
    for verdicts in catalog.verdicts.values():
        capability = verdicts.capability
        yield from unknown_id_faults(
            verdicts.id, "capability", capability, catalog.capabilities, ("id",), folder="data/capabilities"
        )
        yield from missing_faults(verdicts.id, catalog.full_platforms, verdicts.platforms, ("platforms",))
        for index, pick in enumerate(verdicts.picks):
            yield from missing_faults(
                verdicts.id, catalog.full_platforms, pick.platforms, ("picks", index, "platforms")
            )
        if capability in catalog.capabilities:
            yield from of_record(verdicts.id, _capability_faults(catalog, verdicts, catalog.capabilities[capability]))


def _capability_faults(catalog: Catalog, verdicts: m.Verdicts, capability: m.Capability) -> Iterator[PartFault]:
    unsigned = [row.id for row in capability.rows if not row.finished]
    if unsigned:
        expected = "every row signed: only a finished capability has verdicts"
        yield PartFault(f"verdicts on {capability.id}, of which {', '.join(unsigned)} is not signed", expected, ("id",))
    near = {row.id for row in capability.rows}.union(*(row.related for row in capability.rows))
    near |= {limit for limit, home in catalog.limit_capability.items() if home == capability.id}
    for platform, verdict in verdicts.platforms.items():
        for path, line in verdict.lines:
            line_path = ("platforms", platform, *path)
            yield from _line_faults(catalog, line, LONGEST_LINES[str(path[0])], line_path)
            yield from _support_faults(catalog, line, platform, near, line_path)
        words = len(to_text(verdict.headline, catalog).split()) if _references_resolve(catalog, verdict.headline) else 0
        if words > HEADLINE_WORDS:
            expected = f"at most {HEADLINE_WORDS} words"
            yield PartFault(f"a headline of {words} words", expected, ("platforms", platform, "headline"))
    for index, pick in enumerate(verdicts.picks):
        yield from _line_faults(catalog, pick.when, LONGEST_WHEN, ("picks", index, "when"))
        for platform, choice in pick.platforms.items():
            line_path = ("picks", index, "platforms", platform, "use")
            yield from _line_faults(catalog, choice.use, LONGEST_USE, line_path)
            yield from _support_faults(catalog, choice.use, platform, near, line_path)


def _line_faults(catalog: Catalog, line: str, most: int, path: YamlPath) -> Iterator[PartFault]:
    """A line is short and claims nothing without exception; one whose references do not resolve has that fault first."""
    if not _references_resolve(catalog, line):
        return
    shown = to_text(line, catalog)
    if len(shown) > most:
        yield PartFault(f"{len(shown)} characters: {shown}", f"at most {most} as displayed", path)
    for match in ABSOLUTE.finditer(to_text(NAMES.sub(" ", line), catalog)):
        yield PartFault(f"{match[0]!r} in {shown!r}", "a word that claims less", path)


def _references_resolve(catalog: Catalog, line: str) -> bool:
    return all(resolve_reference(catalog, match[1]).problem is None for match in REF.finditer(line))


def _support_faults(
    catalog: Catalog, line: str, platform: str, near: Collection[str], path: YamlPath
) -> Iterator[PartFault]:
    """Every clause rests on the platform's answer in a row, or a limit, of the capability or next to it."""
    for clause in CLAUSES.split(line):
        references = [match[1].partition("|")[0].split() for match in REF.finditer(clause)]
        if not any(words[0] in near and words[1:2] == [platform] for words in references if words):
            yield PartFault(f"{clause!r}, which rests on nothing", f"[[<row> {platform}|words]] in it", path)
        for words in references:
            if words and (words[0] in catalog.rows or words[0] in catalog.limits) and words[0] not in near:
                yield PartFault(
                    f"{words[0]}, which lies elsewhere",
                    "a row of the capability, one related to it, or its limits",
                    path,
                )
