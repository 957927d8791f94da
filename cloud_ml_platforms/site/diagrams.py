"""Draw `diagrams/*.svg` from `diagrams/*.dot` with the pinned graphviz-pure; `--check` says which are stale.

The SVG is made to be inlined: no ids, fonts or colours of its own (it follows light and dark), a text
alternative from the first line of the source (`// alt: ...`), and no style attribute, so a strict CSP holds.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import quoteattr

from cloud_ml_platforms.paths import DIAGRAMS

LOOK = [f"-{part}fontname=Helvetica" for part in "GNE"] + ["-Nfontsize=11", "-Efontsize=10", "-Nheight=0.4"]


class DiagramError(Exception):
    """A diagram's source cannot be drawn."""


def draw_diagram(source: Path) -> str:
    """Return the SVG of one Graphviz source."""
    first = source.read_text(encoding="utf-8").splitlines()[0]
    if not first.startswith("// alt: "):
        raise DiagramError(f"diagrams/{source.name}:1: found {first!r}; expected '// alt: ' and a text alternative")
    command = [str(Path(sys.executable).parent / "graphviz-pure"), "-Tsvg", *LOOK, str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    if done.returncode != 0 or "<svg" not in done.stdout:
        raise DiagramError(f"diagrams/{source.name}: {done.stderr.strip() or 'nothing was drawn'}")
    return inlined_svg(done.stdout, first.removeprefix("// alt: ").strip())


def inlined_svg(svg: str, alt: str) -> str:
    """Return an SVG of Graphviz made fit for use in a page."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<title>.*?</title>\n", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<polygon fill="white" stroke="(?:none|transparent)"[^>]*/>\n', "", svg)
    svg = re.sub(r' (?:id|class|xml:space|font-family|xmlns:xlink)="[^"]*"', "", svg)
    svg = svg.replace('"black"', '"currentColor"').replace("<text ", '<text fill="currentColor" ')
    svg = re.sub(r'(width|height)="([\d.]+)pt"', r'\1="\2"', svg)
    svg = re.sub(
        r"<svg ([^>]*?)\s*>", lambda m: f'<svg {" ".join(m[1].split())} role="img" aria-label={quoteattr(alt)}>', svg
    )
    return svg.strip() + "\n"


def stale_drawings() -> dict[Path, str]:
    """Return the SVG files that differ from what their source draws, with what they should hold."""
    out = {}
    for source in sorted(DIAGRAMS.glob("*.dot")):
        target, svg = source.with_suffix(".svg"), draw_diagram(source)
        if not target.is_file() or target.read_text(encoding="utf-8") != svg:
            out[target] = svg
    return out


def main(argv: list[str]) -> int:
    """Write the stale files, or with --check only name them and return 1."""
    found = stale_drawings()
    if "--check" in argv:
        for path in found:
            sys.stderr.write(f"diagrams/{path.name} is stale; run `make diagrams`\n")
        return 1 if found else 0
    for path, svg in found.items():
        path.write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
