"""Terms of the glossary are explained where they occur in a page."""

from __future__ import annotations

import re

import pytest

from macros.library import Library
from macros.model import GlossaryTerm
from macros.render.glossary import explain_terms, tooltips

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
