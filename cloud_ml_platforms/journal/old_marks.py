"""A commit whose rows have written marks, from before a row was a small table: its facts without them.

Goes when no branch is left that began before 30 November 2026.
"""

from __future__ import annotations

OLD_MARKS = {"full": "yes", "partial": "partly", "none": "no", "unknown": "not documented"}


def without_marks(facts: dict[str, str]) -> dict[str, str]:
    """Return facts of such a commit as today's code words them: marks are derived now, so cells and ways begin without one."""
    rows = {
        name.removesuffix(" name") for name in facts if name.endswith(" name") and not name.startswith(("lim-", "con-"))
    }
    unmarked = {}
    for address, text in facts.items():
        record, *words = address.split()
        first, _, unmarked_text = text.partition(" · ")
        marked = record in rows and words != ["name"] and first in OLD_MARKS
        unmarked[address] = unmarked_text if marked else text
    return {address: text for address, text in unmarked.items() if text}
