"""What a team manager needs for a meeting: 7-minute briefings, slides, action plans, checklists."""

from __future__ import annotations

from collections.abc import Iterator

from macros.addresses.links import Address, audit_address
from macros.pages.audits import audit_of
from macros.pages.seven_minutes import NAME, SevenMinutes, of_audit
from macros.printing.action_plan import action_plan
from macros.printing.briefings import Briefings, files_of
from macros.printing.deck import deck
from macros.printing.documents import Document, OfficeDocument, PdfDocument, ZipDocument, pdf
from macros.printing.panels import sides_of
from macros.records.records import Audit

#: The data that a 7-minute briefing shows besides that of the audits.
BEHIND_PANELS = ("data/themes.yml", "data/guidance.yml", "data/responses.yml")


def team_meeting(briefings: Briefings, audit: Audit) -> Iterator[Document]:
    """Yield the documents on an audit, and all of them with its checklist in one file."""
    briefing = of_audit(briefings.library, audit)
    parts: dict[str, PdfDocument | OfficeDocument] = {
        f"7-minute-briefing-{audit.slug}.pdf": seven_minutes(briefings, briefing, audit),
        f"slides-{audit.slug}.pptx": slides(briefings, briefing, audit),
        f"action-plan-{audit.slug}.docx": _action_plan(briefings, audit),
    }
    whole = pdf(briefings.layout, briefings.audit(audit))
    checklist = pdf(briefings.layout, briefings.audit_checklist(audit))
    yield whole
    yield ZipDocument(
        path=f"packs/{audit.year.slug}/team-meeting-{audit.slug}.zip",
        page=audit_address(audit).page,
        label="Everything for your team meeting",
        parts=parts
        | {f"briefing-{audit.slug}.pdf": whole, f"checklist-{audit.slug}.pdf": checklist},
        also_on=(briefing.page.page,),
    )
    yield from parts.values()


def seven_minutes(
    briefings: Briefings, briefing: SevenMinutes, audit: Audit | None = None
) -> PdfDocument:
    """Return a 7-minute briefing, of an ``audit`` or of many.

    It is always one sheet, on both sides if need be.
    """
    library = briefings.library
    files = [*files_of([audit] if audit else library.audits), *BEHIND_PANELS]
    imprint = briefings.imprint(briefing.page, files, held=audit_of(audit) if audit else "")
    author = library.publisher_of(audit).name if audit else ""
    return PdfDocument(
        path=file_beside(briefing.page, "7-minute-briefing", "pdf"),
        page=briefing.page.page,
        label=NAME,
        variants=briefings.layout.seven_minutes(briefing, imprint, author),
        limit=len(sides_of(briefing)),
        must_fit=True,
    )


def slides(briefings: Briefings, briefing: SevenMinutes, audit: Audit) -> OfficeDocument:
    """Return the slides of an audit's 7-minute briefing."""
    files = [*files_of([audit]), *BEHIND_PANELS]
    return OfficeDocument(
        path=f"slides/{audit.year.slug}/slides-{audit.slug}.pptx",
        page=briefing.page.page,
        label="Slides",
        content=deck(
            briefing,
            briefings.library.contacts,
            urls=briefings.urls,
            imprint=briefings.imprint(briefing.page, files, held=audit_of(audit)),
            author=briefings.library.publisher_of(audit).name,
        ),
        also_on=(briefing.subject.page,),
    )


def _action_plan(briefings: Briefings, audit: Audit) -> OfficeDocument:
    page = audit_address(audit)
    imprint = briefings.imprint(page, files_of([audit]))
    return OfficeDocument(
        path=f"action-plans/{audit.year.slug}/action-plan-{audit.slug}.docx",
        page=page.page,
        label="Action plan for your team",
        content=action_plan(briefings.library, audit, imprint),
    )


def file_beside(page: Address, kind: str, suffix: str) -> str:
    """Return the path of a file of a page. Its name says what it is once it is saved elsewhere.

    >>> file_beside(Address("briefings/2022-23/neglect.md"), "7-minute-briefing", "pdf")
    'briefings/2022-23/7-minute-briefing-neglect.pdf'
    """
    *folders, name = page.page.removesuffix("/index.md").removesuffix(".md").split("/")
    return "/".join((*folders, f"{kind}-{name}.{suffix}"))
