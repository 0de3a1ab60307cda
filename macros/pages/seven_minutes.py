"""The 7-minute briefings: seven panels on an audit, a theme, or the themes of a year.

The panels are plain values. ``templates/seven_minutes.html`` shows them on a page, and ``printing``
on a sheet and on slides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from macros.addresses.links import (
    Address,
    CurrentPage,
    audit_address,
    audit_briefing_address,
    guide_address,
    item_address,
    response_address,
    theme_address,
    theme_briefing_address,
    year_address,
    year_briefing_address,
)
from macros.addresses.site_urls import SiteUrls
from macros.pages.audits import how_and_when, rating_lines
from macros.pages.html import fill, without_links
from macros.pages.limits import AUDITS_ON_INDEX, how_many_fit
from macros.pages.questions import STANDING_QUESTIONS, Questions, questions_of
from macros.pages.sending import mail
from macros.records.dates import ProgrammeYear, day_in_words
from macros.records.findings import Finding
from macros.records.library import Findings, Library
from macros.records.records import Audit, Guidance, Statement, Theme
from macros.records.responses import Response, status_note

NAME = "7-minute briefing"


@dataclass(frozen=True)
class Point:
    """A sentence of a panel: what is said before, after and below it, and where it is from.

    ``place`` is a place on the site, or the address of another site. ``keep``: it is one of those
    that are shown where there is no room for all.
    """

    text: str
    place: Address | str = ""
    label: str = ""
    note: str = ""
    points: tuple[str, ...] = ()
    keep: bool = False

    @property
    def in_lines(self) -> str:
        """The point as plain text, with each of those below it on a line of its own."""
        label, note = f"{self.label}: " * bool(self.label), f" ({self.note})" * bool(self.note)
        return "\n– ".join((f"{label}{self.text}{note}", *self.points))


@dataclass(frozen=True, eq=False)  # its hash is asked for often, and would be that of all its texts
class Panel:
    """One of the seven panels. ``empty`` is said if there are no points, ``note`` with them.

    ``opens``: its points are what a reader opens, so they are links.
    """

    title: str
    one: str
    many: str
    empty: str
    points: tuple[Point, ...] = ()
    note: str = ""
    opens: bool = False


@dataclass(frozen=True)
class SevenMinutes:
    """A 7-minute briefing: its own page, the page that it is about, and its seven panels."""

    kicker: str
    title: str
    by: str
    page: Address
    subject: Address
    panels: tuple[Panel, ...]
    help_first: bool = False

    @property
    def document_title(self) -> str:
        """Its title where nothing above it says what it is."""
        return f"{self.title}: {NAME}"


#: The panels in their order, the same in every briefing.
PANELS = (
    Panel("What we looked at", "point", "points", "No audit is recorded.", opens=True),
    Panel("Why it matters", "statement", "statements", "No statement on its themes is recorded."),
    Panel("What was good", "example", "examples", "No good practice is recorded."),
    Panel("What to do differently", "reminder", "reminders", "No practice reminder is recorded."),
    Panel("What helps", "guide", "guides", "No guide is here yet.", opens=True),
    Panel(
        "What the partnership is doing",
        "response",
        "responses",
        "No response is linked to this on this site.",
    ),
    Panel("Questions for your team", "question", "questions", ""),
)


def _panels(
    contents: Sequence[Iterable[Point]],
    questions: Questions,
    group_said: str,
    responses: Sequence[Response],
) -> tuple[Panel, ...]:
    """Return the panels with their points: ``contents`` are those of the first six."""
    asked = (Point(question) for question in questions.sentences)
    notes = ("", group_said, "", "", "", status_note(responses), questions.note)
    return tuple(
        replace(panel, points=(found := tuple(points)), note=note if found else "")
        for panel, points, note in zip(PANELS, (*contents, asked), notes, strict=True)
    )


# --- Each kind --------------------------------------------------------------------------------


def of_audit(library: Library, audit: Audit) -> SevenMinutes:
    """Return the briefing of an audit."""
    publisher = library.publisher_of(audit)
    # What we said and what we do never answers the findings of another publisher.
    statements = _said_on(library, audit) if publisher.ours else []
    own = library.responses_to.get(("audit", audit.id), ()) if library.concerns_us(audit) else ()
    done = [
        *(Point(sentence, label=publisher.short) for sentence in audit.what_they_did),
        *map(_response, own),
    ]
    return SevenMinutes(
        kicker=f"{NAME} · {audit.year}",
        title=library.titled(audit),
        by=publisher.arranged,
        page=audit_briefing_address(audit),
        subject=audit_address(audit),
        help_first=audit.help_first,
        panels=_panels(
            (
                [
                    *(Point(sentence) for sentence in audit.background or [how_and_when(audit)]),
                    *(Point(line, label="Rated") for line in rating_lines(audit)),
                    *(_finding(audit, item, "Found") for item in audit.found),
                    *(_finding(audit, item, "Recommended") for item in audit.recommendations),
                ],
                [
                    replace(point, keep=_is_its_own(theme, audit))
                    for (theme, _), point in zip(statements, _statements(statements), strict=True)
                ],
                (_finding(audit, item) for item in audit.good_practice),
                (replace(_finding(audit, item), keep=bool(item.key)) for item in audit.reminders),
                _guides(library, library.guidance_of_audit(audit)),
                done,
            ),
            questions_of(audit),
            f"{_who_said(library, statements)} This site linked them to this audit.",
            own,
        ),
    )


def of_theme(library: Library, theme: Theme) -> SevenMinutes:
    """Return the briefing of a theme."""
    found = library.our_findings(library.findings_by_theme.get(theme.id, ()))
    responses = library.responses_to.get(("theme", theme.id), ())
    return SevenMinutes(
        kicker=f"{NAME} · theme",
        title=theme.title,
        by=library.ours.arranged,
        page=theme_briefing_address(theme.id),
        subject=theme_address(theme.id),
        panels=_panels(
            (
                [
                    *_audits(item.audit for item in found),
                    *_of_findings(found, "found", "Found"),
                    *_of_findings(found, "recommendations", "Recommended"),
                ],
                [Point(" ".join(said.text), note=said.year) for said in theme.newest_first],
                _of_findings(found, "good_practice"),
                _of_findings(found, "reminders"),
                _guides(library, library.guidance_of_theme(theme.id)),
                map(_response, responses),
            ),
            STANDING_QUESTIONS,
            f"Said by the {library.ours.by} about all audits.",
            responses,
        ),
    )


def of_year(library: Library, year: ProgrammeYear) -> SevenMinutes:
    """Return the briefing of a year.

    What was said of all its audits is kept where there is no room for all. Of the findings, each
    theme has one before any has another; then come those without a theme.
    """
    audits, by_theme = library.our_audits_of_year[year], library.findings_by_theme
    of_themes = [
        (t, library.our_findings(f for f in by_theme.get(t.id, ()) if f.audit.year == year))
        for t in library.themes
    ]
    statements = [
        (theme, said) for theme, _ in of_themes for said in theme.statements if said.year == year
    ]
    guides = chain.from_iterable(
        [
            *(library.guidance_of_theme(theme.id) for theme, found in of_themes if found),
            *map(library.guidance_of_audit, audits),
        ]
    )
    responses = [response for response in library.responses if response.year == year]
    return SevenMinutes(
        kicker=NAME,
        title=f"All audits {year.after_noun}",
        by=library.ours.arranged,
        page=year_briefing_address(year),
        subject=year_address(year),
        panels=_panels(
            (
                [
                    *_audits(audits),
                    *(
                        _finding(audit, item, label, _source(audit))
                        for audit in audits
                        for label, items in (
                            ("Found", audit.found),
                            ("Recommended", audit.recommendations),
                        )
                        for item in items
                    ),
                ],
                [replace(point, keep=True) for point in _statements(statements)],
                _in_turn(of_themes, audits, "good_practice"),
                _in_turn(of_themes, audits, "reminders"),
                _guides(library, guides),
                map(_response, responses),
            ),
            STANDING_QUESTIONS,
            _who_said(library, statements),
            responses,
        ),
    )


# --- Points -----------------------------------------------------------------------------------


def _audits(audits: Iterable[Audit]) -> Iterator[Point]:
    for audit in audits:
        yield Point(how_and_when(audit), audit_briefing_address(audit), audit.title)


def _said_on(library: Library, audit: Audit) -> list[tuple[Theme, Statement]]:
    """Return what the group said on the themes of an audit's reminders, its own theme first.

    The themes of its good practice are left out: what was said of a whole year would stand
    against what this audit found.
    """
    named = {theme_id for item in audit.reminders for theme_id in item.themes}
    themes = [theme for theme in library.themes if theme.id in named]
    themes.sort(key=lambda theme: not _is_its_own(theme, audit))
    return [(theme, said) for theme in themes if (said := _statement(theme, audit.year))]


def _is_its_own(theme: Theme, audit: Audit) -> bool:
    return theme.title.casefold() == audit.title.casefold()


def _statement(theme: Theme, year: ProgrammeYear) -> Statement | None:
    """Return what was said about a theme in a year; if nothing was, what was said last."""
    return max(theme.statements, key=lambda said: (said.year == year, said.year), default=None)


def _statements(statements: Iterable[tuple[Theme, Statement]]) -> Iterator[Point]:
    for theme, said in statements:
        yield Point(" ".join(said.text), theme_address(theme.id), theme.title)


def _who_said(library: Library, statements: Iterable[tuple[Theme, Statement]]) -> str:
    years = sorted({said.year for _, said in statements}, reverse=True)
    return f"Said by the {library.ours.by} about all audits, {', '.join(years)}."


def _finding(audit: Audit, item: Finding, label: str = "", note: str = "") -> Point:
    under = f"under “{item.heading}”" if label and item.heading else item.heading
    note = ". ".join(filter(None, (item.terms, note)))
    label = ", ".join(filter(None, (label, under)))
    return Point(item.text, item_address(audit, item), label, note, item.points)


def _source(audit: Audit) -> str:
    return f"{audit.title}, {audit.when}"


def _of_findings(found: Iterable[Findings], kind: str, label: str = "") -> Iterator[Point]:
    for of_audit in found:
        audit = of_audit.audit
        for item in getattr(of_audit, kind):
            yield _finding(audit, item, label, _source(audit))


def _in_turn(
    of_themes: Iterable[tuple[Theme, Sequence[Findings]]], audits: Iterable[Audit], kind: str
) -> Iterator[Point]:
    """Yield the first finding of each theme, then the second, and so on; none of them twice.

    At the end come those of the audits that have no theme.
    """
    rows = [
        [(theme, of_audit.audit, item) for of_audit in found for item in getattr(of_audit, kind)]
        for theme, found in of_themes
    ]
    said: set[tuple[str, str]] = set()
    for theme, audit, item in filter(None, chain.from_iterable(zip_longest(*rows))):
        if (audit.id, item.id) not in said:
            said.add((audit.id, item.id))
            yield _finding(audit, item, theme.short, _source(audit))
    for audit in audits:
        for item in getattr(audit, kind):
            if (audit.id, item.id) not in said:
                yield _finding(audit, item, note=_source(audit))


def _guides(library: Library, guides: Iterable[Guidance]) -> Iterator[Point]:
    """Yield the guides that readers can open, and ours that help until the others are here."""
    by_id = library.guidance_by_id
    ids = [guide.id if guide.is_here else guide.meanwhile for guide in guides]
    for guide in (by_id[guide_id] for guide_id in dict.fromkeys(ids) if guide_id):
        note = "draft" if guide.status == "draft" else ""
        yield Point(guide.title, guide.url or guide_address(guide), note=note)


def _response(response: Response) -> Point:
    """Return a response with how far it is, and when that was known."""
    if response.updates:
        note = f"{response.status_now.capitalize()}, {day_in_words(response.last_heard)}"
    else:
        note = f"{response.status.capitalize()} in {response.year}"
    return Point(without_links(response.text), response_address(response.id), note=note)


# --- Pages ------------------------------------------------------------------------------------


def page(here: CurrentPage, urls: SiteUrls, briefing: SevenMinutes) -> str:
    """Return a briefing as a page: the seven headings with everything that belongs below them."""
    sentences = [point.in_lines for point in briefing.panels[3].points]
    message = mail(briefing.document_title, sentences, urls.url(briefing.page))
    return fill("seven_minutes", "page", here=here, briefing=briefing, mail=message)


def link_of_theme(library: Library, here: CurrentPage, theme: Theme) -> str:
    """Return a link from the page of a theme to its briefing, if it has one."""
    address = theme_briefing_address(theme.id) if theme in library.our_themes else None
    return fill("seven_minutes", "link_to", here=here, address=address)


def link_of_year(library: Library, here: CurrentPage, year: ProgrammeYear) -> str:
    """Return the same of a year."""
    address = year_briefing_address(year) if year in library.our_audits_of_year else None
    return fill("seven_minutes", "link_to", here=here, address=address)


def index(library: Library, here: CurrentPage) -> str:
    """Return links to all briefings; of years that do not fit only to that of the year."""
    fit = how_many_fit(map(len, library.audits_of_year.values()), AUDITS_ON_INDEX)
    years = [
        (year, audits if position < fit else ())
        for position, (year, audits) in enumerate(library.audits_of_year.items())
    ]
    return fill(
        "seven_minutes", "index", library=library, here=here, years=years, themes=library.our_themes
    )
