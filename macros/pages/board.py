"""The board's summary: which themes came up, and what became of the responses, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from macros.addresses.links import CurrentPage
from macros.pages.html import empty_notice, fill
from macros.pages.responses import followed_by
from macros.records.dates import ProgrammeYear, day_in_words, of_years
from macros.records.library import Library
from macros.records.records import Theme
from macros.records.responses import Response, UpdateStatus

#: How many years the table of themes has: the newest. It has to fit on a sheet of paper.
YEARS_ON_BOARD = 5

#: The statuses of a response that has still to be made.
OUTSTANDING = ("planned", "in progress")


@dataclass(frozen=True)
class Occurrence:
    """How often a theme has come up: reminders tagged with it, and the audits that have them."""

    reminders: int = 0
    audits: int = 0

    def __add__(self, other: Occurrence) -> Occurrence:
        return Occurrence(self.reminders + other.reminders, self.audits + other.audits)


@dataclass(frozen=True)
class ThemeRow:
    """A theme, and how often it has come up in each year."""

    theme: Theme
    by_year: tuple[Occurrence, ...]

    @property
    def total(self) -> Occurrence:
        """All these years together."""
        return sum(self.by_year, Occurrence())

    @property
    def order(self) -> tuple[int, int, int]:
        """Themes of most years come first, then of most audits, then of most reminders."""
        years = sum(1 for found in self.by_year if found.reminders)
        return -years, -self.total.audits, -self.total.reminders


def opening(library: Library) -> str:
    """Return what the page counts, and how new what it says is."""
    heard = max(library.responses, key=lambda response: response.last_heard, default=None)
    return fill(
        "board",
        "opening",
        audits=len(library.our_audits),
        years=of_years(list(library.our_audits_of_year)),
        reminders=sum(len(audit.reminders) for audit in library.our_audits),
        responses=len(library.responses),
        heard=heard,
        by=library.as_of,
    )


def throughout(library: Library, here: CurrentPage) -> str:
    """Return what the group said that it saw throughout, below a heading, if it said so."""
    said = [(theme, said) for theme in library.themes for said in theme.newest_first if said.recurs]
    return fill("board", "throughout", here=here, said=said, by=library.ours.by) if said else ""


def reminders_by_theme(library: Library, here: CurrentPage) -> str:
    """Return how many reminders each theme has in the newest years."""
    years = list(library.our_audits_of_year)[:YEARS_ON_BOARD]
    rows = theme_rows(library, years)
    if not rows:
        return empty_notice("No audit has a reminder on a theme yet.")
    return fill("board", "reminders_by_theme", here=here, years=years, rows=rows)


def theme_rows(library: Library, years: Sequence[ProgrammeYear]) -> list[ThemeRow]:
    """Return the themes that our audits of some years have reminders on."""

    def occurrence(theme: Theme, year: ProgrammeYear) -> Occurrence:
        ours = library.our_findings(library.findings_by_theme.get(theme.id, ()))
        counts = [len(f.reminders) for f in ours if f.audit.year == year and f.reminders]
        return Occurrence(sum(counts), len(counts))

    rows = [
        ThemeRow(theme, tuple(occurrence(theme, year) for year in years))
        for theme in library.themes
    ]
    return sorted((row for row in rows if row.total.reminders), key=lambda row: row.order)


# --- Responses --------------------------------------------------------------------------------


def statuses(library: Library) -> str:
    """Return how many responses have each status, and what is known of how many."""
    responses, by = library.responses, library.as_of
    counts = Counter(response.status_now for response in responses)
    dated = sum(1 for r in responses if r.due)
    known = {
        "an owner": sum(1 for r in responses if r.owner),
        "a due date": dated,
        "an update": sum(1 for r in responses if r.updates),
    }
    facts = [(f"With {what}", count) for what, count in known.items() if count]
    if by:
        day = day_in_words(by)
        silent = Counter(r.status_now in OUTSTANDING for r in responses if r.is_silent(by))
        if dated:
            facts.append((f"Overdue on {day}", sum(1 for r in responses if r.is_overdue(by))))
        without = f"without an update in the twelve months to {day}"
        if known["an update"]:
            facts += [
                (f"Planned or in progress, {without}", silent[True]),
                (f"Ongoing, {without}", silent[False]),
            ]
    return fill(
        "board",
        "statuses",
        total=len(responses),
        counts=[(status, counts[status]) for status in get_args(UpdateStatus) if counts[status]],
        missing=sum(1 for r in responses if r.status_now == "done" and _is_missing(library, r)),
        facts=facts,
        lacking=[what for what, count in known.items() if not count],
    )


def _is_missing(library: Library, response: Response) -> bool:
    """Whether a response is about a guide that readers cannot have yet."""
    return any(not g.is_here for g in library.guidance if ("guidance", g.id) in response.about)


def outstanding(library: Library, here: CurrentPage) -> str:
    """Return the responses that have still to be made: overdue first, then as they are due."""
    by = library.as_of
    found = [r for r in library.responses if r.status_now in OUTSTANDING]
    if not found:
        return empty_notice("Nothing is outstanding.")

    def order(response: Response) -> tuple[bool, bool, str]:
        due = response.due.last_day.isoformat() if response.due else ""
        return not response.is_overdue(by), not due, due

    return fill(
        "board",
        "responses",
        here=here,
        responses=sorted(found, key=order),
        by=by,
        owners=any(response.owner for response in found),
        dates=any(response.due for response in found),
    )


def made(library: Library, here: CurrentPage) -> str:
    """Return the responses that are made, go on, or were stopped, in this order."""
    made = [
        response
        for status in get_args(UpdateStatus)
        for response in library.responses
        if response.status_now == status and status not in OUTSTANDING
    ]
    return fill("board", "made", here=here, made=made) or empty_notice("There are none yet.")


def again(library: Library, here: CurrentPage) -> str:
    """Return the themes of our audits from later years than a response to them."""
    known = []
    for theme in library.themes:
        since = library.since_response(theme.id)
        if since:
            later = sum(len(library.our_audits_of_year[year]) for year in since.later)
            known.append((theme, since.answered, since.again, later, of_years(since.later)))
    return fill(
        "board",
        "again",
        here=here,
        again=[entry for entry in known if entry[2]],
        not_again=[entry[:2] for entry in known if not entry[2]],
        followed=[(r, followed_by(library, r)) for r in library.responses if r.followed_by],
    )


def files(here: CurrentPage) -> str:
    """Return links to all responses as files."""
    return fill("board", "files", here=here)
