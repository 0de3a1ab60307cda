"""The issue form “New audit”: how it is read, and the comments on the issue.

GitHub turns a filled-in form into Markdown: each question is a heading, each answer the text
below it. People can edit that text afterwards, so nothing about it is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from macros.checks.report import escaped, shortened
from macros.editing.audit_file import Draft
from macros.editing.new_audit import LABELS, NO_TABLE, TEXTS, Complaint
from macros.editing.pasted_text import tidy, without_markup
from macros.output import templates_beside
from macros.problems import Problem, counted, quoted

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
    boxes = re.findall(r"(?m)^[\s>]*[-*+] \[(.)\]", sections.get(CONFIRMATION, "- [x]"))
    if set(boxes) not in ({"x"}, {"X"}):
        complaints.append(
            Complaint(
                CONFIRMATION,
                "the box is not ticked",
                "Read every sentence once more. Tick it if none of them can identify a child, a "
                "family or a worker.",
            )
        )
    for label in map(LABELS.get, TEXTS):
        if label and (row := _ROW.search(sections.get(label, ""))):
            message = f"the line {quoted(tidy(row[0]))} is a row of a table"
            complaints.append(Complaint(label, message, NO_TABLE))
    answers = {name: without_markup(sections.get(label, "")) for name, label in LABELS.items()}
    return answers, complaints


#: A row of a table of Word or Excel: a tab after a word, and not after the sign of a list.
_ROW = re.compile(r"(?m)^.*[^\W\d_]{2,}[.,;]?[ ]*\t+[ ]*\w.*$")


def _sections(body: str) -> tuple[dict[str, str], list[str]]:
    """Map each heading to the text below it, and list headings that appear more than once."""
    known = {label.casefold(): label for label in (*LABELS.values(), CONFIRMATION)}
    sections: dict[str, list[str]] = {}
    twice: list[str] = []
    current: list[str] = []
    for line in re.split(r"\r\n|\r|\n", body):
        heading = re.fullmatch(r"[ >]{0,4}#{2,4}\s+(.*?)\s*#*\s*", line)
        label = known.get(tidy(heading[1]).casefold()) if heading else None
        if label is None:
            current.append(line)
            continue
        if label in sections:
            twice.append(label)
        current = sections.setdefault(label, [])
    return {label: "\n".join(lines).strip() for label, lines in sections.items()}, twice


# --- Comments and the text of the pull request ------------------------------------------------

#: The longest list, in characters, so that the whole comment stays within GitHub's limit.
LONGEST_LIST = 50_000

_TEMPLATES = templates_beside(__file__)


def complaints_in_markdown(complaints: Sequence[Complaint]) -> str:
    """Return a comment on the issue that says what to correct."""
    rest = "Correct these first, and the next comment has the rest."
    points = _points(map(str, complaints), "- ", rest)
    return _filled(
        "complaints.md", count=counted(len(complaints), "thing", "things"), points=points
    )


def draft_in_markdown(draft: Draft) -> str:
    """Return the text of the pull request: what a person has to check."""
    points = _points(draft.to_confirm, "- [ ] ", "You find them in the file.")
    return _filled("draft.md", title=escaped(draft.title), path=draft.path, points=points)


def site_problems_in_markdown(problems: Sequence[Problem]) -> str:
    """Return a comment on an issue that cannot be read because the site itself has problems."""
    return _filled("site_problems.md", files=sorted({problem.file for problem in problems})[:10])


def closed_in_markdown() -> str:
    """Return a comment on an issue that was changed although it is closed."""
    return _filled("closed.md")


def _points(points: Iterable[str], marker: str, rest: str) -> Markup:
    """Return a list in Markdown; ``rest`` says where to find the items that do not fit."""
    items = [f"{marker}{escaped(point)}" for point in points]
    return Markup(shortened(items, rest, LONGEST_LIST, "\n"))


def _filled(template: str, **values: object) -> str:
    return _TEMPLATES.get_template(template).render(values) + "\n"
