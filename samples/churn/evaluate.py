"""Judge a trained model on data that no training job has read, for a floor to hold."""

# --8<-- [start:evaluate]
import argparse
import json
import tarfile
from pathlib import Path

import joblib
from features import TARGET, rows_of, vector
from sklearn.metrics import brier_score_loss, roc_auc_score

ML = Path("/opt/ml/processing")  # SageMaker's folders; Vertex AI and Azure pass theirs

parser = argparse.ArgumentParser()
parser.add_argument("--model", type=Path, default=ML / "model")
parser.add_argument("--holdout", type=Path, default=ML / "holdout")
parser.add_argument("--output", type=Path, default=ML / "evaluation")
args = parser.parse_args()

# SageMaker packs a model, the others do not
for packed in args.model.glob("model.tar.gz"):
    with tarfile.open(packed) as archive:
        archive.extractall(packed.parent, filter="data")
model = joblib.load(next(args.model.rglob("model.joblib")))

rows = list(rows_of(args.holdout))
wanted = [int(row[TARGET]) for row in rows]
found = model.predict_proba([vector(row) for row in rows])[:, 1]
slices = []
for plan in sorted({row["plan"] for row in rows}):
    part = [i for i, row in enumerate(rows) if row["plan"] == plan]
    if 0 < sum(wanted[i] for i in part) < len(part):  # an AUC needs both answers
        slices.append(roc_auc_score([wanted[i] for i in part], found[part]))
metrics = {
    "auc": round(roc_auc_score(wanted, found), 4),
    "brier": round(brier_score_loss(wanted, found), 4),
    # a good average hides a plan that got worse
    "worst_plan_auc": round(min(slices), 4) if slices else None,
    "rows": len(rows),
}
args.output.mkdir(parents=True, exist_ok=True)
(args.output / "evaluation.json").write_text(json.dumps(metrics))
print(json.dumps(metrics))
# --8<-- [end:evaluate]
