"""The code inside the containers really runs: trained, killed, resumed, served over loopback, scored, compared.

Each file has a scenario. A scenario works on a copy of samples/churn in which the file to be checked stands, in
processes of their own that reach this machine and nothing else (`GUARD`). Dockerfiles are read, not built: the base
image by digest, every copied file there, the entry point in exec form, the libraries in versions of the lock.
`container-file` is what is read and not run. These files call no service, so the set of calls is always empty.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import csv
import gzip
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.error
import urllib.request
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forked import Forked
from harness import ROOT, SAMPLES, SampleFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHURN = SAMPLES / "churn"
LOCK = ROOT / "requirements" / "sagemaker-sdk.txt"
SECONDS = 120
FLOOR = 0.75  # area under the curve; the made-up data allow 0.9
GUARD = """
import socket
plain = socket.socket.connect
def connect(self, address):
    if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise SystemExit(f"a connection to {address}")
    return plain(self, address)
socket.socket.connect = connect
"""
BUCKET = """
import os, shutil
class Blob:
    def __init__(self, name): self.name = name
    def download_to_filename(self, to): shutil.copy(os.path.join(os.environ["BUCKET"], self.name), to)
class Client:
    def list_blobs(self, bucket, prefix):
        assert (bucket, prefix) == ("churn-ml", "models/43/"), (bucket, prefix)
        return [Blob(prefix + name) for name in os.listdir(os.path.join(os.environ["BUCKET"], prefix))]
"""  # stands for google.cloud.storage, which this environment does not have
TUNER = """
import inspect, json, os
MADE = []
class HyperTune:
    def __init__(self):
        MADE.append(1)
        assert len(MADE) == 1, "a second HyperTune overwrites the file of the first"
        self.lines = []
    def report_hyperparameter_tuning_metric(self, hyperparameter_metric_tag, metric_value, global_step=None):
        self.lines.append({hyperparameter_metric_tag: str(float(metric_value)), "global_step": str(int(global_step or 0))})
        with open(os.environ["CLOUD_ML_HP_METRIC_FILE"], "w") as file:
            file.writelines(json.dumps(line) + "\\n" for line in self.lines)
