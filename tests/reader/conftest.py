"""What the tests in a browser share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def kept_page(browser: Browser) -> Iterator[Page]:
    """The page of all tests that need no other: to open one takes as long as to load four."""
    with browser.new_context(bypass_csp=True, reduced_motion="reduce") as context:
        context.set_default_timeout(8000)
        yield context.new_page()


@pytest.fixture
def page(kept_page: Page) -> Page:
    """A wide page, in which a test may run scripts that the page's own policy would refuse."""
    kept_page.goto("about:blank")
    kept_page.emulate_media(media="null", color_scheme="light")
    kept_page.set_viewport_size({"width": 1280, "height": 900})
    return kept_page
