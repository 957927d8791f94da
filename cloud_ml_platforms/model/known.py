"""Ids that are known before a record is read: they reach the models through pydantic's validation context."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Annotated, Any

from pydantic_core import core_schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import GetCoreSchemaHandler, ValidationInfo

KNOWN = "x-known"  # in a JSON Schema, the kind of ids that a text is one of
EVERY = "x-every"  # and the kind of ids each of which has to be a key

OWN = "own"  # the calculator's column of machines of one's own


@dataclass(frozen=True)
class Known:
    """What data/platforms/ and data/clouds.yml name, in the order of tables; `full` platforms answer everywhere."""

    platforms: tuple[str, ...]
    full: tuple[str, ...]
    clouds: tuple[str, ...]
    publishers: tuple[str, ...]

    @property
    def pairs(self) -> tuple[str, ...]:
        """The pairs of full platforms, as keys: `one+other`."""
        return tuple("+".join(pair) for pair in combinations(self.full, 2))

    @property
    def pair_keys(self) -> tuple[str, ...]:
        """The keys that a pair may have: written either way, it does not hang on the order of platforms."""
        return tuple("+".join(pair) for pair in permutations(self.full, 2))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the calculator: the full platforms, then machines of one's own."""
        return (*self.full, OWN)

    @property
    def priced(self) -> tuple[str, ...]:
        """Whose prices there are: a full platform's or a plain cloud's."""
        return (*self.full, *self.clouds)


@dataclass(frozen=True)
class OneOf:
    """A text that is a known id, or one of `also`. Read without a context, any text passes."""

    kind: str
    also: tuple[str, ...] = ()

    def of(self, known: Known) -> tuple[str, ...]:
        """Return the texts that pass."""
        return (*getattr(known, self.kind), *self.also)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.with_info_after_validator_function(self._known, handler(source))

    def __get_pydantic_json_schema__(self, _schema: object, _handler: object) -> dict[str, Any]:
        return {"type": "string", KNOWN: [self.kind, *self.also]}

    def _known(self, value: str, info: ValidationInfo) -> str:
        if isinstance(info.context, Known):
            passing = self.of(info.context)
            if value not in passing:
                raise ValueError(f"one of {', '.join(passing)}{nearest_hint(value, passing)}")
        return value


Platform = Annotated[str, OneOf("platforms")]
PlatformOrAll = Annotated[str, OneOf("platforms", ("all",))]
FullPlatform = Annotated[str, OneOf("full")]
FullPlatformOrAll = Annotated[str, OneOf("full", ("all",))]
Pair = Annotated[str, OneOf("pair_keys")]
Column = Annotated[str, OneOf("columns")]
PriceOf = Annotated[str, OneOf("priced")]
Publisher = Annotated[str, OneOf("publishers", ("other",))]


def nearest_hint(name: str, known: Iterable[str]) -> str:
    """Return "; nearest: ..." with up to three known names that are like `name`, or nothing."""
    matches = get_close_matches(name, list(known), n=3, cutoff=0.6)
    return f"; nearest: {', '.join(matches)}" if matches else ""


def with_known(schema: Any, known: Known) -> Any:  # noqa: ANN401 - any part of a JSON Schema
    """Return a JSON Schema with the ids of each kind written out, so that editors complete them."""
    if isinstance(schema, dict):
        if KNOWN in schema:
            kind, *also = schema[KNOWN]
            others = {key: value for key, value in schema.items() if key != KNOWN}
            return {**others, "enum": list(OneOf(kind, tuple(also)).of(known))}
        if EVERY in schema:
            schema = {**schema, "required": list(getattr(known, schema[EVERY]))}
            del schema[EVERY]
        return {key: with_known(value, known) for key, value in schema.items()}
    if isinstance(schema, list):
        return [with_known(item, known) for item in schema]
    return schema
