"""The kinds of document that are written, each with what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.printing.action_plan import ActionPlan
from macros.printing.deck import Deck
from macros.printing.forms import Form, Spreadsheet
from macros.printing.layout import Briefing, Layout


@dataclass(frozen=True)
class _Document:
    """A file to be written.

    ``path`` is its path on the site, ``page`` the page (relative to ``docs/``) that links to it and
    ``label`` the words of the link. The pages ``also_on`` link to it as well.
    """

    path: str
    page: str
    label: str
    also_on: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class PdfDocument(_Document):
    """A PDF to be written.

    ``variants`` are its HTML: the first that fits on ``limit`` pages is used, or the last if none
    does. Without a limit there is only one. ``must_fit``: each is tried, because the last has
    little left.
    """

    variants: tuple[str, ...]
    limit: int | None = None
    must_fit: bool = False


@dataclass(frozen=True)
class OfficeDocument(_Document):
    """A document for Word, PowerPoint or Excel; ``content`` says which."""

    content: ActionPlan | Form | Spreadsheet | Deck


@dataclass(frozen=True)
class ZipDocument(_Document):
    """Documents in one file. ``parts`` maps the name of each in the zip to the document."""

    parts: Mapping[str, PdfDocument | OfficeDocument]


Document = PdfDocument | OfficeDocument | ZipDocument


def pdf(layout: Layout, briefing: Briefing) -> PdfDocument:
    """Return a briefing as a document."""
    return PdfDocument(
        briefing.path,
        briefing.page.page,
        briefing.label,
        layout.variants(briefing),
        briefing.limit,
    )
