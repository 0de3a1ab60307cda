"""Terms of the glossary are explained where they occur in a page."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from macros.library import Library
from macros.loading import load_library
from macros.model import GlossaryTerm
from macros.render.glossary import OTHER_AREA, explain_terms, glossary_page, tooltips
from tests.conftest import REPOSITORY

TERMS = (
    ("marac", "MARAC", "acronym", "A meeting about risk"),
    ("meeting", "meeting", "term", "People who meet"),
    ("strategy-meeting", "strategy meeting", "term", "The first meeting"),
)


def explained(html: str) -> list[tuple[str, str]]:
    """Return the words that are explained in a page, each with its explanation."""
    terms = tuple(
        GlossaryTerm.model_validate({"id": i, "term": term, "kind": kind, "definition": words})
        for i, term, kind, words in TERMS
    )
    shown = explain_terms(html, tooltips(Library(glossary=terms)))
    assert re.sub("</?abbr[^>]*>", "", shown) == re.sub("</?abbr[^>]*>", "", html)
    return [(w, t) for t, w in re.findall(r'<abbr title="([^"]*)">([^<]*)</abbr>', shown)]


def words_of(html: str) -> list[str]:
    return [word for word, _ in explained(html)]


def test_an_acronym_is_explained_wherever_it_occurs() -> None:
    assert explained("<p>MARAC, and <b>MARAC</b></p>") == [("MARAC", "A meeting about risk")] * 2


def test_another_term_is_explained_once_under_each_heading() -> None:
    page = "<p>A meeting and a Meeting</p><h3>More</h3><p>a meeting</p>"
    assert words_of(page) == ["meeting", "meeting"]


def test_the_longest_term_is_explained() -> None:
    assert explained("<p>Strategy meeting</p>") == [("Strategy meeting", "The first meeting")]


@pytest.mark.parametrize("words", ["marac", "MARACs", "pre-meeting", "meetings", "meeting-room"])
def test_parts_of_words_and_acronyms_in_small_letters_are_not_explained(words: str) -> None:
    assert words_of(f"<p>{words}</p>") == []


@pytest.mark.parametrize(
    "page",
    [
        '<a href="#">MARAC <b>MARAC</b></a>',
        "<h1>MARAC</h1>",
        "<h2 id='x'>MARAC</h2>",
        '<abbr title="MARAC">MARAC</abbr>',
        "<code>MARAC</code>",
        "<!-- MARAC <p>MARAC</p> -->",
        '<img alt="MARAC">',
        '<p>x</p><div class="footnote"><p>MARAC</p></div>',
    ],
)
def test_links_headings_sources_and_attributes_are_left_alone(page: str) -> None:
    assert [word for word, title in explained(page) if title != "MARAC"] == []


def test_what_follows_an_element_that_is_left_alone_is_explained() -> None:
    page = '<article><a href="#">x</a> MARAC</article><h2>y</h2><p>MARAC</p>'
    assert words_of(page) == ["MARAC", "MARAC"]


def test_letters_that_become_two_in_small_letters_move_nothing() -> None:
    """The small form of İ is two characters long."""
    assert words_of("<p>İİİ a Meeting here</p>") == ["Meeting"]


def term(**fields: str) -> GlossaryTerm:
    facts = {"id": "marac", "term": "MARAC", "kind": "acronym", "definition": "A meeting."}
    return GlossaryTerm.model_validate(facts | fields)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, ""),
        ({"scope": "other-area"}, OTHER_AREA),
        ({"status": "unconfirmed"}, "Not confirmed by a source."),
    ],
)
def test_a_meaning_that_is_not_confirmed_here_says_so_on_its_page_and_where_it_is_explained(
    fields: dict[str, str], said: str
) -> None:
    library = Library(glossary=(term(**fields),))
    page = glossary_page(library)
    tooltip = explain_terms("<p>MARAC</p>", tooltips(library))
    assert f'title="{f"A meeting. {said}".strip()}"' in tooltip
    assert ("sscp-status" in page) == bool(said)
    assert said.removesuffix(".") in page


ELSEWHERE = [
    "Kirklees",
    "Derbyshire",
    "Tees",
    "London",
    "Darlington",
    "Yorkshire",
    "Bury",
    "Wirral",
    "Hertfordshire",
    "Leeds",
    "Knowsley",
    "Buckinghamshire",
    "Wales",
]
OF_SOLIHULL_OR_NATIONAL = ("Solihull", "SSCP", "Act ", "Working Together")


def lacking_mark(terms: Iterable[GlossaryTerm]) -> list[str]:
    """Return the terms that rest on another area's page and do not say so."""
    return [
        one.id
        for one in terms
        if any(area in (one.source or "") for area in ELSEWHERE)
        and not any(words in (one.source or "") for words in OF_SOLIHULL_OR_NATIONAL)
        and one.scope != "other-area"
    ]


def test_every_term_from_another_area_is_marked() -> None:
    assert lacking_mark(load_library(REPOSITORY).glossary) == []


def test_a_term_from_another_area_without_its_mark_is_found() -> None:
    terms = [term(source="Knowsley, procedure"), term(source="Tees", scope="other-area")]
    assert lacking_mark([*terms, term(source="Children Act 1989"), term()]) == ["marac"]


def test_letters_lead_to_their_first_term_and_only_those_that_exist() -> None:
    terms = tuple(
        term(id=name, term=word)
        for name, word in (("second", "Beta"), ("first", "b-word"), ("four", "4 principles"))
    )
    page = glossary_page(Library(glossary=terms))
    links = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a></li>', page)
    assert links == [("four", "4"), ("first", "B")]
