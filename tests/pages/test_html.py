"""Sentences in Markdown, and functions that change the HTML of pages."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from macros.addresses.links import CurrentPage
from macros.pages.conversion import mark_outside_links, separate_citations
from macros.pages.html import inline_markdown
from macros.records.responses import Response

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


# --- Sentences that may hold links ------------------------------------------------------------

SIGNS = "[ ] ( ) [l]( ![ < > & &lt; &#60; \" ' * ** _ ` ``` # - > | \\ { } {{ {% [^1] [x]: a --- 1."
ADDRESSES = (
    "https://example.org/ https://example.org/?a=1&b=2 javascript: java&#115;cript: data: "
    "guidance:timelines theme:siblings <https://example.org> a@example.org"
)
TAGS = "<script> </script> onload= <b {:.x} <!--"
PIECES = [*SIGNS.split(), *ADDRESSES.split(), *TAGS.split(), " ", "\n", "\n\n", "    ", "  \n"]
PIECES += ["<img src=x>", "<!-- set aside 0 -->"]


class _Elements(HTMLParser):
    """Notes the elements of a piece of HTML, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_comment(self, data: str) -> None:
        self.tags.add("a comment")


def elements(html: str) -> _Elements:
    parser = _Elements()
    parser.feed(html)
    parser.close()
    return parser


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=300, deadline=None)
def test_a_sentence_with_links_holds_nothing_but_links_and_emphasis(sentence: str) -> None:
    facts = {"id": "a", "group": "a", "year": "2022/23", "status": "done"}
    try:
        Response.model_validate({**facts, "text": sentence})
    except ValidationError:
        return  # the check says that a link leads nowhere
    try:
        html = inline_markdown(CurrentPage("index.md", True), sentence)
    except ValueError:
        return
    found = elements(html)
    assert found.tags <= {"a", "em", "strong"}
    assert found.attributes <= {"href", "title"}
    assert [link for link in found.links if urlsplit(link).scheme not in ("", "https")] == []


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("![i](https://example.org/i.png)", "![i](https://example.org/i.png)"),
        ("# A heading", "# A heading"),
        ("- an item", "- an item"),
        ("[l][r]\n\n[r]: javascript:x", "[l][r] [r]: javascript:x"),
        ("<b>bold</b> &lt; `code`", "&lt;b&gt;bold&lt;/b&gt; &amp;lt; `code`"),
        ("one\n\ntwo", "one two"),
    ],
)
def test_what_a_sentence_may_not_hold_is_shown_as_it_is_typed(sentence: str, shown: str) -> None:
    assert inline_markdown(CurrentPage("index.md", True), sentence) == shown
