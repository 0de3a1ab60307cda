"""Reading PDFs, writing one document, and made-up audits to print."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lxml import html

from macros.checks.load import load_library
from macros.printing.briefings import Briefings
from macros.printing.catalogue import documents
from macros.printing.writer import DocumentWriter, WrittenDocument, paper_style
from tests.conftest import REPOSITORY
from tests.support.site_html import elements, read_page

LONG = "many-reminders"
EMPTY = "no-reminders"
#: A year without audits in any data of this repository.
SECOND_YEAR = "2049/50"

AUDIT = """\
title: {title}
year: 2049/50
held: 2049-0{month}
method: deep dive
background: [A made-up audit for the tests.]
sample: {{unit: children, size: {size}}}
good_practice: []
reminders:{reminders}
"""


def text_of(file: Path, page: int | None = None) -> str:
    """Return the text of a PDF, or of one page of it, as poppler lays it out."""
    text = _text_of(file, file.stat().st_mtime_ns)
    return text.split("\f")[page - 1] if page else text


@cache
def _text_of(file: Path, _written: int) -> str:
    """Return the text of a PDF, whose pages end with form feeds, as it was when last written."""
    command = ["pdftotext", "-layout", str(file), "-"]
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
    library = load_library(project)
    theme, situation = library.themes[0].id, library.situations[0].id
    folder = project / "data" / "audits" / SECOND_YEAR.replace("/", "-")
    folder.mkdir()
    many = "".join(
        f"\n  - id: point-{number}\n    text: Remember point {number}, which is here to be printed "
        "in full and to take up as much room as such a sentence does, and a little more than that"
        f"\n    themes: [{theme}]\n    situations: [{situation}]"
        for number in range(1, 26)
    )
    (folder / f"{LONG}.yml").write_text(
        AUDIT.format(title="Many reminders", month=4, size=40, reminders=many), encoding="utf-8"
    )
    (folder / f"{EMPTY}.yml").write_text(
        AUDIT.format(title="No reminders", month=5, size=5, reminders=" []"), encoding="utf-8"
    )


#: What the frame of the site adds to a page.
FRAME = {"sscp-print", "sscp-kicker", "sscp-prints", "sscp-worried"}


def page_html(site: Path) -> Mapping[str, str]:
    """Map each page of a built site to its HTML, as printing receives it."""
    pages = {}
    for file in site.rglob("index.html"):
        [article] = elements(read_page(file), "//article")
        for element in list(article.iterdescendants()):
            if FRAME & set(element.classes):
                element.drop_tree()
        path = file.parent.relative_to(site).as_posix()
        content = "".join(html.tostring(element, encoding="unicode") for element in article)
        pages[f"{path}.md"] = pages[f"{path}/index.md"] = content
    return pages


def writer(folder: Path) -> DocumentWriter:
    """Return a writer with the stylesheet of this repository."""
    site_style = (REPOSITORY / "docs" / "assets" / "base.css").read_text(encoding="utf-8")
    return DocumentWriter(folder, paper_style(site_style))


def written(briefings: Briefings, folder: Path, path: str) -> WrittenDocument:
    """Write one document of the site."""
    return writer(folder).write(next(d for d in documents(briefings) if d.path == path))
