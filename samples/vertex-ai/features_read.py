# --8<-- [start:read]
from google.cloud import aiplatform_v1 as v1

STORE = "projects/churn-prod/locations/europe-west4/featureOnlineStores/churn"
reader = v1.FeatureOnlineStoreServiceClient(
    client_options={"api_endpoint": "europe-west4-aiplatform.googleapis.com"}
)
row = reader.fetch_feature_values(
    feature_view=f"{STORE}/featureViews/customer",
    data_key=v1.FeatureViewDataKey(key="c-1027"),
)
print({feature.name: feature.value for feature in row.key_values.features})
# --8<-- [end:read]
