"""The marks of things: an icon, and a theme's colour. They stand beside a name, never alone."""

from __future__ import annotations

from macros.addresses.links import CurrentPage, situation_address, theme_address
from macros.pages.html import link
from macros.records.colours import colour_class
from macros.records.icons import icon_class
from macros.records.records import Audit, Situation, Theme


def mark_of(record: Audit | Situation | Theme) -> str:
    """Return the classes of an element that shows a record's icon, and a theme's colour."""
    icon = icon_class(record.icon)
    return f"{icon} {colour_class(record.colour)}" if isinstance(record, Theme) else icon


def theme_link(here: CurrentPage, theme: Theme, label: str = "") -> str:
    """Return a link to a theme with its mark. ``label`` stands for its title, if there is one."""
    return link(here, theme_address(theme.id), label or theme.title, mark_of(theme))


def theme_chip(here: CurrentPage, theme: Theme) -> str:
    """Return a link to a theme as a small sign in its colour."""
    return link(here, theme_address(theme.id), theme.title, f"sscp-chip {mark_of(theme)}")


def situation_link(here: CurrentPage, situation: Situation) -> str:
    """Return a link to a situation with its mark."""
    return link(here, situation_address(situation.id), situation.title, mark_of(situation))
