"""Documents of the search: one for each record that readers look for, with the answer that its result shows.

A record's title, address and search words are declared with its kind (`catalog/kinds.py`). What differs by kind, what it asks
and what the result shows, is a function here, registered under the kind's name.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.compute.headlines import headline
from cloud_ml_platforms.compute.keywords import code_names, other_names, related_words
from cloud_ml_platforms.compute.standing import belief_standing, status_of
from cloud_ml_platforms.model.answers import answer_of, plain
from cloud_ml_platforms.model.rows import DEFAULT_KIND
from cloud_ml_platforms.numbers import number
from cloud_ml_platforms.text.inline import to_text
from cloud_ml_platforms.text.words import EVERY_PLATFORM, FIT_WORDS, LIMIT_WORDS, cut_sentences, cut_text
from cloud_ml_platforms.topics.compare.views import label_of_others
from cloud_ml_platforms.topics.cost.bills import bills
from cloud_ml_platforms.topics.names.views import thing_status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog, Kind

LONGEST = 240  # characters of a text in a result
LONGEST_VALUE = 160  # of a platform's answer in it, but of one to a part, which the page shortens


@dataclass(frozen=True)
class Answer:
    """What one platform answers, in a line; its mark where the row has marks."""

    platform: str
    text: str
    mark: str = ""


@dataclass(frozen=True)
class PartAnswer:
    """What the platforms answer to one part of a row's question; where the row's page says it."""

    label: str
    asks: str
    anchor: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What is particular to a kind: its result (`place`, `text`, `answers`, `parts`, `pairs`), and words to find it by."""

    place: str = ""
    text: str = ""
    answers: tuple[Answer, ...] = ()
    parts: tuple[PartAnswer, ...] = ()
    pairs: dict[str, str] = field(default_factory=dict)
    asks: str = ""
    standing: str = ""
    body: str = ""
    title: str | None = None  # where the kind's own says too little beside others
    address: str | None = None  # where the kind's own is not where a result leads


@dataclass(frozen=True, kw_only=True)
class Document:
    """One thing that readers look for. `kind` and `id` name it, `address` is seen from the site's root.

    `called` are its other names, `names` and `code` words that mean it; `place` to `parts` are what its result shows.
    """

    kind: str
    id: str
    address: str
    title: str
    place: str = ""
    text: str = ""
    answers: tuple[Answer, ...] = ()
    parts: tuple[PartAnswer, ...] = ()
    pairs: dict[str, str] = field(default_factory=dict)  # what holds between two platforms, by `a+b`
    ends: tuple[tuple[str, str], ...] = ()  # what lies ahead: date and what then ends, as the result lists it
    platforms: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    asks: str = ""
    standing: str = ""
    body: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values, what is empty left out."""
        return {name: value for name, value in asdict(self).items() if value or name == "address"}


@dataclass(frozen=True)
class Look:
    """How records of a kind look in a list of results: `kind` is one of the ranking's, `label` what readers see."""

    kind: str
    label: str
    show: Callable[[Catalog, Any], Shown]


def record_documents(catalog: Catalog) -> Iterator[Document]:
    """Yield the document of every record of the kinds that readers look for."""
    for kind in catalog.kinds:
        if look := LOOKS.get(kind.name):
            for record in catalog.of(kind).values():
                yield record_document(catalog, kind, look.kind, record, look.show(catalog, record))


def record_document(catalog: Catalog, kind: Kind[Any], name: str, record: Any, shown: Shown) -> Document:  # noqa: ANN401
    """Return the document of one record."""
    if kind.title is None or kind.address is None:
        raise LookupError(f"found the kind {kind.name} without title or address; expected both, for the search")
    names = kind.search(catalog, record) if kind.search else ()
    facts = kind.facts(catalog, record) if kind.facts else ()
    return Document(
        kind=name,
        id=record.id,
        address=shown.address or kind.address(catalog, record),
        title=to_text(shown.title or kind.title(catalog, record), catalog),
        place=shown.place,
        text=cut_sentences(to_text(shown.text, catalog), LONGEST),
        answers=shown.answers,
        parts=shown.parts,
        pairs={pair: to_text(text, catalog) for pair, text in shown.pairs.items()},
        platforms=kind.platforms(catalog, record) if kind.platforms else (),
        called=other_names(catalog, kind, record),
        names=names,
        kin=related_words(catalog, record),
        code=code_names(record) if kind.name in IN_CODE else (),
        asks=to_text(shown.asks, catalog),
        standing=shown.standing,
        body=to_text(" ".join([shown.body, *(text for _, text in facts)]), catalog),
    )


def _answer(catalog: Catalog, platform: str, text: str, mark: str = "") -> Answer:
    return Answer(platform, cut_text(to_text(text, catalog), LONGEST_VALUE), mark)


