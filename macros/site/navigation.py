"""Where the standard pages are in the navigation."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from macros.addresses.links import audit_address
from macros.addresses.standard_pages import StandardPage
from macros.records.library import Library

#: Maps a year to the addresses and titles of its audits.
AuditPages = dict[str, list[tuple[str, str]]]

#: Maps a section and a year to the page of the section for that year.
YearPages = dict[tuple[str, str], MkDocsPage | None]


def arrange(
    nav: Navigation, files: Files, standard_pages: Iterable[StandardPage], library: Library
) -> YearPages:
    """Put themes, situations and years under their heading, and each page into its section.

    Audits are not in the navigation: it is on every page, so it must not grow with them.
    """
    sections = {
        child.file.src_uri: item
        for item in nav.items
        if isinstance(item, Section)
        for child in item.children[:1]
        if isinstance(child, MkDocsPage)
    }
    year_pages: YearPages = {}
    for standard in standard_pages:
        page = files.src_uris[standard.path].page
        if standard.is_year_page:
            year_pages[standard.section, standard.year] = page
        section = sections.get(standard.section)
        if section is None:
            raise KeyError(
                f"{standard.path} needs a section: put {standard.section} into nav in mkdocs.yml, "
                "or its folder into SECTION_OF in macros/addresses/standard_pages.py"
            )
        if page is None:
            continue
        page.parent = section
        if standard.in_navigation:
            section.children.append(page)
            nav.pages.append(page)
    _put_beside_their_index(files)
    _link_neighbours(nav, files, library)
    return year_pages


def _put_beside_their_index(files: Files) -> None:
    """Put each page that is not in the navigation into the section of its folder's index."""
    for file in files.documentation_pages():
        folder, _, _ = file.src_uri.rpartition("/")
        index = files.src_uris.get(f"{folder}/index.md")
        if file.page and not file.page.parent and index and index.page:
            file.page.parent = index.page.parent


def audits_by_year(files: Files, library: Library) -> AuditPages:
    """Return the addresses and titles of each year's audits, for the list beside them."""
    return {
        year: [(files.src_uris[audit_address(a).page].url, library.titled(a)) for a in audits]
        for year, audits in library.audits_of_year.items()
    }


def _link_neighbours(nav: Navigation, files: Files, library: Library) -> None:
    """Link each audit's page to the audits before and after it. No other pages are a series."""
    for listed in nav.pages:
        listed.previous_page = listed.next_page = None
    pages = [files.src_uris[audit_address(audit).page].page for audit in library.chronology]
    for page, before, after in zip(pages, [None, *pages[:-1]], [*pages[1:], None], strict=True):
        if page is not None:
            page.previous_page, page.next_page = before, after
