"""The pages of themes and of situations, and the lists of them."""

from __future__ import annotations

from macros.library import Library
from macros.links import (
    Here,
    situation_address,
    situation_fragment,
    theme_address,
    theme_fragment,
)
from macros.model import Situation, Theme
from macros.render.findings import by_year
from macros.render.guidance import guidance_list
from macros.render.html import blocks, link, list_of, number, text
from macros.render.responses import response_list
from macros.render.scripts import tick_boxes

# --- Themes -----------------------------------------------------------------------------------


def theme_statement(theme: Theme) -> str:
    """Return what the audit group said about a theme, newest year first."""
    statements = sorted(theme.statements, key=lambda s: s.year, reverse=True)
    return "\n".join(
        f'<figure class="sscp-statement"><blockquote><p>{text(" ".join(s.text))}</p></blockquote>'
        f"<figcaption>SSCP Multi-Agency Audit Group, {text(s.year)}</figcaption></figure>"
        for s in statements
    )


def theme_findings(library: Library, here: Here, theme: Theme) -> str:
    """Return every reminder and good practice that bears on a theme, by year and audit."""
    findings = library.findings_by_theme.get(theme.id, ())
    if not findings:
        return "<p>No reminder or good practice bears on this theme yet.</p>"
    return blocks([by_year(here, findings, theme_fragment(theme.id)), tick_boxes(here)])


def theme_guidance(library: Library, here: Here, theme: Theme) -> str:
    """Return the guides that help with a theme."""
    guides = library.guidance_of_theme(theme.id)
    return guidance_list(library, here, guides) or "<p>No guide is named for this theme yet.</p>"


def theme_responses(library: Library, here: Here, theme: Theme) -> str:
    """Return what the partnership does in response to a theme."""
    found = library.responses_to.get(("theme", theme.id), ())
    return response_list(here, found) or "<p>No response to this theme is recorded yet.</p>"


def theme_index(library: Library, here: Here) -> str:
    """Return all themes with what was last said about them."""
    items = []
    for theme in library.themes:
        latest = max(theme.statements, key=lambda s: s.year, default=None)
        statement = f"<span>{text(' '.join(latest.text))}</span>" if latest else ""
        items.append(link(here, theme_address(theme.id), theme.title) + statement)
    return list_of(items, "sscp-cards", " data-search-exclude")


# --- Situations -------------------------------------------------------------------------------


def situation_findings(library: Library, here: Here, situation: Situation) -> str:
    """Return every reminder and good practice that applies to a situation, by year and audit."""
    findings = library.findings_by_situation.get(situation.id, ())
    if not findings:
        return "<p>No reminder or good practice applies to this situation yet.</p>"
    return blocks([by_year(here, findings, situation_fragment(situation.id)), tick_boxes(here)])


def situation_guidance(library: Library, here: Here, situation: Situation) -> str:
    """Return the guides that help in a situation."""
    guides = library.guidance_of_situation(situation.id)
    return guidance_list(library, here, guides) or "<p>No guide is named for this yet.</p>"


def situation_index(library: Library, here: Here) -> str:
    """Return all situations, each with how many reminders apply to it."""
    items = []
    for situation in library.situations:
        findings = library.findings_by_situation.get(situation.id, ())
        count = sum(len(item.reminders) for item in findings)
        items.append(
            f"{link(here, situation_address(situation.id), situation.title)}"
            f"<span>{text(situation.summary)} {number(count, 'reminder', 'reminders')}.</span>"
        )
    return list_of(items, "sscp-cards", " data-search-exclude")
