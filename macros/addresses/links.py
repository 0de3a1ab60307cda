"""The address of everything on the site, and how one page links to another.

A page is named by its path in ``docs/``, such as ``audits/2022-23/domestic-abuse.md``. Addresses
are permanent: they are made of ids and file names, never of wording.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from macros.records.dates import ProgrammeYear
from macros.records.findings import Finding
from macros.records.records import Audit, Guidance, Theme


@dataclass(frozen=True)
class Address:
    """A page of the site, or a place on it if ``fragment`` is not empty."""

    page: str
    fragment: str = ""

    @property
    def path(self) -> str:
        """The address, written from the root of the site.

        >>> Address("themes/siblings.md", "more").path
        '/themes/siblings/#more'
        """
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"/{page_url(self.page, directory_urls=True)}{fragment}"


AUDIT_INDEX = Address("audits/index.md")
REMINDER_INDEX = Address("reminders/index.md")
GUIDANCE_INDEX = Address("guidance/index.md")
RESPONSE_PAGE = Address("response.md")
BOARD_PAGE = Address("board.md")
GLOSSARY_PAGE = Address("glossary.md")
SEARCH_PAGE = Address("search.md")

# The list of all reminders as files.
CSV_FILE = "downloads/reminders.csv"
JSON_FILE = "downloads/reminders.json"
SCHEMA_FILE = "downloads/reminders.schema.json"
SCRIPT_FILE = "assets/reminders-data.js"

# The list of all responses as files.
RESPONSES_CSV = "downloads/responses.csv"
RESPONSES_JSON = "downloads/responses.json"
RESPONSES_SCHEMA = "downloads/responses.schema.json"
#: Our own audits, for the site of another partnership.
AUDITS_FILE = "downloads/audits.json"

#: Id of the box with the telephone numbers, in the frame of every page.
WORRIED = "worried-about-a-child"

#: Id of the numbers in that box for a reader who is not safe.
NOT_SAFE = "if-you-are-not-safe"

#: Ids that an audit's page itself uses. No reminder on it can have one of them.
AUDIT_PAGE_IDS = frozenset(
    {
        "top",
        "background",
        "good-practice",
        "reminders",
        "questions-for-your-team",
        "guidance-that-helps",
        "how-we-are-responding",
        "what-was-found",
        "what-they-did",
        "recommendations",
        WORRIED,
        NOT_SAFE,
    }
)


def audit_address(audit: Audit) -> Address:
    """Return the page of an audit."""
    return Address(f"audits/{audit.id}.md")


def item_address(audit: Audit, item: Finding) -> Address:
    """Return the place of a finding on its audit's page."""
    return Address(f"audits/{audit.id}.md", item.id)


def year_address(year: ProgrammeYear) -> Address:
    """Return the page that lists the audits of a year."""
    return Address(f"audits/{year.slug}/index.md")


def audit_briefing_address(audit: Audit) -> Address:
    """Return the 7-minute briefing of an audit."""
    return Address(f"briefings/{audit.id}.md")


def comparison_address(audit: Audit) -> Address:
    """Return the page that sets an audit beside the earlier one that it follows."""
    return Address(f"comparisons/{audit.id}.md")


def year_briefing_address(year: ProgrammeYear) -> Address:
    """Return the 7-minute briefing of the themes of a year."""
    return Address(f"briefings/{year.slug}/index.md")


def theme_briefing_address(theme_id: str) -> Address:
    """Return the 7-minute briefing of a theme."""
    return Address(f"briefings/themes/{theme_id}.md")


def theme_address(theme_id: str) -> Address:
    """Return the page of a theme."""
    return Address(f"themes/{theme_id}.md")


def situation_address(situation_id: str) -> Address:
    """Return the page of a situation."""
    return Address(f"situations/{situation_id}.md")


def agency_address(agency_id: str) -> Address:
    """Return the page of an agency or a role."""
    return Address(f"agencies/{agency_id}.md")


def audit_on_theme_address(theme: Theme, audit: Audit) -> Address:
    """Return the place of an audit's findings on the page of a theme."""
    return Address(theme_address(theme.id).page, audit_fragment(audit))


def reminders_of_year_address(year: ProgrammeYear, theme_id: str = "") -> Address:
    """Return the page with all reminders of a year by theme, or a theme's place on it."""
    fragment = theme_fragment(theme_id) if theme_id else ""
    return Address(f"reminders/{year.slug}.md", fragment)


def situations_of_year_address(year: ProgrammeYear, situation_id: str = "") -> Address:
    """Return the page with all reminders of a year by situation, or a situation's place on it."""
    fragment = situation_fragment(situation_id) if situation_id else ""
    return Address(f"reminders/{year.slug}/situations.md", fragment)


def theme_fragment(theme_id: str) -> str:
    """Return the id of a theme's heading on a page that groups by theme."""
    return f"theme-{theme_id}"


def situation_fragment(situation_id: str) -> str:
    """Return the id of a situation's heading on a page that groups by situation."""
    return f"situation-{situation_id}"


def audit_fragment(audit: Audit) -> str:
    """Return the id of an audit's heading on a page that groups by audit."""
    return audit.id.replace("/", "-")


def response_address(response_id: str) -> Address:
    """Return the place of a response."""
    return Address(RESPONSE_PAGE.page, response_id)


def guidance_entry_address(guidance_id: str) -> Address:
    """Return the place of a guide in the list of all guides."""
    return Address(GUIDANCE_INDEX.page, guidance_id)


def guide_address(guide: Guidance) -> Address:
    """Return the page of our own guide, or the place of another in the list of all guides."""
    return Address(guide.page) if guide.page else guidance_entry_address(guide.id)


def glossary_address(term_id: str) -> Address:
    """Return the place of a term in the glossary."""
    return Address(GLOSSARY_PAGE.page, term_id)


@dataclass(frozen=True)
class CurrentPage:
    """The page that is being written: links are relative to it.

    ``directory_urls`` is MkDocs' ``use_directory_urls``: with it a page's address ends in ``/``,
    without it in ``.html`` (for copies opened from a folder).
    """

    page: str
    directory_urls: bool = True

    def href(self, address: Address) -> str:
        """Return the relative link from this page to an address."""
        fragment = f"#{address.fragment}" if address.fragment else ""
        if address.page == self.page and fragment:
            return fragment
        return self._root + page_url(address.page, self.directory_urls) + fragment or "./"

    def file(self, path: str) -> str:
        """Return the relative link from this page to a file that is not a page.

        >>> CurrentPage("themes/siblings.md").file("assets/reminders.js")
        '../../assets/reminders.js'
        """
        return self._root + path

    @cached_property
    def _root(self) -> str:
        return "../" * page_url(self.page, self.directory_urls).count("/")


@cache
def page_url(page: str, directory_urls: bool) -> str:
    """Return a page's address from the root of the site, without a leading slash.

    >>> page_url("themes/siblings.md", True)
    'themes/siblings/'
    >>> page_url("themes/index.md", True)
    'themes/'
    >>> page_url("themes/index.md", False)
    'themes/index.html'
    """
    stem = page.removesuffix(".md")
    if not directory_urls:
        return f"{stem}.html"
    if stem == "index" or stem.endswith("/index"):
        return stem.removesuffix("index")
    return f"{stem}/"
