"""The style that every page carries: what is seen first stays as it is when the rest arrives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, Route, ViewportSize

from tests.support.browser import serve
from tests.support.states import KINDS

PHONE: ViewportSize = {"width": 360, "height": 800}
DESKTOP: ViewportSize = {"width": 1280, "height": 720}


@pytest.fixture(scope="module")
def address(plain_site: Path) -> Iterator[str]:
    """The site at the top of a host, where the page of a wrong address finds its styles."""
    with serve(plain_site) as served:
        yield served


# --- Nothing changes its look ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def still(browser: Browser, plain_site: Path) -> Iterator[Page]:
    """A page on a phone without scripts: what they change is not a matter of styles.

    The stylesheet has no drawings of icons: they come late, and only their places count.
    """
    css = (plain_site / "assets/site.css").read_text(encoding="utf-8")
    css = re.sub(r'url\("data:[^"]*"\)', "linear-gradient(#0000,#0000)", css)
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.route("**/site.css", lambda route: route.fulfill(body=css, content_type="text/css"))
        yield page


def changes(page: Page) -> tuple[int, int, int, int] | None:
    """Return the part of an open page's first view that the stylesheet changes, or nothing."""
    whole = Image.open(BytesIO(page.screenshot())).convert("RGB")
    page.locator("link[href$='site.css']").evaluate_all(
        "sheets => sheets.forEach(sheet => { sheet.disabled = true; })"
    )
    first = Image.open(BytesIO(page.screenshot())).convert("RGB")
    # Round corners are not drawn alike each time.
    return ImageChops.difference(first, whole).point(lambda level: 255 * (level > 64)).getbbox()


@pytest.mark.parametrize("kind", KINDS)
def test_the_stylesheet_changes_nothing_of_the_first_view(
    still: Page, address: str, kind: str
) -> None:
    still.goto(address + KINDS[kind])
    assert changes(still) is None


def test_a_stylesheet_that_changes_the_first_view_is_found(still: Page, address: str) -> None:
    def plant(route: Route) -> None:
        route.fulfill(body=".sscp-facts { padding: 2rem }", content_type="text/css")

    still.route("**/site.css", plant)
    still.goto(address + KINDS["audit"])
    still.unroute("**/site.css", plant)
    assert changes(still)


# --- Nothing moves --------------------------------------------------------------------------------

WATCH = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""

#: Google calls 0.1 good.
MAX_SHIFT = 0.02


@pytest.fixture(scope="module")
def late(browser: Browser) -> Iterator[Page]:
    """A page whose stylesheet and scripts come late, and which notes what moves."""
    with browser.new_context() as context:
        context.add_init_script(WATCH)
        page = context.new_page()

        def answer_late(route: Route) -> None:
            page.wait_for_timeout(150)
            route.continue_()

        page.route(re.compile(r"\.(css|js)$"), answer_late)
        yield page
        page.unroute_all(behavior="ignoreErrors")  # it may still be loading something


def layout_shift(
    page: Page,
    address: str,
    size: ViewportSize,
    colours: Literal["light", "dark"] = "light",
    until: str = "h1",
) -> float:
    """Return the cumulative layout shift of a page.

    ``until`` selects what is there when the page is ready.
    """
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=colours)
    page.goto(address, wait_until="load")
    page.locator(until).first.wait_for()
    return shift_so_far(page)


def shift_so_far(page: Page) -> float:
    """Return the cumulative layout shift of an open page, once it is drawn."""
    page.wait_for_timeout(100)
    return float(page.evaluate("window.shift"))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_when_styles_and_scripts_arrive(late: Page, address: str, kind: str) -> None:
    assert layout_shift(late, address + KINDS[kind], PHONE) < MAX_SHIFT


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("size", "colours"), [(DESKTOP, "light"), (PHONE, "dark"), (DESKTOP, "dark")]
)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_in_a_wide_window_or_in_the_dark(
    late: Page, address: str, kind: str, size: ViewportSize, colours: Literal["light", "dark"]
) -> None:
    assert layout_shift(late, address + KINDS[kind], size, colours) < MAX_SHIFT


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_nothing_moves_when_results_arrive(late: Page, address: str, size: ViewportSize) -> None:
    page = f"{address}search/?q=child"
    assert layout_shift(late, page, size, until="#search-results li") < 0.1


def test_a_page_that_moves_is_found(late: Page, address: str) -> None:
    layout_shift(late, address + KINDS["audit"], PHONE)
    late.evaluate("document.querySelector('article').style.marginTop = '200px'")
    assert shift_so_far(late) > MAX_SHIFT
