"""axe-core in a real browser: every page, wide in light and narrow in dark; what is folded is opened first.

A thorough audit looks at wide in dark and narrow in light as well: twice the time, for what has not been seen yet.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Literal

from cloud_ml_platforms.site.audit.findings import Finding, MissingToolError
from cloud_ml_platforms.site.web import WEB

if TYPE_CHECKING:
    from playwright.sync_api import Page

# As in tests/conftest.py.
BROWSER_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# A page under test must not download a copy of the whole site: that would be thousands of requests.
NO_WORKER = "Object.defineProperty(navigator, 'serviceWorker', { value: undefined })"
Mode = tuple[Literal["light", "dark"], int]  # colours, width in pixels
MODES: list[Mode] = [("light", 1440), ("dark", 390)]
OTHER_MODES: list[Mode] = [("dark", 1440), ("light", 390)]
SAMPLED = 10  # of the pages that one template makes
WORKERS = 2  # axe keeps one core busy per browser page

OPEN_FOLDED = """() => {
  for (const one of document.querySelectorAll(".group, .md-content table")) one.classList.add("drawn");
  for (const one of [...document.querySelectorAll("details")].slice(0, 12)) one.open = true;
  const links = [...document.querySelectorAll('.md-content a[aria-expanded="false"]')].slice(0, 3);
  for (const link of links) link.click();
  window.allOpen = () => links.every((link) => link.getAttribute("aria-expanded") === "true");
}"""

AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = "async ([within, options]) => (await axe.run(within ?? document, options)).violations"

# target-size (WCAG 2.2 AA) is off in axe unless it is asked for; Lighthouse asks.
OPTIONS = {"resultTypes": ["violations"], "iframes": False, "rules": {"target-size": {"enabled": True}}}


def choose_pages(pages: list[str], *, all_rows: bool) -> list[str]:
    """Return the pages to look at: all, but of the row pages and the question pages an even sample unless `all_rows`."""
    left_out: set[str] = set()
    for folder in ("/r/", "/q/"):
        own = [page for page in pages if page.startswith(folder)]
        if not all_rows and len(own) > SAMPLED:
            left_out |= set(own) - {own[i * len(own) // SAMPLED] for i in range(SAMPLED)}
    return [page for page in pages if page not in left_out]


def check_axe(base_url: str, pages: list[str], chromium: str | None, *, thorough: bool = False) -> list[Finding]:
    """Run axe on `pages` in two modes, or in all four; print a line per mode."""
    if not chromium:
        raise MissingToolError("no Chromium: run `make audit`, which says how to get one")
    with ThreadPoolExecutor(WORKERS) as pool:
        modes = [*MODES, *(OTHER_MODES if thorough else [])]
        found = pool.map(partial(_check_mode, base_url, pages, chromium), modes)
        return [finding for findings in found for finding in findings]


def _check_mode(base_url: str, pages: list[str], chromium: str, mode: Mode) -> list[Finding]:
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - the other checks run without it

    scheme, width = mode
    start = time.monotonic()
    findings = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGS)
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",  # a colour in transition is measured as it is, not as it will be
        )
        context.add_init_script(NO_WORKER)
        page = context.new_page()
        for name in pages:
            where = f"{name} ({scheme}, {width} px)"
            try:
                page.goto(base_url + name)
                page.evaluate(OPEN_FOLDED)
                page.wait_for_function("window.allOpen()")
                findings += [Finding(where, *rest) for rest in find_violations(page)]
            except Error as error:
                findings.append(Finding(where, "page could not be checked", "", str(error)))
        browser.close()
    seconds = time.monotonic() - start
    print(f"axe: {scheme}, {width} px: {len(pages)} pages, {len(findings)} violations, {seconds:.0f} s", flush=True)
    return findings


def find_violations(page: Page, within: str | None = None) -> list[tuple[str, str, str]]:
    """Return rule, selector and message of each violation on a page as it is, or in the element that a selector finds."""
    if not AXE.is_file():
        raise MissingToolError("no axe-core: run `make audit`, which installs it")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RUN_AXE, [within, OPTIONS])
    return [
        (rule["id"], " ".join(map(str, node["target"])), " ".join(node["failureSummary"].split()))
        for rule in found
        for node in rule["nodes"]
    ]
