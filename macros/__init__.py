"""Every macro that a page can call, a line each."""

from __future__ import annotations

from typing import Any

from macros.addresses.data_places import (
    AGENCIES,
    AUDITS,
    GUIDES,
    RESPONSES,
    SITUATIONS,
    SOURCES,
    TERMS,
    THEMES,
)
from macros.addresses.standard_pages import compared, learned_in
from macros.pages import (
    agencies,
    audits,
    board,
    comparison,
    contacts,
    example_lines,
    glossary,
    guidance,
    home,
    questions,
    reminders,
    responses,
    seven_minutes,
    themes,
)
from macros.pages.html import heading_text
from macros.site.macro_calls import MacroCalls
from macros.site.opening import open_site


def define_env(env: Any) -> None:
    """Load the data and register each macro under the name by which pages call it.

    ``env`` is mkdocs-macros' environment. Stops the build if the data has faults. Each group of
    macros names the data it shows; the foot of a page that calls one of them lists that data.
    """
    calls = open_site(env)
    _define_audits(calls)
    _define_themes_and_situations(calls)
    _define_reminders(calls)
    _define_other_lists(calls)
    _define_home(calls)


def _define_audits(calls: MacroCalls) -> None:
    calls.title("year_title", lambda p: learned_in(p.library, p.year))
    calls.title("audit_title", lambda page: page.audit.title)

    # Text, not a title: a title would be missing from “On this page”.
    calls.showing()(
        "audit_reminders_title", lambda page: heading_text(audits.reminders_title(page.audit))
    )

    # The page of an audit
    calls.showing()("audit_help", lambda page: contacts.help_first(page.library, page.audit))
    macro = calls.showing(AUDITS, THEMES, GUIDES, RESPONSES)
    macro("audit_facts", lambda page: audits.facts(page.library, page.here, page.audit))
    macro("audit_share", lambda p: audits.share(p.library, p.here, p.urls, p.audit))
    macro("audit_background", lambda page: audits.background(page.audit))
    macro("audit_good_practice", lambda page: audits.good_practice(page.library, page.audit))
    macro("audit_found", lambda p: audits.found(p.library, p.here, p.audit))
    macro("audit_reminders", lambda p: audits.reminders(p.library, p.here, p.urls, p.audit))
    macro("audit_questions", lambda page: questions.section(page.audit))
    macro("audit_guidance", lambda p: audits.guidance(p.library, p.here, p.audit))
    macro("audit_responses", lambda p: audits.responses(p.library, p.here, p.audit))

    # An audit beside the one that it follows
    calls.title("comparison_title", lambda p: compared(p.library, p.repeated))
    macro("comparison", lambda p: comparison.page(p.library, p.here, p.repeated))

    # The audits of a year, and of all years
    macro = calls.showing(AUDITS)
    macro("year", lambda page: page.year.after_noun)
    macro("year_audits", lambda p: audits.year_audits(p.library, p.here, p.year))
    macro("year_elsewhere", lambda p: audits.year_elsewhere(p.library, p.here, p.year))
    macro("audit_index", lambda p: audits.index(p.library, p.here))
    # 7-minute briefings
    calls.title("briefing_title", lambda page: page.briefing.title)
    calls.showing()("briefing_help", lambda p: contacts.help_first(p.library, p.briefing))
    macro = calls.showing(AUDITS, THEMES, GUIDES, RESPONSES)
    macro("briefing_panels", lambda p: seven_minutes.page(p.here, p.urls, p.briefing))
    macro("briefing_index", lambda p: seven_minutes.index(p.library, p.here))
    macro = calls.showing()
    macro("theme_briefing", lambda p: seven_minutes.link_of_theme(p.library, p.here, p.theme))
    macro("year_briefing", lambda p: seven_minutes.link_of_year(p.library, p.here, p.year))

    macro = calls.showing(THEMES, AUDITS)
    macro("year_matrix", lambda p: audits.year_matrix(p.library, p.here, p.year))


