"""The built site in a real browser: wide and narrow, light and dark, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from macros.records.library import Library
from tests.support.browser import (
    DARK_PAPER,
    background,
    is_in_view,
    pages_of,
    serve,
    sideways_scroll,
    watch_other_hosts,
)
from tests.support.states import KINDS

WIDTHS = (360, 1280)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as most readers have it: a wide window, light, with the page's own policy."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        yield context.new_page()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


# --- Every page -----------------------------------------------------------------------------------


def too_wide(page: Page) -> dict[int, int]:
    """Return by how many pixels the page is wider than each window that it does not fit."""
    over = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        over[width] = sideways_scroll(page)
    return {width: pixels for width, pixels in over.items() if pixels > 0}


def faults_of(page: Page, address: str, paths: list[str]) -> list[str]:
    """Open pages, and return what scrolls sideways, fails, or asks another host for something."""
    others = watch_other_hosts(page, address)
    found: list[str] = []

    def note_failure(answer: Response) -> None:
        if answer.status >= 400:
            found.append(f"{answer.url} is not there")

    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    page.on("response", note_failure)
    for path in paths:
        page.goto(address + path)
        if over := too_wide(page):
            found.append(f"{path} is too wide: {over}")
    return [*found, *(f"{url} is on another host" for url in others)]


def test_a_page_of_each_kind_works_and_fits(page: Page, address: str) -> None:
    assert faults_of(page, address, list(KINDS.values())) == []


@pytest.mark.nightly
def test_a_dark_page_of_each_kind_fits(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")

    assert faults_of(page, address, list(KINDS.values())) == []
    assert background(page) == DARK_PAPER


@pytest.mark.nightly
def test_every_page_works_and_fits(page: Page, address: str, built_site: Path) -> None:
    assert faults_of(page, address, pages_of(built_site)) == []


@pytest.mark.nightly
def test_a_page_that_does_not_work_or_fit_is_found(page: Page, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<img src="http://other.invalid/x.png" alt=""><img src="gone.png" alt="">'
        '<div style="width: 600px">Wide</div><script>nothing()</script>',
        encoding="utf-8",
    )
    with serve(tmp_path) as address:
        found = "\n".join(faults_of(page, address, [""]))

    for fault in ("another host", "gone.png is not there", "too wide: {360", "not defined"):
        assert fault in found


# --- Without scripts ----------------------------------------------------------------------------


def test_an_audit_can_be_read_without_scripts(
    plain_page: Page, address: str, library: Library
) -> None:
    audit = library.chronology[0]
    plain_page.goto(f"{address}audits/{audit.id}/")

    for reminder in audit.reminders:
        shown = plain_page.locator(f"[id='{reminder.id}']")
        expect(shown).to_be_visible()
        expect(shown).to_contain_text(reminder.text)
    for contact in library.contacts:
        expect(plain_page.get_by_role("link", name=contact.number).first).to_be_visible()


# --- Ways to a reminder -------------------------------------------------------------------------


def check_place(page: Page, address: str, place: str) -> None:
    """Fail unless the page is open at a place, such as ``audits/2022-23/neglect/#some-id``."""
    page.wait_for_url(address + place)
    page.wait_for_function("scrollY > 0")
    assert is_in_view(page, place.partition("#")[2])


def test_a_link_of_the_list_of_reminders_works_without_scripts(
    plain_page: Page, address: str, library: Library
) -> None:
    audit = library.chronology[0]
    place = f"audits/{audit.id}/#{audit.reminders[-1].id}"
    plain_page.goto(f"{address}reminders/")
    plain_page.locator(f"main a[href$='{place}']").first.click()

    plain_page.wait_for_url(address + place)
    assert is_in_view(plain_page, audit.reminders[-1].id)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_reminder_is_two_clicks_from_the_home_page(
    page: Page, address: str, library: Library, width: int
) -> None:
    situation = library.situations[0]
    audit, reminder = next(
        (audit, reminder)
        for audit in library.chronology
        for reminder in audit.reminders
        if situation.id in reminder.situations
    )
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    page.get_by_role("article").get_by_role("link", name=situation.title, exact=True).click()
    page.get_by_role("article").get_by_role("link", name=reminder.text).first.click()

    check_place(page, address, f"audits/{audit.id}/#{reminder.id}")
