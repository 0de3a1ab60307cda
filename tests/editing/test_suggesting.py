"""What a sentence is suggested to be about, measured against what people chose."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks.load import load_library
from macros.editing.suggestions import MOST, Suggestion, suggest
from macros.records.fields import ProgrammeYear
from macros.records.library import Library
from macros.records.records import GoodPractice, Reminder
from tests.support.small_library import guide, situation, theme

TOP = Path(__file__).parents[2]

SMALL = Library(
    themes=(
        theme("siblings").model_copy(
            update={"title": "Consideration of siblings", "short": "Siblings"}
        ),
        theme("smart").model_copy(
            update={"title": "SMART and SMARTER planning", "aliases": ("contingency plans",)}
        ),
    ),
    situations=(situation("meeting").model_copy(update={"title": "Strategy meeting"}),),
    guidance=(guide("lines", title="Timelines of involvement (chronologies)"),),
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ask about siblings", Suggestion(themes=("siblings",))),
        ("Ask about the child's SIBLING", Suggestion(themes=("siblings",))),
        ("Ensure the contingency plan is robust", Suggestion(themes=("smart",))),
        ("Plan in a SMARTER way", Suggestion(themes=("smart",))),
        ("Record the strategy meetings", Suggestion(situations=("meeting",))),
        ("Keep the chronology up to date", Suggestion(guidance=("lines",))),
    ],
)
def test_a_record_is_suggested_if_one_of_its_names_is_said(
    sentence: str, expected: Suggestion
) -> None:
    assert suggest(SMALL, sentence) == expected


@pytest.mark.parametrize("sentence", ["", "Be kind", "Have a meeting", "The of and", "§ … !"])
def test_nothing_is_suggested_if_no_name_is_said_in_full(sentence: str) -> None:
    assert suggest(SMALL, sentence) == Suggestion()


def test_the_record_whose_longer_name_is_said_comes_first_and_there_are_not_too_many() -> None:
    records = tuple(
        theme(name).model_copy(update={"title": title, "short": title})
        for name, title in (("a", "Plans"), ("b", "Plans of families"), ("c", "Families"))
    )
    found = suggest(Library(themes=records), "Plans for families")
    assert found.themes == ("b", "a")
    assert len(found.themes) == MOST


@pytest.mark.parametrize("kind", ["themes", "situations", "guidance"])
def test_suggestions_for_the_audits_of_2022_23_are_mostly_what_people_chose(kind: str) -> None:
    library = load_library(TOP)
    right = wrong = missed = 0
    for audit in library.audits_of_year[ProgrammeYear("2022/23")]:
        items: tuple[Reminder | GoodPractice, ...] = (*audit.reminders, *audit.good_practice)
        for item in items:
            suggested = set(getattr(suggest(library, item.text), kind))
            chosen = set(getattr(item, kind))
            right += len(suggested & chosen)
            wrong += len(suggested - chosen)
            missed += len(chosen - suggested)
    assert right / (right + wrong) > 0.7
    assert right / (right + missed) > 0.35
