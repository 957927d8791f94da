"""Private names of the SDKs are where `tests/samples/private/` says: an update that moves one fails here, by name."""

import importlib.util
from pkgutil import resolve_name

import pytest
from private import aws, azure, google, requests, sagemaker

from cloud_ml_platforms.api_surface.extract.azure import rest_fields

NAMES = [name for module in (aws, azure, google, requests, sagemaker) for name in module.NAMES]


def is_here(name):
    """Whether an environment has the package of a name: each has a part of them."""
    parts = name.partition(":")[0].split(".")
    roots = [".".join(parts[:depth]) for depth in range(1, 3)]
    return all(importlib.util.find_spec(root) for root in roots)


@pytest.mark.parametrize("name", [name for name in NAMES if is_here(name)])
def test_a_private_name_is_where_it_was(name):
    try:
        resolve_name(name)
    except (ImportError, AttributeError) as error:
        pytest.fail(f"{name} moved ({error}): mend its line in tests/samples/private/")


@pytest.mark.skipif(not is_here(azure.REST_MODELS), reason="azure-ai-ml is not here")
def test_a_field_of_a_rest_model_has_its_private_parts():
    fields = rest_fields(resolve_name(azure.REST_MODELS).OnlineEndpoint)
    assert fields
    assert all(hasattr(field, part) for field in fields.values() for part in azure.OF_A_FIELD)


def test_a_response_has_its_private_parts():
    assert all(hasattr(resolve_name(requests.NAMES[0])(), part) for part in requests.OF_A_RESPONSE)
