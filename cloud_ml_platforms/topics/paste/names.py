"""What "Paste and check" looks for: names that are dead, closed, ending, deprecated, renamed or preview, from the catalog.

Four things make the list: the entries of `data/code/`, the ledger's names of products, the API names that rows give
for what is closed or preview, and the names that only v1beta1 of Google's API has. `web/scripts/paste.js` reads texts with
it, in the page (`script.py`) and in the command (`data/paste_names.json`, which `make paste-names` writes).

Names of today, of which nothing has to be said: those of `data/api/`, of `sdk_names.txt` beside this file, of our own
samples, and those that an entry of `data/code/` says to write instead.

Names that also mean something else are left out (`AMBIGUOUS`): a false alarm costs more trust than a miss.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cloud_ml_platforms.api_surface.extract_names import HUMP, members, snake
from cloud_ml_platforms.compute.standing import state_of
from cloud_ml_platforms.paths import DATA, ROOT
from cloud_ml_platforms.text.inline import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
    from cloud_ml_platforms.compute.standing import EventState
    from cloud_ml_platforms.model.samples import CodeEntry

Level = Literal["dead", "closed", "ending", "deprecated", "renamed", "preview"]
LEVELS: tuple[Level, ...] = ("dead", "closed", "ending", "deprecated", "renamed", "preview")

LEVEL_WORDS: dict[Level, str] = {
    "dead": "removed, retired, or past the end that was announced",
    "closed": "closed to new customers; existing ones keep it",
    "ending": "works today, and has an end date",
    "deprecated": "deprecated or out of support, and still there",
    "renamed": "has a new name; the old one may still be understood",
    "preview": "preview or beta only: no promise that it stays",
}

LEVEL_OF_STATE: dict[str, Level] = {
    "removed": "dead",
    "closed": "closed",
    "ending": "ending",
    "deprecated": "deprecated",
    "renamed": "renamed",
    "preview": "preview",
}

PLAIN_LEAD = {"closed": "Closed to new customers", "ending": "Its end is announced"}

# Names of the ledger that also mean something else: not looked for.
AMBIGUOUS = frozenset(
    {
        # products: the words are used for other things too, of today
        *("AI Platform", "AI Studio", "Amazon SageMaker", "Azure AI", "Data Catalog", "ML Studio", "Model Monitoring"),
        *("SDK v1", "SDK v2", "SDK v3"),
        *("Assistants API", "Edge Manager", "Explainable AI", "Ground Truth", "Low-priority VMs", "Role Manager"),
        *("Training Compiler", "PaLM", "Imagen", "P100", "Av2", "Dv2"),
        # classes and fields that other SDKs have as well; `data/code/` has them with their modules
        *("AcceleratorType", "ChatModel", "DataImport", "EntityType", "GenerativeModel", "InferenceConfig"),
        *("JupyterServer", "KernelGateway", "LowPriority", "PipelineEndpoint", "ProfilerConfig", "RunConfiguration"),
        *("TextEmbeddingModel", "iLearner", "vm-priority"),
        # names of the API of today, or of the successor
        *("dataLabelingJobs", "entityTypes", "executorImageUri", "gemini-embedding-001", "outputUri", "defaultRuntime"),
        "azureml-core",  # environments of batch deployments need it
        *("pytorch-gpu", "sklearn-cpu", "tf-gpu", "tf2-cpu", "xgboost-cpu"),
    }
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

SMALL_WORDS = frozenset({"for", "of", "in", "on", "the"})
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .+-]*[A-Za-z0-9]")
CODE = re.compile(r"[a-z0-9]+[A-Z]|[A-Z][a-z0-9]+[A-Z]|[a-z]_[a-z]|[A-Z]_[A-Z]")
OTHERS = re.compile(r"(Python|TLS|Spark|Ubuntu) ")  # versions of what is not the platforms' own
SIZE = "standard_"  # Azure's machine sizes are written in any case

ACTS = ("Create", "Update", "Start")  # reading and deleting what one has is no news
BETA_HUMPS, CITED_HUMPS, LONGEST_BETA = 3, 2, 40
LONGEST_WHAT = 200

ROOTS = ("sagemaker", "azureml", "azure", "google", "vertexai", "kfp", "agentplatform")

# Packages whose names are looked up: what is neither known nor listed there cannot be judged.
PACKAGES = (
    *("sagemaker", "azureml", "azure.ai.ml", "kfp"),
    *("google.cloud.aiplatform", "google.genai", "vertexai", "agentplatform"),
)

# How the entries of `data/code/` shorten the names of today, as code does after the usual imports.
SHORT = {
    "aiplatform": "google.cloud.aiplatform",
    "aiplatform_v1": "google.cloud.aiplatform_v1",
    "dsl": "kfp.dsl",
    "genai": "google.genai",
}

QUOTED = re.compile(r"`([^`]+)`")
NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")

OWN_PAGE = "reference/paste/"
NAMES_FILE = DATA / "paste_names.json"  # what the command reads; written for a release, for facts move faster
SDK_NAMES = Path(__file__).resolve().parent / "sdk_names.txt"
EXAMPLE = Path(__file__).resolve().parent / "templates" / "paste_example.txt"


@dataclass(frozen=True)
class Record:
    """What is said of a name: level, one sentence, what to write today, and the links (page, anchor, words) that prove it.

    `key` is the id of the entry, event or row that says it, and a name after a blank where one id has several records.
    `quiet`: said once per paste, since the old name is still understood.
    """

    key: str
    level: Level
    says: str
    today: str
    links: tuple[tuple[str, str, str], ...]
    quiet: bool = False


@dataclass
class Names:
    """The names to look for, by how a reader finds them, each with the key of its record.

    `old` has a section for each `looks` of an entry of `data/code/`, for phrases in any case, for those that need a
    text on Google, and for names of the beta API. A key that is empty stands for a name of today that holds an old one.
    """

    records: dict[str, Record] = field(default_factory=dict)
    old: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    operations: dict[str, tuple[str, str]] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)
    services: dict[str, list[str]] = field(default_factory=dict)

    def add(self, record: Record) -> str:
        """Add a record; return its key."""
        return self.records.setdefault(record.key, record).key


def names_to_find(catalog: Catalog, samples: Path = ROOT / "samples") -> Names:
    """Return everything to look for; names that the repository's own samples use are names of today."""
    out = Names()
    _code(catalog, out)
    _ledger(catalog, out)
    _rows(catalog, out)
    _beta(catalog, out)
    _one_record_per_operation(catalog, out)
    exact = {name.rpartition(".")[0] + "." for name in _known(catalog)}
    known = {*_known(catalog), *(set(_of_sdks()) - exact), *_recommended(catalog), *_used(samples)}
    out.known = sorted(name for name in known if not _is_listed(name, out))
    out.services = {
        extract["api"]: sorted(extract["operations"])
        for extract in catalog.surface.extracts.values()
        if extract["sdk"] == "botocore" and extract["holds"] == "all" and extract["api"].startswith("sagemaker")
    }
    used = {key for section in out.old.values() for key in section.values()} | {
        key for _, key in out.operations.values()
    }
    out.records = {key: record for key, record in out.records.items() if key in used}
    return out


