"""The site's own search in a real browser: what a reader of any of the three clouds types, and where it must lead.

Most queries go straight to the worker, a few are typed, and both must say the same.

A result is one item of the list: a page with those of its headings that match. The wanted link may be any link of the
first three results. Rows, limits, ledger things and glossary terms carry the words of all three clouds in their
`search:` (or `also:`) lists; a query that fails is mended there, with words that are true for the entry.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
from urllib.parse import urlsplit

import pytest

from cloud_ml_platforms.site.audit.search_speed import QUERIES as TYPICAL

pytestmark = [pytest.mark.site, pytest.mark.browser]

FIRST = 3

# What is typed | where it must lead: ids of rows, limits, ledger things or glossary terms, or the path of a page, with or
# without a heading. One of them is enough.
QUERIES = """
# Words of one cloud that mean another thing on the next
model monitor azure | tr-monitor
spot azure ml | tr-spot
model package version azure | tr-model-version
resource group | tr-container tr-resource-group
Workload Identity Federation | tr-federated-login
private DNS zone | tr-private-dns
Log Analytics | tr-log-store sec-audit-planes lim-audit-days
Service Control Policies | tr-org-policy sec-guardrail
subscription | tr-account tr-container gov-hierarchy
# Beyond the track
MLflow App | exp-backend exp-mlflow-surface tr-tracking-server
mlflow tracking server | exp-backend exp-idle-bill reg-mlflow
autolog | exp-backend exp-mlflow-surface vx-experiments
Hyperband | hpo-strategies hpo-early-stop g-hyperband
Autopilot | automl-tasks-open sm-autopilot
BanditPolicy | hpo-early-stop
torchrun | dist-launch
MASTER_ADDR | dist-launch con-train-env
Trainium | dist-chip-lockin dist-accelerators sm-neuron
TPU | dist-chip-lockin dist-accelerators
EFA | dist-interconnect
InfiniBand | dist-interconnect g-rdma
HyperPod | dist-cluster-product sm-hyperpod
capacity block | dist-capacity-buy g-reservation
training plan | dist-capacity-buy g-reservation
Dynamic Workload Scheduler | dist-capacity-buy train-no-capacity
Ground Truth | prep-label-offer sm-ground-truth
data labeling | prep-label-offer az-data-labeling
Data Wrangler | sm-data-wrangler prep-same-transform
Macie | prep-pii
Glue interactive session | prep-spark-private sm-glue-sessions
Dataproc Serverless | vx-managed-spark prep-spark-private
MLTable | prep-dataset-version
JumpStart | genai-open-deploy sm-jumpstart
Bedrock | genai-boundary sm-bedrock
Model Garden | genai-open-deploy vx-model-garden
Foundry | az-foundry genai-boundary
LoRA | genai-adapters g-adapter
vLLM | genai-engine
PTU | genai-token-or-hour g-ptu
provisioned throughput | genai-token-or-hour g-ptu
prompt caching | genai-cache-routing g-kv-cache
DPO | genai-tune-methods g-dpo
abuse monitoring | genai-data-use tr-prompt-retention
Clarify | rai-offer-today sm-clarify
SHAP | rai-own-path rai-local-explain g-shap
Fairlearn | rai-own-path rai-bias-metrics
Responsible AI dashboard | rai-offer-today az-rai-dashboard
model card | gov-evidence-pack rai-report g-model-card
FedRAMP | gov-attestation-scope g-attestation-scope
HIPAA | gov-attestation-scope g-attestation-scope
Customer Lockbox | gov-vendor-access g-lockbox
Access Transparency | gov-vendor-access vx-access-transparency
GovCloud | gov-region-parity
confidential VM | gov-tenancy
terraform | del-iac-coverage del-iac-or-pipeline
CloudFormation | del-iac-coverage sm-cloudformation
Bicep | del-iac-coverage az-bicep
OIDC | del-ci-identity g-oidc
GitHub Actions | del-ci-identity
EventBridge | del-events reg-event g-event-bus
local mode | del-local-test g-local-mode
savings plan | cost-commit-scope g-savings-plan
committed use discount | cost-commit-scope g-savings-plan
budget alert | cost-hard-stop
management fee | cost-platform-fee g-management-fee
cost allocation tags | cost-attribution g-chargeback
NAT gateway cost | cost-network-extras
orphaned resources | cost-leftovers
# API names, as written, in lower case, in snake case, and split
CreateEndpointConfig | ep-traffic-split ep-kinds
createendpointconfig | ep-traffic-split ep-kinds
create_endpoint_config | ep-traffic-split ep-kinds
EndpointConfig | ep-traffic-split ep-kinds
endpoint config | ep-traffic-split ep-kinds
InvokeEndpoint | sec-caller-scope sm-endpoints
invoke_endpoint_async | ep-async-serverless sm-async-inference
InitialVariantWeight | ep-traffic-split
UpdateEndpointWeightsAndCapacities | ep-traffic-split
production variant | ep-traffic-split
RetainAllVariantProperties | ep-update-keeps-scale
AutoRollbackConfiguration | ep-rollout-auto
MinInstanceCount | ep-scale-to-zero
min instance count | ep-scale-to-zero
CreateTrainingJob | train-unit sm-training-jobs
create training job | train-unit sm-training-jobs
EnableManagedSpotTraining | train-spot
managed spot training | train-spot
KeepAlivePeriodInSeconds | train-warm-reuse
CreateTransformJob | batch-unit sm-batch-transform
MaxPayloadInMB | batch-split lim-batch-payload
model package group | reg-version-unit
ModelApprovalStatus | reg-approval
PutRecord | fs-write-path
DataCaptureConfig | mon-capture
VolumeKmsKeyId | sec-cmk-coverage
EnableNetworkIsolation | sec-default-egress train-egress
deployModel | ep-kinds ep-failed-deploy
trafficSplit | ep-traffic-split
minReplicaCount | ep-scale-to-zero
min_replica_count | ep-scale-to-zero
CustomJob | train-unit vx-serverless-training
batchPredictionJobs | batch-unit vx-batch-inference
versionAliases | reg-alias
rawPredict | ep-contract con-serve-body
AIP_STORAGE_URI | ep-contract con-serve-model-path
encryptionSpec | sec-cmk-coverage
FeatureOnlineStore | fs-online-engine
ParallelFor | pipe-control-flow
enable_caching | pipe-cache
mirror_traffic | ep-shadow
max_concurrent_requests_per_instance | ep-overload lim-ep-concurrency
request_timeout_ms | lim-ep-timeout-s
mini_batch_size | batch-split
error_threshold | batch-bad-record
ManagedOnlineDeployment | az-managed-online-endpoints ep-kinds
allow_only_approved_outbound | sec-egress-allowlist ep-private
MLClient | az-sdk-v2
az ml job create | train-unit az-command-jobs
idle_time_before_shutdown_minutes | nb-idle-stop
get_offline_features | fs-point-in-time
force_rerun | pipe-cache
UpdateEndpoint | ep-rollback ep-update-keeps-scale ep-rollout-auto
UpdateModelPackage | reg-approval reg-version-unit
StartPipelineExecution | pipe-trigger sm-pipelines
RetryPipelineExecution | pipe-resume
CreateFeatureGroup | fs-computes fs-offline-engine
DeleteRecord | fs-erasure
CreateMonitoringSchedule | mon-offer-today
iam:PassRole | train-identity sec-workload-identity
iam.serviceAccounts.actAs | train-identity sec-workload-identity
FLEX_START | train-no-capacity vx-scheduling-strategies
dedicatedEndpointEnabled | ep-kinds vx-dedicated-endpoints
persistentResourceId | train-warm-reuse train-compute-origin vx-persistent-resources
KubernetesOnlineDeployment | ep-kinds az-kubernetes-online-endpoints
az ml online-endpoint update | ep-traffic-split ep-rollback
user_identity | sec-user-passthrough train-identity
auth_mode aad_token | sec-keys-off sec-caller-scope
hbi_workspace | sec-one-way-doors sec-cmk-coverage
job_tier | train-spot az-low-priority-vms
BigQuery ML | batch-in-warehouse
/opt/ml/checkpoints | train-spot con-train-paths dist-checkpoint
AIP_MODEL_DIR | train-artifact-path con-train-paths
429 | ep-overload lim-ep-rps lim-ep-concurrency