"""  # stands for hypertune, whose file is written like this in version 0.1.0.dev6
PLUGINS = {
    "mlflow-skinny": "3.15.0",
    "torch": "2.15.0",
}  # versions that the lock does not have; azureml-mlflow's ceiling
PEOPLE = [
    {"tenure_months": 1, "monthly_spend": 20.0, "tickets_90d": 5, "plan": "free"},
    {"tenure_months": 70, "monthly_spend": 80.0, "tickets_90d": 0, "plan": "enterprise"},
    {"tenure_months": 30, "monthly_spend": None, "tickets_90d": 2, "plan": "a new plan"},
]


class ScenarioError(Exception):
    """What a scenario saw, what it expected, and the file and line where Python says it happened."""

    def __init__(self, found: str, expected: str, trace: str = "") -> None:
        super().__init__(found)
        self.found, self.expected, self.trace = found, expected, trace


def check(path: Path, way: str) -> set[str]:
    """Run the scenario of a file; no calls are made. Raise `SampleFault`."""
    if way not in ("container", "container-file"):
        raise ValueError(f"this checker knows nothing of {way}")
    name = next((known for known in SCENARIOS if path.name.endswith(known)), None)
    if name is None:
        raise SampleFault(path, 1, f"a file without a scenario, {path.name}", f"one of {', '.join(SCENARIOS)}")
    with tempfile.TemporaryDirectory() as folder:
        code = Path(folder) / "src"
        shutil.copytree(CHURN, code, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(path, code / path.name)
        try:
            SCENARIOS[name](Scene(code, code / path.name))
        except ScenarioError as error:
            lines = re.findall(rf'File "[^"]*{re.escape(path.name)}", line (\d+)', error.trace)
            raise SampleFault(path, int(lines[-1]) if lines else 1, error.found, error.expected) from error
    return set()


class Scene:
    """A folder with the code, and a guarded Python to run it with."""

    def __init__(self, code: Path, subject: Path) -> None:
        self.code, self.subject, self.place = code, subject, code.parent
        guard = self.place / "guard"
        (guard / "google" / "cloud").mkdir(parents=True)
        (guard / "sitecustomize.py").write_text(GUARD)
        (guard / "google" / "cloud" / "storage.py").write_text(BUCKET)
        (guard / "hypertune.py").write_text(TUNER)
        kept = {key: os.environ[key] for key in ("PATH", "LANG", "TMPDIR") if key in os.environ}
        self.env = kept | {"PYTHONPATH": str(guard), "OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}

    def start(self, *command: str, **env: str) -> Forked:
        """Start Python with these arguments in the folder."""
        return Forked(self.place, command, self.env | env)

    def run(self, *command: str, code: int = 0, **env: str) -> str:
        """Run it to its end; return what it printed."""
        out, err = (process := self.start(*command, **env)).communicate(timeout=SECONDS)
        if process.returncode != code:
            last = (err.strip() or "nothing on stderr").splitlines()[-1]
            raise ScenarioError(f"exit code {process.returncode}: {last}", f"exit code {code}", err)
        return out


def snapshot(to: Path, rows: int = 600, seed: int = 1, spend: int = 60) -> Path:
    """Write a snapshot in which tickets drive people away and time binds them."""
    to.mkdir(parents=True, exist_ok=True)
    draw = random.Random(seed)  # noqa: S311 - the same data every time
    with (to / "part-0.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["customer_id", "tenure_months", "monthly_spend", "tickets_90d", "plan", "churned"])
        for number in range(rows):
            tenure, tickets = draw.randint(1, 72), draw.choice([0, 0, 0, 1, 2, 5])
            left = int(draw.random() < 1 / (1 + 2.7 ** (tenure / 12 - tickets)))
            plan = draw.choice(["free", "basic", "plus", "enterprise"])
            table.writerow([number, tenure, round(draw.gauss(spend, 20), 2), tickets, plan, left])
    return to


def _prepare(scene: Scene) -> None:
    names = ["customer_id", "tenure_months", "monthly_spend", "tickets_90d", "plan", "churned"]
    with (snapshot(scene.place / "csv") / "part-0.csv").open() as file:
        people = [row | {"monthly_spend": abs(float(row["monthly_spend"]))} for row in csv.DictReader(file)]
    (scene.place / "good").mkdir()
    with gzip.open(scene.place / "good/20261101_a", "wt") as file:  # as Athena unloads: JSON in gzip, another column
        file.writelines(json.dumps(row | {"as_of": "2026-11-01"}) + "\n" for row in people[:300])
    with (scene.place / "good/rest.csv").open("w", newline="") as file:
        table = csv.DictWriter(file, names)
        table.writeheader()
        table.writerows(people[300:])
    run = ("src/prepare.py", "--raw", "good", "--out", "out")
    scene.run(*run, "--score")
    out = {path.relative_to(scene.place / "out").as_posix(): path for path in (scene.place / "out").rglob("*.*")}
    _equal("files", sorted(out), ["holdout/part-0.csv", *(f"score/part-{n}.csv" for n in range(4)), "train/part-0.csv"])
    sides = []
    for side in ("train", "holdout"):
        with out[f"{side}/part-0.csv"].open() as file:
            rows = list(csv.DictReader(file))
        _equal(f"columns of {side}", list(rows[0]), names)
        sides.append({row["customer_id"] for row in rows})
    _equal("customers on both sides", sides[0] & sides[1], set())
    _true("four fifths and one fifth", len(sides[0] | sides[1]) == 600 and 80 < len(sides[1]) < 160)
    score = [line for name in sorted(out) if name.startswith("score/") for line in out[name].read_text().splitlines()]
    _equal("rows to score", len(score), 600)
    _equal("the first of them", score[0].split(","), [str(people[0][name]) for name in names[:-1]])
    _true(
        "_SUCCESS is written last",
        (scene.place / "out/_SUCCESS").stat().st_mtime_ns >= max(p.stat().st_mtime_ns for p in out.values()),
    )
    before = out["train/part-0.csv"].read_bytes()
    scene.run(*run, code=1)
    _equal("a finished snapshot after a second run", out["train/part-0.csv"].read_bytes(), before)
    again = [sys.executable, "src/prepare.py", "--raw", "good", "--out", "again"]  # with another seed of hash()
    subprocess.run(again, cwd=scene.place, env=scene.env, capture_output=True, check=True, timeout=SECONDS)
    _equal("the same split", (scene.place / "again/train/part-0.csv").read_bytes(), before)
    wrong = {
        "tenure_months": {"tenure_months": -1},
        "monthly_spend": {"monthly_spend": 1e9},
        "plan": {"plan": "trial"},
        "churned": {"churned": ""},
        "customer_id": {"customer_id": people[0]["customer_id"]},
    }
    for name, change in wrong.items():
        _wrong(scene, name, [*people[:-1], people[-1] | change])
    _wrong(scene, "tickets_90d", [{k: v for k, v in row.items() if k != "tickets_90d"} for row in people])
    _wrong(scene, "tickets_90d", [row | ({"tickets_90d": None} if n < 60 else {}) for n, row in enumerate(people)])


def _wrong(scene: Scene, name: str, people: list[dict[str, Any]]) -> None:
    (scene.place / "bad").mkdir(exist_ok=True)
    (scene.place / "bad/rows.json").write_text("\n".join(json.dumps(row) for row in people))
    process = scene.start("src/prepare.py", "--raw", "bad", "--out", "never")
    err = process.communicate(timeout=SECONDS)[1]
    _equal(f"exit code for a wrong {name}", process.returncode, 1)
    _true(f"one line on a wrong {name}: {err[-300:]}", re.fullmatch(rf"{name}: [^\n]+\n", err))
    _true(f"nothing is written for a wrong {name}", not (scene.place / "never").exists())


TRAIN = ("src/train.py", "train", "--train", "snapshot", "--rounds", "4", "--git_commit", "4f1c2ab")


def trained(name: str) -> list[str]:
    """Return the command that trains into a folder of this name."""
    parts = (("--model", "model"), ("--checkpoints", "checkpoints"), ("--output", "output"))
    return [*TRAIN, *(word for option, part in parts for word in (option, f"{name}/{part}"))]


def _train(scene: Scene) -> None:
    """What takes no training comes first, what takes most last: a planted mistake ends it soon."""
    ask = "import sys; sys.path.insert(0, 'src'); sys.argv = ['train.py']; import train; print(vars(train.arguments()))"
    vertex = scene.run("-c", ask, AIP_MODEL_DIR="gs://churn-ml/run/model", AIP_CHECKPOINT_DIR="gs://churn-ml/run/cp")
    _holds(vertex, "'model': '/gcs/churn-ml/run/model'", "'checkpoints': '/gcs/churn-ml/run/cp'")
    sagemaker = scene.run("-c", ask, SM_CHANNEL_TRAIN="/x", SM_MODEL_DIR="/y", SM_OUTPUT_DATA_DIR="/z")
    _holds(sagemaker, "'train': '/x'", "'model': '/y'", "'output': '/z'", "'checkpoints': '/opt/ml/checkpoints'")
    snapshot(scene.place / "snapshot")
    scene.run(*trained("whole"))
    process = scene.start(*trained("killed"))
    for line in process.lines():
        if line.startswith("trees=20 "):
            process.send_signal(signal.SIGKILL)  # what a reclaim is in the end
            break
    process.communicate(timeout=SECONDS)
    again = scene.run(*trained("killed"))
    resumed = re.match(r"resumed with (\d+) trees", again)
    _true(f"the second run resumes: {again[:40]!r}", resumed and int(resumed[1]) >= 20)
    metrics = [json.loads((scene.place / run / "output/metrics.json").read_text()) for run in ("whole", "killed")]
    _equal("metrics after a kill", metrics[1], metrics[0])
    _equal(
        "metrics",
        {k: metrics[0][k] for k in ("rows", "trees", "git_commit")},
        {"rows": 600, "trees": 40, "git_commit": "4f1c2ab"},
    )
    _true("the model learns what the data hold", metrics[0]["auc"] > FLOOR)
    snapshot(scene.place / "other", spend=95)  # one column differs, the answers are the same
    changed = trained("whole")  # whose checkpoint is finished
    for change in (("--train", "other"), ("--max_depth", "3"), ("--git_commit", "0000000")):
        anew = scene.run(*(changed := [*changed, *change]))
        _true(f"{change} starts anew: {anew[:200]!r}", anew.startswith("started anew: ") and "trees=10 " in anew)
    _reports(scene)


def _reports(scene: Scene) -> None:
    """What the tuners of Azure and Vertex AI are told is what the log says."""
    file = scene.place / "tuner.metrics"
    place = {"MLFLOW_TRACKING_URI": f"file://{scene.place / 'mlruns'}", "MLFLOW_ALLOW_FILE_STORE": "true"}
    said = scene.run(
        *trained("reported"),
        CLOUD_ML_TRIAL_ID="3",
        CLOUD_ML_HP_METRIC_FILE=str(file),
        MLFLOW_DISABLE_TELEMETRY="true",
        **place,
    )
    log = [(trees, auc) for trees, auc in re.findall(r"trees=(\d+) auc=([\d.]+)", said)]
    _equal("rounds in the log", [trees for trees, _ in log], ["10", "20", "30", "40"])
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    _equal("what hypertune wrote", [(line["global_step"], f"{float(line['auc']):.4f}") for line in lines], log)
    runs = sorted((scene.place / "mlruns").glob("*/*/metrics/auc"))
    _equal("runs in MLflow", len(runs), 1)
    values = [line.split() for line in runs[0].read_text().splitlines()]
    _equal("what MLflow has", [(step, f"{float(auc):.4f}") for _, auc, step in values], log)
    _equal("a parameter in MLflow", (runs[0].parents[1] / "params/git_commit").read_text(), "4f1c2ab")


@cache
def model() -> bytes:
    """Return a model that the code as it stands in the repository trained, once for all scenarios."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(CHURN, Path(folder) / "src")
        scene = Scene(Path(folder) / "src", CHURN / "train.py")
        snapshot(scene.place / "snapshot")
        scene.run(*trained("run"))
        return (scene.place / "run/model/model.joblib").read_bytes()


