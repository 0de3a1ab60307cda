"""Everything that is printed: where it lies on the site, which page links to it, and its HTML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby

from markupsafe import Markup

from macros.addresses.links import (
    GUIDANCE_INDEX,
    RESPONSE_PAGE,
    Address,
    audit_address,
    situation_address,
    theme_address,
    year_address,
)
from macros.addresses.site_urls import SiteUrls
from macros.addresses.standard_pages import learned_in
from macros.pages.audits import audit_sentence
from macros.printing.action_plan import ActionPlan, action_plan, audit_of
from macros.printing.layout import QUESTIONS, TEMPLATES, Briefing, Imprint, Layout, Pack
from macros.printing.paper import main_heading, printed_html
from macros.printing.versions import version_in_words, version_of
from macros.problems import counted
from macros.records.fields import ProgrammeYear
from macros.records.library import Findings, Library
from macros.records.records import AUDIT_GROUP, SSCP, Audit, Guidance, Situation, Theme

#: How many rows there are to fill in: as many as there is room for.
ROWS_TO_FILL_IN = (8, 6, 4)
FEWEST_ROWS = ROWS_TO_FILL_IN[-1]

#: How many points a checklist holds before it sends its reader to the site for older years.
POINTS_ON_A_CHECKLIST = 60

#: Ids of the headings of pages that are not printed with what follows them: with them a briefing on
#: an audit has more than its two pages, and one on a theme more than one.
NOT_PRINTED = {"how-often-it-has-come-up", "other-audits-on-the-same-themes"}
NOT_PRINTED_OF_AN_AUDIT = NOT_PRINTED | {"how-we-are-responding"}

LONGER = "{} is longer than {}, because nothing is left out."


@dataclass(frozen=True)
class PdfDocument:
    """A PDF to be written.

    ``path`` is its place on the site, ``page`` the page (below ``docs/``) that links to it and
    ``label`` the words of the link. Of ``variants`` the first that has at most ``limit`` pages is
    taken, and the last one if none has; without a limit there is one only.
    """

    path: str
    page: str
    label: str
    variants: tuple[str, ...]
    limit: int | None = None


@dataclass(frozen=True)
class WordDocument:
    """A Word document to be written; the first three are as in :class:`PdfDocument`."""

    path: str
    page: str
    label: str
    plan: ActionPlan


Document = PdfDocument | WordDocument


@dataclass(frozen=True)
class Catalogue:
    """Makes every document from the records and the pages.

    ``pages`` maps a page to the HTML that the site makes of it. ``changes`` maps a file of the
    repository to the day of its last change, or to ``None`` if it was changed since.
    """

    library: Library
    urls: SiteUrls
    pages: Mapping[str, str]
    changes: Mapping[str, date | None] = field(default_factory=dict)

    @cached_property
    def layout(self) -> Layout:
        """What lays the documents out."""
        return Layout(self.library, self.urls)

    @cached_property
    def guides(self) -> list[Guidance]:
        """The guidance pages of ours."""
        return [guide for guide in self.library.guidance if guide.page in self.pages]

    def documents(self) -> Iterator[Document]:
        """Yield every document of the site."""
        library = self.library
        for audit in library.chronology:
            yield self.audit(audit)
            yield self.action_plan(audit)
        yield from map(self.theme, library.themes)
        for situation in library.situations:
            yield self.situation(situation)
            yield self.checklist(situation)
        yield from map(self.guide, self.guides)
        yield self.response()
        yield from map(self.year_pack, library.years)
        if self.guides:
            yield self.guidance_pack()

    # --- One document each ---

    def audit(self, audit: Audit) -> PdfDocument:
        """Return the briefing on an audit: two pages, fewer rows to fill in or tighter if need be.

        It is longer only where nothing else is left, and says so.
        """
        briefing, layout = self._audit(audit), self.layout
        longer = LONGER.format("This briefing", "2 pages")
        forms = [
            *((layout.briefing(briefing, rows=rows), "") for rows in ROWS_TO_FILL_IN),
            (layout.briefing(briefing, rows=FEWEST_ROWS), "tight"),
            (layout.briefing(briefing, rows=FEWEST_ROWS, notice=longer), ""),
        ]
        return self._pdf(f"audits/{audit.id}.pdf", "Print this briefing", briefing, forms, limit=2)

    def action_plan(self, audit: Audit) -> WordDocument:
        """Return the action plan of a team for an audit."""
        page = audit_address(audit)
        plan = action_plan(audit, self._imprint(page, _files([audit])))
        path = f"action-plans/{audit.year.slug}/action-plan-{audit.slug}.docx"
        return WordDocument(path, page.page, "Action plan for your team", plan)

    def theme(self, theme: Theme) -> PdfDocument:
        """Return the briefing on a theme, on one page if that can be."""
        return self._short(f"themes/{theme.id}.pdf", "Print this theme", self._theme(theme))

    def situation(self, situation: Situation) -> PdfDocument:
        """Return the briefing on a situation, on one page if that can be."""
        page = situation_address(situation.id)
        briefing = Briefing(
            "situation",
            "A moment of practice",
            situation.title,
            page,
            self._imprint(page, self._files_of_situation(situation)),
            self._content(page, dates_in_headings=True),
            document_title=f"{situation.title}: what the audits found",
            questions=QUESTIONS,
        )
        return self._short(f"situations/{situation.id}.pdf", "Print this page", briefing)

    def checklist(self, situation: Situation) -> PdfDocument:
        """Return the checklist of a situation: one sheet, tighter if need be, more if it must."""
        page = situation_address(situation.id)
        found = self.library.findings_by_situation.get(situation.id, ())
        shown, left_out = newest([item for item in found if item.reminders], POINTS_ON_A_CHECKLIST)
        content = TEMPLATES.get_template("checklist.html").render(
            situation=situation,
            audits=shown,
            years_left_out=left_out,
            address=self.urls.shown(page),
        )
        briefing = Briefing(
            "checklist",
            "Meeting checklist",
            situation.title,
            page,
            self._imprint(page, self._files_of_situation(situation)),
            Markup(content),
            document_title=f"{situation.title}: meeting checklist",
        )
        body = self.layout.briefing(briefing)
        longer = LONGER.format("This checklist", "one page")
        forms = [
            (body, ""),
            (body, "tight"),
            (self.layout.briefing(briefing, notice=longer), ""),
        ]
        path = f"checklists/meeting-checklist-{situation.id}.pdf"
        return self._pdf(path, "Meeting checklist", briefing, forms, limit=1)

    def guide(self, guide: Guidance) -> PdfDocument:
        """Return a guidance page of ours."""
        briefing = self._guide(guide)
        path = briefing.page.page.removesuffix(".md") + ".pdf"
        forms = [(self.layout.briefing(briefing), "")]
        return self._pdf(path, "Print this guide", briefing, forms)

    def response(self) -> PdfDocument:
        """Return the page of all responses."""
        briefing = Briefing(
            "response",
            "From the learning of our multi-agency audits",
            "How are we responding?",
            RESPONSE_PAGE,
            self._imprint(RESPONSE_PAGE, ["data/responses.yml"]),
            self._content(RESPONSE_PAGE),
            by=AUDIT_GROUP,
        )
        forms = [(self.layout.briefing(briefing), "")]
        return self._pdf("response.pdf", "Print this page", briefing, forms)

    def year_pack(self, year: ProgrammeYear) -> PdfDocument:
        """Return all audits of a year, and the themes that they bear on."""
        library, part = self.library, self.layout.part
        audits = library.audits_of_year[year]
        themes = [
            theme
            for theme in library.themes
            if any(item.audit.year == year for item in library.findings_by_theme.get(theme.id, ()))
        ]
        lead = (
            f"{audit_sentence(audits)}, and "
            f"{counted(len(themes), 'cross-cutting theme', 'cross-cutting themes')}."
        )
        contents = {
            "Audits": [
                part(
                    f"audit-{audit.slug}",
                    self._audit(audit),
                    note=audit.held.words if audit.held else "",
                    rows=FEWEST_ROWS,
                )
                for audit in audits
            ],
            "Themes": [
                part(f"theme-{theme.id}", self._theme(theme), contacts=False) for theme in themes
            ],
        }
        page = year_address(year)
        imprint = self._imprint(page, ["data/themes.yml", *_files(audits)])
        pack = Pack(learned_in(year), lead, page, imprint, contents)
        path = f"packs/audits-and-themes-{year.slug}.pdf"
        title = f"Audits and themes of {year}"
        return self._pack(path, f"All audits and themes of {year}", title, pack)

    def guidance_pack(self) -> PdfDocument:
        """Return all guidance pages of ours."""
        lead = (
            "All guidance pages of the learning site in one document. "
            "Pages marked as drafts are to be confirmed by the partnership."
        )
        briefings = [(f"guide-{guide.id}", self._guide(guide)) for guide in self.guides]
        parts = [
            self.layout.part(fragment, briefing, note=briefing.imprint.mark, contacts=False)
            for fragment, briefing in briefings
        ]
        page = GUIDANCE_INDEX
        imprint = self._imprint(page, [f"docs/{guide.page}" for guide in self.guides])
        pack = Pack("Practice guidance", lead, page, imprint, {"Contents": parts})
        return self._pack("packs/guidance.pdf", "All guidance", "Practice guidance", pack)

    # --- Briefings that stand alone and in packs ---

    def _audit(self, audit: Audit) -> Briefing:
        page = audit_address(audit)
        return Briefing(
            "audit",
            f"Practice learning briefing {audit.year}",
            audit.title,
            page,
            self._imprint(page, _files([audit]), held=audit_of(audit)),
            self._content(page, NOT_PRINTED_OF_AN_AUDIT),
            document_title=f"{audit.title}: practice learning briefing {audit.year}",
            by=AUDIT_GROUP if audit.publisher == SSCP else audit.publisher,
            questions=QUESTIONS,
        )

    def _theme(self, theme: Theme) -> Briefing:
        page = theme_address(theme.id)
        found = self.library.findings_by_theme.get(theme.id, ())
        return Briefing(
            "theme",
            "Cross-cutting theme",
            theme.title,
            page,
            self._imprint(page, ["data/themes.yml", *_files(item.audit for item in found)]),
            self._content(page, NOT_PRINTED, dates_in_headings=True),
            document_title=f"{theme.title}: cross-cutting theme",
            questions=QUESTIONS,
        )

    def _guide(self, guide: Guidance) -> Briefing:
        page = Address(guide.page or "")
        mark = "Draft, to be confirmed" if guide.status == "draft" else ""
        return Briefing(
            "guide",
            "Practice guidance",
            main_heading(self.pages[page.page]) or guide.title,
            page,
            self._imprint(page, [f"docs/{guide.page}"], mark=mark),
            self._content(page),
            by=guide.publisher if guide.publisher != SSCP else "",
        )

    # --- What they have in common ---

    def _content(
        self, page: Address, left_out: Collection[str] = (), *, dates_in_headings: bool = False
    ) -> Markup:
        return printed_html(
            self.pages[page.page],
            page.page,
            self.urls,
            left_out=left_out,
            dates_in_headings=dates_in_headings,
        )

    def _files_of_situation(self, situation: Situation) -> list[str]:
        found = self.library.findings_by_situation.get(situation.id, ())
        return ["data/situations.yml", *_files(item.audit for item in found)]

    def _short(self, path: str, label: str, briefing: Briefing) -> PdfDocument:
        """Return a briefing, and a tighter form for where that saves its second page."""
        body = self.layout.briefing(briefing)
        return self._pdf(path, label, briefing, [(body, ""), (body, "tight"), (body, "")], limit=1)

    def _pdf(
        self,
        path: str,
        label: str,
        briefing: Briefing,
        forms: Sequence[tuple[Markup, str]],
        *,
        limit: int | None = None,
    ) -> PdfDocument:
        """Return the PDF of a briefing. ``forms`` are its HTML, each with a class of its own."""
        title = briefing.document_title or briefing.title
        variants = tuple(
            self.layout.document(title, briefing.imprint, body, f"{briefing.kind} {form}".rstrip())
            for body, form in forms
        )
        return PdfDocument(path, briefing.page.page, label, variants, limit)

    def _pack(self, path: str, label: str, title: str, pack: Pack) -> PdfDocument:
        body = self.layout.pack(pack)
        html = self.layout.document(title, pack.imprint, body, "pack")
        return PdfDocument(path, pack.page.page, label, (html,))

    def _imprint(
        self, page: Address, files: Sequence[str], *, held: str = "", mark: str = ""
    ) -> Imprint:
        """Return the imprint of a page that is made of ``files`` of the repository."""
        written = f"docs/{page.page}"  # by an editor, whose paragraphs stand between the data's
        version = version_of(self.changes, [*files, *[written] * (written in self.changes)])
        state = " · ".join(words for words in (held, version_in_words(version)) if words)
        return Imprint(self.urls.shown(page), state, version, mark)


def _files(audits: Iterable[Audit]) -> list[str]:
    return [f"data/audits/{audit.id}.yml" for audit in audits]


def newest(found: Sequence[Findings], room: int) -> tuple[list[Findings], list[str]]:
    """Return the findings of the newest years that fit, and the years that are left out.

    The newest year is always whole, and no year is cut in two.
    """
    shown: list[Findings] = []
    left_out: list[str] = []
    for year, group in groupby(found, key=lambda item: item.audit.year):
        of_year = list(group)
        room -= sum(len(item.reminders) for item in of_year)
        if shown and (room < 0 or left_out):
            left_out.append(year)
        else:
            shown += of_year
    return shown, left_out
