"""What a screen reader is told: landmarks, names, roles and states. And the size of targets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import pages_of
from tests.support.measures import install_measures
from tests.support.site_html import elements, plain_text, read_page
from tests.support.site_server import NARROW, WIDE
from tests.support.states import AUDIT, KINDS, STATES, reach


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # The measures are put into the page, which the page's own policy would refuse.
    with browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900}) as context:
        context.set_default_timeout(8000)
        yield context.new_page()


# --- Names, roles and states ----------------------------------------------------------------------

LANDMARKS = """
- banner:
  - link "SSCP audit learning"
  - button "Switch to dark mode"
  - search:
    - searchbox "Search this site"
    - button "Search"
  - navigation "Sections"
- region "Help, and leaving this page":
  - link "Worried about a child?"
  - link "Leave this page quickly"
  - status
- navigation "On this page"
- main:
  - navigation "You are here"
  - article:
    - heading /Domestic abuse/ [level=1]
    - heading /Good practice/ [level=2]
    - heading /remind us to/ [level=2]
    - list:
      - listitem:
        - checkbox "For my checklist"
    - region "Worried about a child?"
- contentinfo
"""
FILTERS = """
- form "Find reminders":
  - searchbox "Words"
  - group:
    - group "Situation":
      - checkbox /Strategy meeting/
    - group "Theme":
      - checkbox /Consideration of siblings/ [checked]
    - combobox "Audit"
    - combobox "Year"
- status: /\\d+ of \\d+ reminders/
- button "Clear all"
- list:
  - listitem:
    - checkbox /For my checklist/
- button "The list by theme and by situation"
"""
RESULTS = """
- search:
  - searchbox /Search reminders/
  - button "Search"
  - group "Show":
    - radio /All/ [checked]
    - radio /Reminders/
- status
- list:
  - listitem:
    - link /MARAC/
"""
PICTURE = """
- region "Reminders by theme and audit":
  - table:
    - rowgroup:
      - row:
        - columnheader "Audit"
        - columnheader "Siblings"
    - rowgroup:
      - row:
        - rowheader "2022/23"
      - row:
        - rowheader /Domestic abuse/
        - cell:
          - link /\\d reminders?. Domestic abuse/
"""
CHOSEN = """
- complementary "My checklist":
  - status: 1 chosen
  - link "Show my checklist"
  - button "Untick all"
"""


def test_the_landmarks_of_a_page(page: Page, address: str) -> None:
    page.goto(address + AUDIT)
    expect(page.locator("body")).to_match_aria_snapshot(LANDMARKS)


@pytest.mark.parametrize(
    ("state", "place", "tree"),
    [
        ("filters open", "#find-reminders", FILTERS),
        ("search results", "article", RESULTS),
        ("reminder ticked", "article", CHOSEN),
    ],
)
def test_what_a_reader_is_told_about_a_state(
    page: Page, address: str, state: str, place: str, tree: str
) -> None:
    reach(page, address, state)
    expect(page.locator(place)).to_match_aria_snapshot(tree)


def test_what_a_reader_is_told_about_the_picture(page: Page, address: str) -> None:
    page.goto(f"{address}themes/")
    expect(page.locator("body")).to_match_aria_snapshot(PICTURE)


UNTOLD = {
    "a landmark without a name": (
        AUDIT,
        "document.querySelector('.sscp-exit-bar').ariaLabel = ''",
        LANDMARKS,
    ),
    "a search form without a role": (
        AUDIT,
        "document.querySelector('[role=search]').role = 'none'",
        LANDMARKS,
    ),
    "a picture that is no table": (
        "themes/",
        "document.querySelector('table').role = 'none'",
        PICTURE,
    ),
    "a number without a name": (
        "themes/",
        "document.querySelectorAll('td a').forEach(a => a.removeAttribute('aria-label'))",
        PICTURE,
    ),
}


@pytest.mark.parametrize("fault", UNTOLD)
def test_a_missing_name_or_role_is_found(page: Page, address: str, fault: str) -> None:
    path, script, tree = UNTOLD[fault]
    page.goto(address + path)
    expect(page.locator("body")).to_match_aria_snapshot(tree)
    page.evaluate(script)
    with pytest.raises(AssertionError):
        expect(page.locator("body")).to_match_aria_snapshot(tree, timeout=500)


def told(page: Page, selector: str) -> dict[str, Any]:
    """Return role, name and states of an element, as the browser tells them."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    found = session.send(
        "Runtime.evaluate", {"expression": f"document.querySelector({selector!r})"}
    )
    answer = session.send(
        "Accessibility.getPartialAXTree",
        {"objectId": found["result"]["objectId"], "fetchRelatives": False},
    )
    node = answer["nodes"][0]
    states = {state["name"]: state["value"].get("value") for state in node.get("properties", ())}
    return {"role": node["role"]["value"], "name": node["name"]["value"], **states}


