"""What "Paste and check" looks for: names that are dead, closed, ending, deprecated, renamed or preview, from the catalog.

Four things make the list: the entries of `data/code/`, the ledger's names of products, the API names that rows give
for what is closed or preview, and the names that only v1beta1 of Google's API has. `web/scripts/paste.js` reads texts with
it, in the page (`script.py`) and in the command (`names_file.py`).

Names that also mean something else are left out (`unambiguous.py`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.api_surface.extract_names import members, snake
from cloud_ml_platforms.topics.paste.levels import LEVELS, event_level
from cloud_ml_platforms.topics.paste.records import (
    Record,
    code_record,
    event_record,
    preview_record,
    proof_links,
    renamed_record,
)
from cloud_ml_platforms.topics.paste.unambiguous import CODE, PLAIN, is_beta_name, is_code, is_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.model.samples import CodeEntry
    from cloud_ml_platforms.topics.paste.levels import Level

# Packages whose names are looked up: what is neither old nor a name of today cannot be judged.
PACKAGES = (
    *("sagemaker", "azureml", "azure.ai.ml", "kfp"),
    *("google.cloud.aiplatform", "google.genai", "vertexai", "agentplatform"),
)

# Names of today that hold a name which is looked for.
SHIELDS = (
    "Google AI Studio",
    "AWS Glue Data Catalog",
    "Amazon SageMaker AI",
    "Azure OpenAI in Microsoft Foundry Models",
)
CASELESS_SHIELDS = ("fully managed notebooks",)
NEED_GOOGLE = frozenset({"managed notebooks"})  # phrases that mean Google's only in a text that speaks of Google

ACTS = ("Create", "Update", "Start")  # reading and deleting what one has is no news
BETA_HUMPS, CITED_HUMPS = 3, 2  # fewest words of a name of the beta API; of one that a row cites


@dataclass
class OldNames:
    """The names to look for, by how a reader finds them, each with the key of its record.

    `sections` has one for each `looks` of an entry of `data/code/`, for phrases in any case, for those that need a
    text on Google, and for names of the beta API. A key that is empty stands for a name of today that holds an old one.
    """

    records: dict[str, Record] = field(default_factory=dict)
    sections: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    operations: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, record: Record) -> str:
        """Add a record; return its key."""
        return self.records.setdefault(record.key, record).key

    def holds(self, name: str) -> bool:
        """Return whether a dotted name, or what it is a part of, is one to look for."""
        parts = name.removesuffix(".").split(".")
        return any(".".join(parts[:end]) in self.sections.get("python", {}) for end in range(1, len(parts) + 1))

    def used_records(self) -> dict[str, Record]:
        """Return the records of the names, without those that no name has."""
        keys = {key for section in self.sections.values() for key in section.values()}
        keys |= {key for _, key in self.operations.values()}
        return {key: record for key, record in self.records.items() if key in keys}

    def as_data(self) -> dict[str, Any]:
        """Return what marks a text, as the reader takes it."""
        records = {key: [record.level, record.says, record.today, record.quiet] for key, record in self.records.items()}
        return {
            "levels": LEVELS,
            "records": records,
            "roots": PACKAGES,
            "operations": self.operations,
            **self.sections,
        }


def old_names(catalog: Catalog) -> OldNames:
    """Return everything to look for."""
    old = OldNames()
    _enter_code(catalog, old)
    _enter_ledger(catalog, old)
    _enter_rows(catalog, old)
    _enter_beta_api(catalog, old)
    _one_record_per_operation(catalog, old)
    old.records = old.used_records()
    return old


# Code you will find ---------------------------------------------------------------------------------------------------


def _enter_code(catalog: Catalog, old: OldNames) -> None:
    for file in catalog.code_files.values():
        for table in file.tables:
            for entry in table.entries:
                _enter_entry(old, entry, old.add(code_record(catalog, entry)))


def _enter_entry(old: OldNames, entry: CodeEntry, key: str) -> None:
    """Enter one entry under its `looks`; the reader takes the names apart."""
    name = entry.found.strip()
    match entry.looks:
        case "argument":
            owner, _, arguments = name.removesuffix(")").partition("(")
            old.sections["argument"] |= {
                f"{owner}({argument.strip().rstrip('=')})": key for argument in arguments.split(",")
            }
        case "word":
            old.sections["word"].setdefault(name, key)
            if re.fullmatch(r"[a-z][a-z0-9-]*<\d+", name):
                old.sections["package"].setdefault(name, key)
        case _:
            old.sections[entry.looks].setdefault(name, key)


# The ledger -----------------------------------------------------------------------------------------------------------


def _enter_ledger(catalog: Catalog, old: OldNames) -> None:
    bearers = Counter(dated_name.name for thing in catalog.things.values() for dated_name in thing.names)
    _enter_ended_parts(catalog, old)
    gravest = _gravest_events(catalog)
    for thing in catalog.things.values():
        if thing.id in gravest:
            _enter_ended_thing(catalog, old, thing, bearers, old.add(event_record(catalog, *gravest[thing.id])))
        else:
            _enter_thing_of_today(catalog, old, thing, bearers)
    for name in (*(thing.names[-1].name for thing in catalog.things.values()), *SHIELDS):
        if PLAIN.fullmatch(name):
            old.sections["word"].setdefault(name, "")
    for phrase in CASELESS_SHIELDS:
        _enter_phrase(old, phrase, "")


def _events_by_level(catalog: Catalog) -> Iterator[tuple[m.Event, Level]]:
    """Yield the events that take something away from a platform's thing, each with its level."""
    for event in catalog.events.values():
        level = event_level(event, catalog.as_of)
        if level is not None and catalog.things[event.thing].platform != "all":
            yield event, level


