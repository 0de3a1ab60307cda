"""How a document is laid out: a page's own HTML between what only paper has."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

import segno
from markupsafe import Markup

from macros.addresses.links import Address
from macros.addresses.site_urls import SiteUrls
from macros.pages.contacts import worried_about_a_child
from macros.printing.paper import as_part, printed_html
from macros.records.library import Library
from macros.records.records import SSCP
from macros.templates import templates_beside

TEMPLATES = templates_beside(__file__)

#: The same three after every briefing. docs/about/team-meetings.md says how to use them.
QUESTIONS = (
    "What stands out for us, and why?",
    "What will we do in our daily work, and how will we know that it happens?",
    "Where does this belong in our team or service plan?",
)


@dataclass(frozen=True)
class Imprint:
    """What every sheet says of its page: where it is on the web, and which version this is.

    ``mark`` stands at the head, for example that the page is a draft.
    """

    address: str
    state: str
    version: date | None = None
    mark: str = ""


@dataclass(frozen=True)
class Briefing:
    """A page of the site on paper.

    ``kind`` is its class for the stylesheet. ``document_title`` is the title of its file, if that
    says more than the heading.
    """

    kind: str
    kicker: str
    title: str
    page: Address
    imprint: Imprint
    content: Markup
    document_title: str = ""
    by: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A briefing in a pack, which starts on a sheet of its own. ``body`` is its HTML there."""

    id: str
    briefing: Briefing
    body: Markup
    note: str = ""


@dataclass(frozen=True)
class Pack:
    """Several briefings behind a cover, listed there under the headings of ``contents``."""

    title: str
    lead: str
    page: Address
    imprint: Imprint
    contents: Mapping[str, Sequence[Part]]


@dataclass(frozen=True)
class Layout:
    """Lays out the documents of a site."""

    library: Library
    urls: SiteUrls

    @cached_property
    def contacts(self) -> Markup:
        """Who to call when worried about a child, with hours and where the numbers come from."""
        if not self.library.contacts:
            return Markup()
        contacts = Markup(worried_about_a_child(self.library))
        box = TEMPLATES.get_template("worried.html").render(contacts=contacts)
        return printed_html(box, "index.md", self.urls)

    def briefing(
        self, briefing: Briefing, *, rows: int = 0, notice: str = "", contacts: bool = True
    ) -> Markup:
        """Return a briefing's HTML. ``rows`` is how many rows of a table there are to fill in."""
        return self._render(
            "briefing.html",
            briefing.page,
            briefing=briefing,
            rows=rows,
            notice=notice,
            contacts=self.contacts if contacts else "",
        )

    def part(self, fragment: str, briefing: Briefing, *, note: str = "", **content: Any) -> Part:
        """Return a briefing as a part of a pack. ``content`` is as in :meth:`briefing`."""
        return Part(fragment, briefing, as_part(self.briefing(briefing, **content), fragment), note)

    def pack(self, pack: Pack) -> Markup:
        """Return a cover with the contents, and then every part."""
        return self._render(
            "pack.html", pack.page, pack=pack, publisher=SSCP, contacts=self.contacts
        )

    def document(self, title: str, imprint: Imprint, body: Markup, kind: str) -> str:
        """Return a whole document. ``kind`` is its classes for the stylesheet."""
        return TEMPLATES.get_template("document.html").render(
            title=title, author=SSCP, imprint=imprint, body=body, kind=kind
        )

    def _render(self, template: str, page: Address, **values: Any) -> Markup:
        """Return a filled-in template that shows the QR code of a page."""
        code = {
            "url": self.urls.url(page),
            "address": self.urls.shown(page),
            "qr_code": qr_code,
        }
        return Markup(TEMPLATES.get_template(template).render(**values, **code))


@cache
def qr_code(url: str) -> str:
    """Return a QR code as the address of an image that is part of the page."""
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=2, dark="#08333d")
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode("ascii")
