"""What every platform's fake shares: no network, one way to run a file, one way to say what is wrong with it.

A platform's module (aws.py, google.py, azure.py, sagemaker_sdk.py) has one entry, `check(path, way)`: it runs or parses
the file against the vendor's own SDK and API model, and returns the calls that were made. What is wrong raises
`SampleFault`: file, line, what was found, what was expected, and the nearest valid name.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import os
import re
import runpy
import shutil
import signal
import sys
import tempfile
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import yaml

from cloud_ml_platforms.api_surface.references import nearest_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"


class SampleFault(Exception):  # noqa: N818 - a fault, as the data has them
    """A sample is wrong: `samples/x/y.py:12: found …; expected …`."""

    def __init__(self, path: Path, line: int, found: str, expected: str) -> None:
        where = path.relative_to(SAMPLES).as_posix() if path.is_relative_to(SAMPLES) else path.name
        super().__init__(f"samples/{where}:{line}: found {found}; expected {expected}")


class WrongCall(Exception):  # noqa: N818 - what a fake raises is found by what it means
    """What a fake says of a call that the vendor's model refuses; the runner adds file and line."""

    def __init__(self, found: str, expected: str) -> None:
        self.found, self.expected = found, expected
        super().__init__(f"found {found}; expected {expected}")


class NetworkTouched(BaseException):
    """Not an OSError and not an Exception: SDKs swallow those, or try again for minutes."""


class TooLong(BaseException):
    """A sample that does not come to an end; not an Exception, which a loop may swallow."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C of who runs the tests; a KeyboardInterrupt that a sample raises is a fault of the sample."""


# The network, and time ------------------------------------------------------------------------------------------------

LEAVES = {  # what Python announces before something leaves this process: threads, UDP and other programs included
    *("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.getnameinfo"),
    *("socket.gethostbyname", "socket.gethostbyaddr"),
    *("subprocess.Popen", "os.system", "os.posix_spawn", "os.exec", "os.fork", "os.forkpty"),
}
HARMLESS = {"git", "uname"}  # azure-ai-ml and MLflow ask the one where the code comes from, `platform` the other
GIT_LEAVES = {"clone", "fetch", "pull", "push", "ls-remote", "submodule", "remote"}
SECONDS = 120.0  # a sample takes one or two
_touched: list[NetworkTouched] | None = None  # None: nobody watches


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if _touched is None or event not in LEAVES or (event == "subprocess.Popen" and _is_harmless(arguments[1])):
        return
    said = next((repr(item) for item in arguments if isinstance(item, str | bytes | tuple)), event)
    _touched.append(NetworkTouched(said))
    raise _touched[-1]


def _is_harmless(command: Any) -> bool:
    words = [command] if isinstance(command, str | bytes | os.PathLike) else [*command]
    name, *rest = (os.fsdecode(word) for word in words)
    return Path(name).name in HARMLESS and not GIT_LEAVES & set(rest)


sys.addaudithook(_refuse)  # for good: Python has no way to take it away


@contextlib.contextmanager
def no_network() -> Iterator[None]:
    """Let nothing leave this process; what a thread or an `except:` swallowed is raised at the end.

    A net for samples, not a prison: native code and the `spawn` of multiprocessing announce nothing.
    """
    global _touched  # noqa: PLW0603 - the hook reads it
    before, _touched = _touched, []
    try:
        yield
        if _touched:
            raise _touched[0]
    finally:
        _touched = before


@contextlib.contextmanager
def time_limit() -> Iterator[None]:
    """Stop what runs for longer than `SECONDS`, again each second as long as something swallows it."""
    if threading.current_thread() is not threading.main_thread() or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield  # signals reach the main thread only; inside of another limit that one holds
        return

    def stop(*_: Any) -> None:
        raise TooLong(f"{SECONDS:g} seconds")

    def interrupt(*_: Any) -> None:
        raise Interrupted

    handlers = {signal.SIGALRM: stop, signal.SIGINT: interrupt}
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        signal.setitimer(signal.ITIMER_REAL, SECONDS, 1)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def sealed(path: Path) -> Iterator[None]:
    """No network, a time limit: whoever touches the one or the other is a `SampleFault` of the file."""
    try:
        with no_network(), time_limit():
            yield
    except Interrupted:
        raise
    except (NetworkTouched, TooLong, KeyboardInterrupt) as error:
        if isinstance(error, TooLong) and signal.getitimer(signal.ITIMER_REAL)[0]:
            raise  # the limit is that of a seal around this one
        raise fault_of(error, path) from error


def seal(check: Callable[[Path, str], set[str]]) -> Callable[[Path, str], set[str]]:
    """Wrap a platform's `check` as a whole: what it does before and after the file runs has no network either."""

    @functools.wraps(check)
    def wrapped(path: Path, way: str) -> set[str]:
        with sealed(path):
            return check(path, way)

    return wrapped


