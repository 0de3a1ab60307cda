"""What somebody has written into the issue form “New audit”, as GitHub hands it over.

GitHub turns a filled-in form into Markdown: each question is a heading, each answer the text
below it, and a question without an answer has ``_No response_``. A person can edit that text
afterwards, so anything may have become of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from macros.checks.report import shortened
from macros.editing.new_audit import LABELS, Complaint, Draft, tidy
from macros.problems import Problem

#: The heading of the box in which a person confirms that nothing identifies anyone.
CONFIRMATION = "Before you send it"

#: What GitHub writes where somebody wrote or chose nothing.
NO_RESPONSE = ("_No response_", "None")

FORM = "the issue form “New audit”"


def read_issue(body: str) -> tuple[dict[str, str], list[Complaint]]:
    """Return the answers that the text of an issue holds, and what must be mended in its form."""
    sections, twice = _sections(body)
    if not sections:
        return {}, [
            Complaint(
                "The whole issue",
                "it holds no question of the form",
                f"Open a new issue with {FORM}, and fill that in.",
            )
        ]
    complaints = [
        Complaint(label, "this heading is there twice", "Take one of the two out.")
        for label in twice
    ]
    complaints += [
        Complaint(
            label,
            "this heading is no longer there",
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
    """Return heading to the text below it, and the headings that are there more than once."""
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
    """Return what somebody typed: without a comment, a code fence, or GitHub's “no response”."""
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"(?m)^\s*(?:```|~~~)\w*\s*$", "", text)
    text = tidy(text)
    return "" if text in NO_RESPONSE else text


# --- What is said back ------------------------------------------------------------------------


def complaints_in_markdown(complaints: list[Complaint]) -> str:
    """Return what must be mended, as a comment on the issue."""
    count = "1 thing" if len(complaints) == 1 else f"{len(complaints)} things"
    rest = "Mend these first, and the next comment has the rest."
    points = _points((str(complaint) for complaint in complaints), "- ", rest)
    return (
        f"Thank you. Before this can become a page, {count} must be mended:\n\n{points}\n\n"
        "Choose the three dots at the top of your issue, then “Edit”. Mend them and choose "
        "“Save”. The form is then read again by itself.\n\n"
        "GitHub keeps the earlier versions of an issue. If one of them can identify a person, "
        "choose “edited” at its top, open that version and choose “Delete revision from history”, "
        "or ask somebody who may. Tell the person who looks after data protection.\n"
    )


def draft_in_markdown(draft: Draft) -> str:
    """Return what a person is to look at, as the text of the pull request."""
    points = _points(draft.to_confirm, "- [ ] ", "You find them in the file.")
    return (
        f"This adds the audit **{_shown_as_typed(draft.title)}** as `{draft.path}`, made from the "
        "issue form.\n\n"
        "Before it can be published, a person must:\n\n"
        "- [ ] confirm that no sentence can identify a child, a family or a worker, alone or "
        "together with the others\n"
        "- [ ] compare every sentence with the briefing\n"
        "- [ ] look at each suggestion below. To mend one, open the file (“Files changed”, three "
        "dots, “Edit file”). Delete each line “# please confirm” when what stands below it is "
        "right. The checks stay red until all of them are gone.\n\n"
        f"What was suggested from the words:\n\n{points}\n"
    )


def faults_of_the_site_in_markdown(problems: Sequence[Problem]) -> str:
    """Return what to say on an issue whose form cannot be read, because the site has faults."""
    files = ", ".join(sorted({f"`{problem.file}`" for problem in problems})[:10])
    return (
        "Thank you. Your form has not been read yet: the site itself has a fault that must be "
        f"mended first. It has nothing to do with what you wrote.\n\nIt is in {files}. "
        "`python -m macros check` says what it is.\n\n"
        "When somebody who looks after the site has mended it, choose the three dots at the top "
        "of your issue, “Edit”, and “Save”. The form is then read by itself.\n"
    )


#: Characters, so that the whole comment is none too long.
MOST_IN_A_LIST = 50_000


def _points(points: Iterable[str], sign: str, rest: str) -> str:
    """Return a list in Markdown; ``rest`` says where those are that do not fit."""
    items = [f"{sign}{_shown_as_typed(point)}" for point in points]
    return shortened(items, rest, MOST_IN_A_LIST, "\n")


def _shown_as_typed(text: str) -> str:
    """Return a text so that Markdown shows it as it is, and names nobody who would be told."""
    escaped = re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text)
    return escaped.replace("@", "@\u2060")
