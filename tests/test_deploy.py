"""A release on a server: nginx with the configuration of deploy/, and the switch between releases."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest

from audit.nginx import BROTLI, nginx, nginx_serving
from deploy import switch
from macros.catalog import ROOT
from publish.compress import KINDS
from publish.headers import NAME, NGINX, policy, rules, write_nginx
from publish.release import finish

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
    own = folder / "v" / {"A": "a" * 12, "B": "b" * 12, "C": "c" * 12}[mark]
    own.mkdir(parents=True)
    (own / "page.js").write_text(f"say({mark!r});" * 100, encoding="utf-8")
    (folder / "api").mkdir()
    (folder / "api" / "same.json").write_text('{"same": "in each"}' * 100, encoding="utf-8")
    finish(folder)
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
    everywhere = dict(rules(site))["/*"]
    own = next((site / "v").rglob("*.css")).relative_to(site).as_posix()
    forever = {"v/": f"{base}{own}", "assets/": f"{base}assets/javascripts/"}
    forever["assets/"] += next((site / "assets" / "javascripts").glob("*.js")).name
    open_ = ["api/v1/index.json", "feeds/changes.xml", "feeds/ahead.ics", "llms.txt"]
    ask_again = ["", "compare/", "nothing/here", f"{own}x", "v/", "sw.js", "robots.txt", "compare"]
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
        ".whl": "application/zip",
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
                read = {"": bytes, ".gz": gzip.decompress, ".br": brotli.decompress}[ending]
                _, headers, body = ask(base + address, Accept_Encoding=accepted)
                assert body == (releases["A"] / f"{name}{ending}").read_bytes()
                assert read(body) == (releases["A"] / name).read_bytes()
                assert "Accept-Encoding" in headers["Vary"]
                assert headers["Content-Encoding"] == {"": None, ".gz": "gzip", ".br": "br"}[ending]
                assert not headers["ETag"].startswith("W/")
                tags.add(headers["ETag"])
                if address != "nothing":
                    again = ask(base + address, Accept_Encoding=accepted, If_None_Match=headers["ETag"])
                    assert (again[0], again[2], again[1]["Cache-Control"]) == (304, b"", "no-cache")
                    assert again[1]["Content-Security-Policy"] == headers["Content-Security-Policy"]
            assert len(tags) == 2 + BROTLI.exists()


def test_the_etag_changes_with_the_content_and_only_then(releases, tmp_path):
    """Two releases made in the same second, with pages of equal size: the default ETags of nginx were equal."""
    now = time.time()
    copies = {mark: shutil.copytree(releases[mark], tmp_path / mark) for mark in "AB"}
    for path in tmp_path.rglob("*"):
        os.utime(path, (now, now))  # as a copy without times has them
    tags = []
    for mark in "AB":
        www = tmp_path / f"www-{mark}"
        switch.put(copies[mark], www)
        with nginx(www) as (base, _):
            tags.append(
                {
                    (address, accepted): ask(base + address, Accept_Encoding=accepted)[1]["ETag"]
                    for address in ("", "a/", "api/same.json")
                    for accepted in ("identity", "gzip", "br")
                }
            )
            assert ask(f"{base}api/same.json", If_None_Match=tags[0]["api/same.json", "identity"])[0] == 304
            assert ask(base, If_None_Match=tags[0]["", "identity"])[0] == (304 if mark == "A" else 200)
    assert (copies["A"] / "index.html").stat().st_size == (copies["B"] / "index.html").stat().st_size
    for key, tag in tags[0].items():
        assert (tags[1][key] == tag) == (key[0] == "api/same.json"), key


def test_times_are_made_from_contents_past_and_known_to_zips(releases):
    times = {path.read_bytes(): path.stat().st_mtime_ns for path in releases["A"].rglob("*") if path.is_file()}
    assert len(set(times.values())) == len(times)
    assert all(315_532_800 * 10**9 <= time_ < 1_500_000_000 * 10**9 and time_ % 10**9 == 0 for time_ in times.values())
    again = releases["B"] / "api" / "same.json"
    assert times[again.read_bytes()] == again.stat().st_mtime_ns


def test_nobody_is_noted_who_asks(releases, tmp_path):
    switch.put(releases["A"], tmp_path)
    with nginx(tmp_path) as (base, process):
        for address in ("", "nothing", "a/missing.js", "_nginx/", "api/"):
            ask(base + address, Referer="https://example.com/")
        noted = (Path("/proc") / str(process.pid) / "fd" / "2").read_text(encoding="utf-8")
        assert "example.com" not in noted
        assert "client:" not in noted


def run(*arguments):
    """Run the script as a server has it: alone, with the system's own Python settings."""
    command = [sys.executable, "-I", str(ROOT / "deploy" / "switch.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def current(www, which="current"):
    return re.search("var release = '(.)'", (www / which / "index.html").read_text())[1]


def test_a_release_is_put_and_switched_back(releases, tmp_path):
    for mark in "AB":
        done = run(releases[mark], tmp_path)
        assert (done.returncode, done.stderr, current(tmp_path)) == (0, "", mark)
        assert "reloads" in done.stdout
    for mark in "ABA":
        assert run("--back", tmp_path).returncode == 0
        assert current(tmp_path) == mark
    assert run(releases["A"], tmp_path).returncode == 0  # what is there already
    assert (current(tmp_path), current(tmp_path, "previous")) == ("A", "B")
    assert not [path for path in (tmp_path / "releases").iterdir() if path.name.startswith(".")]


def test_open_pages_find_their_scripts_after_each_switch(releases, tmp_path):
    for mark in "AB":
        switch.put(releases[mark], tmp_path)
        for own in ("a" * 12, "b" * 12)[: "AB".index(mark) + 1]:
            assert (tmp_path / "current" / "v" / own / "page.js").is_file()
    switch.back(tmp_path)
    own = tmp_path / "current" / "v" / ("b" * 12) / "page.js"
    assert own.read_bytes() == (releases["B"] / own.relative_to(tmp_path / "current")).read_bytes()
    assert own.with_name("page.js.br").is_file()
    with nginx(tmp_path) as (base, _):
        status, headers, _ = ask(f"{base}v/{'b' * 12}/page.js")
        assert (status, headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")


def test_old_releases_go_but_not_what_is_served_or_was(releases, tmp_path):
    for mark in "ABC":
        switch.put(releases[mark], tmp_path, keep=2)
    left = {re.search("var release = '(.)'", path.read_text())[1] for path in tmp_path.glob("releases/*/index.html")}
    assert left == {"B", "C"}
    switch.put(releases["B"], tmp_path, keep=1)
    assert len(list((tmp_path / "releases").iterdir())) == 2


def test_what_was_damaged_or_left_on_the_server_is_mended_by_the_next_switch(releases, tmp_path):
    switch.put(releases["A"], tmp_path)
    (tmp_path / "current" / "index.html").write_text("damaged")
    (tmp_path / "releases" / ".new-killed" / "release").mkdir(parents=True)
    switch.put(releases["A"], tmp_path)
    assert current(tmp_path) == "A"
    assert list((tmp_path / "releases").iterdir()) == [(tmp_path / "current").resolve()]


def test_other_headers_make_another_release(releases, tmp_path):
    found, names = rules(releases["A"]), set()
    for sent in (found, [(pattern, {**headers, "X-More": "1"}) for pattern, headers in found]):
        write_nginx(releases["A"], sent, tmp_path / NGINX)
        names.add(switch.name_of(tmp_path))
    assert len(names) == 2


def test_nginx_can_read_what_a_careful_account_puts_there(releases, tmp_path):
    """Carried files too; `umask 077` is the default of many servers' root."""
    www = tmp_path / "www"
    for mark in "AB":
        command = ["sh", "-c", 'umask 077; exec "$0" "$@"', sys.executable, "-I", ROOT / "deploy" / "switch.py"]
        subprocess.run([*command, releases[mark], www], check=True, capture_output=True)
    closed = [path for path in [www, *www.rglob("*")] if path.name != ".lock" and not path.is_symlink()]
    assert [path for path in closed if path.stat().st_mode & 0o044 != 0o044] == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (lambda folder: (folder / "index.html").write_text("other"), "index.html is another file"),
        (lambda folder: (folder / "a" / "index.html").unlink(), "a/index.html is missing"),
        (lambda folder: (folder / "more.html").write_text("x"), "more.html is not listed"),
        (lambda folder: (folder / "link").symlink_to("/etc/passwd"), "link is not listed"),
        (lambda folder: (folder / "checksums.txt").unlink(), "expected the folder that `make release` writes"),
        (
            lambda folder: (folder / "checksums.txt").write_text("x\n"),
            "checksums.txt:1: expected 64 hexadecimal digits",
        ),
        (lambda folder: replace_by_link(folder / "index.html"), "index.html is another file"),
    ],
)
def test_what_is_not_whole_is_not_switched_to(releases, tmp_path, fault, said):
    switch.put(releases["A"], tmp_path / "www")
    shutil.copytree(releases["B"], tmp_path / "B")
    fault(tmp_path / "B")
    done = run(tmp_path / "B", tmp_path / "www")
    assert done.returncode == 1
    assert said in done.stderr
    assert current(tmp_path / "www") == "A"
    assert len(list((tmp_path / "www" / "releases").iterdir())) == 1


def replace_by_link(path):
    path.rename(path.with_name("kept"))
    path.symlink_to("kept")


def test_there_may_be_nothing_to_switch_to(releases, tmp_path):
    assert "no such folder" in run("--back", tmp_path / "none").stderr
    switch.put(releases["A"], tmp_path)
    done = run("--back", tmp_path)
    assert (done.returncode, "no release was served before" in done.stderr) == (1, True)
    assert run(releases["A"]).returncode == 2
    done = run(releases["B"], tmp_path, "--pid", tmp_path / "none.pid")
    assert (done.returncode, "could not be told to reload" in done.stderr) == (1, True)


def test_the_link_is_there_at_every_moment(releases, tmp_path):
    for mark in "AB":
        switch.put(releases[mark], tmp_path)
    seen, missing, end = set(), [], threading.Event()

    def look():
        while not end.is_set():
            try:
                seen.add(os.readlink(tmp_path / "current"))  # noqa: PTH115 - the quickest look
            except FileNotFoundError:
                missing.append(time.monotonic())

    watcher = threading.Thread(target=look)
    watcher.start()
    for _ in range(300):
        switch.back(tmp_path)
    end.set()
    watcher.join()
    assert (len(seen), missing) == (2, [])


def expected(release, address, accepted, status=200):
    """All that an answer says and holds when it is wholly of one release."""
    name = {"": "index.html", "a/": "a/index.html", "nothing": "404.html"}.get(address, address)
    file = release / f"{name}{ENDINGS[accepted]}"
    found = file.stat()
    tag = f'"{int(found.st_mtime):x}-{found.st_size:x}"'
    return status, tag, str(found.st_size), policy(release), file.read_bytes()


def answer(connection, address, accepted):
    connection.request("GET", f"/{address}", headers={"Accept-Encoding": accepted})
    found = connection.getresponse()
    sent = [found.headers[name] for name in ("ETag", "Content-Length", "Content-Security-Policy")]
    return found.status, *sent, found.read()


def load(base, wanted, seen, faults, end, *, keep):
    """Ask for everything again and again, on one connection or on one for each request.

    As browsers do: a connection that had served and then ends before it answers is opened once more.
    """
    host, port = urlsplit(base).hostname, urlsplit(base).port
    connection = http.client.HTTPConnection(host, port, timeout=10)
    while not end.is_set():
        for (address, accepted), whole in wanted.items():
            try:
                used = keep and connection.sock is not None
                try:
                    found = answer(connection, address, accepted)
                except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                    if not used:
                        raise
                    connection.close()
                    found = answer(connection, address, accepted)
            except (OSError, http.client.HTTPException) as error:
                faults.append(f"{address} {accepted}: {error!r}")
                connection.close()
                continue
            if found in whole:
                seen[whole.index(found)] += 1
            else:
                faults.append(
                    f"{address} {accepted}: {found[:3]}, of releases {[found[i] == w[i] for w in whole for i in range(5)]}"
                )
            if not keep:
                connection.close()
    connection.close()


def switch_often(releases, folder, process):
    """Switch between two releases and reload nginx, two dozen times; a moment after each, in which answers count too."""
    for mark in "AB" * 12:
        switch.put(releases[mark], folder)
        time.sleep(0.06)
        process.send_signal(signal.SIGHUP)
        time.sleep(0.06)


def test_no_answer_fails_or_mixes_releases_while_nginx_reloads_and_releases_are_switched(releases, tmp_path):
    """A few seconds of load; each answer is byte for byte, policy and ETag included, of one release."""
    for mark in "AB":
        switch.put(releases[mark], tmp_path)
    wanted = {
        (address, accepted): [
            expected(releases[m], address, accepted, 404 if address == "nothing" else 200) for m in "AB"
        ]
        for address in ("", "a/", "nothing", "api/same.json")
        for accepted in ENDINGS
    }
    seen, faults, end = Counter(), [], threading.Event()
    with nginx(tmp_path) as (base, process):
        clients = [
            threading.Thread(target=load, args=(base, wanted, seen, faults, end), kwargs={"keep": keep})
            for keep in (True, True, False, False)
        ]
        for client in clients:
            client.start()
        switch_often(releases, tmp_path, process)
        end.set()
        for client in clients:
            client.join()
    assert faults == []
    assert min(seen[0], seen[1]) > 100


@pytest.fixture
def ab():
    """The path of ab, Apache's tool that puts load on a server."""
    path = shutil.which("ab")
    if path is None:
        told = "no ab: `make test` installs it on Debian as root (elsewhere it comes with Apache)"
        pytest.fail(told) if os.environ.get("CI") == "true" else pytest.skip(told)
    return path


def test_no_request_fails_under_heavy_load_while_releases_are_switched(releases, tmp_path, ab):
    for mark in "AB":
        switch.put(releases[mark], tmp_path)
    with nginx(tmp_path) as (base, process):
        # A connection for each request; -l: two releases may differ in length.
        command = f"{ab} -q -l -c 4 -t 60 -n 200000 {base}".split()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as heavy:
            try:
                switch_often(releases, tmp_path, process)
            finally:
                heavy.send_signal(signal.SIGINT)  # it prints what it has counted
            told = heavy.communicate(timeout=10)[0]
    counts = dict(re.findall(r"^(Complete|Failed) requests: +(\d+)$", told, re.MULTILINE))
    assert int(counts.get("Complete", 0)) > 1000, told
    assert counts["Failed"] == "0", told
    assert "Non-2xx" not in told
