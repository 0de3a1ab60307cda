"""The theme and audit picture: how many reminders of each audit bear on each theme."""

from __future__ import annotations

from collections.abc import Sequence

from macros.library import Library
from macros.links import (
    Address,
    Here,
    audit_address,
    audit_fragment,
    theme_address,
    year_address,
)
from macros.model import Audit
from macros.render.html import link, number, text

AUDITS_IN_PICTURE = 60
"""How many audits one picture shows, newest years first. Older years have one of their own."""

LINKS_ARE_OURS = (
    "The links between findings and themes were made for this site. "
    "The audit group did not make these counts."
)

SHADES = 4
"""The shade grows with the count up to this; above, the number alone tells."""


def theme_audit_picture(library: Library, here: Here, years: Sequence[str]) -> str:
    """Return a table with a row for each audit of some years and a column for each theme.

    Each number links to the reminders on that theme. Years that do not fit are named with a link
    to their own page.
    """
    if not library.themes or not years:
        return "<p>There are no audits yet.</p>"
    shown, left_out = _fitting(library, years)
    head = "".join(
        f'<th scope="col">{link(here, theme_address(theme.id), theme.short)}</th>'
        for theme in library.themes
    )
    bodies = "\n".join(_year(library, here, year) for year in shown)
    table = (
        '<div class="sscp-picture" role="region" tabindex="0" '
        'aria-label="Reminders by theme and audit" data-search-exclude>\n'
        '<table class="sscp-table">\n'
        "<caption>How many practice reminders of each audit bear on each theme. "
        "Each number is a link to them.</caption>\n"
        f'<thead><tr><th scope="col">Audit</th>{head}</tr></thead>\n{bodies}\n</table>\n</div>'
    )
    table += f"\n<p>{LINKS_ARE_OURS}</p>"
    if not left_out:
        return table
    links = ", ".join(link(here, year_address(year), year) for year in left_out)
    return f"{table}\n<p>Earlier years have a picture of their own: {links}.</p>"


def _fitting(library: Library, years: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the years whose audits fit into one picture, and those that do not."""
    shown: list[str] = []
    room = AUDITS_IN_PICTURE
    for year in years:
        room -= len(library.audits_of_year[year])
        if shown and room < 0:
            break
        shown.append(year)
    return shown, list(years[len(shown) :])


def _year(library: Library, here: Here, year: str) -> str:
    columns = len(library.themes) + 1
    rows = "\n".join(_row(library, here, audit) for audit in library.audits_of_year[year])
    return (
        f'<tbody><tr class="sscp-picture__year"><th scope="rowgroup" colspan="{columns}">'
        f"{link(here, year_address(year), year)}</th></tr>\n{rows}</tbody>"
    )


def _row(library: Library, here: Here, audit: Audit) -> str:
    cells = "".join(_cell(here, audit, theme.id, theme.title) for theme in library.themes)
    title = link(here, audit_address(audit), audit.title)
    return f'<tr><th scope="row">{title}</th>{cells}</tr>'


def _cell(here: Here, audit: Audit, theme_id: str, theme_title: str) -> str:
    count = sum(theme_id in reminder.themes for reminder in audit.reminders)
    if not count:
        return '<td><span class="sscp-none">0</span></td>'
    place = here.href(Address(theme_address(theme_id).page, audit_fragment(audit)))
    name = f"{number(count, 'reminder', 'reminders')}: {audit.title}, {theme_title}"
    return (
        f'<td class="sscp-shade-{min(count, SHADES)}">'
        f'<a href="{text(place)}" aria-label="{text(name)}">{count}</a></td>'
    )
