"""The accessibility statement has what the regulations ask for.

Source of the parts and of the wording of the law: GOV.UK, “Sample accessibility statement (for a
fictional public sector website)”, as updated on 19 December 2023.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from tests.support.browser import pages_of
from tests.support.site_html import elements, link_targets, main_content, plain_text, read_page

PAGE = "about/accessibility/"

#: Headings that the regulations or the sample ask for, in this order.
PARTS = [
    "How accessible this website is",
    "Feedback and contact information",
    "Reporting accessibility problems with this website",
    "Enforcement procedure",
    "Technical information about this website’s accessibility",
    "Compliance status",
    "Non-accessible content",
    "Non-compliance with the accessibility regulations",
    "Disproportionate burden",
    "Content that is not within the scope of the accessibility regulations",
    "What we’re doing to improve accessibility",
    "Preparation of this accessibility statement",
]

#: Sentences whose wording is prescribed.
PRESCRIBED = [
    "This accessibility statement applies to",
    "The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public "
    "Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the "
    "“accessibility regulations”). If you’re not happy with how we respond to your complaint, "
    "contact the Equality Advisory and Support Service (EASS)",
    "is committed to making its website accessible, in accordance with the Public Sector Bodies "
    "(Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.",
    "compliant with the Web Content Accessibility Guidelines version 2.2 AA standard",
    "This statement was prepared in",
    "It was last reviewed in",
]

LINKS = ("https://www.equalityadvisoryservice.com/", "https://www.w3.org/TR/WCAG22/")


def missing(statement: HtmlElement) -> Iterator[str]:
    """Yield the parts, sentences and links that a statement lacks."""
    headings = [
        plain_text(heading).rstrip("#").strip()
        for heading in elements(statement, ".//h2 | .//h3 | .//h4")
    ]
    if [heading for heading in headings if heading in PARTS] != PARTS:
        yield f"the parts are {headings}"
    words = plain_text(statement)
    yield from (sentence for sentence in PRESCRIBED if sentence not in words)
    yield from (link for link in LINKS if not elements(statement, f".//a[@href='{link}']"))


def test_the_statement_has_all_its_parts(built_site: Path) -> None:
    statement = main_content(read_page(built_site / PAGE / "index.html"))

    assert list(missing(statement)) == []


@pytest.mark.nightly
def test_a_part_that_is_missing_is_found(built_site: Path) -> None:
    statement = main_content(read_page(built_site / PAGE / "index.html"))
    for element in elements(statement, ".//h2 | .//p"):
        element.drop_tree()

    assert len(list(missing(statement))) > len(PRESCRIBED)


def test_every_page_leads_to_the_statement_from_its_foot(built_site: Path) -> None:
    for page in pages_of(built_site):
        file = built_site / (page if page == "404.html" else f"{page}index.html")
        (foot,) = elements(read_page(file), "//footer")
        links = [link.removeprefix("briefings/") for link in link_targets(foot, page)]
        assert PAGE in links, page
