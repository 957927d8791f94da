# --8<-- [start:search]
import boto3

IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn-train@sha256:" + "0" * 64
SEARCH = {
    "Strategy": "Bayesian",
    "HyperParameterTuningJobObjective": {
        "Type": "Maximize",
        "MetricName": "validation:auc",
    },
    "ResourceLimits": {
        "MaxNumberOfTrainingJobs": 40,
        # each trial learns only from those that have ended
        "MaxParallelTrainingJobs": 4,
        "MaxRuntimeInSeconds": 6 * 3600,
    },
    "ParameterRanges": {
        "IntegerParameterRanges": [
            {"Name": "max_depth", "MinValue": "3", "MaxValue": "10"}
        ],
        "ContinuousParameterRanges": [
            {
                "Name": "learning_rate",
                "MinValue": "0.01",
                "MaxValue": "0.3",
                "ScalingType": "Logarithmic",
            }
        ],
    },
    # a median rule: works only if the code prints the metric every round
    "TrainingJobEarlyStoppingType": "Auto",
    "TuningJobCompletionCriteria": {
        "BestObjectiveNotImproving": {"MaxNumberOfTrainingJobsNotImproving": 10}
    },
}
# --8<-- [end:search]
# --8<-- [start:tune]
boto3.client("sagemaker").create_hyper_parameter_tuning_job(
    # 32 characters at most: the trials' names are built from it
    HyperParameterTuningJobName="churn-43-tune",
    HyperParameterTuningJobConfig=SEARCH,
    TrainingJobDefinition={
        "StaticHyperParameters": {"git_commit": "4f1c2ab"},
        "AlgorithmSpecification": {
            "TrainingImage": IMAGE,
            "TrainingInputMode": "FastFile",
            "MetricDefinitions": [
                {"Name": "validation:auc", "Regex": r"\bauc=([0-9.]+)"}
            ],
        },
        "RoleArn": "arn:aws:iam::111122223333:role/churn-training",
        "InputDataConfig": [
            {
                "ChannelName": "train",
                "DataSource": {
                    "S3DataSource": {
                        "S3DataType": "S3Prefix",
                        "S3Uri": "s3://churn-ml/snapshots/2026-11-01/train/",
                    }
                },
            }
        ],
        "OutputDataConfig": {"S3OutputPath": "s3://churn-ml/tuning"},
        "ResourceConfig": {
            "InstanceType": "ml.m7i.xlarge",
            "InstanceCount": 1,
            "VolumeSizeInGB": 30,
        },
        "StoppingCondition": {"MaxRuntimeInSeconds": 3600},  # of one trial
        "RetryStrategy": {"MaximumRetryAttempts": 2},
    },
)
# --8<-- [end:tune]
