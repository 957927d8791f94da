"""A fault in a page stops the build with the page's name and a reason, and leaves the last good site alone."""

from __future__ import annotations

import re
from contextlib import nullcontext

import pytest
import yaml
from conftest import run_command

from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.site.build import BuildError, build_site, run_mkdocs
from cloud_ml_platforms.site.page_faults import page_faults
from cloud_ml_platforms.site.site_check import check_site

CASES = {
    "unknown macro": (
        "{{ no_such_macro() }}",
        r"found 'no_such_macro' is undefined; expected one of show, folded, ref, ",
    ),
    "view as a macro": ("{{ ledger() }}", r"found 'ledger' is undefined; expected show\('ledger'\)"),
    "unknown view": (
        '{{ show("ledgr") }}',
        r"found show\('ledgr'\); expected the name of a template .*nearest: ledger",
    ),
    "view without its argument": (
        '{{ show("provider_head") }}',
        r"found show\('provider_head'\) with missing .*; expected show\('provider_head', platform\)",
    ),
    "part of a page": (
        '{{ show("row_detail") }}',
        r"found show\('row_detail'\) where 'row' is undefined; expected a view",
    ),
    "unknown argument": (
        '{{ ref("ep-kinds", colour="red") }}',
        r"found ref\(\) got an unexpected keyword argument 'colour'; expected the arguments",
    ),
    "unknown id": ('{{ ref("ep-no-such") }}', r"found \[\[ep-no-such\]\]; expected the id of a row"),
    "unknown way": (
        '{{ ref("lim-ep-timeout-s sagemaker no-such") }}',
        r"found \[\[lim-ep-timeout-s sagemaker no-such\]\]; expected a way of",
    ),
    "unknown platform": ('{{ show("provider_head", "gcp") }}', r"found platform 'gcp'; expected one of sagemaker"),
    "broken link": ("[gone](gone.md)", r"found the link 'gone.md', .*; expected an existing page and anchor"),
    "broken anchor": ("[gone](#gone)", r"found the link '#gone', .*; expected an existing page and anchor"),
    "missing snippet": (
        '--8<-- "no/such.py"',
        r"Snippet at path 'no/such.py' could not be found; expected a file or section of samples/",
    ),
    "missing section of a snippet": (
        '--8<-- "SAMPLE:no-such"',
        r"Snippet section 'no-such' could not be located; expected a file or section of samples/",
    ),
    "macro that is not closed": ('{{ ref("ep-kinds") ', r"found a macro call that is not whole .*; expected \{\{ name"),
}


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A site of one page with the project's own settings; returns a function that builds it."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    (tmp_path / "docs").mkdir()
    for name in ("macros", "cloud_ml_platforms"):
        (tmp_path / name).symlink_to(ROOT / name)
    config = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(tmp_path / "docs"),
        "site_dir": str(tmp_path / "site"),
        "theme": {"custom_dir": str(ROOT / "overrides")},
        "nav": ["index.md"],
        "not_in_nav": "",
        "watch": [],
    }
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(config))

    def build(text):
        (tmp_path / "docs" / "index.md").write_text("---\ndescription: One page.\n---\n# A page\n\n" + text + "\n")
        return run_mkdocs(["build", "--strict", "-f", str(tmp_path / "mkdocs.yml")], {})

    build.docs = tmp_path / "docs"
    return build


def test_a_good_page_builds(small):
    assert small('See {{ ref("ep-kinds") }}.')[0] == 0


@pytest.mark.parametrize("case", CASES)
def test_a_fault_stops_the_build(small, case):
    text, pattern = CASES[case]
    sample = next((ROOT / "samples").rglob("*.py")).relative_to(ROOT / "samples").as_posix()
    code, output = small(text.replace("SAMPLE", sample))
    assert code != 0
    faults = page_faults(output, small.docs)
    assert len(faults) == 1, output[-1500:]
    assert re.match(rf"docs/index\.md:6: {pattern}", faults[0]), faults[0]


