"""How a page calls a macro."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from macros.records.library import Library
from macros.site.macro_calls import MacroCalls


def called(html: str) -> str:
    """Return what a page gets from a macro that returns some text."""
    file = SimpleNamespace(src_uri="index.md", use_directory_urls=True)
    macros: dict[str, Callable[[], str]] = {}
    env = SimpleNamespace(
        conf=SimpleNamespace(site_url="", use_directory_urls=True),
        page=SimpleNamespace(file=file),
        macro=lambda function, name: macros.update({name: function}),
    )
    MacroCalls(Library(), env).showing()("newest", lambda page: html)
    return macros["newest"]()


@pytest.mark.parametrize("html", ["<p>A</p>", "## A { #a }\n\n<ul><li>B</li></ul>", "A title"])
def test_blocks_headings_and_plain_text_are_passed_on(html: str) -> None:
    assert called(html)


@pytest.mark.parametrize("html", ["<a>A</a>", "See <b>A</b>", "<p>A</p> and B"])
def test_other_html_is_refused_because_markdown_would_read_what_it_says(html: str) -> None:
    with pytest.raises(ValueError, match="newest: put its HTML into a block"):
        called(html)
