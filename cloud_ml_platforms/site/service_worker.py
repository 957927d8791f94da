"""After the build: a service worker that keeps the whole release on a reader's device, and the manifest to install it.

The worker is one file with a list of addresses and checksums in it, so that any change of any page makes it another
worker, which browsers notice. It takes nothing whose content is not that of its own release.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.exports.twins import SCRIPTS
from cloud_ml_platforms.text.templates import text_templates
from cloud_ml_platforms.text.words import join_words

if TYPE_CHECKING:
    from cloud_ml_platforms.catalog.types import Catalog

TEMPLATES = Path(__file__).resolve().parent / "templates"

# What the site needs to be read: no twins, data, feeds, decks or downloads, which are for other programs. Of the scripts
# those that hold pages as Markdown stay away: they would make the copy half as large again.
CACHED = (
    "**/*.html",
    "assets/**/*.css",
    "assets/**/*.js",
    "assets/**/*.svg",
    "v/**/*.css",
    "v/**/*.js",
    "manifest.webmanifest",
)

NOT_CACHED = f"/{SCRIPTS}/"
HASH_LENGTH = 16  # characters of a SHA-256 in hexadecimal that tell contents apart
ICON = re.compile(r'<link rel="icon" href="([^"]*)assets/favicon.svg">')
SIZES = (192, 512)
INK, PAPER, BLUE = "#1f2a37", "#ffffff", "#8ab4ff"
SIZE_PLACE, SIZE_ON_BUTTON = "<!-- size of the copy -->", 'data-size="all pages"'


class WorkerError(UserError):
    """A page has no place for what installing needs."""


def write_worker(site: Path, catalog: Catalog) -> None:
    """Write manifest, icons and service worker of a built site, and announce the manifest on every page.

    Nothing that the worker keeps may change after it. Raises WorkerError for a page without an icon.
    """
    for size in SIZES:
        (site / icon_name(size)).write_bytes(app_icon(size))
    (site / "manifest.webmanifest").write_text(json.dumps(web_manifest(catalog), indent=1) + "\n", encoding="utf-8")
    for path in sorted(site.glob("**/*.html")):
        page = path.read_text(encoding="utf-8")
        announced, count = ICON.subn(r'\g<0>\n<link rel="manifest" href="\1manifest.webmanifest">', page, count=1)
        if not count:
            raise WorkerError(
                f"{path.relative_to(site).as_posix()}: found no favicon; expected one in the head, beside which the manifest goes"
            )
        path.write_text(announced, encoding="utf-8")
    write_copy_size(site)
    (site / "sw.js").write_text(worker_source(site, catalog), encoding="utf-8")


def cached_files(site: Path) -> dict[str, Path]:
    """Return what the worker keeps, by address below the site's root; a page's address ends with a slash."""
    paths = sorted({path for pattern in CACHED for path in site.glob(pattern) if NOT_CACHED not in path.as_posix()})
    return {re.sub(r"(^|/)index\.html$", r"\1", path.relative_to(site).as_posix()): path for path in paths}


def uncached_addresses(site: Path) -> list[str]:
    """Return the addresses that the worker does not keep; for folders of which it keeps nothing, the folder.

    The twins of pages in Markdown are left out: the worker knows their addresses by those of the pages.
    """
    cached = {path.relative_to(site).as_posix() for path in cached_files(site).values()}
    folders = {address.partition("/")[0] for address in cached if "/" in address}
    addresses = set()
    for path in site.rglob("*"):
        address = path.relative_to(site).as_posix()
        top, slash, _ = address.partition("/")
        if NOT_CACHED in address:
            addresses.add(address[: address.index(NOT_CACHED) + len(NOT_CACHED)])
        elif path.is_file() and address not in cached and path.name not in {"sw.js", "index.md"}:
            addresses.add(f"{top}/" if slash and top not in folders else address)
    return sorted(addresses)


def worker_source(site: Path, catalog: Catalog) -> str:
    """Return the service worker of a built site."""
    hashes = {
        address: hashlib.sha256(path.read_bytes()).hexdigest()[:HASH_LENGTH]
        for address, path in cached_files(site).items()
    }
    release = hashlib.sha256(json.dumps(hashes).encode()).hexdigest()[:HASH_LENGTH]
    values = {
        "release": release,
        "as_of": catalog.as_of,
        "files": hashes,
        "away": uncached_addresses(site),
        "sum": HASH_LENGTH,
    }
    return (
        text_templates(TEMPLATES)
        .get_template("sw.js.j2")
        .render({name: json.dumps(value) for name, value in values.items()})
    )


def write_copy_size(site: Path) -> None:
    """Put what a whole copy takes of a reader's data plan, compressed as hosts send it, on the page that offers it."""
    page = site / "reference" / "offline" / "index.html"
    if page.is_file():
        with ThreadPoolExecutor() as pool:  # the library lets other threads run
            size = sum(pool.map(compressed_size, cached_files(site).values()))
        size_text = f"{size / 1e6:.0f} MB"
        text = page.read_text(encoding="utf-8").replace(SIZE_PLACE, f", {size_text} once")
        text = text.replace(SIZE_ON_BUTTON, f'data-size="{size_text}"')
        page.write_text(text, encoding="utf-8")


def compressed_size(path: Path) -> int:
    """Return the bytes of a file as hosts send it."""
    return len(gzip.compress(path.read_bytes(), 6))


def web_manifest(catalog: Catalog) -> dict[str, object]:
    """Return the web app manifest: addresses are as seen from the site's root, wherever that is."""
    return {
        "name": "Cloud ML Platforms",
        "short_name": "Cloud ML",
        "description": f"Field guide to {join_words(platform.long for platform in catalog.full_platforms.values())}",
        "lang": "en",
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": INK,
        "icons": [
            {"src": icon_name(size), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for size in SIZES
            for purpose in ("any", "maskable")
        ],
    }


def icon_name(size: int) -> str:
    """Return the path of the icon of a size."""
    return f"assets/icon-{size}.png"


def app_icon(size: int) -> bytes:
    """Draw the icon of docs/assets/favicon.svg: a table of nine cells, two of them marked. Fills a mask's safe circle."""
    picture = Image.new("RGB", (size, size), INK)
    draw = ImageDraw.Draw(picture)
    unit = size / 30  # the icon is 16 by 14 units in the middle
    for row in range(3):
        for column in range(3):
            left, top = 7 + column * 5.5, 8 + row * 5
            marked = (row, column) in {(1, 1), (2, 2)}
            box = [round(left * unit), round(top * unit), round((left + 5) * unit) - 1, round((top + 4) * unit) - 1]
            draw.rectangle(box, fill=BLUE if marked else INK if (row, column) == (1, 1) else PAPER)
    content = io.BytesIO()
    picture.save(content, "PNG", optimize=True)
    return content.getvalue()
