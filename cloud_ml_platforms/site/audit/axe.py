"""axe-core in a real browser: every page, wide in light and narrow in dark; what is folded is opened first.

A page is loaded once, every second one wide and the others narrow, and then changes as a window does.
A thorough audit looks at wide in dark and narrow in light as well: twice the time, for what has not been seen yet.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Literal

from cloud_ml_platforms.site.audit.findings import Finding, MissingToolError
from cloud_ml_platforms.site.web import WEB

if TYPE_CHECKING:
    from collections.abc import Iterator

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
WORKERS = 2  # axe keeps one core busy per page of a browser

OPEN_FOLDED = """() => {
  for (const fold of [...document.querySelectorAll("details")].slice(0, 12)) fold.open = true;
  const links = [...document.querySelectorAll('.md-content a[aria-expanded="false"]')].slice(0, 3);
  for (const link of links) link.click();
  window.allOpen = () => links.every((link) => link.getAttribute("aria-expanded") === "true");
}"""

# What a change of mode begins has ended, and what is far from the screen is drawn.
DRAWN = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (const element of document.querySelectorAll(".group, .md-content table")) element.classList.add("drawn");
}"""

AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = "async ([within, options]) => (await axe.run(within ?? document, options)).violations"

# target-size (WCAG 2.2 AA) is off in axe unless it is asked for; Lighthouse asks.
OPTIONS = {"resultTypes": ["violations"], "iframes": False, "rules": {"target-size": {"enabled": True}}}


def choose_pages(pages: list[str], *, all_rows: bool) -> list[str]:
    """Return the pages to look at: all, but of the pages of rows, questions and days an even sample unless `all_rows`."""
    left_out: set[str] = set()
    for folder in ("/r/", "/q/", "/reference/changes/"):
        folder_pages = [page for page in pages if page.startswith(folder) and page != folder]
        if not all_rows and len(folder_pages) > SAMPLED:
            sample = {folder_pages[number * len(folder_pages) // SAMPLED] for number in range(SAMPLED)}
            left_out |= set(folder_pages) - sample
    return [page for page in pages if page not in left_out]


def check_axe(base_url: str, pages: list[str], chromium: str | None, *, thorough: bool = False) -> list[Finding]:
    """Run axe on `pages` in two modes, or in all four; print a line."""
    if not chromium:
        raise MissingToolError("no Chromium: run `make audit`, which says how to get one")
    start = time.monotonic()
    modes = [*MODES, *(OTHER_MODES if thorough else [])]
    with ThreadPoolExecutor(WORKERS) as pool:
        # shared: each browser takes the next page, for some take far longer than others
        numbered_pages = enumerate(pages)
        futures = [pool.submit(_check_pages, base_url, chromium, modes, numbered_pages) for _ in range(WORKERS)]
        findings = sorted(
            (finding for future in futures for finding in future.result()), key=lambda finding: finding.page
        )
    modes_text = ", ".join(f"{scheme} at {width} px" for scheme, width in modes)
    print(
        f"axe: {len(pages)} pages, {modes_text}: {len(findings)} violations, {time.monotonic() - start:.0f} s",
        flush=True,
    )
    return findings


def _check_pages(
    base_url: str, chromium: str, modes: list[Mode], numbered_pages: Iterator[tuple[int, str]]
) -> list[Finding]:
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - the other checks run without it

    findings = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGS)
        # a colour in transition is measured as it is, not as it will be
        context = browser.new_context(reduced_motion="reduce")
        context.add_init_script(NO_WORKER)
        page = context.new_page()
        for number, name in numbered_pages:
            order = modes if number % 2 == 0 else modes[::-1]
            for mode in order:
                place = f"{name} ({mode[0]}, {mode[1]} px)"
                try:
                    show_page(page, base_url + name, mode, load=mode == order[0])
                    findings += [Finding(place, *violation) for violation in find_violations(page)]
                except Error as error:
                    findings.append(Finding(place, "page could not be checked", "", str(error)))
        browser.close()
    return findings


def show_page(page: Page, address: str, mode: Mode, *, load: bool) -> None:
    """Show a page in a mode, all of it drawn and open: loaded, or as it becomes when a window and its colours change."""
    scheme, width = mode
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    if load:
        page.goto(address)
        page.evaluate(OPEN_FOLDED)
        page.wait_for_function("window.allOpen()")
    page.evaluate(DRAWN)


def find_violations(page: Page, within: str | None = None) -> list[tuple[str, str, str]]:
    """Return rule, selector and message of each violation on a page as it is, or in the element that a selector finds."""
    if not AXE.is_file():
        raise MissingToolError("no axe-core: run `make audit`, which installs it")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate(RUN_AXE, [within, OPTIONS])
    return [
        (rule["id"], " ".join(map(str, node["target"])), " ".join(node["failureSummary"].split()))
        for rule in violations
        for node in rule["nodes"]
    ]
