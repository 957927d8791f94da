"""What makes the pages can be changed: the commands hide no fault, the page shows what differs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from conftest import plant, run_command

from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.site.build import build_environment
from cloud_ml_platforms.site.engine import ENGINES, build_command, build_variables

SITE = Path("some/site")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_build_is_strict_and_never_quiet(engine):
    command = build_command(engine, "mkdocs.yml", SITE)
    assert "--strict" in command
    assert not {"-q", "--quiet", "-v", "--verbose"} & set(command)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_builds_where_it_is_told(engine):
    """Zensical takes the place from the environment, which both configurations read."""
    folder = build_variables(engine, SITE).get("DOCS_SITE")
    if folder is None:
        assert build_command(engine, "mkdocs.yml", SITE)[-2:] == ["--site-dir", str(SITE)]
    else:
        assert folder == str(SITE)
        for config in ("mkdocs.yml", "mkdocs.offline.yml"):
            assert re.search(r"^site_dir: !ENV \[DOCS_SITE,", (ROOT / config).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.site
def test_a_fault_in_a_macro_stops_zensical(small_project, catalog):
    """Without DOCS_FAIL Zensical writes the fault into the page, and its build succeeds."""
    project = small_project
    for page in (project / "docs").rglob("*.md"):
        page.unlink()
    (project / "docs" / "index.md").write_text('# A page\n\n{{ ref("no-such-row") }}\n')
    config = project / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").partition("\nnot_in_nav:")[0], encoding="utf-8")
    env = {**build_environment(catalog), **build_variables("zensical", project / "site"), "PYTHONPATH": str(project)}
    command = build_command("zensical", "mkdocs.yml", project / "site")
    done = subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "found [[no-such-row]]; expected the id of a row" in done.stdout + done.stderr


def test_the_switch_is_made_before_the_end(catalog):
    assert catalog.engine.switch_by < catalog.engine.ends


HOOK = "hooks: [cloud_ml_platforms/site/raw_html.py]\n"


@pytest.mark.site
def test_markdown_alone_makes_the_same_pages(small_project, catalog):
    """Without what follows a build: byte for byte the same without the hook that keeps HTML away from it."""
    project = small_project
    run_command(project, "prepare")
    plant(project / "mkdocs.yml", HOOK, "")
    (project / "hooked.yml").write_text(f"INHERIT: mkdocs.yml\n{HOOK}")
    env, made = {**build_environment(catalog), "PYTHONPATH": str(project)}, []
    for name in ("hooked.yml", "mkdocs.yml"):
        target = project / f"site-{name}"
        done = subprocess.run(
            build_command("mkdocs", name, target), cwd=project, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]
        made.append({path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*.*")})
    hooked, alone = made
    assert "compare/index.html" in hooked
    assert set(hooked) == set(alone)
    assert [name for name in sorted(hooked) if hooked[name] != alone[name]] == []


@pytest.mark.site
def test_the_page_shows_the_day_and_every_difference(site, catalog):
    text = (site / "about" / "engine" / "index.html").read_text(encoding="utf-8")
    assert catalog.engine.ends in text
    assert catalog.engine.switch_by in text
    assert catalog.engine.differences
    for difference in catalog.engine.differences:
        assert f'id="engine-{difference.id}"' in text
