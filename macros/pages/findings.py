"""Reminders and good practice of many audits, grouped by year and audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from macros.addresses.links import (
    Address,
    CurrentPage,
    audit_address,
    audit_fragment,
    item_address,
)
from macros.pages.html import blocks, heading, link, list_of, text
from macros.problems import counted
from macros.records.fields import ProgrammeYear
from macros.records.library import Findings
from macros.records.records import Audit, GoodPractice, Reminder

#: How many reminders and good practices a page shows in full, newest years first. The years that
#: do not fit are links to the page of that year, so that no page outgrows a phone.
ITEMS_ON_PAGE = 150


def by_year(
    here: CurrentPage,
    findings: Sequence[Findings],
    overflow: Callable[[ProgrammeYear], Address],
    level: int = 3,
) -> str:
    """Return findings grouped by year, then by audit.

    ``findings`` are newest year first. ``overflow`` gives, for a year that does not fit here, the
    place that holds its findings. ``level`` is the level of the years' headings.
    """
    parts = []
    room = ITEMS_ON_PAGE
    for position, (year, group) in enumerate(groupby(findings, key=lambda f: f.audit.year)):
        of_year = list(group)
        count = sum(len(item) for item in of_year)
        parts.append(heading(level, year, year.replace("/", "-")))
        if position == 0 or count <= room:
            parts += [_audit(here, item, level + 1) for item in of_year]
        else:
            page = link(here, overflow(year), f"Read those of {year}")
            parts.append(f"<p>{counted(count, 'point', 'points')}. {page}</p>")
        room -= count
    return blocks(parts)


def _audit(here: CurrentPage, findings: Findings, level: int) -> str:
    audit = findings.audit
    return blocks(
        [
            heading(level, audit.title, audit_fragment(audit)),
            '<div class="sscp-findings" data-search-exclude>\n'
            f"<p>{_held_and_link(here, audit)}</p>\n"
            f"{points(here, audit, findings.reminders, findings.good_practice)}\n</div>",
        ]
    )


def _held_and_link(here: CurrentPage, audit: Audit) -> str:
    whole = link(here, audit_address(audit), f"The whole audit: {audit.title}")
    return f"{audit.held.words}. {whole}" if audit.held else whole


def by_audit_link(here: CurrentPage, audit: Audit) -> str:
    """Return a line that leads to an audit and says when it was held."""
    return f"<p>{link(here, audit_address(audit), f'{audit.title} audit')}, {text(audit.when)}</p>"


def points(
    here: CurrentPage,
    audit: Audit,
    reminders: Iterable[Reminder],
    good_practice: Iterable[GoodPractice],
) -> str:
    """Return reminders and good practice of one audit, each linked to its place there."""
    remember = [link(here, item_address(audit, item), item.text) for item in reminders]
    good = [
        f"<b>Good practice:</b> {link(here, item_address(audit, item), item.text)}"
        for item in good_practice
    ]
    return "\n".join(
        part
        for part in (
            list_of(remember, "sscp-points") if remember else "",
            list_of(good, "sscp-points sscp-points--good") if good else "",
        )
        if part
    )
