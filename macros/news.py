"""What is new on the site, from the dates of audits and responses, and the same as a feed.

Nothing here is written by hand and nothing reads a clock: the same data always gives the same
feed. Where a record does not say when it was added, the latest day that its own date can mean
counts: an audit held in August 2022 counts as of 31 August 2022, a response reported in 2022/23
as of the end of that year of the programme, 31 March 2023.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby

from macros.library import Library
from macros.links import Address, audit_address, page_url, response_address
from macros.model import SSCP, Audit, Response
from macros.render.dates import day_in_words
from macros.render.html import number, without_links

FEED = "feed.xml"
ENTRIES_IN_FEED = 50


@dataclass(frozen=True)
class News:
    """Something that was added: where it is, and the day that it counts as of."""

    title: str
    when: str
    summary: str
    address: Address
    day: date


def news(library: Library) -> list[News]:
    """Return all that was ever added, newest first."""
    found = [_of_audit(audit) for audit in library.audits]

    def together(response: Response) -> tuple[str, date]:
        return response.year, response.added or date.min

    by_day = sorted(library.responses, key=together)
    found += [_of_responses(tuple(group)) for _, group in groupby(by_day, key=together)]
    return sorted(found, key=lambda item: (-item.day.toordinal(), item.address.page, item.title))


def _of_audit(audit: Audit) -> News:
    when = f"Held in {audit.held.words}" if audit.held else f"Of {audit.year}"
    counted = [
        number(len(audit.reminders), "practice reminder", "practice reminders"),
        number(len(audit.good_practice), "example of good practice", "examples of good practice"),
    ]
    summary = f"{when}. {' and '.join(counted)}."
    if audit.added:
        when = f"Added on {day_in_words(audit.added)}"
    title = f"{audit.title}: audit of {audit.year}"
    return News(title, when, summary, audit_address(audit), _day_of_audit(audit))


def _of_responses(responses: tuple[Response, ...]) -> News:
    """Return responses that were added together as one piece of news."""
    first = responses[0]
    when = f"Reported in {first.year}"
    if first.added:
        when = f"Added on {day_in_words(first.added)}"
    count = number(len(responses), "response", "responses")
    summary = " ".join(_sentence(without_links(response.text)) for response in responses)
    title = f"How we are responding: {count} reported in {first.year}"
    return News(title, when, summary, response_address(first.id), _day_of_response(first))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _day_of_audit(audit: Audit) -> date:
    if audit.added:
        return audit.added
    if audit.held is None:
        return _end_of(audit.year)
    month = audit.held.month or 12
    return date(audit.held.year, month, monthrange(audit.held.year, month)[1])


def _day_of_response(response: Response) -> date:
    return response.added or _end_of(response.year)


def _end_of(year: str) -> date:
    return date(int(year[:4]) + 1, 3, 31)


# --- The feed ---------------------------------------------------------------------------------


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
