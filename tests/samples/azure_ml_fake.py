"""An Azure Resource Manager in memory: it refuses what the SDK's own REST models refuse, and remembers what was called.

A body is walked through the SDK's REST models, those of 2025-12-01, whatever api-version the URL names. Signals and alert of a monitor schedule are left out: the SDK sends kinds and a field
(`alertNotificationSetting`) that these models do not know.

Calls are named `azure:PUT onlineEndpoints/deployments`: the method and the types of the path below the workspace, with
`registries/` before those of a registry, and `…` before the data plane's own address (`azure:POST …/score`). Reads are
left out (GET, HEAD, and a POST that only lists or resolves), and so is what the SDK does by itself to upload a folder.
"""

from __future__ import annotations

import base64
import json
import re
import time
import types
import typing
from datetime import datetime
from enum import Enum
from pathlib import Path
from pkgutil import resolve_name
from typing import Any
from urllib.parse import unquote, urlsplit

import index
import requests
from azure.core.credentials import AccessToken, AccessTokenInfo
from azure.core.pipeline.transport import RequestsTransportResponse
from azure.core.rest import HttpRequest as RestRequest
from harness import WrongCall
from private import azure as private
from private.requests import fill

from cloud_ml_platforms.api_surface.extract.azure import rest_fields
from cloud_ml_platforms.api_surface.references import nearest_names

models = resolve_name(private.REST_MODELS)
RestModel = resolve_name(private.REST_BASE)
RestRequestsTransportResponse = resolve_name(private.RESPONSE)
SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/churn"
WORKSPACE = f"{GROUP}/providers/Microsoft.MachineLearningServices/workspaces/churn-prod"
REGISTRY = f"{GROUP}/providers/Microsoft.MachineLearningServices/registries/ml-production"

# The model of a body, by the types in its path.
BODIES = {
    "workspaces": models.Workspace,
    "registries": models.Registry,
    "jobs": models.JobBase,
    "schedules": models.Schedule,
    "computes": models.ComputeResource,
    "datastores": models.Datastore,
    "onlineEndpoints": models.OnlineEndpoint,
    "onlineEndpoints/deployments": models.OnlineDeployment,
    "batchEndpoints": models.BatchEndpoint,
    "batchEndpoints/deployments": models.BatchDeployment,
    "models/versions": models.ModelVersion,
    "data/versions": models.DataVersionBase,
    "environments/versions": models.EnvironmentVersion,
    "components/versions": models.ComponentVersion,
    "featuresets/versions": models.FeaturesetVersion,
    "featurestoreEntities/versions": models.FeaturestoreEntityVersion,
    "outboundRules": models.OutboundRuleBasicResource,
}
# Kinds of which any name is there: whoever runs the samples has these images, datastores and tables.
ANYTHING = {"environments/versions", "data/versions", "datastores"}
# How a body names what must be there, and where that is.
NAMED = {
    r"registries/ml-production/models/([\w-]+)/versions/(\w+)": REGISTRY + "/models/{}/versions/{}",
    r"/computes/(?!serverless\b)([\w-]+)": WORKSPACE + "/computes/{}",
    r"azureml://jobs/([\w-]+)/": WORKSPACE + "/jobs/{}",
}
# What the service fills in, and the SDK expects to be there when it reads the answer.
FILLED: dict[str, dict[str, Any]] = {
    "onlineEndpoints/deployments": {"scaleSettings": {"scaleType": "Default"}},
    "onlineEndpoints": {"scoringUri": "https://churn.westeurope.inference.ml.azure.com/score"},
    "batchEndpoints": {"scoringUri": "https://churn.westeurope.inference.ml.azure.com/jobs"},
    "models/versions": {"flavors": {}, "properties": {}, "tags": {}},
}
MONITOR = {"computeConfiguration", "monitoringTarget"}
ROUTES = {"livenessRoute", "readinessRoute", "scoringRoute"}
UPLOAD = {
    "registries/tempdatarefs/versions",
    "codes",
    "codes/versions",
    "startPendingUpload",
    "createOrGetStartPendingUpload",
}
READS = re.compile(r"(?i)/(list\w*|startPendingUpload|createOrGetStartPendingUpload|checkNameAvailability|token)$")
VM_SIZE = re.compile(r"(?i)Standard_[A-Z]{1,4}\d+[a-z-]*\d*[a-z]*(_[A-Z]+\d*)*(_v\d)?")
NAMES = vars(resolve_name(private.REST_KINDS)) | {"_models": models, "datetime": {"datetime": datetime}}
RETRIEVAL = "feature_retrieval_spec.yaml"  # what a model was trained with


