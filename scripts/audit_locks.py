"""Ask the public lists of vulnerabilities about everything that is locked, and zizmor about the workflows.

usage: audit_locks.py

Every part is run, then the result of each is said in a line. Exit code 1 when a part found something or could not ask:
a list that does not answer is no clean bill.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def parts(root: Path, tools: Path) -> dict[str, tuple[list[str], Path]]:
    """Return what is asked: name to command and folder; `tools` holds the programs of requirements/tools.txt."""
    pip = [str(tools / "pip-audit"), "--strict", "--require-hashes", "--disable-pip", "--progress-spinner", "off"]
    locks = sorted((root / "requirements").glob("*.txt"))
    npm = ["npm", "audit", "--package-lock-only"]
    return {
        **{f"requirements/{lock.name}": ([*pip, "--requirement", str(lock)], root) for lock in locks},
        "cloud_ml_platforms/site/audit/package-lock.json": (npm, root / "cloud_ml_platforms/site/audit"),
        "web/package-lock.json": (npm, root / "web"),
        ".github": ([str(tools / "zizmor"), "--persona", "auditor", "--strict-collection", ".github"], root),
    }


def ask(command: list[str], folder: Path) -> str:
    """Run a command, which prints what it finds; return its result in a word or two."""
    try:
        done = subprocess.run(command, cwd=folder, check=False)
    except OSError as error:
        return f"not asked: {error}"
    return "nothing found" if done.returncode == 0 else "see above"


def main(root: Path = ROOT, tools: Path = Path(sys.executable).parent) -> int:
    """Ask everything; return 1 when there is something to read."""
    results = {name: ask(*command_and_folder) for name, command_and_folder in parts(root, tools).items()}
    width = max(map(len, results))
    sys.stdout.write("\n" + "".join(f"{name.ljust(width)}  {result}\n" for name, result in results.items()))
    return int(set(results.values()) != {"nothing found"})


if __name__ == "__main__":
    sys.exit(main())
