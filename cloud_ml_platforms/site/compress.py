"""A release's files compressed beforehand with gzip and brotli, which a host then sends as they are."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import brotli

if TYPE_CHECKING:
    from pathlib import Path

KINDS = frozenset({".css", ".csv", ".html", ".ics", ".js", ".json", ".md", ".svg", ".txt", ".webmanifest", ".xml"})
LEAST = 512  # bytes: what is smaller fits a packet as it is
BROTLI = 11  # the smallest; once a release


def compress_site(site: Path) -> int:
    """Write `.gz` and `.br` next to each text of a built site that they make smaller; return how many texts there are.

    The same text gives the same bytes.
    """
    texts = sorted(path for path in site.rglob("*") if path.suffix in KINDS and path.stat().st_size >= LEAST)
    with ThreadPoolExecutor() as pool:  # both libraries let other threads run
        list(pool.map(compress_file, texts))
    return len(texts)


def compress_file(path: Path) -> None:
    """Write `<name>.gz` and `<name>.br` next to a file, unless they are larger than it."""
    body = path.read_bytes()
    for ending, compressed in (
        (".gz", gzip.compress(body, 9, mtime=0)),
        (".br", brotli.compress(body, quality=BROTLI)),
    ):
        if len(compressed) < len(body):
            path.with_name(path.name + ending).write_bytes(compressed)
