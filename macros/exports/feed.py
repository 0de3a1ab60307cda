"""What is new on the site, as an Atom feed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from macros.addresses.site_urls import SiteUrls
from macros.output import templates_beside
from macros.pages.news import News

FEED = "feed.xml"
ENTRIES_IN_FEED = 50

#: A feed must say when it was updated, even without entries: as of the start of the first year.
FIRST_DAY = date(2022, 4, 1)


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
            entries=[(item, urls.url(item.address)) for item in newest],
        )
        + "\n"
    )
