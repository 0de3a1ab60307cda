"""What there is to print of the site and of a second year."""

from __future__ import annotations

import pytest

from macros.addresses.site_urls import SiteUrls
from macros.checks.load import load_library
from macros.printing.briefings import Briefings
from tests.conftest import ADDRESS, Build, site_of
from tests.support.printing_text import add_second_year, page_html


@pytest.fixture(scope="session")
def two_years(built: Build) -> Briefings:
    """What there is to print of this repository's data and a second year."""
    site = site_of(built("two years", add_second_year, SITE_URL=ADDRESS))
    library = load_library(site.parent / "project")
    return Briefings(library, SiteUrls(ADDRESS), page_html(site))
