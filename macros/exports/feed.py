"""What is new on the site, as an Atom feed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid5

from macros.addresses.site_urls import SiteUrls
from macros.output import templates_beside
from macros.pages.news import News

FEED = "feed.xml"
ENTRIES_IN_FEED = 50

#: A feed must say when it was updated, even without entries: as of the start of the first year.
FIRST_DAY = date(2022, 4, 1)


#: Where the ids of the feed begin. Never change it: every entry would be new to its readers.
NAMESPACE = UUID("5b2d0f0e-6d0a-4c58-9a53-3c1f3b8f6a47")


def _id(path: str) -> str:
    """Return the permanent id of the entry about a path of the site, wherever the site is.

    Source: RFC 4287, 4.2.6: an id must not change when a feed is moved.
    """
    return uuid5(NAMESPACE, path).urn


def feed(items: Sequence[News], site_name: str, author: str, urls: SiteUrls) -> str:
    """Return the latest news as an Atom feed, with absolute addresses."""
    newest = items[:ENTRIES_IN_FEED]
    return (
        templates_beside(__file__)
        .get_template(FEED)
        .render(
            site_name=site_name,
            author=author,
            top=urls.top,
            file=FEED,
            updated=(newest[0].day if newest else FIRST_DAY).isoformat(),
            id=_id(""),
            entries=[
                (item, _id(item.address.path + item.part), urls.url(item.address))
                for item in newest
            ],
        )
        + "\n"
    )
