"""What a team's action plan says: its reminders, with room for what the team will do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from macros.addresses.links import audit_address
from macros.pages.audits import UNITS
from macros.printing.briefings import held_words
from macros.printing.parts import QUESTIONS, Context
from macros.printing.versions import version_in_words
from macros.problems import counted
from macros.records.records import Audit

#: How many rows of the table fit on one page.
ROWS_ON_A_PAGE = 9


@dataclass(frozen=True)
class ActionPlan:
    """A team's action plan, in plain text."""

    title: str
    facts: str
    reminders: tuple[str, ...]
    questions: tuple[str, ...]
    address: str
    state: str
    changed: date | None

    headings: tuple[str, ...] = (
        "The audit findings remind us to",
        "What will we do?",
        "Who? (role)",
        "By when?",
        "How will we know?",
    )

    @property
    def empty_rows(self) -> int:
        """How many rows there are for what else the team will do: few where a page is full."""
        return max(1, min(3, ROWS_ON_A_PAGE - len(self.reminders)))


def action_plan(context: Context, audit: Audit, version: date | None) -> ActionPlan:
    """Return the action plan for an audit."""
    parts = [held_words(audit)]
    if audit.method:
        parts.append(audit.method)
    if audit.sample:
        parts.append(counted(audit.sample.size, *UNITS[audit.sample.unit]))
    return ActionPlan(
        title=f"Team action plan: {audit.title}",
        facts=", ".join(parts) + ".",
        reminders=tuple(reminder.text for reminder in audit.reminders),
        questions=QUESTIONS,
        address=context.paper.shown(audit_address(audit)),
        state=version_in_words(version),
        changed=version,
    )