# Plain words of the trade
cold start | ep-scale-to-zero g-cold-start ep-async-serverless
point in time join | fs-point-in-time
GDPR erasure | fs-erasure
training serving skew | interview/training-serving-skew/ mon-drift-skew
canary rollout | interview/canary-rollout/
# The coach
mock interview | interview/mock/
practice | interview/practice/
question bank | interview/practice/ interview/
flashcards | interview/practice/
Anki | interview/practice/
spaced repetition | interview/practice/
system design | interview/cases/
fraud detection | interview/cases/fraud-scoring/
recommendation system | interview/cases/ interview/cases/recommendations/
thousand tenants | interview/cases/thousand-tenants/ interview/cases/
medical images | interview/cases/medical-imaging/
credit scoring | interview/cases/credit-model/
time series forecast | interview/cases/nightly-forecast/
serve an open LLM | interview/cases/open-llm/
halve the GPU bill | interview/cases/eight-teams/
fourteen evenings | learn/
cheat sheet | learn/ providers/
platform you have not run | interview/new-platform/
drift | mon-drift-skew g-drift
late labels | mon-label-join
PyPI | pipe-private-deps
human approval | pipe-approval
GPU quota | lim-quota-gpu
payload limit | lim-ep-request-mb lim-batch-payload compare/online-endpoints/#limits-and-contracts
request body size | lim-ep-request-mb
request timeout | lim-ep-timeout-s
uptime SLA | lim-sla gov-sla
six questions | compare/lifecycle/
learning path | learn/

