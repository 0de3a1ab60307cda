"""How an issue becomes a checked data file, and what is posted on the issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from macros.checks.disclosures import disclosures_in
from macros.checks.load import load_library
from macros.disclosure.guard import Text
from macros.editing.audit_file import Draft, draft_of, question_at
from macros.editing.issue_form import (
    closed_in_markdown,
    complaints_in_markdown,
    draft_in_markdown,
    read_issue,
    site_problems_in_markdown,
)
from macros.editing.new_audit import LABELS, AnswerError, Answers, Complaint, audit_from, month
from macros.editing.pasted_text import tidy
from macros.problems import DataError
from macros.reading.yaml_writing import PLEASE_CONFIRM
from macros.records.library import Library


@dataclass(frozen=True)
class Outcome:
    """The outcome for an issue: the exit status, a line for the log, and the text for people.

    The status is 0 if a data file was written, 1 if answers must be corrected, 2 if the site has
    problems of its own.
    """

    status: int
    log: str
    summary: str


def from_issue(root: Path, body: str, today: date, *, is_closed: bool = False) -> Outcome:
    """Write the data file of the audit that an issue describes, or say what to correct.

    An issue that ``is_closed`` has done its work: its audit was published, or is not wanted.
    """
    if is_closed:
        return Outcome(1, "The issue is closed.", closed_in_markdown())
    try:
        library = load_library(root)
    except DataError as error:
        return Outcome(2, str(error), site_problems_in_markdown(error.problems))
    answers, complaints = read_issue(body)
    if answers:
        found = draft_or_complaints(root, library, answers, today)
        if isinstance(found, Draft):
            complaints = complaints or write_draft(root, found)
            if not complaints:
                log = f"Wrote {found.path}. Confirm each suggestion in it."
                return Outcome(0, log, draft_in_markdown(found))
        else:
            missing = {complaint.question for complaint in complaints}
            complaints += [one for one in found if one.question not in missing]
    return Outcome(1, "\n".join(map(str, complaints)), complaints_in_markdown(complaints))


def draft_or_complaints(
    root: Path, library: Library, answers: Answers, today: date
) -> Draft | Sequence[Complaint]:
    """Return the data file made from answers, or everything to correct in them.

    Every answer, valid or not, is checked for what could identify somebody.
    """
    disclosed = _disclosed(root, answers)
    try:
        audit = audit_from(answers, library, today)
    except AnswerError as error:
        return [*error.complaints, *disclosed]
    return disclosed or draft_of(audit, answers, library)


def _disclosed(root: Path, answers: Answers) -> list[Complaint]:
    """Return a complaint about each passage of the answers that could identify somebody."""
    sample = {"sample": {"size": answers.get("size", "")}}
    said = {name: tidy(text) for name, text in answers.items()}
    said["held"] = month(said.get("held", ""))  # “Sept 2023” would pass for a name
    texts = [Text(f"data/audits/{name}", text, sample) for name, text in said.items()]
    return [
        Complaint(LABELS[problem.file.rpartition("/")[2]], problem.message, problem.remedy)
        for problem in disclosures_in(root, texts)
    ]


def write_draft(root: Path, draft: Draft) -> list[Complaint]:
    """Write the data file of a new audit.

    If the check of the whole site finds more than suggestions to confirm, the file is deleted again
    and what to correct is returned: it must not reach a pull request, which everyone can read.
    """
    target = root / draft.path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(draft.text, encoding="utf-8", newline="\n")
    try:
        load_library(root)
    except DataError as error:
        lines = draft.text.splitlines()
        complaints = [
            Complaint(question_at(draft.text, problem.line), problem.message, problem.remedy)
            for problem in error.problems
            if problem.file != draft.path
            or not (
                lines[problem.line - 1].lstrip().startswith(PLEASE_CONFIRM)
                or problem.message.startswith("the publisher ")  # added in the pull request
            )
        ]
        if complaints:
            target.unlink()
        return complaints
    return []