# Code you will find ---------------------------------------------------------------------------------------------------


def _code(catalog: Catalog, out: Names) -> None:
    for file in catalog.code_files.values():
        for table in file.tables:
            for entry in table.entries:
                enter_entry(out, entry, out.add(code_record(catalog, entry)))


def code_record(catalog: Catalog, entry: CodeEntry) -> Record:
    """Return what is said of an entry of `data/code/`."""
    event = catalog.events.get(entry.event or "")
    level, _, lead, days = entry_status(catalog, entry)
    what = to_text(event.what, catalog) if event else ""
    detail = to_text(entry.note, catalog) if entry.note else what if len(what) <= LONGEST_WHAT else ""
    when = "" if not days or days.rpartition(" ")[2] in lead else f" ({days})"
    if detail.lower().startswith(lead.lower()):
        says = f"{detail.removesuffix('.')}{when}."
    else:
        says = f"{lead}{when}." + (f" {_sentence(detail)}" if detail else "")
    links = [(OWN_PAGE, entry.id, "old and new code"), *_proof(catalog, entry.event, entry.row)]
    return Record(entry.id, level, says, to_text(entry.today, catalog), tuple(links))


class EntryStatus(NamedTuple):
    """What is said of an entry's state: its level, the word for it, the sentence's beginning, and the days in question."""

    level: Level
    word: str
    lead: str
    days: str


