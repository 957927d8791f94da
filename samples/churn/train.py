"""Train the churn model in rounds, each with a checkpoint, on any of the platforms."""

# --8<-- [start:folders]
import argparse
import hashlib
import json
import os
from contextlib import nullcontext
from pathlib import Path

import joblib
import numpy as np
from features import TARGET, rows_of, vector
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

# SageMaker owns this folder; on Vertex AI and Azure it does not exist
ML = Path("/opt/ml")


def folder(*names, default):
    """The first folder that the platform names; Vertex AI mounts gs:// under /gcs/."""
    found = next((os.environ[name] for name in names if os.environ.get(name)), default)
    return found.replace("gs://", "/gcs/")


def arguments():
    """Command line first, then SageMaker's file, then the defaults.

    Vertex AI, Azure and SageMaker's script mode use the command line.
    """
    train = folder("SM_CHANNEL_TRAIN", default=f"{ML}/input/data/train")
    model = folder("SM_MODEL_DIR", "AIP_MODEL_DIR", default=f"{ML}/model")
    checkpoints = folder("AIP_CHECKPOINT_DIR", default=f"{ML}/checkpoints")
    output = folder("SM_OUTPUT_DATA_DIR", default=f"{ML}/output/data")
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", default=train)
    parser.add_argument("--model", default=model)
    parser.add_argument("--checkpoints", default=checkpoints)
    parser.add_argument("--output", default=output)
    parser.add_argument("--max_depth", type=int, default=6)
    parser.add_argument("--learning_rate", type=float, default=0.1)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--trees_per_round", type=int, default=10)
    parser.add_argument("--git_commit", default="unknown")
    # an image of your own gets them here, all of them as text
    given = ML / "input/config/hyperparameters.json"
    parser.set_defaults(**json.loads(given.read_text()) if given.is_file() else {})
    # SageMaker calls an image with the word `train`
    return parser.parse_known_args()[0]


# --8<-- [end:folders]


# --8<-- [start:report]
# Azure sets the address in every job, and a run to log to. On SageMaker it is the ARN
# of your MLflow App, in the job's environment. The image holds the plugin for each.
TRACKED = "MLFLOW_TRACKING_URI" in os.environ
if TRACKED:
    import mlflow
TRIAL = "CLOUD_ML_TRIAL_ID" in os.environ  # Vertex AI sets it in the trials of a search
if TRIAL:
    import hypertune

    tuner = hypertune.HyperTune()  # once: it writes all its numbers into one file


def report(auc, trees):
    """Each round, or nobody could stop a bad trial early."""
    print(f"trees={trees} auc={auc:.4f}", flush=True)  # SageMaker's tuner reads the log
    if TRACKED:  # Azure's reads MLflow
        mlflow.log_metric("auc", auc, step=trees)
    if TRIAL:  # Vertex AI's reads neither
        tuner.report_hyperparameter_tuning_metric("auc", auc, trees)


# --8<-- [end:report]


# --8<-- [start:checkpoint]
def resumed(saved, made_of):
    """The model of a checkpoint, if it was made of the same code, numbers and rows."""
    if not saved.is_file():
        return None
    # a reclaimed machine: the platform brought the folder back, going on is our job
    state = joblib.load(saved)
    if state["made_of"] != made_of:  # two runs share a folder
        print(f"started anew: {saved} is of {state['made_of']}", flush=True)
        return None
    print(f"resumed with {state['model'].max_iter} trees", flush=True)
    return state["model"]


def keep(saved, model, made_of):
    saved.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump({"model": model, "made_of": made_of}, saved.with_suffix(".new"))
    # whole or not at all: a reclaim may come at any moment
    saved.with_suffix(".new").replace(saved)


# --8<-- [end:checkpoint]


# --8<-- [start:train]
def main():
    args = arguments()
    rows = list(rows_of(args.train))
    x = np.array([vector(row) for row in rows])
    y = np.array([int(row[TARGET]) for row in rows])
    x_train, x_test, y_train, y_test = train_test_split(
        x, y, test_size=0.25, stratify=y, random_state=7
    )
    names = ("git_commit", "max_depth", "learning_rate", "trees_per_round")
    made_of = {name: getattr(args, name) for name in names}
    made_of["data"] = hashlib.sha256(x.tobytes() + y.tobytes()).hexdigest()[:12]
    if TRACKED:
        mlflow.log_params(made_of)

    saved = Path(args.checkpoints) / "model.joblib"
    model = resumed(saved, made_of) or HistGradientBoostingClassifier(
        max_iter=0,
        max_depth=args.max_depth,
        learning_rate=args.learning_rate,
        categorical_features=[3],
        warm_start=True,
        early_stopping=False,
        random_state=7,
    )
    while model.max_iter < args.rounds * args.trees_per_round:
        model.set_params(max_iter=model.max_iter + args.trees_per_round)
        model.fit(x_train, y_train)
        keep(saved, model, made_of)
        auc = roc_auc_score(y_test, model.predict_proba(x_test)[:, 1])
        report(auc, model.max_iter)

    auc = roc_auc_score(y_test, model.predict_proba(x_test)[:, 1])
    metrics = {"auc": round(auc, 4), "rows": len(rows), "trees": model.max_iter}
    for place in (args.model, args.output):
        Path(place).mkdir(parents=True, exist_ok=True)
    joblib.dump(model, Path(args.model) / "model.joblib")
    (Path(args.output) / "metrics.json").write_text(json.dumps(metrics | made_of))


if __name__ == "__main__":
    with mlflow.start_run() if TRACKED else nullcontext():  # a crash ends it as failed
        main()
# --8<-- [end:train]
