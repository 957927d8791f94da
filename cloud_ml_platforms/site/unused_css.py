"""After the build: take rules out of the theme's style sheets that no page of this site can need.

A rule goes when its selectors name a class, an identifier or a colour scheme that no page and no script contains.
Custom properties that nothing reads go with them. When in doubt a rule stays, except one that costs every page view. Without
this a first visit weighs 6 KB more: compare/generative-ai and compare/names would be above their budgets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SHEETS = "assets/stylesheets/**/*.css"
IN_TAG = re.compile(r"""\s(class|id|dir|data-md-color-[a-z]+)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
WORD = re.compile(r"[\w-]+")
BEGUN = re.compile(r"""([a-z][\w-]*-)(?:\$\{|["']\s*(?:\+|\.concat))""")  # `tabbed-control--${side}`
READ = re.compile(r"var\(\s*(--[\w-]+)")
NESTING = frozenset({"media", "supports"})

# The theme's own script, which no page loads, would set it on the body (web/scripts/colours.js sets the colours here).
COSTLY = "data-md-color-switching"

# Classes of the theme that no page bears, whose names are words in our scripts.
ABSENT = ("example", "question", "success", "tip", "footnote", "highlighttable", "linenos")


@dataclass(frozen=True)
class UsedNames:
    """What pages and scripts name: classes and identifiers, and values of attributes that choose colours."""

    names: frozenset[str]
    beginnings: tuple[str, ...]  # of names that a script puts together
    values: frozenset[tuple[str, str]]

    def contains(self, name: str) -> bool:
        """Return whether something may bear the name."""
        return not name.startswith(ABSENT) and (name in self.names or name.startswith(self.beginnings))


def drop_unused_rules(site: Path) -> None:
    """Rewrite the theme's style sheets of a built site without the rules that nothing in it can match."""
    used = used_names(site)
    sheets = {path: tinycss2.parse_stylesheet(path.read_text(encoding="utf-8")) for path in sorted(site.glob(SHEETS))}
    texts = {path: rules_in_use(rules, used) for path, rules in sheets.items()}
    site_sources = "".join(
        path.read_text(encoding="utf-8") for path in [*site.glob("assets/*.css"), *site_scripts(site)]
    )
    read_names = set(WORD.findall(site_sources)) | set(READ.findall("".join(texts.values())))
    for path, text in texts.items():
        path.write_text(without_unread_properties(text, read_names), encoding="utf-8")


def site_scripts(site: Path) -> list[Path]:
    """Return the scripts that may put a class on an element or read a property."""
    return sorted(site.glob("assets/*.js"))


def used_names(site: Path) -> UsedNames:
    """Collect what the pages and scripts of a site name."""
    names: set[str] = set()
    beginnings: set[str] = set()
    values: set[tuple[str, str]] = set()
    for path in site.rglob("*.html"):
        for name, *alternatives in IN_TAG.findall(path.read_text(encoding="utf-8")):
            value = "".join(alternatives)
            if name in {"class", "id"}:
                names.update(value.split())
            else:
                values.add((name, value))
    for path in [*site_scripts(site), *site.glob("_gen/**/*.js")]:
        text = path.read_text(encoding="utf-8")
        if path.parent.name == "assets":
            names.update(WORD.findall(text))
            beginnings.update(BEGUN.findall(text))
        else:
            names.update(word for classes in re.findall(r'class=\\?"([^"\\]*)', text) for word in classes.split())
    return UsedNames(frozenset(names), tuple(sorted(beginnings)), frozenset(values))


def rules_in_use(rules: Iterable[Any], used: UsedNames) -> str:
    """Return the rules that can match something, as text."""
    texts = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [selector for selector in split_selectors(rule.prelude) if can_match(selector, used)]
            if selectors:
                selector_list = ",".join(tinycss2.serialize(selector).strip() for selector in selectors)
                texts.append(f"{selector_list}{{{tinycss2.serialize(rule.content)}}}")
        elif rule.type == "at-rule" and rule.lower_at_keyword in NESTING and rule.content is not None:
            inner = rules_in_use(tinycss2.parse_rule_list(rule.content), used)
            if inner:
                texts.append(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}")
        elif rule.type not in {"comment", "whitespace"}:
            texts.append(rule.serialize())
    return "".join(texts)


def split_selectors(prelude: list[Any]) -> list[list[Any]]:
    """Return the selectors of a comma-separated list."""
    selectors: list[list[Any]] = [[]]
    for component in prelude:
        if component == ",":
            selectors.append([])
        else:
            selectors[-1].append(component)
    return selectors


def can_match(selector: list[Any], used: UsedNames) -> bool:
    """Return whether a selector is worth keeping: all it names exists and none of it is too slow; `:not()` and the like are ignored."""
    for before, token in zip([None, *selector], selector, strict=False):
        if token.type == "ident" and before == "." and not used.contains(token.value):
            return False
        if token.type == "hash" and not used.contains(token.value):
            return False
        if token.type == "[] block":
            name, value = attribute_selector(token.content)
            if name == COSTLY:
                return False
            if (name == "dir" or name.startswith("data-md-color-")) and value and (name, value) not in used.values:
                return False
    return True


def attribute_selector(content: list[Any]) -> tuple[str, str]:
    """Return the name and the value of an attribute selector; the value is empty unless it is compared with `=`."""
    name, *comparison = [token for token in content if token.type != "whitespace"]
    equal = len(comparison) > 1 and comparison[0] == "="
    return name.value, str(comparison[1].value) if equal else ""


def without_unread_properties(text: str, read_names: set[str]) -> str:
    """Return a style sheet without the custom properties that nothing reads."""
    return re.sub(
        r"""(?<=[{;])(--[\w-]+):(?:url\((?:"[^"]*"|[^)"]*)\)|"[^"]*"|'[^']*'|[^;{}'"])*(?:;|(?=\}))""",
        lambda match: match[0] if match[1] in read_names else "",
        text,
    )