# Instance types
g5.xlarge | train-compute-origin lim-quota-gpu
ml.g5.xlarge | train-compute-origin lim-quota-gpu
ml.p5.48xlarge | train-compute-origin lim-quota-gpu
a3-highgpu-8g | train-compute-origin lim-quota-gpu
a2-ultragpu-1g | train-compute-origin lim-quota-gpu
Standard_NC24ads_A100_v4 | train-compute-origin lim-quota-gpu
Standard_ND96isr_H100_v5 | train-compute-origin lim-quota-gpu
Standard_NC6s_v3 | az-ncv3
Standard_DS3_v2 | az-dsv2-sizes
ml.m5.xlarge | mon-bill
H100 | train-compute-origin lim-quota-gpu

# Abbreviations
CMK | g-cmk sec-cmk-coverage
CMEK | sec-cmk-coverage
HPO | g-hpo
TCO | choose/#cost-model
PSC | g-psc
VPC-SC | g-vpc-sc sec-perimeter vx-vpc-sc
MME | g-multi-model sm-multi-model-endpoints ep-multi-model
MOE | az-managed-online-endpoints
BYOC | ep-contract train-unit
DWS | train-no-capacity
KFP | g-kfp vx-kfp
GCPC | vx-pipeline-components
TIP | sm-trusted-identity-propagation sec-user-passthrough
EUC | nb-identity
SLA | g-sla lim-sla
TTL | lim-fs-ttl
DLC | train-prebuilt-eol
PSI | g-psi mon-drift-skew
SoD | g-sod reg-sod
NSP | sec-perimeter
MSI | g-managed-identity
A2I | sm-a2i
AAD | az-entra-id g-entra-id

