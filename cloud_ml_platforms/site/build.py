"""Build the site into a staging folder, check it, and only then let it replace the last good one."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
import warnings
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.exports.llms import write_llms
from cloud_ml_platforms.exports.previews import begin_pictures, write_previews
from cloud_ml_platforms.exports.sitemap import write_sitemap
from cloud_ml_platforms.exports.twins import write_scripts, write_twins
from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.site.engine import ENGINE, NAMES, adapt_site, build_command, build_variables
from cloud_ml_platforms.site.immutable import make_immutable
from cloud_ml_platforms.site.page_faults import page_faults
from cloud_ml_platforms.site.prepare import prepare
from cloud_ml_platforms.site.redirects import write_redirects
from cloud_ml_platforms.site.service_worker import write_worker
from cloud_ml_platforms.site.site_check import check_site
from cloud_ml_platforms.site.unused_css import drop_unused_rules
from cloud_ml_platforms.site_url import site_url
from cloud_ml_platforms.workers import workers

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import ProcessPoolExecutor

    from cloud_ml_platforms.catalog.types import Catalog

STAGING = ROOT / ".build"

THEME_SCRIPTS = ("assets/javascripts", "search", "search.json", "search.js")  # no page loads them: overrides/main.html

ONLINE_DROP = (
    "**/*.map",
    "sitemap.xml.gz",
    *THEME_SCRIPTS,
    "_gen/*-from-disk*",
)

OFFLINE_DROP = (
    "**/*.map",
    "sitemap.xml",
    "sitemap.xml.gz",
    "404.html",
    *THEME_SCRIPTS,
    *("_gen/cards", "_gen/code", "_gen/limits", "_gen/names", "_gen/rows"),  # each has its `-from-disk`
    "assets/offline.*",
    "assets/not-found.js",
    *("feeds/*.xml", "api/v1/journal.json"),  # see lead_to_published
)


class BuildError(UserError):
    """The site could not be built, or what was built is not whole."""


def build_site(
    target: Path,
    *,
    offline: bool = False,
    quiet: bool = False,
    engine: str = ENGINE,
    after: Callable[[Path, Catalog], None] | None = None,
    finish: Callable[[Path], None] | None = None,
) -> Path:
    """Build the site to `target`; the folder changes only when the new site is whole.

    `after` works on the staged pages before they are checked, `finish` on the site once it is found whole. Raises
    DataError for faults in the data, BuildError and its like for everything else.
    """
    catalog = load_catalog()
    STAGING.mkdir(exist_ok=True)
    with workers() as pool, tempfile.TemporaryDirectory(dir=STAGING) as folder:
        prepare(catalog, pool=pool)
        pictures = {} if offline else begin_pictures(catalog, pool)  # drawn on another core while MkDocs runs
        staging = Path(folder) / "site"
        run_engine(engine, "mkdocs.offline.yml" if offline else "mkdocs.yml", staging, catalog, pool, quiet=quiet)
        adapt_site(staging, engine)
        remove_files(staging, OFFLINE_DROP if offline else ONLINE_DROP)
        strip_indentation(staging)
        drop_unused_rules(staging)
        if after is not None:
            after(staging, catalog)
        if not offline:
            write_llms(staging, catalog, write_twins(staging, catalog.as_of, pool))
            write_previews(staging, catalog, pool, pictures)
            write_sitemap(staging, catalog)
        else:
            write_scripts(staging, catalog.as_of, site_url(), pool)
            lead_to_published(staging)
        write_redirects(staging, catalog.redirects, offline=offline)
        if not offline:
            make_immutable(staging)
            write_worker(staging, catalog)  # the last: it holds checksums of what readers get
        faults = check_site(staging, pool)
        if faults:
            raise BuildError(f"{len(faults)} faults in the built site:\n" + "\n".join(faults))
        if finish is not None:
            finish(staging)
        replace_folder(staging, target)
    return target


def run_engine(
    engine: str, config: str, site: Path, catalog: Catalog, pool: ProcessPoolExecutor, *, quiet: bool = False
) -> None:
    """Run a strict build of one of the ENGINES into `site`. Raises BuildError with what it says."""
    command = build_command(engine, config, site)
    env = {**build_environment(catalog), **build_variables(engine, site)}
    if engine == "mkdocs":
        code, output = pool.submit(run_mkdocs, command[command.index("build") :], env).result()
    else:
        result = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - our own
        code, output = result.returncode, (result.stdout + result.stderr).strip()
    if code != 0:
        faults = page_faults(output, ROOT / "docs")
        summary = "\n".join([f"{len(faults)} faults in pages:", *faults]) if faults else output
        raise BuildError(f"{NAMES[engine]} stopped with exit code {code}. {summary}")
    if not quiet:
        sys.stderr.write(output + "\n")


def run_mkdocs(arguments: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """Run MkDocs in a process of a pool, which has read the data already; return its exit code and what it wrote."""
    from mkdocs.__main__ import cli  # noqa: PLC0415 - the other processes need none of it

    os.environ.update(environment)
    output = io.StringIO()
    with redirect_stdout(output), redirect_stderr(output), warnings.catch_warnings(action="ignore"):
        try:
            cli(arguments, prog_name="mkdocs")
        except SystemExit as stop:
            code = stop.code or 0
            return code if isinstance(code, int) else 1, output.getvalue().strip()
        except Exception:  # noqa: BLE001 - a fault of a plugin or of ours: what it says comes behind what MkDocs said
            return 1, f"{output.getvalue()}{traceback.format_exc()}".strip()
    return 0, output.getvalue().strip()


def build_environment(catalog: Catalog) -> dict[str, str]:
    """Return the environment of a build: the data's own date as the time, so that a build does not depend on its day."""
    day = dt.datetime.fromisoformat(catalog.as_of).replace(tzinfo=dt.UTC)
    return {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(int(day.timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(ROOT),
    }


def remove_files(site: Path, patterns: tuple[str, ...]) -> None:
    """Remove files that no reader needs."""
    for pattern in patterns:
        for path in site.glob(pattern):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def strip_indentation(site: Path) -> None:
    """Take indents out of pages."""
    for path in site.glob("**/*.html"):
        path.write_text(without_indentation(path.read_text(encoding="utf-8")), encoding="utf-8")


def without_indentation(html: str) -> str:
    """Return a page without empty lines and leading spaces, except in code."""
    parts = re.split(r"(<pre\b.*?</pre>)", html, flags=re.DOTALL)
    return "".join(part if index % 2 else re.sub(r"\n\s+", "\n", part) for index, part in enumerate(parts))


def lead_to_published(site: Path) -> None:
    """Let links to what a copy on disk leaves out lead to the published site.

    A copy does not change, so nobody follows its feeds. The journal would be a tenth of it and grows with every
    correction; the pages of days and rows, which the copy has, show what it says.
    """
    published = rf'href="{site_url()}\1"'
    left_out = re.compile(r'href="(?:\.\./)*(feeds/[\w-]+\.xml|api/v1/journal\.json)"')
    for path in site.glob("**/*.html"):
        html = path.read_text(encoding="utf-8")
        linked = left_out.sub(published, html)
        if linked != html:
            path.write_text(linked, encoding="utf-8")


def replace_folder(new: Path, target: Path) -> None:
    """Replace the folder `target` by `new`; whatever happens, one whole site is left there or next to it."""
    old = target.with_name(target.name + ".old")
    if target.exists():
        shutil.rmtree(old, ignore_errors=True)
        shutil.move(target, old)
    try:
        shutil.move(new, target)
    except OSError:
        if old.exists():
            shutil.rmtree(target, ignore_errors=True)
            shutil.move(old, target)
        raise
    shutil.rmtree(old, ignore_errors=True)