class FakeCredential:
    """A credential that signs in nobody; its token has the shape of one, for whatever audience is asked."""

    def __init__(self, *_: Any, **__: Any) -> None:
        """Take what any credential takes."""

    def get_token(self, *scopes: str, **_: Any) -> AccessToken:
        """Return a token for any scope."""
        return AccessToken(_token(scopes), int(time.time()) + 3600)

    def get_token_info(self, *scopes: str, **_: Any) -> AccessTokenInfo:
        """Return the same for newer clients."""
        return AccessTokenInfo(_token(scopes), int(time.time()) + 3600)


def _token(scopes: tuple[str, ...]) -> str:
    claims = {"aud": scopes[0].removesuffix("/.default"), "oid": "1", "tid": "1", "appid": "1"}
    head, body = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in ({"alg": "none"}, claims)
    )
    return f"{head}.{body}.e30"


# Packages that the environment leaves out ------------------------------------------------------------------------------


def stand_ins() -> dict[str, types.ModuleType]:
    """Return modules in the place of `azureml-featurestore` (it needs Spark) and `pyarrow`.

    Only names and parameters are held to it, those of azureml-featurestore 1.1 and of Microsoft's scoring script for
    online inference; the page says so.
    """

    class Client:
        def __init__(
            self, *, credential: Any, subscription_id: Any = None, resource_group_name: Any = None, name: Any = None
        ) -> None:
            self.asked = credential, subscription_id, resource_group_name, name

        def resolve_feature_retrieval_spec(self, path: Any) -> list[Any]:
            if not (Path(path) / RETRIEVAL).is_file():  # FeatureRetrievalSpec.from_config looks there and nowhere else
                raise WrongCall(
                    f"no {RETRIEVAL} in {path}", "the folder that holds it: the model's own, below the mount"
                )
            return [path]

    class Table:
        @classmethod
        def from_pydict(cls, mapping: dict[str, list[Any]]) -> Any:
            return mapping

    def init_online_lookup(features: list[Any], credential: Any = None, force: Any = None) -> None:
        """Do nothing: no cache is there."""

    def get_online_features(features: list[Any], observation_data: Any) -> Any:
        return observation_data

    store, arrow, above = (types.ModuleType(name) for name in ("azureml.featurestore", "pyarrow", "azureml"))
    store.FeatureStoreClient, arrow.Table, above.featurestore = Client, Table, store
    store.init_online_lookup, store.get_online_features = init_online_lookup, get_online_features
    return {"azureml": above, "azureml.featurestore": store, "pyarrow": arrow}


# Bodies -----------------------------------------------------------------------------------------------------------------


def check_body(model: type, body: Any, where: str) -> None:
    """Refuse what a REST model refuses: an unknown or missing field, a value outside an enum, a wrong type."""
    if not isinstance(body, dict):
        raise WrongCall(f"{where} = {body!r}", f"an object, {model.__name__}")
    fields, model = _fields(model, body, where)
    for name, value in body.items():
        if name not in fields:
            raise WrongCall(f"{where}.{name}", f"a field of {model.__name__}: {nearest_names(name, list(fields))}")
        if value is not None:
            _check_value(fields[name][0], value, f"{where}.{name}")
            if name in {"instanceType", "vmSize"} and isinstance(value, str):
                _check_size(value, f"{where}.{name}")
    for name, (hint, required) in fields.items():
        if required and body.get(name) is None:
            raise WrongCall(f"{where} without {name}", f"{name}, which {model.__name__} needs: {hint}")


