"""Shared fixtures: the catalog, the site as built, a server for it, a real browser."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock, Timeout
from nginx_server import find_nginx, nginx_serving

from cloud_ml_platforms.catalog.load import known_in
from cloud_ml_platforms.catalog.yaml_files import DataError, Fault
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.exports import json_api
from cloud_ml_platforms.journal.base import base_from
from cloud_ml_platforms.paths import DATA, DOCS, ROOT
from cloud_ml_platforms.site.audit.axe import BROWSER_ARGS, NO_WORKER
from cloud_ml_platforms.site.audit.findings import MissingToolError
from cloud_ml_platforms.site.grown import copy_project
from cloud_ml_platforms.site_url import site_url

PLATFORMS = known_in(DATA).full  # those that answer everywhere
OF_MADE_PAGES = {  # what pages show that are written from the data
    *("row_page", "question_page", "partial_platform", "limits_page", "ledger_page", "day_page"),
}

WORLD = (
    Path(__file__).parent / "world"
)  # a small world: two full platforms, a partial one, six rows, all kinds of pages

collect_ignore = ["samples"]  # they run in the environments of the SDKs: `make test-samples`


def pytest_xdist_auto_num_workers():
    """One worker more than cores: each waits for its browser, or for what another builds, a part of its time."""
    return (os.cpu_count() or 1) + 1


def pytest_itemcollected(item):
    """What asks for the site, a browser or the real data has the marker: `make test-fast` builds, opens and loads none."""
    for fixture, mark in {
        "site": "site",
        "offline_site": "site",
        "browser": "browser",
        "catalog": "data",
        "shared_data": "data",
    }.items():
        if fixture in getattr(item, "fixturenames", ()):
            item.add_marker(mark)


def pytest_collection_modifyitems(items):
    """Put modules that need no built site first: one of two workers has them while the other builds."""
    needing = {item.path for item in items if item.get_closest_marker("site")}
    items.sort(key=lambda item: item.path in needing)


@pytest.fixture(scope="session")
def catalog():
    return load_catalog()


@pytest.fixture(scope="session")
def world():
    """The catalog of the small world."""
    return load_catalog(WORLD / "data")


@pytest.fixture(scope="session")
def world_docs():
    """The pages of the small world, to which its links lead."""
    return WORLD / "docs"


@pytest.fixture(scope="session", params=["world", pytest.param("catalog", marks=pytest.mark.data)])
def each(request):
    """The catalog of the small world, then, in `make test`, that of the real data: the same is promised of both."""
    return load_catalog(WORLD / "data" if request.param == "world" else DATA)


OF_THE_WORLD = pytest.mark.parametrize("each", ["world"], indirect=True)
OF_THE_DATA = pytest.mark.parametrize("each", [pytest.param("catalog", marks=pytest.mark.data)], indirect=True)


@pytest.fixture(scope="session")
def each_docs(each, world_docs):
    """The folder of pages that links of the catalog lead to."""
    return world_docs if "alpha" in each.platforms else DOCS


@pytest.fixture(scope="session")
def api_files(each, each_docs):
    """The content of every file of the data API, by its path under /api/v1/."""
    return json_api.api_files(each, site_url(), each_docs)


def shared_folder(tmp_path_factory):
    """The folder of a run that all its workers share; CI names one, so that the audit takes the same site."""
    named = os.environ.get("BUILT")
    if named:
        return Path(named)
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


ELSEWHERE = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}  # on neither of them may a build depend


def built_once(tmp_path_factory, name, *command, small=False, env=None, meanwhile=None):
    """Run a command that builds, once for all workers, in a copy of the checkout, into which nothing is written.

    A `small` copy holds the small world. While another worker builds it, `meanwhile` is called: what it builds is wanted next.
    """
    shared = shared_folder(tmp_path_factory)
    project, target = shared / f"{name}-project", shared / name
    if target.is_dir():  # it comes whole, and needs no wait for what else is built
        return target
    lock = FileLock(f"{project}.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        if meanwhile:
            meanwhile(tmp_path_factory)
        lock.acquire()
    try:
        if not target.is_dir():
            copy_project(project)
            if small:
                move_world(project)
            done = run_command(project, *command, "--to", str(target), env=env)
            assert done.returncode == 0, done.stderr
    finally:
        lock.release()
    return target


def built_offline(tmp_path_factory):
    return built_once(tmp_path_factory, "offline", "offline", env=ELSEWHERE)


def run_command(project, *arguments, env=None):
    """Run `python -m cloud_ml_platforms ...` in a copy of the project; return the finished process."""
    return subprocess.run(
        [sys.executable, "-m", "cloud_ml_platforms", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project), **(env or {})},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    return built_once(tmp_path_factory, "site", "site", meanwhile=built_offline)


@pytest.fixture(scope="session")
def offline_site(tmp_path_factory):
    return built_offline(tmp_path_factory)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory):
    """The small world as it is served."""
    return built_once(tmp_path_factory, "small-site", "site", small=True)


@pytest.fixture(scope="session")
def built_from(site, tmp_path_factory):
    """The copy of the project that the site was built from."""
    return shared_folder(tmp_path_factory) / "site-project"


@pytest.fixture(scope="session")
def needs_nginx():
    try:
        find_nginx()
    except MissingToolError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def base_url(site, needs_nginx):
    """The address of the site as nginx serves it, with every header of a release."""
    with nginx_serving(site) as address:
        yield address


@pytest.fixture(params=["server", "disk"])
def address(request):
    """Return the address of a page by its path, of the site on a server, then of the offline build on disk."""
    if request.param == "server":
        base = request.getfixturevalue("base_url")
        return lambda page, hash_="": f"{base}{page}/{hash_}"
    folder = request.getfixturevalue("offline_site")
    return lambda page, hash_="": (folder / f"{page}.html").as_uri() + hash_


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium: run the tests by `make test`")
        pytest.skip("no Chromium: run the tests by `make test`, which says how to get one")
    from playwright.sync_api import Page, sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setattr(Page, "wait_for_function", ask_until)
        instance = playwright.chromium.launch(executable_path=path, args=BROWSER_ARGS)
        yield instance
        instance.close()


class Scripts:
    """The pure scripts of web/ in a process of Node.js, asked as a page of a browser is."""

    def __init__(self):
        command = [sys.executable, str(ROOT / "scripts" / "node.py"), "run", str(ROOT / "tests" / "scripts.mjs")]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8")

    def evaluate(self, source, argument=None):
        self.process.stdin.write(json.dumps({"source": source, "argument": argument}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


@pytest.fixture(scope="module")
def scripts():
    """What the pure scripts answer: no page, no browser."""
    one = Scripts()
    yield one
    one.close()


def ask_until(page, expression, *, arg=None, timeout=15_000):
    """Wait until an expression is true in a page. Playwright's own way runs `eval` there, which the policy forbids."""
    from playwright.sync_api import Error

    end = time.monotonic() + timeout / 1000
    while True:
        try:
            if page.evaluate(expression, arg):
                return
        except Error as error:
            if "context was destroyed" not in str(error):  # the page was left: ask the next one
                raise
        assert time.monotonic() < end, f"not within {timeout} ms: {expression}"
        page.wait_for_timeout(20)


