"""`python -m cloud_ml_platforms.api_surface extract [--check] [--to FOLDER]`: run in the environment of requirements/sdk.txt."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cloud_ml_platforms.api_surface.extract import files
from cloud_ml_platforms.api_surface.extract.installed import differences_from_pins
from cloud_ml_platforms.api_surface.pins import pinned
from cloud_ml_platforms.paths import DATA

EXTRACTS = DATA / "api"

OTHER_ENVIRONMENT = (
    "this is not the environment of requirements/sdk.txt, so it can not say what data/api should hold; "
    "run `make api-check` or `make api`, which set it up (after removing .venv-sdk, if someone installed into it)"
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m cloud_ml_platforms.api_surface", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    extract = commands.add_parser("extract", help="write the API surface of the installed SDKs")
    extract.add_argument("--check", action="store_true", help="write nothing; exit 1 when the files differ")
    extract.add_argument("--to", type=Path, default=EXTRACTS, help="the folder to write to (default: data/api)")
    args = parser.parse_args(arguments)
    return _extract(args.to, check=args.check)


def _extract(folder: Path, *, check: bool) -> int:
    from cloud_ml_platforms.api_surface.extract import aws, azure, google_rest, google_sdk  # noqa: PLC0415 - they need the SDKs

    sdks = [module.SDK for module in (aws, azure, google_rest, google_sdk)]
    if check or folder == EXTRACTS:  # `make api-diff` takes the newest SDKs, into another folder
        differences = list(differences_from_pins(sdks, pinned()))
        for line in differences:
            sys.stderr.write(f"{line}\n")
        if differences:
            sys.stderr.write(f"{OTHER_ENVIRONMENT}\n")
            return 1
    extracts = aws.extract() | google_rest.extract() | google_sdk.extract() | azure.extract()
    if not check:
        files.write_extracts(folder, extracts)
        return 0
    stale = files.stale_extracts(folder, extracts)
    for line in stale:
        sys.stderr.write(f"data/api/{line}\n")
    if stale:
        sys.stderr.write("data/api is not what the pinned SDKs say; run `make api` and read the difference\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
