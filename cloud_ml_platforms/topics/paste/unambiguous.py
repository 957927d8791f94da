"""Whether a name means one thing only, wherever it stands in a text: a false alarm costs more trust than a miss."""

from __future__ import annotations

import re

from cloud_ml_platforms.api_surface.extract_names import HUMP

# Names of the ledger that also mean something else: not looked for.
AMBIGUOUS = frozenset(
    {
        # products: the words are used for other things too, of today
        *("AI Platform", "AI Studio", "Amazon SageMaker", "Azure AI", "Data Catalog", "ML Studio", "Model Monitoring"),
        *("SDK v1", "SDK v2", "SDK v3"),
        *("Assistants API", "Edge Manager", "Explainable AI", "Ground Truth", "Low-priority VMs", "Role Manager"),
        *("Training Compiler", "PaLM", "Imagen", "P100", "Av2", "Dv2"),
        # classes and fields that other SDKs have as well; `data/code/` has them with their modules
        *("AcceleratorType", "ChatModel", "DataImport", "EntityType", "GenerativeModel", "InferenceConfig"),
        *("JupyterServer", "KernelGateway", "LowPriority", "PipelineEndpoint", "ProfilerConfig", "RunConfiguration"),
        *("TextEmbeddingModel", "iLearner", "vm-priority"),
        # names of the API of today, or of the successor
        *("dataLabelingJobs", "entityTypes", "executorImageUri", "gemini-embedding-001", "outputUri", "defaultRuntime"),
        "azureml-core",  # environments of batch deployments need it
        *("pytorch-gpu", "sklearn-cpu", "tf-gpu", "tf2-cpu", "xgboost-cpu"),
    }
)

SMALL_WORDS = frozenset({"for", "of", "in", "on", "the"})
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .+-]*[A-Za-z0-9]")
CODE = re.compile(r"[a-z0-9]+[A-Z]|[A-Z][a-z0-9]+[A-Z]|[a-z]_[a-z]|[A-Z]_[A-Z]")
OTHERS = re.compile(r"(Python|TLS|Spark|Ubuntu) ")  # versions of what is not the platforms' own
SIZE = "standard_"  # Azure's machine sizes are written in any case
LONGEST_BETA = 40


def is_name(name: str) -> bool:
    """Return whether a name of the ledger means one thing only, as it stands in a text."""
    if name in AMBIGUOUS or OTHERS.match(name) or not PLAIN.fullmatch(name):
        return False
    words = [word for word in name.split() if word not in SMALL_WORDS]
    if len(words) == 1:
        return bool(CODE.search(name) or re.search(r"[A-Za-z]\d", name))
    return all(word[0].isupper() or word[0].isdigit() or re.fullmatch(r"v\d", word) for word in words)


def is_code(word: str) -> bool:
    """Return whether a search word of the ledger is a name in code: a class, a package, a host, a model, a machine size."""
    if re.fullmatch(f"{SIZE}[a-z0-9_]+", word, re.IGNORECASE):
        return True
    if word in AMBIGUOUS or " " in word or not PLAIN.fullmatch(word):
        return False
    return bool(CODE.search(word) or re.search(r"[a-z]-?\d|[a-z]\.[a-z]+\.[a-z]|[a-z]-[a-z]", word))


def is_beta_name(name: str, fewest_humps: int) -> bool:
    """Return whether a name of the beta API is its own: long enough to be nobody else's, and no envelope."""
    envelope = name.endswith(("Request", "Response", "Metadata"))
    return (
        name not in AMBIGUOUS and not envelope and fewest_humps <= len(HUMP.split(name)) and len(name) <= LONGEST_BETA
    )