# Old names
Estimator | sm-framework-estimators train-unit
Azure AD | az-entra-id tr-directory
Azure Active Directory | az-entra-id
AI Platform | vx-ai-platform-legacy
AI Platform Prediction | vx-ai-platform-legacy vx-endpoints
Cloud ML Engine | vx-ai-platform-legacy
Matching Engine | vx-vector-search
ScriptRunConfig | az-sdk-v1 az-command-jobs train-unit
HyperDrive | az-sdk-v1 g-hpo
prompt flow | az-prompt-flow
Studio Classic | sm-studio-classic nb-open-kinds
user-managed notebooks | vx-workbench-legacy nb-open-kinds
notebook VM | az-compute-instance nb-open-kinds
Azure AI Studio | az-foundry
Cognitive Services | az-foundry-tools
AksWebservice | az-v1-web-services
PythonScriptStep | az-pipelines-v1
DataDriftDetector | az-dataset-monitor
Elastic Inference | sm-elastic-inference
Agentspace | vx-gemini-enterprise
Feature Store Legacy | vx-feature-store-legacy
SageMaker hosting services | sm-endpoints
low priority VM | az-low-priority-vms
published pipeline | az-pipelines-v1 batch-unit pipe-version

# The words of one cloud, asked about another
production variant google | ep-traffic-split
production variant azure | ep-traffic-split
traffic split aws | ep-traffic-split g-traffic-split
execution role azure | sec-workload-identity train-identity tr-workload-identity
managed identity aws | sec-workload-identity train-identity
service account azure | sec-workload-identity train-identity tr-workload-identity
model package vertex | reg-version-unit tr-model-version
model package azure | reg-version-unit tr-model-version
batch transform azure | batch-unit
batch endpoint aws | batch-unit
warm pool google | train-warm-reuse
persistent resource aws | train-warm-reuse
spot azure | train-spot tr-spot
low priority google | train-spot batch-spot
curated environment aws | train-prebuilt-eol
multi-model endpoint azure | ep-multi-model
inference component vertex | ep-multi-model tr-inference-component
shadow variant azure | ep-shadow
mirrored traffic aws | ep-shadow
data capture google | mon-capture tr-data-capture
data collector aws | mon-capture tr-data-capture
model monitor google | mon-offer-today
feature view sagemaker | fs-online-engine fs-freshness fs-computes
feature group azure | fs-computes az-feature-store
approval status google | reg-approval
pipeline schedule azure | pipe-trigger
component cache sagemaker | pipe-cache
key vault aws | sec-secrets
private endpoint aws | sec-private-control ep-private nb-private-access
VPC service controls aws | sec-perimeter
lifecycle configuration azure | nb-image-patching
colab aws | nb-open-kinds
checkpoint azure | train-spot tr-checkpoint-path
deployment guardrails azure | ep-rollout-auto tr-rollout
CloudTrail azure | sec-audit-planes
sweep | g-hpo az-sweep-jobs hpo-strategies
hyperparameter tuning | g-hpo vx-vizier

