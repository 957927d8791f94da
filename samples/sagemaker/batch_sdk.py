# --8<-- [start:batch]
from sagemaker.core.transformer import Transformer

transformer = Transformer(
    model_name="churn-v43",
    instance_type="ml.c7i.xlarge",
    # fixed for the whole job; without at least four input files some of them idle
    instance_count=4,
    strategy="MultiRecord",
    max_payload=6,  # MB for one request
    assemble_with="Line",
    accept="text/csv",
    output_path="s3://churn-ml/scores/2026-11-02",
    base_transform_job_name="churn",
)
transformer.transform(
    # no header line, it would be scored: customer_id, then the features in order
    data="s3://churn-ml/snapshots/2026-11-01/score/",
    content_type="text/csv",
    # `MultiRecord` needs it: whole lines, as many as fit into one request
    split_type="Line",
    input_filter="$[1:]",  # the model does not see the customer id …
    join_source="Input",
    output_filter="$[0,-1]",  # … and the output has it again, beside the score
    wait=False,
)
# --8<-- [end:batch]
