"""Every kind of record is declared whole, and what is declared of a new one is read wherever kinds are."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from cloud_ml_platforms import model as m
from cloud_ml_platforms.catalog.kinds import KINDS, section_address
from cloud_ml_platforms.catalog.load import read_catalog
from cloud_ml_platforms.catalog.types import DataFile, Kind
from cloud_ml_platforms.check.records import unknown_row_faults
from cloud_ml_platforms.check.sources import unused_source_faults
from cloud_ml_platforms.journal.facts import facts
from cloud_ml_platforms.journal.names import fact_label, platforms_of
from cloud_ml_platforms.journal.recheck import WEIGHTS
from cloud_ml_platforms.site.addresses import all_addresses
from cloud_ml_platforms.text.references import page_of, resolve_reference
from cloud_ml_platforms.topics.data.content import RECORDS


class Toy(m.Model):
    id: m.Id
    name: m.Line
    says: m.Line
    search: tuple[m.Line, ...] = ()
    rows: tuple[m.Id, ...] = ()
    evidence: tuple[m.Evidence, ...]


class ToyFile(m.Model):
    toys: tuple[Toy, ...]


TOYS = Kind(
    "toys",
    "toy",
    Toy,
    DataFile("toys.yml", ToyFile),
    title=lambda _, toy: toy.name,
    address=section_address("compare/toys/"),
    search=lambda _, toy: toy.search,
    facts=lambda _, toy: iter([("says", toy.says)]),
    platforms=lambda *_: ("sagemaker",),
)

DATA = """
toys:
  - {id: toy-kite, name: Kite, says: It flies, search: [hawk & handsaw], evidence: [{source: s-kite, at: Wind, read: "2026-11-02", shows: that it flies}]}
  - {id: toy-ball, name: Ball, says: It rolls, rows: [no-row], evidence: []}
"""


def world(tmp_path, text=DATA):
    """The catalog and the duplicates of a folder with one file."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "toys.yml").write_text(text.lstrip(), encoding="utf-8")
    catalog, _, faults = read_catalog(tmp_path / "data", [tmp_path / "data" / "toys.yml"], (*KINDS, TOYS))
    return catalog, [fault for fault in faults if fault.found != "no such file"]


def test_a_new_kind_is_read_wherever_kinds_are(tmp_path):
    catalog, faults = world(tmp_path)
    assert faults == []
    assert list(catalog.of(TOYS)) == ["toy-kite", "toy-ball"]
    assert [(record, item.source) for record, item in catalog.evidence_by_record] == [("toy-kite", "s-kite")]
    assert catalog.as_of == "2026-11-02"
    assert facts(catalog) == {"toy-kite says": "It flies", "toy-ball says": "It rolls"}
    assert fact_label(catalog, "toy-kite says") == "Kite, says"
    assert platforms_of(catalog, "toy-kite") == ("sagemaker",)
    assert page_of(catalog, "toy-kite") == ("compare/toys/", "toy-kite")
    target = resolve_reference(catalog, "toy-kite")
    assert (target.text, target.page, target.anchor, target.problem) == ("Kite", "compare/toys/", "toy-kite", None)
    assert "toy" in resolve_reference(catalog, "toy-kit").problem
    assert "nearest: toy-kite" in resolve_reference(catalog, "toy-kit").problem
    assert {"compare/toys/#toy-kite", "compare/toys/#toy-ball"} <= set(all_addresses(catalog, tmp_path))
    assert [(record, found) for record, found, *_ in unknown_row_faults(catalog)] == [("toy-ball", "row 'no-row'")]
    source = m.Source.model_construct(id="s-kite")
    assert not [*unused_source_faults(replace(catalog, sources={"s-kite": source}))]


def test_an_id_of_a_new_kind_that_stands_twice_is_found(tmp_path):
    _, (fault,) = world(tmp_path, DATA.replace("toy-ball", "toy-kite"))
    assert (fault.line, fault.found) == (3, "a second 'toy-kite' (first in data/toys.yml:2)")


def test_without_its_declaration_a_file_is_told(tmp_path):
    world(tmp_path)
    _, _, faults = read_catalog(tmp_path / "data", [tmp_path / "data" / "toys.yml"])
    assert "a file that no model describes" in {fault.found for fault in faults}


# What a kind must have -----------------------------------------------------------------------------------------------


def holds_evidence(value, apart):
    """Whether what a type describes can hold evidence, but for that of records of other kinds within it."""
    if value is m.Evidence:
        return True
    if isinstance(value, type) and issubclass(value, m.Model):
        parts = [field.annotation for field in value.model_fields.values()]
    else:
        parts = get_args(value)
    return any(holds_evidence(part, apart) for part in parts if part not in apart)


def lacking(kinds, weights=WEIGHTS, published=RECORDS):
    """What each kind lacks, in words."""
    models = [kind.model for kind in kinds]
    for kind in kinds:
        if holds_evidence(kind.model, models):
            if kind.facts is None:
                yield f"{kind.name}: evidence, but no facts for the journal"
            if kind.name not in weights:
                yield f"{kind.name}: evidence, but no weight in the re-check"
        if (kind.facts or kind.title) and not (kind.address and kind.title):
            yield f"{kind.name}: its records are spoken of, and need a title and an address"
        if kind.facts and kind.name not in published:
            yield f"{kind.name}: facts, but no shape in the JSON API"
        if kind.search and kind.address is None:
            yield f"{kind.name}: words for the search, but no address"
        if kind.search is None and not {"search", "also"}.isdisjoint(kind.model.model_fields):
            yield f"{kind.name}: words to be found by in its data, but none for the search"
    names = [kind.name for kind in kinds]
    yield from (f"{name}: a weight, but no kind" for name in weights if name not in names)


def test_no_kind_lacks_anything():
    assert list(lacking(KINDS)) == []
    assert len({kind.name for kind in KINDS}) == len({kind.singular for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (replace(TOYS, facts=None), "toys: evidence, but no facts"),
        (replace(TOYS, search=None), "toys: words to be found by in its data, but none"),
        (replace(TOYS, address=None), "toys: words for the search, but no address"),
        (replace(TOYS, title=None), "toys: its records are spoken of, and need"),
        (replace(TOYS, address=None), "toys: its records are spoken of, and need"),
        (TOYS, "toys: evidence, but no weight"),
        (TOYS, "toys: facts, but no shape"),
    ],
)
def test_what_a_kind_lacks_is_named(kind, message):
    assert any(problem.startswith(message) for problem in lacking((*KINDS, kind)))
