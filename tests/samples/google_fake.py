"""The cloud that Google's samples talk to: it checks every request, and holds what was created and nothing else.

A sample begins with what the samples before it left (`google_cloud.worlds`). Before the first one there are only the
model `churn` with version 42, the experiment `churn` and the default metadata store. A list that a filter asks for by
state finds one job in that state, since every job of this cloud ends at once. One fragile place: what a long-running
operation yields is read from the source of the generated client (`operation.from_gapic(…, Type, …)`).
"""

from __future__ import annotations

import fnmatch
import functools
import importlib
import inspect
import re
import sys
import urllib.parse
from typing import Any
from unittest import mock

from google.api_core.exceptions import AlreadyExists, NotFound
from google.longrunning import operations_pb2
from google.protobuf import json_format
from google_model import DOCUMENTS, REQUIRED, check_body, check_rules, check_value, document, id_rules, methods
from harness import WrongCall

from cloud_ml_platforms.api_surface.references import nearest_names

READS = re.compile(r"(Get|List|Query)[A-Z]")
RETIRED = ("ml.", "automl.", "datalabeling.", "notebooks.v1")  # some of them still have a discovery document
ASKS_FIRST = ("MetadataService", "TensorboardService")  # their clients ask, and create what is not found
BEFORE = re.compile(r".*/(metadataStores/default|contexts/churn|tensorboards/\w+)")
PLACE = re.compile(r"projects/[^/]+/locations/[^/]+/.+")
USED = ("endpoint", "feature_view", "name", "parent")  # fields of a request that name what must be there
PLURALS = {"TensorboardExperiment": "experiments", "TensorboardRun": "runs", "TensorboardTimeSeries": "timeSeries"}
DONE = ("JOB_STATE_SUCCEEDED", "PIPELINE_STATE_SUCCEEDED", "SUCCEEDED", "STABLE", "ACTIVE", "RUNNING")


