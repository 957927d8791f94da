"""The search in a real browser: from the last key to the first result, as the site is and at ten times its index."""

from __future__ import annotations

import json
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cloud_ml_platforms.site.audit.axe import BROWSER_ARGS, NO_WORKER
from cloud_ml_platforms.site.audit.findings import BrokenToolError, Finding, MissingToolError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from playwright.sync_api import Page

LIMITS = {1: 50, 10: 100}  # milliseconds that the median may take, by how many times the index

QUERIES = (
    "endpoint",
    "model",
    "model monitor",
    "spot training",
    "traffic split",
    "private endpoint aws",
    "GPU quota",
    "feature store",
    "CreateEndpointConfig",
    "batch transform azure",
)

ROUNDS = 2
KEY = 60  # milliseconds from one key to the next: nobody types faster
TRIES = 3  # whatever else the machine does makes it slow: the best counts

# Runs before the theme's scripts. An item counts when it answers the last query, not one from before the last key.
WATCH = """(() => {
  const seen = window.seenSearch = { asked: 0, answered: 0, ready: 0, focus: 0, key: 0, item: 0, sent: 0, worker: [] };
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(...parameters) {
      super(...parameters);
      this.addEventListener("message", ({ data }) => {
        if (data.type === 1) seen.ready = performance.now();
        if (data.type !== 3) return;
        seen.worker.push(performance.now() - seen.sent);
        seen.answered += 1;
      });
    }
    postMessage(message, ...rest) {
      if (message.type === 2) {
        seen.asked += 1;
        seen.sent = performance.now();
      }
      super.postMessage(message, ...rest);
    }
  };
  addEventListener("focusin", () => (seen.focus ||= performance.now()), true);
  addEventListener("keyup", ({ timeStamp }) => Object.assign(seen, { key: timeStamp, item: 0 }), true);
  new MutationObserver(() => {
    const isLast = seen.answered === seen.asked && !seen.item;
    if (isLast && document.querySelector(".md-search-result__item")) seen.item = performance.now();
  }).observe(document, { childList: true, subtree: true });
})()"""


def site_with_more_entries(site: Path, folder: Path, times: int) -> Path:
    """Return a site in `folder` that is `site` with `times` as many entries in the index of its search."""
    (folder / "search").mkdir(parents=True)
    for path in site.iterdir():
        if path.name != "search":
            (folder / path.name).symlink_to(path.resolve())
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    docs = index["docs"]
    index["docs"] = docs + [{**doc, "location": f"n{n}/{doc['location']}"} for n in range(2, times + 1) for doc in docs]
    (folder / "search" / "search_index.json").write_text(json.dumps(index), encoding="utf-8")
    return folder


def open_search(page: Page, base_url: str) -> float:
    """Open the search of a site whose page has `WATCH`; return the milliseconds until it could answer."""
    page.goto(base_url)
    page.locator(".md-search__input").click()
    page.wait_for_function("window.seenSearch.ready && seenSearch.asked === seenSearch.answered", timeout=60_000)
    return float(page.evaluate("seenSearch.ready - seenSearch.focus"))


def time_query(page: Page, query: str) -> float:
    """Type a query; return the milliseconds from its last key to its first result."""
    page.locator(".md-search__input").fill("")
    for key in query:
        page.keyboard.press(key)  # down and up at once: the theme asks when the key comes up
        page.wait_for_timeout(KEY)
    page.wait_for_function("seenSearch.item > 0 && seenSearch.asked === seenSearch.answered")
    return float(page.evaluate("seenSearch.item - seenSearch.key"))


def time_search(page: Page, base_url: str) -> tuple[float, list[float], list[float]]:
    """Return milliseconds: until the search was ready, for each query, and for each answer of the worker."""
    ready = open_search(page, base_url)
    waits = [time_query(page, query) for _ in range(ROUNDS) for query in QUERIES]
    return ready, waits, page.evaluate("seenSearch.worker")


def check_search(
    site: Path, served: Callable[[Path], AbstractContextManager[str]], chromium: str | None
) -> list[Finding]:
    """Time the search of a site as `served` serves it; print a line per size of the index."""
    if not chromium:
        raise MissingToolError("no Chromium: run `make audit`, which says how to get one")
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - the other checks run without it

    findings = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGS)
        for times, limit in LIMITS.items():
            page = browser.new_page()
            page.add_init_script(NO_WORKER)
            page.add_init_script(WATCH)
            with served(site_with_more_entries(site, Path(folder) / str(times), times)) as base_url:
                tries: list[tuple[float, list[float], list[float]]] = []
                try:
                    while len(tries) < TRIES and (not tries or statistics.median(tries[-1][1]) > limit):
                        tries.append(time_search(page, base_url))
                except Error as error:
                    raise BrokenToolError(f"the search with its index x{times} did not answer: {error}") from error
            page.close()
            ready, waits, answers = min(tries, key=lambda one: statistics.median(one[1]))
            median, late = statistics.median(waits), statistics.quantiles(waits, n=20)[-1]
            told = (
                f"index x{times}: {median:.0f} ms from the last key to the first result, 95 of 100 within {late:.0f} ms"
            )
            print(
                f"search: {told}; the worker takes {statistics.median(answers):.0f} ms, ready after {ready:.0f} ms",
                flush=True,
            )
            if median > limit:
                findings.append(
                    Finding(f"index x{times}", "search is slow", "", f"{told}; expected at most {limit} ms")
                )
        browser.close()
    return findings
