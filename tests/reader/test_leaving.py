"""Leaving a page quickly, after the convention of GOV.UK's “Exit this page”.

Each journey is made on a phone and in a wide window, and once with a fault in the script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.support.site_server import NARROW, WIDE, with_fault
from tests.support.states import AUDIT

SITE_SCRIPT = "assets/site.js"
NEUTRAL = "https://www.bbc.co.uk/weather"
NAME = "Leave this page quickly"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as opened:
        opened.set_default_timeout(5000)
        opened.route(f"{NEUTRAL}**", lambda route: route.fulfill(body="<h1>Weather</h1>"))
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def let_the_other_page_not_come(page: Page) -> None:
    """A browser that is answered with “no content” stays where it is."""
    page.context.unroute(f"{NEUTRAL}**")
    page.context.route(f"{NEUTRAL}**", lambda route: route.fulfill(status=204))


def announced(page: Page) -> str:
    """Return what was said to a screen reader beside the button."""
    return page.locator(".sscp-exit-bar [role=status]").inner_text()


def press_shift(page: Page, times: int) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def button_leaves(page: Page, address: str) -> None:
    page.goto(address)
    page.goto(address + AUDIT)
    page.get_by_role("link", name=NAME).click()
    page.wait_for_url(f"{NEUTRAL}**")
    page.go_back()
    page.wait_for_url(address)  # the page that was left is not in the list


def shift_three_times_leaves(page: Page, address: str) -> None:
    page.goto(address + AUDIT)
    press_shift(page, 3)
    page.wait_for_url(f"{NEUTRAL}**")


def each_press_says_how_many_are_left(page: Page, address: str) -> None:
    page.goto(address + AUDIT)
    press_shift(page, 1)
    assert announced(page) == "Shift, press 2 more times to leave this page."
    press_shift(page, 1)
    assert announced(page) == "Shift, press 1 more time to leave this page."


def presses_are_forgotten_after_five_seconds(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(address + AUDIT)
    press_shift(page, 2)
    page.clock.run_for(5001)
    assert announced(page) == "Leaving this page is cancelled."
    press_shift(page, 2)
    page.clock.run_for(100)
    assert page.url == address + AUDIT


def slow_presses_leave(page: Page, address: str) -> None:
    """Somebody whose hands are slow has five seconds for each press, not for all of them."""
    page.clock.install()
    page.goto(address + AUDIT)
    for _ in range(2):
        press_shift(page, 1)
        page.clock.run_for(4000)
    press_shift(page, 1)
    page.wait_for_url(f"{NEUTRAL}**")


def other_keys_between_do_not_leave(page: Page, address: str) -> None:
    let_the_other_page_not_come(page)
    page.goto(address + AUDIT)
    for key in ("Shift", "Shift", "a", "Shift"):
        page.keyboard.press(key)
    expect(page.locator("h1")).to_be_visible()


def capital_letters_do_not_leave(page: Page, address: str) -> None:
    let_the_other_page_not_come(page)
    page.goto(f"{address}search/")
    page.get_by_role("searchbox").focus()
    for letter in "MARAC":
        page.keyboard.down("Shift")
        page.keyboard.press(letter)
        page.keyboard.up("Shift")
    expect(page.locator("h1")).to_be_visible()
    assert announced(page) == ""


def content_is_hidden_while_the_other_page_loads(page: Page, address: str) -> None:
    let_the_other_page_not_come(page)
    page.goto(address + AUDIT)
    page.get_by_role("link", name=NAME).click()
    expect(page.locator("h1")).to_be_hidden()
    assert page.locator("body").inner_text().strip() == "Loading."
    expect(page.get_by_role("alert")).to_have_text("Loading.")
    assert page.title() == "Loading"


def a_page_that_the_browser_kept_is_whole_again(page: Page, address: str) -> None:
    let_the_other_page_not_come(page)
    page.goto(address + AUDIT)
    title = page.title()
    page.get_by_role("link", name=NAME).click()
    expect(page.locator("h1")).to_be_hidden()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_text("Loading.")).to_have_count(0)
    assert page.title() == title


#: Each with a fault in the script that makes it fail.
JOURNEYS: dict[Callable[[Page, str], None], tuple[str, str]] = {
    button_leaves: ("location.replace(link.href)", "location.assign(link.href)"),
    shift_three_times_leaves: ("const PRESSES = 3;", "const PRESSES = 4;"),
    each_press_says_how_many_are_left: (
        "announcement.textContent = `Shift",
        "announcement.title = `Shift",
    ),
    presses_are_forgotten_after_five_seconds: ("const WITHIN = 5000;", "const WITHIN = 9000;"),
    slow_presses_leave: ("      clearTimeout(timer);\n      timer =", "      timer ="),
    other_keys_between_do_not_leave: ("else if (presses) forget(", "else if (0) forget("),
    capital_letters_do_not_leave: (
        'event.key === "Shift" && !wasHeld) press();\n      else if (presses)',
        'event.key === "Shift") press();\n      else if (0)',
    ),
    content_is_hidden_while_the_other_page_loads: ('root.classList.add("sscp-is-leaving");', ""),
    a_page_that_the_browser_kept_is_whole_again: ('root.classList.remove("sscp-is-leaving");', ""),
}


@pytest.mark.parametrize("width", [pytest.param(NARROW, marks=pytest.mark.nightly), WIDE])
@pytest.mark.parametrize("journey", JOURNEYS)
def test_journey(
    journey: Callable[[Page, str], None], page: Page, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    journey(page, address)


@pytest.mark.nightly
@pytest.mark.parametrize("journey", JOURNEYS)
def test_journey_fails_with_a_fault(
    journey: Callable[[Page, str], None], page: Page, address: str
) -> None:
    old, new = JOURNEYS[journey]
    page.route(f"**/{SITE_SCRIPT}", with_fault(SITE_SCRIPT, old, new))
    page.set_default_timeout(1500)
    with pytest.raises((AssertionError, PlaywrightError)):
        journey(page, address)


def test_without_a_script_it_is_a_link(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + AUDIT)
        assert page.get_by_role("link", name=NAME).get_attribute("href") == NEUTRAL


def test_it_is_never_printed(page: Page, address: str) -> None:
    page.goto(address + AUDIT)
    page.emulate_media(media="print")
    expect(page.get_by_text(NAME)).to_be_hidden()
