"""What "Paste and check" looks for: names that are dead, closed, ending, deprecated, renamed or preview, from the catalog.

Four things make the list: the entries of `data/code/`, the ledger's names of products, the API names that rows give
for what is closed or preview, and the names that only v1beta1 of Google's API has. `cloud_ml_platforms/topics/paste/reader.py` and
`web/scripts/paste.js` read it; both find the same, `tests/topics/paste/paste_cases.yml` holds them together.

Names of today, of which nothing has to be said: those of `data/api/`, of `cloud_ml_platforms/topics/paste/sdk_names.txt`, of our own samples, and
those that an entry of `data/code/` says to write instead.

Names that also mean something else are left out (`AMBIGUOUS`): a false alarm costs more trust than a miss.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cloud_ml_platforms.api_surface.names import HUMP, members
from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.text.inline import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud_ml_platforms import model as m
    from cloud_ml_platforms.catalog.types import Catalog
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

# The grammar of words, the same in web/scripts/paste.js.
WORD = re.compile(r"[A-Za-z0-9_]+(?:[.+-][A-Za-z0-9_]+)*")
BLANKS = " \t\u00a0"
SIZE = "standard_"  # Azure's machine sizes are written in any case

# How far the two readers go; they have it from here, through `as_json`.
LIMITS = {
    "chars": 5_000_000,
    "piece": 20_000,  # a longer line is read in pieces
    "marks": 2_000,
    "names": 40,  # that cannot be judged
    "depth": 200,  # of brackets
    "statements": 20,  # of one line
    "name": 200,  # characters of a name
    "options": 100,  # words in which a command's options are looked for
    "snake": 3,  # `create_app` is everybody's method, `create_monitoring_schedule` is not
}

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

SHIELDS = (
    "Google AI Studio",
    "AWS Glue Data Catalog",
    "Amazon SageMaker AI",
    "Azure OpenAI in Microsoft Foundry Models",
)

CASELESS_SHIELDS = ("fully managed notebooks",)
NEED_GOOGLE = frozenset({"managed notebooks"})  # phrases that mean Google's only in a text that speaks of Google
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .+-]*[A-Za-z0-9]")
CODE = re.compile(r"[a-z0-9]+[A-Z]|[A-Z][a-z0-9]+[A-Z]|[a-z]_[a-z]|[A-Z]_[A-Z]")
OTHERS = re.compile(r"(Python|TLS|Spark|Ubuntu) ")  # versions of what is not the platforms' own
ACTS = ("Create", "Update", "Start")  # reading and deleting what one has is no news
BETA_HUMPS, CITED_HUMPS, LONGEST_BETA = 3, 2, 40
OWN_PAGE = "reference/paste/"
EXAMPLE = Path(__file__).resolve().parent / "templates" / "paste_example.txt"


@dataclass(frozen=True)
class Record:
    """What is said of a name: level, one sentence, what to write today, and the links (page, anchor, words) that prove it.

    `quiet`: said once per paste, since the old name is still understood.
    """

    id: str
    level: Level
    says: str
    today: str
    links: tuple[tuple[str, str, str], ...]
    quiet: bool = False


@dataclass
class Lists:
    """The names to look for, each with the number of its record; -1 is a name of today that holds an old one."""

    records: list[Record] = field(default_factory=list)
    python: dict[str, int] = field(default_factory=dict)
    arguments: dict[str, dict[str, int]] = field(default_factory=dict)
    commands: dict[str, list[tuple[list[str], int]]] = field(default_factory=dict)
    packages: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    fields: dict[str, dict[str, int]] = field(default_factory=dict)
    words: dict[str, list[tuple[list[str], int]]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[list[str], int, bool]]] = field(default_factory=dict)
    operations: dict[str, tuple[str, int]] = field(default_factory=dict)
    beta: dict[str, int] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)
    services: dict[str, list[str]] = field(default_factory=dict)

    def add(self, record: Record) -> int:
        """Add a record; return its number."""
        self.records.append(record)
        return len(self.records) - 1


def lists(catalog: Catalog, samples: Path | None = ROOT / "samples") -> Lists:
    """Return everything to look for; names that the repository's own samples use are names of today."""
    out = Lists()
    _code(catalog, out)
    _ledger(catalog, out)
    _rows(catalog, out)
    _beta(catalog, out)
    _one_record_per_operation(catalog, out)
    exact = {name.rpartition(".")[0] + "." for name in _known(catalog)}
    known = {*_known(catalog), *(set(_of_sdks()) - exact), *_recommended(catalog), *(_used(samples) if samples else ())}
    out.known = sorted(name for name in known if not _is_listed(name, out))
    out.services = {
        extract["api"]: sorted(extract["operations"])
        for extract in catalog.surface.extracts.values()
        if extract["sdk"] == "botocore" and extract["holds"] == "all" and extract["api"].startswith("sagemaker")
    }
    for phrases in out.words.values():
        phrases.sort(key=lambda item: (-len(item[0]), item[0]))
    for cased in out.phrases.values():
        cased.sort(key=lambda item: (-len(item[0]), item[0]))
    for commands in out.commands.values():
        commands.sort(key=lambda item: (-len(item[0]), item[0]))
    return out


