"""How documents are written: WeasyPrint, Office files, and a cache of the files.

The site can be built without documents. :func:`missing_requirement` says if WeasyPrint, or a system
library that it needs, is missing.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import logging
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from macros.output import write_zip
from macros.printing.action_plan import ActionPlan
from macros.printing.deck import Deck
from macros.printing.documents import Document, OfficeDocument, PdfDocument, ZipDocument
from macros.printing.forms import Form

STYLE = Path(__file__).with_name("print.css")

#: A custom property in the site's stylesheet, such as a colour: the declaration, and its name.
PROPERTY = re.compile(r"((--[\w-]+):[^;{}]+;)")

#: The modules that lay out the documents that are no PDFs; if one changes, all are rewritten.
LAYOUTS = tuple(
    STYLE.with_name(name) for name in ("action_plan.py", "word.py", "spreadsheet.py", "slides.py")
)

#: PDF that is accessible to screen readers.
VARIANT = "pdf/ua-1"

#: Packages whose versions affect the files.
PACKAGES = ("weasyprint", "pydyf", "fonttools", "python-docx", "python-pptx", "segno", "xlsxwriter")

#: What opens a document without a number of pages.
PROGRAMS = {".docx": "Word", ".pptx": "PowerPoint", ".xlsx": "Excel", ".zip": "zip"}

LOGGERS = ("weasyprint", "fontTools")


class PrintingError(Exception):
    """A document could not be written properly. The text is for the person who builds the site."""


@dataclass(frozen=True)
class WrittenDocument:
    """A document and its file. ``pages`` is ``None`` where pages are not counted."""

    document: Document
    file: Path
    pages: int | None = None

    @property
    def description(self) -> str:
        """What readers should know before they open the file: ``PDF, 2 pages, 48 KB``."""
        size = f"{max(round(self.file.stat().st_size / 1024), 1):,} KB"
        if self.pages is None:
            return f"{PROGRAMS[self.file.suffix]}, {size}"
        return f"PDF, {self.pages} {'page' if self.pages == 1 else 'pages'}, {size}"


def missing_requirement() -> str:
    """Return in one line why no documents can be written here, or an empty string if they can."""
    try:
        importlib.import_module("weasyprint")
        importlib.import_module("docx")
        importlib.import_module("pptx")
        importlib.import_module("xlsxwriter")
    except ImportError as error:
        return f"the Python package {error.name} is not installed"
    except OSError as error:
        return f"a library of the system is missing ({str(error).splitlines()[0]})"
    return ""


def paper_style(site_style: str) -> str:
    """Return the stylesheet of the PDFs, with the custom properties of ``site_style`` that it uses.

    A change to any other property would rewrite every PDF. WeasyPrint complains if one is missing.
    """
    style = STYLE.read_text(encoding="utf-8")
    used = [line for line, name in PROPERTY.findall(site_style) if f"var({name})" in style]
    return "\n".join([":root {", *used, "}", style])


class DocumentWriter:
    """Writes documents, and caches the files by a hash of everything they depend on."""

    def __init__(self, cache: Path, style: str) -> None:
        self.cache = cache
        self.style = style
        self.tools = " ".join(f"{package} {version(package)}" for package in PACKAGES)
        #: How many files were written because they were not in the cache.
        self.written = 0
        cache.mkdir(parents=True, exist_ok=True)

    def write(self, document: Document) -> WrittenDocument:
        """Return a document with its file, written now or found in the cache.

        Raises :class:`PrintingError` if WeasyPrint logs a warning.
        """
        if isinstance(document, ZipDocument):
            return self._zip(document)
        if isinstance(document, OfficeDocument):
            layouts = [layout.read_text(encoding="utf-8") for layout in LAYOUTS]
            suffix = Path(document.path).suffix
            file = self.cache / f"{self._key(suffix, *layouts, repr(document.content))}{suffix}"
            if not file.exists():
                self._save(file, _made(document))
            return WrittenDocument(document, file)
        key = self._key("pdf", self.style, str(document.limit), *document.variants)
        # The name of a file in the cache ends with its number of pages.
        for file in self.cache.glob(f"{key}-*.pdf"):
            return WrittenDocument(document, file, int(file.stem.split("-")[1]))
        pages, content = self._pdf(document)
        file = self.cache / f"{key}-{pages}.pdf"
        self._save(file, content)
        return WrittenDocument(document, file, pages)

    def _zip(self, document: ZipDocument) -> WrittenDocument:
        """Return a zip: the names of its files in the cache say whether one of them has changed."""
        files = {name: self.write(part).file for name, part in document.parts.items()}
        key = self._key("zip", *(f"{name} {file.name}" for name, file in files.items()))
        target = self.cache / f"{key}.zip"
        if not target.exists():
            zipped = io.BytesIO()
            write_zip(zipped, {name: file.read_bytes() for name, file in files.items()})
            self._save(target, zipped.getvalue())
        return WrittenDocument(document, target)

    def _key(self, *parts: str) -> str:
        return hashlib.sha256("\0".join([self.tools, *parts]).encode()).hexdigest()[:32]

    def _save(self, file: Path, content: bytes) -> None:
        """Write a file atomically, so that an interrupted build leaves no partial file."""
        unfinished = file.with_suffix(f".{os.getpid()}.part")  # two builds may write the same
        try:
            unfinished.write_bytes(content)
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)
        self.written += 1

    def _pdf(self, document: PdfDocument) -> tuple[int, bytes]:
        """Return (number of pages, bytes) of the first variant within the limit, or the last."""
        with _complaints() as complaints:
            pages, content = self._weasyprint.pdf(document)
        if complaints:
            lines = "\n  ".join(dict.fromkeys(complaints))
            raise PrintingError(f"{document.path}: WeasyPrint complains:\n  {lines}")
        return pages, content

    @cached_property
    def _weasyprint(self) -> _WeasyPrint:
        return _WeasyPrint(self.style)


class _WeasyPrint:
    """WeasyPrint with our stylesheet, read once for all documents."""

    def __init__(self, style: str) -> None:
        # Imported only when PDFs are made, because it loads system libraries.
        weasyprint: Any = importlib.import_module("weasyprint")
        fonts: Any = importlib.import_module("weasyprint.text.fonts")
        self._html = weasyprint.HTML
        self._fonts = fonts.FontConfiguration()
        self._style = weasyprint.CSS(string=style, font_config=self._fonts)

    def pdf(self, wanted: PdfDocument) -> tuple[int, bytes]:
        """Return (number of pages, bytes) of the first variant within the limit, or the last."""
        variants, limit = wanted.variants, wanted.limit
        document = self._laid_out(variants[0])
        if limit is not None and len(document.pages) > limit:
            # A tighter variant saves one page at most.
            may_fit = wanted.must_fit or len(document.pages) == limit + 1
            tighter = variants[1:-1] if may_fit else ()
            found = self._first_that_fits(tighter, limit)
            if found or variants[-1] != variants[0]:
                document = found or self._laid_out(variants[-1])
        return len(document.pages), document.write_pdf(pdf_variant=VARIANT)

    def _first_that_fits(self, variants: Sequence[str], limit: int) -> Any:
        """Return the first variant within the limit, laid out, or ``None``.

        Each is shorter than the one before. It is one of the first, or far from them: the steps
        become longer, and then shorter.
        """
        found, first, end, ahead = None, 0, len(variants), 0
        while first < end:
            at = first + ahead if not found and first + ahead < end else (first + end) // 2
            document = self._laid_out(variants[at])
            if len(document.pages) <= limit:
                found, end = document, at
            else:
                first, ahead = at + 1, 2 * ahead + 1
        return found

    def _laid_out(self, html: str) -> Any:
        """Return a document that is laid out but not yet written."""
        return self._html(string=html).render(
            stylesheets=[self._style], font_config=self._fonts, pdf_variant=VARIANT
        )


def _made(document: OfficeDocument) -> bytes:
    """Return the bytes of a document that is no PDF."""
    # Imported only when documents are made, because they need packages that a build can do without.
    from macros.printing.slides import slides_file  # noqa: PLC0415
    from macros.printing.spreadsheet import spreadsheet_file  # noqa: PLC0415
    from macros.printing.word import action_plan_file, form_file  # noqa: PLC0415

    match document.content:
        case ActionPlan() as plan:
            return action_plan_file(plan)
        case Form() as form:
            return form_file(form)
        case Deck() as deck:
            return slides_file(deck)
        case spreadsheet:
            return spreadsheet_file(spreadsheet)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect the warnings and errors that the tools log."""
    collected: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            collected.append(record.getMessage())

    collector = Collector(logging.WARNING)
    loggers = [logging.getLogger(name) for name in LOGGERS]
    for logger in loggers:
        logger.addHandler(collector)
    try:
        yield collected
    finally:
        for logger in loggers:
            logger.removeHandler(collector)
