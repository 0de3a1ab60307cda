"""Whatever is typed into a data file shows as exactly that text, and nothing of it is run.

Every text field of every record holds hostile text, in one site. It is compared with a site whose
fields hold harmless words (tests/support/hostile_data.py): but for these texts the two must be
alike.
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
from urllib.parse import urlsplit
from xml.etree import ElementTree

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect
from pydantic import ValidationError

from macros.addresses.links import CSV_FILE, JSON_FILE, CurrentPage
from macros.addresses.site_urls import SiteUrls
from macros.checks.load import load_library
from macros.pages.glossary import explain_terms, terms_of
from macros.pages.html import inline_markdown
from macros.printing.catalogue import Catalogue, Document, PdfDocument, WordDocument
from macros.problems import DataError
from macros.records.library import Library
from macros.records.lists import GlossaryTerm
from macros.records.records import Response
from tests.conftest import Built, build, copy_project, site_of
from tests.support.browser import serve, sideways_scroll, watch_other_hosts
from tests.support.hostile_data import EMOJI, LONG, MARKER, Hostile, write_twins
from tests.support.printing_text import page_html, squeezed, without_columns, writer
from tests.support.search_site import search_hits
from tests.support.site_server import with_fault
from tests.support.small_library import AUDIT, FILES, write, write_small_library

ADDRESS = "https://example.org/briefings/"


@dataclass(frozen=True)
class Twins:
    """Two projects and their sites, and what stands where in the hostile one."""

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


# --- Pages ------------------------------------------------------------------------------------

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


#: A stylesheet keeps rules for all that looks like a class, in text also. That does no harm.
NOT_OF_THE_TEXT = re.compile(r"<style.*?</style>|'sha256-[^']+'", re.DOTALL)


def events(page: str, texts: Hostile | None) -> list[Event]:
    """Return what a page holds, with harmless words for the hostile ones of ``texts``.

    It is in small letters: the site writes the first letter of some texts as a capital.
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


def test_both_sites_have_the_same_files_and_every_page_the_same_elements(twins: Twins) -> None:
    sites = twins.site(twins.hostile), twins.site(twins.harmless)
    assert names(sites[0]) == names(sites[1])
    assert differences(*sites, twins.texts) == {}


def test_the_page_that_shows_lines_of_a_file_has_the_same_elements(twins: Twins) -> None:
    hostile, other = (
        [one[0] for one in events((twins.site(project) / SHOWS_A_FILE).read_text("utf-8"), None)]
        for project in (twins.hostile, twins.harmless)
    )
    assert hostile == other
    assert "<code>" in hostile


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
        and not place.startswith("search.yml")  # words for the computer: no reader sees them
    }
    assert sorted(missing) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("macros/pages/html.py", ">{text(label)}</a>'", ">{label}</a>'"),
        ("macros/pages/theme_matrix.py", 'aria-label="{text(name)}"', 'aria-label="{name}"'),
        ("macros/site/plugin.py", "Markup(escape(standard.title))", "Markup(standard.title)"),
    ],
)
def test_a_text_that_is_not_escaped_is_found(
    twins: Twins, tmp_path: Path, file: str, old: str, new: str
) -> None:
    project = copy_project(tmp_path)
    (tmp_path / "twin").mkdir()
    write_twins(project, copy_project(tmp_path / "twin"))
    source = (project / file).read_text(encoding="utf-8")
    assert old in source
    (project / file).write_text(source.replace(old, new), encoding="utf-8")
    build(project, SITE_URL=ADDRESS)
    found = differences(project / "site", twins.site(twins.harmless), twins.texts)
    assert found != {}


# --- Files to download, the feed and the data of the scripts ----------------------------------


