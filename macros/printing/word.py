"""How the Word documents are written: a team's action plan, and blank forms."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from macros.output import fixed_zip
from macros.printing.action_plan import ROW, ActionPlan
from macros.printing.forms import (
    NARROW,
    Fields,
    Form,
    Heading,
    Paragraph,
    Table,
    without_citations,
)
from macros.printing.layout import Imprint
from macros.records.colours import BRAND_DARK, SOFT

FONT = "Arial"

MARGIN = 15
#: The width and the height of a sheet on its side, in millimetres.
A4 = (297, 210)

#: The columns of an action plan; together they fill a sheet on its side between its margins.
WIDTHS = (108, 62, 28, 24, 45)
RECORD_WIDTHS = (108, 107, 52)

WARNING = "Write nothing here that could identify a child, a family or a worker."

#: The minimum heights of a row, so that people can write in it by hand.
GRID_HEIGHT = 13
PROMPT_HEIGHT = 13

#: The room that the prompts of a form share if they are its only table.
PROMPTS_ON_A_PAGE = 188

#: The maximum length of a document property in Office.
LONGEST_PROPERTY = 255


def action_plan_file(plan: ActionPlan) -> bytes:
    """Return the Word document of an action plan. The same plan gives the same bytes."""
    document = _new_document(plan.title, plan.author, plan.imprint, is_wide=True, size=9.5)
    document.add_heading(plan.title, level=1)
    document.add_paragraph(plan.facts)
    _add_fields(document, ("Team", "Date of the meeting", "Review date"), 267)
    _add_fields(document, ("Who was there (roles)",), 267)
    document.add_heading("What we will do", level=2)
    document.add_paragraph().add_run(WARNING).bold = True
    numbered = [f"{number}. {words}" for number, words in enumerate(plan.shown, start=1)]
    rows = [(words, "", "", "", "") for words in (*numbered, *plan.last_rows)]
    _add_table(document, plan.headings, rows, WIDTHS, ROW)
    document.add_heading("Discussion and results", level=2)
    document.add_paragraph(plan.talk)
    _add_table(document, plan.record_headings, [("", "", "")], RECORD_WIDTHS, plan.record_height)
    _write_footer(document, plan.imprint, plan.help_lines)
    return _fixed(document)


def form_file(form: Form) -> bytes:
    """Return the Word document of a blank form. The same form gives the same bytes."""
    document = _new_document(form.title, form.author, form.imprint, is_wide=form.is_wide, size=10)
    document.add_heading(form.title, level=1)
    width = A4[not form.is_wide] - 2 * MARGIN
    if form.is_one_list:
        prompt_height = PROMPTS_ON_A_PAGE // len(form.tables[0].rows)
    else:
        prompt_height = PROMPT_HEIGHT
    for block in form.blocks:
        match block:
            case Heading(text):
                document.add_heading(text, level=2)
            case Paragraph(text, mark):
                _add_text(document.add_paragraph(), text, is_bold=mark)
            case Fields(labels):
                for first in range(0, len(labels), 2):
                    _add_fields(document, labels[first : first + 2], width)
            case Table(header, rows):
                height = prompt_height if block.has_prompts else GRID_HEIGHT
                _add_table(document, header, rows, _widths(block, width), height)
    if form.sources:
        document.add_heading("Sources", level=2)
    for number, source in enumerate(form.sources, start=1):
        document.add_paragraph().add_run(f"{number}. {source}").font.size = Pt(8)
    _write_footer(document, form.imprint, form.help_lines)
    return _fixed(document)


def _widths(table: Table, width: int) -> list[int]:
    """Return the widths of the columns: those for a day or a role are narrow."""
    if table.has_prompts:
        return [width * 2 // 5, width - width * 2 // 5]
    shares = [1 if without_citations(words) in NARROW else 2 for words in table.header]
    return [width * share // sum(shares) for share in shares]


def _new_document(title: str, author: str, imprint: Imprint, *, is_wide: bool, size: float) -> Any:
    """Return an empty document with its page, fonts, language and properties."""
    document: Any = Document()
    # A copy of the styles for Word 2010: Word may want to repair a file in which it differs.
    for name, related in tuple(document.part.rels.items()):
        if related.reltype.endswith("/stylesWithEffects"):
            document.part.drop_rel(name)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = map(Mm, A4 if is_wide else A4[::-1])
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(12)
    section.header_distance = section.footer_distance = Mm(7)
    for name, points in (("Normal", size), ("Heading 1", 17), ("Heading 2", 12)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(points)
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
            (Pt(0), Pt(3)) if name != "Heading 2" else (Pt(5), Pt(2))
        )
        space.line_spacing = 1.0
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    about = document.core_properties
    author = author[:LONGEST_PROPERTY]
    about.title, about.author, about.language = title[:LONGEST_PROPERTY], author, "en-GB"
    about.created = about.modified = imprint.changed
    about.comments = about.keywords = ""
    about.last_modified_by, about.revision = author, 1
    return document


def _add_fields(document: Any, labels: Sequence[str], width: int) -> None:
    """Add fields that people fill in, side by side, each with a line to write on."""
    paragraph = document.add_paragraph("\t".join(f"{label}: \t" for label in labels))
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(5)
    gap, each = 7, width // len(labels)
    for number in range(1, len(labels) + 1):
        stops = paragraph.paragraph_format.tab_stops
        is_last = number == len(labels)
        end = width if is_last else number * each - gap
        stops.add_tab_stop(Mm(end), leader=WD_TAB_LEADER.LINES)
        if not is_last:
            stops.add_tab_stop(Mm(number * each), leader=WD_TAB_LEADER.SPACES)


def _add_text(paragraph: Any, text: str, *, is_bold: bool = False) -> None:
    """Add a text in which citations, such as [1], are raised."""
    for part in re.split(r"(\[\d+\])", text):
        if part:
            is_citation = part.startswith("[") and part[1:-1].isdigit()
            run = paragraph.add_run(part[1:-1] + " " if is_citation else part)
            run.bold = is_bold
            run.font.superscript = is_citation or None


def _add_table(
    document: Any,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    height: float,
) -> None:
    """Add a table. Its rows are at least ``height`` millimetres high."""
    table = document.add_table(rows=1, cols=len(header), style="Table Grid")
    table.autofit = False
    for cell, words in zip(table.rows[0].cells, header, strict=True):
        _add_text(cell.paragraphs[0], words, is_bold=True)
        shade = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", SOFT[1:].upper())):
            shade.set(qn(name), value)
        cell._tc.get_or_add_tcPr().append(shade)
    _mark_row(table.rows[0], "w:tblHeader")
    for texts in rows:
        for cell, words in zip(table.add_row().cells, texts, strict=True):
            first, *further = words.split("\n")
            _add_text(cell.paragraphs[0], first)
            for line in further:
                _add_text(cell.add_paragraph(), line)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for position, row in enumerate(table.rows):
        _mark_row(row, "w:cantSplit")
        if position:
            row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
            for paragraph in cell.paragraphs:
                space = paragraph.paragraph_format
                space.space_before = space.space_after = Pt(1.5)


def _mark_row(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _write_footer(document: Any, imprint: Imprint, help_lines: Sequence[str] = ()) -> None:
    footer = document.sections[0].footer
    paragraph = footer.paragraphs[0]
    for line in filter(None, help_lines):
        paragraph.add_run(line).bold = True
        paragraph = footer.add_paragraph()
    about = (imprint.address, imprint.mark, imprint.edition)
    paragraph.add_run(f"{'. '.join(filter(None, about))}. Page ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_field(paragraph, "NUMPAGES")
    for each in footer.paragraphs:
        each.paragraph_format.space_after = Pt(0)
        for run in each.runs:
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
    return fixed_zip(written.getvalue())
