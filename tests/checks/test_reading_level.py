"""Our own prose is easy to read, and the measure of it is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.__main__ import main
from macros.checks.load import load_library
from macros.checks.reading_level import (
    EXCEPTIONS,
    HIGHEST_GRADE,
    own_prose,
    reading_of,
    readings,
    syllables,
)
from tests.conftest import REPOSITORY
from tests.support.small_library import write, write_small_library

HARD = (
    "Multidisciplinary practitioners facilitating intergenerational safeguarding interventions "
    "necessitate comprehensive interdepartmental communication notwithstanding organisational "
    "reconfiguration and jurisdictional considerations.\n"
) * 8
EASY = "We saw the child at home. She told us how she felt.\n" * 12


def test_no_text_of_ours_is_too_hard() -> None:
    found = readings(REPOSITORY, load_library(REPOSITORY))

    assert len(found) > 15
    assert [one for one in found if one.is_too_hard] == []
    assert sum(one.words for one in found) > 6000


def test_every_exception_is_needed() -> None:
    grades = {one.file: one.grade for one in readings(REPOSITORY, load_library(REPOSITORY))}

    assert [file for file in EXCEPTIONS if grades.get(file, 0) <= HIGHEST_GRADE] == []


def test_sentences_of_audits_are_not_measured() -> None:
    library = load_library(REPOSITORY)
    prose = "\n".join(own_prose(REPOSITORY, library).values())

    assert library.chronology[0].reminders[0].text not in prose
    assert library.themes[0].statements[0].text[0] not in prose


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("child", 1), ("children", 2), ("meeting", 2), ("multi", 2), ("agency", 3), ("plan", 1),
        ("planned", 1), ("wanted", 2), ("shared", 1), ("needs", 1), ("police", 2), ("table", 2),
        ("agencies", 3), ("changes", 2), ("whose", 1), ("assessment", 3), ("strategy", 3),
        ("protection", 3), ("conference", 3), ("child’s", 1), ("the", 1), ("chronology", 4),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    """As the dictionary of Carnegie Mellon University has them, but for British "conference"."""
    assert syllables(word) == count


def test_the_grade_is_the_formulas() -> None:
    reading = reading_of("page.md", "The cat sat on the mat. It was a happy animal.")

    # 11 words in 2 sentences, 14 syllables.
    assert reading is not None
    assert (reading.words, reading.sentences, reading.syllables) == (11, 2, 14)
    assert reading.grade == pytest.approx(0.39 * 11 / 2 + 11.8 * 14 / 11 - 15.59)


def test_headings_code_and_sources_are_no_prose() -> None:
    assert reading_of("page.md", "# Intergenerational safeguarding\n\n`organisational`\n") is None


def run(root: Path, text: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Return the exit status and the words of the command for a site with one page."""
    write_small_library(root)
    write(root, "docs/about/privacy.md", text)
    return main(["--root", str(root), "reading"]), capsys.readouterr().out


def test_a_page_that_is_too_hard_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = run(tmp_path, HARD, capsys)

    assert status == 1
    (line,) = [line for line in said.splitlines() if "docs/about/privacy.md" in line]
    assert "more than 9: use shorter sentences" in line


def test_an_easy_page_is_told_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = run(tmp_path, EASY, capsys)

    assert status == 0
    assert "docs/about/privacy.md" in said


def test_a_short_text_has_no_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = run(tmp_path, HARD.splitlines()[0], capsys)

    assert status == 0
    assert "the grade says little" in said
