"""Who to call: the box “Worried about a child?” and the card “If you are not safe yourself”."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

from macros.pages.html import fill
from macros.pages.seven_minutes import SevenMinutes
from macros.records.library import Library
from macros.records.lists import TO_CALL, Contact
from macros.records.records import Audit

#: The name of a source, its address if it has one, and the day by which every number from it had
#: been checked against it; ``None`` if one of them has no such day.
_Source = tuple[str, str | None, date | None]


def worried_about_a_child(library: Library) -> str:
    """Return the numbers to call for a child and for the reader."""
    if not library.contacts:
        return ""
    return fill(
        "contacts",
        "numbers",
        about_child=library.contacts_for("child"),
        for_reader=library.contacts_for("reader"),
    )


def status_of(contacts: Iterable[Contact]) -> str:
    """Return what is said of numbers if one of them is not confirmed, or an empty string."""
    unsure = any(contact.status != "confirmed" for contact in contacts)
    return "Not yet confirmed by the partnership." if unsure else ""


def sources_of_numbers(library: Library) -> str:
    """Return where the numbers to call come from, as a list."""
    return fill("contacts", "sources", sources=_sources(library))


def numbers_to_call(library: Library) -> str:
    """Return the card above the results of a search: for the reader, and for a child.

    Those who type their fear may be in danger, or next door to a child who is.
    """
    for_reader = library.contacts_for("reader")
    known = {contact.number for contact in for_reader}
    about_child = [c for c in library.contacts_for("child") if c.number not in known]
    return _card({TO_CALL["reader"]: for_reader, "If you are worried about a child": about_child})


def _card(groups: Mapping[str, Sequence[Contact]]) -> str:
    status = status_of(chain.from_iterable(groups.values()))
    return fill("contacts", "card", groups=groups, status=status) if any(groups.values()) else ""


def help_first(library: Library, about: Audit | SevenMinutes) -> str:
    """Return the card for a reader on an audit whose readers may be in danger, or its briefing."""
    return _card({TO_CALL["reader"]: library.contacts_for("reader")}) if about.help_first else ""


def _sources(library: Library) -> list[_Source]:
    days: dict[tuple[str, str | None], list[date | None]] = {}
    for contact in library.contacts:
        days.setdefault((contact.source, contact.source_url), []).append(contact.checked)
    return [
        (source, url, None if None in checked else min(filter(None, checked)))
        for (source, url), checked in days.items()
    ]
