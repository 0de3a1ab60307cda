"""A blank form is the same on its page, in Word and as a spreadsheet."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from macros.addresses.site_urls import SiteUrls
from macros.printing.forms import (
    Fields,
    Form,
    Heading,
    Paragraph,
    Table,
    form_pages,
    read_form,
    spreadsheet,
    table_prompts,
    with_narrow_columns,
    without_citations,
)
from macros.printing.layout import Imprint
from macros.printing.paper import printed_html
from macros.printing.spreadsheet import spreadsheet_file
from macros.printing.word import form_file
from tests.conftest import REPOSITORY

IMPRINT = Imprint("a/b", "Version", mark="Draft")
PAGE = """\
<h1 id="a">Timeline</h1>
<p class="sscp-draft sscp-icon">Draft.</p>
<p>Keep it safe.</p>
<ul><li>Child:</li><li>Agency:</li></ul>
<h2 id="b">What happened</h2>
<table><thead><tr><th>Date<sup id="fnref:x"><a class="footnote-ref" href="#fn:x">1</a></sup></th>
<th>Event</th><th>A</th><th>B</th><th>C</th></tr></thead>
<tbody><tr><td></td><td></td><td></td><td></td><td></td></tr></tbody></table>
<h2 id="sources">Sources</h2>
<div class="footnote"><hr><ol><li id="fn:x"><p><a href="https://example.org/x">Source</a>, Leeds.
<a class="footnote-backref" href="#fnref:x">back</a></p></li></ol></div>
"""
GUIDE = """\
<table><tr><th>Other</th></tr><tr><td>x</td></tr></table>
<table><tr><th>Column</th><th>What goes in it</th></tr>
<tr><td>Date</td><td>When it happened<sup>1</sup></td></tr></table>
"""
FORM = read_form(PAGE, "SSCP", IMPRINT, ("In danger: 999", ""))


def test_a_page_is_read_as_what_there_is_to_fill_in() -> None:
    assert FORM.title == "Timeline"
    assert FORM.blocks == (
        Paragraph("Draft.", mark=True),
        Paragraph("Keep it safe."),
        Fields(("Child", "Agency")),
        Heading("What happened"),
        Table(("Date[1]", "Event", "A", "B", "C"), (("",) * 5,)),
    )
    assert FORM.sources == ("Source (https://example.org/x), Leeds.",)
    assert FORM.is_wide


def problems(content: bytes, form: Form) -> list[str]:
    """Return what a Word document of a form lacks."""
    document = docx.Document(io.BytesIO(content))
    found = []
    if document.core_properties.title != form.title:
        found.append("title")
    if document.core_properties.language != "en-GB":
        found.append("language")
    named = [(str(p.style and p.style.name), p.text) for p in document.paragraphs]
    headings = [text for style, text in named if style.startswith("Heading")]
    below = [block.text for block in form.blocks if isinstance(block, Heading)]
    if headings != [form.title, *below, "Sources"]:
        found.append("headings")
    foot = [paragraph.text for paragraph in document.sections[0].footer.paragraphs]
    if foot != ["In danger: 999", "a/b. Draft. Version. Page  of "]:
        found.append("foot")
    for written, table in zip(document.tables, form.tables, strict=True):
        texts = [[cell.text for cell in row.cells] for row in written.rows]
        raised = [[_raised(text) for text in row] for row in (table.header, *table.rows)]
        if texts != raised:
            found.append("table")
        if "w:tblHeader" not in written.rows[0]._tr.xml:
            found.append("header row")
    return found


def _raised(text: str) -> str:
    """Return a text as Word holds it: citations are raised numbers."""
    return re.sub(r"\[(\d+)\]", r"\1 ", text)


def test_a_word_document_has_everything_and_a_planted_fault_is_found() -> None:
    content = form_file(FORM)
    assert problems(content, FORM) == []
    assert content == form_file(FORM)

    changed = docx.Document(io.BytesIO(content))
    row = changed.tables[0].rows[0]
    for mark in row._tr.xpath("w:trPr/w:tblHeader"):
        mark.getparent().remove(mark)
    row.cells[0].text = "Day"
    changed.core_properties.language = ""
    changed.sections[0].footer.paragraphs[0].text = ""
    saved = io.BytesIO()
    changed.save(saved)
    assert problems(saved.getvalue(), FORM) == ["language", "foot", "table", "header row"]


def test_columns_of_dates_and_roles_are_narrow_on_paper() -> None:
    html = with_narrow_columns(printed_html(PAGE, "forms/a.md", SiteUrls("")))
    assert re.findall(r'class="narrow">(\w+)', html) == ["Date"]


def sheets(content: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


def test_a_spreadsheet_has_the_columns_and_checks_what_is_typed() -> None:
    wanted = spreadsheet(FORM, table_prompts(GUIDE))
    assert wanted.columns == {"Date": "When it happened", "Event": "", "A": "", "B": "", "C": ""}
    content = spreadsheet_file(wanted)
    assert content == spreadsheet_file(wanted)
    parts = sheets(content)
    checks = parts["xl/worksheets/sheet1.xml"].findall(".//{*}dataValidation")
    assert [(check.get("sqref"), check.get("type")) for check in checks][:2] == [
        ("A2:A301", "date"),
        ("B2:B301", "textLength"),
    ]
    assert checks[0].get("prompt") == "When it happened"
    words = "".join(map(str, parts["xl/sharedStrings.xml"].itertext()))
    assert "Source (https://example.org/x), Leeds." in words
    assert "In danger: 999" in words
    assert "[1]" not in words


def test_the_timeline_has_the_columns_that_its_guide_explains() -> None:
    def rows(page: str) -> list[list[str]]:
        text = (REPOSITORY / page).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if line.startswith("| ")]
        return [re.sub(r"\[\^[^]]*\]", "", line).strip("| ").split(" | ") for line in lines]

    form = rows("docs/forms/timeline-of-involvement.md")[0]
    guide = rows("docs/guidance/timelines.md")
    first = next(number for number, row in enumerate(guide) if row[0] == "Column")
    assert form == [row[0] for row in guide[first + 2 : first + 2 + len(form)]]


@pytest.mark.build
def test_every_form_of_the_site_can_be_filled_in_and_printed(built_site: Path) -> None:
    folder = built_site / "forms"
    names = [path.name for path in folder.iterdir() if path.is_dir()]
    assert len(names) >= 5
    for name in names:
        page = (folder / name / "index.html").read_text(encoding="utf-8")
        for suffix in ("docx", "pdf"):
            assert f"forms/{name}.{suffix}" in page
            assert (folder / f"{name}.{suffix}").exists()
    assert (folder / "timeline-of-involvement.xlsx").exists()


def test_only_the_pages_of_the_folder_are_forms() -> None:
    pages = dict.fromkeys(("forms/b.md", "forms/index.md", "forms/a.md", "about/forms.md"), "")
    assert form_pages(pages) == ["forms/a.md", "forms/b.md"]
    assert without_citations("Date[1][2]") == "Date"
