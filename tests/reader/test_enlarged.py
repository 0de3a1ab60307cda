"""Larger text, wider spacing, forced colours and reduced motion: nothing is lost, nothing moves.

A text counts as lost if it is cut off, if something lies over it, or if it can only be reached by
scrolling sideways. What scrolls by itself, such as the picture on a phone, loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from tests.support.browser import launched, sideways_scroll
from tests.support.measures import install_measures
from tests.support.states import AUDIT, DESKTOP, KINDS, PHONE, STATES, reach

# --- Larger text ----------------------------------------------------------------------------------

TWICE = """() => {
  const root = document.documentElement;
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
}"""
#: Source: WCAG 2.2, 1.4.12 Text Spacing.
SPACED = """
* {
  letter-spacing: 0.12em !important;
  line-height: 1.5 !important;
  word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important }
"""


def as_it_comes(page: Page) -> None:
    """A window 320 pixels wide is what one of 1280 is at a zoom of 400 per cent."""


def text_twice_as_large(page: Page) -> None:
    page.evaluate(TWICE)


def text_spaced(page: Page) -> None:
    page.add_style_tag(content=SPACED)


ZOOMED = "zoomed to 400 per cent"
WAYS: dict[str, tuple[int, Callable[[Page], None]]] = {
    ZOOMED: (320, as_it_comes),
    "text twice as large on a phone": (360, text_twice_as_large),
    "text spaced out": (360, text_spaced),
}


def lost(page: Page, width: int, within: str = "body") -> list[str]:
    """Return what is lost of an open page, or a part of it, in a window of some width."""
    found = []
    if sideways_scroll(page) > 0:
        found.append("the page scrolls sideways")
    install_measures(page)
    # As tall as the page, so that what sticks to the edge of the window covers nothing.
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": height + 50})
    return found + [str(text) for text in page.evaluate("measures.lostText", within)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "way", [way if way == ZOOMED else pytest.param(way, marks=pytest.mark.nightly) for way in WAYS]
)
def test_enlarged_text_is_all_there(page: Page, address: str, way: str, kind: str) -> None:
    width, enlarge = WAYS[way]
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + KINDS[kind])
    enlarge(page)

    assert lost(page, width) == []
    assert page.locator("h1").is_visible()
    assert page.get_by_role("link", name="Leave this page quickly").is_visible()
    assert page.get_by_role("link", name="Worried or not safe?").is_visible()


@pytest.mark.nightly
@pytest.mark.parametrize("state", [state for state in STATES if state != "menu open"])
def test_enlarged_text_of_a_state_is_all_there(page: Page, address: str, state: str) -> None:
    reach(page, address, state)
    page.set_viewport_size({"width": 320, "height": 800})

    assert lost(page, 320) == []


def test_the_open_menu_lies_over_the_page_and_nothing_over_the_menu(
    page: Page, address: str
) -> None:
    reach(page, address, "menu open")
    page.set_viewport_size({"width": 320, "height": 800})

    assert page.locator(".sscp-menu a").count() > 0
    assert lost(page, 320, ".sscp-menu") == []


@pytest.fixture(scope="module")
def large_text(browser: Browser) -> Iterator[Page]:
    """A page in a browser that is set to text twice as large."""
    setting = "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"
    with launched(browser.browser_type, setting) as large, large.new_context(bypass_csp=True) as c:
        yield c.new_page()


@pytest.mark.nightly
@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_who_sets_the_browser_to_large_text_loses_nothing(
    large_text: Page, address: str, kind: str
) -> None:
    """Unlike a zoom, this setting also counts where a style sheet asks how wide the window is."""
    large_text.set_viewport_size({"width": 1280, "height": 800})
    large_text.goto(address + KINDS[kind])

    assert lost(large_text, 1280) == []


LOST = {
    "scrolls sideways": "h1 { white-space: nowrap; width: 40rem }",
    "cut off": ".sscp-reminders > li { height: 1rem; overflow: hidden }",
    "covered": ".sscp-worried { position: absolute; top: 10rem; z-index: 3 }",
}


@pytest.mark.nightly
@pytest.mark.parametrize("said", LOST)
def test_text_that_is_lost_is_found(page: Page, address: str, said: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address + AUDIT)
    page.add_style_tag(content=LOST[said])

    assert any(said in found for found in lost(page, 320))


# --- Reduced motion -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["home", "audit", "reminders", "search", "guide with tables"])
def test_nothing_moves_for_a_reader_who_wants_no_motion(
    page: Page, address: str, kind: str
) -> None:
    page.goto(address + KINDS[kind])
    install_measures(page)

    assert page.evaluate("measures.moving()") == []


@pytest.mark.nightly
def test_what_moves_is_found(page: Page, address: str) -> None:
    page.goto(address + AUDIT)
    page.add_style_tag(content="@layer theme { a { transition: color 0.2s !important } }")
    install_measures(page)

    assert page.evaluate("measures.moving()") != []


# --- Forced colours -------------------------------------------------------------------------------

CONTROLS = "a[href], button, summary, input, select, textarea"
#: Pixels that have to differ for a reader to notice.
FEWEST = 12


@pytest.fixture(params=["light", "dark"])
def forced(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a reader who has chosen colours for all sites."""
    with browser.new_context(
        bypass_csp=True, forced_colors="active", color_scheme=request.param
    ) as opened:
        opened.set_default_timeout(8000)
        yield opened.new_page()


