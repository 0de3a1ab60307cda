"""The standard pages, which the site has because of its data and not because of a Markdown file.

A standard page consists of headings and macros only: a file in ``templates/``. ``python -m macros
page`` writes the same text to a file, for editors who want to add paragraphs of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from macros.addresses.links import (
    Address,
    agency_address,
    audit_address,
    audit_briefing_address,
    comparison_address,
    reminders_of_year_address,
    situation_address,
    situations_of_year_address,
    theme_address,
    theme_briefing_address,
    year_address,
    year_briefing_address,
)
from macros.problems import in_words
from macros.records.dates import UNDATED, ProgrammeYear, of_years
from macros.records.library import Findings, Library
from macros.records.publishers import Agency
from macros.records.records import MULTI_AGENCY, Audit, Situation, Theme

#: How many years the navigation lists. It is on every page, so it must not grow year by year; the
#: indexes of audits and reminders list all years.
YEARS_IN_NAVIGATION = 3

#: Folders whose pages belong to the section of another folder.
SECTION_OF = {"briefings": "audits", "agencies": "situations", "comparisons": "audits"}


def learned_in(library: Library, year: ProgrammeYear) -> str:
    """Return the title of a year's briefing, in the words of the briefing of 2022/23."""
    is_ours = year in library.our_audits_of_year
    if year == UNDATED:
        when = "from audits without a date" if is_ours else "without a date"
    else:
        when = f"in {year}"
    if not is_ours:
        return f"Learning from elsewhere {when}"
    return f"What we have learned {when} – {library.ours.by}"


@dataclass(frozen=True)
class StandardPage:
    """A page that the site has because of its data.

    ``path`` is relative to ``docs/``. ``data_file`` is the file that an editor changes, relative to
    the root of the repository. ``template`` names its text in ``templates/``. ``title`` is plain
    text; ``head_title`` is unique, for tabs, bookmarks and search engines. ``kind`` says above the
    heading what the page is about, with the icon of its ``record``. ``in_navigation``: every page
    links to it. ``year`` is the year that it is about, if any; ``is_year_page``: it is the page of
    its section for that year. ``description`` is what search engines and messages say of it; if it
    is empty, what they say of the site.
    """

    path: str
    title: str
    head_title: str
    data_file: str
    template: str
    kind: str = ""
    record: Agency | Audit | Situation | Theme | None = None
    in_navigation: bool = False
    year: str = ""
    is_year_page: bool = False
    description: str = ""

    @property
    def markdown(self) -> str:
        """The page as it is built: the same for all pages of its kind."""
        return _text_of(self.template)

    @property
    def own_file(self) -> str:
        """The page as an editor's own file, with a note of where the data is."""
        return self.markdown.replace("DATA_FILE", self.data_file)

    @property
    def section(self) -> str:
        """The page that lists pages like this one."""
        folder = self.path.split("/")[0]
        return f"{SECTION_OF.get(folder, folder)}/index.md"


@cache
def _text_of(template: str) -> str:
    folder = Path(__file__).with_name("templates")
    return (folder / f"{template}.md").read_text(encoding="utf-8")


def standard_pages(library: Library) -> Iterator[StandardPage]:
    """Yield the standard page of every year and record."""
    yield from (_of_audit(library, audit) for audit in library.audits)
    for position, year in enumerate(library.years):
        yield from _of_year(library, year, in_navigation=position < YEARS_IN_NAVIGATION)
    for theme in library.themes:
        page, found = theme_address(theme.id), library.findings_by_theme
        yield _gathering(library, "theme", page, theme, found)
    for situation in library.situations:
        page, found = situation_address(situation.id), library.findings_by_situation
        yield _gathering(library, "situation", page, situation, found)
    for agency in library.agencies_with_findings:
        page, found = agency_address(agency.id), library.findings_by_agency
        yield _gathering(library, "agency", page, agency, found)
    yield from (_comparison(library, audit) for audit in library.audits if audit.follows)
    yield from _seven_minutes(library)


def _of_audit(library: Library, audit: Audit) -> StandardPage:
    return StandardPage(
        path=audit_address(audit).page,
        title=audit.title,
        head_title=_head_title(library, audit),
        data_file=f"data/audits/{audit.id}.yml",
        template="audit",
        kind=" · ".join(_kind(library, audit)),
        record=audit,
        year=audit.year,
        description=_of_others(library, audit.title, [audit]),
    )


def _head_title(library: Library, audit: Audit) -> str:
    of = f"{audit.title}: {audit.noun} {audit.year.after_noun}"
    return of if library.is_ours(audit) else f"{of}, {library.whose(audit)}"


def _of_others(library: Library, title: str, audits: Iterable[Audit]) -> str:
    """Return whose learning a page on some audits is, or nothing if some of it is ours."""
    by = list(dict.fromkeys(library.publisher_of(audit) for audit in audits))
    if not by or library.ours in by:
        return ""
    names = in_words([publisher.name for publisher in by])
    return f"Learning from elsewhere: what {names} found ({title})."


