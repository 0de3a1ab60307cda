"""The pieces that printed pages are made of."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import segno

from macros.addresses.links import Address, guidance_entry_address
from macros.addresses.site_urls import SiteUrls, short
from macros.pages.audits import MOST_DOTS, UNITS
from macros.pages.contacts import where_from
from macros.pages.guidance import STATUS_WORDS
from macros.pages.html import text
from macros.printing.paper import ALONE, Place
from macros.printing.versions import version_in_words
from macros.problems import counted
from macros.records.fields import day_in_words
from macros.records.library import Library
from macros.records.lists import Contact
from macros.records.records import SSCP, Figure, Guidance, Sample

#: The same three after every briefing. docs/about/team-meetings.md says how to use them.
QUESTIONS = (
    "What stands out for us, and why?",
    "What will we do in our daily work, and how will we know that it happens?",
    "Where does this belong in our team or service plan?",
)

#: How many rows there are to fill in: as many as there is room for.
ROWS_TO_FILL_IN = (8, 6, 4)

FEWEST_ROWS = ROWS_TO_FILL_IN[-1]

NO_ADDRESS = "This site has no address on the web yet. The path is the one below its home page."


@dataclass(frozen=True)
class Context:
    """What every printed page is made from: the data, where the site is, and the changes to it."""

    library: Library
    paper: SiteUrls


@dataclass(frozen=True)
class Sheet:
    """What stands on every sheet: where the page is on the web, which state of it this is.

    ``mark`` stands at the head, for example that the page is a draft.
    """

    address: str
    state: str
    version: date | None = None
    mark: str = ""

    def attributes(self, title: str) -> str:
        """Return the attributes from which the stylesheet takes it. ``title`` is plain text."""
        values = {
            "title": title,
            "address": self.address,
            "state": self.state,
            "mark": self.mark,
        }
        return " ".join(f'data-{name}="{text(value)}"' for name, value in values.items())


def sheet(
    paper: SiteUrls, address: Address, version: date | None, *, held: str = "", mark: str = ""
) -> Sheet:
    """Return what stands on every sheet of a document. ``held`` is the date of the audit."""
    state = " · ".join(words for words in (held, version_in_words(version)) if words)
    return Sheet(paper.shown(address), state, version, mark)


# --- The document -------------------------------------------------------------------------------


def document(title: str, every: Sheet, body: str, kind: str = "") -> str:
    """Return a whole document. ``title`` is plain text, ``kind`` is a class for the stylesheet."""
    day = every.version
    changed = f'<meta name="dcterms.modified" content="{day.isoformat()}">' if day else ""
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{text(title)}</title>"
        f'<meta name="author" content="{text(SSCP)}">{changed}</head>'
        f'<body class="{kind}" {every.attributes(title)}>{body}</body></html>'
    )


@dataclass(frozen=True)
class Title:
    """The title of a briefing, what kind of briefing it is, and who it is by. Plain text."""

    kicker: str
    title: str
    by: str = ""


def masthead(context: Context, title: Title, address: Address, place: Place = ALONE) -> str:
    """Return the head of a briefing with its title and a code that opens the page on the web."""
    level = place.level
    identity = f' id="{text(place.fragment)}"' if place.fragment else ""
    under = f'<p class="by">{text(title.by)}</p>' if title.by else ""
    return (
        f'<div class="masthead"><div class="words"><p class="kicker">{text(title.kicker)}</p>'
        f"<h{level}{identity}>{text(title.title)}</h{level}>{under}</div>"
        f"{code(context.paper, address)}</div>"
    )


def code(paper: SiteUrls, address: Address) -> str:
    """Return a QR code that opens a page, or in words why there is none."""
    url = paper.url(address)
    if not url:
        return f'<p class="code code--none">{NO_ADDRESS}</p>'
    alt = f"QR code that opens {paper.shown(address)}"
    return (
        f'<div class="code"><a href="{text(url)}"><img src="{_code_image(url)}" alt="{text(alt)}">'
        "</a><p>Read it online</p></div>"
    )


@lru_cache(maxsize=4096)
def _code_image(url: str) -> str:
    """Return a QR code as the address of an image that is part of the page."""
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=2, dark="#08333d")
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode("ascii")


def section(level: int, title: str, body: str, css: str = "") -> str:
    """Return a heading and what belongs to it. ``title`` is plain text, ``body`` HTML."""
    kind = f' class="{css}"' if css else ""
    return f"<section{kind}><h{level}>{text(title)}</h{level}>{body}</section>"


def items(entries: Iterable[str], css: str = "", tag: str = "ul") -> str:
    """Return a list of pieces of HTML."""
    kind = f' class="{css}"' if css else ""
    return f"<{tag}{kind}>" + "".join(f"<li>{entry}</li>" for entry in entries) + f"</{tag}>"


# --- Facts --------------------------------------------------------------------------------------


def dots(filled: int, of: int) -> str:
    """Return a row of dots. They are drawn only: the words beside them say the same."""
    drawn = '<span class="dot"></span>' * filled
    drawn += '<span class="dot empty"></span>' * (of - filled)
    return f'<span class="dots">{drawn}</span>'


def figure(counted: Figure | None) -> str:
    """Return a figure such as 5/6, drawn."""
    return f" {dots(counted.count, counted.of)}" if counted else ""


def sample(taken: Sample | None) -> str:
    """Return the size of a sample and its groups, in words and drawn one dot for each."""
    if taken is None:
        return "Not recorded"
    few = taken.size <= MOST_DOTS
    size = counted(taken.size, *UNITS[taken.unit])
    if not taken.groups:
        return f"{size} {dots(taken.size, taken.size) if few else ''}".rstrip()
    groups = (
        f"{dots(group.count, group.count) if few else ''} {group.count} {text(group.label)}"
        for group in taken.groups
    )
    drawn = " ".join(f'<span class="group">{group.strip()}</span>' for group in groups)
    return f'<span class="size">{size}:</span> {drawn}'


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Return facts as a row of terms. The values are HTML."""
    return items((f"<b>{text(term)}</b> <span>{value}</span>" for term, value in rows), "facts")


