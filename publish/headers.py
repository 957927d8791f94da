"""What a host sends with each file of a release: the Content-Security-Policy, other headers of safety, how long to keep.

One list of rules makes the `_headers` file for hosts that read one; it is computed from the pages as built, since the
theme writes small scripts into every page, which the policy allows by their sums.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAME = "_headers"
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
DATA = re.compile(r"""\btype=["']?application/(?:ld\+)?json""")  # never run
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
SAFETY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",  # browsers heed it over HTTPS only
}
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
ASK_AGAIN = {"Cache-Control": "no-cache"}  # keep it, and ask whether it is still the same
OPEN = {"Access-Control-Allow-Origin": "*"}  # programs in browsers may read what is made for programs
HASHED = ("/v/*", "/assets/javascripts/*", "/assets/stylesheets/*")  # ours, the theme's: a sum stands in each address
FOR_PROGRAMS = ("/api/*", "/feeds/*", "/llms.txt", "/llms-full.txt")


def write_headers(site: Path) -> Path:
    """Write `_headers` into a built site, for hosts that read one; return its path."""
    out = site / NAME
    out.write_text(headers_file(rules(site)), encoding="utf-8")
    return out


def rules(site: Path) -> list[tuple[str, dict[str, str]]]:
    """Return addresses, `*` for anything, with the headers that they get beside those of earlier rules."""
    everywhere = {"Content-Security-Policy": policy(site), **SAFETY, **ASK_AGAIN}
    hashed = [(pattern, FOREVER) for pattern in HASHED]
    return [("/*", everywhere), *hashed, *((pattern, OPEN) for pattern in FOR_PROGRAMS)]


def policy(site: Path) -> str:
    """Return the Content-Security-Policy of a built site: its own files, and the scripts that its pages hold."""
    sums = sorted(script_sums(path.read_text(encoding="utf-8") for path in site.rglob("*.html")))
    parts = {**POLICY, "script-src": " ".join([POLICY["script-src"], *sums])}
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def script_sums(pages: Iterable[str]) -> set[str]:
    """Return what a policy calls the scripts that stand in pages: `'sha256-…'` of each."""
    found = {
        text
        for page in pages
        for attributes, text in SCRIPT.findall(page)
        if text.strip() and not DATA.search(attributes)
    }
    return {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in found}


def headers_file(found: list[tuple[str, dict[str, str]]]) -> str:
    """Return rules as Cloudflare Pages and Netlify read them: a later rule's value takes the place of an earlier one's."""
    lines = []
    for pattern, headers in found:
        lines += [pattern, *(f"  {name}: {value}" for name, value in headers.items()), ""]
    return "\n".join(lines)
