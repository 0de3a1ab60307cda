"""The styles in each page: what is seen at first is as it stays, on a phone and on a tablet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, BrowserContext, Route, ViewportSize

from macros.site.first_view import FirstViews, first_rules
from macros.site.stylesheet import rules_of, written
from tests.support.states import KINDS

STYLE = """
.first{color:red}
.first:hover{color:blue}
.first::marker{color:blue}
.later{color:red}
.panel{color:red}
.said{color:red}
.x .first,.first+.first,[hidden]{margin:0;transition:all 1s;cursor:help}
.first{transition:all 1s}
@media (min-width:44em){.first{margin:1em}}
@media (min-width:60em){.first{margin:3em}}
@media print{.first{margin:2em}}
:root{--a:1px;--b:2px}
.first{padding:var(--a)}
.first{mask:url("data:image/svg+xml,x")}
"""

PAGE = """<!doctype html><html><body>
<details><summary class="said">Menu</summary><div class="panel"><p class="x">x</p></div></details>
<p hidden>y</p>
<article><p class="first">%s</p><p class="later">z</p></article></body></html>"""


def first_styles(*pages: str, alike: bool = False) -> str:
    views = FirstViews(alike=alike)
    for page in pages:
        views.add(page)
    return styles_of(views, STYLE)


def styles_of(views: FirstViews, css: str) -> str:
    return written(first_rules(rules_of(css), {"kind": views})["kind"])


def test_only_what_is_seen_at_first_has_its_styles() -> None:
    assert first_styles(PAGE % ("long " * 2000)) == (
        ".first{color:red}.first::marker{color:blue}.said{color:red}[hidden]{margin:0}"
        "@media (min-width:44em){.first{margin:1em}}:root{--a:1px}.first{padding:var(--a)}"
    )


def test_on_a_short_page_all_is_seen_at_first() -> None:
    assert ".later" in first_styles(PAGE % "short")


@pytest.mark.parametrize("alike", [True, False])
def test_each_page_counts_that_shows_something_new(alike: bool) -> None:
    long = PAGE % ("long " * 2000)
    other = long.replace('class="first"', 'class="later"')

    assert ".later" in first_styles(long, other, alike=alike)


@pytest.mark.parametrize(
    ("css", "needed"),
    [
        (".first{color:red}p.first{color:blue}", "p.first{color:blue}"),
        (".first{margin-top:1em}p.first{margin:0}", "p.first{margin:0}"),
        (
            ".first{border-radius:1em}p.first{border:0}",
            ".first{border-radius:1em}p.first{border:0}",
        ),
        ("@layer theme{p.first{color:red}}.first{color:blue}", ".first{color:blue}"),
        (
            ".first{color:red}@media (min-width:44em){p.first{color:blue}}",
            ".first{color:red}@media (min-width:44em){p.first{color:blue}}",
        ),
        (
            ".first{color:red!important}p.first{color:blue}",
            ".first{color:red!important}p.first{color:blue}",
        ),
        (
            ".first::before{color:red}p.first{color:blue}",
            ".first::before{color:red}p.first{color:blue}",
        ),
    ],
)
def test_a_declaration_that_another_always_overrides_is_not_needed(css: str, needed: str) -> None:
    views = FirstViews()
    views.add(PAGE % "short")
    assert styles_of(views, css) == needed


def test_what_stands_in_an_element_that_is_not_shown_needs_no_styles() -> None:
    views = FirstViews()
    views.add('<article><div class="wide"><p class="first">x</p></div></article>')
    css = ".wide{display:none}.first{color:red}@media (min-width:60em){.wide{display:block}}"
    assert styles_of(views, css) == ".wide{display:none}"
    somewhere = ".wide{display:none}.first{color:red}@media (min-width:44em){.wide{display:block}}"
    assert ".first" in styles_of(views, somewhere)


# --- In a browser ---------------------------------------------------------------------------------

PHONE: ViewportSize = {"width": 360, "height": 800}
TABLET: ViewportSize = {"width": 768, "height": 720}
DESKTOP: ViewportSize = {"width": 1280, "height": 720}
PAGES = {**KINDS, "search": "search/", "another audit": "audits/2022-23/domestic-abuse/"}


@pytest.fixture(params=[PHONE, TABLET], ids=["phone", "tablet"])
def plain(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser without scripts: what those change is not a matter of styles."""
    with browser.new_context(viewport=request.param, java_script_enabled=False) as context:
        yield context


def picture(context: BrowserContext, address: str, *, styled: bool) -> Image.Image:
    """Return what a reader sees of a page before scrolling, with the whole stylesheet or without.

    The drawings of icons are left out: they come late, and only their places count.
    """

    def answer(route: Route) -> None:
        if not styled:
            route.abort()
            return
        css = re.sub(r'url\("data:[^"]*"\)', "linear-gradient(#0000,#0000)", route.fetch().text())
        route.fulfill(body=css, content_type="text/css")

    page = context.new_page()
    page.route("**/site.css", answer)
    page.goto(address)
    shown = page.screenshot()
    page.close()
    return Image.open(BytesIO(shown)).convert("RGB")


def changes(context: BrowserContext, address: str) -> tuple[int, int, int, int] | None:
    """Return the part of the first view that the whole stylesheet changes, or None."""
    first, whole = (picture(context, address, styled=styled) for styled in (False, True))
    # Round corners are not drawn alike each time.
    seen = ImageChops.difference(first, whole).point(lambda level: 255 * (level > 64))
    return seen.getbbox()


@pytest.mark.parametrize("kind", PAGES)
def test_the_whole_stylesheet_changes_nothing_of_the_first_view(
    plain: BrowserContext, address: str, kind: str
) -> None:
    assert changes(plain, address + PAGES[kind]) is None


def test_a_rule_that_is_missing_at_first_is_seen(
    plain: BrowserContext, address: str, built_site: Path
) -> None:
    path = KINDS["audit"]
    page = (built_site / path / "index.html").read_text(encoding="utf-8")
    fault = page.replace(".sscp-facts{", ".x{", 1)
    assert fault != page
    plain.route(address + path, lambda route: route.fulfill(body=fault, content_type="text/html"))

    assert changes(plain, address + path)


SHIFT = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
#: Google calls 0.1 good; what is left is the button for the colours, which a script shows.
MOST_SHIFT = 0.02


def layout_shift(browser: Browser, address: str, size: ViewportSize, *scripts: str) -> float:
    """Return the cumulative layout shift of a page whose stylesheet and scripts come late."""
    with browser.new_context(viewport=size) as context:
        for script in (SHIFT, *scripts):
            context.add_init_script(script)
        page = context.new_page()

        def answer_late(route: Route) -> None:
            page.wait_for_timeout(150)
            route.continue_()

        page.route("**/*.css", answer_late)
        page.route("**/*.js", answer_late)
        page.goto(address, wait_until="load")
        page.wait_for_timeout(150)
        return float(page.evaluate("window.shift"))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("kind", PAGES)
def test_nothing_moves_when_styles_and_scripts_arrive(
    browser: Browser, address: str, kind: str, size: ViewportSize
) -> None:
    assert layout_shift(browser, address + PAGES[kind], size) <= MOST_SHIFT


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_page_that_moves_is_found(browser: Browser, address: str, size: ViewportSize) -> None:
    fault = """addEventListener("load", () => setTimeout(() => {
      document.querySelector("article").style.marginTop = "200px";
    }))"""
    assert layout_shift(browser, address + KINDS["audit"], size, fault) > MOST_SHIFT
