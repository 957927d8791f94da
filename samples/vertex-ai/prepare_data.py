# --8<-- [start:prepare]
from google.cloud import bigquery, storage

bq = bigquery.Client(project="churn-prod", location="europe-west4")
for dataset in ("serving", "scores", "replay_v43"):  # what later steps write into
    bq.create_dataset(dataset, exists_ok=True)

bq.copy_table(
    "churn-prod.churn.customers",
    "churn-prod.churn.customers_2026_11_01",
    job_config=bigquery.CopyJobConfig(
        # read-only; time travel alone forgets after its window
        operation_type=bigquery.OperationType.SNAPSHOT,
        # a second run fails: a snapshot never changes
        write_disposition=bigquery.WriteDisposition.WRITE_EMPTY,
    ),
).result()

# There is no managed gate step: a query that raises is the gate, and what comes after
# it does not run.
bq.query(
    """
    ASSERT (SELECT COUNT(*) FROM churn.customers_2026_11_01) > 100000 AS 'too few rows';
    ASSERT NOT EXISTS (
      SELECT 1 FROM churn.customers_2026_11_01 WHERE churned IS NULL
    ) AS 'rows without a label';
    ASSERT (
      SELECT AVG(IF(churned, 1, 0)) FROM churn.customers_2026_11_01
    ) BETWEEN 0.02 AND 0.2 AS 'implausible rate';
    CREATE TEMP TABLE split AS
    SELECT customer_id, tenure_months, monthly_spend, tickets_90d, plan,
           CAST(churned AS INT64) AS churned,
           -- a customer is on the same side every month
           MOD(ABS(FARM_FINGERPRINT(customer_id)), 10) AS part
    FROM churn.customers_2026_11_01;
    EXPORT DATA OPTIONS (
      uri = 'gs://churn-ml/snapshots/2026-11-01/train/*.csv',
      format = 'CSV', header = true
    ) AS SELECT * EXCEPT (part) FROM split WHERE part < 8;
    EXPORT DATA OPTIONS (
      uri = 'gs://churn-ml/snapshots/2026-11-01/holdout/*.csv',
      format = 'CSV', header = true
    ) AS SELECT * EXCEPT (part) FROM split WHERE part >= 8;
    CREATE TABLE churn.to_score_2026_11_01 AS
    SELECT * EXCEPT (churned, part) FROM split;
    """
).result()  # a job reads the files as /gcs/churn-ml/snapshots/2026-11-01/train/*.csv

# Last: who waits for the snapshot waits for this object.
bucket = storage.Client(project="churn-prod").bucket("churn-ml")
bucket.blob("snapshots/2026-11-01/_SUCCESS").upload_from_string(
    "", if_generation_match=0
)
# --8<-- [end:prepare]
