"""The page of responses says what became of each, by the dates in the data."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from macros.addresses.links import CurrentPage
from macros.pages import audits
from macros.pages.responses import response_list, response_page
from macros.records.library import Library
from macros.records.records import Guidance
from tests.support.two_years import LIBRARY

HERE = CurrentPage("response.md")


def entry(response_id: str, library: Library = LIBRARY) -> str:
    """Return what the page says about a response, as plain text."""
    html = response_page(library, HERE)
    own = re.split(r'<li id="(?=[\w-]+">)', html)
    (found,) = [part for part in own if part.startswith(f'{response_id}">')]
    text = re.sub(r"<[^>]+>", " ", found.partition(">")[2])
    return re.sub(r"\s+([.:,])", r"\1", " ".join(text.split()))


def test_a_response_without_anything_new_says_only_that_there_was_no_update() -> None:
    assert entry("untouched") == (
        "We have a course. Done in 2022/23. No update since. In response to: Theme: On siblings"
    )


def test_a_guide_that_the_sentence_links_is_not_named_again() -> None:
    guides = tuple(
        Guidance(id=name, title=name.upper(), status="in development")
        for name in ("linked", "beside")
    )
    response = LIBRARY.responses[0].model_copy(
        update={"text": "We wrote [a guide](guidance:linked)", "guidance": ("beside",)}
    )
    library = replace(LIBRARY, guidance=guides, responses=(response,))

    assert "Documents: BESIDE" in entry(response.id, library)


def test_an_overdue_response_says_by_which_date_in_the_data() -> None:
    late = entry("late")
    assert "Owner: board manager" in late
    assert "Due: December 2023. Overdue: not reported as done by 1 February 2024." in late


def test_a_response_that_nothing_was_heard_of_says_so() -> None:
    assert "In progress, updated on 30 November 2022" in entry("silent")
    assert "No update in the twelve months to 1 February 2024." in entry("silent")


def test_updates_are_a_history_with_the_newest_first() -> None:
    assert (
        "Done, updated on 1 June 2023 Due: 30 June 2023 "
        "1 June 2023: done. It was sent to all agencies. Evidence: Notes "
        "30 November 2022: in progress. Half of it is done. "
        "Reported in 2022/23: planned."
    ) in entry("sent")
    assert "Overdue" not in entry("sent")
    assert "No update" not in entry("sent")


def test_what_follows_a_response_is_linked_both_ways() -> None:
    assert "Followed by: Neglect audit, 2023/24, We will ask." in entry("measured")
    assert "Takes the place of: We share minutes." in entry("late")
    assert 'href="../audits/2023-24/neglect/"' in response_page(LIBRARY, HERE)
    earlier, later = LIBRARY.audits
    on_audit = CurrentPage("audits/2023-24/neglect.md")
    assert "followed an earlier response" in audits.responses(LIBRARY, on_audit, later)
    assert "We share minutes." in audits.responses(LIBRARY, on_audit, later)
    assert "followed an earlier response" not in audits.responses(LIBRARY, on_audit, earlier)


@pytest.mark.parametrize("response", LIBRARY.responses, ids=lambda response: str(response.id))
def test_other_pages_say_how_far_it_is_now(response: object) -> None:
    html = response_list(HERE, [response])  # type: ignore[list-item]
    assert ("No update since" in html) is not bool(response.updates)  # type: ignore[attr-defined]
    assert ("this site reads" in html) == ("No update since" in html)
