"""Macros of cost: calculator, prices, what is billed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloud_ml_platforms.compute import bill, bill_answer
from cloud_ml_platforms.model import choose as choice
from cloud_ml_platforms.topics.cost import billing as billing_views
from cloud_ml_platforms.topics.cost import views as cost_views
from cloud_ml_platforms.topics.cost.billing import WAITS, Row, cells

if TYPE_CHECKING:
    from cloud_ml_platforms.topics.page import Page


def billing(page: Page) -> str:
    """Render what is billed: what bills while nobody works at a glance, then each use by platform."""
    return page.render("billing.md.j2", uses=page.catalog.uses.values(), waits=WAITS, lines=billing_views.lines)


def cost(
    page: Page,
    scenario: str,
    column: str,
    line: str | None = None,
    changes: dict[str, bill.Value] | None = None,
) -> str:
    """`{{ cost("sc-llm-tuning", "vertex-ai", "ln-training-spot", {"spotshare": 100}) }}`: a scenario's line, or its total, in USD a month.

    `changes` are inputs typed over the scenario's. What a blank price leaves open is "not known", linked to the scenario.
    """
    if column not in choice.COLUMNS:
        msg = f"found column {column!r}; expected one of {', '.join(choice.COLUMNS)}"
        raise LookupError(msg)
    if line is not None and line not in page.catalog.cost_lines:
        msg = f"found line {line!r}; expected one of {', '.join(page.catalog.cost_lines)}"
        raise LookupError(msg)
    found = bill.bill(page.catalog, bill.typed(page.catalog, scenario, **(changes or {})))
    amount = found.totals[column] if line is None else found.cells[line][column].amount
    return page.render("cost.html.j2", scenario=scenario, amount=amount).strip()


def worked(page: Page, scenario: str, caption: str, rows: list[Row]) -> str:
    """`{{ worked("sc-llm-tuning", "Two ways", [("On demand", "ln-training", dict(spotshare=0), ()), ...]) }}`: worked numbers.

    A row is its name, a line of the calculator with inputs typed over the scenario's, and for each platform a text that
    stands in place of the number; no texts, or an empty one, leave the number.
    """
    shown = [(row[0], cells(page.catalog, scenario, row)) for row in rows]
    prices = {price.id: price for _, found in shown for one in found for price in one.prices}
    return page.render("billing_worked.html.j2", scenario=scenario, caption=caption, rows=shown, prices=prices.values())


def cost_calculator(page: Page) -> str:
    """Render the calculator's form, bars and bill; scripts fill them."""
    return page.render("cost_calculator.html.j2", groups=cost_views.group_lines(page.catalog), **_columns(page))


def cost_scenarios(page: Page) -> str:
    """Render every scenario as a month worked out, for readers with and without scripts."""
    return page.render("cost_scenarios.md.j2", scenarios=cost_views.scenarios(page.catalog), **_columns(page))


def cost_formulas(page: Page) -> str:
    """Render every line of the bill with its formula in each column, or why it is not billed."""
    lines = [(line, cost_views.formulas(page.catalog, line)) for line in page.catalog.cost_lines.values()]
    return page.render("cost_lines.html.j2", lines=lines)


def cost_prices(page: Page) -> str:
    """Render every price with its machine, date and evidence."""
    return page.render(
        "cost_prices.html.j2",
        meters=list(cost_views.prices(page.catalog)),
        of_names=bill_answer.OF_NAMES,
        second_hand=cost_views.second_hand,
    )


def _columns(page: Page) -> dict[str, Any]:
    names = bill_answer.column_names(page.catalog)
    return {"columns": choice.COLUMNS, "names": names, "of_names": bill_answer.OF_NAMES}