def _fields(model: type, body: dict[str, Any], where: str) -> tuple[dict[str, tuple[Any, bool]], type]:
    """Return the REST fields of a model, or of the kind of it that the body says it is."""
    table = rest_fields(model)
    for field in table.values():
        rest_name = private.rest_name(field)
        if private.is_discriminator(field) and rest_name in body:
            kinds = model.__mapping__
            value = str(getattr(body[rest_name], "value", body[rest_name]))
            if kinds and value not in kinds and model is not kinds.get(value):
                known = {name.lower(): name for name in kinds}
                if value.lower() not in known:
                    raise WrongCall(f"{where}.{rest_name} = {value!r}", nearest_names(value, list(kinds)))
                value = known[value.lower()]
            if kinds and kinds[value] is not model:
                return _fields(kinds[value], body, where) if issubclass(kinds[value], model) else ({}, model)
    hints = typing.get_type_hints(model, NAMES)
    return {
        private.rest_name(field): (hints[name], _required(hints[name], field)) for name, field in table.items()
    }, model


def _required(hint: Any, field: Any) -> bool:
    given = private.is_read_only(field) or private.is_discriminator(field)
    return not (given or type(None) in typing.get_args(hint))


def _check_value(hint: Any, value: Any, where: str) -> None:
    kinds = [kind for kind in typing.get_args(hint) if kind is not type(None)] if _is_union(hint) else [hint]
    enums = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Enum)]
    if enums:
        allowed = [str(item.value) for item in enums[0]]
        if str(value).lower() not in {item.lower() for item in allowed}:  # Azure's enums do not mind the case
            raise WrongCall(f"{where} = {value!r}", nearest_names(str(value), allowed))
        return
    kind = kinds[0]
    origin = typing.get_origin(kind)
    if origin is list:
        _expect(value, list, where)
        for number, item in enumerate(value):
            _check_value(typing.get_args(kind)[0], item, f"{where}[{number}]")
    elif origin is dict:
        _expect(value, dict, where)
        for name, item in value.items():
            if item is not None:
                _check_value(typing.get_args(kind)[1], item, f"{where}.{name}")
    elif isinstance(kind, type) and issubclass(kind, RestModel):
        check_body(kind, value, where)
    elif kind in {int, float, str, bool}:
        _expect(value, kind, where)


def _expect(value: Any, kind: type, where: str) -> None:
    takes = (int, float) if kind is float else (kind,)
    if not isinstance(value, takes) or (isinstance(value, bool) and kind is not bool):
        raise WrongCall(f"{where} = {value!r}", f"{kind.__name__}, not {type(value).__name__}")


def _is_union(hint: Any) -> bool:
    return typing.get_origin(hint) in {typing.Union, types.UnionType}


def _check_size(value: str, where: str) -> None:
    """A size is a free string for the API; what does not even look like one is a slip."""
    if not VM_SIZE.fullmatch(value):
        raise WrongCall(f"{where} = {value!r}", "a VM size such as Standard_D4as_v4")


