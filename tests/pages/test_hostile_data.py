"""Text in a data file is shown exactly as typed, and none of it runs.

Every text field of every record holds hostile text. What the macros make of it is compared with
what they make of harmless words (tests/support/hostile_data.py): but for these texts the two must
be alike. At night the same is done with two whole sites, their documents and their scripts.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from macros import define_env
from macros.addresses.links import CSV_FILE, JSON_FILE, CurrentPage
from macros.addresses.site_urls import SiteUrls
from macros.addresses.standard_pages import standard_pages
from macros.checks.load import load_library
from macros.pages import current_page
from macros.pages.questions import Questions
from macros.printing.action_plan import ActionPlan
from macros.printing.briefings import Briefings
from macros.printing.catalogue import documents
from macros.printing.documents import Document, OfficeDocument, PdfDocument
from macros.problems import DataError
from macros.records.library import Library
from tests.conftest import REPOSITORY, Built, build, copy_project, site_of
from tests.support.browser import serve, sideways_scroll, watch_other_hosts
from tests.support.hostile_data import EMOJI, LONG, MARKER, Hostile, write_twins
from tests.support.printing_text import page_html, squeezed, without_columns, writer
from tests.support.search_site import search_hits
from tests.support.small_library import AUDIT, FILES, write, write_small_library

ADDRESS = "https://example.org/briefings/"

Macro = Callable[[current_page.Page], str]


# --- What pages hold ----------------------------------------------------------------------------

Event = tuple[str, ...]


class _Events(HTMLParser):
    """Notes elements, attributes and texts in their order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[Event] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append((f"<{tag}>", *(part or "" for attribute in attrs for part in attribute)))

    def handle_endtag(self, tag: str) -> None:
        self.events.append((f"</{tag}>",))

    def handle_data(self, data: str) -> None:
        if self.events and self.events[-1][0] == "text":
            data = self.events.pop()[1] + data
        self.events.append(("text", data))

    def handle_comment(self, data: str) -> None:
        self.events.append(("comment", data))

    def unknown_decl(self, data: str) -> None:
        self.events.append(("declaration", data))

    def handle_pi(self, data: str) -> None:
        self.events.append(("instruction", data))


#: A stylesheet keeps rules for all that looks like a class, in text also. That does no harm. How
#: much of a text a message holds depends on its length: it may hold nothing but escaped signs.
NOT_OF_THE_TEXT = re.compile(
    r"<style.*?</style>|'sha256-[^']+'|(?<=mailto:)\?subject=[\w%.~-]+&amp;body=[\w%.~-]+(?=\")",
    re.DOTALL | re.ASCII,
)


def events(page: str, texts: Hostile | None) -> list[Event]:
    """Return what a page holds, with harmless words for the hostile ones of ``texts``.

    It is in lower-case letters: the site writes the first letter of some texts as a capital.
    """
    parser = _Events()
    parser.feed(NOT_OF_THE_TEXT.sub("", page))
    parser.close()
    made_harmless = texts.made_harmless if texts else str
    return [tuple(made_harmless(part).lower() for part in one) for one in parser.events]


def first_difference(hostile: str, harmless: str, texts: Hostile) -> str:
    """Return where two pages begin to differ, or nothing."""
    one, other = events(hostile, texts), events(harmless, texts)
    if one == other:
        return ""
    pairs = (pair for pair in zip(one, other, strict=False) if pair[0] != pair[1])
    return str(next(pairs, (len(one), len(other))))


# --- Every macro, without a build ---------------------------------------------------------------


class _Registered:
    """Stands in for the site while macros are registered, and keeps each by its name."""

    def __init__(self) -> None:
        self.macro_by_name: dict[str, Macro] = {}

    def showing(self, *_: str) -> Callable[[str, Macro], None]:
        return self.macro_by_name.__setitem__

    def title(self, name: str, plain: Macro) -> None:
        """Titles are escaped by the plugin: the nightly test builds a site with it."""


