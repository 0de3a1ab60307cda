"""The pages of themes and of situations, and the lists of them."""

from __future__ import annotations

from macros.addresses.links import (
    CurrentPage,
    reminders_of_year_address,
    situations_of_year_address,
)
from macros.pages.contacts import status_of
from macros.pages.findings import CHOSEN_HERE, by_year
from macros.pages.guidance import guidance_list
from macros.pages.html import blocks, empty_notice, fill, tick_boxes
from macros.pages.limits import AUDITS_IN_HISTORY, how_many_fit
from macros.pages.responses import response_list
from macros.pages.theme_matrix import LINKS_ARE_OURS, theme_matrix
from macros.problems import in_words
from macros.records.library import Library
from macros.records.records import Situation, Theme

# --- Themes -----------------------------------------------------------------------------------


def theme_statement(library: Library, theme: Theme) -> str:
    """Return what the audit group said about a theme, newest year first."""
    return fill("themes", "statements", ours=library.ours, theme=theme)


def theme_findings(library: Library, here: CurrentPage, theme: Theme) -> str:
    """Return every reminder and good practice that bears on a theme, by year and audit."""
    findings = library.our_findings(library.findings_by_theme.get(theme.id, ()))
    if not findings:
        return empty_notice(
            "No reminder or good practice of our own audits bears on this theme yet."
        )
    shown = by_year(library, here, findings, lambda year: reminders_of_year_address(year, theme.id))
    return blocks([shown, tick_boxes(here)])


def theme_elsewhere(library: Library, here: CurrentPage, theme: Theme) -> str:
    """Return the same of other publishers, below a heading of its own, if there is any."""
    of_theme = library.findings_by_theme.get(theme.id, ())
    findings = library.findings_elsewhere(of_theme)
    if not findings:
        return ""
    shown = by_year(
        library,
        here,
        findings,
        lambda year: reminders_of_year_address(year, theme.id),
        prefix="elsewhere-",
    )
    title = fill("parts", "elsewhere", more="")
    script = [] if library.our_findings(of_theme) else [tick_boxes(here)]
    return blocks([title, shown, *script])


def theme_history(library: Library, here: CurrentPage, theme: Theme) -> str:
    """Return when a theme came up, and whether it did so again after a response to it."""
    of_theme = library.findings_by_theme.get(theme.id, ())
    findings = [f for f in library.our_findings(of_theme) if f.reminders]
    elsewhere = [f for f in library.findings_elsewhere(of_theme) if f.reminders]
    made = [response.made_in for response in library.responses_to.get(("theme", theme.id), ())]
    named = {f.audit.year for f in (*findings, *elsewhere)}
    years = sorted({*named, *filter(None, made)}, reverse=True)
    of_years = [[f for f in (*findings, *elsewhere) if f.audit.year == year] for year in years]
    fit = how_many_fit(map(len, of_years), AUDITS_IN_HISTORY)
    since = library.since_response(theme.id)
    again = sorted({f.audit.year for f in since.again} or since.later) if since else []
    return fill(
        "themes",
        "history",
        library=library,
        here=here,
        findings=findings,
        elsewhere=elsewhere,
        years=[
            (
                year,
                library.our_findings(of_year),
                library.findings_elsewhere(of_year),
                made.count(year),
                None if i < fit else reminders_of_year_address(year, theme.id),
            )
            for i, (year, of_year) in enumerate(zip(years, of_years, strict=True))
        ],
        since=since,
        since_years=in_words(again),
        links_are_ours=LINKS_ARE_OURS,
    )


def theme_guidance(library: Library, here: CurrentPage, theme: Theme) -> str:
    """Return the guides that help with a theme."""
    guides = library.guidance_of_theme(theme.id)
    return guidance_list(library, here, guides) or empty_notice(
        "No guide is named for this theme yet."
    )


def theme_responses(library: Library, here: CurrentPage, theme: Theme) -> str:
    """Return the partnership's responses to a theme."""
    found = library.responses_to.get(("theme", theme.id), ())
    return response_list(here, found) or empty_notice("No response to this theme is recorded yet.")


def theme_index(library: Library, here: CurrentPage) -> str:
    """Return all themes, each with its latest statement."""
    return fill("themes", "index", here=here, themes=library.themes)


def matrix(library: Library, here: CurrentPage) -> str:
    """Return the theme matrix of all years that fit."""
    return theme_matrix(library, here, library.years)


# --- Situations -------------------------------------------------------------------------------


def situation_summary(library: Library, here: CurrentPage, situation: Situation) -> str:
    """Return what a situation is, and what to do first, with the numbers to call."""
    contacts = library.contacts_for("child")
    return fill(
        "themes",
        "situation_summary",
        here=here,
        situation=situation,
        contacts=contacts,
        status=status_of(contacts),
    )


def situation_findings(library: Library, here: CurrentPage, situation: Situation) -> str:
    """Return every reminder and good practice that applies to a situation, by year and audit."""
    findings = library.findings_by_situation.get(situation.id, ())
    if not findings:
        return empty_notice("No reminder or good practice applies to this situation yet.")
    shown = by_year(
        library, here, findings, lambda year: situations_of_year_address(year, situation.id)
    )
    choose = fill("themes", "filter", here=here, situation=situation, chosen_here=CHOSEN_HERE)
    return blocks([shown, choose, tick_boxes(here)])


def situation_guides_here(library: Library, here: CurrentPage, situation: Situation) -> str:
    """Return the guides that help in a situation and can be read now, in one line."""
    guides = [guide for guide in library.guidance_of_situation(situation.id) if guide.is_here]
    return fill("themes", "guides_here", here=here, guides=guides) if guides else ""


def situation_guidance(library: Library, here: CurrentPage, situation: Situation) -> str:
    """Return the guides that are not here yet, below a heading, if there are any."""
    guides = [guide for guide in library.guidance_of_situation(situation.id) if not guide.is_here]
    missing = guidance_list(library, here, guides)
    return fill("themes", "guides_missing", missing=missing) if missing else ""


def situation_index(library: Library, here: CurrentPage) -> str:
    """Return all situations, each with how many reminders apply to it."""
    situations = [(s, library.findings_by_situation.get(s.id, ())) for s in library.situations]
    return fill("themes", "situation_index", library=library, here=here, situations=situations)
