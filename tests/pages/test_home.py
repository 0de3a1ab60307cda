"""The home page stays complete when a new year begins, and short when there are many."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from macros.addresses.links import CurrentPage
from macros.pages import home
from macros.pages.limits import AUDITS_ON_HOME
from macros.records.library import Library
from tests.support.small_library import audit, good_practice, reminder, response, theme

HERE = CurrentPage("index.md")
OLD = [f"2022-23/old-{number}" for number in range(5)]


def library(audits: Sequence[str]) -> Library:
    """Return a library of audits with a reminder and a good practice each, and a response."""
    return Library(
        audits=tuple(
            audit(one, reminders=[reminder("do", themes=["siblings"])], good_practices=[good])
            for one in audits
            for good in [good_practice("done")]
        ),
        themes=(theme("siblings"),),
        responses=(response("trained"),),
    )


def audits_on_home(audits: Sequence[str]) -> list[str]:
    """Return the audits that the home page lists, in their order there."""
    return re.findall(r'href="audits/([\d-]+/[\w-]+)/"', home.audits(library(audits), HERE))


def test_the_first_audit_of_a_new_year_does_not_take_the_others_away() -> None:
    audits = ["2023-24/new", *OLD]
    assert audits_on_home(audits) == audits


def test_each_year_is_named_and_counted_separately() -> None:
    both = library(["2023-24/new", *OLD])
    assert "1 audit, 1 practice reminder and 1 example of good practice." in home.newest_year(both)
    below = home.audits(both, HERE)
    assert "### Audits of 2022/23 { #audits-2022-23 }" in below
    assert "5 audits, 5 practice reminders and 5 examples of good practice." in below
    assert "Audits of 2023/24" not in below


@pytest.mark.parametrize(("key", "is_said"), [("confirmed", False), ("true", True)])
def test_what_to_remember_says_that_the_site_chose_it(key: str, is_said: bool) -> None:
    one = audit(OLD[0], reminders=[reminder("do", key=key)])
    shown = home.audits(Library(audits=(one,)), HERE)
    assert "One thing to remember" in shown
    assert ("not yet confirmed" in shown) == is_said


def test_a_year_without_responses_does_not_say_so() -> None:
    assert "response" not in home.newest_year(library(["2023-24/new", *OLD]))
    assert "1 response reported in 2022/23." in home.newest_year(library(OLD))


@pytest.mark.parametrize("count", [AUDITS_ON_HOME - 5, AUDITS_ON_HOME - 4])
def test_an_earlier_year_is_shown_whole_or_not_at_all(count: int) -> None:
    new = [f"2023-24/new-{number:02}" for number in range(count)]
    fits = count + len(OLD) <= AUDITS_ON_HOME
    assert audits_on_home([*new, *OLD]) == [*new, *(OLD if fits else [])]


def test_many_years_make_the_home_page_no_longer() -> None:
    years = [f"{2000 + n}-{(n + 1) % 100:02}/audit-{m}" for n in range(30) for m in range(5)]
    assert len(audits_on_home(years)) <= AUDITS_ON_HOME
    assert len(audits_on_home([f"2023-24/a-{n:03}" for n in range(200)])) == AUDITS_ON_HOME


def test_without_audits_nothing_is_listed() -> None:
    assert home.audits(library([]), HERE) == ""
    assert "There are no audits yet" in home.newest_year(library([]))
