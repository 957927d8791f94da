"""The copy on a reader's device: a whole release or none, the newest in time, gone when it is switched off."""

from __future__ import annotations

import http.server
import json
import re
import shutil
import socket
import threading
from pathlib import Path

import pytest

from cloud_ml_platforms.site.service_worker import (
    CACHED,
    WorkerError,
    cached_files,
    compressed_size,
    uncached_addresses,
    worker_source,
    write_worker,
)

pytestmark = [pytest.mark.site, pytest.mark.browser]

FEW = (
    "",
    "about/",
    "compare/",
    "compare/online-endpoints/",
    "r/ep-rollback/",
    "interview/practice/",
    "reference/offline/",
)


class Host:
    """A host whose release can be switched, broken, cut off or stopped; it serves what lies below a path.

    It lets browsers keep everything for an hour: what a worker takes from their cache would be of the old release.
    """

    def __init__(self, path: str = "/") -> None:
        self.path, self.root, self.broken, self.cut, self.asked = path, Path(), set(), set(), []
        self.held: dict[str, threading.Event] = {}  # a file's answer waits for its event
        self.server: http.server.ThreadingHTTPServer | None = None
        self.port = 0

    def start(self) -> None:
        host = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_args: object) -> None:
                pass

            def end_headers(self) -> None:
                if not host.broken:
                    self.send_header("Cache-Control", "max-age=3600")
                super().end_headers()

            def translate_path(self, path: str) -> str:
                return str(host.root / path.partition("?")[0].removeprefix(host.path))

            def do_GET(self) -> None:
                inner = self.path.partition("?")[0].removeprefix(host.path)
                host.asked.append(inner)
                if inner in host.held:
                    host.held[inner].wait(60)
                del self.headers["If-Modified-Since"]  # it counts seconds: two releases of a test come within one
                if inner in host.cut:
                    self.connection.shutdown(socket.SHUT_RDWR)
                elif inner in host.broken:
                    self.send_error(500)
                else:
                    super().do_GET()

        class Server(http.server.ThreadingHTTPServer):
            request_queue_size = 128  # with five, a busy machine answers some requests seconds later

        self.server = Server(("127.0.0.1", self.port), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def url(self, page: str = "") -> str:
        return f"http://127.0.0.1:{self.port}{self.path}{page}"


@pytest.fixture
def host():
    server = Host()
    yield server
    server.stop()


def styles(release: Path) -> Path:
    return next(release.glob("v/*/assets/site.css"))


def release(site: Path, target: Path, catalog, pages=FEW, **changed: str) -> Path:
    """Lay a release of a few pages of the site, with a text of the home page replaced by another of the same length."""
    for page in pages:
        (target / page).mkdir(parents=True, exist_ok=True)
        shutil.copy(site / page / "index.html", target / page / "index.html")
    shutil.copy(site / "404.html", target / "404.html")
    for folder in ("assets", "v"):
        shutil.copytree(site / folder, target / folder)
    shutil.copy(site / "manifest.webmanifest", target)
    for page in ("decks/azure-ml.apkg", "llms.txt", "index.md", "r/ep-rollback/index.md"):
        (target / page).parent.mkdir(exist_ok=True)
        shutil.copy(site / page, target / page)
    for old, new in changed.items():
        assert len(old) == len(new)
        for page in (target / "index.html", styles(target)):
            page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (target / "sw.js").write_text(worker_source(target, catalog), encoding="utf-8")
    return target


@pytest.fixture
def old(site, catalog, tmp_path):
    return release(site, tmp_path / "old", catalog)


@pytest.fixture
def new(site, catalog, tmp_path):
    return release(site, tmp_path / "new", catalog, Compare="COMPARE")


@pytest.fixture
def newest(site, catalog, tmp_path):
    return release(site, tmp_path / "newest", catalog, Compare="compare")


WAIT = """async ([source, most]) => {
  const holds = new Function("return " + source);
  const end = Date.now() + most;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("never came true: " + source);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""
COPY = "reference/offline/"  # the page that offers the copy
READY = "navigator.serviceWorker.getRegistration().then((one) => Boolean(one && one.active))"
RELEASES = "caches.keys().then((all) => all.filter((name) => !name.endsWith('notes')))"


def wait(page, promise, most=60_000):
    """Wait until what a promise gives is true: Playwright's own waiting takes the promise for the answer."""
    page.evaluate(WAIT, [promise, most])


def ask_for_copy(page):
    """Ask for the copy on the page that offers it."""
    page.get_by_role("button", name="Keep a copy").click()
    return page


def ready(page):
    """Ask for the copy, on any page, and wait until it is whole."""
    if page.locator("[data-offline]").count():
        ask_for_copy(page)
    else:
        page.evaluate("CMLP.save('offline', 'on')")
        page.reload()
    wait(page, READY)
    return page


def offer(page, host, release):
    """Put another release on the host and wait until the page offers it."""
    host.root = release
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    page.locator(".newer").wait_for()


def titles(page):
    return page.locator(".md-tabs").inner_text()


# What is kept ----------------------------------------------------------------------------------------------------------


def test_the_worker_keeps_every_page_and_what_pages_load_and_no_file_for_other_programs(site):
    source = (site / "sw.js").read_text(encoding="utf-8")
    files = json.loads(re.search(r"const FILES = (.*?); //", source)[1])
    assert set(files) == set(cached_files(site))
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    assert {"" if page == "." else f"{page}/" for page in pages} < set(files)
    assert {"404.html", "manifest.webmanifest"} < set(files)
    assert {name.split("/", 2)[2] for name in files if name.startswith("v/")} > {
        "assets/site.css",
        "_gen/rows/online-endpoints.js",
        "_gen/search.js",
    }
    assert not [
        name for name in files if name.startswith(("api/", "feeds/", "decks/", "downloads/")) or name.endswith(".md")
    ]
    assert "sw.js" not in files
    assert any(pattern.endswith(".html") for pattern in CACHED)


def test_what_the_worker_does_not_keep_is_known_by_address_or_folder(site, tmp_path):
    assert {"api/", "decks/", "feeds/", "llms.txt", "llms-full.txt", "sitemap.xml"} < set(uncached_addresses(site))
    for name in ("a/index.html", "a/index.md", "a/picture.png", "downloads/book.pdf", "sw.js", "index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert uncached_addresses(tmp_path) == ["a/picture.png", "downloads/"]


def test_every_page_announces_the_manifest_whose_files_are_there(site, offline_site):
    for path in site.rglob("*.html"):
        links = re.findall(r'<link rel="manifest" href="([^"]+)">', path.read_text(encoding="utf-8"))
        assert len(links) == 1, path
        if path.name != "404.html":
            assert (path.parent / links[0]).resolve() == (site / "manifest.webmanifest").resolve()
    manifest = json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))
    for icon in manifest["icons"]:
        size = int.from_bytes((site / icon["src"]).read_bytes()[16:20], "big")
        assert icon["sizes"] == f"{size}x{size}"
    assert manifest["start_url"] == manifest["scope"] == manifest["id"] == "./"
    assert (
        not list(offline_site.rglob("sw.js"))
        + list(offline_site.glob("manifest*"))
        + list(offline_site.glob("assets/offline*"))
    )
    assert 'rel="manifest"' not in (offline_site / "index.html").read_text(encoding="utf-8")


