"""Reading what was printed, and made-up audits to print."""

from __future__ import annotations

import subprocess
from pathlib import Path

from macros.records.fields import ProgrammeYear
from tests import conftest

ADDRESS = conftest.ADDRESS

LONG = "many-reminders"
EMPTY = "no-reminders"
SECOND_YEAR = ProgrammeYear("2023/24")

AUDIT = """\
title: {title}
year: 2023/24
held: 2023-0{month}
method: deep dive
background: [A made-up audit for the tests.]
sample: {{unit: children, size: {size}}}
good_practice: []
reminders:{reminders}
"""


def text_of(file: Path, page: int | None = None) -> str:
    """Return the text of a PDF, or of one page of it, as poppler lays it out."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    command = ["pdftotext", "-layout", *pages, str(file), "-"]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def squeezed(text: str) -> str:
    """Return a text without its spaces and line ends: where a line breaks does not matter."""
    return "".join(text.replace("\N{WORD JOINER}", "").split())


def without_columns(file: Path) -> str:
    """Return a PDF's text in the order in which it is written, without spaces and line ends."""
    command = ["pdftotext", "-raw", str(file), "-"]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return squeezed(done.stdout)


def add_second_year(project: Path) -> None:
    """Add a year with an audit of 25 reminders and one of none."""
    folder = project / "data" / "audits" / "2023-24"
    folder.mkdir(parents=True)
    many = "".join(
        f"\n  - id: point-{number}\n    text: Remember point {number}, which is here to be printed "
        "in full and to take up as much room as such a sentence does, and a little more than that"
        "\n    themes: [siblings]\n    situations: [assessment]"
        for number in range(1, 26)
    )
    (folder / f"{LONG}.yml").write_text(
        AUDIT.format(title="Many reminders", month=4, size=40, reminders=many), encoding="utf-8"
    )
    (folder / f"{EMPTY}.yml").write_text(
        AUDIT.format(title="No reminders", month=5, size=5, reminders=" []"), encoding="utf-8"
    )
