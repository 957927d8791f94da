"""What pages call, held against what there is without building the site: macros, templates, views, references."""

from __future__ import annotations

from inspect import signature
from typing import TYPE_CHECKING, Any, cast

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables

from cloud_ml_platforms.api_surface.references import nearest_names
from cloud_ml_platforms.catalog.yaml_files import Fault
from cloud_ml_platforms.paths import DOCS
from cloud_ml_platforms.site.prepare import GENERATED
from cloud_ml_platforms.text.references import resolve_reference
from cloud_ml_platforms.topics.macros import MACROS
from cloud_ml_platforms.topics.page import GIVEN, environment
from cloud_ml_platforms.topics.registry import templates, view_of, view_wanted, views

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jinja2 import BaseLoader

    from cloud_ml_platforms.catalog.types import Catalog

Problem = tuple[str, str]  # found, expected


def call_faults(catalog: Catalog, docs: Path = DOCS) -> Iterator[Fault]:
    """Yield a fault for each call in a page of what is not there, or with arguments that it does not take."""
    reader = Environment(autoescape=True)
    generated = {path for pattern in GENERATED for path in docs.glob(pattern)}
    for path in sorted({*docs.rglob("*.md")} - generated):
        name = f"{docs.name}/{path.relative_to(docs).as_posix()}"
        try:
            page = reader.parse(path.read_text(encoding="utf-8"))
        except TemplateSyntaxError as error:
            yield Fault(name, error.lineno, "", f"a call that is not whole ({error.message})", "{{ name(...) }}")
            continue
        for call in page.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name not in reader.globals:
                for found, expected in _call_problems(catalog, call.node.name, call):
                    yield Fault(name, call.lineno, "", found, expected)


def _call_problems(catalog: Catalog, name: str, call: nodes.Call) -> Iterator[Problem]:
    arguments = [_constant(argument) for argument in call.args]
    keywords = {keyword.key: _constant(keyword.value) for keyword in call.kwargs}
    if name not in MACROS:
        near = f"show({name!r})" if name in templates() else nearest_names(name, MACROS)
        yield f"a call of {name}()", f"one of {', '.join(MACROS)}; {near}"
        return
    first = arguments[0] if arguments else None
    try:
        signature(MACROS[name]).bind(None, *arguments, **keywords)
        if name == "show" and first is not None:
            view_of(*arguments, **keywords)
    except TypeError as error:
        yield f"{name}() with {error}", f"{name}{signature(MACROS[name])}"
    except LookupError as error:
        found, _, expected = str(error).partition("; expected ")
        yield found.removeprefix("found "), expected
    else:
        if name == "show" and first is not None and (missing := _undefined_variables(first)):
            yield f"show({first!r}) where {', '.join(missing)} is undefined", view_wanted(first)
        if name == "ref" and first is not None and (problem := resolve_reference(catalog, first).problem):
            yield f"ref({first!r})", problem


def _undefined_variables(template: str) -> list[str]:
    """Return the variables of a template without a view that nothing fills."""
    if template in views():
        return []
    jinja = environment()
    source, *_ = cast("BaseLoader", jinja.loader).get_source(jinja, templates()[template])
    return sorted(find_undeclared_variables(jinja.parse(source)) - {*GIVEN, *jinja.globals})


def _constant(node: nodes.Expr) -> Any:  # noqa: ANN401 - whatever a page writes
    """Return what stands in a call, or None when it is known only as the page is rendered."""
    try:
        return node.as_const()
    except nodes.Impossible:
        return None