# Why not …?
why not Databricks | choose/instead/#alt-databricks
Azure Databricks | choose/instead/#alt-databricks
Mosaic AI | choose/instead/#alt-databricks
Kubeflow | choose/instead/#alt-kubernetes g-kfp vx-kfp
KServe | choose/instead/#alt-kubernetes
Ray Serve | choose/instead/#alt-kubernetes
why not Kubernetes | choose/instead/#alt-kubernetes
why not BigQuery ML | choose/instead/#alt-bigquery-ml
Snowflake Cortex | choose/instead/#alt-snowflake
Snowpark Container Services | choose/instead/#alt-snowflake
why not Foundry | choose/instead/#alt-foundry
Azure AI Foundry | choose/instead/#alt-foundry az-foundry
why not Slurm | choose/instead/#alt-slurm
"""


CASES = [line.split(" | ") for line in QUERIES.splitlines() if " | " in line]

# Runs before the theme's scripts: counts what goes to the search worker and what comes back.
COUNT = """(() => {
  const seen = window.seenSearch = { asked: 0, answered: 0, results: 0, ready: false };
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(...parameters) {
      super(...parameters);
      this.addEventListener("message", ({ data }) => {
        if (data.type === 1) seen.ready = true;
        if (data.type === 3) { seen.results = data.data.items.length; seen.answered += 1; }
      });
    }
    postMessage(message, ...rest) {
      if (message.type === 2) seen.asked += 1;
      super.postMessage(message, ...rest);
    }
  };
})()"""

ANSWERED = """([asked, shown]) => {
  const { seenSearch: seen } = window;
  const items = document.querySelectorAll(".md-search-result__item").length;
  return seen.asked === asked && seen.answered === asked && (shown ? items >= Math.min(shown, seen.results) : items === 0);
}"""

LINKS = """() => [...document.querySelectorAll(".md-search-result__item")].map(
  (item) => [...item.querySelectorAll("a.md-search-result__link")].map((link) => link.href))"""


class Search:
    """The search of one open page, used like a reader uses it."""

    def __init__(self, page, base_url):
        self.page = page
        self.base = base_url
        page.goto(base_url)
        page.locator(".md-search__input").click()
        page.wait_for_function("window.seenSearch.ready && window.seenSearch.asked === window.seenSearch.answered")

    def ask(self, query):
        """Type `query`; return the results, each the list of its links as paths with their anchors."""
        keyboard = self.page.keyboard
        asked = self.page.evaluate("window.seenSearch.asked")
        if self.page.locator(".md-search__input").input_value():
            keyboard.press("Control+A")
            keyboard.press("Delete")
            asked += 1
            self.page.wait_for_function(ANSWERED, arg=[asked, 0])
        # The theme searches when a key comes up, so that only the last character sets it off: one query, one answer.
        keyboard.insert_text(query[:-1])
        keyboard.type(query[-1])
        self.page.wait_for_function(ANSWERED, arg=[asked + 1, FIRST])
        return [[self.place(link) for link in links] for links in self.page.evaluate(LINKS)]

    def place(self, link):
        parts = urlsplit(link.removeprefix(self.base))
        return parts.path + (f"#{parts.fragment}" if parts.fragment else "")


# In a page without the theme: makes a worker, gives it an index some times over, returns what it answers and how soon.
ASK = """async ([script, index, times, queries]) => {
  const worker = new Worker(script);
  const answer = (message) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(message);
  });
  const { config, docs } = typeof index === "string" ? await (await fetch(index)).json() : index;
  const grown = Array.from({ length: times }, (_, n) =>
    docs.map((doc) => ({ ...doc, location: (n ? `n${n}/` : "") + doc.location }))).flat();
  const { type } = await answer({ type: 0, data: { config, docs: grown } });
  if (type !== 1) throw new Error("not ready");
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const { type, data } = await answer({ type: 2, data: query });
    if (type !== 3) throw new Error("no answer");
    const places = data.items.map((item) => item.map(({ location }) => location));
    answers.push({ places, milliseconds: performance.now() - start });
  }
  worker.terminate();
  return answers;
}"""


@pytest.fixture(scope="module")
def search(browser, base_url):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(COUNT)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield Search(page, base_url)
    context.close()


@pytest.fixture(scope="module")
def ask(browser, base_url, site):
    """Ask the worker queries about an index, ours if none is given; returns its answers in order."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{base_url}robots.txt")
    (script,) = site.glob("v/*/assets/search-worker.js")
    address = base_url + script.relative_to(site).as_posix()

    def ask(queries, index=f"{base_url}search/search_index.json", times=1):
        return page.evaluate(ASK, [address, index, times, list(queries)])

    yield ask
    context.close()