# What a thing of a kind looks like, when it is read and no sample of this run wrote it.
DISCOVERY = "https://westeurope.api.azureml.ms/discovery"
SEEDS: dict[str, dict[str, Any]] = {
    "workspaces": {
        "location": "westeurope",
        "properties": {
            "storageAccount": f"{GROUP}/providers/Microsoft.Storage/storageAccounts/churnml",
            "discoveryUrl": DISCOVERY,
            "workspaceId": "1",
            "keyVault": f"{GROUP}/providers/Microsoft.KeyVault/vaults/churn",
            "applicationInsights": f"{GROUP}/providers/Microsoft.Insights/components/churn",
            "containerRegistry": f"{GROUP}/providers/Microsoft.ContainerRegistry/registries/churnml",
            "mlFlowTrackingUri": f"azureml://westeurope.api.azureml.ms/mlflow/v1.0{WORKSPACE}",
        },
    },
    "registries": {"location": "westeurope", "properties": {"discoveryUrl": DISCOVERY}},
    "datastores": {
        "properties": {
            "datastoreType": "AzureBlob",
            "accountName": "churnml",
            "containerName": "azureml-blobstore",
            "endpoint": "core.windows.net",
            "protocol": "https",
            "isDefault": True,
            "credentials": {"credentialsType": "None"},
        }
    },
    "jobs": {
        "properties": {
            "jobType": "Command",
            "status": "Completed",
            "command": "python train.py",
            "environmentId": "azureml:churn-train:12",
            "properties": {},
            "tags": {},
            "services": {},
        }
    },
    "schedules": {
        "properties": {
            "isEnabled": True,
            "trigger": {"triggerType": "Recurrence", "frequency": "Day", "interval": 1},
            "action": {
                "actionType": "CreateJob",
                "jobDefinition": {"jobType": "Pipeline", "jobs": {}, "inputs": {}, "outputs": {}, "settings": {}},
            },
        }
    },
    "models/versions": {
        "properties": {
            "modelType": "mlflow_model",
            "modelUri": "azureml://jobs/churn-2026-11-01/outputs/model",
            "flavors": {},
            "tags": {},
            "properties": {},
        }
    },
    "environments/versions": {"properties": {"image": "mcr.microsoft.com/azureml/x", "osType": "Linux", "tags": {}}},
    "data/versions": {
        "properties": {"dataType": "uri_folder", "dataUri": "azureml://datastores/x/paths/churn/", "tags": {}}
    },
    "computes": {
        "location": "westeurope",
        "properties": {
            "computeType": "AmlCompute",
            "properties": {
                "vmSize": "Standard_D4as_v4",
                "scaleSettings": {"maxNodeCount": 4, "minNodeCount": 0, "nodeIdleTimeBeforeScaleDown": "PT120S"},
            },
        },
    },
}


# The service ------------------------------------------------------------------------------------------------------------


# What is there on the first day, and is made by no sample.
GIVEN = [
    WORKSPACE,
    WORKSPACE.replace("churn-prod", "churn-features"),
    REGISTRY,
    f"{REGISTRY}/models/churn/versions/42",
]
ENDPOINT = {
    "location": "westeurope",
    "identity": {"type": "SystemAssigned"},
    "properties": {"authMode": "AADToken", "traffic": {"blue": 100}},
}
DEPLOYMENT = {
    "location": "westeurope",
    "sku": {"name": "Default", "capacity": 3},
    "properties": {"endpointComputeType": "Managed", "model": "azureml:churn:42", "instanceType": "Standard_D4as_v4"},
}
BATCH = {"location": "westeurope", "properties": {"authMode": "AADToken", "defaults": {"deploymentName": "blue"}}}
# What the steps of the workload leave behind, in their order; test_azure_ml.py walks them and holds this to it.
LEFT: list[tuple[str, str, dict[str, Any] | None]] = [
    ("train-job", "jobs/churn-4f1c2ab-2026-11-01", None),
    ("tune", "computes/cpu-cluster", None),
    ("train-distributed", "computes/h100-cluster", None),
    ("schedule", "schedules/churn-nightly", None),
    ("register", "models/churn/versions/43", None),
    ("approve", f"{REGISTRY}/models/churn/versions/43", None),
    ("deploy", "onlineEndpoints/churn", ENDPOINT),
    ("deploy", "onlineEndpoints/churn/deployments/blue", DEPLOYMENT),
    ("canary", "onlineEndpoints/churn/deployments/green", DEPLOYMENT),
    ("serve-async", "computes/batch-cluster", None),
    ("serve-async", "batchEndpoints/churn-later", BATCH),
    ("batch", "batchEndpoints/churn-batch", BATCH),
    ("monitor", "schedules/churn-drift", None),
    ("lock-down", WORKSPACE.replace("churn-prod", "churn-private"), None),
]


