"""The Nu HTML checker (vnu) on every page; nothing is tolerated but what the theme writes and we cannot reach."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from cloud_ml_platforms.site.audit.findings import BrokenToolError, Finding
from cloud_ml_platforms.site.audit.packages import MODULES, find_tool, install_packages

if TYPE_CHECKING:
    from pathlib import Path

# Message and start tag, each a regular expression, and why it stays. Material 9.8.2 writes all of them. The list may only
# shrink: an entry that nothing matches any more fails the check.
TOLERATED = (
    (
        r"Attribute .autocomplete. is only allowed when the input type is",
        r'<input class="md-(toggle|option)[^>]* type="(checkbox|radio)"',
        "keeps Firefox from restoring an open drawer or search on reload; no browser minds",
    ),
    (
        r"Bad value .. for attribute .tabindex. on element .label.",
        r'<label class="md-nav__link[^>]* tabindex=""',
        "an empty tabindex is ignored by browsers",
    ),
    (
        r"The value of the .for. attribute of the .label. element must be the ID of a non-hidden form control",
        r'<label class="md-nav__title" for="__toc">',
        "heads the contents on section and row pages; its checkbox is written only for pages of the side menu, where it is needed",
    ),
)


def check_nu(site: Path) -> list[Finding]:
    """Check every page of a built site in one run; print a line."""
    java = find_tool("java", "a Java runtime, 11 or newer")
    install_packages()
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [java, "-Xss4m", "-jar", str(jar), "--skip-non-html", "--format", "json", str(site)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        messages = json.loads(result.stderr)["messages"]
    except (ValueError, KeyError):
        raise BrokenToolError(
            f"the Nu HTML checker stopped with exit code {result.returncode}:\n{result.stderr[-2000:]}"
        ) from None
    findings, matched = [], set()
    for message in messages:
        finding = _finding(message, site)
        entry = next(
            (
                tolerated
                for tolerated in TOLERATED
                if re.match(tolerated[0], finding.says) and re.match(tolerated[1], finding.selector)
            ),
            None,
        )
        if entry:
            matched.add(entry)
        else:
            findings.append(finding)
    findings += [
        Finding("cloud_ml_platforms/site/audit/nu.py", "tolerated", tolerated[0], "nothing matches; remove the entry")
        for tolerated in TOLERATED
        if tolerated not in matched
    ]
    pages = sum(1 for _ in site.rglob("*.html"))
    print(
        f"nu: {pages} pages, {len(findings)} faults ({len(messages)} messages, {len(matched)} kinds tolerated)",
        flush=True,
    )
    return findings


def _finding(message: dict[str, Any], site: Path) -> Finding:
    path = unquote(urlsplit(message.get("url", "")).path).removeprefix(f"{site}/")
    start = message.get("hiliteStart", 0)
    element = message.get("extract", "")[start : start + message.get("hiliteLength", 0)]
    kind = message.get("subType") or message["type"]
    return Finding(f"{path}:{message.get('lastLine', 1)}", f"nu {kind}", " ".join(element.split()), message["message"])
