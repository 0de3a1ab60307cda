"""When each file of the site was last changed, according to git. Nothing reads the clock."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from macros.records.dates import day_in_words

FOLDERS = ("data", "docs")

NOT_DATED = "not dated"


def last_changes(root: Path) -> Mapping[str, date | None]:
    """Map each file in ``data/`` and ``docs/`` to the day of its last commit.

    The day is ``None`` for a file with uncommitted changes. The result is empty without git, and in
    a shallow clone.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    log = _git(root, "log", "--format=commit %cs", "--name-only", "--relative", "--", *FOLDERS)
    days: dict[str, date | None] = {
        file: day for file, day in read_log(log).items() if (root / file).exists()
    }
    unsaved = _git(root, "diff", "--name-only", "--relative", "HEAD", "--", *FOLDERS)
    return days | dict.fromkeys(unsaved.splitlines())


def _git(root: Path, *arguments: str) -> str:
    """Return the output of git, or an empty string if there is no git or no repository."""
    command = ["git", "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=True, encoding="utf-8")
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout


def read_log(log: str) -> dict[str, date]:
    r"""Map each file to a day, from a git log with the newest commit first.

    >>> read_log("commit 2026-11-23\n\ndata/a.yml\ncommit 2026-01-02\n\ndata/a.yml\n")
    {'data/a.yml': datetime.date(2026, 11, 23)}
    """
    days: dict[str, date] = {}
    day = None
    for line in log.splitlines():
        if line.startswith("commit "):
            day = date.fromisoformat(line.removeprefix("commit "))
        elif line and day:
            days.setdefault(line, day)
    return days


def version_of(changes: Mapping[str, date | None], files: Iterable[str]) -> date | None:
    """Return the day of the last change to some files, or ``None`` if one of them has no day."""
    days = [changes.get(file) for file in files]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


def version_in_words(version: date | None) -> str:
    """Return a version as the footer says it."""
    return f"Version of {day_in_words(version)}" if version else f"Version {NOT_DATED}"
