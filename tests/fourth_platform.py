"""A further, partial platform in a copy of the real data or of the small world: data only, a dozen rows of the real one."""

from __future__ import annotations

import re

PLATFORM = """id: orbit-ml
order: 9
scope: partial
short: Orbit ML
long: Orbit Machine Learning
vendor: Orbit
publisher: Orbit
cloud: orbit
colours: {light: "#6b2fa0", dark: "#c9a2f2"}
words: [Orbit]
thing: or
hierarchy:
  - {name: Workspace, holds: "Everything that a team has"}
sdks: [or-sdk]
good_at: ["One line for each endpoint ([[ep-kinds orbit-ml]])"]
weak_at: ["No batch kind of its own"]
"""

NAMES = """things:
  - id: or
    platform: orbit-ml
    names: [{name: Orbit Beta ML}, {name: Orbit ML, since: "2026-01"}]
    is: a platform of the tests
  - {id: or-sdk, platform: orbit-ml, names: [{name: Orbit SDK}], is: the Python package of Orbit ML}
events:
  - id: or-renamed
    thing: or
    kind: renamed
    date: "2026-01-15"
    carried_out: done
    what: Orbit Beta ML is Orbit ML
    evidence: [{source: or-docs, at: Names, read: 2026-11-24, shows: The old name and the new one}]
"""

SOURCE = """
  - id: or-docs
    publisher: Orbit
    title: Orbit ML guide
    url: https://orbit.example/guide
    kind: docs
    content_date: "2026-11-01"
    read_from: vendor page
"""

EVIDENCE = "[{source: or-docs, at: Guide, read: 2026-11-24, shows: What the guide says}]"

LETTERED = "{a: {source: or-docs, at: Guide, read: 2026-11-24, shows: What the guide says}}"

ANSWERS = (  # state, value, and the rest of a cell
    ("yes", "One call", 'ways: [{id: any, how: "One call does it {a}"}]'),
    ("partly", "One call", 'ways: [{id: any, stage: preview, how: "In preview {a}"}]'),
    ("no", "It has none", 'short: "It has none {a}"'),
    ("not stated", "Not documented", 'short: "The guide does not say {a}"'),
)

CAPABILITIES = ("online-endpoints", "model-registry")
ROWS_EACH = 6


def add_platform(data, rows_each=ROWS_EACH):
    """Add the platform to a folder of data: new files, and lines in those of capabilities, limits, sources, clouds."""
    (data / "platforms" / "orbit-ml.yml").write_text(PLATFORM)
    (data / "names" / "platform-orbit-ml.yml").write_text(NAMES)
    append(data / "clouds.yml", "  - {id: orbit, name: Orbit}\n")
    (data / "sources" / "orbit.yml").write_text(f"sources:{SOURCE}")
    for name in CAPABILITIES:
        path = data / "capabilities" / f"{name}.yml"
        text = path.read_text()
        text = text.replace("services:\n", "services:\n  orbit-ml: [or]\n", 1)
        text = text.replace("kinds:\n", "kinds:\n  orbit-ml: {any: Any kind}\n", 1)
        head, *rows = re.split(r"(?m)^(?=  - id: )", text)
        for index, row in enumerate(rows[:rows_each]):
            state, value, rest = ANSWERS[index % len(ANSWERS)]
            part = re.search(r"(?m)^    mark: (.*)$|^    parts:\n      ([a-z-]+):", row)
            said = state if part[1] or state == "not stated" else "one call"
            answer = f'answers: {{{part[1] or part[2]}: "{said} {{a}}"}}, '
            cell = f'{{value: "{value} {{a}}", {answer}{rest}, evidence: {LETTERED}}}'
            rows[index] = row.replace("    platforms:\n", f"    platforms:\n      orbit-ml: {cell}\n", 1)
        path.write_text(head + "".join(rows))
    path = data / "limits" / "online-endpoints.yml"
    value = f"{{way: any, value: 7, rule: hard, evidence: {EVIDENCE}}}"
    answer = f"    platforms:\n      orbit-ml: {{state: values, values: [{value}]}}\n"
    path.write_text(path.read_text().replace("    platforms:\n", answer, 1))


def append(path, text):
    path.write_text(path.read_text().rstrip("\n") + "\n" + text)
