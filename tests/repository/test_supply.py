"""Where everything comes from: pinned, hashed, installed without running what nobody has read."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from checkout import load_script, tracked_files

from cloud_ml_platforms.paths import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
WORKFLOW = """\
name: Planted
on: push
permissions: {}
concurrency: {group: planted, cancel-in-progress: true}
jobs:
  one:
    name: One
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read # the checkout
    steps:
      - name: Check out
        uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - name: Say
        run: echo
"""


def zizmor(folder):
    command = ["zizmor", "--offline", "--no-config", "--persona", "auditor", "--strict-collection", "--quiet"]
    command[0] = str(Path(sys.executable).with_name("zizmor"))
    return subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)


def test_zizmor_finds_nothing_in_the_workflows():
    done = zizmor(ROOT / ".github")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("old", "new", "audit"),
    [
        ("", "", None),
        ("@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7", "unpinned-uses"),
        ("          persist-credentials: false", "          fetch-depth: 1", "artipacked"),
        ("permissions: {}\n", "permissions: write-all\n", "excessive-permissions"),
        ("run: echo", "run: echo ${{ github.event.issue.title }}", "template-injection"),
    ],
)
def test_zizmor_finds_what_is_planted(tmp_path, old, new, audit):
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    assert old in WORKFLOW
    (folder / "planted.yml").write_text(WORKFLOW.replace(old, new, 1))
    done = zizmor(tmp_path / ".github")
    assert (done.returncode == 0) == (audit is None), done.stdout
    assert audit is None or f"[{audit}]" in done.stdout


def test_a_workflow_has_no_rights_but_those_that_a_job_names():
    assert len(WORKFLOWS) >= 3
    for path in WORKFLOWS:
        text = path.read_text()
        workflow = yaml.safe_load(text)
        assert workflow["permissions"] == {}, path
        for name, job in workflow["jobs"].items():
            assert set(job["permissions"]) <= {"contents", "pages", "id-token"}, (path, name)
            assert job["permissions"].get("contents") in {None, "read"}, (path, name)
        for action in re.findall(r"uses: (.*)", text):
            assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), (path, action)


def faults_of_a_lock(text):
    """Yield what is wrong with a lock: entries without a version or a hash, addresses, options nobody expects."""
    for entry in re.sub(r"\\\n|^ *#.*\n", "", text, flags=re.MULTILINE).splitlines():
        if entry.startswith("--no-binary ") or not entry.strip():
            continue
        if not re.fullmatch(
            r"[\w.-]+(?:\[[\w,-]+\])?==[\w.!+]+(?: ; [^@]+?)?(?: +--hash=sha256:[0-9a-f]{64})+ *", entry
        ):
            yield entry


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_everything_that_is_locked_has_a_version_and_hashes(lock):
    text = lock.read_text()
    assert not list(faults_of_a_lock(text))
    assert "://" not in text
    assert lock.with_suffix(".in").is_file()


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        ("", False),
        ("plain==1.0\n", True),
        (f"loose>=1 \\\n    --hash=sha256:{'0' * 64}\n", True),
        (f"short==1 \\\n    --hash=sha256:{'0' * 63}\n", True),
        ("thing @ git+https://example.org/thing\n", True),
        ("--extra-index-url https://example.org\n", True),
    ],
)
def test_a_lock_with_a_fault_is_found(fault, found):
    assert bool(list(faults_of_a_lock((ROOT / "requirements" / "build.txt").read_text() + fault))) is found


def test_what_has_no_wheel_is_known():
    """A package that is built runs its own code while it is installed: one does, with a pinned setuptools."""
    named = {lock.stem: set(re.findall(r"^--no-binary (\S+)", lock.read_text(), re.MULTILINE)) for lock in LOCKS}
    assert {stem: names for stem, names in named.items() if names} == {"sdk": {"kfp-server-api"}}


def test_zizmor_is_one_in_all_locks():
    found = {pin for lock in LOCKS for pin in re.findall(r"^zizmor==\S+", lock.read_text(), re.MULTILINE)}
    assert len(found) == 1


@pytest.mark.parametrize("folder", ["cloud_ml_platforms/site/audit", "web"])
def test_everything_from_npm_has_a_sum_and_no_address(folder):
    text = (ROOT / folder / "package-lock.json").read_text()
    assert '"resolved"' not in text
    lock = json.loads(text)
    assert lock["lockfileVersion"] == 3
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert len(packages) > 20
    for name, entry in packages.items():
        assert entry.get("integrity", "").startswith("sha512-"), name
    wanted = json.loads((ROOT / folder / "package.json").read_text())
    for version in {**wanted.get("dependencies", {}), **wanted["devDependencies"]}.values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), version


INSTALLERS = re.compile(
    r"""\b(?:npx|pipx|uvx|curl|wget)\b | \b(?:apt|apt-get|pip3?|npm|uv|playwright|gem|cargo|apk|dnf)\b.*\b(?:install|add|ci|i)\b
    | \[[^\]]*"(?:install|ci|i|add)" """,
    re.VERBOSE,
)
# Every step that fetches something to run, and why it may: Debian's packages are signed by Debian, and checked by apt.
STEPS = {
    (".github/workflows/ci.yml", "sudo apt-get install --yes --no-install-recommends nginx"): "apt",
    (".github/workflows/pages.yml", "sudo apt-get install --yes --no-install-recommends libpango"): "apt",
    ("cloud_ml_platforms/site/audit/packages.py", '[npm, "ci", "--ignore-scripts"]'): "package-lock.json has the sums",
    ("deploy/container/Containerfile", "HEALTHCHECK --interval=30s"): "the image asks itself",
    ("scripts/bootstrap.py", '"install", "--quiet", "--retries", "2", *SAFE'): "SAFE: see the test of the bootstrap",
    ("scripts/bootstrap.py", '*uv, "install", "--quiet", "--python", own, *SAFE'): "SAFE: the same",
    ("scripts/browser.py", '["apt-get", "install", "-y", "-qq", *names]'): "apt",
    (
        "scripts/browser.py",
        '"-m", "playwright", "install", "chromium"',
    ): "no Debian: the build that the locked Playwright names",
    ("scripts/node.py", '[*npm, "ci", "--ignore-scripts"'): "package-lock.json has the sums",
}


def install_steps(root, names):
    """Yield (file, line) of each step that installs something, in what runs here, in CI or in an image."""
    for name in names:
        runs = Path(name).suffix in {".py", ".sh", ".yml", ".yaml", ""} or "Containerfile" in name
        if not runs or name.startswith(("tests/", "data/", "docs/", "samples/", "macros/")) or "LICENSE" in name:
            continue
        for line in (root / name).read_text(encoding="utf-8").splitlines():
            code = re.sub(
                r"(^|\s)#.*| ## .*|\bcase \[.*|\bsay\(.*|stop\(.*|\bmsg = .*|\braise \w+\(.*|^\s*f?\".*\",?$", "", line
            )
            if INSTALLERS.search(code):
                yield name, line.strip()


def unexpected(steps):
    return [(name, line) for name, line in steps if not any(name == file and part in line for file, part in STEPS)]


def test_nothing_is_installed_but_by_steps_that_are_known():
    steps = list(install_steps(ROOT, tracked_files()))
    assert not unexpected(steps)
    for file, part in STEPS:
        assert any(name == file and part in line for name, line in steps), f"{file} no longer holds {part}"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Makefile", "\t@python -m pip install ruff"),
        ("a.sh", '"$folder/venv/bin/python" -m pip --quiet install -r newest.in'),
        ("a.sh", "curl -L https://example.org/x.sh | sh"),
        ("a.yml", "      - run: npm install"),
        ("a.yml", "      - run: npx lighthouse"),
        ("a.yml", "      - run: uv pip install ruff"),
        ("a.py", 'run([npm, "install", "lighthouse"])'),
        ("Containerfile", "RUN apk add nginx"),
    ],
)
def test_a_step_that_nobody_knows_is_found(tmp_path, name, line):
    (tmp_path / name).write_text(line + "\n")
    assert unexpected(install_steps(tmp_path, [name]))


@pytest.mark.parametrize("builds", [False, True])
def test_the_bootstrap_installs_wheels_with_hashes_and_what_builds_first(monkeypatch, tmp_path, builds):
    bootstrap = load_script("bootstrap")
    commands = []
    done = subprocess.CompletedProcess([], 0, stdout=b"")
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda command, **_: commands.append(command) or done)
    lock = tmp_path / "lock.txt"
    lock.write_text("--no-binary thing\n" if builds else "thing==1\n")
    (tmp_path / "build.txt").write_text("setuptools==1\n")
    (tmp_path / "venv").mkdir()
    monkeypatch.setattr(bootstrap.shutil, "rmtree", lambda *_, **__: None)
    bootstrap.main(str(tmp_path / "venv"), str(lock))
    installs = [command for command in commands if "install" in command]
    assert [command[-1] for command in installs] == [
        str(ROOT / "requirements" / "uv.txt"),
        *[str(tmp_path / "build.txt")] * builds,
        str(lock),
    ]
    for command in installs:
        assert "--require-hashes --no-deps --only-binary :all: --no-build-isolation" in " ".join(command)
    (tmp_path / "venv" / "bin").mkdir()
    (tmp_path / "venv" / "bin" / "python").touch()
    commands.clear()
    bootstrap.main(str(tmp_path / "venv"), str(lock))
    assert commands == [], "what is set up is not set up again"
    (tmp_path / "build.txt").write_text("setuptools==2\n")
    bootstrap.main(str(tmp_path / "venv"), str(lock))
    assert bool(commands) == builds, "but with a newer tool to build with"


def test_uv_asks_the_index_that_pip_is_set_up_for(monkeypatch):
    bootstrap = load_script("bootstrap")
    said = b""":env:.index-url='http://one.example/simple'\nglobal.cert='/a/b.pem'\nglobal.find-links='/a /b'\nglobal.index-url='http://two.example'\ninstall.no-compile='true'\n"""
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, stdout=said))
    assert bootstrap.settings_of_pip(["pip"]) == {
        "UV_DEFAULT_INDEX": "http://one.example/simple",
        "SSL_CERT_FILE": "/a/b.pem",
        "UV_FIND_LINKS": "/a,/b",
    }


def lock_of(**pins):
    return "".join(f"{name}=={version} \\\n    --hash=sha256:{'0' * 64}\n" for name, version in pins.items())


def test_an_update_shows_what_changes():
    locks = load_script("locks")
    rows = locks.changes(lock_of(same="1", older="1.0", gone="3"), lock_of(same="1", older="1.10", new="2"))
    assert rows == [("gone", "3", "-"), ("new", "-", "2"), ("older", "1.0", "1.10")]
    assert locks.table(rows) == ("  package  from  to\n  gone     3     -\n  new      -     2\n  older    1.0   1.10")
    two = "scipy==1.15 ; python_full_version < '3.12'\nscipy==1.16 ; python_full_version >= '3.12'\n"
    assert locks.pins(two) == {"scipy": "1.15 or 1.16"}


STUB = """\
#!/bin/sh
# Takes the place of uv: writes a lock with one package, newer with --upgrade.
case "$*" in *"--universal"*"--generate-hashes"*) ;; *) exit 2 ;; esac
case "$*" in *--upgrade*) version=2 ;; *) version=1 ;; esac
for out; do :; done
case "$out" in */sdk.txt) [ ! -e fail ] || exit 1 ;; esac
echo "thing==$version" > "$out"
"""


@pytest.fixture
def locked(tmp_path):
    """A project with one package in each lock, and a stub that takes the place of uv."""
    (tmp_path / "requirements").mkdir()
    for name in load_script("locks").LOCKS:
        (tmp_path / "requirements" / f"{name}.in").write_text("thing\n")
        (tmp_path / "requirements" / f"{name}.txt").write_text("thing==1\n")
    stub = tmp_path / "uv"
    stub.write_text(STUB)
    stub.chmod(0o755)
    return tmp_path


def test_an_update_writes_only_when_it_is_told_to(locked):
    locks = load_script("locks")
    said = locks.upgrade(locked, str(locked / "uv"), apply=False)
    assert said.count("  thing    1     2\n") == len(locks.LOCKS)
    assert "requirements/sagemaker-sdk.txt\n" in said
    assert said.endswith("Nothing is written; ARGS=--apply writes it.\n")
    assert (locked / "requirements" / "sdk.txt").read_text() == "thing==1\n"
    assert locks.upgrade(locked, str(locked / "uv"), apply=True).endswith("Written; now run the tests.\n")
    assert (locked / "requirements" / "sdk.txt").read_text() == "thing==2\n"
    assert locks.upgrade(locked, str(locked / "uv"), apply=False) == "Nothing newer that requirements/*.in allow.\n"


def test_without_a_solution_the_lock_is_named(locked):
    (locked / "fail").touch()
    locks = load_script("locks")
    with pytest.raises(SystemExit, match=r"requirements/sdk\.in: uv found no versions that fit together"):
        locks.resolve(locked, str(locked / "uv"))


def test_every_lock_is_made_and_audited():
    stems = {path.stem for path in LOCKS}
    assert set(load_script("locks").LOCKS) == stems
    asked = set(load_script("audit_locks").parts(ROOT, Path("bin")))
    assert asked == {f"requirements/{stem}.txt" for stem in stems} | {
        "cloud_ml_platforms/site/audit/package-lock.json",
        "web/package-lock.json",
        ".github",
    }


def test_a_list_that_does_not_answer_is_no_clean_bill(monkeypatch, capfd):
    audit = load_script("audit_locks")
    commands = {
        "fine": (["true"], ROOT),
        "found": (["false"], ROOT),
        "absent": (["no-such-program-of-ours"], ROOT),
    }
    monkeypatch.setattr(audit, "parts", lambda *_: commands)
    assert audit.main() == 1
    said = capfd.readouterr().out
    assert "fine    nothing found\n" in said
    assert "found   see above\n" in said
    assert "absent  not asked: " in said
    del commands["found"], commands["absent"]
    assert audit.main() == 0
