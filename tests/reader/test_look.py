"""What a reader sees first on a phone: the ways in, and the bar at the thumb."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from macros.records.library import Library


@pytest.fixture
def phone(page: Page, address: str) -> Page:
    """The home page on a phone."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    return page


def ways_in_at_first(page: Page) -> int:
    """Return how many situations are whole in the first view, above the bar."""
    return int(
        page.evaluate(
            """() => {
              const bar = document.querySelector(".sscp-exit-bar").getBoundingClientRect().top;
              const tiles = [...document.querySelectorAll("article ul a[href*=situations]")];
              return tiles.filter((tile) => tile.getBoundingClientRect().bottom <= bar).length;
            }"""
        )
    )


def test_a_phone_shows_the_search_and_every_situation_without_scrolling(
    phone: Page, library: Library
) -> None:
    assert phone.get_by_role("searchbox").is_visible()
    assert ways_in_at_first(phone) == len(library.situations)

    phone.add_style_tag(content=".sscp-opening { padding-bottom: 8rem !important }")
    assert ways_in_at_first(phone) < len(library.situations)


def test_the_bar_is_one_line_and_equally_high(phone: Page) -> None:
    found = phone.evaluate(
        """() => [...document.querySelectorAll(".sscp-exit-bar a")].map((link) => {
          const range = document.createRange();
          range.selectNodeContents(link);
          const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
          return [link.getBoundingClientRect().height, lines.size];
        })"""
    )
    assert len({height for height, _ in found}) == 1
    assert min(height for height, _ in found) >= 44
    assert {lines for _, lines in found} == {1}


def test_the_key_of_the_matrix_has_the_shades_that_its_numbers_have(
    page: Page, address: str
) -> None:
    page.goto(f"{address}themes/")
    key, cells = page.evaluate(
        """() => ["figcaption i", "td"].map((part) =>
          [...document.querySelectorAll(`.sscp-matrix ${part}`)].map((one) =>
            [parseInt(one.textContent), getComputedStyle(one).backgroundColor]))"""
    )
    shade = dict(key)
    assert sorted(shade) == [0, 1, 2, 3, 4]
    assert len(set(shade.values())) == len(shade)
    assert cells
    assert [(count, colour) for count, colour in cells if shade[min(count, 4)] != colour] == []
