"""Terms of the glossary are explained where they occur in a page."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from macros.pages.glossary import Terms, explain_terms, glossary_page, terms_of
from macros.records.library import Library
from macros.records.lists import SCOPE_MARKS, GlossaryTerm
from tests.conftest import own_library

TERMS = (
    ("marac", "MARAC", "acronym", "A meeting about risk"),
    ("meeting", "meeting", "term", "People who meet"),
    ("strategy-meeting", "strategy meeting", "term", "The first meeting"),
)
EXPLAINED = re.compile(r'<a class="sscp-term" href="\.\./glossary/#([^"]*)">(.*?)</a>')


def explained(html: str) -> list[tuple[str, str]]:
    """Return the words that are explained in a page, each with the term that it leads to."""
    terms = tuple(
        GlossaryTerm.model_validate({"id": i, "term": term, "kind": kind, "definition": words})
        for i, term, kind, words in TERMS
    )
    shown = explain_terms(html, terms_of(Library(glossary=terms)), "../glossary/")
    assert words_only(EXPLAINED.sub(r"\2", shown)) == words_only(html)
    return [(words_only(words), term) for term, words in EXPLAINED.findall(shown)]


def words_only(html: str) -> str:
    """Return HTML without the long forms of acronyms."""
    return re.sub("</?abbr[^>]*>", "", html)


def words_of(html: str) -> list[str]:
    return [word for word, _ in explained(html)]


@pytest.mark.parametrize("word", ["MARAC", "meeting"])
def test_a_term_leads_to_the_glossary_once_on_a_page(word: str) -> None:
    page = f"<p>{word}</p><h3>More</h3><p>a <b>{word}</b></p><h2>Rest</h2><p>{word} {word}</p>"
    assert words_of(page) == [word]


@pytest.mark.parametrize("term", ["children's services", "children’s services"])
@pytest.mark.parametrize(
    "words",
    [
        *("Children's Services", "Children’s Services", "Children&#39;s Services"),
        *("Children’s\u00a0Services", "Children&rsquo;s&nbsp;Services"),
    ],
)
def test_a_term_is_explained_however_it_is_set(
    monkeypatch: pytest.MonkeyPatch, term: str, words: str
) -> None:
    monkeypatch.setattr(f"{__name__}.TERMS", (("services", term, "term", "A part of the council"),))
    assert words_of(f"<p>Ask {words}.</p>") == [words]


def test_an_acronym_also_has_its_long_form() -> None:
    terms = terms_of(Library(glossary=(term(expansion="Risk conference"),)))
    assert explain_terms("<p>MARAC</p>", terms, "") == (
        '<p><a class="sscp-term" href="#marac"><abbr title="Risk conference">MARAC</abbr></a></p>'
    )


def test_a_finding_is_explained_though_it_is_a_heading() -> None:
    assert words_of('<li><h3 class="sscp-finding" id="x">MARAC</h3></li>') == ["MARAC"]


def test_the_longest_term_is_explained() -> None:
    assert explained("<p>Strategy meeting</p>") == [("Strategy meeting", "strategy-meeting")]


@pytest.mark.parametrize("words", ["marac", "MARACs", "pre-meeting", "meetings", "meeting-room"])
def test_parts_of_words_and_acronyms_in_small_letters_are_not_explained(words: str) -> None:
    assert words_of(f"<p>{words}</p>") == []


@pytest.mark.parametrize(
    "page",
    [
        '<a href="#">MARAC <b>MARAC</b></a>',
        "<h1>MARAC</h1>",
        "<details><summary>MARAC</summary></details>",
        "<label>MARAC</label>",
        "<h2 id='x'>MARAC</h2>",
        "<h3 id='x'>MARAC</h3>",
        '<abbr title="MARAC">MARAC</abbr>',
        "<code>MARAC</code>",
        "<!-- MARAC <p>MARAC</p> -->",
        '<img alt="MARAC">',
        '<p>x</p><div class="footnote"><p>MARAC</p></div>',
    ],
)
def test_links_headings_sources_and_attributes_are_left_alone(page: str) -> None:
    assert explained(page) == []


def test_what_follows_an_element_that_is_left_alone_is_explained() -> None:
    assert words_of('<article><a href="#">x</a> MARAC</article>') == ["MARAC"]


def test_letters_that_become_two_in_small_letters_move_nothing() -> None:
    """In lower case, İ is two characters long."""
    assert words_of("<p>İİİ a Meeting here</p>") == ["Meeting"]


def term(**fields: str) -> GlossaryTerm:
    facts = {"id": "marac", "term": "MARAC", "kind": "acronym", "definition": "A meeting."}
    return GlossaryTerm.model_validate(facts | fields)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, ""),
        ({"scope": "other-area"}, SCOPE_MARKS["other-area"]),
        ({"scope": "west-midlands"}, SCOPE_MARKS["west-midlands"]),
        ({"scope": "national-copy"}, SCOPE_MARKS["national-copy"]),
        ({"status": "unconfirmed"}, "Not confirmed by a source."),
    ],
)
def test_a_meaning_that_is_not_confirmed_here_says_so_on_its_page_and_where_it_is_explained(
    fields: dict[str, str], said: str
) -> None:
    library = Library(glossary=(term(**fields),))
    page = glossary_page(library)
    shown = explain_terms("<p>MARAC</p>", terms_of(library), "")
    assert f'title="{f"A meeting. {said}".strip()}"' in shown
    assert ("<strong>" in page) == bool(said)
    assert said.removesuffix(".") in page


def test_a_text_that_only_uses_a_term_is_not_called_the_source_of_its_meaning() -> None:
    used = term(status="unconfirmed", source="A briefing")
    page = glossary_page(Library(glossary=(used,)))
    assert "Used in: A briefing" in page
    assert "Source:" not in page


ELSEWHERE = [
    "West Midlands",
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
    "Devon",
    "Wales",
]


def lacking_mark(terms: Iterable[GlossaryTerm]) -> list[str]:
    """Return the terms that rest on another area's page and do not say so."""
    return [
        one.id
        for one in terms
        if any(area in (one.source or "") for area in ELSEWHERE)
        and "Solihull" not in (one.source or "")
        and not one.scope
    ]


def test_every_term_from_another_area_is_marked() -> None:
    assert lacking_mark(own_library().glossary) == []


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


def known_term(word: str) -> Terms:
    return terms_of(Library(glossary=(term(id="a", term=word, kind="term"),)))


@pytest.mark.parametrize("term", ["lt", "amp", "x27", "39", "quot"])
def test_a_term_that_is_also_the_name_of_a_sign_breaks_no_sign(term: str) -> None:
    known = known_term(term)
    page = "<p>&lt;b&gt; &amp; &#x27; &#39; &quot;</p>"
    assert explain_terms(page, known, "../") == page
    assert 'href="../#a"' in explain_terms(f"<p>so {term} is</p>", known, "../")


def test_a_term_with_a_sign_in_it_is_explained() -> None:
    known = known_term("r&d")
    assert explain_terms("<p>our r&amp;d work</p>", known, "../") == (
        '<p>our <a class="sscp-term" href="../#a">r&amp;d</a> work</p>'
    )
