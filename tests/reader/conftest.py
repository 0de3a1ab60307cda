"""What the tests in a browser share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from macros.checks.load import load_library
from macros.records.library import Library
from tests.conftest import REPOSITORY


@pytest.fixture(scope="session")
def library() -> Library:
    """The data of this repository."""
    return load_library(REPOSITORY)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A wide page, in which a test may run scripts that the page's own policy would refuse."""
    with browser.new_context(
        bypass_csp=True, reduced_motion="reduce", viewport={"width": 1280, "height": 900}
    ) as context:
        context.set_default_timeout(8000)
        yield context.new_page()
