"""What the pages of the built site mean to a reader."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from lxml.html import HtmlElement

from macros.addresses.data_places import HOLDS
from tests.checks.test_source_fidelity import AUDITS
from tests.conftest import REPOSITORY
from tests.support.site_html import (
    all_pages,
    elements,
    link_targets,
    main_content,
    plain_text,
    read_page,
)

AUDIT_PAGES = [audit.page for audit in AUDITS.values()]


@cache
def data(name: str) -> Any:
    """Return the values of a data file, as YAML has them and not as the macros read them."""
    return yaml.safe_load((REPOSITORY / "data" / f"{name}.yml").read_text(encoding="utf-8"))


def in_words(day: date) -> str:
    """Return a day as a page should have it."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def page_of(site: Path, page: str) -> HtmlElement:
    """Return the root of a page, given by its address."""
    return read_page(site / page / "index.html")


def content_of(site: Path, page: str) -> HtmlElement:
    """Return the main content of a page."""
    return main_content(page_of(site, page))


def links_of(site: Path, page: str) -> dict[str, HtmlElement]:
    """Return where the main content of a page leads."""
    return link_targets(content_of(site, page), page)


def words_of(node: HtmlElement) -> str:
    """Return the text of an element with a space between one element and the next."""
    return " ".join(" ".join(cast("list[str]", node.xpath(".//text()"))).split())


# --- Audits -------------------------------------------------------------------------------------

FACTS = {
    "audits/2022-23/domestic-abuse/": {
        "Year": "2022/23",
        "Held": "August 2022",
        "Method": "Deep dive",
        "Sample": "7 children 2 in receipt of early help 2 had Child in Need Plans "
        "3 had Child Protection Plans",
    },
    "audits/2022-23/strategy-meetings/": {
        "Year": "2022/23",
        "Held": "September 2022",
        "Method": "Dip sample",
        "Sample": "8 meetings 4 occurred in the MASH "
        "4 for children/young people already open to Children's Services",
    },
    "audits/2022-23/physical-abuse/": {
        "Year": "2022/23",
        "Held": "November 2022",
        "Method": "Deep dive",
        "Sample": "7 children 2 in receipt of early help 2 had Child in Need Plans "
        "3 had Child Protection Plans",
    },
    "audits/2022-23/partnership-engagement/": {
        "Year": "2022/23",
        "Held": "January 2023",
        "Method": "Multi-agency audit",
        "Sample": "12 children",
    },
    "audits/2022-23/sexual-abuse/": {
        "Year": "2022/23",
        "Held": "March 2023",
        "Method": "Deep dive",
        "Sample": "6 children",
    },
}


@pytest.mark.parametrize("page", FACTS)
def test_an_audit_says_when_how_and_on_how_many_it_was_done(built_site: Path, page: str) -> None:
    facts = elements(content_of(built_site, page), ".//dl")[0]

    found = {
        words_of(term): words_of(value)
        for term, value in zip(elements(facts, ".//dt"), elements(facts, ".//dd"), strict=True)
    }

    assert found == FACTS[page]


@pytest.mark.parametrize("page", AUDIT_PAGES)
def test_dots_are_as_many_as_the_words_beside_them_say(built_site: Path, page: str) -> None:
    """They are drawn for the eye only; a screen reader has the words."""
    drawn = elements(content_of(built_site, page), ".//*[contains(@class, 'sscp-dots')]")
    assert drawn
    for dots in drawn:
        beside = dots.getparent()
        if beside is not None and beside.get("class") == "sscp-figure":
            beside = beside.getparent()
        assert beside is not None
        words = plain_text(beside)
        counted = re.search(r"(\d+)/(\d+)", words) or re.match(r"()(\d+)", words)
        assert counted, words
        empty = elements(dots, "./*[@class='sscp-not']")
        assert len(dots) == int(counted[2]), words
        assert len(dots) - len(empty) == int(counted[1] or counted[2]), words
        assert dots.get("aria-hidden") == "true"


def test_measured_figures_are_shown_as_they_were_counted(built_site: Path) -> None:
    article = content_of(built_site, "audits/2022-23/sexual-abuse/")

    drawn = {
        elements(item, "./h3")[0].get("id"): len(
            elements(item, ".//*[@class='sscp-dots']/*[not(@class)]")
        )
        for item in elements(article, ".//li[.//*[@class='sscp-dots'] and h3]")
    }

    assert "5/6 of the multi-agency assessments" in plain_text(article)
    assert "4/6 children audited" in plain_text(article)
    assert drawn == {"voice-in-assessments": 5, "assessments-in-timescales": 4}


