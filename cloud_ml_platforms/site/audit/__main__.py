"""`python -m cloud_ml_platforms.site.audit [axe] [lighthouse] [nu] [search] [--all-rows] [--thorough]`: build once, run the checks, exit 1 on a fault.

With `--site FOLDER` an online site that was built for the root of a host is looked at, and nothing is built.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import io
import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cloud_ml_platforms.catalog.yaml_files import DataError
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.site.audit.axe import check_axe, choose_pages
from cloud_ml_platforms.site.audit.findings import BrokenToolError, Finding, MissingToolError, describe, site_pages
from cloud_ml_platforms.site.audit.lighthouse import check_lighthouse
from cloud_ml_platforms.site.audit.nu import check_nu
from cloud_ml_platforms.site.audit.search_speed import check_search
from cloud_ml_platforms.site.build import STAGING, BuildError, build_site
from cloud_ml_platforms.site.grown import copy_project, multiply_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHECKS = ("axe", "lighthouse", "nu", "search")
TIMES = 4  # as many rows as today, in a thorough audit
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml"}


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files as a real host does, texts compressed, and says nothing."""

    def log_message(self, *_args: object) -> None:
        """Drop the line."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer with a compressed body where it helps and the client takes it."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        if path.suffix not in COMPRESSED or "gzip" not in self.headers.get("Accept-Encoding", "") or not path.is_file():
            return super().send_head()
        body = compressed_body(path, path.stat().st_mtime_ns)
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


@functools.lru_cache(maxsize=64)
def compressed_body(path: Path, _changed: int) -> bytes:
    """Return a file's compressed body; kept, so that a page is not measured while the machine packs it."""
    return gzip.compress(path.read_bytes(), 9, mtime=0)


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a folder on the loopback interface; yields the address, without a slash at the end."""
    handler = partial(QuietHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def run_check(name: str, check: Callable[[], list[Finding]]) -> str:
    """Run one check, print what it found; return passed, failed or skipped (under CI=true nothing may be skipped)."""
    start = time.monotonic()
    try:
        findings = check()
    except BrokenToolError as error:
        print(f"{name}: failed: {error}", flush=True)
        return "failed"
    except MissingToolError as error:
        result = "failed" if os.environ.get("CI") == "true" else "skipped"
        print(f"{name}: {result}, it could not run: {error}", flush=True)
        return result
    result = "failed" if findings else "passed"
    print(f"{name}: {result}, {len(findings)} violations, {time.monotonic() - start:.0f} s", flush=True)
    if findings:
        print(describe(findings), flush=True)
    return result


def check_grown(folder: Path, chromium: str | None) -> list[Finding]:
    """Build the site with several times the rows below `folder` and hold its pages to the same speed."""
    project = copy_project(folder / "grown")
    multiply_data(project, TIMES)
    command = [sys.executable, "-m", "cloud_ml_platforms", "site"]
    environment = {**os.environ, "PYTHONPATH": str(project)}
    result = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise BrokenToolError(
            f"the site with {TIMES} times the rows could not be built:\n{(result.stdout + result.stderr)[-2000:]}"
        )
    with serving(project / "site") as base_url:
        return check_lighthouse(base_url, chromium, thorough=True)


def main(argv: list[str] | None = None) -> int:
    """Run the audit; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m cloud_ml_platforms.site.audit", description=__doc__)
    parser.add_argument(
        "checks", nargs="*", metavar="check", help="some of axe, lighthouse, nu, search; all when none is named"
    )
    parser.add_argument(
        "--all-rows", action="store_true", help="axe on every page of rows, questions and days, not on a sample"
    )
    parser.add_argument(
        "--thorough",
        action="store_true",
        help="axe in light and dark at both widths; Lighthouse five times a page, with today's rows and with four times them",
    )
    parser.add_argument("--site", type=Path, help="a site that is built already")
    args = parser.parse_args(argv)
    unknown = set(args.checks) - set(CHECKS)
    if unknown:
        parser.error(f"unknown check {', '.join(sorted(unknown))}; expected some of {', '.join(CHECKS)}")
    os.environ.pop("SITE_URL", None)  # 404.html has absolute addresses; the site is served from the root here
    chromium = os.environ.get("CHROMIUM")
    STAGING.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="audit-", dir=STAGING) as folder:
        try:
            site = args.site or build_site(Path(folder) / "site", quiet=True)
        except (DataError, BuildError) as error:
            print(f"{error}\naudit: the site could not be built")
            return 1
        pages = site_pages(site)
        print(f"built {len(pages)} pages", flush=True)
        with serving(site) as base_url:
            checks: dict[str, Callable[[], list[Finding]]] = {
                "axe": lambda: check_axe(
                    base_url, choose_pages(pages, all_rows=args.all_rows), chromium, thorough=args.thorough
                ),
                "lighthouse": lambda: check_lighthouse(base_url, chromium, thorough=args.thorough),
                "nu": lambda: check_nu(site),
                "search": lambda: check_search(site, serving, chromium, load_catalog()),
            }
            results = [run_check(name, check) for name, check in checks.items() if name in (args.checks or CHECKS)]
        if args.thorough and "lighthouse" in (args.checks or CHECKS):
            results.append(
                run_check(f"lighthouse, {TIMES} times the rows", lambda: check_grown(Path(folder), chromium))
            )
    passed, failed, skipped = (results.count(result) for result in ("passed", "failed", "skipped"))
    print(f"audit: {passed} checks passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
