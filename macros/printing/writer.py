"""Making the files: WeasyPrint for PDF, python-docx for Word, and a cache of what was made.

Everything here is optional for the site. Where WeasyPrint or a library that it needs of the system
is missing, :func:`what_is_missing` says so and the site is built without these files.
"""

from __future__ import annotations

import hashlib
import importlib
import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from macros.printing.catalogue import Print, WordPrint

STYLE = Path(__file__).with_name("print.css")

#: What a Word document looks like; if it changes, all are made anew.
WORD = STYLE.with_name("word.py")

#: PDF that people can read with a screen reader.
VARIANT = "pdf/ua-1"

#: Whose versions may change the files.
PACKAGES = ("weasyprint", "pydyf", "fonttools", "python-docx", "segno")

LOGGERS = ("weasyprint", "fontTools")


class PrintingError(Exception):
    """A document could not be made as it should be. The text is for whoever builds the site."""


@dataclass(frozen=True)
class Made:
    """A file that was made. ``pages`` is ``None`` where pages are not counted, as in Word."""

    path: str
    page: str
    label: str
    file: Path
    pages: int | None

    @property
    def description(self) -> str:
        """What a reader should know before the file is opened: ``PDF, 2 pages, 48 KB``."""
        size = f"{max(round(self.file.stat().st_size / 1024), 1):,} KB"
        if self.pages is None:
            return f"Word, {size}"
        return f"PDF, {self.pages} {'page' if self.pages == 1 else 'pages'}, {size}"


def what_is_missing() -> str:
    """Return why no files can be made here, in one line, or nothing if they can."""
    try:
        importlib.import_module("weasyprint")
        importlib.import_module("docx")
    except ImportError as error:
        return f"the Python package {error.name} is not installed"
    except OSError as error:
        return f"a library of the system is missing ({str(error).splitlines()[0]})"
    return ""


class DocumentWriter:
    """Makes files, and keeps them in a folder by a hash of all that they are made of."""

    def __init__(self, cache: Path, style: str | None = None) -> None:
        self.cache = cache
        self.style = STYLE.read_text(encoding="utf-8") if style is None else style
        self.tools = " ".join(f"{package} {version(package)}" for package in PACKAGES)
        #: How many files were made, and not found in the cache.
        self.made = 0
        self._weasyprint: _WeasyPrint | None = None

    def make_all(self, prints: Iterable[Print | WordPrint]) -> list[Made]:
        """Make what is not in the cache and return everything."""
        self.cache.mkdir(parents=True, exist_ok=True)
        return [self.make(item) for item in prints]

    def make(self, item: Print | WordPrint) -> Made:
        """Return the file of a document, made now or found in the cache."""
        if isinstance(item, WordPrint):
            key = self._key("docx", WORD.read_text(encoding="utf-8"), repr(item.plan))
            file = self.cache / f"{key}.docx"
            if not file.exists():
                self._write(file, _word(item))
            return Made(item.path, item.page, item.label, file, None)
        key = self._key("pdf", self.style, str(item.limit), *item.variants)
        # The name of a file in the cache ends with its number of pages.
        for file in self.cache.glob(f"{key}-*.pdf"):
            return Made(item.path, item.page, item.label, file, int(file.stem.split("-")[1]))
        pages, content = self._pdf(item)
        file = self.cache / f"{key}-{pages}.pdf"
        self._write(file, content)
        return Made(item.path, item.page, item.label, file, pages)

    def _key(self, *parts: str) -> str:
        return hashlib.sha256("\0".join([self.tools, *parts]).encode()).hexdigest()[:32]

    def _write(self, file: Path, content: bytes) -> None:
        """Write a file in one step: a build that is stopped leaves no half of one."""
        unfinished = file.with_suffix(f".{os.getpid()}.part")  # two builds may make the same
        try:
            unfinished.write_bytes(content)
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)
        self.made += 1

    def _pdf(self, item: Print) -> tuple[int, bytes]:
        """Return (number of pages, bytes) of the first variant that is short enough."""
        with _complaints() as complaints:
            if self._weasyprint is None:
                self._weasyprint = _WeasyPrint(self.style)
            pages, content = self._weasyprint.pdf(item.variants, item.limit)
        if complaints:
            said = "\n  ".join(dict.fromkeys(complaints))
            raise PrintingError(f"{item.path}: WeasyPrint is not content:\n  {said}")
        return pages, content


class _WeasyPrint:
    """WeasyPrint with our stylesheet, read once for all documents."""

    def __init__(self, style: str) -> None:
        # Only where PDFs are made: it loads libraries of the system.
        weasyprint: Any = importlib.import_module("weasyprint")
        fonts: Any = importlib.import_module("weasyprint.text.fonts")
        self._html = weasyprint.HTML
        self._fonts = fonts.FontConfiguration()
        self._style = weasyprint.CSS(string=style, font_config=self._fonts)

    def pdf(self, variants: tuple[str, ...], limit: int | None) -> tuple[int, bytes]:
        """Return (number of pages, bytes) of the first variant within the limit, or the last."""
        document = self._laid_out(variants[0])
        if limit is not None and len(document.pages) > limit:
            # A tighter form saves a page at most.
            tighter = variants[1:-1] if len(document.pages) == limit + 1 else ()
            fitting = (self._laid_out(html) for html in tighter)
            found = next((form for form in fitting if len(form.pages) <= limit), None)
            if found or variants[-1] != variants[0]:
                document = found or self._laid_out(variants[-1])
        return len(document.pages), document.write_pdf(pdf_variant=VARIANT)

    def _laid_out(self, html: str) -> Any:
        """Return a document with its pages made, but not yet written."""
        return self._html(string=html).render(
            stylesheets=[self._style], font_config=self._fonts, pdf_variant=VARIANT
        )


def _word(item: WordPrint) -> bytes:
    from macros.printing.word import action_plan_file  # noqa: PLC0415 — needs python-docx

    return action_plan_file(item.plan)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what the tools log at the level of a warning or above."""
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