def test_no_figure_becomes_a_percentage(built_site: Path) -> None:
    for page, root in all_pages(built_site):
        if not page.startswith(("guidance/", "about/accessibility/")):  # how far text grows
            assert not re.search(r"\d\s*(%|per\s?cent)", plain_text(root)), page


def explained_above(element: HtmlElement) -> str:
    """Return the terms that are explained before an element, from the main heading above it on."""
    before: list[str] = []
    for other in cast("list[HtmlElement]", element.xpath("preceding::*[self::h2 or self::abbr]")):
        before = [] if other.tag == "h2" else [*before, plain_text(other)]
    return " ".join(before)


@pytest.mark.parametrize("page", AUDIT_PAGES)
def test_acronyms_of_the_glossary_are_explained_on_an_audit_page(
    built_site: Path, page: str
) -> None:
    """Where they first occur below each main heading; links and what is printed are left alone."""
    article = content_of(built_site, page)
    acronyms = {term["term"]: term for term in data("glossary") if term["kind"] == "acronym"}
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, acronyms))})(?![\w-])")
    left_alone = ("abbr", "a", "h1", "h2", "h3[not(@class)]", "p[contains(@class, 'sscp-print')]")
    outside = f"not({' or '.join(f'ancestor::{element}' for element in left_alone)})"

    unexplained = {
        word
        for text in cast("list[Any]", article.xpath(f".//text()[{outside}]"))
        for word in pattern.findall(text)
        if word not in explained_above(text.getparent())
    }
    explained = {
        word: abbreviation.get("title", "")
        for abbreviation in elements(article, ".//abbr")
        for word in pattern.findall(plain_text(abbreviation))
    }

    assert unexplained == set()
    for word, title in explained.items():
        meanings = [
            str(term.get("expansion") or term["definition"])
            for term in data("glossary")
            if any(word in form for form in (term["term"], *term.get("aliases", ())))
        ]
        assert any(meaning in title for meaning in meanings), word


def test_marac_is_explained_where_the_reminder_names_it(built_site: Path) -> None:
    article = content_of(built_site, "audits/2022-23/domestic-abuse/")

    (abbreviation,) = elements(article, ".//*[@id='known-to-marac']//abbr")

    assert plain_text(abbreviation) == "MARAC"
    assert "Multi-Agency Risk Assessment Conference" in abbreviation.get("title", "")


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


# --- The picture of themes and audits -------------------------------------------------------------


@pytest.mark.parametrize("page", ["", "themes/", "audits/2022-23/"])
def test_the_picture_counts_what_the_data_has_and_leads_there(built_site: Path, page: str) -> None:
    themes = [theme["id"] for theme in data("themes")]
    (table,) = elements(content_of(built_site, page), ".//table")
    head = [
        target for cell in elements(table, ".//thead//th") for target in link_targets(cell, page)
    ]
    assert head == [f"themes/{theme}/" for theme in themes]

    rows = elements(table, ".//tbody/tr[td]")

    assert [list(link_targets(elements(row, "./th")[0], page)) for row in rows] == [
        [audit] for audit in AUDIT_PAGES
    ]
    for row, audit in zip(rows, AUDIT_PAGES, strict=True):
        reminders = data(audit.rstrip("/"))["reminders"]
        for cell, theme in zip(elements(row, "./td"), themes, strict=True):
            count = sum(theme in reminder.get("themes", ()) for reminder in reminders)
            assert plain_text(cell) == str(count), (audit, theme)
            place = f"themes/{theme}/#{audit.split('/')[1]}-{audit.split('/')[2]}"
            assert list(link_targets(cell, page)) == ([place] if count else [])
            if count:
                target = content_of(built_site, f"themes/{theme}/")
                assert elements(target, f".//*[@id='{place.partition('#')[2]}']"), place


@pytest.mark.parametrize("page", ["", "themes/", "audits/2022-23/"])
def test_each_number_of_the_picture_has_a_name_of_its_own(built_site: Path, page: str) -> None:
    """Read aloud outside the table, "1" says nothing."""
    (table,) = elements(content_of(built_site, page), ".//table")

    names = [link.get("aria-label", "") for link in elements(table, ".//td//a")]

    assert len(names) == len(set(names)) > 10
    assert all(re.match(r"\d+ reminders?: .+, .+", name) for name in names)


# --- Who mends a page -----------------------------------------------------------------------------

