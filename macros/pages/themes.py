"""The pages of themes and of situations, and the lists of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from macros.addresses.links import (
    REMINDER_INDEX,
    CurrentPage,
    audit_address,
    reminders_of_year_address,
    situations_of_year_address,
)
from macros.pages.badges import situation_link, theme_link
from macros.pages.findings import by_year
from macros.pages.guidance import guidance_list
from macros.pages.html import blocks, empty_notice, link, list_of, text
from macros.pages.responses import response_list
from macros.pages.scripts import tick_boxes
from macros.pages.theme_matrix import LINKS_ARE_OURS
from macros.problems import counted
from macros.records.colours import colour_class
from macros.records.fields import ProgrammeYear
from macros.records.library import Findings, Library
from macros.records.records import Situation, Theme

#: How many audits a theme's history names. Of older years it gives the number and a link.
AUDITS_IN_HISTORY = 60

# --- Themes -----------------------------------------------------------------------------------


def theme_statement(theme: Theme) -> str:
    """Return what the audit group said about a theme, newest year first."""
    statements = sorted(theme.statements, key=lambda s: s.year, reverse=True)
    return "\n".join(
        f'<figure class="sscp-statement {colour_class(theme.colour)}"><blockquote>'
        f"<p>{text(' '.join(s.text))}</p></blockquote>"
        f"<figcaption>SSCP Multi-Agency Audit Group, {text(s.year)}</figcaption></figure>"
        for s in statements
    )


def theme_findings(library: Library, here: CurrentPage, theme: Theme) -> str:
    """Return every reminder and good practice that bears on a theme, by year and audit."""
    findings = library.findings_by_theme.get(theme.id, ())
    if not findings:
        return empty_notice("No reminder or good practice bears on this theme yet.")
    return blocks(
        [
            by_year(here, findings, lambda year: reminders_of_year_address(year, theme.id)),
            tick_boxes(here),
        ]
    )


def theme_history(library: Library, here: CurrentPage, theme: Theme) -> str:
    """Return how often, in which audits and years a theme came up, and whether it did again."""
    findings = [f for f in library.findings_by_theme.get(theme.id, ()) if f.reminders]
    if not findings:
        return empty_notice("No audit has a reminder on this theme yet.")
    by_year = {y: list(group) for y, group in groupby(findings, key=lambda f: f.audit.year)}
    count = (
        f"{_reminders(findings)} in {counted(len(findings), 'audit', 'audits')}, "
        f"out of {counted(len(library.audits), 'audit', 'audits')} in all."
    )
    items = []
    room = AUDITS_IN_HISTORY
    for position, (year, of_year) in enumerate(by_year.items()):
        if position == 0 or len(of_year) <= room:
            audits = ", ".join(
                f"{link(here, audit_address(f.audit), f.audit.title)} ({len(f.reminders)})"
                for f in of_year
            )
        else:
            address = reminders_of_year_address(year, theme.id)
            audits = link(here, address, counted(len(of_year), "audit", "audits"))
        items.append(f"{text(year)}: {_reminders(of_year)}. {audits}")
        room -= len(of_year)
    again = _again(library, theme)
    return "\n".join(
        [
            f"<p>{count}</p>",
            list_of(items, "", " data-search-exclude"),
            f"<p>{LINKS_ARE_OURS}</p>",
            again,
        ]
    ).rstrip()


def _reminders(findings: Iterable[Findings]) -> str:
    return counted(sum(len(f.reminders) for f in findings), "reminder", "reminders")


def _again(library: Library, theme: Theme) -> str:
    """Return whether a theme came up again since a response; nothing if nobody can know."""
    since = library.since_response(theme.id)
    if since is None:
        return ""
    made = f"A response to this theme was reported in {text(since.answered)}."
    if since.again:
        years = _in_words(sorted({findings.audit.year for findings in since.again}))
        return (
            f"<p>{made} The theme has come up again since then, in the audits of {years} "
            f"({_reminders(since.again)}). This does not show whether the response has helped: "
            "audits look at different children and topics.</p>"
        )
    later = _in_words(sorted(since.later))
    return (
        f"<p>{made} The theme has not come up in the audits of {later}. This does not show that "
        "the response has helped: those audits may have looked at other things.</p>"
    )


def _in_words(years: Sequence[ProgrammeYear]) -> str:
    *first, last = years
    return f"{', '.join(first)} and {last}" if first else last


def theme_guidance(library: Library, here: CurrentPage, theme: Theme) -> str:
    """Return the guides that help with a theme."""
    guides = library.guidance_of_theme(theme.id)
    return guidance_list(library, here, guides) or empty_notice(
        "No guide is named for this theme yet."
    )


def theme_responses(library: Library, here: CurrentPage, theme: Theme) -> str:
    """Return what the partnership does in response to a theme."""
    found = library.responses_to.get(("theme", theme.id), ())
    return response_list(here, found) or empty_notice("No response to this theme is recorded yet.")


def theme_index(library: Library, here: CurrentPage) -> str:
    """Return all themes with what was last said about them."""
    items = []
    for theme in library.themes:
        latest = max(theme.statements, key=lambda s: s.year, default=None)
        statement = f"<span>{text(' '.join(latest.text))}</span>" if latest else ""
        items.append(theme_link(here, theme) + statement)
    return list_of(items, "sscp-cards", " data-search-exclude")


# --- Situations -------------------------------------------------------------------------------


def situation_findings(library: Library, here: CurrentPage, situation: Situation) -> str:
    """Return every reminder and good practice that applies to a situation, by year and audit."""
    findings = library.findings_by_situation.get(situation.id, ())
    if not findings:
        return empty_notice("No reminder or good practice applies to this situation yet.")
    index = f"{here.href(REMINDER_INDEX)}?situation={situation.id}"
    choose = f'<p class="sscp-more"><a href="{text(index)}">Filter these reminders</a></p>'
    found = by_year(here, findings, lambda year: situations_of_year_address(year, situation.id))
    return blocks([found, choose, tick_boxes(here)])


def situation_guidance(library: Library, here: CurrentPage, situation: Situation) -> str:
    """Return the guides that help in a situation."""
    guides = library.guidance_of_situation(situation.id)
    return guidance_list(library, here, guides) or empty_notice("No guide is named for this yet.")


def situation_index(library: Library, here: CurrentPage) -> str:
    """Return all situations, each with how many reminders apply to it."""
    items = []
    for situation in library.situations:
        findings = library.findings_by_situation.get(situation.id, ())
        count = sum(len(item.reminders) for item in findings)
        items.append(
            f"{situation_link(here, situation)}"
            f"<span>{text(situation.summary)} {counted(count, 'reminder', 'reminders')}.</span>"
        )
    return list_of(items, "sscp-cards", " data-search-exclude")
