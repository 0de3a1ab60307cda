"""How slides are written as a PowerPoint file."""

from __future__ import annotations

import io
from copy import deepcopy
from typing import Any

import segno
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Inches, Pt

from macros.output import fixed_zip
from macros.printing.deck import Deck, Slide
from macros.printing.word import LONGEST_PROPERTY
from macros.records.colours import BRAND_DARK

FONT = "Arial"
LANGUAGE = "en-GB"

#: Where things are on a slide, in inches: left, top, width, height.
SIZE = (13.333, 7.5)
TITLE, BODY = (0.6, 0.35, 12.1, 1.1), (0.6, 1.6, 12.1, 5.1)
FOOTER, NUMBER = (0.6, 6.9, 10.3, 0.4), (11.3, 6.9, 1.4, 0.4)
COVER_TITLE, COVER_TEXT = (0.6, 1.6, 12.1, 1.8), (0.6, 3.5, 9.2, 2.6)
CODE = (10.6, 3.7, 2.1, 2.1)

#: Points of type: the usual size, and that of a slide which would otherwise be too full.
USUAL, SMALLER = 24, 16

#: The layouts that are used, of those in the template of python-pptx, and their new names.
LAYOUTS = {"Title Slide": COVER_TITLE, "Title and Content": TITLE}

BRAND = RGBColor.from_string(BRAND_DARK[1:].upper())  # type: ignore[no-untyped-call]
WHITE = RGBColor.from_string("FFFFFF")  # type: ignore[no-untyped-call]


def slides_file(deck: Deck) -> bytes:
    """Return the PowerPoint file of a deck. The same deck gives the same bytes."""
    presentation = Presentation()
    cover, content = _set_up(presentation)
    _add_cover(presentation.slides.add_slide(cover), deck)
    for slide in deck.slides:
        _add_slide(presentation.slides.add_slide(content), slide, deck)
    _describe(presentation, deck)
    written = io.BytesIO()
    presentation.save(written)
    return fixed_zip(written.getvalue())


# --- The template -----------------------------------------------------------------------------


def _set_up(presentation: Any) -> tuple[Any, Any]:
    """Make the template wide, in our type and colour, and return the two layouts."""
    presentation.slide_width, presentation.slide_height = map(Inches, SIZE)
    master = presentation.slide_master
    for layout in tuple(presentation.slide_layouts):
        if layout.name not in LAYOUTS:
            presentation.slide_layouts.remove(layout)
    cover, content = presentation.slide_layouts
    for holder, place in zip(master.placeholders, (TITLE, BODY, None, FOOTER, NUMBER), strict=True):
        _put(holder, place or FOOTER)
    for layout in (cover, content):
        for holder in tuple(layout.placeholders):
            if "Date" in holder.name:
                holder._element.getparent().remove(holder._element)
    _put(cover.placeholders[0], COVER_TITLE)
    _put(cover.placeholders[1], COVER_TEXT)
    for style, size in (("titleStyle", 32), ("bodyStyle", USUAL)):
        first = master._element.find(f"{qn('p:txStyles')}/{qn(f'p:{style}')}/{qn('a:lvl1pPr')}")
        first.set("algn", "l")
        first.find(qn("a:defRPr")).set("sz", str(size * 100))
    for holder in (cover.placeholders[1], master.placeholders[3]):
        for level in holder._element.iter(qn("a:lvl1pPr")):
            level.set("algn", "l")
    for part in (master, cover, content):  # grey that is hard to read
        for tint in tuple(part._element.iter(qn("a:tint"))):
            tint.getparent().remove(tint)
    cover.background.fill.solid()
    cover.background.fill.fore_color.rgb = BRAND
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b'"Calibri"', f'"{FONT}"'.encode())
    return cover, content


def _put(shape: Any, place: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Inches, place)


# --- Slides -----------------------------------------------------------------------------------


