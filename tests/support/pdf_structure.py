"""Our own checks of a PDF: what people with a screen reader or a printer rely on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfua
import pikepdf

from tests.support.printing_text import text_of

A4 = (595.28, 841.89)
LANDSCAPE = A4[::-1]

FALSE_ALARMS = {
    # Asks for /Scope on header cells. Ours are named by the /Headers of each data cell instead,
    # which is as good, and checked below.
    "UA-15-003",
}

BROKEN = {
    # The levels of headings: the rule stumbles over an array of pikepdf. Checked below.
    "UA-14-001",
}

IN_A_LIST = {"/LI", "/L", "/Caption"}


def problems_of_pdf(file: Path, size: tuple[float, float] = A4) -> list[str]:
    """Return everything that is wrong with a PDF, one line each."""
    with pikepdf.open(file) as pdf:
        found = [
            *_of_document(pdf),
            *_of_pages(pdf, size),
            *_of_links(pdf),
            *_of_structure(pdf),
            *_of_outline(pdf, file),
        ]
    return [*found, *_of_checker(file)]


def _of_document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "the document is not tagged"
    if str(root.get("/Lang", "")) != "en-GB":
        yield f"the language is {str(root.get('/Lang', ''))!r}"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "viewers show the file's name, not the title"
    if not str(pdf.docinfo.get("/Title", "")).strip():
        yield "the document has no title"
    with pdf.open_metadata() as metadata:
        if not str(metadata.get("dc:title", "")).strip():
            yield "the metadata has no title"
        if str(metadata.get("pdfuaid:part", "")) != "1":
            yield "the metadata does not say PDF/UA-1"


def _of_pages(pdf: pikepdf.Pdf, size: tuple[float, float]) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        box = [float(value) for value in page.mediabox]
        if any(abs(a - b) > 1 for a, b in zip(box[2:], size, strict=True)):
            yield f"page {number} is {box[2]:.0f} by {box[3]:.0f} points"
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"page {number} does not follow its structure from link to link"
        fonts: Any = page.resources.get("/Font", {})
        for font in fonts.values():
            for inner in font.get("/DescendantFonts", [font]):
                descriptor = inner.get("/FontDescriptor", {})
                if not any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")):
                    yield f"page {number}: the font {font.get('/BaseFont')} is not embedded"
            if "/ToUnicode" not in font:
                yield f"page {number}: the text in {font.get('/BaseFont')} cannot be read out"


def _of_links(pdf: pikepdf.Pdf) -> Iterator[str]:
    names: Any = pdf.Root.get("/Names", {})
    places = set()
    if "/Dests" in names:
        places = {str(name) for name in list(names["/Dests"]["/Names"])[::2]}
    for number, page in enumerate(pdf.pages, start=1):
        annotations: Any = page.get("/Annots", [])
        for link in annotations:
            if link.get("/Subtype") != "/Link":
                continue
            if not str(link.get("/Contents", "")).strip():
                yield f"page {number}: a link does not say where it leads"
            if "/StructParent" not in link:
                yield f"page {number}: a link is not part of the structure"
            target = link.get("/Dest")
            if target is not None and str(target) not in places:
                yield f"page {number}: a link leads to {target}, which is not there"


def _children(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _walk(element: Any) -> Iterator[Any]:
    yield element
    for child in _children(element):
        yield from _walk(child)


def structure(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every element of the structure of a PDF, in reading order."""
    root: Any = pdf.Root.get("/StructTreeRoot", {})
    for child in _children(root):
        yield from _walk(child)


def _of_structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    level = 0
    ids = set()
    cells = []
    for element in structure(pdf):
        kind = str(element["/S"])
        if kind == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield "a figure has no alternative text"
        if kind == "/L":
            strange = {str(child["/S"]) for child in _children(element)} - IN_A_LIST
            if strange:
                yield f"a list holds {', '.join(sorted(strange))} that is no entry"
        if kind == "/TH":
            ids.add(str(element.get("/ID", "")))
        if kind == "/TD":
            cells.append([str(name) for name in element.get("/A", {}).get("/Headers", [])])
        heading = re.fullmatch(r"/H([1-6])", kind)
        if heading:
            if int(heading[1]) > level + 1:
                yield f"a heading of level {heading[1]} follows one of level {level}"
            level = int(heading[1])
    if level == 0:
        yield "there is no heading"
    if any(not headers or not ids.issuperset(headers) for headers in cells):
        yield "a cell of a table does not name its headings"


def _of_outline(pdf: pikepdf.Pdf, file: Path) -> Iterator[str]:
    titles = list(outline_titles(pdf))
    if not titles:
        yield "there are no bookmarks"
    headings = {" ".join(title.split()) for title in titles}
    for number in range(1, len(pdf.pages) + 1):
        lines = body_lines(text_of(file, number))
        if number > 1:  # the head of the sheet
            lines = lines[1:]
        if not lines:
            yield f"page {number} is blank"
        elif lines[-1] in headings:
            yield f"page {number} ends with the heading “{lines[-1]}”"


def outline_titles(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield the bookmarks of a PDF."""

    def titles(items: Any) -> Iterator[str]:
        for item in items:
            yield str(item.title)
            yield from titles(item.children)

    with pdf.open_outline() as outline:
        yield from titles(outline.root)


def body_lines(text: str) -> list[str]:
    """Return the lines of a page's text above its foot, which starts with the page's number."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    feet = [n for n, line in enumerate(lines) if re.search(r"Page \d+ of \d+$", line)]
    return [line for line in lines[: feet[-1] if feet else None] if line]


def _of_checker(file: Path) -> Iterator[str]:
    report = pdfua.validate(str(file))
    for finding in report.findings:
        if finding.rule_id not in FALSE_ALARMS:
            yield f"{finding.rule_id}: {finding.message}"
    for outcome in report.skipped:
        if outcome.rule_id not in BROKEN:
            yield f"{outcome.rule_id} could not be checked"
