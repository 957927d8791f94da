"""A small API model as AWS writes them, and a discovery document as Google does."""

from __future__ import annotations

MODEL = {
    "metadata": {"apiVersion": "2020-01-01"},
    "operations": {
        "Put": {"input": {"shape": "PutInput"}},
        "Old": {"input": {"shape": "PutInput"}, "deprecated": True},
    },
    "shapes": {
        "PutInput": {
            "type": "structure",
            "members": {
                "Size": {"shape": "Size", "documentation": "<p>At most 100 MB, see <a href='https://x/1'>7</a></p>"},
                "Kinds": {"shape": "Kinds", "deprecated": True},
            },
        },
        "Size": {"type": "integer", "min": 1, "documentation": "The default is 6."},
        "Kinds": {"type": "list", "member": {"shape": "Kind"}, "max": 5},
        "Kind": {"type": "string", "enum": ["B", "A"]},
    },
}


DOCUMENT = {
    "revision": "20200101",
    "schemas": {
        "GoogleCloudDemoV1Thing": {
            "properties": {
                "size": {"type": "integer", "description": "Between 1 and 1,000."},
                "mode": {"type": "string", "enum": ["ON", "OFF"], "deprecated": True},
                "parts": {"type": "array", "items": {"$ref": "GoogleCloudDemoV1Part"}},
                "by": {"type": "object", "additionalProperties": {"type": "integer"}},
            }
        },
        "GoogleCloudDemoV1Part": {},
    },
    "resources": {"projects": {"resources": {"things": {"methods": {"get": {"parameters": {"name": {}}}}}}}},
}
