"""The theme's style sheets lose only what no page and no script of the site can need."""

from __future__ import annotations

import pytest
import tinycss2

from cloud_ml_platforms.site.unused_css import drop_unused_rules

PAGE = '<body dir="ltr" data-md-color-primary=custom><p id="top" class="note wide">x</p></body>'
SCRIPT = "e.className=`tab tab--${side}`;e.classList.add('shown','question')"


def shortened(tmp_path, css: str) -> str:
    for name, text in [
        ("a/index.html", PAGE),
        ("assets/site.js", SCRIPT),
        ("assets/site.css", ".wide{width:var(--room)}"),
        ("_gen/rows.js", 'window.X = {"a": "<b class=\\"late\\">"}'),
        ("assets/stylesheets/main.css", css),
    ]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    drop_unused_rules(tmp_path)
    return (tmp_path / "assets/stylesheets/main.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "css",
    [
        ".note{color:red}",
        "p.note.wide>a:hover::before{color:red}",
        "#top{color:red}",
        ".shown{color:red}",  # put on by a script
        ".tab--next{color:red}",  # a script puts the name together
        ".late{color:red}",  # in a page's data
        "[dir=ltr] .note{color:red}",
        "[data-md-color-primary=custom]{color:red}",
        "[data-md-color-primary]{color:red}",
        ".note:not(.gone){color:red}",
        ":is(.gone,.note){color:red}",  # in doubt
        "@media print{.note{color:red}}",
        "@font-face{font-family:x}",
        "@keyframes k{0%{top:0}}",
        '.note:before{content:".gone{"}',
        ":root{--room:1px}",  # our own styles read it
        ':root{--sign:url("data:a;b");--room:1px}.note{background:var(--sign)}',
    ],
)
def test_what_can_match_stays(tmp_path, css):
    assert shortened(tmp_path, css) == css


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".gone{color:red}.note{top:0}", ".note{top:0}"),
        (".gone,.note{color:red}", ".note{color:red}"),
        (".note.gone{color:red}", ""),
        ("#gone{color:red}", ""),
        ("[data-md-color-switching] *,.note{top:0}", ".note{top:0}"),  # named by the script, set by none
        ("[dir=rtl] .note{color:red}", ""),
        (".question{color:red}", ""),  # a word in the script, no class
        ("[data-md-color-primary=teal]{color:red}", ""),
        ("@media print{.gone{color:red}}", ""),
        ("@media print{.gone{color:red}.note{top:0}}", "@media print{.note{top:0}}"),
        (':root{--sign:url("data:a;b");--room:1px}.gone{background:var(--sign)}', ":root{--room:1px}"),
        (':root{--x:a "b;c";--room:1px}', ":root{--room:1px}"),
        (":root{--room:1px;--x:a 'b}'}", ":root{--room:1px;}"),
    ],
)
def test_what_matches_nothing_goes(tmp_path, css, left):
    assert shortened(tmp_path, css) == left


@pytest.mark.site
def test_the_sheets_of_the_site_are_whole(site):
    """They parse without a fault and still hold what a script brings."""
    sheets = sorted(site.glob("assets/stylesheets/*.css"))
    assert len(sheets) == 2
    for path in sheets:
        rules = tinycss2.parse_stylesheet(path.read_text(encoding="utf-8"))
        assert not [rule for rule in rules if rule.type == "error"]
    main = next(path for path in sheets if path.name.startswith("main."))
    text = main.read_text(encoding="utf-8")
    assert ".md-code__button" in text
