"""The icons: each exists, is small, drawn once in the stylesheet, and never without text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml.html import HtmlElement, fromstring
from playwright.sync_api import Browser, Page

from macros.records.colours import PALETTE
from macros.records.icons import MAX_BYTES, drawing, icon_fault, icon_names
from macros.records.library import Library
from tests.support.site_html import all_pages, elements, plain_text


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(color_scheme="light") as context:
        yield context.new_page()


# --- The names that editors write -----------------------------------------------------------------


def test_every_icon_of_the_data_is_there(library: Library) -> None:
    assert len(library.icons) > 10
    assert {name: icon_fault(name) for name in library.icons if icon_fault(name)} == {}


def test_every_theme_has_a_colour_of_its_own(library: Library) -> None:
    colours = [theme.colour for theme in library.themes]
    assert len(set(colours)) == len(colours) <= len(PALETTE)


def test_every_theme_and_every_situation_has_an_icon_of_its_own(library: Library) -> None:
    for records in (library.themes, library.situations):
        icons = [record.icon for record in records]
        assert len(set(icons)) == len(icons)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("material/hoem", "“material/home”"),
        ("home", "“material/home”"),
        ("Material/Home", "“material/home”"),
        ("../../../etc/passwd", "such as material/account-group"),
        ("", "such as material/account-group"),
    ],
)
def test_a_name_that_is_none_is_refused_with_a_hint(name: str, hint: str) -> None:
    fault = icon_fault(name)
    assert fault is not None
    assert hint in fault[1]


def test_a_drawing_with_too_much_detail_is_refused() -> None:
    large = next(name for name in icon_names() if len(drawing(name)) > MAX_BYTES)
    fault = icon_fault(large)
    assert fault is not None
    assert "too much detail" in fault[0]


# --- On the pages --------------------------------------------------------------------------------


def without_words(root: HtmlElement) -> list[str]:
    """Return the elements that show an icon and say nothing."""
    return [
        element.get("class", "")
        for element in elements(root, "//*[contains(@class, 'sscp-icon')]")
        if not plain_text(element).strip()
    ]


def test_no_icon_is_without_text(built_site: Path) -> None:
    for page, root in all_pages(built_site):
        assert without_words(root) == [], page


def test_an_icon_without_text_is_found() -> None:
    assert without_words(fromstring('<p><a class="sscp-icon sscp-icon-home" href="/"></a></p>'))


def test_a_theme_looks_the_same_wherever_it_is_named_with_its_mark(
    built_site: Path, library: Library
) -> None:
    for page, root in all_pages(built_site):
        for theme in library.themes:
            wanted = {f"sscp-colour-{theme.colour}", f"sscp-icon-{theme.icon.split('/')[1]}"}
            for link in elements(root, f"//a[contains(@class, 'sscp-icon')][.='{theme.title}']"):
                if f"themes/{theme.id}/" in link.get("href", ""):
                    assert wanted <= set(link.get("class", "").split()), page


# --- In a browser ---------------------------------------------------------------------------------

DRAWN = """(selector) => {
  const style = getComputedStyle(document.querySelector(selector), "::before");
  return [style.maskImage.startsWith('url("data:'), style.backgroundColor, style.width];
}"""


def test_an_icon_has_the_colour_of_its_theme(page: Page, address: str) -> None:
    page.goto(address + "themes/siblings/")
    drawn, colour, width = page.evaluate(DRAWN, ".sscp-kicker")
    assert drawn
    assert colour == "rgb(160, 44, 107)"
    assert float(width.removesuffix("px")) >= 20


AUDIT = "audits/2022-23/domestic-abuse/"


@pytest.mark.parametrize(
    ("path", "selector", "part"),
    [
        ("", ".sscp-tiles a", "::before"),
        (AUDIT, ".sscp-good > li", "::before"),
    ],
)
def test_what_is_drawn_is_seen_in_forced_colours(
    browser: Browser, address: str, path: str, selector: str, part: str
) -> None:
    with browser.new_context(forced_colors="active", bypass_csp=True) as context:
        page = context.new_page()
        page.goto(address + path)
        colours = """([selector, part]) => {
          const of = (element, part) => getComputedStyle(element, part || null).backgroundColor;
          return [of(document.querySelector(selector), part), of(document.body)];
        }"""
        seen = page.evaluate(colours, [selector, part])
        page.add_style_tag(content=f"{selector}{part} {{ background: red !important }}")
        faulty = page.evaluate(colours, [selector, part])
    assert seen[0] != seen[1]
    # Planted: any colour except a system colour becomes the colour of the paper.
    assert faulty[0] == faulty[1]