REPOSITORY_PAGE = "github.com/example/briefings/"

SOURCES = {
    "audits/2022-23/domestic-abuse/": "data/audits/2022-23/domestic-abuse.yml",
    "themes/siblings/": "data/themes.yml",
    "situations/assessment/": "data/situations.yml",
    "guidance/timelines/": "docs/guidance/timelines.md",
    "about/privacy/": "docs/about/privacy.md",
    "": "docs/index.md",
}


@pytest.mark.parametrize("page", SOURCES)
def test_a_page_leads_to_the_file_that_it_is_mended_in(published_site: Path, page: str) -> None:
    address = f"https://github.com/example/briefings/edit/main/{SOURCES[page]}"

    assert elements(page_of(published_site, page), f"//article//a[@href='{address}']")


def test_each_link_that_suggests_a_change_leads_to_what_is_in_the_repository(
    published_site: Path,
) -> None:
    """The host edits files only: a folder has another kind of address there."""
    wrong = []
    for page, root in all_pages(published_site):
        for link in elements(root, f"//a[contains(@href, '{REPOSITORY_PAGE}')]"):
            if "/issues/new?" in link.get("href", ""):
                continue
            kind, _, path = link.get("href", "").partition("briefings/")[2].partition("/main/")
            target = REPOSITORY / path
            files = {"edit": target.is_file(), "blob": target.is_file(), "tree": target.is_dir()}
            if not files.get(kind):
                wrong.append(f"{page}: {link.get('href')}")

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("words", ["Suggest a change to this page", "Report a problem"])
def test_every_page_has_a_link_that_suggests_a_change_and_one_that_reports_a_problem(
    published_site: Path, words: str
) -> None:
    links = f"//article//a[contains(@href, '{REPOSITORY_PAGE}')][contains(., '{words}')]"
    without = [page for page, root in all_pages(published_site) if not elements(root, links)]

    assert without == []


def test_a_report_says_which_page_it_is_about_in_a_form_that_there_is(
    published_site: Path,
) -> None:
    folder = REPOSITORY / ".github/ISSUE_TEMPLATE"
    for page in ("", "audits/2022-23/domestic-abuse/", "themes/siblings/"):
        root = page_of(published_site, page)
        (link,) = elements(root, "//article//a[contains(@href, '/issues/new?')]")
        asked = parse_qs(urlsplit(link.get("href", "")).query)
        assert asked["page"] == [f"https://example.org/briefings/{page}"]
        assert asked["title"][0].startswith("Problem: ")
        form = yaml.safe_load((folder / asked["template"][0]).read_text(encoding="utf-8"))
        assert "page" in [part.get("id") for part in form["body"]]


def test_the_help_page_leads_to_the_file_for_editors(published_site: Path) -> None:
    links = elements(page_of(published_site, "about/editing/"), "//article//a[code]")
    address = "https://github.com/example/briefings/blob/main/CONTRIBUTING.md"
    assert address in [link.get("href") for link in links]


def test_without_a_repository_a_page_names_its_file_and_links_to_nothing(plain_site: Path) -> None:
    for page, root in all_pages(plain_site):
        assert elements(root, "//a[contains(@href, 'github')]") == [], page
    for page, source in SOURCES.items():
        assert source in plain_text(page_of(plain_site, page)), page


SHOWN_AS_WELL = {
    "themes/siblings/": ["data/audits/", "data/guidance.yml", "data/responses.yml"],
    "themes/": ["data/themes.yml", "data/audits/"],
    "situations/assessment/": ["data/audits/", "data/guidance.yml"],
    "response/": ["data/responses.yml"],
    "glossary/": ["data/glossary.yml"],
    "guidance/": ["data/guidance.yml"],
    "guidance/timelines/": ["data/audits/", "data/sources.yml"],
    "reminders/": ["data/audits/"],
    "about/": [],
}


@pytest.mark.parametrize("page", SHOWN_AS_WELL)
def test_a_page_names_the_data_that_it_shows(built_site: Path, page: str) -> None:
    notes = [
        plain_text(note)
        for note in elements(page_of(built_site, page), "//p[@class='sscp-source']")
        if "shows data of" in plain_text(note)
    ]
    assert len(notes) == bool(SHOWN_AS_WELL[page])
    assert all(place in notes[0] for place in SHOWN_AS_WELL[page])


