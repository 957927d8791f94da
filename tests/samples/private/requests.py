"""Private names of requests, through which most SDKs speak: how a response is filled that nobody sent."""

from __future__ import annotations

from typing import Any

NAMES = ("requests:Response",)
OF_A_RESPONSE = ("_content", "_content_consumed")


def fill(response: Any, content: bytes) -> None:
    """Give a response its content, as if it had been read."""
    response._content, response._content_consumed = content, True
