# ruff: noqa: E402 - one script, shown in two parts
"""Compare a week of live inputs with the training snapshot, every day."""

# --8<-- [start:signal]
from azure.ai.ml import Input
from azure.ai.ml.constants import MonitorDatasetContext
from azure.ai.ml.entities import (
    BaselineDataRange,
    DataDriftMetricThreshold,
    DataDriftSignal,
    NumericalDriftMetrics,
    ProductionData,
    ReferenceData,
)

drift = DataDriftSignal(
    production_data=ProductionData(
        # What the collector of green wrote; blue has none. Data of your own would need
        # a pre_processing_component too.
        input_data=Input(type="uri_folder", path="azureml:churn-green-model_inputs:1"),
        data_context=MonitorDatasetContext.MODEL_INPUTS,
        data_window=BaselineDataRange(
            lookback_window_size="P7D", lookback_window_offset="P0D"
        ),
    ),
    # Named, because the default is recent production: that finds drift and hides skew.
    # An MLTable of yours over the train/ of the snapshot that 43 was trained on.
    reference_data=ReferenceData(
        input_data=Input(type="mltable", path="azureml:churn-reference:43"),
        data_context=MonitorDatasetContext.TRAINING,
    ),
    features=["tenure_months", "monthly_spend", "tickets_90d"],
    metric_thresholds=DataDriftMetricThreshold(
        numerical=NumericalDriftMetrics(population_stability_index=0.2)
    ),
    alert_enabled=True,  # off by default: a breach would be silent
)
# --8<-- [end:signal]

# --8<-- [start:monitor]
from azure.ai.ml import MLClient
from azure.ai.ml.entities import (
    AlertNotification,
    MonitorDefinition,
    MonitoringTarget,
    MonitorSchedule,
    RecurrencePattern,
    RecurrenceTrigger,
    ServerlessSparkCompute,
)
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())
monitor = MonitorSchedule(
    name="churn-drift",
    trigger=RecurrenceTrigger(
        frequency="day", interval=1, schedule=RecurrencePattern(hours=4, minutes=0)
    ),
    create_monitor=MonitorDefinition(
        compute=ServerlessSparkCompute(
            instance_type="Standard_E4s_v3", runtime_version="3.5"
        ),
        monitoring_target=MonitoringTarget(
            ml_task="classification", endpoint_deployment_id="azureml:churn:green"
        ),
        monitoring_signals={"drift": drift},
        alert_notification=AlertNotification(emails=["retention-ml@example.com"]),
    ),
)
ml.schedules.begin_create_or_update(monitor).result()
# --8<-- [end:monitor]