@pytest.fixture(scope="module")
def index(site):
    return json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]


@pytest.fixture(scope="module", params=["online", "offline"])
def results(request, ask, catalog):
    """The answers of one build to all queries and all names of rows: results by query, each the list of its places."""
    queries = [query for query, _ in CASES] + [row.name for row in catalog.rows.values()]
    if request.param == "online":
        answers = ask(queries)
    else:
        script = (request.getfixturevalue("offline_site") / "search" / "search_index.js").read_text(encoding="utf-8")
        answers = ask(queries, json.loads(script.partition("=")[2].strip().removesuffix(";")))
    return {
        query: [[place(location) for location in item] for item in answer["places"]]
        for query, answer in zip(queries, answers, strict=True)
    }


def place(location):
    """Return a location of the index as the online build has it."""
    path, sign, anchor = location.partition("#")
    path = path.removesuffix("index.html")
    return (path.removesuffix(".html") + "/" if path.endswith(".html") else path) + sign + anchor


def address(catalog, wanted):
    """Where the entry with the id `wanted` stands; a path is its own address."""
    if wanted in catalog.rows:
        return f"compare/{catalog.row_capability[wanted].id}/#{wanted}"
    if wanted in catalog.limits:
        return f"compare/limits/{catalog.limit_capability[wanted]}/#{wanted}"
    if wanted in catalog.things:
        return f"compare/names/{catalog.things[wanted].platform}/#{wanted}"
    for entries, page in (
        (catalog.terms, "reference/glossary/"),
        (catalog.translated, "translate/"),
    ):
        if wanted in entries:
            return f"{page}#{wanted}"
    assert "/" in wanted, f"{wanted}: neither an id of the data nor the path of a page"
    return wanted


def told(results):
    return "\n".join(f"  {number}. {' '.join(links[:5])}" for number, links in enumerate(results[:5], 1))


@pytest.mark.parametrize(("query", "wanted"), CASES, ids=[query for query, _ in CASES])
def test_a_query_leads_there(results, catalog, query, wanted):
    places = {address(catalog, one) for one in wanted.split()}
    assert places & {link for links in results[query][:FIRST] for link in links}, (
        f"{query!r} does not lead there:\n{told(results[query])}"
    )


def test_the_table_is_long_has_no_repetition_and_names_what_is_indexed(catalog, index):
    queries = [query for query, _ in CASES]
    assert len(queries) >= 90
    assert len(set(queries)) == len(queries)
    indexed = {entry["location"] for entry in index}
    wanted = {address(catalog, one) for _, all_wanted in CASES for one in all_wanted.split()}
    assert wanted <= indexed, f"not in the search index: {sorted(wanted - indexed)}"


def test_the_name_of_a_row_finds_the_row_first_and_never_its_own_page(results, catalog):
    missed = []
    for row in catalog.rows.values():
        found = results[row.name]
        if address(catalog, row.id) not in found[0]:
            missed.append(f"{row.name} ({row.id}):\n{told(found)}")
        strays = [link for links in found for link in links if link.startswith("r/")]
        assert not strays, f"{row.name}: {strays}"
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize(
    "query", ["scale to zero", "CreateEndpointConfig", "model monitor", '"managed identity" -azure']
)
def test_what_a_reader_types_shows_what_the_worker_answers(search, ask, query):
    (answer,) = ask([query])
    expected = [set(places) for places in answer["places"]]
    shown = [set(links) for links in search.ask(query)]
    assert shown
    assert shown == expected[: len(shown)]


def test_quotes_ask_for_every_word_and_a_dash_for_none(ask, index):
    texts = {entry["location"]: f"{entry['title']} {entry['text']}".lower() for entry in index}

    def found(query):
        (answer,) = ask([query])
        return [texts[place] for places in answer["places"] for place in places if "#" in place]

    assert all("point" in text and "time" in text for text in found('"point in time"'))
    assert 0 < len(found('"point in time"')) < len(found("point in time"))
    assert 0 < len(found("spot -azure")) < len(found("spot"))
    assert not [text for text in found("spot -azure") if " azure " in text]


