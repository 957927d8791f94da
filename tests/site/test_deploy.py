"""A release on a server: nginx with the configuration of deploy/, and how deploy/README.md puts a release there."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from nginx_server import BROTLI, CONF, find_nginx, nginx, nginx_serving, prepare_conf

from cloud_ml_platforms.site.compress import KINDS
from cloud_ml_platforms.site.headers import NAME, NGINX, header_rules
from cloud_ml_platforms.site.release import finish_release

pytestmark = pytest.mark.usefixtures("needs_nginx")
ENDINGS = {"identity": "", "gzip": ".gz", **({"gzip, br": ".br"} if BROTLI.exists() else {})}
PAGE = "<html><head><title>{0}</title><script>var release = {0!r}</script></head><body>{1}</body></html>"


def make_release(folder, mark, words=2000):
    """A small release whose files all say which it is; two of them have equal sizes, address by address."""
    text = f"{mark} is what this page says. " * words
    for name in ("index.html", "a/index.html", "404.html"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(mark, text), encoding="utf-8")
    folder_of_hash = folder / "v" / {"A": "a" * 12, "B": "b" * 12, "C": "c" * 12}[mark]
    folder_of_hash.mkdir(parents=True)
    (folder_of_hash / "page.js").write_text(f"say({mark!r});" * 100, encoding="utf-8")
    (folder / "api").mkdir()
    (folder / "api" / "same.json").write_text('{"same": "in each"}' * 100, encoding="utf-8")
    finish_release(folder)
    return folder


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    folder = tmp_path_factory.mktemp("releases")
    return {mark: make_release(folder / mark, mark) for mark in "ABC"}


def ask(address, *, method="GET", **headers):
    """Return status, headers and body of a request on a connection of its own."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, parts.path, headers={"Connection": "close", **names})
    answer = connection.getresponse()
    try:
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def site_urls(site):
    """The whole site, uncompressed, at the root of a domain and under a path."""
    with nginx_serving(site) as root, nginx_serving(site, "/guide/") as below:
        yield root, below


@pytest.mark.site
@pytest.mark.parametrize("which", [0, 1])
def test_each_answer_has_the_headers_of_the_rules(site, site_urls, which):
    """Pages, hashed files, data, wrong addresses, redirects: what `rules` says, at the root and below a path."""
    base = site_urls[which]
    everywhere = dict(header_rules(site))["/*"]
    style = next((site / "v").rglob("*.css")).relative_to(site).as_posix()
    forever = {"v/": f"{base}{style}", "assets/": f"{base}assets/stylesheets/"}
    forever["assets/"] += next((site / "assets" / "stylesheets").glob("*.css")).name
    open_ = ["api/v1/index.json", "feeds/changes.xml", "feeds/ahead.ics", "llms.txt"]
    ask_again = ["", "compare/", "nothing/here", f"{style}x", "v/", "sw.js", "robots.txt", "compare"]
    card = f"previews/{next((site / 'previews').rglob('*.png')).relative_to(site / 'previews').as_posix()}"
    for address in [*(base + part for part in [*ask_again, *open_, card]), *forever.values()]:
        _, headers, _ = ask(address)
        part = address.removeprefix(base)
        expected = {**everywhere, "Last-Modified": None, "Access-Control-Allow-Origin": "*" if part in open_ else None}
        expected["Cache-Control"] = "public, max-age=31536000, immutable" if address in forever.values() else "no-cache"
        expected["Cross-Origin-Resource-Policy"] = "cross-origin" if part in [*open_, card] else "same-origin"
        for name, value in expected.items():
            assert headers.get_all(name, [None]) == [value], (address, name)


