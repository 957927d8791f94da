"""data/platforms/ is the only list of platforms: no code, template, script or style names one."""

from __future__ import annotations

import ast
import re

import pytest
from checkout import tracked_files
from conftest import PLATFORMS

from cloud_ml_platforms.paths import ROOT

WHERE = ("cloud_ml_platforms/", "macros/", "overrides/", "scripts/", "web/")
ENDINGS = (".py", ".j2", ".html", ".js", ".ts", ".css")
EXEMPT = (
    "cloud_ml_platforms/api_surface/extract/",  # reads the vendors' SDKs
    "cloud_ml_platforms/model/samples.py",  # ways to write a sample, each of one vendor
    "cloud_ml_platforms/topics/samples/",
    "cloud_ml_platforms/topics/paste/",  # names of old code
    "web/scripts/paste",
    "scripts/sdk_names.py",  # SDKs and their lock files
    "scripts/locks.py",
)


@pytest.fixture
def names(catalog):
    """Return ids and short names as a pattern; a part of a longer word is none."""
    found = [name for info in catalog.platforms.values() for name in (info.id, info.short)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, found))})(?![\w-])")


def naming(path, text, pattern):
    """Yield the strings of a file that name a platform: of Python without docstrings and comments, else its lines."""
    if path.endswith(".py"):
        tree = ast.parse(text)
        bodies = [node.body for node in ast.walk(tree) if hasattr(node, "body") and isinstance(node.body, list)]
        said = {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}
        strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        lines = [(node.lineno, node.value) for node in strings if id(node) not in said]
    else:
        lines = enumerate(text.splitlines(), 1)
    yield from (f"{path}:{number}: {line.strip()[:80]}" for number, line in lines if pattern.search(line))


def test_no_code_template_script_or_style_names_a_platform(names):
    pattern = names
    paths = [
        path
        for path in tracked_files()
        if path.startswith(WHERE) and path.endswith(ENDINGS) and ".test." not in path and not path.startswith(EXEMPT)
    ]
    assert len(paths) > 100
    found = [line for path in paths for line in naming(path, (ROOT / path).read_text("utf-8"), pattern)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("x.py", f'"""Say {PLATFORMS[0]}."""\nCOLUMNS = ("{PLATFORMS[1]}", "own")\n'),
        ("x.py", f'def f():\n    """Say it."""\n    return f"{{1}} {PLATFORMS[0]}"\n'),
        ("x.css", f".platform-x {{}}\n[data-hide~='{PLATFORMS[2]}'] {{ display: none }}\n"),
    ],
)
def test_a_name_in_code_is_found_and_an_example_in_a_docstring_is_not(names, path, text):
    assert len([*naming(path, text, names)]) == 1
