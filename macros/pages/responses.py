"""How the partnership responds: the page of all responses, and those to one audit or theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from macros.addresses.links import (
    Address,
    CurrentPage,
    audit_address,
    guidance_entry_address,
    response_address,
    theme_address,
)
from macros.pages.html import fill, without_links
from macros.records.library import Library
from macros.records.records import Guidance
from macros.records.responses import Response, common_year, status_note

#: A pair of an address and a label.
Place = tuple[Address, str]


def response_list(here: CurrentPage, responses: Iterable[Response]) -> str:
    """Return responses with their status, or an empty string if there are none."""
    if not (listed := list(responses)):
        return ""
    return fill(
        "responses",
        "listed",
        here=here,
        responses=listed,
        note=status_note(listed),
        year=common_year(listed),
    )


def response_page(library: Library, here: CurrentPage) -> str:
    """Return every response under its heading, newest year first."""
    groups = []
    for group in library.response_groups:
        of_group = [response for response in library.responses if response.group == group.id]
        newest_first = sorted(of_group, key=lambda response: response.year, reverse=True)
        by_year = groupby(newest_first, key=lambda response: response.year)
        years = [
            (year, [(r, _places(library, r), became(library, r)) for r in responses])
            for year, responses in by_year
        ]
        groups.append((group, years))
    return fill("responses", "page", here=here, groups=groups)


def _places(library: Library, response: Response) -> list[tuple[str, list[Place]]]:
    """Return what belongs to a response: what it answers, and the guides on it."""
    return [("In response to:", answers(library, response)), *_guides(library, response)]


def answers(library: Library, response: Response) -> list[Place]:
    """Return the audits and themes that a response answers."""
    themes = [library.theme_by_id[theme_id] for theme_id in response.themes]
    return [
        *_audits(library, response.audits),
        *((theme_address(theme.id), f"Theme: {theme.title}") for theme in themes),
    ]


def _audits(library: Library, ids: Iterable[str]) -> Iterator[Place]:
    for audit in (library.audit_by_id[audit_id] for audit_id in ids):
        yield audit_address(audit), library.said(audit, f"{audit.named}, {audit.year}")


@dataclass(frozen=True)
class Became:
    """What became of a response, by the newest date in the data, ``by``."""

    overdue: bool
    silent: bool
    by: date | None
    followed_by: list[Place]
    follows: list[Place]


def became(library: Library, response: Response) -> Became:
    """Return what became of a response.

    One without updates is not called silent: its status says that there was none.
    """
    by = library.as_of
    earlier = library.responses_before.get(response.id, ())
    return Became(
        overdue=response.is_overdue(by),
        silent=bool(response.updates) and response.is_silent(by),
        by=by,
        followed_by=followed_by(library, response),
        follows=[_place(other) for other in earlier],
    )


def followed_by(library: Library, response: Response) -> list[Place]:
    """Return the audits that measured a response, and the responses that took its place."""
    audits = [i for i in response.followed_by if i in library.audit_by_id]
    others = [library.response_by_id[i] for i in response.followed_by if i not in audits]
    return [*_audits(library, audits), *map(_place, others)]


def _place(response: Response) -> Place:
    return response_address(response.id), without_links(response.text)


def _guides(library: Library, response: Response) -> list[tuple[str, list[Place]]]:
    """Return the guides that a response is about and does not link in its sentence."""
    guides = [guide for guide in library.guidance if guide.id in response.guidance]
    named = [_entry(guide) for guide in guides if not guide.page]
    ours = [_entry(guide) for guide in guides if guide.page]
    return [("Documents:", named), ("Guides:", ours)]


def _entry(guide: Guidance) -> Place:
    title = f"{guide.title} (draft)" if guide.status == "draft" else guide.title
    return guidance_entry_address(guide.id), title