@pytest.mark.site
@pytest.mark.parametrize("which", [0, 1])
def test_addresses_find_what_they_should(site, site_urls, which):
    base = site_urls[which]
    path = urlsplit(base).path
    assert ask(base)[2] == (site / "index.html").read_bytes()
    assert ask(f"{base}r/ep-rollback/")[2] == (site / "r/ep-rollback/index.html").read_bytes()
    for address in ("compare/", *([""] if path != "/" else [])):
        status, headers, _ = ask(f"{base}{address}".removesuffix("/"))
        assert (status, headers["Location"]) == (301, path + address)
    wrong = [
        "nothing/here",
        "nothing.js",
        "assets/",
        "v/",
        NAME,
        f"{NGINX}/maps.conf",
        f"{NGINX}/headers.conf",
        "a.html",
    ]
    for address in wrong:
        status, headers, body = ask(base + address)
        assert (status, body) == (404, (site / "404.html").read_bytes()), address
        assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert ask(base, method="POST")[0] == 405
    status, headers, body = ask(base, method="HEAD")
    assert (status, int(headers["Content-Length"]), body) == (200, (site / "index.html").stat().st_size, b"")


@pytest.mark.site
def test_each_kind_of_file_has_its_type(site, site_urls):
    expected = {
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".md": "text/markdown; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".ics": "text/calendar; charset=utf-8",
        ".svg": "image/svg+xml; charset=utf-8",
        ".png": "image/png",
        ".json": "application/json",
        ".webmanifest": "application/manifest+json",
        ".apkg": "application/octet-stream",
    }
    files = {path.suffix: path for path in site.rglob("*.*") if path.is_file() and path.suffix != ".xml"}
    sent = {
        kind: ask(site_urls[0] + path.relative_to(site).as_posix())[1]["Content-Type"] for kind, path in files.items()
    }
    assert sent == expected
    assert ask(f"{site_urls[0]}feeds/changes.xml")[1]["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert ask(f"{site_urls[0]}sitemap.xml")[1]["Content-Type"] == "application/xml; charset=utf-8"
    assert set(expected) >= KINDS - {".xml"}


def test_compressed_files_are_sent_as_they_are(releases):
    with nginx_serving(releases["A"]) as base:
        for address, name in (("", "index.html"), ("nothing", "404.html"), ("api/same.json", "api/same.json")):
            tags = set()
            for accepted, ending in ENDINGS.items():
                decompress = {"": bytes, ".gz": gzip.decompress, ".br": brotli.decompress}[ending]
                _, headers, body = ask(base + address, Accept_Encoding=accepted)
                assert body == (releases["A"] / f"{name}{ending}").read_bytes()
                assert decompress(body) == (releases["A"] / name).read_bytes()
                assert "Accept-Encoding" in headers["Vary"]
                assert headers["Content-Encoding"] == {"": None, ".gz": "gzip", ".br": "br"}[ending]
                assert not headers["ETag"].startswith("W/")
                tags.add(headers["ETag"])
                if address != "nothing":
                    again = ask(base + address, Accept_Encoding=accepted, If_None_Match=headers["ETag"])
                    assert (again[0], again[2], again[1]["Cache-Control"]) == (304, b"", "no-cache")
                    assert again[1]["Content-Security-Policy"] == headers["Content-Security-Policy"]
            assert len(tags) == 2 + BROTLI.exists()


def put(release, www):
    """Serve a release, as the lines of deploy/README.md do."""
    www.mkdir(exist_ok=True)
    shutil.copytree(release, www / "releases" / release.name)
    (www / "current").unlink(missing_ok=True)
    (www / "current").symlink_to(f"releases/{release.name}")


def test_the_etag_changes_with_the_content_and_only_then(releases, tmp_path):
    """Two releases made in the same second, with pages of equal size: the default ETags of nginx were equal."""
    tags = []
    for mark in "AB":
        put(releases[mark], tmp_path)
        with nginx(tmp_path) as (base, _):
            tags.append(
                {
                    (address, accepted): ask(base + address, Accept_Encoding=accepted)[1]["ETag"]
                    for address in ("", "a/", "api/same.json")
                    for accepted in ("identity", "gzip", "br")
                }
            )
            assert ask(f"{base}api/same.json", If_None_Match=tags[0]["api/same.json", "identity"])[0] == 304
            assert ask(base, If_None_Match=tags[0]["", "identity"])[0] == (304 if mark == "A" else 200)
    assert (releases["A"] / "index.html").stat().st_size == (releases["B"] / "index.html").stat().st_size
    for key, tag in tags[0].items():
        assert (tags[1][key] == tag) == (key[0] == "api/same.json"), key


def test_times_are_made_from_contents_past_and_known_to_zips(releases):
    times = {path.read_bytes(): path.stat().st_mtime_ns for path in releases["A"].rglob("*") if path.is_file()}
    assert len(set(times.values())) == len(times)
    assert all(315_532_800 * 10**9 <= time_ < 1_500_000_000 * 10**9 and time_ % 10**9 == 0 for time_ in times.values())
    again = releases["B"] / "api" / "same.json"
    assert times[again.read_bytes()] == again.stat().st_mtime_ns


def test_nobody_is_noted_who_asks(releases, tmp_path):
    put(releases["A"], tmp_path)
    with nginx(tmp_path) as (base, process):
        for address in ("", "nothing", "a/missing.js", "_nginx/", "api/"):
            ask(base + address, Referer="https://example.com/")
        noted = (Path("/proc") / str(process.pid) / "fd" / "2").read_text(encoding="utf-8")
        assert "example.com" not in noted
        assert "client:" not in noted


def test_the_lines_of_the_readme_put_a_release_on_a_running_server(releases, tmp_path):
    """With the folders of this test in the place of the server's; what is not whole is not switched to."""
    text = (CONF.parent / "README.md").read_text(encoding="utf-8")
    start, switch = re.findall(r"(?ms)^ *```sh\n(.*?)```", text)
    folders = {"/srv/www": tmp_path / "www", "/var/lib/guide": tmp_path / "own", "/etc/guide": tmp_path / "conf"}
    port = prepare_conf(tmp_path / "conf", tmp_path / "www")

    def run(script, mark):
        for old, new in {**folders, "cp -a release": f"cp -a {releases[mark]}", "2026-11-29": mark}.items():
            script = script.replace(old, str(new))
        root = " -g 'user root;'" if os.geteuid() == 0 else ""
        script = re.sub(r"\bnginx(?= -e)", lambda _: find_nginx() + root, script)
        env = {name: value for name, value in os.environ.items() if name != "NGINX"}
        with (tmp_path / "said").open("w") as said:  # no pipe: nginx goes on in the background and would keep it open
            done = subprocess.run(["sh", "-ec", script], env=env, check=False, stdout=said, stderr=said, umask=0o077)
        return done.returncode

    lines = switch.splitlines(keepends=True)
    for folder in ("www/releases", "own"):
        (tmp_path / folder).mkdir(parents=True)
    assert run("".join(lines[:-1]), "A") == 0
    try:
        assert run(start, "A") == 0
        wait_for_answer(port, "A")
        assert run(switch, "B") == 0
        wait_for_answer(port, "B")
        damaged = shutil.copytree(releases["C"], tmp_path / "C")
        (damaged / "index.html").write_text("damaged")
        releases = {**releases, "C": damaged}
        assert run(switch, "C") != 0
        assert (tmp_path / "www" / "current").readlink() == Path("releases/B")
        closed = [path for path in (tmp_path / "www").rglob("*") if not path.is_symlink()]
        assert [path for path in closed if path.stat().st_mode & 0o044 != 0o044 and path.name != "releases"] == []
    finally:
        os.kill(int((tmp_path / "own" / "nginx.pid").read_text()), signal.SIGTERM)


def wait_for_answer(port, mark):
    """Wait until the server answers with a release; a reload takes a moment."""
    end = time.monotonic() + 10
    while f"release = '{mark}'".encode() not in ask(f"http://127.0.0.1:{port}/")[2]:
        assert time.monotonic() < end, mark
        time.sleep(0.02)
