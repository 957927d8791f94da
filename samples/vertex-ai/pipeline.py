# calls: pipelineJobs.create
"""Train, gate on a metric, register: a pipeline whose only dependencies are in one image."""

from kfp import compiler, dsl

IMAGE = "europe-west4-docker.pkg.dev/ml-train-dev/images/fraud:build-42"


# --8<-- [start:pipeline]
@dsl.container_component
def train(data: str, model: dsl.Output[dsl.Model], auc: dsl.OutputPath(float)):
    """Write the model to its artifact folder and the metric to a file."""
    return dsl.ContainerSpec(image=IMAGE, command=["python", "-m", "fraud.train"], args=[data, model.path, auc])


@dsl.component(base_image=IMAGE, install_kfp_package=False)  # no package index at run time
def register(model: dsl.Input[dsl.Model], parent: str, serving_image: str) -> str:
    """Add a version with the alias `candidate`; a person moves it to `approved`."""
    from google.cloud import aiplatform  # noqa: PLC0415 -- runs inside the image

    version = aiplatform.Model.upload(
        parent_model=parent,
        artifact_uri=model.uri,
        serving_container_image_uri=serving_image,
        is_default_version=False,
        version_aliases=["candidate"],
    )
    return version.version_id


@dsl.pipeline(name="fraud-train")
def fraud(data: str, parent: str, serving_image: str, floor: float = 0.9):
    """Register only what is above the floor."""
    trained = train(data=data)
    trained.set_caching_options(enable_caching=False)  # the key does not see new rows behind the same path
    trained.set_retry(num_retries=2)
    with dsl.If(trained.outputs["auc"] >= floor):
        register(model=trained.outputs["model"], parent=parent, serving_image=serving_image)


# --8<-- [end:pipeline]


if __name__ == "__main__":
    compiler.Compiler().compile(fraud, "fraud.yaml")