def event_level(event: m.Event, as_of: str) -> Level | None:
    """Return the level that an event gives its thing on the day `as_of`; None when it takes nothing away."""
    match event.kind:
        case "closed":
            return "closed" if event.date <= as_of else "ending"
        case "retired":
            return "dead" if event.date <= as_of else "ending"
        case "deprecated":
            if event.ends is None:
                return "deprecated"
            if event.ends > as_of:
                return "ending"
            return "dead" if event.carried_out == "done" else "deprecated"
        case _:
            return None


# Code you will find ---------------------------------------------------------------------------------------------------


def _code(catalog: Catalog, out: Lists) -> None:
    for file in catalog.code_files.values():
        for table in file.tables:
            for entry in table.entries:
                enter_entry(out, entry, out.add(code_record(catalog, entry)))


class Told(NamedTuple):
    """What is said of an entry's state: its level, the word for it, the sentence's beginning, and the days in question."""

    level: Level
    word: str
    lead: str
    days: str


def told(catalog: Catalog, entry: CodeEntry) -> Told:
    """Return what became of an entry of `data/code/` by the day of the catalog."""
    event = catalog.events.get(entry.event or "")
    if event is None:
        return Told(LEVEL_OF_STATE[entry.state], entry.state, PLAIN_LEAD.get(entry.state, entry.state.capitalize()), "")
    end = event.ends or (event.date if event.kind == "retired" else "")
    over = bool(end) and end <= catalog.as_of
    done = over and event.carried_out == "done"
    if entry.state == "ending" or (entry.state == "closed" and event_level(event, catalog.as_of) == "dead"):
        return _told_of_end(entry, event, end, over=over, done=done)
    if entry.state == "deprecated" and event.kind == "retired":
        days = f"{'ended' if done else 'announced to end'} {end}"
    elif entry.state == "deprecated" and end:
        days = f"{event.date}; end of support announced for {end}"
    else:
        days = end if entry.state == "removed" and over else event.date
    return Told(LEVEL_OF_STATE[entry.state], entry.state, PLAIN_LEAD.get(entry.state, entry.state.capitalize()), days)


PLAIN_LEAD = {"closed": "Closed to new customers", "ending": "Its end is announced"}