# Whether a page has changed while it did what it had put off until there is time, or until it has been drawn.
CHANGES_AT_EASE = """new Promise((done) => {
  let changed = false;
  const watch = new MutationObserver(() => { changed = true; });
  watch.observe(document, {subtree: true, childList: true, attributes: true});
  const end = () => { watch.disconnect(); done(changed); };
  requestIdleCallback(() => requestAnimationFrame(() => setTimeout(end)), {timeout: 1000});
})"""


def settle(page):
    """Wait until a page from `open_page` has all that it asked for, and twice had time and changed nothing more."""
    end = time.monotonic() + 15
    quiet = 0
    while quiet < 2 and page.has_scripts:
        changes = page.evaluate(CHANGES_AT_EASE)
        quiet = 0 if changes or page.loading else quiet + 1
        assert time.monotonic() < end, f"still changing, or loading {[request.url for request in page.loading]}"


def note_message(page):
    """Note errors and warnings."""

    def note(message):
        if message.type in {"error", "warning"}:
            page.problems.append(message.text)

    return note


def note_foreign(page):
    """Note requests that leave the site."""

    def note(request):
        if not request.url.startswith(("http://127.0.0.1", "file://", "data:", "blob:")):
            page.foreign.append(request.url)

    return note


def note_loading(page):
    """Note what has been asked for and has not come."""

    def begin(request):
        page.loading.add(request)

    def end(request):
        page.loading.discard(request)

    return begin, end


