"""The built site in a real browser: wide and narrow, light and dark, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.checks.test_source_fidelity import AUDITS, BRIEFING, REMINDERS
from tests.support.browser import (
    DARK_PAPER,
    background,
    find_browser,
    is_in_view,
    serve,
    sideways_scroll,
    watch_other_hosts,
)
from tests.support.states import KINDS

WIDTHS = (360, 1280)

MARAC = "Check whether the family is known to MARAC and the outcome of discussions"


DOMESTIC_ABUSE = "audits/2022-23/domestic-abuse/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as most readers have it: a wide window, light, with scripts."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        yield context.new_page()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def dark(browser: Browser) -> Iterator[Page]:
    """A page of a reader who has set their computer to dark."""
    with browser.new_context(color_scheme="dark") as context:
        yield context.new_page()


# --- Every page -----------------------------------------------------------------------------------


def too_wide(page: Page) -> dict[int, int]:
    """Return by how many pixels the page is wider than each window that it does not fit."""
    over = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        over[width] = sideways_scroll(page)
    return {width: pixels for width, pixels in over.items() if pixels > 0}


@dataclass
class Visit:
    """What happened while every page of the site was opened."""

    pages: list[str] = field(default_factory=list)
    too_wide: dict[str, dict[int, int]] = field(default_factory=dict)
    other_hosts: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def visit(browser: Browser, built_site: Path, address: str) -> Visit:
    """A visit to every page, by a reader who has set their computer to light."""
    visit = Visit()

    def note_failure(answer: Response) -> None:
        if answer.status >= 400:
            visit.failed.append(answer.url)

    with browser.new_context(color_scheme="light") as context:
        page = context.new_page()
        visit.other_hosts = watch_other_hosts(page, address)
        page.on("pageerror", lambda error: visit.errors.append(f"{page.url}: {error}"))
        page.on("response", note_failure)
        for file in sorted(built_site.rglob("*.html")):
            path = file.relative_to(built_site).as_posix().removesuffix("index.html")
            page.goto(address + path)
            visit.pages.append(path)
            if over := too_wide(page):
                visit.too_wide[path] = over
    return visit


def test_every_page_is_visited(visit: Visit) -> None:
    assert len(visit.pages) > 30
    assert set(KINDS.values()) <= set(visit.pages)


def test_no_page_asks_another_host_for_anything(visit: Visit) -> None:
    assert visit.other_hosts == []


def test_no_page_has_an_error_in_a_script(visit: Visit) -> None:
    assert visit.errors == []


def test_no_page_asks_for_a_file_that_is_not_there(visit: Visit) -> None:
    assert visit.failed == []


def test_no_light_page_scrolls_sideways(visit: Visit) -> None:
    assert visit.too_wide == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_dark_page_does_not_scroll_sideways(dark: Page, address: str, kind: str) -> None:
    dark.goto(address + KINDS[kind])

    assert background(dark) == DARK_PAPER
    assert too_wide(dark) == {}


def test_a_page_that_is_too_wide_is_found(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(
        """() => {
          const wide = document.createElement("div");
          wide.style.width = "600px";
          wide.textContent = "Wide";
          document.querySelector("article").append(wide);
        }"""
    )

    assert list(too_wide(page)) == [360]


def test_a_page_that_asks_another_host_is_found(page: Page, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<img src="http://other.invalid/x.png" alt="">'
        "<script>fetch('https://third.invalid/count').catch(() => 0)</script>",
        encoding="utf-8",
    )
    with serve(tmp_path) as address:
        others = watch_other_hosts(page, address)
        page.goto(address)

    assert sorted(others) == ["http://other.invalid/x.png", "https://third.invalid/count"]


# --- Without scripts ----------------------------------------------------------------------------


@pytest.mark.parametrize("title", AUDITS)
def test_an_audit_can_be_read_without_scripts(plain_page: Page, address: str, title: str) -> None:
    audit = AUDITS[title]
    plain_page.goto(address + audit.page)

    for place, sentence in zip(audit.reminders, BRIEFING[title, REMINDERS], strict=True):
        reminder = plain_page.locator(f"[id='{place}']")
        expect(reminder).to_be_visible()
        expect(reminder).to_contain_text(sentence)
    expect(plain_page.get_by_role("link", name="0121 788 4300")).to_be_visible()


def test_the_index_of_reminders_is_complete_without_scripts(plain_page: Page, address: str) -> None:
    plain_page.goto(f"{address}reminders/")

    for audit in AUDITS.values():
        for place in audit.reminders:
            links = plain_page.locator(f"main a[href$='{audit.page}#{place}']")
            expect(links.first).to_be_visible()


def test_a_link_of_the_index_of_reminders_works_without_scripts(
    plain_page: Page, address: str
) -> None:
    plain_page.goto(f"{address}reminders/")
    plain_page.get_by_role("link", name=MARAC).first.click()

    plain_page.wait_for_url(f"{address}{DOMESTIC_ABUSE}#known-to-marac")
    assert is_in_view(plain_page, "known-to-marac")


# --- Ways to a reminder -------------------------------------------------------------------------


def test_the_search_finds_a_reminder_and_opens_it_at_its_place(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("searchbox", name="Search").fill("MARAC")
    page.keyboard.press("Enter")
    page.get_by_role("article").get_by_role("link", name=MARAC).click()

    page.wait_for_url(f"{address}{DOMESTIC_ABUSE}#known-to-marac")
    expect(page.locator("#known-to-marac")).to_contain_text(MARAC)
    page.wait_for_function("scrollY > 0")
    assert is_in_view(page, "known-to-marac")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("first", ["Making a referral", "All practice reminders"])
def test_a_reminder_is_two_clicks_from_the_home_page(
    page: Page, address: str, first: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    page.get_by_role("article").get_by_role("link", name=first, exact=True).click()
    page.wait_for_url(lambda url: url != address)  # until the scripts have arranged the page
    page.get_by_role("article").get_by_role("link", name=MARAC).first.click()

    page.wait_for_url(f"{address}{DOMESTIC_ABUSE}#known-to-marac")
    page.wait_for_function("scrollY > 0")
    assert is_in_view(page, "known-to-marac")


# --- The browser itself -------------------------------------------------------------------------


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A computer without a browser: an empty folder of programs, and no variable."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def add_program(folder: Path, name: str, exit_code: int = 0) -> str:
    """Add a program that only ends, and return its path."""
    program = folder / name
    program.write_text(f"#!/bin/sh\nexit {exit_code}\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def test_a_missing_browser_is_an_error(programs: Path) -> None:
    with pytest.raises(RuntimeError, match="no browser to test with"):
        find_browser(str(programs / "no-such-browser"))


def test_the_browser_that_the_environment_names_comes_first(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_program(programs, "chromium")
    mine = add_program(programs, "my-browser")
    monkeypatch.setenv("CHROMIUM", mine)

    assert find_browser("") == mine


def test_a_browser_that_the_environment_names_and_does_not_run_is_an_error(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_program(programs, "chromium")
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")

    with pytest.raises(RuntimeError, match="does not run"):
        find_browser("")


def test_the_first_browser_on_the_path_that_runs_is_taken(programs: Path) -> None:
    add_program(programs, "chromium-browser", exit_code=1)
    chrome = add_program(programs, "google-chrome")

    assert find_browser("") == chrome


def test_the_browser_that_playwright_downloaded_comes_last(programs: Path) -> None:
    own = add_program(programs, "downloaded")

    assert find_browser(own) == own
