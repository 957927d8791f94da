# ruff: noqa: E402 - one script, shown in two parts
"""Train, evaluate, stop below the floor; only a model that passed is registered."""

# --8<-- [start:steps]
from azure.ai.ml import Input, Output, command

train_step = command(
    name="train",
    code="./src",
    command="python train.py --train ${{inputs.data}} --model ${{outputs.model}}",
    inputs={"data": Input(type="uri_folder")},
    outputs={"model": Output(type="custom_model")},
    environment="azureml:churn-train:12",
)
# There is no condition between steps. A failed command is the branch: what comes after
# `&&` does not happen.
gate = (
    "import json, sys; report = json.load(open('report/evaluation.json'));"
    " sys.exit(report['auc'] < ${{inputs.floor}})"
)
evaluate_step = command(
    name="evaluate",
    code="./src",
    command="python evaluate.py --model ${{inputs.model}} --holdout ${{inputs.holdout}}"
    f' --output report && python -c "{gate}"'
    " && cp -r ${{inputs.model}}/. ${{outputs.passed}}",
    inputs={
        "model": Input(type="custom_model"),
        "holdout": Input(type="uri_folder"),
        "floor": 0.8,
    },
    outputs={"passed": Output(type="custom_model")},
    environment="azureml:churn-train:12",
    # never reused: an old verdict says nothing of today's holdout
    is_deterministic=False,
)
# --8<-- [end:steps]

# --8<-- [start:pipeline]
from azure.ai.ml import MLClient
from azure.ai.ml.dsl import pipeline
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())


@pipeline(
    experiment_name="churn",
    default_compute="serverless",
    continue_on_step_failure=False,
)
def churn(
    data: Input(type="uri_folder"),
    holdout: Input(type="uri_folder"),
    floor: float = 0.8,
):
    """Train, evaluate, and hand out the model only above the floor."""
    trained = train_step(data=data)
    checked = evaluate_step(model=trained.outputs.model, holdout=holdout, floor=floor)
    return {"model": checked.outputs.passed}


job = churn(
    data=Input(type="uri_folder", path="azureml:churn:2026-11-01"),
    holdout=Input(type="uri_folder", path="azureml:churn-holdout:2026-11-01"),
)
# a named output is registered as a version, unapproved
job.outputs.model = Output(type="custom_model", name="churn")
run = ml.jobs.create_or_update(job)
# --8<-- [end:pipeline]