# Running a file -------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def elsewhere(files: Iterable[Path] = ()) -> Iterator[None]:
    """Work in an empty folder, with the workload's code and these files and folders beside it as a reader would have them.

    A folder `src` among them takes the place of the code.
    """
    before, files = Path.cwd(), list(files)
    with tempfile.TemporaryDirectory() as folder:
        if (SAMPLES / "churn").is_dir() and all(file.name != "src" for file in files):
            (Path(folder) / "src").symlink_to(SAMPLES / "churn", target_is_directory=True)
        for file in files:
            (shutil.copytree if file.is_dir() else shutil.copy)(file, Path(folder) / file.name)
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def run_python(path: Path, files: Iterable[Path] = ()) -> dict[str, Any]:
    """Run a file as `python file.py` would, without a network; return its globals. Any error is a `SampleFault`.

    `files` are copied beside it: what the sample loads by name.
    """
    refuse_retired(path)
    before = set(threading.enumerate())
    with sealed(path), elsewhere(files), mock.patch.object(sys, "argv", [str(path)]):
        try:
            names = runpy.run_path(str(path), run_name="__main__")
            for thread in set(threading.enumerate()) - before:  # as Python does at its end; but pools idle for ever
                if not thread.daemon and not thread.name.startswith("ThreadPoolExecutor"):
                    thread.join()
        except SampleFault:
            raise
        except (Exception, SystemExit) as error:
            raise fault_of(error, path) from error
        return names


def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a file; what is no Python is a `SampleFault`."""
    try:
        return ast.parse(path.read_text(encoding="utf-8"), str(path))
    except SyntaxError as error:
        raise fault_of(error, path) from error


# Names that are gone --------------------------------------------------------------------------------------------------


@functools.cache
def retired() -> dict[str, tuple[str, str]]:
    """Return the Python names of data/code/ that no sample may show: what became of each, and what one writes today."""
    tables = [
        table
        for path in sorted((ROOT / "data" / "code").glob("*.yml"))
        for table in yaml.safe_load(path.read_text(encoding="utf-8"))["tables"]
    ]
    entries = [entry for table in tables for entry in table["entries"] if entry["looks"] == "python"]
    return {entry["found"]: (entry["state"], entry["today"]) for entry in entries if entry["state"] != "preview"}


def refuse_retired(path: Path) -> None:
    """Refuse an import or a dotted name that data/code/ calls old, whether the SDK is installed here or not."""
    for line, name in sorted(dotted_names(parsed(path))):
        parts = name.split(".")
        starts = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
        if known := next((start for start in starts if start in retired()), None):
            state, today = retired()[known]
            raise SampleFault(path, line, f"{known}, {state}", today)


def dotted_names(tree: ast.AST) -> set[tuple[int, str]]:
    """Return line and full name of everything that is imported, or reached through an import by dots."""
    found, local = set(), {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        above = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
        for item in node.names:
            name = f"{above}{item.name}"
            found.add((node.lineno, name))
            first = name.partition(".")[0] if not above and not item.asname else name
            local[item.asname or first.rpartition(".")[2]] = first
    for node in ast.walk(tree):
        words, inner = [], node
        while isinstance(inner, ast.Attribute):
            words.insert(0, inner.attr)
            inner = inner.value
        if words and isinstance(inner, ast.Name) and inner.id in local:
            found.add((node.lineno, ".".join([local[inner.id], *words])))
    return found


# What is said of an error ---------------------------------------------------------------------------------------------


def fault_of(error: BaseException, path: Path) -> SampleFault:
    """Return an error as the fault of the line of the sample that led to it."""
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return SampleFault(path, error.lineno or 1, error.msg, "Python")
    line = next((f.lineno for f in reversed(traceback.extract_tb(error.__traceback__)) if f.filename == str(path)), 1)
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, WrongCall | NetworkTouched):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, WrongCall):
        return SampleFault(path, line_of(cause.found, path) or line or 1, cause.found, cause.expected)
    if isinstance(cause, NetworkTouched):
        return SampleFault(path, line or 1, f"a connection to {cause}", "no network: a call that the fake answers")
    if isinstance(error, TooLong):
        return SampleFault(path, line or 1, f"a run of more than {error}", "an end: the fake answers at once")
    found, expected = explain(error)
    return SampleFault(path, line or 1, found, expected)


def line_of(found: str, path: Path) -> int | None:
    """Return the line of the first quoted word of `found`, when the file has it once: a call has many lines."""
    word = re.search(r"'([^']+)'", found)
    if word is None:
        return None
    lines = path.read_text(encoding="utf-8").splitlines()
    whole = re.compile(rf"(?<!\w){re.escape(word[1])}(?!\w)")
    hits = [number for number, text in enumerate(lines, 1) for _ in whole.finditer(text)]
    return hits[0] if len(hits) == 1 else None


def explain(error: BaseException) -> tuple[str, str]:
    """Return what an error found and what it should have been: the nearest names where Python knows them."""
    first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    found = f"{type(error).__name__}: {first}"
    if isinstance(error, AttributeError) and error.name and error.obj is not None:
        return found, nearest_names(error.name, [name for name in dir(error.obj) if not name.startswith("_")])
    if isinstance(error, ModuleNotFoundError):
        return found, "a module of the pinned SDKs"
    if isinstance(error, ImportError) and error.name and (match := re.search(r"cannot import name '(\w+)'", first)):
        return found, nearest_names(
            match[1], [name for name in dir(sys.modules.get(error.name)) if not name.startswith("_")]
        )
    return found, "a call that the SDK takes"
