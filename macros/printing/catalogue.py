"""Every document for print: its path on the site, the page that links to it, and its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from macros.addresses.links import BOARD_PAGE, Address
from macros.pages.seven_minutes import of_theme, of_year
from macros.printing.board import board_variants
from macros.printing.briefings import Briefings, files_of
from macros.printing.documents import Document, OfficeDocument, PdfDocument, pdf
from macros.printing.forms import (
    form_pages,
    read_form,
    spreadsheet,
    table_prompts,
    with_narrow_columns,
)
from macros.printing.layout import Briefing, help_lines
from macros.printing.packs import guidance_pack, year_pack
from macros.printing.team_meeting import seven_minutes, team_meeting

#: The form that there is as a spreadsheet, and the guide that says what goes in its columns.
SPREADSHEETS = {"forms/timeline-of-involvement.md": "guidance/timelines.md"}


def documents(briefings: Briefings) -> Iterator[Document]:
    """Yield every document of the site."""
    library = briefings.library
    for audit in library.chronology:
        yield from team_meeting(briefings, audit)
    for briefing in _of_pages(briefings):
        yield pdf(briefings.layout, briefing)
    for theme in library.our_themes:
        yield seven_minutes(briefings, of_theme(library, theme))
    for year in library.years:
        yield year_pack(briefings, year)
    for year in library.our_audits_of_year:
        yield seven_minutes(briefings, of_year(library, year))
    if briefings.guides:
        yield guidance_pack(briefings)
    if BOARD_PAGE.page in briefings.pages:
        yield _board(briefings)
    for page in form_pages(briefings.pages):
        yield from _form(briefings, page)


def _of_pages(briefings: Briefings) -> Iterator[Briefing]:
    library = briefings.library
    yield from map(briefings.theme, library.themes)
    for situation in library.situations:
        yield briefings.situation(situation)
        yield briefings.checklist(situation)
    for agency in library.agencies_with_findings:
        yield briefings.situation(agency)
        if any(found.reminders for found in library.findings_by_agency[agency.id]):
            yield briefings.checklist(agency)
    for audit in library.chronology:
        if audit.follows:
            yield briefings.comparison(audit)
    yield from map(briefings.guide, briefings.guides)
    yield briefings.response()


def _board(briefings: Briefings) -> PdfDocument:
    """Return the board's summary, on one page."""
    page, library = BOARD_PAGE, briefings.library
    briefing = Briefing(
        kind="board",
        path="board.pdf",
        label="Print this page",
        kicker="For the board",
        title="Board summary",
        page=page,
        imprint=briefings.imprint(page, ["data/responses.yml", *files_of(library.audits)]),
        content=Markup(),
        short_help=True,
    )
    contents = board_variants(briefings.content("board", page), briefings.urls.shown(page))
    variants = tuple(
        briefings.layout.variants(replace(briefing, content=content))[0]
        for content in dict.fromkeys(contents)
    )
    return PdfDocument(briefing.path, page.page, briefing.label, variants, 1, must_fit=True)


def _form(briefings: Briefings, page: str) -> Iterator[Document]:
    """Yield a blank form: for Word, as a PDF, and one of them as a spreadsheet."""
    address, path = Address(page), page.removesuffix(".md")
    imprint = briefings.imprint(address, [f"docs/{page}"], mark="Draft, to be confirmed")
    library = briefings.library
    form = read_form(briefings.pages[page], library.ours.name, imprint, help_lines(library))
    yield OfficeDocument(f"{path}.docx", page, "Fill it in", form)
    if prompts := briefings.pages.get(SPREADSHEETS.get(page, "")):
        sheet = spreadsheet(form, table_prompts(prompts))
        yield OfficeDocument(f"{path}.xlsx", page, "Fill it in", sheet)
    blank = Briefing(
        kind="form" + " form--wide" * form.is_wide + " form--list" * form.is_one_list,
        path=f"{path}.pdf",
        label="Print it blank",
        kicker="Blank form",
        title=form.title,
        page=address,
        imprint=imprint,
        content=with_narrow_columns(briefings.content("form", address)),
        short_help=True,
    )
    yield pdf(briefings.layout, blank)
