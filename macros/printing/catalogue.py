"""Every document for print: its path on the site, the page that links to it, and its HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from markupsafe import Markup

from macros.addresses.links import (
    BOARD_PAGE,
    GUIDANCE_INDEX,
    RESPONSE_PAGE,
    Address,
    audit_address,
    comparison_address,
    theme_address,
    year_address,
)
from macros.addresses.site_urls import SiteUrls
from macros.addresses.standard_pages import compared, learned_in
from macros.pages.audits import audit_sentence, reminders_title
from macros.pages.findings import CHOSEN_HERE, newest
from macros.pages.questions import STANDING_QUESTIONS, questions_of
from macros.pages.seven_minutes import NAME, SevenMinutes, of_audit, of_theme, of_year
from macros.printing.action_plan import action_plan, audit_of
from macros.printing.board import board_variants
from macros.printing.deck import deck
from macros.printing.documents import Document, OfficeDocument, PdfDocument, ZipDocument
from macros.printing.forms import form_pages, read_form, spreadsheet, table_prompts
from macros.printing.layout import TEMPLATES, Briefing, Imprint, Layout, Pack
from macros.printing.paper import main_heading, only_of_year, printed_html
from macros.printing.versions import version_in_words, version_of
from macros.problems import counted
from macros.records.dates import ProgrammeYear
from macros.records.library import Findings, Library
from macros.records.publishers import Agency
from macros.records.records import Audit, Guidance, Situation, Theme

#: How many rows there are to fill in. The action plan for Word has room for more.
ROWS_TO_FILL_IN = 4

#: The data that a 7-minute briefing shows besides that of the audits.
BEHIND_PANELS = ("data/themes.yml", "data/guidance.yml", "data/responses.yml")

#: How many points a checklist holds; for older years it refers to the site.
POINTS_ON_A_CHECKLIST = 60


#: The form that there is as a spreadsheet, and the guide that says what goes in its columns.
SPREADSHEETS = {"forms/timeline-of-involvement.md": "guidance/timelines.md"}

#: Ids of the headings whose sections are not printed: the questions of an audit are printed in the
#: part for the meeting, and a theme has one page.
NOT_PRINTED = {
    "audit": {"questions-for-your-team"},
    "theme": {"how-often-it-has-come-up"},
    "board": {"the-responses-as-files"},
}


@dataclass(frozen=True)
class Catalogue:
    """Makes every document from the records and the pages.

    ``pages`` maps a page to its HTML on the site. ``changes`` maps a file of the repository to the
    day of its last commit, or to ``None`` if it has uncommitted changes.
    """

    library: Library
    urls: SiteUrls
    pages: Mapping[str, str]
    changes: Mapping[str, date | None] = field(default_factory=dict)

    @cached_property
    def guides(self) -> list[Guidance]:
        """Our own guides."""
        return [guide for guide in self.library.guidance if guide.page in self.pages]

    def documents(self) -> Iterator[Document]:
        """Yield every document of the site."""
        library = self.library
        for audit in library.chronology:
            yield from self.team_meeting(audit)
        for theme in library.themes:
            yield self._pdf(self.theme(theme))
            if theme in library.our_themes:
                yield self.seven_minutes(of_theme(library, theme))
        for situation in library.situations:
            yield self._pdf(self.situation(situation))
            yield self._pdf(self.checklist(situation))
        for audit in library.chronology:
            if audit.follows:
                yield self._pdf(self.comparison(audit))
        for agency in library.agencies_with_findings:
            yield self._pdf(self.situation(agency))
            if any(found.reminders for found in library.findings_by_agency[agency.id]):
                yield self._pdf(self.checklist(agency))
        for guide in self.guides:
            yield self._pdf(self.guide(guide))
        yield self._pdf(self.response())
        if BOARD_PAGE.page in self.pages:
            yield self.board()
        for page in form_pages(self.pages):
            yield from self.form(page)
        yield from map(self.year_pack, library.years)
        yield from (self.seven_minutes(of_year(library, y)) for y in library.our_audits_of_year)
        if self.guides:
            yield self.guidance_pack()

    # --- Briefings ---

    def audit(self, audit: Audit) -> Briefing:
        """Return the briefing on an audit: two pages if at all possible."""
        page, when = audit_address(audit), audit.year.after_noun
        return Briefing(
            kind="audit",
            path=f"audits/{audit.id}.pdf",
            label="Print this briefing",
            kicker=f"Practice learning briefing {when}",
            title=audit.title,
            document_title=f"{self.library.titled(audit)}: learning briefing {when}",
            note=self._note(audit),
            by=self.library.publisher_of(audit).arranged,
            author=self.library.publisher_of(audit).name,
            page=page,
            imprint=self._imprint(page, _files([audit]), held=audit_of(audit)),
            content=self._content("audit", page),
            questions=questions_of(audit),
            rows=ROWS_TO_FILL_IN,
            limit=2,
            longer="This briefing is longer than 2 pages, because nothing is left out.",
        )

    def _note(self, audit: Audit) -> str:
        """Return what a pack says beside the title of an audit: when, and from whom if not us."""
        publisher = self.library.publisher_of(audit)
        held = audit.held.words if audit.held else ""
        return held if publisher.ours else ", ".join(filter(None, (held, publisher.name)))

    def theme(self, theme: Theme, year: ProgrammeYear | None = None) -> Briefing:
        """Return the briefing on a theme, on one page if possible; with a year, of that alone."""
        page = theme_address(theme.id)
        found = self.library.findings_by_theme.get(theme.id, ())
        files = ["data/themes.yml", *_files(item.audit for item in found)]
        return Briefing(
            kind="theme",
            path=f"themes/{theme.id}.pdf",
            label="Print this theme",
            kicker="Cross-cutting theme",
            title=theme.title,
            document_title=f"{theme.title}: cross-cutting theme",
            page=page,
            imprint=self._imprint(page, files),
            content=self._content("theme", page, year),
            questions=None if year else STANDING_QUESTIONS,
            limit=1,
        )

    def situation(self, situation: Agency | Situation) -> Briefing:
        """Return the briefing on a situation, or for an agency, on one page if possible."""
        page = Address(f"{situation.folder}/{situation.id}.md")
        return Briefing(
            kind="situation",
            path=page.page.replace(".md", ".pdf"),
            label="Print this page",
            kicker=situation.kicker,
            title=situation.heading,
            document_title=f"{situation.heading}: what the audits remind us to do",
            page=page,
            imprint=self._imprint(page, self._files_of(situation)),
            content=self._content("situation", page),
            questions=STANDING_QUESTIONS,
            limit=1,
        )

    def checklist(self, situation: Agency | Situation) -> Briefing:
        """Return the checklist of a situation or for an agency: one page if at all possible."""
        found = self._found_for(situation)
        shown, omitted = newest([item for item in found if item.reminders], POINTS_ON_A_CHECKLIST)
        page = Address(f"{situation.folder}/{situation.id}.md")
        return self._checklist(
            f"{situation.checklist}-checklist-{situation.id}",
            situation.heading,
            page,
            self._imprint(page, self._files_of(situation)),
            lead=situation.summary,
            audits=shown,
            years_omitted=omitted,
            chosen_here=CHOSEN_HERE if isinstance(situation, Situation) else "",
        )

    def audit_checklist(self, audit: Audit) -> Briefing:
        """Return the checklist of an audit's own reminders."""
        page = audit_address(audit)
        checklist = self._checklist(
            f"{audit.year.slug}/checklist-{audit.slug}",
            self.library.titled(audit),
            page,
            self._imprint(page, _files([audit]), held=audit_of(audit)),
            lead=f"{reminders_title(audit).removesuffix(' to')} of this.",
            audits=[Findings(audit, audit.reminders, ())] if audit.reminders else [],
            years_omitted=[],
            chosen_here="",
        )
        return replace(checklist, author=self.library.publisher_of(audit).name)

    def _checklist(
        self, name: str, title: str, page: Address, imprint: Imprint, **listed: Any
    ) -> Briefing:
        content = TEMPLATES.get_template("checklist.html").render(
            library=self.library, address=self.urls.shown(page), **listed
        )
        return Briefing(
            kind="checklist",
            path=f"checklists/{name}.pdf",
            label="Checklist",
            kicker="Checklist",
            title=title,
            document_title=f"{title}: checklist",
            page=page,
            imprint=imprint,
            content=Markup(content),
            limit=1,
            longer="This checklist is longer than one page, because nothing is left out.",
        )

    def comparison(self, audit: Audit) -> Briefing:
        """Return an audit beside the one that it follows."""
        page = comparison_address(audit)
        title = compared(self.library, audit)
        return Briefing(
            kind="comparison",
            path=page.page.replace(".md", ".pdf"),
            label="Print this page",
            kicker="Side by side",
            title=title,
            by=self.library.publisher_of(audit).arranged,
            author=self.library.publisher_of(audit).name,
            page=page,
            imprint=self._imprint(page, _files([self.library.earlier_of(audit), audit])),
            content=self._content("comparison", page),
        )

    def guide(self, guide: Guidance) -> Briefing:
        """Return one of our own guides."""
        page = Address(guide.page or "")
        mark = "Draft, to be confirmed" if guide.status == "draft" else ""
        return Briefing(
            kind="guide",
            path=page.page.removesuffix(".md") + ".pdf",
            label="Print this guide",
            kicker="Practice guidance",
            title=main_heading(self.pages[page.page]) or guide.title,
            note=mark,
            by=guide.publisher or "",
            page=page,
            imprint=self._imprint(page, [f"docs/{guide.page}"], mark=mark),
            content=self._content("guide", page),
        )

    def response(self) -> Briefing:
        """Return the page of all responses."""
        page = RESPONSE_PAGE
        return Briefing(
            kind="response",
            path="response.pdf",
            label="Print this page",
            kicker="From the learning of our multi-agency audits",
            title="How are we responding?",
            by=self.library.ours.arranged,
            page=page,
            imprint=self._imprint(page, ["data/responses.yml"]),
            content=self._content("response", page),
        )

    # --- Other documents ---

    def board(self) -> PdfDocument:
        """Return the board's summary, on one page."""
        page = BOARD_PAGE
        briefing = Briefing(
            kind="board",
            path="board.pdf",
            label="Print this page",
            kicker="For the board",
            title="Board summary",
            by=self.library.ours.arranged,
            page=page,
            imprint=self._imprint(page, ["data/responses.yml", *_files(self.library.audits)]),
            content=Markup(),
            short_help=True,
        )
        variants = tuple(
            self.layout.variants(replace(briefing, content=content))[0]
            for content in dict.fromkeys(
                board_variants(self._content("board", page), self.urls.shown(page))
            )
        )
        return PdfDocument(briefing.path, page.page, briefing.label, variants, 1, must_fit=True)

    def seven_minutes(self, briefing: SevenMinutes, audit: Audit | None = None) -> PdfDocument:
        """Return a 7-minute briefing: always one sheet. It is of an ``audit``, or of many."""
        audits = [audit] if audit else self.library.audits
        files = [*_files(audits), *BEHIND_PANELS]
        imprint = self._imprint(briefing.page, files, held=audit_of(audit) if audit else "")
        author = self.library.publisher_of(audit).name if audit else ""
        return PdfDocument(
            path=file_beside(briefing.page, "7-minute-briefing", "pdf"),
            page=briefing.page.page,
            label=NAME,
            variants=self.layout.seven_minutes(briefing, imprint, author),
            limit=1,
            must_fit=True,
            also_on=(briefing.subject.page,),
        )

    def team_meeting(self, audit: Audit) -> Iterator[Document]:
        """Yield the documents on an audit, and all of them with its checklist in one file."""
        briefing = of_audit(self.library, audit)
        parts: dict[str, PdfDocument | OfficeDocument] = {
            f"7-minute-briefing-{audit.slug}.pdf": self.seven_minutes(briefing, audit),
            f"slides-{audit.slug}.pptx": self.slides(briefing, audit),
            f"action-plan-{audit.slug}.docx": self.action_plan(audit),
        }
        page, whole = audit_address(audit).page, self._pdf(self.audit(audit))
        checklist = self._pdf(self.audit_checklist(audit))
        yield whole
        yield ZipDocument(
            path=f"packs/{audit.year.slug}/team-meeting-{audit.slug}.zip",
            page=page,
            label="Everything for your team meeting",
            parts=parts
            | {f"briefing-{audit.slug}.pdf": whole, f"checklist-{audit.slug}.pdf": checklist},
            also_on=(briefing.page.page,),
        )
        yield from parts.values()

    def slides(self, briefing: SevenMinutes, audit: Audit) -> OfficeDocument:
        """Return the slides of an audit's 7-minute briefing."""
        imprint = self._imprint(
            briefing.page, [*_files([audit]), *BEHIND_PANELS], held=audit_of(audit)
        )
        return OfficeDocument(
            path=f"slides/{audit.year.slug}/slides-{audit.slug}.pptx",
            page=briefing.page.page,
            label="Slides",
            content=deck(
                briefing,
                self.library.contacts,
                urls=self.urls,
                imprint=imprint,
                author=self.library.publisher_of(audit).name,
            ),
            also_on=(briefing.subject.page,),
        )

    def action_plan(self, audit: Audit) -> OfficeDocument:
        """Return a team's action plan for an audit."""
        page = audit_address(audit)
        plan = action_plan(self.library, audit, self._imprint(page, _files([audit])))
        path = f"action-plans/{audit.year.slug}/action-plan-{audit.slug}.docx"
        return OfficeDocument(path, page.page, "Action plan for your team", plan)

    def form(self, page: str) -> Iterator[Document]:
        """Yield a blank form: for Word, as a PDF, and one of them as a spreadsheet."""
        address, path = Address(page), page.removesuffix(".md")
        mark = "Draft, to be confirmed"
        imprint = self._imprint(address, [f"docs/{page}"], mark=mark)
        form = read_form(self.pages[page], self.library.ours.name, imprint)
        yield OfficeDocument(f"{path}.docx", page, "Fill it in", form)
        prompts = self.pages.get(SPREADSHEETS.get(page, ""))
        if prompts:
            sheet = spreadsheet(form, table_prompts(prompts))
            yield OfficeDocument(f"{path}.xlsx", page, "Fill it in", sheet)
        yield self._pdf(
            Briefing(
                kind="form" + " form--wide" * form.is_wide + " form--list" * form.is_one_list,
                path=f"{path}.pdf",
                label="Print it blank",
                kicker="Blank form",
                title=form.title,
                page=address,
                imprint=imprint,
                content=self._content("form", address),
                short_help=True,
            )
        )

    def year_pack(self, year: ProgrammeYear) -> PdfDocument:
        """Return all audits of a year, and the themes of their findings."""
        library, page = self.library, year_address(year)
        audits = library.our_audits_of_year.get(year, ())
        others = library.elsewhere_of_year.get(year, ())
        themes = [
            theme
            for theme in library.themes
            if any(item.audit.year == year for item in library.findings_by_theme.get(theme.id, ()))
        ]
        counts = [audit_sentence(audits)] if audits else []
        counts += [f"{audit_sentence(others)} from elsewhere"] if others else []
        counts += [counted(len(themes), "cross-cutting theme", "cross-cutting themes")]
        pack = Pack(
            learned_in(library, year),
            f"{'. '.join(counts)}.",
            page,
            self._imprint(page, ["data/themes.yml", *_files([*audits, *others])]),
            {
                "Audits": [self.audit(audit) for audit in audits],
                "Learning from elsewhere": [self.audit(audit) for audit in others],
                "Themes": [self.theme(theme, year) for theme in themes],
            },
        )
        path = f"packs/audits-and-themes-{year.slug}.pdf"
        html = self.layout.pack(f"Audits and themes {year.after_noun}", pack)
        return PdfDocument(path, page.page, f"All audits and themes {year.after_noun}", (html,))

    def guidance_pack(self) -> PdfDocument:
        """Return all our own guides."""
        page = GUIDANCE_INDEX
        pack = Pack(
            "Practice guidance",
            "All guidance pages of the learning site in one document. "
            "Pages marked as drafts are to be confirmed by the partnership.",
            page,
            self._imprint(page, [f"docs/{guide.page}" for guide in self.guides]),
            {"Contents": [self.guide(guide) for guide in self.guides]},
        )
        html = self.layout.pack("Practice guidance", pack)
        return PdfDocument("packs/guidance.pdf", page.page, "All guidance", (html,))

    # --- Shared by all documents ---

    @cached_property
    def layout(self) -> Layout:
        """The layout of all documents."""
        return Layout(self.library, self.urls)

    def _pdf(self, briefing: Briefing) -> PdfDocument:
        variants = self.layout.variants(briefing)
        return PdfDocument(
            briefing.path, briefing.page.page, briefing.label, variants, briefing.limit
        )

    def _content(self, kind: str, page: Address, year: str | None = None) -> Markup:
        html = self.pages[page.page]
        return printed_html(
            only_of_year(html, year) if year else html,
            page.page,
            self.urls,
            omitted=NOT_PRINTED.get(kind, ()),
            dates_in_headings=kind in ("theme", "situation"),
        )

    def _imprint(
        self, page: Address, files: Sequence[str], *, held: str = "", mark: str = ""
    ) -> Imprint:
        """Return the imprint of a page that is made of ``files`` of the repository."""
        own = f"docs/{page.page}"  # an editor's own paragraphs, if there is such a file
        version = version_of(self.changes, [*files, *[own] * (own in self.changes)])
        edition = " · ".join(words for words in (held, version_in_words(version)) if words)
        return Imprint(self.urls.shown(page), edition, version, mark)

    def _found_for(self, record: Agency | Situation) -> Sequence[Findings]:
        is_agency = isinstance(record, Agency)
        by_id = self.library.findings_by_agency if is_agency else self.library.findings_by_situation
        return by_id.get(record.id, ())

    def _files_of(self, record: Agency | Situation) -> list[str]:
        return [
            f"data/{record.folder}.yml",
            *_files(item.audit for item in self._found_for(record)),
        ]


def _files(audits: Iterable[Audit]) -> list[str]:
    return [f"data/audits/{audit.id}.yml" for audit in audits]


def file_beside(page: Address, kind: str, suffix: str) -> str:
    """Return the path of a file of a page. Its name says what it is once it is saved elsewhere.

    >>> file_beside(Address("briefings/2022-23/neglect.md"), "7-minute-briefing", "pdf")
    'briefings/2022-23/7-minute-briefing-neglect.pdf'
    """
    *folders, name = page.page.removesuffix("/index.md").removesuffix(".md").split("/")
    return "/".join((*folders, f"{kind}-{name}.{suffix}"))