def note_failure(page):
    """Note failed requests, but not those that the browser gave up because the page was left."""

    def note(request):
        if request.failure != "net::ERR_ABORTED":
            page.problems.append(f"failed: {request.url}")

    return note


class Pages:
    """Browser pages that tests use one after another: opening one takes two thirds of the time."""

    EMPTY = "try { localStorage.clear(); sessionStorage.clear(); window.name = ''; } catch {}"

    def __init__(self, browser):
        self.browser = browser
        self.idle = {}

    def new(self, options, *, worker=False):
        """Return a page in a context of its own."""
        context = self.browser.new_context(**options)
        if not worker:
            context.add_init_script(NO_WORKER)
        return context.new_page()

    def take(self, options):
        """Return a page that has had other tests, as good as new; what it stored goes when the first address is opened."""
        idle = self.idle.setdefault(repr(sorted(options.items())), [])
        if idle:
            return idle.pop()
        page = self.new(options)
        page.add_init_script = page.route = refuse
        return page

    def go(self, page, url, wait):
        """Open the first address of a test: what the one before has stored there is gone."""
        session = page.context.new_cdp_session(page)
        try:
            session.send("Page.enable")
            session.send("Page.addScriptToEvaluateOnNewDocument", {"source": self.EMPTY})
            page.goto(url, wait_until=wait)
        finally:
            session.detach()  # and with it goes the script

    def give_back(self, page, options):
        """Leave what a test has opened; a page that does not come back, or has another beside it, is closed."""
        from playwright.sync_api import Error

        try:
            # An empty place of the same origin: for a blank page the browser would begin a process each time.
            page.goto(f"{'/'.join(page.url.split('/')[:3])}/robots.txt")
            motion, scheme = options.get("reduced_motion", "null"), options["color_scheme"]
            page.emulate_media(media="null", reduced_motion=motion, color_scheme=scheme)
        except Error:
            page.context.close()
            return
        if len(page.context.pages) > 1:
            page.context.close()
        else:
            self.idle[repr(sorted(options.items()))].append(page)


def refuse(*_, **__):
    """Later tests would get it too, and a file that the page has had before never reaches a route."""
    raise AssertionError("open a fresh page")


@pytest.fixture(scope="session")
def pages(browser):
    return Pages(browser)


@pytest.fixture
def open_page(pages):
    """Open a page; console errors and foreign requests are collected on it.

    What breaks the policy that the site is served with, on this page or one that it leads to, fails the test at its end.
    A `fresh` page has had no other test: for tests that change its context, hear its dialogs, answer its requests or
    count them.
    """
    own, lent, broken = [], [], []

    def note_policy(message):
        if "Content Security Policy" in message.text:
            broken.append(message.text)

    def open_(
        url, *, width=1440, height=900, scheme="light", scripts=True, wait="load", worker=False, fresh=False, **rest
    ):
        options = {"color_scheme": scheme, "java_script_enabled": scripts, **rest}
        # A page for files is new: on one that was used, what they store was lost now and then.
        pooled = url.startswith("http") and not (worker or fresh)
        page = pages.take(options) if pooled else pages.new(options, worker=worker)
        page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(15_000)
        page.problems = []
        page.foreign = []
        page.loading = set()
        page.has_scripts = scripts
        page.context.on("console", note_policy)
        begin, end = note_loading(page)
        heard = [
            ("console", note_message(page)),
            ("pageerror", lambda error: page.problems.append(str(error))),
            ("requestfailed", note_failure(page)),
            ("request", note_foreign(page)),
            ("request", begin),
            ("requestfinished", end),
            ("requestfailed", end),
        ]
        for event, note in heard:
            page.on(event, note)
        if pooled:
            lent.append((page, options, heard))
            pages.go(page, url, wait)
        else:
            own.append(page.context)
            page.goto(url, wait_until=wait)
        return page

    yield open_
    for page, options, heard in lent:
        page.context.remove_listener("console", note_policy)
        for event, note in heard:
            page.remove_listener(event, note)
        pages.give_back(page, options)
    for context in own:
        context.close()
    assert broken == []


@pytest.fixture
def project(tmp_path):
    """A copy of the project in which faults can be planted."""
    return copy_project(tmp_path)


