"""The accessibility statement has what the regulations ask for, and claims no more than is true.

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

PARTS = [
    "Accessibility",
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
    "What has been tested, and what has not",
    "What we’re doing to improve accessibility",
    "Preparation of this accessibility statement",
]

#: Sentences whose wording is prescribed.
OF_THE_LAW = [
    "This accessibility statement applies to",
    "The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public "
    "Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the "
    "“accessibility regulations”). If you’re not happy with how we respond to your complaint, "
    "contact the Equality Advisory and Support Service (EASS)",
    "is committed to making its website accessible, in accordance with the Public Sector Bodies "
    "(Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.",
    "This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 "
    "AA standard",
    "This statement was prepared in",
    "It was last reviewed in",
]

HONEST = [
    "This statement is a draft.",
    "No screen reader, screen magnifier or speech recognition has been used",
    "It has not been tested in Safari or Firefox",
    "There has been no formal audit.",
    "The partnership has not yet given an address",
]


def missing(statement: HtmlElement) -> Iterator[str]:
    """Yield the parts and sentences that a statement has not, or has elsewhere."""
    headings = [
        plain_text(heading).rstrip("#").strip()
        for heading in elements(statement, ".//h1 | .//h2 | .//h3 | .//h4")
    ]
    if headings != PARTS:
        yield f"the parts are {headings}"
    said = plain_text(statement)
    yield from (sentence for sentence in [*OF_THE_LAW, *HONEST] if sentence not in said)
    for other in ("https://www.equalityadvisoryservice.com/", "https://www.w3.org/TR/WCAG22/"):
        if not elements(statement, f".//a[@href='{other}']"):
            yield f"no link to {other}"


def test_the_statement_has_all_its_parts(built_site: Path) -> None:
    statement = main_content(read_page(built_site / PAGE / "index.html"))

    assert list(missing(statement)) == []


@pytest.mark.parametrize("gone", [*PARTS[1:], *OF_THE_LAW, *HONEST])
def test_a_statement_without_one_of_them_is_found(built_site: Path, gone: str) -> None:
    statement = main_content(read_page(built_site / PAGE / "index.html"))
    for element in elements(statement, ".//h2 | .//h3 | .//h4 | .//p | .//li"):
        if gone in plain_text(element):
            element.drop_tree()

    assert list(missing(statement)) != []


def test_every_page_leads_to_the_statement_from_its_foot(built_site: Path) -> None:
    without = [
        page
        for page in pages_of(built_site)
        if page != "404.html"
        for foot in elements(read_page(built_site / page / "index.html"), "//footer")
        if PAGE not in link_targets(foot, page)
    ]

    assert without == []
    (foot,) = elements(read_page(built_site / "404.html"), "//footer")
    assert f"/{PAGE}" in [link.get("href") for link in elements(foot, ".//a")]
