"""Every PDF of the site is complete, fits its paper, and is accessible."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pikepdf
import pytest

from macros.addresses.site_urls import SiteUrls
from macros.pages.questions import questions_of
from macros.printing.briefings import Briefings
from macros.printing.documents import PdfDocument
from macros.records.dates import UNDATED
from macros.records.library import Library
from macros.records.lists import TO_CALL
from tests.conftest import ADDRESS
from tests.support.pdf_structure import A4, LANDSCAPE, outline_titles, problems_of_pdf
from tests.support.printing_text import (
    EMPTY,
    LONG,
    SECOND_YEAR,
    page_html,
    squeezed,
    text_of,
    without_columns,
    writer,
    written,
)
from tests.support.site_html import elements, plain_text, read_page

SHOWN_ADDRESS = ADDRESS.removeprefix("https://")


def pages_of(file: Path) -> int:
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def missing(file: Path, sentences: list[str]) -> list[str]:
    """Return the sentences that a PDF does not hold."""
    text = without_columns(file)
    return [sentence for sentence in sentences if squeezed(sentence) not in text]


def is_one_sheet(file: Path) -> bool:
    return file.name.startswith("7-minute-briefing")


def has_help_lines(file: Path) -> bool:
    folders = ("forms", "themes", "situations", "agencies")
    return file.name == "board.pdf" or (file.parent.name in folders and not is_one_sheet(file))


def lies_on_its_side(file: Path) -> bool:
    return is_one_sheet(file) or file.stem in ("timeline-of-involvement", "smart-plan")


@pytest.fixture(scope="module")
def pdfs(built_site: Path) -> list[Path]:
    files = sorted(built_site.rglob("*.pdf"))
    assert files
    return files


# --- All of them --------------------------------------------------------------------------------


def test_no_pdf_has_a_fault_of_structure(pdfs: list[Path]) -> None:
    problems = {
        file.name: problems_of_pdf(file, LANDSCAPE if lies_on_its_side(file) else A4)
        for file in pdfs
    }
    assert {name: found for name, found in problems.items() if found} == {}


def test_every_sheet_names_its_page_its_version_and_its_number(pdfs: list[Path]) -> None:
    for file in pdfs:
        count = pages_of(file)
        for number in range(1, count + 1):
            text = text_of(file, number)
            assert SHOWN_ADDRESS in text, (file, number)
            assert f"Page {number} of {count}" in text, (file, number)
            assert "Version " in text, (file, number)


def test_every_pdf_says_whom_to_call(pdfs: list[Path], library: Library) -> None:
    headings = [TO_CALL[contact.helps] for contact in library.contacts]
    sentences = [
        words
        for contact in library.contacts
        for words in (contact.name, contact.number, *contact.hours)
    ]
    others = [contact.when for contact in library.contacts]
    if any(contact.status != "confirmed" for contact in library.contacts):
        sentences.append("Not yet confirmed by the partnership.")
    for file in pdfs:
        expected = sentences if is_one_sheet(file) else [*sentences, *others]
        if has_help_lines(file):
            expected = [words for c in library.contacts for words in (c.name, c.number)]
        assert missing(file, [*headings, *expected]) == [], file.name


def test_links_into_the_site_lead_somewhere(pdfs: list[Path], built_site: Path) -> None:
    links = {(file.name, link) for file in pdfs for link in addresses_in(file)}
    into_the_site = {(name, link) for name, link in links if link.startswith(ADDRESS)}
    assert into_the_site
    assert [found for found in into_the_site if not is_on(built_site, found[1])] == []


def addresses_in(file: Path) -> Iterator[str]:
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            annotations: Any = page.get("/Annots", [])
            for link in annotations:
                action = link.get("/A")
                if action is not None and "/URI" in action:
                    yield str(action["/URI"])


def is_on(site: Path, address: str) -> bool:
    """Return whether an address is a page of a built site, and a place on that page."""
    parts = urlsplit(address.removeprefix(ADDRESS))
    file = site / parts.path
    file = file / "index.html" if file.is_dir() else file
    if not file.is_file():
        return False
    return not parts.fragment or f'id="{parts.fragment}"' in file.read_text(encoding="utf-8")


def test_pages_say_how_long_and_how_large_their_documents_are(
    built_site: Path, library: Library
) -> None:
    for audit in library.audits:
        page = built_site / "audits" / audit.id / "index.html"
        found = {
            (page.parent / link.get("href", "")).resolve(): plain_text(link)
            for link in elements(read_page(page), '//*[@class="sscp-prints"]//a')
        }
        pdf = built_site / f"audits/{audit.id}.pdf"
        size, pages = round(pdf.stat().st_size / 1024), pages_of(pdf)
        assert found[pdf.resolve()] == f"Print this briefing (PDF, {pages} pages, {size} KB)"
        assert all(file.is_file() for file in found)


# --- Each kind ----------------------------------------------------------------------------------


def test_the_briefing_on_an_audit_is_whole_and_has_two_pages(
    built_site: Path, library: Library
) -> None:
    linked = {i for each in library.responses for kind, i in each.linked if kind == "guidance"}
    for audit in library.audits:
        file = built_site / f"audits/{audit.id}.pdf"
        sentences = [
            audit.title,
            *(() if audit.year == UNDATED else (audit.when, audit.year)),
            *audit.background,
            *(reminder.text for reminder in audit.reminders),
            *(practice.text for practice in audit.good_practice),
            *(g.title for g in library.guidance_of_audit(audit) if g.id not in linked),
            *questions_of(audit).sentences,
            "How will we know",
            f"{SHOWN_ADDRESS}audits/{audit.id}/",
        ]
        assert missing(file, sentences) == []
        assert pages_of(file) == 2 or not missing(file, ["This briefing is longer than 2 pages"])


def test_themes_situations_and_checklists_hold_all_their_findings(
    built_site: Path, library: Library
) -> None:
    groups = {
        "themes/": library.findings_by_theme,
        "situations/": library.findings_by_situation,
        "checklists/meeting-checklist-": library.findings_by_situation,
    }
    for start, findings in groups.items():
        for name, found in findings.items():
            sentences = []
            for item in (item for item in found if item.reminders):
                sentences.append(f"{library.titled(item.audit)}, {item.audit.when}")
                sentences += [reminder.text for reminder in item.reminders]
            if "checklist" not in start:
                sentences += [practice.text for item in found for practice in item.good_practice]
            assert missing(built_site / f"{start}{name}.pdf", sentences) == []


def test_the_response_page_holds_all_responses(built_site: Path, library: Library) -> None:
    sentences = [each.text.partition("[")[0] or each.text for each in library.responses]
    assert missing(built_site / "response.pdf", sentences) == []


def test_a_guide_holds_every_heading_and_every_cell_of_its_page(
    built_site: Path, library: Library
) -> None:
    for page in sorted(guide.page for guide in library.guidance if guide.page):
        web = read_page(built_site / page.removesuffix(".md") / "index.html")
        sentences = []
        for element in elements(web, "//article//*[self::h2 or self::h3 or self::td]"):
            for dropped in elements(element, ".//sup"):
                dropped.drop_tree()
            sentences.append(plain_text(element))
        assert missing(built_site / page.replace(".md", ".pdf"), sentences) == []


def test_every_sheet_of_a_draft_says_so(built_site: Path, library: Library) -> None:
    for guide in library.guidance:
        if guide.page and guide.status == "draft":
            file = built_site / guide.page.replace(".md", ".pdf")
            first = " ".join(text_of(file, 1).split())
            assert "Unconfirmed draft" in first
            for number in range(2, pages_of(file) + 1):
                assert "Draft, to be confirmed" in text_of(file, number)


def test_the_pack_of_a_year_lists_its_parts_with_their_pages(
    built_site: Path, library: Library
) -> None:
    year = library.years[0]
    file = built_site / f"packs/audits-and-themes-{year.slug}.pdf"
    audits = library.audits_of_year[year]
    # Far from the words: “and 3” may end a line above the list.
    numbers = [int(number) for number in re.findall(r"(?m) {3,}(\d+)\s*$", text_of(file, 1))]
    assert len(numbers) >= len(audits)
    for audit, number in zip(audits, numbers, strict=False):
        start = text_of(file, number)
        assert audit.title in " ".join(start.split())
        assert "Practice learning briefing" in start
        assert f"{SHOWN_ADDRESS}audits/{audit.id}/" in "".join(start.split())
    with pikepdf.open(file) as pdf:
        assert {audit.title for audit in audits} <= set(outline_titles(pdf))


def test_without_an_address_the_title_is_printed_and_no_code(
    built_site: Path, library: Library, tmp_path: Path
) -> None:
    briefings = Briefings(library, SiteUrls(""), page_html(built_site))
    audit = library.audits[0]
    file = written(briefings, tmp_path, f"audits/{audit.id}.pdf").file
    assert missing(file, ["Not yet published online."]) == []
    foot = [text_of(file, number).count(audit.title) for number in range(1, pages_of(file) + 1)]
    assert all(foot), foot
    assert f"audits/{audit.id}" not in "".join(text_of(file, n + 1) for n in range(len(foot)))
    assert not [link for link in addresses_in(file) if "example.org" in link]
    assert problems_of_pdf(file) == []


def test_every_7_minute_briefing_is_one_sheet(pdfs: list[Path], library: Library) -> None:
    sheets = [file for file in pdfs if is_one_sheet(file)]
    many = len(library.our_themes) + len(library.our_audits_of_year)
    assert len(sheets) == len(library.audits) + many
    assert {pages_of(file) for file in sheets} <= {1, 2}


@pytest.mark.build  # lays out a sheet
def test_a_word_that_is_longer_than_a_line_stays_on_the_sheet(tmp_path: Path) -> None:
    word = "interdisciplinary" * 9
    head = f"<div class=masthead><div class=words><h1>{word}</h1></div><p class=code>Code</p></div>"
    html = f"<html lang=en><title>A</title>{head}<ul><li>{word}</ul>"
    file = writer(tmp_path).write(PdfDocument("a.pdf", "a.md", "A", (html,))).file
    assert max(right_edges(file)) < A4[0]


def right_edges(file: Path) -> list[float]:
    """Return where each word of a PDF ends, in points from the left of its page."""
    command = ["pdftotext", "-bbox", str(file), "-"]
    found = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    return [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', found)]


# --- Little and much ----------------------------------------------------------------------------


@pytest.mark.nightly
def test_a_briefing_of_25_reminders_flows_on_and_says_so(
    two_years: Briefings, tmp_path: Path
) -> None:
    audit = next(audit for audit in two_years.library.audits if audit.slug == LONG)
    made = written(two_years, tmp_path, f"audits/{audit.id}.pdf")
    assert made.pages is not None
    assert made.pages > 2
    notice = "This briefing is longer than 2 pages, because nothing is left out."
    assert missing(made.file, [notice, *(item.text for item in audit.reminders)]) == []
    assert problems_of_pdf(made.file) == []


@pytest.mark.nightly
def test_a_briefing_without_reminders_says_so(two_years: Briefings, tmp_path: Path) -> None:
    audit = next(audit for audit in two_years.library.audits if audit.slug == EMPTY)
    made = written(two_years, tmp_path, f"audits/{audit.id}.pdf")
    notices = [
        "No practice reminders are recorded for this audit.",
        "No good practice is recorded for this audit.",
    ]
    assert missing(made.file, notices) == []
    assert made.pages == 2
    assert problems_of_pdf(made.file) == []


@pytest.mark.nightly
def test_each_year_has_a_pack_of_its_own_audits(two_years: Briefings, tmp_path: Path) -> None:
    slug = SECOND_YEAR.replace("/", "-")
    made = written(two_years, tmp_path, f"packs/audits-and-themes-{slug}.pdf")
    with pikepdf.open(made.file) as pdf:
        bookmarks = set(outline_titles(pdf))
    themes = {theme.title for theme in two_years.library.themes}
    of_year = {a.title for a in two_years.library.audits if a.year == SECOND_YEAR}
    others = {a.title for a in two_years.library.audits if a.year != SECOND_YEAR}
    assert of_year <= bookmarks
    assert not (others - themes) & bookmarks


@pytest.mark.nightly
def test_a_checklist_that_is_too_long_flows_on_and_says_so(
    two_years: Briefings, tmp_path: Path
) -> None:
    situation = two_years.library.situations[0].id
    made = written(two_years, tmp_path, f"checklists/meeting-checklist-{situation}.pdf")
    assert made.pages is not None
    assert made.pages > 1
    assert missing(made.file, ["This checklist is longer than one page"]) == []
    assert problems_of_pdf(made.file) == []