def _add_cover(slide: Any, deck: Deck) -> None:
    _title(slide, deck.title, WHITE)
    frame = slide.placeholders[1].text_frame
    for position, words in enumerate(_about(deck)):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        _write(paragraph, words).color.rgb = WHITE
    if deck.url:
        drawn = io.BytesIO()
        segno.make(deck.url, error="m", micro=False).save(drawn, kind="png", scale=8, border=2)
        code = slide.shapes.add_picture(drawn, *map(Inches, CODE))
        code._element.nvPicPr.cNvPr.set("descr", f"QR code that opens {deck.imprint.address}")
    slide.notes_slide.notes_text_frame.text = deck.url


def _about(deck: Deck) -> tuple[str, ...]:
    about = (deck.kicker, deck.by, deck.imprint.edition, deck.imprint.address)
    return tuple(filter(None, about))


def _add_slide(slide: Any, content: Slide, deck: Deck) -> None:
    _title(slide, content.title)
    frame = slide.placeholders[1].text_frame
    for position, point in enumerate(content.points):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        if point.label:
            _write(paragraph, f"{point.label}: ").bold = True
        _write(paragraph, point.text)
        if point.note:
            _write(paragraph, f" ({point.note})")
        for words in point.points:
            line = frame.add_paragraph()
            line.level = 1
            _write(line, words).size = Pt(USUAL - 4)
    if content.below:
        below = frame.add_paragraph()
        _write(below, content.below).size = Pt(SMALLER)
        below.space_before = Pt(SMALLER)
        layout = below._p.get_or_add_pPr()
        layout.set("marL", "0")
        layout.set("indent", "0")
        layout.append(OxmlElement("a:buNone"))
    if content.is_full:
        for run in (run for paragraph in frame.paragraphs for run in paragraph.runs):
            run.font.size = Pt(SMALLER)
    _add_footer(slide, deck)
    slide.notes_slide.notes_text_frame.text = "\n\n".join(content.notes)


def _write(paragraph: Any, words: str) -> Any:
    """Add words to a paragraph, and return their font."""
    run = paragraph.add_run()
    run.text = words
    return run.font


def _title(slide: Any, words: str, colour: RGBColor = BRAND) -> None:
    font = _write(slide.shapes.title.text_frame.paragraphs[0], words)
    font.bold, font.color.rgb = True, colour


def _add_footer(slide: Any, deck: Deck) -> None:
    """Add the footer and the number of the slide, which python-pptx leaves in the layout."""
    for holder in slide.slide_layout.placeholders:
        if holder.name.startswith(("Footer", "Slide Number")):
            slide.shapes._spTree.append(deepcopy(holder._element))
    footer = next(shape for shape in slide.placeholders if shape.name.startswith("Footer"))
    paragraph = footer.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    font = _write(paragraph, " · ".join(filter(None, (deck.title, deck.imprint.address))))
    font.name, font.size = FONT, Pt(12)
    # Each shape of a slide has a number of its own.
    for number, element in enumerate(slide.shapes._spTree.iter(qn("p:cNvPr")), start=1):
        element.set("id", str(number))


# --- The file ---------------------------------------------------------------------------------


def _describe(presentation: Any, deck: Deck) -> None:
    """Set the language of every text, and the properties of the document."""
    slides = list(presentation.slides)
    master = presentation.slide_master
    shown = [master, *master.slide_layouts, presentation.notes_master, *slides]
    for part in [*shown, *(slide.notes_slide for slide in slides)]:
        for run in part._element.iter(qn("a:r")):
            run.get_or_add_rPr()
        for name in ("a:rPr", "a:endParaRPr", "a:defRPr"):
            for properties in part._element.iter(qn(name)):
                properties.set("lang", LANGUAGE)
    about = presentation.core_properties
    about.title = f"{deck.title}: slides"[:LONGEST_PROPERTY]
    about.author = about.last_modified_by = deck.author[:LONGEST_PROPERTY]
    about.language, about.revision = LANGUAGE, 1
    about.created = about.modified = deck.imprint.changed.replace(tzinfo=None)
