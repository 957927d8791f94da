"""By which names a record is found that its data says anyway: no list of search words need repeat them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from cloud_ml_platforms import model as m
from cloud_ml_platforms.api_surface.words import looks_like_a_name

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from cloud_ml_platforms.catalog.types import Catalog, Kind

CODE = re.compile(r"`([^`]+)`")
NAME = re.compile(r"[A-Za-z][\w-]*\w")
PLAIN = re.compile(r"[A-Z]?[a-z]+(?: [A-Z]?[a-z]+)*|[A-Z]+")
BETWEEN = re.compile(r"[\W_]+")
FEW = 1  # records of a kind that have a name in code, of which no person need say which is meant
LONGEST_CODE = 60  # characters of a code span that somebody may type whole


def key_of(words: str) -> str:
    """Return what two spellings of a name have in common: its words in small letters."""
    return " ".join(BETWEEN.sub(" ", words.lower()).split())


def other_names(catalog: Catalog, kind: Kind[Any], record: Any) -> tuple[str, ...]:  # noqa: ANN401 - a record of any kind
    """Return the names of a record besides its title: former ones, and what the platforms call it."""
    match record:
        case m.Thing():
            names = [*(name.name for name in record.names), *([record.common] if record.common else [])]
        case m.Translation():
            names = list(_words_of(record))
        case _:
            names = []
    title = kind.title(catalog, record) if kind.title else ""
    return tuple(dict.fromkeys(name for name in names if name != title))


def related_words(catalog: Catalog, record: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Return what ideas and terms that a row belongs to are called: their words lead to it, though they may mean more."""
    if not isinstance(record, m.Row):
        return ()
    ideas = [word for idea in _translations(catalog, record.id) for word in _words_of(idea)]
    terms = [word for term in catalog.terms.values() if record.id in term.rows for word in (term.term, *term.also)]
    return tuple(dict.fromkeys([*ideas, *terms]))


def code_names(record: m.Model) -> tuple[str, ...]:
    """Return the names in code of a record, as often as it has them: its references to APIs, the code spans of its texts."""
    parts = list(_parts(record))
    spans = [span for text in parts if isinstance(text, str) for span in CODE.findall(text)]
    references = [part.ref.partition(":")[2] or part.ref for part in parts if isinstance(part, m.ApiRef)]
    names = [name for ref in references for name in NAME.findall(ref) if looks_like_a_name(name)]
    return (*names, *(span for span in spans if len(span) <= LONGEST_CODE))


def shared_keys(catalog: Catalog, kind: Kind[Any]) -> frozenset[str]:
    """Return the names that so many records of a kind have that a person must say which of them explains one."""
    records = catalog.of(kind).values()
    keys = Counter(
        key
        for record in records
        for key in {key_of(name) for name in (*related_words(catalog, record), *code_names(record))}
    )
    return frozenset(key for key, count in keys.items() if count > FEW)


def repeated_words(
    catalog: Catalog,
    kind: Kind[Any],
    record: Any,  # noqa: ANN401
    shared: Container[str] = (),
) -> Iterator[tuple[str, str]]:
    """Yield each search word of a record that says nothing new, with what says it already."""
    search_words: tuple[str, ...] = getattr(record, "search", None) or getattr(record, "also", None) or ()
    title = kind.title(catalog, record) if kind.title else ""
    sources_by_key = {key_of(name): "names" for name in related_words(catalog, record) if key_of(name) not in shared}
    if isinstance(record, m.PlatformInfo):
        return  # its words are those of its names
    if isinstance(record, m.Thing):
        # "Paste and check" looks for the others
        search_words = tuple(word for word in search_words if PLAIN.fullmatch(word))
    else:
        sources_by_key |= {key_of(name): "code" for name in code_names(record) if key_of(name) not in shared}
    sources_by_key |= {key_of(name): "names" for name in other_names(catalog, kind, record)} | {key_of(title): "title"}
    for word in search_words:
        if key_of(word) in sources_by_key:
            yield word, sources_by_key[key_of(word)]
        sources_by_key[key_of(word)] = "list"


def _words_of(term: m.Translation) -> Iterator[str]:
    for word in term.platforms.values():
        yield from (*([word.say] if word.say else []), *word.old, *word.heard)


def _translations(catalog: Catalog, row: str) -> list[m.Translation]:
    """Return the translated ideas that a row belongs to."""
    ideas = catalog.translated.values()
    return [idea for idea in ideas if row in idea.rows or any(row in word.rows for word in idea.platforms.values())]


def _parts(value: Any) -> Iterator[Any]:  # noqa: ANN401 - any part of a record
    """Yield every part of a record, however deep; of evidence, which is about sources, its references to APIs alone."""
    yield value
    if isinstance(value, m.Evidence):
        value = getattr(value, "api", ())
    elif isinstance(value, m.ApiRef):
        return
    elif isinstance(value, m.Model):
        value = value.__dict__
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for item in value:
            yield from _parts(item)
