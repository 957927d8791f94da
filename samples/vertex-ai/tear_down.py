# --8<-- [start:stop]
from google.cloud import aiplatform
from google.cloud import aiplatform_v1 as v1

aiplatform.init(project="churn-prod", location="europe-west4")
PARENT = "projects/churn-prod/locations/europe-west4"
HERE = {"api_endpoint": "europe-west4-aiplatform.googleapis.com"}
# endpoints and models of the steps: endpoints are not found by the start of a name
OURS = ("churn", "churn-private", "churn-rare", "churn-notes", "churn-notes-base")
ENDPOINTS = (aiplatform.Endpoint, aiplatform.PrivateEndpoint)  # each lists its own kind

# First what starts new work.
for schedule in aiplatform.PipelineJobSchedule.list(filter='display_name:"churn*"'):
    schedule.delete()
for monitor in aiplatform.ModelDeploymentMonitoringJob.list(
    filter='display_name="churn"'
):
    monitor.pause()
    monitor.delete()

# Then what runs, or waits for machines.
JOBS = {
    aiplatform.PipelineJob: "PIPELINE_STATE",
    aiplatform.HyperparameterTuningJob: "JOB_STATE",
    aiplatform.CustomJob: "JOB_STATE",
    aiplatform.BatchPredictionJob: "JOB_STATE",
}
for kind, state in JOBS.items():
    for now in ("RUNNING", "QUEUED", "PENDING"):
        wish = f'display_name:"churn*" AND state="{state}_{now}"'
        for job in kind.list(filter=wish):
            job.cancel()

# Then what bills by the hour: undeploying frees the machines, and only an empty
# endpoint can be deleted.
for name in OURS:
    for kind in ENDPOINTS:
        for endpoint in kind.list(filter=f'display_name="{name}"'):
            endpoint.undeploy_all()
            endpoint.delete()
stores = v1.FeatureOnlineStoreAdminServiceClient(client_options=HERE)
store = f"{PARENT}/featureOnlineStores/churn"
stores.delete_feature_online_store(name=store, force=True).result()  # with its views
# --8<-- [end:stop]


# --8<-- [start:tear_down]
# Then what bills for storage, or is in the way of a second start.
registry = v1.FeatureRegistryServiceClient(client_options=HERE)
registry.delete_feature_group(
    name=f"{PARENT}/featureGroups/customer", force=True
).result()
for name in OURS:
    for model in aiplatform.Model.list(filter=f'display_name="{name}"'):
        model.delete()  # every version; one that is deployed somewhere is refused
# leaves its artifacts and executions, and ML Metadata bills for them
aiplatform.Experiment("churn").delete()
metadata = v1.MetadataServiceClient(client_options=HERE)
for purge in (metadata.purge_executions, metadata.purge_artifacts):
    sample = purge(
        {
            "parent": f"{PARENT}/metadataStores/default",
            # no word of whose they are: the store holds the runs of every team
            "filter": 'create_time < "2026-11-26T00:00:00Z"',
            "force": False,  # names a sample only; True deletes
        }
    ).result()
    print(sample.purge_count)

# Not the platform's, and left over: the bucket, BigQuery tables of the request log,
# images, functions and triggers, reservations.
# --8<-- [end:tear_down]
