"""Compare what the endpoint was asked with the training data; exit code 2 is drift."""

# --8<-- [start:statistics]
import argparse
import base64
import json
import sys
from pathlib import Path

import numpy as np
from features import FEATURES, PLANS, rows_of, vector

# a convention, not a law: take the value that your last three good months stayed under
LIMIT = 0.2
FEW = 200  # below this many requests the index is noise


def captured(folder):
    """Records of JSON lines: SageMaker's data capture, or requests as logged."""
    for file in sorted(Path(folder).rglob("*.jsonl")):
        for line in filter(None, file.read_text(encoding="utf-8").splitlines()):
            item = json.loads(line)
            if "captureData" in item:
                seen = item["captureData"]["endpointInput"]
                body = seen["data"]
                if seen["encoding"] == "BASE64":
                    body = base64.b64decode(body)
                item = json.loads(body)
            yield from item.get("instances", [item])


def psi(before, now, bins=10):
    """Population stability index: 0 for equal shares. What is missing is a bin."""
    edges = np.unique(np.nanquantile(before, np.linspace(0, 1, bins + 1)[1:-1]))
    shares = []
    for values in (before, now):
        missing = np.isnan(values)
        bin_of = np.searchsorted(edges, values[~missing])
        counts = [*np.bincount(bin_of, minlength=len(edges) + 1), missing.sum()]
        # an empty bin must not be infinite
        shares.append(np.maximum(np.array(counts) / len(values), 1e-4))
    return float(np.sum((shares[1] - shares[0]) * np.log(shares[1] / shares[0])))


# --8<-- [end:statistics]


# --8<-- [start:report]
def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--snapshot", required=True)
    parser.add_argument("--captured", required=True)
    parser.add_argument("--metrics", default="drift.json")
    args = parser.parse_args()
    before = np.array([vector(row) for row in rows_of(args.snapshot)])
    now = np.array([vector(record) for record in captured(args.captured)])
    if len(now) < FEW:  # silence is not health: the job fails, somebody looks
        sys.exit(f"{len(now)} requests are too few to judge")
    found = {}
    for i, name in enumerate(FEATURES):
        bins = len(PLANS) if name == "plan" else 10
        found[name] = round(psi(before[:, i], now[:, i], bins), 4)
    Path(args.metrics).write_text(json.dumps({"requests": len(now), "psi": found}))
    print(" ".join(f"psi_{name}={value}" for name, value in found.items()))
    sys.exit(2 if max(found.values()) > LIMIT else 0)


if __name__ == "__main__":
    main()
# --8<-- [end:report]
