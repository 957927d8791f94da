#!/usr/bin/env bash
# Compare data/api/ with the newest SDKs: installed into a folder that is thrown away, extracted, compared.
# Called by `make api-diff`, which sets PYTHON and SITE. It only reports; the exit code says whether it could run.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$PYTHON" -m venv "$folder/venv"
sed -n 's/^\([a-z][a-z0-9-]*\)==.*/\1/p' requirements/sdk.in > "$folder/newest.in"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install --quiet --no-compile -r "$folder/newest.in"
"$folder/venv/bin/python" -m surface extract --to "$folder/api"
"$SITE" -m surface diff "$folder/api"
