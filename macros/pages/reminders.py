"""The index of practice reminders, by theme and by situation, and the filters for its script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from macros.addresses.links import (
    Address,
    CurrentPage,
    reminders_of_year_address,
    situation_address,
    situation_fragment,
    situations_of_year_address,
    theme_address,
    theme_fragment,
)
from macros.pages.html import fill
from macros.pages.limits import REMINDERS_ON_INDEX, how_many_fit
from macros.records.dates import ProgrammeYear, of_years
from macros.records.library import Findings, Library

NO_THEME = "none"


@dataclass(frozen=True)
class Group:
    """Findings under one heading, with the page about it if there is one."""

    title: str
    fragment: str
    page: Address | None
    findings: Sequence[Findings]


def by_theme(library: Library, here: CurrentPage, year: ProgrammeYear | None = None) -> str:
    """Return the reminders under each theme, and then those without a theme.

    With a ``year``, only those of that year, with the good practice on each theme: the page of a
    theme links here for a year that does not fit on it.
    """
    found = library.findings_by_theme
    groups = [
        Group(
            theme.title,
            theme_fragment(theme.id),
            theme_address(theme.id),
            _shown(library, found.get(theme.id, ()), year),
        )
        for theme in library.themes
    ]
    without = [
        Findings(audit, tuple(r for r in audit.reminders if not r.themes), ())
        for shown in _years(library, year)
        for audit in library.audits_of_year[shown]
    ]
    if any(without):
        fragment, title = theme_fragment(NO_THEME), "Without a cross-cutting theme"
        groups.append(Group(title, fragment, None, list(filter(None, without))))
    other = year and (situations_of_year_address(year), "The same by situation")
    return fill(
        "reminders", "grouped", library=library, here=here, groups=groups, same_elsewhere=other
    )


def by_situation(library: Library, here: CurrentPage, year: ProgrammeYear | None = None) -> str:
    """Return the reminders under each situation; ``year`` is as in :func:`by_theme`."""
    found = library.findings_by_situation
    groups = [
        Group(
            situation.title,
            situation_fragment(situation.id),
            situation_address(situation.id),
            _shown(library, found.get(situation.id, ()), year),
        )
        for situation in library.situations
    ]
    other = year and (reminders_of_year_address(year), "The same by theme")
    return fill(
        "reminders", "grouped", library=library, here=here, groups=groups, same_elsewhere=other
    )


def count_sentence(library: Library, year: ProgrammeYear | None = None) -> str:
    """Return how many reminders of which years a page shows, as a paragraph."""
    years = _years(library, year)
    audits = [audit for shown in years for audit in library.audits_of_year[shown]]
    counts = {True: 0, False: 0}
    for audit in audits:
        counts[library.is_ours(audit)] += len(audit.reminders)
    ours = of_years([year for year in years if year in library.our_audits_of_year])
    return fill(
        "reminders", "count_sentence", count=counts[True], audits_of=ours, elsewhere=counts[False]
    )


def finder(library: Library, here: CurrentPage) -> str:
    """Return the filters, which a script shows, and the place for the results.

    Audits of the same title differ by their date: a closed list does not show its year.
    """
    counts = Counter(map(library.titled, library.audits))
    labels = {
        audit.id: title if counts[title := library.titled(audit)] == 1 else f"{title}, {audit.when}"
        for audit in library.audits
    }
    return fill("reminders", "finder", here=here, library=library, labels=labels)


def other_lists(library: Library, here: CurrentPage) -> str:
    """Return links to the reminders of each year, and to the files with all of them."""
    return fill("reminders", "other_lists", here=here, years=_counts(library).items())


def _counts(library: Library) -> dict[ProgrammeYear, int]:
    """Return how many reminders each year has."""
    return {
        year: sum(len(audit.reminders) for audit in audits)
        for year, audits in library.audits_of_year.items()
    }


def _years(library: Library, year: ProgrammeYear | None) -> tuple[ProgrammeYear, ...]:
    """Return one year, or as many of the newest years as fit in the index of all."""
    if year is not None:
        return (year,)
    return library.years[: how_many_fit(_counts(library).values(), REMINDERS_ON_INDEX)]


def _shown(
    library: Library, findings: Iterable[Findings], year: ProgrammeYear | None
) -> list[Findings]:
    """Return the findings of the years that are shown: all of them only on a year's own page."""
    years = _years(library, year)
    of_years = [item for item in findings if item.audit.year in years]
    if year is None:
        of_years = [Findings(item.audit, item.reminders, ()) for item in of_years]
    return list(filter(None, of_years))
