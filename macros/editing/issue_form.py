"""The issue form “New audit”: reading what GitHub makes of it, and answering on the issue.

GitHub turns a filled-in form into Markdown: each question is a heading, each answer the text
below it. People can edit that text afterwards, so it may look like anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from macros.checks.report import escaped, shortened
from macros.editing.audit_file import Draft
from macros.editing.new_audit import LABELS, Complaint, tidy
from macros.problems import Problem

#: The heading of the box that confirms that nothing identifies anyone.
CONFIRMATION = "Before you send it"


def read_issue(body: str) -> tuple[dict[str, str], list[Complaint]]:
    """Return the answers in the text of an issue, and what is wrong with the form itself."""
    sections, twice = _sections(body)
    if not sections:
        return {}, [
            Complaint(
                "The whole issue",
                "it holds no question of the form",
                "Open a new issue with the issue form “New audit”, and fill that in.",
            )
        ]
    complaints = [
        Complaint(label, "this heading appears twice", "Take one of the two out.")
        for label in twice
    ]
    complaints += [
        Complaint(
            label,
            "this heading is missing",
            f"Write a line “### {label}” with the answer below it, or fill in the form again.",
        )
        for label in (*LABELS.values(), CONFIRMATION)
        if label not in sections
    ]
    if CONFIRMATION in sections and not re.search(r"(?im)^\s*[-*] \[x\] ", sections[CONFIRMATION]):
        complaints.append(
            Complaint(
                CONFIRMATION,
                "the box is not ticked",
                "Read every sentence once more. Tick it if none of them can identify a child, a "
                "family or a worker.",
            )
        )
    answers = {name: _answer(sections.get(label, "")) for name, label in LABELS.items()}
    return answers, complaints


def _sections(body: str) -> tuple[dict[str, str], list[str]]:
    """Return heading to the text below it, and the headings that appear more than once."""
    known = {label.casefold(): label for label in (*LABELS.values(), CONFIRMATION)}
    sections: dict[str, list[str]] = {}
    twice: list[str] = []
    current: list[str] = []
    for line in re.split(r"\r\n|\r|\n", body):
        heading = re.fullmatch(r" {0,3}###\s+(.*?)\s*#*\s*", line)
        label = known.get(tidy(heading[1]).casefold()) if heading else None
        if label is None:
            current.append(line)
            continue
        if label in sections:
            twice.append(label)
        current = sections.setdefault(label, [])
    return {label: "\n".join(lines).strip() for label, lines in sections.items()}, twice


def _answer(text: str) -> str:
    """Return what somebody typed, without comments and code fences."""
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    return tidy(re.sub(r"(?m)^\s*(?:```|~~~)\w*\s*$", "", text))


# --- Comments and the text of the pull request ------------------------------------------------


def complaints_in_markdown(complaints: Sequence[Complaint]) -> str:
    """Return a comment on the issue that says what to correct."""
    count = "1 thing" if len(complaints) == 1 else f"{len(complaints)} things"
    rest = "Correct these first, and the next comment has the rest."
    points = _points((str(complaint) for complaint in complaints), "- ", rest)
    return (
        f"Thank you. Before this can become a page, {count} must be corrected:\n\n{points}\n\n"
        "Choose the three dots at the top of your issue, then “Edit”. Correct your answers and "
        "choose “Save”. The form is then read again automatically.\n\n"
        "GitHub keeps the earlier versions of an issue. If one of them can identify a person, "
        "choose “edited” at its top, open that version and choose “Delete revision from history”, "
        "or ask somebody who may. Tell the person who looks after data protection.\n"
    )


def draft_in_markdown(draft: Draft) -> str:
    """Return the text of the pull request: what a person has to look at."""
    points = _points(draft.to_confirm, "- [ ] ", "You find them in the file.")
    return (
        f"This adds the audit **{escaped(draft.title)}** as `{draft.path}`, made from the issue "
        "form.\n\n"
        "Before it can be published, a person must:\n\n"
        "- [ ] confirm that no sentence can identify a child, a family or a worker, alone or "
        "together with the others\n"
        "- [ ] compare every sentence with the briefing\n"
        "- [ ] look at each suggestion below. To correct one, open the file (“Files changed”, "
        "three dots, “Edit file”). Delete each line “# please confirm” when what follows it is "
        "right. The checks stay red until all of them are gone.\n\n"
        f"What was suggested from the words:\n\n{points}\n"
    )


def site_problems_in_markdown(problems: Sequence[Problem]) -> str:
    """Return a comment on an issue that cannot be read because the site itself has problems."""
    files = ", ".join(sorted({f"`{problem.file}`" for problem in problems})[:10])
    return (
        "Thank you. Your form has not been read yet: the site itself has a problem that must be "
        f"fixed first. It has nothing to do with what you wrote.\n\nIt is in {files}. "
        "`python -m macros check` says what it is.\n\n"
        "When somebody who looks after the site has fixed it, choose the three dots at the top "
        "of your issue, “Edit”, and “Save”. The form is then read automatically.\n"
    )


#: The longest list, in characters, so that the whole comment stays within GitHub's limit.
LONGEST_LIST = 50_000


def _points(points: Iterable[str], marker: str, rest: str) -> str:
    """Return a list in Markdown; ``rest`` says where to find the items that do not fit."""
    return shortened([f"{marker}{escaped(point)}" for point in points], rest, LONGEST_LIST, "\n")
