"""What became of a response: where it stands, and whether it is late."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from macros.records.library import Library
from macros.records.responses import Response
from tests.support.small_library import audit, reminder, response

HALF_DONE = {"day": "2023-09-30", "status": "in progress", "text": "Half of it is done."}
DONE = {"day": "2024-02-29", "status": "done", "text": "It is done."}
STOPPED = {"day": "2024-05-01", "status": "stopped", "text": "Another team does it."}


def planned(**fields: Any) -> Response:
    """Return a response that was planned in 2022/23."""
    return response("a", "We will look again.", status="planned", **fields)


def test_a_response_without_updates_stands_where_its_briefing_left_it() -> None:
    assert (planned().status_now, planned().history) == ("planned", ())
    assert planned().last_heard == date(2023, 3, 31)


def test_the_newest_update_counts_wherever_it_is_in_the_file() -> None:
    found = planned(updates=(DONE, HALF_DONE))
    assert found.status_now == "done"
    assert [update.text for update in found.history] == [DONE["text"], HALF_DONE["text"]]
    same_day = planned(updates=(HALF_DONE, {**HALF_DONE, "status": "stopped"}))
    assert same_day.status_now == "stopped"


@pytest.mark.parametrize(
    ("due", "words", "machine", "last_day"),
    [
        ("2024-02", "February 2024", "2024-02", date(2024, 2, 29)),
        ("2024-02-05", "5 February 2024", "2024-02-05", date(2024, 2, 5)),
    ],
)
def test_a_response_is_due_on_a_day_or_in_a_month(
    due: str, words: str, machine: str, last_day: date
) -> None:
    found = planned(due=due).due
    assert found
    assert (found.words, found.machine, found.last_day) == (words, machine, last_day)


def test_a_response_is_overdue_after_its_day_until_it_is_done_or_stopped() -> None:
    late = planned(due="2024-02", updates=(HALF_DONE,))
    assert not late.is_overdue(date(2024, 2, 29))
    assert late.is_overdue(date(2024, 3, 1))
    assert not late.is_overdue(None)
    for last in (DONE, STOPPED):
        assert not planned(due="2024-02", updates=(last,)).is_overdue(date(2025, 1, 1))


def test_a_response_is_silent_a_year_after_its_last_update_if_more_is_expected() -> None:
    assert not planned(updates=(HALF_DONE,)).is_silent(date(2024, 9, 29))
    assert planned(updates=(HALF_DONE,)).is_silent(date(2024, 9, 30))
    assert planned().is_silent(date(2024, 3, 31))
    assert not planned(updates=(DONE,)).is_silent(date(2030, 1, 1))
    assert planned(updates=({**DONE, "status": "ongoing"},)).silent_from == date(2025, 2, 28)


def test_a_theme_has_come_up_again_after_an_update_said_that_the_response_was_made() -> None:
    on_theme = [reminder("a", themes=("sharing",))]
    library = Library(
        audits=tuple(audit(f"{year}/x", reminders=on_theme) for year in ("2023-24", "2024-25")),
        responses=(planned(themes=("sharing",), updates=(HALF_DONE, DONE)),),
    )
    since = library.since_response("sharing")
    assert since
    assert (since.answered, since.later) == ("2023/24", ("2024/25",))


def test_the_newest_day_in_the_data_stands_in_for_today() -> None:
    assert Library().as_of is None
    dated = Library(audits=(audit("2022-23/a", "2022-08"),), responses=(planned(),))
    assert dated.as_of == date(2022, 8, 1)
    assert Library(responses=(planned(updates=(DONE,)),)).as_of == date(2024, 2, 29)