def test_files_to_download_hold_the_text_itself(twins: Twins) -> None:
    sites = twins.site(twins.hostile), twins.site(twins.harmless)
    lists = [json.loads((site / JSON_FILE).read_text(encoding="utf-8")) for site in sites]
    assert harmless(lists[0], twins.texts) == lists[1]
    tables = []
    for site in sites:
        text = (site / CSV_FILE).read_text(encoding="utf-8-sig")
        tables.append(list(csv.reader(io.StringIO(text, newline=""))))
    cells = [cell for row in tables[0] for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert any(cell.startswith("'=1+1") for cell in cells)
    apostrophe = re.compile("'(?=[=+@-])")
    without_apostrophe = [[apostrophe.sub("", cell, 1) for cell in row] for row in tables[0]]
    assert harmless(without_apostrophe, twins.texts) == tables[1]


def harmless(value: Any, texts: Hostile) -> Any:
    """Return a value of JSON with harmless words for hostile ones."""
    if isinstance(value, dict):
        return {name: harmless(item, texts) for name, item in value.items()}
    if isinstance(value, list):
        return [harmless(item, texts) for item in value]
    return texts.made_harmless(value) if isinstance(value, str) else value


def test_the_feed_holds_the_text_itself(twins: Twins) -> None:
    trees = [
        ElementTree.fromstring((twins.site(project) / "feed.xml").read_bytes())
        for project in (twins.hostile, twins.harmless)
    ]
    hostile, other = (
        [(e.tag, e.text or "", sorted(e.attrib.items())) for e in tree.iter()] for tree in trees
    )
    assert [(tag, twins.texts.made_harmless(text), rest) for tag, text, rest in hostile] == other
    assert any(MARKER.search(text) for _, text, _ in hostile)


def test_the_data_of_the_scripts_is_the_text_itself_and_ends_no_script(twins: Twins) -> None:
    data, other = (script_data(twins.site(one)) for one in (twins.hostile, twins.harmless))
    assert harmless(data, twins.texts) == other
    found = [one for one in search_hits(twins.site(twins.hostile)) if one.kind == "Reminder"]
    texts = {text for text, _ in twins.texts.texts}
    assert found
    assert {one.title for one in found} <= texts


# --- Paper ------------------------------------------------------------------------------------


def printed(twins: Twins, project: Path) -> tuple[Library, list[Document]]:
    library, pages = load_library(project), page_html(twins.site(project))
    return library, list(Catalogue(library, SiteUrls(ADDRESS), pages).documents())


def test_every_page_on_paper_has_the_same_elements(twins: Twins) -> None:
    (_, hostile), (_, other) = (printed(twins, one) for one in (twins.hostile, twins.harmless))
    sheets = 0
    for one, twin in zip(hostile, other, strict=True):
        assert one.path == twin.path
        if isinstance(one, PdfDocument) and isinstance(twin, PdfDocument):
            sheets += 1
            for form, same in zip(one.variants, twin.variants, strict=True):
                assert first_difference(form, same, twins.texts) == "", one.path
    assert sheets > 20


def printable(item: Document) -> Document:
    """Return a document without what paper cannot show.

    Hardly a computer has the fonts for some letters: a build with them stops and names them. A word
    that is longer than a line goes over the edge of the paper.
    """
    if isinstance(item, WordDocument):
        return item
    variants = tuple(form.replace(EMOJI, "").replace(LONG, LONG[:12]) for form in item.variants)
    return replace(item, variants=variants)


def test_pdfs_and_word_documents_show_the_text_itself(twins: Twins, tmp_path: Path) -> None:
    library, everything = printed(twins, twins.hostile)
    audit = library.audits[0]
    documents = writer(tmp_path)
    made = {
        item.path: documents.write(printable(item)).file
        for item in everything
        if item.path in (f"audits/{audit.id}.pdf", f"themes/{library.themes[0].id}.pdf")
        or (isinstance(item, WordDocument) and audit.id.split("/")[1] in item.path)
    }
    assert len(made) == 3
    word = next(file for path, file in made.items() if path.endswith(".docx"))
    cells = [row.cells[0].text for row in docx.Document(str(word)).tables[0].rows[1:]]
    for number, reminder in enumerate(audit.reminders, start=1):
        assert f"{number}. {reminder.text}" in cells
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

BUILT = "element.append(...children);"
AS_HTML = (
    "for (const one of children) typeof one === 'string' "
    "? element.insertAdjacentHTML('beforeend', one) : element.append(one);"
)


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


def test_filters_and_checklist_show_the_text_itself(
    twins: Twins, unguarded: str, browser: Browser
) -> None:
    page = browser.new_page()
    assert filtered(page, unguarded, twins.texts) == []
    page.close()


@pytest.mark.parametrize(
    ("script", "look"),
    [("site.js", searched), ("site.js", filtered)],
    ids=["search", "filters"],
)
def test_a_script_that_takes_text_for_html_is_found(
    twins: Twins,
    unguarded: str,
    browser: Browser,
    script: str,
    look: Callable[[Page, str, Hostile], list[str]],
) -> None:
    page = browser.new_page()
    page.route(f"**/assets/{script}*", with_fault(f"assets/{script}", BUILT, AS_HTML))
    assert look(page, unguarded, twins.texts) != []
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


# --- Sentences that may hold links ------------------------------------------------------------

SIGNS = "[ ] ( ) [l]( ![ < > & &lt; &#60; \" ' * ** _ ` ``` # - > | \\ { } {{ {% [^1] [x]: a --- 1."
ADDRESSES = (
    "https://example.org/ https://example.org/?a=1&b=2 javascript: java&#115;cript: data: "
    "guidance:timelines theme:siblings <https://example.org> a@example.org"
)
TAGS = "<script> </script> onload= <b {:.x} <!--"
PIECES = [*SIGNS.split(), *ADDRESSES.split(), *TAGS.split(), " ", "\n", "\n\n", "    ", "  \n"]
PIECES += ["<img src=x>", "<!-- set aside 0 -->"]


class _Elements(HTMLParser):
    """Notes the elements of a piece of HTML, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_comment(self, data: str) -> None:
        self.tags.add("a comment")


def elements(html: str) -> _Elements:
    parser = _Elements()
    parser.feed(html)
    parser.close()
    return parser


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=1000, deadline=None)
def test_a_sentence_with_links_holds_nothing_but_links_and_emphasis(sentence: str) -> None:
    facts = {"id": "a", "group": "a", "year": "2022/23", "status": "done"}
    try:
        Response.model_validate({**facts, "text": sentence})
    except ValidationError:
        return  # the check says that a link leads nowhere
    try:
        html = inline_markdown(CurrentPage("index.md", True), sentence)
    except ValueError:
        return
    found = elements(html)
    assert found.tags <= {"a", "em", "strong"}
    assert found.attributes <= {"href", "title"}
    assert [link for link in found.links if urlsplit(link).scheme not in ("", "https")] == []


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("![i](https://example.org/i.png)", "![i](https://example.org/i.png)"),
        ("# A heading", "# A heading"),
        ("- an item", "- an item"),
        ("[l][r]\n\n[r]: javascript:x", "[l][r] [r]: javascript:x"),
        ("<b>bold</b> &lt; `code`", "&lt;b&gt;bold&lt;/b&gt; &amp;lt; `code`"),
        ("one\n\ntwo", "one two"),
    ],
)
def test_what_a_sentence_may_not_hold_is_shown_as_it_is_typed(sentence: str, shown: str) -> None:
    assert inline_markdown(CurrentPage("index.md", True), sentence) == shown


@pytest.mark.parametrize("html", ["<img src=x>", "<p>a</p>", '<a onclick="x">', "<!-- x -->"])
def test_what_is_neither_a_link_nor_emphasis_is_found(html: str) -> None:
    found = elements(html)
    assert not (found.tags <= {"a", "em", "strong"} and found.attributes <= {"href", "title"})


@pytest.mark.parametrize(
    "link",
    ["javascript:x", "JavaScript:x", "data:text/html,x", "vbscript:x", "//example.org", " x"],
)
def test_a_link_that_is_no_web_address_is_refused(tmp_path: Path, link: str) -> None:
    root = write_small_library(tmp_path)
    responses = FILES["data/responses.yml"]
    assert "We will look again." in responses
    text = responses.replace("We will look again.", f'"We will [look]({link})."')
    write(root, "data/responses.yml", text)
    with pytest.raises(DataError, match="leads nowhere"):
        load_library(root)


# --- Explanations of terms --------------------------------------------------------------------


@pytest.mark.parametrize("term", ["lt", "amp", "x27", "39", "quot"])
def test_a_term_that_is_also_the_name_of_a_sign_breaks_no_sign(term: str) -> None:
    entry = {"id": "a", "term": term, "definition": "planted", "kind": "term"}
    known = terms_of(library_with(GlossaryTerm.model_validate(entry)))
    page = "<p>&lt;b&gt; &amp; &#x27; &#39; &quot;</p>"
    assert explain_terms(page, known, "../") == page
    assert 'href="../#a"' in explain_terms(f"<p>so {term} is</p>", known, "../")


def test_a_term_with_a_sign_in_it_is_explained() -> None:
    entry = {"id": "a", "term": "r&d", "definition": "planted", "kind": "term"}
    known = terms_of(library_with(GlossaryTerm.model_validate(entry)))
    assert explain_terms("<p>our r&amp;d work</p>", known, "../") == (
        '<p>our <a class="sscp-term" href="../#a">r&amp;d</a> work</p>'
    )


def library_with(term: GlossaryTerm) -> Library:
    """Return a library of one term."""
    return Library(glossary=(term,))