def entry_status(catalog: Catalog, entry: CodeEntry) -> EntryStatus:
    """Return what became of an entry of `data/code/` by the day of the catalog."""
    event = catalog.events.get(entry.event or "")
    if event is None:
        return EntryStatus(
            LEVEL_OF_STATE[entry.state], entry.state, PLAIN_LEAD.get(entry.state, entry.state.capitalize()), ""
        )
    state = state_of(event, catalog.as_of)
    if entry.state == "ending" or (entry.state == "closed" and event_level(event, catalog.as_of) == "dead"):
        return _status_at_end(entry, event, state)
    if entry.state == "deprecated" and event.kind == "retired":
        days = f"{'ended' if state == 'ended' else 'announced to end'} {event.due}"
    elif entry.state == "deprecated" and event.ends:
        days = f"{event.date}; end of support announced for {event.ends}"
    else:
        days = event.due if entry.state == "removed" and state in {"due", "ended"} else event.date
    return EntryStatus(
        LEVEL_OF_STATE[entry.state], entry.state, PLAIN_LEAD.get(entry.state, entry.state.capitalize()), days
    )


def _status_at_end(entry: CodeEntry, event: m.Event, state: EventState | None) -> EntryStatus:
    """Return what is said of a name that works until an end, or that outlives what it calls."""
    end = event.due
    match state:
        case "ended" if entry.state == "closed":
            return EntryStatus("dead", "ended", "The name is still there; what it calls has ended", end)
        case "due" if entry.state == "closed":
            lead = f"The name is still there; what it calls was announced to end {end}"
            return EntryStatus("dead", "past its end", lead, f"announced to end {end}")
        case "ending":
            return EntryStatus("ending", "ending", f"Works today, ends {end}", f"ends {end}")
        case "ended":
            return EntryStatus("dead", "ended", "Ended", end)
        case "due":
            lead = f"Was announced to end {end}; not seen to be gone"
            return EntryStatus("dead", "past its end", lead, f"announced to end {end}")
        case _:
            return EntryStatus("ending", "ending", "Its end is announced, without a day", event.date)


def enter_entry(out: Names, entry: CodeEntry, key: str) -> None:
    """Enter one entry under its `looks`; the reader takes the names apart."""
    found = entry.found.strip()
    match entry.looks:
        case "argument":
            owner, _, names = found.removesuffix(")").partition("(")
            out.old["argument"] |= {f"{owner}({name.strip().rstrip('=')})": key for name in names.split(",")}
        case "word":
            out.old["word"].setdefault(found, key)
            if re.fullmatch(r"[a-z][a-z0-9-]*<\d+", found):
                out.old["package"].setdefault(found, key)
        case _:
            out.old[entry.looks].setdefault(found, key)


# The ledger -----------------------------------------------------------------------------------------------------------


