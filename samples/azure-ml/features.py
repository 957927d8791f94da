# ruff: noqa: E402 - two scripts in one file, each with its imports
"""A feature set, computed by Spark into your own Redis, and read by key."""

# --8<-- [start:define]
from datetime import UTC, datetime

from azure.ai.ml import MLClient
from azure.ai.ml.entities import (
    DataColumn,
    DataColumnType,
    FeatureSet,
    FeatureSetSpecification,
    FeatureStoreEntity,
    MaterializationComputeResource,
    MaterializationSettings,
    RecurrenceTrigger,
)
from azure.identity import DefaultAzureCredential

subscription, group = "00000000-0000-0000-0000-000000000000", "churn"
# A workspace of kind featurestore, made before with FeatureStore(…): its Redis, the
# identity that writes there, and compute_runtime=ComputeRuntime(…) with Spark 3.5, for
# the default, 3.4, is out of support.
store = MLClient(DefaultAzureCredential(), subscription, group, "churn-features")

customer = FeatureStoreEntity(
    name="customer",
    version="1",
    index_columns=[DataColumn(name="customer_id", type=DataColumnType.STRING)],
)
store.feature_store_entities.begin_create_or_update(customer).result()

usage = FeatureSet(
    name="usage",
    # a changed definition is a new version: models name the one they were trained with
    version="1",
    entities=["azureml:customer:1"],
    # the folder of FeatureSetSpec.yaml: source, columns, delay
    specification=FeatureSetSpecification(path="./feature_set"),
    stage="Development",
    materialization_settings=MaterializationSettings(
        offline_enabled=True,
        # into the Redis that the store was created with; nothing writes a single record
        online_enabled=True,
        resource=MaterializationComputeResource(instance_type="Standard_E8s_v3"),
        spark_configuration={
            "spark.driver.cores": "4",
            "spark.executor.instances": "2",
        },
        schedule=RecurrenceTrigger(frequency="hour", interval=1),
    ),
)
store.feature_sets.begin_create_or_update(usage).result()
# --8<-- [end:define]

# --8<-- [start:backfill]
store.feature_sets.begin_backfill(  # the schedule only goes forward
    name="usage",
    version="1",
    feature_window_start_time=datetime(2026, 8, 1, tzinfo=UTC),
    feature_window_end_time=datetime(2026, 11, 1, tzinfo=UTC),
    data_status=["None", "Incomplete"],
).result()
# --8<-- [end:backfill]

# --8<-- [start:read]
import os
from pathlib import Path

import pyarrow as pa
from azure.identity import ManagedIdentityCredential
from azureml.featurestore import (
    FeatureStoreClient,
    get_online_features,
    init_online_lookup,
)

# Once, in init() of the scoring script. The list of features was packed with the model
# when it was trained. The lookup fetches the cache's access key with the endpoint's
# identity.
credential = ManagedIdentityCredential()  # of a user-assigned one: client_id="…"
store = FeatureStoreClient(credential=credential)
spec = next(Path(os.environ["AZUREML_MODEL_DIR"]).rglob("feature_retrieval_spec.yaml"))
features = store.resolve_feature_retrieval_spec(spec.parent)
init_online_lookup(features, credential)

# For each request, in run(): every entity column that the feature sets are indexed by
# must be there.
asked = pa.Table.from_pydict({"customer_id": ["c-1041"]})
rows = get_online_features(features, asked)
# --8<-- [end:read]
