"""The questions that a team talks about after a briefing."""

from __future__ import annotations

from dataclasses import dataclass

from macros.pages.html import fill
from macros.records.records import Audit


@dataclass(frozen=True)
class Questions:
    """Questions to talk about, and a note on whose they are or that they are a draft."""

    sentences: tuple[str, ...]
    note: str = ""


#: Asked where an audit has no questions of its own. docs/about/team-meetings.md says how.
STANDING_QUESTIONS = Questions(
    (
        "What stands out for us, and why?",
        "What will we do in our daily work, and how will we know that it happens?",
        "Where does this belong in our team or service plan?",
    ),
    "These questions are this site’s own.",
)


def questions_of(audit: Audit) -> Questions:
    """Return the questions of an audit, or the standing ones if it has none."""
    if not audit.questions:
        return STANDING_QUESTIONS
    is_draft = audit.questions_status == "draft"
    return Questions(
        audit.questions, "Draft questions, to be confirmed by the partnership." if is_draft else ""
    )


def section(audit: Audit) -> str:
    """Return an audit's own questions under their heading, or nothing if it has none."""
    return fill("questions", "section", questions=questions_of(audit)) if audit.questions else ""
