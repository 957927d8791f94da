"""What a host sends with each file of a release: the Content-Security-Policy, other headers of safety, how long to keep.

One list of rules makes the `_headers` file for hosts that read one, and what nginx includes. It is computed from the
pages as built, since the theme writes small scripts into every page, which the policy allows by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cloud_ml_platforms.site_url import site_url

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAME = "_headers"
NGINX = "_nginx"  # a folder with maps.conf for the level `http` and headers.conf for `server`
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
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",  # frame-ancestors, for what does not know it
    "Strict-Transport-Security": "max-age=31536000",  # browsers heed it over HTTPS only
}

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
ASK_AGAIN = {"Cache-Control": "no-cache"}  # keep it, and ask whether it is still the same
SHOWN = {"Cross-Origin-Resource-Policy": "cross-origin"}  # other sites may show it
OPEN = {"Access-Control-Allow-Origin": "*", **SHOWN}  # programs in browsers may read what is made for programs
HASHED = ("/v/*", "/assets/stylesheets/*")  # ours, the theme's: each address contains a hash
FOR_CARDS = "/previews/*"
FOR_PROGRAMS = ("/api/*", "/feeds/*", "/llms.txt", "/llms-full.txt")


def write_headers(site: Path) -> Path:
    """Write `_headers`, for hosts that read one, and the folder `_nginx` into a built site; return the path of `_headers`."""
    path, rules = site / NAME, header_rules(site)
    path.write_text(headers_file(rules), encoding="utf-8")
    write_nginx(rules, site / NGINX, urlsplit(site_url()).path)
    return path


def write_nginx(rules: list[tuple[str, dict[str, str]]], folder: Path, path: str = "/") -> None:
    """Write what nginx includes for a site below `path`: the headers by address."""
    folder.mkdir(exist_ok=True)
    (folder / "maps.conf").write_text(nginx_maps(rules, path), encoding="utf-8")
    (folder / "headers.conf").write_text(nginx_headers(rules), encoding="utf-8")


def header_rules(site: Path) -> list[tuple[str, dict[str, str]]]:
    """Return addresses, `*` for anything, with the headers that they get in addition to those of earlier rules."""
    everywhere = {"Content-Security-Policy": content_security_policy(site), **SAFETY, **ASK_AGAIN}
    hashed = [(pattern, FOREVER) for pattern in HASHED]
    return [("/*", everywhere), *hashed, (FOR_CARDS, SHOWN), *((pattern, OPEN) for pattern in FOR_PROGRAMS)]


def content_security_policy(site: Path) -> str:
    """Return the Content-Security-Policy of a built site: its own files, and the scripts that its pages hold."""
    hashes = sorted(script_hashes(path.read_text(encoding="utf-8") for path in site.rglob("*.html")))
    parts = {**POLICY, "script-src": " ".join([POLICY["script-src"], *hashes])}
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def script_hashes(pages: Iterable[str]) -> set[str]:
    """Return what a policy calls the inline scripts of pages: `'sha256-…'` of each."""
    scripts = {
        text
        for page in pages
        for attributes, text in SCRIPT.findall(page)
        if text.strip() and not DATA.search(attributes)
    }
    return {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts}


def headers_file(rules: list[tuple[str, dict[str, str]]]) -> str:
    """Return rules as Cloudflare Pages and Netlify read them.

    Of a header that two rules send, one of these hosts takes the later value, the other joins both. So `/*` leaves out
    what a later rule sends, and all else gets the host's own default: to be asked for again.
    """
    (everything, headers), *later_rules = rules
    sent_later = {name for _, later_headers in later_rules for name in later_headers}
    lines = []
    for pattern, later_headers in [
        (everything, {name: value for name, value in headers.items() if name not in sent_later}),
        *later_rules,
    ]:
        lines += [pattern, *(f"  {name}: {value}" for name, value in later_headers.items()), ""]
    return "\n".join(lines)


def nginx_maps(rules: list[tuple[str, dict[str, str]]], path: str = "/") -> str:
    """Return a map for each header: the value for `/*` is sent with everything, others with files that are there.

    nginx takes the first that fits, so the later rule comes first.
    """
    lines = []
    for header in header_names(rules):
        lines.append(f'map "$status $uri" {nginx_variable(header)} {{')
        for pattern, headers in reversed(rules):
            if header in headers:
                condition = "default" if pattern == "/*" else f'"~^(200|206|304) {address_pattern(path, pattern)}"'
                lines.append(f'  {condition} "{headers[header]}";')
        lines.append("}")
    return "\n".join([*lines, ""])


def address_pattern(path: str, pattern: str) -> str:
    """Return a rule's pattern below a path, such as `/v/*` below `/guide/`, as a regular expression."""
    below = re.escape(path.rstrip("/") + pattern.removesuffix("*"))
    return below if pattern.endswith("*") else f"{below}$"


def nginx_headers(rules: list[tuple[str, dict[str, str]]]) -> str:
    """Return the directives that send the headers with every answer, errors included; an empty value is not sent."""
    return "".join(f"add_header {header} {nginx_variable(header)} always;\n" for header in header_names(rules))


def header_names(rules: list[tuple[str, dict[str, str]]]) -> list[str]:
    """Return the names of all headers that rules send, each once."""
    return list(dict.fromkeys(header for _, headers in rules for header in headers))


def nginx_variable(header: str) -> str:
    """Return the name of nginx's variable for a header: `$sent_cache_control`."""
    return "$sent_" + header.lower().replace("-", "_")
