"""Run in an environment of the SDKs (`make test-samples`, `make test-sagemaker-sdk`), apart from the other tests."""

import importlib.util
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

# Neither environment holds everything: what tests a module stays out where its package is missing.
NEEDS = {
    "awscli": ["test_aws.py"],
    "grpc": ["test_google*.py"],
    "azure": ["test_azure_ml*.py"],
    "sklearn": ["test_container*.py"],
}
collect_ignore_glob = [
    pattern for package, patterns in NEEDS.items() if not importlib.util.find_spec(package) for pattern in patterns
]
