"""The home page."""

from __future__ import annotations

from macros.addresses.links import CurrentPage
from macros.addresses.standard_pages import learned_in
from macros.pages.audits import audit_sentence, cards
from macros.pages.audits import elsewhere as audits_elsewhere
from macros.pages.guidance import guidance_list
from macros.pages.html import empty_notice, fill
from macros.pages.limits import AUDITS_ON_HOME, how_many_fit
from macros.pages.news import news
from macros.problems import counted
from macros.records.dates import ProgrammeYear
from macros.records.library import Library

NEWS_ON_HOME = 6


def search(here: CurrentPage) -> str:
    """Return a form that leads to the search page."""
    return fill("home", "search", here=here)


def newest_year(library: Library) -> str:
    """Return a heading for the newest year, and a sentence that counts what is in it."""
    year = next(iter(library.our_audits_of_year), None)
    if year is None:
        return empty_notice("There are no audits yet.")
    return fill(
        "home",
        "newest_year",
        title=learned_in(library, year),
        sentence=_counted(library, year),
    )


def _counted(library: Library, year: ProgrammeYear) -> str:
    """Return a sentence or two that count what is in a year."""
    sentence = f"{audit_sentence(library.our_audits_of_year[year])}."
    responses = sum(response.year == year for response in library.responses)
    if responses:
        sentence += f" {counted(responses, 'response', 'responses')} reported in {year}."
    return sentence


def _years(library: Library) -> tuple[ProgrammeYear, ...]:
    """Return the newest year, and the earlier years whose audits also fit.

    A new year begins with one audit. Earlier learning must not disappear on that day.
    """
    audits = library.our_audits_of_year
    return tuple(audits)[: how_many_fit(map(len, audits.values()), AUDITS_ON_HOME)]


def situations(library: Library, here: CurrentPage) -> str:
    """Return the situations as large links."""
    return fill("home", "situations", library=library, here=here)


def themes(library: Library, here: CurrentPage) -> str:
    """Return the themes as links."""
    return fill("home", "themes", library=library, here=here)


def audits(library: Library, here: CurrentPage) -> str:
    """Return the audits of the newest year, and of earlier years that fit below them."""
    years = [
        (
            year,
            _counted(library, year),
            cards(library, library.our_audits_of_year[year][:AUDITS_ON_HOME]),
        )
        for year in _years(library)
    ]
    return fill("home", "audits_of_years", here=here, years=years)


def elsewhere(library: Library, here: CurrentPage) -> str:
    """Return the newest audits of other publishers below a heading, if there are any."""
    newest = [audit for audits in library.elsewhere_of_year.values() for audit in audits]
    return audits_elsewhere(library, here, newest, AUDITS_ON_HOME)


def guides(library: Library, here: CurrentPage) -> str:
    """Return our own guides, with their status."""
    return guidance_list(library, here, [guide for guide in library.guidance if guide.page])


def newest(library: Library, here: CurrentPage) -> str:
    """Return what was added last below a heading, as links with dates; nothing without a date."""
    dated = [item for item in news(library) if item.when]
    return fill("home", "news", here=here, items=dated[:NEWS_ON_HOME])
