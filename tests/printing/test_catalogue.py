"""Which documents are made, and what each says about itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from macros.addresses.links import (
    RESPONSE_PAGE,
    agency_address,
    audit_address,
    comparison_address,
    situation_address,
    theme_address,
)
from macros.addresses.site_urls import SiteUrls
from macros.pages.findings import newest
from macros.printing.briefings import Briefings
from macros.printing.catalogue import documents
from macros.printing.documents import pdf
from macros.records.library import Findings, Library
from tests.conftest import ADDRESS
from tests.support.small_library import audit, reminder


@pytest.fixture(scope="module")
def briefings(library: Library) -> Briefings:
    """The documents made from pages that contain only their name."""
    addresses = [
        *map(audit_address, library.audits),
        *(theme_address(theme.id) for theme in library.themes),
        *(situation_address(situation.id) for situation in library.situations),
        *(agency_address(agency.id) for agency in library.agencies_with_findings),
        *(comparison_address(audit) for audit in library.audits if audit.follows),
        RESPONSE_PAGE,
    ]
    pages = [address.page for address in addresses]
    pages += [guide.page for guide in library.guidance if guide.page]
    html = {page: f"<h1>{page}</h1><p>Words of {page}</p>" for page in pages}
    return Briefings(library, SiteUrls(ADDRESS), html)


def test_every_page_of_the_kinds_that_are_printed_has_its_documents(
    briefings: Briefings, library: Library
) -> None:
    expected = ["response.pdf", "packs/guidance.pdf"]
    for item in library.audits:
        year = item.year.slug
        expected += [f"briefings/{year}/7-minute-briefing-{item.slug}.pdf"]
        expected += [f"slides/{year}/slides-{item.slug}.pptx"]
        expected += [f"packs/{year}/team-meeting-{item.slug}.zip"]
        expected += [f"audits/{item.id}.pdf", f"action-plans/{year}/action-plan-{item.slug}.docx"]
    expected += [f"themes/{theme.id}.pdf" for theme in library.themes]
    sheets = [*(f"themes/7-minute-briefing-{theme.id}" for theme in library.our_themes)]
    sheets += [f"7-minute-briefing-{year.slug}" for year in library.our_audits_of_year]
    expected += [f"briefings/{name}.pdf" for name in sheets]
    for situation in library.situations:
        expected += [
            f"situations/{situation.id}.pdf",
            f"checklists/meeting-checklist-{situation.id}.pdf",
        ]
    for agency in library.agencies_with_findings:
        expected.append(f"agencies/{agency.id}.pdf")
        if any(found.reminders for found in library.findings_by_agency[agency.id]):
            expected.append(f"checklists/role-checklist-{agency.id}.pdf")
    expected += [f"comparisons/{item.id}.pdf" for item in library.audits if item.follows]
    expected += [guide.page.replace(".md", ".pdf") for guide in library.guidance if guide.page]
    expected += [f"packs/audits-and-themes-{year.slug}.pdf" for year in library.years]

    assert sorted(document.path for document in documents(briefings)) == sorted(expected)


def test_a_document_is_the_html_of_its_page(briefings: Briefings, library: Library) -> None:
    [theme, *_] = library.themes
    page = theme_address(theme.id).page
    assert f"Words of {page}" in pdf(briefings.layout, briefings.theme(theme)).variants[0]


def test_the_version_is_the_newest_change_of_all_that_a_document_is_made_of(
    briefings: Briefings, library: Library
) -> None:
    theme = next(theme for theme in library.themes if theme.id in library.findings_by_theme)
    page = theme_address(theme.id).page
    days = {f"data/audits/{item.id}.yml": date(2026, 1, 2) for item in library.audits}
    days["data/themes.yml"] = date(2025, 1, 1)

    def version(changes: Iterable[tuple[str, date | None]] = ()) -> str:
        return replace(briefings, changes=days | dict(changes)).theme(theme).imprint.edition

    assert version() == "Version of 2 January 2026"
    # An editor's own paragraphs on the page count, if there are any.
    assert version([(f"docs/{page}", date(2026, 3, 3))]) == "Version of 3 March 2026"
    assert version([(f"docs/{page}", None)]) == "Version not dated"
    assert replace(briefings, changes=days).response().imprint.edition == "Version not dated"


def test_a_checklist_does_not_say_that_an_agency_is_reminded_of_what_names_it(
    briefings: Briefings, library: Library
) -> None:
    for agency in library.agencies_with_findings:
        checklist = briefings.checklist(agency)
        assert checklist.title == f"Reminders that name {agency.title}"
        assert f"remind {agency.title}" not in checklist.content


def test_a_checklist_leaves_out_whole_years_and_never_the_newest() -> None:
    def found(year: str, count: int) -> Findings:
        points = tuple(reminder(f"r{number}") for number in range(count))
        return Findings(audit(f"{year.replace('/', '-')}/a"), points, ())

    years = [found("2024/25", 5), found("2023/24", 3), found("2022/23", 1)]
    shown, omitted = newest(years, 6)
    assert shown == years[:1]
    assert omitted == ["2023/24", "2022/23"]
    assert newest(years, 9) == (years, [])
    assert newest(years[:1], 1) == (years[:1], [])