def _ledger(catalog: Catalog, out: Names) -> None:
    names = Counter(name.name for thing in catalog.things.values() for name in thing.names)
    ended = _ended(catalog, out)
    for thing in catalog.things.values():
        if thing.id in ended:
            event, level = ended[thing.id]
            key = out.add(_event_record(catalog, event, level))
            for name in _names_of(thing, names):
                out.old["word"].setdefault(name, key)
            for phrase in thing.paste:
                _put_phrase(out, phrase, key)
            _operations_of(catalog, thing, out, key)
        else:
            _of_today(catalog, thing, names, out)
    for name in (*(thing.names[-1].name for thing in catalog.things.values()), *SHIELDS):
        if PLAIN.fullmatch(name):
            out.old["word"].setdefault(name, "")
    for phrase in CASELESS_SHIELDS:
        _put_phrase(out, phrase, "")


def _ended(catalog: Catalog, out: Names) -> dict[str, tuple[m.Event, Level]]:
    """Return the things that have ended as a whole, each with its gravest event; enter parts that have a name of their own."""
    whole: dict[str, tuple[m.Event, Level]] = {}
    for event in catalog.events.values():
        level = event_level(event, catalog.as_of)
        if level is None or catalog.things[event.thing].platform == "all":
            continue
        if event.part is not None:
            if _is_name(event.part):
                out.old["word"].setdefault(event.part, out.add(_event_record(catalog, event, level)))
        elif event.thing not in whole or LEVELS.index(level) < LEVELS.index(whole[event.thing][1]):
            whole[event.thing] = (event, level)
    return whole


def _names_of(thing: m.Thing, shared: Counter[str]) -> Iterator[str]:
    """Yield the names under which a text speaks of a thing that has ended as a whole."""
    for name in (one.name for one in thing.names if shared[one.name] == 1):
        short = re.sub(r"^(Amazon|AWS|Google|Microsoft) ", "", name)
        yield from (one for one in dict.fromkeys((name, short)) if _is_name(one))
    if thing.common and _is_name(thing.common):
        yield thing.common
    yield from (word for word in thing.search if _is_code(word))


def _is_code(word: str) -> bool:
    """Return whether a search word of the ledger is a name in code: a class, a package, a host, a model, a machine size."""
    if re.fullmatch(f"{SIZE}[a-z0-9_]+", word, re.IGNORECASE):
        return True
    if word in AMBIGUOUS or " " in word or not PLAIN.fullmatch(word):
        return False
    return bool(CODE.search(word) or re.search(r"[a-z]-?\d|[a-z]\.[a-z]+\.[a-z]|[a-z]-[a-z]", word))


def _operations_of(catalog: Catalog, thing: m.Thing, out: Names, key: str) -> None:
    """Enter the operations that make what has ended: those on a resource that the ledger's search words name."""
    if thing.platform != "sagemaker":
        return
    operations = catalog.surface.extracts.get("sagemaker", {}).get("operations", {})
    resources = {word.removeprefix("Create") for word in thing.search if CODE.search(word) and word.isalnum()}
    for resource in resources:
        for act in ACTS:
            if f"{act}{resource}" in operations:
                out.operations.setdefault(f"{act}{resource}", ("sagemaker", key))


def _of_today(catalog: Catalog, thing: m.Thing, names: Counter[str], out: Names) -> None:
    """Enter the names of a thing that has not ended: those of a preview, and those that it had before."""
    for phrase in thing.paste:
        _put_phrase(out, phrase, out.add(_renamed_record(catalog, phrase, thing)))
    if thing.stage == "preview":
        key = out.add(_thing_record(thing))
        for name in filter(_is_name, (name.name for name in thing.names)):
            out.old["word"].setdefault(name, key)
    elif thing.platform != "all":
        own = (name.name for name in thing.names[:-1])
        for name in (one for one in own if names[one] == 1 and _is_name(one)):
            out.old["word"].setdefault(name, out.add(_renamed_record(catalog, name, thing)))


def _thing_record(thing: m.Thing) -> Record:
    says = f"{thing.names[-1].name}: preview."
    return Record(thing.id, "preview", says, "", (("compare/names/", thing.id, "ledger"),))


