"""The slides can be opened, are complete, and can be used with a screen reader."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pptx
import pytest
from pptx.oxml.ns import qn

from macros.addresses.site_urls import SiteUrls
from macros.pages.seven_minutes import of_audit
from macros.printing.briefings import Briefings
from macros.printing.deck import POINTS, Deck
from macros.printing.layout import NO_BREAK
from macros.printing.slides import slides_file
from macros.printing.team_meeting import slides
from macros.records.library import Library
from macros.records.records import Audit
from tests.conftest import ADDRESS
from tests.support.office import as_pdf
from tests.support.printing_text import squeezed, without_columns
from tests.support.small_library import audit, good_practice, reminder


def deck_of(library: Library, made: Audit) -> Deck:
    briefings = Briefings(replace(library, audits=(made,)), SiteUrls(ADDRESS), {})
    content = slides(briefings, of_audit(briefings.library, made), made).content
    assert isinstance(content, Deck)
    return content


def made(reminders: int) -> Audit:
    points = [reminder(f"r{i}", text=f"Do <b>{i}</b> & more") for i in range(reminders)]
    return audit("2022-23/neglect", "2022-09", points, [good_practice("g")])


def problems_of_slides(content: bytes) -> Iterator[str]:
    """Yield what is wrong with a PowerPoint file, read without an office program."""
    presentation = pptx.Presentation(io.BytesIO(content))
    about = presentation.core_properties
    if not about.title or about.language != "en-GB":
        yield "it does not say its title and its language"
    for number, slide in enumerate(presentation.slides, start=1):
        shapes: list[Any] = list(slide.shapes)
        if shapes[0] != slide.shapes.title or not shapes[0].text_frame.text.strip():
            yield f"slide {number} does not begin with its title"
        if not shapes[1].is_placeholder or not shapes[1].text_frame.text.strip():
            yield f"slide {number}: its text is in no placeholder of the layout"
        ids = [element.get("id") for element in slide._element.iter(qn("p:cNvPr"))]
        if len(ids) != len(set(ids)):
            yield f"slide {number}: two shapes have the same number"
        for picture in slide._element.iter(qn("p:pic")):
            if not picture.nvPicPr.cNvPr.get("descr"):
                yield f"slide {number}: a picture has no alternative text"
        if not slide.has_notes_slide or not slide.notes_slide.notes_text_frame.text.strip():
            yield f"slide {number} has no notes"
        for part in (slide, slide.notes_slide):
            for run in part._element.iter(qn("a:r")):
                if run.rPr is None or run.rPr.get("lang") != "en-GB":
                    yield f"slide {number}: the language of a text is not known"


def test_the_slides_of_every_audit_are_whole(library: Library) -> None:
    for each in library.audits:
        deck = deck_of(library, each)
        content = slides_file(deck)
        assert list(problems_of_slides(content)) == []
        text = "\n".join(
            shape.text_frame.text
            for slide in pptx.Presentation(io.BytesIO(content)).slides
            for shape in slide.placeholders
        )
        sentences = [*each.background, *(item.text for item in each.findings), *each.questions]
        assert [sentence for sentence in sentences if sentence not in text] == []
        numbers = (contact.number for contact in library.contacts)
        assert [n for n in numbers if n not in text.replace(NO_BREAK, " ")] == []


def test_there_are_at_most_four_reminders_on_a_slide_with_their_source_in_the_notes(
    library: Library,
) -> None:
    deck = deck_of(library, made(9))
    slides = [slide for slide in deck.slides if slide.title.startswith("4. ")]
    assert [len(slide.points) for slide in slides] == [POINTS, POINTS, 1]
    assert slides[0].title == "4. What to do differently (1 of 3)"
    assert slides[0].notes[0] == (f"Do <b>0</b> & more\n{ADDRESS}audits/2022-23/neglect/#r0")


def test_the_points_below_a_reminder_are_on_its_slide(library: Library) -> None:
    asked = reminder("ask", text="Look at it over time, and ask:", points=["for how long"])
    slides = slides_file(deck_of(library, audit("2022-23/neglect", None, [asked])))
    lines = [
        (paragraph.level, paragraph.text)
        for slide in pptx.Presentation(io.BytesIO(slides)).slides
        for paragraph in slide.placeholders[1].text_frame.paragraphs
    ]
    assert (1, "for how long") in lines


def test_panels_without_content_share_a_slide_that_says_so(library: Library) -> None:
    deck = deck_of(library, audit("2022-23/neglect"))
    [slide] = [slide for slide in deck.slides if slide.title == "What is not recorded"]
    assert "What was good: No good practice is recorded." in slide.notes
    assert not [slide for slide in deck.slides if slide.title.startswith("3. ")]
    assert list(problems_of_slides(slides_file(deck))) == []


def test_the_same_deck_gives_the_same_bytes_and_no_time_of_writing(library: Library) -> None:
    deck = deck_of(library, made(3))
    content = slides_file(deck)
    assert content == slides_file(deck)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "1980-01-01T00:00:00Z" in archive.read("docProps/core.xml").decode()


def test_a_planted_fault_is_found(library: Library) -> None:
    presentation = pptx.Presentation(io.BytesIO(slides_file(deck_of(library, made(3)))))
    first, second = list(presentation.slides)[:2]
    for picture in first._element.iter(qn("p:pic")):
        picture.nvPicPr.cNvPr.set("descr", "")
    title: Any = second.shapes.title
    title.text_frame.text = "Another title"
    second.shapes._spTree.append(title._element)
    saved = io.BytesIO()
    presentation.save(saved)
    assert list(problems_of_slides(saved.getvalue())) == [
        "slide 1: a picture has no alternative text",
        "slide 2 does not begin with its title",
        "slide 2: the language of a text is not known",
    ]


@pytest.mark.build  # takes about as long
@pytest.mark.nightly
def test_libreoffice_opens_the_slides_and_shows_every_reminder(
    library: Library, tmp_path: Path
) -> None:
    audits = {each.slug: each for each in (*library.audits, made(25))}
    decks = {slug: deck_of(library, each) for slug, each in audits.items()}
    for slug, deck in decks.items():
        (tmp_path / f"{slug}.pptx").write_bytes(slides_file(deck))
    as_pdf(sorted(tmp_path.glob("*.pptx")), tmp_path)
    for slug, deck in decks.items():
        file = tmp_path / f"{slug}.pdf"
        text = without_columns(file)
        missing = [item.text for item in audits[slug].reminders if squeezed(item.text) not in text]
        assert missing == []
        with pikepdf.open(file) as pdf:
            assert len(pdf.pages) == len(deck.slides) + 1
