"""What a command reports in its own words, without a traceback."""

from __future__ import annotations


class UserError(Exception):
    """A fault that the reader of the message can mend: it says what was found and what was expected."""
