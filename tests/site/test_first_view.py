"""The style that every page carries: what is seen first stays as it is when the rest arrives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Route, ViewportSize

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


def picture(browser: Browser, address: str, *, styled: bool, fault: str = "") -> Image.Image:
    """Return what a phone shows of a page before scrolling, with the stylesheet or without.

    The drawings of icons are left out: they come late, and only their places count. Scripts are
    off: what they change is not a matter of styles. ``fault`` is added to the stylesheet.
    """

    def answer(route: Route) -> None:
        css = re.sub(r'url\("data:[^"]*"\)', "linear-gradient(#0000,#0000)", route.fetch().text())
        route.fulfill(body=css + fault, content_type="text/css")

    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.route("**/site.css", answer if styled else lambda route: route.abort())
        page.goto(address)
        return Image.open(BytesIO(page.screenshot())).convert("RGB")


def changes(browser: Browser, address: str, fault: str = "") -> tuple[int, int, int, int] | None:
    """Return the part of the first view that the stylesheet changes, or nothing."""
    first = picture(browser, address, styled=False)
    whole = picture(browser, address, styled=True, fault=fault)
    # Round corners are not drawn alike each time.
    return ImageChops.difference(first, whole).point(lambda level: 255 * (level > 64)).getbbox()


@pytest.mark.parametrize("kind", KINDS)
def test_the_stylesheet_changes_nothing_of_the_first_view(
    browser: Browser, address: str, kind: str
) -> None:
    assert changes(browser, address + KINDS[kind]) is None


def test_a_stylesheet_that_changes_the_first_view_is_found(browser: Browser, address: str) -> None:
    assert changes(browser, address + KINDS["audit"], ".sscp-facts { padding: 2rem }")


# --- Nothing moves --------------------------------------------------------------------------------

WATCH = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""

#: Google calls 0.1 good.
MAX_SHIFT = 0.02


def layout_shift(
    browser: Browser,
    address: str,
    size: ViewportSize,
    colours: Literal["light", "dark"],
    *,
    fault: str = "",
    until: str = "h1",
) -> float:
    """Return the cumulative layout shift of a page whose stylesheet and scripts come late.

    ``until`` selects what is there when the page is ready.
    """
    with browser.new_context(viewport=size, color_scheme=colours) as context:
        context.add_init_script(WATCH + fault)
        page = context.new_page()

        def answer_late(route: Route) -> None:
            page.wait_for_timeout(150)
            route.continue_()

        page.route(re.compile(r"\.(css|js)$"), answer_late)
        page.goto(address, wait_until="load")
        page.locator(until).first.wait_for()
        page.wait_for_timeout(150)
        shift = float(page.evaluate("window.shift"))
        page.unroute_all(behavior="ignoreErrors")  # the page may still be loading something
        return shift


@pytest.mark.parametrize(
    ("size", "colours"),
    [
        (PHONE, "light"),
        (DESKTOP, "light"),
        pytest.param(PHONE, "dark", marks=pytest.mark.nightly),
        pytest.param(DESKTOP, "dark", marks=pytest.mark.nightly),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_when_styles_and_scripts_arrive(
    browser: Browser, address: str, kind: str, size: ViewportSize, colours: Literal["light", "dark"]
) -> None:
    assert layout_shift(browser, address + KINDS[kind], size, colours) < MAX_SHIFT


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_nothing_moves_when_results_arrive(
    browser: Browser, address: str, size: ViewportSize
) -> None:
    page = f"{address}search/?q=child"
    assert layout_shift(browser, page, size, "light", until="#search-results li") < 0.1


def test_a_page_that_moves_is_found(browser: Browser, address: str) -> None:
    fault = """addEventListener("load", () => setTimeout(() => {
      document.querySelector("article").style.marginTop = "200px";
    }))"""
    assert layout_shift(browser, address + KINDS["audit"], PHONE, "light", fault=fault) > MAX_SHIFT