def test_another_content_makes_another_worker_and_the_same_the_same(site, catalog, old, new, tmp_path):
    assert (old / "sw.js").read_text() != (new / "sw.js").read_text()
    assert (old / "index.html").stat().st_size == (new / "index.html").stat().st_size
    assert release(site, tmp_path / "again", catalog).joinpath("sw.js").read_text() == (old / "sw.js").read_text()


def test_a_page_without_a_place_for_the_manifest_is_told(catalog, tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<html><head></head></html>", encoding="utf-8")
    with pytest.raises(WorkerError, match=r"index\.html: found no favicon"):
        write_worker(tmp_path, catalog)


def test_the_page_says_what_a_copy_weighs(site):
    page = (site / "reference/offline/index.html").read_text(encoding="utf-8")
    (size,) = re.findall(r"a copy of all pages on this device, (\d+ MB) once: from then on", page)
    assert re.findall(r'data-offline data-size="([^"]*)"', page) == [size]
    assert size == f"{sum(compressed_size(path) for path in cached_files(site).values()) / 1e6:.0f} MB"


# In a browser ----------------------------------------------------------------------------------------------------------


def test_after_one_visit_every_page_and_the_search_work_without_a_network(site, open_page):
    """The whole site, from a host that is then gone."""
    host = Host()
    host.root = site
    host.start()
    page = ready(open_page(host.url(), worker=True))
    host.stop()
    page.problems.clear()
    page.goto(host.url("r/ep-scale-to-zero/"))
    assert page.get_by_role("heading", level=1).inner_text().startswith("Scale to zero")
    page.keyboard.press("/")
    page.keyboard.type("shadow traffic")
    page.locator('[data-result="row:ep-shadow"]').click()
    page.wait_for_url("**/r/ep-shadow/")
    page.goto(host.url("interview/practice/#?t=canary-rollout&p=azure-ml"))
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Got it").click()
    page.wait_for_function("Object.keys(CMLP.progress.get().cards).length === 1")
    page.goto(host.url("compare"))
    assert page.url == host.url("compare/")
    assert page.problems == []
    page.goto(host.url("no/such/page/"))
    assert page.get_by_role("heading", level=1).is_visible()


def test_a_newer_release_arrives_whole_and_the_old_page_stays_whole_until_then(host, old, new, open_page):
    host.root = old
    host.start()
    page = ready(open_page(host.url(COPY), worker=True))
    page.goto(host.url())
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    offer(page, host, new)
    assert "Compare" in titles(page)
    assert len(page.evaluate(RELEASES)) == 2
    page.goto(host.url("about/"))
    page.goto(host.url())
    assert "Compare" in titles(page), "the old release is read until the reader or the last page closed says otherwise"
    page.locator(".newer").wait_for()
    second_page = page.context.new_page()
    second_page.goto(host.url("compare/"))
    page.bring_to_front()
    page.get_by_role("button", name="Load it").click()
    page.wait_for_function("document.querySelector('.md-tabs')?.innerText.includes('COMPARE')")
    caches = second_page.evaluate("caches.keys().then((all) => all.filter((name) => !name.endsWith('notes')).length)")
    assert caches == 2, "what an open page of the old release needs stays"
    assert (
        second_page.evaluate(
            "fetch('../index.html').then((one) => one.text()).then((text) => text.includes('COMPARE'))"
        )
        is False
    )
    assert page.problems == []


def test_a_newer_release_is_read_at_once_though_its_worker_cannot_begin(host, old, new, open_page):
    """A browser lets the new worker begin when the old one has nothing to do; here it waits for an answer."""
    host.root = old
    host.start()
    page = ready(open_page(host.url(COPY), worker=True))
    page.reload()
    offer(page, host, new)
    second_page = page.context.new_page()
    second_page.goto(host.url("about/"))
    host.held["no/answer"] = threading.Event()
    second_page.evaluate("void fetch('../no/answer')")
    page.bring_to_front()
    page.locator(".newer").get_by_role("button", name="Load it").click()
    page.get_by_text("A copy is kept, with data of").wait_for()
    page.goto(host.url())
    assert "COMPARE" in titles(page)
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.waiting?.state)") == "installed"
    page.wait_for_timeout(300)
    assert not page.locator(".newer").count()
    host.held.pop("no/answer").set()
    wait(page, "navigator.serviceWorker.getRegistration().then((one) => !one.waiting)")
    page.reload()
    assert "COMPARE" in titles(page)


