"""The page for an address that leads nowhere: it finds the page that was meant, whatever was asked."""

from __future__ import annotations

import re
import threading
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import pytest

from cloud_ml_platforms.site.audit.axe import find_violations

NEAR = "#not-found [data-nearest] a"
PATHS = ["", "ml/guide/"]


class Missing(SimpleHTTPRequestHandler):
    """Serves a site under a path; what is not there is answered with 404.html, as hosts do."""

    under = ""

    def translate_path(self, path):
        return super().translate_path("/" + path.removeprefix(f"/{self.under}"))

    def send_error(self, code, message=None, explain=None):  # noqa: ARG002 - as the class calls it
        body = self.page()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page(self):
        """404.html as built for the path: its addresses are absolute."""
        with open(f"{self.directory}/404.html", encoding="utf-8") as file:  # noqa: PTH123 - directory is a str
            text = file.read()
        text = re.sub(r'(href|src)="/', rf'\1="/{self.under}', text)
        base = f'"base": "/{self.under.rstrip("/")}"' if self.under else '"base": "/"'
        text = text.replace('"base": "/"', base).replace('"search": "/', f'"search": "/{self.under}')
        return text.encode()

    def log_message(self, *_):
        """Keep the tests' output clean."""


@pytest.fixture(scope="module")
def host(site):
    """Serve the site under a path; returns the address of its home page."""
    servers = []

    @cache  # one origin for each path: with a new one, a page would load everything anew
    def start(under=""):
        handler = type("Under", (Missing,), {"under": under})
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site)))
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/{under}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def found(page):
    page.wait_for_function(
        "window.CMLP_SEARCH && (document.querySelector('[data-nearest] a') || CMLP_GIVEN.brought.search)"
    )
    return page.locator(NEAR).evaluate_all("(links) => links.map((one) => one.pathname)")


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("compare/online-endpoint/", "compare/online-endpoints/"),
        ("docs/feature_store.html", "compare/feature-store/"),
        ("r/ep-scale-to-zro/", "r/ep-scale-to-zero/"),
        ("r/ep-rolback/", "r/ep-rollback/"),
        ("q/q-gpu-spot-trainin", "q/q-gpu-spot-training/"),
        ("choose/calculater.html", "choose/cost/"),
        ("providers/vertexai/workload", "providers/vertex-ai/workload/"),
        ("glosary", "reference/glossary/"),
        ("azure/pipelins/", "compare/pipelines/"),
        ("sagemaker/endpoints", "compare/online-endpoints/"),
        ("vertex-ai/notebooks/", "compare/notebooks/"),
        ("vertexai/foo", "providers/vertex-ai/"),
        ("calculator/", "choose/cost/"),
        ("pricing/", "choose/cost/"),
    ],
)
def test_a_misspelt_address_finds_the_page(host, open_page, asked, meant):
    under = PATHS[-1]
    home = host(under)
    page = open_page(home + asked)
    links = found(page)
    assert f"/{under}{meant}" in links[:3]
    assert len(links) <= 6
    assert page.title() == "Nothing at this address - Cloud ML Platforms"
    page.locator(f'{NEAR}[href$="/{under}{meant}"]').first.click()
    page.wait_for_url(home + meant)


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("under", PATHS)
def test_the_words_can_be_searched(host, open_page, under):
    page = open_page(host(under) + "wiki/Feature_Store")
    found(page)
    page.locator("#not-found [data-search]").click()
    assert page.get_by_role("combobox", name="Search").input_value() == "wiki feature store"
    page.locator("dialog [data-result]").first.wait_for()


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize(
    "asked",
    [
        quote("<img src=x onerror=alert(1)>"),
        "%E0%A4%A",
        "%ff%fe/%",
        "a" * 3000,
        "word-" * 600,
        quote("</script><script>alert(1)</script>"),
        quote("__proto__/constructor"),
        "-/_/..." + "%20" * 40,
    ],
)
def test_a_hostile_path_is_text_and_does_no_harm(host, open_page, asked):
    page = open_page(host() + asked, fresh=True)
    page.on("dialog", lambda dialog: pytest.fail(f"a script of the address ran: {dialog.message}"))
    assert page.locator("h1").inner_text() == "Nothing at this address"
    assert page.locator("article img, article script").count() == 0
    assert page.locator("[data-asked]").evaluate("one => one.children.length") == 0
    assert len(page.locator("[data-asked]").text_content()) <= 400
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
    assert [problem for problem in page.problems if "404" not in problem] == []


@pytest.mark.site
@pytest.mark.browser
def test_nothing_near_is_not_made_up(host, open_page):
    page = open_page(host() + "zzqxv/qqwwrr")
    assert found(page) == []
    assert page.locator("#nearest").is_hidden()


@pytest.mark.site
@pytest.mark.browser
def test_without_scripts_there_are_plain_links(host, open_page, site):
    page = open_page(host() + "compare/nothing/", scripts=False)
    assert not page.locator("#not-found").is_visible()
    links = [link.get_attribute("href") for link in page.locator("article ul a:visible").all()]
    assert len(links) >= 6
    for link in links:
        assert (site / link.lstrip("/") / "index.html").is_file(), link


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_fits_a_phone(host, open_page, scheme):
    page = open_page(host() + "compare/online-endpoint/", width=390, scheme=scheme)
    found(page)
    assert find_violations(page, ".md-content") == []


@pytest.mark.site
def test_a_copy_read_from_disk_has_none_of_it(offline_site):
    for name in ("404.html", "assets/not-found.js", "sitemap.xml", "robots.txt"):
        assert not (offline_site / name).exists(), name
