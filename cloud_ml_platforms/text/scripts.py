"""Data for scripts: classic scripts that set one global, since pages opened from disk load no modules and fetch nothing."""

from __future__ import annotations

import json


def global_script(name: str, value: object, *, compact: bool = False) -> str:
    """Return a script that sets a global; `compact` leaves out spaces."""
    separators = (",", ":") if compact else None
    return f"window.{name} = {json.dumps(value, ensure_ascii=False, separators=separators)};\n"


def entry_script(name: str, key: str, value: object) -> str:
    """Return a script that sets one entry of a global object; each entry is a file of its own."""
    entry = json.dumps(value, ensure_ascii=False)
    return f"(window.{name} = window.{name} || {{}})[{json.dumps(key)}] = {entry};\n"
