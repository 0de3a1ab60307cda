"""Fixtures for the tests of printing: the data of the site, and a catalogue of two years."""

from __future__ import annotations

import pytest

from macros.addresses.site_urls import SiteUrls
from macros.checks.load import load_library
from macros.printing.briefings import Briefings
from macros.records.library import Library
from tests.conftest import ADDRESS, REPOSITORY, Build, site_of
from tests.support.printing_text import add_second_year, page_html


@pytest.fixture(scope="session")
def library() -> Library:
    """The data of this repository."""
    return load_library(REPOSITORY)


@pytest.fixture(scope="session")
def two_years(built: Build) -> Briefings:
    """What there is to print of this repository's data and a second year."""
    site = site_of(built("two years", add_second_year, SITE_URL=ADDRESS))
    library = load_library(site.parent / "project")
    return Briefings(library, SiteUrls(ADDRESS), page_html(site))
