"""Every kind of record, declared once: its file, what its records are called and found by, where they stand, what they state.

Loader, duplicates, references, evidence, facts of the journal, addresses and the words for the search read this. Shapes of the JSON API, weights of
the re-check and the like are registered under a kind's name in the rooms that make them.
"""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog import statements
from cloud_ml_platforms.catalog.types import DataFile, Kind
from cloud_ml_platforms.model import samples
from cloud_ml_platforms.model.engine import EngineFile
from cloud_ml_platforms.model.interview import question_address
from cloud_ml_platforms.numbers import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cloud_ml_platforms.catalog.types import Catalog, Record

NAME_IN_CODE = re.compile(r"`([^`]+)`")

# Files ---------------------------------------------------------------------------------------------------------------

CAPABILITIES = DataFile("capabilities/*.yml", m.Capability)
CODE = DataFile("code/*.yml", samples.CodeFile)
COST = DataFile("cost.yml", m.CostFile)
INSTEAD = DataFile("instead.yml", m.InsteadFile)
NAMES = DataFile("names/*.yml", m.NamesFile)
PRICES = DataFile("prices.yml", m.PriceFile)
SELECTION = DataFile("selection.yml", m.SelectionFile)
VERDICTS = DataFile("verdicts/*.yml", m.Verdicts)

OTHER_FILES = (  # what they hold is no record, or a record's home
    DataFile("api-words.yml", m.ApiWordsFile),
    DataFile("cheatsheets/*.yml", m.CheatSheet),
    DataFile("engine.yml", EngineFile),
    DataFile("journal/*.yml", m.Change),
    DataFile("recheck.yml", m.RecheckFile),
    DataFile("redirects.yml", m.RedirectsFile),
    DataFile("sheet.yml", m.SheetFile),
)


# Where records stand -------------------------------------------------------------------------------------------------


def section_address(page: str) -> Callable[[Catalog, Record], str]:
    """Return the address of records that are sections of a page."""
    return lambda _, record: f"{page}#{record.id}"


def question_list_page(question: m.Question) -> str:
    """Return the page on which a question stands among others: its theme, or for platform depth the provider's guide."""
    if question.theme == "platform-depth":
        return f"providers/{question.platforms[0]}/"
    if question.theme == "platform-choice":
        return "choose/"
    return f"interview/{question.theme}/"


def _row_address(catalog: Catalog, row: m.Row) -> str:
    return f"compare/{catalog.row_capability[row.id].id}/#{row.id}"


def _row_addresses(catalog: Catalog, row: m.Row) -> Iterator[str]:
    yield from (f"r/{row.id}/", f"compare/#{row.id}")
    yield from (f"{_row_address(catalog, row)}--{platform}" for platform in row.platforms)


def _limit_addresses(_: Catalog, limit: m.Limit) -> Iterator[str]:
    yield from (f"compare/limits/#{limit.id}--{platform}" for platform in limit.platforms)


def _translation_addresses(_: Catalog, term: m.Translation) -> Iterator[str]:
    for (mine, word), (theirs, other_word) in permutations(term.platforms.items(), 2):
        if word.say or other_word.say:
            yield f"translate/{mine}-to-{theirs}/#{term.id}"


# What records are called ---------------------------------------------------------------------------------------------


def _event_title(catalog: Catalog, event: m.Event) -> str:
    return catalog.things[event.thing].names[-1].name + (f" ({event.part})" if event.part else "")


def _price_title(catalog: Catalog, price: m.Price) -> str:
    """Return a price as one says it: `0.23 USD per hour`, or `price not known`."""
    if price.usd is None:
        return "price not known"
    meter = catalog.meters.get(price.meter)  # that of a wrong record may not be there: a rule names it
    return f"{number(price.usd)} {meter.unit}" if meter else number(price.usd)


# What readers type for them ------------------------------------------------------------------------------------------


def _search_words(
    _: Catalog,
    record: m.Row
    | m.Limit
    | m.Contested
    | m.Translation
    | m.Alternative
    | m.PlatformInfo
    | m.Criterion
    | m.Scenario
    | m.Question,
) -> tuple[str, ...]:
    return record.search


def _words_of_thing(catalog: Catalog, thing: m.Thing) -> tuple[str, ...]:
    """Return a thing's own words, and the names in code that its events speak of."""
    events = [event for event in catalog.events.values() if event.thing == thing.id]
    names = [name for event in events for name in NAME_IN_CODE.findall(f"{event.what} {event.breaks} {event.use}")]
    return (*thing.search, *dict.fromkeys(names))


