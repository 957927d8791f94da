"""What newer SDKs change: cited names first."""

from __future__ import annotations

import json

import pytest
import yaml
from small_api import DOCUMENT, MODEL

from cloud_ml_platforms.api_surface.extract import aws, files, google_rest
from cloud_ml_platforms.check.api_diff import api_diff_report, cited_references
from cloud_ml_platforms.command import main
from cloud_ml_platforms.paths import DATA


def test_cited_names_are_found_without_libyaml(monkeypatch, tmp_path):
    (tmp_path / "limits").mkdir()
    (tmp_path / "limits" / "x.yml").write_text("api: [{ref: 'demo:Put', expect: exists}]")
    monkeypatch.delattr("yaml.CSafeLoader", raising=False)
    monkeypatch.setattr("cloud_ml_platforms.catalog.yaml_files._Loader", yaml.SafeLoader)
    assert cited_references(tmp_path) == {"demo:Put": ["limits/x.yml"]}


def fabricate(folder, change=None):
    """Write two small extracts; `change` edits them before."""
    model = json.loads(json.dumps(MODEL))
    beta = json.loads(json.dumps(DOCUMENT).replace("V1", "V1beta1"))
    stable = json.loads(json.dumps(DOCUMENT))
    del stable["schemas"]["GoogleCloudDemoV1Thing"]["properties"]["by"]
    if change:
        change(model, stable)
    files.write_extracts(
        folder,
        {
            "demo": aws.extract_of_model("demo", model, "1.0"),
            "demo.v1": google_rest.extract_of_document("demo.v1", stable, "2.0"),
            "demo.v1beta1": google_rest.extract_of_document("demo.v1beta1", beta, "2.0"),
        },
    )


@pytest.fixture
def changed(tmp_path):
    """The report on two fabricated sets of extracts, with a data folder that cites some of their names."""
    refs = ["demo:Put.Size", "demo:Put.Kinds", "demo:Old", "demo.v1:Thing.parts", "demo.v1beta1:Thing.by"]
    (tmp_path / "data" / "limits").mkdir(parents=True)
    listed = [{"ref": ref, "expect": "exists"} for ref in refs]
    (tmp_path / "data" / "limits" / "x.yml").write_text(yaml.safe_dump({"api": listed}))

    def change(model, stable):
        model["shapes"]["Size"] |= {"min": 2, "max": 10}
        model["shapes"]["Kind"]["enum"] = ["A", "C"]
        del model["operations"]["Old"]
        model["operations"]["New"] = {"input": {"shape": "PutInput"}}
        thing = stable["schemas"]["GoogleCloudDemoV1Thing"]["properties"]
        thing["by"] = {"type": "string"}
        thing["parts"]["deprecated"] = True

    fabricate(tmp_path / "old")
    fabricate(tmp_path / "new", change)
    return api_diff_report(tmp_path / "old", tmp_path / "new", tmp_path / "data")


def test_what_is_cited_comes_first(changed):
    head, _, rest = changed.partition("\n\n")
    for expected in (
        "demo:Put.Size: min was 1, is 2 (limits/x.yml)",
        "demo:Put.Size: max was None, is 10",
        "demo:Put.Kinds: gone enum values: B",
        "demo:Put.Kinds: new enum values: C",
        "demo:Old: disappeared: no 'Old' in demo",
        "demo.v1:Thing.parts: deprecated was False, is True",
        "demo.v1beta1:Thing.by: was in v1beta1 only, is in v1 now",
    ):
        assert expected in head
    assert "demo:" in rest


def test_the_rest_is_counted_and_new_operations_are_listed(changed):
    summary = changed.partition("\n\n")[2]
    assert "  added: 1 in enums, 1 in operations" in summary
    assert "  new: New" in summary
    assert "  gone: Old" in summary
    assert "demo.v1beta1: google-api-python-client 2.0, revision 20200101\n  no change" in summary


def test_nothing_changed_says_so(tmp_path):
    fabricate(tmp_path)
    assert "nothing that is cited changed" in api_diff_report(tmp_path, tmp_path)


@pytest.mark.data
def test_the_comparison_runs_as_a_command(capsys):
    assert main(["api-diff", str(DATA / "api")]) == 0
    assert "no change" in capsys.readouterr().out
