"""What /about/#privacy promises: no cookie, no third party, nothing kept but what it names."""

from __future__ import annotations

import re

import pytest

from cloud_ml_platforms.paths import ROOT

ABOUT = (ROOT / "docs" / "about" / "index.md").read_text(encoding="utf-8")
NAMED = re.findall(r"^\| `([\w-]+)` \|", ABOUT[ABOUT.index("{ #privacy }") :], re.MULTILINE)
TAG = re.compile(r"<(?!a\b|meta\b|/)([a-z][\w:-]*)\b([^>]*)>", re.IGNORECASE)
ADDRESS = re.compile(
    r"""\b(?:src|srcset|href|data|action|poster|ping|manifest|background|xlink:href)\s*=\s*["']?[^"'>]*?((?:https?:)?//[^"'\s>]+)""",
    re.IGNORECASE,
)
IN_STYLE = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])((?:https?:)?//[^"')\s]+)""", re.IGNORECASE)
LOADS = re.compile(
    r"""\brel=["']?[^"'>]*\b(?:stylesheet|icon|preload|prefetch|preconnect|dns-prefetch|modulepreload|manifest)""",
    re.IGNORECASE,
)
REFRESH = re.compile(r"""http-equiv=["']?refresh["']?[^>]*?url=((?:https?:)?//[^"'>]+)""", re.IGNORECASE)


def foreign(html, own="https://cloud-ml-platforms.example/"):
    """Return addresses outside of the site that a browser would ask for when it shows a page."""
    found = IN_STYLE.findall(html) + REFRESH.findall(html)
    for name, attributes in TAG.findall(html):
        if name.lower() != "link" or LOADS.search(attributes):
            found += ADDRESS.findall(attributes)
    return [address for address in found if not address.startswith(own)]


@pytest.mark.parametrize(
    ("html", "loads"),
    [
        ('<a href="https://docs.example.com/">', False),
        ('<link rel="canonical" href="https://example.com/x/">', False),
        ('<meta property="og:image" content="https://example.com/x.png">', False),
        ('<script src="https://cloud-ml-platforms.example/x.js">', False),
        ("<img src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E\">", False),
        ('<svg xmlns="http://www.w3.org/2000/svg">', False),
        ("<script src=//example.com/x.js>", True),
        ('<img alt="" src="http://example.com/x.gif">', True),
        ('<img srcset="a.png, https://example.com/b.png 2x">', True),
        ('<link href="https://fonts.example.com/css" rel="stylesheet">', True),
        ('<link rel="preconnect" href="https://example.com">', True),
        ('<iframe src="https://example.com/">', True),
        ('<form action="https://example.com/">', True),
        ('<style>@font-face{src:url("https://example.com/f.woff2")}</style>', True),
        ('<meta http-equiv="refresh" content="0; url=https://example.com/">', True),
    ],
)
def test_what_a_page_would_load_from_elsewhere_is_found(html, loads):
    assert bool(foreign(html)) is loads


@pytest.mark.site
def test_no_page_and_no_style_loads_anything_from_elsewhere(site):
    pages = [path for path in site.rglob("*") if path.suffix in {".html", ".css", ".svg"}]
    assert len(pages) > 400
    for path in pages:
        assert not foreign(path.read_text(encoding="utf-8")), path.relative_to(site)


def test_every_name_that_our_scripts_keep_is_said():
    """A name is written by `save("name", ...)`, by `save(KEY, ...)` of its file, or by `save(`${DAMAGED}-...`)`."""
    kept = set()
    for path in (ROOT / "web" / "scripts").rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        if path.name != "state.js":
            assert not re.search(r"(?:local|session)Storage\.setItem|\.cookie\b|indexedDB|sendBeacon", text), path.name
        constants = dict(re.findall(r'const (KEY|DAMAGED) = "([\w-]+)"', text))
        for literal, constant in re.findall(r'\bsave\((?:"([\w-]+)"|`?(?:\$\{)?(KEY|DAMAGED)\b)', text):
            kept.add(literal or constants[constant])
    assert kept == set(NAMED) - {"__palette", "cmlp"}


KEPT = """async () => ({
  names: [localStorage, sessionStorage].flatMap((one) => Object.keys(one)),
  cookie: document.cookie,
  databases: (await indexedDB.databases()).map((one) => one.name),
  caches: await caches.keys(),
})"""

UNTIL = """async (some) => {
  for (let turn = 0; turn < 300; turn++) {
    if (some === (await caches.keys()).length > 0) return;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error(`caches: ${await caches.keys()}`);
}"""
PREFIX = r"^cmlp:1:|^/\."  # ours; the theme's


@pytest.mark.site
@pytest.mark.browser
def test_a_visit_leaves_no_cookie_asks_nobody_else_and_keeps_what_is_named(base_url, open_page):
    page = open_page(base_url)
    page.locator("label[for^=__palette_]:visible").first.click()
    page.get_by_role("button", name=re.compile("Mine and theirs")).click()
    page.locator(".lens-panel").get_by_label("I know").select_option("sagemaker")
    page.locator(".lens-panel").get_by_label("They use").select_option("azure-ml")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("endpoint")
    page.locator("[data-result]").first.click()
    page.goto(f"{base_url}interview/practice/#?q=q-canary-way-back&p=azure-ml")
    page.get_by_role("checkbox", name="Keyboard keys").uncheck()
    page.locator(".card").wait_for()
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Got it").click()
    page.goto(f"{base_url}interview/mock/")
    page.get_by_role("button", name="Begin").click()
    page.locator(".mock-card").wait_for()
    page.goto(f"{base_url}choose/selector/")
    page.locator(".chip[data-preset]").first.click()
    page.goto(f"{base_url}reference/paste/")
    page.fill("#paste-text", "from azureml.core import Workspace")
    page.locator(".mark-item").first.wait_for()
    page.goto(f"{base_url}choose/cost/")
    found = page.evaluate(KEPT)
    names = {re.sub(PREFIX, "", name) for name in found.pop("names")}
    assert found == {"cookie": "", "databases": [], "caches": []}
    assert page.context.cookies() == []
    assert page.foreign == []
    assert names <= set(NAMED)
    assert names == {"__palette", "lens", "progress", "mock", "keys", "searches"}


@pytest.mark.site
@pytest.mark.browser
def test_the_copy_is_kept_under_its_name_and_taken_away_when_it_is_said(base_url, open_page):
    page = open_page(f"{base_url}reference/offline/", worker=True)
    page.get_by_role("button", name="Keep a copy").click()
    page.evaluate(UNTIL, arg=True)
    found = page.evaluate(KEPT)
    assert found["caches"]
    assert all(name.startswith("cmlp / ") for name in found["caches"])
    assert found["databases"] == []
    page.get_by_role("button", name="Remove the copy").click()
    page.evaluate(UNTIL, arg=False)
    found = page.evaluate(KEPT)
    assert {re.sub(PREFIX, "", name) for name in found["names"]} <= {"__palette", "offline", "offline-asked"}
    assert page.context.cookies() == []
    assert page.foreign == []
