#!/usr/bin/env python3
"""Check files for dead names of the three platforms: the hook of .pre-commit-hooks.yaml, run in another repository.

Sets up this repository's own environment once, then runs `python -m cloud_ml_platforms paste` with what it is given.
"""

import os
import sys

import bootstrap

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def main(arguments):
    """Run the check; never returns."""
    venv = os.path.join(ROOT, ".venv")
    bootstrap.main(venv, os.path.join(ROOT, "requirements", "site.txt"))
    python = os.path.join(venv, "bin", "python")
    # -P: a folder `cloud_ml_platforms` of the checked repository is not ours.
    command = [python, "-P", "-m", "cloud_ml_platforms", "paste", *arguments]
    os.execve(python, command, {**os.environ, "PYTHONPATH": ROOT})  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
