"""Answer predictions over HTTP, on the routes and the port that the platform wants."""

# --8<-- [start:load]
import csv
import json
import os
import signal
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import joblib
from features import FEATURES, vector

# Vertex AI says which; SageMaker always calls 8080
PORT = int(os.environ.get("AIP_HTTP_PORT", "8080"))
HEALTH = os.environ.get("AIP_HEALTH_ROUTE", "/ping")
PREDICT = os.environ.get("AIP_PREDICT_ROUTE", "/invocations")
MOST = 6 * 1024 * 1024  # bytes of a request


def model_folder():
    """SageMaker unpacks the model here, Azure mounts it; for Vertex AI fetch it."""
    address = os.environ.get("AIP_STORAGE_URI")
    if not address:
        return Path(os.environ.get("AZUREML_MODEL_DIR", "/opt/ml/model"))
    from google.cloud import storage  # no other platform needs it

    bucket, _, prefix = address.removeprefix("gs://").partition("/")
    here = Path(tempfile.mkdtemp())
    for blob in storage.Client().list_blobs(bucket, prefix=f"{prefix.rstrip('/')}/"):
        if blob.name.endswith(".joblib"):
            blob.download_to_filename(here / Path(blob.name).name)
    return here


# before the port opens: healthy means loaded
MODEL = joblib.load(next(model_folder().rglob("model.joblib")))


def scores(records):
    """The probability to leave, for each record, in the same order."""
    rows = [vector(record) for record in records]
    return [round(float(p), 6) for p in MODEL.predict_proba(rows)[:, 1]] if rows else []


# --8<-- [end:load]


# --8<-- [start:answer]
class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.answer(200 if self.path == HEALTH else 404, "{}")

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        if self.path != PREDICT or length > MOST:
            self.close_connection = True  # the body stays unread
            return self.answer(404 if self.path != PREDICT else 413, "{}")
        body = self.rfile.read(length).decode()
        try:
            # batch transform, split by line
            if self.headers.get("Content-Type", "").startswith("text/csv"):
                rows = csv.reader(body.splitlines())
                records = [dict(zip(FEATURES, row, strict=True)) for row in rows]
                lines = [f"{score}\n" for score in scores(records)]
                return self.answer(200, "".join(lines), "text/csv")
            # the shape that Vertex AI demands
            answer = {"predictions": scores(json.loads(body)["instances"])}
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            # the caller's fault, not a 500 of ours
            return self.answer(400, json.dumps({"error": str(error)}))
        return self.answer(200, json.dumps(answer))

    def answer(self, status, text, kind="application/json"):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """No access log: request lines are not ours to keep."""


if __name__ == "__main__":
    server = ThreadingHTTPServer(("", PORT), Handler)
    server.daemon_threads = False  # closing waits for the answers that are on their way
    signal.signal(
        signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start()
    )
    server.serve_forever()
    server.server_close()
# --8<-- [end:answer]
