# --8<-- [start:monitor]
from google.cloud import aiplatform
from google.cloud.aiplatform import model_monitoring as mm

aiplatform.init(project="churn-prod", location="europe-west4")

# v1 is GA; v2 (`ModelMonitor`) is a preview and v1beta1 only
job = aiplatform.ModelDeploymentMonitoringJob.create(
    display_name="churn",
    endpoint=aiplatform.Endpoint("churn"),
    # the endpoint logs already: both share that table, whose settings freeze
    logging_sampling_strategy=mm.RandomSampleConfig(sample_rate=0.2),
    bigquery_tables_log_ttl=30,  # days
    schedule_config=mm.ScheduleConfig(monitor_interval=24),  # hours
    # For every version that is deployed now. One that a canary brings later has none:
    # make the job again. No attribution thresholds: Explainable AI is deprecated.
    objective_configs=mm.ObjectiveConfig(
        skew_detection_config=mm.SkewDetectionConfig(
            # what this version was trained on
            data_source="bq://churn-prod.churn.customers_2026_11_01",
            target_field="churned",
            skew_thresholds={
                "tenure_months": 0.2,
                "monthly_spend": 0.2,
                "tickets_90d": 0.3,
                "plan": 0.2,
            },
        ),
        # against its own earlier traffic
        drift_detection_config=mm.DriftDetectionConfig(
            drift_thresholds={"monthly_spend": 0.2, "plan": 0.2}
        ),
    ),
    alert_config=mm.AlertConfig(
        user_emails=["churn-oncall@example.com"],
        # a Pub/Sub channel starts code
        notification_channels=["projects/churn-prod/notificationChannels/1234567890"],
        enable_logging=True,
    ),
)
# inputs only: quality needs late labels, joined by your own scheduled query
print(job.resource_name)
# --8<-- [end:monitor]