def test_row_pages_and_the_guides_table_are_not_indexed(index, catalog):
    assert not [entry["location"] for entry in index if entry["location"].startswith("r/")]
    guide = " ".join(entry["text"] for entry in index if entry["location"].split("#")[0] == "compare/")
    assert guide, "the guide itself is in the index"
    twice = [row.id for row in catalog.rows.values() if row.asks in guide or row.name in guide]
    assert not twice, f"the guide repeats rows in the index: {twice}"


def test_every_row_limit_thing_term_and_translation_has_an_entry_of_its_own(index, catalog):
    entries = (*catalog.rows, *catalog.limits, *catalog.things, *catalog.terms, *catalog.translated)
    places = [address(catalog, one) for one in entries]
    indexed = {entry["location"] for entry in index}
    assert not [place for place in places if place not in indexed]


def test_what_is_not_in_the_guide_finds_nothing(search):
    assert search.ask("zzqxv") == []
    assert search.page.locator(".md-search-result__meta").inner_text() == "No matching documents"
    assert search.ask("CreateEndpointConfig"), "the search goes on after an empty answer"


@pytest.fixture
def asked_for(open_page):
    """Open a page; `page.asked` are the files of the search that it asked for."""

    asked = []

    def note(request):
        name = urlsplit(request.url).path.rpartition("/")[2]
        if name.startswith("search"):
            asked.append(name)

    def open_(url):
        page = open_page("about:blank")
        page.asked = asked
        page.on("request", note)
        page.goto(url, wait_until="networkidle")
        return page

    return open_


def test_nothing_of_the_search_is_loaded_before_it_is_used(asked_for, base_url):
    page = asked_for(base_url + "compare/online-endpoints/")
    assert page.asked == []
    page.keyboard.press("/")
    page.keyboard.type("rollback")
    page.locator(".md-search-result__item").first.wait_for()
    assert sorted(page.asked) == ["search-worker.js", "search_index.json"]
    assert page.problems == []


@pytest.mark.parametrize("lacking", ["search-worker.js", "search_index.json"])
@pytest.mark.parametrize("way", ["answers 404", "cannot be reached"])
def test_a_search_that_does_not_come_says_so(open_page, base_url, lacking, way):
    """A page that was open while the site changed asks for files of the release before, which not every host keeps."""
    page = open_page(base_url + "choose/cost/#?requests=7")
    answer = {
        "answers 404": lambda route: route.fulfill(status=404, body="gone"),
        "cannot be reached": lambda route: route.abort(),
    }
    page.route(f"**/{lacking}", answer[way])
    page.keyboard.press("/")
    page.keyboard.type("rollback")
    told = page.get_by_role("alert").filter(has_text="The search could not be loaded.")
    told.wait_for()
    page.unroute_all()
    told.get_by_role("link", name="Load the page again").click()
    page.wait_for_load_state()
    assert "requests=7" in page.url, "what the reader typed is kept"
    page.keyboard.press("/")
    page.keyboard.type("rollback")
    page.locator(".md-search-result__item").first.wait_for()


