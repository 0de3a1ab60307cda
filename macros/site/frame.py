"""What the frame of a page shows: the parts that all pages share, and the page's own."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from macros.addresses.data_places import CONTENTS
from macros.addresses.links import NOT_SAFE, WORRIED, page_url
from macros.addresses.standard_pages import StandardPage
from macros.exports.feed import FEED
from macros.pages.contacts import status_of, worried_about_a_child
from macros.pages.inline import mark_of
from macros.records.library import Library
from macros.records.lists import EITHER_TO_CALL, TO_CALL
from macros.records.records import Audit
from macros.site.assets import critical_style, inline_script
from macros.site.content_policy import policy
from macros.site.settings import contact_of, has_feed, repository_of

#: The image that messaging apps show beside a link to the site.
PREVIEW = "assets/preview.png"


def shared_values(library: Library, config: MkDocsConfig) -> dict[str, Any]:
    """Return the template values that all pages share."""
    assets = Path(config.docs_dir, "assets")
    style, script = critical_style(assets), inline_script(assets)
    is_for_readers = bool(library.contacts_for("reader"))
    return {
        "critical_style": Markup(style),
        "inline_script": Markup(script),
        # Not in a folder: there browsers disagree on what 'self' means.
        "content_policy": Markup(policy(style, script)) if config.use_directory_urls else "",
        "worried": WORRIED,
        "worried_about_a_child": Markup(worried_about_a_child(library)),
        "to_call": TO_CALL,
        "either_to_call": EITHER_TO_CALL if is_for_readers else TO_CALL["child"],
        "numbers_status": status_of(library.contacts),
        "contact": contact_of(config),
        "preview": urljoin(config.site_url or "", PREVIEW) if has_feed(config) else "",
        "feed": FEED if has_feed(config) else "",
        "page_url": lambda page: page_url(page, config.use_directory_urls),
    }


def ids_in_frame(library: Library) -> set[str]:
    """Return the ids that the frame gives every page."""
    return {WORRIED, NOT_SAFE} if library.contacts else set()


@dataclass(frozen=True)
class PageFrame:
    """A page, with its standard page if it has one.

    ``data`` holds the places of the data that its macros show.
    """

    page: MkDocsPage
    standard: StandardPage | None
    is_guide: bool
    data: tuple[str, ...] = ()

    def values(self, config: MkDocsConfig) -> dict[str, Any]:
        """Return the values for ``overrides/main.html``. Also sets the page's own URLs."""
        page, repository = self.page, repository_of(config)
        if config.site_url and not config.use_directory_urls:
            page.canonical_url = urljoin(config.site_url, page_url(page.file.src_uri, True))
        source = self.source_file
        page.edit_url = repository.edit(source)
        address = page.canonical_url or "/" + page.url.removeprefix("./")
        record = self.standard.record if self.standard else None
        return {
            "head_title": self.head_title,
            "description": self.standard.description if self.standard else "",
            "is_audit": isinstance(record, Audit),
            "kind": self.kind,
            "mark": mark_of(record) if record else "",
            "year": self.standard.year if self.standard else "",
            "source_file": source,
            "data_shown": [
                (place, CONTENTS[place], repository.edit(place.rstrip("/")))
                for place in self.data
                if not f"{source}/".startswith(place)
            ],
            "report_url": repository.report(address, self.head_title),
        }

    @property
    def head_title(self) -> str:
        """The unique title of the page, as plain text."""
        if self.standard:
            return self.standard.head_title
        title = unescape(str(self.page.title))
        return f"{title}: guidance" if self.is_guide else title

    @property
    def kind(self) -> str:
        """What the page says above its heading about what it is."""
        if self.standard:
            return self.standard.kind
        return "Guidance" if self.is_guide else ""

    @property
    def source_file(self) -> str:
        """The file to change the page in, as a path from the root of the repository."""
        return self.standard.data_file if self.standard else f"docs/{self.page.file.src_uri}"
