"""Check what the warehouse gave, and make a snapshot that is written once."""

# --8<-- [start:check]
import argparse
import csv
import gzip
import json
import sys
import zlib
from pathlib import Path

from features import FEATURES, PLANS, TARGET

COLUMNS = ("customer_id", *FEATURES, TARGET)
RANGES = {
    "tenure_months": (0, 600),
    "monthly_spend": (0, 10_000),
    "tickets_90d": (0, 1_000),
}
GAPS = 0.05  # the share of a feature that may be missing; of the others, nothing may


def raw_rows(folder):
    """CSV with a header, or a JSON object in each line; Athena writes gzip."""
    for file in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
        data = file.read_bytes()
        text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode()
        lines = text.splitlines()
        yield from map(json.loads, lines) if text[:1] == "{" else csv.DictReader(lines)


def faults(rows):
    """Return what is wrong with the table, as sentences."""
    for name in COLUMNS:
        values = [row.get(name) for row in rows]  # a column that is missing is all gaps
        there = [str(value) for value in values if value not in (None, "")]
        if len(there) < len(rows) * (1 - GAPS * (name in FEATURES)):
            yield f"{name}: {len(rows) - len(there)} of {len(rows)} are missing"
        if name in RANGES:
            low, high = RANGES[name]
            wrong = [value for value in there if not low <= float(value) <= high]
        else:
            allowed = {"plan": PLANS, TARGET: ("0", "1")}.get(name, there)
            wrong = [value for value in there if value not in allowed]
        if wrong:
            yield f"{name}: {len(wrong)} are out of range, such as {wrong[0]}"
    if len({row.get("customer_id") for row in rows}) < len(rows):
        yield "customer_id: some stand there twice"


# --8<-- [end:check]


# --8<-- [start:split]
def write(file, rows, columns, *, header):
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", newline="", encoding="utf-8") as text:
        table = csv.DictWriter(text, columns, extrasaction="ignore")
        if header:
            table.writeheader()
        table.writerows(rows)


def main():
    ml = "/opt/ml/processing"  # SageMaker's folders; Vertex AI and Azure pass theirs
    parser = argparse.ArgumentParser()
    parser.add_argument("--raw", default=f"{ml}/raw")
    parser.add_argument("--out", type=Path, default=f"{ml}/snapshot")
    # score/ in so many files: a machine of a batch job takes whole files
    parser.add_argument("--score", type=int, nargs="?", const=4, default=0)
    args = parser.parse_args()
    if (args.out / "_SUCCESS").exists():
        sys.exit(
            f"{args.out} is finished, and models were trained on it: take a new one"
        )
    rows = list(raw_rows(args.raw))
    wrong = list(faults(rows)) if rows else ["no rows"]
    if wrong:
        sys.exit("\n".join(wrong))  # to stderr, with exit code 1: the job fails

    # By the customer, not by the row: everybody is on the same side next time, so
    # the holdout stays unseen. crc32 is the same in every process, hash() is not.
    parts = {"train": [], "holdout": []}
    for row in rows:
        fifth = zlib.crc32(str(row["customer_id"]).encode()) % 5
        parts["train" if fifth else "holdout"].append(row)
    for name, part in parts.items():
        write(args.out / name / "part-0.csv", part, COLUMNS, header=True)
    for number in range(
        args.score
    ):  # no header: a batch job would send it to the model
        file = args.out / "score" / f"part-{number}.csv"
        write(file, rows[number :: args.score], COLUMNS[:-1], header=False)
    (args.out / "_SUCCESS").touch()  # last: whoever waits for a snapshot waits for this
    print({name: len(part) for name, part in parts.items()})


if __name__ == "__main__":
    main()
# --8<-- [end:split]
