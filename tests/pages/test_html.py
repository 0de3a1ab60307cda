"""Pure functions that change the HTML of pages."""

from __future__ import annotations

import pytest

from macros.pages.html import mark_outside_links, separate_citations

ONE, TWO = '<sup id="fnref:one"><a href="#fn:one">1</a></sup>', '<sup id="fnref2:two">2</sup>'
COMMA = '<sup class="sscp-comma">, </sup>'


@pytest.mark.parametrize("between", ["", " ", "\n"])
def test_sources_side_by_side_get_a_comma(between: str) -> None:
    assert separate_citations(f"a{ONE}{between}{TWO}.") == f"a{ONE}{COMMA}{TWO}."


@pytest.mark.parametrize("between", [" and ", "<br>", ".</p><p>", ", or ", "<b>b</b>"])
def test_sources_with_words_between_get_none(between: str) -> None:
    html = f"a{ONE}{between}{TWO}. m<sup>2</sup> <sup>3</sup>"
    assert separate_citations(html) == html


@pytest.mark.parametrize(
    "link",
    ['<a href="http://example.org/">', '<a class="x" href="https://example.org/">'],
)
def test_a_link_that_leaves_the_site_says_so(link: str) -> None:
    assert mark_outside_links(f"{link}x</a>") == f'{link[:-1]} rel="noopener external">x</a>'


@pytest.mark.parametrize(
    "link",
    [
        '<a href="../audits/">',
        '<a href="tel:999">',
        '<a href="#top">',
        '<a href="https://example.org/" rel="noopener external">',
        '<a rel="next" href="https://example.org/">',
    ],
)
def test_other_links_stay_as_they_are(link: str) -> None:
    assert mark_outside_links(f"{link}x</a>") == f"{link}x</a>"
