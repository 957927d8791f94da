"""The catalog, read and held against every rule; cached until a file changes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cloud_ml_platforms.catalog.load import read_catalog, yaml_paths
from cloud_ml_platforms.catalog.yaml_files import DataError
from cloud_ml_platforms.check.run import check_rules
from cloud_ml_platforms.paths import DATA

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


def load_catalog(data: Path = DATA) -> Catalog:
    """Return the catalog of `data`; raise `DataError` with every fault. Cached until a file changes."""
    files = [*yaml_paths(data), *sorted(data.glob("api/*.json"))]
    stamp = tuple((str(path), path.lstat().st_mtime_ns, path.lstat().st_size) for path in files)
    return _load(data, stamp)


@lru_cache(maxsize=4)
def _load(data: Path, stamp: tuple[tuple[str, int, int], ...]) -> Catalog:
    catalog, files, faults = read_catalog(data, [Path(name) for name, _, _ in stamp if name.endswith(".yml")])
    if not faults:
        faults = check_rules(catalog, files)
    if faults:
        raise DataError(faults)
    return catalog
