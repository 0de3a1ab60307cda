"""Dates that have not come yet, compared with the day of the newest commit and not with a clock.

So the same commit gives the same result on every day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from macros.problems import Problem
from macros.reading.entries import Entry
from macros.reading.yaml_source import Path
from macros.records.dates import AuditDate, ProgrammeYear, day_in_words
from macros.records.record import Record
from macros.records.records import Audit
from macros.records.responses import Response

#: A date this many days after the newest commit stops the build. One that is nearer may be right:
#: somebody is about to commit.
MARGIN = 31

_FIELDS = ("year", "held", "added", "reviewed", "checked")


def later(record: Record, newest: date) -> Iterator[tuple[Path, int, str, str]]:
    """Yield the dates of a record that are after a day: path, days after, message and remedy."""
    for path, value in _dates(record):
        if isinstance(value, ProgrammeYear):
            day, words = date(value.first, 4, 1), f"the year {value} has not begun yet"
        elif isinstance(value, AuditDate):
            day, words = date(value.year, value.month or 1, 1), f"{value.words} has not come yet"
        elif isinstance(value, date):
            day, words = value, f"{day_in_words(value)} has not come yet"
        else:
            continue
        if day > newest:
            yield (
                path,
                (day - newest).days,
                words,
                f"Correct “{path[-1]}”. The newest change in the repository is of "
                f"{day_in_words(newest)}.",
            )


def _dates(record: Record) -> Iterator[tuple[Path, object]]:
    """Yield the values of a record that may be dates of what has happened, with their paths."""
    for name in _FIELDS:
        yield (name,), getattr(record, name, None)
    if isinstance(record, Audit) and record.source:
        yield ("source", "read"), record.source.read
    if isinstance(record, Response):
        for index, update in enumerate(record.updates):
            yield ("updates", index, "day"), update.day


def not_come(entries: Iterable[Entry], newest: date) -> list[Problem]:
    """Return a problem for each date that is long after the newest commit."""
    return [
        Problem(entry.document.file, *entry.document.place((*entry.path, *path)), message, remedy)
        for entry in entries
        if entry.record is not None
        for path, days, message, remedy in later(entry.record, newest)
        if days > MARGIN
    ]
