"""A sweep over train.py, bounded in trials and in time."""

# --8<-- [start:sweep]
from azure.ai.ml import Input, MLClient, Output, command
from azure.ai.ml.entities import AmlCompute, UserIdentityConfiguration
from azure.ai.ml.sweep import BanditPolicy, Choice, LogUniform, RandomSamplingAlgorithm
from azure.identity import DefaultAzureCredential

ml = MLClient.from_config(DefaultAzureCredential())

cluster = AmlCompute(
    name="cpu-cluster", size="Standard_D4as_v4", min_instances=0, max_instances=4
)
ml.compute.begin_create_or_update(cluster).result()

trial = command(
    code="./src",
    command="python train.py --train ${{inputs.train}} --model ${{outputs.model}}"
    " --learning_rate ${{inputs.rate}} --max_depth ${{inputs.depth}}",
    inputs={
        "train": Input(type="uri_folder", path="azureml:churn:2026-11-01"),
        "rate": 0.1,
        "depth": 6,
    },
    outputs={"model": Output(type="custom_model")},
    environment="azureml:churn-train:12",
    compute="cpu-cluster",  # warm nodes pay off here: every trial is a job of its own
)
sweep = trial(
    rate=LogUniform(min_value=-6.9, max_value=-1.2),  # exponents of e: 0.001 to 0.3
    depth=Choice([4, 6, 8, 10]),
).sweep(
    sampling_algorithm=RandomSamplingAlgorithm(rule="sobol", seed=7),
    # a printed line is not enough: train.py logs it with MLflow, in each of its rounds
    primary_metric="auc",
    goal="maximize",
    identity=UserIdentityConfiguration(),  # the cluster has none that could read data
    early_termination_policy=BanditPolicy(
        slack_factor=0.1, evaluation_interval=2, delay_evaluation=5
    ),
)
sweep.set_limits(
    max_total_trials=40, max_concurrent_trials=4, timeout=4 * 3600, trial_timeout=1800
)
sweep.experiment_name = "churn"
run = ml.jobs.create_or_update(sweep)
# --8<-- [end:sweep]
