"""Lighthouse (mobile) on the pages that stand for their kind; all scores but performance must be 100."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

from audit.axe import BROWSER_ARGS
from audit.findings import BrokenToolError, Finding, MissingToolError
from audit.packages import MODULES, find_tool, install_packages

PAGES = ("/", "/compare/", "/compare/online-endpoints/", "/providers/sagemaker/")
MUST_BE_FULL = ("accessibility", "best-practices", "seo")


def check_lighthouse(base_url: str, chromium: str | None) -> list[Finding]:
    """Run Lighthouse on each page; print a line of scores per page."""
    if not chromium:
        msg = "no Chromium: run `make audit`, which says how to get one"
        raise MissingToolError(msg)
    node = find_tool("node", "Node.js 20 or newer")
    install_packages()
    findings = []
    for page in PAGES:
        report = _run(node, base_url + page, chromium)
        scores = {name: round(100 * (one["score"] or 0)) for name, one in report["categories"].items()}
        print(f"lighthouse: {page}: " + ", ".join(f"{name} {score}" for name, score in scores.items()), flush=True)
        findings += [Finding(page, *rest) for name in MUST_BE_FULL for rest in _failures(report, name)]
    return findings


def _run(node: str, url: str, chromium: str) -> dict[str, Any]:
    command = [
        node,
        str(MODULES / "lighthouse" / "cli" / "index.js"),
        url,
        "--quiet",
        "--output=json",
        "--no-enable-error-reporting",
        "--only-categories=" + ",".join(("performance", *MUST_BE_FULL)),
        "--chrome-flags=" + " ".join(["--headless=new", *BROWSER_ARGS]),
    ]
    environment = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        msg = f"Lighthouse stopped on {url} with exit code {done.returncode}:\n{done.stderr[-2000:]}"
        raise BrokenToolError(msg)
    return json.loads(done.stdout)


def _failures(report: dict[str, Any], category: str) -> list[tuple[str, str, str]]:
    """Return rule, selector and message of each audit that keeps the score of a category below 100."""
    score = report["categories"][category]["score"]
    if score == 1:
        return []
    out = []
    for reference in report["categories"][category]["auditRefs"]:
        audit = report["audits"][reference["id"]]
        if not reference["weight"] or audit["score"] in {None, 1}:
            continue
        items = audit.get("details", {}).get("items") or [{}]
        for item in items:
            node = item.get("node") or {}
            says = node.get("explanation") or audit.get("explanation") or audit["title"]
            out.append((audit["id"], node.get("selector") or json.dumps(item)[:200], " ".join(says.split())))
    return out or [(category, "", f"score {score}; expected 1")]
