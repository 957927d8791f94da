"""Habits of the repository that a machine can check."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from checkout import tracked_files

from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.load import data_files, parse
from cloud_ml_platforms.catalog.schemas import check_schemas, data_schemas
from cloud_ml_platforms.catalog.yaml_files import parse_yaml, read_yaml
from cloud_ml_platforms.check.cost import cost_faults
from cloud_ml_platforms.check.drawings import drawing_faults
from cloud_ml_platforms.check.interview import coach_faults
from cloud_ml_platforms.check.rows import row_faults
from cloud_ml_platforms.check.selector import selector_faults
from cloud_ml_platforms.check.verdicts import verdict_faults
from cloud_ml_platforms.paths import DATA, ROOT
from cloud_ml_platforms.text.references import resolve_reference


def test_schemas_are_what_the_models_make():
    assert check_schemas() == 0


def test_every_data_file_names_its_schema():
    known = data_schemas()
    for path in sorted(DATA.rglob("*.yml")):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert found, f"{path}: {first}"
        target = (path.parent / found[1]).resolve()
        assert target.is_file(), f"{path}: {found[1]}"
        assert target.name in known


def test_a_stale_schema_is_told(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("cloud_ml_platforms.catalog.schemas.DATA", tmp_path)
    assert check_schemas() == 1
    assert "a schema that is stale; expected what `make schemas` writes" in capsys.readouterr().err


def test_the_site_lock_is_part_of_the_test_lock():
    pins = {
        name: set(
            re.findall(r"^([a-z0-9][\w.-]*==\S+)", (ROOT / "requirements" / f"{name}.txt").read_text(), re.MULTILINE)
        )
        for name in ("site", "test")
    }
    assert pins["site"] <= pins["test"]


def test_no_machine_path_no_registry_no_vendored_code():
    for path in (ROOT / name for name in tracked_files()):
        assert not re.search(r"\.min\.(?:js|css)$|\.orig$|node_modules", path.as_posix())
        if path.suffix in {".png", ".svg", ".lock"} or path.is_relative_to(ROOT / "tests"):
            continue
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\w.])/(?:root|farm)/", text), path
        assert not re.search(r"pypi\.org|registry\.npmjs|files\.pythonhosted", text), path


def test_ruff_is_clean():
    for arguments in (["check", "."], ["format", "--check", "."]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout[-3000:]


def test_the_row_in_the_data_readme_is_a_valid_row(catalog, tmp_path):
    text = (ROOT / "data" / "README.md").read_text()
    block = re.search(r"```yaml\n(# data/capabilities/.*?)```", text, re.DOTALL)[1]
    capability = catalog.capabilities["online-endpoints"]
    head = "id: online-endpoints\nname: Online endpoints\norder: 5\ndoes: It serves.\nwhy: It is asked.\n"
    head += (
        "services: {sagemaker: [sm-endpoints], vertex-ai: [vx-endpoints], azure-ml: [az-online-endpoints]}\nkinds:\n"
    )
    for platform, kinds in capability.kinds.items():
        head += f"  {platform}:\n" + "".join(f"    {kind}: x\n" for kind in kinds)
    path = tmp_path / "row.yml"
    path.write_text(head + "rows:\n" + block)
    file = read_yaml(path, "row.yml")
    assert not file.faults
    value, faults = parse(m.Capability, file)
    assert not faults, "\n".join(map(str, faults))
    assert all(
        item.source in catalog.sources for cell in value.rows[0].platforms.values() for item in cell.all_evidence
    )
    example = replace(catalog, capabilities={"online-endpoints": value})
    assert list(row_faults(example)) == []


def test_the_question_in_the_data_readme_is_a_valid_question(catalog):
    block = re.search(r"```yaml\n(# data/questions/.*?)```", (ROOT / "data" / "README.md").read_text(), re.DOTALL)[1]
    file = parse_yaml(f"questions:\n{block}".encode(), "questions.yml")
    assert not file.faults
    value, faults = parse(m.QuestionFile, file)
    assert not faults, "\n".join(map(str, faults))
    (question,) = value.questions
    assert set(file.value["questions"][0]) == set(m.Question.model_fields), "every field"
    assert {key for point in file.value["questions"][0]["points"] for key in point} == set(m.Point.model_fields)
    assert not list(coach_faults(replace(catalog, questions={question.id: question}, cases={})))
    assert set(question.rows) <= set(catalog.rows)
    assert all(resolve_reference(catalog, name).problem is None for name in re.findall(r"\[\[([^\[\]]+)\]\]", block))


@pytest.mark.parametrize(
    ("file", "model", "field"),
    [
        ("selection", m.Criterion, "criteria"),
        ("prices", m.Price, "prices"),
        ("cost", m.CostLine, "lines"),
        ("cost", m.Worked, "worked"),
    ],
)
def test_what_the_data_readme_shows_of_choosing_is_valid_and_has_every_field(catalog, file, model, field):
    block = re.search(
        rf"```yaml\n(# data/{file}\.yml, below `{field}:`.*?)```", (ROOT / "data" / "README.md").read_text(), re.DOTALL
    )[1]
    parsed = parse_yaml(f"{field}:\n{block}".encode(), f"{file}.yml")
    assert not parsed.faults
    items = [model.model_validate_json(json.dumps(item)) for item in parsed.value[field]]
    assert {key for item in parsed.value[field] for key in item} >= set(model.model_fields) - {"within"}, "every field"
    kind = {"lines": "cost_lines"}.get(field, field)
    changed = replace(catalog, **{kind: getattr(catalog, kind) | {item.id: item for item in items}})
    ours = {item.id for item in items}
    faults = [found for rule in (selector_faults, cost_faults) for found in rule(changed) if found[0] in ours]
    if field == "prices":  # the sample stands beside the price that it shows
        faults = [found for found in faults if "second price" not in str(found)]
    assert not faults
    assert all(resolve_reference(catalog, name).problem is None for name in re.findall(r"\[\[([^\[\]]+)\]\]", block))


def test_the_drawing_in_the_data_readme_is_valid_and_has_every_field(catalog):
    block = re.search(r"```yaml\n(# data/drawings/.*?)```", (ROOT / "data" / "README.md").read_text(), re.DOTALL)[1]
    file = parse_yaml(block.encode(), "drawing.yml")
    value, faults = parse(m.Drawing, file)
    assert not faults, "\n".join(map(str, faults))
    assert not list(drawing_faults(replace(catalog, drawings={value.id: value}, cases={})))
    lane = value.platforms["sagemaker"]
    shown = {key for item in (*value.stages, *lane.nodes, lane.back) for key in item.model_fields_set}
    models = (*value.stages, *lane.nodes, lane.back)
    assert {key for item in models for key in type(item).model_fields} - shown == {"at", "starts"}


def test_the_verdicts_in_the_data_readme_are_valid_and_have_every_field(catalog):
    block = re.search(r"```yaml\n(# data/verdicts/.*?)```", (ROOT / "data" / "README.md").read_text(), re.DOTALL)[1]
    value, faults = parse(m.Verdicts, parse_yaml(block.encode(), "verdicts.yml"))
    assert not faults, "\n".join(map(str, faults))
    assert list(verdict_faults(replace(catalog, verdicts={value.id: value}))) == []
    shown = (value, *value.platforms.values(), *value.picks, *value.picks[0].platforms.values())
    assert {key for item in shown for key in item.model_fields_set} == {
        key for item in shown for key in type(item).model_fields
    }


def test_the_data_readme_names_every_kind_of_data_file():
    text = (ROOT / "data" / "README.md").read_text()
    for place in set(data_files()) - {"samples/index.yml"}:
        assert f"`data/{place.removesuffix('*.yml')}" in text, place


def test_the_readme_opens_with_picture_commands_and_how_to_change_a_fact():
    text = (ROOT / "README.md").read_text()
    order = [text.index(part) for part in ("![", "make serve", "make test", "## Change a fact")]
    assert order == sorted(order)
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", text)[1]
    assert (ROOT / picture).is_file()


def test_tests_are_in_the_room_of_what_they_test():
    """Apart are `reader/` and `world/`, across rooms; `repository/`; `samples/`, which run in other environments; and
    what imports nothing, as it opens pages in a browser."""
    tests = ROOT / "tests"
    assert not list(tests.glob("test_*.py"))
    for path in tests.rglob("test_*.py"):
        folder = path.parent.relative_to(tests)
        if folder.parts[0] not in {"reader", "repository", "samples", "world"}:
            rooms = {".".join(("cloud_ml_platforms", *folder.parts))}
            if folder.parts[0] == "topics":
                rooms.add("cloud_ml_platforms.topics.page")  # it draws the templates of any topic
            opens_pages = "pytestmark = [pytest.mark.site, pytest.mark.browser]" in path.read_text(encoding="utf-8")
            assert opens_pages or imported_by(path) & rooms, path


def imported_by(path):
    """Return the modules that a file imports, each with the packages that it is in."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {".".join(name.split(".")[:end]) for name in names for end in range(1, name.count(".") + 2)}
