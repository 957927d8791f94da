"""HTML set as a PDF by WeasyPrint, with the styles of the book and the packaged fonts."""

from __future__ import annotations

import logging
import tempfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import font_source_sans_pro
import fontpkg_source_code_pro
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.text.templates import html_templates
from cloud_ml_platforms.tokens import in_light_colours

TEMPLATES = Path(__file__).resolve().parent / "templates"
WEIGHTS = {"Regular": 400, "Bold": 700}


class PdfError(UserError):
    """A PDF could not be made, or a link in it leads nowhere."""


def render(template: str, **values: object) -> str:
    """Render a template of the book."""
    return html_templates(TEMPLATES).get_template(template).render(**values)


def font_rules(folder: Path) -> str:
    """Return `@font-face` rules for the packaged fonts; a variable one is cut to its two weights first.

    What a machine has installed is not used, so that a book is the same everywhere.
    """
    sans, mono = (
        Path(package.__file__).parent / "files" for package in (font_source_sans_pro, fontpkg_source_code_pro)
    )
    rules = [
        font_face("Guide Sans", weight, style, sans / f"SourceSansPro-{name}.ttf")
        for name, weight, style in (
            ("Regular", 400, "normal"),
            ("Semibold", 700, "normal"),
            ("It", 400, "italic"),
            ("BoldIt", 700, "italic"),
        )
    ]
    for name, weight in WEIGHTS.items():
        path = folder / f"SourceCodePro-{name}.ttf"
        path.write_bytes(font_of_weight(mono / "SourceCodePro[wght].ttf", weight))
        rules.append(font_face("Guide Mono", weight, "normal", path))
    return "\n".join(rules)


@lru_cache
def font_of_weight(variable: Path, weight: int) -> bytes:
    """Return a variable font cut to one weight, which takes a second."""
    content = BytesIO()
    font = instantiateVariableFont(TTFont(variable, recalcTimestamp=False), {"wght": weight}, updateFontNames=True)
    font.save(content)
    return content.getvalue()


def font_face(family: str, weight: int, style: str, path: Path) -> str:
    """Return one `@font-face` rule."""
    return f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; src: url("{path.as_uri()}"); }}'


class ComplaintLog(logging.Handler):
    """Collects what WeasyPrint complains about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.messages.append(record.getMessage())


def style_sheet(name: str) -> str:
    """Return a style sheet of the book."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def write_pdf(text: str, target: Path, style_name: str, most_pages: int | None = None) -> bool:
    """Set HTML with a style sheet of the book; return whether it was written, which takes `most_pages` or fewer.

    Raises PdfError when WeasyPrint cannot be loaded, or finds an anchor missing or a style that it does not know.
    """
    try:
        import weasyprint  # noqa: PLC0415 - it loads system libraries, which only the book needs
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    except OSError as error:
        raise PdfError(
            f"WeasyPrint found no Pango ({error}); expected it: on Debian `apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`"
        ) from error
    log, complaints = logging.getLogger("weasyprint"), ComplaintLog()
    log.addHandler(complaints)
    try:
        with tempfile.TemporaryDirectory() as folder:
            font_config = FontConfiguration()
            rules = [
                weasyprint.CSS(string=font_rules(Path(folder)), font_config=font_config),
                weasyprint.CSS(string=in_light_colours("".join(map(style_sheet, ("common.css", style_name))))),
            ]
            document = weasyprint.HTML(string=text, base_url=TEMPLATES.as_uri()).render(
                stylesheets=rules, font_config=font_config
            )
            if most_pages is not None and len(document.pages) > most_pages:
                return False
            target.parent.mkdir(parents=True, exist_ok=True)
            document.write_pdf(target)
    finally:
        log.removeHandler(complaints)
    if complaints.messages:
        messages = "\n".join(sorted(set(complaints.messages))[:20])
        raise PdfError(f"{target.name}: {len(complaints.messages)} complaints of WeasyPrint:\n{messages}")
    return True
