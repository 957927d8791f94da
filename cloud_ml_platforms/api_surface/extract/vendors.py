"""Whose SDK is whose, and how each vendor's names may be written in prose. A platform without extracts is not here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Vendor:
    """How the names of one platform's extracts may be written.

    `snake_case`: its fields are camelCase in REST and snake_case in Python. `objects`: a lower-case word may stand for
    an object of a class, or for its operations. `methods`: its REST writes a method after a colon, `models:copy`;
    elsewhere the part before a colon is a service.
    """

    sdks: tuple[str, ...] = ()
    snake_case: bool = False
    objects: bool = False
    methods: bool = False


VENDORS = {
    "sagemaker": Vendor(("botocore",)),
    "vertex-ai": Vendor(
        ("google-api-python-client", "google-cloud-aiplatform"), snake_case=True, objects=True, methods=True
    ),
    "azure-ml": Vendor(("azure-ai-ml",), objects=True),
}
PLATFORM_OF_SDK = {sdk: platform for platform, vendor in VENDORS.items() for sdk in vendor.sdks}
UNTYPED = "azure-ai-ml"  # its extracts hold no types of fields
