"""Lighthouse (mobile) on a page of each kind: all scores must be 100, performance at least a bound.

One run says little about performance, as whatever else the machine does lowers it. So a page is measured again when it
is below `FLOOR`, and the best of three runs counts: it shows that a page became slow, not by how much. A thorough audit
takes the median of five, and holds it to `TARGET`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from typing import Any

from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.site.audit.axe import BROWSER_ARGS
from cloud_ml_platforms.site.audit.findings import BrokenToolError, Finding, MissingToolError
from cloud_ml_platforms.site.audit.packages import MODULES, find_tool, install_packages

PAGES = ("/", "/compare/", "/compare/online-endpoints/")  # and the guide of a platform
MUST_BE_FULL = ("accessibility", "best-practices", "seo")
FLOOR, TRIES = 85, 3
TARGET, RUNS = 97, 5


def check_lighthouse(base_url: str, chromium: str | None, *, thorough: bool = False) -> list[Finding]:
    """Run Lighthouse on each page; print a line of scores per page."""
    if not chromium:
        raise MissingToolError("no Chromium: run `make audit`, which says how to get one")
    node = find_tool("node", "Node.js 22 or newer")
    install_packages()
    findings = []
    guide = next(iter(load_catalog().full_platforms.values())).page
    for page in (*PAGES, f"/{guide}"):
        report = _run(node, base_url + page, chromium)
        performance_scores = [_score(report, "performance")]
        while len(performance_scores) < (RUNS if thorough else TRIES) and (thorough or performance_scores[-1] < FLOOR):
            performance_scores.append(_score(_run(node, base_url + page, chromium), "performance"))
        scores = ", ".join(f"{name} {_score(report, name)}" for name in MUST_BE_FULL)
        print(f"lighthouse: {page}: performance {' '.join(map(str, performance_scores))}, {scores}", flush=True)
        findings += [Finding(page, *failure) for name in MUST_BE_FULL for failure in _failures(report, name)]
        findings += performance_findings(page, performance_scores, thorough=thorough)
    return findings


def performance_findings(page: str, performance_scores: list[int], *, thorough: bool) -> list[Finding]:
    """Return what there is to say about the performance of a page, measured several times."""
    score, minimum = (statistics.median(performance_scores), TARGET) if thorough else (max(performance_scores), FLOOR)
    if score >= minimum:
        return []
    measure = "median" if thorough else "best"
    return [
        Finding(
            page,
            "performance",
            "",
            f"{measure} of {', '.join(map(str, performance_scores))} is {score}; expected {minimum}",
        )
    ]


def _score(report: dict[str, Any], category: str) -> int:
    return round(100 * (report["categories"][category]["score"] or 0))


def _run(node: str, url: str, chromium: str) -> dict[str, Any]:
    command = [
        node,
        str(MODULES / "lighthouse" / "cli" / "index.js"),
        url,
        "--quiet",
        "--output=json",
        "--no-enable-error-reporting",
        "--disable-full-page-screenshot",  # nobody looks at it
        "--only-categories=" + ",".join(("performance", *MUST_BE_FULL)),
        "--chrome-flags=" + " ".join(["--headless=new", *BROWSER_ARGS]),
    ]
    environment = {**os.environ, "CHROME_PATH": chromium}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise BrokenToolError(
            f"Lighthouse stopped on {url} with exit code {result.returncode}:\n{result.stderr[-2000:]}"
        )
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def _failures(report: dict[str, Any], category: str) -> list[tuple[str, str, str]]:
    """Return rule, selector and message of each audit that keeps the score of a category below 100."""
    score = report["categories"][category]["score"]
    if score == 1:
        return []
    failures = []
    for reference in report["categories"][category]["auditRefs"]:
        audit = report["audits"][reference["id"]]
        if not reference["weight"] or audit["score"] in {None, 1}:
            continue
        items = audit.get("details", {}).get("items") or [{}]
        for item in items:
            node = item.get("node") or {}
            message = node.get("explanation") or audit.get("explanation") or audit["title"]
            failures.append((audit["id"], node.get("selector") or json.dumps(item)[:200], " ".join(message.split())))
    return failures or [(category, "", f"score {score}; expected 1")]
