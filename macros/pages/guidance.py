"""Guides: the line that says how far one is, the list of all, and what audits found for each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from macros.addresses.links import (
    Address,
    CurrentPage,
    guidance_entry_address,
    reminders_of_year_address,
    response_address,
)
from macros.pages.dates import day_in_words
from macros.pages.findings import by_year
from macros.pages.html import (
    empty_notice,
    external_link,
    heading_text,
    inline_markdown,
    link,
    list_of,
    text,
    without_links,
)
from macros.pages.responses import response_list
from macros.records.library import Library
from macros.records.records import SSCP, Guidance, Source

STATUS_WORDS = {
    "published": "Published",
    "draft": "Draft, to be confirmed by the partnership",
    "in development": "In development. Not yet available here",
    "link to be confirmed": "Link to be confirmed. Not yet available here",
}

SCOPE_WORDS = {
    "national": "National guidance or law.",
    "solihull": "From Solihull.",
    "west-midlands": "From the West Midlands region or Birmingham.",
    "other-area": "Another area's guidance, for comparison. Not Solihull's rule.",
}


def guide_link(here: CurrentPage, guide: Guidance) -> str:
    """Return a link to a guide, or to its entry in the list of guides if it cannot be had yet."""
    if guide.url:
        return external_link(guide.url, guide.title)
    address = Address(guide.page) if guide.page else guidance_entry_address(guide.id)
    return link(here, address, guide.title)


def guidance_list(library: Library, here: CurrentPage, guides: Iterable[Guidance]) -> str:
    """Return guides as a list with their status, or an empty string if there are none."""
    items = [
        f"{guide_link(here, guide)}{_by(guide)} {status_tag(guide)}"
        f"{_meanwhile(library, here, guide)}"
        for guide in guides
    ]
    return list_of(items, "sscp-guides") if items else ""


def _by(guide: Guidance) -> str:
    return f", {text(guide.publisher)}" if guide.publisher != SSCP else ""


def status_tag(guide: Guidance) -> str:
    """Return how far a guide is, as a short tag."""
    css = guide.status.replace(" ", "-")
    return f'<span class="sscp-status sscp-status--{css}">{STATUS_WORDS[guide.status]}</span>'


def _meanwhile(library: Library, here: CurrentPage, guide: Guidance) -> str:
    if not guide.meanwhile:
        return ""
    ours = library.guidance_by_id[guide.meanwhile]
    return f"<br>Until then: {guide_link(here, ours)} (our draft)"


def index(library: Library, here: CurrentPage, ours: bool) -> str:
    """Return the entries of our own guides, or of all others that the briefing names."""
    items = [_entry(library, here, guide) for guide in library.guidance if bool(guide.page) == ours]
    return "\n".join(['<ul class="sscp-entries">', *items, "</ul>"])


def _entry(library: Library, here: CurrentPage, guide: Guidance) -> str:
    """Return all that is known of a guide: where it is, or that it is not available here yet."""
    title = guide_link(here, guide) if guide.page or guide.url else text(guide.title)
    lines = [status_tag(guide)]
    if guide.publisher != SSCP:
        lines.append(f"From {text(guide.publisher)}.")
    if guide.note:
        lines.append(inline_markdown(here, guide.note))
    if guide.look_here:
        host = guide.look_here.split("/")[2].removeprefix("www.")
        lines.append(f"Nearest place to look: {external_link(guide.look_here, host)}.")
    lines.append(_meanwhile(library, here, guide).removeprefix("<br>"))
    named = library.responses_to.get(("guidance", guide.id), ())
    if named:
        places = [
            link(here, response_address(response.id), without_links(response.text))
            for response in named
        ]
        lines.append(f"Named in: {'; '.join(places)}")
    if guide.reviewed:
        lines.append(f"Last reviewed {day_in_words(guide.reviewed)}.")
    body = "".join(f"<p>{line}</p>" for line in lines if line)
    return f'<li><h3 id="{guide.id}">{title}</h3>{body}</li>'


def status_banner(guide: Guidance) -> str:
    """Return the notice at the top of a guide of ours that says how far it can be relied on."""
    reviewed = f"Last reviewed {day_in_words(guide.reviewed)}. " if guide.reviewed else ""
    if guide.status != "draft":
        return f'<p class="sscp-reviewed">{reviewed}</p>' if reviewed else ""
    return (
        '<div class="sscp-draft sscp-icon" role="note"><p>'
        "<strong>Draft from public guidance, to be "
        f"confirmed by the partnership.</strong> {reviewed}"
        "Where it differs from the local procedures, follow the local procedures.</p></div>"
    )


def findings(library: Library, here: CurrentPage, guide: Guidance) -> str:
    """Return the reminders and good practice that a guide helps with."""
    found = library.findings_by_guidance.get(guide.id, ())
    if not found:
        return empty_notice("No audit names this guide yet.")
    return by_year(here, found, reminders_of_year_address)


def responses(library: Library, here: CurrentPage, guide: Guidance) -> str:
    """Return the responses that are about a guide, or about one that it stands in for."""
    ids = [guide.id, *(g.id for g in library.guidance if g.meanwhile == guide.id)]
    found = {r.id: r for i in ids for r in library.responses_to.get(("guidance", i), ())}
    return response_list(here, found.values()) or empty_notice("No response names this guide yet.")


def procedures_link(library: Library, here: CurrentPage) -> str:
    """Return a link to where the local procedures can be found."""
    guide = library.guidance_by_id.get("local-procedures")
    if guide is None:
        return "ask the partnership where to find them"
    return link(here, guidance_entry_address(guide.id), "where to find them")


def source_note(source: Source) -> str:
    """Return a source as the text of a footnote, in Markdown."""
    title = heading_text(source.title)
    linked = f"[{title}]({source.url})" if source.url else title
    year = f", {heading_text(source.year)}" if source.year else ""
    return f"{linked}, {heading_text(source.publisher)}{year}. {SCOPE_WORDS[source.scope]}"


def with_sources(markdown: str, library: Library) -> tuple[str, list[str]]:
    """Return a page's Markdown with a footnote for each source that it cites as ``[^id]``.

    Also returns the ids for which there is no source.
    """
    # Text of the data in a heading has a backslash before each sign of Markdown.
    cited = list(dict.fromkeys(re.findall(r"(?<!\\)\[\^([^\]\s]+)\]", markdown)))
    known = [source_id for source_id in cited if source_id in library.source_by_id]
    notes = [f"[^{i}]: {source_note(library.source_by_id[i])}" for i in known]
    return "\n\n".join([markdown, *notes]), [i for i in cited if i not in library.source_by_id]
