"""Nothing leaves, nothing runs for ever, what is old is refused, and a fault says where: on every platform alike."""

import contextlib
import importlib
import signal
import socket
import threading
import time
import urllib.request
from pathlib import Path
from unittest import mock

import harness
import index
import pytest
from harness import SampleFault
from private import azure

WAYS = [way for way in ("boto3", "vertex-sdk", "azure-sdk", "sagemaker-sdk") if way in index.CHECKERS]
anyway = pytest.mark.parametrize("way", WAYS)


def checked(tmp_path: Path, text: str, way: str, name: str = "sample.py") -> set[str]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return importlib.import_module(index.CHECKERS[way]).check(path, way)


def refused(tmp_path: Path, text: str, way: str, name: str = "sample.py") -> str:
    with pytest.raises(SampleFault) as fault:
        checked(tmp_path, text, way, name)
    return str(fault.value)


def resolve(_: object) -> str:
    return socket.gethostbyname("example.com")


# The network ----------------------------------------------------------------------------------------------------------

LEAKS = {  # address 192.0.2.1 is nobody's
    "a connection": "import socket\nsocket.create_connection(('192.0.2.1', 80))",
    "a refused connection": "import socket\nsocket.socket().connect_ex(('192.0.2.1', 80))",
    "a name": "import socket\nsocket.getaddrinfo('example.com', 80)",
    "an old way to ask for a name": "import socket\nsocket.gethostbyname_ex('example.com')",
    "a way back": "import socket\nsocket.gethostbyaddr('192.0.2.1')",
    "UDP": "import socket\nsocket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    "a page": "import urllib.request\nurllib.request.urlopen('http://example.com/')",
    "a program": "import subprocess\nsubprocess.run(['curl', 'http://192.0.2.1/'])",
    "a line of a shell": "import os\nos.system('curl http://192.0.2.1/')",
    "a copy of itself": "import os\nos.fork() or os._exit(0)",
    "git": "import subprocess\nsubprocess.run(['git', 'ls-remote', 'http://192.0.2.1/x'])",
    "a swallowed one": "import socket\ntry: socket.create_connection(('192.0.2.1', 80))\nexcept: pass",
    "one in a thread": (
        "import threading\nimport socket; ask = lambda: socket.create_connection(('192.0.2.1', 80))\n"
        "thread = threading.Thread(target=ask); thread.start(); thread.join()"
    ),
    "one in a thread that nobody waits for": (
        "import threading\ndef ask(): threading.Event().wait(1); __import__('socket').create_connection(('192.0.2.1', 80))\n"
        "threading.Thread(target=ask).start()"
    ),
    "one in a pool": (
        "from concurrent.futures import ThreadPoolExecutor\ndef ask(_): __import__('socket').gethostbyname('example.com')\n"
        "with ThreadPoolExecutor() as pool: pool.submit(ask, 1)"
    ),
}


@anyway
@pytest.mark.parametrize("leak", LEAKS)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_nothing_leaves_whichever_way_it_takes(tmp_path, leak, way):
    said = refused(tmp_path, f"{LEAKS[leak]}\n", way)
    assert said.startswith("samples/sample.py:2: found a connection to ")
    assert "; expected no network" in said


@anyway
def test_a_program_that_only_looks_at_this_machine_may_run(tmp_path, way):
    text = "import platform, subprocess\nplatform.uname().processor\nsubprocess.run(['git', '--version'], check=True)\n"
    assert checked(tmp_path, text, way) == set()


OUTSIDE = {  # what a check does before the file runs, after it, or without running anything
    "aws-cli": ("aws sagemaker delete-endpoint --endpoint-name http://192.0.2.1/name\n", "sample.sh"),
    "vertex-sdk": (
        "import functions_framework as f\n@f.cloud_event\ndef take(event): __import__('socket').gethostbyname('x.example')\n",
        "sample.py",
    ),
    "azure-yaml": ("$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json\n", "sample.yml"),
}


@pytest.mark.parametrize("way", [way for way in OUTSIDE if way in index.CHECKERS])
def test_nothing_leaves_when_no_python_file_runs_either(tmp_path, way):
    text, name = OUTSIDE[way]
    loading = contextlib.nullcontext()
    if way == "azure-yaml":
        loaders = importlib.import_module(azure.LOADERS)
        loading = mock.patch.object(loaders, "load_job", resolve)
    with loading:
        assert ": found a connection to " in refused(tmp_path, text, way, name)


