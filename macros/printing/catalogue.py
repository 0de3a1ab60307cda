"""Everything that is to be printed: where it lies, which page links to it, and its HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from macros.addresses.links import (
    GUIDANCE_INDEX,
    RESPONSE_PAGE,
    Address,
    audit_address,
    situation_address,
    theme_address,
    year_address,
)
from macros.printing import briefings, packs
from macros.printing.action_plans import ActionPlan, action_plan
from macros.printing.checklists import checklist_body
from macros.printing.parts import ROWS_TO_FILL_IN, Context, Sheet, document, draft_mark, sheet
from macros.printing.versions import version_of
from macros.records.fields import ProgrammeYear
from macros.records.library import Findings
from macros.records.records import Audit, Guidance, Situation, Theme


@dataclass(frozen=True)
class Print:
    """A PDF to be made.

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
class WordPrint:
    """A Word document to be made; ``path``, ``page`` and ``label`` are as in :class:`Print`."""

    path: str
    page: str
    label: str
    plan: ActionPlan


@dataclass(frozen=True)
class Catalogue:
    """Writes every document from the data.

    ``changes`` maps a file of the repository to the day of its last change. ``pages`` maps a
    guidance page to the HTML that the site makes of it.
    """

    context: Context
    changes: Mapping[str, date] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)

    def everything(self) -> Iterator[Print | WordPrint]:
        """Yield every document of the site."""
        library = self.context.library
        for audit in library.chronology:
            yield self.audit(audit)
            yield self.action_plan(audit)
        yield from map(self.theme, library.themes)
        for situation in library.situations:
            yield self.situation(situation)
            yield self.checklist(situation)
        for guide in library.guidance:
            if guide.page in self.pages:
                yield self.guide(guide)
        yield self.response()
        yield from map(self.year_pack, library.years)
        if any(guide.page in self.pages for guide in library.guidance):
            yield self.guidance_pack()

    # --- One document each ---

    def audit(self, audit: Audit) -> Print:
        """Return the briefing on an audit: two pages, fewer rows to fill in or tighter if need be.

        It is longer only where nothing else is left, and says so.
        """
        page = audit_address(audit)
        limit = briefings.PAGES_OF_A_BRIEFING
        roomy = [briefings.audit_body(self.context, audit, rows=rows) for rows in ROWS_TO_FILL_IN]
        body = briefings.audit_body(self.context, audit)
        notice = briefings.too_long("This briefing", limit)
        longer = briefings.audit_body(self.context, audit, notice=notice)
        title = f"{audit.title}: practice learning briefing {audit.year}"
        every = self._sheet(page, briefings.held_words(audit))
        return Print(
            f"audits/{audit.id}.pdf",
            page.page,
            "Print this briefing",
            (
                *(document(title, every, body) for body in roomy),
                document(title, every, body, "tight"),
                document(title, every, longer),
            ),
            limit,
        )

    def action_plan(self, audit: Audit) -> WordPrint:
        """Return the action plan of a team for an audit."""
        page = audit_address(audit)
        plan = action_plan(self.context, audit, self._version(page))
        path = f"action-plans/{audit.year.slug}/action-plan-{audit.slug}.docx"
        return WordPrint(path, page.page, "Action plan for your team", plan)

    def theme(self, theme: Theme) -> Print:
        """Return the briefing on a theme."""
        page = theme_address(theme.id)
        body = briefings.theme_body(self.context, theme)
        title = f"{theme.title}: cross-cutting theme"
        variants = self._one_page_if_possible(title, page, body)
        return Print(f"themes/{theme.id}.pdf", page.page, "Print this theme", variants, 1)

    def situation(self, situation: Situation) -> Print:
        """Return the briefing on a situation."""
        page = situation_address(situation.id)
        body = briefings.situation_body(self.context, situation)
        title = f"{situation.title}: what the audits found"
        variants = self._one_page_if_possible(title, page, body)
        return Print(f"situations/{situation.id}.pdf", page.page, "Print this page", variants, 1)

    def checklist(self, situation: Situation) -> Print:
        """Return the checklist of a situation: one sheet, tighter if need be, more if it must."""
        page = situation_address(situation.id)
        body = checklist_body(self.context, situation)
        longer = checklist_body(self.context, situation, briefings.too_long("This checklist", 1))
        title = f"{situation.title}: meeting checklist"
        return Print(
            f"checklists/meeting-checklist-{situation.id}.pdf",
            page.page,
            "Meeting checklist",
            (
                document(title, self._sheet(page), body, "checklist"),
                document(title, self._sheet(page), body, "checklist tight"),
                document(title, self._sheet(page), longer, "checklist"),
            ),
            1,
        )

    def guide(self, guide: Guidance) -> Print:
        """Return a guidance page of ours."""
        page = Address(guide.page or "")
        shown = self.pages[page.page]
        title = packs.main_heading(shown) or guide.title
        body = packs.guide_body(self.context, guide, shown)
        path = page.page.removesuffix(".md") + ".pdf"
        html = document(title, self._sheet(page, mark=draft_mark(guide)), body)
        return Print(path, page.page, "Print this guide", (html,))

    def response(self) -> Print:
        """Return the page of all responses."""
        body = briefings.response_body(self.context)
        html = document("How are we responding?", self._sheet(RESPONSE_PAGE), body)
        return Print("response.pdf", RESPONSE_PAGE.page, "Print this page", (html,))

    def year_pack(self, year: ProgrammeYear) -> Print:
        """Return all audits and themes of a year."""
        library, page = self.context.library, year_address(year)
        addresses = [audit_address(audit) for audit in library.audits_of_year[year]]
        addresses += [theme_address(theme.id) for theme in library.themes]
        body = packs.year_pack(
            self.context, year, {address.page: self._version(address) for address in addresses}
        )
        html = document(f"Audits and themes of {year}", self._sheet(page), body, "pack")
        path = f"packs/audits-and-themes-{year.slug}.pdf"
        return Print(path, page.page, f"All audits and themes of {year}", (html,))

    def guidance_pack(self) -> Print:
        """Return all guidance pages of ours."""
        versions = {page: self._version(Address(page)) for page in self.pages}
        body = packs.guidance_pack(self.context, self.pages, versions)
        html = document("Practice guidance", self._sheet(GUIDANCE_INDEX), body, "pack")
        return Print("packs/guidance.pdf", GUIDANCE_INDEX.page, "All guidance", (html,))

    # --- What they have in common ---

    def _one_page_if_possible(self, title: str, page: Address, body: str) -> tuple[str, ...]:
        """Return a document, a tighter form for where that saves its second page, and itself."""
        whole = document(title, self._sheet(page), body)
        return whole, document(title, self._sheet(page), body, "tight"), whole

    def _sheet(self, page: Address, held: str = "", mark: str = "") -> Sheet:
        return sheet(self.context.paper, page, self._version(page), held=held, mark=mark)

    def _version(self, page: Address) -> date | None:
        return version_of(self.changes, self.files_of(page.page))

    def files_of(self, page: str) -> list[str]:
        """Return the files of the repository that a page's document is made of."""
        library = self.context.library
        rest = page.removesuffix(".md").partition("/")[2]
        if page == GUIDANCE_INDEX.page:
            return [f"docs/{guidance}" for guidance in self.pages]
        if rest in library.audit_by_id:
            return [f"data/audits/{rest}.yml"]
        files = {
            RESPONSE_PAGE.page: ["data/responses.yml"],
            theme_address(rest).page: [
                "data/themes.yml",
                *_files(library.findings_by_theme.get(rest, ())),
            ],
            situation_address(rest).page: [
                "data/situations.yml",
                *_files(library.findings_by_situation.get(rest, ())),
            ],
        }
        files |= {
            year_address(year).page: [
                "data/themes.yml",
                *(f"data/audits/{audit.id}.yml" for audit in audits),
            ]
            for year, audits in library.audits_of_year.items()
        }
        return files.get(page, [f"docs/{page}"])


def _files(findings: tuple[Findings, ...]) -> list[str]:
    return [f"data/audits/{item.audit.id}.yml" for item in findings]
