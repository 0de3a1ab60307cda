"""A 7-minute briefing is one sheet, whatever there is to say, and names what is not on it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from macros.addresses.site_urls import SiteUrls
from macros.pages.seven_minutes import PANELS, Point, SevenMinutes, of_audit
from macros.printing.briefings import Briefings
from macros.printing.panels import FittedPanel, Side, sheets
from macros.printing.team_meeting import seven_minutes
from macros.records.library import Library
from macros.records.records import Audit
from tests.conftest import ADDRESS
from tests.support.pdf_structure import LANDSCAPE, problems_of_pdf
from tests.support.printing_text import squeezed, without_columns, writer
from tests.support.small_library import audit, good_practice, reminder

SENTENCE = "Remember <b>this</b>, which takes up as much room on paper as such a sentence does: {}"
#: The smallest type on a sheet, in the unit of a PDF of WeasyPrint: 9.5 points.
SMALLEST = 9.5 / 0.75


def audit_of(reminders: int, *, good: int = 4, word: str = "word ") -> Audit:
    points = [reminder(f"r{i}", text=SENTENCE.format(word * 9)) for i in range(reminders)]
    practices = [good_practice(f"g{i}") for i in range(good)]
    return audit("2022-23/neglect", "2022-09", points, practices)


def briefing_of(audit: Audit) -> SevenMinutes:
    return of_audit(Library(audits=(audit,)), audit)


def fitted(sheet: Iterable[Side]) -> list[FittedPanel]:
    return [each for _, columns in sheet for column in columns for each in column]


def best(briefing: SevenMinutes) -> tuple[Side, ...]:
    return next(iter(sheets(briefing)))


def test_what_does_not_fit_is_counted_and_the_first_points_are_kept() -> None:
    briefing = briefing_of(audit_of(40))
    for sheet in sheets(briefing):
        assert [each.panel.title for each in fitted(sheet)] == [panel.title for panel in PANELS]
        for each in fitted(sheet):
            count = len(each.points)
            assert each.points == each.panel.points[:count]
            left = len(each.panel.points) - count
            assert each.omitted.split(" ")[0] == (str(left) if left else "")
    counts = [sum(len(each.points) for each in fitted(sheet)) for sheet in sheets(briefing)]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == 0


def test_reminders_to_keep_are_never_left_out_and_all_of_them_come_before_the_rest() -> None:
    made = audit_of(45)
    keys = [one.model_copy(update={"key": "true"}) for one in made.reminders[-2:]]
    made = made.model_copy(update={"reminders": (*made.reminders[:-2], *keys)})
    texts = [point.text for point in fitted(best(briefing_of(made)))[3].points]
    assert len(texts) < 45
    assert texts[-2:] == [one.text for one in keys]

    briefing = briefing_of(audit_of(8, good=40))
    assert fitted(best(briefing))[3].points == briefing.panels[3].points


def test_both_sides_are_used_before_anything_is_left_out() -> None:
    assert len(best(briefing_of(audit_of(4)))) == 1
    sheet = best(briefing_of(audit_of(18)))
    assert len(sheet) == 2
    assert [each.number for each in fitted(sheet)] == [1, 2, 3, 4, 5, 6, 7]
    assert not any(each.omitted for each in fitted(sheet))


def test_a_short_briefing_has_larger_type_and_an_empty_panel_gives_its_room() -> None:
    [[name, _]] = best(briefing_of(audit_of(1, good=0)))
    assert name == "largest"
    briefing = briefing_of(audit_of(40))
    more = replace(
        briefing,
        panels=tuple(
            replace(panel, points=tuple(Point(SENTENCE) for _ in range(9)))
            if panel.title in ("What helps", "Why it matters")
            else panel
            for panel in briefing.panels
        ),
    )

    def reminders(of: SevenMinutes) -> int:
        return len(fitted(best(of))[3].points)

    assert reminders(briefing) >= reminders(more) > 0


def test_the_points_below_a_sentence_are_on_the_sheet_and_take_their_room() -> None:
    asked = [reminder(f"r{i}", text="Ask:", points=["for how long"] * 9) for i in range(9)]
    made = audit("2022-23/neglect", None, asked)
    briefings = Briefings(Library(audits=(made,)), SiteUrls(ADDRESS), {})
    [first, *_] = seven_minutes(briefings, of_audit(briefings.library, made), made).variants
    assert "for how long" in first
    assert "more reminders on the page" in first


def test_reminders_take_the_room_of_columns_that_are_nearly_empty() -> None:
    [[name, columns]] = best(briefing_of(audit_of(12, good=0)))
    assert name.endswith("wide-middle")
    assert len(fitted([(name, columns)])[3].points) == 12


@pytest.mark.build  # lays out sheets
@pytest.mark.parametrize(
    "made",
    [
        audit_of(1, good=0),
        audit_of(12),
        audit_of(25),
        audit_of(3, word="verylongword" * 8),
        audit_of(2).model_copy(update={"title": "A title that goes on " * 8}),
    ],
    ids=["1 reminder", "12", "25", "long words", "long title"],
)
def test_it_is_one_sheet_with_nothing_below_the_smallest_type(made: Audit, tmp_path: Path) -> None:
    briefings = Briefings(Library(audits=(made,)), SiteUrls(ADDRESS), {})
    briefing = of_audit(briefings.library, made)
    written = writer(tmp_path).write(seven_minutes(briefings, briefing, made))

    assert written.pages == len(best(briefing))
    assert problems_of_pdf(written.file, LANDSCAPE) == []
    text = without_columns(written.file)
    for panel in briefing.panels:
        assert squeezed(panel.title) in text
        shown = sum(squeezed(point.text) in text for point in set(panel.points))
        assert shown or "onthepage" in text or squeezed(panel.empty) in text
    with pikepdf.open(written.file) as pdf:
        sizes = [
            float(str(each.operands[1]))
            for each in pikepdf.parse_content_stream(pdf.pages[0])
            if isinstance(each, pikepdf.ContentStreamInstruction) and str(each.operator) == "Tf"
        ]
    assert math.floor(min(sizes) * 100) >= math.floor(SMALLEST * 100)
