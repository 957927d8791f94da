# ruff: noqa: S603 - it starts what its image has
# --8<-- [start:steps]
from kfp import compiler, dsl
from kfp.registry import RegistryClient

TRAIN = "europe-west4-docker.pkg.dev/churn-prod/images/churn-train@sha256:" + "0" * 64
SERVE = "europe-west4-docker.pkg.dev/churn-prod/images/churn-serve@sha256:" + "0" * 64
# churn-train, kfp and the SDK
TOOLS = "europe-west4-docker.pkg.dev/churn-prod/images/churn-tools@sha256:" + "0" * 64


@dsl.container_component
def train(data: str, model: dsl.Output[dsl.Model]):
    return dsl.ContainerSpec(image=TRAIN, args=["--train", data, "--model", model.path])


# everything is in the image: no package index at run time
@dsl.component(base_image=TOOLS, install_kfp_package=False)
def evaluate(model: dsl.Input[dsl.Model], holdout: str) -> float:
    import json
    import subprocess
    import sys
    from pathlib import Path

    folders = ["--model", model.path, "--holdout", holdout, "--output", "."]
    subprocess.run([sys.executable, "/app/evaluate.py", *folders], check=True)
    return json.loads(Path("evaluation.json").read_text())["auc"]


@dsl.component(base_image=TOOLS, install_kfp_package=False)
def register(model: dsl.Input[dsl.Model], image: str, snapshot: str) -> str:
    from google.cloud import aiplatform

    aiplatform.init(project="churn-prod", location="europe-west4")
    version = aiplatform.Model.upload(
        parent_model="churn",
        display_name="churn",
        artifact_uri=model.uri,
        serving_container_image_uri=image,
        is_default_version=False,
        # nobody is approved here: no task can wait for a person
        version_aliases=["candidate"],
        labels={"snapshot": snapshot},
    )
    return version.version_id


# --8<-- [end:steps]


# --8<-- [start:pipeline]
@dsl.pipeline(name="churn")
def churn(snapshot: str, floor: float = 0.85):
    # a new path for new rows, or the cache answers with the old model
    data = f"/gcs/churn-ml/snapshots/{snapshot}"
    trained = (
        train(data=f"{data}/train")
        .set_cpu_limit("8")
        .set_memory_limit("32G")
        .set_retry(num_retries=2)
    )
    judged = evaluate(model=trained.outputs["model"], holdout=f"{data}/holdout")
    with dsl.If(judged.output >= floor):
        register(model=trained.outputs["model"], image=SERVE, snapshot=snapshot)


compiler.Compiler().compile(churn, "churn.yaml")
templates = RegistryClient(host="https://europe-west4-kfp.pkg.dev/churn-prod/pipelines")
# version: a digest that stays
name, version = templates.upload_pipeline("churn.yaml", tags=["4f1c2ab", "latest"])
# --8<-- [end:pipeline]
