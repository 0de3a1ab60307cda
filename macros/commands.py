"""The commands beside ``check``: what they read, print and write. All else is done elsewhere."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from macros.addresses.published import PUBLISHED, current_addresses, list_with, read_list
from macros.checks.load import disclosed_by, load_library, markdown_files
from macros.checks.reading_level import readings, report
from macros.disclosure.guard import Text
from macros.editing.fetching import status_of
from macros.editing.issue_form import (
    complaints_in_markdown,
    draft_in_markdown,
    faults_of_the_site_in_markdown,
    read_issue,
)
from macros.editing.new_audit import (
    LABELS,
    AnswerError,
    Answers,
    Complaint,
    Draft,
    ask_all,
    draft_audit,
    question_at,
    tidy,
)
from macros.editing.review import NOTHING_DUE, LinkFault, Review, check_links, due, outside_links
from macros.editing.schemas import FOLDER, schema_files, settings
from macros.problems import DataError, Problem
from macros.reading.yaml_writing import PLEASE_CONFIRM
from macros.records.library import Library


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module to those that there are."""
    issue = commands.add_parser("from-issue", help="make a data file from the form “New audit”")
    issue.add_argument(
        "issue", type=Path, help="a file with the text of the issue, or GitHub's event (.json)"
    )
    issue.add_argument("--summary", type=Path, help="where to write what to say to people")
    issue.add_argument("--today", type=_day, default=None, help="the day, such as 2026-11-23")
    issue.set_defaults(run=from_issue)

    new = commands.add_parser("new", help="ask for a new audit and write its data file")
    new.add_argument("kind", choices=["audit"], help="what to add")
    new.add_argument("--today", type=_day, default=None, help="the day, such as 2026-11-23")
    new.set_defaults(run=new_audit)

    review = commands.add_parser("review", help="list what is due for another look")
    review.add_argument("--today", type=_day, default=None, help="the day, such as 2026-11-23")
    review.add_argument("--links", action="store_true", help="ask other sites for their pages")
    review.add_argument("--format", choices=["text", "markdown"], default="text")
    review.set_defaults(run=list_due)

    schemas = commands.add_parser("schemas", help="write what VS Code completes and checks with")
    schemas.set_defaults(run=write_schemas)

    reading = commands.add_parser("reading", help="say how hard our own text is to read")
    reading.set_defaults(run=say_reading_level)

    addresses = commands.add_parser(
        "addresses", help="add what is published now to the list of published addresses"
    )
    addresses.set_defaults(run=note_addresses)


def _day(text: str) -> date:
    """Return a day from the command line."""
    return date.fromisoformat(text)


def today(options: argparse.Namespace) -> date:
    """Return the day that was named, or else the day that it is. Nothing else reads a clock."""
    named: date | None = options.today
    return named or datetime.now(UTC).date()


def _open_library(root: Path) -> Library | None:
    """Return the library, or ``None`` after saying what must be mended in the data first."""
    try:
        return load_library(root)
    except DataError as error:
        print(error, file=sys.stderr)
        return None


# --- A new audit ------------------------------------------------------------------------------


def from_issue(options: argparse.Namespace) -> int:
    """Write the data file that a filled-in form makes, or say what must be mended in the form."""
    try:
        library = load_library(options.root)
    except DataError as error:
        _say(str(error))
        _summarise(options.summary, faults_of_the_site_in_markdown(error.problems))
        return 2
    answers, complaints = read_issue(_body(options.issue))
    lost = {complaint.question for complaint in complaints}
    drafted: Draft | None = None
    try:
        drafted = draft(options.root, library, answers, today(options)) if answers else None
    except AnswerError as error:
        complaints += [found for found in error.complaints if found.question not in lost]
    if drafted and not complaints:
        complaints = write_draft(options.root, drafted)
    if complaints or drafted is None:
        _say("\n".join(str(complaint) for complaint in complaints))
        _summarise(options.summary, complaints_in_markdown(complaints))
        return 1
    _summarise(options.summary, draft_in_markdown(drafted))
    return 0


def _body(file: Path) -> str:
    """Return the text of an issue, from a file of its own or from GitHub's event."""
    text = file.read_text(encoding="utf-8")
    return str(json.loads(text)["issue"]["body"] or "") if file.suffix == ".json" else text


def draft(root: Path, library: Library, answers: Answers, day: date) -> Draft:
    """Return the data file that answers make.

    Raises :class:`AnswerError` with all that must be mended: what is not understood, and what
    could identify somebody, which is looked for in every answer, understood or not.
    """
    found = disclosed(root, answers)
    try:
        drafted = draft_audit(answers, library, day)
    except AnswerError as error:
        raise AnswerError([*error.complaints, *found]) from None
    if found:
        raise AnswerError(found)
    return drafted


