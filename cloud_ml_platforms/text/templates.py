"""The one way in which this project renders Jinja templates."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cloud_ml_platforms.numbers import number_word
from cloud_ml_platforms.text.words import join_words

if TYPE_CHECKING:
    from pathlib import Path


@lru_cache
def html_templates(*folders: Path) -> Environment:
    """Return the templates of folders that make HTML: values are escaped, lines that hold a tag only leave no trace."""
    environment = Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        extensions=["jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # `make serve` drops the package's modules when a template was edited
        cache_size=-1,
    )
    environment.globals.update(number_word=number_word, listed=join_words)
    return environment


@lru_cache
def text_templates(*folders: Path) -> Environment:
    """Return the templates of folders that make scripts, styles and plain text."""
    environment = Environment(loader=FileSystemLoader(folders), undefined=StrictUndefined, autoescape=False)  # noqa: S701 - no HTML
    environment.globals.update(number_word=number_word, listed=join_words)
    return environment
