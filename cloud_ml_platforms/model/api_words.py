"""Words in code that look like API names and are none."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, model_validator

from cloud_ml_platforms.model.base import Line, Model
from cloud_ml_platforms.model.known import Platform


class ApiWords(Model):
    """Words in code that look like names of an API and stand in no extract: which, where, and what they are instead.

    Either `words`, or a `pattern` (a regular expression for the whole word) for a class of them.
    """

    platforms: Annotated[tuple[Platform, ...], Field(min_length=1)]
    reason: Line
    words: tuple[Line, ...] = ()
    pattern: Line | None = None

    @model_validator(mode="after")
    def _words_or_pattern(self) -> ApiWords:
        if bool(self.words) == bool(self.pattern):
            raise ValueError("either words or a pattern")
        try:
            re.compile(self.pattern or "")
        except re.error as error:
            raise ValueError(f"a regular expression ({error})") from error
        return self


class ApiWordsFile(Model):
    """data/api-words.yml."""

    allowed: tuple[ApiWords, ...]
