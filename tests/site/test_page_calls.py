"""What a page calls is held against what there is, with the page's line and without a build."""

from __future__ import annotations

import pytest

from cloud_ml_platforms.command import main
from cloud_ml_platforms.paths import DOCS
from cloud_ml_platforms.site.page_calls import call_faults

HEAD = "---\ntitle: A page\n---\n\n"
WRONG = {
    '{{ show("ledgr") }}': r"found show('ledgr'); expected the name of a template in .*nearest: ledger",
    '{{ show("row_detail") }}': "found show('row_detail') where .*row.* is undefined; expected a view row_detail()",
    '{{ show("capability_rows") }}': "expected show('capability_rows', capability)",
    '{{ show("constraints", "sagemaker") }}': "expected show('constraints')",
    "{{ show() }}": "found show() with missing a required argument: 'name'; expected show",
    "{{ ledger() }}": "found a call of ledger(); expected one of .*; show('ledger')",
    "{{ cuont('rows') }}": "found a call of cuont(); expected one of .*nearest: count",
    "{{ as_of('today') }}": "found as_of() with too many",
    "{{ ref('ep-no-such') }}": "found ref('ep-no-such'); expected the id of a row",
    '{{ show("ledger" }}': "found a call that is not whole .*; expected {{ name(...) }}",
}


def faults(catalog, docs, source):
    page = docs / "guide" / "new.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(HEAD + source, encoding="utf-8")
    return list(call_faults(catalog, docs))


def test_the_pages_of_the_site_call_what_is_there(catalog):
    assert not list(call_faults(catalog, DOCS))


@pytest.mark.parametrize("source", WRONG)
def test_a_call_of_what_is_not_there_is_named_with_the_pages_line(world, tmp_path, source):
    (fault,) = faults(world, tmp_path, f"Words.\n\n{source}\n")
    assert (fault.file, fault.line) == (f"{tmp_path.name}/guide/new.md", 7)
    for words in WRONG[source].split(".*"):
        assert words in str(fault)


@pytest.mark.parametrize(
    "source",
    [
        "{% for name in platforms %}{{ show('provider_head', name) }}{{ ref(name) }}{{ show(name) }}{% endfor %}",
        "{% for n in range(3) %}{{ loop.cycle('a', 'b') }}{% endfor %}",
        "{% raw %}{{ nobody() }}{% endraw %}",
        "{{ ref('ep-rollback alpha|the way back') }}{{ show('questions', theme='canary-rollout') }}",
    ],
)
def test_what_is_known_only_as_the_page_is_rendered_is_no_fault(world, tmp_path, source):
    assert not faults(world, tmp_path, source)


def test_a_page_that_is_written_before_the_build_is_not_read(world, tmp_path):
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "ep-old.md").write_text("{{ gone() }}", encoding="utf-8")
    assert not list(call_faults(world, tmp_path))


def test_the_check_says_it(world, checked_world, tmp_path, monkeypatch, capsys):
    fault = faults(world, tmp_path, "{{ gone() }}")[0]
    monkeypatch.setattr("cloud_ml_platforms.command.call_faults", lambda _catalog: [fault])
    assert main(["check"]) == 1
    assert str(fault) in capsys.readouterr().err
