"""Scripts of the AWS CLI, run in this process: each `aws` command with the variables that the lines before it set.

No private hook, but a side effect to know: importing `awscli` lets later imports of botocore find the CLI's own copy.
Here botocore and s3transfer are imported first, so the CLI runs on the pinned botocore, as boto3 does.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import s3transfer  # noqa: F401 - before awscli, see above
from aws_texts import model
from botocore import xform_name
from harness import SampleFault

from cloud_ml_platforms.api_surface.references import nearest_names

if TYPE_CHECKING:
    from collections.abc import Iterator

ASSIGNED = re.compile(r"([A-Z_][A-Z0-9_]*)=(.*)", re.DOTALL)
VARIABLE = re.compile(r"'[^']*'|\$\{(\w+)\}|\$(\w+)")


def run_shell(path: Path) -> None:
    """Run a script of `aws` commands, one after the other, with the variables that it sets; nothing else is allowed."""
    driver, variables = _driver(), {}
    for line, command in commands(path.read_text(encoding="utf-8")):
        text = _filled_in(command, variables, path, line)
        name, value = found.groups() if (found := ASSIGNED.fullmatch(text)) else (None, text)
        inner = re.fullmatch(r"\$\((aws .*)\)", value, re.DOTALL) if name else None
        if name and not inner:
            variables[name] = "".join(shlex.split(value, comments=True))
        elif (words := shlex.split(inner[1] if inner else value, comments=True))[0] == "aws":
            said = run_command(driver, words[1:], path, line)
            variables |= {name: said.strip()} if name else {}
        elif words[0] != "set":
            raise SampleFault(path, line, f"the command {words[0]!r}", "aws, or NAME=value: nothing else is checked")


def _filled_in(command: str, variables: dict[str, str], path: Path, line: int) -> str:
    def value(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        if name and name not in variables:
            raise SampleFault(path, line, f"${name}, which nothing set", nearest_names(name, variables))
        return variables[name] if name else found[0]

    return VARIABLE.sub(value, command)


def commands(text: str) -> Iterator[tuple[int, str]]:
    """Return the commands of a script, each with the line that it starts in: `\\` at its end and open quotes go on."""
    start, held = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        start, held = (start, held + line) if held else (number, line)
        if held.endswith("\\"):
            held = held.removesuffix("\\") + " "
            continue
        if _is_open(held):
            held += " "
            continue
        if held.strip() and not held.lstrip().startswith("#"):
            yield start, held.strip()
        held = ""


def _is_open(text: str) -> bool:
    try:
        shlex.split(text, comments=True)
    except ValueError:  # no closing quotation
        return True
    return False


def run_command(driver: Any, words: list[str], path: Path, line: int) -> str:
    """Run one command of the CLI; return what it prints. What it refuses is a `SampleFault`."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = driver.main(words)
        except SystemExit as ended:
            code = ended.code
    if code == 0:
        return out.getvalue()
    raise SampleFault(path, line, *_refused(words, err.getvalue()))


@cache
def _driver() -> Any:
    before = list(sys.meta_path)
    try:
        from awscli import clidriver
    finally:
        sys.meta_path[:] = before  # awscli puts a finder there that leads botocore to its copy
    data = Path(clidriver.__file__).parent / "data"
    os.environ["AWS_DATA_PATH"] = str(data)  # as awscli itself does at import; the fake puts it back
    return clidriver.create_clidriver()


def _refused(words: list[str], said: str) -> tuple[str, str]:
    """Return what the CLI did not take, and the nearest word that it takes."""
    said = said.replace("\n", " ")
    command = " ".join(words[:2])
    if found := re.search(r"found (.+?); expected (.+)", said):  # the fake's own words
        return found[1], found[2].strip()
    if found := re.search(r"Unknown options: ([\w-]+)", said):
        shape = next(
            (
                model(words[0]).operation_model(name).input_shape
                for name in model(words[0]).operation_names
                if xform_name(name, "-") == words[1]
            ),
            None,
        )
        options = ["--" + xform_name(member, "-") for member in shape.members] if shape else []
        return f"{found[1]} of aws {command}", nearest_names(found[1], options)
    if found := re.search(r"the following arguments are required: ([\w, -]+)", said):
        return f"aws {command} without {found[1].strip()}", "it is required"
    if found := re.search(r"Invalid choice: '([\w-]+)', maybe you meant:\s+\* ([\w-]+)", said):
        return f"{found[1]!r} in aws {command}", f"{found[2]}?"
    return f"aws {command}: {said.split('error:')[-1].strip()[:200]}", "a command that the AWS CLI takes"
