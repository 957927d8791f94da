"""Put a release on a server and switch to it, or back; needs nothing but Python 3.

    python switch.py RELEASE WWW    check RELEASE (what `make release` made), copy it, serve it
    python switch.py --back WWW     serve again what was served before

WWW holds `releases/<name>/`, the link `current` and the link `previous`. Releases share the files whose content stands
in their address: a page that is still open finds the scripts that it was made with, forth and back.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import os
import re
import shutil
import signal
import sys
import tempfile
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKSUMS = "checksums.txt"
LINE = re.compile(r"([0-9a-f]{64})  (.+)")  # as sha256sum writes it
NAME = re.compile(r'map "" \$release \{\s*default "([0-9a-f]+)"')
HASHED = ("v/", "assets/javascripts/", "assets/stylesheets/")  # whose files may stay in browsers for good
KEEP = 5  # releases, with the one that is served
FIRST_TIME, TIMES = (
    315_532_800,
    2**30,
)  # 1980, the first year that a zip knows, and 34 years of seconds, all of them past


class SwitchError(Exception):
    """The release is not whole, or there is nothing to switch to."""


def main(argv: list[str] | None = None) -> int:
    """Run the command; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", nargs="?", type=Path, metavar="RELEASE")
    parser.add_argument("www", type=Path, metavar="WWW")
    parser.add_argument("--back", action="store_true", help="serve again what was served before")
    parser.add_argument("--keep", type=int, default=KEEP, metavar="N", help=f"how many releases stay ({KEEP})")
    parser.add_argument("--pid", type=Path, metavar="FILE", help="nginx's pid file: nginx reloads after the switch")
    args = parser.parse_args(argv)
    os.umask(0o022)  # nginx reads as another account
    if args.back == (args.release is not None):
        parser.error("say RELEASE WWW, or --back WWW")
    try:
        name = back(args.www) if args.back else put(args.release, args.www, args.keep)
        if args.pid:
            reload(args.pid)
    except (SwitchError, OSError) as error:
        sys.stderr.write(f"switch: {error}\n")
        return 1
    print(
        f"{args.www / 'current'} is {name}; nginx {'was told to reload' if args.pid else 'serves it once it reloads'}"
    )
    return 0


def put(release: Path, www: Path, keep: int = KEEP) -> str:
    """Copy a release below `www`, switch to it, drop all but the newest `keep`; return its name.

    Raises SwitchError for a release that is not as its checksums say; then nothing has changed.
    """
    releases = www / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    with locked(www), room(releases) as folder:
        new = folder / "release"
        copy(release, new)
        sums = verify(new)  # the copy: it is what will be served
        name = name_of(new)
        if not holds(releases / name, sums):
            set_times(new, sums)
            if (releases / name).is_dir():
                (releases / name).rename(folder / "damaged")
            new.rename(releases / name)
        kept = newest(releases, releases / name)[:keep]
        for one, other in permutations(kept, 2):
            carry(one, other)
        switch(www, name)
        drop(www, kept)
    return name


def back(www: Path) -> str:
    """Switch to the release that was served before; return its name. Raises SwitchError when there is none."""
    with locked(www):
        before = served(www, "previous")
        if before is None:
            msg = f"{www}: no release was served before"
            raise SwitchError(msg)
        switch(www, before.name)
    return before.name


