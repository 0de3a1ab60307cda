"""What a screen reader says: landmarks, names, roles and states."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from macros.records.library import Library
from tests.support.browser import pages_of
from tests.support.site_html import elements, plain_text, read_page
from tests.support.states import AUDIT, reach

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
  - link "Worried or not safe?"
  - link "Leave this page quickly"
  - status
- navigation "On this page"
- navigation "You are here"
- main:
  - article:
    - heading [level=1]
    - heading /remind us to/ [level=2]
    - list:
      - listitem:
        - checkbox /For my checklist/
        - group: /More/
    - heading /Good practice/ [level=2]
    - region "Worried about a child?"
- contentinfo
"""
FILTERS = """
- form "Find reminders":
  - searchbox "Search these reminders"
  - group:
    - group "Situation":
      - checkbox
    - group "Theme":
      - checkbox [checked]
    - combobox "Audit"
    - combobox "Year"
- status: /\\d+ of \\d+ reminders/
- button "Clear all"
- list:
  - listitem:
    - checkbox /For my checklist/
- button "Browse by theme or situation"
"""
RESULTS = """
- search:
  - searchbox /Search this site/
  - button "Search"
- group: Narrow the results
- paragraph
- status
- list:
  - listitem:
    - link /MARAC/
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
def test_what_a_screen_reader_says_of_a_state(
    page: Page, address: str, state: str, place: str, tree: str
) -> None:
    reach(page, address, state)
    expect(page.locator(place)).to_match_aria_snapshot(tree)


def test_what_a_screen_reader_says_of_the_matrix(
    page: Page, address: str, library: Library
) -> None:
    year = library.years[0]
    audit = library.audits_of_year[year][0]
    page.goto(f"{address}themes/")
    expect(page.locator("body")).to_match_aria_snapshot(
        f"""
- region "Reminders by theme and audit":
  - table:
    - rowgroup:
      - row:
        - columnheader "Audit"
        - columnheader "{library.themes[0].short}"
    - rowgroup:
      - row:
        - rowheader "{year}"
      - row:
        - rowheader /{audit.title}/
        - cell:
          - link /\\d reminders?. {audit.title}/
"""
    )


@pytest.mark.nightly
def test_a_missing_name_is_found(page: Page, address: str) -> None:
    page.goto(address + AUDIT)
    page.evaluate("document.querySelector('.sscp-exit-bar').ariaLabel = ''")
    with pytest.raises(AssertionError):
        expect(page.locator("body")).to_match_aria_snapshot(LANDMARKS, timeout=500)


def spoken(page: Page, selector: str) -> dict[str, Any]:
    """Return role, name and states of an element, as the browser hands them to a screen reader."""
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
    opened = spoken(page, summary)
    page.locator(summary).click()
    closed = spoken(page, summary)

    assert opened["name"].startswith(name)
    assert (opened["expanded"], closed["expanded"]) == (True, False)


# --- Help in the same place (WCAG 3.2.6) ----------------------------------------------------------

FRAME = "//body/*[self::a or self::header or self::section or self::div or self::footer]"


def help_on(file: Path) -> tuple[object, ...]:
    """Return where on a page the ways to get help are, and what they are."""
    root = read_page(file)
    frame = [str(one.tag) for one in elements(root, FRAME)]
    bar = [plain_text(link) for link in elements(root, "//body/section[1]//a")]
    boxes = elements(root, "//article/section[@aria-labelledby='worried-about-a-child']")
    numbers = [
        link.get("href")
        for box in boxes
        for link in elements(box, ".//a[starts-with(@href, 'tel:')]")
    ]
    return frame[:3], bar, len(boxes), numbers


def test_help_is_the_same_and_in_the_same_place_on_every_page(
    built_site: Path, library: Library
) -> None:
    contacts = (*library.contacts_for("child"), *library.contacts_for("reader"))
    numbers = [f"tel:{contact.number.replace(' ', '')}" for contact in contacts]
    frame, bar, boxes, called = help_on(built_site / "index.html")

    assert (frame, boxes) == (["a", "header", "section"], 1)
    assert bar == ["Worried or not safe?", "Leave this page quickly"]
    assert called == numbers
    for page in pages_of(built_site):
        file = built_site / (page if page == "404.html" else f"{page}index.html")
        assert help_on(file) == (frame, bar, boxes, called), page
