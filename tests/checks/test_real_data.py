"""The data of the site itself. Only 2022/23 is counted, so that a further year may be added."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.checks.load import load_library
from macros.records.fields import ProgrammeYear
from macros.records.library import Library
from macros.records.records import Audit, GoodPractice, Reminder

TOP = Path(__file__).parents[2]
YEAR = ProgrammeYear("2022/23")


@pytest.fixture(scope="module")
def library() -> Library:
    """The data of the site, as it is published."""
    return load_library(TOP)


@pytest.fixture(scope="module")
def audits(library: Library) -> tuple[Audit, ...]:
    """The audits of 2022/23, oldest first."""
    return library.audits_of_year[YEAR]


def test_the_audits_are_those_of_the_briefing_in_the_order_of_their_months(
    audits: tuple[Audit, ...],
) -> None:
    assert [(audit.title, audit.held.words if audit.held else "") for audit in audits] == [
        ("Domestic abuse", "August 2022"),
        ("Strategy meetings", "September 2022"),
        ("Physical abuse", "November 2022"),
        ("Partnership engagement in multi-agency meetings", "January 2023"),
        ("Sexual abuse", "March 2023"),
    ]


def test_no_reminder_of_the_briefing_is_lost(audits: tuple[Audit, ...]) -> None:
    assert {audit.slug: len(audit.reminders) for audit in audits} == {
        "domestic-abuse": 8,
        "strategy-meetings": 8,
        "physical-abuse": 4,
        "partnership-engagement": 4,
        "sexual-abuse": 4,
    }


def test_no_good_practice_of_the_briefing_is_lost(audits: tuple[Audit, ...]) -> None:
    assert {audit.slug: len(audit.good_practice) for audit in audits} == {
        "domestic-abuse": 2,
        "strategy-meetings": 4,
        "physical-abuse": 3,
        "partnership-engagement": 3,
        "sexual-abuse": 5,
    }


def test_the_briefing_says_something_about_seven_themes(library: Library) -> None:
    said = [theme.id for theme in library.themes if any(s.year == YEAR for s in theme.statements)]
    assert len(said) == 7


def test_no_response_of_the_briefing_is_lost(library: Library) -> None:
    groups = [response.group for response in library.responses if response.year == YEAR]
    assert {group: groups.count(group) for group in groups} == {
        "learning": 7,
        "implementing-changes": 3,
        "further-assurance": 2,
    }


def test_the_figures_are_those_of_the_briefing(audits: tuple[Audit, ...]) -> None:
    figures = [
        (audit.slug, practice.figure.count, practice.figure.of)
        for audit in audits
        for practice in audit.good_practice
        if practice.figure
    ]
    assert figures == [("sexual-abuse", 5, 6), ("sexual-abuse", 4, 6)]


def test_every_figure_in_a_sentence_is_a_figure_of_its_own_too(library: Library) -> None:
    without = [
        (audit.id, practice.id)
        for audit in library.audits
        for practice in audit.good_practice
        if re.search(r"\b\d+/\d+\b", practice.text) and practice.figure is None
    ]
    assert without == []


def test_every_reminder_applies_in_a_situation(audits: tuple[Audit, ...]) -> None:
    without = [r.id for audit in audits for r in audit.reminders if not r.situations]
    assert without == []


def test_every_theme_has_findings_or_a_statement(library: Library) -> None:
    empty = [
        theme.id
        for theme in library.themes
        if not theme.statements and theme.id not in library.findings_by_theme
    ]
    assert empty == []


def test_every_id_is_small_letters_and_hyphens(library: Library) -> None:
    parts: list[Reminder | GoodPractice] = []
    for audit in library.audits:
        parts += [*audit.reminders, *audit.good_practice]
    ids = [
        *(audit.slug for audit in library.audits),
        *(part.id for part in parts),
        *(theme.id for theme in library.themes),
        *(situation.id for situation in library.situations),
        *(guide.id for guide in library.guidance),
        *(source.id for source in library.sources),
        *(group.id for group in library.response_groups),
        *(response.id for response in library.responses),
        *(term.id for term in library.glossary),
        *(contact.id for contact in library.contacts),
    ]
    assert len(ids) > 100
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_every_file_of_an_audit_is_an_audit(library: Library) -> None:
    files = {f"{p.parent.name}/{p.stem}" for p in (TOP / "data/audits").glob("*/*.yml")}
    assert {audit.id for audit in library.audits} == files