def of_row(catalog: Catalog, row: m.Row) -> Shown:
    answers = [
        _answer(catalog, name, row.headline(name), row.mark_of(name) or "") for name in catalog.answering(row.platforms)
    ]
    parts = tuple(_part_answer(catalog, row, name) for name in row.parts) if row.finished else ()
    lead = row.parts.get(row.mark or "") or next(
        iter(row.parts.values()), None
    )  # what the marks, else the values, answer
    return Shown(
        place=catalog.row_capability[row.id].name,
        text=lead.asks if lead else "",
        answers=tuple(answers),
        parts=parts,
        asks=" ".join([row.asks, *(text for part in row.parts.values() for text in (part.label, part.asks))]),
        address=f"r/{row.id}/",
    )


def _part_answer(catalog: Catalog, row: m.Row, part: str) -> PartAnswer:
    """Return the answers to a part: a line for those that differ, its kinds before ": ", that of the platform's first kind first.

    The kinds are called as on the row's page; one answer for all has none. One that does not arise is left out beside others.
    """
    answers = []
    for platform in catalog.answering(row.platforms):
        names = catalog.row_capability[row.id].kinds[platform]
        written = row.answers_in_order(platform, part)
        arising = {
            kind: text for kind, text in written.items() if answer_of(text, graded=False).state != "does not apply"
        }
        kinds_by_text: dict[str, list[str]] = {}
        for kind, text in (arising or written).items():
            kinds_by_text.setdefault(_answer_text(row, platform, kind, text), []).append(kind)
        first = row.platforms[platform].kinds[0]
        usual = first if first in written else DEFAULT_KIND
        said = sorted(kinds_by_text.items(), key=lambda text_and_kinds: usual not in text_and_kinds[1])
        others = label_of_others([way.id for way in row.platforms[platform].ways if way.id not in written], names)
        label = {**names, DEFAULT_KIND: others}
        texts = [f"{', '.join(label.get(kind, kind) for kind in kinds)}: {text}" for text, kinds in said]
        if len(said) == 1 and DEFAULT_KIND in said[0][1]:
            texts = [f": {said[0][0]}"]
        if texts:
            answers.append(Answer(platform, "\n".join(to_text(text, catalog) for text in texts)))
    asked = row.parts[part]
    return PartAnswer(asked.label, asked.asks, f"{row.id}--{part}", tuple(answers))


def _answer_text(row: m.Row, platform: str, kind: str, text: str) -> str:
    """Return the words of an answer; of one that does not arise, how the part is answered that decides it."""
    deciding_part = answer_of(text, graded=False).moot
    if deciding_part not in row.parts:
        return plain(text)
    deciding_answers = row.platforms[platform].written(deciding_part)
    answer = answer_of(deciding_answers.get(kind) or deciding_answers.get(DEFAULT_KIND, ""), graded=True)
    return f"{row.parts[deciding_part].label}: {answer.state or 'no'}"


def of_limit(catalog: Catalog, limit: m.Limit) -> Shown:
    answers = []
    for name in catalog.answering(limit.platforms):
        cell = limit.platforms[name]
        value = LIMIT_WORDS.get(cell.state) or headline(cell, limit.unit) or ""
        answers.append(_answer(catalog, name, value))
    capability = catalog.capabilities.get(catalog.limit_capability[limit.id])
    return Shown(place=capability.name if capability else "", answers=tuple(answers), asks=limit.asks)


def of_thing(catalog: Catalog, thing: m.Thing) -> Shown:
    status = thing_status(catalog, thing.id) or ""
    since = thing.names[-1].since
    former = ", ".join(name.name for name in thing.names[:-1])
    renamed = f"once {former}{f', renamed {since}' if since else ''}" if former else ""
    events = [event for event in catalog.events.values() if event.thing == thing.id]
    said = [
        event for event in events if event.part is None and status_of(event, catalog.as_of)
    ]  # what the status is of
    use = said[-1].use if said else None
    when = f" since {max(said[-1].date, said[-1].due)}" if said and not re.search(r"\d", status) else ""
    sentence = "; ".join(filter(None, [renamed, f"{status}{when}"]))
    successor = f"Use: {use.rstrip('.')}. " if use and not use.startswith("See ") else ""
    return Shown(
        place=EVERY_PLATFORM if thing.platform == "all" else catalog.platforms[thing.platform].short,
        text=f"{sentence[:1].upper()}{sentence[1:]}. {successor}{thing.is_}".removeprefix(". "),
        standing=" ".join([status, *("renamed" for _ in former[:1]), *(event.kind for event in events)]),
        body=" ".join(f"{event.what} {event.breaks or ''} {event.use or ''}" for event in events),
    )


def of_translation(catalog: Catalog, term: m.Translation) -> Shown:
    answers = [
        _answer(catalog, name, word.say or f"nearest: {plain(word.nearest or '')}")
        for name, word in term.platforms.items()
    ]
    pairs = {pair: f"{FIT_WORDS[analogy.fit].capitalize()}. {analogy.hides}" for pair, analogy in term.pairs.items()}
    return Shown(answers=tuple(answers), pairs=pairs)


def of_term(_: Catalog, term: m.Term) -> Shown:
    return Shown(text=term.short, body=f"{term.short} {term.more or ''}")


def of_question(catalog: Catalog, question: m.Question) -> Shown:
    theme = catalog.themes.get(question.theme)
    points = " ".join(point.says for point in question.points)
    return Shown(place=theme.name if theme else "", text=question.answer, body=f"{points} {question.answer}")


