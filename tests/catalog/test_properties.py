"""Whatever the YAML, the answer is a valid catalog or readable faults, never a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path

import yaml
from conftest import WORLD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.load import data_files, parse
from cloud_ml_platforms.catalog.yaml_files import read_yaml

MODELS = [*data_files().values()]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=20,
)


def faults_of(text, model):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.yml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        file = read_yaml(path, "data/x.yml")
    if file.faults:
        return file.faults
    value, faults = parse(model, file)
    assert (value is None) == bool(faults)
    return faults


def check(faults):
    for fault in faults:
        assert fault.file == "data/x.yml"
        assert fault.line >= 1
        assert fault.found
        assert fault.expected
        assert "Traceback" not in str(fault)


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=300), st.sampled_from(MODELS))
def test_any_text(text, model):
    check(faults_of(text, model))


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=300), st.sampled_from(MODELS))
def test_any_bytes(raw, model):
    check(faults_of(raw, model))


@settings(deadline=None, max_examples=50)
@given(VALUES, st.sampled_from(MODELS))
def test_any_value(value, model):
    check(faults_of(yaml.safe_dump(value, allow_unicode=True), model))


ROWS = (WORLD / "data" / "capabilities" / "online-endpoints.yml").read_text(encoding="utf-8")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.integers(0, len(ROWS) - 1), st.integers(1, 40), st.text(max_size=12))
def test_a_real_file_with_something_overwritten(start, length, text):
    check(faults_of(ROWS[:start] + text + ROWS[start + length :], m.Capability))


def test_dates_and_words_stay_text(tmp_path):
    path = tmp_path / "x.yml"
    path.write_text("a: 2026-11-24\nb: yes\nc: 0x1F\nd: 1_000\ne: 12\nf: 1.5\ng: null\nh: true\ni: 1e3\n")
    assert read_yaml(path, "x").value == {
        "a": "2026-11-24",
        "b": "yes",
        "c": "0x1F",
        "d": "1_000",
        "e": 12,
        "f": 1.5,
        "g": None,
        "h": True,
        "i": "1e3",
    }
