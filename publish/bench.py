"""Time the build: as it is, one edit under `make serve`, ten times the data, and beside bare MkDocs and Zensical.

Everything happens in copies of the project under a temporary folder; takes about ten minutes. "Bare" is Material on
the same pages with the macros already carried out: what is left is MkDocs' and the theme's own time. Weights are those
of pages as the build leaves them; the styles and scripts that they load are the same at any size of the data.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import brotli

from macros.catalog import load_catalog
from publish.build import build_environment
from publish.engine import build_command, build_variables
from publish.grown import copy_project, multiply

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMES = 10
SITE = Path("site")  # in a project
MKDOCS = build_command("mkdocs", "mkdocs.yml", SITE)
ZENSICAL = build_command("zensical", "mkdocs.yml", SITE)
ALL = [sys.executable, "-m", "publish", "site"]
OUR_HOOK = "hooks: [publish/raw_html.py]\n"
EDITED = Path("docs/about/index.md")
TYPICAL = "compare/online-endpoints/index.html"  # the longest page of a capability of the track
HOOK = '''"""Keep the Markdown of every page as it is after the macros."""
from pathlib import Path
import yaml
from mkdocs.plugins import event_priority

@event_priority(-100)
def on_page_markdown(markdown, page, **_):
    target = Path("rendered") / page.file.src_uri
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"---\\n{yaml.safe_dump(dict(page.meta))}---\\n{markdown}", encoding="utf-8")
'''


def environment(project: Path) -> dict[str, str]:
    """Return the environment of a build in `project`."""
    return {**build_environment(load_catalog()), **build_variables("zensical", SITE), "PYTHONPATH": str(project)}


def run(project: Path, command: list[str], *, times: int = 1) -> float:
    """Run a command in `project`; return the median of the wall seconds."""
    env, seconds = environment(project), []
    for _ in range(times):
        shutil.rmtree(project / SITE, ignore_errors=True)
        start = time.perf_counter()
        done = subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False)  # noqa: S603
        seconds.append(time.perf_counter() - start)
        if done.returncode != 0:
            output = (done.stdout + done.stderr)[-3000:]
            sys.exit(f"{' '.join(command[2:])} stopped with exit code {done.returncode}:\n{output}")
    return statistics.median(seconds)


def make_bare(project: Path, bare: Path) -> Path:
    """Copy `project` to `bare` with the macros carried out, and without the plugin."""
    text = (project / "mkdocs.yml").read_text(encoding="utf-8").replace(OUR_HOOK, "")
    (project / "keep_rendered.py").write_text(HOOK, encoding="utf-8")
    (project / "keep.yml").write_text(f"{text}\nhooks: [keep_rendered.py]\n", encoding="utf-8")
    run(project, build_command("mkdocs", "keep.yml", SITE))
    shutil.copytree(project, bare, ignore=shutil.ignore_patterns("site", ".build", "data", "publish", "macros"))
    shutil.copytree(project / "rendered", bare / "docs", dirs_exist_ok=True)
    text = re.sub(r"(?m)^  macros:\n(?:    .*\n)+", "", text).replace("watch: [data, macros, ", "watch: [")
    (bare / "mkdocs.yml").write_text(text, encoding="utf-8")
    return bare


@contextlib.contextmanager
def served(project: Path) -> Iterator[str]:
    """Run `python -m publish serve` in `project`; yields the address when it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "publish", "serve", "--port", str(port)]
    options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    with subprocess.Popen(command, cwd=project, env=environment(project), **options) as server:  # noqa: S603
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            os.killpg(server.pid, signal.SIGTERM)


def wait_for_text(url: str, text: str, limit: float = 120) -> float:
    """Ask until `url` answers with `text` in it; return the seconds that it took."""
    start = time.perf_counter()
    while time.perf_counter() - start < limit:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=limit) as answer:  # noqa: S310 - this machine
            if text in answer.read().decode():
                return time.perf_counter() - start
        time.sleep(0.05)
    sys.exit(f"{url} did not show {text!r} within {limit:.0f} s")


