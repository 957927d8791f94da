"""Private names of botocore: where every call of every client passes, and how it validates."""

from __future__ import annotations

from typing import Any

CALL = "_make_api_call"  # of a client; the awscli has a copy of botocore, and its class has it too
NAMES = (
    f"botocore.client:BaseClient.{CALL}",
    "botocore.client:BaseClient._emit_api_params",
    "botocore.validate:ParamValidator._validate",  # overridden, by this name
    "botocore.validate:ParamValidator._shape_has_constraints",  # overridden
)


def handled(client: Any, params: dict[str, Any], operation: Any, context: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of a call as botocore's own handlers change them before it."""
    return dict(client._emit_api_params(api_params=params, operation_model=operation, context=context))
