"""Rules of the interview coach: points marked, ingredients scored, calculations right, every theme covered."""

from __future__ import annotations

import ast
import operator
import re
from typing import TYPE_CHECKING

from cloud_ml_platforms import model as m
from cloud_ml_platforms.check.faults import RecordFault, missing_faults, unknown_id_faults
from cloud_ml_platforms.compute.coach import decks
from cloud_ml_platforms.compute.pairs import ordered_pairs
from cloud_ml_platforms.text.inline import marked_points, to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.catalog.yaml_files import YamlPath

ANSWER_LENGTH = (80, 200)  # words of an answer: about a minute
CORE_QUESTIONS = 25
TOLERANCE = 0.02  # a result may be rounded as people do


def coach_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Yield what is wrong with questions and worked designs."""
    for question in catalog.questions.values():
        yield from _marked_point_faults(question)
        yield from _answer_length_faults(catalog, question)
        if question.old_key is not None:
            event = question.old_key.event
            yield from unknown_id_faults(
                question.id, "event", event, catalog.events, ("old_key", "event"), folder="data/names"
            )
    for case in catalog.cases.values():
        yield from _case_faults(catalog, case)
    yield from _plan_faults(catalog)
    entries = {change.id for change in catalog.changes}
    for record in catalog.reviewed:
        if record.reviewed.journal not in entries:
            found = f"a review after {record.reviewed.journal!r}"
            yield RecordFault(record.id, found, "the id of an entry in data/journal", ("reviewed", "journal"))


def _point_list_faults(
    record: str, key: str, points: tuple[m.Point, ...], platforms: tuple[str, ...]
) -> Iterator[RecordFault]:
    ids = [point.id for point in points]
    for index, point in enumerate(points):
        if ids.index(point.id) != index:
            yield RecordFault(record, f"a second point {point.id!r}", "each id once", (key, index, "id"))
        for platform in point.platforms:
            if platform not in platforms:
                expected = f"one of {', '.join(platforms)}"
                yield RecordFault(
                    record, f"platform {platform} of point {point.id!r}", expected, (key, index, "platforms")
                )
    for platform in platforms:
        counting = [point for point in points if not point.platforms or platform in point.platforms]
        if len(counting) < 2:  # noqa: PLR2004 - one point does not make an answer
            yield RecordFault(record, f"{len(counting)} points for {platform}", "at least 2", (key,))


def _marked_point_faults(question: m.Question) -> Iterator[RecordFault]:
    """Every point is marked once in the answer, and the answer marks only points."""
    yield from _point_list_faults(question.id, "points", question.points, question.platforms)
    marked = [point for block in re.split(r"\n\s*\n", question.answer) for point in marked_points(block)]
    for index, point in enumerate(question.points):
        if marked.count(point.id) != 1:
            times = "not marked" if point.id not in marked else f"marked {marked.count(point.id)} times"
            expected = f"{{{point.id}|the words that make it}} once in a paragraph of the answer"
            yield RecordFault(question.id, f"point {point.id!r} {times}", expected, ("points", index))
    for name in dict.fromkeys(marked):
        if name not in {point.id for point in question.points}:
            expected = "a point with this id under 'points'"
            yield RecordFault(question.id, f"{{{name}|...}} in the answer", expected, ("answer",))


def _answer_length_faults(catalog: Catalog, question: m.Question) -> Iterator[RecordFault]:
    words = len(to_text(question.answer, catalog).split())
    if not ANSWER_LENGTH[0] <= words <= ANSWER_LENGTH[1]:
        yield RecordFault(
            question.id,
            f"an answer of {words} words",
            f"{ANSWER_LENGTH[0]} to {ANSWER_LENGTH[1]}, as one speaks",
            ("answer",),
        )


def _case_faults(catalog: Catalog, case: m.Case) -> Iterator[RecordFault]:
    """A design covers every platform and every ingredient, and its calculations are right."""
    yield from _point_list_faults(case.id, "score", case.score, catalog.known.full)
    shown_ingredients = {point.shows for point in case.score if point.shows}
    requirements: list[tuple[YamlPath, tuple[str, ...], Container[str]]] = [
        *((("parts", index, "platforms"), catalog.known.full, part.platforms) for index, part in enumerate(case.parts)),
        (("bites",), catalog.known.full, case.bites),
        (("ingredients",), m.INGREDIENTS, case.ingredients),
        (("score",), m.INGREDIENTS, shown_ingredients),
    ]
    for path, required, answers in requirements:
        yield from missing_faults(case.id, required, answers, path)
    for index, number in enumerate(case.numbers):
        fault = _sum_fault(to_text(number.sum, catalog), to_text(number.is_, catalog))
        if fault:
            yield RecordFault(case.id, *fault, ("numbers", index, "sum"))


def _plan_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Every step of the plan that practises names a deck."""
    deck_ids = {deck.id for deck in decks(catalog)} | {
        f"{own_platform}-to-{other_platform}" for own_platform, other_platform in ordered_pairs(catalog)
    }
    deck_ids |= {
        "core",
        "due",
        "{theirs}",
        "{mine}-to-{theirs}",
    }
    for step in catalog.plan.values():
        deck = (step.practise or {}).get("t")
        if step.practise is not None and deck not in deck_ids:
            yield RecordFault(step.id, f"deck {deck!r}", f"one of {', '.join(sorted(deck_ids))}", ("practise", "t"))


