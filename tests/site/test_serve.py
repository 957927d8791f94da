"""`make serve`: a change shows, a mistake is reported and the server lives on."""

from __future__ import annotations

import os
import queue
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest
from conftest import plant

from cloud_ml_platforms.site.serve import serve

pytestmark = pytest.mark.site


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """The dev server on a copy of the project."""

    def __init__(self, project):
        self.project = project
        self.port = free_port()
        self.lines = queue.Queue()
        self.seen = []
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "cloud_ml_platforms", "serve", "--port", str(self.port)],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(project), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.put(line)

    def wait_for_line(self, pattern, seconds=300):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                line = self.lines.get(timeout=0.2)
            except queue.Empty:
                assert self.process.poll() is None, "the server died:\n" + "".join(self.seen[-40:])
                continue
            self.seen.append(line)
            if re.search(pattern, line):
                return line
        raise AssertionError(f"no line {pattern!r}:\n" + "".join(self.seen[-40:]))

    def wait_for_page(self, path, text, seconds=300):
        end = time.monotonic() + seconds
        body = ""
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=30) as response:
                    body = response.read().decode()
                if text in body:
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                pass
            assert self.process.poll() is None, "the server died"
            time.sleep(0.1)
        raise AssertionError(f"{path} never held {text!r}")

    def stop(self):
        os.killpg(self.process.pid, 15)
        self.process.wait(timeout=10)


@pytest.fixture
def rows(small_project):
    return small_project / "data" / "capabilities" / "online-endpoints.yml"


@pytest.fixture
def server(small_project, rows):
    """Begun while the data is faulty."""
    plant(rows, "type: yes-no", "type: boolean")
    started = Server(small_project)
    yield started
    started.stop()


def test_faulty_data_at_the_start_is_waited_for_changes_show_and_mistakes_do_not_kill(server, rows):
    project = server.project
    server.wait_for_line("found 'boolean'")
    server.wait_for_line("Waiting for the data to be mended")
    plant(rows, "type: boolean", "type: yes-no")
    server.wait_for_page("r/ep-rollback/", "Rollback")
    server.wait_for_page("compare/online-endpoints/", "Scale to zero")
    plant(rows, "name: Scale to zero", "name: Scale to nothing")
    server.wait_for_page("compare/online-endpoints/", "Scale to nothing")
    plant(rows, "type: yes-no", "type: boolean")
    server.wait_for_line(r"data/capabilities/online-endpoints\.yml:\d+: .*found 'boolean'; expected 'yes-no'")
    plant(rows, "type: boolean", "type: yes-no")
    plant(rows, "name: Scale to nothing", "name: Scale to naught")
    add_row(rows)
    server.wait_for_page("compare/online-endpoints/", "Scale to naught")
    server.wait_for_page("compare/online-endpoints/", 'id="ep-rollback-two"')
    server.wait_for_page("r/ep-rollback-two/", "Rollback again")
    about = project / "docs" / "about" / "index.md"
    plant(about, "## Method", '{{ ref("no-such-row") }}\n\n## Method')
    server.wait_for_page("about/", "found [[no-such-row]]; expected the id of")
    plant(about, '{{ ref("no-such-row") }}', "Mended.")
    server.wait_for_page("about/", "Mended.")
    plant(
        project / "cloud_ml_platforms" / "topics" / "compare" / "templates" / "matrix.html.j2",
        "the services to name",
        "services that you name",
    )
    server.wait_for_page("", "services that you name")
    lens = project / "web" / "scripts" / "lens.js"
    plant(lens, "I know", "I have known")
    server.wait_for_page("assets/site.js", "I have known")
    plant(lens, "./state.js", "./stat.js")
    server.wait_for_line(r'Could not resolve "\./stat\.js"')
    with (project / "web" / "styles" / "site.css").open("a", encoding="utf-8") as styles:
        styles.write(".planted { color: red }\n")  # nothing but imports may stand before imports
    plant(lens, "./stat.js", "./state.js")
    server.wait_for_page("assets/site.css", ".planted{color:red}")


def add_row(rows):
    text = rows.read_text()
    block = re.search(r"  - id: ep-rollback\n(?:    .*\n)+", text)[0]
    new = block.replace("id: ep-rollback", "id: ep-rollback-two").replace("name: Rollback", "name: Rollback again")
    new = new.replace("    asks:", "    because: a test of the server\n    asks:")
    rows.write_text(text.replace(block, block + new))


def test_a_port_in_use_is_a_clear_line(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert serve(port) == 1
    assert (
        f"Port {port} is in use. Stop what uses it, or choose another: make serve PORT={port + 1}"
        in capsys.readouterr().err
    )