def _kind(library: Library, audit: Audit) -> Iterator[str]:
    """Yield what an audit's page says above its heading: what it is, of when and from whom."""
    yield "Audit" if audit.kind == MULTI_AGENCY else audit.what
    yield audit.year if audit.year == UNDATED else f"Learning from {audit.year}"
    yield from _whose(library, audit)


def _whose(library: Library, audit: Audit) -> Iterator[str]:
    """Yield who published an audit if it is not ours, and the area that it is about."""
    if not library.is_ours(audit):
        yield library.publisher_of(audit).name
    if audit.area:
        yield f"About {audit.area}"


def _of_year(
    library: Library, year: ProgrammeYear, *, in_navigation: bool
) -> Iterator[StandardPage]:
    is_ours = year in library.our_audits_of_year
    reminders = f"Practice reminders {year.after_noun}"
    for address, title, template in (
        (year_address(year), f"Audits {year.after_noun}", "year"),
        (reminders_of_year_address(year), reminders, "reminders_of_year"),
        (situations_of_year_address(year), f"{reminders} by situation", "situations_of_year"),
    ):
        is_year_page = template != "situations_of_year"
        yield StandardPage(
            path=address.page,
            title=title,
            head_title=title,
            data_file=f"data/audits/{year.slug}",
            template=template,
            in_navigation=in_navigation and is_year_page,
            year=year,
            is_year_page=is_year_page,
            description="" if is_ours else f"{learned_in(library, year)}.",
        )


def _kind_and_years(kind: str, audits: Iterable[Audit]) -> str:
    """Return what a page that gathers findings says above its heading: what it is, and how old."""
    years = of_years(list(dict.fromkeys(audit.year for audit in audits)))
    return f"{kind} · Learning from audits {years}" if years else kind


#: Template of a page that gathers findings to what it is, above its heading and after its title.
_GATHERING = {
    "theme": ("Theme", "theme"),
    "situation": ("Situation", "reminders for this situation"),
    "agency": ("Agency or role", "what the audits found"),
}


def _gathering(
    library: Library,
    template: str,
    address: Address,
    record: Theme | Situation | Agency,
    found: Mapping[str, Sequence[Findings]],
) -> StandardPage:
    """Return the page of a record that gathers the findings of audits, by its id."""
    kind, what = _GATHERING[template]
    title = record.title if isinstance(record, Theme) else record.heading
    audits = [findings.audit for findings in found.get(record.id, ())]
    return StandardPage(
        path=address.page,
        title=title,
        head_title=f"{title}: {what}",
        data_file=f"data/{address.page.partition('/')[0]}.yml",
        template=template,
        kind=_kind_and_years(kind, audits),
        record=record,
        in_navigation=True,
        description=_of_others(library, title, audits),
    )


def compared(library: Library, later: Audit) -> str:
    """Return the title of the page that sets an audit beside the one that it follows."""
    earlier = library.earlier_of(later)
    return f"{later.title}: {earlier.when} and {later.when}"


def _comparison(library: Library, audit: Audit) -> StandardPage:
    publisher = library.publisher_of(audit)
    title = compared(library, audit)
    whose = "" if publisher.ours else f", {library.whose(audit)}"
    return StandardPage(
        path=comparison_address(audit).page,
        title=title,
        head_title=f"{title} side by side{whose}",
        data_file=f"data/audits/{audit.id}.yml",
        template="comparison",
        kind="Have we improved?" if publisher.ours else f"Repeated by {publisher.name}",
        record=audit,
        year=audit.year,
        description=_of_others(library, audit.title, [audit]),
    )


def _seven_minutes(library: Library) -> Iterator[StandardPage]:
    """Yield the 7-minute briefings."""

    def page(
        address: Address, title: str, of: str, record: Audit | Theme | None = None, whose: str = ""
    ) -> StandardPage:
        title = f"{title}: 7-minute briefing"
        audit = record if isinstance(record, Audit) else None
        others = _whose(library, audit) if audit else ()
        return StandardPage(
            path=address.page,
            title=title,
            head_title=", ".join(filter(None, (title, of if record else "", whose))),
            data_file=f"data/audits/{audit.id}.yml" if audit else "data/themes.yml",
            template="seven_minutes",
            kind=" · ".join(("7-minute briefing", of, *others)),
            record=record,
            year=audit.year if audit else of if record is None else "",
            description=_of_others(library, audit.title, [audit]) if audit else "",
        )

    for audit in library.audits:
        whose = "" if library.is_ours(audit) else library.whose(audit)
        yield page(audit_briefing_address(audit), audit.title, audit.year, audit, whose)
    for year in library.our_audits_of_year:
        yield page(year_briefing_address(year), f"All audits {year.after_noun}", year)
    for theme in library.our_themes:
        yield page(theme_briefing_address(theme.id), theme.title, "theme", theme)
