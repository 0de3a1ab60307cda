"""The theme matrix: how many reminders of each audit bear on each theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from macros.addresses.links import (
    Address,
    CurrentPage,
    audit_on_theme_address,
    reminders_of_year_address,
)
from macros.pages.findings import years_that_fit
from macros.pages.html import empty_notice, fill
from macros.pages.limits import AUDITS_IN_MATRIX, how_many_fit
from macros.records.fields import ProgrammeYear
from macros.records.library import Library
from macros.records.records import Audit, Theme

LINKS_ARE_OURS = (
    "The links between findings and themes were made for this site. "
    "The audit group did not make these counts."
)

#: The highest count with a shade of its own.
SHADES = 4


def theme_matrix(library: Library, here: CurrentPage, years: Sequence[ProgrammeYear]) -> str:
    """Return a table with a row for each audit of some years and a column for each theme.

    Each number links to the reminders on that theme. Years that do not fit are links to
    their own pages.
    """
    if not library.themes or not years:
        return empty_notice("There are no audits yet.")
    fit = how_many_fit((len(library.audits_of_year[year]) for year in years), AUDITS_IN_MATRIX)
    shown = years[:fit]

    on_page = {
        theme.id: years_that_fit(library.findings_by_theme.get(theme.id, ()))
        for theme in library.themes
    }

    def place(audit: Audit, theme: Theme) -> Address:
        if audit.year in on_page[theme.id]:
            return audit_on_theme_address(theme, audit)
        return reminders_of_year_address(audit.year, theme.id)

    def cells(audit: Audit) -> list[tuple[Theme, int, Address]]:
        named = Counter(i for reminder in audit.reminders for i in {*reminder.themes})
        return [(theme, named[theme.id], place(audit, theme)) for theme in library.themes]

    return fill(
        "theme_matrix",
        "matrix",
        library=library,
        here=here,
        themes=library.themes,
        years=[
            (year, [(audit, cells(audit)) for audit in library.audits_of_year[year]])
            for year in shown
        ],
        which=shown[0] if len(shown) == 1 else f"{shown[-1]} to {shown[0]}",
        earlier_years=years[fit:],
        shades=SHADES,
        links_are_ours=LINKS_ARE_OURS,
    )