class Cloud:
    """Everything that a sample talks to. `calls` holds the calls that count."""

    def __init__(self, kept: dict[str, Any] | None = None) -> None:
        """Start with a copy of what another one has kept."""
        self.calls: set[str] = set()
        self.kept: dict[str, Any] = {name: copied(type(item), item) for name, item in (kept or {}).items()}

    def rpc(self, path: str, request: Any, answer: type) -> Any:
        """Check and answer one gRPC call; `answer` is the class that the client reads."""
        package, service, method = re.fullmatch(r"/(?:google\.cloud\.)?([\w.]+)\.(\w+)/(\w+)", path).groups()
        if not package.startswith("aiplatform."):
            return made_up(answer, "projects/1")
        if not READS.match(method):
            self.calls.add(f"{package}:{service}.{method}")
            self.check_message(package, method, request)
        if answer is operations_pb2.Operation:
            result = self.answer(service, method, request, self.result_of(package, service, method))
            operation = operations_pb2.Operation(name=f"{getattr(result, 'name', 'x')}/operations/1", done=True)
            operation.response.Pack(raw(result))
            return operation
        return self.answer(service, method, request, answer)

    def check_message(self, api: str, method: str, request: Any) -> None:
        """Check a request message: its own schema where it has one (else it is only path and query), and its parts."""
        message = raw(request)
        body = json_format.MessageToDict(message)
        partial = method.startswith(("Update", "Mutate"))
        prefix = f"GoogleCloudAiplatform{api.split('.')[1].capitalize()}"
        own = document(api)["schemas"].get(prefix + message.DESCRIPTOR.name, {}).get("properties", {})
        for field in message.DESCRIPTOR.fields:
            if field.json_name not in body:
                continue
            value, at = body[field.json_name], f"{method}.{field.json_name}"
            if field.json_name in own:
                check_value(api, own[field.json_name], value, at, partial=partial)
            elif isinstance(value, dict) and prefix + field.message_type.name in document(api)["schemas"]:
                check_body(api, prefix + field.message_type.name, value, at, partial=partial)
            elif field.json_name in id_rules(api) and not re.fullmatch(r"[a-z0-9_]+", value):
                raise WrongCall(f"{value!r} for {at}", "characters of [a-z0-9_]")
        for key, rule in own.items():
            if REQUIRED.match(rule.get("description", "")) and key not in body:
                raise WrongCall(f"{method} without {key}", f"{key}, which is required")
        if "update_mask" in type(request).meta.fields:
            check_mask(request)
        check_rules(method, body, self.deployed(request))

    def deployed(self, request: Any) -> set[str]:
        """Return the ids of what is deployed to the endpoint that a request is about, if it is about one."""
        endpoint = getattr(request, "endpoint", "")
        name = endpoint if isinstance(endpoint, str) else endpoint.name
        return {item.id for item in getattr(self.kept.get(name), "deployed_models", ())}

    def answer(self, service: str, method: str, request: Any, kind: type) -> Any:
        """Return what the cloud says, and remember what it now has."""
        if method in (own := {"UploadModel": self.upload, "Deploy": self.garden, "DeployModel": self.deploy}):
            return own[method](request, kind)
        if method.startswith("Create") and (made := resource_of(request)) is not None:
            return self.create(made, request, kind)
        if method.startswith("Get") and (name := getattr(request, "name", "")):
            return self.get(service, name, kind)
        if method.startswith("Update"):
            return self.update(request, kind)
        if method.startswith("List"):
            return self.listed(service, request, kind)
        self.there(service, request)
        if method.startswith("Delete"):
            self.delete(request.name)
        if method == "MergeVersionAliases":
            return self.merge(request, kind)
        if method == "UndeployModel":
            self.undeploy(request)
        return made_up(kind, getattr(request, "name", ""))

    def there(self, service: str, request: Any) -> None:
        """Raise `WrongCall` when a request names something of the platform that nobody created."""
        for field in USED:
            name = getattr(request, field, "")
            if isinstance(name, str) and PLACE.fullmatch(name) and service not in ASKS_FIRST:
                self.find(name)

    def find(self, name: str) -> Any:
        """Return what is kept under a name, `models/churn@approved` by its version; else raise `WrongCall`."""
        base, _, version = name.partition("@")
        if base.rsplit("/", 2)[-2:] == ["models", "churn"] and f"{base}@42" not in self.kept:
            self.kept[f"{base}@42"] = made_up(sibling_of("Model"), f"{base}@42")
        if "/models/" in base:
            wanted = version or "default"
            mine = {n: m for n, m in self.kept.items() if n.startswith(f"{base}@")}
            hit = next((m for n, m in mine.items() if n == name or wanted in m.version_aliases), None)
        else:
            hit = self.kept.get(name)
        if hit is None and "/jobs/" not in name:
            names = [n for n in self.kept if n.split("/")[-2:-1] == name.split("/")[-2:-1]]
            raise WrongCall(
                name, f"what this sample or one before it creates: {nearest_names(name, names) if names else 'none'}"
            )
        return hit

    def delete(self, name: str) -> None:
        """Forget a resource and what is below it; refuse an endpoint that serves, and a model that is served."""
        endpoints = [item for n, item in self.kept.items() if "/endpoints/" in n]
        if "/models/" in name and any(m.model == name for e in endpoints for m in e.deployed_models):
            raise WrongCall(f"the deletion of {name}, which is deployed", "UndeployModel before")
        if "/endpoints/" in name and self.kept[name].deployed_models:
            raise WrongCall(f"the deletion of {name}, which serves", "UndeployModel before")
        for kept in [n for n in self.kept if n == name or n.startswith((f"{name}/", f"{name}@"))]:
            del self.kept[kept]

    def upload(self, request: Any, kind: type) -> Any:
        """Keep a new version: the next number of its parent, or the first one of a new model."""
        parent = request.parent_model or f"{request.parent}/models/{request.model_id or len(self.kept) + 1001}"
        if request.parent_model:
            self.find(parent)
        numbers = [int(name.rpartition("@")[2]) for name in self.kept if name.startswith(f"{parent}@")]
        name = f"{parent}@{max(numbers, default=0) + 1}"
        self.kept[name] = made_up(type(request.model), name, request.model)
        if not numbers:
            self.kept[name].version_aliases = list(dict.fromkeys(["default", *request.model.version_aliases]))
        return kind(model=parent, model_version_id=name.rpartition("@")[2])

    def merge(self, request: Any, kind: type) -> Any:
        """Move aliases to a version, away from the one that had them; one with a minus is taken away."""
        version = self.find(request.name)
        base = request.name.partition("@")[0]
        for alias in request.version_aliases:
            holders = (
                [version] if alias.startswith("-") else [m for n, m in self.kept.items() if n.startswith(f"{base}@")]
            )
            for holder in holders:
                holder.version_aliases = [kept for kept in holder.version_aliases if kept != alias.removeprefix("-")]
            if not alias.startswith("-"):
                version.version_aliases.append(alias)
        return copied(kind, version)

    def garden(self, request: Any, kind: type) -> Any:
        """Keep the endpoint and the model that the Model Garden makes in one call."""
        endpoint, model = (f"{request.destination}/{kind}/{len(self.kept) + 1001}" for kind in ("endpoints", "models"))
        shown = request.endpoint_config.endpoint_display_name
        private = request.endpoint_config.private_service_connect_config
        like = sibling(request, "Endpoint")(display_name=shown, private_service_connect_config=private)
        like.deployed_models = [{"id": "1", "model": model}]
        self.kept[endpoint] = made_up(type(like), endpoint, like)
        self.kept[f"{model}@1"] = made_up(
            sibling(request, "Model"), f"{model}@1", sibling(request, "Model")(display_name=shown)
        )
        self.kept[f"{model}@1"].version_aliases = ["default"]
        return kind(endpoint=endpoint, model=model)

    def create(self, made: Any, request: Any, kind: type) -> Any:
        """Keep a new resource under the name that it asked for, or a number."""
        what = type(made).__name__
        plural = PLURALS.get(what, what[0].lower() + what[1:] + "s")
        snake = re.sub(r"(?<!^)(?=[A-Z])", "_", what).lower()
        self.there(type(request).__name__, request)
        wanted = getattr(request, f"{snake}_id", "")
        name = f"{request.parent}/{plural}/{wanted or len(self.kept) + 1001}"
        if wanted and name in self.kept:
            raise AlreadyExists(name)
        kept = made_up(type(made), name, made)
        self.kept[kept.name] = kept
        if isinstance(kept, kind):
            return kept
        return made_up(kind, kept.name)

    def get(self, service: str, name: str, kind: type) -> Any:
        """Return a resource that was created; a client that asks first is told when there is none."""
        if name not in self.kept and BEFORE.fullmatch(name):
            self.kept[name] = made_up(kind, name)
        if name not in self.kept and service in ASKS_FIRST:
            raise NotFound(name)
        if "/featureViewSyncs/" in name:
            return made_up(kind, name)
        found = self.find(name)
        if not isinstance(found, kind):  # another version of the API asks
            known = next(key for key, item in self.kept.items() if item is found)
            self.kept[known] = found = copied(kind, found)
        return found

    def update(self, request: Any, kind: type) -> Any:
        """Put the fields of the mask into the resource that is kept."""
        new = resource_of(request)
        if new is None or not isinstance(new, kind):
            return made_up(kind, getattr(new, "name", ""))
        old = self.get("", new.name, kind)
        for path in request.update_mask.paths or [field.name for field, _ in raw(new).ListFields()]:
            first = path.split(".")[0]
            setattr(old, first, getattr(new, first))
        return old

    def listed(self, service: str, request: Any, kind: type) -> Any:
        """Return what lies below the parent, is of the kind that the answer holds and passes the filter."""
        field = next((item for item in kind.meta.fields.values() if item.repeated and item.message), None)
        if field is None or service in ASKS_FIRST:  # filters of lineage are a language of their own
            return kind()
        parent, wish = getattr(request, "parent", ""), getattr(request, "filter", "")
        shown = {
            name: match[1] for name in ("display_name", "state") if (match := re.search(f'{name}[=:]"(.*?)"', wish))
        }
        mine = [i for n, i in self.kept.items() if type(i).__name__ == field.message.__name__ and n.startswith(parent)]
        items = [copied(field.message, item) for item in mine]  # another version of the API may have made it
        if "display_name" in shown:
            items = [item for item in items if fnmatch.fnmatchcase(item.display_name, shown["display_name"])]
        if state := shown.get("state"):
            known = field.message.meta.fields["state"].enum.__members__
            if state not in known:
                raise WrongCall(f"state {state!r} in a filter", nearest_names(state, known))
            name = f"{parent}/{re.sub(r'_(.)', lambda match: match[1].upper(), field.name)}/{state.lower()}"
            self.kept[name] = made_up(field.message, name, field.message(display_name="churn"))
            self.kept[name].state = state
            items = [self.kept[name]]
        return kind(**{field.name: items})

    def deploy(self, request: Any, kind: type) -> Any:
        """Add a deployed model to its endpoint, with the share that the call gives it."""
        endpoint = self.get("EndpointService", request.endpoint, sibling(request, "Endpoint"))
        new = type(request.deployed_model)(request.deployed_model)
        model = self.find(new.model)
        new.id = new.id or f"{max([1999, *(int(item.id) for item in endpoint.deployed_models)]) + 1}"
        new.model, new.model_version_id = new.model.partition("@")[0], model.version_id
        endpoint.deployed_models.append(new)
        if split := dict(request.traffic_split):
            endpoint.traffic_split = {new.id if key == "0" else key: share for key, share in split.items()}
        return kind(deployed_model=new)

    def undeploy(self, request: Any) -> None:
        """Take a deployed model away, and its share."""
        endpoint = self.find(request.endpoint)
        endpoint.deployed_models = [m for m in endpoint.deployed_models if m.id != request.deployed_model_id]
        endpoint.traffic_split.pop(request.deployed_model_id, None)

    @staticmethod
    def result_of(package: str, service: str, method: str) -> type:
        """Return what a long-running operation yields, read from the source of the generated client."""
        snake = re.sub(r"(?<!^)(?=[A-Z])", "_", service).lower()
        module = importlib.import_module(f"google.cloud.{package.replace('.', '_')}.services.{snake}.client")
        call = getattr(module, f"{service}Client").__dict__[re.sub(r"(?<!^)(?=[A-Z])", "_", method).lower()]
        found = re.search(r"from_gapic\(\s*\w+,\s*[\w.]+,\s*([\w.]+)", inspect.getsource(call))
        return functools.reduce(getattr, found[1].split("."), module)

    # REST ---------------------------------------------------------------------------------------------------------

    def rest(self, http: str, url: str, body: Any) -> dict[str, Any]:
        """Check and answer one REST call by the discovery document that its address belongs to."""
        parts = urllib.parse.urlsplit(url)
        api = api_of(parts)
        path = parts.path.lstrip("/").removeprefix("upload/")
        hits = [item for item in methods(api) if item[2].fullmatch(path)]
        hit = next((item for item in hits if item[0] == http), None)
        if hit is None:
            names = [f"{item[0]} {item[3].get('flatPath', item[3]['path'])}" for item in hits or methods(api)]
            raise WrongCall(f"{http} /{path}", nearest_names(f"{http} {path}", names))
        _, name, _, method = hit
        known = set(method.get("parameters", {})) | set(document(api)["parameters"])
        for key in urllib.parse.parse_qs(parts.query):
            if key.lstrip("$") not in known and key not in known:
                raise WrongCall(f"parameter {key}", nearest_names(key, known))
        if http != "GET":
            self.calls.add(f"{api}:{name}")
        if match := re.search(r"projects/.+/endpoints/[^/:$]+", path):
            self.find(match[0])
        if method.get("request", {}).get("$ref", "").endswith("RawPredictRequest"):
            return rest_answer(name, path, body)  # the container's own body
        if "request" in method and body is not None:
            partial = http == "PATCH" or name.endswith("mutateDeployedModel")
            check_body(api, method["request"]["$ref"], body, name, partial=partial)
        elif body:
            raise WrongCall(f"a body for {name}", "no body")
        last = name.rsplit(".", 1)[-1]
        check_rules({"patch": "UpdateEndpoint", "deployModel": "DeployModel"}.get(last, last), body or {}, Anything())
        if name == "projects.locations.endpoints.create":
            wanted = urllib.parse.parse_qs(parts.query).get("endpointId", [f"{len(self.kept) + 1001}"])[0]
            made = f"{path.partition('/')[2]}/{wanted}"
            self.kept[made] = made_up(
                sibling_of("Endpoint"), made, sibling_of("Endpoint")(display_name=body["displayName"])
            )
        return rest_answer(name, path, body)


