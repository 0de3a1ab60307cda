"""The theme and audit picture: how many reminders of each audit bear on each theme."""

from __future__ import annotations

from collections.abc import Sequence

from macros.addresses.links import (
    Address,
    CurrentPage,
    audit_address,
    audit_fragment,
    theme_address,
    year_address,
)
from macros.pages.badges import theme_link
from macros.pages.html import empty_notice, link, text
from macros.problems import counted
from macros.records.fields import ProgrammeYear
from macros.records.library import Library
from macros.records.records import SSCP, Audit

#: How many audits one picture shows, newest years first. Older years have one of their own.
AUDITS_IN_PICTURE = 60

LINKS_ARE_OURS = (
    "The links between findings and themes were made for this site. "
    "The audit group did not make these counts."
)

#: The shade grows with the count up to this; above, the number alone tells.
SHADES = 4


def theme_audit_picture(library: Library, here: CurrentPage, years: Sequence[ProgrammeYear]) -> str:
    """Return a table with a row for each audit of some years and a column for each theme.

    Each number links to the reminders on that theme. Years that do not fit are named with a link
    to their own page.
    """
    if not library.themes or not years:
        return empty_notice("There are no audits yet.")
    shown, left_out = _fitting(library, years)
    head = "".join(f'<th scope="col">{theme_link(here, t, t.short)}</th>' for t in library.themes)
    bodies = "\n".join(_year(library, here, year) for year in shown)
    more = ""
    if left_out:
        links = ", ".join(link(here, year_address(year), year) for year in left_out)
        more = f"\n<p>Earlier years have a picture of their own: {links}.</p>"
    which = shown[0] if len(shown) == 1 else f"{shown[-1]} to {shown[0]}"
    return (
        '<figure class="sscp-picture" data-search-exclude>\n'
        f"<figcaption><b>Themes in the practice reminders of {which}</b>\n"
        "How many practice reminders of each audit bear on each theme. "
        f"Each number is a link to them.\n{_key()}</figcaption>\n"
        '<div class="sscp-picture__scroll" role="region" tabindex="0" '
        'aria-label="Reminders by theme and audit">\n<table class="sscp-table">\n'
        f'<thead><tr><th scope="col">Audit</th>{head}</tr></thead>\n{bodies}\n</table>\n</div>\n'
        f'<p class="sscp-picture__source">Source: the audits of {which}, {SSCP}. '
        f"{LINKS_ARE_OURS}</p>\n</figure>{more}"
    )


def _key() -> str:
    """Return what each shade stands for."""
    counts = [*range(SHADES), f"{SHADES} or more"]
    shades = "".join(
        f'<i class="sscp-shade-{shade}">{count}</i>' for shade, count in enumerate(counts)
    )
    return f'<span class="sscp-picture__key">Practice reminders: {shades}</span>'


def _fitting(
    library: Library, years: Sequence[ProgrammeYear]
) -> tuple[list[ProgrammeYear], list[ProgrammeYear]]:
    """Return the years whose audits fit into one picture, and those that do not."""
    shown: list[ProgrammeYear] = []
    room = AUDITS_IN_PICTURE
    for year in years:
        room -= len(library.audits_of_year[year])
        if shown and room < 0:
            break
        shown.append(year)
    return shown, list(years[len(shown) :])


def _year(library: Library, here: CurrentPage, year: ProgrammeYear) -> str:
    columns = len(library.themes) + 1
    rows = "\n".join(_row(library, here, audit) for audit in library.audits_of_year[year])
    return (
        f'<tbody><tr class="sscp-picture__year"><th scope="rowgroup" colspan="{columns}">'
        f"{link(here, year_address(year), year)}</th></tr>\n{rows}</tbody>"
    )


def _row(library: Library, here: CurrentPage, audit: Audit) -> str:
    cells = "".join(_cell(here, audit, theme.id, theme.title) for theme in library.themes)
    title = link(here, audit_address(audit), audit.title)
    when = f"<span>{audit.held.words}</span>" if audit.held else ""
    return f'<tr><th scope="row">{title}{when}</th>{cells}</tr>'


def _cell(here: CurrentPage, audit: Audit, theme_id: str, theme_title: str) -> str:
    count = sum(theme_id in reminder.themes for reminder in audit.reminders)
    if not count:
        return '<td class="sscp-shade-0">0</td>'
    place = here.href(Address(theme_address(theme_id).page, audit_fragment(audit)))
    name = f"{counted(count, 'reminder', 'reminders')}: {audit.title}, {theme_title}"
    return (
        f'<td class="sscp-shade-{min(count, SHADES)}">'
        f'<a href="{text(place)}" aria-label="{text(name)}">{count}</a></td>'
    )
