"""Run every rule over the catalog and say where each fault is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.catalog.places import latest_today, place_of, record_places
from cloud_ml_platforms.catalog.yaml_files import Fault, YamlFile
from cloud_ml_platforms.check.api import api_faults
from cloud_ml_platforms.check.billing import billing_faults
from cloud_ml_platforms.check.cheatsheets import cheatsheet_faults
from cloud_ml_platforms.check.cost import cost_faults
from cloud_ml_platforms.check.drawings import drawing_faults
from cloud_ml_platforms.check.instead import instead_faults
from cloud_ml_platforms.check.interview import bank_faults, coach_faults
from cloud_ml_platforms.check.keywords import search_words_are_new
from cloud_ml_platforms.check.limits import limits_have_headlines, limits_have_units
from cloud_ml_platforms.check.platforms import colours_stand_out, platforms_are_valid, platforms_complete
from cloud_ml_platforms.check.records import (
    beliefs_match_events,
    beta_names_are_previews,
    capabilities_known,
    dates_not_in_future,
    endings_have_events,
    events_known,
    kinds_known,
    nothing_done_ahead,
    old_code_has_support,
    references_resolve,
    rows_known,
    rows_used,
    services_known,
    things_known,
    watches_end_after_they_begin,
)
from cloud_ml_platforms.check.rows import row_faults, signatures_are_valid
from cloud_ml_platforms.check.samples import workload_faults
from cloud_ml_platforms.check.selector import selector_faults
from cloud_ml_platforms.check.sources import ages_complete, evidence_is_valid, sources_in_place, sources_used
from cloud_ml_platforms.check.translations import sheet_complete, translations_complete, translations_have_support
from cloud_ml_platforms.check.verdicts import verdict_faults

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.check.faults import RecordFault


RECORD_RULES: tuple[Callable[[Catalog], Iterable[RecordFault]], ...] = (
    platforms_are_valid,
    colours_stand_out,
    platforms_complete,
    kinds_known,
    row_faults,
    signatures_are_valid,
    events_known,
    beta_names_are_previews,
    endings_have_events,
    services_known,
    sources_used,
    rows_known,
    rows_used,
    things_known,
    nothing_done_ahead,
    limits_have_headlines,
    limits_have_units,
    translations_complete,
    translations_have_support,
    sheet_complete,
    cheatsheet_faults,
    capabilities_known,
    beliefs_match_events,
    watches_end_after_they_begin,
    ages_complete,
    old_code_has_support,
    coach_faults,
    bank_faults,
    workload_faults,
    billing_faults,
    cost_faults,
    selector_faults,
    instead_faults,
    drawing_faults,
    search_words_are_new,
    verdict_faults,
)
FILE_RULES = (api_faults, evidence_is_valid, references_resolve, sources_in_place)  # they find the line themselves


def check_rules(catalog: Catalog, files: dict[str, YamlFile], today: dt.date | None = None) -> list[Fault]:
    """Return the faults of every rule across records."""
    return [fault for _, fault in faults_by_rule(catalog, files, today)]


def faults_by_rule(
    catalog: Catalog, files: dict[str, YamlFile], today: dt.date | None = None
) -> Iterator[tuple[str, Fault]]:
    """Yield every fault with the name of the rule that finds it."""
    for rule in RECORD_RULES:
        for fault in locate_faults(files, rule(catalog)):
            yield rule.__name__, fault
    for file_rule in FILE_RULES:
        for fault in file_rule(catalog, files):
            yield file_rule.__name__, fault
    for fault in dates_not_in_future(files, today or latest_today()):
        yield dates_not_in_future.__name__, fault


def locate_faults(files: dict[str, YamlFile], faults: Iterable[RecordFault]) -> Iterator[Fault]:
    """Yield faults of records with the file and line where each stands."""
    places = record_places(files)
    for record, found, expected, path in faults:
        file, line = place_of(places, record, path)
        yield Fault(file, line, record, found, expected)