def _told_of_end(entry: CodeEntry, event: m.Event, end: str, *, over: bool, done: bool) -> Told:
    """Return what is said of a name that works until an end, or that outlives what it calls."""
    if entry.state == "closed" and done:
        return Told("dead", "ended", "The name is still there; what it calls has ended", end)
    if entry.state == "closed":
        lead = f"The name is still there; what it calls was announced to end {end}"
        return Told("dead", "past its end", lead, f"announced to end {end}")
    if not end:
        return Told("ending", "ending", "Its end is announced, without a day", event.date)
    if not over:
        return Told("ending", "ending", f"Works today, ends {end}", f"ends {end}")
    if done:
        return Told("dead", "ended", "Ended", end)
    return Told("dead", "past its end", f"Was announced to end {end}; not seen to be gone", f"announced to end {end}")


def code_record(catalog: Catalog, entry: CodeEntry) -> Record:
    """Return what is said of an entry of `data/code/`."""
    event = catalog.events.get(entry.event or "")
    level, _, lead, days = told(catalog, entry)
    what = to_text(event.what, catalog) if event else ""
    detail = to_text(entry.note, catalog) if entry.note else what if len(what) <= LONGEST_WHAT else ""
    when = "" if not days or days.rpartition(" ")[2] in lead else f" ({days})"
    if detail.lower().startswith(lead.lower()):
        says = f"{detail.removesuffix('.')}{when}."
    else:
        says = f"{lead}{when}." + (f" {_sentence(detail)}" if detail else "")
    links = [(OWN_PAGE, entry.id, "old and new code"), *_proof(catalog, entry.event, entry.row)]
    return Record(entry.id, level, says, to_text(entry.today, catalog), tuple(links))


def enter_entry(out: Lists, entry: CodeEntry, number: int) -> None:
    """Enter one entry where its `looks` says."""
    found = entry.found.strip()
    match entry.looks:
        case "python":
            out.python[found] = number
        case "argument":
            owner, _, names = found.removesuffix(")").partition("(")
            for name in names.split(","):
                out.arguments.setdefault(owner, {})[name.strip().rstrip("=")] = number
        case "command":
            first, *rest = found.split()
            out.commands.setdefault(first, []).append((rest, number))
        case "package":
            name, below = _package(found)
            out.packages.setdefault(name, []).append((below, number))
        case "field":
            key, _, value = found.partition(":")
            out.fields.setdefault(key.strip().strip("\"'"), {})[value.strip().strip("\"'")] = number
        case "word":
            _put_words(out, found, number)
            if re.fullmatch(r"[a-z][a-z0-9-]*<\d+", found):
                out.packages.setdefault(_package(found)[0], []).append((_package(found)[1], number))


def _package(found: str) -> tuple[str, int]:
    """Split `sagemaker<3` into its name and the major version below which it is old; 0 for every version."""
    match = re.fullmatch(r"([A-Za-z0-9._-]+?)\s*(?:(<=?|==|~=)\s*(\d+)[\d.*]*)?", found)
    if match is None:
        return found.lower(), 0
    below = int(match[3]) + (match[2] != "<") if match[3] else 0
    return match[1].lower().replace("_", "-"), below


def pieces(text: str) -> list[str]:
    """Split a phrase as the readers of pastes do: word, what stands between, word, ..."""
    out: list[str] = []
    end = 0
    for match in WORD.finditer(text):
        if out:
            out.append(between(text[end : match.start()]))
        out.append(spelled(match[0]))
        end = match.end()
    return out


def between(text: str) -> str:
    """Return what stands between two words: without blanks, with one kind of quotes; blanks alone are one blank."""
    return "".join(character for character in text if character not in BLANKS).replace("'", '"') or " "


def spelled(word: str) -> str:
    """Return a word as it is looked up: a common misspelling corrected, a machine size in lower case."""
    if word == "Sagemaker":
        return "SageMaker"
    return word.lower() if word[: len(SIZE)].lower() == SIZE else word


def _put_phrase(out: Lists, phrase: str, number: int) -> None:
    """Enter a phrase of the ledger's `paste`: one with a small word is found in any case, a name in capitals as it stands."""
    if not re.search(r"(?<![A-Za-z0-9-])[a-z]", phrase):
        _put_words(out, phrase, number, over=True)
        return
    first, *rest = pieces(phrase.lower())
    out.phrases.setdefault(first, []).append((rest, number, phrase in NEED_GOOGLE))


