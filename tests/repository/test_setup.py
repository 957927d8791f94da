"""Setting up: what can go wrong ends in one clear line."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import pytest
from checkout import load_script

from cloud_ml_platforms.paths import ROOT

TOOL = ROOT / "scripts" / "bootstrap.py"


def test_an_old_python_is_named_with_what_to_do(monkeypatch, tmp_path, capsys):
    bootstrap = load_script("bootstrap")
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 11, 4, "final", 0))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit) as stopped:
        bootstrap.choose_python()
    assert stopped.value.code == 1
    message = capsys.readouterr().err
    assert "Python 3.11.4 is too old; Python 3.11.5 or newer is needed" in message
    assert "make PYTHON=" in message


def test_a_newer_python_on_the_path_is_taken(monkeypatch, tmp_path):
    bootstrap = load_script("bootstrap")
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 0, "final", 0))
    fake = tmp_path / "python3.12"
    fake.write_text("#!/bin/sh\necho 3.12.1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert bootstrap.choose_python() in {str(fake), "/usr/bin/python3.13", "/usr/bin/python3.14"}


def test_no_network_is_a_clear_line(tmp_path):
    lock = tmp_path / "lock.txt"
    lock.write_text("no-such-package-of-ours==1 --hash=sha256:" + "0" * 64 + "\n")
    done = subprocess.run(
        [sys.executable, str(TOOL), str(tmp_path / "venv"), str(lock)],
        env={
            "PATH": "/usr/bin:/bin",
            "HOME": str(tmp_path),
            "PIP_INDEX_URL": "http://127.0.0.1:9/",
            "PIP_RETRIES": "0",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "setup stopped: the packages could not be installed" in done.stderr
    assert "network" in done.stderr
    assert not (tmp_path / "venv").exists(), "a broken environment must not stay"


def test_a_second_run_does_nothing_and_is_quick(tmp_path):
    lock = tmp_path / "lock.txt"
    lock.write_text("")
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    (tmp_path / "venv" / "bin" / "python").touch()
    (tmp_path / "venv" / "locked").write_text(
        hashlib.sha256((ROOT / "requirements" / "uv.txt").read_bytes()).hexdigest()
    )
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(TOOL), str(tmp_path / "venv"), str(lock)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert time.monotonic() - start < 2


def test_without_a_browser_ci_fails_and_a_person_is_told(monkeypatch, capsys):
    browser = load_script("browser")
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser, "install", lambda: None)
    monkeypatch.setenv("CI", "true")
    assert browser.main() == 1
    monkeypatch.delenv("CI")
    assert browser.main() == 0
    told = capsys.readouterr().err
    assert "CHROMIUM=/path/to/chromium make test" in told
    assert "The browser tests are skipped." in told


def test_debian_as_root_says_that_it_installs(monkeypatch, capsys):
    browser = load_script("browser")
    commands = []
    monkeypatch.setattr(browser, "is_debian", lambda: True)
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0)
    monkeypatch.setattr(browser.subprocess, "run", lambda command, **_: commands.append(command))
    monkeypatch.setattr(browser, "find", lambda: "/usr/bin/chromium")
    assert browser.install() == "/usr/bin/chromium"
    assert commands[-1][:3] == ["apt-get", "install", "-y"]
    assert "installing Debian's package chromium-headless-shell with apt-get, as root" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("ci", "named", "there", "code"),
    [("true", "", None, True), ("true", "", "/usr/bin/x", False), ("true", "/x", None, False), ("", "", None, False)],
)
def test_ci_gets_the_headless_shell_beside_another_browser(monkeypatch, ci, named, there, code):
    browser = load_script("browser")
    monkeypatch.setattr(browser, "may_install_package", lambda: True)
    monkeypatch.setattr(browser.shutil, "which", lambda name: there if name == browser.SHELL else "/usr/bin/chromium")
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("CHROMIUM", named)
    assert browser.lacks_shell() is code


def test_a_named_browser_that_is_not_there_is_not_used(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/no/such/chromium")
    assert load_script("browser").find() is None


def test_the_tools_run_on_any_python_3():
    source = Path(TOOL).read_text()
    compile(source, "bootstrap.py", "exec")
    assert 'f"' not in source
    assert "match " not in source


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_a_machine_without_pango_is_told_what_to_install(monkeypatch, capsys, ci, code):
    monkeypatch.syspath_prepend(str(TOOL.parent))
    pango = load_script("pango")
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(pango, "may_install_package", lambda: False)
    monkeypatch.setattr(pango.ctypes.util, "find_library", lambda name: None if name == "pangoft2-1.0" else name)
    assert pango.main() == code
    said = capsys.readouterr().err
    assert "no pangoft2-1.0: the PDFs cannot be made" in said
    assert "libpangoft2-1.0-0" in said


@pytest.fixture
def node(monkeypatch, tmp_path):
    """The installer of npm packages, with a folder whose lock it is to install and a PATH of programs that say what they get."""
    monkeypatch.syspath_prepend(str(TOOL.parent))
    tool = load_script("node")
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "package-lock.json").write_text("{}")
    (tmp_path / "bin").mkdir()
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")

    def program(name, says):
        path = tmp_path / "bin" / name
        path.write_text(f"#!/bin/sh\necho {name} $@ >> {tmp_path}/asked\n{says}\n")
        path.chmod(0o755)

    tool.program, tool.asked = program, tmp_path / "asked"
    return tool


def test_npm_packages_are_installed_once_from_the_lock_and_run_nothing(node):
    node.program("node", "echo v24.1.0")
    node.program("npm", "mkdir -p node_modules")
    for dev, times in ((False, 1), (False, 1), (True, 2), (False, 2)):
        node.main(["install", "web", *(["--dev"] if dev else [])])
        installs = [line for line in node.asked.read_text().splitlines() if line.startswith("npm")]
        assert len(installs) == times
        assert all(line.startswith("npm ci --ignore-scripts") for line in installs)
        assert ("--omit=dev" in installs[-1]) is (times == 1)
    (node.ROOT / "web" / "package-lock.json").write_text("{} ")
    node.main(["install", "web"])
    assert node.asked.read_text().count("npm ci") == 3


@pytest.mark.parametrize("version", ["v20.20.2", "v8.0.0", "nothing"])
def test_an_old_node_is_passed_by_for_the_locked_one(node, version):
    node.program("node", f"echo {version}")
    node.program("npm", "exit 1")
    locks = []
    node.bootstrap.main = lambda venv, lock: locks.append((venv, lock))
    assert node.command("npm")[0] == f"{node.VENV}/bin/python"
    assert locks == [(str(node.VENV), str(node.LOCK))]
    assert not node.asked.read_text().count("npm")


def test_where_npm_can_have_nothing_one_line_says_what_to_do(node, capsys):
    node.program("node", "echo v24.1.0")
    node.program("npm", 'echo "npm error network" >&2; echo "npm error at length" >&2; exit 1')
    with pytest.raises(SystemExit):
        node.main(["install", "web"])
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("setup stopped")]
    assert "npm error network" in line
    assert "Install Node.js 22 or newer" in line
    assert not (node.ROOT / "web" / "node_modules" / "locked").exists()
