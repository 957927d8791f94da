"""nginx with the configuration of deploy/, started on the loopback interface for tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cloud_ml_platforms.paths import ROOT
from cloud_ml_platforms.site.audit.findings import BrokenToolError, MissingToolError
from cloud_ml_platforms.site.headers import NGINX, header_rules, write_nginx

if TYPE_CHECKING:
    from collections.abc import Iterator

CONF = ROOT / "deploy" / "nginx"
WWW = "/srv/www"  # as the files in deploy/nginx/ have it
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")  # as deploy/nginx/brotli/ has it
START = 10  # seconds


def find_nginx() -> str:
    """Return the path of nginx ($NGINX, or the one on the PATH). Raises MissingToolError when nginx is missing."""
    path = os.environ.get("NGINX") or shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not path:
        message = "no nginx: `make test` says how to get one"
        raise MissingToolError(message)
    return path


@contextmanager
def nginx_serving(site: Path, path: str = "/") -> Iterator[str]:
    """Serve a built site or release, as it is, at the root or below a path; yields the address with a slash at its end."""
    with tempfile.TemporaryDirectory(prefix="www-") as folder:
        www = Path(folder)
        (www / "current").mkdir()
        write_nginx(header_rules(site), www / "current" / NGINX, path)
        with nginx(www, path, site.resolve()) as (address, _):
            yield address


@contextmanager
def nginx(www: Path, path: str = "/", files: Path | None = None) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run nginx on `www` (as `/srv/www`); yields the site's address and the process.

    `files` is the folder that is served, `current` below `www` when left out: that one has the headers then, no more.
    Raises BrokenToolError with nginx's own words when it does not start.
    """
    with tempfile.TemporaryDirectory(prefix="nginx-") as folder:
        own = Path(folder)
        conf = own / "conf"
        port = prepare_conf(conf, www, path, files)
        more = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")  # else its workers may not read our folders
        env = {name: value for name, value in os.environ.items() if name != "NGINX"}  # nginx takes it for sockets
        command = [find_nginx(), "-e", "stderr", "-p", str(own), "-c", str(conf / "nginx.conf"), "-g", more]
        with (own / "said").open("w+b") as said, subprocess.Popen(command, stderr=said, env=env) as process:
            try:
                wait_for(port, process, own / "said")
                yield f"http://127.0.0.1:{port}{path}", process
            finally:
                process.terminate()
                process.wait(START)


def prepare_conf(conf: Path, www: Path, path: str = "/", files: Path | None = None) -> int:
    """Write the configuration to the folder `conf`, for the loopback interface and `www`; return the port."""
    shutil.copytree(CONF, conf)
    if not BROTLI.exists():
        shutil.rmtree(conf / "brotli")
    port = free_port()
    site = (conf / "site.conf").read_text(encoding="utf-8")
    site = site.replace("listen 8080;", f"listen 127.0.0.1:{port};")
    site = site.replace(f"alias {WWW}/current/", f"alias {files or www / 'current'}/").replace(WWW, str(www))
    if path != "/":
        site = site.replace(
            "location / {", f"location = {path.rstrip('/')} {{ return 301 {path}; }}\n  location {path} {{"
        ).replace(" /404.html;", f" {path}404.html;")
    (conf / "site.conf").write_text(site, encoding="utf-8")
    return port


def free_port() -> int:
    """Return a port of the loopback interface that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], said: Path) -> None:
    """Wait until the server answers. Raises BrokenToolError when it ends or stays silent."""
    end = time.monotonic() + START
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    message = f"nginx did not start: {said.read_text(encoding='utf-8', errors='replace')[-2000:]}"
    raise BrokenToolError(message)
