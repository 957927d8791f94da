"""The zip of the offline build: the same twice, checked by its sum, and everything works where somebody unzips it."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import zipfile

import pytest

from cloud_ml_platforms.exports.bundle import write_bundle
from cloud_ml_platforms.exports.downloads import PAGE, DownloadError, put_downloads
from cloud_ml_platforms.site.site_check import MACHINE_PATHS, check_site
from cloud_ml_platforms.topics.downloads.views import FOLDER, bundle_name, release_files

pytestmark = pytest.mark.site
PART = re.compile(r"(?!(con|prn|aux|nul|com\d|lpt\d)(\.|$))[A-Za-z0-9_@-][A-Za-z0-9._@+-]*(?<!\.)", re.IGNORECASE)


@pytest.fixture(scope="module")
def bundle(offline_site, catalog, tmp_path_factory):
    return write_bundle(offline_site, catalog, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def unzipped(bundle, catalog, tmp_path_factory):
    """Where a reader unzips it: a folder whose name has blanks and letters that addresses escape."""
    folder = tmp_path_factory.mktemp("Für den Zug 100%")
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(folder)
    return folder / bundle_name(catalog)


def test_the_same_build_gives_the_same_zip_whatever_the_files_times(bundle, offline_site, catalog, tmp_path):
    os.utime(offline_site / "index.html", (1_000_000_000, 1_000_000_000))
    assert write_bundle(offline_site, catalog, tmp_path).read_bytes() == bundle.read_bytes()


def test_sha256sum_says_whether_it_is_whole(bundle, tmp_path):
    beside = bundle.with_name(f"{bundle.name}.sha256")
    command = ["sha256sum", "-c", beside.name]
    assert subprocess.run(command, cwd=bundle.parent, capture_output=True, check=False).returncode == 0
    for path in (bundle, beside):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / bundle.name).open("r+b") as broken:
        broken.seek(1000)
        broken.write(b"x")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_what_is_in_it(bundle, offline_site, catalog):
    with zipfile.ZipFile(bundle) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        readme = packed.read(f"{bundle_name(catalog)}/README.txt").decode()
        days = {entry.date_time[:3] for entry in packed.infolist()}
    assert names == sorted(names)
    assert all(name.startswith(f"{bundle_name(catalog)}/") for name in names)
    refused = [name for name in names if not all(PART.fullmatch(part) for part in name.split("/"))]
    assert not refused, "no folder may lead out of where a reader unzips it, and every system has to take the name"
    assert len({name.lower() for name in names}) == len(names), "some disks take names for one that differ in case only"
    built = {path.relative_to(offline_site).as_posix() for path in offline_site.rglob("*") if path.is_file()}
    inside = {name.partition("/")[2] for name in names}
    assert inside == built | {"README.txt", "LICENSE.txt", "LICENSE-content.txt"}
    assert days == {tuple(int(part) for part in catalog.as_of.split("-"))}
    assert catalog.as_of in readme
    assert "index.html" in readme
    assert not any(path in readme for path in MACHINE_PATHS)
    assert bundle.stat().st_size < 20_000_000


@pytest.mark.browser
def test_an_evening_from_the_unzipped_folder(unzipped, open_page, catalog):
    """Search, filters, practice, mock, selector, calculator, paste: one reader, one folder, no network."""
    page = open_page((unzipped / "index.html").as_uri(), offline=True)
    folder = unzipped.as_uri()

    page.keyboard.press("/")
    page.keyboard.type("shadow traffic")
    page.locator('[data-result="row:ep-shadow"]').click()
    page.wait_for_url("**/r/ep-shadow.html")

    page.goto(f"{folder}/compare/index.html")
    page.locator("input[type=search][name=q]").first.fill("shadow")
    page.wait_for_function("document.querySelector('output').value !== ''")
    assert 0 < page.locator("table.board[data-capability] > tbody > tr[id]:visible").count() < len(catalog.rows)

    page.goto(f"{folder}/interview/practice.html#?t=canary-rollout&p=azure-ml")
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Got it").click()
    page.wait_for_function("Object.keys(CMLP.progress.get().cards).length === 1")
    page.reload()
    assert page.evaluate("Object.keys(CMLP.progress.get().cards).length") == 1

    page.goto(f"{folder}/interview/mock.html")
    page.get_by_role("button", name="Begin").click()
    page.locator(".mock-card").wait_for()
    assert page.locator(".mock-card .card-front").inner_text().strip()

    page.goto(f"{folder}/choose/selector.html")
    page.locator(".selector[data-ready]").wait_for()
    page.locator(".chip[data-preset]").first.click()
    page.locator(".selector-full table.ranking tbody tr").first.wait_for()
    assert page.locator(".selector-short").inner_text() != "Nothing is asked yet."

    page.goto(f"{folder}/choose/cost.html")
    page.evaluate("for (const fold of document.querySelectorAll('.md-content details')) fold.open = true")
    page.get_by_label("Minimum replicas").first.fill("3")
    page.wait_for_function("location.hash === '#?least=3'")
    assert "USD a month" in page.locator(".cost-answer").inner_text()

    page.goto(f"{folder}/reference/paste.html")
    page.fill("#paste-text", "from sagemaker.estimator import Estimator")
    page.locator(".mark-item").first.wait_for()

    assert page.problems == []
    assert page.foreign == []


@pytest.fixture
def made(catalog, tmp_path):
    """Return a file for each promised download, each with bytes of its own."""
    out = []
    for download in release_files(catalog):
        path = tmp_path / "made" / download.path.removeprefix(FOLDER)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(path.name.encode() * 100_000)
        out.append(path)
    return out


@pytest.fixture
def copy(site, tmp_path):
    """Return a site with the one page that offers downloads, and what it leads to left out."""
    target = tmp_path / "site" / PAGE
    target.parent.mkdir(parents=True)
    target.write_bytes((site / PAGE).read_bytes())
    return tmp_path / "site"


def test_a_plain_build_says_that_it_has_no_downloads(site):
    page = (site / PAGE).read_text(encoding="utf-8")
    assert page.count("This copy was built without its downloads") == 1
    assert not (site / FOLDER).exists()


def test_a_release_offers_each_file_with_size_day_and_checksum(copy, made, catalog):
    put_downloads(copy, catalog, made)
    page = (copy / PAGE).read_text(encoding="utf-8")
    assert "built without" not in page
    for download in release_files(catalog):
        path = copy / download.path
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        entry = re.search(rf'<li><a href="../../{re.escape(download.path)}" download>(.*?)</li>', page)
        assert entry, download.path
        assert f"{path.stat().st_size / 1e6:.1f} MB, data of {catalog.as_of}" in entry[1]
        assert digest[:12] in entry[1]
        assert path.with_name(f"{path.name}.sha256").read_text() == f"{digest}  {path.name}\n"
    faults = [fault for fault in check_site(copy) if "downloads/" in fault]
    assert faults == []


def test_a_release_that_lacks_a_download_or_its_place_is_refused(copy, made, catalog):
    with pytest.raises(DownloadError, match=r"expected .*cheatsheet-azure-ml.pdf"):
        put_downloads(copy, catalog, [path for path in made if path.name != "cheatsheet-azure-ml.pdf"])
    made[0].write_bytes(b"")
    with pytest.raises(DownloadError, match="downloads: found"):
        put_downloads(copy, catalog, made)
    made[0].write_bytes(b"x")
    page = copy / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace("downloads: book", "downloads: bock"), encoding="utf-8")
    with pytest.raises(DownloadError, match="no place for the downloads book"):
        put_downloads(copy, catalog, made)
