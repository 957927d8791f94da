"""Serve the site with live reload; a mistake in a page or data file is reported and the server lives on."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time

from macros.catalog import DATA, ROOT, load_catalog
from macros.yaml_files import DataError
from publish.build import build_environment
from publish.prepare import prepare

HOST = "127.0.0.1"


def serve(port: int) -> int:
    """Serve on `port` until interrupted; return the exit code."""
    if not port_free(port):
        sys.stderr.write(f"Port {port} is in use. Stop what uses it, or choose another: make serve PORT={port + 1}\n")
        return 1
    catalog = wait_for_data()
    threading.Thread(target=watch_data, daemon=True).start()
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"{HOST}:{port}", "--config-file", "mkdocs.yml"]
    try:
        return subprocess.run(command, cwd=ROOT, env=build_environment(catalog), check=False).returncode  # noqa: S603 - our own command
    except KeyboardInterrupt:
        return 0


def port_free(port: int) -> bool:
    """Return whether nothing listens on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def wait_for_data():  # noqa: ANN201 - a Catalog
    """Return the catalog, its generated files written; report faults and wait until they are mended."""
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


def watch_data() -> None:
    """Write the generated files anew when the data changes; faults are reported by the build itself."""
    before = stamp()
    while True:
        time.sleep(0.5)
        now = stamp()
        if now != before:
            before = now
            try:
                prepare(load_catalog())
            except DataError:
                continue


def stamp() -> tuple[tuple[str, int], ...]:
    """Return what tells that the data changed."""
    return tuple((str(path), path.stat().st_mtime_ns) for path in sorted(DATA.rglob("*.yml")))
