"""The home page."""

from __future__ import annotations

from macros.addresses.links import SEARCH_PAGE, CurrentPage
from macros.addresses.standard_pages import learned_in
from macros.pages.audits import audit_sentence, cards
from macros.pages.badges import situation_link, theme_link
from macros.pages.guidance import guidance_list
from macros.pages.html import blocks, empty_notice, heading, link, list_of, text
from macros.pages.news import news
from macros.pages.theme_matrix import theme_audit_picture
from macros.problems import counted
from macros.records.fields import ProgrammeYear
from macros.records.library import Library

#: How many audits the home page shows, newest years first. Of the newest it shows some always.
AUDITS_ON_HOME = 12
NEWS_ON_HOME = 5


def search(here: CurrentPage) -> str:
    """Return a form that leads to the search page."""
    return (
        f'<form class="sscp-ask" action="{text(here.href(SEARCH_PAGE))}" method="get" '
        'role="search" data-search-exclude>'
        '<label class="sscp-visually-hidden" for="home-search">'
        "Search reminders, guidance and the glossary</label>"
        '<input id="home-search" name="q" type="search" autocomplete="off" '
        'placeholder="For example: siblings">'
        '<button class="sscp-icon" type="submit">Search</button></form>'
    )


def newest_year(library: Library) -> str:
    """Return a heading for the newest year and, in one sentence, what it holds."""
    if not library.years:
        return empty_notice("There are no audits yet.")
    year = library.years[0]
    return blocks([heading(2, learned_in(year), "newest-year"), _counted(library, year)])


def _counted(library: Library, year: ProgrammeYear) -> str:
    """Return in one sentence or two what a year holds."""
    responses = sum(response.year == year for response in library.responses)
    sentence = f"{audit_sentence(library.audits_of_year[year])}."
    if responses:
        sentence += f" {counted(responses, 'response', 'responses')} by the partnership so far."
    return f'<p class="sscp-lead">{sentence}</p>'


def _years_on_home(library: Library) -> list[ProgrammeYear]:
    """Return the newest year, and those before it whose audits fit beside its own.

    A new year begins with one audit. What was learned before must not be gone on that day.
    """
    shown: list[ProgrammeYear] = []
    room = AUDITS_ON_HOME
    for year, audits in library.audits_of_year.items():
        room -= len(audits)
        if shown and room < 0:
            break
        shown.append(year)
    return shown


def situations(library: Library, here: CurrentPage) -> str:
    """Return the moments of practice as large links."""
    items = [situation_link(here, situation) for situation in library.situations]
    return list_of(items, "sscp-tiles")


def themes(library: Library, here: CurrentPage) -> str:
    """Return the themes as links."""
    items = [theme_link(here, theme) for theme in library.themes]
    return list_of(items, "sscp-tiles sscp-tiles--wide")


def audits(library: Library, here: CurrentPage) -> str:
    """Return the audits of the newest year, and below them those of earlier years that fit."""
    parts = []
    for position, year in enumerate(_years_on_home(library)):
        if position:
            parts.append(heading(3, f"Audits of {year}", f"audits-{year.slug}"))
            parts.append(_counted(library, year))
        parts.append(cards(here, library.audits_of_year[year][:AUDITS_ON_HOME]))
    return blocks(parts)


def guides(library: Library, here: CurrentPage) -> str:
    """Return the guides that this site has pages of, with the status of each."""
    return guidance_list(library, here, [guide for guide in library.guidance if guide.page])


def picture(library: Library, here: CurrentPage) -> str:
    """Return the theme and audit picture of the years that the home page shows."""
    return theme_audit_picture(library, here, _years_on_home(library))


def newest(library: Library, here: CurrentPage) -> str:
    """Return what was added last, as links with the date of each."""
    items = [
        f"{link(here, item.address, item.title)}<span>{text(item.when)}</span>"
        for item in news(library)[:NEWS_ON_HOME]
    ]
    return list_of(items, "sscp-news", " data-search-exclude") if items else ""
