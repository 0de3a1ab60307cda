"""Trimming the stylesheet changes nothing: pages look the same as with all of the theme's rules.

The same site is built once more without any trimming. Its stylesheet then takes the place of the
published one, page by page, and the two pictures of the page are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from tests.conftest import build, copy_project, site_of
from tests.support.browser import serve
from tests.support.site_server import NARROW, WIDE, planted_in
from tests.support.states import KINDS

#: Pages as scripts change them, with classes that no page has.
STATES = {
    "search results": "search/?q=marac",
    "filtered reminders": "reminders/?theme=siblings",
    "checklist": "reminders/?pick=domestic-abuse&checklist",
}

NO_TRIMMING = """

def site_rules(theme: str, own: str, used: Names) -> list[Rule]:
    return [*rules_of(theme), *rules_of(own)]
"""

SWAP = """(text) => new Promise((done) => {
  const links = [...document.querySelectorAll("link[rel=stylesheet]")];
  const other = document.createElement("link");
  other.rel = "stylesheet";
  other.href = URL.createObjectURL(new Blob([text], { type: "text/css" }));
  other.onload = () => {
    for (const link of links) link.remove();
    requestAnimationFrame(() => setTimeout(done));
  };
  document.querySelector("style")?.remove(); // what the page carries itself
  links.at(-1).after(other);
})"""


@pytest.fixture(scope="module")
def untrimmed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The stylesheet of the site with all of the theme's rules."""
    project = copy_project(tmp_path_factory.mktemp("untrimmed"))
    with (project / "macros" / "site" / "stylesheet.py").open("a", encoding="utf-8") as module:
        module.write(NO_TRIMMING)
    return (site_of(build(project)) / "assets" / "site.css").read_text(encoding="utf-8")


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@dataclass
class Compared:
    """A page of the site in a browser, and the two stylesheets that it can have."""

    page: Page
    address: str
    trimmed: str
    untrimmed: str

    def pictures(self, styles: str) -> list[Image.Image]:
        """Return the page from top to end with a stylesheet, in the light and in the dark."""
        self.page.evaluate(SWAP, styles)
        shown = []
        for scheme in SCHEMES:
            self.page.emulate_media(color_scheme=scheme)
            picture = self.page.screenshot(full_page=True, animations="disabled", caret="hide")
            shown.append(Image.open(BytesIO(picture)).convert("RGB"))
        return shown

    def differs(self, path: str) -> str:
        """Return where a page looks different without any trimming, or nothing."""
        self.page.goto(self.address + path, wait_until="load")
        if path == STATES["search results"]:
            self.page.wait_for_selector("#search-results a")
        pairs = zip(self.pictures(self.trimmed), self.pictures(self.untrimmed), strict=True)
        for scheme, (one, other) in zip(SCHEMES, pairs, strict=True):
            if one.size != other.size:
                return f"{scheme}: {one.size} and {other.size}"
            # Round corners are not drawn alike each time.
            seen = ImageChops.difference(one, other).point(lambda level: 255 * (level > 64))
            if box := seen.getbbox():
                return f"{scheme}: {box}"
        return ""


@pytest.fixture(params=[NARROW, WIDE])
def compared(
    browser: Browser, built_site: Path, untrimmed: str, request: pytest.FixtureRequest
) -> Iterator[Compared]:
    trimmed = (built_site / "assets" / "site.css").read_text(encoding="utf-8")
    # Stylesheets are exchanged within a page, which its policy would refuse.
    with serve(built_site) as address, browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.set_viewport_size({"width": request.param, "height": 900})
        yield Compared(page, address, trimmed, untrimmed)


def test_much_is_trimmed(built_site: Path, untrimmed: str) -> None:
    trimmed = (built_site / "assets" / "site.css").read_text(encoding="utf-8")
    assert len(trimmed) < 0.5 * len(untrimmed)


def test_pages_look_the_same_with_the_whole_theme(compared: Compared) -> None:
    pages = {**KINDS, **STATES}
    different = {kind: where for kind, path in pages.items() if (where := compared.differs(path))}
    assert different == {}


@pytest.mark.parametrize(
    ("old", "kind"),
    [
        (".md-typeset table:not([class]) td{", "guide with tables"),
        (".md-typeset ol,.md-typeset ul{padding:0", "search results"),
    ],
)
def test_a_rule_that_is_needed_and_gone_is_seen(compared: Compared, old: str, kind: str) -> None:
    compared.trimmed = planted_in(compared.trimmed, old, ".x{")
    assert compared.differs({**KINDS, **STATES}[kind])
