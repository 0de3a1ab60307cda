"""The standard pages: what a page says when it has a data file and no Markdown file of its own.

A standard page is only headings and macros. The same text is written by ``python -m macros page``
for an editor who wants to add paragraphs of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.addresses.links import (
    audit_address,
    reminders_of_year_address,
    situation_address,
    situations_of_year_address,
    theme_address,
    year_address,
)
from macros.records.fields import ProgrammeYear
from macros.records.library import Library
from macros.records.records import Audit, Situation, Theme

AUDIT_PAGE = """\
---
render_macros: true
---

{# What the audit found is in DATA_FILE. Mend it there. You can add paragraphs of your own here. #}

# {{ audit_title() }} { #top }

{{ audit_facts() }}

## Background

{{ audit_background() }}

## Good practice

{{ audit_good_practice() }}

## The audit findings remind us to { #reminders }

{{ audit_reminders() }}

## Guidance that helps

{{ audit_guidance() }}

## How we are responding

{{ audit_responses() }}

## Other audits on the same themes

{{ audit_related() }}
"""

YEAR_PAGE = """\
---
render_macros: true
---

{# The audits of this year are the files in DATA_FILE. #}

# {{ year_title() }} { #top }

{{ year_audits() }}

## Themes and audits

{{ year_matrix() }}
"""

THEME_PAGE = """\
---
render_macros: true
---

{# The theme is in DATA_FILE. What bears on it is said in the audits' own files. #}

# {{ theme_title() }} { #top }

{{ theme_statement() }}

## How often it has come up

{{ theme_history() }}

## What the audits found on this theme

{{ theme_findings() }}

## Guidance that helps

{{ theme_guidance() }}

## How we are responding

{{ theme_responses() }}
"""

SITUATION_PAGE = """\
---
render_macros: true
---

{# The situation is in DATA_FILE. What applies to it is said in the audits' own files. #}

# {{ situation_title() }} { #top }

{{ situation_summary() }}

## What the audits found

{{ situation_findings() }}

## Guidance that helps

{{ situation_guidance() }}
"""

REMINDERS_OF_YEAR_PAGE = """\
---
render_macros: true
---

{# The reminders are in the files of DATA_FILE. #}

# Practice reminders of {{ year() }}

{{ year_reminder_count() }}

## By theme

{{ year_reminders_by_theme() }}
"""

SITUATIONS_OF_YEAR_PAGE = """\
---
render_macros: true
---

{# The reminders are in the files of DATA_FILE. #}

# Practice reminders of {{ year() }} by situation

## By situation

{{ year_reminders_by_situation() }}
"""


#: What each place of data holds, in the words of an editor.
DATA = {
    "data/audits/": "reminders and good practice",
    "data/themes.yml": "themes",
    "data/situations.yml": "situations",
    "data/guidance.yml": "guides",
    "data/responses.yml": "responses",
    "data/glossary.yml": "terms",
    "data/sources.yml": "sources",
}

_AUDITS, _THEMES, _SITUATIONS, _GUIDES, _RESPONSES, _TERMS, _SOURCES = DATA

#: Written page to the data that it shows.
DATA_SHOWN = {
    "index.md": (_AUDITS, _THEMES, _SITUATIONS, _RESPONSES),
    "audits/index.md": (_AUDITS,),
    "themes/index.md": (_THEMES, _AUDITS),
    "situations/index.md": (_SITUATIONS, _AUDITS),
    "reminders/index.md": (_AUDITS, _THEMES, _SITUATIONS),
    "guidance/index.md": (_GUIDES, _RESPONSES),
    "response.md": (_RESPONSES, _AUDITS, _THEMES),
    "glossary.md": (_TERMS,),
}

#: Folder below ``docs/`` to the data that every other page in it shows.
DATA_SHOWN_IN = {
    "audits": (_THEMES, _GUIDES, _RESPONSES),
    "themes": (_THEMES, _AUDITS, _GUIDES, _RESPONSES),
    "situations": (_SITUATIONS, _AUDITS, _GUIDES),
    "reminders": (_AUDITS, _THEMES, _SITUATIONS),
    "guidance": (_AUDITS, _GUIDES, _RESPONSES, _SOURCES),
}


def data_shown(path: str, source: str) -> tuple[str, ...]:
    """Return where the data that a page shows is, besides the file that it is made from.

    >>> data_shown("themes/siblings.md", "data/themes.yml")[0]
    'data/audits/'
    """
    places = DATA_SHOWN.get(path) or DATA_SHOWN_IN.get(path.split("/", maxsplit=1)[0], ())
    return tuple(place for place in places if not f"{source}/".startswith(place))


_COMMENT = re.compile(r"\{#.*?#\}\n\n", re.DOTALL)


#: How many years the navigation lists: it stands on every page, so it must not grow with them. The
#: lists of audits and of reminders name all.
YEARS_IN_NAVIGATION = 1


def learned_in(year: ProgrammeYear) -> str:
    """Return the title of a year's briefing, in the words of the briefing of 2022/23."""
    return f"What we have learned in {year} – SSCP Multi-Agency Audit Group"


@dataclass(frozen=True)
class StandardPage:
    """A page that the site has because of its data.

    ``path`` is below ``docs/``; ``data_file`` is where an editor mends it, from the top of the
    repository; ``title`` is plain text, and ``head_title`` tells the page from any
    other, for tabs, bookmarks and search engines; ``in_navigation`` says whether every page links
    to it. ``kind`` says above the heading what the page is about, with the icon of its ``record``.
    ``year`` is the year that it is about, if it is about one; ``is_year_page`` says that it is the
    page of its section for that year, below which the others of the year stand.
    """

    path: str
    title: str
    head_title: str
    data_file: str
    template: str
    kind: str = ""
    record: Audit | Situation | Theme | None = None
    in_navigation: bool = False
    year: str = ""
    is_year_page: bool = False

    @property
    def markdown(self) -> str:
        """The page as it is built: alike for all pages of its kind."""
        return _COMMENT.sub("", self.template)

    @property
    def text(self) -> str:
        """The page as an editor's file, which says where the data is."""
        return self.template.replace("DATA_FILE", self.data_file)

    @property
    def section(self) -> str:
        """The page that lists pages like this one."""
        return f"{self.path.split('/')[0]}/index.md"


def standard_pages(library: Library) -> Iterator[StandardPage]:
    """Yield every page that follows from the data."""
    for audit in library.audits:
        yield StandardPage(
            path=audit_address(audit).page,
            title=audit.title,
            head_title=f"{audit.title}: audit of {audit.year}",
            data_file=f"data/audits/{audit.id}.yml",
            template=AUDIT_PAGE,
            kind=f"Multi-agency audit · {audit.year}",
            record=audit,
            year=audit.year,
        )
    for position, year in enumerate(library.years):
        folder = f"data/audits/{year.slug}"
        newest = position < YEARS_IN_NAVIGATION
        audits, reminders = f"Audits of {year}", f"Practice reminders of {year}"
        page = year_address(year).page
        yield StandardPage(
            page,
            audits,
            audits,
            folder,
            YEAR_PAGE,
            in_navigation=newest,
            year=year,
            is_year_page=True,
        )
        page = reminders_of_year_address(year).page
        yield StandardPage(
            page,
            reminders,
            reminders,
            folder,
            REMINDERS_OF_YEAR_PAGE,
            in_navigation=newest,
            year=year,
            is_year_page=True,
        )
        page = situations_of_year_address(year).page
        reminders = f"{reminders} by situation"
        yield StandardPage(page, reminders, reminders, folder, SITUATIONS_OF_YEAR_PAGE, year=year)
    for theme in library.themes:
        yield StandardPage(
            path=theme_address(theme.id).page,
            title=theme.title,
            head_title=f"{theme.title}: theme",
            data_file="data/themes.yml",
            template=THEME_PAGE,
            kind="Theme of the audits",
            record=theme,
            in_navigation=True,
        )
    for situation in library.situations:
        yield StandardPage(
            path=situation_address(situation.id).page,
            title=situation.title,
            head_title=f"{situation.title}: reminders for this situation",
            data_file="data/situations.yml",
            template=SITUATION_PAGE,
            kind="What are you about to do?",
            record=situation,
            in_navigation=True,
        )