def disclosed(root: Path, answers: Answers) -> list[Complaint]:
    """Return a complaint about each passage of the answers that could identify somebody."""
    sample = {"sample": {"size": answers.get("size", "")}}
    texts = [Text(f"data/audits/{name}", tidy(text), sample) for name, text in answers.items()]
    return [
        Complaint(LABELS[problem.file.rpartition("/")[2]], problem.message, problem.remedy)
        for problem in disclosed_by(root, texts)
    ]


def _summarise(file: Path | None, text: str) -> None:
    if file is not None:
        file.write_text(text, encoding="utf-8", newline="\n")


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def new_audit(options: argparse.Namespace) -> int:
    """Ask for a new audit on the terminal and write its data file."""
    library = _open_library(options.root)
    if library is None:
        return 1
    try:
        drafted = draft(options.root, library, ask_all(input, print), today(options))
        complaints = write_draft(options.root, drafted)
        if complaints:
            raise AnswerError(complaints)
    except AnswerError as error:
        _say(f"\nNothing is written yet. Please mend this and begin again:\n\n{error}")
        return 1
    except (EOFError, KeyboardInterrupt):
        _say("\nStopped. Nothing is written.")
        return 1
    print("\nPlease look at what was suggested:\n")
    print("\n".join(f"- {point}" for point in drafted.to_confirm))
    return 0


def write_draft(root: Path, drafted: Draft) -> list[Complaint]:
    """Write the data file of a new audit and say where it is.

    If the check of the whole site finds more in it than what is to be confirmed, nothing is left
    of it, and what must be mended is returned: it must not even reach a pull request, which
    everyone can read.
    """
    target = root / drafted.path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(drafted.text, encoding="utf-8", newline="\n")
    lines = drafted.text.splitlines()
    complaints = [
        Complaint(question_at(drafted.text, problem.line), problem.message, problem.remedy)
        for problem in _problems(root)
        if problem.file != drafted.path
        or not lines[problem.line - 1].lstrip().startswith(PLEASE_CONFIRM)
    ]
    if complaints:
        target.unlink()
    else:
        print(f"Wrote {drafted.path}. Confirm each suggestion in it.")
    return complaints


def _problems(root: Path) -> list[Problem]:
    """Return what must be mended in the data."""
    try:
        load_library(root)
    except DataError as error:
        return error.problems
    return []


# --- Addresses --------------------------------------------------------------------------------


def note_addresses(options: argparse.Namespace) -> int:
    """Add every address of the site to the list of published ones, and say which are new."""
    library = _open_library(options.root)
    if library is None:
        return 1
    current = current_addresses(library, markdown_files(options.root))
    file: Path = options.root / PUBLISHED
    known = read_list(file.read_text(encoding="utf-8")) if file.exists() else {}
    file.write_text(list_with(known, current), encoding="utf-8", newline="\n")
    new = sorted(current - known.keys())
    print(f"{len(new)} addresses are new in {PUBLISHED}. From now on none of them may break.\n")
    print("\n".join(f"- `{address}`" for address in new))
    return 0


# --- Reading level ----------------------------------------------------------------------------


def say_reading_level(options: argparse.Namespace) -> int:
    """Say how hard each text of ours is to read. Exit status 1 says that one is too hard."""
    library = _open_library(options.root)
    if library is None:
        return 1
    found = readings(options.root, library)
    print(report(found))
    return int(any(one.is_too_hard for one in found))


# --- For VS Code ------------------------------------------------------------------------------


def write_schemas(options: argparse.Namespace) -> int:
    """Write the schemas of the data files, and the settings that tie them to the files."""
    folder: Path = options.root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    texts = {folder / name: text for name, text in schema_files().items()}
    texts[options.root / ".vscode/settings.json"] = settings()
    for file, text in texts.items():
        file.write_text(text, encoding="utf-8", newline="\n")
    print(f"Wrote {len(texts)} files in .vscode/.")
    return 0


# --- Review dates -----------------------------------------------------------------------------


def list_due(options: argparse.Namespace) -> int:
    """Print what is due for another look; the status is 0 if nothing is."""
    library = _open_library(options.root)
    if library is None:
        return 2
    faults: tuple[LinkFault, ...] | None = None
    if options.links:
        pages = {
            f"docs/{page}": (options.root / "docs" / page).read_text(encoding="utf-8")
            for page in markdown_files(options.root)
        }
        faults = tuple(check_links(outside_links(library, pages), status_of))
    day = today(options)
    found = Review(day, tuple(due(library, day)), faults)
    print(found.markdown() if options.format == "markdown" else found.text() or NOTHING_DUE)
    return 0 if found.is_clear else 1
