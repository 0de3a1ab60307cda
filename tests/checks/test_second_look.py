"""What in an audit deserves a second look: each is told, and what is right is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.addresses.published import PUBLISHED
from macros.checks.advice import advice
from macros.checks.load import load_library
from macros.checks.second_look import second_look
from tests.conftest import REPOSITORY
from tests.support.small_library import AUDIT, FILES, write, write_small_library

TEXT = FILES[AUDIT]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the small library in it."""
    return write_small_library(tmp_path)


def told(root: Path, text: str) -> list[tuple[int, str]]:
    """Return line and message of the advice if the audit's file holds this text."""
    write(root, AUDIT, text)
    return [(item.line, item.message) for item in advice(root, load_library(root))]


def line_of(text: str, words: str) -> int:
    """Return the line in which some words stand first."""
    return text[: text.index(words)].count("\n") + 1


def test_the_audits_of_the_site_need_no_second_look() -> None:
    library = load_library(REPOSITORY)
    published = [f"/audits/{audit.id}/" for audit in library.audits]
    for audit in library.audits:
        file = f"data/audits/{audit.id}.yml"
        text = (REPOSITORY / file).read_text(encoding="utf-8")
        assert list(second_look(audit, file, text, published)) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "text: Think about all children in the household",
            "text: Think about all children in the",
            "the sentence ends with “the”",
        ),
        (
            "  - In September 2022 a deep dive looked at 6 children.",
            "  - In September 2022 a deep dive looked at 6 children and",
            "the sentence ends with “and”",
        ),
        (
            "text: Think about all",
            "text: 1. Think about all",
            "the sentence starts with “1.”, and readers see it",
        ),
        (
            "text: Think about all",
            "text: • Think about all",
            "the sentence starts with “•”, and readers see it",
        ),
        ("id: all-children", "id: 12", "the id “12” is only a number"),
        ("id: voice-heard", "id: 2022-09", "the id “2022-09” is only a number"),
        (
            "    themes: [sharing]",
            "    themes: [sharing, sharing]",
            "“sharing” is named twice here",
        ),
        (
            "situations: [assessment, strategy-meeting]",
            "situations: [assessment, strategy-meeting, assessment]",
            "“assessment” is named twice here",
        ),
        ("    guidance: [toolkit]", "    guidance: [toolkit, toolkit]", "“toolkit” is named twice"),
        (
            "held: 2022-09",
            "held: 2022-03",
            "March 2022 is not in the year 2022/23, which is April 2022 to March 2023",
        ),
        (
            "held: 2022-09",
            "held: 2023-04",
            "April 2023 is not in the year 2022/23, which is April 2022 to March 2023",
        ),
    ],
)
def test_an_oversight_is_told_in_its_line(root: Path, old: str, new: str, says: str) -> None:
    assert TEXT.count(old) == 1
    text = TEXT.replace(old, new)
    ((line, message),) = told(root, text)
    assert says in message
    assert line == line_of(text, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text: Think about all", "text: 12 children: Think about all".replace(": T", " t")),
        ("held: 2022-09", "held: 2022-04"),
        ("held: 2022-09", "held: 2023-03"),
        ("held: 2022-09", "held: 2023"),
        ("in the household", "in the household they belong to."),
    ],
)
def test_what_is_right_is_not_told(root: Path, old: str, new: str) -> None:
    assert old in TEXT
    assert told(root, TEXT.replace(old, new)) == []


def test_a_sentence_that_is_there_twice_is_told_where_it_comes_again(root: Path) -> None:
    again = "  - id: again\n    text: think about all children in the household.\n"
    text = f"{TEXT}{again}    situations: [assessment]\n"
    message = "the sentence “think about all children in the househol…” is there twice"
    assert told(root, text) == [(line_of(text, "text: think"), message)]


def test_an_audit_that_says_that_it_has_no_reminders_is_told(root: Path) -> None:
    text = TEXT[: TEXT.index("reminders:")] + "reminders: []\n"
    message = "this audit has no reminders, and 1 good practice"
    assert told(root, text) == [(line_of(text, "reminders: []"), message)]


def test_a_new_audit_without_the_day_on_which_it_was_added_is_told(root: Path) -> None:
    addresses = ["/audits/2022-23/strategy-meetings/", "/audits/2023-24/neglect/"]
    write(root, PUBLISHED, "\n".join(addresses))
    assert told(root, TEXT) == [(1, "this audit is new, and “added” is missing")]
    assert told(root, f"added: 2026-11-23\n{TEXT}") == []
    write(root, PUBLISHED, "\n".join([*addresses, "/audits/2022-23/neglect/"]))
    assert told(root, TEXT) == []