def _renamed_record(catalog: Catalog, name: str, thing: m.Thing) -> Record:
    renamed = [event for event in catalog.events.values() if event.thing == thing.id and event.kind == "renamed"]
    names = [one.name for one in thing.names]
    since = thing.names[names.index(name) + 1].since if name in names else None  # of the name that replaced it
    then = [event.id for event in renamed if event.date == since]
    proof = then[0] if then else renamed[-1].id if renamed else thing.id
    says = f"Renamed{f' ({since})' if since else ''}; {name} is still understood."
    return Record(
        f"{proof} {name}", "renamed", says, thing.names[-1].name, (("compare/names/", proof, "ledger"),), quiet=True
    )


def _put_phrase(out: Names, phrase: str, key: str) -> None:
    """Enter a phrase of the ledger's `paste`: one with a small word is found in any case, a name in capitals as it stands."""
    if not re.search(r"(?<![A-Za-z0-9-])[a-z]", phrase):
        out.old["word"][phrase] = key
    else:
        out.old["google_phrase" if phrase in NEED_GOOGLE else "phrase"].setdefault(phrase.lower(), key)


# Rows -----------------------------------------------------------------------------------------------------------------


def _rows(catalog: Catalog, out: Names) -> None:
    owners = _owners(catalog)
    for row in catalog.rows.values():
        for platform, cell in row.platforms.items():
            for way in cell.ways:
                event = catalog.events.get(way.event or cell.event or "")
                level = event_level(event, catalog.as_of) if event else None
                if level in {"dead", "closed"} and event is not None and platform == "sagemaker":
                    record = _event_record(catalog, event, level)
                    links = (*record.links, *_proof(catalog, None, row.id))
                    _closed_operations(catalog, out, way, replace(record, links=links))
                elif way.stage == "preview":
                    _previews(catalog, out, row, way, owners)


def _closed_operations(catalog: Catalog, out: Names, way: m.Way, record: Record) -> None:
    """Enter the operations that a row names for a way which is closed or gone."""
    for ref in way.api:
        api, _, name = ref.ref.partition(":")
        operations = catalog.surface.extracts.get(api, {}).get("operations", {})
        if ref.expect == "exists" and name in operations and name.startswith(ACTS):
            out.operations[name] = (api, out.add(replace(record, key=f"{record.key} {name}")))


def _previews(catalog: Catalog, out: Names, row: m.Row, way: m.Way, owners: dict[str, set[str]]) -> None:
    """Enter the names that a row gives for a preview: classes of Azure's SDK, fields that no other API has."""
    for ref in way.api:
        if ref.expect == "absent":
            continue
        api, _, name = ref.ref.partition(":")
        leaf = name.rpartition(".")[2].removesuffix("[]")
        stage = "only in v1beta1" if ref.expect == "beta-only" else "preview"
        shown = leaf or ref.ref.rpartition(".")[2]
        says = f"{shown}: {stage} ({row.name})."
        record = Record(f"{row.id} {shown}", "preview", says, "", tuple(_proof(catalog, None, row.id)))
        if not name and "(" not in ref.ref and ref.ref not in out.old["python"]:
            out.old["python"][ref.ref] = out.add(record)
        elif api.startswith("aiplatform") and _is_beta(leaf, CITED_HUMPS) and len(owners.get(leaf, ())) <= 1:
            out.old["beta"].setdefault(leaf, out.add(record))


def _owners(catalog: Catalog) -> dict[str, set[str]]:
    """Return, for every name of the APIs, the SDKs that have it."""
    out: dict[str, set[str]] = {}
    for extract in catalog.surface.extracts.values():
        for owner, name in members(extract):
            for one in (owner, name):
                out.setdefault(one, set()).add(extract["sdk"])
    return out


# The beta API ---------------------------------------------------------------------------------------------------------


