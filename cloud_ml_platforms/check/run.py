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
from cloud_ml_platforms.check.keywords import search_word_faults
from cloud_ml_platforms.check.limits import limit_headline_faults, limit_unit_faults
from cloud_ml_platforms.check.platforms import colour_faults, missing_platform_faults, platform_faults
from cloud_ml_platforms.check.records import (
    belief_faults,
    beta_name_faults,
    done_ahead_faults,
    ending_without_event_faults,
    future_date_faults,
    old_code_faults,
    spaced_percent_faults,
    unknown_capability_faults,
    unknown_event_faults,
    unknown_kind_faults,
    unknown_row_faults,
    unknown_service_faults,
    unknown_thing_faults,
    unresolved_reference_faults,
    unused_row_faults,
    watch_faults,
)
from cloud_ml_platforms.check.rows import row_faults, signature_faults
from cloud_ml_platforms.check.samples import workload_faults
from cloud_ml_platforms.check.selector import selector_faults
from cloud_ml_platforms.check.sources import (
    evidence_faults,
    misplaced_source_faults,
    missing_age_faults,
    unused_source_faults,
)
from cloud_ml_platforms.check.translations import (
    incomplete_sheet_faults,
    incomplete_translation_faults,
    translation_support_faults,
)
from cloud_ml_platforms.check.verdicts import verdict_faults

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.check.faults import RecordFault


RECORD_RULES: tuple[Callable[[Catalog], Iterable[RecordFault]], ...] = (
    platform_faults,
    colour_faults,
    missing_platform_faults,
    unknown_kind_faults,
    row_faults,
    signature_faults,
    unknown_event_faults,
    beta_name_faults,
    ending_without_event_faults,
    unknown_service_faults,
    unused_source_faults,
    unknown_row_faults,
    unused_row_faults,
    unknown_thing_faults,
    done_ahead_faults,
    limit_headline_faults,
    limit_unit_faults,
    incomplete_translation_faults,
    translation_support_faults,
    incomplete_sheet_faults,
    cheatsheet_faults,
    unknown_capability_faults,
    belief_faults,
    watch_faults,
    missing_age_faults,
    old_code_faults,
    coach_faults,
    bank_faults,
    workload_faults,
    billing_faults,
    cost_faults,
    selector_faults,
    instead_faults,
    drawing_faults,
    search_word_faults,
    verdict_faults,
)
# They find the line themselves.
FILE_RULES = (api_faults, evidence_faults, unresolved_reference_faults, misplaced_source_faults, spaced_percent_faults)


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
    for fault in future_date_faults(files, today or latest_today()):
        yield future_date_faults.__name__, fault


def locate_faults(files: dict[str, YamlFile], faults: Iterable[RecordFault]) -> Iterator[Fault]:
    """Yield faults of records with the file and line where each stands."""
    places = record_places(files)
    for record, found, expected, path in faults:
        file, line = place_of(places, record, path)
        yield Fault(file, line, record, found, expected)
