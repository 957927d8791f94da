"""What tests of the data API read: its files parsed, its records with their plain texts."""

from __future__ import annotations

import json

from markdown_it import MarkdownIt

from cloud_ml_platforms.site_url import site_url
from cloud_ml_platforms.text.links import Links
from cloud_ml_platforms.topics.data import content as api
from cloud_ml_platforms.topics.data import shapes as s

SITE = site_url()


def parsed(files):
    """Every JSON file by its path, parsed."""
    return {path: json.loads(content) for path, content in files.items() if path.endswith(".json")}


def whole_records(catalog, docs):
    """The records of every JSON file with what only the tables have, the plain texts."""
    return {
        f"{name}.json": {list_: [as_it_is(record) for record in records] for list_, records in lists.items()}
        for name, lists in api.content(catalog, Links("", docs=docs, site=SITE)).items()
    }


def as_it_is(value):
    if isinstance(value, s.Shape):
        return {name: as_it_is(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, dict):
        return {key: as_it_is(item) for key, item in value.items()}
    return [as_it_is(item) for item in value] if isinstance(value, list) else value


def contents(data):
    return [path for path in data if not path.startswith("schemas/")]


def records_in(value):
    """Every object in a parsed file, however deep."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from records_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from records_in(item)


def shape_of(path):
    if path == "index.json":
        return s.IndexFile
    return api.FILES[path.removesuffix(".json")].shape


def read_markdown(markdown):
    """What a reader of CommonMark sees, in one line; and the links."""
    words, links, item = [], [], ""
    for token in MarkdownIt("commonmark").parse(markdown):
        assert token.type not in {"html_block", "heading_open", "blockquote_open", "ordered_list_open", "fence", "hr"}
        if token.type == "list_item_open":
            item = "- "
        if token.type == "inline":
            seen = []
            for child in token.children:
                assert child.type != "html_inline", markdown
                seen.append(" " if child.type == "softbreak" else child.content)
                links += [child.attrs["href"]] if child.type == "link_open" else []
            words.append(item + "".join(seen))
            item = ""
    return " ".join(" ".join(words).split()), links
