"""The workload: its index holds together, its pages show every sample and what proves it, its tabs work."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from conftest import PLATFORMS

from cloud_ml_platforms import paths
from cloud_ml_platforms.api_surface.pins import pinned
from cloud_ml_platforms.check.samples import workload_faults
from cloud_ml_platforms.model.samples import SAMPLE_WAYS, PlatformStep, Sample
from cloud_ml_platforms.paths import SAMPLES
from cloud_ml_platforms.text.code_html import sample_html
from cloud_ml_platforms.topics.samples import views as samples_views

STEP = "canary"


def changed(catalog, platform="sagemaker", step=STEP, **values):
    """Return the catalog with one step of one platform changed."""
    steps = dict(catalog.workload[platform])
    steps[step] = steps[step].model_copy(update=values)
    return replace(catalog, workload={**catalog.workload, platform: steps})


def told(catalog):
    return [(found, expected) for _, found, expected, _ in workload_faults(catalog)]


# The index


def test_the_index_has_no_fault(catalog):
    assert told(catalog) == []


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"file": "sagemaker/no_such.py"}, "sagemaker/no_such.py, which is not there"),
        ({"section": "no_such"}, "section 'no_such'"),
        ({"way": "azure-sdk"}, "way 'azure-sdk' under sagemaker"),
        ({"calls": ()}, "no call of sagemaker/canary_alarms.py"),
        ({"way": "gcloud"}, "way 'gcloud' under sagemaker"),
        ({"calls": ("aiplatform.v1beta1:JobService.CreateCustomJob",)}, "a call of v1beta1 without a stage"),
        ({"calls": ("sagemaker:CreateModl",)}, "call 'sagemaker:CreateModl'"),
        (
            {"calls": ("sagemaker:CreateMonitoringSchedule",)},
            "call 'sagemaker:CreateMonitoringSchedule', which is closed",
        ),
        ({"stage": "preview"}, "fit same with a preview as the recommended sample"),
    ],
)
def test_a_wrong_sample_is_told(catalog, values, found):
    first = catalog.workload["sagemaker"][STEP].samples[0].model_copy(update=values)
    assert found in [one for one, _ in told(changed(catalog, fit="same", samples=(first,)))]


def test_what_cannot_be_run_lists_no_calls_and_containers_hold_files(catalog):
    line = Sample(
        file="vertex-ai/deploy_gcloud.sh",
        way="gcloud",
        calls=("aiplatform.v1:projects.locations.endpoints.deployModel",),
    )
    assert told(changed(catalog, "vertex-ai", samples=(line,)))[0] == (
        "calls of vertex-ai/deploy_gcloud.sh",
        "none: nothing can check them",
    )
    missing = catalog.container[0].model_copy(update={"file": "churn/no_such.py"})
    assert told(replace(catalog, container=(missing,)))[0][0] == "churn/no_such.py, which is not there"


def test_the_two_environments_agree_on_what_both_hold():
    pins = [pinned(paths.REQUIREMENTS / lock) for lock in samples_views.LOCKS]
    for package in {way.package for way in SAMPLE_WAYS.values()} & set(pins[0]) & set(pins[1]):
        assert pins[0][package] == pins[1][package]


def test_a_sample_that_stands_twice_is_told(catalog):
    samples = catalog.workload["sagemaker"][STEP].samples
    assert told(changed(catalog, samples=(*samples, samples[0]))) == [
        (f"{samples[0].file} {samples[0].section} a second time", "each section once")
    ]


def test_a_step_that_is_missing_unknown_or_rests_on_nothing_is_told(catalog):
    steps = {name: step for name, step in catalog.workload["azure-ml"].items() if name != STEP}
    without = replace(catalog, workload={**catalog.workload, "azure-ml": {**steps, "canery": steps["shadow"]}})
    assert [found for found, _ in told(without)] == [f"no azure-ml {STEP}", "step 'canery'"]
    assert told(without)[1][1] == "the id of a step; nearest: canary"
    unknown = catalog.steps[STEP].model_copy(update={"rows": ("ep-rolback",), "themes": ("canary",), "capability": "x"})
    wrong = replace(catalog, steps={**catalog.steps, STEP: unknown})
    assert [found for found, _ in told(wrong)] == ["capability 'x'", "theme 'canary'", "row 'ep-rolback'"]
    assert "nearest: ep-rollback" in told(wrong)[2][1]
    assert told(changed(catalog, row="ep-nothing"))[0][0] == "row 'ep-nothing'"


def test_what_is_not_the_same_says_by_which_row_and_what_instead():
    sample = Sample(file="sagemaker/x.py", way="boto3", calls=("sagemaker:CreateModel",))
    with pytest.raises(ValueError, match="needs 'row'"):
        PlatformStep(fit="nearest", samples=(sample,))
    with pytest.raises(ValueError, match="needs samples"):
        PlatformStep(fit="same")
    assert PlatformStep(fit="none", row="ep-shadow", note="Nothing.").samples == ()


def test_every_proof_has_a_version():
    for way in SAMPLE_WAYS.values():
        assert way.proof is None or samples_views.versions()[way.package] in way.proof.format(
            samples_views.versions()[way.package]
        )


def test_names_and_punctuation_are_left_without_colour():
    html = sample_html("sagemaker/canary.py", "python")
    assert '<span class="s' in html
    assert not re.search(r'<span class="[npw]">', html)


def test_a_sample_that_is_missing_is_no_empty_block():
    with pytest.raises(Exception, match="could not be found"):
        sample_html("sagemaker/no_such.py", "python")


# The pages


def text_of(html):
    return unescape(re.sub(r"<[^>]+>", "", html))


def shown_lines(sample):
    """Return the lines of a sample that a page has to show."""
    text = (SAMPLES / sample.file).read_text(encoding="utf-8")
    if sample.section != "all":
        text = re.search(rf"\[start:{sample.section}\]\n(.*?)\n[^\n]*\[end:{sample.section}\]", text, re.DOTALL)[1]
    return [line.strip() for line in text.splitlines() if line.strip() and "--8<--" not in line]


@pytest.mark.site
@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_walk_shows_every_step_every_sample_and_its_proof(site, catalog, platform):
    html = (site / "providers" / platform / "workload" / "index.html").read_text(encoding="utf-8")
    for step_id, step in catalog.workload[platform].items():
        part = re.search(rf'<h2 id="{step_id}">(.*?)(?=<h2 |</article>)', html, re.DOTALL)[1]
        text = text_of(part)
        view = samples_views.platform_step_view(catalog, step_id, platform)
        shown_samples = [sample for way in view.ways for sample in way.samples]
        ordered = [sample for way in view.ways for sample in step.samples if SAMPLE_WAYS[sample.way].name == way.name]
        for sample, shown in zip(ordered, shown_samples, strict=True):
            missing = [line for line in shown_lines(sample) if line not in text]
            assert not missing, f"{sample.file}: {missing[:2]}"
            assert shown.proof in text
            assert all(f"<code>{call}</code>" in part for call in shown.calls)
        assert ("No equal" in text) == (step.fit != "same")


@pytest.mark.site
def test_rows_show_their_steps_and_name_the_others(site, catalog):
    for step in catalog.steps.values():
        for row in step.rows:
            html = (site / "r" / row / "index.html").read_text(encoding="utf-8")
            assert f'name="tab-{step.id}"' in html
            for platform in PLATFORMS:
                assert f'href="../../providers/{platform}/workload/#{step.id}"' in html


@pytest.mark.site
def test_capabilities_and_themes_list_their_steps(site, catalog):
    for step in catalog.steps.values():
        for page in (f"compare/{step.capability}", *(f"interview/{theme}" for theme in step.themes)):
            html = (site / page / "index.html").read_text(encoding="utf-8")
            part = re.search(rf'<details [^>]*data-step="{step.id}"(.*?)</details>', html, re.DOTALL)[1]
            assert part.count("/workload/#") == len(PLATFORMS), page


def unfolded(script):
    """Return the HTML that a script of `_gen/code/` holds."""
    return json.loads(script.read_text(encoding="utf-8").partition("] = ")[2].rstrip(";\n"))


@pytest.mark.site
@pytest.mark.parametrize("home", ["compare/online-endpoints", "interview/canary-rollout"])
def test_links_of_what_opens_in_place_lead_on_from_every_page(site, catalog, home):
    for step in catalog.steps:
        hrefs = re.findall(r'href="([^"]+)"', unfolded(next(site.glob(f"v/*/_gen/code/{step}.js"))))
        assert hrefs
        for href in hrefs:
            page, _, anchor = href.partition("#")
            target = (site / home / page / "index.html").resolve()
            assert target.is_file(), f"{step}: {href}"
            assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), f"{step}: {href}"


@pytest.mark.site
def test_links_of_what_opens_in_place_lead_on_from_disk(offline_site, catalog):
    for step in catalog.steps:
        for href in re.findall(r'href="([^"#]+)', unfolded(offline_site / "_gen" / "code-from-disk" / f"{step}.js")):
            assert (offline_site / "interview" / href).resolve().is_file(), f"{step}: {href}"


# In the browser


def in_place(page):
    page.locator(f'details.step[data-step="{STEP}"] > summary').click()
    page.locator(f'details[data-step="{STEP}"] .in-place pre:visible').first.wait_for()


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("address", ["compare/online-endpoints/", "interview/canary-rollout/"])
def test_a_step_opens_in_place(open_page, base_url, address):
    page = open_page(base_url + address)
    in_place(page)
    assert any(
        "TrafficRoutingConfiguration" in text for text in page.locator(".in-place pre:visible").all_inner_texts()
    )
    assert page.problems == []
    assert page.foreign == []


@pytest.mark.site
@pytest.mark.browser
def test_a_step_opens_in_place_from_disk(open_page, offline_site):
    page = open_page((offline_site / "compare" / "online-endpoints.html").as_uri())
    in_place(page)
    page.locator(".in-place").get_by_text("Vertex AI", exact=True).click()
    page.locator(".in-place .more a:visible").click()
    page.wait_for_url(f"**/providers/vertex-ai/workload.html#{STEP}")
    assert page.problems == []


def unfold(page):
    """Open what the page of a row keeps folded, as a reader does: code, history, further sources."""
    closed = page.locator("details.fold:not([open]) > summary:visible")
    while closed.count():
        closed.first.click()


@pytest.mark.site
@pytest.mark.browser
def test_tabs_follow_each_other_and_the_readers_two_platforms(open_page, base_url):
    page = open_page(base_url + "r/ep-rollout-auto/#?lens=sagemaker.azure-ml")
    unfold(page)
    sets = page.locator(".tabbed-set")
    assert sets.count() >= 1
    page.wait_for_function("document.querySelector('.tabbed-set > input:nth-of-type(3)').checked")
    assert page.locator(".tabbed-labels label:visible").all_inner_texts()[:2] == ["SageMaker", "Azure ML"]
    page = open_page(base_url + "r/ep-update-keeps-scale/")
    unfold(page)
    assert page.locator(".tabbed-set").count() > 1
    page.locator(".tabbed-labels").nth(0).get_by_text("Vertex AI").click()
    chosen = page.eval_on_selector_all(
        ".tabbed-set",
        "sets => sets.map((set) => [...set.querySelectorAll(':scope > input')].findIndex((one) => one.checked))",
    )
    assert set(chosen) == {1}


@pytest.mark.site
@pytest.mark.browser
def test_a_link_to_a_platforms_answer_shows_its_code(open_page, base_url):
    page = open_page(base_url + "r/ep-rollback/#ep-rollback--azure-ml")
    page.wait_for_function("document.querySelector('.tabbed-set > input:nth-of-type(3)').checked")
    unfold(page)
    page.locator(".tabbed-labels").nth(0).get_by_text("Vertex AI").click()
    assert page.locator(".tabbed-set > input").nth(1).is_checked()


@pytest.mark.site
@pytest.mark.browser
def test_the_chosen_tab_stays_and_hidden_ones_are_skipped(open_page, base_url):
    page = open_page(base_url + "compare/online-endpoints/#?lens=sagemaker.azure-ml")
    in_place(page)
    block = page.locator(f'details[data-step="{STEP}"]')
    block.get_by_text("SageMaker", exact=True).last.click()
    page.locator('details.step[data-step="shadow"] > summary').click()
    page.locator('details[data-step="shadow"] .in-place pre:visible').first.wait_for()
    chosen = page.eval_on_selector_all(".tabbed-set > input:checked", "all => all.map((one) => one.id.slice(-1))")
    assert chosen == ["1", "1"]
    block.locator("input").first.focus()
    page.keyboard.press("ArrowRight")
    assert block.locator("input:checked").get_attribute("id") == f"tab-{STEP}-3"


@pytest.mark.site
@pytest.mark.browser
def test_tabs_and_links_work_without_scripts(open_page, base_url):
    page = open_page(base_url + "r/ep-rollback/", scripts=False)
    unfold(page)
    blocks = page.locator(".tabbed-block")
    assert blocks.nth(0).is_visible()
    page.locator(".tabbed-labels").nth(0).get_by_text("Azure ML").click()
    assert blocks.nth(2).is_visible()
    assert blocks.nth(0).is_hidden()
    page = open_page(base_url + "compare/online-endpoints/", scripts=False)
    page.locator(f'details[data-step="{STEP}"] > summary').click()
    assert page.locator(f'details[data-step="{STEP}"] a:visible').count() == len(PLATFORMS)


@pytest.mark.site
@pytest.mark.browser
def test_the_code_is_copied_as_it_stands(open_page, base_url, catalog):
    page = open_page(base_url + "compare/online-endpoints/", permissions=["clipboard-read", "clipboard-write"])
    in_place(page)
    page.locator(".in-place .copy-code:visible").first.click()
    page.locator(".in-place .copy-code", has_text="Copied").first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    sample = catalog.workload["sagemaker"][STEP].samples[0]
    assert [line.strip() for line in copied.splitlines() if line.strip()] == shown_lines(sample)
