"""Our addresses are the same as MkDocs' addresses of the same pages."""

from __future__ import annotations

from itertools import product
from urllib.parse import urljoin

import pytest
from mkdocs.structure.files import File

from macros.addresses.links import (
    AUDIT_PAGE_IDS,
    GLOSSARY_PAGE,
    GUIDANCE_INDEX,
    REMINDER_INDEX,
    RESPONSE_PAGE,
    Address,
    CurrentPage,
    audit_address,
    audit_fragment,
    glossary_address,
    guidance_entry_address,
    item_address,
    page_url,
    reminders_of_year_address,
    response_address,
    situation_address,
    situation_fragment,
    situations_of_year_address,
    theme_address,
    theme_fragment,
    year_address,
)
from macros.addresses.site_urls import site_url_fault
from macros.records.dates import ProgrammeYear
from tests.support.small_library import audit, good_practice, reminder

NEGLECT = audit("2022-23/neglect")
PAGES = [
    "index.md",
    "404.md",
    *(
        address.page
        for address in (
            REMINDER_INDEX,
            GUIDANCE_INDEX,
            RESPONSE_PAGE,
            GLOSSARY_PAGE,
            audit_address(NEGLECT),
            year_address(ProgrammeYear("2022/23")),
            reminders_of_year_address(ProgrammeYear("2022/23")),
            situations_of_year_address(ProgrammeYear("2022/23")),
            theme_address("siblings"),
            situation_address("assessment"),
        )
    ),
    "about/index-of-words.md",
]
SITE = "https://www.example.org/learning/"
EVERY_PAGE_BOTH_WAYS = pytest.mark.parametrize(
    ("page", "directory_urls"), [*product(PAGES, [True, False])]
)


def mkdocs_url(page: str, directory_urls: bool) -> str:
    """Return the address that MkDocs gives to a page, from the root of the site."""
    return File(page, "docs", "site", use_directory_urls=directory_urls).url


@EVERY_PAGE_BOTH_WAYS
def test_a_page_has_the_address_that_mkdocs_gives_it(page: str, directory_urls: bool) -> None:
    ours = urljoin(SITE, page_url(page, directory_urls))
    assert ours == urljoin(SITE, mkdocs_url(page, directory_urls))


@EVERY_PAGE_BOTH_WAYS
def test_links_lead_from_the_address_of_a_page_to_those_of_all_pages(
    page: str, directory_urls: bool
) -> None:
    here = urljoin(SITE, mkdocs_url(page, directory_urls))
    hrefs = {target: CurrentPage(page, directory_urls).href(Address(target)) for target in PAGES}
    assert {target: urljoin(here, href) for target, href in hrefs.items()} == {
        target: urljoin(SITE, mkdocs_url(target, directory_urls)) for target in PAGES
    }


@EVERY_PAGE_BOTH_WAYS
def test_a_link_to_a_place_on_another_page_ends_in_its_id(page: str, directory_urls: bool) -> None:
    href = CurrentPage(page, directory_urls).href(Address("themes/sharing.md", "by-year"))
    here = urljoin(SITE, mkdocs_url(page, directory_urls))
    target = urljoin(SITE, mkdocs_url("themes/sharing.md", directory_urls))
    assert urljoin(here, href) == f"{target}#by-year"


@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_link_to_a_place_on_the_same_page_is_only_its_id(directory_urls: bool) -> None:
    here = CurrentPage("themes/sharing.md", directory_urls)
    assert here.href(Address("themes/sharing.md", "by-year")) == "#by-year"


def test_no_link_is_empty_or_starts_at_the_root_of_the_host() -> None:
    hrefs = [
        CurrentPage(page, directory_urls).href(Address(target))
        for page, target, directory_urls in product(PAGES, PAGES, [True, False])
    ]
    assert [href for href in hrefs if not href or href.startswith("/")] == []


def test_a_reminder_and_a_good_practice_have_a_place_on_the_page_of_their_audit() -> None:
    page = "audits/2022-23/neglect.md"
    assert item_address(NEGLECT, reminder("visit")) == Address(page, "visit")
    assert item_address(NEGLECT, good_practice("voice")) == Address(page, "voice")


def test_entries_of_a_list_have_a_place_on_the_page_of_the_list() -> None:
    assert response_address("a") == Address("response.md", "a")
    assert guidance_entry_address("a") == Address("guidance/index.md", "a")
    assert glossary_address("a") == Address("glossary.md", "a")


def test_headings_of_themes_situations_and_audits_never_have_the_same_id() -> None:
    fragments = {theme_fragment("a"), situation_fragment("a"), audit_fragment(audit("2022-23/a"))}
    assert len(fragments) == 3
    assert not fragments & AUDIT_PAGE_IDS


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("", ""),
        ("https://example.org/briefings", ""),
        ("https://example.org/v1.2/", ""),
        ("https://example.org/index.html", "Take “index.html” off its end"),
        ("https://example.org/audit learning/", "write %20"),
        ("https://example.org/?page=1", "Take off what begins with it"),
    ],
)
def test_an_address_of_the_site_that_cannot_be_one_is_said(url: str, fault: str) -> None:
    assert fault in site_url_fault(url)
    assert bool(fault) == bool(site_url_fault(url))