@pytest.mark.skipif("vertex-sdk" not in WAYS, reason="Google's SDK is not here")
def test_only_a_registry_of_pipelines_hands_out_templates(tmp_path):
    import google_cloud

    assert google_cloud.answer_template("https://europe-west4-kfp.pkg.dev/churn-prod/pipelines/churn/1").read()
    for url in ("https://example.com/?-kfp.pkg.dev", "https://x-kfp.pkg.dev.example.com/", "file:///etc/hosts"):
        with pytest.raises(harness.NetworkTouched):
            google_cloud.answer_template(urllib.request.Request(url))
    text = "import grpc\ngrpc.channel_ready_future(grpc.insecure_channel('192.0.2.1:443')).result(timeout=1)\n"
    assert ":2: found a connection to '192.0.2.1:443'" in refused(tmp_path, text, "vertex-sdk")


def test_what_watches_is_off_afterwards(tmp_path):
    refused(tmp_path, LEAKS["a swallowed one"], WAYS[0])
    assert harness._touched is None
    assert socket.getaddrinfo("127.0.0.1", 80)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


# Time, and what stops a run ---------------------------------------------------------------------------------------------


@anyway
def test_a_sample_that_never_ends_is_stopped(tmp_path, way, monkeypatch):
    checked(tmp_path, "print(1)\n", way)  # what a checker prepares once is not on this sample's time
    monkeypatch.setattr(harness, "SECONDS", 0.5)
    handler = signal.getsignal(signal.SIGINT)
    began = time.monotonic()
    said = refused(tmp_path, "n = 0\nwhile True:\n    n += 1\n", way)
    assert time.monotonic() - began < 30
    assert "found a run of more than 0.5 seconds" in said
    assert signal.getsignal(signal.SIGINT) is handler


def test_an_interrupt_of_the_sample_is_its_fault_and_one_of_the_developer_is_not(tmp_path):
    assert ":2: found KeyboardInterrupt" in refused(tmp_path, "\nraise KeyboardInterrupt\n", WAYS[0])
    with pytest.raises(KeyboardInterrupt):
        checked(tmp_path, "import signal, time\nsignal.raise_signal(signal.SIGINT)\ntime.sleep(5)\n", WAYS[0])


def test_in_another_thread_there_is_no_limit_and_no_error(tmp_path):
    made = []
    thread = threading.Thread(target=lambda: made.append(checked(tmp_path, "print(1)\n", WAYS[0])))
    thread.start()
    thread.join()
    assert made == [set()]


# Names that are gone, and what a fault says -----------------------------------------------------------------------------


@anyway
@pytest.mark.parametrize(
    ("text", "found", "today"),
    [
        ("from sagemaker.estimator import Estimator", "1: found sagemaker.estimator, removed", "ModelTrainer"),
        ("import sagemaker\nsagemaker.Session()", "2: found sagemaker.Session, removed", "Session"),
        ("\nfrom azureml.core import Workspace", "2: found azureml.core.Workspace, deprecated", "MLClient"),
        ("import azureml.core as c\nc.Workspace.from_config()", "1: found azureml.core, deprecated", "azure.ai.ml"),
        (
            "from vertexai.generative_models import GenerativeModel",
            "1: found vertexai.generative_models, ",
            "google.genai",
        ),
        ("import vertexai.generative_models", "1: found vertexai.generative_models, ", "google.genai"),
        ("from kfp.v2 import dsl", "1: found kfp.v2, deprecated", "kfp"),
        (
            "from google.cloud import aiplatform\naiplatform.AutoMLTextTrainingJob(display_name='churn')",
            "2: found google.cloud.aiplatform.AutoMLTextTrainingJob, closed",
            "",
        ),
    ],
)
def test_an_old_name_fails_with_its_line_and_what_to_write_today_wherever_it_is_checked(
    tmp_path, way, text, found, today
):
    said = refused(tmp_path, f"{text}\n", way)
    assert said.startswith(f"samples/sample.py:{found}")
    assert today in said.partition("; expected ")[2]


def test_a_name_that_only_begins_like_an_old_one_passes(tmp_path):
    path = tmp_path / "sample.py"
    path.write_text(
        "import kfp.v2x\nfrom sagemaker.estimators import Estimator\nsagemaker.estimator.x\n", encoding="utf-8"
    )
    harness.refuse_retired(path)


@anyway
def test_what_is_no_python_is_a_fault_of_its_line(tmp_path, way):
    assert ":2: found '(' was never closed; expected Python" in refused(tmp_path, "\nprint(\n", way)


def test_a_failed_import_names_the_nearest_name(tmp_path):
    said = refused(tmp_path, "from index import mutation\n", WAYS[0])
    assert "cannot import name 'mutation'" in said
    assert "expected nearest: mutations" in said


def test_a_quoted_word_that_stands_once_gives_the_line(tmp_path):
    path = tmp_path / "sample.py"
    path.write_text("call(\n    'Fastfile',\n    'File',\n    'File',\n    Files=1)\n", encoding="utf-8")
    assert harness.line_of("'Fastfile' in InputMode", path) == 2
    assert harness.line_of("'File' in InputMode", path) is None  # twice
    assert harness.line_of("'Pipe' in InputMode", path) is None
    assert harness.line_of("3 in InputMode", path) is None
