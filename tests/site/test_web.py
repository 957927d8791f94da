"""The scripts and styles of web/, as pages get them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.site import web
from cloud_ml_platforms.site.web import KINDS, LATER, STYLES, WEB, WebError, bundles, find_esbuild, web_sources
from cloud_ml_platforms.topics import registry

KIND = re.compile(r'<script src="(?:[^"]*/)?assets/([\w-]+)\.js" defer></script>')
PARTS = {"tokens", "shell", "marks", "columns", "lines", "search"}  # of other styles, no files of their own
# What only the script of a kind brings to life, and the kind.
NEEDS = {
    'class="board-filters dictionary-filters"': "dictionary",
    'class="filters dictionary-filters controls"': "dictionary",
    'class="board-filters"': "board",
    'class="board-filters word-filters"': "terms",
    'class="filters bank"': "bank",
    'class="filters practice"': "practice",
    'class="filters mock"': "mock",
    'class="filters plan"': "plan",
    'class="row-item"': "capability",
    'class="filters since': "since",
    'class="filters journal': "changes",
    'class="selector"': "selector",
    'class="cost"': "cost",
    'class="paste controls"': "paste",
    'id="not-found"': "not-found",
}
HOLDS = {"home": {"plan"}}  # a bundle that holds what another kind of page has alone


@pytest.fixture(scope="module")
def made(catalog):
    return bundles(catalog.platforms)


def test_the_same_sources_give_the_same_bytes(catalog, made):
    assert bundles(catalog.platforms) == made


def test_scripts_and_styles_know_the_platforms_of_the_catalog_and_no_other(catalog, made):
    """Two full platforms and a partial one, none of which the site has."""
    template = next(iter(catalog.platforms.values()))
    platforms = {
        name: template.model_copy(update={"id": name, "short": name.title(), "scope": scope})
        for name, scope in (("north", "full"), ("west", "full"), ("hut", "partial"))
    }
    files = {path.removeprefix("assets/"): content.decode() for path, content in bundles(platforms).items()}
    assert '{north:"North",west:"West",hut:"Hut"}' in files["site.js"]
    assert "Show all three" in files["site.js"]
    assert '["hut"]' in files["site.js"]
    assert "partial" not in made["assets/site.js"].decode()
    assert f"--platform-hut: light-dark({template.colours.light}, {template.colours.dark})" in files["site.css"]
    assert "[data-hide~=hut] [data-platform=hut]" in files["site.css"]
    assert "not-compared" in files["site.css"]
    assert "not-compared" not in made["assets/site.css"].decode()
    assert "data-asked=west" in files["interview.css"]
    assert "hut" not in files["interview.css"]  # no question is about it
    assert ".word-west{grid-column:2}" in files["translate.css"]
    assert "hut" not in files["translate.css"]


def test_no_script_or_style_names_a_platform(catalog):
    """The build gives them: `constants` to scripts, templates beside them to styles."""
    names = re.compile(
        "|".join(re.escape(name) for platform in catalog.platforms.values() for name in (platform.id, platform.short))
    )
    for path in (*WEB.glob("scripts/**/*"), *WEB.glob("styles/*"), *(ROOT / "overrides").glob("*")):
        if path.is_file() and not path.name.endswith(".test.js") and path.name != "paste.js":  # it reads vendors' words
            assert not names.search(path.read_text(encoding="utf-8")), path


def test_there_is_a_bundle_for_each_kind_of_page_and_for_what_comes_later(made):
    kinds = {path.removeprefix("scripts/pages/") for path in web_sources(KINDS)}
    scripts = {path.removeprefix("assets/") for path in made if path.endswith(".js")}
    later = {path.removeprefix("scripts/later/") for path in web_sources(LATER)}
    assert scripts == kinds | later
    assert {path.removeprefix("assets/") for path in made if path.endswith(".css")} == {
        path.name for path in (WEB / "styles").glob("*.css") if path.stem not in PARTS
    }


def test_no_bundle_is_a_module_or_needs_one(made):
    """Browsers load no module from disk, and the policy allows no script that is made on the way."""
    for path, content in made.items():
        text = content.decode()
        assert not re.search(r"^import\b|^export\b|\beval\(|new Function\b|sourceMappingURL", text, re.MULTILINE), path


def modules(tmp_path, pattern):
    """The modules that each bundle of a pattern holds, by its entry."""
    command = [str(find_esbuild()), "--bundle", f"--outdir={tmp_path}", f"--metafile={tmp_path / 'meta.json'}"]
    subprocess.run([*command, *web_sources(pattern)], cwd=WEB, check=True, capture_output=True)
    outputs = json.loads((tmp_path / "meta.json").read_text())["outputs"].values()
    return {output["entryPoint"]: set(output["inputs"]) for output in outputs}


def test_what_comes_later_holds_no_module_of_the_page(tmp_path):
    """It would have a state of its own there."""
    pages, later = modules(tmp_path, KINDS), modules(tmp_path, LATER)
    assert later
    for entry, inputs in later.items():
        assert not any(inputs & page for page in pages.values()), entry


def test_the_pure_parts_pass_their_own_tests():
    command = [sys.executable, str(ROOT / "scripts" / "node.py"), "run", "--test", "--test-reporter=tap"]
    tests = sorted(str(path) for path in (WEB / "scripts").rglob("*.test.js"))
    done = subprocess.run([*command, *tests], cwd=WEB, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    assert len(tests) > 5
    assert int(re.search(r"^# pass (\d+)", done.stdout, re.MULTILINE)[1]) > 150


@pytest.mark.site
@pytest.mark.parametrize("name", ["site", "offline_site"])
def test_a_page_loads_one_script_and_it_is_that_of_its_kind(name, request):
    folder, loaded = request.getfixturevalue(name), set()
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        kinds = KIND.findall(text)
        assert len(kinds) == 1, path
        loaded.add(kinds[0])
        needed = {kind for sign, kind in NEEDS.items() if sign in text}
        assert needed - (HOLDS.get(kinds[0], set())) <= {kinds[0]}, path
        assert kinds[0] in {"site", *HOLDS, *needed}, path
    assert loaded == {"site", *HOLDS, *NEEDS.values()} - ({"not-found"} if name == "offline_site" else set())


def test_a_fault_in_a_script_is_named_with_file_and_line(catalog, monkeypatch, tmp_path):
    monkeypatch.setattr(web, "WEB", tmp_path)
    for name in ("scripts/pages", "styles"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "node_modules").symlink_to(WEB / "node_modules")
    (tmp_path / "scripts/pages/site.js").write_text('import { no } from "../there.js";\nno();\n')
    (tmp_path / "scripts/there.js").write_text("export const yes = 1;\n")
    with pytest.raises(WebError, match=r"(?s)No matching export.*scripts/pages/site\.js:1:9"):
        bundles(catalog.platforms)


def test_without_esbuild_one_line_says_what_to_run(catalog, monkeypatch, tmp_path):
    monkeypatch.setattr(web, "WEB", tmp_path)
    with pytest.raises(
        WebError, match=r"^web/node_modules holds no esbuild: run `python scripts/node\.py install web`"
    ):
        bundles(catalog.platforms)


def asked_for():
    """The styles that pages, templates and scripts ask for."""
    files = [ROOT / "mkdocs.yml", *(ROOT / "overrides").rglob("*.html"), *WEB.glob("scripts/**/*.js")]
    files += [path for folder in registry.FOLDERS for path in folder.glob("*.j2")]
    return {address for path in files for address in re.findall(r"assets/[\w-]+\.css", path.read_text("utf-8"))}


def test_every_style_that_is_asked_for_is_made_and_no_other(made):
    assert asked_for() == {path for path in made if path.endswith(".css")}


def test_a_style_is_named_as_its_topic_template_or_script():
    shared = {"site", "forms", *PARTS}
    topics = {folder.parent.name for folder in registry.FOLDERS}
    scripts = {path.stem for path in WEB.glob("scripts/**/*.js")}
    styles = {Path(path).stem for path in web_sources(STYLES)}
    assert styles - shared <= topics | scripts | set(registry.templates())