def expected(file: Path, people: list[dict[str, Any]]) -> list[float]:
    """Return what the model says of people whose vectors are written by hand, not by features.py."""
    import joblib

    plans = {"free": 0.0, "basic": 1.0, "plus": 2.0, "enterprise": 3.0}
    nan = float("nan")
    rows = [
        [
            nan if person[key] is None else float(person[key])
            for key in ("tenure_months", "monthly_spend", "tickets_90d")
        ]
        + [plans.get(person["plan"], nan)]
        for person in people
    ]
    return [round(float(p), 6) for p in joblib.load(file).predict_proba(rows)[:, 1]]


@contextlib.contextmanager
def served(scene: Scene, port: int, **env: str) -> Iterator[Callable[..., tuple[int, str]]]:
    """Serve, wait until it is healthy, hand over a function that asks; end it with SIGTERM and see it end well."""
    process = scene.start("src/serve.py", "serve", **env)
    ask = lambda route, body=None, kind="application/json": _ask(port, route, body, kind)  # noqa: E731
    end = time.monotonic() + SECONDS / 6
    while process.returncode is None and ask(env.get("AIP_HEALTH_ROUTE", "/ping"))[0] != 200:
        if time.monotonic() > end:
            process.kill()
        time.sleep(0.05)
    try:
        if process.returncode is not None:
            err = process.communicate(timeout=SECONDS)[1]
            raise ScenarioError(
                f"a server that ended: {(err.strip() or 'no reason').splitlines()[-1]}", "one that serves", err
            )
        yield ask
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(TimeoutError):
            process.communicate(timeout=10)
        _equal("exit code after SIGTERM", process.returncode, 0)
    finally:
        process.kill()


