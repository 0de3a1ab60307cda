"""Barriers that axe-core finds on the built site, and that nothing is lost when text is enlarged.

Every page is looked at, light and dark, at three widths; the states that a reader brings about are
looked at on the pages that have them. No rule of axe-core is left out, but in the dark only those
about colours are run: nothing else is different there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import sideways_scroll

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""Named, because axe-core leaves out the newest, such as the size of targets, unless told."""
WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
AUDIT = "audits/2022-23/domestic-abuse/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # axe-core is put into the page, which the page's own policy would refuse.
    with browser.new_context(bypass_csp=True, reduced_motion="reduce") as context:
        yield context.new_page()


def pages_of(site: Path) -> list[str]:
    """Return the address of every page of a site, below the site's."""
    found = [file.parent.relative_to(site).as_posix() for file in site.rglob("index.html")]
    return [*sorted("" if path == "." else f"{path}/" for path in found), "404.html"]


def barriers(page: Page, width: int, scheme: str) -> list[str]:
    """Return what axe-core finds in a page as it stands: rule, element and what is wrong."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    # As tall as the page, so that what sticks to the edge of the window covers nothing.
    page.set_viewport_size({"width": width, "height": 800})
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(int(height) + 100, 16_000)})
    rules = ["color-contrast", "link-in-text-block"] if scheme == "dark" else STANDARDS
    options: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": rules}
    result: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{width} {scheme} {violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def all_barriers(page: Page) -> list[str]:
    """Return what axe-core finds at each width, light and dark."""
    page.evaluate(AXE)
    return [found for s in SCHEMES for width in WIDTHS for found in barriers(page, width, s)]


def test_no_page_has_a_barrier(page: Page, address: str, built_site: Path) -> None:
    found: dict[str, list[str]] = {}
    pages = pages_of(built_site)
    for path in pages:
        page.goto(address + path)
        if problems := all_barriers(page):
            found[path] = problems[:3]

    assert len(pages) > 35
    assert found == {}


def menu_open(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator(".sscp-menu summary").click()


def results_shown(page: Page) -> None:
    page.locator("#search-results li").first.wait_for()


def nothing_found(page: Page) -> None:
    page.get_by_text("Nothing", exact=False).first.wait_for()


def filters_open(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator(".sscp-find summary").click()


def term_explained(page: Page) -> None:
    page.locator("article abbr").first.click()


def reminder_ticked(page: Page) -> None:
    page.locator("[data-pick]").first.click()


def as_it_comes(page: Page) -> None:
    page.locator("h1").wait_for()


PICKED = "reminders/?pick=2022-23.domestic-abuse.known-to-marac&show=checklist"

STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "menu open": (AUDIT, menu_open),
    "search results": ("search/?q=marac", results_shown),
    "no search results": ("search/?q=zzzzqqq", as_it_comes),
    "filtered reminders": ("reminders/?theme=siblings", as_it_comes),
    "filters open": ("reminders/", filters_open),
    "term explained": (AUDIT, term_explained),
    "reminder ticked": (AUDIT, reminder_ticked),
    "checklist": (PICKED, as_it_comes),
}


@pytest.mark.parametrize("state", STATES)
def test_no_state_of_a_page_has_a_barrier(page: Page, address: str, state: str) -> None:
    path, bring_about = STATES[state]
    page.goto(address + path)
    bring_about(page)

    assert all_barriers(page) == []


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("document.querySelector('h1').style.color = '#999'", "color-contrast"),
        ("document.querySelector('.sscp-menu summary').textContent = ''", "summary-name"),
        ("document.documentElement.lang = ''", "html-has-lang"),
        ("document.querySelector('main').append(document.createElement('img'))", "image-alt"),
        ("document.querySelector('.sscp-name').textContent = ''", "link-name"),
        ("document.querySelector('main').id = 'sscp-moved'", "skip-link"),
    ],
)
def test_a_barrier_is_found(page: Page, address: str, fault: str, rule: str) -> None:
    page.goto(address + AUDIT)
    page.evaluate(fault)

    assert any(rule in problem for problem in all_barriers(page))


# --- Larger text, and other colours ---------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["", AUDIT, "themes/", "reminders/", "guidance/strategy-meetings/", "search/?q=marac"]
)
@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (360, "200%"), (1280, "200%")])
def test_enlarged_text_needs_no_scrolling_sideways(
    page: Page, address: str, path: str, width: int, text: str
) -> None:
    """A window 320 px wide is what one of 1280 px is at a zoom of 400 per cent."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + path)
    page.add_style_tag(content=f"html {{ font-size: calc(125% * {text.rstrip('%')} / 100) }}")

    assert sideways_scroll(page) == 0
    assert page.locator("h1").is_visible()
    assert page.get_by_role("link", name="Leave this page quickly").is_visible()


def test_text_that_is_cut_off_sideways_is_found(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address + AUDIT)
    page.add_style_tag(content="h1 { white-space: nowrap; width: 40rem }")

    assert sideways_scroll(page) > 0


def test_in_forced_colours_everything_has_a_border_or_text(browser: Browser, address: str) -> None:
    with browser.new_context(forced_colors="active") as context:
        page = context.new_page()
        page.goto(address + AUDIT)
        shown = page.locator(".sscp-reminders > li").first.bounding_box()
        text, behind = page.evaluate(
            "(style => [style.color, style.backgroundColor])(getComputedStyle(document.body))"
        )

    assert shown is not None
    assert text != behind
