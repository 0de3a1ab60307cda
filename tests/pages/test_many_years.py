"""Years added in the data appear everywhere, and the audits of all years stay reachable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from macros.addresses.standard_pages import YEARS_IN_NAVIGATION
from macros.checks.load import load_library
from macros.records.dates import ProgrammeYear
from macros.records.library import Findings, Library
from tests.conftest import Build, own_library, site_of
from tests.support.many_years import CODE, add_years
from tests.support.site_html import (
    elements,
    link_targets,
    main_content,
    plain_text,
    problems_of_site,
    read_page,
)

pytestmark = pytest.mark.nightly


@dataclass(frozen=True)
class Many:
    """The site of many years, and what its data say."""

    site: Path
    library: Library

    @property
    def years(self) -> tuple[ProgrammeYear, ...]:
        return self.library.years

    def root(self, page: str) -> HtmlElement:
        return read_page(self.site / page / "index.html")

    def content(self, page: str) -> HtmlElement:
        return main_content(self.root(page))

    def links(self, page: str) -> list[str]:
        return list(link_targets(self.content(page), page))


@pytest.fixture(scope="module")
def many_years(built: Build) -> Many:
    site = site_of(built("many years", add_years))
    return Many(site, load_library(site.parent / "project"))


def test_the_site_of_many_years_has_no_problem(many_years: Many) -> None:
    leftovers = ("{{ 7*7 }}", "](javascript:alert(1)", "**bold**", "&amp;")
    problems = problems_of_site(many_years.site, meant=(CODE, *leftovers))
    assert not problems, "\n".join(problems)


def test_what_is_not_recorded_is_said(many_years: Many) -> None:
    newest = f"audits/{many_years.years[0].slug}/"
    undated = plain_text(many_years.content(f"{newest}undated/"))
    assert undated.count("Not recorded") == 3  # when it was held, how, and on how many
    assert "No background is recorded for this audit." in undated
    assert "No good practice is recorded for this audit." in undated
    empty = plain_text(many_years.content(f"{newest}no-reminders/"))
    assert "No practice reminders are recorded for this audit." in empty


def test_each_audit_leads_to_the_one_before_and_the_one_after(many_years: Many) -> None:
    pages = [f"audits/{audit.id}/" for audit in many_years.library.chronology]
    for position, page in enumerate(pages):
        (footer,) = elements(
            many_years.root(page), "//nav[@aria-label='Audits before and after this one']"
        )
        beside = [*pages[max(position - 1, 0) : position], *pages[position + 1 : position + 2]]
        assert list(link_targets(footer, page)) == beside


# --- Lists --------------------------------------------------------------------------------------


def audits_listed(many_years: Many, page: str) -> list[str]:
    """Return the audits that the lists of a page lead to, in their order there."""
    is_audit = re.compile(r"audits/[\w-]+/[\w-]+/")
    items = elements(many_years.content(page), ".//ul[contains(@class, 'sscp-cards')]/li")
    return [t for item in items for t in link_targets(item, page) if is_audit.fullmatch(t)]


def test_the_page_of_each_year_lists_its_audits_in_order(many_years: Many) -> None:
    for year, audits in many_years.library.audits_of_year.items():
        expected = [f"audits/{audit.id}/" for audit in audits]
        assert audits_listed(many_years, f"audits/{year.slug}/") == expected


def test_the_list_of_audits_leads_to_every_year_the_newest_first(many_years: Many) -> None:
    is_year = re.compile(r"audits/[\w-]+/")
    years = [link for link in many_years.links("audits/") if is_year.fullmatch(link)]
    assert years == [f"audits/{year.slug}/" for year in many_years.years]
    newest = [f"audits/{a.id}/" for a in many_years.library.audits_of_year[many_years.years[0]]]
    assert audits_listed(many_years, "audits/")[: len(newest)] == newest


def test_every_reminder_is_in_reach_of_the_index_of_reminders(many_years: Many) -> None:
    index = many_years.links("reminders/")
    for year, audits in many_years.library.audits_of_year.items():
        page = f"reminders/{year.slug}/"
        places = {f"audits/{a.id}/#{r.id}" for a in audits for r in a.reminders}
        assert page in index
        assert places <= set(many_years.links(page))


def lists_of_findings(library: Library) -> Iterator[tuple[str, str, tuple[Findings, ...]]]:
    """Yield each page that lists findings, where a year's own page lists them, and all of them."""
    for theme, findings in library.findings_by_theme.items():
        yield f"themes/{theme}/", f"#theme-{theme}", findings
    for situation, findings in library.findings_by_situation.items():
        yield f"situations/{situation}/", f"situations/#situation-{situation}", findings


