"""Commands: ``python -m macros check``, ``page``, ``offline``, ``new audit`` and others."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.addresses.standard_pages import standard_pages
from macros.checks.advice import advice
from macros.checks.load import load_library
from macros.checks.report import FORMATS
from macros.commands import add_commands
from macros.exports.offline import OFFLINE_COPY, BuildError, make_offline_copy
from macros.problems import DataError, Problem, did_you_mean
from macros.records.library import Library


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status: 0 if all is well, 1 if something must be mended."""
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the top of the repository")
    commands = parser.add_subparsers(dest="command", required=True)
    checks = commands.add_parser("check", help="check all files and say what must be mended")
    checks.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="text for a screen (the default), github for marks beside the lines of a pull "
        "request, markdown for a comment",
    )
    page = commands.add_parser("page", help="write the standard page of an audit, theme, …")
    page.add_argument("path", help="the page below docs/, such as audits/2022-23/neglect.md")
    commands.add_parser("offline", help="make a zip of the whole site that works from a folder")
    add_commands(commands)
    options = parser.parse_args(arguments)
    if "run" in options:
        status: int = options.run(options)
        return status
    if options.command == "offline":
        return write_offline_copy(options.root)
    if options.command == "check":
        return check(options.root, options.format)
    try:
        library = load_library(options.root)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return write_page(options.root, library, options.path)


def check(root: Path, form: str = "text") -> int:
    """Say what must be mended, and after it what could be plainer. Advice does not count."""
    library: Library | None = None
    problems: list[Problem] = []
    try:
        library = load_library(root)
    except DataError as error:
        problems = error.problems
    in_order = library and (
        f"The data is in order: {len(library.audits)} audits, "
        f"{sum(len(audit.reminders) for audit in library.audits)} practice reminders."
    )
    report = FORMATS[form](problems, advice(root, library), in_order or "")
    print(report, file=sys.stderr if problems and form == "text" else sys.stdout)
    return 1 if problems else 0


def write_offline_copy(root: Path) -> int:
    """Write the zip of the whole site below ``root``/dist."""
    try:
        size = make_offline_copy(root, root / OFFLINE_COPY)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Wrote {OFFLINE_COPY.as_posix()} ({size / 1e6:.1f} MB).")
    return 0


def write_page(root: Path, library: Library, path: str) -> int:
    """Write the standard page of ``path`` below ``root``/docs, unless there is one already."""
    path = path.removeprefix("docs/").removesuffix(".md") + ".md"
    pages = {page.path: page for page in standard_pages(library)}
    target = root / "docs" / path
    if path not in pages:
        print(f"No data belongs to docs/{path}. {did_you_mean(path, pages)}", file=sys.stderr)
        return 1
    if target.exists():
        print(f"docs/{path} is there already. It is left as it is.", file=sys.stderr)
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(pages[path].text, encoding="utf-8")
    print(f"Wrote docs/{path}. Add your paragraphs between the macros.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
