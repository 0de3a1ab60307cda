"""What the pages of the site say of the documents that can be printed."""

from __future__ import annotations

from collections.abc import Iterable

from macros.addresses.links import CurrentPage, page_url
from macros.pages.html import text
from macros.printing.writer import Made


def print_links(here: CurrentPage, made: Iterable[Made]) -> str:
    """Return links from a page to its documents, each with its kind, pages and size."""
    up = "../" * page_url(here.page, here.directory_urls).count("/")
    entries = [
        f'<li><a class="{_css(item)}" href="{text(up + item.path)}">'
        f"{text(item.label)} ({item.description})</a></li>"
        for item in made
    ]
    if not entries:
        return ""
    listed = "".join(entries)
    return f'<ul class="sscp-prints" aria-label="To print" data-search-exclude>{listed}</ul>'


def _css(made: Made) -> str:
    return "sscp-icon sscp-word" if made.path.endswith(".docx") else "sscp-icon"


def below_heading(html: str, links: str) -> str:
    """Put links below the main heading of a page."""
    before, closing, after = html.partition("</h1>")
    return f"{before}{closing}\n{links}{after}" if closing and links else html
