"""Who to call when worried about a child."""

from __future__ import annotations

from datetime import date

from macros.pages.html import fill
from macros.records.library import Library

#: The name of a source, its address if it has one, and the day on which every number from it was
#: compared with it; no day if a number has none.
_Source = tuple[str, str | None, date | None]


def worried_about_a_child(library: Library) -> str:
    """Return the numbers to call, with hours and where they come from."""
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
