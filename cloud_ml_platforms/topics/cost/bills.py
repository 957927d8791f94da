"""The months that pages show, as web/scripts/cost.js works them out: web/build/write-bills.js runs it once for a build."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.calculator import calculator_data
from cloud_ml_platforms.model.base import Model
from cloud_ml_platforms.paths import ROOT

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog

SCRIPT = "web/build/write-bills.js"
COMMAND = (sys.executable, str(ROOT / "scripts" / "node.py"), "run", str(ROOT / SCRIPT))


class BillsError(LookupError):
    """The calculator's script did not run."""


class BillCell(Model):
    """A line in a column: USD as text, None where a price is blank; the formula in numbers; ids of prices."""

    amount: str | None
    free: bool
    worked: str
    prices: tuple[str, ...]
    blanks: tuple[str, ...]


BillCells = dict[str, BillCell]


class Month(Model):
    """A scenario: the fragment that opens it, what is typed by input, the sentences, the lines in use, totals, ids of prices."""

    address: str
    typed: dict[str, str]
    says: tuple[str, ...]
    lines: dict[str, BillCells]
    totals: dict[str, str | None]
    prices: tuple[str, ...]


class BarPart(Model):
    """A group's part of a bar, USD as text; `index` is that of the group."""

    group: str
    name: str
    index: int
    amount: str


class Bar(Model):
    """The words beside a column's bar, and what it is made of."""

    sum: str
    work: str
    more: str
    parts: tuple[BarPart, ...]


class Standard(Model):
    """What the calculator shows before anything is typed: the answer in a line, what it is of, sentences, lines in use, bars."""

    short: str
    typed: str
    says: tuple[str, ...]
    lines: tuple[str, ...]
    bars: dict[str, Bar]


class Bills(Model):
    """Formulas in words by line and column; the standard month; months by scenario; worked numbers by table and name."""

    words: dict[str, dict[str, str]]
    standard: Standard
    scenarios: dict[str, Month]
    worked: dict[str, dict[str, BillCells]]


def bills(catalog: Catalog) -> Bills:
    """Return what the calculator says of this catalog; runs again when the data or a script has changed."""
    worked = [table.model_dump(mode="json") for table in catalog.worked.values()]
    request = json.dumps({"data": calculator_data(catalog), "worked": worked}, ensure_ascii=False)
    return _run(request, tuple(path.stat().st_mtime_ns for path in sorted((ROOT / "web").glob("*/*.js"))))


@lru_cache(maxsize=2)
def _run(request: str, _scripts: tuple[int, ...]) -> Bills:
    done = subprocess.run(COMMAND, input=request, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - a script of ours
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        reason = next(
            (line for line in lines if "Error: " in line), lines[-1]
        )  # behind its own faults Node.js has its version
        raise BillsError(f"found no answer of {SCRIPT}: {reason}; expected the bills of all scenarios, from Node.js")
    return Bills.model_validate_json(done.stdout)
