"""What is in a team's action plan: an audit's reminders, and space for the team's own actions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from textwrap import wrap

from macros.pages.audits import audit_of, reminders_title, sample_size
from macros.pages.questions import STANDING_QUESTIONS, Questions, questions_of
from macros.printing.layout import Imprint, help_lines
from macros.problems import counted
from macros.records.library import Library
from macros.records.records import Audit

#: In millimetres: the room for the rows of both tables if the footer had no lines to call, such a
#: line, a line of a table, the space around its text, and the least heights of a row.
ROOM, HELP_LINE, LINE, SPACE, ROW, RECORD = 134.0, 3.4, 3.9, 1.1, 8.3, 19.0

#: In millimetres: what the last row leaves free, because programs differ.
MARGIN = 8.0

#: How many characters surely fit on a line of the first column, of the page, and of the footer.
CHARACTERS, CHARACTERS_ON_PAGE, CHARACTERS_IN_FOOTER = 60, 148, 185

HEADINGS = (
    "What will we do?",
    "Who? (role)",
    "By when?",
    "How will we know?",
)
RECORD_HEADINGS = (
    "What we discussed",
    "What changed? (look back in three months)",
    "Sent to",
)


@dataclass(frozen=True)
class ActionPlan:
    """A team's action plan, in plain text."""

    title: str
    facts: str
    reminders: tuple[str, ...]
    imprint: Imprint
    author: str = ""
    reminders_title: str = "The audit findings remind us to"
    questions: Questions = STANDING_QUESTIONS
    record_headings: tuple[str, ...] = RECORD_HEADINGS
    help_lines: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The heads of the columns."""
        return (self.reminders_title, *HEADINGS)

    @property
    def talk(self) -> str:
        """The questions to talk about, a line each, and whose they are or that they are a draft."""
        return " ".join(filter(None, ("\n".join(self.questions.sentences), self.questions.note)))

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The reminders that fit on the page, with an empty row and a row for the others."""
        room = self._room - ROW
        for number, height in enumerate(self._heights):
            room -= height
            is_last = number + 1 == len(self.reminders)
            if room < (0 if is_last else ROW):
                return self.reminders[:number]
        return self.reminders

    @property
    def last_rows(self) -> tuple[str, ...]:
        """The rows after the reminders: where the others are, and some for what else we will do."""
        left = len(self.reminders) - len(self.shown)
        if left:
            more = counted(left, "more reminder", "more reminders")
            return f"{more}: {self.imprint.address or 'on the site'}", ""
        return ("",) * max(1, min(3, int((self._room - sum(self._heights)) // ROW)))

    @property
    def record_height(self) -> int:
        """The least height of the row for what we discussed: what is left of the page."""
        shown = sum(self._heights[: len(self.shown)]) + len(self.last_rows) * ROW
        return int(RECORD + max(0, self._room - shown - MARGIN))

    @property
    def _room(self) -> float:
        """The room for the rows of reminders, in millimetres."""
        lines = sum(len(wrap(line, CHARACTERS_IN_FOOTER)) for line in self.help_lines)
        talk = _height(self.talk, CHARACTERS_ON_PAGE)
        return ROOM - lines * HELP_LINE - talk - RECORD

    @cached_property
    def _heights(self) -> list[float]:
        numbered = (f"{number}. {text}" for number, text in enumerate(self.reminders, start=1))
        return [max(ROW, _height(text)) for text in numbered]


def _height(text: str, characters: int = CHARACTERS) -> float:
    """Return how high a text in a table or above it surely is at most, in millimetres."""
    return sum(len(wrap(line, characters)) for line in text.split("\n")) * LINE + SPACE


def action_plan(library: Library, audit: Audit, imprint: Imprint) -> ActionPlan:
    """Return the action plan for an audit."""
    facts = [audit_of(audit)]
    for_child, for_reader = help_lines(library)
    if not library.is_ours(audit):
        facts.append(f"from {library.publisher_of(audit).name}")
    if audit.method:
        facts.append(audit.method)
    if audit.sample:
        facts.append(sample_size(audit.sample))
    return ActionPlan(
        title=f"Team action plan: {library.titled(audit)}",
        author=library.publisher_of(audit).name,
        facts=", ".join(facts) + ".",
        reminders=tuple(item.in_lines for item in audit.reminders),
        imprint=imprint,
        reminders_title=reminders_title(audit),
        questions=questions_of(audit),
        help_lines=tuple(filter(None, (for_child, for_reader if audit.help_first else ""))),
    )
