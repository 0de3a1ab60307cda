"""The index of practice reminders, by theme and by situation, and what its script works on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from macros.addresses.links import (
    CSV_FILE,
    JSON_FILE,
    SCHEMA_FILE,
    SCRIPT_FILE,
    CurrentPage,
    reminders_of_year_address,
    situation_address,
    situation_fragment,
    situations_of_year_address,
    theme_address,
    theme_fragment,
)
from macros.pages.findings import by_audit_link, points
from macros.pages.html import blocks, empty_notice, heading, link, list_of
from macros.pages.scripts import tick_boxes
from macros.problems import counted
from macros.records.fields import ProgrammeYear
from macros.records.library import Findings, Library

#: How many reminders the index of all years holds. Older years that do not fit are on the page of
#: that year only.
REMINDERS_ON_INDEX = 250

NO_THEME = "none"


def by_theme(library: Library, here: CurrentPage, year: ProgrammeYear | None = None) -> str:
    """Return the reminders under each theme, and then those without a theme.

    With a ``year`` only those of that year, and the good practice on each theme as well: this is
    where a theme's page sends its reader for a year that has no room there.
    """
    years = _years(library, year)
    parts = [
        _group(
            here,
            heading(3, theme.title, theme_fragment(theme.id)),
            link(here, theme_address(theme.id), f"More on {theme.title}"),
            _of_years(library.findings_by_theme, theme.id, years),
            with_good_practice=year is not None,
        )
        for theme in library.themes
    ]
    without = [
        Findings(audit, tuple(r for r in audit.reminders if not r.themes), ())
        for year in years
        for audit in library.audits_of_year[year]
    ]
    if any(without):
        title = heading(3, "Without a cross-cutting theme", theme_fragment(NO_THEME))
        parts.append(_group(here, title, "", without, with_good_practice=False))
    if year is not None:
        parts += [
            f"<p>{link(here, situations_of_year_address(year), 'The same by situation')}</p>",
            tick_boxes(here),
        ]
    return blocks(parts)


def by_situation(library: Library, here: CurrentPage, year: ProgrammeYear | None = None) -> str:
    """Return the reminders under each situation; with a ``year`` as :func:`by_theme` does."""
    years = _years(library, year)
    parts = [
        _group(
            here,
            heading(3, situation.title, situation_fragment(situation.id)),
            link(here, situation_address(situation.id), f"More on {situation.title}"),
            _of_years(library.findings_by_situation, situation.id, years),
            with_good_practice=year is not None,
        )
        for situation in library.situations
    ]
    if year is not None:
        parts += [
            f"<p>{link(here, reminders_of_year_address(year), 'The same by theme')}</p>",
            tick_boxes(here),
        ]
    return blocks(parts)


def count_sentence(library: Library, year: ProgrammeYear | None = None) -> str:
    """Return how many reminders of which years a page shows, as a paragraph."""
    years = _years(library, year)
    if not years:
        return empty_notice("There are no practice reminders yet.")
    count = sum(len(a.reminders) for shown in years for a in library.audits_of_year[shown])
    which = years[0] if len(years) == 1 else f"{years[-1]} to {years[0]}"
    sentence = counted(count, "practice reminder", "practice reminders")
    return f"<p>{sentence} from the audits of {which}.</p>"


def finder(here: CurrentPage) -> str:
    """Return the place where the script puts the filters, the results and the checklist."""
    return f'<div id="find-reminders"></div>\n\n{tick_boxes(here, SCRIPT_FILE)}'


def other_lists(library: Library, here: CurrentPage) -> str:
    """Return links to the page of each year's reminders, and to the files that hold all of them."""
    items = []
    for year, audits in library.audits_of_year.items():
        count = sum(len(audit.reminders) for audit in audits)
        by_theme_page = link(here, reminders_of_year_address(year), f"Reminders of {year}")
        by_situation_page = link(here, situations_of_year_address(year), "by situation")
        items.append(
            f"{by_theme_page} ({counted(count, 'reminder', 'reminders')}), or {by_situation_page}"
        )
    files = [
        f'<a href="{here.file(CSV_FILE)}" download>All reminders as a spreadsheet (CSV)</a>',
        f'<a href="{here.file(JSON_FILE)}" download>All reminders as data for programs (JSON)</a>, '
        f'described by a <a href="{here.file(SCHEMA_FILE)}">JSON Schema</a>',
    ]
    return list_of([*items, *files])


def _years(library: Library, year: ProgrammeYear | None) -> tuple[ProgrammeYear, ...]:
    """Return one year, or as many of the newest years as the index of all has room for."""
    if year is not None:
        return (year,)
    shown: list[ProgrammeYear] = []
    room = REMINDERS_ON_INDEX
    for candidate, audits in library.audits_of_year.items():
        room -= sum(len(audit.reminders) for audit in audits)
        if shown and room < 0:
            break
        shown.append(candidate)
    return tuple(shown)


def _of_years(
    grouped: Mapping[str, tuple[Findings, ...]], key: str, years: Sequence[ProgrammeYear]
) -> list[Findings]:
    return [item for item in grouped.get(key, ()) if item.audit.year in years]


def _group(
    here: CurrentPage,
    title: str,
    more: str,
    findings: Sequence[Findings],
    *,
    with_good_practice: bool,
) -> str:
    """Return one heading with its reminders, by audit."""
    lines = []
    for item in findings:
        good_practice = item.good_practice if with_good_practice else ()
        if item.reminders or good_practice:
            lines.append(by_audit_link(here, item.audit))
            lines.append(points(here, item.audit, item.reminders, good_practice))
    if not lines:
        lines.append("<p>None yet.</p>")
    if more:
        lines.append(f'<p class="sscp-more">{more}</p>')
    body = "\n".join(lines)
    return f'{title}\n\n<div class="sscp-findings" data-search-exclude>\n{body}\n</div>'
