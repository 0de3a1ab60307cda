"""The site's emblem as a picture of dots, drawn from ``docs/assets/icon.svg``.

Browsers take the drawing itself. What cannot (a phone's home screen, a message that names the
site) is given these. They are drawn without a network, and come out the same in every build.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from textwrap import wrap
from typing import Any

from fontTools.pens.basePen import BasePen  # type: ignore[import-untyped]
from fontTools.svgLib.path import parse_path  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont

Point = tuple[float, float]

#: Shapes are drawn this many times larger and then made smaller, so that their edges are smooth.
FINER = 4

#: Into how many straight lines a curve is divided.
STEPS = 16

TOUCH_ICON, TOUCH_SIZE = "assets/touch-icon.png", 180
FAVICON, FAVICON_SIZE = "favicon.ico", 32
#: The size that sites which show a picture beside a link ask for.
PREVIEW, PREVIEW_SIZE = "assets/preview.png", (1200, 630)

_INK, _QUIET_INK, _PAPER, _BAND = "#ffffff", "#cfe3e7", "#0d4a57", "#08333d"


class _Outline(BasePen):  # type: ignore[misc]
    """Collects the outline of a path as points."""

    def __init__(self) -> None:
        super().__init__(None)
        self.points: list[Point] = []

    def _moveTo(self, point: Point) -> None:  # noqa: N802
        self.points = [point]

    def _lineTo(self, point: Point) -> None:  # noqa: N802
        self.points.append(point)

    def _curveToOne(self, one: Point, two: Point, end: Point) -> None:  # noqa: N802
        start = self.points[-1]
        for step in range(1, STEPS + 1):
            t = step / STEPS
            u = 1 - t
            weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
            corners = (start, one, two, end)
            x, y = (
                sum(weight * corner[axis] for weight, corner in zip(weights, corners, strict=True))
                for axis in (0, 1)
            )
            self.points.append((x, y))


def emblem(svg: str, size: int, *, rounded: bool = True) -> Image.Image:
    """Return an emblem as a square picture.

    ``svg`` may hold ``rect``, ``circle`` and ``path``, filled, in the order in which they are
    drawn. ``rounded`` keeps the round corners of the first: phones cut their own.
    """
    (extent,) = re.findall(r'viewBox="0 0 (\d+) \1"', svg)
    scale = size * FINER / int(extent)
    picture = Image.new("RGBA", (size * FINER, size * FINER), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    for kind, text in re.findall(r"<(rect|circle|path)\b([^>]*)>", svg):
        _draw(draw, kind, dict(re.findall(r'([\w-]+)="([^"]*)"', text)), scale, rounded)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _draw(
    draw: ImageDraw.ImageDraw, kind: str, given: dict[str, str], scale: float, rounded: bool
) -> None:
    """Draw one shape. ``given`` are its attributes."""
    fill = given["fill"]
    if kind == "rect":
        corner = (float(given["width"]) * scale, float(given["height"]) * scale)
        radius = float(given.get("rx", 0)) * scale if rounded else 0
        draw.rounded_rectangle((0, 0, *corner), radius, fill)
    elif kind == "circle":
        x, y, r = (float(given[name]) * scale for name in ("cx", "cy", "r"))
        draw.ellipse((x - r, y - r, x + r, y + r), fill)
    else:
        outline = _Outline()
        parse_path(given["d"], outline)
        draw.polygon([(x * scale, y * scale) for x, y in outline.points], fill)


def as_file(picture: Image.Image, kind: str) -> bytes:
    """Return a picture as the content of a file: ``PNG`` or ``ICO``."""
    file = BytesIO()
    picture.save(file, kind)
    return file.getvalue()


def icon_files(svg: str) -> dict[str, bytes]:
    """Return path on the site to content, for what asks for the emblem by these names."""
    return {
        TOUCH_ICON: as_file(emblem(svg, TOUCH_SIZE, rounded=False), "PNG"),
        FAVICON: as_file(emblem(svg, FAVICON_SIZE), "ICO"),
    }


def preview(svg: str, name: str, description: str, colours: Sequence[str]) -> Image.Image:
    """Return the picture that stands beside a link to the site in a message.

    ``name`` and ``description`` are the site's. ``colours`` are those of its themes, one stripe
    each.
    """
    width, height = PREVIEW_SIZE
    picture = Image.new("RGB", PREVIEW_SIZE, _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, height - 56, width, height), _BAND)
    for position, colour in enumerate(colours):
        left = 80 + position * 56
        draw.rounded_rectangle((left, height - 40, left + 40, height - 16), 6, colour)
    mark = emblem(svg.replace(_PAPER, _BAND), 150)
    picture.paste(mark, (80, 70), mark)
    y = 250.0
    for text, size, ink, bold, letters in (
        (name, 76, _INK, 2, 26),
        (description, 37, _QUIET_INK, 0, 56),
    ):
        font = _font(size)
        for line in wrap(text, letters):
            draw.text((80, y), line, ink, font, stroke_width=bold, stroke_fill=ink)
            y += size * 1.3
        y += 20
    return picture


def _font(size: int) -> Any:
    """Return the font that comes with Pillow: no machine has to have one."""
    return ImageFont.load_default(size)