@pytest.mark.parametrize("page", SHOWN_AS_WELL)
def test_each_place_of_data_that_is_named_is_a_link_to_where_it_is_changed(
    published_site: Path, page: str
) -> None:
    """The host edits files only: a folder has another kind of address there."""
    links = elements(page_of(published_site, page), "//p[contains(., 'shows data of')]//a")
    leads = {plain_text(link): link.get("href") for link in links}
    assert len(leads) >= len(SHOWN_AS_WELL[page])
    for place in SHOWN_AS_WELL[page]:
        kind = "tree" if place.endswith("/") else "edit"
        address = f"https://github.com/example/briefings/{kind}/main/{place.rstrip('/')}"
        assert leads[place] == address


def test_every_place_of_data_that_is_named_is_in_the_repository() -> None:
    assert [place for place in HOLDS if not (REPOSITORY / place).exists()] == []


def test_the_file_that_a_page_is_made_from_is_not_named_again(published_site: Path) -> None:
    page = page_of(published_site, f"themes/{data('themes')[0]['id']}")
    links = elements(page, "//p[contains(., 'shows data of')]//a")
    assert "data/themes.yml" not in map(plain_text, links)


# --- Guidance -------------------------------------------------------------------------------------

GUIDES = data("guidance")
OUR_PAGES = [guide for guide in GUIDES if "page" in guide]
WORDS_OF_STATUS = {
    "published": "Published",
    "draft": "Draft",
    "in development": "In development",
    "link to be confirmed": "Link to be confirmed",
}


def test_there_are_four_guidance_pages() -> None:
    assert len(OUR_PAGES) == 4


@pytest.mark.parametrize("guide", OUR_PAGES, ids=lambda guide: str(guide["id"]))
def test_a_guidance_page_says_at_its_top_that_it_is_a_draft_and_when_it_was_reviewed(
    built_site: Path, guide: dict[str, Any]
) -> None:
    article = content_of(built_site, guide["page"].removesuffix(".md") + "/")
    after_title = " ".join(map(plain_text, elements(article, "./h1/following-sibling::*")[:2]))

    assert guide["status"] == "draft"
    assert "Draft from public guidance, to be confirmed by the partnership" in after_title
    assert f"Last reviewed {in_words(guide['reviewed'])}" in after_title


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: str(guide["id"]))
def test_every_guide_is_listed_with_its_status(built_site: Path, guide: dict[str, Any]) -> None:
    (entry,) = elements(content_of(built_site, "guidance/"), f".//li[h3/@id='{guide['id']}']")
    (status,) = elements(entry, ".//*[contains(@class, 'sscp-status')]")

    assert plain_text(elements(entry, "./h3")[0]) == guide["title"]
    assert plain_text(status).startswith(WORDS_OF_STATUS[guide["status"]])


@pytest.mark.parametrize(
    "guide",
    [guide for guide in GUIDES if guide["status"] in ("in development", "link to be confirmed")],
    ids=lambda guide: str(guide["id"]),
)
def test_a_guide_that_cannot_be_had_has_no_link_in_its_name(
    built_site: Path, guide: dict[str, Any]
) -> None:
    article = content_of(built_site, "guidance/")

    assert elements(article, f".//h3[@id='{guide['id']}']//a[not(@class='headerlink')]") == []


@pytest.mark.parametrize("guide", OUR_PAGES, ids=lambda guide: str(guide["id"]))
def test_a_guidance_page_shows_what_the_audits_found(
    built_site: Path, guide: dict[str, Any]
) -> None:
    page = guide["page"].removesuffix(".md") + "/"
    expected = {
        f"{audit}#{item['id']}"
        for audit in AUDIT_PAGES
        for name in ("good_practice", "reminders")
        for item in data(audit.rstrip("/"))[name]
        if guide["id"] in item.get("guidance", ())
    }

    assert expected
    assert expected <= set(links_of(built_site, page))


def test_no_link_leads_nowhere(built_site: Path) -> None:
    for file in sorted(built_site.rglob("*.html")):
        assert elements(read_page(file), "//a[@href='#' or @href='' or not(@href)]") == [], file


# --- Responses ------------------------------------------------------------------------------------

RESPONSES = data("responses")["responses"]


def guides_of(response: dict[str, Any]) -> set[str]:
    """Return the guides that a response names, in its sentence or beside it."""
    return {*response.get("guidance", ()), *re.findall(r"\(guidance:([\w-]+)\)", response["text"])}


