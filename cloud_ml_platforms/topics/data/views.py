"""What the page on the data API shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.paths import DOCS
from cloud_ml_platforms.topics.data.content import FOLDER, read_index
from cloud_ml_platforms.topics.data.shapes import ENUMERATIONS, enum_values, fields, shapes
from cloud_ml_platforms.topics.registry import Values, view

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


@view
def data_files(catalog: Catalog) -> Values:  # noqa: ARG001 - all views take the catalog
    """Return the JSON files of the data API with what is in them and their sizes."""
    return {"index": read_index(DOCS), "folder": FOLDER}


@view
def data_tables(catalog: Catalog) -> Values:  # noqa: ARG001
    """Return the CSV tables of the data API with their columns."""
    return {"index": read_index(DOCS), "folder": FOLDER}


@view
def data_fields(catalog: Catalog) -> Values:
    """Return the fields of every shape of the data API."""
    return {
        "shapes": [(shape.__name__, shape.__doc__, fields(shape)) for shape in shapes()],
        "enumerations": {name: enum_values(name, catalog.known) for name in ENUMERATIONS},
    }


@view
def data_versions(catalog: Catalog) -> Values:  # noqa: ARG001
    """Return the versions of shape and data as they are today."""
    return {"index": read_index(DOCS)}
