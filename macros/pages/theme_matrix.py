"""The theme matrix: how many reminders of each audit bear on each theme.

Our own audits come first, by year. Those of others are a block of their own below, each with its
publisher. A theme without a reminder has no column; it is listed below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from macros.addresses.links import (
    Address,
    CurrentPage,
    audit_on_theme_address,
    reminders_of_year_address,
)
from macros.pages.findings import years_that_fit
from macros.pages.html import empty_notice, fill
from macros.pages.limits import AUDITS_IN_MATRIX, how_many_fit
from macros.records.dates import ProgrammeYear, of_years
from macros.records.library import Library
from macros.records.records import Audit, Theme

LINKS_ARE_OURS = "The tags and the counts are this site’s. They are not part of the audits."

#: The highest count with a shade of its own.
SHADES = 4

#: More columns than this have their heads upright and the same narrow width; above the second
#: number, they are too many for the width of a small tablet as well.
FEW_COLUMNS, MANY_COLUMNS = 7, 10

#: One row: the audit, and of each theme that has a column the count and where its reminders are.
Row = tuple[Audit, list[tuple[Theme, int, Address]]]


def _audits_on(library: Library, theme: Theme) -> set[str]:
    """Return the ids of the audits that fit on the page of a theme."""
    found = library.findings_by_theme.get(theme.id, ())
    parts = (library.our_findings(found), library.findings_elsewhere(found))
    return {f.audit.id for part in parts for year in years_that_fit(part).values() for f in year}


def theme_matrix(library: Library, here: CurrentPage, years: Sequence[ProgrammeYear]) -> str:
    """Return a table with a row for each audit of some years and a column for each of its themes.

    Each number links to the reminders on that theme. Years that do not fit are links to
    their own pages.
    """
    if not library.themes or not years:
        return empty_notice("There are no audits yet.")
    fit = how_many_fit((len(library.audits_of_year[year]) for year in years), AUDITS_IN_MATRIX)
    shown = years[:fit]

    on_page = {theme.id: _audits_on(library, theme) for theme in library.themes}

    def place(audit: Audit, theme: Theme) -> Address:
        if audit.id in on_page[theme.id]:
            return audit_on_theme_address(theme, audit)
        return reminders_of_year_address(audit.year, theme.id)

    shown_audits = [audit for year in shown for audit in library.audits_of_year[year]]
    counts = {
        audit.id: Counter(i for reminder in audit.reminders for i in {*reminder.themes})
        for audit in shown_audits
    }
    columns = [t for t in library.themes if any(of_audit[t.id] for of_audit in counts.values())]
    which = of_years(shown)
    if not columns:
        return empty_notice(f"No reminder {which} bears on a theme.")

    def row(audit: Audit) -> Row:
        named = counts[audit.id]
        return audit, [(theme, named[theme.id], place(audit, theme)) for theme in columns]

    ours = [audit for audit in shown_audits if library.is_ours(audit)]
    others = [audit for audit in shown_audits if not library.is_ours(audit)]
    return fill(
        "theme_matrix",
        "matrix",
        library=library,
        here=here,
        themes=columns,
        without=[theme for theme in library.themes if theme not in columns],
        years=[(year, list(map(row, group))) for year, group in groupby(ours, lambda a: a.year)],
        others=list(map(row, others)),
        publishers=list(dict.fromkeys(library.publisher_of(audit).name for audit in others)),
        which=which,
        which_ours=of_years(list(dict.fromkeys(audit.year for audit in ours))),
        size=sum(len(columns) > most for most in (FEW_COLUMNS, MANY_COLUMNS)),
        earlier_years=years[fit:],
        shades=SHADES,
        links_are_ours=LINKS_ARE_OURS,
    )
