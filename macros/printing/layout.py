"""How a document is laid out: the HTML of a page, between the parts that only paper has."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, cached_property
from typing import Any

import segno
from markupsafe import Markup

from macros.addresses.links import Address
from macros.addresses.site_urls import SiteUrls
from macros.output import templates_beside
from macros.pages.contacts import status_of, worried_about_a_child
from macros.pages.questions import Questions
from macros.pages.seven_minutes import SevenMinutes
from macros.printing.panels import Side, sheets
from macros.printing.paper import as_part, printed_html
from macros.records.colours import BRAND_DARK
from macros.records.library import Library
from macros.records.lists import TO_CALL, Contact, Helps

TEMPLATES = templates_beside(__file__)
TEMPLATES.globals.update(TO_CALL=TO_CALL, status_of=status_of)

NO_BREAK = "\N{NO-BREAK SPACE}"

#: The date of a document whose version is not dated: the earliest that a zip can hold.
FIRST_DAY = date(1980, 1, 1)


@dataclass(frozen=True)
class Imprint:
    """What every sheet says about its page: its address on the web, and which version this is.

    ``edition`` says when the audit was held, if it is of one, and the version in words. ``mark`` is
    printed at the head, for example that the page is a draft.
    """

    address: str
    edition: str
    version: date | None = None
    mark: str = ""

    @property
    def changed(self) -> datetime:
        """When the page was changed, for the properties of an Office document."""
        return datetime.combine(self.version or FIRST_DAY, time(), UTC)


@dataclass(frozen=True)
class Briefing:
    """A page of the site on paper.

    ``path`` is the path of its PDF on the site, and ``label`` the words of the link to it on its
    ``page``. ``kind`` is its class for the stylesheet. ``document_title`` is the title of the PDF
    if it differs from the heading, and ``note`` what a pack says beside the title.
    ``author`` is whose words they are, if not ours, for the properties of the PDF.
    ``short_help``: the numbers to call at the end are a few lines, not a box.

    ``rows`` is how many the table to fill in has, if there is one. A PDF of more than ``limit``
    pages is laid out again: more tightly, and finally with the notice ``longer``.
    """

    kind: str
    path: str
    label: str
    kicker: str
    title: str
    page: Address
    imprint: Imprint
    content: Markup
    document_title: str = ""
    note: str = ""
    by: str = ""
    author: str = ""
    questions: Questions | None = None
    rows: int = 0
    limit: int | None = None
    longer: str = ""
    short_help: bool = False

    @property
    def fragment(self) -> str:
        """Its id in a pack."""
        return self.path.removesuffix(".pdf").replace("/", "-")


@dataclass(frozen=True)
class Pack:
    """Briefings in one document. Its cover lists them under the headings of ``contents``."""

    title: str
    lead: str
    page: Address
    imprint: Imprint
    contents: Mapping[str, Sequence[Briefing]]


@dataclass(frozen=True)
class Layout:
    """Lays out the documents of a site."""

    library: Library
    urls: SiteUrls

    @cached_property
    def contacts(self) -> Markup:
        """The box “Worried about a child?”, with opening hours."""
        if not self.library.contacts:
            return Markup()
        box = _fill(
            "worried.html",
            contacts=Markup(worried_about_a_child(self.library)),
            status=status_of(self.library.contacts),
        )
        return printed_html(box, "index.md", self.urls)

    @cached_property
    def short_help(self) -> Markup:
        """The same numbers in two lines."""
        return _fill("help_lines.html", lines=help_lines(self.library))

    def variants(self, briefing: Briefing) -> tuple[str, ...]:
        """Return the variants of a briefing, in the order in which they are tried."""
        rows = briefing.rows
        usual, longer = (self._body(briefing, rows, notice=n) for n in ("", briefing.longer))
        forms = [(usual, ""), (usual, "tight"), (longer, "")][: 3 if briefing.limit else 1]
        title = briefing.document_title or briefing.title
        return tuple(
            self._document(
                title, briefing.imprint, body, f"{briefing.kind} {form}".rstrip(), briefing.author
            )
            for body, form in forms
        )

    def seven_minutes(
        self, briefing: SevenMinutes, imprint: Imprint, author: str = ""
    ) -> tuple[str, ...]:
        """Return the variants of a 7-minute briefing, in the order in which they are tried."""
        title = briefing.document_title
        return tuple(
            self._document(title, imprint, self._sheet(briefing, sides), "seven-minutes", author)
            for sides in sheets(briefing)
        )

    def _sheet(self, briefing: SevenMinutes, sides: tuple[Side, ...]) -> Markup:
        return self._page(
            "seven_minutes.html",
            briefing.page,
            briefing=briefing,
            sides=sides,
            contacts=self.library.contacts,
        )

    def pack(self, title: str, pack: Pack) -> str:
        """Return the document of a pack: a cover with the contents, then every part."""
        body = self._page(
            "pack.html",
            pack.page,
            pack=pack,
            publisher=self.library.ours.name,
            part=self._part,
            help_lines=self.short_help,
            contacts=self.contacts,
        )
        return self._document(title, pack.imprint, body, "pack")

    def _part(self, briefing: Briefing) -> Markup:
        """Return a briefing as a part of a pack, without a table to fill in.

        Only audits repeat the telephone numbers, because their pages are handed out separately.
        """
        contacts = self.short_help if briefing.rows else Markup()
        body = self._body(briefing, 0, contacts=contacts)
        return as_part(body, briefing.fragment)

    def _body(
        self, briefing: Briefing, rows: int, *, notice: str = "", contacts: Markup | None = None
    ) -> Markup:
        help_lines = self.short_help if briefing.short_help else self.contacts
        return self._page(
            "briefing.html",
            briefing.page,
            briefing=briefing,
            rows=rows,
            notice=notice,
            contacts=help_lines if contacts is None else contacts,
        )

    def _page(self, template: str, page: Address, **values: Any) -> Markup:
        """Return a filled-in template with the QR code of a page."""
        url = self.urls.url(page)
        code = qr_code(url) if url else ""
        return _fill(template, url=url, address=self.urls.shown(page), code=code, **values)

    def _document(
        self, title: str, imprint: Imprint, body: Markup, kind: str, author: str = ""
    ) -> str:
        """Return a complete document. ``kind`` is its classes for the stylesheet."""
        return _fill(
            "document.html",
            title=title,
            author=author or self.library.ours.name,
            imprint=imprint,
            body=body,
            kind=kind,
        )


def _fill(template: str, **values: Any) -> Markup:
    return Markup(TEMPLATES.get_template(template).render(**values))


def named_number(contact: Contact) -> str:
    """Return who answers and the number, which is never split between two lines."""
    return f"{contact.name} {contact.number.replace(' ', NO_BREAK)}"


def help_lines(library: Library) -> tuple[str, str]:
    """Return who to call in a line each: for a child, and for the reader. Empty if nobody."""

    def line(helps: Helps) -> str:
        contacts, opening = library.contacts_for(helps), TO_CALL[helps]
        opening += "" if opening.endswith("?") else ":"
        numbers = " · ".join(map(named_number, contacts))
        is_sure = all(contact.status == "confirmed" for contact in contacts)
        return f"{opening} {numbers}{'' if is_sure else ' (to be confirmed)'}" if numbers else ""

    return line("child"), line("reader")


@cache
def qr_code(url: str) -> str:
    """Return a QR code as a data URL."""
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=2, dark=BRAND_DARK)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode("ascii")