def test_no_point_is_lost_from_its_theme_or_situation(many_years: Many) -> None:
    """If a year does not fit on a page, the page links to that year's own, which has the points."""
    led_on = 0
    for page, end, findings in lists_of_findings(many_years.library):
        links = set(many_years.links(page))
        for found in findings:
            elsewhere = f"reminders/{found.audit.year.slug}/{end}"
            places = {
                f"audits/{found.audit.id}/#{item.id}"
                for item in (*found.reminders, *found.good_practice)
            }
            if not places <= links:
                led_on += 1
                assert elsewhere in links
                assert places <= set(many_years.links(elsewhere.partition("#")[0]))
    assert led_on, "no page was full, so this showed nothing about pages that are"


def test_years_are_headings_with_the_newest_first(many_years: Many) -> None:
    for page in ("audits/", f"themes/{many_years.library.themes[0].id}/"):
        headings = map(plain_text, elements(many_years.content(page), ".//h2 | .//h3"))
        years = [words for words in headings if re.fullmatch(r"\d{4}/\d{2}", words)]
        assert years == sorted(years, reverse=True)
        assert years[0] == many_years.years[0]


# --- Breadcrumb and navigation ------------------------------------------------------------------


def navigation(many_years: Many, page: str, label: str) -> list[tuple[str, str | None]]:
    """Return the links of a navigation, each with whether it is current."""
    (nav,) = elements(
        many_years.root(page), f"//nav[@aria-label='{label}' or @aria-labelledby='{label}']"
    )
    return [(t, link.get("aria-current")) for t, link in link_targets(nav, page).items()]


def test_a_page_says_which_year_it_belongs_to(many_years: Many) -> None:
    oldest = many_years.years[-1].slug
    pages = {
        f"audits/{audits[0].id}/": ("audits/", f"audits/{year.slug}/")
        for year, audits in many_years.library.audits_of_year.items()
    }
    pages[f"reminders/{oldest}/situations/"] = ("reminders/", f"reminders/{oldest}/")
    for page, (section, year_page) in pages.items():
        above = [target for target, _ in navigation(many_years, page, "You are here")]
        assert above == ["", section, year_page]
        beside = navigation(many_years, page, "this-section")
        assert [target for target, current in beside if current] == [year_page]
        # Of the years, it names the newest ones and the page's own.
        years = [f"{section}{year.slug}/" for year in many_years.years[:YEARS_IN_NAVIGATION]]
        named = [t for t, _ in beside if re.fullmatch(rf"{section}[\w-]+/", t)]
        assert named == list(dict.fromkeys([*years, year_page]))


def test_a_page_about_an_earlier_year_is_in_the_list_beside_it(many_years: Many) -> None:
    for section in ("audits", "reminders"):
        page = f"{section}/{many_years.years[-1].slug}/"
        beside = navigation(many_years, page, "this-section")
        assert [target for target, current in beside if current == "page"] == [page]
        assert page not in dict(navigation(many_years, page, "You are here"))


def test_the_navigation_does_not_grow_with_the_audits(many_years: Many, built_site: Path) -> None:
    """It is on every page. Only the newest years are in it, and no audit."""

    def lengths(site: Path, library: Library) -> list[int]:
        page = f"audits/{library.audits_of_year[library.years[-1]][0].id}/"
        bars = "//nav[@aria-label='All pages' or @aria-label='Sections']"
        root = read_page(site / page / "index.html")
        return [len(link_targets(bar, page)) for bar in elements(root, bars)]

    now = lengths(built_site, own_library())
    grown = sum(lengths(many_years.site, many_years.library)) - sum(now)
    assert grown <= 2 * (YEARS_IN_NAVIGATION - 1), "two sections name each year"
    assert sum(now) > 0
