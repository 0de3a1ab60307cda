"""A briefing that is kept as text: each of its sentences has to be in the data."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks.load import read_library
from tests.support.small_library import AUDIT, FILES, write, write_small_library

BRIEFING = "data/briefings/2022-23.md"
TEXT = """# What we have learned

We are not always considering all children in the household. Minutes are not always shared.

- Think about all\u00a0children in the household
- We have promoted our [guidance](https://www.example.org/).
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the small library in it, and the briefing that it quotes."""
    write(write_small_library(tmp_path), BRIEFING, TEXT)
    return tmp_path


def problems(root: Path) -> list[tuple[str, int, str]]:
    """Return file, line and message of each problem."""
    return [(one.file, one.line, one.message) for one in read_library(root)[1]]


def test_data_that_has_every_sentence_is_in_order(root: Path) -> None:
    assert problems(root) == []


def test_a_changed_sentence_is_reported_where_it_was_changed(root: Path) -> None:
    text = FILES[AUDIT].replace("Think about all children", "Think of all children")
    write(root, AUDIT, text)
    line = text[: text.index("Think of")].count("\n") + 1
    message = (
        "the briefing says “Think about all children in the household”, and this is not the same"
    )
    assert problems(root) == [(AUDIT, line, message)]


def test_sentences_that_are_gone_are_reported_once_in_the_briefing(root: Path) -> None:
    write(root, BRIEFING, f"{TEXT}- Xylophones are loud\n- Zebras are striped\n")
    message = "the data no longer has this sentence, nor 1 more of this briefing"
    assert problems(root) == [(BRIEFING, 7, message)]


def test_a_sentence_that_is_gone_is_not_taken_for_one_that_is_like_it(root: Path) -> None:
    write(root, BRIEFING, f"{TEXT}- Think about all the children in the household\n")
    assert problems(root) == [(BRIEFING, 7, "the data no longer has this sentence")]


def test_a_briefing_is_searched_for_names_as_well(root: Path) -> None:
    write(root, BRIEFING, f"{TEXT}- Ask Xandra\n")
    assert (BRIEFING, 7, "“X•••••” may be the name of a person") in problems(root)