def _beta(catalog: Catalog, out: Names) -> None:
    """Enter what v1beta1 of Google's API has and v1 has not, as far as the name is like no other."""
    beta = catalog.surface.extracts.get("aiplatform.v1beta1")
    stable = catalog.surface.extracts.get("aiplatform.v1")
    if beta is None or stable is None:
        return
    links = tuple(_proof(catalog, None, "del-preview-only"))
    says = "Only in v1beta1 of the Vertex AI API, not in v1: a preview, without the promise that it stays."
    key = out.add(Record("v1beta1", "preview", says, "", links))
    others = catalog.surface.names["sagemaker"] | catalog.surface.names["azure-ml"]
    have = set(stable["structures"]) | {name for fields in stable["structures"].values() for name in fields}
    names = {name for fields in beta["structures"].values() for name in fields}
    for name in sorted(names - have - others):
        if _is_beta(name, BETA_HUMPS):
            out.old["beta"].setdefault(name, key)
    for name in ("aiplatform_v1beta1", "v1beta1/projects"):
        out.old["word"].setdefault(name, key)
    out.old["python"]["google.cloud.aiplatform_v1beta1"] = key


def _is_beta(name: str, humps: int) -> bool:
    """Return whether a name of the beta API is its own: long enough to be nobody else's, and no envelope."""
    envelope = name.endswith(("Request", "Response", "Metadata"))
    return name not in AMBIGUOUS and not envelope and humps <= len(HUMP.split(name)) and len(name) <= LONGEST_BETA


# Operations -----------------------------------------------------------------------------------------------------------


def _one_record_per_operation(catalog: Catalog, out: Names) -> None:
    """Let an operation have the same record as method, command and name: that of `data/code/` where it has one."""
    aws = [extract for extract in catalog.surface.extracts.values() if extract["sdk"] == "botocore"]
    for api, operation in ((extract["api"], name) for extract in aws for name in extract["operations"]):
        method = snake(operation)
        as_command = out.old["command"].pop(f"aws {api} {method.replace('_', '-')}", None)
        key = out.old["word"].get(method, as_command)
        if key is not None:
            out.operations[operation] = (api, key)


# Names of today -------------------------------------------------------------------------------------------------------


def _known(catalog: Catalog) -> Iterator[str]:
    for extract in catalog.surface.extracts.values():
        for section in ("classes", "functions"):
            if extract["sdk"] in {"azure-ai-ml", "google-cloud-aiplatform"} and not extract["api"].endswith(".rest"):
                yield from extract.get(section, {})


def _of_sdks() -> Iterator[str]:
    """Yield the public names and modules of the SDKs; of a module with a dot at its end, nothing is judged."""
    for line in SDK_NAMES.read_text(encoding="utf-8").splitlines():
        module, colon, names = line.partition(":")
        if colon and not line.startswith("#"):
            yield from (f"{module}.{name}" for name in names.split())


def _recommended(catalog: Catalog) -> Iterator[str]:
    """Yield the dotted names that entries of `data/code/` say to write today."""
    for entry in catalog.code.values():
        for text in QUOTED.findall(f"{entry.today} {entry.note or ''}"):
            for name in NAME.findall(text):
                head, _, rest = name.partition(".")
                full = f"{SHORT.get(head, head)}.{rest}"
                if full.startswith(tuple(f"{root}." for root in PACKAGES)) and name != entry.found:
                    yield full


