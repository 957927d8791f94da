# --8<-- [start:approve]
PACKAGE=$(aws sagemaker list-model-packages \
  --model-package-group-name churn \
  --model-approval-status PendingManualApproval \
  --sort-by CreationTime --sort-order Descending --max-results 1 \
  --query "ModelPackageSummaryList[0].ModelPackageArn" --output text)

aws sagemaker describe-model-package --model-package-name "$PACKAGE" \
  --query "{
    image: InferenceSpecification.Containers[0].Image,
    data: CustomerMetadataProperties,
    commit: MetadataProperties.CommitId
  }"

aws sagemaker update-model-package \
  --model-package-arn "$PACKAGE" \
  --model-approval-status Approved \
  --approval-description "Slices reviewed, ticket CHURN-118"
# --8<-- [end:approve]