# Calculations --------------------------------------------------------------------------------------------------------

SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(%| (?:thousand|million|billion)\b)?")
OPERATORS = {"×": "*", "÷": "/", "+": "+", "−": "-", "(": "(", ")": ")"}

AST_OPERATIONS: dict[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def _sum_fault(text: str, result: str) -> tuple[str, str] | None:
    """Return (found, expected) when a written calculation does not give its written result."""
    match = NUMBER.search(result)
    try:
        value = value_of(text)
    except (ValueError, SyntaxError, ZeroDivisionError) as error:
        return f"the sum {text!r}", f"numbers with × ÷ + − and brackets, and words for units ({error})"
    if match is None:
        return f"the result {result!r}", "a number first"
    claimed = _number(match)
    if abs(value - claimed) > TOLERANCE * max(abs(value), abs(claimed)):
        return f"{text} = {result}", f"{value:,.6g}"
    return None


def _number(match: re.Match[str]) -> float:
    scale = (match[2] or "").strip()
    return float(match[1].replace(",", "")) * (0.01 if scale == "%" else SCALES.get(scale, 1))


def value_of(text: str) -> float:
    """Return the value of a written calculation: numbers, × ÷ + − and brackets; words and units are skipped.

    Raises ValueError or SyntaxError when it is not one.
    """
    parts: list[str] = []
    end = 0
    for match in [*NUMBER.finditer(text), None]:
        start = match.start() if match else len(text)
        parts += [OPERATORS[sign] for sign in text[end:start] if sign in OPERATORS]
        if match:
            parts.append(repr(_number(match)))
            end = match.end()
    return _evaluate(ast.parse(" ".join(parts), mode="eval").body)


def _evaluate(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in AST_OPERATIONS:
        return AST_OPERATIONS[type(node.op)](_evaluate(node.left), _evaluate(node.right))
    raise ValueError("only numbers and operators")


# The bank as a whole -------------------------------------------------------------------------------------------------


def bank_faults(catalog: Catalog) -> Iterator[RecordFault]:
    """Yield what the bank as a whole lacks: a core of 25; every theme at every level for every platform."""
    core = [question.id for question in catalog.questions.values() if question.core]
    if catalog.questions and len(core) != CORE_QUESTIONS:
        yield RecordFault(
            core[-1] if core else "themes",
            f"{len(core)} questions with core: true",
            f"{CORE_QUESTIONS} of them",
            ("core",),
        )
    if not catalog.questions:
        return
    for theme in catalog.themes:
        for level in m.LEVELS:
            platforms = {
                platform
                for question in catalog.questions.values()
                if question.theme == theme and question.level == level
                for platform in question.platforms
            }
            for platform in catalog.full_platforms:
                if platform not in platforms:
                    yield RecordFault(
                        theme, f"no {level} question for {platform}", "at least one in data/questions", ("id",)
                    )
