"""Add the line of the page to the faults that MkDocs reports by file only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.macros import MACROS
from cloud_ml_platforms.topics.registry import templates

if TYPE_CHECKING:
    from pathlib import Path

MACRO = re.compile(
    r"_File_: `(?P<page>[^`]+)`\s+"
    r"(?:_(?P<error>\w+)_: (?P<message>[^\n]+)|_Line (?P<line>\d+) in Markdown file:_ \*\*(?P<syntax>[^\n]+?)\*\*\n)"
    r"(?P<trace>.*?)(?=\n(?:WARNING|ERROR|INFO|Aborted)\b|\Z)",
    re.DOTALL,
)

TEMPLATE_LINE = re.compile(r'File "<template>", line (\d+)')

LINK = re.compile(
    r"Doc file '(?P<page>[^']+)' contains (?:a|an unrecognized relative) link '(?P<link>[^']+)', (?P<reason>[^\n]+)"
)

SNIPPET = re.compile(r"Error reading page '(?P<page>[^']+)': (?P<message>[^\n]+)")


def page_faults(output: str, docs: Path) -> list[str]:
    """Return MkDocs' complaints about pages as `docs/<page>:<line>: found ...; expected ...`."""
    faults = []
    for match in MACRO.finditer(output):
        after_front_matter = match["line"] or next(iter(TEMPLATE_LINE.findall(match["trace"])), "1")
        line = int(after_front_matter) + front_matter_lines(docs / match["page"])
        faults.append(f"docs/{match['page']}:{line}: {macro_message(match)}")
    for match in LINK.finditer(output):
        line = line_of(docs / match["page"], match["link"])
        faults.append(
            f"docs/{match['page']}:{line}: found the link {match['link']!r}, {match['reason'].rstrip('.')}; expected an existing page and anchor"
        )
    for match in SNIPPET.finditer(output):
        quoted = re.search(r"'([^']+)'", match["message"])
        line = line_of(docs / match["page"], quoted[1] if quoted else "--8<--")
        faults.append(f"docs/{match['page']}:{line}: {match['message']}; expected a file or section of samples/")
    return faults


def macro_message(match: re.Match[str]) -> str:
    """Return what is wrong with a macro call in the form 'found ...; expected ...'."""
    if match["syntax"]:
        return f"found a macro call that is not whole ({match['syntax'].rstrip('.')}); expected {{{{ name(...) }}}}"
    message = match["message"]
    if "; expected " in message:
        return message
    if match["error"] == "UndefinedError":
        name = message.split("'")[1]
        expected = f"show({name!r})" if name in templates() else f"one of {', '.join(MACROS)}"
        return f"found {message}; expected {expected}"
    return f"found {message}; expected the arguments that cloud_ml_platforms/topics/macros.py names"


def front_matter_lines(page: Path) -> int:
    """Return how many lines the front matter takes: macro errors count from its end."""
    match = re.match(r"---\n.*?\n---\n", page.read_text(encoding="utf-8"), re.DOTALL) if page.is_file() else None
    return match[0].count("\n") if match else 0


def line_of(page: Path, text: str) -> int:
    """Return the line of `text`, or 1."""
    if page.is_file():
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
            if text in line:
                return number
    return 1