@pytest.fixture
def macro_by_name(monkeypatch: pytest.MonkeyPatch) -> dict[str, Macro]:
    """Every macro that a page can call."""
    registered = _Registered()
    monkeypatch.setattr("macros.open_site", lambda _: registered)
    define_env(None)
    return registered.macro_by_name


#: Pages that list records.
LISTS = [f"{kind}/index.md" for kind in ("audits", "themes", "situations", "reminders", "guidance")]


@dataclass(frozen=True)
class Records:
    """Two libraries that differ only in their texts."""

    hostile: Library
    harmless: Library
    texts: Hostile


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """The records of the small library with every text exchanged."""
    hostile, harmless = (
        write_small_library(tmp_path_factory.mktemp(name)) for name in ("hostile", "harmless")
    )
    for root in (hostile, harmless):
        later = "data/audits/2023-24/neglect.yml"
        write(root, later, f"{FILES[later]}follows: 2022-23/neglect\n")
    texts = write_twins(hostile, harmless)
    for root in (hostile, harmless):
        (root / "data/disclosure-allowed.yml").unlink()  # for words on pages that are not here
    return Records(load_library(hostile), load_library(harmless), texts)


def pieces(library: Library, macro_by_name: dict[str, Macro]) -> dict[tuple[str, str], str]:
    """Return what each macro says on each page that calls it."""
    docs = REPOSITORY / "docs"
    texts = {page.path: page.markdown for page in standard_pages(library)}
    written = ["response.md", "board.md", "glossary.md", "index.md", *LISTS]
    written += [guide.page for guide in library.guidance if guide.page]
    texts |= {path: (docs / path).read_text(encoding="utf-8") for path in written}
    return {
        (path, name): macro_by_name[name](current_page.Page(library, CurrentPage(path)))
        for path, text in texts.items()
        for name in re.findall(r"\{\{ (\w+)\(\) \}\}", text)
        if name in macro_by_name
    }


def as_html(piece: str) -> str:
    """Return a piece of a page without the backslashes that its headings in Markdown have."""
    return re.sub(r"(?m)^#+ .*$", lambda line: re.sub(r"\\([\W_])", r"\1", line[0]), piece)


def different_pieces(records: Records, macro_by_name: dict[str, Macro]) -> dict[str, str]:
    """Return the pages and macros whose HTML differs in more than its texts, and where it does."""
    others = pieces(records.harmless, macro_by_name)
    found = {
        f"{path}: {name}": first_difference(
            as_html(piece), as_html(others[path, name]), records.texts
        )
        for (path, name), piece in pieces(records.hostile, macro_by_name).items()
        if name != "lines_and_page"  # shows the quotation marks that texts need in YAML
    }
    return {name: difference for name, difference in found.items() if difference}


def test_no_macro_lets_a_text_become_anything_else(
    records: Records, macro_by_name: dict[str, Macro]
) -> None:
    assert different_pieces(records, macro_by_name) == {}


