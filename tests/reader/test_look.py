"""What a reader sees first on a phone: the ways in, and the bar at the thumb."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from macros.addresses.links import audit_address, page_url
from macros.records.library import Library
from macros.records.records import Audit

#: What an audit may take on a phone: this many screens for this many characters of its own, and
#: more in proportion. It was 9.7 screens and 148 links when readers called it noise.
SCREENS, CHARACTERS = 5, 2200


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


# --- The length of an audit's page ---------------------------------------------------------------


def most_screens(library: Library, audit: Audit) -> float:
    """Return how many screens of a phone an audit may take."""
    own = [item.text for item in (*audit.reminders, *audit.good_practice, *audit.found)]
    own += [response.text for response in library.responses_to.get(("audit", audit.id), ())]
    own += [guide.title for guide in library.guidance_of_audit(audit)]
    return SCREENS * max(1, len("".join([*own, *audit.background])) / CHARACTERS)


def most_links(library: Library, audit: Audit) -> int:
    """Return how many links an audit may have, without those to the glossary and to call."""
    responses = library.responses_to.get(("audit", audit.id), ())
    guides = library.guidance_of_audit(audit)
    return 25 + 4 * len(audit.reminders) + 2 * len(responses) + len(guides)


def screens(page: Page) -> float:
    """Return how long an open page is, without who to call: one more screen, by their number."""
    return float(
        page.evaluate(
            """() => {
              const boxes = [...document.querySelectorAll(".sscp-help-first, .sscp-worried")];
              const toCall = boxes.reduce((all, { offsetHeight }) => all + offsetHeight, 0);
              return (document.documentElement.scrollHeight - toCall) / innerHeight;
            }"""
        )
    )


def links(page: Page) -> int:
    return page.locator("main a:not([href^='tel:'], [href*='glossary/#'])").count()


def test_an_audit_is_short_and_has_few_links(page: Page, address: str, library: Library) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for audit in library.audits:
        page.goto(address + page_url(audit_address(audit).page, True))
        assert screens(page) <= most_screens(library, audit), audit.id
        assert links(page) <= most_links(library, audit), audit.id

    page.add_style_tag(content="article li { margin-bottom: 80rem !important }")
    assert screens(page) > most_screens(library, audit)
    page.evaluate("document.querySelector('article').innerHTML += '<a href>x</a>'.repeat(100)")
    assert links(page) > most_links(library, audit)
