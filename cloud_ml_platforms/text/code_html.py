"""A sample as highlighted HTML, made once however many pages show it, with the site's own Markdown extensions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import markdown
from markupsafe import Markup
from mkdocs.utils.yaml import yaml_load

from cloud_ml_platforms.paths import MKDOCS, SAMPLES

UNCOLOURED = re.compile(r'<span class="(?:n|p|w)">([^<]*)</span>')  # names, punctuation, spaces: half of all spans
NEEDED = ("pymdownx.highlight", "pymdownx.superfences", "pymdownx.snippets")


def sample_html(snippet: str, language: str) -> Markup:
    """Return a sample, `folder/file.py` or `folder/file.py:section`, as a highlighted block.

    Raises pymdownx's SnippetMissingError when there is no such file or section.
    """
    path = SAMPLES / snippet.partition(":")[0]
    return _html(snippet, language, path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=512)
def _html(snippet: str, language: str, _mtime: int) -> Markup:
    extensions = _extensions()
    text = f'```{language}\n--8<-- "{snippet}"\n```'
    html = markdown.markdown(text, extensions=[*extensions], extension_configs=extensions)
    return Markup(UNCOLOURED.sub(r"\1", html))  # noqa: S704 - ours


@lru_cache(maxsize=1)
def _extensions() -> dict[str, dict[str, Any]]:
    config = yaml_load(MKDOCS.read_text("utf-8"))["markdown_extensions"]
    extensions = {name: config[name] or {} for name in NEEDED}
    extensions["pymdownx.snippets"] = {**extensions["pymdownx.snippets"], "base_path": [str(SAMPLES)]}
    return extensions
