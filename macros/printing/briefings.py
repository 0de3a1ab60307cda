"""The pages of the site as briefings: what each says on paper besides its own content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from markupsafe import Markup

from macros.addresses.links import (
    RESPONSE_PAGE,
    Address,
    audit_address,
    comparison_address,
    theme_address,
)
from macros.addresses.site_urls import SiteUrls
from macros.addresses.standard_pages import compared
from macros.pages.audits import audit_of, reminders_title
from macros.pages.findings import CHOSEN_HERE, newest
from macros.pages.questions import STANDING_QUESTIONS, questions_of
from macros.printing.layout import TEMPLATES, Briefing, Imprint, Layout
from macros.printing.paper import main_heading, only_of_year, printed_html
from macros.printing.versions import version_in_words, version_of
from macros.records.library import Findings, Library
from macros.records.publishers import Agency
from macros.records.records import Audit, Guidance, Situation, Theme

#: How many rows there are to fill in. The action plan for Word has room for more.
ROWS_TO_FILL_IN = 4

#: How many points a checklist holds; for older years it refers to the site.
POINTS_ON_A_CHECKLIST = 60

#: Ids of the headings whose sections are not printed: the questions of an audit are printed in the
#: part for the meeting, and a theme has one page.
NOT_PRINTED = {
    "audit": {"questions-for-your-team"},
    "theme": {"how-often-it-has-come-up"},
    "board": {"the-responses-as-files"},
    "situation": {"what-are-you-about-to-do"},
}


@dataclass(frozen=True)
class Briefings:
    """Makes briefings from the records and the pages.

    ``pages`` maps a page to its HTML on the site. ``changes`` maps a file of the repository to the
    day of its last commit, or to ``None`` if it has uncommitted changes.
    """

    library: Library
    urls: SiteUrls
    pages: Mapping[str, str]
    changes: Mapping[str, date | None] = field(default_factory=dict)

    @cached_property
    def layout(self) -> Layout:
        """The layout of all documents."""
        return Layout(self.library, self.urls)

    @cached_property
    def guides(self) -> list[Guidance]:
        """Our own guides."""
        return [guide for guide in self.library.guidance if guide.page in self.pages]

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
            imprint=self.imprint(page, files_of([audit]), held=audit_of(audit)),
            content=self.content("audit", page),
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

    def theme(self, theme: Theme, year: str | None = None) -> Briefing:
        """Return the briefing on a theme, on one page if possible; with a year, of that alone."""
        page = theme_address(theme.id)
        found = self.library.findings_by_theme.get(theme.id, ())
        files = ["data/themes.yml", *files_of(item.audit for item in found)]
        return Briefing(
            kind="theme",
            path=f"themes/{theme.id}.pdf",
            label="Print this theme",
            kicker="Cross-cutting theme",
            title=theme.title,
            document_title=f"{theme.title}: cross-cutting theme",
            page=page,
            imprint=self.imprint(page, files),
            content=self.content("theme", page, year),
            questions=None if year else STANDING_QUESTIONS,
            limit=1,
            short_help=True,
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
            document_title=f"{situation.heading}: learning from the audits",
            page=page,
            imprint=self.imprint(page, self._files_for(situation)),
            content=self.content("situation", page),
            questions=STANDING_QUESTIONS,
            limit=1,
            short_help=True,
        )

    def checklist(self, situation: Agency | Situation) -> Briefing:
        """Return the checklist of a situation, or of what names an agency: one page if possible.

        A reminder may name an agency without being for it, such as to invite it.
        """
        title, lead, note = f"Reminders that name {situation.title}", "", ""
        if isinstance(situation, Situation):
            title, lead, note = situation.heading, situation.summary, CHOSEN_HERE
        found = self._found_for(situation)
        shown, omitted = newest([item for item in found if item.reminders], POINTS_ON_A_CHECKLIST)
        page = Address(f"{situation.folder}/{situation.id}.md")
        return self._checklist(
            f"{situation.checklist}-checklist-{situation.id}",
            title,
            page,
            self.imprint(page, self._files_for(situation)),
            lead=lead,
            audits=shown,
            years_omitted=omitted,
            chosen_here=note,
        )

    def audit_checklist(self, audit: Audit) -> Briefing:
        """Return the checklist of an audit's own reminders."""
        page = audit_address(audit)
        checklist = self._checklist(
            f"{audit.year.slug}/checklist-{audit.slug}",
            self.library.titled(audit),
            page,
            self.imprint(page, files_of([audit]), held=audit_of(audit)),
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
            imprint=self.imprint(page, files_of([self.library.earlier_of(audit), audit])),
            content=self.content("comparison", page),
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
            imprint=self.imprint(page, [f"docs/{guide.page}"], mark=mark),
            content=self.content("guide", page),
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
            imprint=self.imprint(page, ["data/responses.yml"]),
            content=self.content("response", page),
        )

    # --- Shared by all documents ---

    def content(self, kind: str, page: Address, year: str | None = None) -> Markup:
        """Return the content of a page for print; with a year, only what was found in it."""
        html = self.pages[page.page]
        return printed_html(
            only_of_year(html, year) if year else html,
            page.page,
            self.urls,
            omitted=NOT_PRINTED.get(kind, ()),
            dates_in_headings=kind in ("theme", "situation"),
        )

    def imprint(
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

    def _files_for(self, record: Agency | Situation) -> list[str]:
        return [
            f"data/{record.folder}.yml",
            *files_of(item.audit for item in self._found_for(record)),
        ]


def files_of(audits: Iterable[Audit]) -> list[str]:
    """Return the files of audits in the repository."""
    return [f"data/audits/{audit.id}.yml" for audit in audits]
