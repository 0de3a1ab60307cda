"""The kinds of page on the site, and the states that a reader can bring them into."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

#: A page of each kind.
KINDS = {
    "home": "",
    "list of audits": "audits/",
    "year": "audits/2022-23/",
    "audit": "audits/2022-23/sexual-abuse/",
    "themes": "themes/",
    "theme": "themes/strategy-meetings/",
    "situations": "situations/",
    "situation": "situations/assessment/",
    "role": "agencies/health/",
    "reminders": "reminders/",
    "reminders of a year": "reminders/2022-23/",
    "list of guides": "guidance/",
    "guide with tables": "guidance/timelines/",
    "response": "response/",
    "board summary": "board/",
    "list of 7-minute briefings": "briefings/",
    "7-minute briefing": "briefings/2022-23/sexual-abuse/",
    "list of forms": "forms/",
    "form": "forms/strategy-meeting-record/",
    "glossary": "glossary/",
    "search": "search/",
    "text": "about/team-meetings/",
    "help for editors": "about/editing/",
    "wrong address": "404.html",
}

AUDIT = "audits/2022-23/domestic-abuse/"
PICKED = "reminders/?pick=2022-23.domestic-abuse.known-to-marac"


def open_menu(page: Page) -> None:
    page.locator(".sscp-menu summary").click()
    page.get_by_role("navigation", name="All pages").wait_for()


def wait_for_results(page: Page) -> None:
    page.locator("#search-results li, .sscp-results > li").first.wait_for()


def wait_for_nothing(page: Page) -> None:
    page.get_by_text("Nothing was found").first.wait_for()


def open_filters(page: Page) -> None:
    if page.locator(".sscp-find details[open]").count() == 0:
        page.locator(".sscp-find summary").click()
    page.get_by_role("combobox", name="Audit").wait_for()


def open_grouped_list(page: Page) -> None:
    page.get_by_role("button", name="Browse by theme or situation").click()
    page.locator("#grouped-reminders").wait_for()


def tick_reminder(page: Page) -> None:
    page.locator("[data-pick]").first.click()
    page.get_by_role("complementary", name="My checklist").wait_for()


def open_checklist_text(page: Page) -> None:
    page.get_by_text("The checklist as text", exact=True).click()
    page.locator("#checklist-text").wait_for()


def as_it_comes(page: Page) -> None:
    page.locator("h1").wait_for()


PHONE, DESKTOP = (360, 740), (1280, 900)

#: State to the page that has it, the window in which it is brought about, and how.
STATES: dict[str, tuple[str, tuple[int, int], Callable[[Page], None]]] = {
    "menu open": ("about/privacy/", PHONE, open_menu),
    "search results": ("search/?q=marac", DESKTOP, wait_for_results),
    "results that have some of the words": ("search/?q=chronolgy+zebra", PHONE, wait_for_results),
    "results of one kind": ("search/?q=child&kind=reminder", PHONE, wait_for_results),
    "no search results": ("search/?q=zzzzqqq", PHONE, wait_for_nothing),
    "filtered reminders": ("reminders/?theme=siblings", DESKTOP, wait_for_results),
    "no reminders found": ("reminders/?words=zzzzqqq", PHONE, as_it_comes),
    "filters open": ("reminders/?theme=siblings", PHONE, open_filters),
    "grouped list open": ("reminders/", DESKTOP, open_grouped_list),
    "reminder ticked": (AUDIT, PHONE, tick_reminder),
    "reminder ticked in the list": ("reminders/", PHONE, tick_reminder),
    "checklist": (f"{PICKED}&show=checklist", DESKTOP, open_checklist_text),
    "empty checklist": ("reminders/?show=checklist", PHONE, as_it_comes),
}


def reach(page: Page, address: str, state: str) -> None:
    """Open the page that has a state, and bring it into that state."""
    path, (width, height), bring_about = STATES[state]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address + path)
    bring_about(page)