STEPS = list(index.read()["platforms"]["azure-ml"])


class Fake:
    """The workspace as the steps before `step` left it (`done`: and that one too), or as on the first day."""

    def __init__(self, step: str | None = None, *, done: bool = False, first_day: bool = False) -> None:
        self.made: set[str] = set()
        self.stored: dict[str, dict[str, Any]] = {}
        self._put(*((path, None) for path in GIVEN))
        steps = STEPS[: STEPS.index(step if step in STEPS else "canary") + done]
        if not first_day:
            self._put(*((path, body) for name, path, body in LEFT if name in steps))

    def _put(self, *things: tuple[str, dict[str, Any] | None]) -> None:
        for path, body in things:
            full = path if path.startswith("/") else f"{WORKSPACE}/{path}"
            self.put(full, body or SEEDS[kind_of(full).removeprefix("registries/")])

    def paths(self) -> list[str]:
        """Return the path of everything that is there."""
        return list(self.stored)

    def put(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Keep a resource; return it as the service answers."""
        answer = {"id": id_of(path), "name": path.rsplit("/", 1)[-1], "systemData": {}} | body
        filled = FILLED.get(kind_of(path).removeprefix("registries/"), {})
        answer["properties"] = {"provisioningState": "Succeeded"} | filled | (body.get("properties") or {})
        self.stored[path.lower()] = answer
        return answer

    def send(self, request: Any, **_: Any) -> Any:
        """Answer one request of the SDK, as its transport would."""
        url = urlsplit(request.url)
        path = (
            re.sub(r"(?i)^.*?(?=/subscriptions/)", "", unquote(url.path))
            if "/subscriptions/" in url.path
            else unquote(url.path)
        )
        text = getattr(request, "content", None) or getattr(request, "body", None)
        is_json = isinstance(text, str | bytes) and text[:1] in {"{", b"{"}
        status, answer = self.reply(request.method, url.netloc, path, json.loads(text) if is_json else None)
        if "comp=metadata" in url.query:
            status = 200  # a blob's metadata is set, not made
        raw = requests.Response()
        raw.status_code = status
        fill(raw, b"" if answer is None else json.dumps(answer).encode())
        raw.headers.update(
            {"Content-Type": "application/json", "ETag": "1", "Last-Modified": "Thu, 26 Nov 2026 00:00:00 GMT"}
        )
        raw.url, raw.reason, raw.encoding = request.url, "OK", "utf-8"
        if isinstance(request, RestRequest):
            response = RestRequestsTransportResponse(request=request, internal_response=raw)
            response.read()
            return response
        return RequestsTransportResponse(request, raw)

    def reply(self, method: str, host: str, path: str, body: Any) -> tuple[int, Any]:
        """Return status and body for one call; keep what was written, and its name."""
        if "blob.core" in host or "dfs.core" in host:
            return (404, {}) if method == "HEAD" else (201, {})
        if path == "/discovery":
            return 200, {"api": f"https://{host}", "history": f"https://{host}"}
        if path.endswith("/discovery"):  # of a registry: where its data plane is
            names = {"registryName": path.split("/")[-2], "subscriptionId": SUBSCRIPTION, "resourceGroup": "churn"}
            where = {"primaryRegion": "westeurope", "primaryRegionResourceProviderUri": f"https://{host}/"}
            return 200, names | where | {"regions": ["westeurope"]}
        kind = kind_of(path)
        writes = method in {"PUT", "PATCH", "DELETE"} or (method == "POST" and not READS.search(path))
        if writes and not UPLOAD & {kind, path.rsplit("/", 1)[-1]}:
            self.made.add(f"azure:{method} {kind}")
        if method in {"PUT", "PATCH"} and isinstance(body, dict):
            return self._write(method, path, kind, body)
        if method == "DELETE":
            self._delete(path, kind)
            return 200, {}
        if method == "POST":
            return 200, self._action(path, kind, body)
        return self._read(path, kind)

    def _write(self, method: str, path: str, kind: str, body: dict[str, Any]) -> tuple[int, Any]:
        model = BODIES.get(kind.removeprefix("registries/"))
        if method == "PUT" and model:
            check_body(
                model,
                {name: value for name, value in _without_signals(body).items() if name not in {"id", "name"}},
                kind,
            )
        routes = (body.get("properties") or {}).get("inferenceConfig")
        if routes is not None and (missing := ROUTES - set(routes)):  # row ep-contract
            raise WrongCall(f"an inference_config without {', '.join(sorted(missing))}", "all three routes")
        self._check_there(body.get("properties") or {})
        if kind == "onlineEndpoints":
            self._check_traffic(path, body.get("properties") or {})
        if kind == "Microsoft.Resources/deployments":  # the template of a workspace
            values = {name: item["value"] for name, item in body["properties"]["parameters"].items()}
            asked = ("publicNetworkAccess", "systemDatastoresAuthMode", "managedNetwork")
            check_body(
                models.WorkspaceProperties, {name: values[name] for name in asked if values.get(name)}, "workspaces"
            )
            self.put(f"{WORKSPACE.rpartition('/')[0]}/{values['workspaceName']}", SEEDS["workspaces"])
        if kind == "jobs":
            body = body | {"properties": {"status": "Completed", "services": {}} | body["properties"]}
        return 200, self.put(path, body)

    def _check_there(self, properties: dict[str, Any]) -> None:
        """Refuse what names a model of the registry, a cluster or a job that nobody has made."""
        for pattern, where in NAMED.items():
            for names in re.findall(pattern, json.dumps(properties)):
                path = where.format(*([names] if isinstance(names, str) else names))
                if path.lower() not in self.stored:
                    there = [item.rsplit("/", 1)[-1] for item in self.stored if kind_of(item) == kind_of(path)]
                    raise WrongCall(f"{kind_of(path)} {path.rsplit('/', 1)[-1]}, which is not there", ", ".join(there))

    def _check_traffic(self, path: str, properties: dict[str, Any]) -> None:
        """Refuse what the service refuses of a split: rows ep-traffic-split and ep-shadow."""
        traffic, mirror = properties.get("traffic") or {}, properties.get("mirrorTraffic") or {}
        prefix = f"{path}/deployments/".lower()
        known = [item[len(prefix) :] for item in self.stored if item.startswith(prefix)]
        for name in [*traffic, *mirror]:
            if name.lower() not in known:
                raise WrongCall(f"traffic to {name!r}", f"a deployment of the endpoint: {nearest_names(name, known)}")
        if sum(traffic.values()) not in {0, 100}:
            raise WrongCall(f"traffic that adds up to {sum(traffic.values())}", "0 or 100")
        if any(share > 50 for share in mirror.values()) or len([share for share in mirror.values() if share]) > 1:
            raise WrongCall(f"mirror_traffic = {mirror}", "one deployment and 50 at most")
        if both := [name for name, share in mirror.items() if share and traffic.get(name)]:
            raise WrongCall(f"live and mirrored traffic to {both[0]!r}", "one of the two")

    def _delete(self, path: str, kind: str) -> None:
        endpoint, _, name = path.rpartition("/deployments/")
        live = (self.stored.get(endpoint.lower()) or {}).get("properties", {}).get("traffic") or {}
        if kind == "schedules" and self._read(path, kind)[1]["properties"].get("isEnabled"):
            raise WrongCall("the deletion of an enabled schedule", "begin_disable first")
        if kind == "onlineEndpoints/deployments" and live.get(name):
            raise WrongCall(
                f"the deletion of {name!r}, which has {live[name]} percent of the traffic", "traffic 0 first"
            )
        for found in [item for item in self.stored if item == path.lower() or item.startswith(f"{path.lower()}/")]:
            del self.stored[found]

    def _action(self, path: str, kind: str, body: Any) -> Any:
        last = path.rsplit("/", 1)[-1]
        if last in {"startPendingUpload", "createOrGetStartPendingUpload"}:
            blob = {
                "blobUri": "https://churnml.blob.core.windows.net/azureml-blobstore",
                "credential": {
                    "credentialType": "SAS",
                    "sasUri": "https://churnml.blob.core.windows.net/azureml-blobstore?sig=x",
                },
            }
            return {
                "blobReferenceForConsumption": blob,
                "pendingUploadId": "1",
                "pendingUploadType": "TemporaryBlobReference",
            }
        if last == "listKeys":
            return {"primaryKey": "x", "secondaryKey": "y", "keys": [{"value": "x"}]}
        if last == "import":  # into a registry, by a copy
            name, version = (body["properties"][f"destination{part}"] for part in ("Name", "Version"))
            target = f"{path.removesuffix('/import')}/models/{name}/versions/{version}"
            self.put(target, SEEDS["models/versions"])
            return None
        if last == "listSecrets":
            return {"secretsType": "Sas", "sasToken": "x"}
        if last == "jobs":  # of a batch endpoint
            return self.put(f"{WORKSPACE}/jobs/batch-1", SEEDS["jobs"])
        return {"value": [], "body": body, "kind": kind}

    def _read(self, path: str, kind: str) -> tuple[int, Any]:
        if path.lower() in self.stored:
            return 200, self.stored[path.lower()]
        if kind == "Microsoft.Insights/components":
            return 200, {
                "id": path,
                "properties": {
                    "WorkspaceResourceId": f"{GROUP}/providers/Microsoft.OperationalInsights/workspaces/churn"
                },
            }
        if path.endswith("/operations"):  # of a template's deployment
            return 200, {"value": []}
        if is_collection(path):
            inside = [item for item in self.stored if item.rpartition("/")[0] == path.lower()]
            return 200, {"value": [self.stored[item] for item in inside]}
        if kind in ANYTHING:
            return 200, {"id": id_of(path), "name": path.rsplit("/", 1)[-1], "systemData": {}} | SEEDS[kind]
        return 404, {"error": {"code": "NotFound", "message": path}}


def parts_of(path: str) -> tuple[str, list[str]]:
    """Return what a path lies under (`workspaces`, `registries`, nothing) and the segments from there on."""
    match = re.search(r"(?i)/providers/Microsoft\.MachineLearningServices/(workspaces|registries)(/.*)?$", path)
    return (match[1], (match[2] or "").strip("/").split("/")) if match else ("", path.strip("/").split("/"))


def id_of(path: str) -> str:
    """Return the id of a resource: its path, and for a thing of a registry the form that other workspaces use."""
    top, rest = parts_of(path)
    return f"azureml://registries/{'/'.join(rest)}" if top == "registries" and len(rest) > 1 else path


def is_collection(path: str) -> bool:
    """Say whether a path names all things of a kind, and not one of them."""
    return len(parts_of(path)[1]) % 2 == 0


def kind_of(path: str) -> str:
    """Return the types of a path below its workspace; a data-plane address is `…/` and its last word."""
    top, rest = parts_of(path)
    if not top:
        return "/".join(rest[rest.index("providers") + 1 :][:2]) if "providers" in rest else f"…/{rest[-1]}"
    inner = rest[1:]
    kinds = inner[::2]
    if not kinds:
        return top
    return "/".join(["registries", *kinds] if top == "registries" else kinds)


def _without_signals(body: dict[str, Any]) -> dict[str, Any]:
    """Return the body of a monitor schedule without its signals and its alert, any other body as it is."""
    action = (body.get("properties") or {}).get("action") or {}
    if "monitorDefinition" not in action:
        return body
    definition = {name: value for name, value in action["monitorDefinition"].items() if name in MONITOR} | {
        "signals": {}
    }
    return body | {"properties": body["properties"] | {"action": action | {"monitorDefinition": definition}}}
