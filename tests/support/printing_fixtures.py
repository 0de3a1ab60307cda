"""What the tests of printed pages share: a site with its documents, and a library to print from."""

from __future__ import annotations

import pytest

from macros.addresses.site_urls import SiteUrls
from macros.checks.load import load_library
from macros.printing.catalogue import Catalogue
from macros.printing.parts import Context
from macros.records.library import Library
from tests.conftest import ADDRESS, REPOSITORY, copy_project
from tests.support.printing_text import add_second_year


@pytest.fixture(scope="session")
def library() -> Library:
    """The data of this repository."""
    return load_library(REPOSITORY)


@pytest.fixture(scope="session")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """What there is to print of this repository's data and a second year."""
    project = copy_project(tmp_path_factory.mktemp("two-years"))
    add_second_year(project)
    return Catalogue(Context(load_library(project), SiteUrls(ADDRESS)))
