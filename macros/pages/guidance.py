"""Guides: their status, the list of all, and what audits found that each helps with."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from macros.addresses.links import CurrentPage, reminders_of_year_address, response_address
from macros.pages.findings import CHOSEN_HERE, by_year
from macros.pages.html import blocks, empty_notice, fill, heading_text, without_links
from macros.pages.responses import Place, response_list
from macros.records.library import Library
from macros.records.lists import SCOPE_MARKS, Source
from macros.records.records import Guidance

SCOPE_WORDS = {
    "national": "National guidance or law.",
    "professional": "Standard or guidance for professionals. Not law.",
    "national-copy": SCOPE_MARKS["national-copy"],
    "solihull": "From {area}.",
    "west-midlands": "From the West Midlands region or Birmingham.",
    "other-area": "Another area's guidance, for comparison. Not {area}'s rule.",
}


def guidance_list(library: Library, here: CurrentPage, guides: Iterable[Guidance]) -> str:
    """Return guides as a list with their status, or an empty string if there are none."""
    listed = list(guides)
    return fill("guidance", "guides", library=library, here=here, guides=listed) if listed else ""


def index(library: Library, here: CurrentPage, ours: bool) -> str:
    """Return the entries of our own guides, or of all others that the briefing names."""
    entries = [
        (guide, _host(guide.look_here), _named_in(library, guide))
        for guide in library.guidance
        if bool(guide.page) == ours
    ]
    return fill("guidance", "index", library=library, here=here, entries=entries)


def _host(url: str | None) -> str:
    return urlsplit(url).netloc.removeprefix("www.") if url else ""


def _named_in(library: Library, guide: Guidance) -> list[Place]:
    """Return the responses that name a guide."""
    responses = library.responses_to.get(("guidance", guide.id), ())
    return [(response_address(r.id), without_links(r.text)) for r in responses]


def status_banner(library: Library, here: CurrentPage, guide: Guidance) -> str:
    """Return the notice at the top of our own guide that says how far it can be relied on."""
    procedures = library.guidance_by_id.get("local-procedures")
    return fill("guidance", "banner", here=here, guide=guide, procedures=procedures)


def findings(library: Library, here: CurrentPage, guide: Guidance) -> str:
    """Return the reminders and good practice that a guide helps with."""
    found = library.findings_by_guidance.get(guide.id, ())
    if not found:
        return empty_notice("No audit names this guide yet.")
    note = fill("findings", "chosen_here", note=CHOSEN_HERE)
    return blocks([by_year(library, here, found, reminders_of_year_address), note])


def responses(library: Library, here: CurrentPage, guide: Guidance) -> str:
    """Return the responses about a guide, or about one that it replaces for now."""
    ids = [guide.id, *(g.id for g in library.guidance if g.meanwhile == guide.id)]
    found = {r.id: r for i in ids for r in library.responses_to.get(("guidance", i), ())}
    return response_list(here, found.values()) or empty_notice("No response names this guide yet.")


def source_note(library: Library, source: Source) -> str:
    """Return a source as the text of a footnote, in Markdown."""
    scope = SCOPE_WORDS[source.scope].format(area=heading_text(library.ours.area))
    title = heading_text(source.title)
    linked = f"[{title}]({source.url})" if source.url else title
    year = f", {heading_text(source.year)}" if source.year else ""
    return f"{linked}, {heading_text(source.publisher)}{year}. {scope}"
