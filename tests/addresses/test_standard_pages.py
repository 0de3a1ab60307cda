"""What standard pages say of themselves."""

from __future__ import annotations

from macros.addresses.standard_pages import standard_pages
from tests.support.two_years import LIBRARY


def test_a_page_that_gathers_findings_says_how_old_they_are() -> None:
    kinds = {page.path: page.kind for page in standard_pages(LIBRARY)}

    assert kinds["themes/sharing.md"] == "Theme · Learning from audits of 2022/23 to 2023/24"
    assert kinds["themes/siblings.md"] == "Theme · Learning from audits of 2022/23"
    assert kinds["themes/plans.md"] == "Theme"