def time_edits(project: Path, edits: int = 3) -> float:
    """Return the median seconds from saving a page under `make serve` to the new text in the answer."""
    page = project / EDITED
    text = page.read_text(encoding="utf-8")
    seconds = []
    with served(project) as base_url:
        url = base_url + "about/"
        wait_for_text(url, "<article")
        for n in range(edits):
            time.sleep(1)  # the server settles: an edit within its polling interval would be joined with the start
            page.write_text(f"{text}\n\nEdited for the {n}th time.\n", encoding="utf-8")
            seconds.append(wait_for_text(url, f"Edited for the {n}th time."))
    page.write_text(text, encoding="utf-8")
    return statistics.median(seconds)


def weights(site: Path, page: str) -> tuple[float, ...]:
    """Return kB of the page of median size and of one page, each as it is and compressed (brotli)."""
    sizes = sorted((path.stat().st_size, path) for path in site.rglob("*.html"))
    return tuple(kb for path in (sizes[len(sizes) // 2][1], site / page) for kb in weight(path))


def weight(path: Path) -> tuple[float, float]:
    """Return kB of a file, as it is and compressed."""
    body = path.read_bytes()
    return len(body) / 1000, len(brotli.compress(body)) / 1000


def report(what: str, site: Path, seconds: float, bare: float) -> None:
    """Print a line of the table."""
    pages = sum(1 for _ in site.rglob("*.html"))
    numbers = f"{pages:>6}{seconds:>8.1f}{1000 * seconds / pages:>8.0f}{seconds / bare:>8.2f}"
    kbs = weights(site, TYPICAL)
    print(f"{what:<44}{numbers}{''.join(f'{kb:>8.1f}' for kb in kbs)}", flush=True)


def progress(text: str) -> None:
    """Say what is under way, beside the table."""
    sys.stderr.write(f"  {time.strftime('%H:%M:%S')} {text} ...\n")
    sys.stderr.flush()


def time_builds(folder: Path, times: int, repeats: int) -> tuple[Path, float]:
    """Print the lines for the data grown by `times`, medians of `repeats`; return the project and the bare seconds."""
    data = f"data x{times}: "
    project = copy_project(folder / f"x{times}")
    multiply(project, times)
    progress(f"{data}make site; it writes the row pages, which all builds need")
    run(project, ALL)
    progress(f"{data}carrying out the macros")
    rendered = make_bare(project, folder / f"bare{times}")
    builds = (
        ("bare MkDocs and Material, macros carried out", rendered, MKDOCS),
        ("make site: data, MkDocs, all else, checks", project, ALL),
        ("  of which MkDocs, with macros", project, MKDOCS),
        ("Zensical, with macros", project, ZENSICAL),
        ("Zensical, macros carried out", rendered, ZENSICAL),
    )
    bare = 0.0
    print(f"{data.rstrip(': ')}", flush=True)
    for what, where, command in builds:
        progress(f"{data}{what.strip()}")
        seconds = run(where, command, times=repeats)
        bare = bare or seconds
        report(what, where / SITE, seconds, bare)
    return project, bare


def main() -> int:
    """Print the table."""
    print(f"{'':<44}{'':>30}{'kB of median page':>18}{' and ' + TYPICAL.removesuffix('index.html')}")
    heads = ("pages", "seconds", "ms/page", "to bare", "raw", "brotli", "raw", "brotli")
    print(f"{'what':<44}{heads[0]:>6}{''.join(f'{head:>8}' for head in heads[1:])}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        project, _ = time_builds(Path(folder), 1, 3)
        progress("make serve")
        print(f"{'make serve: from saving a page to its new text':<50}{time_edits(project):>8.1f}", flush=True)
        time_builds(Path(folder), TIMES, 1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
