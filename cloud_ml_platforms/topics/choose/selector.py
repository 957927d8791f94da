"""The selector: what each criterion gets on each kind of each platform, and by which row; the browser scores and ranks.

A grade is `yes`, `partly`, `open`, `preview` or `no`, in this order from best to worst; several rows make the worst of
theirs. `open` is what is unknown, and what a row does not say of a kind: never a no.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cloud_ml_platforms.compute.api_marks import kind_is_over
from cloud_ml_platforms.compute.criteria import cited_rows
from cloud_ml_platforms.compute.standing import is_over, status_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog

Grade = Literal["yes", "partly", "open", "preview", "no"]
GRADES: tuple[Grade, ...] = ("yes", "partly", "open", "preview", "no")

GRADE_WORDS: dict[Grade, str] = {
    "yes": "yes",
    "partly": "partly",
    "open": "unknown",
    "preview": "preview only",
    "no": "no",
}

WHOLE = ""  # the kind of a criterion that is answered for the platform as a whole
PAGE = "choose/selector/"
SILENT = "the row does not speak of this kind"
UNLISTED = "the row lists the kinds that can, and this is none of them"
OF_MARK: dict[m.Mark | None, Grade] = {
    "yes": "yes",
    "partly": "partly",
    "by-kind": "partly",
    "no": "no",
}  # any other is open


@dataclass(frozen=True)
class RowGrade:
    """What one row says: grade, the row's own words (inline Markdown), what moves the grade, the evidence.

    `silent`: the row does not speak of the kind, and that is why the grade is open.
    `key` names the words: `ep-private sagemaker real-time`, `ep-private sagemaker`, of a named part `ep-rollback/bills sagemaker`,
    or for a judgement `cr-x sagemaker`, `cr-x sagemaker async`.
    """

    key: str
    row: str
    grade: Grade
    says: str
    note: str | None
    evidence: tuple[m.Evidence, ...]
    silent: bool = False


@dataclass(frozen=True)
class KindGrade:
    """The grade of one kind, the worst of its parts."""

    grade: Grade
    parts: tuple[RowGrade, ...]


def worst(grades: Iterable[Grade]) -> Grade:
    """Return the worst of some grades."""
    return max(grades, key=GRADES.index)


def grades_by_kind(catalog: Catalog, criterion: m.Criterion) -> dict[str, dict[str, KindGrade]]:
    """Return the grades of a criterion by platform and kind; WHOLE is the only kind of one without `on`."""
    by_platform: dict[str, dict[str, KindGrade]] = {}
    for platform in catalog.full_platforms:
        parts_by_kind: dict[str, tuple[RowGrade, ...]]
        if criterion.judged is not None:
            parts_by_kind = {WHOLE: (_judged_grade(catalog, criterion, platform, criterion.judged[platform]),)}
        elif criterion.on is None:
            parts_by_kind = {
                WHOLE: tuple(
                    _cell_grade(catalog, catalog.rows[row], platform, criterion.parts.get(row))
                    for row in criterion.rows
                )
            }
        else:
            parts_by_kind = {
                kind: tuple(
                    _kind_grade(catalog, criterion, catalog.rows[row], platform, kind) for row in criterion.rows
                )
                for kind in testable_kinds(catalog, criterion.on, platform)
            }
        by_platform[platform] = {
            kind: KindGrade(worst(part.grade for part in parts), parts) for kind, parts in parts_by_kind.items()
        }
    return by_platform


def testable_kinds(catalog: Catalog, capability: str, platform: str) -> tuple[str, ...]:
    """Return the kinds on which criteria are tested together: all that one can choose; those that stand for all, only alone."""
    kinds = tuple(catalog.capabilities[capability].kinds[platform])
    return tuple(kind for kind in kinds if kind != "any" and not kind.startswith("all-")) or kinds


def kind_name(catalog: Catalog, capability: str | None, platform: str, kind: str) -> str:
    """Return what a kind is called; the platform as a whole has no name."""
    return catalog.capabilities[capability].kinds[platform][kind] if capability and kind else ""


def _judged_grade(catalog: Catalog, criterion: m.Criterion, platform: str, judged: m.Judged) -> RowGrade:
    rows = [row for row in criterion.rows if row in cited_rows(catalog, judged.because, platform)]
    evidence = tuple(evidence_of(catalog, rows, platform))
    return RowGrade(f"{criterion.id} {platform}", rows[0], judged.grade, judged.because, None, evidence)


def evidence_of(catalog: Catalog, rows: Iterable[str], platform: str) -> list[m.Evidence]:
    """Return what shows the cells of some rows on a platform."""
    return [item for row in rows for item in catalog.rows[row].platforms[platform].all_evidence]


def row_words(row: m.Row, platform: str, part: str | None, kind: str | None = None) -> str:
    """Return a row's words on a platform, or on one of its kinds: its headline, or what it answers to a named part."""
    if part is None:
        return row.headline(platform)
    answers_by_kind = row.answers_by_kind(platform, part)
    answers = [answers_by_kind[kind]] if kind is not None else list(answers_by_kind.values())
    words = dict.fromkeys(answer.words or answer.state or "" for answer in answers if answer is not None)
    return "; ".join(word for word in words if word) or row.headline(platform)


