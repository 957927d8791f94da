#!/usr/bin/env bash
# Compare data/api/ with the newest SDKs: installed into a folder that is thrown away, extracted, compared.
# Called by `make api-diff`, which sets PYTHON, SITE and TOOLS. It only reports; the exit code says whether it could run.
# What is newest is locked first, so it is installed as everything is: wheels with hashes, no code run by an installer.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
sed -n 's/^\([a-z][a-z0-9-]*\)==.*/\1/p; /^--no-binary /p' requirements/sdk.in > "$folder/newest.in"
cp requirements/build.txt "$folder/build.txt"
"$(dirname "$TOOLS")/uv" pip compile --quiet --python "$PYTHON" --generate-hashes --no-emit-index-url --emit-build-options \
  --build-constraints requirements/build.in "$folder/newest.in" --output-file "$folder/newest.txt"
"$PYTHON" scripts/bootstrap.py "$folder/venv" "$folder/newest.txt"
"$folder/venv/bin/python" -m cloud_ml_platforms.api_surface extract --to "$folder/api"
"$SITE" -m cloud_ml_platforms api-diff "$folder/api"
