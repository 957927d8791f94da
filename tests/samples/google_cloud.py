"""Runs Google samples against the real SDKs, with the cloud of google_fake.py in place of Google.

Python runs; a `.sh` is parsed, and each `curl` in it is sent to the same cloud as a request. Every request, gRPC or
REST, is turned into JSON and checked against the discovery document (google_model.py). A file finds what the files
before it in the walk have left (`worlds`). A function that `functions_framework` has registered is called with an event,
and again with the same, since events come at least once. What runs on with `sync=False` is waited for.

What `calls` names: `aiplatform.v1:JobService.CreateCustomJob` for gRPC, `bigquery.v2:jobs.insert` for REST (the discovery
method), `kfp:compile` and `kfp:upload_pipeline`. Reads are answered and left out: gRPC methods that start with Get, List
or Query, and every HTTP GET.

`google.api_core.grpc_helpers.create_channel` is replaced, and so is the class of gRPC's C core behind every channel;
`initializer.global_config` and the experiment tracker are put back as they were.

The module is not called `google`: that is the vendor's namespace.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import functools
import importlib
import importlib.util
import inspect
import io
import json
import os
import re
import shlex
import sys
import tempfile
import time
import traceback
import types
import typing
import urllib.parse
import urllib.request
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any
from unittest import mock

import google.auth
import grpc
import httpx
import index
import requests
from google.api_core import grpc_helpers
from google.cloud import aiplatform
from google.cloud.aiplatform import initializer
from google.cloud.aiplatform.base import FutureManager
from google.oauth2.credentials import Credentials
from google_fake import Cloud, parse, raw
from google_model import SHELL
from harness import SAMPLES, NetworkTouched, SampleFault, WrongCall, fault_of, parsed, run_python, seal
from kfp import compiler
from private import google as private
from private.requests import fill

from cloud_ml_platforms.api_surface.references import nearest_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COMPILE = compiler.Compiler.compile
PIPELINE = SAMPLES / "vertex-ai" / "pipeline.py"


@seal
def check(path: Path, way: str) -> set[str]:
    """Run or parse one file; return the calls that it made. `way` makes no difference: the suffix says enough."""
    del way
    known = worlds()
    return run(path, Cloud(known.get(path.name, known["autoscale.py"]))).calls


@functools.cache
def worlds() -> dict[str, dict[str, Any]]:
    """Return what is there before each file, by its name: what the files before it left, in the order of the index.

    The step that takes everything down comes last, and finds what all the others have left.
    """
    found: dict[str, dict[str, Any]] = {}
    left = Cloud()
    steps = index.read()["platforms"]["vertex-ai"]
    for step in sorted(steps, key="tear-down".__eq__):
        for sample in steps[step].get("samples", ()):
            if sample["file"].rpartition("/")[2] in found or not index.KNOWN[sample["way"]]:
                continue
            found[sample["file"].rpartition("/")[2]] = Cloud(left.kept).kept
            with contextlib.suppress(SampleFault):  # its own test says so
                run(SAMPLES / sample["file"], left)
    return found


def run(path: Path, cloud: Cloud) -> Cloud:
    """Run or parse one file against a cloud; return this cloud."""
    if path.suffix == ".sh":
        for line, request in curls(path):
            try:
                cloud.rest(*request)
            except WrongCall as wrong:
                raise SampleFault(path, line_of(path, line, wrong), wrong.found, wrong.expected) from wrong
        return cloud
    lint(path)
    with in_place(cloud) as handlers:
        try:
            handle(path, run_python(path), handlers)
        except SampleFault as fault:
            raise nearer(fault, path) from fault
    return cloud


class Event(dict):
    """A CloudEvent: attributes by key, `data` beside them. A new object in a bucket and a Pub/Sub message at once."""

    data: typing.ClassVar = {
        "bucket": "churn-ml",
        "name": "snapshots/2026-11-01/_SUCCESS",
        "message": {"messageId": "1", "data": base64.b64encode(b'{"customer_id": "c-1", "plan": "plus"}').decode()},
    }


def handle(path: Path, names: dict[str, Any], handlers: list[Callable[[Event], None]]) -> None:
    """Do what comes after the last line: wait for `sync=False`, deliver an event, and deliver it again."""
    try:
        for value in names.values():
            if isinstance(value, FutureManager):
                FutureManager.wait(value)  # not its own: a schedule waits for its last run
        for handler in handlers * 2:
            handler(Event(id="1"))
    except Exception as error:
        raise fault_of(error, path) from error


class Channel(grpc.Channel):
    """A gRPC channel that ends in a `Cloud`."""

    def __init__(self, cloud: Cloud) -> None:
        """Remember whom to ask."""
        self.cloud = cloud

    def unary_unary(
        self, method: str, request_serializer: Any, response_deserializer: Any, *_: Any, **__: Any
    ) -> Callable[..., Any]:
        """Return a callable that carries real bytes both ways."""

        def call(request: Any, *_: Any, **__: Any) -> Any:
            sent = parse(type(request), request_serializer(request))
            answer = self.cloud.rpc(method, sent, response_deserializer.__self__)
            return response_deserializer(raw(answer).SerializeToString())

        call.with_call = lambda *a, **k: (call(*a, **k), mock.Mock())
        return call

    def unary_stream(self, method: str, *_: Any, **__: Any) -> Callable[..., Any]:
        """Return a callable that refuses: no sample streams."""

        def refuse(*_: Any, **__: Any) -> None:
            raise WrongCall(method, "a call that answers once")

        return refuse

    stream_unary = stream_stream = unary_stream

    def subscribe(self, *_: Any, **__: Any) -> None:
        """Nothing to watch."""

    unsubscribe = subscribe

    def close(self) -> None:
        """Nothing to close."""


def answer_requests(cloud: Cloud, request: requests.PreparedRequest, **_: Any) -> requests.Response:
    """Answer what goes through `requests`: BigQuery, Storage, dedicated endpoints, the registry of pipelines."""
    answer = requests.Response()
    answer.status_code, answer.url, answer.request = 200, request.url, request
    if urllib.parse.urlsplit(request.url).hostname.endswith("-kfp.pkg.dev"):
        cloud.calls.add("kfp:upload_pipeline")
        fill(answer, b"churn/sha256:0")
        return answer
    text = request.body.decode() if isinstance(request.body, bytes) else request.body
    if "uploadType=multipart" in request.url:  # an object: what describes it, then its bytes
        text = text.split("\r\n\r\n")[1].split("\r\n--")[0]
    fill(answer, json.dumps(cloud.rest(request.method, request.url, json.loads(text) if text else None)).encode())
    answer.headers["Content-Type"] = "application/json"
    return answer


def answer_httpx(cloud: Cloud, request: httpx.Request) -> httpx.Response:
    """Answer what goes through `httpx`: google-genai."""
    text = request.read().decode()
    return httpx.Response(200, json=cloud.rest(request.method, str(request.url), json.loads(text) if text else None))


def no_channel(target: Any, *_: Any, **__: Any) -> None:
    """Refuse a gRPC channel that a sample opens itself: it leaves from C, where no audit hook sees it."""
    raise NetworkTouched(repr(os.fsdecode(target)))


def answer_template(asked: str | urllib.request.Request, *_: Any, **__: Any) -> io.BytesIO:
    """Answer who loads a template from Artifact Registry: the workload's own pipeline, compiled now."""
    url = getattr(asked, "full_url", asked)
    if not (urllib.parse.urlsplit(url).hostname or "").endswith("-kfp.pkg.dev"):
        raise NetworkTouched(url)
    return io.BytesIO(compiled(PIPELINE.read_text(encoding="utf-8")).encode())


