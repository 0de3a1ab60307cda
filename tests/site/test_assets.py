"""What is published of the stylesheets, icons, scripts and pictures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image

from macros.records.icons import drawing
from macros.site.assets import CRITICAL_STYLES, LATER_STYLES, icon_rules
from tests.conftest import ADDRESS, REPOSITORY
from tests.support.site_html import all_pages, elements

HOME = "material/home"


def test_every_stylesheet_is_part_of_the_site_once() -> None:
    sheets = {sheet.name for sheet in (REPOSITORY / "docs/assets").glob("*.css")}
    assert sorted(CRITICAL_STYLES + LATER_STYLES) == sorted(sheets)


def test_every_page_carries_the_same_style_and_names_the_same_policy(built_site: Path) -> None:
    carried = {
        (root.findtext(".//style"), str(policy))
        for _, root in all_pages(built_site)
        for policy in root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    }
    assert len(carried) == 1


def test_nothing_of_the_theme_is_published(built_site: Path) -> None:
    assert not list(built_site.rglob("*.min.css"))
    assert not list((built_site / "assets").glob("*/*.map"))


# --- Icons ----------------------------------------------------------------------------------------


def test_an_icon_is_drawn_once_however_it_is_named() -> None:
    rules = icon_rules([HOME, HOME], "a{mask:var(--sscp-icon-home)}")
    assert rules.count("url(") == 1
    assert rules.count(".sscp-icon-home{") == 1


def test_a_drawing_is_whole_in_the_stylesheet() -> None:
    (encoded,) = re.findall(r'url\("data:image/svg\+xml,([^"]*)"\)', icon_rules([HOME], ""))
    assert "<" not in encoded
    assert "#" not in encoded
    path = re.findall(r' d="([^"]+)"', drawing(HOME))[0]
    assert path in encoded


def test_an_icon_that_the_stylesheet_mistypes_stops_the_build() -> None:
    with pytest.raises(ValueError, match="hoem"):
        icon_rules([], "a{mask:var(--sscp-icon-hoem)}")


def test_the_stylesheet_has_every_icon_that_a_page_names(built_site: Path) -> None:
    css = (built_site / "assets/site.css").read_text(encoding="utf-8")
    named = {
        name
        for _, root in all_pages(built_site)
        for element in elements(root, "//*[contains(@class, 'sscp-icon-')]")
        for name in re.findall(r"sscp-icon-[a-z0-9-]+", element.get("class", ""))
    }
    assert named
    assert {name for name in named if f".{name}{{" not in css} == set()
    assert {name for name in named if f"--{name}:url(" not in css} == set()


# --- Pictures -------------------------------------------------------------------------------------


def test_the_pictures_have_the_sizes_that_are_asked_for(built_site: Path) -> None:
    sizes = {"favicon.ico": 32, "assets/touch-icon.png": 180}
    for path, size in sizes.items():
        with Image.open(built_site / path) as picture:
            assert picture.size == (size, size)
    with Image.open(built_site / "assets/preview.png") as picture:
        assert picture.size == (1200, 630)


def test_a_phone_finds_the_icon_of_each_page(built_site: Path) -> None:
    for page, root in all_pages(built_site):
        (link,) = elements(root, "//link[@rel='apple-touch-icon']")
        place = (built_site / page / urlsplit(link.get("href", "")).path).resolve()
        assert place == (built_site / "assets/touch-icon.png").resolve()


def about_link(root: Any) -> dict[str, str]:
    """Return what a page says of itself to a message that shows a link to it."""
    found = elements(root, "//meta[starts-with(@property, 'og:')]")
    return {meta.get("property", ""): meta.get("content", "") for meta in found}


def test_every_page_of_a_site_with_an_address_says_what_to_show(built_site: Path) -> None:
    titles = set()
    for page, root in all_pages(built_site):
        said = about_link(root)
        assert said["og:url"] == ADDRESS + page
        assert said["og:image"] == f"{ADDRESS}assets/preview.png"
        titles.add(said["og:title"])
        assert "{" not in said["og:title"]  # attributes of the heading
    assert len(titles) == len(list(all_pages(built_site)))


def test_without_an_address_nothing_is_said_that_would_be_wrong(plain_site: Path) -> None:
    for page, root in all_pages(plain_site):
        assert about_link(root) == {}, page
