"""How the partnership responds: the page of all responses, and those to one audit or theme."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from macros.addresses.links import (
    Address,
    CurrentPage,
    audit_address,
    guidance_entry_address,
    theme_address,
)
from macros.pages.html import fill
from macros.records.library import Library
from macros.records.records import Guidance
from macros.records.responses import Response

#: A pair of an address and a label.
Place = tuple[Address, str]


def response_list(here: CurrentPage, responses: Iterable[Response]) -> str:
    """Return responses with their status, or an empty string if there are none."""
    listed = list(responses)
    return fill("responses", "listed", here=here, responses=listed) if listed else ""


def response_page(library: Library, here: CurrentPage) -> str:
    """Return every response under its heading, newest year first."""
    groups = []
    for group in library.response_groups:
        of_group = [response for response in library.responses if response.group == group.id]
        newest_first = sorted(of_group, key=lambda response: response.year, reverse=True)
        by_year = groupby(newest_first, key=lambda response: response.year)
        years = [
            (year, [(r, _answers(library, r), _guides(library, r)) for r in responses])
            for year, responses in by_year
        ]
        groups.append((group, years))
    return fill("responses", "page", here=here, groups=groups)


def _answers(library: Library, response: Response) -> list[Place]:
    """Return the audits and themes that a response answers."""
    audits = [library.audit_by_id[audit_id] for audit_id in response.audits]
    themes = [library.theme_by_id[theme_id] for theme_id in response.themes]
    return [
        *((audit_address(audit), f"{audit.title} audit, {audit.year}") for audit in audits),
        *((theme_address(theme.id), theme.title) for theme in themes),
    ]


def _guides(library: Library, response: Response) -> list[tuple[str, list[Place]]]:
    """Return the guides that belong to a response: those a briefing named, and our own."""
    guides = library.guidance_of_response(response)
    named = [_entry(guide) for guide in guides if not guide.page]
    ours = [_entry(guide) for guide in guides if guide.page]
    return [("Guides named:", named), ("Our guides on this:", ours)]


def _entry(guide: Guidance) -> Place:
    title = f"{guide.title} (draft)" if guide.status == "draft" else guide.title
    return guidance_entry_address(guide.id), title
