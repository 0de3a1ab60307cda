"""The board's summary counts what its words say."""

from __future__ import annotations

import re
from dataclasses import replace

from macros.addresses.links import CurrentPage
from macros.pages import board
from macros.records.library import Library
from macros.records.publishers import Publisher
from macros.records.records import Theme
from tests.support.small_library import audit, guide, reminder, response
from tests.support.two_years import LIBRARY

HERE = CurrentPage("board.md")


def rows(html: str) -> list[list[str]]:
    """Return the cells of each row of a table, as plain text."""
    found = (re.findall(r"<t[hd]\b.*?</t[hd]>", row, re.DOTALL) for row in html.split("<tr>")[1:])
    return [[words(cell) for cell in cells] for cells in found]


def words(html: str) -> str:
    return re.sub(r"\s+([.:,)])", r"\1", " ".join(re.sub(r"<[^>]+>", " ", html).split()))


def test_it_opens_with_what_it_counts_and_until_when() -> None:
    assert words(board.opening(LIBRARY)) == (
        "This page covers our 2 audits of 2022/23 to 2023/24: 3 practice reminders and 5 "
        "responses. "
        "The responses were last reported on 1 June 2023. "
        "This site’s data was last changed on 1 February 2024. "
        "Counted by this site, not confirmed by the partnership."
    )
    never_updated = replace(LIBRARY, responses=LIBRARY.responses[:2])
    assert "The responses were last reported in 2022/23." in words(board.opening(never_updated))


def test_the_theme_of_most_years_comes_first_and_one_that_never_came_up_is_left_out() -> None:
    assert rows(board.reminders_by_theme(LIBRARY, HERE)) == [
        ["Theme", "Audits of 2023/24", "Audits of 2022/23", "2 years"],
        [
            "On sharing",
            "2 reminders in 1 audit",
            "1 reminder in 1 audit",
            "3 reminders in 2 audits",
        ],
        ["On siblings", "none", "1 reminder in 1 audit", "1 reminder in 1 audit"],
    ]


def test_learning_of_others_is_not_counted() -> None:
    other = audit("2024-25/national", None, [reminder("d", themes=("plans",))])
    panel = Publisher(id="panel", name="National Panel", short="Panel", area="England")
    theirs = replace(
        LIBRARY,
        audits=(*LIBRARY.audits, other.model_copy(update={"publisher": "panel"})),
        publishers=(*LIBRARY.publishers, panel),
    )
    assert board.reminders_by_theme(theirs, HERE) == board.reminders_by_theme(LIBRARY, HERE)
    assert board.again(theirs, HERE) == board.again(LIBRARY, HERE)
    assert "our 2 audits" in board.opening(theirs)


def test_each_response_counts_once_and_each_fact_says_of_how_many() -> None:
    found = board.statuses(LIBRARY)
    facts = re.findall(r"<li>(.*?)</li>", found)
    assert [words(fact) for fact in facts] == [
        "Done: 3",
        "In progress: 1",
        "Planned: 1",
        "With an owner: 1",
        "With a due date: 2",
        "With an update: 2",
        "Overdue on 1 February 2024: 1",
        "Planned or in progress, without an update in the twelve months to 1 February 2024: 1",
        "Ongoing, without an update in the twelve months to 1 February 2024: 0",
    ]
    assert "No response has" not in found


def test_what_is_done_but_cannot_be_read_here_yet_is_counted() -> None:
    made = (response("x", guidance=("toolkit",)), response("y", themes=("plans",)))
    missing = replace(LIBRARY, responses=made)
    here = (guide("toolkit", status="published", url="https://www.example.org/toolkit"),)
    assert "Done: 2 (1 with a document that is not available here yet)" in words(
        board.statuses(missing)
    )
    assert "not available here" not in words(board.statuses(replace(missing, guidance=here)))


def test_without_any_owner_or_date_it_says_so_once() -> None:
    bare = replace(LIBRARY, responses=(response("a", status="planned"),))
    assert words(board.statuses(bare)).endswith(
        "Planned: 1 No response has an owner, a due date or an update."
    )
    assert rows(board.outstanding(bare, HERE))[0] == ["Response", "Status"]


def test_what_the_group_said_that_it_saw_throughout_is_quoted() -> None:
    often = {"year": "2022/23", "text": ["We see this throughout."], "recurs": True}
    once = {"year": "2022/23", "text": ["We saw this once."]}
    themes = tuple(
        Theme.model_validate({**theme.model_dump(by_alias=True), "statements": [said]})
        for theme, said in zip(LIBRARY.themes, (often, once, once), strict=True)
    )
    found = words(board.throughout(replace(LIBRARY, themes=themes), HERE))
    assert f"2022/23, on {themes[0].title}: “We see this throughout.”" in found
    assert "We saw this once." not in found
    assert board.throughout(LIBRARY, HERE) == ""


def test_what_is_overdue_comes_first_in_what_is_outstanding() -> None:
    assert rows(board.outstanding(LIBRARY, HERE))[1:] == [
        [
            "We will ask.",
            "Planned in 2022/23",
            "board manager",
            "December 2023, overdue",
        ],
        ["We are writing.", "In progress, 30 November 2022", "not named", "no date"],
    ]


def test_what_is_done_is_listed_and_every_response_is_in_one_list() -> None:
    made = words(board.made(LIBRARY, HERE))
    assert "Done in 2022/23: We have a course." in made
    assert "Done, 1 June 2023: " in made
    outstanding = words(board.outstanding(LIBRARY, HERE))
    assert all((r.text in made) != (r.text in outstanding) for r in LIBRARY.responses)


def test_it_says_which_themes_came_up_again_and_what_followed_a_response() -> None:
    found = words(board.again(LIBRARY, HERE))
    assert (
        "On sharing: a response was made in 2022/23. Since then 2 practice reminders are tagged "
        "with it, in our audit of 2023/24."
    ) in found
    assert "Not in an audit of ours since a response was made: On siblings (2022/23)." in found
    assert "On plans" not in found  # its response was made in the newest year
    assert "does not show whether a response has helped" in found
    assert "We share minutes.: followed by Neglect audit, 2023/24, We will ask." in found


def test_what_came_up_again_is_counted_among_all_later_audits_of_ours() -> None:
    later = audit("2024-25/plans", None, [reminder("d", themes=("plans",))])
    more = replace(LIBRARY, audits=(*LIBRARY.audits, later))
    assert "tagged with it, in 1 of our 2 audits of 2023/24 to 2024/25." in words(
        board.again(more, HERE)
    )


def test_a_site_without_responses_or_audits_says_so() -> None:
    empty = Library()
    assert "No audit has a reminder" in board.reminders_by_theme(empty, HERE)
    assert "Nothing is outstanding" in board.outstanding(empty, HERE)
    assert "There are none yet." in board.made(empty, HERE)
    assert "Not known" in board.again(empty, HERE)
    assert "0 responses" in board.opening(empty)
