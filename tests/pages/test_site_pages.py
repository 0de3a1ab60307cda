"""What readers see on the pages of the built site, as it follows from the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from lxml.html import HtmlElement

from macros.addresses.data_places import CONTENTS
from macros.addresses.links import audit_on_theme_address
from macros.pages.audits import RELATED_REMINDERS
from macros.records.records import Audit, Guidance
from macros.records.responses import Response
from tests.conftest import ADDRESS, CONTACT, REPOSITORY, REPOSITORY_ADDRESS, own_library
from tests.support.site_html import (
    all_pages,
    elements,
    link_targets,
    main_content,
    plain_text,
    read_page,
)

LIBRARY = own_library()
OUR_GUIDES = [guide for guide in LIBRARY.guidance if guide.page]
AUDIT, THEME, SITUATION = LIBRARY.audits[0], LIBRARY.themes[0], LIBRARY.situations[0]


def by_id(record: Audit | Guidance | Response) -> str:
    """Name a test by the record that it is about."""
    return record.id


def page_of(site: Path, page: str) -> HtmlElement:
    """Return the root of a page, given by its address."""
    return read_page(site / page / "index.html")


def content_of(site: Path, page: str) -> HtmlElement:
    """Return the main content of a page."""
    return main_content(page_of(site, page))


def links_of(site: Path, page: str) -> dict[str, HtmlElement]:
    """Return where the main content of a page leads."""
    return link_targets(content_of(site, page), page)


def page_of_guide(guide: Guidance) -> str:
    return f"{(guide.page or '').removesuffix('.md')}/"


# --- Audits -------------------------------------------------------------------------------------


@pytest.mark.parametrize("audit", LIBRARY.audits, ids=by_id)
def test_an_audit_says_when_how_and_on_how_many_it_was_done(built_site: Path, audit: Audit) -> None:
    facts = elements(content_of(built_site, f"audits/{audit.id}/"), ".//dl")[0]
    terms = map(plain_text, elements(facts, ".//dt"))
    said = dict(zip(terms, map(plain_text, elements(facts, ".//dd")), strict=True))
    assert said["Carried out"] == (audit.held.words if audit.held else "Not recorded")
    assert said["Method"].lower() == (audit.method or "not recorded").lower()
    if audit.sample:
        assert said["Sample"].startswith(f"{audit.sample.size} ")


@pytest.mark.parametrize("audit", LIBRARY.audits, ids=by_id)
def test_each_point_of_an_audit_is_at_its_address(built_site: Path, audit: Audit) -> None:
    article = content_of(built_site, f"audits/{audit.id}/")
    points = {h.get("id"): plain_text(h) for h in elements(article, ".//h3[@id]")}
    assert points == {item.id: item.text for item in audit.findings}


@pytest.mark.parametrize("audit", LIBRARY.audits, ids=by_id)
def test_a_reminder_leads_to_what_other_audits_say_on_its_themes(
    built_site: Path, audit: Audit
) -> None:
    page = f"audits/{audit.id}/"
    article = content_of(built_site, page)
    for reminder in audit.reminders:
        (item,) = elements(article, f".//li[h3/@id='{reminder.id}']")
        needed = {
            f"audits/{o.id}/#{r.id}"
            for o, r in LIBRARY.related_reminders(audit, reminder, RELATED_REMINDERS)
        }
        assert needed <= set(link_targets(item, page)), reminder.id
        themes = {f"themes/{theme}/" for theme in reminder.themes}
        assert themes <= set(links_of(built_site, page)), reminder.id


@pytest.mark.parametrize("audit", LIBRARY.audits, ids=by_id)
def test_an_audit_begins_with_its_reminders_and_has_few_links(
    built_site: Path, audit: Audit
) -> None:
    """Besides its documents, the breadcrumb and the telephone numbers."""
    page = page_of(built_site, f"audits/{audit.id}/")
    first = "what-was-found" if audit.found else "reminders"
    assert elements(page, "//article//h2[@id]")[0].get("id") == first
    links = elements(content_of(built_site, f"audits/{audit.id}/"), ".//a")
    others = "ancestor::aside | ancestor::*[@class='sscp-prints' or @class='sscp-help-first']"
    own = [a for a in links if not elements(a, others)]
    assert len(own) <= 17 + 4 * len(audit.findings)


# --- Explained terms ----------------------------------------------------------------------------


def test_an_acronym_says_what_the_glossary_says(built_site: Path) -> None:
    meanings = {
        form.casefold(): term.expansion or term.definition
        for term in LIBRARY.glossary
        for form in (term.term, *term.aliases)
    }
    explained = [
        (plain_text(abbreviation), abbreviation.get("title", ""))
        for audit in LIBRARY.audits
        for abbreviation in elements(content_of(built_site, f"audits/{audit.id}/"), ".//abbr")
    ]
    assert explained
    for word, title in explained:
        assert meanings[word.casefold()].removesuffix(".") in title


def test_another_areas_partnership_is_not_explained_as_solihulls(built_site: Path) -> None:
    wrong = [
        f"{page}: {before[-1][-30:]}{plain_text(found)}"
        for page, root in all_pages(built_site)
        for found in elements(root, "//abbr[starts-with(@title, 'Solihull Safeguarding')]")
        if plain_text(found) == "Safeguarding Children Partnership"
        and (before := cast("list[str]", found.xpath("preceding::text()[1]")))
        and not before[-1].endswith("Solihull ")
    ]
    assert not wrong, "\n".join(wrong)


def test_every_term_of_the_glossary_is_on_its_page(built_site: Path) -> None:
    article = content_of(built_site, "glossary/")
    for term in LIBRARY.glossary:
        (name,) = elements(article, f".//dt[@id='{term.id}']")
        assert plain_text(name).startswith(term.term)
        assert term.definition in plain_text(article)


# --- Themes -------------------------------------------------------------------------------------


def test_a_theme_says_how_often_it_came_up(built_site: Path) -> None:
    for theme in LIBRARY.themes:
        page = page_of(built_site, f"themes/{theme.id}/")
        (first,) = elements(page, "//h2[@id='how-often-it-has-come-up']/following-sibling::p[1]")
        count = sum(theme.id in r.themes for a in LIBRARY.our_audits for r in a.reminders)
        assert plain_text(first).startswith(f"{count} reminder" if count else "No audit")


@pytest.mark.parametrize("page", ["themes/", f"audits/{LIBRARY.years[0].slug}/"])
def test_the_theme_matrix_counts_what_the_data_has_and_leads_there(
    built_site: Path, page: str
) -> None:
    (table,) = elements(content_of(built_site, page), ".//table")
    newest = LIBRARY.audits_of_year[LIBRARY.years[0]]
    of_all = [audit for audits in LIBRARY.audits_of_year.values() for audit in audits]
    shown = sorted(of_all if page == "themes/" else newest, key=lambda a: not LIBRARY.is_ours(a))
    named = {i for audit in shown for reminder in audit.reminders for i in reminder.themes}
    columns = [theme for theme in LIBRARY.themes if theme.id in named]
    heads = elements(table, ".//thead//th")
    assert [target for head in heads for target in link_targets(head, page)] == [
        f"themes/{theme.id}/" for theme in columns
    ]
    rows = elements(table, ".//tbody/tr[td]")
    names = []
    for row, audit in zip(rows, shown, strict=True):
        assert list(link_targets(elements(row, "./th")[0], page)) == [f"audits/{audit.id}/"]
        for cell, theme in zip(elements(row, "./td"), columns, strict=True):
            count = sum(theme.id in reminder.themes for reminder in audit.reminders)
            place = audit_on_theme_address(theme, audit).path.removeprefix("/")
            assert plain_text(cell) == str(count)
            assert list(link_targets(cell, page)) == ([place] if count else [])
            names += [link.get("aria-label", "") for link in elements(cell, "./a")]
    # Read aloud outside the table, "1" says nothing.
    assert len(names) == len(set(names)) > 0
    assert all(re.match(r"\d+ reminders?: .+, .+", name) for name in names)


# --- Where a page is changed ----------------------------------------------------------------------

SOURCES = {
    f"audits/{AUDIT.id}/": f"data/audits/{AUDIT.id}.yml",
    f"themes/{THEME.id}/": "data/themes.yml",
    f"situations/{SITUATION.id}/": "data/situations.yml",
    page_of_guide(OUR_GUIDES[0]): f"docs/{OUR_GUIDES[0].page}",
    "about/privacy/": "docs/about/privacy.md",
    "": "docs/index.md",
}

#: Page to what its foot names besides the file that it is made from.
SHOWN_AS_WELL = {
    f"audits/{AUDIT.id}/": ["data/themes.yml", "data/guidance.yml", "data/responses.yml"],
    f"themes/{THEME.id}/": ["data/audits/", "data/guidance.yml", "data/responses.yml"],
    "themes/": ["data/themes.yml", "data/audits/"],
    f"situations/{SITUATION.id}/": ["data/audits/", "data/guidance.yml"],
    "response/": ["data/responses.yml", "data/audits/", "data/themes.yml"],
    "glossary/": ["data/glossary.yml"],
    page_of_guide(OUR_GUIDES[0]): [
        "data/audits/",
        "data/guidance.yml",
        "data/responses.yml",
        "data/sources.yml",
    ],
    "about/": [],
}


def data_named(site: Path, page: str) -> list[HtmlElement]:
    """Return the names of the data that the foot of a page says it shows."""
    return elements(page_of(site, page), "//p[contains(., 'shows data of')]//code")


@pytest.mark.parametrize("page", SOURCES)
def test_a_page_leads_to_the_file_that_it_is_changed_in(built_site: Path, page: str) -> None:
    address = f"{REPOSITORY_ADDRESS}/edit/main/{SOURCES[page]}"
    assert elements(page_of(built_site, page), f"//details//a[@href='{address}']")


@pytest.mark.parametrize("page", SHOWN_AS_WELL)
def test_a_page_names_the_data_that_it_shows(built_site: Path, page: str) -> None:
    assert [plain_text(name) for name in data_named(built_site, page)] == SHOWN_AS_WELL[page]


def test_every_place_of_data_that_is_named_is_in_the_repository() -> None:
    assert [place for place in CONTENTS if not (REPOSITORY / place).exists()] == []


def test_each_link_that_suggests_a_change_leads_to_what_is_in_the_repository(
    built_site: Path,
) -> None:
    """The host edits files only: a folder has another kind of address there."""
    for page, root in all_pages(built_site):
        for link in elements(root, f"//a[starts-with(@href, '{REPOSITORY_ADDRESS}/')]"):
            if "/issues/new?" in link.get("href", ""):
                continue
            address = link.get("href", "").removeprefix(f"{REPOSITORY_ADDRESS}/")
            kind, _, path = address.partition("/main/")
            target = REPOSITORY / path
            there = {"edit": target.is_file(), "blob": target.is_file(), "tree": target.is_dir()}
            assert there.get(kind), f"{page}: {address}"


def test_a_page_outside_the_navigation_is_in_the_section_of_its_index(built_site: Path) -> None:
    path = elements(
        page_of(built_site, "forms/smart-plan/"), "//nav[@aria-label='You are here']//a"
    )
    assert [plain_text(link) for link in path] == ["Home", "Guidance"]


@pytest.mark.parametrize("words", ["Suggest a change to this page", "Report a problem"])
def test_every_page_has_a_link_that_suggests_a_change_and_one_that_reports_a_problem(
    built_site: Path, words: str
) -> None:
    links = f"//details//a[starts-with(@href, '{REPOSITORY_ADDRESS}/')][contains(., '{words}')]"
    assert [page for page, root in all_pages(built_site) if not elements(root, links)] == []


@pytest.mark.parametrize("page", ["", f"audits/{AUDIT.id}/"])
def test_a_report_says_which_page_it_is_about_in_a_form_that_there_is(
    built_site: Path, page: str
) -> None:
    (link,) = elements(page_of(built_site, page), "//details//a[contains(@href, '/issues/new?')]")
    asked = parse_qs(urlsplit(link.get("href", "")).query)
    assert asked["page"] == [f"{ADDRESS}{page}"]
    assert asked["title"][0].startswith("Problem: ")
    file = REPOSITORY / ".github/ISSUE_TEMPLATE" / asked["template"][0]
    form = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert "page" in [part.get("id") for part in form["body"]]


def test_the_help_page_leads_to_the_file_for_editors(built_site: Path) -> None:
    links = elements(page_of(built_site, "about/editing/"), "//article//a[code]")
    address = f"{REPOSITORY_ADDRESS}/blob/main/CONTRIBUTING.md"
    assert address in [link.get("href") for link in links]
    assert elements(page_of(built_site, "about/editing/"), f"//a[@href='{REPOSITORY_ADDRESS}']")


def test_without_a_repository_the_help_page_says_whom_to_tell(
    plain_site: Path, region: Path
) -> None:
    neither, contact = (content_of(site, "about/editing/") for site in (plain_site, region))
    for article in (neither, contact):
        assert "not here yet" in plain_text(article)
    assert "tell your safeguarding lead" in plain_text(neither)
    assert elements(contact, f".//a[@href='mailto:{CONTACT}']")


def test_without_a_repository_no_page_offers_to_change_it(plain_site: Path) -> None:
    for page, root in all_pages(plain_site):
        assert elements(root, "//a[contains(@href, 'github')]") == [], page
        assert elements(root, "//summary[contains(., 'Suggest a change')]") == [], page


# --- Guidance -------------------------------------------------------------------------------------


def test_the_page_of_an_agency_leads_on_to_what_is_for_everyone(built_site: Path) -> None:
    needed = {"reminders/", "forms/"}
    needed |= {f"situations/{situation.id}/" for situation in LIBRARY.situations}
    needed |= {page_of_guide(guide) for guide in OUR_GUIDES}
    for agency in LIBRARY.agencies_with_findings:
        assert needed <= set(links_of(built_site, f"agencies/{agency.id}/")), agency.id


def test_every_guide_is_listed_with_its_status(built_site: Path) -> None:
    article = content_of(built_site, "guidance/")
    for guide in LIBRARY.guidance:
        (entry,) = elements(article, f".//li[h3/@id='{guide.id}']")
        (status,) = elements(entry, ".//*[contains(@class, 'sscp-status')]")
        assert plain_text(elements(entry, "./h3")[0]) == guide.title
        words = {"published": "Published", "draft": "Draft", "in development": "In development"}
        assert plain_text(status).startswith(words.get(guide.status, "Not available here yet"))
        is_linked = bool(elements(entry, "./h3//a"))
        assert is_linked == bool(guide.page or guide.url)


@pytest.mark.parametrize("guide", OUR_GUIDES, ids=by_id)
def test_a_guidance_page_says_how_far_it_is_and_shows_what_the_audits_found(
    built_site: Path, guide: Guidance
) -> None:
    page = page_of_guide(guide)
    after_title = elements(content_of(built_site, page), "./h1/following-sibling::*")[:2]
    is_marked = "Unconfirmed draft" in " ".join(map(plain_text, after_title))
    assert is_marked == (guide.status == "draft")
    needed = {
        f"audits/{findings.audit.id}/#{item.id}"
        for findings in LIBRARY.findings_by_guidance.get(guide.id, ())
        for item in (*findings.reminders, *findings.good_practice)
    }
    stands_in_for = [other.id for other in LIBRARY.guidance if other.meanwhile == guide.id]
    needed |= {
        f"response/#{response.id}"
        for guide_id in (guide.id, *stands_in_for)
        for response in LIBRARY.responses_to.get(("guidance", guide_id), ())
    }
    assert needed <= set(links_of(built_site, page))


# --- Responses ------------------------------------------------------------------------------------


@pytest.mark.parametrize("response", LIBRARY.responses, ids=by_id)
def test_a_response_has_its_status_and_leads_to_what_it_answers_and_back(
    built_site: Path, response: Response
) -> None:
    (entry,) = elements(content_of(built_site, "response/"), f".//li[@id='{response.id}']")
    status = f"{response.status.capitalize()} in {response.year}"
    assert status in plain_text(entry)
    answers = {f"audits/{audit}/" for audit in response.audits}
    answers |= {f"themes/{theme}/" for theme in response.themes}
    guides = {f"guidance/#{guide.id}" for guide in LIBRARY.guidance_of_response(response)}
    assert answers | guides <= set(link_targets(entry, "response/"))
    for page in answers:
        assert f"response/#{response.id}" in links_of(built_site, page), page


# --- Every page -----------------------------------------------------------------------------------


def pages_and_404(site: Path) -> Iterator[tuple[str, HtmlElement]]:
    yield from all_pages(site)
    yield "404.html", read_page(site / "404.html")


def test_every_page_says_who_to_call(built_site: Path) -> None:
    for page, root in pages_and_404(built_site):
        (box,) = elements(root, "//section[@aria-labelledby='worried-about-a-child']")
        calls = {link.get("href") for link in elements(box, ".//a")}
        for contact in LIBRARY.contacts:
            assert contact.number in plain_text(box), page
            assert f"tel:{contact.number.replace(' ', '')}" in calls, page


def test_the_navigation_lists_every_theme_and_situation_and_no_audit(built_site: Path) -> None:
    audits = {f"audits/{audit.id}/" for audit in LIBRARY.audits}
    listed = {f"themes/{theme.id}/" for theme in LIBRARY.themes}
    listed |= {f"situations/{situation.id}/" for situation in LIBRARY.situations}
    for page, root in all_pages(built_site):
        bars = elements(root, "//nav[@aria-label='All pages' or @aria-label='Sections']")
        targets = {target.partition("#")[0] for bar in bars for target in link_targets(bar, page)}
        assert targets & audits <= {page}
        assert listed <= targets
