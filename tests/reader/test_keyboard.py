"""The tasks that matter, with the keyboard alone, on a phone and in a wide window.

At each stop on the way what has the focus is looked at: its outline is at least two pixels wide
and stands out (WCAG 2.4.7, 2.4.13), and nothing lies over it, such as the bar at the foot of a
phone (WCAG 2.4.11).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.browser import DARK_PAPER, background
from tests.support.measures import install_measures
from tests.support.site_server import NARROW, WIDE
from tests.support.states import AUDIT

MAX_STOPS = 150
NEUTRAL = "https://www.bbc.co.uk/weather"


@pytest.fixture(params=[pytest.param(NARROW, marks=pytest.mark.nightly), WIDE])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    # The measures are put into the page, which the page's own policy would refuse.
    with browser.new_context(
        bypass_csp=True, viewport={"width": request.param, "height": 740}
    ) as context:
        context.set_default_timeout(8000)
        leads_to_weather(context)
        yield context.new_page()


def leads_to_weather(context: BrowserContext) -> None:
    context.route(f"{NEUTRAL}**", lambda route: route.fulfill(body="<h1>Weather</h1>"))


def look_at_focus(page: Page) -> None:
    """Fail if a reader does not see where the focus is."""
    assert page.evaluate("measures.focusFaults()") == []


def focused_name(page: Page) -> str:
    """Return what a reader is told about the element that has the focus."""
    name = page.evaluate(
        """() => {
          const element = document.activeElement;
          const label = element.labels?.[0];
          return element.getAttribute("aria-label") || (label || element).textContent;
        }"""
    )
    return " ".join(str(name).split())


def tab_to(page: Page, name: str) -> None:
    """Press Tab until an element whose name starts so has the focus; look at each stop."""
    install_measures(page)
    for _ in range(MAX_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        look_at_focus(page)
        if focused_name(page).startswith(name):
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


def a_reminder_is_found(page: Page, address: str) -> None:
    page.goto(address)
    tab_to(page, "Search")
    if page.evaluate("document.activeElement.matches('a')"):
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}search/")
        tab_to(page, "Search this site")
    page.keyboard.type("marac")
    page.keyboard.press("Enter")
    page.locator("#search-results li").first.wait_for()
    tab_to(page, "Check whether the family is known to MARAC")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}{AUDIT}#known-to-marac")
    expect(page.locator("#known-to-marac")).to_be_in_viewport()


def reminders_are_filtered(page: Page, address: str) -> None:
    page.goto(f"{address}reminders/")
    tab_to(page, "Search these reminders")
    if page.locator(".sscp-find details[open]").count() == 0:
        tab_to(page, "Filters")
        page.keyboard.press("Enter")
    tab_to(page, "Consideration of siblings")
    page.keyboard.press("Space")
    expect(page.locator(".sscp-result-count")).to_have_text(re.compile(r"\d+ of \d+ reminders\."))
    look_at_focus(page)
    assert page.evaluate("document.activeElement.value") == "siblings"


def a_checklist_is_made(page: Page, address: str) -> None:
    page.goto(address + AUDIT)
    tab_to(page, "For my checklist")
    page.keyboard.press("Space")
    look_at_focus(page)
    tab_to(page, "Show my checklist")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}reminders/?pick=*")
    expect(page.locator("#checklist .sscp-sheet li")).to_have_count(1)
    tab_to(page, "Copy as text")
    tab_to(page, "Remove: ")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing is chosen yet.")).to_be_visible()


def colours_are_switched(page: Page, address: str) -> None:
    page.goto(address + AUDIT)
    tab_to(page, "Switch to dark mode")
    page.keyboard.press("Enter")
    assert background(page) == DARK_PAPER
    look_at_focus(page)
    tab_to(page, "Leave this page quickly")


def the_page_is_left_quickly(page: Page, address: str) -> None:
    page.goto(address + AUDIT)
    tab_to(page, "Leave this page quickly")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{NEUTRAL}**")


JOURNEYS = [
    a_reminder_is_found,
    reminders_are_filtered,
    a_checklist_is_made,
    colours_are_switched,
    the_page_is_left_quickly,
]


@pytest.mark.parametrize("journey", JOURNEYS)
def test_journey(journey: Callable[[Page, str], None], page: Page, address: str) -> None:
    journey(page, address)


def test_the_pdf_of_an_audit_is_reached(page: Page, address: str) -> None:
    page.goto(address + AUDIT)
    tab_to(page, "Print this briefing (PDF")
    target = page.evaluate("document.activeElement.href")
    answer = page.request.get(target)

    assert answer.ok
    assert answer.headers["content-type"] == "application/pdf"


# --- All stops of a page --------------------------------------------------------------------------


def stops(page: Page) -> list[str]:
    """Press Tab from the top to the foot of a page, and return what is wrong with its stops."""
    install_measures(page)
    page.evaluate("document.activeElement.blur()")
    found: list[int] = []  # the number of each element in the page, which shows the order
    faults: list[str] = []
    for _ in range(600):
        page.keyboard.press("Tab")
        place = page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        if page.evaluate("document.activeElement === document.body") or place in found:
            break
        found.append(place)
        faults += page.evaluate("measures.focusFaults()")
    if found != sorted(found):
        faults.append("the order is another than that of the page")
    # Of buttons that exclude each other the chosen one alone is a stop.
    wanted = page.evaluate(
        """[...document.querySelectorAll("a[href], button, summary, input, select, textarea")]
          .filter(one => one.tabIndex >= 0 && !one.disabled && measures.isShown(one))
          .filter(one => one.type !== "radio" || one.checked).length"""
    )
    if len(found) < wanted:
        faults.append(f"{len(found)} stops for {wanted} controls")
    return faults


@pytest.mark.parametrize(
    "path",
    [
        AUDIT,
        "reminders/?theme=siblings",
        "search/?q=marac",
        *(pytest.param(path, marks=pytest.mark.nightly) for path in ("", "themes/", "404.html")),
    ],
)
def test_every_control_is_a_stop_that_is_seen(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.locator("h1").wait_for()
    if "search" in path:
        page.locator("#search-results li").first.wait_for()

    assert stops(page) == []


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("a:focus-visible { outline: 0 !important }", "no outline"),
        ("a:focus-visible { outline: 1px solid !important }", "an outline of 1px"),
        ("article a:focus-visible { outline: 3px solid Canvas !important }", "a contrast of"),
        (
            ".sscp-exit-bar { position: fixed !important; inset: 50% 0 0 !important; z-index: 9 }",
            "hidden by something else",
        ),
    ],
)
def test_a_stop_that_is_not_seen_is_found(page: Page, address: str, style: str, said: str) -> None:
    page.goto(address + AUDIT)
    page.add_style_tag(content=style)

    assert any(said in found for found in stops(page))


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("document.querySelector('h1 ~ * a').tabIndex = 5", "the order is another"),
        ("document.querySelectorAll('a').forEach(a => a.inert = true)", "controls"),
    ],
)
def test_a_page_that_misleads_the_keyboard_is_found(
    page: Page, address: str, script: str, said: str
) -> None:
    page.goto(address + AUDIT)
    page.evaluate(script)

    assert any(said in found for found in stops(page))
