"""Every fact of the data as text under one address: what the journal compares and remembers.

`ep-rollback name`                  what a row or limit is called
`ep-rollback sagemaker`             a cell: its mark, the event that ends it, the answer in one line
`ep-rollback sagemaker real-time`   one way of a cell: mark, stage, event, since, how
`lim-ep-request-mb sagemaker real-time max docs`   one value of a limit
`sm-model-monitor-closed`           an event: kind, dates, whether it was carried out, what
`sm-model-monitor-closed use`       what it ends in part, what breaks, what to use: `part`, `breaks`, `use`
`sm-model-monitor`                  a thing: its names, stage
`tr-spot idea`                      a translated term: the idea
`tr-spot azure-ml`                  what a platform calls it: word, former names, other words, what it is; or the nearest
`tr-spot sagemaker+azure-ml`        how far the words of two platforms fit, and what the likeness hides
`b-sm-clarify`                      a belief: claim, whether it holds or until when it did, answer
`c-hipaa`                           a contested question: question, what each side says, what we go by, what to say
`training-triggered sagemaker`      an answer to a "say where" question
`pr-sagemaker-cpu`                  a price: amount and unit, or not known; SKU, region, day, how it was derived, note
`cr-cloud-data sagemaker`           how we judge a platform by a criterion of the selector, and why
`azure-ml good_at`                  what a platform is made of, good and weak at: `hierarchy`, `good_at`, `weak_at`
`alt-databricks facts`              another way to run models: its `facts`, when to `take` it and when to `stay`, `signal`, `say`
`leave-serving`                     what leaving hands over: what the platform did, what is yours then, what it costs

These are all statements of the data that stand on evidence of their own or are shown without any. The rest is no fact:

- Evidence and API references: they show that a fact is true, and reading a source again changes nothing that the reader
  was told. The checks hold them to their sources and to the API models.
- Questions, worked designs, themes, the selection framework (but for what it judges), glossary, printed sheets (of pairs and of one platform) and
  the prose of pages: they cite rows, limits and events, and change when those do. `waiting.py` finds the questions and
  designs to look at then.
- Words that only ask, describe or lead to a record: `asks`, `search`, `related`, `rows`, the names of kinds, what a
  capability or thing is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.numbers import with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog


def facts(catalog: Catalog) -> dict[str, str]:
    """Return the text of every fact by its address, in the order of the data."""
    return {
        **_of_rows_and_limits(catalog),
        **_of_the_ledger(catalog),
        **_of_translations(catalog),
        **_of_opinions(catalog),
        **_of_platforms(catalog),
        **_of_prices(catalog),
        **_of_alternatives(catalog),
    }


def record_of(address: str) -> str:
    """Return the id of the record that a fact belongs to."""
    return address.split(maxsplit=1)[0]


def _of_rows_and_limits(catalog: Catalog) -> dict[str, str]:
    out: dict[str, str] = {}
    for row in catalog.rows.values():
        out[f"{row.id} name"] = row.name
        for platform, cell in row.platforms.items():
            out.update(_cell(f"{row.id} {platform}", cell))
    for limit in catalog.limits.values():
        out[f"{limit.id} name"] = limit.name
        for platform, limit_cell in limit.platforms.items():
            for name, text in _limit(limit, limit_cell):
                address = f"{limit.id} {platform}{name}"
                out[address] = f"{out[address]}; {text}" if address in out else text
    return out


def _of_the_ledger(catalog: Catalog) -> dict[str, str]:
    out: dict[str, str] = {}
    for event in catalog.events.values():
        out[event.id] = _joined(
            event.kind, event.date, event.ends and f"ends {event.ends}", event.carried_out, event.what
        )
        for name, text in (("part", event.part), ("breaks", event.breaks), ("use", event.use)):
            if text is not None:
                out[f"{event.id} {name}"] = text
    for thing in catalog.things.values():
        names = ", then ".join(f"{name.name} ({name.since})" if name.since else name.name for name in thing.names)
        out[thing.id] = _joined(names, None if thing.stage == "ga" else thing.stage)
    return out


def _of_translations(catalog: Catalog) -> dict[str, str]:
    out: dict[str, str] = {}
    for term in catalog.translated.values():
        out[f"{term.id} idea"] = term.idea
        for platform, word in term.platforms.items():
            out[f"{term.id} {platform}"] = _word(word)
        for pair, analogy in term.pairs.items():
            out[f"{term.id} {pair}"] = _joined(analogy.fit, analogy.hides)
    return out


def _of_opinions(catalog: Catalog) -> dict[str, str]:
    """Beliefs, contested questions and the judged criteria of the selector."""
    out: dict[str, str] = {}
    for belief in catalog.beliefs.values():
        out[belief.id] = _joined(belief.claim, f"until {belief.until}" if belief.until else "holds", belief.answer)
    for question in catalog.contested.values():
        sides = [f"side {number}: {side.says}" for number, side in enumerate(question.sides, 1)]
        own = f"we go by: {question.we_go_by}", f"say: {question.say}"
        out[question.id] = _joined(question.question, *sides, *own)
    for criterion in catalog.criteria.values():
        for platform, judged in (criterion.judged or {}).items():
            out[f"{criterion.id} {platform}"] = _joined(judged.grade, judged.because)
        for platform, kinds in criterion.judged_kinds.items():
            for kind, judged in kinds.items():
                out[f"{criterion.id} {platform} {kind}"] = _joined(judged.grade, judged.because)
    return out


def _of_platforms(catalog: Catalog) -> dict[str, str]:
    out: dict[str, str] = {}
    for question in catalog.lifecycle:
        for platform, answer in question.platforms.items():
            out[f"{question.id} {platform}"] = answer
    for info in catalog.platforms.values():
        out[f"{info.id} hierarchy"] = _joined(*(f"{level.name}: {level.holds}" for level in info.hierarchy))
        out[f"{info.id} good_at"] = _joined(*info.good_at)
        out[f"{info.id} weak_at"] = _joined(*info.weak_at)
    return out


def _of_prices(catalog: Catalog) -> dict[str, str]:
    out: dict[str, str] = {}
    for price in catalog.prices.values():
        amount = "not known" if price.usd is None else f"{price.usd:.10g} {catalog.meters[price.meter].unit}"
        day, derived = price.as_of and f"as of {price.as_of}", price.derived and f"derived: {price.derived}"
        out[price.id] = _joined(amount, price.sku, price.region, day, derived, price.note)
    return out


def _of_alternatives(catalog: Catalog) -> dict[str, str]:
    out: dict[str, str] = {}
    for other in catalog.alternatives.values():
        out[f"{other.id} facts"] = _joined(*(fact.says for fact in other.facts))
        out[f"{other.id} take"] = _joined(*other.take)
        out[f"{other.id} stay"] = _joined(*other.stay)
        out[f"{other.id} signal"] = other.signal
        out[f"{other.id} say"] = other.say
    for item in catalog.leaving.values():
        out[item.id] = _joined(f"the platform: {item.managed}", f"yours: {item.yours}", f"costs: {item.costs}")
    return out


def _cell(address: str, cell: m.Cell) -> Iterator[tuple[str, str]]:
    yield address, _joined(cell.support, cell.event, cell.short, cell.nearest and f"nearest: {cell.nearest}")
    for way in cell.ways:
        stage = None if way.stage == "ga" else way.stage
        yield f"{address} {way.id}", _joined(way.support, stage, way.event, way.since and f"since {way.since}", way.how)


def _limit(limit: m.Limit, cell: m.LimitCell) -> Iterator[tuple[str, str]]:
    if cell.state != "values":
        yield "", _joined(cell.state, cell.note)
    for value in cell.values:
        number = with_unit(value.value, limit.unit)
        per = value.per and f"per {value.per}"
        raisable = {True: "can be raised", False: "cannot be raised", None: None}[value.raisable]
        yield f" {value.way} {value.rule} {value.says}", _joined(number, per, raisable, value.note)


def _word(word: m.Word) -> str:
    old = word.old and f"once {', '.join(word.old)}"
    heard = word.heard and f"also heard: {', '.join(word.heard)}"
    return _joined(word.say, old or None, heard or None, word.is_, word.nearest and f"nearest: {word.nearest}")


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
