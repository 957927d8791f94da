"""What `make bench` measures with: data that grew is whole, and pages are weighed as they are sent."""

from __future__ import annotations

import brotli
import pytest

from macros.catalog import ROOT, load_catalog
from publish.bench import OUR_HOOK, TYPICAL, weights
from publish.grown import multiply


def test_grown_data_is_whole_and_has_a_page_for_each_capability(project, catalog):
    multiply(project, 3)
    grown = load_catalog(project / "data")
    assert len(grown.rows) == 3 * len(catalog.rows)
    assert len(grown.capabilities) == 3 * len(catalog.capabilities)
    for capability in grown.capabilities.values():
        page = (project / "docs" / "compare" / f"{capability.id}.md").read_text(encoding="utf-8")
        assert f'capability_rows("{capability.id}")' in page


def test_pages_are_weighed_raw_and_compressed(tmp_path):
    for name, size in (("a.html", 1000), ("b.html", 3000), (TYPICAL, 9000)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    small, large = (len(brotli.compress(b"x" * size)) / 1000 for size in (3000, 9000))
    assert weights(tmp_path, TYPICAL) == pytest.approx((3.0, small, 9.0, large))


def test_the_bare_build_goes_without_our_hook():
    """Its copy of the project has no publish/: MkDocs would stop."""
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert config.count(OUR_HOOK) == 1
    assert "publish/" not in config.replace(OUR_HOOK, "")