def _put_words(out: Lists, phrase: str, number: int, *, over: bool = False) -> None:
    first, *rest = pieces(phrase)
    if over:
        out.words[first] = [item for item in out.words.get(first, ()) if item[0] != rest]
    phrases = out.words.setdefault(first, [])
    if all(known != rest for known, _ in phrases):
        phrases.append((rest, number))


def _proof(catalog: Catalog, event: str | None, row: str | None) -> Iterator[tuple[str, str, str]]:
    if event:
        yield "compare/names/", event, "ledger"
    if row and row in catalog.rows:
        yield f"compare/{catalog.row_capability[row].id}/", row, "row"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


# The ledger -----------------------------------------------------------------------------------------------------------


def _ledger(catalog: Catalog, out: Lists) -> None:
    names = Counter(name.name for thing in catalog.things.values() for name in thing.names)
    ended = _ended(catalog, out)
    for thing in catalog.things.values():
        if thing.id in ended:
            event, level = ended[thing.id]
            number = out.add(_event_record(catalog, event, level))
            for name in _names_of(thing, names):
                _put_words(out, name, number)
            for phrase in thing.paste:
                _put_phrase(out, phrase, number)
            _operations_of(catalog, thing, out, number)
        else:
            _of_today(catalog, thing, names, out)
    for name in (*(thing.names[-1].name for thing in catalog.things.values()), *SHIELDS):
        if PLAIN.fullmatch(name):
            _put_words(out, name, -1)
    for phrase in CASELESS_SHIELDS:
        _put_phrase(out, phrase, -1)


def _of_today(catalog: Catalog, thing: m.Thing, names: Counter[str], out: Lists) -> None:
    """Enter the names of a thing that has not ended: those of a preview, and those that it had before."""
    for phrase in thing.paste:
        _put_phrase(out, phrase, out.add(_renamed_record(catalog, phrase, thing)))
    if thing.stage == "preview":
        number = out.add(_thing_record(thing))
        for name in filter(_is_name, (name.name for name in thing.names)):
            _put_words(out, name, number)
    elif thing.platform != "all":
        own = (name.name for name in thing.names[:-1])
        for name in (one for one in own if names[one] == 1 and _is_name(one)):
            _put_words(out, name, out.add(_renamed_record(catalog, name, thing)))


def _ended(catalog: Catalog, out: Lists) -> dict[str, tuple[m.Event, Level]]:
    """Return the things that have ended as a whole, each with its gravest event; enter parts that have a name of their own."""
    whole: dict[str, tuple[m.Event, Level]] = {}
    for event in catalog.events.values():
        level = event_level(event, catalog.as_of)
        if level is None or catalog.things[event.thing].platform == "all":
            continue
        if event.part is not None:
            if _is_name(event.part):
                _put_words(out, event.part, out.add(_event_record(catalog, event, level)))
        elif event.thing not in whole or LEVELS.index(level) < LEVELS.index(whole[event.thing][1]):
            whole[event.thing] = (event, level)
    return whole


SMALL_WORDS = frozenset({"for", "of", "in", "on", "the"})


def _is_name(name: str) -> bool:
    """Return whether a name of the ledger means one thing only, as it stands in a text."""
    if name in AMBIGUOUS or OTHERS.match(name) or not PLAIN.fullmatch(name):
        return False
    words = [word for word in name.split() if word not in SMALL_WORDS]
    if len(words) == 1:
        return bool(CODE.search(name) or re.search(r"[A-Za-z]\d", name))
    return all(word[0].isupper() or word[0].isdigit() or re.fullmatch(r"v\d", word) for word in words)


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


