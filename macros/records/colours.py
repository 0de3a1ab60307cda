"""The colours that a theme can have: a few, all of them legible.

Each has one shade for the light mode and one for the dark. Text in it has a contrast of at least
4.5:1 (WCAG 2.2, 1.4.3) on the page and on a tint of itself: see ``tests/records/test_palette.py``.
Red is reserved for leaving the page and for a child in danger.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

ColourName = Literal["teal", "blue", "indigo", "purple", "plum", "rust", "ochre", "olive", "slate"]


@dataclass(frozen=True)
class Shades:
    """One colour, for the light and the dark mode."""

    light: str
    dark: str


PALETTE: Mapping[ColourName, Shades] = {
    "teal": Shades("#0e6f73", "#74d2cf"),
    "blue": Shades("#1a5fa8", "#8fc3f7"),
    "indigo": Shades("#4c4fb0", "#b9bdff"),
    "purple": Shades("#7a3e9d", "#dab2f2"),
    "plum": Shades("#a02c6b", "#f6a8d0"),
    "rust": Shades("#a3491c", "#f5b492"),
    "ochre": Shades("#775600", "#e6c25f"),
    "olive": Shades("#4b6417", "#bcd46f"),
    "slate": Shades("#4a5a66", "#b6c4ce"),
}

#: ``--sscp-brand-dark`` and ``--sscp-soft`` of docs/assets/base.css, for Word and QR codes.
BRAND_DARK, SOFT = "#08333d", "#eef4f5"


def colour_class(name: ColourName) -> str:
    """Return the class that gives an element a colour.

    >>> colour_class("teal")
    'sscp-colour-teal'
    """
    return f"sscp-colour-{name}"
