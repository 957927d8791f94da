"""The calculator's inputs, formulas, prices and scenarios, as a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud_ml_platforms.compute.calculator import calculator_data
from cloud_ml_platforms.text.scripts import global_script

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog


def cost_script(catalog: Catalog) -> str:
    """Return a classic script that holds the calculator's inputs, formulas, prices and scenarios."""
    return global_script("CMLP_COST", calculator_data(catalog), compact=True)
