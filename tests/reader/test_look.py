"""What a reader sees first on a phone: the ways in, and the bar at the thumb."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

PHONE = (360, 740)
SITUATIONS = 6


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        yield page


def ways_in_at_first(page: Page) -> int:
    """Return how many situations are whole in the first view, above the bar."""
    return int(
        page.evaluate(
            """() => {
              const bar = document.querySelector(".sscp-exit-bar").getBoundingClientRect().top;
              const tiles = [...document.querySelectorAll(".sscp-opening ~ ul a")].slice(0, 6);
              return tiles.filter((tile) => tile.getBoundingClientRect().bottom <= bar).length;
            }"""
        )
    )


def test_a_phone_shows_the_search_and_every_situation_without_scrolling(
    page: Page, address: str
) -> None:
    page.goto(address)
    assert page.get_by_role("searchbox").is_visible()
    assert ways_in_at_first(page) == SITUATIONS


def test_a_taller_opening_is_seen(page: Page, address: str) -> None:
    page.goto(address)
    page.add_style_tag(content=".sscp-opening { padding-bottom: 8rem !important }")
    assert ways_in_at_first(page) < SITUATIONS


def bar(page: Page) -> tuple[set[float], set[int]]:
    """Return the heights of what is in the bar, and on how many lines its words stand."""
    found = page.evaluate(
        """() => [...document.querySelectorAll(".sscp-exit-bar a")].map((link) => {
          const range = document.createRange();
          range.selectNodeContents(link);
          const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
          return [link.getBoundingClientRect().height, lines.size];
        })"""
    )
    return {height for height, _ in found}, {lines for _, lines in found}


def test_the_bar_is_one_line_and_equally_high(page: Page, address: str) -> None:
    page.goto(address)
    heights, lines = bar(page)
    assert len(heights) == 1
    assert min(heights) >= 44
    assert lines == {1}


def test_a_bar_of_two_lines_is_seen(page: Page, address: str) -> None:
    page.goto(address)
    page.add_style_tag(content=".sscp-exit-bar { font-size: 1rem !important }")
    assert bar(page)[1] != {1}


def test_the_key_of_the_picture_has_the_shades_that_its_numbers_have(
    page: Page, address: str
) -> None:
    page.goto(address + "themes/")
    key, cells = page.evaluate(
        """() => ["figcaption i", "td"].map((part) =>
          [...document.querySelectorAll(`.sscp-picture ${part}`)].map((one) =>
            [parseInt(one.textContent), getComputedStyle(one).backgroundColor]))"""
    )
    shade = dict(key)
    assert sorted(shade) == [0, 1, 2, 3, 4]
    assert len(set(shade.values())) == len(shade)
    assert cells
    assert {(count, colour) for count, colour in cells if shade[min(count, 4)] != colour} == set()
