"""Advice on wording: what is told, what is not, and that nothing waits for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks.advice import advice, explained_acronyms, of_page, sentences_of
from macros.checks.load import load_library
from macros.problems import Problem
from tests.support.small_library import AUDIT, FILES, write, write_small_library

PAGE = "docs/guidance/timelines.md"
LONG = " ".join(["word"] * 26)
SHORT = " ".join(["word"] * 25)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the small library in it."""
    return write_small_library(tmp_path)


def told(root: Path, text: str, file: str = PAGE) -> list[tuple[int, str]]:
    """Return line and message of the advice on a file that holds this text."""
    write(root, file, text)
    return [(item.line, item.message) for item in advice(root, load_library(root))]


def test_the_small_library_needs_no_advice(root: Path) -> None:
    assert advice(root, load_library(root)) == []


# --- Long sentences ---------------------------------------------------------------------------


def test_a_sentence_of_26_words_is_told_with_its_line_and_one_of_25_is_not(root: Path) -> None:
    assert told(root, f"# Title\n\nA short one. {SHORT.capitalize()}.\n\n- {LONG}.\n") == [
        (5, "the sentence that begins “word word word word word word” has 26 words")
    ]


def test_a_sentence_that_goes_on_over_two_lines_is_one(root: Path) -> None:
    half = " ".join(["word"] * 13)
    text = f"# Title\n\nShort.\n{half.capitalize()}\n{half}.\n"
    assert [line for line, _ in told(root, text)] == [4]


@pytest.mark.parametrize(
    "text",
    [
        f"# {LONG}\n",
        f"```\n{LONG}\n```\n",
        f"<!-- {LONG} -->\n",
        f"{{# {LONG} #}}\n",
        f"| {SHORT} | {SHORT} |\n",
        f"- {SHORT}\n- {SHORT}\n",
        f"{SHORT}.\n\n{SHORT}.\n",
        f"{SHORT}? Word! **{SHORT.capitalize()}.** Word.\n",
        f"[{SHORT}](https://example.org/{LONG.replace(' ', '/')}){{ .{LONG} }}\n",
        f"---\ntitle: {LONG}\n---\n\nShort.\n",
    ],
)
def test_what_is_no_sentence_and_what_is_several_is_not_told(root: Path, text: str) -> None:
    assert told(root, text) == []


def test_a_sentence_of_an_audit_may_be_as_long_as_the_briefing_has_it(root: Path) -> None:
    assert told(root, FILES[AUDIT].replace("Think about all", f"{LONG} all"), AUDIT) == []


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "Ask the others, e.g. Health or the police. Then go.\n"
    assert [sentence for _, sentence in sentences_of(text)] == [
        "Ask the others, e.g. Health or the police.",
        "Then go.",
    ]


# --- Links, acronyms and markup ---------------------------------------------------------------


@pytest.mark.parametrize("words", ["here", "Click here", "click\nhere", "this link", "Read more"])
def test_a_link_that_does_not_say_where_it_leads_is_told(words: str) -> None:
    (item,) = of_page("docs/a.md", f"# A\n\nFor more [{words}](b.md).\n")
    assert (item.line, item.column) == (3, 10)
    assert "does not say where it leads" in item.message


def test_a_link_that_says_where_it_leads_is_not_told() -> None:
    assert list(of_page("docs/a.md", "[Here to help](b.md), [more on plans](c.md) here\n")) == []


def test_an_acronym_that_nothing_explains_is_told_once_in_each_file(root: Path) -> None:
    assert told(root, "# A\n\nAsk the XQZ.\nThe XQZ knows.\n") == [(3, "“XQZ” is not explained")]


@pytest.mark.parametrize(
    "text",
    [
        "Ask the MARAC, or two MARACs.",
        "Ask the Extra Quick Zone (XQZ). The XQZ knows.",
        "Ask the NHS, a GP or A&E.",
        "Read `XQZ.md` and [the page](XQZ.md).",
        "WHAT EACH LINE MEANS",
    ],
)
def test_an_acronym_that_is_explained_or_that_everybody_knows_is_not_told(
    root: Path, text: str
) -> None:
    assert told(root, f"{text}\n") == []


def test_an_acronym_in_an_audit_is_told_for_the_glossary(root: Path) -> None:
    text = FILES[AUDIT].replace("Think about all", "Think with the XQZ about all")
    (item,) = told(root, text, AUDIT)
    assert item == (1 + FILES[AUDIT][: FILES[AUDIT].index("Think")].count("\n"), item[1])
    assert item[1] == "“XQZ” is not explained"


def test_acronyms_wait_while_the_data_has_faults(root: Path) -> None:
    write(root, PAGE, f"Ask the XQZ. {LONG.capitalize()}.\n")
    assert [item.message[:12] for item in advice(root)] == ["the sentence"]


def test_the_glossary_explains_its_terms_and_their_other_forms(root: Path) -> None:
    assert explained_acronyms(load_library(root)) == {"MARAC"}


def test_codes_of_web_pages_in_an_audit_are_told(root: Path) -> None:
    text = FILES[AUDIT].replace("Think about all", "Think about <b>all</b> &amp; more")
    assert [message[:5] for _, message in told(root, text, AUDIT)] == ["“<b>”", "“</b>", "“&amp"]


def test_advice_is_told_as_a_problem_is_but_is_none(root: Path) -> None:
    write(root, PAGE, f"{LONG}.\n")
    items = advice(root, load_library(root))  # the data is in order all the same
    assert [type(item) for item in items] == [Problem]


# --- What few would find, or see otherwise ----------------------------------------------------


def test_a_reminder_without_a_situation_is_told_where_it_begins(root: Path) -> None:
    whole = FILES[AUDIT]
    text = whole.replace("    situations: [strategy-meeting]\n", "")
    assert text != whole
    line = text[: text.index("id: share-minutes")].count("\n") + 1
    assert told(root, text, AUDIT) == [(line, "the reminder “share-minutes” names no situation")]


def test_a_reminder_with_a_list_of_no_situations_is_told_as_well(root: Path) -> None:
    text = FILES[AUDIT].replace("situations: [strategy-meeting]", "situations: []")
    assert [message for _, message in told(root, text, AUDIT)] == [
        "the reminder “share-minutes” names no situation"
    ]


def test_the_quotation_marks_around_a_text_are_told_and_those_within_are_not(root: Path) -> None:
    text = FILES[AUDIT].replace("title: Neglect", "title: “Neglect”")
    assert told(root, text, AUDIT) == [(1, "readers see the quotation marks around this text")]
    text = FILES[AUDIT].replace("title: Neglect", "title: Neglect, “in a word”")
    assert told(root, text, AUDIT) == []