def _key(row: m.Row, platform: str, part: str | None, kind: str = "") -> str:
    return f"{row.id}{f'/{part}' if part else ''} {platform} {kind}".rstrip()


def _kind_grade(catalog: Catalog, criterion: m.Criterion, row: m.Row, platform: str, kind: str) -> RowGrade:
    cell, part = row.platforms[platform], criterion.parts.get(row.id)
    wanted = criterion.ways.get(row.id, {}).get(platform, {}).get(kind, kind)
    ways = {way.id: way for way in cell.ways}
    way = ways.get(wanted) or ways.get("any")
    if way is not None:
        row_grade = _way_grade(catalog, row, platform, part, way)
    elif not cell.ways or row.mark_of(platform, part) == "no":
        row_grade = _cell_grade(catalog, row, platform, part)
    else:
        row_grade = _grade_without_way(catalog, criterion, row, platform, kind)
    if row_grade.grade != "no" and kind_is_over(catalog, criterion.on or "", platform, kind):
        return RowGrade(
            row_grade.key, row.id, "no", row_grade.says, "this kind is closed or has ended", row_grade.evidence
        )
    return row_grade


def _grade_without_way(catalog: Catalog, criterion: m.Criterion, row: m.Row, platform: str, kind: str) -> RowGrade:
    """Return what a kind gets that no way of the row speaks of: our judgement, a no, or unknown."""
    judged = criterion.judged_kinds.get(platform, {}).get(kind)
    if judged is not None:
        rows = cited_rows(catalog, judged.because, platform)
        evidence = tuple(evidence_of(catalog, rows, platform))
        return RowGrade(f"{criterion.id} {platform} {kind}", rows[0], judged.grade, judged.because, None, evidence)
    cell, part = row.platforms[platform], criterion.parts.get(row.id)
    key, says = _key(row, platform, part), row_words(row, platform, part)
    if criterion.unlisted == "no":
        return RowGrade(key, row.id, "no", says, UNLISTED, cell.all_evidence)
    return RowGrade(key, row.id, "open", says, SILENT, cell.all_evidence, silent=True)


def _way_grade(catalog: Catalog, row: m.Row, platform: str, part: str | None, way: m.Way) -> RowGrade:
    cell = row.platforms[platform]
    grade, note = _grade_by_stage(OF_MARK.get(row.marks(platform, part)[way.id], "open"), {way.stage})
    grade, note = _grade_after_events(catalog, (way.event, cell.event), grade, note)
    says = row_words(row, platform, part, way.id) if part else way.how or row.headline(platform)
    return RowGrade(_key(row, platform, part, way.id), row.id, grade, says, note, cell.evidence_of_way(way))


def _cell_grade(catalog: Catalog, row: m.Row, platform: str, part: str | None) -> RowGrade:
    cell = row.platforms[platform]
    marks = row.marks(platform, part)
    offered = [way for way in cell.ways if marks[way.id] in {"yes", "partly"}]
    live = [way for way in offered if not is_over(catalog.events.get(way.event or ""), catalog.as_of)]
    grade, note = _grade_by_stage(OF_MARK.get(row.mark_of(platform, part), "open"), {way.stage for way in live})
    events = [way.event for way in live or offered]
    grade, note = _grade_after_events(catalog, (cell.event, *(events if all(events) else ())), grade, note)
    says = row_words(row, platform, part)
    return RowGrade(_key(row, platform, part), row.id, grade, says, note, cell.all_evidence)


def _grade_after_events(
    catalog: Catalog, events: Iterable[str | None], grade: Grade, note: str | None
) -> tuple[Grade, str | None]:
    """Return a grade and its note after some events: what is over is a no, and each says how far it is."""
    for event in (catalog.events.get(name or "") for name in events):
        if event is not None:
            over = is_over(event, catalog.as_of)
            grade, note = "no" if over else grade, _joined(note, status_of(event, catalog.as_of))
    return grade, note


def _grade_by_stage(grade: Grade, stages: set[m.Stage]) -> tuple[Grade, str | None]:
    """Return a grade and its note when all that is offered is in these stages; a preview is no yes."""
    if grade not in {"yes", "partly"} or "ga" in stages or not stages:
        return grade, None
    return ("preview", "in preview") if stages == {"preview"} else ("partly", "restricted access")


def _joined(*notes: str | None) -> str | None:
    return ", ".join(dict.fromkeys(note for note in notes if note)) or None
