"""Python that has already imported what the code in the containers imports, forked for each run: importing is most of a run.

What a run cannot share, such as the seed of `hash()`, needs a process of its own (`subprocess`).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
import types
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from multiprocessing.context import ForkServerContext

IMPORTED = ["joblib", "numpy", "sklearn.ensemble", "sklearn.metrics", "sklearn.model_selection"]


@cache
def server() -> ForkServerContext:
    """Return what forks; it starts with the first run."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(IMPORTED)
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # read once, by the first import
    return context


class Forked:
    """A run of `python *command` in a folder, with these variables and no others; its output stands in files beside it."""

    def __init__(self, folder: Path, command: tuple[str, ...], env: Mapping[str, str]) -> None:
        self.files = [folder / name for name in ("stdout", "stderr")]
        for file in self.files:
            file.write_bytes(b"")
        self.process = server().Process(target=_run, args=(str(folder), command, dict(env)))
        self.process.start()

    @property
    def returncode(self) -> int | None:
        """The exit code, minus the number of the signal that ended it, or None while it runs."""
        return self.process.exitcode

    def communicate(self, timeout: float) -> tuple[str, str]:
        """Wait for its end; return what it wrote to stdout and stderr. Raises TimeoutError."""
        self.process.join(timeout)
        if self.process.exitcode is None:
            self.kill()
            raise TimeoutError(f"not within {timeout} s")
        out, err = (file.read_text() for file in self.files)
        return out, err

    def lines(self) -> Iterator[str]:
        """Yield the lines of stdout as they come, until it ends."""
        with self.files[0].open() as file:
            while True:
                ended = self.process.exitcode is not None
                yield from file.readlines()
                if ended:
                    return
                time.sleep(0.01)

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal, unless it has ended."""
        if self.process.exitcode is None and self.process.pid:
            os.kill(self.process.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.join()


def _run(folder: str, command: tuple[str, ...], env: dict[str, str]) -> None:
    """Be `python *command`, as far as a fork can."""
    os.chdir(folder)
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(name, os.O_WRONLY | os.O_APPEND), number)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", buffering=1, closefd=False) for number in (1, 2))
    os.environ.clear()
    os.environ.update(env)
    installed = [path for path in sys.path if path.startswith((sys.prefix, sys.base_prefix))]
    subject, *arguments = command
    if subject == "-c":
        source, *arguments = arguments
        here, sys.argv = "", ["-c", *arguments]
    else:
        source = Path(subject).read_text(encoding="utf-8")
        here, sys.argv = str(Path(subject).parent.resolve()), [subject, *arguments]
    sys.path[:] = [here, *env["PYTHONPATH"].split(os.pathsep), *installed]
    __import__("sitecustomize")
    main = sys.modules["__main__"] = types.ModuleType("__main__")
    main.__file__ = subject
    exec(compile(source, subject, "exec"), main.__dict__)  # noqa: S102 - it is what Python does with a file
