"""The API surface of the pinned SDKs: names, fields, enums, numbers; written to data/api/, compared between versions.

`python -m surface extract` runs in the environment of requirements/sdk.txt (`make api`);
everything else reads the JSON and needs no SDK.
"""
