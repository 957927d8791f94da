# --8<-- [start:stop]
# A command for what was never made fails, and the next one runs.
# What starts things, first: schedules outlive the pipeline that they start.
aws scheduler delete-schedule --name churn-nightly
aws scheduler delete-schedule --name churn-drift
aws events remove-targets --rule churn-snapshot --ids pipeline
aws events delete-rule --name churn-snapshot
aws events remove-targets --rule churn-approved --ids deploy
aws events delete-rule --name churn-approved
aws events remove-targets --rule churn-drifted --ids people
aws events delete-rule --name churn-drifted
RUN=$(aws sagemaker list-pipeline-executions --pipeline-name churn \
  --query "PipelineExecutionSummaries[?PipelineExecutionStatus=='Executing'] \
    | [0].PipelineExecutionArn" --output text)
aws sagemaker stop-pipeline-execution --pipeline-execution-arn "$RUN"
# Refused until that execution has stopped: then again.
aws sagemaker delete-pipeline --pipeline-name churn
# --8<-- [end:stop]
# --8<-- [start:tear_down]
# Instances stop billing here; what follows only tidies up.
aws sagemaker delete-endpoint --endpoint-name churn
aws sagemaker delete-endpoint --endpoint-name churn-async
aws sagemaker delete-endpoint --endpoint-name churn-serverless
aws sagemaker wait endpoint-deleted --endpoint-name churn
aws sagemaker delete-endpoint-config --endpoint-config-name churn-v43
aws sagemaker delete-model --model-name churn-v43

# What else can bill while nobody works: look, in every Region that you use.
aws sagemaker list-endpoints --query "Endpoints[].[EndpointName, CreationTime]"
aws sagemaker list-training-jobs --status-equals InProgress \
  --query "TrainingJobSummaries[].TrainingJobName"
aws sagemaker list-feature-groups --query "FeatureGroupSummaries[].FeatureGroupName"
aws sagemaker list-clusters --query "ClusterSummaries[].ClusterName"
aws sagemaker list-apps \
  --query "Apps[?Status=='InService'].[DomainId, SpaceName, AppType]"
aws sagemaker list-notebook-instances --status-equals InService \
  --query "NotebookInstances[].NotebookInstanceName"
aws sagemaker list-mlflow-apps --query "Summaries[].[Name, Status]"
aws sagemaker list-mlflow-tracking-servers \
  --query "TrackingServerSummaries[].TrackingServerName"
aws ec2 describe-vpc-endpoints \
  --query "VpcEndpoints[?VpcEndpointType=='Interface'].[VpcEndpointId, ServiceName]"
# --8<-- [end:tear_down]
