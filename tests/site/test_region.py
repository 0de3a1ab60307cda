"""Whose learning it is stands beside every sentence of another publisher, wherever it stands."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile

import pytest
import yaml
from lxml import etree, html

from macros.addresses.links import audit_address, audit_briefing_address
from macros.addresses.site_urls import SiteUrls
from macros.checks.load import load_library
from macros.printing import catalogue
from macros.printing.action_plan import ActionPlan
from macros.printing.briefings import Briefings
from macros.printing.deck import Deck
from macros.printing.documents import Document, OfficeDocument, PdfDocument, ZipDocument
from macros.printing.slides import slides_file
from macros.records.library import Library
from macros.records.records import Audit
from tests.conftest import ADDRESS
from tests.support.printing_text import page_html
from tests.support.region import REGION
from tests.support.site_html import elements, problems_of_site
from tests.support.whose import theirs, without_publisher


@pytest.fixture(scope="module")
def site(region: Path) -> Path:
    return region


@pytest.fixture(scope="module")
def library(site: Path) -> Library:
    return load_library(site.parent / "project")


def test_the_publisher_stands_beside_every_sentence_on_every_page(
    site: Path, library: Library
) -> None:
    found: list[str] = []
    for file in sorted(site.rglob("*.html")):
        (body,) = html.parse(str(file)).getroot().iter("body")
        address = ADDRESS + file.relative_to(site).as_posix().removesuffix("index.html")
        found += without_publisher(library, body, address)
    assert found == []


@pytest.mark.parametrize(
    "planted", ["<li>{}</li>", "<input aria-label='{}'>", "<a href='mailto:?body=x%0A{}'>Send</a>"]
)
def test_a_sentence_without_its_publisher_is_found(library: Library, planted: str) -> None:
    audit = next(theirs(library))
    page = html.document_fromstring(planted.format(audit.findings[0].text))
    assert list(without_publisher(library, page, f"{ADDRESS}themes/a/"))


def test_a_sentence_without_the_area_that_it_is_about_is_found(library: Library) -> None:
    audit = next(a for a in theirs(library) if a.area and not library.concerns_us(a))
    short, text = library.publisher_of(audit).short, audit.findings[0].text
    for words, faults in (
        (f"{text} (from {short})", 1),
        (f"{text} (from {short}, {audit.area})", 0),
    ):
        page = html.document_fromstring(f"<li>{words}</li>")
        assert len(list(without_publisher(library, page, f"{ADDRESS}themes/a/"))) == faults


def test_the_picture_has_others_in_a_block_of_their_own_and_names_them_as_sources(
    site: Path, library: Library
) -> None:
    for file in (site / "themes/index.html", *site.glob("audits/*/index.html")):
        for picture in html.parse(str(file)).getroot().find_class("sscp-matrix"):
            *sources, _ = picture.find_class("sscp-matrix__source")
            said = {
                source.text_content().partition(":")[0]: source.text_content() for source in sources
            }
            for block in elements(picture, ".//tbody"):
                head, *rows = block
                others = "Learning from elsewhere" in head.text_content()
                for row in rows:
                    (place,) = elements(row, "./th//a/@href")
                    audit = next(
                        a
                        for a in library.audits
                        if f"{a.id}/"
                        in urljoin(f"{ADDRESS}{file.parent.relative_to(site).as_posix()}/", place)
                    )
                    publisher = library.publisher_of(audit)
                    assert publisher.ours is not others
                    source = said["Learning from elsewhere" if others else "Source"]
                    assert publisher.name in source
                    names = row.xpath(".//@aria-label")
                    assert others is (publisher.short in " ".join(names)) or not names


def words_of(document: Document) -> str:
    """Return all that a document says; of a zip, what the documents in it say."""
    match document:
        case PdfDocument(variants=variants):
            return " ".join(variants)
        case ZipDocument(parts=parts):
            return " ".join(map(words_of, parts.values()))
        case _:
            return str(document.content)


#: Numbers that Ofcom keeps for drama, and the one that must never be invented.
NUMBERS = re.compile(r"999|01632960\d{3}|0808157\d{4}")


def not_of_the_region(words: str, numbers: Iterable[str]) -> list[str]:
    """Return what a page says of the partnership whose repository this is, and real numbers."""
    real = [number for number in numbers if not NUMBERS.fullmatch(re.sub(r"\D", "", number))]
    return re.findall(r".{,40}(?:Solihull|SSCP)", words) + real


def test_nothing_in_the_region_is_of_a_real_partnership(
    site: Path, documents: list[Document], library: Library
) -> None:
    assert {contact.number for contact in library.contacts} > {"999"}
    for file in sorted(site.rglob("*.html")):
        page = html.parse(str(file)).getroot()
        said = [page.text_content(), *page.xpath("//@content | //@title | //@aria-label | //@href")]
        numbers = [str(href)[4:] for href in page.xpath("//@href[starts-with(., 'tel:')]")]
        assert not_of_the_region(" ".join(said), numbers) == [], file
    for name in ("feed.xml", "assets/search-index.js", "downloads/reminders.json"):
        assert not_of_the_region((site / name).read_text("utf-8"), ()) == [], name
    for document in documents:
        assert not_of_the_region(words_of(document), ()) == [], document.path


def test_a_real_name_or_number_in_the_region_is_found() -> None:
    assert not_of_the_region("Ask the SSCP", ["0121 496 0001", "999"])


# --- On paper ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def documents(site: Path, library: Library) -> list[Document]:
    return list(catalogue.documents(Briefings(library, SiteUrls(ADDRESS), page_html(site))))


def answers_to_ours(library: Library) -> list[str]:
    """Return our responses, without those to an inspection of our own area."""
    about_us = {a.id for a in theirs(library) if library.concerns_us(a)}
    return [r.text for r in library.responses if not about_us & {*r.audits}]


def whole(documents: Iterable[Document]) -> Iterator[PdfDocument | OfficeDocument]:
    """Yield each document once, and those that are in a zip alone."""
    seen = set()
    for document in documents:
        parts = document.parts.values() if isinstance(document, ZipDocument) else [document]
        for part in parts:
            if part.path not in seen:
                seen.add(part.path)
                yield part


def test_every_slide_names_the_publisher_once_it_is_written(
    documents: list[Document], library: Library
) -> None:
    audit = max(theirs(library), key=lambda audit: len(audit.findings))
    path = f"slides/{audit.year.slug}/slides-{audit.slug}.pptx"
    (deck,) = (d.content for d in documents if d.path == path and isinstance(d, OfficeDocument))
    assert isinstance(deck, Deck)
    with ZipFile(io.BytesIO(slides_file(deck))) as file:
        slides = [
            file.read(n).decode()
            for n in file.namelist()
            if "slides/slide" in n and n.endswith(".xml")
        ]
    assert slides
    assert [xml for xml in slides if library.publisher_of(audit).short not in xml] == []


def test_the_publisher_stands_beside_every_sentence_on_paper(
    documents: list[Document], library: Library
) -> None:
    found: list[str] = []
    for document in whole(documents):
        if isinstance(document, PdfDocument):
            paper = html.fromstring(document.variants[0])
            # A pack holds whole briefings, which say it below their headings and on every page.
            for briefing in elements(paper, "//article[contains(@class, 'part audit')]"):
                (by,) = briefing.find_class("by")
                (publisher,) = (p for p in library.publishers if p.by in by.text_content())
                assert publisher.ours or publisher.short in briefing.get("data-title")
                briefing.drop_tree()
            address = ADDRESS + document.page.replace(".md", "/")
            found += without_publisher(library, paper, address)
    assert found == []


def test_documents_on_an_audit_of_others_are_by_them_and_hold_no_answer_of_ours(
    documents: list[Document], library: Library
) -> None:
    ours = [library.ours.by, *answers_to_ours(library)]
    ours += [" ".join(said.text) for theme in library.themes for said in theme.statements]
    pages = {
        address(audit).page: library.publisher_of(audit)
        for audit in theirs(library)
        for address in (audit_address, audit_briefing_address)
    }
    for document in whole(documents):
        publisher = pages.get(document.page)
        if publisher is None:
            continue
        words = words_of(document)
        if isinstance(document, PdfDocument):
            assert f'name="author" content="{publisher.name}"' in words
        elif isinstance(document.content, Deck | ActionPlan):
            assert document.content.author == publisher.name
            # Slides repeat the title of the deck at their foot.
            assert publisher.short in document.content.title
        assert publisher.name in words, document.path
        assert [said for said in ours if said in words] == [], document.path


def test_the_pack_of_a_year_counts_ours_first_and_holds_that_year_alone(
    documents: list[Document], library: Library
) -> None:
    packs = {document.path: document for document in documents}
    for year, audits in library.audits_of_year.items():
        pack = packs[f"packs/audits-and-themes-{year.slug}.pdf"]
        assert isinstance(pack, PdfDocument)
        paper = html.fromstring(pack.variants[0])
        here = {item.text for audit in audits for item in audit.findings}
        all_over = {item.text for audit in library.audits for item in audit.findings}
        said = {" ".join(entry.text_content().split()) for entry in elements(paper, "//li")}
        assert [text for text in all_over - here if any(text in entry for entry in said)] == []
        parts = " ".join(part.text_content() for part in elements(paper, "//article"))
        assert [text for text in here if text not in " ".join(parts.split())] == []
    pack = packs["packs/audits-and-themes-2023-24.pdf"]
    assert isinstance(pack, PdfDocument)
    cover = html.fromstring(pack.variants[0])
    (lead,) = [p.text_content() for p in elements(cover, "//*[@class='cover']/p[@class='lead']")]
    assert lead.startswith("2 audits, 3 practice reminders and 1 example of good practice.")
    assert ". 3 audits and reviews, 2 practice reminders " in lead


# --- The pages themselves ---------------------------------------------------------------------


def test_no_page_runs_a_script_twice(site: Path) -> None:
    for file in site.rglob("*.html"):
        scripts = html.parse(str(file)).xpath("//script/@src")
        assert len(scripts) == len({*scripts}), file


def test_no_link_leads_nowhere(site: Path) -> None:
    assert problems_of_site(site, urlsplit(ADDRESS).path) == []


def test_the_pages_of_an_audit_say_whose_it_is_and_hold_all_of_it(
    site: Path, library: Library
) -> None:
    for audit in library.audits:
        text = _text(site / "audits" / audit.id / "index.html")
        briefing = _text(site / "briefings" / audit.id / "index.html")
        if not library.is_ours(audit):
            assert library.publisher_of(audit).name in text
            assert library.publisher_of(audit).name in briefing
        values = yaml.safe_load((REGION / "audits" / f"{audit.id}.yml").read_text(encoding="utf-8"))
        assert [words for words in _words(values) if words not in text] == [], audit.id


def test_search_engines_and_messages_are_given_the_publisher_as_well(
    site: Path, library: Library
) -> None:
    for audit in theirs(library):
        for folder in ("audits", "briefings"):
            page = html.parse(str(site / folder / audit.id / "index.html"))
            said = page.xpath('//meta[@name="description" or @property="og:description"]/@content')
            titles = page.xpath('//title/text() | //meta[@property="og:title"]/@content')
            publisher = library.publisher_of(audit)
            assert len(said) == len(titles) == 2
            assert all(publisher.name in each for each in said), audit.id
            assert all(publisher.short in each for each in titles), audit.id


#: Fields whose values are ids or dates, which a page shows in other words.
NOT_WORDS = {"id", "year", "held", "added", "read", "url", "publisher", "follows", "icon"}
NOT_WORDS |= {"themes", "situations", "guidance", "agencies", "method", "kind", "count"}
NOT_WORDS |= {"unit", "size"}


def _words(value: object, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_WORDS:
                yield from _words(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner, name)
    else:
        yield " ".join(str(value).split())


def _text(file: Path) -> str:
    (article,) = html.parse(str(file)).getroot().iter("article")
    return " ".join(article.text_content().split())


def test_what_only_others_found_is_described_as_theirs(site: Path, library: Library) -> None:
    for theme in library.themes:
        by = {library.publisher_of(f.audit) for f in library.findings_by_theme.get(theme.id, ())}
        page = html.parse(str(site / "themes" / theme.id / "index.html"))
        (said,) = page.xpath('//meta[@name="description"]/@content')
        if by and library.ours not in by:
            assert library.ours.name not in said
            assert all(publisher.name in said for publisher in by), theme.id
        else:
            assert library.ours.name in said, theme.id


def test_what_an_audit_of_ours_found_is_in_briefings_and_is_no_reminder(
    site: Path, library: Library
) -> None:
    of_ours = [
        (audit, item) for audit in library.audits if library.is_ours(audit) for item in audit.found
    ]
    assert of_ours
    for audit, item in of_ours:
        for folder in (audit.year.slug, *(f"themes/{theme}" for theme in item.themes)):
            page = html.parse(str(site / "briefings" / folder / "index.html"))
            for panel, is_there in (("panel-1", True), ("panel-4", False)):
                (points,) = page.xpath(f"//*[@id='{panel}']/following-sibling::*[1]")
                assert (f"Found: {item.text}" in points.text_content()) is is_there, folder


def test_files_and_search_name_the_publisher(site: Path, library: Library) -> None:
    rows = csv.DictReader(io.StringIO((site / "downloads/reminders.csv").read_text("utf-8-sig")))
    publishers = {row["id"].partition("#")[0]: row["publisher"] for row in rows}
    entries = json.loads((site / "downloads/reminders.json").read_text("utf-8"))["reminders"]
    index = (site / "assets/search-index.js").read_text("utf-8").splitlines()
    results = [json.loads(line.rstrip(",")) for line in index if line.startswith('{"kind"')]
    shared = json.loads((site / "downloads/audits.json").read_text("utf-8"))["audits"]
    assert {audit["publisher"] for audit in shared} == {library.ours.id}
    feed = etree.parse(str(site / "feed.xml"))
    titles = {entry.findtext("{*}title") for entry in feed.getroot().iterfind("{*}entry")}
    for audit in theirs(library):
        publisher = library.publisher_of(audit)
        if audit.reminders:
            assert publishers[audit.id] == publisher.name
        of_json = {e["audit"]["publisher"] for e in entries if e["audit"]["id"] == audit.id}
        assert of_json <= {publisher.name}
        value = json.loads((site / "downloads/reminders.json").read_text("utf-8"))
        others = [e for name in Audit.LISTS if name != "reminders" for e in value[name]]
        said = [e for e in others if e["audit"]["id"] == audit.id]
        assert len(said) == len(audit.findings) - len(audit.reminders)
        assert {e["audit"]["area"] for e in said} <= {audit.area}
        assert {e["audit"]["publisher"] for e in said} <= {publisher.name}
        of_search = [r for r in results if f"/{audit.id}/" in r["address"]]
        assert len(of_search) >= 2 + len(audit.findings)
        assert all(publisher.short in result["where"] for result in of_search)
        assert {result["publisher"] for result in of_search} == {publisher.id}
        assert any(audit.title in (t or "") and publisher.short in (t or "") for t in titles)


def test_ours_are_counted_alone(site: Path) -> None:
    home = _text(site / "index.html")
    assert "2 audits, 2 practice reminders and 0 examples of good practice." in home
    assert "Learning from elsewhere" in home
    assert "Learning from elsewhere in 2020/21" in _text(site / "audits/2020-21/index.html")


def test_our_responses_and_drafts_answer_no_finding_of_others(site: Path, library: Library) -> None:
    ours = answers_to_ours(library)
    drafts = {f"{guide.page}" for guide in library.guidance if guide.status == "draft"}
    for audit in theirs(library):
        for folder in ("audits", "briefings"):
            file = site / folder / audit.id / "index.html"
            to_it = library.responses_to.get(("audit", audit.id), ())
            assert [r for r in to_it if r.text not in _text(file)] == []
            assert not [words for words in ours if words in _text(file)], audit.id
            (article,) = html.parse(str(file)).getroot().iter("article")
            targets = " ".join(link.get("href", "") for link in article.iter("a"))
            assert not [page for page in drafts if page.removesuffix(".md") in targets], audit.id
