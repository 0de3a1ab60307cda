"""How a team's action plan is written as a Word document."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, time
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from macros.output import write_zip
from macros.printing.action_plan import ActionPlan
from macros.records.colours import BRAND_DARK, SOFT

FONT = "Arial"
#: The columns of the table; together they fill a landscape A4 page between its margins.
WIDTHS = (Mm(92), Mm(66), Mm(30), Mm(26), Mm(53))

#: Tab stops: where the line to write on ends, where the next field begins, and so on.
FIELDS = (Mm(100), Mm(107), Mm(180), Mm(187), Mm(267))

WARNING = "Write nothing here that could identify a child, a family or a worker."

#: The minimum height of a row, so that people can write in it by hand.
ROW_HEIGHT = Mm(10)

#: The maximum length of a document property in Word.
LONGEST_PROPERTY = 255

#: Used if there is no date: the earliest that a zip can hold.
FIRST_DAY = date(1980, 1, 1)


def action_plan_file(plan: ActionPlan) -> bytes:
    """Return the Word document of an action plan. The same plan gives the same bytes."""
    document = Document()
    _set_up(document, plan)
    document.add_heading(plan.title, level=1)
    document.add_paragraph(plan.facts)
    _add_fields(document)
    document.add_heading("What we will do", level=2)
    document.add_paragraph().add_run(WARNING).bold = True
    _fill_table(document, plan)
    document.add_heading("Talk about it", level=2)
    for question in plan.questions.sentences:
        document.add_paragraph(question, style="List Number")
    if plan.questions.note:
        document.add_paragraph(plan.questions.note)
    _write_footer(document, plan)
    return _fixed(document)


def _set_up(document: Any, plan: ActionPlan) -> None:
    """Set the page, the fonts, the language and the document properties."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(12)
    section.header_distance = section.footer_distance = Mm(7)
    for name, size in (("Normal", 10.5), ("Heading 1", 20), ("Heading 2", 13)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(attribute), FONT)
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(BRAND_DARK[1:].upper())
        space = style.paragraph_format
        space.space_before, space.space_after = (
            (Pt(0), Pt(4)) if name != "Heading 2" else (Pt(6), Pt(3))
        )
        space.line_spacing = 1.0
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    changed = datetime.combine(plan.imprint.version or FIRST_DAY, time(), UTC)
    about = document.core_properties
    about.title, about.author, about.language = plan.title[:LONGEST_PROPERTY], plan.author, "en-GB"
    about.created = about.modified = changed
    about.comments = about.keywords = ""
    about.last_modified_by, about.revision = plan.author, 1


def _add_fields(document: Any) -> None:
    """Add the fields that the team fills in about itself, each with a line to write on."""
    paragraph = document.add_paragraph("Team: \t\tDate of the meeting: \t\tDate to look again: \t")
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(8)
    for position, stop in enumerate(FIELDS):
        leader = WD_TAB_LEADER.SPACES if position % 2 else WD_TAB_LEADER.LINES
        paragraph.paragraph_format.tab_stops.add_tab_stop(stop, leader=leader)


def _fill_table(document: Any, plan: ActionPlan) -> None:
    rows = [*plan.reminders, *[""] * plan.empty_rows]
    table = document.add_table(rows=1, cols=len(plan.headings), style="Table Grid")
    table.autofit = False
    for cell, words in zip(table.rows[0].cells, plan.headings, strict=True):
        run = cell.paragraphs[0].add_run(words)
        run.bold = True
        shade = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", SOFT[1:].upper())):
            shade.set(qn(name), value)
        cell._tc.get_or_add_tcPr().append(shade)
    _mark_row(table.rows[0], "w:tblHeader")
    for number, words in enumerate(rows, start=1):
        cells = table.add_row().cells
        cells[0].text = f"{number}. {words}" if words else ""
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    for row in table.rows:
        _mark_row(row, "w:cantSplit")
        row.height, row.height_rule = ROW_HEIGHT, WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = width
            space = cell.paragraphs[0].paragraph_format
            space.space_before = space.space_after = Pt(2)


def _mark_row(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _write_footer(document: Any, plan: ActionPlan) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{plan.imprint.address}. {plan.imprint.edition}. Page ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size = Pt(8)


def _add_field(paragraph: Any, name: str) -> None:
    """Add a field, such as the page number, that Word computes."""
    for kind, words in (("begin", ""), ("", name), ("end", "")):
        run = paragraph.add_run()
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = words
        run._r.append(element)


def _fixed(document: Any) -> bytes:
    """Return a document's bytes without the time of writing."""
    written = io.BytesIO()
    document.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as source:
        write_zip(fixed, {name: source.read(name) for name in source.namelist()})
    return fixed.getvalue()
