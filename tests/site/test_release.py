"""What a release has beside its pages: headers, compressed files, checksums."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import subprocess

import brotli
import pytest

from cloud_ml_platforms.site.checksums import write_checksums
from cloud_ml_platforms.site.compress import LEAST, compress_site
from cloud_ml_platforms.site.headers import (
    content_security_policy,
    header_rules,
    headers_file,
    script_hashes,
    write_headers,
)
from cloud_ml_platforms.site.release import finish_release

SCRIPT = "var a = 1 < 2"
PAGE = f"""<html><head><script src="x.js"></script><script type="application/ld+json">{{"a":1}}</script>
<script id=__config type=application/json>{{}}</script><script>{SCRIPT}</script></head><body>{"words " * 200}</body></html>"""


@pytest.fixture
def folder(tmp_path):
    files = {"index.html": PAGE, "a/index.html": PAGE.replace(SCRIPT, "b()"), "a/x.js": "x();" * 300, "small.txt": "x"}
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(bytes(4000))
    return tmp_path


def test_the_policy_allows_the_scripts_of_the_pages_and_nothing_else(folder):
    sums = {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in (SCRIPT, "b()")}
    assert script_hashes([path.read_text() for path in folder.rglob("*.html")]) == sums
    parts = dict(part.split(" ", 1) for part in content_security_policy(folder).split("; "))
    assert parts["default-src"] == "'none'"
    assert set(parts["script-src"].split()) == {"'self'", *sums}
    assert "unsafe" not in content_security_policy(folder)


def test_headers_are_written_as_hosts_read_them(folder):
    text = write_headers(folder).read_text(encoding="utf-8")
    assert text == headers_file(header_rules(folder))
    blocks = {block.splitlines()[0]: block.splitlines()[1:] for block in text.strip().split("\n\n")}
    assert f"  Content-Security-Policy: {content_security_policy(folder)}" in blocks["/*"]
    for pattern, sent in blocks.items():  # hosts that join the values of two rules get one of each header
        names = {line.partition(":")[0] for line in sent}
        assert pattern == "/*" or not names & {line.partition(":")[0] for line in blocks["/*"]}
    assert blocks["/v/*"] == blocks["/assets/stylesheets/*"] == ["  Cache-Control: public, max-age=31536000, immutable"]
    assert blocks["/api/*"] == ["  Access-Control-Allow-Origin: *", "  Cross-Origin-Resource-Policy: cross-origin"]
    assert all(line.startswith("  ") and ": " in line for lines in blocks.values() for line in lines)


@pytest.mark.site
def test_what_may_be_kept_for_good_names_its_content(site):
    """Under a rule that lets browsers keep a file, each address holds a sum: of all own files, or of the theme's one."""
    folders = [pattern.removesuffix("*").strip("/") for pattern, sent in header_rules(site) if "immutable" in str(sent)]
    files = [path.relative_to(site).as_posix() for folder in folders for path in (site / folder).rglob("*.*")]
    assert {name.split("/")[0] for name in files} == {"v", "assets"}
    for name in files:
        sum_ = re.fullmatch(r"v/([0-9a-f]{12})/.*|.*\.([0-9a-f]{8})\.min\.(?:js|css)", name)
        assert sum_, name
        assert sum_[1] or hashlib.sha256((site / name).read_bytes()).hexdigest().startswith(sum_[2]), name
    for address in ("404.html", "sw.js", "assets/favicon.svg"):
        assert not any(address.startswith(f"{folder}/") for folder in folders), address


def test_texts_are_compressed_beside_themselves_and_the_same_each_time(folder):
    assert compress_site(folder) == 3
    for name in ("index.html", "a/index.html", "a/x.js"):
        body = (folder / name).read_bytes()
        assert gzip.decompress((folder / f"{name}.gz").read_bytes()) == body
        assert brotli.decompress((folder / f"{name}.br").read_bytes()) == body
    first = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert not {"small.txt.gz", "picture.png.gz", "picture.png.br"} & {path.name for path in first}
    compress_site(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == first


def test_what_does_not_become_smaller_stays_alone(tmp_path):
    (tmp_path / "noise.txt").write_bytes(hashlib.shake_256(b"x").digest(LEAST))
    compress_site(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["noise.txt"]


def test_checksums_hold_every_file(folder):
    write_checksums(folder)
    done = subprocess.run(["sha256sum", "--quiet", "-c", "checksums.txt"], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0
    listed = {line.split("  ", 1)[1] for line in (folder / "checksums.txt").read_text().splitlines()}
    assert listed == {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "checksums.txt"
    }
    (folder / "small.txt").write_text("y")
    assert subprocess.run(["sha256sum", "--status", "-c", "checksums.txt"], cwd=folder, check=False).returncode == 1


def test_a_finished_release_has_all_of_it_and_the_checksums_come_last(folder):
    finish_release(folder)
    listed = (folder / "checksums.txt").read_text(encoding="utf-8")
    assert "  _headers\n" in listed
    assert "  a/index.html.br\n" in listed
    assert subprocess.run(["sha256sum", "--status", "-c", "checksums.txt"], cwd=folder, check=False).returncode == 0


@pytest.mark.site
def test_no_page_holds_what_the_policy_forbids(site):
    """Nothing inline but scripts that have their sums, whether a test opens the page or not."""
    forbidden = re.compile(
        r"""<[a-z][^<>]*?\s(?:style|on[a-z]+)=|<style\b|<[a-z][^<>]*?=["']?javascript:""", re.IGNORECASE
    )
    assert forbidden.search("<td class=a style='x'>")
    pages = {page.relative_to(site).as_posix(): page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    assert {name: match[0] for name, text in pages.items() if (match := forbidden.search(text))} == {}


@pytest.mark.site
@pytest.mark.browser
def test_a_script_that_is_no_page_s_own_is_not_run(base_url, browser):
    page = browser.new_page()
    page.goto(base_url + "about/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))"
    )
    assert page.evaluate("window.ran") is None
    page.close()