def _ask(port: int, route: str, body: str | None, kind: str) -> tuple[int, str]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{route}", body.encode() if body is not None else None)
    request.add_header("Content-Type", kind)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def _serve(scene: Scene) -> None:
    file = scene.place / "bucket/models/43/model.joblib"
    file.parent.mkdir(parents=True)
    file.write_bytes(model())
    say = expected(file, PEOPLE)
    body = json.dumps({"instances": PEOPLE})
    port = free_port()
    _holds((scene.code / "serve.py").read_text(), '"/opt/ml/model"', '"8080"')  # SageMaker's, which a test cannot use
    vertex = {"AIP_HTTP_PORT": str(port), "AIP_HEALTH_ROUTE": "/health", "AIP_PREDICT_ROUTE": "/predict"}
    with served(
        scene, port, AIP_STORAGE_URI="gs://churn-ml/models/43", BUCKET=str(scene.place / "bucket"), **vertex
    ) as ask:
        _equal("predictions on Vertex AI's routes", ask("/predict", body), (200, json.dumps({"predictions": say})))
        _equal("the status of an unknown route", ask("/invocations", body)[0], 404)
    port = free_port()
    with served(scene, port, AIP_HTTP_PORT=str(port), AZUREML_MODEL_DIR=str(file.parent.parent)) as ask:
        _equal("predictions", ask("/invocations", body), (200, json.dumps({"predictions": say})))
        lines = "".join(
            "{tenure_months},{monthly_spend},{tickets_90d},{plan}\n".format(**person) for person in PEOPLE[:2]
        )
        _equal("CSV", ask("/invocations", lines, "text/csv"), (200, "".join(f"{score}\n" for score in say[:2])))
        _equal("no instances", ask("/invocations", '{"instances": []}'), (200, '{"predictions": []}'))
        for wrong in (
            "{",
            '{"rows": []}',
            '{"instances": [{"tenure": 1}]}',
            '{"instances": [{"tenure_months": "x"}]}',
            "[]",
        ):
            _equal(f"the status of {wrong}", ask("/invocations", wrong)[0], 400)
        _true("a body of 7 MB is refused", ask("/invocations", " " * 7_000_000)[0] in (413, 0))
        _equal("health after all that", ask("/ping")[0], 200)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _score(scene: Scene) -> None:
    file = scene.place / "models/churn/43/model.joblib"
    file.parent.mkdir(parents=True)
    file.write_bytes(model())
    ask = (
        "import sys, json; sys.path.insert(0, 'src'); import score; score.init(); "
        "print(json.dumps([round(p, 6) for p in score.run(sys.argv[1])['predictions']]))"
    )
    out = scene.run("-c", ask, json.dumps({"instances": PEOPLE}), AZUREML_MODEL_DIR=str(scene.place / "models"))
    _equal("predictions", json.loads(out.splitlines()[-1]), expected(file, PEOPLE))


