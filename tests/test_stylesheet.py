"""What of the theme's stylesheet is kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.stylesheet import classes_of, trimmed

USED = {"md-typeset", "footnote"}


@pytest.mark.parametrize(
    "rule",
    [
        "p{color:red}",
        ".md-typeset ul{margin:0}",
        "[dir=ltr] .md-typeset ol{margin-left:1em}",
        ".md-typeset table:not([class]) td{padding:0}",
        ".md-typeset p:not(.unused){margin:1em}",
        "@media print{.footnote{color:red}}",
        "@supports (color:red){@media screen{p{color:red}}}",
    ],
)
def test_a_rule_for_what_pages_have_stays(rule: str) -> None:
    assert trimmed(rule, USED) == rule


@pytest.mark.parametrize(
    "rule",
    [
        ".admonition{color:red}",
        ".md-typeset .admonition p{color:red}",
        "[data-md-color-scheme=slate]{color:red}",
        "[dir=rtl] .md-typeset ol{margin-right:1em}",
        "#__drawer{color:red}",
        "@media print{.admonition{color:red}}",
        "@font-face{font-family:Other;src:url(other.woff)}",
        "@charset 'utf-8';",
        "/* a note */",
    ],
)
def test_a_rule_for_what_no_page_has_goes(rule: str) -> None:
    assert trimmed(rule, USED) == ""


def test_of_several_selectors_those_that_are_used_stay() -> None:
    rule = ".admonition p,:is(.md-typeset,p) li,.tabbed{color:red}"
    assert trimmed(rule, USED) == ":is(.md-typeset,p) li{color:red}"


def test_classes_are_those_of_elements() -> None:
    html = '<p class="a b">class="c"</p><ul\nclass="d-1"></ul><i data-class="e"></i>'
    assert {"a", "b", "d-1"} <= classes_of(html)
    assert "e" not in classes_of(html)


def test_the_stylesheet_has_the_sites_own_rules_and_less_than_half_of_the_themes(
    built_site: Path,
) -> None:
    css = (built_site / "assets" / "site.css").read_text(encoding="utf-8")

    assert ".sscp-reminders" in css
    assert re.search(r"\.md-typeset ul", css)
    assert ".admonition" not in css
    assert "url(http" not in css
    assert len(css.encode()) < 80_000
