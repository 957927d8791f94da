"""Set up a virtual environment from a hash-locked requirements file; runs on any Python 3 and needs nothing.

usage: bootstrap.py VENV LOCKFILE

Every file is checked by its hash, and wheels only are taken: no package runs code of its own while it is installed.
pip installs uv, which installs the rest in a fifth of pip's time, from the index that pip is set up for.
What has no wheel is named in its lock by `--no-binary` and is built with what build.txt beside the lock pins, never
with what uv would fetch for the purpose.

A second run compares one stamp and returns at once. Every way it can fail ends in one
line that says what to do.
"""

import ast
import hashlib
import os
import shutil
import subprocess
import sys

NEEDED = (3, 11, 5)
UV = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "requirements", "uv.txt")
SAFE = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-build-isolation"]
# What pip can be set up with, and the variable in which uv has it.
SETTINGS = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
}


def say(text):
    """Print a progress line."""
    sys.stderr.write("setup: " + text + "\n")
    sys.stderr.flush()


def stop(text):
    """Print what is wrong and what to do; end with exit code 1."""
    sys.stderr.write("\nsetup stopped: " + text + "\n")
    sys.exit(1)


def read(path):
    """Return the bytes of a file."""
    with open(path, "rb") as file:
        return file.read()


def newer_python():
    """Return the path of a Python that is new enough, or None."""
    for name in ("python3.14", "python3.13", "python3.12", "python3.11"):
        path = shutil.which(name)
        if path:
            answer = subprocess.run(
                [path, "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"],
                stdout=subprocess.PIPE,
                check=False,
            )
            version = tuple(int(part) for part in answer.stdout.decode().strip().split(".") if part)
            if version >= NEEDED:
                return path
    return None


def choose_python():
    """Return a Python that is new enough: this one, or another on the PATH."""
    if sys.version_info[:3] >= NEEDED:
        return sys.executable
    path = newer_python()
    if path is None:
        version = "%d.%d.%d" % sys.version_info[:3]
        needed = "%d.%d.%d" % NEEDED
        stop(
            "Python " + version + " is too old; Python " + needed + " or newer is needed. "
            "Install one and run: make PYTHON=/path/to/python3 ...",
        )
    return path


def settings_of_pip(pip):
    """Return what pip is set up with, by files or variables, as variables for uv; its variables come before its files."""
    listed = subprocess.run([*pip, "config", "list"], stdout=subprocess.PIPE, check=False).stdout.decode()
    found = {}
    for line in sorted(listed.splitlines(), key=lambda line: line.startswith(":env:")):
        name, _, value = line.partition("=")
        setting = name.rpartition(".")[2]
        if setting in SETTINGS:
            said = ast.literal_eval(value)
            found[SETTINGS[setting]] = ",".join(said.split()) if setting == "find-links" else said
    return found


def main(venv, lock):
    """Create or update the environment."""
    locks = [lock]
    if b"--no-binary" in read(lock):
        locks.insert(0, os.path.join(os.path.dirname(lock), "build.txt"))
    digest = hashlib.sha256(b"".join(read(path) for path in [UV, *locks])).hexdigest()
    stamp = os.path.join(venv, "locked")
    try:
        with open(stamp) as file:
            if file.read() == digest and os.path.exists(os.path.join(venv, "bin", "python")):
                return
    except OSError:
        pass
    python = choose_python()
    say("creating " + os.path.basename(venv) + " with " + python)
    shutil.rmtree(venv, ignore_errors=True)
    if subprocess.run([python, "-m", "venv", venv], check=False).returncode != 0:
        stop("Python could not create a virtual environment. On Debian or Ubuntu: apt-get install python3-venv")
    say("installing the packages of " + os.path.basename(lock) + " (once; every file is checked by its hash)")
    own = os.path.join(venv, "bin", "python")
    pip = [own, "-m", "pip", "--disable-pip-version-check"]
    uv = [os.path.join(venv, "bin", "uv"), "pip"]
    steps = [
        [*pip, "install", "--quiet", "--retries", "2", *SAFE, "-r", UV],
        *([*uv, "install", "--quiet", "--python", own, *SAFE, "-r", path] for path in locks),
    ]
    environment = {**settings_of_pip(pip), **os.environ}
    if any(subprocess.run(step, env=environment, check=False).returncode != 0 for step in steps):
        shutil.rmtree(venv, ignore_errors=True)
        stop(
            "the packages could not be installed (the reason stands above). The first run needs a network or a "
            "package mirror that pip is set up for; run the same command again once there is one.",
        )
    with open(stamp, "w") as file:
        file.write(digest)
    say("ready")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        stop("usage: bootstrap.py VENV LOCKFILE")
    main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