def _batch_score(scene: Scene) -> None:
    file = scene.place / "models/churn/43/model.joblib"
    file.parent.mkdir(parents=True)
    file.write_bytes(model())
    for number, people in enumerate((PEOPLE[:2], PEOPLE[2:], [])):  # as prepare.py writes them; the last is a marker
        lines = (
            f"c-{n},{','.join('' if v is None else str(v) for v in one.values())}\n" for n, one in enumerate(people)
        )
        (scene.place / f"part-{number}.csv").write_text("".join(lines))
    ask = (
        "import sys; sys.path.insert(0, 'src'); import batch_score; batch_score.init(); "
        "print('\\n'.join(batch_score.run(sys.argv[1:])))"
    )
    parts = [str(scene.place / f"part-{number}.csv") for number in range(3)]
    out = scene.run("-c", ask, *parts, AZUREML_MODEL_DIR=str(scene.place / "models"))
    keys = ("c-0", "c-1", "c-0")
    wanted = [f"{key},{score:.4f}" for key, score in zip(keys, expected(file, PEOPLE), strict=True)]
    _equal("lines", out.splitlines(), wanted)


def _drift(scene: Scene) -> None:
    snapshot(scene.place / "snapshot")
    fields = ("tenure_months", "monthly_spend", "tickets_90d", "plan")
    for name, spend in (("same", 60), ("shifted", 95)):
        table = snapshot(scene.place / "csv" / name, 400, 2, spend) / "part-0.csv"
        with table.open() as file:
            people = [{field: row[field] for field in fields} for row in csv.DictReader(file)]
        lines = []
        for number, person in enumerate(people):  # the three ways in which a line may come
            body = json.dumps({"instances": [person]})
            coded = base64.b64encode(body.encode()).decode()
            seen = ({"data": body, "encoding": "JSON"}, {"data": coded, "encoding": "BASE64"})[number % 2]
            lines.append(json.dumps(person if number % 3 else {"captureData": {"endpointInput": seen}}))
        (scene.place / name / "2026/11/02").mkdir(parents=True)
        (scene.place / name / "2026/11/02/03.jsonl").write_text("\n".join(lines) + "\n")
    run = ("src/drift.py", "--snapshot", "snapshot", "--metrics", "drift.json", "--captured")
    scene.run(*run, "same")
    found = json.loads((scene.place / "drift.json").read_text())
    _equal("requests", found["requests"], 400)
    _equal("features", list(found["psi"]), list(fields))
    out = scene.run(*run, "shifted", code=2)
    values = {name: float(value) for name, value in re.findall(r"psi_(\w+)=([\d.]+)", out)}
    _equal("the features that moved", [name for name, value in values.items() if value > 0.2], ["monthly_spend"])
    (scene.place / "few").mkdir()
    (scene.place / "few/a.jsonl").write_text(json.dumps(PEOPLE[0]) + "\n")
    scene.run(*run, "few", code=1)


