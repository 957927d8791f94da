"""What a record of each kind states: what follows its id in the address of a fact, and the text.

`journal/facts.py` describes the addresses. A fact changes when one of these functions does: so does the journal then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.model.answers import plain
from cloud_ml_platforms.model.rows import DEFAULT_KIND
from cloud_ml_platforms.numbers import with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog

    Statements = Iterator[tuple[str, str]]


def of_row(_: Catalog, row: m.Row) -> Statements:
    yield "name", row.name
    for platform, cell in row.platforms.items():
        yield f"{platform} value", plain(cell.value)
        yield (
            platform,
            _joined(cell.event, cell.short and plain(cell.short), cell.nearest and f"nearest: {plain(cell.nearest)}"),
        )
        for part in cell.answers:
            texts = [text if kind == DEFAULT_KIND else f"{kind}: {text}" for kind, text in cell.written(part).items()]
            yield f"{platform} {part}", plain(_joined(*texts))
        for way in cell.ways:
            stage, since = None if way.stage == "ga" else way.stage, way.since and f"since {way.since}"
            yield f"{platform} {way.id}", _joined(stage, way.event, since, way.how and plain(way.how))


def of_limit(_: Catalog, limit: m.Limit) -> Statements:
    yield "name", limit.name
    for platform, cell in limit.platforms.items():
        if cell.state != "values":
            yield platform, _joined(cell.state, cell.note)
        texts: dict[str, list[str]] = {}
        for value in cell.values:
            amount, per = with_unit(value.value, limit.unit), value.per and f"per {value.per}"
            raisable = {True: "can be raised", False: "cannot be raised", None: None}[value.raisable]
            texts.setdefault(f"{platform} {value.way} {value.rule} {value.says}", []).append(
                _joined(amount, per, raisable, value.note)
            )
        yield from ((name, "; ".join(values)) for name, values in texts.items())


def of_event(_: Catalog, event: m.Event) -> Statements:
    yield "", _joined(event.kind, event.date, event.ends and f"ends {event.ends}", event.carried_out, event.what)
    for name, text in (("part", event.part), ("breaks", event.breaks), ("use", event.use)):
        if text is not None:
            yield name, text


def of_thing(_: Catalog, thing: m.Thing) -> Statements:
    names = ", then ".join(f"{name.name} ({name.since})" if name.since else name.name for name in thing.names)
    yield "", _joined(names, None if thing.stage == "ga" else thing.stage)


def of_translation(_: Catalog, term: m.Translation) -> Statements:
    yield "idea", term.idea
    for platform, word in term.platforms.items():
        old_words = f"once {', '.join(word.old)}" if word.old else None
        heard_words = f"also heard: {', '.join(word.heard)}" if word.heard else None
        yield platform, _joined(word.say, old_words, heard_words, word.is_, word.nearest and f"nearest: {word.nearest}")
    for pair, analogy in term.pairs.items():
        yield pair, _joined(analogy.fit, analogy.hides)


def of_belief(_: Catalog, belief: m.Belief) -> Statements:
    yield "", _joined(belief.claim, f"until {belief.until}" if belief.until else "holds", belief.answer)


def of_contested(_: Catalog, question: m.Contested) -> Statements:
    sides = [f"side {number}: {side.says}" for number, side in enumerate(question.sides, 1)]
    yield "", _joined(question.question, *sides, f"we go by: {question.we_go_by}", f"say: {question.say}")


def of_criterion(_: Catalog, criterion: m.Criterion) -> Statements:
    for platform, judged in (criterion.judged or {}).items():
        yield platform, _joined(judged.grade, judged.because)
    for platform, kinds in criterion.judged_kinds.items():
        for kind, judged in kinds.items():
            yield f"{platform} {kind}", _joined(judged.grade, judged.because)


def of_lifecycle(_: Catalog, question: m.LifecycleQuestion) -> Statements:
    yield from question.platforms.items()


def of_platform(_: Catalog, platform: m.PlatformInfo) -> Statements:
    yield "hierarchy", _joined(*(f"{level.name}: {level.holds}" for level in platform.hierarchy))
    yield "good_at", _joined(*platform.good_at)
    yield "weak_at", _joined(*platform.weak_at)


def of_price(catalog: Catalog, price: m.Price) -> Statements:
    amount = "not known" if price.usd is None else f"{price.usd:.10g} {catalog.meters[price.meter].unit}"
    day, derived = price.as_of and f"as of {price.as_of}", price.derived and f"derived: {price.derived}"
    yield "", _joined(amount, price.sku, price.region, day, derived, price.note)


def of_alternative(_: Catalog, alternative: m.Alternative) -> Statements:
    yield "facts", _joined(*(fact.says for fact in alternative.facts))
    yield "take", _joined(*alternative.take)
    yield "stay", _joined(*alternative.stay)
    yield "signal", alternative.signal
    yield "say", alternative.say


def of_leaving(_: Catalog, leaving: m.Leaving) -> Statements:
    yield "", _joined(f"the platform: {leaving.managed}", f"yours: {leaving.yours}", f"costs: {leaving.costs}")


def of_verdicts(_: Catalog, verdicts: m.Verdicts) -> Statements:
    for platform, verdict in verdicts.platforms.items():
        yield f"{platform} headline", verdict.headline
        yield platform, _joined(verdict.says, f"but: {verdict.but}", f"take it when {verdict.take}")
        yield f"{platform} plus", _joined(*verdict.plus)
        yield f"{platform} minus", _joined(*verdict.minus)


def of_pick(_: Catalog, pick: m.Pick) -> Statements:
    yield "", pick.when
    for platform, choice in pick.platforms.items():
        yield platform, _joined(choice.use, "the pick" if choice.pick else None)


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
