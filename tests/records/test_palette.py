"""The colours of themes are legible, in light and dark mode."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from macros.records.colours import PALETTE, ColourName, Shades
from tests.conftest import REPOSITORY

#: WCAG 2.2: the least contrast of text (1.4.3).
LEAST = 4.5

STYLES = REPOSITORY / "docs/assets"

RGB = tuple[float, float, float]


def channels(colour: str) -> RGB:
    """Return red, green and blue of a colour such as #0e6f73 or #fff."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def luminance(colour: RGB) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [c / 255 for c in colour]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: RGB, other: RGB) -> float:
    """Return the contrast ratio of two colours."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def paper() -> tuple[RGB, RGB]:
    """Return what pages are printed on, in the light and in the dark."""
    base = (STYLES / "base.css").read_text(encoding="utf-8")
    (found,) = re.findall(r"--sscp-paper: light-dark\((#\w+), (#\w+)\);", base)
    return channels(found[0]), channels(found[1])


def tint() -> float:
    """Return how much of a colour is in its tint, the rest being paper.

    The stylesheets have a second, stronger one: that of a tile that is pointed at, whose words
    have the colour of all text.
    """
    sheets = "".join(sheet.read_text(encoding="utf-8") for sheet in STYLES.glob("*.css"))
    parts = re.findall(r"color-mix\(in srgb, var\(--sscp-colour\) (\d+)%, var\(--sscp-p", sheets)
    return int(min(parts)) / 100


def too_faint(shades: Shades) -> list[str]:
    """Return where a colour is too faint to be read: on paper, or on a tint of itself."""
    faint = []
    for colour, behind in zip((shades.light, shades.dark), paper(), strict=True):
        mixed = [
            tint() * c + (1 - tint()) * p for c, p in zip(channels(colour), behind, strict=True)
        ]
        on_tint = contrast(channels(colour), (mixed[0], mixed[1], mixed[2]))
        if min(on_tint, contrast(channels(colour), behind)) < LEAST:
            faint.append(colour)
    return faint


def test_the_contrast_is_computed_as_in_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", PALETTE)
def test_a_colour_can_be_read_on_paper_and_on_its_tint(name: ColourName) -> None:
    assert too_faint(PALETTE[name]) == []


def test_a_faint_colour_is_found() -> None:
    assert too_faint(Shades("#8fb8ba", "#3f6f70")) == ["#8fb8ba", "#3f6f70"]


def test_no_two_colours_are_alike() -> None:
    seen = [shade for shades in PALETTE.values() for shade in (shades.light, shades.dark)]
    assert len(set(seen)) == len(seen)


def test_an_editor_can_choose_each_of_them_and_no_other() -> None:
    assert set(get_args(ColourName)) == set(PALETTE)
