"""For Azure's inference server: init() once for each worker, run() for each request."""

# --8<-- [start:score]
import json
import os
from pathlib import Path

import joblib
from features import vector

LOADED = {}


def init():
    """Load the registered version: the registered folder is below AZUREML_MODEL_DIR."""
    folder = Path(os.environ["AZUREML_MODEL_DIR"])
    LOADED["model"] = joblib.load(next(folder.rglob("model.joblib")))


def run(raw):
    """Take {"instances": [{...}]}, give {"predictions": [0.87]}, as elsewhere."""
    records = json.loads(raw)["instances"]
    found = LOADED["model"].predict_proba([vector(record) for record in records])
    return {"predictions": found[:, 1].tolist()}


# --8<-- [end:score]
