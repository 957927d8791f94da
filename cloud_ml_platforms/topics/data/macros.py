"""Macros of the page on the data API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.data import shapes as data_shapes
from cloud_ml_platforms.topics.data.content import FOLDER, read_index

if TYPE_CHECKING:
    from cloud_ml_platforms.topics.page import Page


def data_files(page: Page) -> str:
    """Render the JSON files of the data API with what is in them and their sizes."""
    return page.render("data_files.html.j2", index=read_index(page.links.docs), folder=FOLDER)


def data_tables(page: Page) -> str:
    """Render the CSV tables of the data API with their columns."""
    return page.render("data_tables.html.j2", index=read_index(page.links.docs), folder=FOLDER)


def data_fields(page: Page) -> str:
    """Render the fields of every shape of the data API."""
    shapes = [(shape.__name__, shape.__doc__, data_shapes.fields(shape)) for shape in data_shapes.shapes()]
    values = {name: data_shapes.enum_values(name) for name in data_shapes.ENUMERATIONS}
    return page.render("data_fields.html.j2", shapes=shapes, enumerations=values)


def data_versions(page: Page) -> str:
    """Render the versions of shape and data as they are today."""
    return page.render("data_versions.html.j2", index=read_index(page.links.docs))
