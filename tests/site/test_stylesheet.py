"""What of the theme's stylesheet is kept, and that nothing is lost on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.site.stylesheet import (
    Names,
    elements_of,
    rules_of,
    site_rules,
    trimmed,
    without_overridden,
    without_unused,
    written,
)
from tests.conftest import REPOSITORY

TAGS = frozenset({"p", "ul", "ol", "li", "table", "tbody", "td", "h1"})
USED = Names(TAGS, frozenset({"md-typeset", "footnote"}))


def trimmed_text(css: str) -> str:
    return written(trimmed(rules_of(css), USED))


@pytest.mark.parametrize(
    "rule",
    [
        "p{color:red}",
        "*,:before{color:red}",
        ".md-typeset ul{margin:0}",
        "[dir=ltr] .md-typeset ol{margin-left:1em}",
        ".md-typeset table:not([class]) td{padding:0}",
        ".md-typeset p:not(.unused){margin:1em}",
        ".md-typeset :is(.unused,p) li{margin:1em}",
        ".md-typeset p:has(>.unused:not(.other)){margin:1em}",
        ".md-typeset li:nth-child(2n)::marker{margin:1em}",
        "@media print{.footnote{color:red}}",
        "@supports (color:red){@media screen{p{color:red}}}",
        "@layer theme{p{color:red}@media print{p{color:blue}}p{color:green}}",
    ],
)
def test_a_rule_for_what_pages_have_stays(rule: str) -> None:
    assert trimmed_text(rule) == rule


@pytest.mark.parametrize(
    "rule",
    [
        ".admonition{color:red}",
        ".md-typeset .admonition p{color:red}",
        ".md-typeset kbd{color:red}",
        "p>kbd:first-child{color:red}",
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
    assert trimmed_text(rule) == ""


def test_of_several_selectors_those_that_are_used_stay() -> None:
    rule = ".admonition p,:is(.md-typeset,p) li,.tabbed{color:red}"
    assert trimmed_text(rule) == ":is(.md-typeset,p) li{color:red}"


def test_elements_are_found_with_their_classes() -> None:
    html = '<p class="a b">class="c"</p><ul\nclass="d-1"></ul><i data-class="e"></i><br>'
    assert elements_of(html) == {("p", "a b"), ("ul", "d-1"), ("i", ""), ("br", "")}


def test_a_class_is_found_after_an_attribute_that_holds_a_sign() -> None:
    assert elements_of('<abbr title="more > less" class="x">') == {("abbr", "x")}


def test_what_a_script_may_add_counts_as_there() -> None:
    names = Names.of([], 'const entry = make("li", "sscp-results__why admonition");')
    assert {"sscp-results__why", "admonition"} <= names.classes
    assert "li" in names.tags
    assert "tabbed-set" not in names.classes


def test_elements_that_a_browser_adds_count_as_there() -> None:
    assert "tbody" in Names.of(elements_of("<table><tr><td>x</table>")).tags


# --- Declarations ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("p{color:red;margin:0}p{color:blue}", "p{margin:0}p{color:blue}"),
        ("p,li{color:red}p{color:blue}", "p,li{color:red}p{color:blue}"),
        ("p,li{color:red}p{color:blue}li{color:green}", "p{color:blue}li{color:green}"),
        ("p{color:red!important}p{color:blue}", "p{color:red!important}p{color:blue}"),
        ("p{color:red;color:blue}", "p{color:red;color:blue}"),
        ("p{margin:0}p{margin-left:1em}", "p{margin:0}p{margin-left:1em}"),
        ("p{color:red}@media print{p{color:blue}}", "p{color:red}@media print{p{color:blue}}"),
        ("p{color:red}p:hover{color:blue}", "p{color:red}p:hover{color:blue}"),
        ("@layer theme{p{color:red}}p{color:blue}", "p{color:blue}"),
        ("p{color:blue}@layer theme{p{color:red}}", "p{color:blue}"),
        ("@page{margin:1cm}@page{margin:2cm}", "@page{margin:1cm}@page{margin:2cm}"),
    ],
)
def test_only_what_is_always_overridden_goes(css: str, kept: str) -> None:
    assert written(without_overridden(rules_of(css))) == kept


def test_custom_properties_that_nothing_reads_go_with_those_that_only_they_read() -> None:
    css = ":root{--a:1px;--b:var(--a);--c:2px;--d:3px;--e:4px}p{margin:var(--c,0)}"
    left = without_unused(rules_of(css), ["--e"])
    assert written(left) == ":root{--c:2px;--e:4px}p{margin:var(--c,0)}"


def test_what_cannot_be_read_as_declarations_stays_as_it_is() -> None:
    css = ".a{color:red;&:hover{color:blue}}"
    assert written(rules_of(css)) == css


def test_zeros_before_a_point_go_but_for_those_of_other_numbers() -> None:
    assert written(rules_of("p{margin:0.5em 10.5em -0.5em;top:0}")) == (
        "p{margin:.5em 10.5em -0.5em;top:0}"
    )


# --- The site's own -------------------------------------------------------------------------------


def test_the_stylesheet_has_the_sites_own_rules_and_a_small_part_of_the_themes(
    built_site: Path,
) -> None:
    css = (built_site / "assets" / "site.css").read_text(encoding="utf-8")

    assert ".sscp-reminders" in css
    assert re.search(r"\.md-typeset ul", css)
    assert ".admonition" not in css
    assert ".md-typeset kbd" not in css
    assert "--md-mermaid" not in css
    assert "url(http" not in css
    assert "@font-face" not in css


def test_no_rule_of_our_own_is_trimmed() -> None:
    sheets = (REPOSITORY / "docs" / "assets").glob("*.css")
    own = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    nobody = Names(frozenset(), frozenset())

    kept = {(r.within, r.selectors) for r in site_rules(".md-typeset p{color:red}", own, nobody)}

    assert {(r.within, r.selectors) for r in rules_of(own) if r.selectors} - kept == set()
