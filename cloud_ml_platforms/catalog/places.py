"""Where a record is: file and line of each, for faults."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.yaml_files import YamlFile, YamlPath

FIRST_ZONE = dt.timezone(dt.timedelta(hours=14))


def latest_today() -> dt.date:
    """Return the day of the time zone where it begins first, so that today anywhere is not in the future."""
    return dt.datetime.now(tz=FIRST_ZONE).date()


def record_places(files: dict[str, YamlFile]) -> dict[str, tuple[YamlFile, YamlPath]]:
    """Return file and path of every record: by its id, `watch 0`, `limits of drift`, or the file's name.

    A cheat sheet is `sheet of <platform>`, since its platform has a file of its own; the workload is `samples index`.
    """
    places: dict[str, tuple[YamlFile, YamlPath]] = {}
    for file in files.values():
        for path in file.by_key.get("id", ()):
            value = file.at(path)
            if isinstance(value, str):
                places.setdefault(value, (file, path[:-1]))
        watches = file.value.get("watch") if isinstance(file.value, dict) else None  # they have no id
        for number in range(len(watches) if isinstance(watches, list) else 0):
            places[f"watch {number}"] = (file, ("watch", number))
        if "/limits/" in file.name and isinstance(file.value, dict):
            places.setdefault(f"limits of {file.value.get('capability')}", (file, ()))
        if "/cheatsheets/" in file.name and isinstance(file.value, dict):
            places.setdefault(f"sheet of {file.value.get('platform')}", (file, ()))
        if file.name == "samples/index.yml":
            places["samples index"] = (file, ())
    for file in files.values():
        places.setdefault(file.name.rpartition("/")[2].removesuffix(".yml"), (file, ()))
    return places


def record_lines(files: dict[str, YamlFile]) -> dict[str, tuple[str, int]]:
    """Return file and line of every record."""
    places = record_places(files)
    return {record: place_of(places, record, ()) for record in places}


def place_of(places: dict[str, tuple[YamlFile, YamlPath]], record: str, within: YamlPath) -> tuple[str, int]:
    """Return file and line of a path within a record, or of its nearest parent that is there."""
    if record not in places:
        return "data", 1
    file, path = places[record]
    return file.name, file.line((*path, *(within or ("id",))))


def record_at(file: YamlFile, path: YamlPath) -> str:
    """Return the id of the record that a path of a file lies in, or what it has instead of one: `watch 0`."""
    for home in (path[:2], ()):
        value = file.at(home)
        if isinstance(value, dict) and isinstance(name := value.get("id"), str):
            return name
    return " ".join(map(str, path[:2]))