def unseen_controls(page: Page) -> list[str]:
    """Return the controls of an open page that do not stand out from what is behind them."""
    install_measures(page)
    return [str(control) for control in page.evaluate("measures.unseenControls()")]


@pytest.mark.nightly
@pytest.mark.parametrize("state", ["filters open", "checklist", "search results", "menu open"])
def test_in_forced_colours_every_control_is_seen(forced: Page, address: str, state: str) -> None:
    reach(forced, address, state)

    assert forced.locator(f":is({CONTROLS}):visible").count() > 15
    assert unseen_controls(forced) == []


@pytest.mark.nightly
def test_a_control_that_is_not_seen_in_forced_colours_is_found(forced: Page, address: str) -> None:
    reach(forced, address, "filters open")
    forced.add_style_tag(
        content=".sscp-find * { border-color: Canvas !important; forced-color-adjust: none;"
        " color: Canvas !important; background: Canvas !important }"
    )

    assert unseen_controls(forced) != []


#: What can be chosen: a state that has it, the window, where it is, and how to take it back.
CHOSEN: dict[str, tuple[str, tuple[int, int], str, str]] = {
    "the page that is open, in the menu": (
        "menu open",
        PHONE,
        ".sscp-menu [aria-current]",
        "element.removeAttribute('aria-current')",
    ),
    "the section that is open": (
        "filtered reminders",
        DESKTOP,
        ".sscp-tabs [aria-current]",
        "element.removeAttribute('aria-current')",
    ),
    "the kind of results": (
        "results of one kind",
        DESKTOP,
        ".sscp-search__kinds label:has(:checked)",
        "element.querySelector('input').checked = false",
    ),
    "a filter": (
        "filters open",
        PHONE,
        ".sscp-option:has(:checked)",
        "element.querySelector('input').checked = false",
    ),
    "a reminder": (
        "reminder ticked",
        PHONE,
        ".sscp-tick:has(:checked)",
        "element.querySelector('input').checked = false",
    ),
}


def pixels_that_differ(page: Page, element: str, change: str) -> int:
    """Return how much of an element looks different after a change."""
    found = page.locator(element).first
    found.scroll_into_view_if_needed()
    box = found.bounding_box()
    assert box is not None
    # The change may move what follows: the same part of the window is looked at.
    clip = {
        "x": box["x"] - 4,
        "y": box["y"] - 4,
        "width": box["width"] + 8,
        "height": box["height"] + 8,
    }
    before = page.screenshot(clip=clip)  # type: ignore[arg-type]
    found.evaluate(f"element => {{ {change} }}")
    after = page.screenshot(clip=clip)  # type: ignore[arg-type]
    images = [Image.open(BytesIO(png)).convert("L") for png in (before, after)]
    return sum(ImageChops.difference(*images).point(lambda level: level > 60).histogram()[1:])


@pytest.mark.nightly
@pytest.mark.parametrize("choice", CHOSEN)
def test_in_forced_colours_what_is_chosen_is_seen(forced: Page, address: str, choice: str) -> None:
    state, (width, height), element, take_back = CHOSEN[choice]
    reach(forced, address, state)
    forced.set_viewport_size({"width": width, "height": height})

    assert pixels_that_differ(forced, element, take_back) >= FEWEST


@pytest.mark.nightly
def test_a_choice_that_is_not_seen_in_forced_colours_is_found(forced: Page, address: str) -> None:
    reach(forced, address, "results of one kind")
    forced.add_style_tag(content="label { border: 0 !important; font-weight: 400 !important }")
    _, _, element, take_back = CHOSEN["the kind of results"]

    assert pixels_that_differ(forced, element, take_back) < FEWEST