# --- Guides -------------------------------------------------------------------------------------


def address_of_guide(context: Context, guide: Guidance) -> str:
    """Return where a guide is, as HTML. One elsewhere has its own address, however long."""
    entry = guidance_entry_address(guide.id)
    if guide.url:
        return _linked(guide.url, short(guide.url))
    address = Address(guide.page) if guide.page else entry
    return _linked(context.paper.url(address), context.paper.shown(address))


def _linked(url: str, shown: str) -> str:
    """Return a printed address, as a link where there is something to link to."""
    inside = f'<a href="{text(url)}">{text(shown)}</a>' if url else text(shown)
    return f'<span class="address">{inside}</span>'


def guide_line(context: Context, guide: Guidance) -> str:
    """Return a guide with its publisher, how far it is, and where it is."""
    by = f", {text(guide.publisher)}" if guide.publisher != SSCP else ""
    state = "" if guide.status == "published" else f" {status(STATUS_WORDS[guide.status])}"
    line = f"<b>{text(guide.title)}</b>{by}.{state}<br>{address_of_guide(context, guide)}"
    if not guide.meanwhile:
        return line
    ours = context.library.guidance_by_id[guide.meanwhile]
    return f"{line}<br>Until then, our draft: {address_of_guide(context, ours)}"


def status(words: str) -> str:
    """Return a mark that must be seen, such as that a page is a draft. ``words`` is plain text."""
    return f'<span class="status">{text(words)}.</span>'


def guides(context: Context, found: Sequence[Guidance], level: int, none: str) -> str:
    """Return the guides that help, or a sentence that there are none."""
    if not found:
        return section(level, "Guidance that helps", f"<p>{text(none)}</p>", "guides")
    lines = items(guide_line(context, guide) for guide in found)
    return section(level, "Guidance that helps", lines, "guides")


# --- For the meeting ----------------------------------------------------------------------------


def discussion(level: int) -> str:
    """Return the three questions to talk about."""
    questions = items((text(question) for question in QUESTIONS), "questions", "ol")
    return section(level, "Talk about it", questions, "discussion")


def what_we_will_do(level: int, rows: int) -> str:
    """Return a table to fill in."""
    heads = ("Action", "Who", "By when", "How will we know")
    head = "".join(f'<th scope="col">{words}</th>' for words in heads)
    row = f"<tr>{'<td></td>' * len(heads)}</tr>"
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{row * rows}</tbody></table>"
    return section(level, "What will we do?", table, "plan")


def worried(library: Library, level: int) -> str:
    """Return who to call when worried about a child, with hours and where the numbers come from."""
    if not library.contacts:
        return ""
    body = items(_contact(contact) for contact in library.contacts)
    body += f'<p class="source">{where_from(library)}</p>'
    return section(level, "Worried about a child?", body, "worried")


def _contact(contact: Contact) -> str:
    hours = f' <span class="hours">{text(". ".join(contact.hours))}</span>' if contact.hours else ""
    return (
        f'<span class="when">{text(contact.when)}</span> {text(contact.name)}: '
        f'<b class="number">{text(contact.number)}</b>{hours}'
    )


def draft_mark(guide: Guidance) -> str:
    """Return the words at the head of every page of a draft, or nothing."""
    return "Draft, to be confirmed" if guide.status == "draft" else ""


def draft_notice(guide: Guidance) -> str:
    """Return the notice on a draft of ours, or nothing."""
    if guide.status != "draft":
        return ""
    reviewed = f" Last reviewed {day_in_words(guide.reviewed)}." if guide.reviewed else ""
    return (
        '<p class="draft"><b>Draft from public guidance, to be confirmed by the partnership.</b>'
        f"{reviewed} Where it differs from the local procedures, follow the local procedures.</p>"
    )
