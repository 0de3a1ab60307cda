"""The colours of themes: each can be read, in the light and in the dark."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from macros.records.colours import (
    PALETTE,
    PAPER_DARK,
    PAPER_LIGHT,
    TINT,
    ColourName,
    Shades,
    colour_rules,
)
from tests.conftest import REPOSITORY

#: WCAG 2.2: the least contrast of text (1.4.3) and of what is drawn (1.4.11).
TEXT, GRAPHICS = 4.5, 3.0

#: How much of its colour a tile has that is pointed at. Its words have the colour of all text.
POINTED_AT = 0.18

STYLES = REPOSITORY / "docs/assets"


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour such as #0e6f73."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue


def luminance(colour: tuple[float, ...]) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [c / 255 for c in colour]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the contrast ratio of two colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def tint(colour: str, paper: str) -> tuple[float, ...]:
    """Return what color-mix() makes of a colour and the paper."""
    pairs = zip(channels(colour), channels(paper), strict=True)
    return tuple(TINT * c + (1 - TINT) * p for c, p in pairs)


def too_faint(shades: Shades) -> list[str]:
    """Return where a colour is too faint to be read."""
    return [
        where
        for colour, paper in ((shades.light, PAPER_LIGHT), (shades.dark, PAPER_DARK))
        for where, behind in ((paper, channels(paper)), (f"tint {paper}", tint(colour, paper)))
        if contrast(channels(colour), behind) < TEXT
    ]


def test_the_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", PALETTE)
def test_a_colour_can_be_read_on_paper_and_on_its_tint(name: ColourName) -> None:
    assert too_faint(PALETTE[name]) == []


@pytest.mark.parametrize("shades", [Shades("#8fb8ba", "#74d2cf"), Shades("#0e6f73", "#3f6f70")])
def test_a_faint_colour_is_found(shades: Shades) -> None:
    assert too_faint(shades)


def test_no_two_colours_are_alike() -> None:
    seen = [shade for shades in PALETTE.values() for shade in (shades.light, shades.dark)]
    assert len(set(seen)) == len(seen)


def test_an_editor_can_choose_each_of_them_and_no_other() -> None:
    assert set(get_args(ColourName)) == set(PALETTE)


def test_the_stylesheet_has_the_paper_and_the_tint_that_were_reckoned_with() -> None:
    base = (STYLES / "base.css").read_text(encoding="utf-8")
    assert "--sscp-paper: light-dark(#fff, #1a2126);" in base
    assert (PAPER_LIGHT, PAPER_DARK) == ("#ffffff", "#1a2126")
    sheets = "".join(sheet.read_text(encoding="utf-8") for sheet in STYLES.glob("*.css"))
    parts = re.findall(r"color-mix\(in srgb, var\(--sscp-colour\) (\d+)%", sheets)
    assert {int(part) / 100 for part in parts} == {TINT, POINTED_AT}


def test_every_colour_has_its_rule() -> None:
    for name, shades in PALETTE.items():
        assert f".sscp-colour-{name}{{--sscp-colour:light-dark({shades.light},{shades.dark})}}" in (
            colour_rules()
        )