def _operations_of(catalog: Catalog, thing: m.Thing, out: Lists, number: int) -> None:
    """Enter the operations that make what has ended: those on a resource that the ledger's search words name."""
    if thing.platform != "sagemaker":
        return
    operations = catalog.surface.extracts.get("sagemaker", {}).get("operations", {})
    resources = {word.removeprefix("Create") for word in thing.search if CODE.search(word) and word.isalnum()}
    for resource in resources:
        for act in ACTS:
            if f"{act}{resource}" in operations:
                out.operations.setdefault(f"{act}{resource}", ("sagemaker", number))


def _event_record(catalog: Catalog, event: m.Event, level: Level) -> Record:
    thing = catalog.things[event.thing]
    name = event.part if event.part and _is_name(event.part) else thing.names[-1].name
    end = event.ends or (event.date if event.kind == "retired" else None)
    if level == "ending":
        state = f"ends {end or event.date}"
    elif level == "dead":
        state = f"ended {end}" if event.carried_out == "done" else f"was announced to end {end}"
    elif level == "closed":
        state = f"closed to new customers {event.date}"
    elif end and end <= catalog.as_of:
        state = f"deprecated {event.date}; its end was announced for {end}"
    else:
        state = f"deprecated {event.date}"
    what = to_text(event.what, catalog)
    short = state.removeprefix("closed to new customers ").removeprefix("deprecated ")
    says = f"{name}: {state}." if len(what) > LONGEST_WHAT else f"{name} ({short}): {_sentence(what)}"
    today = to_text(event.use, catalog) if event.use else ""
    return Record(event.id, level, says, today, (("compare/names/", event.id, "ledger"),))


LONGEST_WHAT = 200


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
    return Record(proof, "renamed", says, thing.names[-1].name, (("compare/names/", proof, "ledger"),), quiet=True)


# Rows -----------------------------------------------------------------------------------------------------------------


def _rows(catalog: Catalog, out: Lists) -> None:
    owners = _owners(catalog)
    for row in catalog.rows.values():
        for platform, cell in row.platforms.items():
            for way in cell.ways:
                event = catalog.events.get(way.event or cell.event or "")
                level = event_level(event, catalog.as_of) if event else None
                if level in {"dead", "closed"} and event is not None and platform == "sagemaker":
                    record = _event_record(catalog, event, level)
                    _closed_operations(
                        catalog, out, way, replace(record, links=(*record.links, *_proof(catalog, None, row.id)))
                    )
                elif way.stage == "preview":
                    _previews(catalog, out, row, way, owners)


def _closed_operations(catalog: Catalog, out: Lists, way: m.Way, record: Record) -> None:
    """Enter the operations that a row names for a way which is closed or gone."""
    for ref in way.api:
        api, _, name = ref.ref.partition(":")
        operations = catalog.surface.extracts.get(api, {}).get("operations", {})
        if ref.expect == "exists" and name in operations and name.startswith(ACTS):
            out.operations[name] = (api, out.add(record))


def snake(name: str) -> str:
    """Return an operation as boto3 calls it."""
    return HUMP.sub("_", name).lower()


def _one_record_per_operation(catalog: Catalog, out: Lists) -> None:
    """Let an operation have the same record as method, command and name: that of `data/code/` where it has one."""
    aws = [extract for extract in catalog.surface.extracts.values() if extract["sdk"] == "botocore"]
    for api, operation in ((extract["api"], name) for extract in aws for name in extract["operations"]):
        method = snake(operation)
        numbers = [number for rest, number in out.words.get(method, ()) if not rest]
        command = [api, method.replace("_", "-")]
        numbers += [number for rest, number in out.commands.get("aws", ()) if rest == command]
        if numbers:
            out.operations[operation] = (api, numbers[0])
            out.commands["aws"] = [item for item in out.commands.get("aws", ()) if item[0] != command]