def _evaluate(scene: Scene) -> None:
    snapshot(scene.place / "holdout", 400, 3)
    (scene.place / "unpacked").mkdir()
    (scene.place / "unpacked/model.joblib").write_bytes(model())
    (scene.place / "packed").mkdir()
    with tarfile.open(scene.place / "packed/model.tar.gz", "w:gz") as archive:  # as SageMaker hands it over
        archive.add(scene.place / "unpacked/model.joblib", "model.joblib")
    said = []
    for name in ("packed", "unpacked"):
        scene.run("src/evaluate.py", "--model", name, "--holdout", "holdout", "--output", f"{name}-report")
        said.append(json.loads((scene.place / f"{name}-report/evaluation.json").read_text()))
    _equal("what is said of the packed model", said[0], said[1])
    _equal("the names of the metrics", sorted(said[0]), ["auc", "brier", "rows", "worst_plan_auc"])
    _equal("rows", said[0]["rows"], 400)
    _true("new people are judged nearly as well", said[0]["auc"] > FLOOR >= said[0]["brier"] * 3)
    _true("the worst plan is no better than all together", said[0]["worst_plan_auc"] < said[0]["auc"] + 0.05)
    _holds((scene.code / "evaluate.py").read_text(), '"/opt/ml/processing"')


def _distributed(scene: Scene) -> None:
    """Read only: PyTorch is not in this environment. Syntax, and the names that come from features.py."""
    text = scene.subject.read_text()
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        trace = f'File "{scene.subject}", line {error.lineno}'
        raise ScenarioError(error.msg, "Python", trace) from error
    ours = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "features"]
    for name in [alias.name for node in ours for alias in node.names]:
        scene.run("-c", f"import sys; sys.path.insert(0, 'src'); from features import {name}")


def _features(scene: Scene) -> None:
    snapshot(scene.place / "snapshot")
    scene.run(*trained("whole"))
    metrics = json.loads((scene.place / "whole/output/metrics.json").read_text())
    _true("the model learns what the data hold", metrics["auc"] > FLOOR)
    _score(scene)


def _dockerfile(scene: Scene) -> None:
    text = scene.subject.read_text().replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    words = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines}
    _true(
        "FROM first, then COPY, WORKDIR and RUN",
        next(iter(words)) == "FROM" and {"COPY", "WORKDIR", "RUN"} <= set(words),
    )
    _true("the base image stands by digest", re.search(r"@sha256:[0-9a-f]{64}$", words["FROM"]))
    *copied, to = words["COPY"].split()
    _equal("files that are not there", [name for name in copied if not (CHURN / name).is_file()], [])
    _equal("where they are copied", to, "./")
    if "ENTRYPOINT" in words or not scene.subject.name.endswith("train_ddp.Dockerfile"):  # there a launcher starts it
        if not words.get("ENTRYPOINT", "").startswith("["):
            raise ScenarioError(
                "a shell form of ENTRYPOINT or none: a shell never sees SIGTERM", 'ENTRYPOINT ["python", …]'
            )
        program = json.loads(words["ENTRYPOINT"])[-1]
        _true(f"{program} is a file that is copied", program.removeprefix(f"{words['WORKDIR']}/") in copied)
    needs = {
        name
        for name in copied
        for name in re.findall(r"^(?:from|import) (\w+)", (CHURN / name).read_text(), re.MULTILINE)
    }
    _equal(
        "modules that are not copied",
        [n for n in needs if (CHURN / f"{n}.py").is_file() and f"{n}.py" not in copied],
        [],
    )
    for name, version in re.findall(r'"([\w-]+)==([\w.]+)"', words["RUN"]):
        locked = re.findall(rf"^{name}==([\w.]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
        locked = [PLUGINS[name]] if name in PLUGINS else locked
        _true(f"{name} {version} is one of the lock's: {', '.join(locked)}", version in locked)


SCENARIOS: dict[str, Callable[[Scene], None]] = {
    "prepare.py": _prepare,
    "train.py": _train,
    "features.py": _features,
    "serve.py": _serve,
    "batch_score.py": _batch_score,  # before the name that it ends with
    "score.py": _score,
    "evaluate.py": _evaluate,
    "train_ddp.py": _distributed,
    "drift.py": _drift,
    ".Dockerfile": _dockerfile,
}


def _equal(what: str, found: Any, wanted: Any) -> None:
    if found != wanted:
        raise ScenarioError(f"{what}: {str(found)[:200]}", str(wanted)[:200])


def _true(what: str, found: object) -> None:
    if not found:
        raise ScenarioError("otherwise", what)


def _holds(text: str, *parts: str) -> None:
    for part in parts:
        if part not in text:
            raise ScenarioError(f"no {part} in {text.strip()[:200]}", "it is there")