@functools.cache
def compiled(source: str) -> str:
    """Return the IR YAML of the pipeline in a source text, without running what follows its definition."""
    tree = ast.parse(source)
    last = next(i for i, node in enumerate(tree.body) if ast.unparse(node).startswith("compiler.Compiler()"))
    del tree.body[last:]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pipeline.py"
        file.write_text(ast.unparse(tree), encoding="utf-8")
        spec = importlib.util.spec_from_file_location("churn_pipeline", file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        (graph,) = [item for item in vars(module).values() if type(item).__name__ == "GraphComponent"]
        COMPILE(compiler.Compiler(), graph, str(Path(folder) / "churn.yaml"))
        return (Path(folder) / "churn.yaml").read_text(encoding="utf-8")


@contextlib.contextmanager
def in_place(cloud: Cloud) -> Iterator[list[Callable[[Event], None]]]:
    """Put a cloud in place of Google, and everything back afterwards; yield the list of who waits for events."""
    handlers: list[Callable[[Event], None]] = []
    framework = types.ModuleType("functions_framework")  # not installed: all that a sample needs of it is one name
    framework.cloud_event = lambda function: handlers.append(function) or function

    def compile_and_note(self: compiler.Compiler, *arguments: Any, **named: Any) -> Any:
        cloud.calls.add("kfp:compile")
        return COMPILE(self, *arguments, **named)

    with (
        mock.patch.object(grpc_helpers, "create_channel", return_value=Channel(cloud)),
        mock.patch.multiple(resolve_name(private.CORE), **dict.fromkeys(private.CHANNELS, no_channel)),
        mock.patch.object(google.auth, "default", return_value=(Credentials(token="t"), "churn-prod")),  # noqa: S106
        mock.patch.object(
            requests.adapters.HTTPAdapter, "send", lambda _, request, **k: answer_requests(cloud, request, **k)
        ),
        mock.patch.object(httpx.HTTPTransport, "handle_request", lambda _, request: answer_httpx(cloud, request)),
        mock.patch.object(urllib.request, "urlopen", answer_template),
        mock.patch.object(compiler.Compiler, "compile", compile_and_note),
        mock.patch.object(time, "sleep"),
        mock.patch.object(resolve_name(private.BUCKETS), "get_or_queue_fetch", return_value=None),
        mock.patch.dict(vars(initializer.global_config)),
    ):
        sys.modules["functions_framework"] = framework
        try:
            yield handlers
        finally:
            del sys.modules["functions_framework"]
            resolve_name(private.TRACKER).reset()


# What the SDK says badly, or only when a component runs in the cloud --------------------------------------------------


def lint(path: Path) -> None:
    """Check the keywords of calls like `aiplatform.Model.upload(…)`, also inside components, which never run here."""
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.Call) or not re.fullmatch(r"aiplatform(\.\w+)+", ast.unparse(node.func)):
            continue
        owner: Any = aiplatform
        for name in ast.unparse(node.func).split(".")[1:]:
            if not hasattr(owner, name):
                raise SampleFault(path, node.lineno, ast.unparse(node.func), nearest_names(name, dir(owner)))
            owner = getattr(owner, name)
        with contextlib.suppress(ValueError, TypeError):
            known = inspect.signature(owner).parameters
            if any(item.kind is item.VAR_KEYWORD for item in known.values()):
                continue
            for keyword in node.keywords:
                if keyword.arg and keyword.arg not in known:
                    raise SampleFault(
                        path,
                        node.lineno,
                        f"{ast.unparse(node.func)}({keyword.arg}=…)",
                        nearest_names(keyword.arg, known),
                    )