def _enter_ended_parts(catalog: Catalog, old: OldNames) -> None:
    """Enter the parts of things that have ended, as far as they have a name of their own."""
    for event, level in _events_by_level(catalog):
        if event.part is not None and is_name(event.part):
            old.sections["word"].setdefault(event.part, old.add(event_record(catalog, event, level)))


def _gravest_events(catalog: Catalog) -> dict[str, tuple[m.Event, Level]]:
    """Return the things that have ended as a whole, each with its gravest event."""
    gravest: dict[str, tuple[m.Event, Level]] = {}
    for event, level in _events_by_level(catalog):
        graver = event.thing not in gravest or LEVELS.index(level) < LEVELS.index(gravest[event.thing][1])
        if event.part is None and graver:
            gravest[event.thing] = (event, level)
    return gravest


def _enter_ended_thing(catalog: Catalog, old: OldNames, thing: m.Thing, bearers: Counter[str], key: str) -> None:
    """Enter the names, phrases and operations of a thing that has ended as a whole."""
    for name in _names_in_texts(thing, bearers):
        old.sections["word"].setdefault(name, key)
    for phrase in thing.paste:
        _enter_phrase(old, phrase, key)
    for operation in _operations_that_make(catalog, thing):
        old.operations.setdefault(operation, ("sagemaker", key))


def _names_in_texts(thing: m.Thing, bearers: Counter[str]) -> Iterator[str]:
    """Yield the names under which a text speaks of a thing that has ended as a whole."""
    for name in (dated_name.name for dated_name in thing.names if bearers[dated_name.name] == 1):
        short = re.sub(r"^(Amazon|AWS|Google|Microsoft) ", "", name)
        yield from filter(is_name, dict.fromkeys((name, short)))
    if thing.common and is_name(thing.common):
        yield thing.common
    yield from filter(is_code, thing.search)


def _operations_that_make(catalog: Catalog, thing: m.Thing) -> Iterator[str]:
    """Yield the operations that make what has ended: those on a resource that the ledger's search words name."""
    if thing.platform != "sagemaker":
        return
    operations = catalog.surface.extracts.get("sagemaker", {}).get("operations", {})
    resources = {word.removeprefix("Create") for word in thing.search if CODE.search(word) and word.isalnum()}
    yield from (f"{act}{resource}" for resource in resources for act in ACTS if f"{act}{resource}" in operations)


def _enter_thing_of_today(catalog: Catalog, old: OldNames, thing: m.Thing, bearers: Counter[str]) -> None:
    """Enter the names of a thing that has not ended: those of a preview, and those that it had before."""
    for phrase in thing.paste:
        _enter_phrase(old, phrase, old.add(renamed_record(catalog, phrase, thing)))
    if thing.stage == "preview":
        key = old.add(preview_record(thing))
        for name in filter(is_name, (dated_name.name for dated_name in thing.names)):
            old.sections["word"].setdefault(name, key)
    elif thing.platform != "all":
        former_names = (dated_name.name for dated_name in thing.names[:-1])
        for name in (former for former in former_names if bearers[former] == 1 and is_name(former)):
            old.sections["word"].setdefault(name, old.add(renamed_record(catalog, name, thing)))


def _enter_phrase(old: OldNames, phrase: str, key: str) -> None:
    """Enter a phrase of the ledger's `paste`: one with a small word is found in any case, a name in capitals as it stands."""
    if not re.search(r"(?<![A-Za-z0-9-])[a-z]", phrase):
        old.sections["word"][phrase] = key
    else:
        old.sections["google_phrase" if phrase in NEED_GOOGLE else "phrase"].setdefault(phrase.lower(), key)


