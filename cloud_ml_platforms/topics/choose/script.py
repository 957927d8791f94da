"""What the selector scores, as a script: grades, their words and evidence; apart, what the journal says of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.compute.criteria import cited_rows
from cloud_ml_platforms.journal.facts import record_of
from cloud_ml_platforms.journal.names import without_references
from cloud_ml_platforms.numbers import number_word
from cloud_ml_platforms.text.inline import to_text
from cloud_ml_platforms.text.scripts import global_script
from cloud_ml_platforms.text.words import CHANGE_WORDS
from cloud_ml_platforms.topics.choose.selector import PAGE, evidence_of, grades_by_kind, kind_name, testable_kinds
from cloud_ml_platforms.topics.page import Page

if TYPE_CHECKING:
    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


def selector_script(catalog: Catalog) -> str:
    """Return a classic script that holds what the selector scores, and the addresses of the pages that its rows stand on."""
    data = selector_data(catalog)
    targets = sorted({page for _, page in data["rows"].values()})
    pages = {"true": Page(PAGE, True, catalog), "false": Page("choose/selector.html", False, catalog)}  # noqa: FBT003 - as MkDocs names it
    data["pages"] = {name: {target: page.url(target) for target in targets} for name, page in pages.items()}
    return global_script("CMLP_SELECTOR", data, compact=True)


def selector_changes_script(catalog: Catalog) -> str:
    """Return a classic script with what a decision of an earlier entry of the journal is held to: it grows by every entry."""
    rows = {row for criterion in catalog.criteria.values() for row in _criterion_data(catalog, criterion, {})["rows"]}
    rows |= {_clash_data(catalog, clash, {})["row"] for clash in catalog.clashes.values()}
    data = {
        "changes": _change_data(catalog, {*rows, *catalog.criteria}),
        "days": [change.date for change in catalog.changes],
    }
    return global_script("CMLP_SELECTOR_CHANGES", data, compact=True)


def selector_data(catalog: Catalog) -> dict[str, Any]:
    """Return what the browser scores: grades, their words and evidence, and how many entries the journal has.

    Texts are plain. A clash is `{platform, keeps, loses, key, row}`. `grades[platform][kind]` is
    `[[key of the words, row, grade, note], ...]`, `silent` for a row that does not speak of the kind; `words` holds per key
    `[text, [[source, section, read], ...]]`; `rows` holds name and page of each; `selector_script` adds `pages`.
    """
    words: dict[str, list[Any]] = {}
    criteria = [_criterion_data(catalog, criterion, words) for criterion in catalog.criteria.values()]
    clashes = [_clash_data(catalog, clash, words) for clash in catalog.clashes.values()]
    rows = list(
        dict.fromkeys(
            [*(row for criterion in criteria for row in criterion["rows"]), *(clash["row"] for clash in clashes)]
        )
    )
    sources = sorted({item[0] for _, evidence in words.values() for item in evidence})
    used = {criterion.on for criterion in catalog.criteria.values() if criterion.on}
    return {
        "asOf": catalog.as_of,
        "these": f"the {number_word(len(catalog.full_platforms))}",
        "platforms": {platform.id: platform.short for platform in catalog.full_platforms.values()},
        "constraints": {constraint.id: constraint.name for constraint in catalog.constraints.values()},
        "kinds": {
            name: {
                platform: {
                    kind: kind_name(catalog, name, platform, kind) for kind in testable_kinds(catalog, name, platform)
                }
                for platform in catalog.full_platforms
            }
            for name in sorted(used)
        },
        "capabilities": {name: catalog.capabilities[name].name for name in sorted(used)},
        "criteria": criteria,
        "clashes": clashes,
        "signals": {
            signal.id: [to_text(signal.says, catalog), to_text(signal.because, catalog), signal.alone]
            for signal in catalog.signals.values()
        },
        "words": words,
        "rows": {row: [catalog.rows[row].name, f"compare/{catalog.row_capability[row].id}/"] for row in rows},
        "sources": {name: _source_data(catalog.sources[name]) for name in sources},
        "journal": len(catalog.changes),
    }


def _criterion_data(catalog: Catalog, criterion: m.Criterion, words: dict[str, list[Any]]) -> dict[str, Any]:
    grades: dict[str, dict[str, list[list[str]]]] = {}
    for platform, by_kind in grades_by_kind(catalog, criterion).items():
        grades[platform] = {}
        for kind, kind_grade in by_kind.items():
            parts = []
            for part in kind_grade.parts:
                evidence = [[item.source, to_text(item.at, catalog), item.read] for item in part.evidence]
                words.setdefault(part.key, [to_text(part.says, catalog), evidence])
                grade = "silent" if part.silent else part.grade
                parts.append([part.key, part.row, grade, part.note or ""])
            grades[platform][kind] = parts
    rows_of_parts = [part[1] for kinds in grades.values() for parts in kinds.values() for part in parts]
    return {
        "id": criterion.id,
        "name": criterion.name,
        "asks": to_text(criterion.asks, catalog),
        "constraint": criterion.constraint,
        "on": criterion.on or "",
        "judged": criterion.judged is not None,
        "rows": list(dict.fromkeys([*criterion.rows, *rows_of_parts])),
        "grades": grades,
    }


def _clash_data(catalog: Catalog, clash: m.Clash, words: dict[str, list[Any]]) -> dict[str, str]:
    rows = cited_rows(catalog, clash.because, clash.platform)
    key = f"{clash.keeps} {clash.loses} {clash.platform}"
    evidence = [
        [item.source, to_text(item.at, catalog), item.read] for item in evidence_of(catalog, rows, clash.platform)
    ]
    words[key] = [to_text(clash.because, catalog), evidence]
    return {"platform": clash.platform, "keeps": clash.keeps, "loses": clash.loses, "key": key, "row": rows[0]}


def _source_data(source: m.Source) -> list[str]:
    title = f"{source.title} ({source.version})" if source.version else source.title
    return [title, source.url, source.content_date]


def _change_data(catalog: Catalog, records: set[str]) -> list[dict[str, object]]:
    """Return the entries of the journal that touch any of the records: number, date, kind in words, reason, facts."""
    entries = []
    for number, change in enumerate(catalog.changes, 1):
        facts = [fact.fact.split()[:2] for fact in change.facts if record_of(fact.fact) in records]
        if facts:
            why = to_text(without_references(catalog, change.why), catalog)
            touched = [list(fact) for fact in dict.fromkeys(map(tuple, facts))]
            entries.append(
                {"n": number, "date": change.date, "kind": CHANGE_WORDS[change.kind], "why": why, "facts": touched}
            )
    return entries