def nearer(fault: SampleFault, path: Path) -> SampleFault:
    """Return a fault with the nearest valid name, where the SDK only says that a name is wrong."""
    text, cause = str(fault), fault.__cause__
    line = int(text.split(":")[1])
    if match := re.search(r"Unknown field for (\w+): (\w+)", text):
        kinds = (
            getattr(importlib.import_module(f"google.cloud.aiplatform_{v}"), match[1], None) for v in ("v1", "v1beta1")
        )
        kind = next((item for item in kinds if item), None)
        if kind:
            return SampleFault(path, line, f"{match[1]}.{match[2]}", nearest_names(match[2], kind.meta.fields))
    if match := re.search(r"unexpected keyword argument '(\w+)'", text):
        frames = [frame for frame, _ in traceback.walk_tb(cause.__traceback__)] if cause else []
        for owner in (frame.f_locals.get(name) for frame in frames for name in ("self", "cls")):
            call = re.search(r"(?:(\w+)\.)?(\w+)\(\) got", text)
            if owner is not None and call and callable(getattr(owner, call[2], None)):
                return SampleFault(
                    path,
                    line,
                    f"{call[2]}({match[1]}=…)",
                    nearest_names(match[1], inspect.signature(getattr(owner, call[2])).parameters),
                )
    return fault


# A script of curl calls -----------------------------------------------------------------------------------------------


def curls(path: Path) -> Iterator[tuple[int, tuple[str, str, Any]]]:
    """Yield line, and HTTP method, address and body, of every `curl` of a script; the body stands in a here-document."""
    lines = path.read_text(encoding="utf-8").splitlines()
    values = dict(re.match(r"(\w+)=(\S+)", line).groups() for line in lines if re.match(r"\w+=[^$\s(]+$", line))
    number = 0
    while number < len(lines):
        if not lines[number].startswith("curl "):
            number += 1
            continue
        start, command = number, lines[number]
        while command.endswith("\\"):
            number += 1
            command = command[:-1] + lines[number].strip()
        body, number = None, number + 1
        if match := re.search(r"<<('?)(\w+)'?$", command):
            end = lines.index(match[2], number)
            if match[1] and SHELL.search("\n".join(lines[number:end])):
                raise SampleFault(path, number + 1, "a variable in a quoted here-document", f"<<{match[2]}")
            text = "\n".join(lines[number:end])
            try:
                body = json.loads(text if match[1] else filled(text, values))
            except json.JSONDecodeError as error:
                raise SampleFault(path, number + error.lineno, error.msg, "JSON") from error
            command, number = command[: match.start()], end + 1
        yield start + 1, request_of(path, start + 1, filled(command, values), body)


def filled(text: str, values: dict[str, str]) -> str:
    """Return a text with the variables that the script sets; the others stay."""
    return re.sub(r"\$\{?(\w+)\}?", lambda match: values.get(match[1], match[0]), text)


def request_of(path: Path, line: int, command: str, body: Any) -> tuple[str, str, Any]:
    """Return HTTP method, address and body of one curl command, with only the options that a sample needs."""
    words = shlex.split(command)[1:]
    http, url = "", ""
    while words:
        word = words.pop(0)
        if word in ("-X", "--request"):
            http = words.pop(0)
        elif word in ("-H", "--header", "--data", "-d", "-o", "--output"):
            words.pop(0)
        elif word.startswith("https://"):
            url = word
        elif word not in ("--fail-with-body", "--silent", "-s", "--show-error"):
            raise SampleFault(path, line, word, "an option of curl that this checker knows")
    return http or ("POST" if body is not None else "GET"), url, body


def line_of(path: Path, line: int, wrong: WrongCall) -> int:
    """Return the line of the field that a fault names, below the `curl` that sent it; else the line of the `curl`."""
    fields = re.findall(r"\.(\w+)", wrong.found)
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines()[line - 1 :], line):
        if fields and f'"{fields[-1]}"' in text:
            return number
    return line