def test_only_what_changed_is_fetched_again(host, old, new, open_page):
    host.root = old
    host.start()
    page = ready(open_page(host.url(COPY), worker=True))
    page.reload()
    host.asked.clear()
    offer(page, host, new)
    fetched = {name for name in host.asked if name != "sw.js" and not name.endswith("/offline.css")}
    changed = {
        path.relative_to(new).as_posix().removesuffix("index.html")
        for path in new.rglob("*")
        if path.is_file() and path.name != "sw.js" and path.read_bytes() != (old / path.relative_to(new)).read_bytes()
    }
    assert fetched == changed


def test_a_deploy_in_the_middle_gives_no_mixed_copy(host, old, new, open_page):
    """The worker of one release finds the files of another: no copy, and the next try has one whole release."""
    mixed = new
    (mixed / "sw.js").write_text((old / "sw.js").read_text(encoding="utf-8"), encoding="utf-8")
    host.root = mixed
    host.start()
    page = ask_for_copy(open_page(host.url(COPY), worker=True))
    wait(page, "navigator.serviceWorker.getRegistration().then((one) => !one)")
    wait(page, "caches.keys().then((all) => all.length > 0)")
    assert page.evaluate(READY) is False
    host.root = old
    page.goto(host.url("about/"))
    ready(page)
    page.goto(host.url())
    assert "Compare" in titles(page)