def test_a_search_whose_script_is_not_on_the_disk_says_so(open_page, offline_site, tmp_path):
    copy = shutil.copytree(offline_site, tmp_path / "copy", copy_function=os.link)
    (copy / "assets" / "search-worker.js").unlink()
    page = open_page((copy / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("rollback")
    page.get_by_role("alert").filter(has_text="The search could not be loaded.").wait_for()


HAND = 100  # ms between two keys of a fast hand: the theme waits a moment before it believes that a field has the focus


def test_keys_lead_to_a_result_and_its_words_are_marked_there(asked_for, open_page, base_url):
    page = open_page(base_url)
    for key in "/fs":
        page.keyboard.press(key)
        page.wait_for_function("document.querySelector('#__search').checked")
        assert page.locator(".md-search__input").evaluate("(input) => input === document.activeElement")
        if key == "/":
            page.keyboard.type("scale to zero", delay=HAND)
            page.locator(".md-search-result__item").first.wait_for()
        assert page.locator(".md-search__input").input_value() == "scale to zero"
        page.wait_for_timeout(HAND)
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.matches('.md-search-result__link')")
        page.keyboard.press("Escape")
        assert not page.locator("#__search").is_checked()
        page.evaluate("document.activeElement.blur()")
        page.wait_for_timeout(HAND)
    page.keyboard.press("/")
    page.wait_for_function("document.querySelector('#__search').checked")
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/online-endpoints/?h=*#ep-scale-to-zero")
    assert page.problems == []
    page = asked_for(page.url)
    assert {"scale", "zero"} <= {text.lower() for text in page.locator("mark[data-md-highlight]").all_inner_texts()}
    assert page.asked == []
    assert page.problems == []


def test_an_address_with_a_query_opens_the_search(open_page, base_url):
    page = open_page(f"{base_url}about/?q=traffic+split")
    page.locator('.md-search-result a[href*="ep-traffic-split"]').first.wait_for()
    assert page.problems == []


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "<b>endpoint</b> &lt;b&gt;endpoint",
        'endpoint"><script>alert(1)</script>',
        "__proto__ constructor toString hasOwnProperty",
        ".*(a+)+$ [z-a] \\ (?<! endpoint",
        '"endpoint',
        '+ - +- "" * ~1 ^ :',
        "\u202e\ufffe\u0000 endpoint",
        "endpoint " * 3000,
        "x" * 100_000,
        " ".join(f"w{n}" for n in range(5000)),
    ],
    ids=lambda text: ascii(text[:24]),
)
def test_a_hostile_query_is_text(search, text):
    """It is typed, answered, and makes no element that a plain query does not make."""
    page = search.page
    noted = []
    note = lambda error: noted.append(str(error))  # noqa: E731 - one object, to be taken off again
    page.on("pageerror", note)
    page.on("dialog", note)
    results = search.ask(text)
    page.remove_listener("pageerror", note)
    page.remove_listener("dialog", note)
    assert noted == []
    assert isinstance(results, list)
    names = page.evaluate("[...new Set([...document.querySelectorAll('.md-search-result *')].map((e) => e.localName))]")
    assert not {"img", "script", "b", "iframe"} & set(names)
    assert search.ask("CreateEndpointConfig"), "the search goes on"


def test_at_ten_times_the_index_the_worker_answers_before_the_next_key(ask):
    """Typing itself is measured by `make audit`; this holds on a machine that does other work as well."""
    answers = ask(TYPICAL * 3, times=10)
    assert all(answer["places"] for answer in answers)
    times = [answer["milliseconds"] for answer in answers]
    assert statistics.median(min(times[n :: len(TYPICAL)]) for n in range(len(TYPICAL))) <= 50, times


def test_words_behind_the_thirtieth_do_not_count(ask):
    """Each word takes a bit of a number."""
    common = ["endpoint", *(f"word{n}" for n in range(28))]
    short, longer, cut = ask([" ".join(words) for words in (common, [*common, "-model"], [*common, "zzqx", "-model"])])
    assert short["places"] == cut["places"] != longer["places"]


def test_the_words_of_a_row_are_searched_but_not_shown(open_page, base_url):
    page = open_page(base_url + "compare/online-endpoints/")
    found = page.request.get(base_url + "search/search_index.json").json()["docs"]
    text = next(doc["text"] for doc in found if doc["location"] == "compare/online-endpoints/#ep-traffic-split")
    assert "CreateEndpointConfig" in text
    assert page.locator("article p[hidden]").count() == 0
