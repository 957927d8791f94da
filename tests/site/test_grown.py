"""The larger data that `make audit ARGS="lighthouse --thorough"` measures is whole."""

from __future__ import annotations

import pytest

from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.site.grown import multiply_data


@pytest.mark.data
def test_grown_data_is_whole_and_has_a_page_for_each_capability(project, catalog):
    multiply_data(project, 2)
    grown = load_catalog(project / "data")
    assert len(grown.rows) == 2 * len(catalog.rows)
    assert len(grown.capabilities) == 2 * len(catalog.capabilities)
    for capability in grown.capabilities.values():
        page = (project / "docs" / "compare" / f"{capability.id}.md").read_text(encoding="utf-8")
        assert f'show("capability_rows", "{capability.id}")' in page
