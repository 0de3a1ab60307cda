"""Which records are suggested for a sentence."""

from __future__ import annotations

import pytest

from macros.editing.suggestions import MOST, Suggestion, suggest
from macros.records.library import Library
from tests.support.small_library import guide, situation, theme

SMALL = Library(
    themes=(
        theme("siblings").model_copy(
            update={"title": "Consideration of siblings", "short": "Siblings"}
        ),
        theme("smart").model_copy(
            update={"title": "SMART and SMARTER planning", "aliases": ("contingency plans",)}
        ),
    ),
    situations=(
        situation("meeting").model_copy(update={"title": "Strategy meeting"}),
        situation("family").model_copy(update={"title": "Working with the child and family"}),
    ),
    guidance=(guide("lines", title="Timelines of involvement (chronologies)"),),
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Consideration of the siblings", Suggestion(themes=("siblings",))),
        ("RECORD THE STRATEGY MEETINGS", Suggestion(situations=("meeting",))),
        ("Ensure the contingency plan is robust", Suggestion(themes=("smart",))),
        ("SMART plans", Suggestion(themes=("smart",))),
        ("Record the strategy meetings", Suggestion(situations=("meeting",))),
        ("Keep the chronology up to date", Suggestion(guidance=("lines",))),
    ],
)
def test_a_record_is_suggested_if_the_sentence_names_it(
    sentence: str, expected: Suggestion
) -> None:
    assert suggest(SMALL, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        *("", "Be kind", "Have a meeting", "The of and", "§ … !"),
        # words of a name that are apart, a part of it, an acronym's letters as a word
        *(
            "A strategy for each meeting",
            "Too much attention to siblings",
            "The family",
            "Be smart",
        ),
    ],
)
def test_nothing_is_suggested_without_a_whole_name(sentence: str) -> None:
    assert suggest(SMALL, sentence) == Suggestion()


def test_the_longest_name_comes_first_and_there_are_not_too_many() -> None:
    records = tuple(
        theme(name).model_copy(update={"title": title, "short": title})
        for name, title in (("a", "Plans"), ("b", "Plans for families"), ("c", "Families"))
    )
    found = suggest(Library(themes=records), "Plans for families")
    assert found.themes == ("b", "a")
    assert len(found.themes) == MOST
