# The digest stands here, not a tag. The library that reads the model has the version of
# the one that wrote it.
FROM docker.io/library/python:3.12-slim@sha256:0000000000000000000000000000000000000000000000000000000000000000
WORKDIR /app
RUN pip install --no-cache-dir "numpy==2.4.6" "scikit-learn==1.9.1" google-cloud-storage
COPY features.py serve.py ./
EXPOSE 8080
# Exec form: Python is process 1 and sees SIGTERM. SageMaker appends the word `serve`,
# which serve.py ignores.
ENTRYPOINT ["python", "/app/serve.py"]
