"""Reminders and good practice of many audits, grouped by year and audit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from macros.addresses.links import Address, CurrentPage
from macros.pages.html import fill
from macros.pages.limits import ITEMS_ON_PAGE
from macros.records.dates import ProgrammeYear
from macros.records.library import Findings, Library

#: Below what a page lists because this site tagged it so.
CHOSEN_HERE = "This site, not the audit group, chose which points to list here."


def years_that_fit(findings: Iterable[Findings]) -> dict[ProgrammeYear, list[Findings]]:
    """Return year to findings, for the newest years that fit on one page."""
    shown: dict[ProgrammeYear, list[Findings]] = {}
    items_left = ITEMS_ON_PAGE
    for year, group in groupby(findings, key=lambda f: f.audit.year):
        of_year = list(group)
        items_left -= sum(map(len, of_year))
        if shown and items_left < 0:
            break
        shown[year] = of_year
    return shown


def by_year(
    library: Library,
    here: CurrentPage,
    findings: Sequence[Findings],
    elsewhere: Callable[[ProgrammeYear], Address],
    prefix: str = "",
) -> str:
    """Return findings grouped by year, then by audit.

    ``findings`` are newest year first. ``elsewhere`` returns where the findings of a year are that
    does not fit here. ``prefix`` begins the ids of the years, where they occur twice on a page.
    """
    shown = years_that_fit(findings)
    counts = Counter[ProgrammeYear]()
    for of_audit in findings:
        counts[of_audit.audit.year] += len(of_audit)
    years = [(year, n, shown.get(year, []), elsewhere(year)) for year, n in counts.items()]
    return fill(
        "findings",
        "by_year",
        library=library,
        here=here,
        years=years,
        prefix=prefix,
    )


def newest(found: Sequence[Findings], limit: int) -> tuple[list[Findings], list[str]]:
    """Return the findings of the newest years that fit, and the years that are omitted.

    The newest year is always included, and no year is split.
    """
    shown: list[Findings] = []
    omitted: list[str] = []
    for year, group in groupby(found, key=lambda item: item.audit.year):
        of_year = list(group)
        limit -= sum(len(item.reminders) for item in of_year)
        if shown and (limit < 0 or omitted):
            omitted.append(year)
        else:
            shown += of_year
    return shown, omitted
