"""The glossary: what a term means, and where it is compared."""

from __future__ import annotations

from cloud_ml_platforms.topics.page import Page
from cloud_ml_platforms.topics.reference import views as reference_views


def test_a_term_that_is_the_name_of_a_capability_leads_to_it(catalog):
    assert reference_views.glossary(catalog)["compared"]["g-feature-store"] == "feature-store"
    page = Page("reference/glossary/", catalog=catalog)
    shown = page.render("glossary.html.j2", **reference_views.glossary(catalog))
    (term,) = [part for part in shown.split("<h3 ") if part.startswith('id="g-feature-store"')]
    assert "compare/feature-store/" in term
    assert shown.count("Compared, with what each platform has") == len(reference_views.glossary(catalog)["compared"])
