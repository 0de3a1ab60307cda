"""For those who edit: the lines of a data file beside what each of them becomes on the site.

They are those of a real audit, so that this picture is never older than the site.
"""

from __future__ import annotations

from collections.abc import Iterable

from macros.addresses.links import (
    CurrentPage,
    audit_address,
    item_address,
    situation_address,
    theme_address,
    year_address,
)
from macros.pages.guidance import guide_link
from macros.pages.html import link, text
from macros.reading.yaml_writing import item as listed
from macros.reading.yaml_writing import scalar
from macros.records.library import Library
from macros.records.records import Audit, Reminder

#: A line of the file as plain text, and what it becomes as HTML.
Line = tuple[str, str]


def lines_and_page(library: Library, here: CurrentPage) -> str:
    """Return some lines of an audit's file, each with what it becomes."""
    example = _example(library)
    if example is None:
        return ""
    audit, reminder = example
    file = f"data/audits/{audit.id}.yml"
    return "\n".join(
        [
            '<figure class="sscp-lines" data-search-exclude>',
            f"<figcaption>Some lines of <code>{text(file)}</code>, and what they become"
            "</figcaption>",
            *_group("The audit", _of_audit(here, audit)),
            *_group("One of its reminders", _of_reminder(library, here, audit, reminder)),
            "</figure>",
        ]
    )


def _example(library: Library) -> tuple[Audit, Reminder] | None:
    """Return the audit and the reminder of it that show most, the newest of several.

    Returns ``None`` if there is no reminder yet.
    """
    pairs = [(audit, reminder) for audit in library.audits for reminder in audit.reminders]

    def shows(pair: tuple[Audit, Reminder]) -> tuple[int, str, int]:
        audit, reminder = pair
        fields = (audit.held, reminder.themes, reminder.situations, reminder.guidance)
        return sum(map(bool, fields)), audit.year, -len(reminder.text)

    return max(pairs, key=shows, default=None)


def _group(title: str, lines: Iterable[Line]) -> Iterable[str]:
    yield f"<p><b>{title}</b></p>"
    yield "<dl>"
    for line, becomes in lines:
        yield f"<div><dt><code>{text(line)}</code></dt><dd>{becomes}</dd></div>"
    yield "</dl>"


def _of_audit(here: CurrentPage, audit: Audit) -> Iterable[Line]:
    page = link(here, audit_address(audit), audit.title)
    year = link(here, year_address(audit.year), audit.year)
    yield f"title: {scalar(audit.title)}", f"the name of its page, {page}, wherever it is listed"
    yield f"year: {audit.year}", f"where it stands: among the audits of {year}"
    if audit.held:
        yield f"held: {audit.held.machine}", f"“{audit.held.words}” beside its name"


def _of_reminder(
    library: Library, here: CurrentPage, audit: Audit, reminder: Reminder
) -> Iterable[Line]:
    place = link(here, item_address(audit, reminder), f"#{reminder.id}")
    yield f"- id: {reminder.id}", f"the end of its permanent address: {place}"
    yield f"  text: {scalar(reminder.text)}", f"the sentence: <b>{text(reminder.text)}</b>"
    themes = [link(here, theme_address(i), library.theme_by_id[i].title) for i in reminder.themes]
    if themes:
        yield _names("themes", reminder.themes), f"a place on each theme's page: {_list(themes)}"
    situations = [
        link(here, situation_address(i), library.situation_by_id[i].title)
        for i in reminder.situations
    ]
    if situations:
        becomes = f"a place on each situation's page: {_list(situations)}"
        yield _names("situations", reminder.situations), becomes
    guides = [guide_link(here, library.guidance_by_id[i]) for i in reminder.guidance]
    if guides:
        yield _names("guidance", reminder.guidance), f"a link to what helps: {_list(guides)}"


def _names(field: str, ids: Iterable[str]) -> str:
    return f"  {field}: [{', '.join(map(listed, ids))}]"


def _list(links: Iterable[str]) -> str:
    return ", ".join(links)
