"""What a batch deployment runs: init() once a worker, run() for a handful of files."""

# --8<-- [start:batch_score]
import csv
import os
from pathlib import Path

import joblib
from features import FEATURES, vector

LOADED = {}


def init():
    """Load the version that the deployment names."""
    folder = Path(os.environ["AZUREML_MODEL_DIR"])
    LOADED["model"] = joblib.load(next(folder.rglob("model.joblib")))


def run(mini_batch):
    """Return one line for each row, with its key.

    Column names and the name of the file are not written for you.
    """
    answers = []
    for file in mini_batch:
        with Path(file).open(newline="", encoding="utf-8") as text:
            # prepare.py writes these files without a header
            rows = list(csv.DictReader(text, ("customer_id", *FEATURES)))
        if not rows:  # an empty file, such as a marker: no model takes an empty table
            continue
        scores = LOADED["model"].predict_proba([vector(row) for row in rows])[:, 1]
        answers += [
            f"{row['customer_id']},{score:.4f}"
            for row, score in zip(rows, scores, strict=True)
        ]
    return answers


# --8<-- [end:batch_score]