def _previews(catalog: Catalog, out: Lists, row: m.Row, way: m.Way, owners: dict[str, set[str]]) -> None:
    """Enter the names that a row gives for a preview: classes of Azure's SDK, fields that no other API has."""
    for ref in way.api:
        if ref.expect == "absent":
            continue
        api, _, name = ref.ref.partition(":")
        leaf = name.rpartition(".")[2].removesuffix("[]")
        stage = "only in v1beta1" if ref.expect == "beta-only" else "preview"
        says = f"{leaf or ref.ref.rpartition('.')[2]}: {stage} ({row.name})."
        record = Record(row.id, "preview", says, "", tuple(_proof(catalog, None, row.id)))
        if not name and "(" not in ref.ref and ref.ref not in out.python:
            out.python[ref.ref] = out.add(record)
        elif api.startswith("aiplatform") and _is_beta(leaf, CITED_HUMPS) and len(owners.get(leaf, ())) <= 1:
            out.beta.setdefault(leaf, out.add(record))


def _owners(catalog: Catalog) -> dict[str, set[str]]:
    """Return, for every name of the APIs, the SDKs that have it."""
    out: dict[str, set[str]] = {}
    for extract in catalog.surface.extracts.values():
        for owner, name in members(extract):
            for one in (owner, name):
                out.setdefault(one, set()).add(extract["sdk"])
    return out


# Names of the beta API and names of today -----------------------------------------------------------------------------


def _beta(catalog: Catalog, out: Lists) -> None:
    """Enter what v1beta1 of Google's API has and v1 has not, as far as the name is like no other."""
    beta = catalog.surface.extracts.get("aiplatform.v1beta1")
    stable = catalog.surface.extracts.get("aiplatform.v1")
    if beta is None or stable is None:
        return
    links = tuple(_proof(catalog, None, "del-preview-only"))
    says = "Only in v1beta1 of the Vertex AI API, not in v1: a preview, without the promise that it stays."
    number = out.add(Record("v1beta1", "preview", says, "", links))
    others = catalog.surface.names["sagemaker"] | catalog.surface.names["azure-ml"]
    have = set(stable["structures"]) | {name for fields in stable["structures"].values() for name in fields}
    names = {name for fields in beta["structures"].values() for name in fields}
    for name in sorted(names - have - others):
        if _is_beta(name, BETA_HUMPS):
            out.beta.setdefault(name, number)
    for name in ("aiplatform_v1beta1", "v1beta1/projects"):
        _put_words(out, name, number)
    out.python["google.cloud.aiplatform_v1beta1"] = number


def _is_beta(name: str, humps: int) -> bool:
    """Return whether a name of the beta API is its own: long enough to be nobody else's, and no envelope."""
    envelope = name.endswith(("Request", "Response", "Metadata"))
    return name not in AMBIGUOUS and not envelope and humps <= len(HUMP.split(name)) and len(name) <= LONGEST_BETA


def _known(catalog: Catalog) -> Iterator[str]:
    for extract in catalog.surface.extracts.values():
        for section in ("classes", "functions"):
            if extract["sdk"] in {"azure-ai-ml", "google-cloud-aiplatform"} and not extract["api"].endswith(".rest"):
                yield from extract.get(section, {})


