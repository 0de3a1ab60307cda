"""Relations in both directions, and the order in which records are shown."""

from __future__ import annotations

import pytest

from macros.records.dates import ProgrammeYear
from macros.records.findings import GoodPractice, Reminder
from macros.records.library import Findings, Library
from tests.support.small_library import (
    audit,
    good_practice,
    guide,
    reminder,
    response,
    situation,
    theme,
)


def ids(findings: tuple[Findings, ...]) -> list[tuple[str, list[str], list[str]]]:
    """Return audit, reminders and good practices of findings, by their ids."""
    return [
        (f.audit.id, [item.id for item in f.reminders], [item.id for item in f.good_practice])
        for f in findings
    ]


def parts(
    reminders: tuple[Reminder, ...], good_practices: tuple[GoodPractice, ...]
) -> tuple[Reminder | GoodPractice, ...]:
    return (*reminders, *good_practices)


# --- Audits and years -------------------------------------------------------------------------

LATE = audit("2022-23/late", held="2023-03")
EARLY = audit("2022-23/early", held="2022-08")
MIDDLE = audit("2022-23/middle", held="2022-11")
YEAR_ONLY = audit("2022-23/year-only", held="2022")
UNDATED = audit("2022-23/aaa-undated")
OTHER_UNDATED = audit("2022-23/bbb-undated")
NEXT = audit("2023-24/next", held="2023-03")
EARLIER = audit("2021-22/earlier", held="2022-01")
AUDITS = Library(
    audits=(UNDATED, NEXT, LATE, OTHER_UNDATED, EARLY, EARLIER, YEAR_ONLY, MIDDLE),
)
IN_ORDER = [EARLIER, EARLY, MIDDLE, YEAR_ONLY, LATE, UNDATED, OTHER_UNDATED, NEXT]


def test_audits_are_in_order_of_time_and_those_without_a_date_end_their_year() -> None:
    assert list(AUDITS.chronology) == IN_ORDER


def test_audits_of_one_month_are_in_order_of_their_file_names() -> None:
    b, a = audit("2022-23/b", held="2022-08"), audit("2022-23/a", held="2022-08")
    assert Library(audits=(b, a)).chronology == (a, b)


def test_the_newest_year_comes_first_and_its_oldest_audit() -> None:
    assert AUDITS.years == ("2023/24", "2022/23", "2021/22")
    assert list(AUDITS.audits_of_year[ProgrammeYear("2022/23")]) == IN_ORDER[1:7]


def test_every_audit_belongs_to_one_year() -> None:
    in_years = [audit.id for audits in AUDITS.audits_of_year.values() for audit in audits]
    assert sorted(in_years) == sorted(audit.id for audit in AUDITS.audits)


def test_an_empty_library_has_no_years() -> None:
    assert Library().years == ()


# --- Findings ---------------------------------------------------------------------------------

OLD = audit(
    "2022-23/old",
    held="2022-09",
    reminders=[
        reminder("first", themes=("siblings", "sharing"), situations=("assessment",)),
        reminder("second", themes=("siblings",), guidance=("toolkit",)),
        reminder("third"),
    ],
    good_practices=[good_practice("done", themes=("sharing",), situations=("assessment",))],
)
OLDER = audit("2022-23/older", held="2022-08", reminders=[reminder("a", themes=("siblings",))])
NEW = audit(
    "2023-24/new",
    reminders=[reminder("b", themes=("siblings",), guidance=("toolkit",))],
    good_practices=[good_practice("c", themes=("siblings",))],
)
FOUND = Library(
    audits=(OLD, OLDER, NEW),
    themes=(theme("sharing"), theme("siblings"), theme("timelines")),
    situations=(situation("assessment"), situation("planning")),
    guidance=(guide("timelines", themes=("sharing",)), guide("toolkit", situations=("planning",))),
)


def test_findings_on_a_theme_are_of_the_newest_year_first_and_within_it_of_the_oldest_audit() -> (
    None
):
    assert ids(FOUND.findings_by_theme["siblings"]) == [
        ("2023-24/new", ["b"], ["c"]),
        ("2022-23/older", ["a"], []),
        ("2022-23/old", ["first", "second"], []),
    ]


def test_a_finding_on_two_themes_is_found_on_both() -> None:
    assert ids(FOUND.findings_by_theme["sharing"]) == [("2022-23/old", ["first"], ["done"])]


