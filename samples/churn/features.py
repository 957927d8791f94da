"""The inputs of the model, defined once for training, serving, scoring and drift."""

# --8<-- [start:features]
import csv
from pathlib import Path

import numpy as np

TARGET = "churned"
FEATURES = ("tenure_months", "monthly_spend", "tickets_90d", "plan")
# the place in this list is what the model saw: append, never insert
PLANS = ("free", "basic", "plus", "enterprise")


def vector(record):
    """One customer as numbers. Missing and unknown are NaN, which trees can split on.

    Nonsense is an error.
    """
    unknown = set(record) - {*FEATURES, TARGET, "customer_id"}
    if unknown:  # a renamed column must not become NaN
        raise ValueError(f"unknown fields: {', '.join(sorted(unknown))}")
    plan = PLANS.index(record["plan"]) if record.get("plan") in PLANS else np.nan
    texts = [record.get(name) for name in FEATURES[:3]]
    numbers = [np.nan if text in (None, "") else float(text) for text in texts]
    return [*numbers, plan]


def rows_of(place):
    """Every row of a CSV file, or of all CSV files in a folder, in a fixed order."""
    place = Path(place)
    files = [place] if place.is_file() else sorted(place.rglob("*.csv"))
    if not files:
        raise FileNotFoundError(f"no CSV file under {place}")
    for file in files:
        with file.open(newline="", encoding="utf-8") as text:
            yield from csv.DictReader(text)


# --8<-- [end:features]