def test_a_file_that_cannot_be_had_gives_no_copy(host, old, open_page):
    host.root, host.broken = old, {"about/"}
    host.start()
    page = ask_for_copy(open_page(host.url(COPY), worker=True))
    page.get_by_text("The last attempt stopped").wait_for()
    assert page.evaluate(READY) is False
    host.broken = set()
    page.get_by_role("button", name="Keep a copy").click()
    page.get_by_text("A copy is kept, with data of").wait_for()


TOLD = "navigator.serviceWorker.addEventListener('message', ({ data }) => data.trouble && told())"
FAILING = """(async ([release, since]) => {
  const notes = await caches.open("cmlp / notes");
  await notes.put("/__cmlp/failing", new Response(JSON.stringify({ release, since })));
})"""


@pytest.mark.parametrize(
    ("fault", "failing", "left"),
    [
        ("broken", ("this release", 0), 0),  # the host has given it in part for days: nobody stays on the old one
        ("broken", ("this release", 4e12), 1),  # not for long
        ("broken", ("an earlier release", 0), 1),
        ("cut", ("this release", 0), 1),  # a network that fails says nothing of the release
    ],
)
def test_a_copy_steps_aside_only_for_what_a_host_gives_in_part_for_days(
    host, old, new, open_page, *, fault, failing, left
):
    host.root = old
    host.start()
    page = ask_for_copy(open_page(host.url(COPY), worker=True))
    page.get_by_text("A copy is kept, with data of").wait_for()
    coming = re.search(r'const RELEASE = "(\w+)"', (new / "sw.js").read_text(encoding="utf-8"))[1]
    release, since = failing
    page.evaluate(FAILING, [coming if release == "this release" else "0", since])
    host.root = new
    setattr(host, fault, {"index.html", "", styles(new).relative_to(new).as_posix()})
    page.evaluate(f"() => {{ window.told = new Promise((told) => {TOLD}); }}")
    page.evaluate("navigator.serviceWorker.ready.then((one) => one.update())")
    page.evaluate("window.told")
    wait(page, f"caches.match('/about/').then((one) => Boolean(one) === {'true' if left else 'false'})")
    wait(
        page, f"navigator.serviceWorker.getRegistration().then((one) => Boolean(one) === {'true' if left else 'false'})"
    )
    host.broken = host.cut = set()
    page.goto(host.url())
    assert ("Compare" if left else "COMPARE") in titles(page)


@pytest.mark.parametrize("said", [{"filled": 400, "all": 400}, {"filled": 200, "all": 400}, {"filled": "<b>"}, None])
def test_what_a_worker_says_after_it_is_done_changes_nothing(host, old, open_page, said):
    host.root = old
    host.start()
    page = ready(open_page(host.url(COPY), worker=True))
    page.get_by_text("A copy is kept, with data of").wait_for()
    page.evaluate("(data) => navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data }))", said)
    page.wait_for_timeout(500)  # what would change is shown some turns later
    assert page.locator("[data-offline] output").inner_text().startswith("A copy is kept, with data of")
    assert page.get_by_text("is coming").count() == 0
    assert page.problems == []