def test_findings_are_found_by_situation_and_by_guide() -> None:
    assert ids(FOUND.findings_by_situation["assessment"]) == [("2022-23/old", ["first"], ["done"])]
    assert ids(FOUND.findings_by_guidance["toolkit"]) == [
        ("2023-24/new", ["b"], []),
        ("2022-23/old", ["second"], []),
    ]


def test_a_theme_that_no_finding_bears_on_has_no_findings() -> None:
    assert "timelines" not in FOUND.findings_by_theme


def test_a_finding_that_names_a_theme_twice_is_found_once() -> None:
    twice = audit("2022-23/a", reminders=[reminder("b", themes=("siblings", "siblings"))])
    found = Library(audits=(twice,)).findings_by_theme["siblings"]
    assert ids(found) == [("2022-23/a", ["b"], [])]


def test_the_length_of_findings_counts_reminders_and_good_practice() -> None:
    newest, *_ = FOUND.findings_by_theme["siblings"]
    assert len(newest) == 2


def test_the_themes_of_an_audit_are_in_the_order_of_the_themes_file() -> None:
    assert [theme.id for theme in FOUND.themes_of(OLD)] == ["sharing", "siblings"]


def test_every_relation_of_a_finding_can_be_found_from_the_other_side() -> None:
    named = {
        (theme_id, audit.id, item.id)
        for audit in FOUND.audits
        for item in parts(audit.reminders, audit.good_practice)
        for theme_id in item.themes
    }
    found = {
        (theme_id, findings.audit.id, item.id)
        for theme_id, all_findings in FOUND.findings_by_theme.items()
        for findings in all_findings
        for item in parts(findings.reminders, findings.good_practice)
    }
    assert found == named


# --- Guides and responses ---------------------------------------------------------------------


def test_the_guides_of_an_audit_are_those_of_its_responses_and_then_those_chosen_for_it() -> None:
    answer = response("r", "We wrote [a guide](guidance:a).", audits=["2022-23/a"], guidance=["e"])
    library = Library(guidance=tuple(guide(guide_id) for guide_id in "edcba"), responses=(answer,))
    names = audit(
        "2022-23/a",
        guidance=["a"],
        reminders=[reminder("x", guidance=("b",))],
        good_practices=[good_practice("y", guidance=("c", "b"))],
    )
    assert [guide.id for guide in library.guidance_of_audit(names)] == ["e", "a", "c", "b"]


def test_guides_are_found_by_the_themes_and_situations_that_they_name() -> None:
    assert [guide.id for guide in FOUND.guidance_of_theme("sharing")] == ["timelines"]
    assert [guide.id for guide in FOUND.guidance_of_situation("planning")] == ["toolkit"]
    assert FOUND.guidance_of_theme("siblings") == ()


RESPONDED = Library(
    guidance=(guide("toolkit"), guide("timelines")),
    responses=(
        response("a", "We have a [toolkit](guidance:toolkit).", audits=("2022-23/old",)),
        response("b", themes=("sharing",), audits=("2022-23/old",), guidance=("timelines",)),
        response("c", "A [toolkit](guidance:toolkit) again.", guidance=("toolkit", "timelines")),
    ),
)


@pytest.mark.parametrize(
    ("kind", "record_id", "responses"),
    [
        ("audit", "2022-23/old", ["a", "b"]),
        ("theme", "sharing", ["b"]),
        ("guidance", "toolkit", ["a", "c"]),
        ("guidance", "timelines", ["b", "c"]),
    ],
)
def test_responses_are_found_by_what_they_name_in_words_or_beside_them(
    kind: str, record_id: str, responses: list[str]
) -> None:
    assert [response.id for response in RESPONDED.responses_to[kind, record_id]] == responses


def test_nothing_responds_to_what_no_response_names() -> None:
    assert ("theme", "siblings") not in RESPONDED.responses_to


def test_the_guides_of_a_response_are_named_once_in_the_order_of_their_file() -> None:
    named = RESPONDED.guidance_of_response(RESPONDED.responses[2])
    assert [guide.id for guide in named] == ["toolkit", "timelines"]


def test_each_record_is_found_by_its_id() -> None:
    assert FOUND.theme_by_id["sharing"] == theme("sharing")
    assert FOUND.situation_by_id["planning"] == situation("planning")
    assert FOUND.guidance_by_id["toolkit"].id == "toolkit"
    assert FOUND.audit_by_id["2022-23/old"] is OLD
