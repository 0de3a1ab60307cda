"""The box “Worried about a child?”: who to call, and where the numbers come from."""

from __future__ import annotations

from datetime import date

from macros.pages.html import fill
from macros.records.library import Library

#: The name of a source, its address if it has one, and the day by which every number from it had
#: been checked against it; ``None`` if one of them has no such day.
_Source = tuple[str, str | None, date | None]


def worried_about_a_child(library: Library) -> str:
    """Return the numbers to call, with opening hours and sources."""
    if not library.contacts:
        return ""
    contacts = library.contacts
    return fill("contacts", "numbers", contacts=contacts, sources=_sources(library))


def _sources(library: Library) -> list[_Source]:
    days: dict[tuple[str, str | None], list[date | None]] = {}
    for contact in library.contacts:
        days.setdefault((contact.source, contact.source_url), []).append(contact.checked)
    return [
        (source, url, None if None in checked else min(filter(None, checked)))
        for (source, url), checked in days.items()
    ]