ODD = """async () => {
  const held = async () => (await Promise.all((await caches.keys()).sort().map(async (name) =>
    [name, ...(await (await caches.open(name)).keys()).map((one) => one.url).sort()]))).flat();
  const before = await held();
  const { active } = await navigator.serviceWorker.ready;
  for (const said of [null, 0, "", "use now ", ["use now"], { data: "check" }, "<img src=x>", "x".repeat(1e6)]) active.postMessage(said);
  const paths = ["..%2f..%2fetc/passwd", "%00", "%E0%A4%A", "about/?<img src=x>", "about", "constructor", "__proto__", "a/".repeat(500)];
  for (const path of paths) {
    for (const init of [{}, { method: "POST", body: "x" }, { headers: { Range: "bytes=5-2" } }]) await fetch(`/${path}`, init);
  }
  const after = await held();
  return [before, after.filter((one) => !one.includes("__cmlp/page-"))];
}"""


def test_odd_messages_and_requests_leave_the_copy_as_it_is(host, old, open_page):
    host.root = old
    host.start()
    page = ready(open_page(host.url(COPY), worker=True))
    page.goto(host.url("compare/"))  # which the worker answers
    before, after = page.evaluate(ODD)
    assert after == [name for name in before if "__cmlp/page-" not in name]
    host.stop()
    assert page.goto(host.url("about/")).status == 200
    assert page.get_by_role("heading", level=1).is_visible()


def test_a_host_that_takes_the_worker_away_takes_the_copies_away(host, old, open_page):
    host.root = old
    host.start()
    page = ready(open_page(host.url(COPY), worker=True))
    (old / "sw.js").unlink()
    page.evaluate("CMLP.save('offline-asked', '')")
    page.goto(host.url("about/"))
    wait(page, "navigator.serviceWorker.getRegistration().then((one) => !one)")
    wait(page, "caches.keys().then((all) => all.length === 0)")


def test_it_can_be_switched_off_and_stays_off(host, old, open_page):
    host.root = old
    host.start()
    page = ask_for_copy(open_page(host.url(COPY), worker=True))
    page.get_by_text("It works without a network").wait_for()
    page.get_by_role("button", name="Remove the copy").click()
    page.get_by_text("No copy is kept on this device").wait_for()
    wait(page, "caches.keys().then((all) => all.length === 0)")
    page.goto(host.url())
    page.goto(host.url("reference/offline/"))
    page.get_by_text("No copy is kept on this device").wait_for()
    assert page.evaluate(READY) is False
    page.get_by_role("button", name="Keep a copy").click()
    page.get_by_text("It works without a network").wait_for()


STAYS_EMPTY = """async () => {
  for (let turn = 0; turn < 30; turn++) {
    const names = await caches.keys();
    if (names.length) throw new Error(`kept: ${names}`);
    await new Promise((go) => setTimeout(go, 50));
  }
}"""


@pytest.mark.parametrize("fault", [False, True])
def test_what_is_removed_while_it_is_made_does_not_come_back(host, old, open_page, fault):
    host.root = old
    host.held["compare/"] = threading.Event()
    host.start()
    page = ask_for_copy(open_page(host.url(COPY), worker=True))
    page.get_by_text("The copy is being made").wait_for()
    wait(page, "caches.keys().then((all) => all.length > 0)")
    page.get_by_role("button", name="Remove the copy").click()
    page.get_by_text("No copy is kept on this device").wait_for()
    if fault:
        host.broken.add("compare/")
    host.held["compare/"].set()
    page.evaluate(STAYS_EMPTY)
    assert page.evaluate(READY) is False


