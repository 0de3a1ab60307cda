"""What is due for another look on a day that the test chooses, and which links do not work."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.checks.load import load_library
from macros.editing.fetching import status_of
from macros.editing.review import Due, LinkFault, Review, check_links, due, outside_links
from macros.problems import DataError
from macros.records.library import Library
from macros.records.records import Contact, Source
from tests.conftest import REPOSITORY
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


# --- Dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("review_by", "is_due"),
    [("2027-06-02", False), ("2027-06-01", True), ("2027-05-31", True), (None, True)],
)
def test_something_is_due_from_its_day_on_or_if_it_has_none(
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


def test_what_is_longest_due_comes_first_and_what_has_no_date_last() -> None:
    library = Library(
        sources=(
            source("none"),
            source("late", review_by="2027-05-01"),
            source("later", review_by="2027-04-01"),
        )
    )
    assert [item.id for item in due(library, TODAY)] == ["later", "late", "none"]


def test_it_is_said_where_it_is_and_when_it_was_looked_at_last() -> None:
    library = Library(contacts=(contact(review_by="2027-05-23"),), sources=(source("s"),))
    assert [str(item) for item in due(library, TODAY)] == [
        "Contact: Council (data/contacts.yml, council): due on 23 May 2027, "
        "last looked at on 23 November 2026.",
        "Source: A page (data/sources.yml, s): no date is set, no earlier look is recorded.",
    ]


def test_everything_on_the_site_has_a_day_until_which_to_look_at_it() -> None:
    library = load_library(REPOSITORY)
    assert [item.id for item in due(library, date(2026, 11, 24))] == []
    assert len(due(library, date(2028, 1, 1))) == (
        len(library.guidance) + len(library.contacts) + len(library.sources)
    )


def test_nothing_is_to_be_looked_at_before_it_was_looked_at(tmp_path: Path) -> None:
    root = write_small_library(tmp_path)
    text = FILES["data/guidance.yml"]
    dated = text.replace("reviewed: 2026-11-23", "reviewed: 2026-11-23\n  review_by: 2026-11-22", 1)
    write(root, "data/guidance.yml", dated)
    with pytest.raises(DataError, match="it was looked at on 2026-11-23, and “review_by” is"):
        load_library(root)


# --- Links ------------------------------------------------------------------------------------


def answers(status: int) -> Callable[[str], int]:
    """Return a web in which every site answers alike."""
    return lambda address: status


def test_every_link_to_another_site_is_found_with_where_it_stands() -> None:
    library = Library(
        guidance=(
            guide("g", look_here="https://example.org/a", note="[b](https://example.org/b)"),
        ),
        sources=(source("c"), source("again", url="https://example.org/a")),
        contacts=(contact(source_url="https://example.org/d"),),
        responses=(response("r", "See [e](https://example.org/e)."),),
    )
    found = outside_links(library, {"docs/x.md": "[f](https://example.org/f) [g](y.md)"})
    assert found == {
        "https://example.org/a": ["data/guidance.yml, g", "data/sources.yml, again"],
        "https://example.org/b": ["data/guidance.yml, g"],
        "https://example.org/c": ["data/sources.yml, c"],
        "https://example.org/d": ["data/contacts.yml, council"],
        "https://example.org/e": ["data/responses.yml, r"],
        "https://example.org/f": ["docs/x.md"],
    }


@pytest.mark.parametrize("status", [200, 204, 301])
def test_a_link_that_works_is_not_named(status: int) -> None:
    assert check_links({"https://example.org": ["x"]}, answers(status)) == []


@pytest.mark.parametrize("status", [404, 410, 500])
def test_a_link_that_does_not_work_is_named_with_the_answer(status: int) -> None:
    (fault,) = check_links({"https://example.org": ["x"]}, answers(status))
    assert fault == LinkFault("https://example.org", f"the answer is {status}", ("x",), True)


@pytest.mark.parametrize("status", [401, 403, 405, 429])
def test_a_site_that_lets_no_program_in_is_not_called_broken(status: int) -> None:
    (fault,) = check_links({"https://example.org": ["x"]}, answers(status))
    assert not fault.is_broken


def test_a_site_that_does_not_answer_is_asked_twice() -> None:
    asked = []

    def fetch(address: str) -> int:
        asked.append(address)
        if len(asked) == 1:
            raise TimeoutError
        return 200

    assert check_links({"https://example.org": ["x"]}, fetch) == []
    assert len(asked) == 2


def test_a_site_that_never_answers_is_broken() -> None:
    def fetch(address: str) -> int:
        raise ConnectionRefusedError

    (fault,) = check_links({"https://example.org": ["x"]}, fetch)
    assert fault.is_broken
    assert fault.answer == "no answer (ConnectionRefusedError)"


@pytest.fixture
def here() -> Iterator[str]:
    """A site on this machine that has one page."""

    class OnePage(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/page" else 404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), OnePage) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_real_answer_is_its_number(here: str) -> None:
    assert (status_of(f"{here}/page"), status_of(f"{here}/gone")) == (200, 404)


def test_no_file_of_this_machine_is_ever_opened() -> None:
    with pytest.raises(ValueError, match="file"):
        status_of("file:///etc/hostname")


# --- What is said -----------------------------------------------------------------------------

LATE = Due("Guide: <b>A</b>", "data/guidance.yml", "a", None, date(2027, 1, 1))
BROKEN = LinkFault("https://example.org", "the answer is 404", ("docs/x.md",), True)
CLOSED = LinkFault("https://example.org", "the answer is 403", ("docs/x.md",), False)


@pytest.mark.parametrize(
    ("review", "is_clear"),
    [
        (Review(TODAY, ()), True),
        (Review(TODAY, (), (CLOSED,)), True),
        (Review(TODAY, (LATE,)), False),
        (Review(TODAY, (), (BROKEN,)), False),
    ],
)
def test_somebody_is_asked_only_if_there_is_something_to_do(review: Review, is_clear: bool) -> None:
    assert review.is_clear is is_clear
    assert ("Nothing is due for review." in review.markdown()) is is_clear


def test_the_issue_has_a_box_for_each_and_says_how_to_set_the_dates() -> None:
    report = Review(TODAY, (LATE,), (BROKEN, CLOSED)).markdown()
    assert report.count("- [ ] ") == 3
    assert "As of 1 June 2027." in report
    assert "Set a date only if you have looked." in report
    assert "<b>" not in report
    assert "## Links that only a person can check" in report


def test_an_issue_about_very_much_is_no_longer_than_github_takes() -> None:
    many = tuple(
        LinkFault(f"https://example.org/{n}", "no answer", ("x",), True) for n in range(3000)
    )
    report = Review(TODAY, (LATE,), many).markdown()
    assert len(report) < 65_536
    left = re.search(r"\nAnd (\d+) more\. ", report)
    assert left
    assert int(left[1]) + report.count("- [ ] ") == 3001


@pytest.mark.parametrize(("day", "status"), [("2026-11-24", 0), ("2028-01-01", 1)])
def test_the_command_tells_by_its_status_whether_something_is_due(
    day: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(REPOSITORY), "review", "--today", day]) == status
    said = capsys.readouterr().out
    assert said.startswith("Due for review:" if status else "Nothing is due for review.")