class Anything(set):
    """A set that holds whatever is taken away from another: a script's variables stand for any id."""

    def __rsub__(self, _: object) -> set[str]:
        """Leave nothing over."""
        return set()


def api_of(parts: urllib.parse.SplitResult) -> str:
    """Return which discovery document an address belongs to: `aiplatform.v1`."""
    host = parts.hostname or ""
    first = parts.path.split("/")[1] if "/" in parts.path else ""
    if host.endswith(("aiplatform.googleapis.com", ".prediction.vertexai.goog")):
        api = f"aiplatform.{first}"
    elif host.endswith(".googleapis.com"):
        api = f"{host.removesuffix('.googleapis.com')}.{ {'bigquery': 'v2', 'storage': 'v1'}.get(host.split('.')[0], first) }"
    else:
        api = host
    if api.startswith(RETIRED):
        raise WrongCall(f"https://{host}/{first}", "an API that is not retired: see data/names/")
    if not (DOCUMENTS / f"{api}.json").is_file():
        raise WrongCall(f"https://{host}/{first}", "an address of an API that has a discovery document")
    return api


def rest_answer(name: str, path: str, body: Any) -> dict[str, Any]:
    """Return an answer that the clients can read."""
    if name.startswith("jobs.") or name == "queries":
        job = {"projectId": "churn-prod", "jobId": "job-1", "location": "europe-west4"}
        answer = {"jobReference": job, "status": {"state": "DONE"}, "jobComplete": True, "schema": {"fields": []}}
        return {
            **answer,
            "configuration": (body or {}).get("configuration", {"query": {"query": ""}}),
            "totalRows": "0",
        }
    if name == "datasets.insert":
        return body
    if name == "buckets.get":
        return {"name": path.rsplit("/", 1)[-1], "projectNumber": "1", "location": "EUROPE-WEST4"}
    if name.lower().endswith("predict"):
        return {"predictions": [0.7], "deployedModelId": "2000", "modelVersionId": "43"}
    if name.endswith("generateContent"):
        return {"candidates": [{"content": {"role": "model", "parts": [{"text": "{}"}]}, "finishReason": "STOP"}]}
    if "tuningJobs" in name:
        tuned = {
            "model": "projects/1/locations/europe-west4/models/1",
            "endpoint": "projects/1/locations/x/endpoints/1",
        }
        return {"name": f"{path}/1", "state": "JOB_STATE_SUCCEEDED", "tunedModel": tuned}
    return {"name": f"{path}/1", "done": True}


