"""What is done to a page before and after its Markdown is converted to HTML."""

from __future__ import annotations

import re

from macros.addresses.links import (
    GLOSSARY_PAGE,
    Address,
    CurrentPage,
    guidance_entry_address,
)
from macros.addresses.redirects import old_places, with_old_places
from macros.pages.glossary import explain_terms, terms_of
from macros.pages.guidance import source_note
from macros.records.library import Library


def with_sources(markdown: str, library: Library) -> str:
    """Return a page's Markdown with a footnote for each source that it cites as ``[^id]``."""
    # In headings, text from the data has a backslash before each special character.
    cited = dict.fromkeys(re.findall(r"(?<!\\)\[\^([^\]\s]+)\]", markdown))
    sources = library.source_by_id
    notes = [f"[^{i}]: {source_note(library, sources[i])}" for i in cited if i in sources]
    return "\n\n".join([markdown, *notes])


class Finisher:
    """Finishes the HTML of every page: links, citations and the terms of the glossary."""

    def __init__(self, library: Library) -> None:
        self._terms = terms_of(library)
        self._old_places = old_places(library.redirects)
        self._not_here = [
            guidance_entry_address(guide.id) for guide in library.guidance if not guide.is_here
        ]

    def finish(self, html: str, here: CurrentPage) -> str:
        """Return the finished HTML of a page."""
        html = with_old_places(html, self._old_places.get(Address(here.page).path, ()))
        html = separate_citations(mark_outside_links(html))
        for address in self._not_here:
            link = f'<a href="{here.href(address)}"'
            html = html.replace(f"{link}>", f'{link} class="sscp-not-here">')
        return explain_terms(html, self._terms, here.href(GLOSSARY_PAGE))


_PREFORMATTED = re.compile(r"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", re.DOTALL)
_INDENTATION = re.compile(r"\n\s+")


def without_indentation(html: str) -> str:
    r"""Return HTML without indentation, except in preformatted text.

    >>> without_indentation("<ul>\n  <li>x</li>\n\n</ul>\n<pre>a\n  b</pre>")
    '<ul>\n<li>x</li>\n</ul>\n<pre>a\n  b</pre>'
    """
    parts = _PREFORMATTED.split(html)
    parts[::2] = (_INDENTATION.sub("\n", part) for part in parts[::2])
    return "".join(parts)


def mark_outside_links(html: str) -> str:
    """Return HTML in which every link that leaves the site has ``rel="noopener external"``.

    >>> mark_outside_links('<a href="https://example.org">x</a> <a href="audits/">y</a>')
    '<a href="https://example.org" rel="noopener external">x</a> <a href="audits/">y</a>'
    """
    return _OUTSIDE.sub(r'\g<0> rel="noopener external"', html)


# The first group only to be quick: few links lead outside.
_OUTSIDE = re.compile(r'<a (?=[^>]*href="http)(?![^>]*\brel=)(?:[^>]*? )?href="https?://[^"]*"')


def separate_citations(html: str) -> str:
    """Return HTML with a comma between adjacent citations: 12, 16 and not 1216.

    >>> separate_citations('<sup id="fnref:a">12</sup> <sup id="fnref:b">16</sup>')
    '<sup id="fnref:a">12</sup><sup class="sscp-comma">, </sup><sup id="fnref:b">16</sup>'
    """
    return _SIDE_BY_SIDE.sub('</sup><sup class="sscp-comma">, </sup>', html)


_SIDE_BY_SIDE = re.compile(r'</sup>\s*(?=<sup id="fnref)')
