"""What is new on the site, by the dates of audits, responses and their updates.

Nothing reads the clock: the same data always gives the same news. A record that does not say when
it was added counts from the last day that its own date can mean: an audit held in August 2022 from
31 August 2022, a response reported in 2022/23 from 31 March 2023, the end of that year of the
programme.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from macros.addresses.links import Address, audit_address, response_address
from macros.pages.html import without_links
from macros.problems import counted
from macros.records.dates import day_in_words
from macros.records.library import Library
from macros.records.records import Audit
from macros.records.responses import Response, Update


@dataclass(frozen=True)
class News:
    """Something that was added: where it is, and the day from which it counts.

    ``when`` is the day on which it came onto the site, in words; empty if that is not known.
    ``part`` tells apart what is new at one address at different times.
    """

    title: str
    when: str
    summary: str
    address: Address
    day: date
    part: str = ""


def news(library: Library) -> list[News]:
    """Return everything that was ever added, newest first; of one day, the newest audit first."""
    found = [_of_audit(library, audit) for audit in reversed(library.chronology)]

    def together(response: Response) -> tuple[str, date]:
        return response.year, response.added or date.min

    by_day = sorted(library.responses, key=together, reverse=True)
    found += [_of_responses(tuple(group)) for _, group in groupby(by_day, key=together)]
    updates = sorted(
        ((update, response) for response in library.responses for update in response.updates),
        key=lambda pair: pair[0].day,
    )
    found += [
        _of_updates(tuple(group)) for _, group in groupby(updates, key=lambda pair: pair[0].day)
    ]
    return sorted(found, key=lambda item: -item.day.toordinal())


def _of_audit(library: Library, audit: Audit) -> News:
    held = (
        f"Carried out in {audit.held.words}" if audit.held else audit.year.after_noun.capitalize()
    )
    parts = [
        counted(len(audit.reminders), "practice reminder", "practice reminders"),
        counted(len(audit.good_practice), "example of good practice", "examples of good practice"),
    ]
    summary = f"{held}. {' and '.join(parts)}."
    title = f"{library.titled(audit)}: {audit.noun} {audit.year.after_noun}"
    return News(title, _added(audit), summary, audit_address(audit), _day_of_audit(audit))


def _of_responses(responses: tuple[Response, ...]) -> News:
    """Return one item for responses that were added together."""
    first = responses[0]
    count = counted(len(responses), "response", "responses")
    summary = " ".join(_sentence(without_links(response.text)) for response in responses)
    title = f"How we are responding: {count} reported in {first.year}"
    return News(title, _added(first), summary, response_address(first.id), _day_of_response(first))


def _of_updates(updates: tuple[tuple[Update, Response], ...]) -> News:
    """Return one item for the updates of one day."""
    first, response = updates[0]
    when = f"Updated on {day_in_words(first.day)}"
    summary = " ".join(
        f"{update.status.capitalize()}: {_sentence(without_links(update.text))}"
        for update, _ in updates
    )
    title = f"How we are responding: {counted(len(updates), 'update', 'updates')}"
    address = response_address(response.id)
    return News(title, when, summary, address, first.day, first.day.isoformat())


def _added(record: Audit | Response) -> str:
    return f"Added on {day_in_words(record.added)}" if record.added else ""


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _day_of_audit(audit: Audit) -> date:
    if audit.added:
        return audit.added
    if audit.held is None:
        return audit.year.last_day
    month = audit.held.month or 12
    return date(audit.held.year, month, monthrange(audit.held.year, month)[1])


def _day_of_response(response: Response) -> date:
    return response.added or response.year.last_day