def raw(message: Any) -> Any:
    """Return the protocol buffer inside a proto-plus message."""
    return type(message).pb(message) if hasattr(type(message), "pb") else message


def check_mask(request: Any) -> None:
    """Raise `WrongCall` when an update mask names a field that the resource has not."""
    fields = type(request).meta.fields
    target = next(field for field in fields.values() if hasattr(field.message, "meta"))
    for path in request.update_mask.paths:
        kind = target.message
        for name in path.split("."):
            if not hasattr(kind, "meta") or name not in kind.meta.fields:
                raise WrongCall(f"update mask {path!r}", nearest_names(name, getattr(kind, "meta", target).fields))
            kind = kind.meta.fields[name].message


def sibling(message: Any, name: str) -> type:
    """Return another message of the API version that a message belongs to."""
    return getattr(sys.modules[type(message).__module__.split(".types.")[0]], name)


def sibling_of(name: str) -> type:
    """Return a message of version 1 of the API."""
    return getattr(importlib.import_module("google.cloud.aiplatform_v1"), name)


def copied(kind: type, message: Any) -> Any:
    """Return a message as one of another class with the same fields, or of its own."""
    return parse(kind, raw(message).SerializeToString())


def parse(kind: type, data: bytes) -> Any:
    """Return bytes as a message, proto-plus or plain."""
    return kind.deserialize(data) if hasattr(kind, "deserialize") else kind.FromString(data)