# Of which platforms they speak ---------------------------------------------------------------------------------------


def _platforms_of_thing(_: Catalog, thing: m.Thing) -> tuple[str, ...]:
    return () if thing.platform == "all" else (thing.platform,)


# Kinds ---------------------------------------------------------------------------------------------------------------

KINDS: tuple[Kind[Any], ...] = (
    Kind(
        "rows",
        "row",
        m.Row,
        CAPABILITIES,
        title=lambda _, row: row.name,
        address=_row_address,
        other_addresses=_row_addresses,
        search=_search_words,
        facts=statements.of_row,
    ),
    Kind(
        "limits",
        "limit",
        m.Limit,
        DataFile("limits/*.yml", m.LimitFile),
        title=lambda _, limit: limit.name,
        address=section_address("compare/limits/"),
        other_addresses=_limit_addresses,
        search=_search_words,
        facts=statements.of_limit,
    ),
    Kind(
        "events",
        "event",
        m.Event,
        NAMES,
        title=_event_title,
        reference_text=lambda _, event: event.date,
        address=section_address("compare/names/"),
        facts=statements.of_event,
        platforms=lambda catalog, event: _platforms_of_thing(catalog, catalog.things[event.thing]),
    ),
    Kind(
        "things",
        "thing",
        m.Thing,
        NAMES,
        title=lambda _, thing: thing.names[-1].name,
        address=section_address("compare/names/"),
        search=_words_of_thing,
        linked=False,
        facts=statements.of_thing,
        platforms=_platforms_of_thing,
    ),
    Kind(
        "beliefs",
        "belief",
        m.Belief,
        DataFile("beliefs.yml", m.BeliefFile),
        title=lambda _, belief: belief.claim,
        address=section_address("compare/since/"),
        facts=statements.of_belief,
        platforms=lambda _, belief: (belief.platform,),
    ),
    Kind(
        "contested",
        "contested question",
        m.Contested,
        DataFile("contested.yml", m.ContestedFile),
        within=("questions",),
        title=lambda _, question: question.question,
        address=section_address("compare/contested/"),
        search=_search_words,
        facts=statements.of_contested,
        platforms=lambda _, question: question.platforms,
    ),
    Kind(
        "translated",
        "translation",
        m.Translation,
        DataFile("translations/*.yml", m.TranslationGroup),
        within=("terms",),
        title=lambda _, term: term.idea,
        address=section_address("translate/"),
        other_addresses=_translation_addresses,
        search=_search_words,
        facts=statements.of_translation,
    ),
    Kind(
        "prices",
        "price",
        m.Price,
        PRICES,
        title=_price_title,
        address=section_address("choose/cost/"),
        facts=statements.of_price,
        platforms=lambda catalog, price: catalog.priced_for(price.of),
    ),
    Kind(
        "alternatives",
        "alternative",
        m.Alternative,
        INSTEAD,
        title=lambda _, alternative: alternative.name,
        address=section_address("choose/instead/"),
        search=_search_words,
        facts=statements.of_alternative,
    ),
    Kind(
        "leaving",
        "thing that leaving hands over",
        m.Leaving,
        INSTEAD,
        title=lambda _, leaving: leaving.what,
        address=section_address("choose/instead/"),
        facts=statements.of_leaving,
    ),
    Kind(
        "lifecycle",
        '"say where" question',
        m.LifecycleQuestion,
        DataFile("lifecycle.yml", m.LifecycleFile),
        within=("questions",),
        title=lambda _, question: question.asks,
        address=section_address("compare/lifecycle/"),
        facts=statements.of_lifecycle,
    ),
    Kind(
        "criteria",
        "criterion",
        m.Criterion,
        SELECTION,
        title=lambda _, criterion: criterion.name,
        address=section_address("choose/selector/"),
        facts=statements.of_criterion,
        search=_search_words,
    ),
    Kind(
        "platforms",
        "platform",
        m.PlatformInfo,
        DataFile("platforms/*.yml", m.PlatformInfo),
        within=(),
        title=lambda _, platform: platform.short,
        address=lambda _, platform: platform.page,
        search=_search_words,
        facts=statements.of_platform,
        platforms=lambda _, platform: (platform.id,),
    ),
    Kind(
        "capabilities",
        "capability",
        m.Capability,
        CAPABILITIES,
        within=(),
        title=lambda _, capability: capability.name,
        address=lambda _, capability: f"compare/{capability.id}/",
    ),
    Kind(
        "themes",
        "theme",
        m.ThemeInfo,
        DataFile("themes.yml", m.ThemeFile),
        title=lambda _, theme: theme.name,
        address=lambda _, theme: f"interview/{theme.id}/",
    ),
    Kind(
        "questions",
        "question",
        m.Question,
        DataFile("questions/*.yml", m.QuestionFile),
        title=lambda _, question: question.question,
        address=lambda _, question: question_address(question.id),
        other_addresses=lambda _, question: iter([f"{question_list_page(question)}#{question.id}"]),
        search=_search_words,
        platforms=lambda _, question: question.platforms,
    ),
    Kind(
        "cases",
        "case",
        m.Case,
        DataFile("cases/*.yml", m.Case),
        within=(),
        title=lambda _, case: case.name,
        address=lambda _, case: f"interview/cases/{case.id}/",
    ),
    Kind(
        "drawings",
        "drawing",
        m.Drawing,
        DataFile("drawings/*.yml", m.Drawing),
        within=(),
    ),
    Kind(
        "verdicts",
        "capability's verdicts",
        m.Verdicts,
        VERDICTS,
        within=(),
        title=lambda catalog, verdicts: f"Verdicts on {catalog.capabilities[verdicts.capability].name.lower()}",
        address=lambda _, verdicts: f"compare/{verdicts.capability}/#{verdicts.id}",
        facts=statements.of_verdicts,
    ),
    Kind(
        "picks",
        "pick",
        m.Pick,
        VERDICTS,
        title=lambda _, pick: pick.when,
        address=lambda catalog, pick: f"compare/{catalog.pick_capability[pick.id]}/#{pick.id}",
        facts=statements.of_pick,
    ),
    Kind("plan", "step of the learning plan", m.PlanStep, DataFile("plan.yml", m.PlanFile), within=("steps",)),
    Kind(
        "terms",
        "term",
        m.Term,
        DataFile("glossary.yml", m.GlossaryFile),
        title=lambda _, term: term.term,
        address=section_address("reference/glossary/"),
        search=lambda _, term: term.also,
    ),
    Kind(
        "sources",
        "source",
        m.Source,
        DataFile("sources/*.yml", m.SourceFile),
        address=lambda _, source: f"reference/sources/#source-{source.id}",
    ),
    Kind(
        "constraints",
        "constraint",
        m.Constraint,
        SELECTION,
        title=lambda _, constraint: constraint.name,
        address=section_address("choose/"),
    ),
    Kind("decisions", "decision", m.Decision, SELECTION, address=section_address("choose/")),
    Kind("clashes", "clash", m.Clash, SELECTION),
    Kind("signals", "signal", m.Signal, SELECTION),
    Kind(
        "presets",
        "preset",
        m.Preset,
        SELECTION,
        title=lambda _, preset: preset.name,
        address=section_address("choose/selector/"),
    ),
    Kind(
        "uses",
        "use",
        m.Use,
        DataFile("billing.yml", m.BillingFile),
        title=lambda _, use: use.name,
        address=section_address("choose/cost/"),
    ),
    Kind("clouds", "cloud", m.Cloud, DataFile("clouds.yml", m.CloudFile)),
    Kind("meters", "meter", m.Meter, PRICES),
    Kind("cost_groups", "group of the calculator", m.Group, COST, within=("groups",)),
    Kind("cost_inputs", "input of the calculator", m.Input, COST, within=("inputs",)),
    Kind(
        "cost_lines",
        "line of the bill",
        m.CostLine,
        COST,
        within=("lines",),
        address=section_address("choose/cost/"),
    ),
    Kind(
        "scenarios",
        "scenario of the calculator",
        m.Scenario,
        COST,
        title=lambda _, scenario: scenario.name,
        address=section_address("choose/cost/"),
        search=_search_words,
    ),
    Kind("worked", "table of worked numbers", m.Worked, COST),
    Kind("steps", "step of the workload", samples.Step, DataFile("samples/index.yml", samples.SampleIndex)),
    Kind("code_tables", "table of old code", samples.CodeTable, CODE, within=("tables",)),
    Kind(
        "code",
        "entry of old code",
        samples.CodeEntry,
        CODE,
        within=("tables", "entries"),
        address=section_address("reference/paste/"),
    ),
)