def _used(samples: Path) -> Iterator[str]:
    """Yield what the samples import: they run against the SDKs of today."""
    for path in sorted(samples.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in ROOTS:
                yield from (f"{node.module}.{one.name}" for one in node.names)


def _is_listed(name: str, out: Names) -> bool:
    """Return whether a name, or what it is a part of, is one to look for."""
    parts = name.removesuffix(".").split(".")
    return any(".".join(parts[:end]) in out.old["python"] for end in range(1, len(parts) + 1))


# What several of these need -------------------------------------------------------------------------------------------


def event_level(event: m.Event, as_of: str) -> Level | None:
    """Return the level that an event gives its thing on the day `as_of`; None when it takes nothing away."""
    match state_of(event, as_of):
        case "closing":
            return "ending"
        case "ended":
            return "dead"
        case "due":
            return "dead" if event.kind == "retired" else "deprecated"
        case state:
            return state


def _event_record(catalog: Catalog, event: m.Event, level: Level) -> Record:
    thing = catalog.things[event.thing]
    name = event.part if event.part and _is_name(event.part) else thing.names[-1].name
    match state_of(event, catalog.as_of):
        case "closing" | "ending":
            status = f"ends {event.due}"
        case "closed":
            status = f"closed to new customers {event.date}"
        case "ended":
            status = f"ended {event.due}"
        case "due" if event.kind == "retired":
            status = f"was announced to end {event.due}"
        case "due":
            status = f"deprecated {event.date}; its end was announced for {event.due}"
        case _:
            status = f"deprecated {event.date}"
    what = to_text(event.what, catalog)
    short = status.removeprefix("closed to new customers ").removeprefix("deprecated ")
    says = f"{name}: {status}." if len(what) > LONGEST_WHAT else f"{name} ({short}): {_sentence(what)}"
    today = to_text(event.use, catalog) if event.use else ""
    return Record(event.id, level, says, today, (("compare/names/", event.id, "ledger"),))


def _is_name(name: str) -> bool:
    """Return whether a name of the ledger means one thing only, as it stands in a text."""
    if name in AMBIGUOUS or OTHERS.match(name) or not PLAIN.fullmatch(name):
        return False
    words = [word for word in name.split() if word not in SMALL_WORDS]
    if len(words) == 1:
        return bool(CODE.search(name) or re.search(r"[A-Za-z]\d", name))
    return all(word[0].isupper() or word[0].isdigit() or re.fullmatch(r"v\d", word) for word in words)


def _proof(catalog: Catalog, event: str | None, row: str | None) -> Iterator[tuple[str, str, str]]:
    if event:
        yield "compare/names/", event, "ledger"
    if row and row in catalog.rows:
        yield f"compare/{catalog.row_capability[row].id}/", row, "row"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


# What is written ------------------------------------------------------------------------------------------------------


def data_of(names: Names) -> dict[str, Any]:
    """Return what marks a text, as the reader takes it."""
    records = {key: [one.level, one.says, one.today, one.quiet] for key, one in names.records.items()}
    return {"levels": LEVELS, "records": records, "roots": PACKAGES, "operations": names.operations, **names.old}


def today_of(names: Names) -> dict[str, Any]:
    """Return the names of today, by module and by service of AWS: what is in none of them cannot be judged."""
    known: defaultdict[str, list[str]] = defaultdict(list)
    for name in names.known:
        module, _, leaf = name.removesuffix(".").rpartition(".")
        known[module].append(leaf + "." * name.endswith("."))
    return {
        "known": {module: " ".join(leaves) for module, leaves in known.items()},
        "services": {service: " ".join(operations) for service, operations in names.services.items()},
    }


def as_lines(data: dict[str, Any]) -> str:
    """Return data as JSON with a line for each name, in order: a change of one touches one line."""
    sections = []
    for section, value in sorted(data.items()):
        text = json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict):
            entries = (json.dumps({name: one}, ensure_ascii=False)[1:-1] for name, one in sorted(value.items()))
            text = "{\n" + ",\n".join(entries) + "\n}"
        sections.append(f"{json.dumps(section)}: {text}")
    return "{\n" + ",\n".join(sections) + "\n}\n"


def write_names(catalog: Catalog, path: Path = NAMES_FILE) -> int:
    """Write the file that the command reads its names from."""
    path.write_text(as_lines(data_of(names_to_find(catalog))), encoding="utf-8")
    return 0


def check_names(catalog: Catalog, path: Path = NAMES_FILE) -> int:
    """Return 1, with a line on standard error, when the file of names is not what the data says."""
    if path.is_file() and path.read_text(encoding="utf-8") == as_lines(data_of(names_to_find(catalog))):
        return 0
    sys.stderr.write(f"{path.name} is not what the data says; run `make paste-names`\n")
    return 1
