"""Work in parallel: a process for every core of the machine."""

from __future__ import annotations

import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

In = TypeVar("In")
Out = TypeVar("Out")
CHUNK = 8  # items that a process takes at a time


@contextmanager
def workers() -> Iterator[ProcessPoolExecutor]:
    """Yield processes for the length of a block; tasks that have not begun when it ends are cancelled.

    On Linux they begin as copies of this process, with all that it has read; elsewhere that is not safe.
    """
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(os.cpu_count(), context)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def map_in_order(pool: ProcessPoolExecutor | None, function: Callable[[In], Out], items: Iterable[In]) -> Iterable[Out]:
    """Return the result of a function for each item, in their order; without a pool, in this process."""
    return map(function, items) if pool is None else pool.map(function, items, chunksize=CHUNK)