@pytest.mark.parametrize("response", RESPONSES, ids=lambda response: str(response["id"]))
def test_a_response_is_listed_with_its_status_and_leads_to_what_it_answers(
    built_site: Path, response: dict[str, Any]
) -> None:
    (entry,) = elements(content_of(built_site, "response/"), f".//li[@id='{response['id']}']")
    links = set(link_targets(entry, "response/"))

    assert f"{response['status'].capitalize()}, as reported in {response['year']}" in plain_text(
        entry
    )
    assert {f"audits/{audit}/" for audit in response.get("audits", ())} <= links
    assert {f"themes/{theme}/" for theme in response.get("themes", ())} <= links
    assert {f"guidance/#{guide}" for guide in guides_of(response)} <= links


@pytest.mark.parametrize("response", RESPONSES, ids=lambda response: str(response["id"]))
def test_what_a_response_answers_leads_to_the_response(
    built_site: Path, response: dict[str, Any]
) -> None:
    pages = {
        *(f"audits/{audit}/" for audit in response.get("audits", ())),
        *(f"themes/{theme}/" for theme in response.get("themes", ())),
        *(
            guide["page"].removesuffix(".md") + "/"
            for guide in OUR_PAGES
            if guide["id"] in guides_of(response)
        ),
    }

    assert pages
    for page in pages:
        assert f"response/#{response['id']}" in links_of(built_site, page), page


@pytest.mark.parametrize(
    ("page", "response"),
    [
        ("guidance/smart-planning/", "domestic-abuse-briefing"),
        ("guidance/strategy-meetings/", "strategy-meetings-guide"),
        ("guidance/child-protection-medical/", "medical-pathway-promoted"),
        ("guidance/timelines/", "timelines-guidance"),
    ],
)
def test_a_guidance_page_leads_to_the_response_about_the_guide_it_stands_in_for(
    built_site: Path, page: str, response: str
) -> None:
    assert f"response/#{response}" in links_of(built_site, page)


# --- Every page -----------------------------------------------------------------------------------


def lacks_of_contacts(root: HtmlElement) -> list[str]:
    """Return which numbers, and which words on where they come from, a page does not show."""
    contacts = data("contacts")
    boxes = elements(root, "//section[@aria-labelledby='worried-about-a-child']")
    text = " ".join(plain_text(box) for box in boxes)
    calls = {a.get("href") for box in boxes for a in elements(box, ".//a")}
    where = [
        f"From a saved copy of {contacts[0]['source']}. Date of the copy not known.",
        "To be confirmed by the partnership.",
    ]
    wanted = [contact["number"] for contact in contacts if contact["number"] not in text]
    wanted += [
        f"a link to call {contact['number']}"
        for contact in contacts
        if f"tel:{contact['number'].replace(' ', '')}" not in calls
    ]
    return wanted + [words for words in where if words not in text]


def test_every_page_says_who_to_call_and_where_the_numbers_come_from(built_site: Path) -> None:
    lacks = {page: lacks_of_contacts(root) for page, root in all_pages(built_site)}

    assert {page: lack for page, lack in lacks.items() if lack} == {}


def test_the_page_for_a_wrong_address_says_who_to_call(built_site: Path) -> None:
    assert lacks_of_contacts(read_page(built_site / "404.html")) == []


def test_a_page_without_a_number_would_be_found(built_site: Path) -> None:
    root = page_of(built_site, "")
    for link in elements(root, "//a[@href='tel:08001111']"):
        link.drop_tree()

    assert lacks_of_contacts(root) == ["0800 1111", "a link to call 0800 1111"]


def test_the_navigation_lists_no_audit(built_site: Path) -> None:
    for page, root in all_pages(built_site):
        bars = elements(root, "//nav[@aria-label='All pages' or @aria-label='Sections']")
        targets = {target.partition("#")[0] for bar in bars for target in link_targets(bar, page)}
        assert targets & set(AUDIT_PAGES) <= {page}, page


def test_the_navigation_lists_every_theme_and_situation(built_site: Path) -> None:
    root = page_of(built_site, "")
    (bar,) = elements(root, "//nav[@aria-label='All pages']")
    expected = {f"themes/{theme['id']}/" for theme in data("themes")}
    expected |= {f"situations/{situation['id']}/" for situation in data("situations")}

    assert expected <= set(link_targets(bar, ""))


def test_every_term_of_the_glossary_is_on_its_page(built_site: Path) -> None:
    article = content_of(built_site, "glossary/")

    for term in data("glossary"):
        (name,) = elements(article, f".//dt[@id='{term['id']}']")
        assert plain_text(name).startswith(term["term"])
        assert term["definition"] in plain_text(article)
