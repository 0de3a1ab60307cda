"""The kinds of document that are written, each with what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from macros.printing.action_plan import ActionPlan
from macros.printing.deck import Deck
from macros.printing.forms import Form, Spreadsheet


@dataclass(frozen=True)
class PdfDocument:
    """A PDF to be written.

    ``path`` is its path on the site, ``page`` the page (relative to ``docs/``) that links to it and
    ``label`` the words of the link. ``variants`` are its HTML: the first that fits on ``limit``
    pages is used, or the last if none does. Without a limit there is only one. ``must_fit``: each
    is tried, because the last has little left. The pages ``also_on`` link to it as well.
    """

    path: str
    page: str
    label: str
    variants: tuple[str, ...]
    limit: int | None = None
    must_fit: bool = False
    also_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordDocument:
    """A Word document to be written; the first three are as in :class:`PdfDocument`."""

    path: str
    page: str
    label: str
    plan: ActionPlan
    also_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormDocument:
    """A blank form to be written, for Word or as a spreadsheet; the rest is as above."""

    path: str
    page: str
    label: str
    form: Form | Spreadsheet
    also_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class SlidesDocument:
    """Slides to be written; the rest is as above."""

    path: str
    page: str
    label: str
    deck: Deck
    also_on: tuple[str, ...] = ()


File = PdfDocument | WordDocument | FormDocument | SlidesDocument


@dataclass(frozen=True)
class ZipDocument:
    """Documents in one file. ``parts`` maps the name of each in the zip to the document."""

    path: str
    page: str
    label: str
    parts: Mapping[str, File]
    also_on: tuple[str, ...] = ()


Document = File | ZipDocument
