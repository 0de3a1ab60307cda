"""What a browser prints of a page of each kind: the page itself, on A4, with addresses."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from macros.records.library import Library
from tests.conftest import ADDRESS
from tests.support.browser import DARK_PAPER, background
from tests.support.printing_text import squeezed, text_of

A4 = (595.28, 841.89)

#: A page of each kind, and how many sheets it may take. What grows with the audits has no limit.
ANY = 99
MAX_PAGES = {
    "": 3,
    "audits/": ANY,
    "audits/2022-23/": ANY,
    "audits/2022-23/domestic-abuse/": 3,
    "themes/siblings/": ANY,
    "situations/strategy-meeting/": ANY,
    "reminders/": ANY,
    "guidance/": ANY,
    "guidance/smart-planning/": 5,
    "response/": ANY,
    "glossary/": ANY,
    "about/team-meetings/": 3,
}

NAVIGATION = (
    "Skip to content",
    "Back to top",
    "Table of contents",
    "Switch to",
    "Suggest a change",
    "Report a problem",
)


@pytest.fixture(scope="module")
def dark_page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(color_scheme="dark") as context:
        yield context.new_page()


@pytest.fixture
def sheet(dark_page: Page) -> Page:
    dark_page.emulate_media(media="null")
    return dark_page


def printed(
    page: Page, address: str, folder: Path, script: str = "", *, backgrounds: bool = False
) -> Path:
    """Return the PDF that the browser prints of a page."""
    page.goto(address)
    if script:
        page.evaluate(script)
    file = folder / "printed.pdf"
    page.pdf(path=file, prefer_css_page_size=True, print_background=backgrounds)
    return file


def problems_of_print(file: Path, most: int, headings: set[str]) -> Iterator[str]:
    """Yield what is wrong with a printed page. ``headings`` are those of the page."""
    with pikepdf.open(file) as pdf:
        sizes = {tuple(round(float(value)) for value in page.mediabox[2:]) for page in pdf.pages}
        count = len(pdf.pages)
    if sizes != {tuple(round(value) for value in A4)}:
        yield f"the paper is {sizes}"
    if count > most:
        yield f"there are {count} pages"
    for number in range(1, count + 1):
        lines = [" ".join(line.split()) for line in text_of(file, number).splitlines()]
        lines = [line for line in lines if line and not re.fullmatch(r"Page \d+ of \d+", line)]
        if not lines:
            yield f"page {number} is blank"
        elif lines[-1] in headings:
            yield f"page {number} ends with the heading “{lines[-1]}”"
        if lines[:1] == ["Worried about a child?"]:
            yield f"page {number} has nothing but whom to call"
    text = text_of(file)
    yield from (f"it prints “{words}”" for words in NAVIGATION if words in text)


def headings_of(page: Page) -> set[str]:
    page.emulate_media(media="print")
    found = page.locator("article :is(h1, h2, h3, h4):visible").all_inner_texts()
    return {" ".join(heading.replace("#", "").split()) for heading in found}


@pytest.mark.parametrize(
    "path",
    [
        path if most < ANY else pytest.param(path, marks=pytest.mark.nightly)
        for path, most in MAX_PAGES.items()
    ],
)
def test_a_page_prints_itself_and_nothing_else(
    address: str, sheet: Page, tmp_path: Path, path: str
) -> None:
    file = printed(sheet, address + path, tmp_path)

    # A heading of the outline of reminders is a sentence: only those that are short are headings.
    short = {heading for heading in headings_of(sheet) if len(heading) < 60}
    assert list(problems_of_print(file, MAX_PAGES[path], short)) == []
    text = squeezed(text_of(file))
    assert text.startswith(squeezed("SSCP audit learning"))
    assert squeezed(f"This page on the web: {ADDRESS}{path}") in text
    assert squeezed("Worried about a child?") in text


def test_a_printed_audit_holds_every_reminder(
    address: str, sheet: Page, tmp_path: Path, library: Library
) -> None:
    audit = library.audit_by_id["2022-23/domestic-abuse"]
    text = squeezed(text_of(printed(sheet, f"{address}audits/{audit.id}/", tmp_path)))

    assert [item.id for item in audit.reminders if squeezed(item.text) not in text] == []


def test_links_to_other_sites_print_their_address(
    address: str, sheet: Page, tmp_path: Path
) -> None:
    file = printed(sheet, f"{address}guidance/smart-planning/", tmp_path)
    text = squeezed(text_of(file))
    sheet.emulate_media(media="print")
    shown = sheet.locator("article a[href^=http]:visible")
    links = shown.evaluate_all("links => links.map(link => link.getAttribute('href'))")

    assert links
    assert [link for link in links if squeezed(f"({link})") not in text] == []


def test_what_is_folded_is_open_on_paper(address: str, sheet: Page, tmp_path: Path) -> None:
    fold = (
        "document.querySelector('article').insertAdjacentHTML('beforeend', "
        "'<details><summary>More</summary><p>Folded away on the screen</p></details>')"
    )
    file = printed(sheet, f"{address}themes/siblings/", tmp_path, fold)

    assert "Folded away on the screen" in text_of(file)


#: Paper is 255. Good practice has a pale ground, which may lie where the middle is looked at.
PALEST_TINT = 235


def darkest_corner(file: Path, folder: Path) -> int:
    """Return how dark the darkest of a printed page's corners is: 255 is white."""
    command = ["pdftoppm", "-r", "30", "-gray", "-singlefile", "-png", str(file), str(folder / "p")]
    subprocess.run(command, check=True)
    with Image.open(folder / "p.png") as image:
        shades = image.convert("L")
        right, bottom = shades.width - 3, shades.height - 3
        corners = [shades.getpixel((x, y)) for x in (2, right) for y in (2, bottom)]
        middle = shades.getpixel((shades.width - 24, shades.height // 2))
    return min(int(str(shade)) for shade in (*corners, middle))


@pytest.mark.parametrize("backgrounds", [False, True])
def test_dark_mode_prints_dark_on_white(
    address: str, sheet: Page, tmp_path: Path, backgrounds: bool
) -> None:
    audit = f"{address}audits/2022-23/domestic-abuse/"
    file = printed(sheet, audit, tmp_path, backgrounds=backgrounds)
    on_screen = background(sheet)
    sheet.emulate_media(media="print")
    colour = sheet.locator("article p").nth(2).evaluate("e => getComputedStyle(e).color")

    assert on_screen == DARK_PAPER
    assert darkest_corner(file, tmp_path) >= PALEST_TINT
    assert sum(map(int, re.findall(r"\d+", colour)[:3])) < 300


def test_links_within_the_site_print_no_address(address: str, sheet: Page, tmp_path: Path) -> None:
    """Also when a script has made them whole addresses."""
    whole = (
        "for (const link of document.querySelectorAll('article a[href]'))"
        " link.setAttribute('href', link.href)"
    )
    file = printed(sheet, f"{address}situations/strategy-meeting/", tmp_path, whole)

    assert "http://127" not in text_of(file)


@pytest.mark.nightly
def test_without_our_stylesheet_the_faults_are_seen(
    address: str, sheet: Page, tmp_path: Path
) -> None:
    """Planted: the same page as a browser alone would print it."""
    sheet.route("**/site.css", lambda route: route.abort())
    file = printed(sheet, f"{address}audits/2022-23/domestic-abuse/", tmp_path)
    sheet.unroute("**/site.css")

    assert any("the paper is" in p for p in problems_of_print(file, 9, set()))


@pytest.mark.nightly
def test_a_blank_sheet_and_a_heading_at_the_foot_are_seen(
    address: str, sheet: Page, tmp_path: Path
) -> None:
    plant = (
        "const article = document.querySelector('article');"
        "article.insertAdjacentHTML('beforeend', '<h2>Left behind</h2><p>Next</p><p>&nbsp;</p>');"
        "for (const last of [...article.children].slice(-2)) last.style.breakBefore = 'page';"
        "article.querySelector('.sscp-worried').style.breakBefore = 'page'"
    )
    file = printed(sheet, f"{address}themes/siblings/", tmp_path, plant)
    found = list(problems_of_print(file, 9, {"Left behind"}))

    assert any("ends with the heading" in problem for problem in found), found
    assert any("is blank" in problem for problem in found), found
    assert any("whom to call" in problem for problem in found), found