@pytest.fixture
def small_project(tmp_path):
    """A copy of the project with the data, pages and menu of the small world: all of it builds in seconds."""
    return move_world(copy_project(tmp_path))


def move_world(project: Path) -> Path:
    """Put the small world in the place of a project's data and pages."""
    for page in (project / "docs").rglob("*.md"):
        page.unlink()
    for name in ("data", "samples"):
        shutil.rmtree(project / name)
    for name in ("data", "docs", "samples"):
        shutil.copytree(WORLD / name, project / name, dirs_exist_ok=True)
    config = project / "mkdocs.yml"
    settings, nav, _ = config.read_text(encoding="utf-8").partition("\nnav:\n")
    assert nav
    config.write_text(f"{settings}\n{(WORLD / 'nav.yml').read_text(encoding='utf-8')}", encoding="utf-8")
    return project


@pytest.fixture(scope="session")
def _world_copy(tmp_path_factory):
    return shutil.copytree(WORLD / "data", tmp_path_factory.mktemp("world") / "data")


@pytest.fixture
def world_data(_world_copy):
    """A copy of the small world's data in which faults can be planted: mended after each test, in milliseconds."""
    yield _world_copy
    mend(_world_copy, WORLD / "data")


@pytest.fixture
def without_pages(monkeypatch):
    """Let `check` look at the data alone: its pages have checks of their own."""
    for name in ("navigation_faults", "call_faults"):
        monkeypatch.setattr(f"cloud_ml_platforms.command.{name}", lambda _catalog: [])


@pytest.fixture
def checked_world(world_data, without_pages, monkeypatch):
    """Let `check` look at a copy of the small world's data."""
    monkeypatch.setattr("cloud_ml_platforms.command.DATA", world_data)
    return world_data


@pytest.fixture(scope="session")
def _one_copy(tmp_path_factory):
    return shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("shared") / "data")


@pytest.fixture
def shared_data(_one_copy):
    """One copy of data/ for many tests, mended after each: what no test touched is read once, so a load is quick."""
    yield _one_copy
    mend(_one_copy, ROOT / "data")


@pytest.fixture(scope="session")
def committed(world):
    """What a last commit would say of the small world."""
    return base_from(world)


@pytest.fixture
def compared(committed, monkeypatch):
    """Entries are written, and facts found untold, against the data as it was committed."""
    monkeypatch.setattr("cloud_ml_platforms.journal.entries.base_of", lambda data: committed)  # noqa: ARG005


def mend(copy: Path, original: Path) -> None:
    """Make a copy of a folder what it was: only files that a test touched are written."""
    kept, found = written_at(original), written_at(copy)
    for name in found.keys() - kept.keys():
        (copy / name).unlink()
    for name, time_ in kept.items():
        if found.get(name) != time_:
            shutil.copy2(original / name, copy / name)


def written_at(folder: Path) -> dict[str, int]:
    """Return when each file below a folder was written, by its path in there."""
    walked = (f"{here}/{name}" for here, _, names in os.walk(folder) for name in names)
    return {path.removeprefix(f"{folder}/"): os.lstat(path).st_mtime_ns for path in walked}


def plant(path: Path, old: str | re.Pattern[str], new: str) -> int:
    """Replace the first `old`, a text or a pattern, in a file by `new`; return the line on which the change begins."""
    text = path.read_text(encoding="utf-8")
    if isinstance(old, re.Pattern):
        found = old.search(text)
        old = found[0] if found else old.pattern
        assert found is None or text.index(old) == found.start(), f"{old!r} stands in {path.name} before"
    assert old in text, f"{path.name} holds no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    same = next(i for i, (a, b) in enumerate(zip(text, text.replace(old, new, 1), strict=False)) if a != b)
    return text[:same].count("\n") + 1


def faults_of(data: Path) -> list[Fault]:
    """Return the faults for which the data is refused."""
    with pytest.raises(DataError) as caught:
        load_catalog(data)
    return caught.value.faults


def fault_in(data: Path, file: str, pattern: str) -> Fault:
    """Return the fault of a file of the data whose text matches; every fault names a line."""
    faults = faults_of(data)
    assert all(fault.line >= 1 for fault in faults)
    matching = [fault for fault in faults if fault.file == f"data/{file}" and re.search(pattern, str(fault))]
    assert matching, "\n".join(map(str, faults))
    return matching[0]
