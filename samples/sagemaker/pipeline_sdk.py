# --8<-- [start:pipeline]
from sagemaker.core.metadata_properties import MetadataProperties
from sagemaker.core.processing import Processor
from sagemaker.core.shapes import (
    ProcessingInput,
    ProcessingOutput,
    ProcessingS3Input,
    ProcessingS3Output,
)
from sagemaker.core.training.configs import (
    InputData,
    OutputDataConfig,
    StoppingCondition,
)
from sagemaker.core.workflow.conditions import ConditionGreaterThanOrEqualTo
from sagemaker.core.workflow.execution_variables import ExecutionVariables
from sagemaker.core.workflow.functions import Join, JsonGet
from sagemaker.core.workflow.parameters import ParameterFloat, ParameterString
from sagemaker.core.workflow.pipeline_context import PipelineSession
from sagemaker.core.workflow.properties import PropertyFile
from sagemaker.mlops.workflow import (
    CacheConfig,
    ConditionStep,
    FailStep,
    ModelStep,
    Pipeline,
    ProcessingStep,
    TrainingStep,
)
from sagemaker.serve import ModelBuilder
from sagemaker.train import Compute, ModelTrainer

session = PipelineSession()  # what is called with it becomes a step instead of a job
IMAGES = "111122223333.dkr.ecr.eu-west-1.amazonaws.com"
TRAIN = f"{IMAGES}/churn-train@sha256:" + "0" * 64
SERVE = f"{IMAGES}/churn-serve@sha256:" + "0" * 64
ROLES = "arn:aws:iam::111122223333:role"
# those of pipeline.py, and a third one with a default: the schedule can start either
snapshot, commit = ParameterString("snapshot"), ParameterString("commit")
floor = ParameterFloat("floor", default_value=0.85)
# --8<-- [end:pipeline]

# --8<-- [start:train]
# no source_code: every run of this file uploads it anew, and the cache never hits
trainer = ModelTrainer(
    sagemaker_session=session,
    training_image=TRAIN,
    role=f"{ROLES}/churn-training",
    compute=Compute(instance_type="ml.m7i.xlarge", instance_count=1),
    stopping_condition=StoppingCondition(max_runtime_in_seconds=2 * 3600),
    output_data_config=OutputDataConfig(s3_output_path="s3://churn-ml/models"),
    hyperparameters={"max_depth": 6, "git_commit": commit},
)
train = TrainingStep(
    name="Train",
    step_args=trainer.train(
        input_data_config=[
            InputData(
                channel_name="train",
                data_source=Join(on="/", values=[snapshot, "train"]),
            )
        ]
    ),
    # compares the request, not the bytes: right while a snapshot is written once
    cache_config=CacheConfig(enable_caching=True, expire_after="P7D"),
)
artifact = train.properties.ModelArtifacts.S3ModelArtifacts
# --8<-- [end:train]


# --8<-- [start:evaluate]
def given(name, uri):
    folder = f"/opt/ml/processing/{name}"
    place = ProcessingS3Input(
        s3_uri=uri, local_path=folder, s3_data_type="S3Prefix", s3_input_mode="File"
    )
    return ProcessingInput(input_name=name, s3_input=place)


evaluation = ProcessingS3Output(
    s3_uri=Join(
        on="/",
        values=["s3://churn-ml/evaluations", ExecutionVariables.PIPELINE_EXECUTION_ID],
    ),
    local_path="/opt/ml/processing/evaluation",
    s3_upload_mode="EndOfJob",
)
processor = Processor(
    sagemaker_session=session,
    image_uri=TRAIN,
    entrypoint=["python", "/app/evaluate.py"],
    # may read the holdout; the role that trains may not
    role=f"{ROLES}/churn-evaluation",
    instance_type="ml.m7i.large",
    instance_count=1,
)
report = PropertyFile(name="Report", output_name="evaluation", path="evaluation.json")
evaluate = ProcessingStep(
    name="Evaluate",
    step_args=processor.run(
        inputs=[
            given("model", artifact),
            given("holdout", Join(on="/", values=[snapshot, "holdout"])),
        ],
        outputs=[ProcessingOutput(output_name="evaluation", s3_output=evaluation)],
    ),
    property_files=[report],
)
auc = JsonGet(step_name=evaluate.name, property_file=report, json_path="auc")
# --8<-- [end:evaluate]

# --8<-- [start:gate]
builder = ModelBuilder(
    sagemaker_session=session,
    image_uri=SERVE,
    s3_model_data_url=artifact,
    role_arn=f"{ROLES}/churn-serving",
)
register = ModelStep(
    name="Register",
    step_args=builder.register(
        model_package_group_name="churn",
        content_types=["application/json", "text/csv"],
        response_types=["application/json", "text/csv"],
        # the pipeline proposes, somebody else approves
        approval_status="PendingManualApproval",
        metadata_properties=MetadataProperties(commit_id=commit),
        customer_metadata_properties={"snapshot": snapshot},
    ),
)
gate = ConditionStep(
    name="GoodEnough",
    conditions=[ConditionGreaterThanOrEqualTo(left=auc, right=floor)],
    if_steps=[register],
    else_steps=[
        FailStep(
            name="TooWeak",
            error_message=Join(on=" ", values=["AUC below the floor:", auc]),
        )
    ],
)
pipeline = Pipeline(
    "churn",
    parameters=[snapshot, commit, floor],
    steps=[train, evaluate, gate],
    sagemaker_session=session,
)
pipeline.upsert(role_arn=f"{ROLES}/churn-pipeline")
pipeline.start(
    parameters={"snapshot": "s3://churn-ml/snapshots/2026-11-01", "commit": "4f1c2ab"}
)
# --8<-- [end:gate]
