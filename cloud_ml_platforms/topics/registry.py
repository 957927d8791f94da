"""All macros that pages can call: every public function of a topic's `macros.py`, by its name."""

from __future__ import annotations

from inspect import isfunction
from typing import TYPE_CHECKING

from cloud_ml_platforms.topics.changes import macros as changes
from cloud_ml_platforms.topics.choose import macros as choose
from cloud_ml_platforms.topics.compare import macros as compare
from cloud_ml_platforms.topics.cost import macros as cost
from cloud_ml_platforms.topics.data import macros as data
from cloud_ml_platforms.topics.downloads import macros as downloads
from cloud_ml_platforms.topics.freshness import macros as freshness
from cloud_ml_platforms.topics.interview import macros as interview
from cloud_ml_platforms.topics.learn import macros as learn
from cloud_ml_platforms.topics.limits import macros as limits
from cloud_ml_platforms.topics.names import macros as names
from cloud_ml_platforms.topics.paste import macros as paste
from cloud_ml_platforms.topics.providers import macros as providers
from cloud_ml_platforms.topics.reference import macros as reference
from cloud_ml_platforms.topics.samples import macros as samples
from cloud_ml_platforms.topics.translate import macros as translate

if TYPE_CHECKING:
    from collections.abc import Callable

TOPICS = (
    changes,
    choose,
    compare,
    cost,
    data,
    downloads,
    freshness,
    interview,
    learn,
    limits,
    names,
    paste,
    providers,
    reference,
    samples,
    translate,
)
MACROS: dict[str, Callable[..., str]] = {
    name: function
    for topic in TOPICS
    for name, function in vars(topic).items()
    if isfunction(function) and function.__module__ == topic.__name__ and not name.startswith("_")
}
