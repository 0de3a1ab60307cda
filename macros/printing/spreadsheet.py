"""How a form with one table is written as a spreadsheet that checks what is typed."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from macros.output import fixed_zip
from macros.printing.forms import Spreadsheet, without_citations
from macros.printing.word import LONGEST_PROPERTY
from macros.records.colours import BRAND_DARK, SOFT

#: How many rows have checks and borders.
ROWS = 300

#: Longer texts get a warning: a timeline is short.
LONGEST_TEXT = 500

#: The width of the notes in characters, and the height of a line of them in points.
NOTE_WIDTH, LINE_HEIGHT = 90, 16

#: The limits of Excel on the title and the text of a hint.
HINT_TITLE, HINT_TEXT = 32, 255


def spreadsheet_file(wanted: Spreadsheet) -> bytes:
    """Return the spreadsheet of a form. The same form gives the same bytes."""
    form, written = wanted.form, io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.set_properties(
        {
            "title": form.title[:LONGEST_PROPERTY],
            "author": form.author,
            "created": form.imprint.changed,
        }
    )
    text = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "font_size": 11})
    day = book.add_format(
        {"num_format": "dd/mm/yyyy", "valign": "top", "border": 1, "align": "left"}
    )
    head = book.add_format(
        {"bold": True, "border": 1, "bg_color": SOFT, "font_color": BRAND_DARK, "text_wrap": True}
    )
    sheet = book.add_worksheet("Timeline")
    for column, (name, hint) in enumerate(wanted.columns.items()):
        is_day = name == "Date"
        sheet.set_column(column, column, 13 if is_day else 30)
        sheet.write_string(0, column, name, head)
        for row in range(1, ROWS + 1):
            sheet.write_blank(row, column, None, day if is_day else text)
        check: dict[str, Any] = {
            "input_title": name[:HINT_TITLE],
            "input_message": hint[:HINT_TEXT],
            "error_type": "warning",
        }
        if is_day:
            check |= {
                "validate": "date",
                "criteria": "between",
                "minimum": date(1900, 1, 1),
                "maximum": date(2100, 1, 1),
                "error_title": "This is not a day",
                "error_message": "Type a day, such as 23/11/2026, so that entries can be sorted. "
                "For a period, type its first day and write the period into the event.",
            }
        else:
            check |= {
                "validate": "length",
                "criteria": "<=",
                "value": LONGEST_TEXT,
                "error_title": "This is long",
                "error_message": "A timeline is short. The full record belongs elsewhere.",
            }
        sheet.data_validation(1, column, ROWS, column, check)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, ROWS, len(wanted.columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    about = f"{form.imprint.address} {form.imprint.edition}".strip()
    sheet.set_footer(f"&L{about}&RPage &P of &N")
    notes = book.add_worksheet("Read me")
    notes.set_column(0, 0, NOTE_WIDTH)
    notes.set_landscape()
    notes.set_paper(9)
    notes.fit_to_pages(1, 0)
    lines = [form.title, *wanted.notes, *form.help_lines, "Sources", *form.sources]
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for row, line in enumerate(lines):
        notes.write_string(row, 0, without_citations(line), wrapped)
        notes.set_row(row, LINE_HEIGHT * (1 + len(line) // (NOTE_WIDTH - 10)))
    book.close()
    return fixed_zip(written.getvalue())