def test_a_page_that_was_read_from_the_copy_makes_none_after_it_is_removed(host, old, open_page):
    host.root = old
    host.start()
    page = ready(open_page(host.url(COPY), worker=True))
    page.reload()
    page.get_by_text("It works without a network").wait_for()
    page.get_by_role("button", name="Remove the copy").click()
    page.get_by_text("No copy is kept on this device").wait_for()
    assert page.evaluate("fetch('../../about/').then((answer) => answer.status)") == 200
    assert page.evaluate("Boolean(navigator.serviceWorker.controller)")
    page.evaluate(STAYS_EMPTY)


def test_nothing_is_fetched_for_a_copy_before_a_reader_asks(host, old, open_page):
    host.root = old
    host.start()
    page = open_page("about:blank", worker=True)
    page.clock.install()
    for name in ("", "compare/", COPY):
        page.goto(host.url(name))
        page.clock.fast_forward(60_000)
        page.evaluate(STAYS_EMPTY)
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    page.get_by_text("No copy is kept on this device").wait_for()
    button = page.get_by_role("button", name=re.compile(r"^Keep a copy on this device \(\d+ MB\)$"))
    assert button.is_visible()
    fetched = set(host.asked)
    assert "sw.js" not in fetched
    assert not {"about/", "r/ep-rollback/"} & fetched
    button.click()
    page.clock.run_for(1000)
    page.get_by_text("A copy is kept, with data of").wait_for()
    assert {"sw.js", "about/", "r/ep-rollback/"} <= set(host.asked)


def test_under_a_path_only_what_lies_below_it_is_kept(old, open_page):
    host = Host("/guide/")
    host.root = old
    host.start()
    page = ready(open_page(host.url(COPY), worker=True))
    scope = page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.scope)")
    assert scope == host.url()
    host.stop()
    page.goto(host.url("r/ep-rollback/"))
    assert page.get_by_role("heading", level=1).is_visible()


@pytest.mark.parametrize("path", ["/", "/guide/"])
def test_what_the_copy_does_not_hold_is_told_from_what_never_was(old, open_page, path):
    host = Host(path)
    host.root = old
    host.start()
    page = ready(open_page(host.url(COPY), worker=True))
    host.stop()
    for name in ("llms.txt", "index.md", "r/ep-rollback/index.md", "decks/no-such.apkg", "decks"):
        answer = page.goto(host.url(name))
        assert answer.status == 503
        assert page.title() == "Not in the copy on this device"
        assert page.get_by_role("heading", level=1).all_inner_texts() == ["Not in the copy on this device"]
        assert page.get_by_text("This file needs a network").is_visible()
        assert page.get_by_text("The address may be misspelt").count() == 0
    for name in ("llms.html", "no/such/index.md", "deck/"):
        assert page.goto(host.url(name)).status == 404
        assert page.get_by_role("heading", level=1).inner_text() == "Nothing at this address"
    host.start()
    page.goto(host.url("llms.txt"))
    assert page.get_by_text("Cloud ML Platforms").first.is_visible()
    host.stop()


def test_a_download_without_a_network_says_that_it_needs_one(host, old, open_page):
    host.root = old
    host.start()
    page = ready(open_page(host.url("interview/practice/"), worker=True))
    page.reload()
    page.locator("details:has(> summary #anki)").evaluate("one => { one.open = true; }")
    link = page.locator('a[download][href$="decks/azure-ml.apkg"]')
    notice = page.get_by_text("Not in the copy: this file needs a network")
    host.stop()
    for _ in range(2):
        link.click()
        notice.wait_for()
    assert notice.count() == 1
    host.start()
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "azure-ml.apkg"
    notice.wait_for(state="detached")


def test_the_keyboard_stays_where_it_was_when_the_buttons_change(host, old, open_page):
    host.root = old
    host.start()
    page = ask_for_copy(open_page(host.url(COPY), worker=True))
    page.get_by_text("It works without a network").wait_for()
    focused = "document.activeElement.textContent"
    page.get_by_role("button", name="Remove the copy").press("Enter")
    page.get_by_role("button", name="Keep a copy").wait_for()
    assert re.fullmatch(r"Keep a copy on this device \(\d+ MB\)", page.evaluate(focused))
    page.keyboard.press("Enter")
    page.get_by_text("It works without a network").wait_for()
    assert page.evaluate(focused) == "Remove the copy"


