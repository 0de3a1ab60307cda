"""What is due for review: guides, telephone numbers, sources and responses.

Each of the first three says by when it should be reviewed (``review_by``). A response is due if it
was due before the day, or had no update for twelve months. Nothing here reads the clock: the day is
passed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from macros.addresses.data_places import RESPONSES
from macros.checks.report import escaped, shortened
from macros.pages.html import without_links
from macros.records.dates import day_in_words
from macros.records.library import Library

#: In characters. The workflow adds the links that do not work.
LONGEST_REPORT = 40_000

NOTHING_DUE = "Nothing is due for review."


@dataclass(frozen=True)
class Due:
    """A record to review. ``last`` is the day of the last review, if there was one.

    ``why`` is said in place of the two days, if they do not say why it is due.
    """

    what: str
    file: str
    id: str
    last: date | None
    review_by: date | None
    why: str = ""

    def __str__(self) -> str:
        if self.why:
            return f"{self.what} ({self.file}, {self.id}): {self.why}."
        until = f"due on {day_in_words(self.review_by)}" if self.review_by else "no date is set"
        last = f"last reviewed on {day_in_words(self.last)}" if self.last else "never reviewed"
        return f"{self.what} ({self.file}, {self.id}): {until}, {last}."


def due(library: Library, today: date) -> list[Due]:
    """Return what is due or has no date, the longest overdue first."""
    records = [
        *(
            Due(f"Guide: {g.title}", "data/guidance.yml", g.id, g.reviewed, g.review_by)
            for g in library.guidance
        ),
        *(
            Due(f"Contact: {c.name}", "data/contacts.yml", c.id, c.checked, c.review_by)
            for c in library.contacts
        ),
        *(
            Due(f"Source: {s.title}", "data/sources.yml", s.id, s.reviewed, s.review_by)
            for s in library.sources
        ),
    ]
    overdue = [item for item in records if item.review_by is None or item.review_by <= today]
    overdue += _responses(library, today)
    return sorted(overdue, key=lambda item: (item.review_by or date.max, item.file, item.id))


def _responses(library: Library, today: date) -> Iterator[Due]:
    """Yield the responses that are overdue, and those that nothing was heard of for a year."""
    for response in library.responses:
        reasons, days = [], []
        if response.due and response.is_overdue(today):
            reasons.append(f"it was due {response.due.phrase}")
            days.append(response.due.last_day)
        if response.silent_from and response.is_silent(today):
            since = day_in_words(response.last_heard) if response.updates else response.year
            reasons.append(f"no update since {since}")
            days.append(response.silent_from)
        if days:
            what = f"Response: {without_links(response.text)}"
            owner = f"owner: {response.owner}" if response.owner else "no owner is set"
            why = ", ".join([f"“{response.status_now}”", *reasons, owner])
            yield Due(what, RESPONSES, response.id, response.last_heard, min(days), why)


def as_text(items: Sequence[Due]) -> str:
    """Return the report for a terminal."""
    return "\n".join(
        ["Due for review:", *(f"- {item}" for item in items)] if items else [NOTHING_DUE]
    )


def as_markdown(items: Sequence[Due], today: date) -> str:
    """Return the report for an issue: a box to tick for each record."""
    how = (
        "Look at each, then set the dates in its file: `reviewed` (for a contact `checked`) "
        "is the day on which you looked, `review_by` the day by which someone should look "
        "again. Set a date only if you have looked. For a response, ask its owner, and add an "
        "entry under `updates`."
    )
    boxes = [f"- [ ] {escaped(str(item))}" for item in items] or [NOTHING_DUE]
    rest = "Review these first, and the next list has the rest."
    parts = [f"As of {day_in_words(today)}. {how}", "\n## Due for review\n", *boxes]
    return shortened(parts, rest, LONGEST_REPORT, "\n") + "\n"