# Rows -----------------------------------------------------------------------------------------------------------------


def _enter_rows(catalog: Catalog, old: OldNames) -> None:
    sdks = _sdks_by_name(catalog)
    for row in catalog.rows.values():
        for platform, cell in row.platforms.items():
            for way in cell.ways:
                event = catalog.events.get(way.event or cell.event or "")
                level = event_level(event, catalog.as_of) if event else None
                if level in {"dead", "closed"} and event is not None and platform == "sagemaker":
                    record = event_record(catalog, event, level)
                    links = (*record.links, *proof_links(catalog, None, row.id))
                    _enter_closed_operations(catalog, old, way, replace(record, links=links))
                elif way.stage == "preview":
                    _enter_previews(catalog, old, row, way, sdks)


def _enter_closed_operations(catalog: Catalog, old: OldNames, way: m.Way, record: Record) -> None:
    """Enter the operations that a row names for a way which is closed or gone."""
    for ref in way.api:
        api, _, name = ref.ref.partition(":")
        operations = catalog.surface.extracts.get(api, {}).get("operations", {})
        if ref.expect == "exists" and name in operations and name.startswith(ACTS):
            old.operations[name] = (api, old.add(replace(record, key=f"{record.key} {name}")))


def _enter_previews(catalog: Catalog, old: OldNames, row: m.Row, way: m.Way, sdks: dict[str, set[str]]) -> None:
    """Enter the names that a row gives for a preview: classes of Azure's SDK, fields that no other API has."""
    for ref in way.api:
        if ref.expect == "absent":
            continue
        api, _, name = ref.ref.partition(":")
        leaf = name.rpartition(".")[2].removesuffix("[]")
        stage = "only in v1beta1" if ref.expect == "beta-only" else "preview"
        shown = leaf or ref.ref.rpartition(".")[2]
        says = f"{shown}: {stage} ({row.name})."
        record = Record(f"{row.id} {shown}", "preview", says, "", tuple(proof_links(catalog, None, row.id)))
        if not name and "(" not in ref.ref and ref.ref not in old.sections["python"]:
            old.sections["python"][ref.ref] = old.add(record)
        elif api.startswith("aiplatform") and is_beta_name(leaf, CITED_HUMPS) and len(sdks.get(leaf, ())) <= 1:
            old.sections["beta"].setdefault(leaf, old.add(record))


def _sdks_by_name(catalog: Catalog) -> dict[str, set[str]]:
    """Return, for every name of the APIs, the SDKs that have it."""
    sdks: defaultdict[str, set[str]] = defaultdict(set)
    for extract in catalog.surface.extracts.values():
        for owner, member in members(extract):
            sdks[owner].add(extract["sdk"])
            sdks[member].add(extract["sdk"])
    return sdks


# The beta API ---------------------------------------------------------------------------------------------------------


def _enter_beta_api(catalog: Catalog, old: OldNames) -> None:
    """Enter what v1beta1 of Google's API has and v1 has not, as far as the name is like no other."""
    beta = catalog.surface.extracts.get("aiplatform.v1beta1")
    stable = catalog.surface.extracts.get("aiplatform.v1")
    if beta is None or stable is None:
        return
    links = tuple(proof_links(catalog, None, "del-preview-only"))
    says = "Only in v1beta1 of the Vertex AI API, not in v1: a preview, without the promise that it stays."
    key = old.add(Record("v1beta1", "preview", says, "", links))
    other_platforms = catalog.surface.names["sagemaker"] | catalog.surface.names["azure-ml"]
    stable_names = set(stable["structures"]) | {name for fields in stable["structures"].values() for name in fields}
    beta_names = {name for fields in beta["structures"].values() for name in fields}
    for name in sorted(beta_names - stable_names - other_platforms):
        if is_beta_name(name, BETA_HUMPS):
            old.sections["beta"].setdefault(name, key)
    for name in ("aiplatform_v1beta1", "v1beta1/projects"):
        old.sections["word"].setdefault(name, key)
    old.sections["python"]["google.cloud.aiplatform_v1beta1"] = key


# Operations -----------------------------------------------------------------------------------------------------------


def _one_record_per_operation(catalog: Catalog, old: OldNames) -> None:
    """Let an operation have the same record as method, command and name: that of `data/code/` where it has one."""
    of_aws = [extract for extract in catalog.surface.extracts.values() if extract["sdk"] == "botocore"]
    for api, operation in ((extract["api"], name) for extract in of_aws for name in extract["operations"]):
        method = snake(operation)
        key_of_command = old.sections["command"].pop(f"aws {api} {method.replace('_', '-')}", None)
        key = old.sections["word"].get(method, key_of_command)
        if key is not None:
            old.operations[operation] = (api, key)
