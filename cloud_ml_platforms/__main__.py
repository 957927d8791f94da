"""`python -m cloud_ml_platforms <command>`: see `--help`."""

from __future__ import annotations

import sys

from cloud_ml_platforms.command import main

if __name__ == "__main__":
    sys.exit(main())
