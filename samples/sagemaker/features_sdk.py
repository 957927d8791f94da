# --8<-- [start:group]
from sagemaker.core.shapes import (
    FeatureDefinition,
    FeatureValue,
    OfflineStoreConfig,
    OnlineStoreConfig,
    S3StorageConfig,
    ThroughputConfig,
)
from sagemaker.mlops.feature_store import FeatureGroup

group = FeatureGroup.create(
    feature_group_name="customer",
    record_identifier_feature_name="customer_id",
    event_time_feature_name="event_time",
    feature_definitions=[
        FeatureDefinition(feature_name="customer_id", feature_type="String"),
        # ISO 8601, or seconds as Fractional
        FeatureDefinition(feature_name="event_time", feature_type="String"),
        FeatureDefinition(feature_name="tenure_months", feature_type="Integral"),
        FeatureDefinition(feature_name="monthly_spend", feature_type="Fractional"),
        FeatureDefinition(feature_name="tickets_90d", feature_type="Integral"),
        FeatureDefinition(feature_name="plan", feature_type="String"),
    ],
    online_store_config=OnlineStoreConfig(
        enable_online_store=True, storage_type="Standard_V2"
    ),
    throughput_config=ThroughputConfig(throughput_mode="OnDemand"),
    # the history, for point-in-time joins in training
    offline_store_config=OfflineStoreConfig(
        s3_storage_config=S3StorageConfig(s3_uri="s3://churn-ml/features"),
        table_format="Iceberg",
    ),
    role_arn="arn:aws:iam::111122223333:role/churn-features",
)
group.wait_for_status("Created")  # before that it takes no record
# --8<-- [end:group]

# --8<-- [start:online]
row = {
    "customer_id": "8123",
    "event_time": "2026-11-02T03:00:00Z",
    "tenure_months": 14,
    "monthly_spend": 39.9,
    "tickets_90d": 3,
    "plan": "basic",
}
# the whole record is replaced: what a put leaves out is gone
group.put_record(
    record=[
        FeatureValue(feature_name=name, value_as_string=str(value))
        for name, value in row.items()
    ]
)
answer = group.get_record(
    record_identifier_value_as_string="8123",
    feature_names=["tenure_months", "monthly_spend", "tickets_90d", "plan"],
)
print({item.feature_name: item.value_as_string for item in answer.record})
# --8<-- [end:online]
