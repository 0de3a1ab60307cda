"""Our own prose is easy to read, and its grade is computed correctly."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.__main__ import main
from macros.checks.load import load_library
from macros.checks.reading_level import own_prose, reading_of, readings, syllables
from tests.conftest import REPOSITORY, own_library
from tests.support.small_library import AUDIT, write, write_small_library

HARD = (
    "Multidisciplinary practitioners facilitating intergenerational safeguarding interventions "
    "necessitate comprehensive interdepartmental communication notwithstanding organisational "
    "reconfiguration and jurisdictional considerations.\n"
) * 8
EASY = "We saw the child at home. She told us how she felt.\n" * 12


def test_no_text_of_ours_is_too_hard() -> None:
    found = readings(REPOSITORY, own_library())
    assert found
    assert [one for one in found if one.is_too_hard] == []


def test_sentences_of_audits_are_not_measured(tmp_path: Path) -> None:
    root = write_small_library(tmp_path)
    library = load_library(root)
    prose = "\n".join(own_prose(root, library).values())
    assert library.situations[0].summary in prose
    assert AUDIT not in own_prose(root, library)
    assert library.audits[0].reminders[0].text not in prose
    assert library.themes[0].statements[0].text[0] not in prose


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("child", 1), ("children", 2), ("meeting", 2), ("agency", 3), ("planned", 1),
        ("wanted", 2), ("needs", 1), ("police", 2), ("table", 2), ("agencies", 3), ("changes", 2),
        ("whose", 1), ("conference", 3), ("child’s", 1), ("the", 1), ("chronology", 4),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    """As in Carnegie Mellon University's dictionary, but for British “conference”."""
    assert syllables(word) == count


def test_the_grade_is_the_formulas() -> None:
    reading = reading_of("page.md", "The cat sat on the mat. It was a happy animal.")
    # 11 words in 2 sentences, 14 syllables.
    assert reading is not None
    assert (reading.words, reading.sentences, reading.syllables) == (11, 2, 14)
    assert reading.grade == pytest.approx(0.39 * 11 / 2 + 11.8 * 14 / 11 - 15.59)


def test_headings_and_code_are_not_prose() -> None:
    assert reading_of("page.md", "# Intergenerational safeguarding\n\n`organisational`\n") is None


@pytest.mark.parametrize(
    ("text", "status", "remark"),
    [
        (HARD, 1, "more than 9: use shorter sentences"),
        (EASY, 0, ""),
        (HARD.splitlines()[0], 0, "the grade says little"),
    ],
)
def test_the_command_reports_each_page_and_fails_if_one_is_too_hard(
    tmp_path: Path, text: str, status: int, remark: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_small_library(tmp_path)
    write(tmp_path, "docs/about/privacy.md", text)
    assert main(["--root", str(tmp_path), "reading"]) == status
    (line,) = [x for x in capsys.readouterr().out.splitlines() if "docs/about/privacy.md" in x]
    assert remark in line
