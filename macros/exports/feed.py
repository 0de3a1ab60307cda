"""What is new on the site, as an Atom feed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from macros.addresses.links import page_url
from macros.pages.news import News
from macros.records.records import SSCP

FEED = "feed.xml"
ENTRIES_IN_FEED = 50


def feed(items: Iterable[News], site_name: str, site_url: str) -> str:
    """Return the newest news as an Atom feed.

    ``site_url`` is the address of the site: a feed is read elsewhere, so every address in it is
    whole.
    """
    top = f"{site_url.rstrip('/')}/"
    newest = list(items)[:ENTRIES_IN_FEED]
    updated = _moment(newest[0].day) if newest else _moment(date(2022, 4, 1))
    entries = "".join(_entry(item, top) for item in newest)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">\n'
        f"<title>{escape(site_name)}: what’s new</title>\n"
        f"<id>{escape(top)}</id>\n"
        f'<link rel="alternate" type="text/html" href="{escape(top)}"/>\n'
        f'<link rel="self" type="application/atom+xml" href="{escape(top + FEED)}"/>\n'
        f"<updated>{updated}</updated>\n"
        f"<author><name>{escape(SSCP)}</name></author>\n"
        f"{entries}</feed>\n"
    )


def _entry(item: News, top: str) -> str:
    address = escape(f"{top}{page_url(item.address.page, directory_urls=True)}")
    if item.address.fragment:
        address += f"#{escape(item.address.fragment)}"
    return (
        "<entry>\n"
        f"<title>{escape(item.title)}</title>\n"
        f"<id>{address}</id>\n"
        f'<link rel="alternate" type="text/html" href="{address}"/>\n'
        f"<updated>{_moment(item.day)}</updated>\n"
        f"<summary>{escape(item.summary)}</summary>\n"
        "</entry>\n"
    )


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