@contextmanager
def locked(www: Path) -> Iterator[None]:
    """Let one switch at a time work on a folder. Raises SwitchError when it is not there."""
    if not www.is_dir():
        msg = f"{www}: no such folder"
        raise SwitchError(msg)
    with (www / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def room(releases: Path) -> Iterator[Path]:
    """Yield a folder beside the releases that is gone afterwards, as are those of copies that were killed."""
    for left in releases.glob(".new-*"):
        shutil.rmtree(left)
    with tempfile.TemporaryDirectory(dir=releases, prefix=".new-") as folder:
        yield Path(folder)


def holds(folder: Path, sums: dict[str, str]) -> bool:
    """Return whether the files of a release lie in a folder, each as its SHA-256 says; there may be more."""
    return all((folder / name).is_file() and sum_of(folder / name) == found for name, found in sums.items())


def sum_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def copy(release: Path, new: Path) -> None:
    """Copy a release, readable for everyone. Raises SwitchError when it is not there."""
    if not (release / CHECKSUMS).is_file():
        msg = f"{release}: no {CHECKSUMS} in it; expected the folder that `make release` writes"
        raise SwitchError(msg)
    shutil.copytree(release, new, symlinks=True, copy_function=shutil.copyfile)
    for path in [new, *new.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)


def verify(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a release, by path.

    Raises SwitchError that names a file which is missing, not listed or not as its checksum says.
    """
    listed = sums_of(folder)
    found = {}
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            name = path.relative_to(folder).as_posix()
            found[name] = "a link" if path.is_symlink() else sum_of(path)
    own = found.pop(CHECKSUMS)
    wrong = sorted(name for name in found.keys() | listed.keys() if found.get(name) != listed.get(name))
    if wrong:
        first = wrong[0]
        what = "is missing" if first not in found else "is not listed" if first not in listed else "is another file"
        msg = f"{len(wrong)} files are not as {CHECKSUMS} says; {first} {what}. Copy the release again"
        raise SwitchError(msg)
    return {**found, CHECKSUMS: own}


def sums_of(folder: Path) -> dict[str, str]:
    """Return what a release's list of checksums says: SHA-256 by path. Raises SwitchError for another format."""
    out = {}
    for number, line in enumerate((folder / CHECKSUMS).read_text(encoding="utf-8").splitlines(), 1):
        found = LINE.fullmatch(line)
        if found is None:
            msg = f"{CHECKSUMS}:{number}: expected 64 hexadecimal digits, two blanks, a path"
            raise SwitchError(msg)
        out[found[2]] = found[1]
    return out


def set_times(folder: Path, sums: dict[str, str]) -> None:
    """Give each file a time made from its content.

    nginx makes an ETag of time and size. So it changes with the content, also between releases of one second, and
    stays where the content does, also in a release that was copied or made anew.
    """
    for name, found in sums.items():
        time = FIRST_TIME + int(found[:8], 16) % TIMES
        os.utime(folder / name, (time, time))


def name_of(release: Path) -> str:
    """Return a release's name, as nginx knows it. Raises SwitchError when it has none."""
    maps = release / "_nginx" / "maps.conf"
    found = NAME.search(maps.read_text(encoding="utf-8")) if maps.is_file() else None
    if found is None:
        msg = "_nginx/maps.conf says no name of the release; expected one that `make release` made"
        raise SwitchError(msg)
    return found[1]


def newest(releases: Path, first: Path) -> list[Path]:
    """Return releases, `first` at first, then the one that was switched to last."""
    folders = [path for path in releases.iterdir() if path.is_dir() and not path.name.startswith(".") and path != first]
    return [first, *sorted(folders, key=lambda path: path.stat().st_mtime_ns, reverse=True)]


def carry(one: Path, other: Path) -> None:
    """Give another release what one brought of files whose content stands in their address."""
    for name in sums_of(one):
        if name.startswith(HASHED) and not (other / name).exists():
            (other / name).parent.mkdir(parents=True, exist_ok=True)
            (other / name).hardlink_to(one / name)


def switch(www: Path, name: str) -> None:
    """Let `current` be a release, and `previous` what it was, each in one step."""
    before = served(www, "current")
    os.utime(www / "releases" / name)
    link(www / "current", name)
    if before is not None and before.name != name:
        link(www / "previous", before.name)


def link(path: Path, name: str) -> None:
    """Make a link to a release, or turn it there: whoever looks finds the old one or the new one."""
    new = path.with_name(f".{path.name}")
    new.unlink(missing_ok=True)
    new.symlink_to(Path("releases") / name)
    new.replace(path)


def served(www: Path, which: str) -> Path | None:
    """Return the release to which a link leads, or None."""
    return (www / which).resolve() if (www / which).is_dir() else None


def drop(www: Path, kept: list[Path]) -> None:
    """Remove releases but those that are kept; what is served and what was served before stay."""
    stay = {path.resolve() for path in [*kept, www / "current", www / "previous"]}
    for old in (www / "releases").iterdir():
        if old.is_dir() and old.resolve() not in stay and not old.name.startswith("."):
            shutil.rmtree(old)


def reload(pid: Path) -> None:
    """Tell nginx to reload. Raises SwitchError when it does not run."""
    try:
        os.kill(int(pid.read_text(encoding="utf-8")), signal.SIGHUP)
    except (OSError, ValueError) as error:
        msg = f"{pid}: nginx could not be told to reload ({error}); it serves the release before until it does"
        raise SwitchError(msg) from error


if __name__ == "__main__":
    sys.exit(main())