def _used(samples: Path) -> Iterator[str]:
    """Yield what the samples import: they run against the SDKs of today."""
    for path in sorted(samples.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in ROOTS:
                yield from (f"{node.module}.{one.name}" for one in node.names)


def _of_sdks() -> Iterator[str]:
    """Yield the public names and modules of the SDKs; of a module with a dot at its end, nothing is judged."""
    for line in SDK_NAMES.read_text(encoding="utf-8").splitlines():
        module, colon, names = line.partition(":")
        if colon and not line.startswith("#"):
            yield from (f"{module}.{name}" for name in names.split())


QUOTED = re.compile(r"`([^`]+)`")
NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")

# How the entries of `data/code/` shorten the names of today, as code does after the usual imports.
SHORT = {
    "aiplatform": "google.cloud.aiplatform",
    "aiplatform_v1": "google.cloud.aiplatform_v1",
    "dsl": "kfp.dsl",
    "genai": "google.genai",
}


def _recommended(catalog: Catalog) -> Iterator[str]:
    """Yield the dotted names that entries of `data/code/` say to write today."""
    for entry in catalog.code.values():
        for text in QUOTED.findall(f"{entry.today} {entry.note or ''}"):
            for name in NAME.findall(text):
                head, _, rest = name.partition(".")
                full = f"{SHORT.get(head, head)}.{rest}"
                if full.startswith(tuple(f"{root}." for root in PACKAGES)) and name != entry.found:
                    yield full


def _is_listed(name: str, out: Lists) -> bool:
    """Return whether a name, or what it is a part of, is one to look for."""
    parts = name.removesuffix(".").split(".")
    return any(".".join(parts[:end]) in out.python for end in range(1, len(parts) + 1))


SDK_NAMES = Path(__file__).resolve().parent / "sdk_names.txt"
ROOTS = ("sagemaker", "azureml", "azure", "google", "vertexai", "kfp", "agentplatform")

# Packages whose names are looked up: what is neither known nor listed there cannot be judged.
PACKAGES = (
    "sagemaker",
    "azureml",
    "azure.ai.ml",
    "google.cloud.aiplatform",
    "google.genai",
    "vertexai",
    "agentplatform",
    "kfp",
)

LANGUAGES = (
    ("com.amazonaws", "the AWS SDK for Java"),
    ("software.amazon.awssdk", "the AWS SDK for Java"),
    ("@aws-sdk/", "the AWS SDK for JavaScript"),
    ("aws-sdk-go", "the AWS SDK for Go"),
    ("using Amazon.", "the AWS SDK for .NET"),
    ("AWS::SageMaker::", "CloudFormation"),
    ("aws_cdk", "the AWS CDK"),
    ("aws-cdk-lib", "the AWS CDK"),
    ("com.google.cloud", "Google's client libraries for Java"),
    ("@google-cloud/", "Google's client libraries for JavaScript"),
    ("cloud.google.com/go", "Google's client libraries for Go"),
    ("com.azure", "the Azure SDK for Java"),
    ("@azure/", "the Azure SDK for JavaScript"),
    ("using Azure.", "the Azure SDK for .NET"),
    ('resource "aws_', "Terraform"),
    ('resource "google_', "Terraform"),
    ('resource "azurerm_', "Terraform"),
    ("Microsoft.MachineLearningServices/", "ARM and Bicep templates"),
    ("library(", "R"),
    ("paws::", "R"),
    ("libraryDependencies", "Scala"),
    (" extends App", "Scala"),
    ("aws_sdk_", "the AWS SDK for Rust"),
    ("aws-sdk-sagemaker", "the AWS SDK for Rust"),
)

# In small letters: one of them, or the name of a product, shows that a text speaks of a platform at all.
SIGNS = (
    *PACKAGES,
    *("aiplatform", "vertex ai", "agent platform", "gcloud ai", "google-genai", "google import genai", "kubeflow"),
    *("azure-ai-ml", "azure ml", "azure machine learning", "az ml", "machinelearningservices", "azuremlschemas"),
)


def links_of(found: Lists) -> list[tuple[tuple[str, str, str], ...]]:
    """Return the links of every record: page, anchor, words."""
    return [record.links for record in found.records]


def lists_data(found: Lists) -> dict[str, Any]:
    """Return the lists as the script has them, without the links, which depend on the page."""
    return {
        "records": [[record.level, record.says, record.today, record.id, record.quiet] for record in found.records],
        "python": found.python,
        "arguments": found.arguments,
        "commands": found.commands,
        "packages": found.packages,
        "fields": found.fields,
        "words": found.words,
        "phrases": found.phrases,
        "operations": found.operations,
        "beta": found.beta,
        "known": found.known,
        "services": found.services,
        "roots": PACKAGES,
        "languages": LANGUAGES,
        "signs": SIGNS,
        "limits": LIMITS,
    }