PAGE = "<!doctype html><html><body><h1>x</h1>{}</body></html>"


def built(tmp_path, **pages):
    for name, body in pages.items():
        (tmp_path / f"{name}.html").write_text(PAGE.format(body))
    return check_site(tmp_path)


BUILT = {
    "two equal ids": ('<p id="a"></p><p id="a"></p>', r"id 'a' 2 times"),
    "broken link": ('<a href="gone/">x</a>', r"broken link 'gone/'"),
    "broken anchor": ('<a href="#gone">x</a>', r"broken anchor '#gone'"),
    "broken anchor of another page": ('<a href="other.html#gone">x</a>', r"broken anchor 'other.html#gone'"),
    "link from the root": ('<a href="/compare/">x</a>', r"from the root"),
    "third-party script": ('<script src="https://cdn.example/x.js"></script>', r"loads https://cdn.example/x.js"),
    "third-party picture": ('<img src="//cdn.example/x.png" alt="">', r"loads //cdn.example"),
    "missing picture": ('<img src="gone.png" alt="">', r"broken link 'gone.png'"),
    "skipped heading": ("<h3>x</h3>", r"h3 after h1"),
    "second h1": ("<h1>x</h1>", r"2 h1 headings"),
    "style attribute": ('<p style="color: red">x</p>', r"a style attribute"),
    "address of a local file": ("<p>file:///srv/site/index.html</p>", r"a path of this machine, 'file:///'"),
    "machine path": (f"<p>{ROOT}/docs/index.md</p>", r"a path of this machine"),
}


@pytest.mark.parametrize("case", BUILT)
def test_a_fault_in_a_built_page_is_found(tmp_path, case):
    body, pattern = BUILT[case]
    faults = built(tmp_path, index=body, other="<p id='b'></p>")
    assert len(faults) == 1, faults
    assert re.search(pattern, faults[0]), faults


def test_a_whole_page_has_no_fault(tmp_path):
    body = '<h2 id="a">x</h2><a href="#a">x</a> <a href="other.html#b">y</a> <a href="#?q=gpu">z</a> <a href="https://x.example">out</a>'
    assert not built(tmp_path, index=body, other="<p id='b'></p>")


@pytest.mark.site  # it builds one
def test_the_last_good_site_stays_when_a_page_is_broken(small_project):
    project = small_project
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("the last good site")
    about = project / "docs" / "about" / "index.md"
    about.write_text(about.read_text() + "\n[gone](gone.md)\n")
    done = run_command(project, "site")
    assert done.returncode == 1
    assert re.search(r"docs/about/index\.md:\d+: found the link 'gone\.md'", done.stderr)
    assert "Traceback" not in done.stderr
    assert (project / "site" / "index.html").read_text() == "the last good site"


STEPS = (
    "prepare", "begin_pictures", "adapt_site", "write_llms", "write_twins", "write_previews", "write_sitemap",
    "write_redirects", "make_immutable", "write_worker",
)  # fmt: skip


def test_a_fault_of_a_finished_page_stops_the_build_and_the_last_good_site_stays(tmp_path, monkeypatch):
    def pages(_engine, _config, staging, *_, **__):
        staging.mkdir()
        (staging / "index.html").write_text(PAGE.format('<p id="a"></p><p id="a"></p>'))

    for step in STEPS:
        monkeypatch.setattr(f"cloud_ml_platforms.site.build.{step}", lambda *_, **__: {})
    monkeypatch.setattr("cloud_ml_platforms.site.build.run_engine", pages)
    monkeypatch.setattr("cloud_ml_platforms.site.build.workers", nullcontext)
    monkeypatch.setattr("cloud_ml_platforms.site.build.STAGING", tmp_path / "staging")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("the last good site")
    with pytest.raises(BuildError, match=r"(?s)1 faults in the built site:.*index\.html.*id 'a' 2 times"):
        build_site(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "the last good site"
