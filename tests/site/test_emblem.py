"""The emblem and the picture beside links: drawn without a network, the same in every build."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image

from macros.site.emblem import (
    FAVICON,
    PREVIEW,
    PREVIEW_SIZE,
    TOUCH_ICON,
    TOUCH_SIZE,
    as_file,
    emblem,
    icon_files,
    preview,
)
from tests.conftest import REPOSITORY, build, site_of
from tests.support.site_html import all_pages, elements

SVG = (REPOSITORY / "docs/assets/icon.svg").read_text(encoding="utf-8")
BRAND = (13, 74, 87)
ADDRESS = "https://learning.example.org/audits-of-ours/"


def colour_at(picture: Image.Image, x: float, y: float) -> Any:
    """Return the colour of a picture at a place of the drawing, which is 32 wide."""
    scale = picture.width / 32
    return picture.getpixel((int(x * scale), int(y * scale)))


@pytest.mark.parametrize("size", [32, 180])
def test_the_picture_has_what_the_drawing_has(size: int) -> None:
    picture = emblem(SVG, size)
    assert colour_at(picture, 16, 3) == (*BRAND, 255)
    assert colour_at(picture, 12, 10) == (255, 255, 255, 255)
    assert colour_at(picture, 12, 22) == (255, 255, 255, 255)
    assert colour_at(picture, 21.5, 14.5) == (163, 206, 213, 255)
    assert colour_at(picture, 0, 0)[3] < 128


def test_a_shape_that_is_missing_is_seen() -> None:
    """Planted: the drawing without its first path."""
    start = SVG.index("<path")
    without = SVG[:start] + SVG[SVG.index("/>", start) + 2 :]
    assert colour_at(emblem(without, 180), 12, 22) == (*BRAND, 255)


def test_phones_cut_the_corners_themselves() -> None:
    with Image.open(BytesIO(icon_files(SVG)[TOUCH_ICON])) as picture:
        assert picture.size == (TOUCH_SIZE, TOUCH_SIZE)
        assert picture.convert("RGBA").getpixel((0, 0)) == (*BRAND, 255)


def drawn(name: str = "Our site", colours: tuple[str, ...] = ("#74d2cf",)) -> bytes:
    return as_file(preview(SVG, name, "What it is for.", colours), "PNG")


def test_the_picture_beside_links_is_the_same_in_every_build() -> None:
    assert drawn() == drawn()
    assert drawn() != drawn("Another site")
    assert drawn() != drawn(colours=())


def test_it_has_the_size_that_is_asked_for_and_is_small() -> None:
    with Image.open(BytesIO(drawn())) as picture:
        assert picture.size == PREVIEW_SIZE == (1200, 630)
    assert len(drawn()) < 100_000


def right_of_the_margin(name: str) -> bool:
    """Say if the words stay clear of the right edge of the picture."""
    picture = preview(SVG, name, "Partnership " * 20, ())
    edge = picture.crop((1120, 0, 1200, 570))
    return edge.getcolors() == [(80 * 570, BRAND)]


def test_long_words_stay_within_the_picture() -> None:
    assert right_of_the_margin("Learning from multi-agency audits")
    assert not right_of_the_margin("M" * 26)


# --- On the site ----------------------------------------------------------------------------------


def about_link(root: Any) -> dict[str, str]:
    """Return what a page says of itself to whoever shows a link to it."""
    found = elements(root, "//meta[starts-with(@property, 'og:')]")
    return {meta.get("property", ""): meta.get("content", "") for meta in found}


@pytest.mark.build
def test_every_page_of_a_site_with_an_address_says_what_to_show(tmp_path: Path) -> None:
    site = site_of(build(REPOSITORY, tmp_path / "site", SITE_URL=ADDRESS))
    titles = set()
    for page, root in all_pages(site):
        said = about_link(root)
        assert said["og:url"] == ADDRESS + page
        assert said["og:image"] == ADDRESS + PREVIEW
        titles.add(said["og:title"])
    assert len(titles) == len(list(all_pages(site)))
    with Image.open(site / PREVIEW) as picture:
        assert picture.size == PREVIEW_SIZE


def test_without_an_address_nothing_is_said_that_would_be_wrong(plain_site: Path) -> None:
    for page, root in all_pages(plain_site):
        assert about_link(root) == {}, page
    assert not (plain_site / PREVIEW).exists()


def test_a_phone_finds_its_icon_and_a_page_visit_asks_for_none_of_them(built_site: Path) -> None:
    for page, root in all_pages(built_site):
        (link,) = elements(root, "//link[@rel='apple-touch-icon']")
        place = (built_site / page / urlsplit(link.get("href", "")).path).resolve()
        assert place == (built_site / TOUCH_ICON).resolve()
        assert place.is_file()
    assert (built_site / FAVICON).is_file()
