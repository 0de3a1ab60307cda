"""An audit's own questions, and the standing ones where it has none."""

from __future__ import annotations

from macros.pages.questions import STANDING_QUESTIONS, questions_of, section
from tests.support.small_library import audit


def test_questions_are_a_draft_until_they_are_confirmed() -> None:
    asked = audit("2022-23/neglect").model_copy(update={"questions": ("Who asks the child?",)})
    confirmed = asked.model_copy(update={"questions_status": "confirmed"})
    assert "to be confirmed by the partnership" in questions_of(asked).note
    assert questions_of(confirmed).note == ""
    for each in (asked, confirmed):
        assert questions_of(each).sentences == ("Who asks the child?",)
        assert "Who asks the child?" in section(each)


def test_an_audit_without_questions_of_its_own_asks_the_standing_ones_on_paper_only() -> None:
    assert questions_of(audit("2022-23/neglect")) == STANDING_QUESTIONS
    assert section(audit("2022-23/neglect")) == ""
