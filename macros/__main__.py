"""Every command, such as ``python -m macros check``: what it reads, prints and writes."""

from __future__ import annotations

import argparse
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from macros.addresses.published import PUBLISHED, current_addresses, list_with, read_list
from macros.addresses.standard_pages import standard_pages
from macros.checks.advice import advice
from macros.checks.load import load_library, read_library
from macros.checks.reading_level import reading_report, readings
from macros.checks.report import FORMATS, with_links
from macros.editing import review
from macros.editing.from_issue import from_issue
from macros.editing.import_audits import import_audits, read_exchange
from macros.editing.schemas import FOLDER, schema_files, settings
from macros.exports.offline import OFFLINE_COPY, BuildError, make_offline_copy
from macros.problems import DataError, counted, did_you_mean
from macros.reading.files import markdown_files


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status: 0 if nothing needs attention."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # a plain C locale has no quotation marks
    parser = argparse.ArgumentParser(prog="python -m macros", description="Commands of the site.")
    parser.add_argument("--root", type=Path, default=Path(), help="the top of the repository")
    subparsers = parser.add_subparsers(required=True)
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.name, help=command.help)
        for name, argument in command.arguments.items():
            subparser.add_argument(name, **argument)
        subparser.set_defaults(run=command.run)
    options = parser.parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # a reader such as `head` has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (DataError, BuildError) as error:
        print(error, file=sys.stderr)
        return 1
    return status


def check(options: Namespace) -> int:
    """Report what has to be corrected, then advice, which does not affect the exit status."""
    library, problems = read_library(options.root)
    in_order = (
        f"The data is in order: {counted(len(library.audits), 'audit', 'audits')}, "
        f"{sum(len(audit.reminders) for audit in library.audits)} practice reminders."
    )
    try:
        advised = advice(options.root, library, problems)
    except Exception:
        if not problems:
            raise
        advised = []  # whatever is wrong with advice, it never hides a problem
    report = FORMATS[options.format](problems, advised, in_order)
    if options.format == "markdown":
        report = with_links(report, os.environ.get("SITE_REPOSITORY", ""))
    print(report, file=sys.stderr if problems and options.format == "text" else sys.stdout)
    return 1 if problems else 0


def make_draft(options: Namespace) -> int:
    """Turn an issue into a data file."""
    text, is_closed = options.issue.read_text(encoding="utf-8"), False
    if options.issue.suffix == ".json":
        issue = json.loads(text)["issue"]
        text, is_closed = issue["body"] or "", issue.get("state") == "closed"
    outcome = from_issue(options.root, text, options.today or _today(), is_closed=is_closed)
    print(outcome.log, file=sys.stderr if outcome.status else sys.stdout)
    if options.summary:
        options.summary.write_text(outcome.summary, encoding="utf-8", newline="\n")
    return outcome.status


def import_file(options: Namespace) -> int:
    """Make data files of the audits that another site has exported."""
    library = load_library(options.root)
    file: Path = options.file
    exchange = read_exchange(file.name, file.read_text(encoding="utf-8"))
    found = import_audits(library, exchange, file.name, options.today or _today())
    found.write(options.root)
    for path in found.skipped:
        print(f"{path} is here already. It is left as it is.")
    for path in found.files:
        print(f"Wrote {path}. Read it, then delete the line “# please confirm”.")
    return 0


def write_page(options: Namespace) -> int:
    """Write a standard page into ``docs/``, unless the page already exists."""
    path = options.path.removeprefix("docs/").removesuffix(".md") + ".md"
    pages = {page.path: page for page in standard_pages(load_library(options.root))}
    target: Path = options.root / "docs" / path
    if path not in pages:
        print(f"No data belongs to docs/{path}. {did_you_mean(path, pages)}", file=sys.stderr)
        return 1
    if target.exists():
        print(f"docs/{path} already exists. It is left as it is.", file=sys.stderr)
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(pages[path].own_file, encoding="utf-8")
    print(f"Wrote docs/{path}. Add your paragraphs between the macros.")
    return 0


