"""What is due for review on a day that the test chooses."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.checks.load import load_library
from macros.editing.review import Due, as_markdown, due
from macros.problems import DataError
from macros.records.library import Library
from macros.records.lists import Contact, Source
from tests.conftest import REPOSITORY, own_library
from tests.support.small_library import FILES, guide, response, write, write_small_library

TODAY = date(2027, 6, 1)


def source(source_id: str, **fields: object) -> Source:
    """Return a source with an address."""
    facts = {"title": "A page", "publisher": "NSPCC", "scope": "national"}
    url = f"https://example.org/{source_id}"
    return Source.model_validate({"id": source_id, "url": url, **facts, **fields})


def contact(**fields: object) -> Contact:
    """Return a contact that was checked on 23 November 2026."""
    facts = {"id": "council", "name": "Council", "when": "Now", "number": "0121 496 0000"}
    rest = {"source": "a page", "checked": "2026-11-23", "status": "confirmed"}
    return Contact.model_validate({**facts, **rest, **fields})


@pytest.mark.parametrize(
    ("review_by", "is_due"),
    [("2027-06-02", False), ("2027-06-01", True), ("2027-05-31", True), (None, True)],
)
def test_a_record_is_due_from_its_day_on_or_if_it_has_none(
    review_by: str | None, is_due: bool
) -> None:
    dated = {"review_by": review_by} if review_by else {}
    library = Library(
        guidance=(guide("a", **dated),),
        contacts=(contact(**dated),),
        sources=(source("s", **dated),),
    )
    kinds = [item.what.partition(":")[0] for item in due(library, TODAY)]
    assert sorted(kinds) == (["Contact", "Guide", "Source"] if is_due else [])


def test_the_longest_overdue_comes_first_and_what_has_no_date_last() -> None:
    library = Library(
        sources=(
            source("none"),
            source("late", review_by="2027-05-01"),
            source("later", review_by="2027-04-01"),
        )
    )
    assert [item.id for item in due(library, TODAY)] == ["later", "late", "none"]


def test_a_report_names_the_file_and_the_last_review() -> None:
    library = Library(contacts=(contact(review_by="2027-05-23"),), sources=(source("s"),))
    assert [str(item) for item in due(library, TODAY)] == [
        "Contact: Council (data/contacts.yml, council): due on 23 May 2027, "
        "last reviewed on 23 November 2026.",
        "Source: A page (data/sources.yml, s): no date is set, never reviewed.",
    ]


def test_a_response_is_listed_if_it_is_overdue_or_nothing_was_heard_of_it() -> None:
    heard = {"day": "2027-02-01", "status": "in progress", "text": "Half of it is done."}
    library = Library(
        responses=(
            response("done"),
            response("silent", status="planned"),
            response("late", due="2027-05", owner="business manager", updates=(heard,)),
            response("in-time", due="2027-06", updates=(heard,)),
        )
    )
    assert [str(item) for item in due(library, TODAY)] == [
        "Response: We did something. (data/responses.yml, silent): “planned”, no update since "
        "2022/23, no owner is set.",
        "Response: We did something. (data/responses.yml, late): “in progress”, it was due in "
        "May 2027, owner: business manager.",
    ]


def test_everything_on_the_site_has_a_review_date() -> None:
    library = own_library()
    assert [item.id for item in due(library, date.max) if item.review_by is None] == []


def test_a_review_date_before_the_last_review_is_reported(tmp_path: Path) -> None:
    root = write_small_library(tmp_path)
    text = FILES["data/guidance.yml"]
    dated = text.replace("reviewed: 2026-11-23", "reviewed: 2026-11-23\n  review_by: 2026-11-22", 1)
    write(root, "data/guidance.yml", dated)
    with pytest.raises(DataError, match="it was looked at on 2026-11-23, and “review_by” is"):
        load_library(root)


LATE = Due("Guide: <b>A</b>", "data/guidance.yml", "a", None, date(2027, 1, 1))


def test_the_issue_has_a_box_for_each_record_and_says_how_to_set_the_dates() -> None:
    report = as_markdown([LATE, LATE], TODAY)
    assert report.count("- [ ] ") == 2
    assert "As of 1 June 2027." in report
    assert "Set a date only if you have looked." in report
    assert "<b>" not in report


def test_a_long_issue_is_not_too_long_for_github() -> None:
    report = as_markdown([LATE] * 3000, TODAY)
    assert len(report) < 45_000  # which leaves room for the links
    left = re.search(r"\nAnd (\d+) more\. ", report)
    assert left
    assert int(left[1]) + report.count("- [ ] ") == 3000


@pytest.mark.parametrize(("day", "status"), [("2000-01-01", 0), ("9999-01-01", 1)])
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_status_of_the_command_says_whether_something_is_due(
    day: str, status: int, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--root", str(REPOSITORY), "review", "--today", day, "--format", form]
    assert main(asked) == status
    printed = capsys.readouterr().out
    assert ("Nothing is due for review." in printed) is (status == 0)
