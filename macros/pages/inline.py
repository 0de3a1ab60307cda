"""Links, for templates to call. Labels are plain text.

Pages hold thousands of links, so they are the one kind of element that is written in Python.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from markupsafe import Markup

from macros.addresses.links import (
    Address,
    CurrentPage,
    audit_address,
    guide_address,
    item_address,
    situation_address,
    theme_address,
)
from macros.records.colours import colour_class
from macros.records.findings import Finding
from macros.records.icons import icon_class
from macros.records.library import Library
from macros.records.publishers import Agency
from macros.records.records import Audit, Guidance, Situation, Theme


def link(here: CurrentPage, address: Address, label: str, css: str = "") -> Markup:
    """Return a link to a place on the site."""
    attribute = f' class="{escape(css)}"' if css else ""
    return Markup(f'<a href="{escape(here.href(address))}"{attribute}>{escape(label)}</a>')


def outside_link(url: str, label: str) -> Markup:
    """Return a link that leaves the site."""
    return Markup(f'<a href="{escape(url)}" rel="noopener external">{escape(label)}</a>')


def links_to(
    here: CurrentPage, places: Iterable[tuple[Address, str]], between: str = ", "
) -> Markup:
    """Return links to places, given as pairs of an address and a label."""
    return Markup(between).join(link(here, address, label) for address, label in places)


def mark_of(record: Agency | Audit | Situation | Theme) -> str:
    """Return the classes that give an element a record's icon, and a theme's colour."""
    icon = icon_class(record.icon)
    return f"{icon} {colour_class(record.colour)}" if isinstance(record, Theme) else icon


def audit_link(here: CurrentPage, audit: Audit, label: str = "", css: str = "") -> Markup:
    """Return a link to an audit. ``label`` replaces its title."""
    return link(here, audit_address(audit), label or audit.title, css)


def item_link(here: CurrentPage, audit: Audit, item: Finding) -> Markup:
    """Return a finding as a link to its place in its audit."""
    return link(here, item_address(audit, item), item.text)


def theme_link(here: CurrentPage, theme: Theme, label: str = "") -> Markup:
    """Return a link to a theme with its mark. ``label`` replaces its title."""
    return link(here, theme_address(theme.id), label or theme.title, mark_of(theme))


def theme_links(here: CurrentPage, library: Library, ids: Iterable[str]) -> Markup:
    """Return links to themes, without marks."""
    themes = (library.theme_by_id[theme_id] for theme_id in ids)
    return links_to(here, ((theme_address(t.id), t.title) for t in themes))


def situation_link(here: CurrentPage, situation: Situation) -> Markup:
    """Return a link to a situation with its mark."""
    return link(here, situation_address(situation.id), situation.title, mark_of(situation))


def situation_links(here: CurrentPage, library: Library, ids: Iterable[str]) -> Markup:
    """Return links to situations, without marks."""
    situations = (library.situation_by_id[situation_id] for situation_id in ids)
    return links_to(here, ((situation_address(s.id), s.title) for s in situations))


def guide_link(here: CurrentPage, guide: Guidance) -> Markup:
    """Return a link to a guide, or to its entry in the list of guides if there is no guide yet."""
    if guide.url:
        return outside_link(guide.url, guide.title)
    return link(here, guide_address(guide), guide.title)


def guide_links(here: CurrentPage, library: Library, ids: Iterable[str]) -> Markup:
    """Return links to guides."""
    return Markup(", ").join(guide_link(here, library.guidance_by_id[i]) for i in ids)
