# calls: azure.ai.ml.entities.ManagedOnlineEndpoint(traffic, mirror_traffic)
"""Shadow, then canary, then all traffic; any red gate sends everything back to blue."""

import time
from collections.abc import Callable

from azure.ai.ml import MLClient


# --8<-- [start:canary]
def roll_out(ml: MLClient, name: str, healthy: Callable[[str], bool], bake_s: int = 1800) -> bool:
    """Move `name` from blue to green; `healthy` reads latency, errors and the business metric of a deployment."""
    endpoint = ml.online_endpoints.get(name)

    def split(traffic: dict[str, int], mirror: dict[str, int]) -> None:
        endpoint.traffic, endpoint.mirror_traffic = traffic, mirror
        ml.online_endpoints.begin_create_or_update(endpoint).result()

    split({"blue": 100, "green": 0}, {"green": 20})  # shadow: a mirrored deployment takes no live share
    time.sleep(bake_s)
    split({"blue": 100, "green": 0}, {"green": 0})  # mirroring off before green takes live traffic
    for share in (10, 50, 100):
        if not healthy("green"):
            split({"blue": 100, "green": 0}, {"green": 0})  # rollback: blue never stopped running
            return False
        split({"blue": 100 - share, "green": share}, {"green": 0})
        time.sleep(bake_s)
    return healthy("green")  # keep blue until this has held for a day; it bills until you delete it
    # --8<-- [end:canary]