def resource_of(request: Any) -> Any | None:
    """Return the resource inside a create, upload or update request: its first message that has a name."""
    for name, field in type(request).meta.fields.items():
        if (
            field.message
            and not field.repeated
            and "name" in getattr(field.message, "meta", mock.Mock(fields={})).fields
        ):
            return getattr(request, name)
    return None


def made_up(kind: type, name: str, like: Any | None = None) -> Any:
    """Return a resource as the cloud would have it: named, finished, and with what the SDK reads from it."""
    if not hasattr(kind, "meta"):
        return kind()
    made = kind(like) if like is not None else kind()
    fields = kind.meta.fields
    if "name" in fields and name:
        made.name = name
    if "state" in fields and fields["state"].enum:
        made.state = next((value for value in DONE if value in fields["state"].enum.__members__), 0)
    if "create_time" in fields:
        made.create_time = {"seconds": 1}  # without it the SDK takes a resource for one that was never fetched
    if "display_name" in fields:
        made.display_name = made.display_name or "churn"
    fill = globals().get(f"_as_{kind.__name__.lower()}")
    if fill:
        fill(made, is_new=like is not None)
    return made


def _as_model(model: Any, *, is_new: bool) -> None:
    """A registered version; without the deployment kind the SDK drops the machine type in silence."""
    model.name, _, model.version_id = model.name.partition("@")
    model.supported_deployment_resources_types = [1]  # DEDICATED_RESOURCES
    if not is_new:
        model.version_aliases = ["default", "approved"]
        model.artifact_uri = "gs://churn-ml/runs/9d0e1f2-2026-10-01/model"
        model.container_spec.image_uri = "europe-west4-docker.pkg.dev/churn-prod/images/churn-serve"


def _as_featureviewsync(sync: Any, *, is_new: bool) -> None:
    """A sync that has ended."""
    del is_new
    raw(sync).run_time.end_time.seconds = 1


def _as_context(context: Any, *, is_new: bool) -> None:
    """The experiment that was there before."""
    if not is_new:
        context.schema_title, context.schema_version = "system.Experiment", "0.0.1"
        context.metadata = {"experiment_deleted": False}


def _as_endpoint(endpoint: Any, *, is_new: bool) -> None:
    """A dedicated endpoint has an address of its own."""
    del is_new
    if endpoint.dedicated_endpoint_enabled:
        endpoint.dedicated_endpoint_dns = "1.europe-west4-1.prediction.vertexai.goog"
