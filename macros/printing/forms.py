"""Blank forms: the pages in ``docs/forms/``, as plain values for Word and for spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement
from markupsafe import Markup

from macros.printing.layout import Imprint
from macros.printing.paper import WORD_JOINER, drop_screen_only, parsed, serialised

FOLDER = "forms/"

#: The id of the heading of the sources, which are no block.
SOURCES = "sources"

#: A table with more columns than this needs the sheet on its side.
COLUMNS_ON_PORTRAIT = 4


#: Columns with short texts.
NARROW = ("Date", "Source", "Who", "By when", "Done on")


@dataclass(frozen=True)
class Heading:
    """A heading of a form."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a form. ``mark``: it says that the form is a draft."""

    text: str
    mark: bool = False


@dataclass(frozen=True)
class Fields:
    """Short lines to fill in, such as a date."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table to fill in; an empty text is a cell to write in."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def has_prompts(self) -> bool:
        """Whether the first column says what to record, and the second is empty."""
        return len(self.header) == 2


Block = Heading | Paragraph | Fields | Table


@dataclass(frozen=True)
class Form:
    """A blank form. Citations in its texts are numbers in square brackets, of its ``sources``."""

    title: str
    author: str
    blocks: tuple[Block, ...]
    sources: tuple[str, ...]
    imprint: Imprint
    help_lines: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def is_wide(self) -> bool:
        """Whether it needs the sheet on its side."""
        return any(len(table.header) > COLUMNS_ON_PORTRAIT for table in self.tables)

    @property
    def is_one_list(self) -> bool:
        """Whether it has one table, of prompts: they share the page."""
        return len(self.tables) == 1 and self.tables[0].has_prompts


def form_pages(pages: Mapping[str, str]) -> list[str]:
    """Return the pages that are forms, in order."""
    in_folder = (page for page in pages if re.fullmatch(rf"{FOLDER}[^/]+", page))
    return sorted(page for page in in_folder if page != f"{FOLDER}index.md")


def read_form(
    page_html: str, author: str, imprint: Imprint, help_lines: tuple[str, ...] = ()
) -> Form:
    """Return the form on a page, from the HTML of the page. ``help_lines`` say who to call."""
    root = parsed(page_html)
    drop_screen_only(root)
    for number in root.findall(".//sup"):
        digits = re.sub(r"\D", "", number.text_content())
        for child in list(number):
            number.remove(child)
        number.text = f"[{digits}]" if digits else ""
    for link in root.xpath("//*[@class='footnote']//a[starts-with(@href, 'http')]"):
        link.text = f"{link.text_content()} ({link.get('href')})"
    heading = root.find(".//h1")
    title = _text(heading) if heading is not None else ""
    sources = [_text(item) for item in root.xpath("//*[@class='footnote']//li")]
    return Form(title, author, tuple(_blocks(root)), tuple(sources), imprint, help_lines)


def with_narrow_columns(content: Markup) -> Markup:
    """Return a printed form whose columns with short texts have a class for the stylesheet."""
    root = parsed(content)
    for head in root.iter("th"):
        if "".join(head.xpath("text()")).strip().strip(WORD_JOINER) in NARROW:
            head.set("class", "narrow")
    return serialised(root)


def table_prompts(guide_html: str) -> dict[str, str]:
    """Map each column of a form to what goes in it, from the table “Column” of a guide."""
    for table in parsed(guide_html).iter("table"):
        for citation in table.findall(".//sup"):
            citation.drop_tree()
        header, *rows = [[_text(cell) for cell in row.iter("th", "td")] for row in table.iter("tr")]
        if header[0] == "Column":
            return {row[0]: row[1] for row in rows}
    return {}


def without_citations(text: str) -> str:
    """Return a text without the numbers of its sources.

    >>> without_citations("Date[1][2]")
    'Date'
    """
    return re.sub(r"\[\d+\]", "", text)


def _blocks(root: HtmlElement) -> Iterator[Block]:
    for element in root:
        text = _text(element)
        if element.tag == "h2" and element.get("id") != SOURCES:
            yield Heading(text)
        elif element.tag == "p" and text:
            yield Paragraph(text, mark="sscp-draft" in element.get("class", ""))
        elif element.tag == "ul":
            yield Fields(tuple(_text(item).removesuffix(":") for item in element.iter("li")))
        elif element.tag == "table":
            rows = [tuple(_text(c) for c in row.iter("th", "td")) for row in element.iter("tr")]
            yield Table(rows[0], tuple(rows[1:]))


def _text(element: HtmlElement) -> str:
    """Return the text of an element on one line."""
    return " ".join(element.text_content().split())


@dataclass(frozen=True)
class Spreadsheet:
    """A form as a spreadsheet: its columns, each with what goes in it, and notes."""

    form: Form
    columns: Mapping[str, str]

    @property
    def notes(self) -> tuple[str, ...]:
        """The paragraphs of the form."""
        return tuple(b.text for b in self.form.blocks if isinstance(b, Paragraph))


def spreadsheet(form: Form, prompts: Mapping[str, str]) -> Spreadsheet:
    """Return the spreadsheet of a form with one table. ``prompts`` say what goes in a column."""
    [table] = form.tables
    names = map(without_citations, table.header)
    return Spreadsheet(form, {name: prompts.get(name, "") for name in names})