@pytest.mark.parametrize(
    ("state", "summary", "name"),
    [
        ("menu open", ".sscp-menu summary", "Menu"),
        ("filters open", ".sscp-find summary", "Filters"),
    ],
)
def test_what_opens_says_whether_it_is_open(
    page: Page, address: str, state: str, summary: str, name: str
) -> None:
    reach(page, address, state)
    opened = told(page, summary)
    page.locator(summary).click()
    closed = told(page, summary)

    assert opened["role"] == closed["role"] == "DisclosureTriangle"
    assert opened["name"].startswith(name)
    assert (opened["expanded"], closed["expanded"]) == (True, False)


# --- Help in the same place (WCAG 3.2.6) ----------------------------------------------------------

ORDER = "//body/*[self::a or self::header or self::section or self::div or self::footer]"


def help_on(file: Path) -> tuple[object, ...]:
    """Return where on a page the ways to help stand, and what they are."""
    root = read_page(file)
    frame = [str(one.tag) for one in elements(root, ORDER)]
    bar = [plain_text(link) for link in elements(root, "//body/section[1]//a")]
    box = elements(root, "//article/section[@aria-labelledby='worried-about-a-child']")
    numbers = [link.get("href") for link in elements(box[0], ".//a[starts-with(@href, 'tel:')]")]
    after = [one.get("class") for one in elements(box[0], "./following-sibling::*")]
    return frame[:3], bar, len(box), tuple(numbers), tuple(after)


def test_help_is_the_same_and_in_the_same_place_on_every_page(built_site: Path) -> None:
    found = {
        page: help_on(built_site / (page if page == "404.html" else f"{page}index.html"))
        for page in pages_of(built_site)
    }
    frame, bar, boxes, numbers, _ = found[""]

    assert frame == ["a", "header", "section"]
    assert bar == ["Worried about a child?", "Leave this page quickly"]
    assert boxes == 1
    assert isinstance(numbers, tuple)
    assert "tel:999" in numbers
    assert [page for page, here in found.items() if here[:4] != found[""][:4]] == []


def test_help_in_another_order_is_found(built_site: Path, tmp_path: Path) -> None:
    text = (built_site / "index.html").read_text(encoding="utf-8")
    moved = tmp_path / "index.html"
    moved.write_text(text.replace("Worried about a child?</a>", "Help</a>", 1), encoding="utf-8")

    assert help_on(moved) != help_on(built_site / "index.html")


# --- The size of targets (WCAG 2.5.8) -------------------------------------------------------------


def small_targets(page: Page, width: int) -> list[str]:
    """Return the controls that are smaller than 24 pixels and too near to another."""
    page.set_viewport_size({"width": width, "height": 800})
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": height + 50})
    install_measures(page)
    return [str(target) for target in page.evaluate("measures.smallTargets()")]


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("kind", KINDS)
def test_every_target_can_be_hit(page: Page, address: str, kind: str, width: int) -> None:
    page.goto(address + KINDS[kind])

    assert small_targets(page, width) == []


@pytest.mark.parametrize("state", STATES)
def test_every_target_of_a_state_can_be_hit(page: Page, address: str, state: str) -> None:
    reach(page, address, state)
    size = page.viewport_size
    assert size is not None

    assert small_targets(page, size["width"]) == []


def test_a_target_that_is_too_small_is_found(page: Page, address: str) -> None:
    page.goto(address + AUDIT)
    page.add_style_tag(
        content=".sscp-tabs a { line-height: 1 !important; padding: 0 !important }"
        " .sscp-tabs ul { display: block !important }"
    )

    assert small_targets(page, WIDE) != []
