"""How macros are registered, and what happens when a page calls one."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from markupsafe import escape
from mkdocs.structure.pages import Page as MkDocsPage

from macros.addresses.links import CurrentPage
from macros.pages.current_page import Page, PageError
from macros.records.library import Library
from macros.site.settings import site_urls
from macros.site.speed import Placeholders

log = logging.getLogger("mkdocs.plugins.sscp")

Macro = Callable[[Page], str]

_INLINE_HTML = re.compile("<(?!!-- set aside)")


class MacroCalls:
    """The macros of the site. ``env`` is mkdocs-macros' environment.

    ``data_shown`` maps each page to the places of the data that its macros show, in order.
    """

    def __init__(self, library: Library, env: Any) -> None:
        self.library = library
        self.env = env
        self.urls = site_urls(env.conf)
        self.data_shown: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.placeholders: defaultdict[str, Placeholders] = defaultdict(Placeholders)
        #: The macros of a page share what one of them has computed.
        self._pages: dict[str, Page] = {}

    def showing(self, *data: str) -> Callable[[str, Macro], None]:
        """Return a function that registers macros which show the data in these places."""
        return partial(self._macro, data)

    def title(self, name: str, plain: Callable[[Page], str]) -> None:
        """Register a macro that is called in a heading and shows plain text."""
        self._macro(
            (), name, lambda page: self.placeholders[page.here.page].add(escape(plain(page)))
        )

    def _macro(self, data: tuple[str, ...], name: str, render: Macro) -> None:
        """Register a macro: pages call it by ``name``, without arguments.

        A page cannot be built with :class:`ValueError` if its HTML is not in blocks: Markdown would
        read the text of the data in it.
        """

        def call() -> str:
            path = self.env.page.file.src_uri
            self.data_shown[path].update(dict.fromkeys(data))
            page = Page(self.library, here(self.env.page), self.urls)
            try:
                html = render(self._pages.setdefault(path, page))
                text = self.placeholders[path].replace_blocks(html)
            except PageError as error:
                log.warning("docs/%s: {{ %s() }}: %s.", path, name, error)
                return ""
            if _INLINE_HTML.search(text):
                raise ValueError(f"{name}: put its HTML into a block, such as <p>, or use `title`")
            return text

        self.env.macro(call, name)


def here(page: MkDocsPage) -> CurrentPage:
    """Return the page to which links are relative."""
    return CurrentPage(page.file.src_uri, page.file.use_directory_urls)
