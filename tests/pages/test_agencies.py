"""The pages by role: only for an agency that a finding names."""

from __future__ import annotations

from macros.addresses.links import CurrentPage
from macros.addresses.standard_pages import standard_pages
from macros.pages.agencies import findings, index
from macros.records.library import Library
from macros.records.publishers import Agency
from macros.search.index import results
from tests.support.small_library import audit, good_practice, reminder

GPS, SCHOOLS = Agency(id="gps", title="GPs", aliases=("surgery",)), Agency(id="s", title="schools")
LIBRARY = Library(
    agencies=(GPS, SCHOOLS),
    audits=(
        audit("2023-24/a", None, [reminder("one", agencies=["gps"]), reminder("two")]),
        audit("2022-23/b", None, [], [good_practice("three", agencies=["gps"])]),
    ),
)
HERE = CurrentPage("agencies/gps.md")


def test_a_page_holds_what_names_the_agency_and_nothing_else() -> None:
    shown = findings(LIBRARY, HERE, GPS)
    assert [words for words in ("Do one", "Did three") if words not in shown] == []
    assert "Do two" not in shown
    assert "?agency=gps" in shown


def test_only_an_agency_with_findings_has_a_page_an_entry_and_a_result() -> None:
    pages = [page.title for page in standard_pages(LIBRARY) if page.path.startswith("agencies/")]
    assert pages == ["For GPs"]
    assert "For schools" not in index(LIBRARY, HERE)
    assert index(Library(agencies=(GPS,)), HERE) == ""
    roles = [found for found in results(LIBRARY, [], []) if found.kind == "Agency or role"]
    assert [(found.title, found.aliases) for found in roles] == [("For GPs", ("GPs", "surgery"))]
