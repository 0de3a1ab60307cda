"""The page that calls a macro, and the record that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from macros.addresses.data_places import AGENCIES, SITUATIONS, THEMES
from macros.addresses.links import CurrentPage
from macros.addresses.site_urls import SiteUrls
from macros.pages import seven_minutes
from macros.pages.seven_minutes import SevenMinutes
from macros.records.dates import ProgrammeYear
from macros.records.library import Library
from macros.records.publishers import Agency
from macros.records.records import Audit, Guidance, Situation, Theme

T = TypeVar("T")


class PageError(Exception):
    """A page calls a macro that does not belong on it. The text is for the editor."""


@dataclass(frozen=True)
class Page:
    """The page that calls a macro: all records, where the page is, and where the site is."""

    library: Library
    here: CurrentPage
    urls: SiteUrls = SiteUrls()  # noqa: RUF009 — a frozen value

    @property
    def audit(self) -> Audit:
        """The audit of an audit's page."""
        records = self.library.audit_by_id
        return self._record("an audit", "audits/<year>/<name>", records, "data/audits")

    @property
    def year(self) -> ProgrammeYear:
        """The year of a page about one year."""
        parts = self.here.page.removesuffix(".md").split("/")
        for year in self.library.years:
            if year.slug in parts:
                return year
        raise self._error("a year", "docs/audits/<year>/index.md", "data/audits")

    @property
    def theme(self) -> Theme:
        """The theme of a theme's page."""
        return self._record("a theme", "themes/<id>", self.library.theme_by_id, THEMES)

    @property
    def situation(self) -> Situation:
        """The situation of a situation's page."""
        records = self.library.situation_by_id
        return self._record("a situation", "situations/<id>", records, SITUATIONS)

    @property
    def agency(self) -> Agency:
        """The agency of an agency's page."""
        return self._record("an agency", "agencies/<id>", self.library.agency_by_id, AGENCIES)

    @property
    def repeated(self) -> Audit:
        """The later audit of a page that sets two side by side."""
        audit = self.library.audit_by_id.get(self._path_in("comparisons"))
        if audit is None or not audit.follows:
            raise self._error("a comparison", "docs/comparisons/<year>/<name>.md", "data/audits")
        return audit

    @cached_property
    def briefing(self) -> SevenMinutes:
        """The 7-minute briefing of a page in ``briefings/``."""
        library, path = self.library, self._path_in("briefings")
        if path in library.audit_by_id:
            return seven_minutes.of_audit(library, library.audit_by_id[path])
        folder, _, name = path.partition("/")
        if folder == "themes" and name in library.theme_by_id:
            return seven_minutes.of_theme(library, library.theme_by_id[name])
        return seven_minutes.of_year(library, self.year)

    @property
    def guide(self) -> Guidance:
        """The guide of a guidance page."""
        for guide in self.library.guidance:
            if guide.page == self.here.page:
                return guide
        raise self._error("a guide", "named as “page” of a guide", "data/guidance.yml")

    def _record(self, what: str, where: str, records: Mapping[str, T], data: str) -> T:
        """Return the record whose id is in the path, which is like ``where``."""
        path = self._path_in(where.partition("/")[0])
        if path not in records:
            raise self._error(what, f"docs/{where}.md", data)
        return records[path]

    def _path_in(self, folder: str) -> str:
        """Return the page's path below a folder, without its ending; empty if it is not there."""
        prefix = f"{folder}/"
        path = self.here.page
        return path.removeprefix(prefix).removesuffix(".md") if path.startswith(prefix) else ""

    def _error(self, what: str, where: str, data: str) -> PageError:
        return PageError(
            f"this macro belongs on the page of {what} ({where}), and {data} knows of none that "
            f"belongs to docs/{self.here.page}"
        )
