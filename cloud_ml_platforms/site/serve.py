"""Serve the site with live reload; a mistake in a page or data file is reported and the server lives on."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

from cloud_ml_platforms.catalog.yaml_files import DataError
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.paths import DATA, ROOT
from cloud_ml_platforms.site.build import build_environment
from cloud_ml_platforms.site.prepare import prepare, write_bundles
from cloud_ml_platforms.site.web import WEB, WebError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cloud_ml_platforms.catalog.types import Catalog

    FileTimes = tuple[tuple[str, int], ...]  # every file with its time of change

HOST = "127.0.0.1"
WATCHED = (DATA, ROOT / "macros", ROOT / "cloud_ml_platforms", ROOT / "samples")
WATCHED_WEB = (WEB / "scripts", WEB / "styles")


def serve(port: int) -> int:
    """Serve on `port` until interrupted; return the exit code."""
    if not is_port_free(port):
        sys.stderr.write(f"Port {port} is in use. Stop what uses it, or choose another: make serve PORT={port + 1}\n")
        return 1
    before, web = file_times(WATCHED), file_times(WATCHED_WEB)
    catalog = wait_for_data()
    threading.Thread(target=watch_data, args=(before,), daemon=True).start()
    threading.Thread(target=watch_web, args=(web,), daemon=True).start()
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"{HOST}:{port}", "--config-file", "mkdocs.yml"]
    try:
        return subprocess.run(command, cwd=ROOT, env=build_environment(catalog), check=False).returncode  # noqa: S603 - our own command
    except KeyboardInterrupt:
        return 0


def is_port_free(port: int) -> bool:
    """Return whether nothing listens on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def wait_for_data() -> Catalog:
    """Return the catalog, its generated files written; report faults and wait until they are fixed."""
    reported = ""
    while True:
        try:
            catalog = load_catalog()
        except DataError as error:
            if str(error) != reported:
                reported = str(error)
                sys.stderr.write(f"{reported}\nWaiting for the data to be mended ...\n")
            time.sleep(0.5)
        else:
            prepare(catalog)
            return catalog


def watch_data(before: FileTimes) -> None:
    """Write the generated files again when data, macros, templates or samples change; the build itself reports faults.

    In a process of its own, so that edited models and templates count.
    """
    command = [sys.executable, "-m", "cloud_ml_platforms", "prepare"]
    for _ in changes_of(WATCHED, before):
        subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL, check=False)  # noqa: S603 - our own command


def watch_web(before: FileTimes) -> None:
    """Bundle scripts and styles again when they change; a fault is reported, and the last good bundles stay."""
    for _ in changes_of(WATCHED_WEB, before):
        try:
            write_bundles(load_catalog())
        except (DataError, WebError) as error:
            sys.stderr.write(f"{error}\n")


def changes_of(folders: tuple[Path, ...], before: FileTimes) -> Iterator[None]:
    """Yield, without an end, whenever a file of these folders has changed."""
    while True:
        time.sleep(0.5)
        now = file_times(folders)
        if now != before:
            before = now
            yield


def file_times(folders: tuple[Path, ...]) -> FileTimes:
    """Return every file of these folders with its time of change, 0 for one that is being replaced."""
    return tuple((str(path), modified_at(path)) for folder in folders for path in sorted(folder.rglob("*.*")))


def modified_at(path: Path) -> int:
    """Return when a file was changed, or 0 when it is gone."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
