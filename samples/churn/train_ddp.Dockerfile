# The digest stands here, not a tag: a rebuild gives the same base.
FROM docker.io/library/python:3.12-slim@sha256:0000000000000000000000000000000000000000000000000000000000000000
WORKDIR /app
# The base has bash. EFA on AWS needs its own software and the OFI plugin beside this.
RUN apt-get update && apt-get install --yes --no-install-recommends jq \
    && pip install --no-cache-dir "numpy==2.4.6" "torch==2.15.0"
COPY features.py train_ddp.py ./
# No entry point: the command is torchrun, and each platform gives it other words.