def list_due(options: Namespace) -> int:
    """Print what is due for review."""
    today = options.today or _today()
    items = review.due(load_library(options.root), today)
    is_markdown = options.format == "markdown"
    print(review.as_markdown(items, today) if is_markdown else review.as_text(items))
    return 1 if items else 0


def note_addresses(options: Namespace) -> int:
    """Add every address of the site to the list of published ones, and print the new ones."""
    current = current_addresses(load_library(options.root), markdown_files(options.root))
    file: Path = options.root / PUBLISHED
    known = read_list(file.read_text(encoding="utf-8")) if file.exists() else {}
    file.write_text(list_with(known, current), encoding="utf-8", newline="\n")
    new = sorted(current - known.keys())
    print(f"{len(new)} addresses are new in {PUBLISHED}. From now on none of them may break.\n")
    print("\n".join(f"- `{address}`" for address in new))
    return 0


def print_reading_level(options: Namespace) -> int:
    """Print how hard our own text is to read."""
    found = readings(options.root, load_library(options.root))
    print(reading_report(found))
    return int(any(reading.is_too_hard for reading in found))


def write_schemas(options: Namespace) -> int:
    """Write the JSON Schemas of the data files, and the settings that link them to the files."""
    folder: Path = options.root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    texts = {folder / name: text for name, text in schema_files().items()}
    texts[options.root / ".vscode/settings.json"] = settings()
    for file, text in texts.items():
        file.write_text(text, encoding="utf-8", newline="\n")
    print(f"Wrote {len(texts)} files in .vscode/.")
    return 0


def write_offline_copy(options: Namespace) -> int:
    """Write the zip of the whole site below ``dist/``."""
    size = make_offline_copy(options.root, options.root / OFFLINE_COPY)
    print(f"Wrote {OFFLINE_COPY.as_posix()} ({size / 1e6:.1f} MB).")
    return 0


def _today() -> date:
    """Return the current day. Nothing else reads a clock."""
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class Command:
    """A command: its name, what ``--help`` says, what it does, and its arguments.

    ``run`` takes the options and returns the exit status. ``arguments`` maps the name of each
    argument to the keywords of :meth:`argparse.ArgumentParser.add_argument`.
    """

    name: str
    help: str
    run: Callable[[Namespace], int]
    arguments: Mapping[str, dict[str, Any]] = field(default_factory=dict)


_TODAY = {"type": date.fromisoformat, "help": "the day, such as 2026-11-23 (today if left out)"}

COMMANDS = (
    Command(
        "check",
        "check all files and report what has to be corrected",
        check,
        {
            "--format": {
                "choices": FORMATS,
                "default": "text",
                "help": "text for a screen, github for annotations, markdown for a comment",
            }
        },
    ),
    Command(
        "from-issue",
        "make a data file from the form “New audit”",
        make_draft,
        {
            "issue": {"type": Path, "help": "the text of the issue, or GitHub's event (.json)"},
            "--summary": {"type": Path, "help": "where to write the summary for people"},
            "--today": _TODAY,
        },
    ),
    Command(
        "import",
        "make data files of the audits that another site has exported",
        import_file,
        {
            "file": {"type": Path, "help": "the other site's file downloads/audits.json"},
            "--today": _TODAY,
        },
    ),
    Command(
        "page",
        "write the standard page of a record, such as an audit or a theme, to add words to it",
        write_page,
        {"path": {"help": "the page below docs/, such as audits/2022-23/neglect.md"}},
    ),
    Command(
        "review",
        "list what is due for review",
        list_due,
        {"--today": _TODAY, "--format": {"choices": ["text", "markdown"], "default": "text"}},
    ),
    Command("addresses", "add what is published now to the published addresses", note_addresses),
    Command("reading", "report how hard our own text is to read", print_reading_level),
    Command(
        "schemas", "write the JSON Schemas with which VS Code completes and checks", write_schemas
    ),
    Command("offline", "make a zip of the whole site that works from a folder", write_offline_copy),
)


if __name__ == "__main__":
    sys.exit(main())
