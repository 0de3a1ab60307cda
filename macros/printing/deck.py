"""What is on the slides of a 7-minute briefing, in plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from macros.addresses.links import Address
from macros.addresses.site_urls import SiteUrls
from macros.pages.contacts import status_of
from macros.pages.seven_minutes import Panel, Point, SevenMinutes
from macros.printing.layout import Imprint, named_number
from macros.printing.panels import REMINDERS
from macros.records.lists import TO_CALL, Contact

#: How many reminders are on a slide at most, how many lines, and how many letters on each.
POINTS, LINES, LETTERS = 4, 12, 70


@dataclass(frozen=True)
class Slide:
    """A slide: its heading, its points, what is said below them, and the speaker's notes.

    ``is_full``: it has more lines than fit in the usual size of type.
    """

    title: str
    points: tuple[Point, ...]
    below: str = ""
    notes: tuple[str, ...] = ()
    is_full: bool = False


@dataclass(frozen=True)
class Deck:
    """The slides of a briefing. ``url`` is its address for the QR code, empty if it has none."""

    title: str
    kicker: str
    by: str
    author: str
    imprint: Imprint
    url: str
    slides: tuple[Slide, ...]


def deck(
    briefing: SevenMinutes,
    contacts: Sequence[Contact],
    *,
    urls: SiteUrls,
    imprint: Imprint,
    author: str,
) -> Deck:
    """Return the slides of a briefing. Nothing is left out: a panel may have many."""
    numbered = list(enumerate(briefing.panels, start=1))
    slides = [
        slide
        for number, panel in numbered
        if panel.points
        for slide in _of_panel(number, panel, urls, briefing.subject)
    ]
    slides += _empty([panel for _, panel in numbered if not panel.points])
    for helps in ("reader", "child"):
        slides += _to_call(TO_CALL[helps], [c for c in contacts if c.helps == helps])
    return Deck(
        title=briefing.title,
        kicker=briefing.kicker,
        by=briefing.by,
        author=author,
        imprint=imprint,
        url=urls.url(briefing.page),
        slides=tuple(slides),
    )


def _of_panel(number: int, panel: Panel, urls: SiteUrls, subject: Address) -> Iterator[Slide]:
    parts = list(_split(panel.points, POINTS if number == REMINDERS + 1 else LINES))
    for part, points in enumerate(parts, start=1):
        of = f" ({part} of {len(parts)})" if len(parts) > 1 else ""
        yield Slide(
            f"{number}. {panel.title}{of}",
            tuple(points),
            panel.note,
            tuple(f"{point.in_lines}\n{_where(point, urls, subject)}".strip() for point in points),
            is_full=_lines(points) > LINES,
        )


def _empty(panels: Sequence[Panel]) -> Iterator[Slide]:
    """Yield one slide for all panels without points, if there are any."""
    points = tuple(Point(panel.empty, label=panel.title) for panel in panels)
    if points:
        yield Slide("What is not recorded", points, notes=tuple(p.in_lines for p in points))


def _split(points: Sequence[Point], most: int) -> Iterator[list[Point]]:
    """Yield the points of each slide. A point that fills more than a slide is alone on its own."""
    slide: list[Point] = []
    for point in points:
        if slide and (len(slide) == most or _lines([*slide, point]) > LINES):
            yield slide
            slide = []
        slide.append(point)
    if slide:
        yield slide


def _lines(points: Sequence[Point]) -> int:
    return sum(len(wrap(line, LETTERS)) for each in points for line in each.in_lines.split("\n"))


def _where(point: Point, urls: SiteUrls, subject: Address) -> str:
    """Return where a sentence is from: its own place, or else the page that the briefing is on."""
    place = point.place or subject
    return place if isinstance(place, str) else urls.url(place)


def _to_call(title: str, contacts: Sequence[Contact]) -> Iterator[Slide]:
    points = [
        Point(
            named_number(contact),
            label=contact.when,
            note=", ".join(contact.hours) or contact.note or "",
        )
        for contact in contacts
    ]
    below = status_of(contacts)
    sources = dict.fromkeys(f"From {contact.source}." for contact in contacts)
    for slide in _split(points, LINES):
        yield Slide(title, tuple(slide), below, tuple(sources))
