"""What Azure's fake refuses in the corners: a size that is none, YAML that loads and that the service does not take."""

import azure_ml
import pytest
from harness import SAMPLES, SampleFault


def changed(tmp_path, name, old, new):
    text = (SAMPLES / "azure-ml" / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return tmp_path / name


def test_a_size_of_another_cloud_is_refused_where_it_stands(tmp_path):
    wrong = changed(tmp_path, "deploy.py", "Standard_D4as_v4", "ml.m5.xlarge")
    lines = wrong.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "ml.m5.xlarge" in text)
    with pytest.raises(SampleFault, match=rf"deploy\.py:{line}: found .*'ml\.m5\.xlarge'; expected a VM size"):
        azure_ml.check(wrong, "azure-sdk")


def test_a_yaml_file_that_loads_is_created_too(tmp_path):
    """`instance_type` is any text to the loader; the body that is sent holds it as a size."""
    wrong = changed(tmp_path, "deploy_deployment.yml", "Standard_D4as_v4", "ml.m5.xlarge")
    with pytest.raises(SampleFault, match=r"deploy_deployment\.yml:\d+: found .*'ml\.m5\.xlarge'; expected a VM size"):
        azure_ml.check(wrong, "azure-yaml")


def test_a_name_that_the_sdk_does_not_export_is_named_with_the_nearest(tmp_path):
    path = tmp_path / "sample.py"
    path.write_text("from azure.ai.ml import MLClien\n", encoding="utf-8")
    with pytest.raises(SampleFault, match=r":1: found ImportError: .*'MLClien'.*; expected nearest: MLClient"):
        azure_ml.check(path, "azure-sdk")
