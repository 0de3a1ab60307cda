"""The pages of agencies and roles, and the list of them."""

from __future__ import annotations

from macros.addresses.links import CurrentPage, year_address
from macros.pages.findings import by_year
from macros.pages.html import blocks, fill, tick_boxes
from macros.records.library import Library
from macros.records.publishers import Agency


def findings(library: Library, here: CurrentPage, agency: Agency) -> str:
    """Return every finding whose sentence names an agency, by year and audit."""
    found = library.findings_by_agency[agency.id]
    shown = by_year(library, here, found, year_address)
    reminders = any(of_audit.reminders for of_audit in found)
    choose = fill("agencies", "filter", here=here, agency=agency) if reminders else ""
    return blocks([fill("agencies", "named", here=here), shown, choose, tick_boxes(here)])


def index(library: Library, here: CurrentPage) -> str:
    """Return the agencies that have findings below a heading; nothing if none has."""
    agencies = [(a, library.findings_by_agency[a.id]) for a in library.agencies_with_findings]
    return fill("agencies", "index", here=here, agencies=agencies) if agencies else ""
