"""What every page has: the menu, the choice of colours, and terms that lead to the glossary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    expect,
)
from playwright.sync_api import Error as PlaywrightError

from tests.support.browser import DARK_PAPER, background
from tests.support.site_html import elements, plain_text, read_page
from tests.support.site_server import with_fault

AUDIT = "audits/2022-23/domestic-abuse/"
PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
SITE_SCRIPT = "assets/site.js"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=DESKTOP) as opened:
        opened.set_default_timeout(4000)
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def focused(page: Page) -> str:
    """Return the name that the focused element shows."""
    return str(page.evaluate("document.activeElement.innerText.trim()"))


# --- The menu -----------------------------------------------------------------------------------


def menu_works_by_keyboard(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(address + AUDIT)
    for _ in range(12):
        page.keyboard.press("Tab")
        if focused(page) == "Menu":
            break
    assert focused(page) == "Menu"
    page.keyboard.press("Enter")
    menu = page.get_by_role("navigation", name="All pages")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.sscp-menu') !== null")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    assert focused(page) == "Menu"


def menu_leads_to_a_page(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(address + AUDIT)
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("navigation", name="All pages").get_by_role("link", name="Glossary").click()
    page.wait_for_url(f"{address}glossary/")


def skip_link_leads_to_the_start_of_the_content(page: Page, address: str) -> None:
    page.goto(f"{address}guidance/child-protection-medical/")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().top >= 0")


# --- Colours ------------------------------------------------------------------------------------


def colours_can_be_chosen_and_are_kept(page: Page, address: str) -> None:
    page.goto(address)
    light = background(page)
    page.get_by_role("button", name="Switch to dark mode").click()
    assert background(page) == DARK_PAPER != light
    page.goto(address + AUDIT)
    assert background(page) == DARK_PAPER
    assert page.evaluate("Object.keys(localStorage)") == ["sscp-colours"]
    page.get_by_role("button", name="Switch to light mode").click()
    assert background(page) == light


# --- Terms --------------------------------------------------------------------------------------


def a_term_leads_to_the_glossary(page: Page, address: str) -> None:
    page.goto(address + AUDIT)
    page.get_by_role("article").get_by_role("link", name="MARAC", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}glossary/#marac")


#: Each with a fault in the script that makes it fail.
JOURNEYS: dict[Callable[[Page, str], None], tuple[str, str]] = {
    menu_works_by_keyboard: ('menu.querySelector("summary").focus();', ""),
    colours_can_be_chosen_and_are_kept: ("localStorage.setItem(", "String("),
}


@pytest.mark.parametrize(
    "journey",
    [
        *JOURNEYS,
        menu_leads_to_a_page,
        skip_link_leads_to_the_start_of_the_content,
        a_term_leads_to_the_glossary,
    ],
)
def test_journey(journey: Callable[[Page, str], None], page: Page, address: str) -> None:
    journey(page, address)


def broken_words(page: Page) -> list[str]:
    """Return the words in the headings of the picture that stand on two lines."""
    found = page.evaluate(
        """() => [...document.querySelectorAll(".sscp-matrix thead th + th a")].flatMap((link) => {
          const text = link.firstChild;
          return [...text.data.matchAll(/[A-Za-z]+/g)].filter((word) => {
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            return range.getClientRects().length > 1;
          }).map((word) => word[0]);
        })"""
    )
    return [str(word) for word in found]


@pytest.mark.parametrize("path", ["themes/", "audits/2022-23/"])
def test_no_heading_of_the_picture_breaks_within_a_word(
    page: Page, address: str, path: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address + path)
    assert broken_words(page) == []


@pytest.mark.nightly
def test_a_word_that_breaks_in_the_picture_is_found(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address + "themes/")
    links = page.locator(".sscp-matrix thead th + th a")
    links.evaluate_all(
        "links => links.forEach(link => { link.style.wordBreak = 'break-all';"
        " link.style.display = 'block'; link.style.inlineSize = '2em'; })"
    )
    assert broken_words(page)


@pytest.mark.nightly
@pytest.mark.parametrize("journey", JOURNEYS)
def test_journey_fails_with_a_fault(
    journey: Callable[[Page, str], None], page: Page, address: str
) -> None:
    old, new = JOURNEYS[journey]
    page.route(f"**/{SITE_SCRIPT}", with_fault(SITE_SCRIPT, old, new))
    with pytest.raises((AssertionError, PlaywrightError)):
        journey(page, address)


def test_without_a_script_the_menu_opens_and_no_button_does_nothing(
    browser: Browser, address: str
) -> None:
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + AUDIT)
        page.get_by_text("Menu", exact=True).click()
        expect(page.get_by_role("navigation", name="All pages")).to_be_visible()
        assert page.get_by_role("button", name="Switch to dark mode").count() == 0


def test_on_this_page_names_each_heading_as_it_is(built_site: Path) -> None:
    for file in built_site.rglob("*.html"):
        root = read_page(file)
        for link in elements(root, "//nav[@aria-label='On this page']//a"):
            [heading] = elements(root, f"//*[@id='{link.get('href', '').removeprefix('#')}']")
            assert plain_text(link) == plain_text(heading) != "", file