def _define_themes_and_situations(calls: MacroCalls) -> None:
    calls.title("theme_title", lambda page: page.theme.title)
    calls.title("situation_title", lambda page: page.situation.title)

    # The page of a theme
    macro = calls.showing(THEMES, AUDITS, GUIDES, RESPONSES)
    macro("theme_statement", lambda p: themes.theme_statement(p.library, p.theme))
    macro("theme_history", lambda p: themes.theme_history(p.library, p.here, p.theme))
    macro("theme_findings", lambda p: themes.theme_findings(p.library, p.here, p.theme))
    macro("theme_elsewhere", lambda p: themes.theme_elsewhere(p.library, p.here, p.theme))
    macro("theme_guidance", lambda p: themes.theme_guidance(p.library, p.here, p.theme))
    macro("theme_responses", lambda p: themes.theme_responses(p.library, p.here, p.theme))

    # All themes
    macro = calls.showing(THEMES, AUDITS)
    macro("theme_index", lambda p: themes.theme_index(p.library, p.here))
    macro("theme_matrix", lambda p: themes.matrix(p.library, p.here))

    # The page of a situation
    macro = calls.showing(SITUATIONS, AUDITS, GUIDES)
    macro("situation_summary", lambda p: themes.situation_summary(p.library, p.here, p.situation))
    macro("situation_findings", lambda p: themes.situation_findings(p.library, p.here, p.situation))
    macro(
        "situation_guides_here",
        lambda p: themes.situation_guides_here(p.library, p.here, p.situation),
    )
    macro("situation_guidance", lambda p: themes.situation_guidance(p.library, p.here, p.situation))

    # The page of an agency, and all agencies
    calls.title("agency_title", lambda page: page.agency.heading)
    macro = calls.showing(AGENCIES, AUDITS)
    macro("agency_findings", lambda p: agencies.findings(p.library, p.here, p.agency))
    macro("agency_index", lambda p: agencies.index(p.library, p.here))

    # All situations
    macro = calls.showing(SITUATIONS, AUDITS)
    macro("situation_index", lambda p: themes.situation_index(p.library, p.here))


def _define_reminders(calls: MacroCalls) -> None:
    # The index of reminders, and the same for one year
    macro = calls.showing(AUDITS, THEMES, SITUATIONS)
    macro("reminder_count", lambda p: reminders.count_sentence(p.library))
    macro("reminders_by_theme", lambda p: reminders.by_theme(p.library, p.here))
    macro("reminders_by_situation", lambda p: reminders.by_situation(p.library, p.here))
    macro("reminder_finder", lambda p: reminders.finder(p.library, p.here))
    macro("reminder_lists", lambda p: reminders.other_lists(p.library, p.here))
    macro("year_reminder_count", lambda p: reminders.count_sentence(p.library, p.year))
    macro("year_reminders_by_theme", lambda p: reminders.by_theme(p.library, p.here, p.year))
    macro(
        "year_reminders_by_situation", lambda p: reminders.by_situation(p.library, p.here, p.year)
    )


def _define_other_lists(calls: MacroCalls) -> None:
    # A guidance page
    macro = calls.showing(AUDITS, GUIDES, RESPONSES, SOURCES)
    macro("guide_status", lambda page: guidance.status_banner(page.library, page.here, page.guide))
    macro("guide_findings", lambda p: guidance.findings(p.library, p.here, p.guide))
    macro("guide_responses", lambda p: guidance.responses(p.library, p.here, p.guide))

    # All guides
    macro = calls.showing(GUIDES, RESPONSES)
    macro("our_guides", lambda p: guidance.index(p.library, p.here, ours=True))
    macro("other_guides", lambda p: guidance.index(p.library, p.here, ours=False))

    # Responses and the glossary
    macro = calls.showing(RESPONSES, AUDITS, THEMES)
    macro("response_page", lambda p: responses.response_page(p.library, p.here))
    macro("board_opening", lambda page: board.opening(page.library))
    macro("board_throughout", lambda p: board.throughout(p.library, p.here))
    macro("board_reminders_by_theme", lambda p: board.reminders_by_theme(p.library, p.here))
    macro("board_statuses", lambda page: board.statuses(page.library))
    macro("board_outstanding", lambda p: board.outstanding(p.library, p.here))
    macro("board_again", lambda p: board.again(p.library, p.here))
    macro("board_made", lambda p: board.made(p.library, p.here))
    macro("board_files", lambda page: board.files(page.here))
    macro = calls.showing(TERMS)
    macro("glossary", lambda page: glossary.glossary_page(page.library))

    # On any page
    macro = calls.showing()
    macro("numbers_to_call", lambda page: contacts.numbers_to_call(page.library))
    macro("sources_of_numbers", lambda page: contacts.sources_of_numbers(page.library))
    macro("lines_and_page", lambda p: example_lines.lines_and_page(p.library, p.here))


def _define_home(calls: MacroCalls) -> None:
    calls.title("our_name", lambda page: page.library.ours.name)
    calls.title("our_area", lambda page: page.library.ours.area)
    macro = calls.showing(AUDITS, THEMES, SITUATIONS, GUIDES, RESPONSES)
    macro("home_search", lambda page: home.search(page.here))
    macro("home_newest_year", lambda page: home.newest_year(page.library))
    macro("home_situations", lambda p: home.situations(p.library, p.here))
    macro("home_themes", lambda p: home.themes(p.library, p.here))
    macro("home_audits", lambda p: home.audits(p.library, p.here))
    macro("home_elsewhere", lambda p: home.elsewhere(p.library, p.here))
    macro("home_news", lambda p: home.newest(p.library, p.here))
    macro("home_guides", lambda p: home.guides(p.library, p.here))
