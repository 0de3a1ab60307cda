"""The seven panels of a 7-minute briefing, from the small library of the tests."""

from __future__ import annotations

from dataclasses import replace

import pytest

from macros.checks.load import load_library
from macros.pages.questions import STANDING_QUESTIONS
from macros.pages.seven_minutes import PANELS, SevenMinutes, of_audit, of_theme, of_year
from macros.records.library import Library
from tests.support.small_library import audit, good_practice, reminder, write_small_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return load_library(write_small_library(tmp_path_factory.mktemp("small")))


def said(briefing: SevenMinutes) -> list[list[str]]:
    """Return the sentences of each panel, with what is said before them."""
    return [
        [f"{point.label}: {point.text}" if point.label else point.text for point in panel.points]
        for panel in briefing.panels
    ]


def test_an_audit_has_its_own_words_and_those_on_its_themes(library: Library) -> None:
    briefing = of_audit(library, library.audit_by_id["2022-23/neglect"])
    assert said(briefing) == [
        ["In September 2022 a deep dive looked at 6 children."],
        [
            "Consideration of siblings: We are not always considering all children in the "
            "household.",
            "Sharing of minutes: Minutes are not always shared.",
        ],
        ["The voice of the child was evident in 5/6 assessments."],
        [
            "Think about all children in the household",
            "Share three things: minutes, assessments and plans",
        ],
        ["Timelines", "Toolkit"],
        ["We have promoted our guidance."],
        list(STANDING_QUESTIONS.sentences),
    ]
    assert "2022/23" in briefing.panels[1].note


def test_only_themes_of_reminders_say_why_an_audit_matters_its_own_first(library: Library) -> None:
    sharing = library.theme_by_id["sharing"]
    found = audit(
        "2022-23/sharing",
        None,
        [
            reminder("a", themes=("siblings",)),
            reminder("b", themes=("sharing",), key="true"),
        ],
    ).model_copy(update={"title": sharing.title})
    briefing = of_audit(replace(library, audits=(found,)), found)
    assert [point.label for point in briefing.panels[1].points] == [
        "Sharing of minutes",
        "Consideration of siblings",
    ]
    assert [[point.keep for point in briefing.panels[i].points] for i in (1, 3)] == [
        [True, False],
        [False, True],
    ]
    praised = audit("2022-23/praised", None, [], [good_practice("c", themes=("sharing",))])
    briefing = of_audit(replace(library, audits=(praised,)), praised)
    assert briefing.panels[1].points == ()
    # A response may be to all audits: what is not linked is not what the briefing says.
    assert "on this site" in briefing.panels[5].empty


def test_a_theme_names_the_audit_of_each_finding_newest_first(library: Library) -> None:
    briefing = of_theme(library, library.theme_by_id["siblings"])
    assert [point.note for point in briefing.panels[3].points] == [
        "Neglect, May 2023",
        "Neglect, September 2022",
    ]
    assert said(briefing)[0] == [
        "Neglect: May 2023",
        "Neglect: September 2022, deep dive, 6 children",
    ]


def test_in_a_year_each_theme_speaks_once_before_any_again(library: Library) -> None:
    briefing = of_year(library, library.years[-1])
    assert said(briefing)[3] == [
        "Siblings: Think about all children in the household",
        "Sharing: Share three things: minutes, assessments and plans",
        "Sharing: Complete meeting records in a timely way",
    ]


def test_a_year_counts_every_reminder_once_also_those_without_a_theme(library: Library) -> None:
    both = audit("2022-23/both", None, [reminder("a"), reminder("b", themes=("siblings",))])
    only = replace(library, audits=(both,))
    panel = of_year(only, both.year).panels[3]
    assert [point.label for point in panel.points] == ["Siblings", ""]


def test_a_year_keeps_what_was_said_of_it_and_names_the_audit_of_each_finding(
    library: Library,
) -> None:
    """An audit may have the title of a theme that another audit's finding is on."""
    _, why, good, reminders, *_ = of_year(library, library.years[-1]).panels
    notes = {point.note for panel in (good, reminders) for point in panel.points}
    assert all(point.keep for point in why.points)
    assert notes == {
        f"{one.title}, {one.when}" for one in library.audits_of_year[library.years[-1]]
    }


def test_a_panel_without_content_says_so(library: Library) -> None:
    bare = audit("2022-23/bare")
    briefing = of_audit(replace(library, audits=(bare,)), bare)
    assert [panel.title for panel in briefing.panels if not panel.points] == [
        panel.title for panel in PANELS[1:6]
    ]
    assert all(panel.empty for panel in briefing.panels if not panel.points)
    assert not any(panel.note for panel in briefing.panels if not panel.points)


def test_only_guides_that_readers_can_have_help(library: Library) -> None:
    """Ours helps until the one that is named is here. No other is counted on paper."""
    named = audit("2022-23/named", guidance=["timelines-guidance"])
    briefing = of_audit(replace(library, audits=(named,)), named)
    assert [(point.text, point.note) for point in briefing.panels[4].points] == [
        ("Timelines", "draft")
    ]
