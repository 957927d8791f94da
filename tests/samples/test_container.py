"""What is wrong inside a container is found by running it, and said with the line where it happened."""

from pathlib import Path

import container
import pytest
from harness import SampleFault

CHURN = container.CHURN


def broken(tmp_path: Path, name: str, old: str, new: str) -> Path:
    text = (CHURN / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return tmp_path / name


def test_what_the_repository_has_is_sound():
    assert container.check(CHURN / "drift.py", "container") == set()
    assert container.check(CHURN / "serve.Dockerfile", "container") == set()


def test_a_fault_names_the_line_in_which_python_failed(tmp_path):
    path = broken(tmp_path, "drift.py", '["endpointInput"]', '["endpointInputs"]')
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if "endpointInputs" in text)
    with pytest.raises(SampleFault, match=rf"drift\.py:{line}: found .*KeyError: 'endpointInputs'"):
        container.check(path, "container")


def test_code_that_calls_home_is_stopped(tmp_path):
    text = "import urllib.request; urllib.request.urlopen('http://192.0.2.1/'); "
    path = broken(tmp_path, "drift.py", "import argparse", text + "import argparse")
    with pytest.raises(SampleFault, match=r"a connection to \('192\.0\.2\.1', 80\)"):
        container.check(path, "container")


def test_a_model_that_another_order_of_plans_would_misread_is_caught(tmp_path):
    path = broken(tmp_path, "features.py", '("free", "basic"', '("basic", "free"')
    with pytest.raises(SampleFault, match=r"found predictions: \["):
        container.check(path, "container")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("@sha256:" + "0" * 64, ":latest", "the base image stands by digest"),
        ("scikit-learn==1.9.1", "scikit-learn==1.0.0", "scikit-learn 1.0.0 is one of the lock's: 1"),
        ("features.py serve.py", "serve.py", r"modules that are not copied: \['features'\]"),
        ('["python", "/app/serve.py"]', "python serve.py", "a shell form"),
    ],
)
def test_a_dockerfile_is_read(tmp_path, old, new, found):
    with pytest.raises(SampleFault, match=found):
        container.check(broken(tmp_path, "serve.Dockerfile", old, new), "container")


def test_a_file_without_a_scenario_is_a_fault(tmp_path):
    (tmp_path / "extra.py").write_text("", encoding="utf-8")
    with pytest.raises(SampleFault, match=r"without a scenario, extra\.py"):
        container.check(tmp_path / "extra.py", "container")


def test_another_way_is_not_this_checkers_business():
    with pytest.raises(ValueError, match="boto3"):
        container.check(CHURN / "train.py", "boto3")


def test_a_checkpoint_of_other_rows_is_not_taken_for_this_runs(tmp_path):
    path = broken(tmp_path, "train.py", 'if state["made_of"] != made_of:', "if False:")
    with pytest.raises(SampleFault, match=r"\('--train', 'other'\) starts anew"):
        container.check(path, "container")
