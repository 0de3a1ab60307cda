"""For editors: lines of a data file, each beside what it becomes on the site.

They come from a real audit, so that the example never goes out of date.
"""

from __future__ import annotations

from collections.abc import Iterable

from macros.addresses.links import CurrentPage
from macros.pages.html import fill
from macros.reading.yaml_writing import item, scalar
from macros.records.findings import Reminder
from macros.records.library import Library
from macros.records.records import Audit


def lines_and_page(library: Library, here: CurrentPage) -> str:
    """Return some lines of an audit's file, each with what it becomes."""
    example = _example(library)
    if example is None:
        return ""
    audit, reminder = example
    return fill(
        "example_lines",
        "lines_and_page",
        library=library,
        here=here,
        audit=audit,
        reminder=reminder,
        scalar=scalar,
        listed=_listed,
    )


def _listed(ids: Iterable[str]) -> str:
    """Return ids as a list in YAML on one line."""
    return f"[{', '.join(map(item, ids))}]"


def _example(library: Library) -> tuple[Audit, Reminder] | None:
    """Return the reminder that uses most fields, the first of the newest, with its audit.

    Returns ``None`` if there is no reminder yet.
    """
    pairs = [(audit, reminder) for audit in library.audits for reminder in audit.reminders]

    def shows(pair: tuple[Audit, Reminder]) -> tuple[int, str]:
        audit, reminder = pair
        fields = (audit.held, reminder.themes, reminder.situations, reminder.guidance)
        return sum(map(bool, fields)), audit.year

    return max(pairs, key=shows, default=None)
