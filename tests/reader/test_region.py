"""What readers see only where other publishers' audits are on the site: the small region."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, TimeoutError, expect

from macros.checks.load import load_library
from macros.records.library import Library
from tests.conftest import ADDRESS
from tests.support.browser import serve
from tests.support.site_server import Visit, visit
from tests.support.whose import theirs, without_publisher

Check = Callable[[Visit, Library], None]


@pytest.fixture(scope="module")
def library(region: Path) -> Library:
    return load_library(region.parent / "project")


def query(here: Visit) -> dict[str, list[str]]:
    return parse_qs(urlsplit(here.url).query)


def results_can_be_narrowed_to_a_publisher(here: Visit, library: Library) -> None:
    """To ours, to another, and back to all; the address keeps it, and counts say what is left."""
    page = here.page
    page.goto(f"{here.top}search/index.html?q=neglect", wait_until="load")
    shown, count = page.locator(".sscp-search__where"), page.locator("#search-count")
    filters = page.locator("#search-publishers")
    (other, *_) = library.elsewhere
    page.get_by_text("Narrow the results").click()
    filters.get_by_role("radio", name=other.short).check()
    expect(count).to_contain_text(f" from {other.short}, of ")
    assert all(f"from {other.short}" in where for where in shown.all_inner_texts())
    page.wait_for_url("**publisher=**")
    assert query(here) == {"q": ["neglect"], "publisher": [other.id]}
    page.reload()
    expect(filters.get_by_role("radio", name=other.short)).to_be_checked()
    filters.get_by_role("radio", name=library.ours.short).check()
    expect(count).to_contain_text(f" from {library.ours.short}, of ")
    assert not [where for where in shown.all_inner_texts() if "from " in where]
    filters.get_by_role("radio", name="From all").check()
    expect(count).not_to_contain_text("from")
    # What only we have cannot be narrowed.
    page.fill("#search-input", "accessibility")
    expect(filters).to_be_hidden()


def reminders_can_be_narrowed_to_a_role(here: Visit, library: Library) -> None:
    """To each that has some, from whichever publisher, together with the page of the role."""
    page = here.page
    page.goto(f"{here.top}reminders/index.html", wait_until="load")
    shown = page.locator(".sscp-results > li > div > a")
    everything = shown.count()
    for agency in library.agencies:
        box = page.locator(f"[name=agency][value={agency.id}]")
        wanted = [
            reminder.text
            for findings in library.findings_by_agency.get(agency.id, ())
            for reminder in findings.reminders
        ]
        if not wanted:
            expect(box).to_have_count(0)
            continue
        box.check()
        assert shown.all_inner_texts() == wanted
        assert query(here) == {"agency": [agency.id]}
        box.uncheck()
        assert len(wanted) < shown.count() == everything


def what_readers_choose_says_whose_it_is(here: Visit, library: Library) -> None:
    """The results of the filters, a checklist of all reminders, and the page of a theme."""
    page = here.page
    picks = "_".join(
        ".".join([audit.id.replace("/", "."), *(reminder.id for reminder in audit.reminders)])
        for audit in library.audits
    )
    (other, *_) = (r for audit in theirs(library) for r in audit.reminders)
    for path in (
        "reminders/index.html",
        f"reminders/index.html?pick={picks}&show=checklist",
        f"themes/{other.themes[0]}/index.html",
    ):
        page.goto(f"{here.top}{path}", wait_until="load")
        if more := page.get_by_role("button", name="Show all").filter(visible=True).all():
            more[0].click()
        body = html.document_fromstring(page.content())
        expect(page.locator("article")).to_contain_text(other.text)
        assert list(without_publisher(library, body, f"{ADDRESS}{path}")) == []


FAULTS: list[tuple[Check, tuple[str, str, str]]] = [
    (results_can_be_narrowed_to_a_publisher, ("assets/search.js", "result.publisher ||", "")),
    (
        reminders_can_be_narrowed_to_a_role,
        ("assets/reminders.js", 'idsOf("agency", agencies)', "[]"),
    ),
    (what_readers_choose_says_whose_it_is, ("assets/reminders.js", " (from ${from})`", "`")),
]
CHECKS = [check for check, _ in FAULTS]


@pytest.mark.parametrize("place", ["host", pytest.param("files", marks=pytest.mark.nightly)])
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_region(check: Check, place: str, browser: Browser, region: Path, library: Library) -> None:
    with serve(region) as host:
        top = host if place == "host" else f"{region.as_uri()}/"
        with visit(browser, top) as here:
            check(here, library)
            assert here.errors == []


@pytest.mark.nightly
@pytest.mark.parametrize(("check", "fault"), FAULTS, ids=[c.__name__ for c in CHECKS])
def test_planted_fault_is_found(
    check: Check, fault: tuple[str, str, str], browser: Browser, region: Path, library: Library
) -> None:
    file, old, new = fault
    with (
        serve(region) as top,
        visit(browser, top, faults={file: (old, new)}) as here,
        pytest.raises((AssertionError, TimeoutError)),
    ):
        check(here, library)
