"""What is in a team's action plan: an audit's reminders, and space for the team's own actions."""

from __future__ import annotations

from dataclasses import dataclass

from macros.pages.audits import sample_size
from macros.pages.questions import STANDING_QUESTIONS, Questions, questions_of
from macros.printing.layout import Imprint
from macros.records.library import Library
from macros.records.records import Audit

#: How many rows of the table fit on one page.
ROWS_ON_A_PAGE = 9

HEADINGS = (
    "The audit findings remind us to",
    "What will we do?",
    "Who? (role)",
    "By when?",
    "How will we know?",
)


@dataclass(frozen=True)
class ActionPlan:
    """A team's action plan, in plain text."""

    title: str
    facts: str
    reminders: tuple[str, ...]
    imprint: Imprint
    author: str = ""
    headings: tuple[str, ...] = HEADINGS
    questions: Questions = STANDING_QUESTIONS

    @property
    def empty_rows(self) -> int:
        """How many empty rows there are for other actions: few if the page is nearly full."""
        return max(1, min(3, ROWS_ON_A_PAGE - len(self.reminders)))


def audit_of(audit: Audit) -> str:
    """Return when an audit was held, in words."""
    return f"Audit of {audit.when}" if audit.held else f"Audit of {audit.when}, no date"


def action_plan(library: Library, audit: Audit, imprint: Imprint) -> ActionPlan:
    """Return the action plan for an audit."""
    facts = [audit_of(audit)]
    if audit.method:
        facts.append(audit.method)
    if audit.sample:
        facts.append(sample_size(audit.sample))
    return ActionPlan(
        title=f"Team action plan: {audit.title}",
        author=library.ours.name,
        facts=", ".join(facts) + ".",
        reminders=tuple(reminder.text for reminder in audit.reminders),
        imprint=imprint,
        questions=questions_of(audit),
    )
