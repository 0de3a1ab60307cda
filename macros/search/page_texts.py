"""The texts of the pages, collected while they are built, and the index made from them."""

from __future__ import annotations

from macros.addresses.links import SEARCH_PAGE
from macros.records.library import Library
from macros.search.index import PageText, index_script, results


class PageTexts:
    """The text of each page without the output of macros, which the index has from the data."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._guide_pages = {guide.page for guide in library.guidance}
        self._written: list[PageText] = []
        self._computed: list[PageText] = []

    def add(self, page: str, title: str, html: str, *, without_macros: str | None) -> None:
        """Keep the text of a page.

        ``without_macros`` is its HTML without the output of macros, ``None`` if it has no macros.
        """
        if page == SEARCH_PAGE.page:
            return
        if without_macros is not None and page not in self._guide_pages:
            self._computed.append(PageText(page, title, without_macros))
        else:
            self._written.append(PageText(page, title, html, without_macros or ""))

    def index(self, *, directory_urls: bool) -> str:
        """Return the index of the search as a script."""
        found = results(self._library, self._written, self._computed)
        return index_script(self._library, found, directory_urls=directory_urls)