def of_theme(_: Catalog, theme: m.ThemeInfo) -> Shown:
    return Shown(text=f"An answer of a minute, in each platform's words, to: {theme.question}", body=theme.tested)


def of_case(_: Catalog, case: m.Case) -> Shown:
    return Shown(text=case.brief, body=f"{case.brief} {case.design}")


def of_contested(_: Catalog, question: m.Contested) -> Shown:
    return Shown(text=question.say, body=question.we_go_by)


def of_belief(catalog: Catalog, belief: m.Belief) -> Shown:
    until = "" if belief.holds else belief_standing(belief, catalog.events.get(belief.event or "")) + " "
    return Shown(place=catalog.platforms[belief.platform].short, text=f"{until}{belief.answer}")


def of_alternative(_: Catalog, alternative: m.Alternative) -> Shown:
    return Shown(text=alternative.say, asks=alternative.ask)


def of_leaving(_: Catalog, item: m.Leaving) -> Shown:
    return Shown(text=item.yours)


def of_lifecycle(catalog: Catalog, question: m.LifecycleQuestion) -> Shown:
    answers = [_answer(catalog, name, text.partition("\n")[0]) for name, text in question.platforms.items()]
    return Shown(text=question.listens_for, answers=tuple(answers))


def of_capability(_: Catalog, capability: m.Capability) -> Shown:
    return Shown(text=capability.does, body=f"{capability.does} {capability.why}")


def of_platform(catalog: Catalog, platform: m.PlatformInfo) -> Shown:
    thing = catalog.things.get(platform.thing)
    return Shown(text=thing.is_ if thing else platform.vendor, asks=f"{platform.long} {platform.vendor}")


def of_price(catalog: Catalog, price: m.Price) -> Shown:
    meter = catalog.meters[price.meter].name
    variant = ", ".join(filter(None, [price.sku, price.region]))
    name = catalog.platforms[price.of].short if price.of in catalog.platforms else catalog.clouds[price.of].name
    amount = "price not known" if price.usd is None else f"{number(price.usd)} {catalog.meters[price.meter].unit}"
    return Shown(
        place=name, title=f"{meter}: {variant}" if variant else meter, text=amount, asks=f"price of {meter} {name}"
    )


def of_scenario(catalog: Catalog, scenario: m.Scenario) -> Shown:
    month = bills(catalog).scenarios[scenario.id]
    answers = [_answer(catalog, name, f"{month.totals[name]} USD" if month.totals[name] else "no total") for name in catalog.full_platforms]  # fmt: skip
    return Shown(
        title=f"{scenario.name}: what a month costs",
        text=scenario.situation,
        answers=tuple(answers),
        address=f"choose/cost/{month.address}",
    )


def of_criterion(_: Catalog, criterion: m.Criterion) -> Shown:
    return Shown(text=criterion.asks)


def of_constraint(catalog: Catalog, constraint: m.Constraint) -> Shown:
    favours = [_answer(catalog, name, re.split(r"[:.] ", text)[0]) for name, text in constraint.favours.items()]
    return Shown(text="What favours each platform?", answers=tuple(favours), asks=" ".join(constraint.ask))


def of_use(catalog: Catalog, use: m.Use) -> Shown:
    answers = [_answer(catalog, name, text) for name, text in use.answers["billed"].items()]
    return Shown(
        text="Billed by what?", answers=tuple(answers), asks=f"what is billed for {use.name}: cost, price and charges"
    )


IN_CODE = ("rows", "limits", "translated")  # kinds that a name in an API leads to

LOOKS = {
    "rows": Look("row", "Row", of_row),
    "limits": Look("limit", "Limit", of_limit),
    "things": Look("thing", "Name", of_thing),
    "beliefs": Look("belief", "Since you were away", of_belief),
    "contested": Look("contested", "Contested", of_contested),
    "translated": Look("translation", "Translation", of_translation),
    "prices": Look("price", "Price", of_price),
    "alternatives": Look("alternative", "Instead", of_alternative),
    "leaving": Look("leaving", "Leaving", of_leaving),
    "lifecycle": Look("lifecycle", "Six questions", of_lifecycle),
    "scenarios": Look("scenario", "Cost", of_scenario),
    "criteria": Look("criterion", "Criterion", of_criterion),
    "constraints": Look("constraint", "Choose a platform", of_constraint),
    "platforms": Look("platform", "Platform", of_platform),
    "capabilities": Look("capability", "Capability", of_capability),
    "themes": Look("theme", "Theme", of_theme),
    "questions": Look("question", "Question", of_question),
    "cases": Look("case", "Worked design", of_case),
    "terms": Look("term", "Term", of_term),
    "uses": Look("use", "What is billed", of_use),
}

# Kinds that have an address and no document, with what stands for their records.
ELSEWHERE = {
    "events": "the thing to which it happened",
    "sources": "the page of sources",
    "decisions": "the page of choosing",
    "presets": "the selector",
    "cost_lines": "the calculator",
    "code": "Paste and check",
    "verdicts": "their capability",
    "picks": "their capability",
}
