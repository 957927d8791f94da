"""HTML set as a PDF: what WeasyPrint complains about is a fault."""

from __future__ import annotations

import pytest

from cloud_ml_platforms.exports.pdf import PdfError, write_pdf

pytestmark = pytest.mark.site


def test_a_link_that_leads_nowhere_is_a_fault(tmp_path):
    text = "<html><body><p><a href='#gone'>x</a></p></body></html>"
    with pytest.raises(PdfError, match="gone"):
        write_pdf(text, tmp_path / "x.pdf", "book.css")
