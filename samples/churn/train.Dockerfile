# The digest stands here, not a tag: a rebuild gives the same base.
FROM docker.io/library/python:3.12-slim@sha256:0000000000000000000000000000000000000000000000000000000000000000
WORKDIR /app
# MLflow's client in the newest version that Azure's plugin takes, a plugin for the
# address of each platform, and the library that tells Vertex AI a trial's metric.
RUN pip install --no-cache-dir "numpy==2.4.6" "scikit-learn==1.9.1" \
    "mlflow-skinny==3.15.0" azureml-mlflow sagemaker-mlflow cloudml-hypertune
COPY features.py prepare.py train.py evaluate.py drift.py ./
# Exec form: Python is process 1 and sees SIGTERM. SageMaker appends the word `train`,
# which train.py ignores.
ENTRYPOINT ["python", "/app/train.py"]