def test_later_is_remembered_for_that_release_only(host, old, new, newest, open_page):
    host.root = old
    host.start()
    page = ready(open_page(host.url(COPY), worker=True))
    page.reload()
    update = "navigator.serviceWorker.getRegistration().then((one) => one.update())"
    host.root = new
    page.evaluate(update)
    page.get_by_role("button", name="Later").click()
    page.locator(".newer").wait_for(state="detached")
    page.goto(host.url("about/"))
    page.goto(host.url(COPY))
    page.get_by_text("A copy is kept, and a newer release is ready").wait_for()
    assert page.locator(".newer").count() == 0
    host.root = newest
    page.evaluate(update)
    page.locator(".newer").wait_for()


def test_a_copy_that_cannot_be_begun_says_why(host, old, open_page):
    host.root = old
    host.start()
    page = ask_for_copy(open_page(host.url(COPY), worker=True))
    page.get_by_text("It works without a network").wait_for()
    page.get_by_role("button", name="Remove the copy").click()
    keep = page.get_by_role("button", name="Keep a copy")
    keep.wait_for()
    host.stop()
    keep.click()
    page.get_by_text("The site did not answer: making a copy takes a network").wait_for()
    (old / "sw.js").rename(old / "away.js")
    host.start()
    keep.click()
    page.get_by_text("The site offers none now (status 404)").wait_for()


def test_progress_is_told_in_quarters(host, old, open_page):
    host.root = old
    host.start()
    page = open_page(host.url("about/"), worker=True)
    page.evaluate("CMLP.save('offline', 'off')")
    page.goto(host.url(COPY))
    page.get_by_text("No copy is kept").wait_for()
    page.evaluate(
        """() => {
          window.said = [];
          const output = document.querySelector("[data-offline] output");
          new MutationObserver(() => window.said.push(output.value)).observe(output, { childList: true, subtree: true, characterData: true });
        }"""
    )
    page.get_by_role("button", name="Keep a copy").click()
    page.get_by_text("It works without a network").wait_for()
    texts = page.evaluate("window.said")
    assert len(texts) == len(set(texts)), "nothing is said twice"
    making = [text for text in texts if "being made" in text]
    assert re.search(r"made: (it begins|(25|50|75|100) % of \d+ files)\. You", making[0])
    assert len(making) <= 5


def test_a_copy_that_the_site_took_back_is_no_longer_called_kept(host, old, open_page):
    host.root = old
    host.start()
    page = ready(open_page(host.url(COPY), worker=True))
    page.get_by_text("It works without a network").wait_for()
    (old / "sw.js").unlink()
    page.evaluate("CMLP.save('offline-asked', '')")
    page.reload()
    page.get_by_text("No copy is kept on this device. The site took it back.").wait_for()


SLOW_THEN_GONE = """async () => {
  const tell = (data) => navigator.serviceWorker.dispatchEvent(new MessageEvent("message", { data }));
  const keys = CacheStorage.prototype.keys;
  CacheStorage.prototype.keys = async function () {
    await new Promise((resolve) => setTimeout(resolve, 500));
    return keys.call(this);
  };
  tell({ filled: 1, all: 400 }); // looks at the copy, slowly
  await (await navigator.serviceWorker.getRegistration()).unregister();
  tell({ gone: true });
}"""


def test_a_slow_look_does_not_take_the_place_of_a_later_one(host, old, open_page):
    host.root = old
    host.start()
    page = ask_for_copy(open_page(host.url(COPY), worker=True))
    page.get_by_text("A copy is kept, with data of").wait_for()
    page.evaluate(SLOW_THEN_GONE)
    page.wait_for_timeout(1000)
    assert page.locator("[data-offline] output").inner_text().startswith("No copy is kept on this device. The site")


def test_without_scripts_the_page_says_what_it_needs(base_url, open_page):
    page = open_page(base_url + "reference/offline/", scripts=False)
    assert page.get_by_text("No copy is kept here: that takes scripts").is_visible()
