"""How problems are ordered, counted and worded."""

from __future__ import annotations

import pytest

from macros.problems import DataError, Problem, did_you_mean, quoted, report, sentences

FIRST = Problem("data/a.yml", 2, 1, "a is wrong", "Correct a.")
SECOND = Problem("data/a.yml", 10, 1, "b is wrong", "Correct b.")
THIRD = Problem("data/b.yml", 1, 1, "c is wrong", "Correct c.")


def test_a_problem_says_where_it_is_what_is_wrong_and_how_to_fix_it() -> None:
    assert str(FIRST) == "data/a.yml, line 2, column 1: a is wrong.\n  Correct a."


def test_problems_are_sorted_by_file_and_then_by_the_number_of_the_line() -> None:
    assert DataError([THIRD, SECOND, FIRST]).problems == [FIRST, SECOND, THIRD]


def test_the_same_problem_is_reported_once() -> None:
    assert DataError([FIRST, FIRST]).problems == [FIRST]
    assert report([FIRST, FIRST]).startswith("1 problem to fix")


def test_the_number_of_problems_is_in_the_heading() -> None:
    assert report([FIRST, SECOND, THIRD]).startswith("3 problems to fix.")


def test_the_report_holds_each_problem_with_an_empty_line_before_it() -> None:
    _, *said = report([SECOND, FIRST]).split("\n\n")
    assert said == [str(FIRST), str(SECOND)]


def test_an_error_shows_as_its_report() -> None:
    assert str(DataError([FIRST])) == report([FIRST])


@pytest.mark.parametrize("word", ["sibling", "siblings ", "SIBLINGS", "siblngs", "the-siblings"])
def test_a_nearly_right_word_gets_a_suggestion(word: str) -> None:
    assert did_you_mean(word, ["sharing", "siblings"]) == "Did you mean “siblings”?"


@pytest.mark.parametrize("word", ["", "housing-support", "x"])
def test_a_word_that_is_like_none_has_no_suggestion(word: str) -> None:
    assert did_you_mean(word, ["assessments", "siblings"]) == ""


def test_nothing_is_suggested_where_nothing_is_known() -> None:
    assert did_you_mean("siblings", []) == ""


def test_the_suggestion_does_not_depend_on_the_order_of_what_is_known() -> None:
    known = ["plan-a", "plan-b", "plan-c"]
    assert did_you_mean("plan-x", known) == did_you_mean("plan-x", reversed(known))


def test_empty_sentences_leave_no_gap() -> None:
    assert sentences("One.", "", "Two.", "") == "One. Two."


def test_a_long_value_is_shown_by_its_beginning() -> None:
    assert quoted("word " * 50, 10) == "“word word…”"
