# --8<-- [start:group]
import time

import boto3

sm = boto3.client("sagemaker")

sm.create_feature_group(
    FeatureGroupName="customer",
    RecordIdentifierFeatureName="customer_id",
    EventTimeFeatureName="event_time",  # an older one never overwrites a newer one
    FeatureDefinitions=[
        {"FeatureName": "customer_id", "FeatureType": "String"},
        {"FeatureName": "event_time", "FeatureType": "String"},
        {"FeatureName": "tenure_months", "FeatureType": "Integral"},
        {"FeatureName": "monthly_spend", "FeatureType": "Fractional"},
        {"FeatureName": "tickets_90d", "FeatureType": "Integral"},
        {"FeatureName": "plan", "FeatureType": "String"},
    ],
    OnlineStoreConfig={"EnableOnlineStore": True, "StorageType": "Standard_V2"},
    # bills reads and writes; provisioned bills whether used or not
    ThroughputConfig={"ThroughputMode": "OnDemand"},
    OfflineStoreConfig={
        "S3StorageConfig": {"S3Uri": "s3://churn-ml/features"},
        "TableFormat": "Iceberg",
    },
    RoleArn="arn:aws:iam::111122223333:role/churn-features",
)
group = {"FeatureGroupStatus": "Creating"}
while group["FeatureGroupStatus"] == "Creating":  # boto3 has no waiter for it
    time.sleep(5)
    group = sm.describe_feature_group(FeatureGroupName="customer")
if group["FeatureGroupStatus"] != "Created":
    raise SystemExit(group["FailureReason"])
# --8<-- [end:group]
# --8<-- [start:online]
store = boto3.client("sagemaker-featurestore-runtime")

# Readable at once; the copy in S3 follows minutes later, so a training set built now
# misses it.
store.put_record(  # replaces the whole record: a second writer uses update_record
    FeatureGroupName="customer",
    Record=[
        {"FeatureName": "customer_id", "ValueAsString": "8123"},
        {"FeatureName": "event_time", "ValueAsString": "2026-11-02T03:00:00Z"},
        {"FeatureName": "tenure_months", "ValueAsString": "14"},
        {"FeatureName": "monthly_spend", "ValueAsString": "39.9"},
        {"FeatureName": "tickets_90d", "ValueAsString": "3"},
        {"FeatureName": "plan", "ValueAsString": "basic"},
    ],
)

answer = store.get_record(
    FeatureGroupName="customer", RecordIdentifierValueAsString="8123"
)
record = answer.get("Record")
if record is None:  # no error, just no record
    raise SystemExit("customer 8123 is unknown: say what the model is asked then")
# text: the types are yours
features = {feature["FeatureName"]: feature["ValueAsString"] for feature in record}
# --8<-- [end:online]