def test_a_text_that_is_not_escaped_is_found(
    records: Records, macro_by_name: dict[str, Macro], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("macros.pages.inline.escape", str)
    assert "index.md: home_audits" in different_pieces(records, macro_by_name)


# --- A whole site -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Twins:
    """Two projects and their sites, and which text is where in the hostile one."""

    hostile: Path
    harmless: Path
    texts: Hostile

    def site(self, project: Path) -> Path:
        """Return the site of one of them."""
        return project / "site"


def build_hostile(project: Path) -> Built:
    return build(project, SITE_URL=ADDRESS)


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Twins:
    """The two projects, with their sites."""
    hostile, harmless = (copy_project(tmp_path_factory.mktemp(name)) for name in ("bad", "good"))
    texts = write_twins(hostile, harmless)
    for project in (hostile, harmless):
        site_of(build_hostile(project))
    return Twins(hostile, harmless, texts)


#: A page that shows lines of a data file, with the quotation marks that these need there.
SHOWS_A_FILE = "about/editing/index.html"


def differences(hostile: Path, harmless: Path, texts: Hostile) -> dict[str, str]:
    """Return the pages of two sites that differ in more than their texts."""
    found = {}
    for path in sorted(hostile.rglob("*.html")):
        name = path.relative_to(hostile).as_posix()
        if name == SHOWS_A_FILE:
            continue
        other = (harmless / name).read_text(encoding="utf-8")
        if difference := first_difference(path.read_text(encoding="utf-8"), other, texts):
            found[name] = difference
    return found


def strings(value: Any) -> Iterator[str]:
    """Yield every text in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def script_data(site: Path) -> Any:
    """Return the data of the script that filters the reminders."""
    script = (site / "assets/reminders-data.js").read_text(encoding="utf-8")
    return json.loads(script[script.index("{") : script.rindex("}") + 1])


def names(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*")}


@pytest.mark.nightly
def test_both_sites_have_the_same_files_and_every_page_the_same_elements(twins: Twins) -> None:
    sites = twins.site(twins.hostile), twins.site(twins.harmless)
    assert names(sites[0]) == names(sites[1])
    assert differences(*sites, twins.texts) == {}


@pytest.mark.nightly
def test_the_page_that_shows_lines_of_a_file_has_the_same_elements(twins: Twins) -> None:
    hostile, other = (
        [one[0] for one in events((twins.site(project) / SHOWS_A_FILE).read_text("utf-8"), None)]
        for project in (twins.hostile, twins.harmless)
    )
    assert hostile == other
    assert "<code>" in hostile


@pytest.mark.nightly
def test_every_text_field_is_shown_exactly_as_it_was_typed(twins: Twins) -> None:
    shown = [
        words
        for one in search_hits(twins.site(twins.hostile))
        for words in (one.title, one.body, one.where, *one.aliases)
    ]
    shown += strings(script_data(twins.site(twins.hostile)))
    for path in twins.site(twins.hostile).rglob("*.html"):
        for one in events(path.read_text(encoding="utf-8"), None):
            shown += one[1:]
    everything = "\n".join(shown)
    missing = {
        place
        for place, (hostile, _) in zip(twins.texts.places, twins.texts.texts, strict=True)
        if hostile.lower() not in everything.lower()
        # words for the computer: no reader sees them
        and not place.startswith(("search.yml", "distress.yml"))
        and "sample.groups" not in place  # the background says them
    }
    assert sorted(missing) == []


# --- Files to download, the feed and the data of the scripts ----------------------------------


def texts_of_files(site: Path) -> Any:
    """Return what the files of a site that are no pages say to those who read them."""
    table = (site / CSV_FILE).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(table, newline="")))
    feed = ElementTree.fromstring((site / "feed.xml").read_bytes())
    return {
        # The apostrophe keeps a spreadsheet from running a formula.
        "table": [[re.sub("^'(?=[=+@-])", "", cell) for cell in row] for row in rows],
        "list": json.loads((site / JSON_FILE).read_text(encoding="utf-8")),
        "feed": [[element.tag, element.text, *element.attrib.values()] for element in feed.iter()],
        "script": script_data(site),
    }


def harmless(value: Any, texts: Hostile) -> Any:
    """Return a value of JSON with harmless words for hostile ones."""
    if isinstance(value, dict):
        return {name: harmless(item, texts) for name, item in value.items()}
    if isinstance(value, list):
        return [harmless(item, texts) for item in value]
    return texts.made_harmless(value) if isinstance(value, str) else value


@pytest.mark.nightly
def test_files_hold_the_text_itself(twins: Twins) -> None:
    hostile, other = (texts_of_files(twins.site(one)) for one in (twins.hostile, twins.harmless))
    assert harmless(hostile, twins.texts) == other
    assert all(MARKER.search(str(hostile[file])) for file in hostile)


# --- Paper ------------------------------------------------------------------------------------


def printed(twins: Twins, project: Path) -> tuple[Library, list[Document]]:
    library, pages = load_library(project), page_html(twins.site(project))
    return library, list(documents(Briefings(library, SiteUrls(ADDRESS), pages)))


@pytest.mark.nightly
def test_every_page_on_paper_has_the_same_elements(twins: Twins) -> None:
    (_, hostile), (_, other) = (printed(twins, one) for one in (twins.hostile, twins.harmless))
    sheets = 0
    for one, twin in zip(hostile, other, strict=True):
        assert one.path == twin.path
        if isinstance(one, PdfDocument) and isinstance(twin, PdfDocument):
            if one.path.startswith("briefings/"):
                continue  # how much fits on a sheet depends on the words
            sheets += 1
            for form, same in zip(one.variants, twin.variants, strict=True):
                assert first_difference(form, same, twins.texts) == "", one.path
    assert sheets > 20


def printable(item: Document) -> Document:
    """Return a document without what paper cannot show.

    Hardly a computer has the fonts for some letters: a build with them stops and names them. A word
    that is longer than a line goes over the edge of the paper.
    """
    if isinstance(item, OfficeDocument) and isinstance(item.content, ActionPlan):
        # Its one page has room for one such text.
        plan = replace(item.content, reminders=item.content.reminders[:1], help_lines=())
        return replace(item, content=replace(plan, questions=Questions(())))
    if not isinstance(item, PdfDocument):
        return item
    variants = tuple(form.replace(EMOJI, "").replace(LONG, LONG[:12]) for form in item.variants)
    return replace(item, variants=variants)


@pytest.mark.nightly
def test_pdfs_and_word_documents_show_the_text_itself(twins: Twins, tmp_path: Path) -> None:
    library, everything = printed(twins, twins.hostile)
    audit = library.audits[0]
    documents = writer(tmp_path)
    made = {
        item.path: documents.write(printable(item)).file
        for item in everything
        if item.path
        in (
            f"audits/{audit.id}.pdf",
            f"themes/{library.themes[0].id}.pdf",
            f"action-plans/{audit.year.slug}/action-plan-{audit.slug}.docx",
        )
    }
    assert len(made) == 3
    word = next(file for path, file in made.items() if path.endswith(".docx"))
    cells = [row.cells[0].text for row in docx.Document(str(word)).tables[0].rows[1:]]
    assert f"1. {audit.reminders[0].text}" in cells
    text = without_columns(made[f"audits/{audit.id}.pdf"])
    # Letters of other scripts, ligatures and emoji depend on the fonts that there are.
    readable = re.compile(r"[!-~]+")
    for reminder in audit.reminders:
        part = squeezed(reminder.text.partition("verylongword")[0])
        assert readable.fullmatch(part)
        assert part in text, reminder.id


# --- In a browser -----------------------------------------------------------------------------

#: Elements that only hostile text asks for.
OUT_OF_DATA = (
    "[onerror], [onclick], [onfocus], [onload], [autofocus], .hostile, b:text-is('b'), "
    "[src^='https:'], [href^='javascript:']"
)

POLICY = re.compile(r'<meta http-equiv="?Content-Security-Policy"?[^>]*>')


@pytest.fixture(scope="module")
def unguarded(twins: Twins, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the hostile site is served without its content security policy, which hides faults."""
    site = tmp_path_factory.mktemp("unguarded") / "site"
    shutil.copytree(twins.site(twins.hostile), site)
    for path in site.rglob("*.html"):
        page, count = POLICY.subn("", path.read_text(encoding="utf-8"))
        assert count == 1
        path.write_text(page, encoding="utf-8")
    with serve(site) as address:
        yield address


def harm(page: Page) -> list[str]:
    """Return what hostile text did on a page."""
    done = [f"{n} elements out of data" if (n := page.locator(OUT_OF_DATA).count()) else ""]
    done += ["a script ran" if page.evaluate("'hit' in window") else ""]
    return [one for one in done if one]


@pytest.mark.nightly
def test_nothing_of_the_text_is_run_or_becomes_an_element(
    twins: Twins, unguarded: str, browser: Browser
) -> None:
    site = twins.site(twins.hostile)
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    others = watch_other_hosts(page, unguarded)
    harmed = {}
    pages = sorted(site.rglob("index.html"))
    assert len(pages) > 30
    for path in pages:
        name = path.parent.relative_to(site).as_posix()
        page.goto(f"{unguarded}{name}/")
        sideways = sideways_scroll(page)
        if found := [*harm(page), *([f"{sideways} px too wide"] if sideways > 0 else [])]:
            harmed[name] = found
    context.close()
    assert harmed == {}
    assert others == []


@pytest.mark.nightly
def test_harm_is_found(unguarded: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(unguarded)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<b>b</b>')")
    assert harm(page) == ["1 elements out of data"]
    page.evaluate("document.querySelector('main').innerHTML = '<img src=x onerror=window.hit=1>'")
    page.wait_for_function("'hit' in window")
    assert "a script ran" in harm(page)
    page.close()


def searched(page: Page, address: str, texts: Hostile) -> list[str]:
    """Search for hostile text of every kind and return what harm it did."""
    page.goto(f"{address}search/")
    done = []
    for kind in ("reminders.0.text", "good_practice.0.text", "Theme.title", "Situation.title"):
        number = next(n for n, place in enumerate(texts.places) if place.endswith(kind))
        page.fill("#search-input", MARKER.findall(texts.texts[number][0])[0])
        found = page.locator("#search-results")
        expect(found).to_contain_text(MARKER.findall(texts.texts[number][0])[0])
        if texts.texts[number][0] not in (found.text_content() or ""):
            done.append(f"{kind} is not shown as it is")
    return [*done, *harm(page)]


@pytest.mark.nightly
def test_results_of_the_search_show_the_text_itself(
    twins: Twins, unguarded: str, browser: Browser
) -> None:
    page = browser.new_page()
    assert searched(page, unguarded, twins.texts) == []
    page.close()


def filtered(page: Page, address: str, texts: Hostile) -> list[str]:
    """Filter the reminders, choose one, and return what harm hostile text did."""
    number = next(n for n, place in enumerate(texts.places) if place.endswith("reminders.0.text"))
    text = texts.texts[number][0]
    page.goto(f"{address}reminders/?words={MARKER.findall(text)[0]}")
    page.locator(".sscp-results [data-pick]").first.click()
    done = [] if text in (page.locator(".sscp-results").text_content() or "") else ["the list"]
    page.get_by_role("link", name="Show my checklist").click()
    expect(page.locator("#checklist")).to_contain_text("verylongword")
    if text not in (page.locator("#checklist").text_content() or ""):
        done.append("the checklist")
    return [*done, *harm(page)]


@pytest.mark.nightly
def test_filters_and_checklist_show_the_text_itself(
    twins: Twins, unguarded: str, browser: Browser
) -> None:
    page = browser.new_page()
    assert filtered(page, unguarded, twins.texts) == []
    page.close()


# --- Letters that nobody sees -----------------------------------------------------------------

UNSEEN = {
    "a zero-width space": "\u200b",
    "a mark from left to right": "\u200e",
    "a mark from right to left": "\u200f",
    "an override from right to left": "\u202e",
    "an isolate": "\u2067",
    "a separator of lines": "\u2028",
    "a separator of paragraphs": "\u2029",
    "a word joiner": "\u2060",
    "a byte order mark": "\ufeff",
    "a soft hyphen": "\u00ad",
    "a null": "\0",
    "an escape": "\x1b",
}


@pytest.mark.parametrize("name", UNSEEN)
@pytest.mark.parametrize("written", ["as it is", "as an escape of YAML"])
def test_a_letter_that_nobody_sees_is_refused(tmp_path: Path, name: str, written: str) -> None:
    root = write_small_library(tmp_path)
    letter = UNSEEN[name]
    text = letter if written == "as it is" else f"\\U{ord(letter):08x}"
    old = "Think about all children in the household"
    audit = FILES[AUDIT]
    assert old in audit
    write(root, AUDIT, audit.replace(old, f'"Think about all{text} children"'))
    with pytest.raises(DataError):
        load_library(root)
