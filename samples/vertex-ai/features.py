# --8<-- [start:write]
import time

from google.cloud import aiplatform_v1 as v1
from google.cloud import bigquery

PARENT = "projects/churn-prod/locations/europe-west4"
HERE = {"api_endpoint": "europe-west4-aiplatform.googleapis.com"}

# Write: your own query, on your own schedule. Rows are added, none is changed: training
# asks what was known at the time, and the newest row of a customer is served.
bigquery.Client(project="churn-prod", location="europe-west4").query(
    """
    CREATE TABLE IF NOT EXISTS churn.customer_features (
      customer_id STRING, feature_timestamp TIMESTAMP, tenure_months INT64,
      monthly_spend FLOAT64, tickets_90d INT64, plan STRING
    );
    INSERT INTO churn.customer_features
    SELECT customer_id, CURRENT_TIMESTAMP(), tenure_months, monthly_spend, tickets_90d,
           plan
    FROM churn.customers;
    """
).result()

# Define: a group is a view of that table.
registry = v1.FeatureRegistryServiceClient(client_options=HERE)
table = v1.BigQuerySource(input_uri="bq://churn-prod.churn.customer_features")
source = v1.FeatureGroup.BigQuery(
    big_query_source=table, entity_id_columns=["customer_id"]
)
registry.create_feature_group(
    parent=PARENT,
    feature_group_id="customer",
    feature_group=v1.FeatureGroup(big_query=source),
).result()
group = f"{PARENT}/featureGroups/customer"
names = ["tenure_months", "monthly_spend", "tickets_90d", "plan"]
for name in names:
    made = registry.create_feature(parent=group, feature_id=name, feature=v1.Feature())
    made.result()
# --8<-- [end:write]


# --8<-- [start:serve]
# Serve: Bigtable. The `optimized` engine and the Featurestore class are deprecated and
# lose their APIs.
admin = v1.FeatureOnlineStoreAdminServiceClient(client_options=HERE)
scaling = v1.FeatureOnlineStore.Bigtable.AutoScaling(
    min_node_count=1, max_node_count=3, cpu_utilization_target=60
)
store = admin.create_feature_online_store(
    parent=PARENT,
    feature_online_store_id="churn",  # no hyphens
    feature_online_store=v1.FeatureOnlineStore(
        bigtable=v1.FeatureOnlineStore.Bigtable(auto_scaling=scaling)
    ),
).result()  # from now on one node bills without a single read
registered = v1.FeatureView.FeatureRegistrySource.FeatureGroup(
    feature_group_id="customer", feature_ids=names
)
view = admin.create_feature_view(
    parent=store.name,
    feature_view_id="customer",
    feature_view=v1.FeatureView(
        feature_registry_source=v1.FeatureView.FeatureRegistrySource(
            feature_groups=[registered]
        ),
        # freshness: this plus its run
        sync_config=v1.FeatureView.SyncConfig(cron="TZ=Europe/Amsterdam */15 * * * *"),
    ),
).result()

# The call returns at once; before the first run has ended a read finds nothing.
sync = admin.sync_feature_view(feature_view=view.name).feature_view_sync
while not admin.get_feature_view_sync(name=sync).run_time.end_time.seconds:
    time.sleep(30)
# --8<-- [end:serve]
