"""The scripts and styles of web/, as pages get them."""

from __future__ import annotations

import re

import pytest

from publish import web
from publish.web import ALONE, KINDS, WEB, WebError, bundles, sources

KIND = re.compile(r'<script src="[^"]*/assets/([\w-]+)\.js" defer></script>')
# What only the script of a kind brings to life, and the kind.
NEEDS = {
    'class="filters"': "guide",
    'class="filters bank"': "bank",
    'class="filters practice"': "practice",
    'class="filters mock"': "mock",
    'class="filters plan"': "plan",
    'class="filters since"': "since",
    'class="selector"': "selector",
    'class="cost"': "cost",
    'class="paste"': "paste",
    'id="the-answer-in-60-seconds"': "theme",
    'id="not-found"': "not-found",
}


@pytest.fixture(scope="module")
def made():
    return bundles()


def test_the_same_sources_give_the_same_bytes(made):
    assert bundles() == made


def test_there_is_a_bundle_for_each_kind_of_page_and_for_what_runs_alone(made):
    kinds = {path.removeprefix("scripts/pages/") for path in sources(KINDS)}
    scripts = {path.removeprefix("assets/") for path in made if path.endswith(".js")}
    assert scripts == kinds | {f"{name}.js" for name in ALONE}
    assert {path.removeprefix("assets/") for path in made if path.endswith(".css")} == {
        path.name for path in (WEB / "styles").glob("*.css")
    }


def test_no_bundle_is_a_module_or_needs_one(made):
    """Browsers load no module from disk, and the policy allows no script that is made on the way."""
    for path, content in made.items():
        text = content.decode()
        assert not re.search(r"^import\b|^export\b|\beval\(|new Function\b|sourceMappingURL", text, re.MULTILINE), path


@pytest.mark.site
@pytest.mark.parametrize("name", ["site", "offline_site"])
def test_a_page_loads_one_script_and_it_is_that_of_its_kind(name, request):
    folder, seen = request.getfixturevalue(name), set()
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        kinds = KIND.findall(text)
        assert len(kinds) == 1, path
        seen.add(kinds[0])
        needed = {kind for sign, kind in NEEDS.items() if sign in text}
        assert needed <= {kinds[0]}, path
        assert kinds[0] in {"site", *needed}, path
    assert seen == {"site", *NEEDS.values()} - ({"not-found"} if name == "offline_site" else set())


def test_a_fault_in_a_script_is_named_with_file_and_line(monkeypatch, tmp_path):
    monkeypatch.setattr(web, "WEB", tmp_path)
    for name in ("scripts/pages", "styles"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "node_modules").symlink_to(WEB / "node_modules")
    (tmp_path / "scripts/pages/site.js").write_text('import { no } from "../there.js";\nno();\n')
    (tmp_path / "scripts/there.js").write_text("export const yes = 1;\n")
    with pytest.raises(WebError, match=r"(?s)No matching export.*scripts/pages/site\.js:1:9"):
        bundles()


def test_without_esbuild_one_line_says_what_to_run(monkeypatch, tmp_path):
    monkeypatch.setattr(web, "WEB", tmp_path)
    with pytest.raises(WebError, match=r"^web/node_modules holds no esbuild: run `python tools/node\.py install web`"):
        bundles()
