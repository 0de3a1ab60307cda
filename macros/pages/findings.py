"""Reminders and good practice of many audits, grouped by year and audit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from macros.addresses.links import Address, CurrentPage
from macros.pages.html import fill
from macros.pages.room import ITEMS_ON_PAGE, how_many_fit
from macros.records.fields import ProgrammeYear
from macros.records.library import Findings


def by_year(
    here: CurrentPage,
    findings: Sequence[Findings],
    elsewhere: Callable[[ProgrammeYear], Address],
    level: int = 3,
) -> str:
    """Return findings grouped by year, then by audit.

    ``findings`` are newest year first. ``elsewhere`` gives, for a year that does not fit here, the
    place that holds its findings. ``level`` is the level of the years' headings.
    """
    years = {year: list(group) for year, group in groupby(findings, key=lambda f: f.audit.year)}
    counts = {year: sum(map(len, of_year)) for year, of_year in years.items()}
    fit = how_many_fit(counts.values(), ITEMS_ON_PAGE)
    shown = [
        (year, counts[year], of_year if position < fit else [], elsewhere(year))
        for position, (year, of_year) in enumerate(years.items())
    ]
    return fill("findings", "by_year", here=here, years=shown, level=level)
