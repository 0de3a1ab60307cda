"""What is due for another look: guides, telephone numbers and links to other sites.

Each of them says until when it should be looked at again (``review_by``). Nothing here reads a
clock or asks the network by itself: the day, and what other sites answer, are handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from macros.checks.report import shortened
from macros.pages.html import heading_text
from macros.records.fields import day_in_words
from macros.records.library import Library

#: Answers of sites that let no program in. A person must look whether the page is there.
ONLY_FOR_PEOPLE = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.METHOD_NOT_ALLOWED,
        HTTPStatus.TOO_MANY_REQUESTS,
    }
)


@dataclass(frozen=True)
class Due:
    """Something to look at again. ``last`` is when it was looked at, if it ever was."""

    what: str
    file: str
    id: str
    last: date | None
    review_by: date | None

    def __str__(self) -> str:
        last = (
            f"last looked at on {day_in_words(self.last)}"
            if self.last
            else "no earlier look is recorded"
        )
        until = f"due on {day_in_words(self.review_by)}" if self.review_by else "no date is set"
        return f"{self.what} ({self.file}, {self.id}): {until}, {last}."


def due(library: Library, today: date) -> list[Due]:
    """Return all that is due today or earlier, or that has no date, what is longest due first."""
    found = [
        *(
            Due(f"Guide: {g.title}", "data/guidance.yml", g.id, g.reviewed, g.review_by)
            for g in library.guidance
        ),
        *(
            Due(f"Contact: {c.name}", "data/contacts.yml", c.id, c.checked, c.review_by)
            for c in library.contacts
        ),
        *(
            Due(f"Source: {s.title}", "data/sources.yml", s.id, s.reviewed, s.review_by)
            for s in library.sources
        ),
    ]
    asked = [item for item in found if item.review_by is None or item.review_by <= today]
    return sorted(asked, key=lambda item: (item.review_by or date.max, item.file, item.id))


# --- Links to other sites ---------------------------------------------------------------------

_LINK = re.compile(r"\]\(\s*(https?://[^)\s]+)")


def outside_links(library: Library, pages: Mapping[str, str]) -> dict[str, list[str]]:
    """Return address to the places that link to it.

    ``pages`` maps a file of Markdown, as a path from the top of the repository, to its text.
    """
    found: dict[str, list[str]] = {}

    def note(address: str | None, place: str) -> None:
        if address and place not in found.setdefault(address, []):
            found[address].append(place)

    for guide in library.guidance:
        place = f"data/guidance.yml, {guide.id}"
        for address in (guide.url, guide.look_here, *_LINK.findall(guide.note or "")):
            note(address, place)
    for source in library.sources:
        note(source.url, f"data/sources.yml, {source.id}")
    for contact in library.contacts:
        note(contact.source_url, f"data/contacts.yml, {contact.id}")
    for response in library.responses:
        for address in _LINK.findall(response.text):
            note(address, f"data/responses.yml, {response.id}")
    for file, text in pages.items():
        for address in _LINK.findall(text):
            note(address, file)
    return found


@dataclass(frozen=True)
class LinkFault:
    """A link that does not work, or that only a person can look at."""

    address: str
    answer: str
    places: tuple[str, ...]
    is_broken: bool

    def __str__(self) -> str:
        return f"{self.address}: {self.answer} ({'; '.join(self.places)})."


def check_links(
    links: Mapping[str, list[str]], fetch: Callable[[str], int], at_once: int = 6
) -> list[LinkFault]:
    """Return the links that do not work, in the order of their addresses.

    ``fetch`` returns the number that a site answers with, and raises OSError if there is none.
    It is tried twice, because a site may be busy for a moment.
    """

    def look(address: str) -> LinkFault | None:
        answer, is_broken = "", True
        for _ in range(2):
            try:
                status = fetch(address)
            except (OSError, ValueError) as error:
                answer = f"no answer ({type(error).__name__})"
                continue
            if status < HTTPStatus.BAD_REQUEST:
                return None
            is_broken = status not in ONLY_FOR_PEOPLE
            answer = f"the answer is {status}"
        return LinkFault(address, answer, tuple(links[address]), is_broken)

    with ThreadPoolExecutor(at_once) as pool:
        return [fault for fault in pool.map(look, sorted(links)) if fault]


# --- What is said -----------------------------------------------------------------------------

NOTHING_DUE = "Nothing is due for review."


@dataclass(frozen=True)
class Review:
    """What is due on a day. ``links`` is ``None`` where the links were not checked."""

    today: date
    due: tuple[Due, ...]
    links: tuple[LinkFault, ...] | None = None

    @property
    def is_clear(self) -> bool:
        """Whether nobody needs to do anything."""
        return not self.due and not any(fault.is_broken for fault in self.links or ())

    def text(self) -> str:
        """Return the report for a terminal."""
        return "\n\n".join(
            "\n".join([f"{title}:", *(f"- {item}" for item in items)])
            for title, items in self._parts()
        )

    def markdown(self) -> str:
        """Return the report for an issue."""
        how = (
            "Look at each, then set the dates in its file: `reviewed` (for a contact `checked`) "
            "is the day on which you looked, `review_by` the day until which someone should look "
            "again. Set a date only if you have looked."
        )
        parts = [f"As of {day_in_words(self.today)}. {how}"]
        for title, items in self._parts():
            parts.append(f"\n## {title}\n")
            parts += [f"- [ ] {_as_text(str(item))}" for item in items]
        if self.is_clear:
            parts.append(f"\n{NOTHING_DUE}")
        rest = "Look at these first, and the next list has the rest."
        return shortened(parts, rest, between="\n") + "\n"

    def _parts(self) -> list[tuple[str, Iterable[Due | LinkFault]]]:
        links = self.links or ()
        parts: list[tuple[str, list[Due | LinkFault]]] = [
            ("Due for review", list(self.due)),
            ("Links that do not work", [fault for fault in links if fault.is_broken]),
            ("Links that only a person can check", [f for f in links if not f.is_broken]),
        ]
        return [(title, items) for title, items in parts if items]


def _as_text(value: str) -> str:
    return heading_text(value).replace("\\.", ".").replace("\\-", "-")
